#include "writer.h"

#include <string.h>

#include "utf8.h"
#include "ymr/json.h"
#include "ymr/time.h"

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    if (w->length < w->size) {
        const size_t room = w->size - w->length;
        memcpy(w->out + w->length, bytes, length < room ? length : room);
    }
    w->length += length;
}

void ymr_put(ymr_writer *w, const char *text)
{
    ymr_put_bytes(w, text, strlen(text));
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    char digits[YMR_INTEGER_SIZE];
    ymr_put_bytes(w, digits, ymr_integer_write(value, digits));
}

static bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

void ymr_put_encoded(ymr_writer *w, ymr_text text)
{
    static const char hex[] = "0123456789ABCDEF";
    for (size_t i = 0; i < text.length; i++) {
        const unsigned char byte = (unsigned char)text.bytes[i];
        const char escape[] = {'%', hex[byte >> 4], hex[byte & 15]};
        if (is_unreserved(text.bytes[i])) {
            ymr_put_bytes(w, text.bytes + i, 1);
        } else {
            ymr_put_bytes(w, escape, sizeof escape);
        }
    }
}

/* A constant's name: letters, digits and underscores, so that nothing in it needs encoding or escaping. */
static void put_name(ymr_writer *w, const ymr_names *names, int value)
{
    const char *name = ymr_enum_name(names, value);
    w->refused = w->refused || name == NULL;
    ymr_put(w, name == NULL ? "" : name);
}

static void put_day(ymr_writer *w, const char *day)
{
    int64_t unix_ms;
    w->refused = w->refused || ymr_time_parse_day(day, strlen(day), &unix_ms) != YMR_OK;
    ymr_put(w, day);
}

static bool has_ids(ymr_writer *w, const int64_t *ids, size_t count, size_t most)
{
    w->refused = w->refused || count > most || (count > 0 && ids == NULL);
    return count > 0 && !w->refused;
}

/* Query. */

void ymr_put_parameter(ymr_writer *w, const char *name)
{
    ymr_put(w, w->started ? "&" : "?");
    ymr_put(w, name);
    ymr_put(w, "=");
    w->started = true;
}

void ymr_put_parameter_integer(ymr_writer *w, const char *name, int64_t value)
{
    if (value != 0) {
        ymr_put_parameter(w, name);
        ymr_put_integer(w, value);
    }
}

void ymr_put_parameter_text(ymr_writer *w, const char *name, ymr_text value)
{
    if (value.bytes != NULL) {
        ymr_put_parameter(w, name);
        ymr_put_encoded(w, value);
    }
}

void ymr_put_parameter_day(ymr_writer *w, const char *name, const char *day)
{
    if (day != NULL) {
        ymr_put_parameter(w, name);
        put_day(w, day);
    }
}

void ymr_put_parameter_name(ymr_writer *w, const char *name, const ymr_names *names, int value)
{
    if (value != 0) {
        ymr_put_parameter(w, name);
        put_name(w, names, value);
    }
}

void ymr_put_parameter_set(ymr_writer *w, const char *name, const ymr_names *names, uint32_t mask)
{
    for (int value = 0; mask != 0; value++, mask >>= 1) {
        if ((mask & 1) != 0) {
            ymr_put_parameter(w, name);
            put_name(w, names, value);
        }
    }
}

void ymr_put_parameter_ids(ymr_writer *w, const char *name, const int64_t *ids, size_t count, size_t most)
{
    if (!has_ids(w, ids, count, most)) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        ymr_put_parameter(w, name);
        ymr_put_integer(w, ids[i]);
    }
}

/* JSON. */

void ymr_put_open(ymr_writer *w, char bracket)
{
    ymr_put_bytes(w, &bracket, 1);
    w->started = false;
}

void ymr_put_close(ymr_writer *w, char bracket)
{
    ymr_put_bytes(w, &bracket, 1);
    w->started = true;
}

void ymr_put_element(ymr_writer *w)
{
    ymr_put(w, w->started ? "," : "");
    w->started = true;
}

void ymr_put_key(ymr_writer *w, const char *key)
{
    ymr_put_element(w);
    ymr_put(w, "\"");
    ymr_put(w, key);
    ymr_put(w, "\":");
}

void ymr_put_string(ymr_writer *w, ymr_text text)
{
    size_t length;
    const size_t room = w->length < w->size ? w->size - w->length : 0;
    const ymr_status status = ymr_json_quote(text, room > 0 ? w->out + w->length : NULL, room, &length);
    w->refused = w->refused || status == YMR_E_UTF8;
    w->length += length;
}

