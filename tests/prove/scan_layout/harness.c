#include "scan_parts.h"
#include "loose.h"

#include "scan_layout.c"

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    ASSUME((length == 1) == (*at >= 0));
    return length;
}

bool ymr_is_url(ymr_text code)
{
    (void)code;
    return any_bool();
}

int main(void)
{
    static ymr_scan scan;
    char buffer[ROOM];
    const ymr_text code = any_text_at_end(buffer, sizeof buffer);

    scan.used = 0;
    const ymr_code_fault fault = ymr_scan_copy(&scan, code);
    PROMISE(fault == YMR_BAD_NOTHING || fault == YMR_BAD_BYTES || fault == YMR_BAD_LAYOUT);
    PROMISE(scan.used <= code.length);
    return 0;
}
