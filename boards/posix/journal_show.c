#include "journal_show.h"

#include <stdio.h>

#include "display.h"
#include "json_out.h"
#include "port/posix/ymr_posix.h"
#include "show.h"
#include "terminal.h"

enum { STATE_WIDTH = 18, INDENT = 6 };

/* What is to be said of it. */

bool journal_is_unknown(const ymr_journal_entry *entry)
{
    const ymr_status last = entry->learnt.status;
    const bool untold = entry->doubtful || last == YMR_PENDING || last == YMR_E_OUTCOME_UNKNOWN;

    if (entry->state == YMR_JOURNAL_SENT) {
        return untold;
    }
    switch (ymr_delivery_reason_of(entry)) {
    case YMR_DELIVERY_DIFFERS:
    case YMR_DELIVERY_UNTOLD:
    case YMR_DELIVERY_SENDS:
        return true;
    case YMR_DELIVERY_OVERDUE:
        return entry->learnt.sends != 0 && untold;
    default:
        return false;
    }
}

static meaning meaning_of(const ymr_journal_entry *entry)
{
    switch (entry->state) {
    case YMR_JOURNAL_SETTLED:
        return MEANING_GOOD;
    case YMR_JOURNAL_WORKER:
        return MEANING_WAITING;
    case YMR_JOURNAL_REFUSED:
        return MEANING_BAD;
    default:
        return MEANING_NONE;
    }
}

/* What the worker has to do, with the ids that the command needs; "": nothing. */
static void put_advice(out *to, const ymr_journal_entry *entry)
{
    const long long order_id = entry->order_id, return_id = entry->return_id;
    const unsigned long long id = entry->id;

    switch (entry->state) {
    case YMR_JOURNAL_APPENDED:
    case YMR_JOURNAL_SENT:
        out_text(to, journal_is_unknown(entry) ? "ymr journal flush looks up what became of it"
                                               : "ymr journal flush delivers it");
        return;
    case YMR_JOURNAL_REFUSED:
        out_format(to, "see ymr decisions %lld, and decide anew if it still waits", return_id);
        return;
    case YMR_JOURNAL_WORKER:
        if (ymr_delivery_reason_of(entry) == YMR_DELIVERY_OLDER) {
            out_text(to, "finish the older record first; then ");
        }
        if (return_id != 0) {
            out_format(to, "see ymr return %lld %lld, then ", order_id, return_id);
        }
        out_format(to, "ymr journal ack %llu, and decide anew if it still waits", id);
        return;
    default:
        return;
    }
}

static const char *reason_of(const ymr_journal_entry *entry)
{
    return ymr_delivery_reason_text(ymr_delivery_reason_of(entry));
}

const char *journal_span(int64_t ms, char text[24])
{
    const long long seconds = (ms < 0 ? -ms : ms) / 1000;

    if (seconds < 120) {
        snprintf(text, 24, "%lld s", seconds);
    } else if (seconds < 120 * 60) {
        snprintf(text, 24, "%lld min", seconds / 60);
    } else if (seconds < 72 * 3600) {
        snprintf(text, 24, "%lld h", seconds / 3600);
    } else {
        snprintf(text, 24, "%lld days", seconds / 86400);
    }
    return text;
}

static int64_t now(void)
{
    const ymr_clock clock = ymr_posix_clock();
    int64_t unix_ms;
    (void)clock.now(clock.context, &unix_ms);
    return unix_ms;
}

/* For people. */

static void put_moment(out *to, int64_t unix_ms)
{
    const ymr_civil at = ymr_time_civil(unix_ms, 0);
    out_format(to, "%04d-%02u-%02u %02u:%02u UTC", (int)at.year, at.month, at.day, at.hour, at.minute);
}

static void put_deadline(out *to, const ymr_journal_entry *entry)
{
    char span[24];
    const int64_t left = entry->deadline_ms - now();
    if (entry->deadline_ms == YMR_JOURNAL_NO_TIME || ymr_journal_is_finished(entry->state)) {
        return;
    }
    out_text(to, ", until ");
    put_moment(to, entry->deadline_ms);
    out_format(to, left > 0 ? " (in %s)" : " (%s ago)", journal_span(left, span));
}

static void put_title(out *to, const ymr_journal_entry *entry, const ymr_journal_submit *submit)
{
    char span[24];
    const char *const state = ymr_journal_state_text(entry->state);

    out_format(to, "%4llu  ", (unsigned long long)entry->id);
    terminal_paint(to, meaning_of(entry));
    out_text(to, state);
    terminal_plain(to, meaning_of(entry));
    out_blanks(to, STATE_WIDTH - display_width(display_view(state)));
    out_format(to, "return %lld of order %lld", (long long)entry->return_id, (long long)entry->order_id);
    if (submit != NULL && submit->made_ms != YMR_JOURNAL_NO_TIME) {
        out_format(to, ", made %s ago", journal_span(now() - submit->made_ms, span));
    }
    put_deadline(to, entry);
    out_text(to, "\n");
}

static void put_items(out *to, const ymr_journal_submit *submit)
{
    char money[40];
    for (size_t i = 0; i < submit->decisions.count; i++) {
        const ymr_item_decision *const item = &submit->decisions.items[i];
        out_blanks(to, INDENT);
        out_format(to, "item %lld: %s", (long long)item->return_item_id,
                   ymr_enum_name(&ymr_decision_type_names, (int)item->type));
        if (item->reason != YMR_DECISION_REASON_ABSENT) {
            out_format(to, ", %s", ymr_enum_name(&ymr_decision_reason_names, (int)item->reason));
        }
        if (show_money(&item->compensation, money)) {
            out_format(to, ", %s", money);
        }
        out_text(to, "\n");
    }
}

