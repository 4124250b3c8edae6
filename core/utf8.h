/* UTF-8 (RFC 3629) and the escapes of JSON strings (RFC 8259, section 7). */
#ifndef YMR_CORE_UTF8_H
#define YMR_CORE_UTF8_H

#include <string.h>

#include "ymr/status.h"
#include "ymr/text.h"

/** Bytes of the character at `at`, 1 … 4; 0 if there is no valid one before `end`. */
size_t ymr_utf8_length(const char *at, const char *end);

/**
 * Checks the inside of a JSON string and puts the characters of its escapes in their place, which is never longer.
 *
 * @param length  in: bytes as they came; out: bytes as they are meant
 * @return YMR_OK; YMR_E_UTF8; YMR_E_ESCAPE; YMR_E_SYNTAX for a raw control character
 */
ymr_status ymr_utf8_unescape(char *text, size_t *length);

/* As many bytes as a register has are looked at together. */
typedef size_t ymr_word;

#define YMR_EACH_BYTE(value) ((ymr_word)-1 / 0xff * (value))

/*
 * True only if each byte is 0x20 … 0x7f and no backslash. A borrow can reach the byte above only from one that is
 * itself refused, so there is no wrong "plain".
 */
static inline bool ymr_is_plain_word(ymr_word w)
{
    const ymr_word control = w - YMR_EACH_BYTE(0x20);
    const ymr_word backslash = (w ^ YMR_EACH_BYTE(0x5c)) - YMR_EACH_BYTE(0x01);
    return ((w | control | backslash) & YMR_EACH_BYTE(0x80)) == 0;
}

/**
 * True if a string needs no unescaping: a quick look that most strings pass, and that says false when in doubt. Its last
 * word may reach beyond the string: what follows a string is mostly plain too, and most strings are shorter than a word.
 *
 * @param last_word  the last place from which a whole word can be read
 */
static inline bool ymr_utf8_is_plain(const char *at, const char *end, const char *last_word)
{
    ymr_word w;
    for (; at < end; at += sizeof w) {
        if (at > last_word) {
            return false;
        }
        memcpy(&w, at, sizeof w);
        if (!ymr_is_plain_word(w)) {
            return false;
        }
    }
    return true;
}

#endif
