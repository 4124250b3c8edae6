#include "words.h"

#include <stddef.h>

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
