#include "loose.h"

#include "match.c"

#include "sound_scan.h"

static ymr_scan scan;

ymr_text ymr_code_canonical(ymr_code_field field, ymr_text value, char out[YMR_MAX_REWRITTEN])
{
    const size_t length = any_size();
    (void)field;
    PROMISE(__CPROVER_w_ok(out, YMR_MAX_REWRITTEN));
    if (any_bool()) {
        return (ymr_text){NULL, 0};
    }
    if (any_bool()) {
        ASSUME(length <= value.length);
        return (ymr_text){value.bytes, value.bytes != NULL ? length : 0};
    }
    ASSUME(length <= YMR_MAX_REWRITTEN);
    return (ymr_text){out, length};
}

int main(void)
{
    char buffer[ROOM];
    const ymr_code_field field = (ymr_code_field)(any_unsigned() % YMR_FIELD_COUNT);
    const ymr_text text = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};

    scan = nondet_scan();
    take_sound_scan(&scan);
    const uint32_t agree = compare_text(&scan, field, text);
    PROMISE(agree >> scan.count == 0);
    return 0;
}
