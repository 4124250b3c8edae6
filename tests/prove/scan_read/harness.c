#define EXACT_MEMSET
#include "loose.h"

#include "scan_parts.h"

static ymr_text take_prefix(ymr_text code, ymr_code_source *source);

#include "scan.c"

#include "code_model.h"

static ymr_text take_prefix(ymr_text code, ymr_code_source *source)
{
    PROMISE(is_there(code));
    *source = any_bool() ? YMR_CODE_DECLARED : *source;
    return any_piece(code);
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
