#include "scan_parts.h"
#include "prove.h"

#include "scan_gs1.c"

size_t ymr_separator(ymr_text text)
{
    const size_t length = any_size();
    PROMISE(text.length > 0);
    ASSUME(length <= 6 && length <= text.length);
    return length;
}

enum { BYTES = 30 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);

    PROMISE(!ymr_is_serial(text) || (text.length >= 1 && text.length <= 20));
    PROMISE(!ymr_looks_like_cis(text) || text.length > 18);
    PROMISE(!ymr_looks_like_tobacco(text) || text.length == 21 || text.length == 25 || text.length == 29);
    return 0;
}
