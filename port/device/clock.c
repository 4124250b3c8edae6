#include <string.h>

#include "ymr_device.h"
#include "ymr/stored.h"

#ifdef YMR_BUILD_UNIX
#define BUILD_MS (INT64_C(1000) * (YMR_BUILD_UNIX))
#else
#define BUILD_MS INT64_C(0)
#endif

/* `Date` has steps of a second, and an answer is under way for a while. */
#define TOLERANCE_MS 2000

static void run_on(ymr_device_clock *clock)
{
    const uint32_t ticks = clock->platform.ticks_ms(clock->platform.context);
    const uint32_t gone = ticks - clock->ticks;

    clock->ticks = ticks;
    clock->unix_ms += gone;
    clock->floor_ms += gone;
}

static void set(ymr_device_clock *clock, ymr_clock_state state, int64_t unix_ms)
{
    clock->state = (uint8_t)state;
    clock->unix_ms = unix_ms;
}

void ymr_device_clock_init(ymr_device_clock *clock, ymr_platform platform)
{
    clock->platform = platform;
    clock->ticks = platform.ticks_ms(platform.context);
    clock->floor_ms = BUILD_MS > YMR_CLOCK_FLOOR_MS ? BUILD_MS : YMR_CLOCK_FLOOR_MS;
    set(clock, YMR_CLOCK_FLOOR, clock->floor_ms);
}

ymr_clock_state ymr_device_clock_now(ymr_device_clock *clock, int64_t *unix_ms)
{
    run_on(clock);
    *unix_ms = clock->unix_ms;
    return (ymr_clock_state)clock->state;
}

static ymr_clock_state now(void *context, int64_t *unix_ms)
{
    return ymr_device_clock_now(context, unix_ms);
}

ymr_clock ymr_device_clock_face(ymr_device_clock *clock)
{
    return (ymr_clock){.now = now, .context = clock};
}

bool ymr_device_clock_suggest(ymr_device_clock *clock, int64_t unix_ms)
{
    run_on(clock);
    if (clock->state == YMR_CLOCK_TRUSTED || unix_ms < clock->floor_ms) {
        return false;
    }
    set(clock, YMR_CLOCK_PROVISIONAL, unix_ms);
    return true;
}

bool ymr_device_clock_trust(ymr_device_clock *clock, int64_t unix_ms)
{
    run_on(clock);
    if (unix_ms < clock->floor_ms - TOLERANCE_MS) {
        return false;
    }
    const int64_t apart = unix_ms - clock->unix_ms;
    if (clock->state == YMR_CLOCK_TRUSTED && apart >= -TOLERANCE_MS && apart <= TOLERANCE_MS) {
        return true;
    }
    set(clock, YMR_CLOCK_TRUSTED, unix_ms > clock->floor_ms ? unix_ms : clock->floor_ms);
    return true;
}

void ymr_device_clock_doubt(ymr_device_clock *clock)
{
    run_on(clock);
    if (clock->state == YMR_CLOCK_PROVISIONAL) {
        set(clock, YMR_CLOCK_FLOOR, clock->floor_ms);
    }
}

/* ---- A stored time: mark, Unix milliseconds, CRC-32 (little-endian) ------------------------------------ */

static const uint8_t mark[4] = {'y', 'm', 't', '1'};

bool ymr_device_clock_store(ymr_device_clock *clock, uint8_t stored[YMR_DEVICE_CLOCK_STORED])
{
    run_on(clock);
    if (clock->state != YMR_CLOCK_TRUSTED) {
        return false;
    }
    memcpy(stored, mark, sizeof mark);
    ymr_bytes_write(stored + 4, (uint64_t)clock->unix_ms, 8);
    ymr_bytes_write(stored + 12, ymr_crc32(0, stored, 12), 4);
    return true;
}

bool ymr_device_clock_load(ymr_device_clock *clock, const uint8_t stored[YMR_DEVICE_CLOCK_STORED])
{
    if (memcmp(stored, mark, sizeof mark) != 0 || ymr_bytes_read(stored + 12, 4) != ymr_crc32(0, stored, 12)) {
        return false;
    }
    const int64_t unix_ms = (int64_t)ymr_bytes_read(stored + 4, 8);
    run_on(clock);
    if (unix_ms > clock->floor_ms) {
        clock->floor_ms = unix_ms;
    }
    if (clock->unix_ms < clock->floor_ms) {
        set(clock, YMR_CLOCK_FLOOR, clock->floor_ms);
    }
    return true;
}
