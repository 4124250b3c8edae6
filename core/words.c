#include "words.h"

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
