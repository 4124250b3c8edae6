#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "exits.h"
#include "help.h"
#include "notes.h"
#include "out.h"
#include "ymr/decimal.h"
#include "ymr/time.h"

#ifndef YMR_VERSION
#define YMR_VERSION "0.1.0"
#endif

enum { NAMES_SIZE = 1024, NAME_SIZE = 64 };

/* Readers: one a kind of value. Each tells the user what it would have taken. */

static void *member(const setting *s, options *into)
{
    return (char *)into + s->offset;
}

static bool read_switch(const setting *s, const char *name, const char *value, options *into)
{
    (void)name;
    (void)value;
    *(bool *)member(s, into) = true;
    return true;
}

static bool read_text(const setting *s, const char *name, const char *value, options *into)
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

static bool read_number(const setting *s, const char *name, const char *value, options *into)
{
    return read_whole(s, name, value, member(s, into));
}

static bool read_retries(const setting *s, const char *name, const char *value, options *into)
{
    int64_t number;
    if (!read_whole(s, name, value, &number)) {
        return false;
    }
    into->retries = (uint8_t)number;
    return true;
}

static bool read_page_size(const setting *s, const char *name, const char *value, options *into)
{
    int64_t number;
    if (!read_whole(s, name, value, &number)) {
        return false;
    }
    into->filter.page_size = (uint16_t)number;
    return true;
}

static bool read_seconds(const setting *s, const char *name, const char *value, options *into)
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

static bool read_day(const setting *s, const char *name, const char *value, options *into)
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

/* Cuts the next word out of a comma-separated list. */
static bool next_word(const char **list, ymr_text *word)
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

static bool read_orders(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; next_word(&list, &word);) {
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
    for (unsigned i = 0; i < names->count; i++) {
        out_text(&to, i == 0 ? "" : ", ");
        out_text(&to, names->names[i]);
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
        note_error("%s: \"%s\" is not known; known are %s", name, display_safe_string(word), all_names(names));
        return false;
    }
    return true;
}

static bool read_names(const ymr_names *names, const char *name, const char *value, uint32_t *mask)
{
    ymr_text word;
    for (const char *list = value; next_word(&list, &word);) {
        const int constant = find_name(names, word);
        if (constant < 2) {
            note_error("%s: \"%s\" is not known; known are %s", name, display_safe(word), all_names(names));
            return false;
        }
        *mask |= YMR_BIT(constant);
    }
    return true;
}

static bool read_refund(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_names(&ymr_refund_status_names, name, value, &into->filter.refund_statuses);
}

static bool read_shipment(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_names(&ymr_shipment_status_names, name, value, &into->filter.shipment_statuses);
}

/* What it may be is known when the command is. */
static bool read_late_type(options *into)
{
    const bool operation = into->command->bit == FOR_OPERATION;
    int constant;

    if (into->type == NULL) {
        return true;
    }
    if (!options_name("--type", into->type, operation ? &ymr_operation_type_names : &ymr_return_type_names,
                      &constant)) {
        return false;
    }
    if (operation) {
        into->operation_type = (ymr_operation_type)constant;
    } else {
        into->filter.type = (ymr_return_type)constant;
    }
    return true;
}

/* Decisions: each option belongs to the item that --and has begun last. */

static ymr_item_decision *decided(options *into)
{
    return &into->decided[into->decided_count];
}

static bool read_and(const setting *s, const char *name, const char *value, options *into)
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

static bool read_reason(const setting *s, const char *name, const char *value, options *into)
{
    int constant;
    (void)s;
    if (!options_name(name, value, &ymr_decision_reason_names, &constant)) {
        return false;
    }
    decided(into)->reason = (ymr_decision_reason)constant;
    return true;
}

static bool read_comment(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    (void)name;
    decided(into)->comment = display_view(value);
    return true;
}

static bool read_compensation(const setting *s, const char *name, const char *value, options *into)
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

/* Chats and reports. */

static bool read_chat_status(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_names(&ymr_chat_status_names, name, value, &into->chats.statuses);
}

