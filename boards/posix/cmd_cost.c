#include "commands.h"

#include <stdio.h>

#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "show.h"
#include "terminal.h"
#include "ymr/cost.h"

/* Of one order; storage that nobody touches costs no memory. */
enum { LINES = 4096, TEXT_SIZE = LINES * YMR_MAX_OFFER_ID, INDENT = 4 };

typedef struct reckoning {
    session session;
    const options *given;
    int64_t order_id;
    const char *subject;
    ymr_cost cost;
} reckoning;

static ymr_cost_line lines[LINES];
static char text[TEXT_SIZE];
static const ymr_cost_memory memory = {lines, LINES, text, TEXT_SIZE};

/* The order, then its returns, of the store that has it. */

static int tell_none(const reckoning *r)
{
    note_error("%s: there is no such order: check the id, the business and the campaign", r->subject);
    return EXIT_NOT_FOUND;
}

static int tell_sum(const reckoning *r, ymr_status status)
{
    note_error("%s: %s: its cost cannot be told", r->subject, ymr_status_text(status));
    return EXIT_INVALID;
}

static int take_order(reckoning *r)
{
    static ymr_orders_page page;
    static ymr_order order;
    const ymr_status status =
        session_run(&r->session, ymr_start_order(&r->session.client, r->order_id, &page));

    if (status != YMR_OK) {
        return errors_call(&r->session, status, r->subject);
    }
    if (!ymr_order_next(&page.orders, &order) || order.order_id != r->order_id) {
        return tell_none(r);
    }
    r->session.config.campaign_id = order.campaign_id;
    const ymr_status begun = ymr_cost_begin(&r->cost, &memory, &order);
    return begun == YMR_OK ? EXIT_DONE : tell_sum(r, begun);
}

static int take_old_order(reckoning *r)
{
    static ymr_old_order_answer answer;
    const ymr_status status =
        session_run(&r->session, ymr_start_old_order(&r->session.client, r->order_id, &answer));

    if (status != YMR_OK) {
        return errors_call(&r->session, status, r->subject);
    }
    if (!answer.order.present || answer.order.id != r->order_id) {
        return tell_none(r);
    }
    const ymr_status begun = ymr_cost_begin_old(&r->cost, &memory, &answer.order);
    return begun == YMR_OK ? EXIT_DONE : tell_sum(r, begun);
}

static int take_returns(reckoning *r)
{
    static ymr_return scratch;
    const ymr_returns_filter filter = {.order_ids = &r->order_id, .order_count = 1, .page_size = 100};
    const ymr_status status = session_run(
        &r->session, ymr_start_returns(&r->session.client, &filter, &ymr_cost_events, &r->cost, &scratch));

    if (status == YMR_E_CURRENCY || status == YMR_E_RANGE) {
        return tell_sum(r, status);
    }
    return status == YMR_OK ? EXIT_DONE : errors_call(&r->session, status, r->subject);
}

/* What came out of it. */

static ymr_money money_of(const reckoning *r, ymr_decimal value)
{
    return (ymr_money){true, value, display_view(r->cost.currency)};
}

static const char *amount(const reckoning *r, ymr_decimal value, char into[40])
{
    const ymr_money money = money_of(r, value);
    show_money(&money, into);
    return into;
}

static size_t columns(void)
{
    return terminal_columns(out_result.fd, DISPLAY_ALL);
}

static void add_count(fold *line, const char *before, int64_t count, const char *what)
{
    char digits[YMR_INTEGER_SIZE];
    fold_string(line, before);
    fold_text(line, (ymr_text){digits, ymr_integer_write(count, digits)});
    fold_string(line, what);
}

static void show_pieces(out *to, const ymr_cost_line *of)
{
    fold line = fold_begin(to, 1, INDENT, columns());
    out_text(to, " ");
    show_code(&line, "", of->offer_id);
    add_count(&line, ": ", of->ordered, " ordered");
    add_count(&line, ", ", ymr_cost_taken(of), " taken");
    if (of->refused != 0) {
        add_count(&line, ", ", of->refused, " refused");
    }
    if (of->returned != 0) {
        add_count(&line, ", ", of->returned, " returned later");
    }
    show_end(&line);
}

static void show_amount(const reckoning *r, const char *label, ymr_decimal value, const char *behind)
{
    char sum[40];
    fold line = show_line(&out_result, 2, label, columns());
    fold_string(&line, amount(r, value, sum));
    fold_string(&line, behind);
    show_end(&line);
}

