#include "utf8.h"
#include "words.h"

#include <string.h>

static bool is_tail(char c, unsigned char low, unsigned char high)
{
    return (unsigned char)c >= low && (unsigned char)c <= high;
}

/* RFC 3629, section 4: the second byte's range shuts out overlong forms, surrogates and what is beyond U+10FFFF. */
size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t left = (size_t)(end - at);
    const unsigned char lead = (unsigned char)(left > 0 ? *at : '\xff');
    unsigned char low = 0x80;
    unsigned char high = 0xbf;
    size_t length;

    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xc2 || lead > 0xf4) {
        return 0;
    }
    if (lead < 0xe0) {
        length = 2;
    } else if (lead < 0xf0) {
        length = 3;
        low = lead == 0xe0 ? 0xa0 : 0x80;
        high = lead == 0xed ? 0x9f : 0xbf;
    } else {
        length = 4;
        low = lead == 0xf0 ? 0x90 : 0x80;
        high = lead == 0xf4 ? 0x8f : 0xbf;
    }
    if (left < length || !is_tail(at[1], low, high)) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (!is_tail(at[i], 0x80, 0xbf)) {
            return 0;
        }
    }
    return length;
}

static const char *after_plain(const char *at, const char *end)
{
    while (at < end && (unsigned char)(*at - 0x20) < 0x60 && *at != '\\') {
        at++;
    }
    return at;
}

/*
 * True only if each pair of bytes is a letter of two. The patterns are bytes in memory, so that the order of bytes in a
 * register does not matter.
 */
static inline bool is_pair_word(ymr_word w)
{
    static const unsigned char bits[8] = {0xe0, 0xc0, 0xe0, 0xc0, 0xe0, 0xc0, 0xe0, 0xc0};
    static const unsigned char form[8] = {0xc0, 0x80, 0xc0, 0x80, 0xc0, 0x80, 0xc0, 0x80};
    static const unsigned char low[8] = {0x1e, 0, 0x1e, 0, 0x1e, 0, 0x1e, 0};
    static const unsigned char carry[8] = {0x7e, 0, 0x7e, 0, 0x7e, 0, 0x7e, 0};
    static const unsigned char top[8] = {0x80, 0, 0x80, 0, 0x80, 0, 0x80, 0};
    ymr_word pattern[5];
    memcpy(&pattern[0], bits, sizeof w);
    memcpy(&pattern[1], form, sizeof w);
    memcpy(&pattern[2], low, sizeof w);
    memcpy(&pattern[3], carry, sizeof w);
    memcpy(&pattern[4], top, sizeof w);
    /* 0xc0 and 0xc1 lead nothing: one of a leading byte's bits 1 … 4 is set, or the sum does not reach its top bit. */
    return (w & pattern[0]) == pattern[1] && (((w & pattern[2]) + pattern[3]) & pattern[4]) == pattern[4];
}

/* Letters of two bytes: what most texts here are made of. */
static const char *after_pairs(const char *at, const char *end)
{
    ymr_word w;
    while ((size_t)(end - at) >= sizeof w) {
        memcpy(&w, at, sizeof w);
        if (!is_pair_word(w)) {
            break;
        }
        at += sizeof w;
    }
    while (end - at > 1 && is_tail(at[0], 0xc2, 0xdf) && is_tail(at[1], 0x80, 0xbf)) {
        at += 2;
    }
    return at;
}

/* Steps over text up to the first backslash, or to the end; NULL with `status` at a byte that may not be there. */
static const char *after_text(const char *at, const char *end, ymr_status *status)
{
    for (;;) {
        const char *before;
        do {
            before = at;
            at = after_plain(after_pairs(at, end), end);
        } while (at > before);
        if (at == end || *at == '\\') {
            return at;
        }
        if ((unsigned char)*at < 0x20) {
            *status = YMR_E_SYNTAX;
            return NULL;
        }
        const size_t length = ymr_utf8_length(at, end);
        if (length == 0) {
            *status = YMR_E_UTF8;
            return NULL;
        }
        at += length;
    }
}

/* The four digits behind \u. */
static bool read_unit(const char *at, const char *end, uint32_t *unit)
{
    uint32_t value = 0;
    if (end - at < 4) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        const int digit = ymr_hex_digit(at[i]);
        if (digit < 0) {
            return false;
        }
        value = value << 4 | (uint32_t)digit;
    }
    *unit = value;
    return true;
}

/* The character of \uXXXX, or of a pair of them; returns what follows it, NULL if it is none. */
static const char *read_escaped_point(const char *at, const char *end, uint32_t *point)
{
    uint32_t low;
    if (!read_unit(at, end, point)) {
        return NULL;
    }
    at += 4;
    if (*point < 0xd800 || *point > 0xdfff) {
        return at;
    }
    if (*point > 0xdbff || end - at < 6 || at[0] != '\\' || at[1] != 'u' || !read_unit(at + 2, end, &low) ||
        low < 0xdc00 || low > 0xdfff) {
        return NULL;
    }
    *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
    return at + 6;
}

static char *write_point(char *out, uint32_t point)
{
    static const unsigned char lead[] = {0, 0, 0xc0, 0xe0, 0xf0};
    if (point < 0x80) {
        *out = (char)point;
        return out + 1;
    }
    const unsigned length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    for (unsigned i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    out[0] = (char)(lead[length] | point);
    return out + length;
}

/* The escape behind a backslash: writes its character, returns what follows it, NULL if it is none. */
static const char *take_escape(const char *at, const char *end, char **out)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    uint32_t point;

    if (at == end) {
        return NULL;
    }
    if (*at == 'u') {
        at = read_escaped_point(at + 1, end, &point);
        if (at != NULL) {
            *out = write_point(*out, point);
        }
        return at;
    }
    const char *letter = memchr(letters, *at, sizeof letters - 1);
    if (letter == NULL) {
        return NULL;
    }
    *(*out)++ = meanings[letter - letters];
    return at + 1;
}

ymr_status ymr_utf8_unescape(char *text, size_t *length)
{
    const char *end = text + *length;
    ymr_status status = YMR_OK;
    const char *at = after_text(text, end, &status);
    if (at == end || at == NULL) {
        return status;
    }

    char *out = text + (at - text);
    while (at < end) {
        at = take_escape(at + 1, end, &out);
        if (at == NULL) {
            return YMR_E_ESCAPE;
        }
        const char *next = after_text(at, end, &status);
        if (next == NULL) {
            return status;
        }
        memmove(out, at, (size_t)(next - at));
        out += next - at;
        at = next;
    }
    *length = (size_t)(out - text);
    return YMR_OK;
}
