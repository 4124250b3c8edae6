#include "scan_index.h"

#include <string.h>
#include <time.h>

#include "errors.h"
#include "exits.h"
#include "index_file.h"
#include "notes.h"
#include "progress.h"
#include "signals.h"

enum { RETURNS_SHARE = 4, GENERATIONS = 2 };

static ymr_index_return returns[GENERATIONS * YMR_BOARD_INDEX_KEYS / RETURNS_SHARE];
static ymr_index_key keys[GENERATIONS * YMR_BOARD_INDEX_KEYS];

int64_t scan_index_clock(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t scan_index_age(const scan_index *s)
{
    const int64_t age = scan_index_clock() - s->index.live.as_of_ms;
    return s->index.live.as_of_ms != 0 && age >= 0 ? age : -1;
}

/* The beginning. */

static ymr_index_scope wanted_scope(const options *given)
{
    return (ymr_index_scope){.refund_statuses = given->filter.refund_statuses,
                             .shipment_statuses = given->filter.shipment_statuses,
                             .type = given->filter.type,
                             .campaign_id = given->campaign};
}

/* Of another campaign a file is not taken. */
static bool is_same_scope(const ymr_index_scope *a, const ymr_index_scope *b)
{
    return a->refund_statuses == b->refund_statuses && a->shipment_statuses == b->shipment_statuses &&
           a->type == b->type;
}

static ymr_status make_empty(scan_index *s)
{
    const size_t room = (size_t)s->given->index_keys;
    s->index.scope = wanted_scope(s->given);
    return ymr_index_init(&s->index, &(ymr_index_memory){returns, GENERATIONS * (room / RETURNS_SHARE), keys,
                                                         GENERATIONS * room});
}

static bool load(scan_index *s)
{
    const ymr_index_scope wanted = wanted_scope(s->given);

    if (!index_file_load(s->given->index, &s->index)) {
        return false;
    }
    if (!is_same_scope(&wanted, &s->index.scope)) {
        note_warning("index %s was made for other statuses or types; it is built anew",
                     display_safe_string(s->given->index));
        s->index.scope = wanted;
        return false;
    }
    return true;
}

/* Without a network an old index is better than none, so nobody waits for what is due at once. */
static bool is_old(const scan_index *s)
{
    const int64_t seconds = s->given->refresh != 0 ? s->given->refresh : s->given->max_age;
    const int64_t age = scan_index_age(s);
    return age < 0 || age > seconds * 1000;
}

static void plan_next(scan_index *s, uint64_t ms)
{
    s->due = s->given->refresh != 0 ? progress_clock() + ms : UINT64_MAX;
}

int scan_index_open(scan_index *s, const options *given, const session *first)
{
    s->given = given;
    if (given->index != NULL && !index_file_fits(given->index)) {
        return EXIT_LOCAL;
    }
    const ymr_status status = make_empty(s);
    if (status != YMR_OK) {
        note_error("--index-keys %lld: %s", (long long)given->index_keys, ymr_status_text(status));
        return EXIT_USAGE;
    }
    s->ready = given->index != NULL && load(s);
    s->wanted = !s->ready || is_old(s);
    plan_next(s, (uint64_t)given->refresh * 1000);
    if (s->ready) {
        note_detail("index %s: %u returns, %u keys", display_safe_string(given->index),
                    (unsigned)s->index.live.return_count, (unsigned)s->index.live.key_count);
    }
    return session_open_beside(&s->session, first);
}

/* The end of a build. */

static void tell_full(const scan_index *s)
{
    note_error("the index is full with %lld keys or %lld returns: give more with --index-keys, or fewer "
               "returns with --shipment or --status",
               (long long)s->given->index_keys, (long long)s->given->index_keys / RETURNS_SHARE);
}

static int tell(const scan_index *s, ymr_status status)
{
    if (status == YMR_E_FULL) {
        tell_full(s);
        return EXIT_LOCAL;
    }
    return errors_call(&s->session, status, "the index of returns");
}

/* The same trouble is told once, however long it lasts, and so is its end. */
static void note_outcome(scan_index *s, ymr_status status)
{
    const uint16_t http = s->session.client.outcome.http_status;
    const bool same = status == s->failure && http == s->failure_http;

    if (status == YMR_OK && s->failure != YMR_OK) {
        note_warning("the index is up to date again");
    }
    if (status != YMR_OK && !same) {
        const int ends = tell(s, status);
        s->ends = s->ready ? 0 : ends;
    }
    s->failure = status;
    s->failure_http = http;
}

static uint64_t pause_after(const scan_index *s, ymr_status status)
{
    const ymr_outcome *const outcome = &s->session.client.outcome;
    const int64_t usual = s->given->refresh * 1000;
    const int64_t forced = status == YMR_E_LIMIT && outcome->wait_ms > 0 ? outcome->wait_ms : 0;
    return (uint64_t)(forced > usual ? forced : usual);
}

static void keep(scan_index *s)
{
    const ymr_index_table *const live = &s->index.live;

    s->ready = true;
    note_detail("the index is complete: %u returns, %u keys", (unsigned)live->return_count,
                (unsigned)live->key_count);
    if (live->left_out != 0) {
        note_warning("%u returns have an item that is too long to be read: codes of it are not known",
                     (unsigned)live->left_out);
    }
    if (s->given->index != NULL) {
        (void)index_file_save(s->given->index, &s->index);
    }
}

static void finish(scan_index *s, ymr_status status)
{
    s->building = false;
    progress_drop();
    note_outcome(s, status);
    if (status == YMR_OK) {
        keep(s);
    }
    plan_next(s, pause_after(s, status));
}

/* Its course. */

static void start(scan_index *s)
{
    const ymr_index_mode mode = s->ready ? YMR_INDEX_REFRESH : YMR_INDEX_WHOLE;

    s->wanted = false;
    s->session.limited = false;
    const ymr_status status =
        ymr_index_start(&s->build, &s->session.client, &s->index, mode, scan_index_clock());
    s->building = status == YMR_OK;
    if (!s->building) {
        finish(s, status);
    } else if (!s->ready) {
        s->received = s->latest = 0;
        progress_begin("index of returns");
    }
}

static void show_progress(scan_index *s)
{
    const uint64_t bytes = s->session.client.exchange.response.received;

    s->received += bytes < s->latest ? s->latest : 0;
    s->latest = bytes;
    progress_set(s->received + bytes, 0);
    progress_tick();
}

/* A limit that lasts is not waited for with the connection at hand, but until the next refresh. */
void scan_index_step(scan_index *s)
{
    if (!s->building && (s->wanted || s->due <= progress_clock())) {
        start(s);
    }
    if (!s->building) {
        return;
    }
    if (s->session.limited) {
        ymr_index_cancel(&s->build);
        finish(s, YMR_E_LIMIT);
        return;
    }
    const ymr_status status = ymr_index_step(&s->build);
    if (status != YMR_PENDING) {
        finish(s, status);
    } else if (!s->ready) {
        show_progress(s);
    }
}

void scan_index_close(scan_index *s)
{
    if (s->building) {
        ymr_index_cancel(&s->build);
        progress_drop();
    }
    ymr_client_close(&s->session.client);
}
