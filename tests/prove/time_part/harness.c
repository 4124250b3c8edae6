#include "time.c"

#include "prove.h"

int main(void)
{
    static const char forms[] = {'d', 'm', 'y', 'c', ' '};
    char text[ROOM];
    const size_t length = any_size();
    const size_t form = any_size();
    ymr_civil civil = no_date;
    bool in_full;

    const int32_t before = any_byte(); /* the century, or nothing yet */
    civil.year = before;
    ASSUME(before <= 99);
    ASSUME(length <= sizeof text && form < sizeof forms);
    cursor c = {text + (sizeof text - length), text + sizeof text};
    if (any_bool()) {
        (void)take_weekday(&c, &in_full);
    } else {
        (void)take_part(&c, forms + form, &civil);
    }
    PROMISE(left_of(&c) <= length);
    PROMISE(civil.year == before || (forms[form] == 'y' && civil.year / 100 == before));
    PROMISE(civil.month <= 12 && civil.day <= 99);
    PROMISE(civil.hour <= 99 && civil.minute <= 99 && civil.second <= 99 && civil.millisecond == 0);
    return 0;
}
