#include "display.h"

#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */
#define ELLIPSIS "\xE2\x80\xA6"    /* U+2026 */

enum { SAFE_SIZE = 300, SAFE_RESULTS = 8 };

typedef struct range {
    uint32_t first, last;
} range;

/* Marks that stand on the letter before them, and joiners. */
static const range combining[] = {{0x0300, 0x036F},   {0x0483, 0x0489},  {0x0591, 0x05BD}, {0x064B, 0x065F},
                                  {0x1AB0, 0x1AFF},   {0x1DC0, 0x1DFF},  {0x200B, 0x200D}, {0x2060, 0x2060},
                                  {0x20D0, 0x20FF},   {0xFE00, 0xFE0F},  {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
                                  {0x1F3FB, 0x1F3FF}, {0xE0100, 0xE01EF}};

/* Characters of East Asian scripts and emoji: two columns. */
static const range wide[] = {{0x1100, 0x115F},   {0x231A, 0x231B},  {0x23E9, 0x23EC},   {0x25FD, 0x25FE},
                             {0x2614, 0x2615},   {0x2648, 0x2653},  {0x26A1, 0x26A1},   {0x26BD, 0x26BE},
                             {0x2705, 0x2705},   {0x270A, 0x270B},  {0x274C, 0x274C},   {0x2753, 0x2755},
                             {0x2757, 0x2757},   {0x2795, 0x2797},  {0x2B50, 0x2B50},   {0x2E80, 0x303E},
                             {0x3041, 0xA4CF},   {0xAC00, 0xD7A3},  {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},
                             {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},  {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF},
                             {0x1F900, 0x1FAFF}, {0x20000, 0x3FFFD}};

/* C0, DEL and C1; line separators; marks, embeddings and isolates of reading direction. */
static const range harmful[] = {{0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C},
                                {0x200E, 0x200F}, {0x2028, 0x202E}, {0x2066, 0x2069}};

#define IN(ranges, code) is_in((ranges), sizeof(ranges) / sizeof((ranges)[0]), (code))

static bool is_in(const range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

/* The server's texts are valid UTF-8 already; words of the command line need not be. */
static size_t decode(const unsigned char *at, size_t length, uint32_t *code)
{
    static const uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    const size_t size = at[0] < 0x80 ? 1 : at[0] >= 0xF0 ? 4 : at[0] >= 0xE0 ? 3 : 2;

    if (size == 1) {
        *code = at[0];
        return 1;
    }
    *code = 0xFFFD;
    if (at[0] < 0xC2 || at[0] > 0xF4 || size > length) {
        return 1;
    }
    uint32_t value = at[0] & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if ((at[i] & 0xC0u) != 0x80u) {
            return 1;
        }
        value = value << 6 | (at[i] & 0x3Fu);
    }
    if (value < smallest[size] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) {
        return 1;
    }
    *code = value;
    return size;
}

glyph display_glyph(const char *bytes, size_t length)
{
    glyph found;
    found.length = decode((const unsigned char *)bytes, length, &found.code);
    found.harmful = IN(harmful, found.code);
    found.width = 1;
    if (!found.harmful && found.code >= 0x300) {
        found.width = IN(combining, found.code) ? 0 : IN(wide, found.code) ? 2 : 1;
    }
    return found;
}

static ymr_text shown(const glyph *what, const char *bytes)
{
    if (what->code == '\n' || what->code == '\r' || what->code == '\t') {
        return (ymr_text){" ", 1};
    }
    if (what->harmful || what->code == 0xFFFD) {
        return (ymr_text){REPLACEMENT, sizeof REPLACEMENT - 1};
    }
    return (ymr_text){bytes, what->length};
}

size_t display_width(ymr_text text)
{
    size_t columns = 0;
    for (size_t at = 0; at < text.length;) {
        const glyph next = display_glyph(text.bytes + at, text.length - at);
        columns += next.width;
        at += next.length;
    }
    return columns;
}

size_t display_text(out *to, ymr_text text, size_t columns)
{
    const bool cut = columns != DISPLAY_ALL && display_width(text) > columns;
    size_t taken = 0;

    for (size_t at = 0; at < text.length;) {
        const glyph next = display_glyph(text.bytes + at, text.length - at);
        if (cut && taken + next.width > columns - (columns != 0)) {
            break;
        }
        const ymr_text as = shown(&next, text.bytes + at);
        out_bytes(to, as.bytes, as.length);
        taken += next.width;
        at += next.length;
    }
    if (cut && columns != 0) {
        out_text(to, ELLIPSIS);
        taken++;
    }
    return taken;
}

/* Bytes up to the next blank, and the columns that they take. */
static size_t word_length(ymr_text text, size_t *columns)
{
    size_t at = 0;
    *columns = 0;
    while (at < text.length) {
        const glyph next = display_glyph(text.bytes + at, text.length - at);
        if (next.code == ' ' || next.code == '\n' || next.code == '\r' || next.code == '\t') {
            break;
        }
        *columns += next.width;
        at += next.length;
    }
    return at;
}

fold fold_begin(out *to, size_t column, size_t indent, size_t columns)
{
    return (fold){to, indent, columns, column, true};
}

void fold_gap(fold *f, size_t width)
{
    const bool full = f->columns != DISPLAY_ALL && f->column + 1 + width > f->columns;
    if (f->apart && full && f->column > f->indent) {
        out_text(f->to, "\n");
        out_blanks(f->to, f->indent);
        f->column = f->indent;
    } else if (f->apart && f->column != f->indent) {
        out_text(f->to, " ");
        f->column++;
    }
    f->apart = false;
}

static void fold_word(fold *f, ymr_text word, size_t width)
{
    fold_gap(f, width);
    display_text(f->to, word, DISPLAY_ALL);
    f->column += width;
}

void fold_text(fold *f, ymr_text part)
{
    while (part.length != 0) {
        size_t width;
        const size_t length = word_length(part, &width);
        if (length != 0) {
            fold_word(f, (ymr_text){part.bytes, length}, width);
        }
        f->apart = f->apart || length < part.length;
        const size_t step = length < part.length ? length + 1 : length;
        part.bytes += step;
        part.length -= step;
    }
}

void fold_string(fold *f, const char *part)
{
    fold_text(f, display_view(part));
}

void fold_whole(fold *f, ymr_text part)
{
    if (part.length != 0) {
        fold_word(f, part, display_width(part));
    }
}

void display_wrapped(out *to, ymr_text text, size_t indent, size_t columns)
{
    fold whole = fold_begin(to, indent, indent, columns);
    fold_text(&whole, text);
}

const char *display_safe(ymr_text text)
{
    static char results[SAFE_RESULTS][SAFE_SIZE];
    static unsigned next;

    char *const result = results[next++ % SAFE_RESULTS];
    out to = {-1, result, SAFE_SIZE - sizeof ELLIPSIS, 0, 0};
    for (size_t at = 0; at < text.length;) {
        const glyph step = display_glyph(text.bytes + at, text.length - at);
        const ymr_text as = shown(&step, text.bytes + at);
        if (as.length > to.size - to.used) {
            memcpy(result + to.used, ELLIPSIS, sizeof ELLIPSIS - 1);
            to.used += sizeof ELLIPSIS - 1;
            break;
        }
        out_bytes(&to, as.bytes, as.length);
        at += step.length;
    }
    result[to.used] = '\0';
    return result;
}

ymr_text display_front(ymr_text text, size_t most)
{
    if (text.length > most) {
        while (most > 0 && ((unsigned char)text.bytes[most] & 0xC0) == 0x80) {
            most--;
        }
        text.length = most;
    }
    return text;
}

ymr_text display_view(const char *terminated)
{
    return (ymr_text){terminated, strlen(terminated)};
}

const char *display_safe_string(const char *terminated)
{
    return display_safe(display_view(terminated));
}
