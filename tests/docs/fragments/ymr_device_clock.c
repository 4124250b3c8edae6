/* A clock that learns the time from an answer, and remembers it. */
#include "port/device/ymr_device.h"

#include "world.h"

static bool written;

static void write_to_flash(const uint8_t *stored)
{
    (void)stored;
    written = true;
}

int main(void)
{
    static ymr_device_clock clock;
    static ymr_return found;
    static uint8_t stored[YMR_DEVICE_CLOCK_STORED];
    ymr_tls_config tls_config = {0};
    const ymr_platform platform = ymr_posix_platform();
    int64_t unix_ms;
    world_begin();
    REQUIRE(ymr_get_return(&world_client, world_number("ORDER"), world_number("RETURN"), &found) == YMR_OK);
#define client world_client
EXAMPLE
    REQUIRE(written && ymr_device_clock_now(&clock, &unix_ms) == YMR_CLOCK_TRUSTED);
    REQUIRE(tls_config.clock.now(tls_config.clock.context, &unix_ms) == YMR_CLOCK_TRUSTED);
}
