/* The clock of three states: what may raise it, what may be stored, and that it runs on. */
#include "check.h"
#include "port/device/ymr_device.h"

/* Later than every build of this test, and earlier than what any of them is told. */
#define NOW INT64_C(4000000000000)

static uint32_t ticks;

static uint32_t told_ticks(void *context)
{
    (void)context;
    return ticks;
}

static const ymr_platform platform = {.ticks_ms = told_ticks};

static int64_t reads(ymr_device_clock *clock, ymr_clock_state state, const char *note)
{
    int64_t unix_ms = -1;

    CHECK_I64(state, ymr_device_clock_now(clock, &unix_ms), note);
    return unix_ms;
}

TEST(device_clock_starts_at_the_floor_and_runs)
{
    ymr_device_clock clock;

    ticks = 0xFFFFFF00u;
    ymr_device_clock_init(&clock, platform);
    const int64_t floor_ms = reads(&clock, YMR_CLOCK_FLOOR, "at the start");
    CHECK(floor_ms >= YMR_CLOCK_FLOOR_MS, "not before the library's own date");
    ticks += 1000;
    CHECK_I64(floor_ms + 1000, reads(&clock, YMR_CLOCK_FLOOR, "wrapped around"), "wrapped around");
    ticks += UINT32_MAX;
    CHECK_I64(floor_ms + 1000 + UINT32_MAX, reads(&clock, YMR_CLOCK_FLOOR, "49 days"), "49 days");
}

TEST(device_clock_only_goes_up)
{
    ymr_device_clock clock;

    ticks = 0;
    ymr_device_clock_init(&clock, platform);
    CHECK(!ymr_device_clock_suggest(&clock, YMR_CLOCK_FLOOR_MS - 1), "before the floor");
    (void)reads(&clock, YMR_CLOCK_FLOOR, "nothing happened");
    CHECK(ymr_device_clock_suggest(&clock, NOW), "SNTP");
    CHECK_I64(NOW, reads(&clock, YMR_CLOCK_PROVISIONAL, "SNTP"), "SNTP");
    CHECK(ymr_device_clock_suggest(&clock, NOW - 5000), "SNTP again, backwards");
    CHECK_I64(NOW - 5000, reads(&clock, YMR_CLOCK_PROVISIONAL, NULL), NULL);
    CHECK(!ymr_device_clock_trust(&clock, -1), "an answer without Date");
    CHECK(!ymr_device_clock_trust(&clock, YMR_CLOCK_FLOOR_MS - 60000), "a Date before the build");
    (void)reads(&clock, YMR_CLOCK_PROVISIONAL, "neither counts");
    CHECK(ymr_device_clock_trust(&clock, NOW + 86400000), "a Date");
    CHECK(!ymr_device_clock_suggest(&clock, NOW), "SNTP cannot change it any more");
    ymr_device_clock_doubt(&clock);
    ticks += 7;
    CHECK_I64(NOW + 86400007, reads(&clock, YMR_CLOCK_TRUSTED, "nor doubt"), "it runs on");
}

TEST(device_clock_is_set_right_by_later_dates)
{
    static const struct {
        int64_t date, reads;
    } rows[] = {{NOW + 2000, NOW}, {NOW - 2000, NOW}, {NOW + 2001, NOW + 2001}, {NOW - 2001, NOW - 2001},
                {NOW - 86400000, NOW - 86400000}};

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ymr_device_clock clock;
        ticks = 0;
        ymr_device_clock_init(&clock, platform);
        CHECK(ymr_device_clock_trust(&clock, NOW), NULL);
        CHECK(ymr_device_clock_trust(&clock, rows[i].date), NULL);
        CHECK_I64(rows[i].reads, reads(&clock, YMR_CLOCK_TRUSTED, NULL), check_note("row %zu", i));
    }
}

TEST(device_clock_drops_a_provisional_time_when_told)
{
    ymr_device_clock clock;

    ticks = 0;
    ymr_device_clock_init(&clock, platform);
    const int64_t floor_ms = reads(&clock, YMR_CLOCK_FLOOR, NULL);
    CHECK(ymr_device_clock_suggest(&clock, NOW), "a lie, years ahead");
    ticks += 5000;
    ymr_device_clock_doubt(&clock);
    CHECK_I64(floor_ms + 5000, reads(&clock, YMR_CLOCK_FLOOR, "back"), "time went on meanwhile");
}

TEST(device_clock_stores_trusted_time_alone)
{
    ymr_device_clock clock;
    uint8_t stored[YMR_DEVICE_CLOCK_STORED] = {0};

    ticks = 0;
    ymr_device_clock_init(&clock, platform);
    CHECK(!ymr_device_clock_store(&clock, stored), "the floor");
    CHECK(ymr_device_clock_suggest(&clock, NOW), NULL);
    CHECK(!ymr_device_clock_store(&clock, stored), "SNTP");
    CHECK(stored[0] == 0, "and nothing is written");
    CHECK(ymr_device_clock_trust(&clock, NOW), NULL);
    CHECK(ymr_device_clock_store(&clock, stored), "a Date");

    ticks = 99;
    ymr_device_clock_init(&clock, platform);
    CHECK(ymr_device_clock_load(&clock, stored), "after a new start");
    ticks += 1;
    CHECK_I64(NOW + 1, reads(&clock, YMR_CLOCK_FLOOR, "how long it was off nobody knows"), NULL);
    CHECK(!ymr_device_clock_suggest(&clock, NOW - 1), "SNTP cannot go below");
    CHECK(!ymr_device_clock_trust(&clock, NOW - 60000), "nor can a server");
    CHECK(ymr_device_clock_suggest(&clock, NOW + 60000), NULL);
    ymr_device_clock_doubt(&clock);
    CHECK_I64(NOW + 1, reads(&clock, YMR_CLOCK_FLOOR, "doubt ends at the stored time"), NULL);
}

TEST(device_clock_refuses_a_damaged_store)
{
    ymr_device_clock clock;
    uint8_t stored[YMR_DEVICE_CLOCK_STORED];

    ticks = 0;
    ymr_device_clock_init(&clock, platform);
    CHECK(ymr_device_clock_trust(&clock, NOW) && ymr_device_clock_store(&clock, stored), NULL);
    for (size_t bit = 0; bit < 8 * sizeof stored; bit++) {
        ymr_device_clock_init(&clock, platform);
        stored[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(!ymr_device_clock_load(&clock, stored), check_note("bit %zu", bit));
        stored[bit / 8] ^= (uint8_t)(1u << bit % 8);
        CHECK(reads(&clock, YMR_CLOCK_FLOOR, NULL) < NOW, check_note("bit %zu", bit));
    }
    memset(stored, 0xFF, sizeof stored);
    CHECK(!ymr_device_clock_load(&clock, stored), "erased flash");
    memset(stored, 0, sizeof stored);
    CHECK(!ymr_device_clock_load(&clock, stored), "zeros");
}

TEST(device_clock_loads_an_older_time_without_going_back)
{
    ymr_device_clock clock;
    uint8_t stored[YMR_DEVICE_CLOCK_STORED];

    ticks = 0;
    ymr_device_clock_init(&clock, platform);
    CHECK(ymr_device_clock_trust(&clock, NOW) && ymr_device_clock_store(&clock, stored), NULL);
    CHECK(ymr_device_clock_trust(&clock, NOW + 60000), NULL);
    CHECK(ymr_device_clock_load(&clock, stored), NULL);
    CHECK_I64(NOW + 60000, reads(&clock, YMR_CLOCK_TRUSTED, "still trusted"), NULL);
}
