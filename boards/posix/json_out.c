#include "json_out.h"

#include <string.h>

#include "display.h"
#include "ymr/decimal.h"

/*
 * A return holds items, these hold decisions, these hold amounts: four. The rest is room for the API to
 * grow.
 */
enum { DEPTH = 8, LISTS = 4, ELEMENT_SIZE = 1024, PIECE = 64 };

/* An object on its way out. */
typedef struct level {
    const ymr_shape *shape;
    const char *object;
    uint16_t field;
    bool any;        /* a comma is due before what comes next */
    bool is_element; /* it came out of the list of the level above */
    ymr_list list;   /* of the field under way */
    bool in_list;
} level;

typedef struct walk {
    out *to;
    const json_instead *instead;
    level levels[DEPTH];
    unsigned depth; /* levels in use */
    unsigned lists; /* elements in use */
} walk;

static _Alignas(max_align_t) unsigned char elements[LISTS][ELEMENT_SIZE];

static void quote_piece(out *to, const char *bytes, size_t length)
{
    char quoted[6 * PIECE + 2];
    size_t size;
    if (ymr_json_quote((ymr_text){bytes, length}, quoted, sizeof quoted, &size) == YMR_OK) {
        out_bytes(to, quoted + 1, size - 2);
    }
}

void json_string(out *to, ymr_text text)
{
    size_t start = 0;

    out_text(to, "\"");
    for (size_t at = 0; at < text.length;) {
        const glyph next = display_glyph(text.bytes + at, text.length - at);
        const bool steers = next.harmful && next.code >= 0x7F; /* below that JSON itself escapes */
        if (steers || at + next.length - start > PIECE) {
            quote_piece(to, text.bytes + start, at - start);
            start = at;
        }
        at += next.length;
        if (steers) {
            out_format(to, "\\u%04x", (unsigned)next.code);
            start = at;
        }
    }
    quote_piece(to, text.bytes + start, text.length - start);
    out_text(to, "\"");
}

static bool is_present(const ymr_field *field, const char *member)
{
    switch (field->kind) {
    case YMR_KIND_ID:
    case YMR_KIND_DECIMAL:
        return true;
    case YMR_KIND_INTEGER:
        return ((const ymr_integer *)(const void *)member)->present;
    case YMR_KIND_NUMBER:
        return ((const ymr_number *)(const void *)member)->present;
    case YMR_KIND_BOOLEAN:
        return ((const ymr_boolean *)(const void *)member)->present;
    case YMR_KIND_TEXT:
        return ((const ymr_text *)(const void *)member)->bytes != NULL;
    case YMR_KIND_ENUM:
        return ((const ymr_enum *)(const void *)member)->value != 0;
    case YMR_KIND_DATE:
        return ((const ymr_date *)(const void *)member)->text.bytes != NULL;
    case YMR_KIND_OBJECT:
        return *(const bool *)member;
    case YMR_KIND_LIST:
        return ((const ymr_list *)(const void *)member)->document != NULL;
    default:
        return false; /* YMR_KIND_VALUE is not looked into, so there is nothing known to show */
    }
}

static void write_number(out *to, ymr_decimal value)
{
    char digits[YMR_DECIMAL_SIZE];
    out_bytes(to, digits, ymr_decimal_write(value, digits));
}

/* Values that hold no other. */
static void write_plain(out *to, const ymr_field *field, const char *member)
{
    switch (field->kind) {
    case YMR_KIND_ID:
        out_integer(to, *(const int64_t *)(const void *)member);
        break;
    case YMR_KIND_INTEGER:
        out_integer(to, ((const ymr_integer *)(const void *)member)->value);
        break;
    case YMR_KIND_DECIMAL:
        write_number(to, *(const ymr_decimal *)(const void *)member);
        break;
    case YMR_KIND_NUMBER:
        write_number(to, ((const ymr_number *)(const void *)member)->value);
        break;
    case YMR_KIND_BOOLEAN:
        out_text(to, ((const ymr_boolean *)(const void *)member)->value ? "true" : "false");
        break;
    case YMR_KIND_TEXT:
        json_string(to, *(const ymr_text *)(const void *)member);
        break;
    case YMR_KIND_ENUM:
        json_string(to, ((const ymr_enum *)(const void *)member)->text);
        break;
    default:
        json_string(to, ((const ymr_date *)(const void *)member)->text);
        break;
    }
}

