/*
 * GS1 element strings: application identifiers and what stands behind them, with separators, without, with
 * something in their place, or with the identifiers in parentheses.
 *
 * A serial (AI 21) ends at a separator. Where readers drop it, the serial's end is found from the end of the
 * code: the crypto tails of Честный ЗНАК have fixed lengths, in the table `tails`. A short serial can happen
 * to look as if it ended in one: both are offered then, with the tail first, since a serial looks like that
 * once in some thousand times.
 */
#include "apart.h"
#include "scan_parts.h"
#include "words.h"

enum {
    SSCC_AI = 0,
    GTIN_AI = 1,
    SERIAL_AI = 21,
    MAX_SERIAL = 20,
    CIS_HEAD = 18 /* 01, GTIN, 21 */
};

/* ---- Characters and separators ---- */

/* GS1 General Specifications, figure 7.11-1: 82 characters. */
static bool is_in_set82(char c)
{
    static const char signs[] = "!\"%&'()*+,-./_:;<=>?";
    const char low = ymr_lower(c);
    return ymr_is_digit(c) || (low >= 'a' && low <= 'z') || memchr(signs, c, sizeof signs - 1) != NULL;
}

static bool is_set82(ymr_text text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (!is_in_set82(text.bytes[i])) {
            return false;
        }
    }
    return true;
}

/*
 * The separator and what readers show in its place, in lower case. No value may have a character that these
 * begin with, but for `<`: a serial that holds `<gs>` is not to be had.
 */
static const char separators[][7] = {"\x1d", "~", "|", "^]", "{gs}", "[gs]", "<gs>", "\\x1d", "\\u001d"};

size_t ymr_separator(ymr_text text)
{
    static const char beginnings[] = "\x1d~|^{[<\\";
    if (text.length == 0 || memchr(beginnings, *text.bytes, sizeof beginnings - 1) == NULL) {
        return 0;
    }
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++) {
        if (ymr_begins_word(text, separators[i])) {
            return strlen(separators[i]);
        }
    }
    return 0;
}

static void pass_to_separator(ymr_text *text)
{
    while (text->length > 0 && ymr_separator(*text) == 0) {
        *text = ymr_behind(*text, 1);
    }
}

bool ymr_is_serial(ymr_text text)
{
    if (text.length < 1 || text.length > MAX_SERIAL || !is_set82(text)) {
        return false;
    }
    pass_to_separator(&text);
    return text.length == 0;
}

/* ---- The end of a serial without a separator ---- */

typedef struct tail_part {
    char ai[5];
    uint8_t length;
} tail_part;

static const tail_part tails[][2] = {
    {{"91", 4}, {"92", 44}},
    {{"91", 4}, {"92", 88}},
    {{"8005", 6}, {"93", 4}}, /* blocks of tobacco packs, with the highest price */
    {{"93", 4}, {"", 0}},
};

/* As many bytes as the parts have are there. */
static bool is_tail(const tail_part parts[2], const char *at)
{
    for (size_t i = 0; i < 2; i++) {
        const size_t digits = strlen(parts[i].ai);
        if (!ymr_text_is((ymr_text){at, digits}, parts[i].ai, digits)) {
            return false;
        }
        at += digits + parts[i].length;
    }
    return true;
}

static size_t tail_length(const tail_part parts[2])
{
    return strlen(parts[0].ai) + parts[0].length + strlen(parts[1].ai) + parts[1].length;
}

/* Values of the serial's identifier have one character at least. */
static void note_end(ymr_gs1 *found, size_t length)
{
    if (length <= MAX_SERIAL) {
        found->ends[found->end_count++] = (uint8_t)length;
    }
}

static YMR_APART void find_ends(ymr_gs1 *found)
{
    const ymr_text text = found->serial;
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++) {
        const size_t length = tail_length(tails[i]);
        if (text.length > length && is_tail(tails[i], text.bytes + (text.length - length))) {
            note_end(found, text.length - length);
        }
    }
    note_end(found, text.length);
}

/* ---- Elements ---- */

typedef struct element {
    const ymr_ai *ai;
    unsigned number;
    ymr_text value;
    bool open; /* nothing but the end of the code ended it */
} element;

static bool is_value(const element *e)
{
    const size_t length = e->value.length;
    const bool long_serial = e->number == SERIAL_AI && e->open;
    return length >= e->ai->min && (length <= e->ai->max || long_serial) &&
           ((e->ai->kind & YMR_AI_NUMERIC) != 0 ? ymr_is_digits(e->value) : is_set82(e->value));
}

/* A key that comes twice is two things, or none. */
static bool keep_once(ymr_text *kept, ymr_text value)
{
    const bool first = kept->bytes == NULL;
    *kept = value;
    return first;
}

static bool keep_serial(ymr_gs1 *found, const element *e)
{
    if (!keep_once(&found->serial, e->value)) {
        return false;
    }
    if (e->open) {
        find_ends(found);
    } else {
        note_end(found, e->value.length);
    }
    return found->end_count > 0;
}

static bool keep(ymr_gs1 *found, const element *e)
{
    if (!is_value(e)) {
        return false;
    }
    switch (e->number) {
    case SSCC_AI:
        return keep_once(&found->sscc, e->value);
    case GTIN_AI:
        return keep_once(&found->gtin, e->value);
    case SERIAL_AI:
        return keep_serial(found, e);
    default:
        return true;
    }
}

