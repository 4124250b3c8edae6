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

int main(void)
{
    char buffer[ROOM];
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char c = any_char();

    (void)is_set82(text);
    ymr_text left = text;
    pass_to_separator(&left);
    PROMISE(left.length <= text.length && left.bytes + left.length == text.bytes + text.length);
    PROMISE(is_in_set82(c) || c < '0' || c > '9');
    return 0;
}
