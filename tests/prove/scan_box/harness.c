#include "prove.h"
#include "scan_parts.h"

static int64_t read_id(ymr_text digits);
static ymr_text without_zeros(ymr_text digits);

#include "scan_forms.c"

static bool is_there(ymr_text text)
{
    return text.length == 0 || __CPROVER_r_ok(text.bytes, text.length);
}

static int64_t read_id(ymr_text digits)
{
    const int64_t id = any_int64();
    PROMISE(digits.length > 0 && is_there(digits));
    ASSUME(id >= 0);
    return id;
}

static ymr_text without_zeros(ymr_text digits)
{
    const size_t zeros = any_size();
    PROMISE(digits.length > 0 && is_there(digits));
    ASSUME(zeros < digits.length);
    return ymr_behind(digits, zeros);
}

bool ymr_is_digits(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length > 0 && any_bool();
}

bool ymr_add_reading(ymr_scan *scan, ymr_code_kind kind, ymr_text text, int64_t number, uint32_t box)
{
    (void)scan;
    PROMISE(kind == YMR_CODE_BOX && text.length > 0 && is_there(text) && number > 0 && box > 0);
    return any_bool();
}

int main(void)
{
    static ymr_scan scan;
    char buffer[ROOM];
    const ymr_text code = any_text(buffer, sizeof buffer);

    read_box(&scan, code);
    PROMISE(!has_digit(code) || code.length > 0);
    PROMISE(!has_gap(code) || code.length > 0);
    return 0;
}