static bool read_chat_type(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_names(&ymr_chat_type_names, name, value, &into->chats.types);
}

static bool read_context(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_names(&ymr_chat_context_names, name, value, &into->chats.context_types);
}

static bool read_returns(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; next_word(&list, &word);) {
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

static bool read_format(const setting *s, const char *name, const char *value, options *into)
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

static bool read_item(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    if (into->item_count == YMR_MAX_NEW_ITEMS) {
        note_error("%s: more than %d items: the Market takes no more in one call", name, YMR_MAX_NEW_ITEMS);
        return false;
    }
    into->items[into->item_count++] = value;
    return true;
}

static bool read_picture(const setting *s, const char *name, const char *value, options *into)
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

static bool read_points(const setting *s, const char *name, const char *value, options *into)
{
    ymr_text word;
    for (const char *list = value; next_word(&list, &word);) {
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
        note_error("%s: \"%s\" has bits behind its prefix: give the range's first address, or /32 for one", name,
                   display_safe(word));
    } else if (status != YMR_OK) {
        note_error("%s: \"%s\" is no address and no range: give such as 5.45.207.0/25 or 2a02:6b8::/32", name,
                   display_safe(word));
    }
    return status == YMR_OK;
}

static bool read_ranges(const char *name, const char *value, ymr_cidr *ranges, unsigned *count)
{
    ymr_text word;
    for (const char *list = value; next_word(&list, &word);) {
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

static bool read_allow(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_ranges(name, value, into->allow, &into->allow_count);
}

static bool read_proxies(const setting *s, const char *name, const char *value, options *into)
{
    (void)s;
    return read_ranges(name, value, into->proxies, &into->proxy_count);
}

/* The rows, in the order in which help shows them. */

#define MEMBER(name) offsetof(options, name)
#define LONGEST_MS INT64_C(1000000000)

const setting settings[] = {
    {"--type", "TYPE", NULL, FOR_RETURNS | FOR_REPORT | FOR_OPERATION, 0, read_text, MEMBER(type), 0, 0,
     "RETURN or UNREDEEMED (non-purchases), both unless given; of an operation, RETURN_CANCELLATION unless given"},
    {"--status", "S,…", NULL, FOR_RETURNS, 0, read_refund, 0, 0, 0,
     "refund statuses, such as WAITING_FOR_DECISION"},
    {"--shipment", "S,…", NULL, FOR_RETURNS | FOR_REPORT, 0, read_shipment, 0, 0, 0,
     "shipment statuses, such as READY_FOR_PICKUP"},
    {"--order", "ID,…", NULL, FOR_RETURNS | FOR_CHAT_LIST | FOR_ORDERS | FOR_CREATE | FOR_CANCEL, 0, read_orders, 0, 1, INT64_MAX,
     "of these orders, at most 50; create and cancel take one"},
    {"--from", "DATE", NULL, FOR_RETURNS | FOR_REPORT, 0, read_day, MEMBER(filter.from_day), 0, 0,
     "changed on that day or later, YYYY-MM-DD"},
    {"--to", "DATE", NULL, FOR_RETURNS | FOR_REPORT, 0, read_day, MEMBER(filter.to_day), 0, 0,
     "changed on that day or earlier"},
    {"--limit", "N", NULL, FOR_RETURNS | FOR_ORDERS | FOR_CHAT_LIST | FOR_CHAT_HISTORY | FOR_CAMPAIGNS, 0,
     read_number, MEMBER(limit), 1, INT64_MAX, "at most N of them"},
    {"--page-size", "N", NULL, FOR_RETURNS | FOR_ORDERS | FOR_CHAT_LIST | FOR_CHAT_HISTORY | FOR_CAMPAIGNS, 0,
     read_page_size, 0, 1, 100, "ask for N at a time, 1 to 100"},
    {"--follow", "SECONDS", NULL, FOR_RETURNS, 0, read_number, MEMBER(follow), 1, 86400,
     "then ask again so often and print what has changed"},
    {"--listen", "ADDRESS:PORT", NULL, FOR_NOTIFY, 0, read_text, MEMBER(listen), 0, 0,
     "where to listen: 127.0.0.1:8080, [::1]:8080; needed"},
    {"--name", "NAME", NULL, FOR_NOTIFY, 0, read_text, MEMBER(name), 0, 0,
     "what this integration calls itself; ymr"},
    {"--allow", "CIDR,…", NULL, FOR_NOTIFY, 0, read_allow, 0, 0, 0,
     "who may call; the Market's own three ranges"},
    {"--trusted-proxy", "CIDR,…", NULL, FOR_NOTIFY, 0, read_proxies, 0, 0, 0,
     "whose X-Forwarded-For is believed; nobody's"},
    {"--output", "FILE", NULL, FOR_PHOTO | FOR_APPLICATION | FOR_REPORT, 'o', read_text, MEMBER(output), 0, 0,
     "where it goes; - is standard output"},
    {"--directory", "DIR", NULL, FOR_PHOTOS, 'd', read_text, MEMBER(directory), 0, 0,
     "where the photos go, made if it is missing; else here"},
    {"--reason", "R", NULL, FOR_DECIDE, 0, read_reason, 0, 0, 0,
     "why the refund is declined, such as DEVICE_ACTIVATED"},
    {"--comment", "TEXT", NULL, FOR_DECIDE, 0, read_comment, 0, 0, 0, "for the buyer"},
    {"--compensation", "SUM:CURRENCY", NULL, FOR_DECIDE, 0, read_compensation, 0, 0, 0,
     "of a PARTIAL_MONEY_REFUND, such as 149.50:RUR"},
    {"--and", NULL, NULL, FOR_DECIDE, 0, read_and, 0, 0, 0,
     "one more item: ITEM DECISION and its options follow"},
    {"--deprecated", NULL, NULL, FOR_DECIDE | FOR_ORDERS | FOR_ORDER | FOR_COST, 0, read_switch, MEMBER(deprecated), 0, 0,
     "the older calls; of decide for DBS: select, then confirm"},
    {"--page-token", "TOKEN", NULL, FOR_ORDERS, 0, read_text, MEMBER(page_token), 0, 0,
     "go on there: a call that breaks off names it"},
    {"--external-id", "ID", NULL, FOR_CREATE, 0, read_text, MEMBER(external_id), 0, 0,
     "the store's own id of the new return"},
    {"--item", "ITEM", NULL, FOR_CREATE | FOR_DELIVERY_OPTIONS, 0, read_item, 0, 0, 0,
     "OFFER:COUNT:REASON:SUBREASON[:COMMENT], or OFFER:COUNT"},
    {"--picture", "URL", NULL, FOR_CREATE, 0, read_picture, 0, 0, 0, "of the --item before it, at most 10 of each"},
    {"--point", "ID,…", NULL, FOR_CREATE | FOR_DELIVERY_OPTIONS, 0, read_points, 0, 1, INT64_MAX,
     "pickup point, one to create, at most 20 to ask for"},
    {"--first-name", "NAME", NULL, FOR_CREATE, 0, read_text, MEMBER(first_name), 0, 0, "the buyer's"},
    {"--last-name", "NAME", NULL, FOR_CREATE, 0, read_text, MEMBER(last_name), 0, 0, "the buyer's"},
    {"--middle-name", "NAME", NULL, FOR_CREATE, 0, read_text, MEMBER(middle_name), 0, 0, "the buyer's"},
    {"--phone", "NUMBER", NULL, FOR_CREATE, 0, read_text, MEMBER(phone), 0, 0, "the buyer's: + and digits"},
    {"--wait", NULL, NULL, FOR_CANCEL, 0, read_switch, MEMBER(wait), 0, 0, "until the return is cancelled, or not"},
    {"--return", "ID,…", NULL, FOR_CHAT_LIST, 0, read_returns, 0, 1, INT64_MAX,
     "about these returns, at most 50"},
    {"--context", "C,…", NULL, FOR_CHAT_LIST, 0, read_context, 0, 0, 0, 
     "about an ORDER, a RETURN, or DIRECT"},
    {"--chat-type", "T,…", NULL, FOR_CHAT_LIST, 0, read_chat_type, 0, 0, 0,
     "CHAT with buyers, ARBITRAGE with the arbiter; both unless given"},
    {"--chat-status", "S,…", NULL, FOR_CHAT_LIST, 0, read_chat_status, 0, 0, 0,
     "whose turn it is, such as WAITING_FOR_PARTNER"},
    {"--since", "MESSAGE", NULL, FOR_CHAT_HISTORY, 0, read_number, MEMBER(from_message), 1, INT64_MAX,
     "that message and those behind it"},
    {"--format", "F", NULL, FOR_REPORT, 0, read_format, 0, 0, 0,
     "FILE (a workbook), CSV or JSON; FILE unless given"},
    {"--id", "REPORT", NULL, FOR_REPORT, 0, read_text, MEMBER(report_id), 0, 0,
     "wait for a report that was started before"},
    {"--stats", NULL, NULL, FOR_DECODE, 0, read_switch, MEMBER(stats), 0, 0,
     "bytes, tokens, returns and items on standard error"},
    {"--campaign", "ID", "YMR_CAMPAIGN", FOR_ALL, 0, read_number, MEMBER(campaign), 1, INT64_MAX,
     "the store's campaign"},
    {"--business", "ID", "YMR_BUSINESS", FOR_ALL, 0, read_number, MEMBER(business), 1, INT64_MAX,
     "the store's business"},
    {"--base-url", "URL", "YMR_BASE_URL", FOR_ALL, 0, read_text, MEMBER(base_url), 0, 0,
     "another server; http:// only on this machine"},
    {"--ca", "FILE", "YMR_CA", FOR_ALL, 0, read_text, MEMBER(ca), 0, 0,
     "trusted certificates in PEM, else the system's"},
    {"--key-file", "FILE", NULL, FOR_ALL, 0, read_text, MEMBER(key_file), 0, 0,
     "file with the API key, else YMR_API_KEY"},
    {"--timeout", "S", NULL, FOR_ALL, 0, read_seconds, MEMBER(timeout_ms), 0, LONGEST_MS,
     "longest time of one call, all its tries; 0: no limit"},
    {"--connect-timeout", "S", NULL, FOR_ALL, 0, read_seconds, MEMBER(connect_ms), 0, LONGEST_MS,
     "longest time until a connection is there; 10"},
    {"--retries", "N", NULL, FOR_ALL, 0, read_retries, 0, 0, 20,
     "further tries when a call that may be repeated fails; 2"},
    {"--session", "FILE", NULL, FOR_ALL, 0, read_text, MEMBER(session), 0, 0,
     "keeps the TLS session there between runs"},
    {"--proxy", "URL", NULL, FOR_ALL, 0, read_text, MEMBER(proxy), 0, 0,
     "http://[user:password@]host:port, else HTTPS_PROXY"},
    {"--json", NULL, NULL, FOR_ALL, 0, read_switch, MEMBER(json), 0, 0,
     "one JSON object a line, the API's own field names"},
    {"--no-color", NULL, NULL, FOR_ALL, 0, read_switch, MEMBER(no_color), 0, 0,
     "no colour on a terminal; NO_COLOR does the same"},
    {"--no-progress", NULL, NULL, FOR_ALL, 0, read_switch, MEMBER(no_progress), 0, 0, "no progress bar"},
    {"--verbose", NULL, NULL, FOR_ALL, 'v', read_switch, MEMBER(verbose), 0, 0,
     "say what happens on the network"},
    {"--quiet", NULL, NULL, FOR_ALL, 'q', read_switch, MEMBER(quiet), 0, 0, "say nothing but errors"},
    {"--version", NULL, NULL, FOR_ALL, 0, read_switch, MEMBER(version), 0, 0, "the version"},
    {"--help", NULL, NULL, FOR_ALL, 'h', read_switch, MEMBER(help), 0, 0,
     "this text, or with a command what it takes"},
};
const unsigned setting_count = sizeof settings / sizeof settings[0];

/* The command line. */

typedef struct line {
    options *into;
    char **words;
    int count;
    int next;
    bool given[sizeof settings / sizeof settings[0]];
    bool only_words;   /* behind -- */
    const char *group; /* first word of a command of two */
} line;

static bool is_long(const setting *row, ymr_text name)
{
    return strlen(row->name) == name.length && memcmp(row->name, name.bytes, name.length) == 0;
}

static const setting *find_setting(ymr_text name)
{
    for (unsigned i = 0; i < setting_count; i++) {
        const bool is_letter =
            name.length == 2 && settings[i].letter != '\0' && settings[i].letter == name.bytes[1];
        if (is_letter || is_long(&settings[i], name)) {
            return &settings[i];
        }
    }
    return NULL;
}

static bool unknown_option(ymr_text name)
{
    const char *const shown = display_safe(name);
    const char *const nearest = help_nearest_setting(shown);
    if (nearest != NULL) {
        note_error("unknown option %s: did you mean %s? See ymr --help", shown, nearest);
    } else {
        note_error("unknown option %s: see ymr --help", shown);
    }
    return false;
}

/* The value stands behind the name's = or letter, or is the next word. */
static bool take_value(line *l, const setting *row, const char *word, const char *attached)
{
    const char *value = attached;
    if (row->value == NULL) {
        if (attached != NULL) {
            note_error("%s takes no value", row->name);
            return false;
        }
    } else if (value == NULL) {
        if (l->next == l->count) {
            note_error("%s needs a value: %s %s", display_safe_string(word), row->name, row->value);
            return false;
        }
        value = l->words[l->next++];
    }
    l->given[row - settings] = true;
    return row->read(row, row->name, value, l->into);
}

static bool take_long(line *l, const char *word)
{
    const char *const sign = strchr(word, '=');
    const ymr_text name = {word, sign == NULL ? strlen(word) : (size_t)(sign - word)};
    const setting *const row = find_setting(name);
    if (row == NULL) {
        return unknown_option(name);
    }
    return take_value(l, row, word, sign == NULL ? NULL : sign + 1);
}

/* -v, -vq, -o FILE, -oFILE */
static bool take_letters(line *l, const char *word)
{
    for (const char *at = word + 1; *at != '\0'; at++) {
        const char name[] = {'-', *at};
        const setting *const row = find_setting((ymr_text){name, 2});
        if (row == NULL) {
            return unknown_option(display_view(word));
        }
        if (row->value != NULL) {
            return take_value(l, row, word, at[1] != '\0' ? at + 1 : NULL);
        }
        if (!take_value(l, row, word, NULL)) {
            return false;
        }
    }
    return true;
}

/* What stands behind the first word of a command of two, and the blank; NULL if that is another word. */
static const char *behind_group(const command *of, const char *group)
{
    const size_t length = strlen(group);
    return strncmp(of->name, group, length) == 0 && of->name[length] == ' ' ? of->name + length + 1 : NULL;
}

static const command *find_command(const char *group, const char *word)
{
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = group == NULL ? commands[i].name : behind_group(&commands[i], group);
        if (name != NULL && strcmp(name, word) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool is_group(const char *word)
{
    for (unsigned i = 0; i < command_count; i++) {
        if (behind_group(&commands[i], word) != NULL) {
            return true;
        }
    }
    return false;
}

static bool unknown_command(const char *group, const char *word)
{
    char whole[NAME_SIZE];
    snprintf(whole, sizeof whole, "%s%s%s", group != NULL ? group : "", group != NULL ? " " : "", word);
    const char *const nearest = help_nearest_command(whole);
    note_error("unknown command \"%s\"%s%s%s: ymr --help lists the commands", display_safe_string(whole),
               nearest != NULL ? ", did you mean \"" : "", nearest != NULL ? nearest : "",
               nearest != NULL ? "\"?" : "");
    return false;
}

static bool take_word(line *l, const char *word)
{
    options *const into = l->into;
    if (into->command != NULL) {
        if (into->word_count == into->command->word_max) {
            note_error("%s: \"%s\" is one word too many: ymr %s %s", into->command->name,
                       display_safe_string(word), into->command->name, into->command->words);
            return false;
        }
        into->words[into->word_count++] = word;
        return true;
    }
    if (l->group == NULL && is_group(word)) {
        l->group = word;
        return true;
    }
    into->command = find_command(l->group, word);
    return into->command != NULL || unknown_command(l->group, word);
}

/* "-" and "-5" are words. */
static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && (word[1] < '0' || word[1] > '9');
}

static bool take(line *l)
{
    const char *const word = l->words[l->next++];
    if (l->only_words || !is_option(word)) {
        return take_word(l, word);
    }
    if (strcmp(word, "--") == 0) {
        l->only_words = true;
        return true;
    }
    return word[1] == '-' ? take_long(l, word) : take_letters(l, word);
}

static bool read_environment(line *l)
{
    for (unsigned i = 0; i < setting_count; i++) {
        const char *const value = settings[i].variable == NULL ? NULL : getenv(settings[i].variable);
        if (value != NULL && value[0] != '\0' && !l->given[i] &&
            !settings[i].read(&settings[i], settings[i].variable, value, l->into)) {
            return false;
        }
    }
    return true;
}

static bool check_places(const line *l)
{
    const command *const chosen = l->into->command;
    for (unsigned i = 0; i < setting_count; i++) {
        if (l->given[i] && (settings[i].commands & chosen->bit) == 0) {
            note_error("%s is no option of %s: see ymr %s --help", settings[i].name, chosen->name,
                       chosen->name);
            return false;
        }
    }
    return true;
}

static bool check_whole(const options *given)
{
    const command *const chosen = given->command;
    if (given->word_count < chosen->word_min) {
        note_error("%s needs %s: see ymr %s --help", chosen->name, chosen->words, chosen->name);
        return false;
    }
    const char *const from = given->filter.from_day;
    const char *const to = given->filter.to_day;
    if (from != NULL && to != NULL && strcmp(from, to) > 0) {
        note_error("--from %s is after --to %s: no return can match", from, to);
        return false;
    }
    if (chosen->needs == NEEDS_BUSINESS) {
        return options_business(given);
    }
    return chosen->needs != NEEDS_CAMPAIGN || options_campaign(given);
}

int options_read(options *into, int count, char **words)
{
    line l = {.into = into, .words = words, .count = count, .next = 1};

    into->base_url = "https://api.partner.market.yandex.ru";
    into->connect_ms = 10000;
    into->retries = 2;
    while (l.next < count) {
        if (!take(&l)) {
            return EXIT_USAGE;
        }
    }
    if (into->help) {
        help_show(into->command);
        return EXIT_DONE;
    }
    if (into->version) {
        out_text(&out_result, "ymr " YMR_VERSION "\n");
        return EXIT_DONE;
    }
    if (into->command == NULL && l.group != NULL) {
        note_error("%s needs one word more: ymr --help lists the commands", l.group);
        return EXIT_USAGE;
    }
    if (into->command == NULL) {
        note_error("no command: ymr --help lists the commands");
        return EXIT_USAGE;
    }
    return check_places(&l) && read_late_type(into) && (into->command->needs == NEEDS_NOTHING || read_environment(&l)) && check_whole(into)
               ? -1
               : EXIT_USAGE;
}

bool options_campaign(const options *given)
{
    if (given->campaign == 0) {
        note_error("no campaign: set YMR_CAMPAIGN or give --campaign ID");
    }
    return given->campaign != 0;
}

bool options_business(const options *given)
{
    if (given->business == 0) {
        note_error("no business: set YMR_BUSINESS or give --business ID");
    }
    return given->business != 0;
}

bool options_id(const char *name, const char *word, int64_t *id)
{
    if (ymr_integer_parse(word, strlen(word), id) == YMR_OK && *id >= 1) {
        return true;
    }
    note_error("%s: \"%s\" is not an id: give a whole number from 1 on", name, display_safe_string(word));
    return false;
}
