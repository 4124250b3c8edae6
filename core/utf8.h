/* UTF-8 (RFC 3629) and the escapes of JSON strings (RFC 8259, section 7). */
#ifndef YMR_CORE_UTF8_H
#define YMR_CORE_UTF8_H

#include "ymr/status.h"
#include "ymr/text.h"

/** Bytes of the character at `at`, 1 … 4; 0 if there is no valid one before `end`. */
size_t ymr_utf8_length(const char *at, const char *end);

/**
 * Goes on inside of a JSON string to its closing quote; checks it, and puts the characters of its escapes in their place,
 * which is never longer.
 *
 * @param at   in: the first byte that was not looked at; out: the closing quote, or where it went wrong
 * @param out  where what is meant goes, at `at` or before it; out: its end
 * @return YMR_OK; YMR_E_UTF8; YMR_E_ESCAPE for half a surrogate pair; YMR_E_SYNTAX; YMR_E_TRUNCATED
 */
ymr_status ymr_utf8_take(char **at, const char *end, char **out);

/* As many bytes as a register has are looked at together. */
typedef size_t ymr_word;

#define YMR_EACH_BYTE(value) ((ymr_word)-1 / 0xff * (value))

/* What stands in a string for itself, in ASCII. */
static inline bool ymr_is_plain(char c)
{
    return (unsigned char)(c - 0x20) < 0x60 && c != '"' && c != '\\';
}

/*
 * True only if each byte is plain. A borrow can reach the byte above only from one that is itself refused, so there is no
 * wrong "plain".
 */
static inline bool ymr_is_plain_word(ymr_word w)
{
    const ymr_word control = w - YMR_EACH_BYTE(0x20);
    const ymr_word quote = (w ^ YMR_EACH_BYTE('"')) - YMR_EACH_BYTE(0x01);
    const ymr_word backslash = (w ^ YMR_EACH_BYTE('\\')) - YMR_EACH_BYTE(0x01);
    return ((w | control | quote | backslash) & YMR_EACH_BYTE(0x80)) == 0;
}

#endif
