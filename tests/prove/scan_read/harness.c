#define EXACT_MEMSET
#include "loose.h"

#include "scan_parts.h"

static ymr_code_source take_prefix(ymr_text *code);

#include "scan.c"

#include "code_model.h"

static ymr_code_source take_prefix(ymr_text *code)
{
    PROMISE(is_there(*code));
    *code = any_piece(*code);
    return any_bool() ? YMR_CODE_DECLARED : YMR_CODE_PLAIN;
}

enum { BYTES = 300 };

int main(void)
{
    static ymr_scan scan;
    char buffer[BYTES];
    const ymr_text code = any_text(buffer, sizeof buffer);

    const ymr_status status = ymr_scan_read(&scan, code.bytes, code.length);
    PROMISE(status == YMR_OK || status == YMR_E_CODE);
    PROMISE((status == YMR_OK) == (scan.count > 0));
    return 0;
}
