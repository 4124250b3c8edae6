#include "prove.h"
#include "scan_parts.h"

static ymr_text without_zeros(ymr_text digits);
static int64_t read_id(ymr_text digits);
static void read_box(ymr_scan *scan, ymr_text code);
static bool has_digit(ymr_text text);
static bool has_gap(ymr_text text);

#include "scan_forms.c"

#define PROVES_FORMS
#include "code_model.h"

static ymr_text without_zeros(ymr_text digits)
{
    const size_t zeros = any_size();
    PROMISE(digits.length > 0 && is_there(digits));
    ASSUME(zeros < digits.length);
    return ymr_behind(digits, zeros);
}

static int64_t read_id(ymr_text digits)
{
    const int64_t id = any_int64();
    PROMISE(digits.length > 0 && is_there(digits));
    ASSUME(id >= 0);
    return id;
}

static void read_box(ymr_scan *scan, ymr_text code)
{
    (void)scan;
    PROMISE(is_there(code));
}

static bool has_digit(ymr_text text)
{
    PROMISE(is_there(text));
    return text.length > 0 && any_bool();
}

static bool has_gap(ymr_text text)
{
    PROMISE(is_there(text));
    return any_bool();
}

enum { BYTES = 30 };

int main(void)
{
    static ymr_scan scan;
    char buffer[BYTES];

    ymr_read_code(&scan, any_text(buffer, sizeof buffer), (ymr_code_source)(any_unsigned() % 3));
    return 0;
}
