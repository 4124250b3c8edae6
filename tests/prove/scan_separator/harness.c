#include "scan_gs1.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const size_t length = ymr_separator(text);

    PROMISE(length <= text.length && length <= 6);
    PROMISE(text.length == 0 || text.bytes[0] != YMR_GS || length == 1);
    return 0;
}
