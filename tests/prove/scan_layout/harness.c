#include "loose.h"

#include "scan_parts.h"

static ymr_code_fault find_layout(ymr_scan *scan, ymr_text code);
static ymr_code_fault map_back(ymr_scan *scan, ymr_text code);
static char key_of_ascii(char c);

#include "scan_layout.c"

static ymr_code_fault find_layout(ymr_scan *scan, ymr_text code)
{
    PROMISE(code.length == 0 || __CPROVER_r_ok(code.bytes, code.length));
    scan->layout = any_bool();
    return any_bool() ? YMR_BAD_NOTHING : YMR_BAD_BYTES;
}

static ymr_code_fault map_back(ymr_scan *scan, ymr_text code)
{
    PROMISE(scan->used == 0);
    scan->used = any_uint16();
    ASSUME(scan->used <= code.length);
    return any_bool() ? YMR_BAD_NOTHING : YMR_BAD_LAYOUT;
}

static char key_of_ascii(char c)
{
    (void)c;
    return any_char();
}

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    return length;
}

static bool is_url;

bool ymr_is_url(ymr_text code)
{
    (void)code;
    return is_url;
}

int main(void)
{
    static ymr_scan scan;
    char buffer[ROOM];
    const ymr_text code = any_text_at_end(buffer, sizeof buffer);

    is_url = any_bool();
    const ymr_code_fault fault = ymr_scan_copy(&scan, code);
    PROMISE(fault == YMR_BAD_NOTHING || fault == YMR_BAD_BYTES || fault == YMR_BAD_LAYOUT);
    PROMISE(scan.used <= code.length);
    PROMISE(!is_url || fault != YMR_BAD_NOTHING || scan.used == code.length);
    return 0;
}
