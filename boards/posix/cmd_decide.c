#include "commands.h"

#include <stdio.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "session.h"
#include "show.h"
#include "signals.h"

/* What is decided, and on what. */
typedef struct deciding {
    session s;
    const char *subject; /* "return 26839123 of order 58430694721" */
    int64_t order_id, return_id;
    ymr_item_decision items[MAX_DECISIONS];
    ymr_decisions all;
} deciding;

/* The command line. */

static bool read_item(const options *given, unsigned index, ymr_item_decision *item)
{
    const char *const *const words = &given->words[2 + 2 * index];
    int type;

    *item = given->decided[index];
    if (!options_id("ITEM", words[0], &item->return_item_id) ||
        !options_name("DECISION", words[1], &ymr_decision_type_names, &type)) {
        return false;
    }
    item->type = (ymr_decision_type)type;
    return true;
}

static bool read_items(deciding *d, const options *given)
{
    const unsigned count = given->decided_count + 1;
    if (given->word_count != 2 + 2 * count) {
        note_error("decide: an item is ITEM DECISION, and --and stands between two: see ymr decide --help");
        return false;
    }
    for (unsigned i = 0; i < count; i++) {
        if (!read_item(given, i, &d->items[i])) {
            return false;
        }
    }
    d->all = (ymr_decisions){d->items, count};
    return true;
}

/* setReturnDecision knows neither several items nor reasons. */
static bool fits_the_old_way(const deciding *d, const options *given)
{
    if (given->deprecated && d->all.count > 1) {
        note_error("--deprecated takes one item: leave --and out");
        return false;
    }
    if (given->deprecated && d->items[0].reason != YMR_DECISION_REASON_ABSENT) {
        note_error("--deprecated takes no reason: leave --reason out");
        return false;
    }
    return true;
}

static bool read_words(deciding *d, const options *given)
{
    if (!options_id("ORDER", given->words[0], &d->order_id) ||
        !options_id("RETURN", given->words[1], &d->return_id) || !read_items(d, given) ||
        !fits_the_old_way(d, given) || !options_business(given)) {
        return false;
    }
    d->subject = errors_subject("return %lld of order %lld", (long long)d->return_id, (long long)d->order_id);
    return true;
}

/* The check. */

static const char *const remedies[YMR_FINDING_COUNT] = {
    [YMR_FINDING_TOO_LONG] = "shorten the comments",
    [YMR_FINDING_ITEM_TWICE] = "name it once",
    [YMR_FINDING_NO_TYPE] = "`ymr decisions RETURN` lists what can be",
    [YMR_FINDING_NOT_OFFERED] = "`ymr decisions RETURN` lists what is",
    [YMR_FINDING_REASON_MISPLACED] = "leave --reason out",
    [YMR_FINDING_REASON_NOT_OFFERED] = "`ymr decisions RETURN` lists what is",
    [YMR_FINDING_REASON_ADVISED] = "give --reason",
    [YMR_FINDING_COMMENT_UTF8] = "give --comment in UTF-8",
    [YMR_FINDING_COMMENT_COST] = "give --comment",
    [YMR_FINDING_COMMENT_TERM] = "give --comment",
    [YMR_FINDING_COMMENT_WHY] = "give --comment",
    [YMR_FINDING_COMMENT_OFFER] = "give --comment",
    [YMR_FINDING_COMPENSATION_MISSING] = "give --compensation SUM:CURRENCY",
    [YMR_FINDING_COMPENSATION_MISPLACED] = "leave --compensation out",
    [YMR_FINDING_COMPENSATION_CURRENCY] = "give one such as 149.50:RUR",
    [YMR_FINDING_COMPENSATION_NOT_POSITIVE] = "give one such as 149.50:RUR",
    [YMR_FINDING_COMPENSATION_SHARE] = "`ymr decisions RETURN` says how large it may be",
};

static void tell_finding(void *context, const ymr_finding *finding)
{
    const deciding *const d = context;
    const bool error = finding->severity == YMR_SEVERITY_ERROR;
    const char *const remedy = remedies[finding->code];
    char bound[40];
    char line[400];
    out to = {-1, line, sizeof line - 1, 0, 0};

    if (finding->index < d->all.count) {
        out_format(&to, "item %lld: ", (long long)d->items[finding->index].return_item_id);
    }
    out_text(&to, finding->text);
    if (show_money(&finding->bound, bound)) {
        out_format(&to, ": it says %s", bound);
    }
    if (remedy != NULL) {
        out_format(&to, ": %s", remedy);
    }
    line[to.used] = '\0';
    if (error) {
        note_error("%s", line);
    } else {
        note_warning("warning: %s", line);
    }
}

static int check(deciding *d, const ymr_available_decisions *available)
{
    if (ymr_decisions_check(&d->all, available, tell_finding, d) == YMR_OK) {
        return 0;
    }
    note_error("%s: nothing was sent", d->subject);
    return EXIT_USAGE;
}

static int check_offers(deciding *d)
{
    static ymr_available_decisions available;
    const ymr_status status =
        session_run(&d->s, ymr_start_available_decisions(&d->s.client, d->return_id, &available));
    return status == YMR_OK ? check(d, &available) : errors_call(&d->s, status, d->subject);
}

/* What became of it. */

