#include "loose.h"

#include "scan.c"

#include "code_model.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text code = any_text(buffer, sizeof buffer);
    ymr_code_source source = YMR_CODE_PLAIN;

    const ymr_text left = take_prefix(code, &source);
    PROMISE(left.bytes >= code.bytes && left.bytes + left.length <= code.bytes + code.length);
    PROMISE(source == YMR_CODE_PLAIN || source == YMR_CODE_DECLARED);
    return 0;
}
