#include "readers.h"

#include <string.h>

#include "notes.h"
#include "out.h"
#include "ymr/decimal.h"
#include "ymr/time.h"

enum { NAMES_SIZE = 1024, NAME_SIZE = 64 };

static void *member(const setting *s, options *into)
{
    return (char *)into + s->offset;
}

bool reader_switch(const setting *s, const char *name, const char *value, options *into)
{
    (void)name;
    (void)value;
    *(bool *)member(s, into) = true;
    return true;
}

bool reader_text(const setting *s, const char *name, const char *value, options *into)
{
    if (value[0] == '\0') {
        note_error("%s: the value is empty", name);
        return false;
    }
    *(const char **)member(s, into) = value;
    return true;
}

static bool read_whole(const setting *s, const char *name, const char *value, int64_t *number)
{
    if (ymr_integer_parse(value, strlen(value), number) == YMR_OK && *number >= s->low &&
        *number <= s->high) {
        return true;
    }
    if (s->high == INT64_MAX) {
        note_error("%s: \"%s\" is not a whole number from %lld on", name, display_safe_string(value),
                   (long long)s->low);
    } else {
        note_error("%s: \"%s\" is not a whole number from %lld to %lld", name, display_safe_string(value),
                   (long long)s->low, (long long)s->high);
    }
    return false;
}

bool reader_number(const setting *s, const char *name, const char *value, options *into)
{
    return read_whole(s, name, value, member(s, into));
}

bool reader_retries(const setting *s, const char *name, const char *value, options *into)
{
    int64_t number;
    if (!read_whole(s, name, value, &number)) {
        return false;
    }
    into->retries = (uint8_t)number;
    return true;
}

bool reader_page_size(const setting *s, const char *name, const char *value, options *into)
{
    int64_t number;
    if (!read_whole(s, name, value, &number)) {
        return false;
    }
    into->filter.page_size = (uint16_t)number;
    return true;
}

bool reader_seconds(const setting *s, const char *name, const char *value, options *into)
{
    ymr_decimal seconds;
    int64_t ms;

    if (ymr_decimal_parse(value, strlen(value), &seconds) != YMR_OK ||
        ymr_decimal_scaled(seconds, 3, &ms) != YMR_OK || ms < 0 || ms > s->high) {
        note_error("%s: \"%s\" is not a number of seconds from 0 (no deadline) to %lld, to the millisecond",
                   name, display_safe_string(value), (long long)(s->high / 1000));
        return false;
    }
    *(uint32_t *)member(s, into) = (uint32_t)ms;
    into->timeout_given |= s->offset == offsetof(options, timeout_ms);
    return true;
}

bool reader_day(const setting *s, const char *name, const char *value, options *into)
{
    int64_t unix_ms;
    if (ymr_time_parse_day(value, strlen(value), &unix_ms) != YMR_OK) {
        note_error("%s: \"%s\" is not a day: give YYYY-MM-DD, such as 2026-07-01", name,
                   display_safe_string(value));
        return false;
    }
    *(const char **)member(s, into) = value;
    return true;
}

bool readers_word(const char **list, ymr_text *word)
{
    if (*list == NULL) {
        return false;
    }
    const char *const comma = strchr(*list, ',');
    word->bytes = *list;
    word->length = comma == NULL ? strlen(*list) : (size_t)(comma - *list);
    *list = comma == NULL ? NULL : comma + 1;
    return true;
}

bool reader_orders(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; readers_word(&list, &word);) {
        int64_t id;
        if (ymr_integer_parse(word.bytes, word.length, &id) != YMR_OK || id < s->low) {
            note_error("%s: \"%s\" is not an order's id: give whole numbers, commas between them", name,
                       display_safe(word));
            return false;
        }
        if (into->filter.order_count == MAX_ORDERS) {
            note_error("%s: more than %d orders: the Market takes no more in one call", name, MAX_ORDERS);
            return false;
        }
        into->orders[into->filter.order_count++] = id;
    }
    into->filter.order_ids = into->orders;
    return true;
}

static const char *all_names(const ymr_names *names)
{
    static char list[NAMES_SIZE];
    out to = {-1, list, sizeof list - 1, 0, 0};
    for (int i = 0; i < names->count; i++) {
        out_text(&to, i == 0 ? "" : ", ");
        out_text(&to, ymr_enum_name(names, i + 2));
    }
    list[to.used] = '\0';
    return list;
}

/* Names are taken in small letters, too. */
static int find_name(const ymr_names *names, ymr_text word)
{
    char upper[NAME_SIZE];
    if (word.length > sizeof upper) {
        return 1;
    }
    for (size_t i = 0; i < word.length; i++) {
        const char c = word.bytes[i];
        upper[i] = c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
    }
    return ymr_enum_value(names, (ymr_text){upper, word.length});
}

bool options_name(const char *name, const char *word, const ymr_names *names, int *constant)
{
    *constant = find_name(names, display_view(word));
    if (*constant < 2) {
        note_error("%s: \"%s\" is not known; known are %s", name, display_safe_string(word),
                   all_names(names));
        return false;
    }
    return true;
}

bool readers_mask(const ymr_names *names, const char *name, const char *value, uint32_t *mask)
{
    ymr_text word;
    for (const char *list = value; readers_word(&list, &word);) {
        const int constant = find_name(names, word);
        if (constant < 2) {
            note_error("%s: \"%s\" is not known; known are %s", name, display_safe(word), all_names(names));
            return false;
        }
        *mask |= YMR_BIT(constant);
    }
    return true;
}

bool reader_refund(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return readers_mask(&ymr_refund_status_names, name, value, &into->filter.refund_statuses);
}

bool reader_shipment(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return readers_mask(&ymr_shipment_status_names, name, value, &into->filter.shipment_statuses);
}