static int tell_result(const deciding *d, const char *outcome)
{
    if (d->s.given->json) {
        out_format(&out_result, "{\"orderId\":%lld,\"returnId\":%lld,\"outcome\":\"%s\"}\n",
                   (long long)d->order_id, (long long)d->return_id, outcome);
    } else {
        for (size_t i = 0; i < d->all.count; i++) {
            out_format(&out_result, "%lld  %s\n", (long long)d->items[i].return_item_id,
                       ymr_enum_name(&ymr_decision_type_names, (int)d->items[i].type));
        }
    }
    return errors_finish(EXIT_DONE);
}

static bool has_compensation(const deciding *d)
{
    for (size_t i = 0; i < d->all.count; i++) {
        if (d->items[i].compensation.present) {
            return true;
        }
    }
    return false;
}

static int tell_resolution(const deciding *d, ymr_resolution resolution)
{
    const long long order_id = d->order_id, return_id = d->return_id;
    switch (resolution) {
    case YMR_RESOLUTION_MATCHES:
        note_warning(
            "%s: it is decided as you wanted it; whether by this call or by somebody else, the Market "
            "does not say%s",
            d->subject, has_compensation(d) ? ", nor what the compensation is" : "");
        return tell_result(d, "MATCHES");
    case YMR_RESOLUTION_DIFFERS:
        note_error("%s: outcome unknown: it is decided, but not as you wanted it: see ymr return %lld %lld",
                   d->subject, order_id, return_id);
        break;
    case YMR_RESOLUTION_WAITING:
        note_error("%s: outcome unknown: it still waited for a decision when it was read, but yours may yet "
                   "take effect: look again with ymr return %lld %lld before you send another",
                   d->subject, order_id, return_id);
        break;
    default:
        note_error(
            "%s: outcome unknown%s: nothing that was read tells whether your decision took effect: look "
            "again with ymr return %lld %lld before you send another",
            d->subject, signals_stop() ? ", interrupted" : "", order_id, return_id);
        break;
    }
    return EXIT_UNKNOWN;
}

/* What went wrong after the request had left. */
static const char *cause(const deciding *d)
{
    const ymr_outcome *const outcome = &d->s.client.outcome;
    static char text[32];

    if (outcome->http_status < 500) {
        return ymr_status_text(outcome->cause);
    }
    snprintf(text, sizeof text, "HTTP %u", outcome->http_status);
    return text;
}

static int resolve(deciding *d)
{
    static ymr_resolve found;

    if (!signals_stop()) {
        note_warning("%s: whether the decision took effect is not known (%s): reading the return to see",
                     d->subject, cause(d));
        const ymr_status status = session_run(
            &d->s, ymr_start_resolve_decision(&d->s.client, d->order_id, d->return_id, &d->all, &found));
        if (status == YMR_OK) {
            return tell_resolution(d, found.resolution);
        }
        (void)errors_call(&d->s, status, d->subject);
    }
    return tell_resolution(d, YMR_RESOLUTION_UNTOLD);
}

/* Sending. */

/* A request that was on its way when the user stopped it has an unknown outcome, too. */
static ymr_status send(deciding *d, ymr_status started)
{
    const ymr_status status = session_run(&d->s, started);
    const bool open = started == YMR_OK && d->s.client.outcome.status == YMR_E_OUTCOME_UNKNOWN;
    return open ? YMR_E_OUTCOME_UNKNOWN : status;
}

static int tell_end(deciding *d, ymr_status status)
{
    switch (status) {
    case YMR_OK:
        return tell_result(d, "ACCEPTED");
    case YMR_E_OUTCOME_UNKNOWN:
        return resolve(d);
    default:
        return errors_call(&d->s, status, d->subject);
    }
}

/* What was selected is not decided: if it is unknown whether it was, there is nothing to be confirmed. */
static int tell_selection(deciding *d, ymr_status status)
{
    if (status != YMR_E_OUTCOME_UNKNOWN) {
        return tell_end(d, status);
    }
    note_error("%s: whether the decision was selected is not known (%s); it was not confirmed, so nothing is "
               "decided by this call: try again",
               d->subject, cause(d));
    return EXIT_UNKNOWN;
}

static int decide(deciding *d)
{
    ymr_client *const client = &d->s.client;
    if (!d->s.given->deprecated) {
        return tell_end(d, send(d, ymr_start_submit_decisions(client, d->order_id, d->return_id, &d->all)));
    }
    const ymr_status status =
        send(d, ymr_start_set_decision(client, d->order_id, d->return_id, &d->items[0]));
    if (status != YMR_OK) {
        return tell_selection(d, status);
    }
    return tell_end(d, send(d, ymr_start_confirm_decision(client, d->order_id, d->return_id)));
}

int cmd_decide(const options *given)
{
    static deciding d;

    if (!read_words(&d, given)) {
        return EXIT_USAGE;
    }
    /* What is wrong anyway is told without asking the Market. */
    if (ymr_decisions_check(&d.all, NULL, NULL, NULL) != YMR_OK) {
        return check(&d, NULL);
    }
    int ends = session_open(&d.s, given);
    if (ends != 0) {
        return ends;
    }
    session_large(&d.s, true);
    ends = check_offers(&d);
    return session_close(&d.s, ends != 0 ? ends : decide(&d));
}
