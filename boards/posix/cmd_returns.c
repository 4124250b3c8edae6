#include "commands.h"

#include "errors.h"
#include "exits.h"
#include "follow.h"
#include "notes.h"
#include "out.h"
#include "print.h"
#include "spool.h"
#include "table.h"
#include "terminal.h"

enum { PAGE_MOST = 100 }; /* the Market's longest page */

/* One return that stands on standard output while its page is not confirmed. */
typedef struct shown {
    int64_t id, order_id;
    bool again; /* it is in the try under way */
} shown;

/* One that does not fit whole, as it is kept until the list is at its end. */
typedef struct large {
    int64_t id, order_id, needed;
} large;

typedef struct listing {
    session session;
    const options *given;
    print_form form;
    uint64_t printed;      /* lines, and returns that wait in `large` */
    shown page[PAGE_MOST]; /* of the page under way, over all its tries */
    unsigned page_count;
    uint32_t page_number;
    spool large;          /* returns that do not fit whole: read by items when the list is at its end */
    int64_t large_before; /* its length when the page began */
    uint64_t large_of_page;
    int ends;
} listing;

static bool is_full(const listing *l)
{
    return l->given->limit != 0 && l->printed >= (uint64_t)l->given->limit;
}

/* A page that is tried again shows nothing twice. */
static bool was_shown(listing *l, int64_t id, int64_t order_id)
{
    for (unsigned i = 0; i < l->page_count; i++) {
        shown *const at = &l->page[i];
        if (!at->again && at->id == id && at->order_id == order_id) {
            at->again = true;
            return true;
        }
    }
    return false;
}

static void remember(listing *l, int64_t id, int64_t order_id)
{
    if (l->page_count < PAGE_MOST) {
        l->page[l->page_count++] = (shown){id, order_id, true};
    }
}

static void on_begin(void *context, uint32_t page)
{
    listing *const l = context;
    l->page_number = page;
    for (unsigned i = 0; i < l->page_count; i++) {
        l->page[i].again = false;
    }
    l->large_of_page = 0;
}

static ymr_status on_return(void *context, uint32_t index, const void *element)
{
    listing *const l = context;
    const ymr_return *const what = element;
    (void)index;

    if (was_shown(l, what->id, what->order_id) || is_full(l)) {
        return YMR_OK;
    }
    print_return(l->form, what);
    remember(l, what->id, what->order_id);
    l->printed++;
    return out_result.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    const large kept = {what->id, what->order_id, what->needed};
    listing *const l = context;

    if (is_full(l)) {
        return YMR_OK;
    }
    note_warning(
        "return %lld of order %lld, number %u of page %u, needs %u bytes%s: it comes after the others",
        (long long)what->id, (long long)what->order_id, (unsigned)what->index + 1,
        (unsigned)l->page_number + 1, (unsigned)what->needed,
        what->needed_tokens != 0 ? " and more tokens than usual" : "");
    if (l->large.to.buffer == NULL && !spool_start(&l->large)) {
        return YMR_E_STOPPED;
    }
    out_bytes(&l->large.to, (const char *)&kept, sizeof kept);
    l->large_of_page++;
    l->printed++;
    return l->large.to.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

static void on_commit(void *context, uint32_t page)
{
    listing *const l = context;
    unsigned gone = 0;

    for (unsigned i = 0; i < l->page_count; i++) {
        gone += l->page[i].again ? 0 : 1;
    }
    if (gone != 0) {
        note_warning("page %u changed while it was read: %u of the returns shown are not in it any more",
                     (unsigned)page + 1, gone);
    }
    note_detail("page %u is complete, %llu returns so far", (unsigned)page + 1,
                (unsigned long long)l->printed);
    l->page_count = 0;
    l->large_of_page = 0;
    l->large_before = l->large.to.buffer == NULL ? 0 : spool_length(&l->large);
    l->session.enough = is_full(l);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    listing *const l = context;
    (void)page;
    (void)why;
    if (l->large.to.buffer != NULL) {
        spool_cut(&l->large, l->large_before);
    }
    l->printed -= l->large_of_page;
    l->large_of_page = 0;
}

/*
 * Reads the large ones, now that the client is free. A failure of the way there ends it, one of a return
 * does not.
 */
static int print_large(listing *l)
{
    const int64_t length = l->large.to.buffer == NULL ? 0 : spool_length(&l->large);
    large what;

    for (int64_t at = 0; at < length && spool_read(&l->large, at, &what, sizeof what);
         at += (int64_t)sizeof what) {
        int ends;
        if (what.id == 0 || what.order_id == 0) {
            note_error("a return of %lld bytes without readable ids cannot be read by itself",
                       (long long)what.needed);
            ends = EXIT_INVALID;
        } else {
            ends = print_fetched(&l->session, l->form, what.order_id, what.id, true);
        }
        l->ends = l->ends == EXIT_DONE ? ends : l->ends;
        if (ends != EXIT_DONE && ends != EXIT_INVALID && ends != EXIT_NOT_FOUND) {
            break;
        }
    }
    return l->ends;
}

static int tell_failure(listing *l, ymr_status status)
{
    if (out_result.error != 0) {
        return errors_finish(EXIT_DONE);
    }
    if (l->large.to.error != 0) {
        spool_good(&l->large);
        return EXIT_LOCAL;
    }
    const int ends = errors_call(&l->session, status, "the list of returns");
    if (l->page_count != 0) {
        note_error("page %u is not confirmed: the last %u of the returns shown may be wrong or incomplete",
                   (unsigned)l->page_number + 1, l->page_count);
    }
    if (l->large_before != 0) {
        note_error("%llu large returns that were to come after the others are not shown",
                   (unsigned long long)l->large_before / sizeof(large));
    }
    return ends;
}

static ymr_returns_filter whole_filter(const options *given)
{
    ymr_returns_filter filter = given->filter;
    if (filter.page_size == 0) {
        filter.page_size = given->limit != 0 && given->limit < PAGE_MOST ? (uint16_t)given->limit : PAGE_MOST;
    }
    return filter;
}

int cmd_returns(const options *given)
{
    static const ymr_list_events events = {on_begin, on_return, on_oversize, on_commit, on_abort};
    static listing l;
    static ymr_return scratch;
    const ymr_returns_filter filter = whole_filter(given);

    const int failed = session_open(&l.session, given);
    if (failed != 0) {
        return failed;
    }
    l.given = given;
    l.form = given->json ? PRINT_JSON : PRINT_ROW;
    if (given->follow != 0) {
        return session_close(&l.session, follow_returns(&l.session, given, &filter, l.form));
    }
    table_begin(terminal_columns(out_result.fd, DISPLAY_ALL));
    const ymr_status status =
        session_run(&l.session, ymr_start_returns(&l.session.client, &filter, &events, &l, &scratch));
    if (status == YMR_OK) {
        l.ends = print_large(&l);
        if (l.printed == 0) {
            note_warning("no return matches");
        }
    } else {
        l.ends = tell_failure(&l, status);
    }
    return session_close(&l.session, l.ends);
}
