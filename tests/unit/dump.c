#include "dump.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "check.h"

enum { ELEMENT_SIZE = 512 };

void dump_begin(dump *d, char *text, size_t size)
{
    *d = (dump){text, size, 0};
    text[0] = '\0';
}

void dump_format(dump *d, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(d->text + d->length, d->size - d->length, format, arguments);
    va_end(arguments);
    if (CHECK(length >= 0 && (size_t)length < d->size - d->length, "the dump fits the test's buffer")) {
        d->length += (size_t)length;
    }
}

static void dump_text(dump *d, ymr_text text)
{
    dump_format(d, "\"");
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char byte = (unsigned char)text.bytes[i];
        if (byte >= 0x20 && byte < 0x7f) {
            dump_format(d, "%c", byte);
        } else {
            dump_format(d, "\\x%02x", byte);
        }
    }
    dump_format(d, "\"");
}

static void dump_fields(dump *d, const ymr_shape *shape, const void *from);

static void dump_objects(dump *d, const ymr_shape *shape, ymr_list list)
{
    union {
        max_align_t align;
        char bytes[ELEMENT_SIZE];
    } element;
    CHECK(shape->size <= sizeof element, "an element fits");
    while (ymr_list_next(&list, shape, &element)) {
        dump_fields(d, shape, &element);
    }
}

static void dump_list(dump *d, const ymr_field *field, ymr_list list)
{
    int64_t id;
    ymr_enum named;
    ymr_text text;
    dump_format(d, "[");
    switch (field->element) {
    case YMR_KIND_OBJECT:
        dump_objects(d, field->of, list);
        break;
    case YMR_KIND_ID:
        while (ymr_list_next_id(&list, &id)) {
            dump_format(d, "%" PRId64 ",", id);
        }
        break;
    case YMR_KIND_ENUM:
        while (ymr_list_next_enum(&list, field->of, &named)) {
            dump_format(d, "%d", named.value);
            dump_text(d, named.text);
        }
        break;
    default:
        while (ymr_list_next_text(&list, &text)) {
            dump_text(d, text);
        }
    }
    dump_format(d, "]");
}

/* It is not looked into: what it is, and how much. */
static void dump_value(dump *d, const ymr_value *value)
{
    const ymr_token *token = &value->document->tokens[value->token];
    dump_format(d, "%u %u", (unsigned)token->type,
                (unsigned)(ymr_json_skip(value->document, value->token) - value->token));
}

static void dump_decimal(dump *d, ymr_decimal value)
{
    char number[YMR_DECIMAL_SIZE];
    ymr_decimal_write(value, number);
    dump_format(d, "%s", number);
}

static void dump_member(dump *d, const ymr_field *field, const void *member)
{
    const ymr_date *date = member;
    const ymr_enum *named = member;
    switch (field->kind) {
    case YMR_KIND_ID:
        dump_format(d, "%" PRId64, *(const int64_t *)member);
        break;
    case YMR_KIND_INTEGER:
        dump_format(d, "%" PRId64, ((const ymr_integer *)member)->value);
        break;
    case YMR_KIND_DECIMAL:
        dump_decimal(d, *(const ymr_decimal *)member);
        break;
    case YMR_KIND_NUMBER:
        dump_decimal(d, ((const ymr_number *)member)->value);
        break;
    case YMR_KIND_BOOLEAN:
        dump_format(d, "%d", ((const ymr_boolean *)member)->value);
        break;
    case YMR_KIND_TEXT:
        dump_text(d, *(const ymr_text *)member);
        break;
    case YMR_KIND_ENUM:
        dump_format(d, "%d", named->value);
        dump_text(d, named->text);
        break;
    case YMR_KIND_DATE:
        dump_format(d, "%" PRId64 "%+d", date->unix_ms, date->offset_minutes);
        dump_text(d, date->text);
        break;
    case YMR_KIND_OBJECT:
        dump_fields(d, field->of, member);
        break;
    case YMR_KIND_LIST:
        dump_list(d, field, *(const ymr_list *)member);
        break;
    case YMR_KIND_VALUE:
        dump_value(d, member);
        break;
    default:
        CHECK(false, "a kind that the dump does not know");
    }
}

static bool is_present(const ymr_field *field, const void *member)
{
    switch (field->kind) {
    case YMR_KIND_INTEGER:
        return ((const ymr_integer *)member)->present;
    case YMR_KIND_NUMBER:
        return ((const ymr_number *)member)->present;
    case YMR_KIND_BOOLEAN:
        return ((const ymr_boolean *)member)->present;
    case YMR_KIND_TEXT:
        return ((const ymr_text *)member)->bytes != NULL;
    case YMR_KIND_ENUM:
        return ((const ymr_enum *)member)->value != 0;
    case YMR_KIND_DATE:
        return ((const ymr_date *)member)->text.bytes != NULL;
    case YMR_KIND_OBJECT:
        return *(const bool *)member;
    case YMR_KIND_LIST:
        return ((const ymr_list *)member)->document != NULL;
    case YMR_KIND_VALUE:
        return ((const ymr_value *)member)->document != NULL;
    default:
        return true;
    }
}

static void dump_fields(dump *d, const ymr_shape *shape, const void *from)
{
    dump_format(d, "{");
    for (unsigned i = 0; i < shape->count; i++) {
        const ymr_field *field = &shape->fields[i];
        const void *member = (const char *)from + field->offset;
        if (is_present(field, member)) {
            dump_format(d, "%s=", field->key);
            dump_member(d, field, member);
            dump_format(d, ";");
        }
    }
    dump_format(d, "}");
}

void dump_struct(dump *d, const ymr_shape *shape, const void *from)
{
    dump_fields(d, shape, from);
    dump_format(d, "\n");
}
