#include "json_reference.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"

typedef struct reader {
    const unsigned char *text;
    size_t at;
    size_t length;
    size_t written;
    unsigned depth;
    json_reference *out;
} reader;

/* 256: the end. */
static unsigned look(const reader *r)
{
    return r->at < r->length ? r->text[r->at] : 256;
}

static bool take(reader *r, char wanted)
{
    const bool there = look(r) == (unsigned char)wanted;
    r->at += there;
    return there;
}

static void pass_blanks(reader *r)
{
    while (take(r, ' ') || take(r, '\t') || take(r, '\n') || take(r, '\r')) {
    }
}

static json_value *add(reader *r, int type)
{
    hold(r->out->count < JSON_REFERENCE_TOKENS, "the input fits the reference");
    json_value *const value = &r->out->values[r->out->count++];
    *value = (json_value){.type = type, .start = r->at};
    return value;
}

/* ---- Strings ---- */

static void write_utf8(reader *r, uint32_t point)
{
    char *const out = r->out->strings;
    if (point < 0x80) {
        out[r->written++] = (char)point;
        return;
    }
    static const unsigned lead[] = {0, 0xc0, 0xe0, 0xf0};
    unsigned tails = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    out[r->written++] = (char)(lead[tails] | (point >> (6 * tails) & 0x1f));
    while (tails-- > 0) {
        out[r->written++] = (char)(0x80u | (point >> (6 * tails) & 0x3fu));
    }
}

/* Decodes first and looks afterwards whether it was the shortest way to write the number. */
static bool take_utf8(reader *r)
{
    static const uint32_t smallest[] = {0, 0x80, 0x800, 0x10000};
    const unsigned lead = look(r);
    const unsigned tails = lead < 0x80                   ? 0
                           : lead >= 0xc0 && lead < 0xe0 ? 1
                           : lead >= 0xe0 && lead < 0xf0 ? 2
                                                         : 3;
    uint32_t point = tails == 0 ? lead : lead & (0x3fu >> tails);
    if ((lead >= 0x80 && lead < 0xc0) || lead >= 0xf8) {
        return false;
    }
    r->at++;
    for (unsigned i = 0; i < tails; i++, r->at++) {
        if (look(r) < 0x80 || look(r) > 0xbf) {
            return false;
        }
        point = point << 6 | (look(r) & 0x3f);
    }
    write_utf8(r, point);
    return point >= smallest[tails] && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
}

static bool take_unit(reader *r, uint32_t *unit)
{
    *unit = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        const unsigned c = look(r);
        if (c >= '0' && c <= '9') {
            *unit = *unit * 16 + (c - '0');
        } else if ((c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) {
            *unit = *unit * 16 + ((c & 0x1f) + 9);
        } else {
            return false;
        }
    }
    return true;
}

static bool take_point(reader *r)
{
    uint32_t high;
    uint32_t low = 0;
    if (!take_unit(r, &high)) {
        return false;
    }
    if ((high & 0xf800) == 0xd800) {
        if ((high & 0x400) != 0 || !take(r, '\\') || !take(r, 'u') || !take_unit(r, &low) ||
            (low & 0xfc00) != 0xdc00) {
            return false;
        }
        high = 0x10000 + ((high & 0x3ff) << 10 | (low & 0x3ff));
    }
    write_utf8(r, high);
    return true;
}

static bool take_escape(reader *r)
{
    switch (look(r)) {
    case '"':
    case '\\':
    case '/':
        write_utf8(r, look(r));
        break;
    case 'b':
        write_utf8(r, 8);
        break;
    case 'f':
        write_utf8(r, 12);
        break;
    case 'n':
        write_utf8(r, 10);
        break;
    case 'r':
        write_utf8(r, 13);
        break;
    case 't':
        write_utf8(r, 9);
        break;
    case 'u':
        r->at++;
        return take_point(r);
    default:
        return false;
    }
    r->at++;
    return true;
}

static bool take_string(reader *r)
{
    json_value *const value = add(r, JSON_STRING);
    value->start = r->written;
    if (!take(r, '"')) {
        return false;
    }
    while (!take(r, '"')) {
        if (look(r) < ' ' || look(r) == 256 || !(take(r, '\\') ? take_escape(r) : take_utf8(r))) {
            return false;
        }
    }
    value->end = r->written;
    return true;
}

/* ---- Values ---- */

static bool take_digits(reader *r)
{
    const size_t begin = r->at;
    while (look(r) >= '0' && look(r) <= '9') {
        r->at++;
    }
    return r->at > begin;
}

static bool take_number(reader *r)
{
    take(r, '-');
    if (!take(r, '0') && !take_digits(r)) {
        return false;
    }
    if (take(r, '.') && !take_digits(r)) {
        return false;
    }
    if (take(r, 'e') || take(r, 'E')) {
        return (take(r, '+') || take(r, '-') || true) && take_digits(r);
    }
    return true;
}

static bool take_primitive(reader *r)
{
    static const char *const words[] = {"true", "false", "null"};
    json_value *const value = add(r, JSON_PRIMITIVE);
    for (unsigned i = 0; i < 3; i++) {
        const size_t length = strlen(words[i]);
        if (r->length - r->at >= length && memcmp(r->text + r->at, words[i], length) == 0) {
            r->at += length;
            value->end = r->at;
            return true;
        }
    }
    const bool good = take_number(r);
    value->end = r->at;
    return good;
}

static bool take_value(reader *r);

static bool take_member(reader *r)
{
    pass_blanks(r);
    const size_t key = r->out->count;
    if (!take_string(r)) {
        return false;
    }
    r->out->values[key].children = 1;
    pass_blanks(r);
    return take(r, ':') && take_value(r);
}

static bool take_container(reader *r, int type)
{
    const char close = type == JSON_OBJECT ? '}' : ']';
    json_value *const value = add(r, type);
    r->at++;
    if (++r->depth > YMR_MAX_DEPTH) {
        r->out->deep = true;
        return false;
    }
    pass_blanks(r);
    while (!take(r, close)) {
        if ((value->children > 0 && !take(r, ',')) ||
            !(type == JSON_OBJECT ? take_member(r) : take_value(r))) {
            return false;
        }
        value->children++;
        pass_blanks(r);
    }
    r->depth--;
    value->end = r->at;
    return true;
}

static bool take_value(reader *r)
{
    pass_blanks(r);
    switch (look(r)) {
    case '{':
        return take_container(r, JSON_OBJECT);
    case '[':
        return take_container(r, JSON_ARRAY);
    case '"':
        return take_string(r);
    default:
        return take_primitive(r);
    }
}

void json_reference_read(const char *text, size_t length, json_reference *out)
{
    reader r = {.text = (const unsigned char *)text, .length = length, .out = out};
    out->deep = false;
    out->count = 0;
    out->strings = malloc(length + 1);
    pass_blanks(&r);
    out->valid = look(&r) == '{' && take_value(&r);
    pass_blanks(&r);
    out->valid = out->valid && r.at == length;
}

void json_reference_free(json_reference *reference)
{
    free(reference->strings);
}

size_t json_reference_behind(const json_reference *reference, size_t value)
{
    size_t next = value + 1;
    for (unsigned i = 0; i < reference->values[value].children; i++) {
        next = json_reference_behind(reference, next);
    }
    return next;
}

bool json_reference_says(const json_reference *reference, size_t value, const char *text, size_t length)
{
    const json_value *v = &reference->values[value];
    return v->type == JSON_STRING && v->end - v->start == length &&
           memcmp(reference->strings + v->start, text, length) == 0;
}
