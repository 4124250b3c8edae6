#include "commands.h"

#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "progress.h"
#include "scan_answer.h"
#include "scan_codes.h"
#include "scan_index.h"
#include "signals.h"

/*
 * One loop, no thread: codes come in, the one at hand is looked up, the index is brought up to date. Two
 * sessions, because a client makes one call at a time: one checks codes, the other reads lists. Whoever scans
 * waits for the first only.
 */

enum {
    HITS = 16,         /* shown of one code */
    BUSY_TICK_MS = 10, /* so late a code is seen while a call is under way */
    IDLE_TICK_MS = 250,
    CHECK_MS = 10000, /* for one call while somebody waits, unless --timeout is given */
    SEARCH_MS = 60000,
    HOLD_MS = 30000 /* after a failure the Market is not asked for so long: the index answers at once */
};

static const int64_t any_age = INT64_MAX;

typedef struct scan {
    session session;
    const options *given;
    scan_codes codes;
    scan_index index;

    ymr_check check;
    ymr_hit hits[HITS];
    bool checking;
    bool limited;        /* the call under way was given up: the Market's limit lasts longer than a worker */
    uint64_t hold_until; /* of progress_clock */
    ymr_status trouble;  /* of the last call: told once, not every time */
    int trouble_ends;    /* what the program would end with */

    uint64_t matched, asked, unanswered;
} scan;

static bool is_holding(const scan *s)
{
    return s->hold_until > progress_clock();
}

static ymr_check_limits limits_of(const scan *s)
{
    const bool holding = is_holding(s);
    return (ymr_check_limits){.max_age_ms = holding ? any_age : s->given->max_age * 1000,
                              .search_on_miss = s->given->search && !holding};
}

static uint64_t hold_ms(const scan *s, ymr_status trouble)
{
    const int64_t forced = trouble == YMR_E_LIMIT ? s->session.client.outcome.wait_ms : 0;
    return forced > HOLD_MS ? (uint64_t)forced : HOLD_MS;
}

/*
 * The same trouble is told once. Unless it is that of one answer, nobody waits for it again before a while
 * has passed: each code would take as long as a connection takes to fail.
 */
static void note_trouble(scan *s, ymr_status trouble)
{
    if (trouble != s->trouble) {
        s->trouble_ends = errors_call(&s->session, trouble, "the check of a code");
        s->trouble = trouble;
    }
    if (s->trouble_ends != EXIT_INVALID) {
        s->hold_until = progress_clock() + hold_ms(s, trouble);
        note_detail("the index answers alone for %u s", (unsigned)(hold_ms(s, trouble) / 1000));
    }
}

static void note_recovery(scan *s)
{
    if (s->trouble != YMR_OK) {
        note_warning("codes are checked again");
        s->trouble = YMR_OK;
        s->hold_until = 0;
    }
}

static void count(scan *s, const scan_answer *a)
{
    s->asked++;
    s->matched += a->status == YMR_OK ? 1 : 0;
    s->unanswered += a->status != YMR_OK && a->status != YMR_E_NOT_FOUND && a->status != YMR_E_CODE ? 1 : 0;
}

/* A miss of the index is none of the Market's, which was to be searched and was not. */
static bool is_unsearched(const scan *s, ymr_status status)
{
    return status == YMR_E_NOT_FOUND && s->given->search && !s->check.limits.search_on_miss &&
           s->trouble != YMR_OK;
}

static void answer(scan *s, const scan_code *code, ymr_status said)
{
    const int64_t age = scan_index_age(&s->index);
    const ymr_status status = is_unsearched(s, said) ? s->trouble : said;
    const scan_answer a = {.code = {code->too_long ? NULL : code->bytes, code->length},
                           .check = code->too_long ? NULL : &s->check,
                           .status = status,
                           .old_ms = age,
                           .stale = age < 0 || age > s->given->max_age * 1000};

    count(s, &a);
    (s->given->json ? scan_answer_json : scan_answer_show)(&a);
    out_flush(&out_result);
    codes_drop(&s->codes);
}

