#include "follow.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "out.h"
#include "signals.h"
#include "spool.h"
#include "table.h"
#include "terminal.h"
#include "ymr/seen.h"

/*
 * The Market lists by day of change. So each time all days are asked for from the one before the newest
 * change on: a change that shows up late is not missed, and what was printed is known by its fingerprint.
 */

enum {
    REMEMBERED = 65536, /* changes; README.md says so */
    PAGE_MOST = 100,
    DAY_SIZE = 16,
    MOSCOW_MINUTES = 180,
    TICK_MS = 250
};

static const int64_t day_ms = INT64_C(86400000);
static const int64_t never = INT64_MIN;

typedef struct follow {
    session *session;
    const options *given;
    const ymr_returns_filter *filter;
    print_form form;

    ymr_seen seen;
    uint64_t prints[REMEMBERED];
    uint64_t page[PAGE_MOST]; /* what the page under way shows, not confirmed yet */
    unsigned page_count;
    spool lines;         /* the same, ready to be printed */
    int64_t page_newest; /* Unix ms of its newest change */
    int64_t newest;      /* of all confirmed pages */
    uint32_t listed;     /* returns in this round */
    uint64_t printed;
    char from[DAY_SIZE];

    ymr_status failure; /* of the last round: told once, not every time */
    uint16_t failure_http;
    int ends;
    bool overflow_told;
} follow;

static int64_t now_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* One page. */

static uint64_t print_of(const ymr_return *what)
{
    const bool dated = what->update_date.text.bytes != NULL;
    uint64_t print = ymr_print_integer(YMR_PRINT_START, what->id);

    print = ymr_print_integer(print, what->order_id);
    print = ymr_print_integer(print, dated ? what->update_date.unix_ms : never);
    print = ymr_print_text(print, what->refund_status.text);
    return ymr_print_text(print, what->shipment_status.text);
}

static bool is_full(const follow *f)
{
    return f->given->limit != 0 && f->printed + f->page_count >= (uint64_t)f->given->limit;
}

static bool is_in_page(const follow *f, uint64_t print)
{
    for (unsigned i = 0; i < f->page_count; i++) {
        if (f->page[i] == print) {
            return true;
        }
    }
    return false;
}

static void begin_table(const follow *f)
{
    if (f->form == PRINT_ROW && f->printed == 0) {
        table_begin(terminal_columns(out_result.fd, DISPLAY_ALL));
    }
}

static void on_begin(void *context, uint32_t page)
{
    follow *const f = context;
    (void)page;
    begin_table(f);
    f->page_count = 0;
    f->page_newest = f->newest;
}

static void render(follow *f, const ymr_return *what)
{
    if (f->form == PRINT_JSON) {
        json_object(&f->lines.to, &ymr_return_shape, what, NULL);
        out_text(&f->lines.to, "\n");
    } else {
        table_row(&f->lines.to, what, what->items.left);
    }
}

/* A server that sends more than a page holds is taken at its word the next time. */
static ymr_status on_return(void *context, uint32_t index, const void *element)
{
    follow *const f = context;
    const ymr_return *const what = element;
    const uint64_t print = print_of(what);
    (void)index;

    f->listed++;
    if (is_full(f) || f->page_count == PAGE_MOST || is_in_page(f, print) || ymr_seen_has(&f->seen, print)) {
        return YMR_OK;
    }
    if (f->page_count == 0 && !spool_start(&f->lines)) {
        return YMR_E_STOPPED;
    }
    render(f, what);
    f->page[f->page_count++] = print;
    if (what->update_date.text.bytes != NULL && what->update_date.unix_ms > f->page_newest) {
        f->page_newest = what->update_date.unix_ms;
    }
    return f->lines.to.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    follow *const f = context;
    const uint64_t print = ymr_print_integer(ymr_print_integer(YMR_PRINT_START, what->id), what->needed);

    if (!ymr_seen_has(&f->seen, print)) {
        ymr_seen_add(&f->seen, print);
        note_error("return %lld of order %lld needs %u bytes and cannot be followed: build with a larger "
                   "YMR_BOARD_LARGE_TEXT",
                   (long long)what->id, (long long)what->order_id, (unsigned)what->needed);
    }
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    follow *const f = context;

    if (f->page_count != 0) {
        spool_copy(&out_result, &f->lines);
    }
    if (!out_flush(&out_result) || f->lines.to.error != 0) {
        f->session->enough = true;
        return;
    }
    for (unsigned i = 0; i < f->page_count; i++) {
        ymr_seen_add(&f->seen, f->page[i]);
    }
    note_detail("page %u is complete, %u changes", (unsigned)page + 1, f->page_count);
    f->printed += f->page_count;
    f->page_count = 0;
    f->newest = f->page_newest;
    f->session->enough = is_full(f);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    follow *const f = context;
    (void)page;
    (void)why;
    f->page_count = 0;
}

