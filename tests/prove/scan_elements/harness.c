#include "prove.h"

#include "scan_elements.c"

#define PROVES_ELEMENTS
#include "code_model.h"

int main(void)
{
    static ymr_scan scan;
    char buffer[ROOM];
    const ymr_text code = any_text(buffer, sizeof buffer);

    ASSUME(code.length > 0);
    const bool only = ymr_read_gs1(&scan, code, any_bool());
    PROMISE(only || code.bytes[0] != YMR_GS);
    return 0;
}
