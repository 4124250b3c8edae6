#include "prove.h"

#include "time.c"

ymr_civil nondet_civil(void);

ymr_civil ymr_time_civil(int64_t unix_ms, int16_t offset_minutes)
{
    const ymr_civil civil = nondet_civil();
    (void)unix_ms;
    (void)offset_minutes;
    ASSUME(civil.month <= 12 && civil.day <= 31 && civil.year >= 0 && civil.year <= 9999);
    ASSUME(civil.hour < 24 && civil.minute < 60 && civil.second < 60 && civil.millisecond < 1000);
    return civil;
}

int main(void)
{
    char out[YMR_TIME_SIZE];

    const size_t length = ymr_time_write_iso(any_int64(), any_int16(), out);
    PROMISE(length == 0 || length == 24 || length == 29);
    PROMISE(out[length] == '\0');
    return 0;
}
