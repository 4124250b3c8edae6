#include "words.c"

#include "prove.h"

int main(void)
{
    const char c = any_char();
    const int value = ymr_hex_digit(c);
    const bool letter = (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');

    PROMISE(value >= -1 && value < 16);
    PROMISE(value < 0 || "0123456789abcdef"[value] == ymr_lower(c));
    PROMISE((value >= 0) == (letter || ymr_is_digit(c)));
    PROMISE(!ymr_is_blank(c) || value < 0);
    return 0;
}
