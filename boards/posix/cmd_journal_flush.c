#include "commands.h"

#include "errors.h"
#include "exits.h"
#include "journal_show.h"
#include "journal_use.h"
#include "notes.h"
#include "progress.h"
#include "session.h"
#include "signals.h"

enum {
    CALL_MS = 60000,
    PATIENCE_MS = 600000, /* for all of it, unless --timeout is given */
    TELL_MS = 1000,       /* a shorter wait is not worth a line */
    TICK_MS = 50          /* so late another process gets the file */
};

typedef struct flush {
    const options *given;
    session s;
    journal_use use;
    ymr_delivery_config config;
    ymr_delivery delivery;

    uint64_t end; /* of progress_clock */
    bool finished_one;  /* in the step under way */
    bool wait_told;
    bool refused;       /* a record was, in this run */
    ymr_status trouble; /* of the last call; YMR_OK: none */
    int trouble_ends;
    int ends;  /* what the program ends with, at once; 0: it goes on */
    bool lost; /* the file was lent and is another's now: nothing may be written any more */
} flush;

static ymr_delivery_track tracks[JOURNAL_SLOTS];

/* What is told. */

static void tell_deadline(const ymr_delivery_event *event)
{
    char span[24];
    const unsigned long long id = event->entry->id;
    const long long return_id = event->entry->return_id;
    if (event->left_ms > 0) {
        note_warning("record %llu: return %lld can be decided on for %s more", id, return_id,
                     journal_span(event->left_ms, span));
    } else {
        note_warning("record %llu: the time for deciding on return %lld is over", id, return_id);
    }
}

static void on_event(void *context, const ymr_delivery_event *event)
{
    flush *const f = context;
    if (event->news == YMR_DELIVERY_DEADLINE) {
        tell_deadline(event);
        return;
    }
    f->finished_one = true;
    f->refused |= event->news == YMR_DELIVERY_REFUSED;
    (f->given->json ? journal_json : journal_show)(&out_result, event->entry, NULL);
    out_flush(&out_result);
}

/* Calls that ended. */

static uint64_t left_ms(const flush *f)
{
    const uint64_t now = progress_clock();
    return f->end > now ? f->end - now : 0;
}

static bool is_network(ymr_status status)
{
    return status <= YMR_E_RESOLVE && status >= YMR_E_ENTROPY;
}

/* The same trouble is told once. */
static void note_trouble(flush *f, ymr_status status)
{
    if (status != f->trouble) {
        f->trouble_ends = errors_call(&f->s, status, "the delivery");
        f->trouble = status;
    }
}

/* Some will not pass while anybody waits here. */
static bool is_hopeless(const flush *f)
{
    const ymr_outcome *const outcome = &f->s.client.outcome;
    switch (f->trouble) {
    case YMR_E_LIMIT:
        return outcome->wait_ms > 0 && (uint64_t)outcome->wait_ms > left_ms(f);
    case YMR_E_UNAUTHORIZED:
        return true;
    default:
        return outcome->http_status == 403 || (is_network(f->trouble) && !f->given->timeout_given);
    }
}

static void note_end(flush *f)
{
    const ymr_outcome *const outcome = &f->s.client.outcome;

    f->wait_told = false;
    if (f->finished_one || outcome->status == YMR_OK) {
        f->trouble = YMR_OK;
    } else if (outcome->status == YMR_E_OUTCOME_UNKNOWN) {
        note_warning("whether a decision took effect is not known (%s): the return is read to see",
                     outcome->http_status >= 500 ? "the Market answered with an error"
                                                 : ymr_status_text(outcome->cause));
    } else if (!signals_stop()) {
        note_trouble(f, outcome->status);
        f->ends = is_hopeless(f) ? f->trouble_ends : 0;
    }
}

/* The client waits for a limit inside its call: longer than anybody wants to. */
static void give_up_limited(flush *f)
{
    (void)ymr_delivery_stop(&f->delivery);
    note_trouble(f, YMR_E_LIMIT);
    f->ends = f->trouble_ends;
}

/* The loop. */

static void tell_wait(flush *f, uint32_t idle_ms)
{
    char span[24];
    if (idle_ms >= TELL_MS && !f->wait_told) {
        note_warning("going on in %s", journal_span((int64_t)idle_ms + 999, span));
        f->wait_told = true;
    }
}

/* @return false: the time is over before anything is to be done */
static bool wait_for_something(flush *f)
{
    const uint32_t idle_ms = ymr_delivery_idle_ms(&f->delivery);
    if (left_ms(f) <= idle_ms && !ymr_delivery_is_calling(&f->delivery)) {
        return false;
    }
    tell_wait(f, idle_ms);
    progress_tick();
    ymr_delivery_wait(&f->delivery, TICK_MS);
    return true;
}

static ymr_status step(flush *f)
{
    const bool was_calling = ymr_delivery_is_calling(&f->delivery);

    f->finished_one = false;
    const ymr_status status = ymr_delivery_step(&f->delivery);
    if (was_calling && !ymr_delivery_is_calling(&f->delivery)) {
        note_end(f);
    } else if (f->s.limited) {
        give_up_limited(f);
    }
    return status;
}