static void put_learnt(out *to, const ymr_journal_entry *entry)
{
    const ymr_journal_learnt *const learnt = &entry->learnt;

    if (learnt->sends == 0 && !learnt->author_unknown && !entry->doubtful && reason_of(entry)[0] == '\0') {
        return;
    }
    out_blanks(to, INDENT);
    out_text(to, learnt->sends == 0 ? "not sent" : learnt->sends == 1 ? "sent once" : "sent ");
    if (learnt->sends > 1) {
        out_format(to, "%u times", (unsigned)learnt->sends);
    }
    if (learnt->http_status != 0) {
        out_format(to, ", answered HTTP %u", learnt->http_status);
    }
    if (learnt->code[0] != '\0') {
        out_format(to, " %s", display_safe_string(learnt->code));
    }
    if (journal_is_unknown(entry) && entry->state == YMR_JOURNAL_SENT) {
        out_text(to, ", what became of it is not known");
    }
    if (learnt->author_unknown) {
        out_text(to, ", the Market has this decision, from this program or from somebody else");
    }
    if (reason_of(entry)[0] != '\0') {
        out_format(to, ": %s", reason_of(entry));
    }
    out_text(to, "\n");
}

void journal_show(out *to, const ymr_journal_entry *entry, const ymr_journal_submit *submit)
{
    put_title(to, entry, submit);
    if (submit != NULL) {
        put_items(to, submit);
    }
    put_learnt(to, entry);
    const bool advised = entry->state == YMR_JOURNAL_WORKER || entry->state == YMR_JOURNAL_REFUSED ||
                         (submit != NULL && !ymr_journal_is_finished(entry->state));
    if (advised) {
        out_blanks(to, INDENT);
        put_advice(to, entry);
        out_text(to, "\n");
    }
}

/* For scripts. */

static const char *name_of(ymr_journal_state state)
{
    switch (state) {
#define STATE(name, value, text) \
    case YMR_JOURNAL_##name:     \
        return #name;
        YMR_JOURNAL_STATE_LIST(STATE)
#undef STATE
    }
    return "UNKNOWN";
}

static void member_text(out *to, const char *key, const char *value)
{
    if (value[0] != '\0') {
        out_format(to, ",\"%s\":", key);
        json_string(to, display_view(value));
    }
}

static void member_time(out *to, const char *key, int64_t unix_ms)
{
    char text[YMR_TIME_SIZE];
    if (unix_ms != YMR_JOURNAL_NO_TIME && ymr_time_write_iso(unix_ms, 0, text) != 0) {
        out_format(to, ",\"%s\":\"%s\"", key, text);
    }
}

static void member_money(out *to, const ymr_money *money)
{
    char digits[YMR_DECIMAL_SIZE];
    if (money->present) {
        ymr_decimal_write(money->value, digits);
        out_format(to, ",\"compensation\":{\"value\":%s,\"currencyId\":", digits);
        json_string(to, money->currency);
        out_text(to, "}");
    }
}

static void json_items(out *to, const ymr_journal_submit *submit)
{
    out_text(to, ",\"returnItemDecisions\":[");
    for (size_t i = 0; i < submit->decisions.count; i++) {
        const ymr_item_decision *const item = &submit->decisions.items[i];
        out_format(to, "%s{\"returnItemId\":%lld", i == 0 ? "" : ",", (long long)item->return_item_id);
        member_text(to, "decisionType", ymr_enum_name(&ymr_decision_type_names, (int)item->type));
        if (item->reason != YMR_DECISION_REASON_ABSENT) {
            member_text(to, "decisionReasonType",
                        ymr_enum_name(&ymr_decision_reason_names, (int)item->reason));
        }
        if (item->comment.bytes != NULL) {
            out_text(to, ",\"comment\":");
            json_string(to, item->comment);
        }
        member_money(to, &item->compensation);
        out_text(to, "}");
    }
    out_text(to, "]");
}

static void json_learnt(out *to, const ymr_journal_entry *entry)
{
    const ymr_journal_learnt *const learnt = &entry->learnt;

    out_format(to, ",\"sends\":%u", (unsigned)learnt->sends);
    member_time(to, "lastSend", learnt->last_send_ms);
    if (learnt->http_status != 0) {
        out_format(to, ",\"httpStatus\":%u", learnt->http_status);
    }
    member_text(to, "code", learnt->code);
    out_format(to, ",\"outcomeUnknown\":%s,\"authorUnknown\":%s,\"damaged\":%s",
               journal_is_unknown(entry) ? "true" : "false", learnt->author_unknown ? "true" : "false",
               entry->damaged ? "true" : "false");
}

void journal_json(out *to, const ymr_journal_entry *entry, const ymr_journal_submit *submit)
{
    char advice[400];
    out line = {-1, advice, sizeof advice - 1, 0, 0};

    out_format(to, "{\"record\":%llu,\"state\":\"%s\",\"campaignId\":%lld", (unsigned long long)entry->id,
               name_of(entry->state), (long long)entry->campaign_id);
    out_format(to, ",\"orderId\":%lld,\"returnId\":%lld", (long long)entry->order_id,
               (long long)entry->return_id);
    if (submit != NULL) {
        member_time(to, "made", submit->made_ms);
    }
    if (submit != NULL && submit->made_ms != YMR_JOURNAL_NO_TIME) {
        out_format(to, ",\"ageSeconds\":%lld", (long long)((now() - submit->made_ms) / 1000));
    }
    member_time(to, "deadline", entry->deadline_ms);
    if (submit != NULL) {
        json_items(to, submit);
    }
    json_learnt(to, entry);
    member_text(to, "reason", reason_of(entry));
    put_advice(&line, entry);
    advice[line.used] = '\0';
    member_text(to, "toDo", advice);
    out_text(to, "}\n");
}
