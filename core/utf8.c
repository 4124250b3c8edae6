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

static char *after_plain(char *at, const char *end)
{
    while (at < end && ymr_is_plain(*at)) {
        at++;
    }
    return at;
}

/* Letters of two bytes: what most texts here are made of. */
static char *after_pairs(char *at, const char *end)
{
    while (end - at > 1 && is_tail(at[0], 0xc2, 0xdf) && is_tail(at[1], 0x80, 0xbf)) {
        at += 2;
    }
    return at;
}

/* Letters of one or two bytes, mixed. */
static char *after_letters(char *at, const char *end)
{
    char *before;
    do {
        before = at;
        at = after_plain(after_pairs(at, end), end);
    } while (at > before);
    return at;
}

/* Steps over text up to the first backslash or quote, or to the end. */
static ymr_status pass_text(char **text, const char *end)
{
    char *at = *text;
    size_t length;
    do {
        at = after_letters(at, end);
        length = at < end && (unsigned char)*at >= 0x80 ? ymr_utf8_length(at, end) : 0;
        at += length;
    } while (length > 0);
    *text = at;
    if (at < end && *at != '"' && *at != '\\') {
        return (unsigned char)*at < 0x20 ? YMR_E_SYNTAX : YMR_E_UTF8;
    }
    return YMR_OK;
}

/* The four digits of \u. */
static ymr_status take_unit(char **at, const char *end, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++) {
        const int digit = *at < end ? ymr_hex_digit(**at) : -1;
        if (digit < 0) {
            return YMR_E_SYNTAX;
        }
        *unit = *unit << 4 | (uint32_t)digit;
        ++*at;
    }
    return YMR_OK;
}

/* The character of \uXXXX, or of a pair of them. */
static ymr_status take_point(char **at, const char *end, uint32_t *point)
{
    uint32_t low = 0;
    ymr_status status = take_unit(at, end, point);
    if (status != YMR_OK || *point < 0xd800 || *point > 0xdfff) {
        return status;
    }
    if (*point > 0xdbff || end - *at < 2 || (*at)[0] != '\\' || (*at)[1] != 'u') {
        return YMR_E_ESCAPE;
    }
    *at += 2;
    status = take_unit(at, end, &low);
    if (status == YMR_OK && (low < 0xdc00 || low > 0xdfff)) {
        status = YMR_E_ESCAPE;
    }
    *point = 0x10000 + ((*point - 0xd800) << 10) + (low - 0xdc00);
    return status;
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

/* The escape behind a backslash. */
static ymr_status take_escape(char **at, const char *end, char **out)
{
    static const char letters[] = "\"\\/bfnrtu";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *letter = *at < end ? memchr(letters, **at, sizeof letters - 1) : NULL;

    if (letter == NULL) {
        return YMR_E_SYNTAX;
    }
    ++*at;
    uint32_t point = (unsigned char)meanings[letter - letters];
    const ymr_status status = *letter == 'u' ? take_point(at, end, &point) : YMR_OK;
    if (status == YMR_OK) {
        *out = write_point(*out, point);
    }
    return status;
}

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    ymr_status status = YMR_OK;
    while (status == YMR_OK) {
        char *const from = *at;
        status = pass_text(at, end);
        const size_t length = (size_t)(*at - from);
        if (*out != from) {
            memmove(*out, from, length);
        }
        *out += length;
        if (status == YMR_OK) {
            if (*at == end || **at == '"') {
                return *at == end ? YMR_E_TRUNCATED : YMR_OK;
            }
            ++*at;
            status = take_escape(at, end, out);
        }
    }
    return status;
}
