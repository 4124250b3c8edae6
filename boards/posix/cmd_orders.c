#include "commands.h"

#include <string.h>

#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "pages.h"
#include "show_order.h"
#include "terminal.h"

enum { TOKEN_SIZE = 1500 }; /* a longer one is not shown */

/* A list, and where it can be gone on with. */
typedef struct listing {
    pages pages; /* first: what the events of pages.h are given */
    session session;
    const ymr_paging *paging; /* beside the page under way */
    char token[TOKEN_SIZE];   /* of the page behind the last one that is confirmed */
    bool cut;                 /* --limit held back a part of that */
    uint64_t before;          /* orders shown before it */
    uint32_t of_page;         /* orders that came in it */
} listing;

static void on_begin(void *context, uint32_t page)
{
    listing *const l = context;
    pages_events.begin(context, page);
    l->of_page = 0;
}

static ymr_status on_order(void *context, uint32_t index, const void *element)
{
    listing *const l = context;
    l->of_page++;
    return pages_events.element(context, index, element);
}

/* What the server made up is shown as it is, for it must be given back so: only if that does no harm. */
static bool can_be_shown(ymr_text token)
{
    for (size_t i = 0; i < token.length; i++) {
        if (token.bytes[i] <= ' ' || token.bytes[i] > '~') {
            return false;
        }
    }
    return token.length < TOKEN_SIZE;
}

static void on_commit(void *context, uint32_t page)
{
    listing *const l = context;
    const ymr_text next = l->paging->next_page_token;
    const size_t length = can_be_shown(next) ? next.length : 0;
    const bool more_than_enough = l->session.enough; /* a page that was under way when there was enough */

    pages_events.commit(context, page);
    if (more_than_enough) {
        return;
    }
    if (length != 0) {
        memcpy(l->token, next.bytes, length);
    }
    l->token[length] = '\0';
    l->cut = l->pages.shown - l->before < l->of_page;
    l->before = l->pages.shown;
}

static void tell_where_to_go_on(const listing *l, int ends)
{
    if (l->token[0] != '\0' && !l->cut && (ends != EXIT_DONE || l->session.enough)) {
        note_warning("%s go on with --page-token %s",
                     ends != EXIT_DONE ? "what was shown is complete so far:" : "there are more orders:", l->token);
    }
}

/* The older calls know stores, the new one a business. */
static bool has_owner(const options *given)
{
    return given->deprecated ? options_campaign(given) : options_business(given);
}

static ymr_text token_of(const options *given)
{
    return given->page_token == NULL ? (ymr_text){NULL, 0} : display_view(given->page_token);
}

static ymr_status start(listing *l, const options *given, const ymr_list_events *events)
{
    static ymr_orders_page page;
    static ymr_order scratch;
    static ymr_orders_filter filter;

    filter = (ymr_orders_filter){.order_ids = given->filter.order_ids,
                                 .order_count = given->filter.order_count,
                                 .page_token = token_of(given),
                                 .page_size = pages_size(given, YMR_MAX_ORDERS_PAGE)};
    l->pages.shape = &ymr_order_shape;
    l->pages.show = show_order_line;
    l->paging = &page.paging;
    return ymr_start_orders(&l->session.client, &filter, events, l, &scratch, &page);
}

static ymr_status start_old(listing *l, const options *given, const ymr_list_events *events)
{
    static ymr_old_orders_page page;
    static ymr_old_order scratch;
    static ymr_old_orders_filter filter;

    filter = (ymr_old_orders_filter){.order_ids = given->filter.order_ids,
                                     .order_count = given->filter.order_count,
                                     .page_token = token_of(given),
                                     .page_size = pages_size(given, YMR_MAX_ORDERS_PAGE)};
    l->pages.shape = &ymr_old_order_shape;
    l->pages.show = show_old_order_line;
    l->paging = &page.paging;
    return ymr_start_old_orders(&l->session.client, &filter, events, l, &scratch, &page);
}

int cmd_orders(const options *given)
{
    static listing l;
    static ymr_list_events events;

    if (!has_owner(given)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&l.session, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&l.session, true);
    events = pages_events;
    events.begin = on_begin;
    events.element = on_order;
    events.commit = on_commit;
    l.pages.session = &l.session;
    const ymr_status started = (given->deprecated ? start_old : start)(&l, given, &events);
    const int ends = pages_run(&l.pages, started, "orders");
    tell_where_to_go_on(&l, ends);
    return session_close(&l.session, ends);
}

/* One order. */

static int print(const options *given, const ymr_shape *shape, const void *order)
{
    const size_t columns = terminal_columns(out_result.fd, DISPLAY_ALL);
    if (given->json) {
        json_object(&out_result, shape, order, NULL);
        out_text(&out_result, "\n");
    } else if (shape == &ymr_order_shape) {
        show_order(&out_result, order, columns);
    } else {
        show_old_order(&out_result, order, columns);
    }
    return errors_finish(EXIT_DONE);
}

static int tell_none(const char *subject, const char *owner)
{
    note_error("%s: %s has no such order: check the id and %s", subject, owner, owner);
    return EXIT_NOT_FOUND;
}

static int fetch(session *s, const options *given, int64_t order_id, const char *subject)
{
    static ymr_orders_page page;
    static ymr_order order;
    const ymr_status status = session_run(s, ymr_start_order(&s->client, order_id, &page));

    if (status != YMR_OK) {
        return errors_call(s, status, subject);
    }
    if (!ymr_order_next(&page.orders, &order)) {
        return tell_none(subject, "the business");
    }
    return print(given, &ymr_order_shape, &order);
}

static int fetch_old(session *s, const options *given, int64_t order_id, const char *subject)
{
    static ymr_old_order_answer answer;
    const ymr_status status = session_run(s, ymr_start_old_order(&s->client, order_id, &answer));

    if (status != YMR_OK) {
        return errors_call(s, status, subject);
    }
    if (!answer.order.present) {
        return tell_none(subject, "the store");
    }
    return print(given, &ymr_old_order_shape, &answer.order);
}

int cmd_order(const options *given)
{
    static session s;
    int64_t order_id;

    if (!options_id("ORDER", given->words[0], &order_id) || !has_owner(given)) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&s, true);
    const char *const subject = errors_subject("order %lld", (long long)order_id);
    return session_close(&s, (given->deprecated ? fetch_old : fetch)(&s, given, order_id, subject));
}