void ymr_put_member_text(ymr_writer *w, const char *key, ymr_text text)
{
    if (text.bytes != NULL) {
        ymr_put_key(w, key);
        ymr_put_string(w, text);
    }
}

/* What is no UTF-8 is refused elsewhere; here its bytes count. */
static size_t characters(ymr_text text)
{
    const char *const end = text.bytes + text.length;
    size_t count = 0;
    for (const char *at = text.bytes; at < end; count++) {
        const size_t step = ymr_utf8_length(at, end);
        at += step == 0 ? 1 : step;
    }
    return count;
}

static void refuse_unbounded(ymr_writer *w, ymr_text text, size_t least, size_t most)
{
    const size_t count = text.bytes == NULL ? 0 : characters(text);
    w->refused = w->refused || count < least || count > most;
}

void ymr_put_member_bounded(ymr_writer *w, const char *key, ymr_text text, size_t least, size_t most)
{
    if (text.bytes != NULL) {
        refuse_unbounded(w, text, least, most);
        ymr_put_member_text(w, key, text);
    }
}

void ymr_put_member_texts(ymr_writer *w, const char *key, const ymr_text *texts, size_t count, size_t most,
                          size_t longest)
{
    w->refused = w->refused || count > most || (count > 0 && texts == NULL);
    if (count == 0 || w->refused) {
        return;
    }
    ymr_put_key(w, key);
    ymr_put_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        refuse_unbounded(w, texts[i], 1, longest);
        ymr_put_element(w);
        ymr_put_string(w, texts[i]);
    }
    ymr_put_close(w, ']');
}

void ymr_put_member_integer(ymr_writer *w, const char *key, int64_t value)
{
    ymr_put_key(w, key);
    ymr_put_integer(w, value);
}

void ymr_put_member_decimal(ymr_writer *w, const char *key, ymr_decimal value)
{
    char digits[YMR_DECIMAL_SIZE];
    const size_t length = ymr_decimal_write(value, digits);
    ymr_put_key(w, key);
    ymr_put_bytes(w, digits, length);
}

void ymr_put_member_boolean(ymr_writer *w, const char *key, ymr_boolean value)
{
    if (value.present) {
        ymr_put_key(w, key);
        ymr_put(w, value.value ? "true" : "false");
    }
}

static void put_quoted_name(ymr_writer *w, const ymr_names *names, int value)
{
    ymr_put(w, "\"");
    put_name(w, names, value);
    ymr_put(w, "\"");
}

void ymr_put_member_name(ymr_writer *w, const char *key, const ymr_names *names, int value)
{
    if (value != 0) {
        ymr_put_key(w, key);
        put_quoted_name(w, names, value);
    }
}

void ymr_put_member_day(ymr_writer *w, const char *key, const char *day)
{
    if (day != NULL) {
        ymr_put_key(w, key);
        ymr_put(w, "\"");
        put_day(w, day);
        ymr_put(w, "\"");
    }
}

void ymr_put_member_ids(ymr_writer *w, const char *key, const int64_t *ids, size_t count, size_t most)
{
    if (!has_ids(w, ids, count, most)) {
        return;
    }
    ymr_put_key(w, key);
    ymr_put_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        ymr_put_element(w);
        ymr_put_integer(w, ids[i]);
    }
    ymr_put_close(w, ']');
}

void ymr_put_member_set(ymr_writer *w, const char *key, const ymr_names *names, uint32_t mask)
{
    if (mask == 0) {
        return;
    }
    ymr_put_key(w, key);
    ymr_put_open(w, '[');
    for (int value = 0; mask != 0; value++, mask >>= 1) {
        if ((mask & 1) != 0) {
            ymr_put_element(w);
            put_quoted_name(w, names, value);
        }
    }
    ymr_put_close(w, ']');
}

/* Sets. */

void ymr_refuse_repeated_ids(ymr_writer *w, const int64_t *ids, size_t count)
{
    for (size_t i = 1; i < count && !w->refused; i++) {
        for (size_t before = 0; before < i; before++) {
            w->refused = w->refused || ids[before] == ids[i];
        }
    }
}

static bool same_text(ymr_text a, ymr_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

void ymr_refuse_repeated_texts(ymr_writer *w, const ymr_text *texts, size_t count)
{
    for (size_t i = 1; i < count && !w->refused; i++) {
        for (size_t before = 0; before < i; before++) {
            w->refused = w->refused || same_text(texts[before], texts[i]);
        }
    }
}
