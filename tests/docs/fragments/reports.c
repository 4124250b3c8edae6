/* A report is made, waited for and downloaded. */
#include "ymr/reports.h"

#include "world.h"

static uint64_t bytes;

static ymr_text copied(ymr_text what)
{
    static char kept[YMR_MAX_REPORT_ID];
    REQUIRE(what.length <= sizeof kept);
    memcpy(kept, what.bytes, what.length);
    return (ymr_text){kept, what.length};
}

static void pause_ms(uint32_t ms)
{
    nanosleep(&(struct timespec){ms / 1000, ms % 1000 * 1000000L}, NULL);
}

static ymr_status taker(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = chunk->length;
    bytes = chunk->offset + chunk->length;
    return YMR_OK;
}

int main(void)
{
    static ymr_report_started started;
    static ymr_report_info info;
    static ymr_url url;
    ymr_client *const client = &world_client;
    const ymr_returns_report what = {.business_id = world_number("YMR_BUSINESS"), .from_day = "2026-07-01",
                                     .to_day = "2026-07-31"};
    void *const context = NULL;
    world_begin();
EXAMPLE
    REQUIRE(world_client.outcome.status == YMR_OK && bytes > 0);
}
