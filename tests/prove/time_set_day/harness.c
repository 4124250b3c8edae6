#include "time.c"

#include "prove.h"

int main(void)
{
    const uint32_t days = any_uint32();
    ymr_civil civil = no_date;

    ASSUME(days >= DAY_OF_YEAR_1 && days < DAYS_TO_YEAR_9999 + DAY_OF_YEAR_1);
    set_day(&civil, days);
    PROMISE(civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= 31);
    PROMISE(civil.year >= 0 && civil.year <= 9999);
    return 0;
}
