#include "loose.h"

#include "match.c"

#include "sound_scan.h"

static ymr_scan scan;

/* Of a text that is written anew the prover need not know how it came about. */
bool ymr_canonical_find(ymr_gs1 *found, ymr_code_field field, ymr_text value)
{
    const size_t length = any_size();
    (void)field;
    ASSUME(length <= value.length);
    found->form = any_bool() ? YMR_CODE_CIS : YMR_CODE_NONE;
    found->serial = (ymr_text){value.bytes, length};
    return value.bytes != NULL && any_bool();
}

ymr_text ymr_canonical_put(const ymr_gs1 *found, char out[YMR_MAX_REWRITTEN])
{
    const size_t length = any_size();
    PROMISE(__CPROVER_w_ok(out, YMR_MAX_REWRITTEN));
    ASSUME(length <= YMR_MAX_REWRITTEN);
    return found->form == YMR_CODE_NONE ? found->serial : (ymr_text){out, length};
}

int main(void)
{
    char buffer[ROOM];
    const ymr_code_field field = (ymr_code_field)(any_unsigned() % YMR_FIELD_COUNT);
    const ymr_text text = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};

    scan = nondet_scan();
    take_sound_scan(&scan);
    const uint32_t agree = compare_text(&scan, field, &text);
    PROMISE(agree >> scan.count == 0);
    return 0;
}