static void finish_check(scan *s, ymr_status status)
{
    s->checking = false;
    if (signals_stop()) {
        return;
    }
    if (s->check.trouble != YMR_OK) {
        note_trouble(s, s->limited ? YMR_E_LIMIT : s->check.trouble);
    } else if (s->check.requests != 0) {
        note_recovery(s);
    }
    if (s->check.refused + s->check.gone != 0) {
        note_detail("of the index's matches %u did not hold, of %u the return is gone",
                    (unsigned)s->check.refused, (unsigned)s->check.gone);
    }
    answer(s, codes_next(&s->codes), status);
}

static void start_check(scan *s, const scan_code *code)
{
    const ymr_check_limits limits = limits_of(s);

    if (code->too_long) {
        answer(s, code, YMR_E_CODE);
        return;
    }
    s->session.limited = s->limited = false;
    const ymr_status status =
        ymr_start_scan_check(&s->session.client, &s->index.index, code->bytes, code->length, &limits,
                             scan_index_clock(), s->hits, HITS, &s->check);
    s->checking = status == YMR_OK;
    if (!s->checking) {
        finish_check(s, status);
    }
}

static void step_check(scan *s)
{
    const scan_code *const code = codes_next(&s->codes);

    if (!s->checking && code != NULL && s->index.ready) {
        start_check(s, code);
    }
    if (!s->checking) {
        return;
    }
    if (s->session.limited && !s->limited) {
        ymr_client_cancel(&s->session.client);
        s->limited = true;
    }
    const ymr_status status = ymr_scan_check_step(&s->check);
    if (status != YMR_PENDING) {
        finish_check(s, status);
    }
}

/* The loop. */

static bool is_over(const scan *s)
{
    const bool answered = s->codes.ended && codes_next(&s->codes) == NULL;
    return signals_stop() || s->index.ends != 0 || out_result.error != 0 || (answered && !s->index.building);
}

/* Input is looked at every few ms while a call is under way, which is waited for exactly. */
static void wait_for_something(scan *s)
{
    const bool busy = s->checking || s->index.building;

    codes_wait(&s->codes, busy ? 0 : IDLE_TICK_MS);
    if (s->checking) {
        ymr_client_wait(&s->session.client, BUSY_TICK_MS);
    } else if (busy && (codes_next(&s->codes) == NULL || !s->index.ready)) {
        ymr_client_wait(&s->index.session.client, BUSY_TICK_MS);
    }
}

static void serve(scan *s)
{
    while (!is_over(s)) {
        step_check(s);
        scan_index_step(&s->index);
        const bool goes_on = !s->checking && s->index.ready && codes_next(&s->codes) != NULL;
        if (!goes_on && !is_over(s)) {
            wait_for_something(s);
        }
    }
}

/* The end. */

/* As a service it runs until it is told to stop. */
static int interrupted(void)
{
    if (signals_terminated()) {
        return EXIT_DONE;
    }
    note_error("interrupted");
    return EXIT_INTERRUPTED;
}

static int ends_with(const scan *s)
{
    if (signals_stop()) {
        return interrupted();
    }
    if (s->index.ends != 0) {
        return s->index.ends;
    }
    if (s->codes.error != 0) {
        return errors_file("standard input", s->codes.error);
    }
    if (s->matched != 0 || s->asked == 0) {
        return EXIT_DONE;
    }
    if (s->unanswered != 0) {
        return s->trouble_ends;
    }
    note_warning(s->asked == 1 ? "no return has this code" : "no return has any of these codes");
    return EXIT_NOT_FOUND;
}

int cmd_scan(const options *given)
{
    static scan s;

    int ends = session_open(&s.session, given);
    if (ends != 0) {
        return ends;
    }
    s.given = given;
    ends = scan_index_open(&s.index, given, &s.session);
    if (ends == 0) {
        if (!given->timeout_given) {
            s.session.config.policy.total_ms = given->search ? SEARCH_MS : CHECK_MS;
        }
        codes_open(&s.codes);
        serve(&s);
        ends = ends_with(&s);
        scan_index_close(&s.index);
    }
    return session_close(&s.session, errors_finish(ends));
}