/* @return what the journal says; YMR_PENDING: something is still to be delivered */
static ymr_status deliver(flush *f)
{
    ymr_status status = YMR_PENDING;
    while (status == YMR_PENDING && f->ends == 0 && !signals_stop() && out_result.error == 0) {
        f->ends = journal_share(&f->use);
        f->lost = f->ends != 0;
        status = f->ends == 0 ? step(f) : YMR_PENDING;
        if (status == YMR_PENDING && f->ends == 0 && !wait_for_something(f)) {
            break;
        }
    }
    return status;
}

/* The end. */

typedef struct tally {
    unsigned waiting, unknown, worker, foreign, damaged;
} tally;

static tally count(flush *f)
{
    tally all = {0};
    ymr_journal_entry entry = {.id = 0};
    while (ymr_journal_next_open(&f->use.journal, entry.id, &entry)) {
        const bool ours = entry.campaign_id == 0 || entry.campaign_id == f->given->campaign;
        all.damaged += entry.damaged ? 1 : 0;
        all.worker += entry.state == YMR_JOURNAL_WORKER ? 1 : 0;
        all.unknown += journal_is_unknown(&entry) && ours ? 1 : 0;
        all.waiting += entry.state < YMR_JOURNAL_WORKER && ours ? 1 : 0;
        all.foreign += entry.state < YMR_JOURNAL_WORKER && !ours ? 1 : 0;
    }
    return all;
}

static void tell_tally(const flush *f, const tally *all)
{
    if (all->waiting != 0) {
        note_warning("%u of the records are still to be delivered%s", all->waiting,
                     all->unknown != 0 ? "; of some it is not known what became of them" : "");
    }
    if (all->worker != 0) {
        note_warning("%u of the records need a person: ymr journal list --journal %s says what to do",
                     all->worker, f->use.path);
    }
    if (all->foreign != 0) {
        note_warning("%u of the records are of other campaigns: --campaign ID delivers them", all->foreign);
    }
}

/* The gravest: what is not known, what keeps the rest, what the Market did not take. */
static int ends_with(const flush *f, const tally *all)
{
    if (signals_stop()) {
        note_error("interrupted");
        return EXIT_INTERRUPTED;
    }
    if (all->unknown != 0) {
        return EXIT_UNKNOWN;
    }
    if (all->waiting != 0) {
        return f->ends != 0 ? f->ends : f->trouble != YMR_OK ? f->trouble_ends : EXIT_NETWORK;
    }
    if (f->use.journal.damaged != 0 || all->damaged != 0) {
        return EXIT_LOCAL;
    }
    return all->worker != 0 || f->refused ? EXIT_REFUSED : EXIT_DONE;
}

static int finish(flush *f, ymr_status status)
{
    if (status < 0) {
        return journal_failed(&f->use, status);
    }
    if (f->lost) {
        return f->ends;
    }
    if (ymr_delivery_is_calling(&f->delivery)) {
        (void)ymr_delivery_stop(&f->delivery);
    }
    const ymr_status kept = ymr_journal_status(&f->use.journal);
    if (kept != YMR_OK) {
        return journal_failed(&f->use, kept);
    }
    const tally all = count(f);
    tell_tally(f, &all);
    return ends_with(f, &all);
}

static int begin(flush *f)
{
    static ymr_clock clock;
    const options *const given = f->given;

    clock = ymr_posix_clock();
    f->s.config.policy.total_ms = CALL_MS;
    session_large(&f->s, true);
    f->config = (ymr_delivery_config){.client = &f->s.client,
                                      .journal = &f->use.journal,
                                      .clock = &clock,
                                      .tracks = tracks,
                                      .track_count = JOURNAL_SLOTS,
                                      .buffer = journal_room,
                                      .buffer_size = sizeof journal_room,
                                      .taker = on_event,
                                      .context = f,
                                      .policy = YMR_DELIVERY_POLICY_DEFAULT};
    /* Deadlines are looked at when it begins; a shorter round would look like something to be done. */
    f->config.policy.watch_ms = PATIENCE_MS;
    f->end = !given->timeout_given    ? progress_clock() + PATIENCE_MS
             : given->timeout_ms == 0 ? UINT64_MAX
                                      : progress_clock() + given->timeout_ms;
    return ymr_delivery_init(&f->delivery, &f->config) == YMR_OK ? 0 : EXIT_LOCAL;
}

int cmd_journal_flush(const options *given)
{
    static flush f;

    f.given = given;
    if (!options_business(given)) {
        return EXIT_USAGE;
    }
    int ends = journal_open(&f.use, given, YMR_POSIX_JOURNAL_DELIVER);
    if (ends != 0) {
        return ends;
    }
    ends = session_open(&f.s, given);
    if (ends == 0) {
        ends = begin(&f);
        ends = session_close(&f.s, ends != 0 ? ends : finish(&f, deliver(&f)));
    }
    journal_close(&f.use);
    return errors_finish(ends);
}
