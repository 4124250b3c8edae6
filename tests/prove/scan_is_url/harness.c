#include "scan_url.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM];
    const ymr_text code = any_text(buffer, sizeof buffer);

    PROMISE(!ymr_is_url(code) || code.length >= 4);
    return 0;
}
