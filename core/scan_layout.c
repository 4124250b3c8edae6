/*
 * From what a reader sent to ASCII: keys of a Russian layout mapped back, FNC1 in its various bytes made
 * 0x1D.
 *
 * Each character has a meaning as it stands and another one under the Russian layout; a code was typed under
 * one of them as a whole. A character without a meaning under it makes the code one that cannot be mapped
 * back.
 */
#include "scan_parts.h"
#include "utf8.h"
#include "words.h"

typedef struct symbol {
    size_t bytes;
    char plain; /* as it stands; 0: not to be had without the Russian layout */
    char key;   /* what its key gives under the Latin layout; 0: the Russian one has no such key */
    bool wrong; /* no character of a code at all */
} symbol;

/* Cyrillic letters from U+0410 to U+044F: the keys that give them on ЙЦУКЕН, Windows and Linux alike. */
static const char letter_keys[] = "F<DULT:PBQRKVYJGHCNEA{WXIO}SM\">Z"
                                  "f,dult;pbqrkvyjghcnea[wxio]sm'.z";

/* Signs that stand on other keys there, and those keys. */
static const char moved_signs[] = "\";:?/.,";
static const char moved_keys[] = "@$^&|/?";

/* Signs that no key gives there. */
static const char absent_signs[] = "@#$^&|~`[]{}<>'";

static bool is_latin(char c)
{
    return ymr_lower(c) >= 'a' && ymr_lower(c) <= 'z';
}

static char key_of_ascii(char c)
{
    const char *const moved = memchr(moved_signs, c, sizeof moved_signs - 1);
    if (moved != NULL) {
        return moved_keys[moved - moved_signs];
    }
    return is_latin(c) || memchr(absent_signs, c, sizeof absent_signs - 1) != NULL ? '\0' : c;
}

static symbol read_ascii(char c)
{
    const bool wrong = ((unsigned char)c < ' ' && c != YMR_GS) || c == 0x7f;
    return (symbol){.bytes = 1, .plain = c, .key = key_of_ascii(c), .wrong = wrong};
}

static symbol read_cyrillic(unsigned letter)
{
    symbol s = {.bytes = 2};
    if (letter >= 0x410 && letter <= 0x44f) {
        s.key = letter_keys[letter - 0x410];
    } else if (letter == 0x401) {
        s.key = '~';
    } else if (letter == 0x451) {
        s.key = '`';
    }
    return s;
}

static symbol read_symbol(ymr_text rest)
{
    static const symbol separator = {.bytes = 1, .plain = YMR_GS, .key = YMR_GS};
    const uint8_t *const at = (const uint8_t *)rest.bytes;
    const size_t length = ymr_utf8_length(rest.bytes, rest.bytes + rest.length);

    if (length == 1) {
        return read_ascii(*rest.bytes);
    }
    /* The codeword of FNC1 in Data Matrix is 232: raw, or as a character. */
    if (length == 0 && *at == 0xe8) {
        return separator;
    }
    if (length == 2 && at[0] >= 0xd0 && at[0] <= 0xd4) {
        return read_cyrillic((unsigned)(at[0] & 0x1f) << 6 | (at[1] & 0x3f));
    }
    symbol s = separator;
    s.bytes = length;
    if (ymr_text_begins(rest, "\xe2\x84\x96", 3)) { /* № */
        s.plain = '\0';
        s.key = '#';
        return s;
    }
    s.wrong = !ymr_text_begins(rest, "\xc3\xa8", 2) && !ymr_text_begins(rest, "\xe2\x90\x9d", 3); /* è, ␝ */
    return s;
}

/* Which layout it was typed with; or that it is no code. */
static ymr_code_fault find_layout(ymr_scan *scan, ymr_text code)
{
    size_t bytes;
    for (size_t i = 0; i < code.length; i += bytes) {
        const symbol s = read_symbol(ymr_behind(code, i));
        if (s.wrong) {
            return YMR_BAD_BYTES;
        }
        bytes = s.bytes;
        scan->layout = scan->layout || s.plain == '\0';
    }
    return YMR_BAD_NOTHING;
}

static ymr_code_fault map_back(ymr_scan *scan, ymr_text code)
{
    size_t bytes;
    for (size_t i = 0; i < code.length; i += bytes) {
        const symbol s = read_symbol(ymr_behind(code, i));
        const char c = scan->layout ? s.key : s.plain;
        if (c == '\0') {
            return YMR_BAD_LAYOUT;
        }
        scan->text[scan->used++] = c;
        bytes = s.bytes;
    }
    return YMR_BAD_NOTHING;
}

/*
 * Addresses of sites may be in Cyrillic, and nobody types them with `https://` in Latin letters through that
 * layout.
 */
static ymr_code_fault copy_url(ymr_scan *scan, ymr_text url)
{
    size_t bytes;
    for (size_t i = 0; i < url.length; i += bytes) {
        bytes = ymr_utf8_length(url.bytes + i, url.bytes + url.length);
        if (bytes == 0 || (bytes == 1 && read_ascii(url.bytes[i]).wrong)) {
            return YMR_BAD_BYTES;
        }
    }
    memcpy(scan->text, url.bytes, url.length);
    scan->used = (uint16_t)url.length;
    return YMR_BAD_NOTHING;
}

ymr_code_fault ymr_scan_copy(ymr_scan *scan, ymr_text code)
{
    if (ymr_is_url(code)) {
        return copy_url(scan, code);
    }
    const ymr_code_fault fault = find_layout(scan, code);
    return fault != YMR_BAD_NOTHING ? fault : map_back(scan, code);
}
