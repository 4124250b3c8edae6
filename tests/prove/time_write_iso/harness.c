#include "time.c"

#include "prove.h"

int main(void)
{
    char out[YMR_TIME_SIZE];
    const int64_t ms = any_int64();
    const int16_t offset = any_int16();

    const size_t length = ymr_time_write_iso(ms, offset, out);
    PROMISE(length == 0 || length == 24 || length == 29);
    PROMISE(out[length] == '\0');

    const ymr_civil civil = ymr_time_civil(ms, offset);
    PROMISE(civil.month <= 12 && civil.day <= 31 && civil.year >= 0 && civil.year <= 9999);
    PROMISE(civil.month == 0 ? civil.year == 0 : civil.day >= 1 && civil.year >= 1);
    if (civil.month != 0) {
        (void)ymr_time_unix_ms(&civil);
    }
    return 0;
}
