/** Reading terminated text word by word, in any case of ASCII letters (not a public header). */
#ifndef YMR_WORDS_H
#define YMR_WORDS_H

#include <stdbool.h>

static inline bool ymr_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ymr_is_blank(char c);

/** Its value, −1 if it is none. */
int ymr_hex_digit(char c);

static inline char ymr_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/** Whether a text may stand in a header line without ending it: visible ASCII, and some. NULL is not. */
bool ymr_is_visible(const char *text);

/** Steps over `word`, which is in lower case, if the text begins with it. */
bool ymr_take_word(const char **text, const char *word);

#endif
