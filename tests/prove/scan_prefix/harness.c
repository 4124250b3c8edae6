#include "loose.h"

#include "scan.c"

#include "code_model.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text code = any_text(buffer, sizeof buffer);
    ymr_text left = code;

    const ymr_code_source source = take_prefix(&left);
    PROMISE(left.bytes >= code.bytes && left.bytes + left.length <= code.bytes + code.length);
    PROMISE(source == YMR_CODE_PLAIN || source == YMR_CODE_DECLARED);
    return 0;
}