/* One round: all pages. */

/* A date in the future, or a clock in the past, must not shut out the changes of today. */
static const char *first_day(follow *f)
{
    const int64_t now = now_ms(CLOCK_REALTIME);
    const char *const wanted = f->filter->from_day;

    if (f->newest == never) {
        return wanted;
    }
    const ymr_civil day = ymr_time_civil((f->newest < now ? f->newest : now) - day_ms, MOSCOW_MINUTES);
    snprintf(f->from, sizeof f->from, "%04u-%02u-%02u", (unsigned)day.year % 10000, day.month, day.day);
    return wanted != NULL && strcmp(wanted, f->from) > 0 ? wanted : f->from;
}

static ymr_status ask(follow *f)
{
    static const ymr_list_events events = {on_begin, on_return, on_oversize, on_commit, on_abort};
    static ymr_return scratch;
    ymr_returns_filter filter = *f->filter;

    filter.from_day = first_day(f);
    f->listed = 0;
    const ymr_status status =
        session_run(f->session, ymr_start_returns(&f->session->client, &filter, &events, f, &scratch));
    if (f->listed > REMEMBERED && f->printed > REMEMBERED && !f->overflow_told) {
        note_warning(
            "more than %d changes: those that are forgotten may be printed again; a later --from helps",
            REMEMBERED);
        f->overflow_told = true;
    }
    return status;
}

/* Failures. */

static bool will_pass(const follow *f)
{
    switch (f->ends) {
    case EXIT_NETWORK:
    case EXIT_LIMIT:
    case EXIT_INVALID:
        return true;
    case EXIT_REFUSED: /* an error in a 200 is the Market's own; 423: the store is being moved */
        return f->failure_http < 400 || f->failure_http >= 500 || f->failure_http == 423;
    default:
        return false;
    }
}

/* The same trouble is told once, however long it lasts, and so is its end. @return false: it will not pass */
static bool note_outcome(follow *f, ymr_status status)
{
    const uint16_t http = f->session->client.outcome.http_status;
    const bool same = status == f->failure && http == f->failure_http;
    const bool recovered = status == YMR_OK && f->failure != YMR_OK;

    f->failure = status;
    f->failure_http = http;
    if (recovered) {
        note_warning("the list of returns can be read again");
    }
    if (status != YMR_OK && (!same || signals_stop())) {
        f->ends = errors_call(f->session, status, "the list of returns");
    }
    return status == YMR_OK || will_pass(f);
}

static int64_t pause_ms(const follow *f)
{
    const ymr_outcome *const outcome = &f->session->client.outcome;
    const int64_t wanted = f->given->follow * 1000;
    int64_t forced = 0;

    if (f->failure == YMR_E_LIMIT) {
        forced = outcome->wait_ms >= 0               ? outcome->wait_ms
                 : outcome->limit.until_unix_ms >= 0 ? outcome->limit.until_unix_ms - now_ms(CLOCK_REALTIME)
                                                     : 0;
    }
    return forced > wanted ? forced : wanted;
}

/* Until the next round. @return false: nobody reads any more, or the program shall end */
static bool sleep_until(int64_t end)
{
    while (!signals_stop() && now_ms(CLOCK_MONOTONIC) < end) {
        struct pollfd reader = {.fd = out_result.fd};
        const int64_t left = end - now_ms(CLOCK_MONOTONIC);
        if (poll(&reader, 1, left < TICK_MS ? (int)left + 1 : TICK_MS) > 0) {
            out_result.error = EPIPE;
            return false;
        }
    }
    return !signals_stop();
}

static bool is_over(follow *f, ymr_status status)
{
    if (out_result.error != 0 || is_full(f)) {
        f->ends = EXIT_DONE;
        return true;
    }
    if (f->lines.to.error != 0) {
        spool_good(&f->lines);
        f->ends = EXIT_LOCAL;
        return true;
    }
    return !note_outcome(f, status);
}

/* To be told to stop is how following ends; ^C ends it as it ends any command. */
static int stopped(const follow *f)
{
    if (signals_terminated()) {
        return EXIT_DONE;
    }
    if (f->ends != EXIT_INTERRUPTED) {
        note_error("interrupted");
    }
    return EXIT_INTERRUPTED;
}

int follow_returns(session *s, const options *given, const ymr_returns_filter *filter, print_form form)
{
    static follow f;

    f.session = s;
    f.given = given;
    f.filter = filter;
    f.form = form;
    f.newest = never;
    ymr_seen_init(&f.seen, f.prints, REMEMBERED);
    session_large(s, true);
    while (!signals_stop()) {
        const int64_t began = now_ms(CLOCK_MONOTONIC);
        if (is_over(&f, ask(&f)) || !sleep_until(began + pause_ms(&f))) {
            break;
        }
    }
    return errors_finish(signals_stop() ? stopped(&f) : f.ends);
}