/* What the code was to be, as far as it can be told. */
static ymr_code_kind form_of(const ymr_gs1 *found, bool well_formed)
{
    if (found->serial.bytes != NULL) {
        return YMR_CODE_CIS;
    }
    if (found->gtin.bytes != NULL) {
        return well_formed ? YMR_CODE_GTIN : YMR_CODE_CIS;
    }
    return found->sscc.bytes != NULL ? YMR_CODE_SSCC : YMR_CODE_NONE;
}

static bool is_wrong(ymr_text key)
{
    return key.bytes != NULL && !ymr_gs1_digit_holds(key);
}

/* A wrong check digit says more than what it makes of the rest. */
static bool judge(ymr_gs1 *found, bool well_formed)
{
    found->form = (uint8_t)form_of(found, well_formed);
    if (is_wrong(found->gtin) || is_wrong(found->sscc)) {
        found->fault = YMR_BAD_CHECK_DIGIT;
    } else if (!well_formed) {
        found->fault = YMR_BAD_GS1;
    }
    return found->fault == YMR_BAD_NOTHING;
}

/* Takes the element that a text begins with. @return whether there is one */
static YMR_APART bool take_element(element *e, ymr_text *text)
{
    e->ai = ymr_ai_find(text->bytes, text->length, &e->number);
    if (e->ai == NULL) {
        return false;
    }
    *text = ymr_behind(*text, e->ai->kind & YMR_AI_DIGITS);
    e->value = *text;
    if ((e->ai->kind & YMR_AI_PREDEFINED) == 0) {
        pass_to_separator(text);
    } else if (e->ai->max <= text->length) {
        *text = ymr_behind(*text, e->ai->max);
    } else {
        return false;
    }
    e->value.length -= text->length;
    e->open = text->length == 0;
    return true;
}

static YMR_APART bool take_separator(ymr_text *text)
{
    const size_t length = ymr_separator(*text);
    *text = ymr_behind(*text, length);
    return length > 0;
}

bool ymr_gs1_read(ymr_gs1 *found, ymr_text code)
{
    element e;

    memset(found, 0, sizeof *found);
    while (code.length > 0) {
        if (!take_separator(&code) && !(take_element(&e, &code) && keep(found, &e))) {
            return judge(found, false);
        }
    }
    return judge(found, true);
}

/* ---- Identifiers in parentheses ---- */

/*
 * Bytes of `(AI)`; 0: there is none. What stands in parentheses and is no AI belongs to a serial: its set has
 * them.
 */
static size_t label_length(const ymr_text *text)
{
    unsigned number;
    if (text->length < 4 || *text->bytes != '(') {
        return 0;
    }
    const ymr_ai *const ai = ymr_ai_find(text->bytes + 1, text->length - 1, &number);
    if (ai == NULL) {
        return 0;
    }
    const size_t close = 1u + (ai->kind & YMR_AI_DIGITS);
    return close < text->length && text->bytes[close] == ')' ? close + 1 : 0;
}

bool ymr_is_labelled(ymr_text code)
{
    return label_length(&code) > 0;
}

static bool is_filling(char c)
{
    return ymr_is_blank(c) || c == YMR_GS;
}

static YMR_APART void take_off_filling(ymr_text *value)
{
    while (value->length > 0 && is_filling(value->bytes[0])) {
        *value = ymr_behind(*value, 1);
    }
    while (value->length > 0 && is_filling(value->bytes[value->length - 1])) {
        value->length--;
    }
}

/* Takes the label that a text begins with, and what stands before the next one. @return whether there is one */
static YMR_APART bool take_labelled(element *e, ymr_text *text)
{
    const size_t length = label_length(text);
    if (length == 0) {
        return false;
    }
    e->ai = ymr_ai_find(text->bytes + 1, text->length - 1, &e->number);
    *text = ymr_behind(*text, length);
    e->value = *text;
    while (text->length > 0 && label_length(text) == 0) {
        *text = ymr_behind(*text, 1);
    }
    e->value.length -= text->length;
    take_off_filling(&e->value);
    e->open = false;
    return true;
}

bool ymr_gs1_read_labelled(ymr_gs1 *found, ymr_text code)
{
    element e;

    memset(found, 0, sizeof *found);
    while (take_labelled(&e, &code)) {
        if (!keep(found, &e)) {
            return judge(found, false);
        }
    }
    return judge(found, true);
}

/* ---- CIS ---- */

bool ymr_looks_like_cis(ymr_text code)
{
    return code.length > CIS_HEAD && ymr_text_begins(code, "01", 2) &&
           ymr_is_digits(ymr_piece(code, 2, 14)) && ymr_text_is(ymr_piece(code, 16, 2), "21", 2);
}

/* Serial of 7, highest price of 4 and crypto tail of 4; packs of older years lack the one or the other. */
bool ymr_looks_like_tobacco(ymr_text code)
{
    return (code.length == 21 || code.length == 25 || code.length == 29) &&
           ymr_is_digits(ymr_piece(code, 0, 14)) && is_set82(code) && !ymr_looks_like_cis(code);
}

size_t ymr_put_cis(char out[YMR_MAX_REWRITTEN], ymr_text gtin, ymr_text serial)
{
    memcpy(out, "01", 2);
    ymr_put_gtin(out + 2, gtin);
    memcpy(out + 16, "21", 2);
    memcpy(out + CIS_HEAD, serial.bytes, serial.length);
    return CIS_HEAD + serial.length;
}
