#include "prove.h"

#include "ymr/time.h"

static void set_day(ymr_civil *civil, uint32_t days);

#include "time.c"

uint32_t ymr_divide(uint64_t *value, uint16_t divisor)
{
    const uint64_t quotient = any_uint64();
    const uint32_t rest = any_uint32();
    PROMISE(divisor != 0);
    ASSUME(rest < divisor && quotient <= UINT64_MAX >> 16 && quotient * divisor + rest == *value);
    *value = quotient;
    return rest;
}

static void set_day(ymr_civil *civil, uint32_t days)
{
    PROMISE(days >= DAY_OF_YEAR_1 && days < DAYS_TO_YEAR_9999 + DAY_OF_YEAR_1);
    civil->year = any_uint16();
    civil->month = any_byte();
    civil->day = any_byte();
    ASSUME(civil->year <= 9999 && civil->month >= 1 && civil->month <= 12);
    ASSUME(civil->day >= 1 && civil->day <= 31);
}

int main(void)
{
    const ymr_civil civil = ymr_time_civil(any_int64(), any_int16());

    PROMISE(civil.month <= 12 && civil.day <= 31 && civil.year >= 0 && civil.year <= 9999);
    PROMISE(civil.month == 0 || (civil.hour < 24 && civil.minute < 60 && civil.second < 60));
    PROMISE(civil.millisecond < 1000);
    PROMISE(civil.month != 0 || (civil.year == 0 && civil.day == 0));
    return 0;
}
