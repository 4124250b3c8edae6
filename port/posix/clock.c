#include <time.h>

#include "ymr_posix.h"

#ifdef YMR_BUILD_UNIX
#define BUILD_MS (INT64_C(1000) * (YMR_BUILD_UNIX))
#else
#define BUILD_MS INT64_C(0)
#endif

static uint32_t ticks_ms(void *context)
{
    struct timespec now;

    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint32_t)((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
}

static uint32_t random_number(void *context)
{
    uint32_t number = 0;

    /* Without entropy there is no spread of retries, which is better than no retries. */
    (void)ymr_posix_random(context, (uint8_t *)&number, sizeof number);
    return number;
}

ymr_platform ymr_posix_platform(void)
{
    return (ymr_platform){.ticks_ms = ticks_ms, .random = random_number, .context = NULL};
}

static ymr_clock_state calendar(void *context, int64_t *unix_ms)
{
    const int64_t floor_ms = BUILD_MS > YMR_CLOCK_FLOOR_MS ? BUILD_MS : YMR_CLOCK_FLOOR_MS;
    struct timespec now;

    (void)context;
    clock_gettime(CLOCK_REALTIME, &now);
    *unix_ms = (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
    if (*unix_ms < floor_ms) {
        *unix_ms = floor_ms;
        return YMR_CLOCK_FLOOR;
    }
    return YMR_CLOCK_TRUSTED;
}

ymr_clock ymr_posix_clock(void)
{
    return (ymr_clock){.now = calendar, .context = NULL};
}