static void show(const reckoning *r, bool known, ymr_decimal after)
{
    const ymr_cost *const c = &r->cost;
    char label[24];

    out_format(&out_result, "Order %lld\n", (long long)c->order_id);
    if (known) {
        show_amount(r, "costs now", after, "");
    }
    if (c->priced) {
        show_amount(r, "ordered for", c->goods, "");
    }
    snprintf(label, sizeof label, "%u return%s", (unsigned)c->returns, c->returns == 1 ? "" : "s");
    show_amount(r, label, c->returned, "");
    if (c->dropped.coefficient != 0) {
        show_amount(r, "of these", c->dropped, " whose refund was cancelled, rejected or failed");
    }
    if (c->delivery_priced) {
        show_amount(r, "delivery", c->delivery, ", not counted");
    }
    for (size_t i = 0; i < c->line_count; i++) {
        show_pieces(&out_result, &c->lines[i]);
    }
}

static void write_exact(out *to, const char *key, ymr_decimal value)
{
    char digits[YMR_DECIMAL_SIZE];
    const size_t length = ymr_decimal_write(value, digits);
    out_format(to, ",\"%s\":", key);
    out_bytes(to, digits, length);
}

static void write_line(out *to, const ymr_cost_line *line)
{
    out_text(to, "{\"offerId\":");
    json_string(to, line->offer_id);
    out_format(to, ",\"ordered\":%lld,\"refused\":%lld,\"returned\":%lld,\"taken\":%lld}", (long long)line->ordered,
               (long long)line->refused, (long long)line->returned, (long long)ymr_cost_taken(line));
}

static void write_json(const reckoning *r, bool known, ymr_decimal after)
{
    const ymr_cost *const c = &r->cost;
    out *const to = &out_result;

    out_format(to, "{\"orderId\":%lld", (long long)c->order_id);
    if (c->currency[0] != '\0') {
        out_text(to, ",\"currencyId\":");
        json_string(to, display_view(c->currency));
    }
    if (c->priced) {
        write_exact(to, "cost", c->goods);
    }
    if (c->delivery_priced) {
        write_exact(to, "delivery", c->delivery);
    }
    write_exact(to, "returned", c->returned);
    write_exact(to, "dropped", c->dropped);
    if (known) {
        write_exact(to, "costAfterReturns", after);
    }
    out_format(to, ",\"returns\":%u,\"items\":[", (unsigned)c->returns);
    for (size_t i = 0; i < c->line_count; i++) {
        out_text(to, i == 0 ? "" : ",");
        write_line(to, &c->lines[i]);
    }
    out_text(to, "]}\n");
}

static void warn(const reckoning *r)
{
    if (r->cost.strange != 0) {
        note_warning("%s: its returns have %lld pieces that are not in it", r->subject, (long long)r->cost.strange);
    }
    for (size_t i = 0; i < r->cost.line_count; i++) {
        if (ymr_cost_taken(&r->cost.lines[i]) < 0) {
            note_warning("%s: more of %s was refused than ordered", r->subject,
                         display_safe(r->cost.lines[i].offer_id));
        }
    }
}

static int tell(const reckoning *r)
{
    ymr_decimal after = {0, 0};
    const ymr_status status = ymr_cost_after(&r->cost, &after);

    (r->given->json ? write_json : show)(r, status == YMR_OK, after);
    warn(r);
    if (status == YMR_E_MISSING) {
        note_error("%s: %s has no amount: what it costs after its returns is not known", r->subject,
                   r->cost.priced ? "one of its returns" : "it");
        return errors_finish(EXIT_INVALID);
    }
    return status == YMR_OK ? errors_finish(EXIT_DONE) : tell_sum(r, status);
}

int cmd_cost(const options *given)
{
    static reckoning r;

    if (!options_id("ORDER", given->words[0], &r.order_id) ||
        !(given->deprecated ? options_campaign(given) : options_business(given))) {
        return EXIT_USAGE;
    }
    int ends = session_open(&r.session, given);
    if (ends != 0) {
        return ends;
    }
    r.given = given;
    r.subject = errors_subject("order %lld", (long long)r.order_id);
    session_large(&r.session, true);
    ends = given->deprecated ? take_old_order(&r) : take_order(&r);
    if (ends == EXIT_DONE) {
        ends = take_returns(&r);
    }
    if (ends == EXIT_DONE) {
        ends = tell(&r);
    }
    return session_close(&r.session, ends);
}
