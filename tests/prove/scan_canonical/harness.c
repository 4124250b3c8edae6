#include "loose.h"

#include "scan_canonical.c"

#include "code_model.h"

enum { BYTES = 300 };

int main(void)
{
    char buffer[BYTES], out[YMR_MAX_REWRITTEN];
    const ymr_text value = any_bool() ? any_text(buffer, sizeof buffer) : (ymr_text){NULL, 0};

    const ymr_text text = ymr_code_canonical((ymr_code_field)any_unsigned(), value, out);
    PROMISE(text.bytes == NULL || text.length > 0);
    PROMISE(text.bytes == NULL || __CPROVER_r_ok(text.bytes, text.length));
    PROMISE(text.length <= YMR_MAX_CODE);
    return 0;
}
