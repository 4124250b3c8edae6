#include "time.c"

#include "prove.h"

ymr_civil nondet_civil(void);

int main(void)
{
    const ymr_civil civil = nondet_civil();
    const int offset = any_int();

    ASSUME(in_range(&civil) && civil.year <= 9999 && civil.second < 60 && civil.millisecond < 1000);
    ASSUME(is_offset(offset));
    const int64_t ms = unix_ms_at(&civil, offset);
    PROMISE(ms >= INT64_C(-62135661600000) && ms < INT64_C(253402365600000));
    const int64_t utc = ymr_time_unix_ms(&civil);
    PROMISE(utc >= INT64_C(-62135596800000) && utc < INT64_C(253402300800000));
    return 0;
}