static void enter(walk *w, const ymr_shape *shape, const void *object, bool is_element)
{
    w->levels[w->depth++] = (level){.shape = shape, .object = object, .is_element = is_element};
    out_text(w->to, "{");
}

static void leave(walk *w)
{
    w->depth--;
    w->lists -= w->levels[w->depth].is_element ? 1 : 0;
    out_text(w->to, "}");
}

static void write_texts(out *to, ymr_list list)
{
    ymr_text text;
    for (bool any = false; ymr_list_next_text(&list, &text); any = true) {
        out_text(to, any ? "," : "");
        json_string(to, text);
    }
}

static void write_ids(out *to, ymr_list list)
{
    int64_t id;
    for (bool any = false; ymr_list_next_id(&list, &id); any = true) {
        out_text(to, any ? "," : "");
        out_integer(to, id);
    }
}

static void begin_list(walk *w, level *at, const ymr_field *field, const char *member)
{
    out_text(w->to, "[");
    at->list = *(const ymr_list *)(const void *)member;
    if (field->element == YMR_KIND_OBJECT) {
        at->in_list = true;
        at->any = false;
        return;
    }
    if (field->element == YMR_KIND_ID) {
        write_ids(w->to, at->list);
    } else {
        write_texts(w->to, at->list); /* enums are strings too */
    }
    out_text(w->to, "]");
}

/* The next element of the list under way, or its end. */
static void step_list(walk *w, level *at)
{
    const ymr_shape *const shape = at->shape->fields[at->field].of;
    const bool room = w->depth < DEPTH && w->lists < LISTS && shape->size <= ELEMENT_SIZE;

    if (room && ymr_list_next(&at->list, shape, elements[w->lists])) {
        out_text(w->to, at->any ? "," : "");
        at->any = true;
        enter(w, shape, elements[w->lists++], true);
        return;
    }
    out_text(w->to, "]");
    at->in_list = false;
    at->any = true;
    at->field++;
}

static bool is_instead(const walk *w, const ymr_field *field)
{
    return w->instead != NULL && w->depth == 1 && strcmp(field->key, w->instead->key) == 0;
}

static void step_field(walk *w, level *at)
{
    const ymr_field *const field = &at->shape->fields[at->field];
    const char *const member = at->object + field->offset;
    const bool instead = is_instead(w, field);

    if (!instead && !is_present(field, member)) {
        at->field++;
        return;
    }
    out_text(w->to, at->any ? "," : "");
    json_string(w->to, (ymr_text){field->key, field->key_length});
    out_text(w->to, ":");
    at->any = true;
    if (instead) {
        out_text(w->to, "[");
        w->instead->write(w->to, w->instead->context);
        out_text(w->to, "]");
    } else if (field->kind == YMR_KIND_LIST) {
        begin_list(w, at, field, member);
        if (at->in_list) {
            return;
        }
    } else if (field->kind == YMR_KIND_OBJECT) {
        at->field++;
        enter(w, field->of, member, false);
        return;
    } else {
        write_plain(w->to, field, member);
    }
    at->field++;
}

void json_object(out *to, const ymr_shape *shape, const void *object, const json_instead *instead)
{
    walk w = {.to = to, .instead = instead};

    enter(&w, shape, object, false);
    while (w.depth != 0) {
        level *const at = &w.levels[w.depth - 1];
        if (at->in_list) {
            step_list(&w, at);
        } else if (at->field < at->shape->count) {
            step_field(&w, at);
        } else {
            leave(&w);
        }
    }
}
