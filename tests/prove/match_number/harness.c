#include "loose.h"

#include "match.c"

#include "sound_scan.h"

static ymr_scan scan;

int main(void)
{
    const ymr_code_field field = (ymr_code_field)(any_unsigned() % YMR_FIELD_COUNT);
    bool there = false;

    scan = nondet_scan();
    take_sound_scan(&scan);
    for (size_t i = 0; i < scan.count; i++) {
        there = there || scan.readings[i].field == field;
    }
    PROMISE(is_sought(&scan, field) == there);
    const uint32_t agree = compare_number(&scan, field, any_int64());
    PROMISE(agree >> scan.count == 0 && (there || agree == 0));
    return 0;
}
