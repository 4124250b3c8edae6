#include "readers.h"

#include <string.h>

#include "notes.h"
#include "ymr/decimal.h"
#include "ymr/time.h"

/* Decisions: each option belongs to the item that --and has begun last. */

static ymr_item_decision *decided(options *into)
{
    return &into->decided[into->decided_count];
}

bool reader_and(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    (void)value;
    if (into->word_count != 4 + 2 * into->decided_count) {
        note_error("%s stands between items: ITEM DECISION %s ITEM DECISION", name, name);
        return false;
    }
    if (into->decided_count + 1 == MAX_DECISIONS) {
        note_error("%s: more than %d items: decide the rest with another command", name, MAX_DECISIONS);
        return false;
    }
    into->decided_count++;
    return true;
}

bool reader_reason(const setting *s, const char *name, const char *value, options *into)
{
    int constant;
    (void)s;
    if (!options_name(name, value, &ymr_decision_reason_names, &constant)) {
        return false;
    }
    decided(into)->reason = (ymr_decision_reason)constant;
    return true;
}

bool reader_comment(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    (void)name;
    decided(into)->comment = display_view(value);
    return true;
}

bool reader_compensation(const setting *s, const char *name, const char *value, options *into)
{
    const char *const colon = strchr(value, ':');
    ymr_money *const money = &decided(into)->compensation;
    (void)s;
    if (colon == NULL || ymr_decimal_parse(value, (size_t)(colon - value), &money->value) != YMR_OK) {
        note_error("%s: \"%s\" is no amount with its currency: give one such as 149.50:RUR", name,
                   display_safe_string(value));
        return false;
    }
    money->currency = display_view(colon + 1);
    money->present = true;
    return true;
}

/* A variable that was set long ago must not turn a decision that is sent now into one that is kept. */
bool reader_journal(const setting *s, const char *name, const char *value, options *into)
{
    if (value[0] == '\0') {
        note_error("%s: the value is empty", name);
        return false;
    }
    into->journal = value;
    into->journal_given = name == s->name;
    return true;
}

bool reader_created(const setting *s, const char *name, const char *value, options *into)
{
    int16_t offset;
    (void)s;
    if (ymr_time_parse_iso(value, strlen(value), &into->created_ms, &offset) != YMR_OK) {
        note_error("%s: \"%s\" is no date of the API: give one such as 2026-11-20T13:59:14+03:00", name,
                   display_safe_string(value));
        return false;
    }
    into->created_given = true;
    return true;
}

/* Chats and reports. */

bool reader_chat_status(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return readers_mask(&ymr_chat_status_names, name, value, &into->chats.statuses);
}

bool reader_chat_type(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return readers_mask(&ymr_chat_type_names, name, value, &into->chats.types);
}

bool reader_context(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return readers_mask(&ymr_chat_context_names, name, value, &into->chats.context_types);
}

bool reader_returns(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; readers_word(&list, &word);) {
        int64_t id;
        if (ymr_integer_parse(word.bytes, word.length, &id) != YMR_OK || id < s->low) {
            note_error("%s: \"%s\" is not a return's id: give whole numbers, commas between them", name,
                       display_safe(word));
            return false;
        }
        if (into->return_count == MAX_RETURNS) {
            note_error("%s: more than %d returns: ask in parts", name, MAX_RETURNS);
            return false;
        }
        into->returns[into->return_count++] = id;
    }
    return true;
}

bool reader_format(const setting *s, const char *name, const char *value, options *into)
{
    int constant;
    (void)s;
    if (!options_name(name, value, &ymr_report_format_names, &constant)) {
        return false;
    }
    into->format = (ymr_report_format)constant;
    return true;
}

/* New returns. */

bool reader_item(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    if (into->item_count == YMR_MAX_NEW_ITEMS) {
        note_error("%s: more than %d items: the Market takes no more in one call", name, YMR_MAX_NEW_ITEMS);
        return false;
    }
    into->items[into->item_count++] = value;
    return true;
}

bool reader_picture(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    if (into->item_count == 0) {
        note_error("%s stands behind the --item that it belongs to", name);
        return false;
    }
    if (into->picture_count == MAX_PICTURES) {
        note_error("%s: more than %d pictures", name, MAX_PICTURES);
        return false;
    }
    into->pictures[into->picture_count] = display_view(value);
    into->picture_items[into->picture_count++] = into->item_count - 1;
    return true;
}

bool reader_points(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; readers_word(&list, &word);) {
        int64_t id;
        if (ymr_integer_parse(word.bytes, word.length, &id) != YMR_OK || id < s->low) {
            note_error("%s: \"%s\" is not a point's id: give whole numbers, commas between them", name,
                       display_safe(word));
            return false;
        }
        if (into->point_count == YMR_MAX_POINTS) {
            note_error("%s: more than %d points: ask in parts", name, YMR_MAX_POINTS);
            return false;
        }
        into->points[into->point_count++] = id;
    }
    return true;
}

/* @return false: the user has been told */
static bool read_range(const char *name, ymr_text word, ymr_cidr *range)
{
    const ymr_status status = ymr_cidr_parse(word, range);
    if (status == YMR_E_RANGE) {
        note_error("%s: \"%s\" has bits behind its prefix: give the range's first address, or /32 for one",
                   name, display_safe(word));
    } else if (status != YMR_OK) {
        note_error("%s: \"%s\" is no address and no range: give such as 5.45.207.0/25 or 2a02:6b8::/32", name,
                   display_safe(word));
    }
    return status == YMR_OK;
}

static bool read_ranges(const char *name, const char *value, ymr_cidr *ranges, unsigned *count)
{
    ymr_text word;
    for (const char *list = value; readers_word(&list, &word);) {
        if (*count == MAX_RANGES) {
            note_error("%s: more than %d ranges", name, MAX_RANGES);
            return false;
        }
        if (!read_range(name, word, &ranges[*count])) {
            return false;
        }
        (*count)++;
    }
    return true;
}

bool reader_allow(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_ranges(name, value, into->allow, &into->allow_count);
}

bool reader_proxies(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_ranges(name, value, into->proxies, &into->proxy_count);
}
