#include "words.h"

#include <stddef.h>

bool ymr_is_blank(char c)
{
    return c == ' ' || c == '\t';
}

int ymr_hex_digit(char c)
{
    const int lower = c | 0x20;
    if (ymr_is_digit(c)) {
        return c - '0';
    }
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

bool ymr_is_visible(const char *text)
{
    if (text == NULL || *text == '\0') {
        return false;
    }
    while (*text > ' ' && *text < 0x7f) {
        text++;
    }
    return *text == '\0';
}

bool ymr_take_word(const char **text, const char *word)
{
    const char *at = *text;

    while (*word != '\0') {
        if (ymr_lower(*at++) != *word++) {
            return false;
        }
    }
    *text = at;
    return true;
}
