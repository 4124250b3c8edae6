#include "commands.h"

#include <stdio.h>

#include "deciding.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "session.h"
#include "signals.h"

static session s;

/* The check. */

static int check_offers(deciding *d)
{
    static ymr_available_decisions available;
    const ymr_status status =
        session_run(&s, ymr_start_available_decisions(&s.client, d->return_id, &available));
    return status == YMR_OK ? deciding_check(d, &available) : errors_call(&s, status, d->subject);
}

/* What became of it. */

static int tell_result(const deciding *d, const char *outcome)
{
    if (s.given->json) {
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
static const char *cause(void)
{
    const ymr_outcome *const outcome = &s.client.outcome;
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
                     d->subject, cause());
        const ymr_status status = session_run(
            &s, ymr_start_resolve_decision(&s.client, d->order_id, d->return_id, &d->all, &found));
        if (status == YMR_OK) {
            return tell_resolution(d, found.resolution);
        }
        (void)errors_call(&s, status, d->subject);
    }
    return tell_resolution(d, YMR_RESOLUTION_UNTOLD);
}

/* Sending. */

/* A request that was on its way when the user stopped it has an unknown outcome, too. */
static ymr_status send(ymr_status started)
{
    const ymr_status status = session_run(&s, started);
    const bool open = started == YMR_OK && s.client.outcome.status == YMR_E_OUTCOME_UNKNOWN;
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
        return errors_call(&s, status, d->subject);
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
               d->subject, cause());
    return EXIT_UNKNOWN;
}

static int decide(deciding *d)
{
    ymr_client *const client = &s.client;
    if (!s.given->deprecated) {
        return tell_end(d, send(ymr_start_submit_decisions(client, d->order_id, d->return_id, &d->all)));
    }
    const ymr_status status =
        send(ymr_start_set_decision(client, d->order_id, d->return_id, &d->items[0]));
    if (status != YMR_OK) {
        return tell_selection(d, status);
    }
    return tell_end(d, send(ymr_start_confirm_decision(client, d->order_id, d->return_id)));
}

int cmd_decide(const options *given)
{
    static deciding d;

    if (given->journal_given) {
        return cmd_journal_add(given);
    }
    if (given->created_given) {
        note_error("--created goes with --journal FILE: leave it out");
        return EXIT_USAGE;
    }
    if (!deciding_read(&d, given) || !options_business(given)) {
        return EXIT_USAGE;
    }
    /* What is wrong anyway is told without asking the Market. */
    if (ymr_decisions_check(&d.all, NULL, NULL, NULL) != YMR_OK) {
        return deciding_check(&d, NULL);
    }
    int ends = session_open(&s, given);
    if (ends != 0) {
        return ends;
    }
    session_large(&s, true);
    ends = check_offers(&d);
    return session_close(&s, ends != 0 ? ends : decide(&d));
}
