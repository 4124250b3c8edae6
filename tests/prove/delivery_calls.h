/*
 * What a delivery asks of the journal, the client and its other files, as loosely as those promise it; to be included
 * behind delivery_model.h.
 */
#ifndef YMR_PROVE_DELIVERY_CALLS_H
#define YMR_PROVE_DELIVERY_CALLS_H

const ymr_journal_learnt ymr_journal_nothing_learnt;

ymr_journal_record nondet_record(void);

static ymr_status any_started(void)
{
    return any_bool() ? YMR_OK : any_bool() ? YMR_E_BUSY : YMR_E_ARGUMENT;
}

ymr_status ymr_start_resolve_decision(ymr_client *of, int64_t order_id, int64_t return_id, const ymr_decisions *wanted,
                                      ymr_resolve *resolve)
{
    (void)order_id;
    (void)return_id;
    PROMISE(of == &client && __CPROVER_r_ok(wanted, sizeof *wanted) && __CPROVER_w_ok(resolve, sizeof *resolve));
    return any_started();
}

ymr_status ymr_start_available_decisions(ymr_client *of, int64_t return_id, ymr_available_decisions *out)
{
    (void)return_id;
    PROMISE(of == &client && __CPROVER_w_ok(out, sizeof *out));
    return any_started();
}

ymr_status ymr_start_submit_decisions(ymr_client *of, int64_t order_id, int64_t return_id, const ymr_decisions *wanted)
{
    (void)order_id;
    (void)return_id;
    PROMISE(of == &client && __CPROVER_r_ok(wanted, sizeof *wanted));
    return any_started();
}

ymr_status ymr_start_set_decision(ymr_client *of, int64_t order_id, int64_t return_id,
                                  const ymr_item_decision *decision)
{
    (void)order_id;
    (void)return_id;
    (void)decision;
    PROMISE(of == &client);
    return any_started();
}

ymr_status ymr_start_confirm_decision(ymr_client *of, int64_t order_id, int64_t return_id)
{
    (void)order_id;
    (void)return_id;
    PROMISE(of == &client);
    return any_started();
}

ymr_status ymr_client_step(ymr_client *of)
{
    PROMISE(of == &client);
    return any_bool() ? YMR_PENDING : of->outcome.status;
}

void ymr_client_cancel(ymr_client *of)
{
    of->outcome.status = any_bool() ? YMR_E_STOPPED : YMR_E_OUTCOME_UNKNOWN;
}

void ymr_client_wait(ymr_client *of, uint32_t at_most_ms)
{
    (void)at_most_ms;
    PROMISE(of == &client);
}

ymr_status ymr_journal_status(const ymr_journal *of)
{
    PROMISE(of == &journal);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

ymr_status ymr_journal_read(ymr_journal *of, uint64_t id, void *buffer, size_t size, ymr_journal_record *record)
{
    (void)id;
    (void)buffer;
    (void)size;
    PROMISE(of == &journal);
    *record = nondet_record();
    return any_bool() ? YMR_OK : any_bool() ? YMR_E_SPACE : any_bool() ? YMR_E_STORED : YMR_E_ARGUMENT;
}

bool ymr_journal_next_open(ymr_journal *of, uint64_t after, ymr_journal_entry *entry)
{
    (void)after;
    PROMISE(of == &journal);
    *entry = nondet_record().entry;
    return any_bool();
}

bool ymr_return_waits(const ymr_return *read)
{
    PROMISE(__CPROVER_r_ok(read, sizeof *read));
    return any_bool();
}

ymr_status ymr_decision_deadline(const ymr_return *read, int64_t *deadline_ms)
{
    PROMISE(__CPROVER_r_ok(read, sizeof *read));
    *deadline_ms = any_int64();
    return any_bool() ? YMR_OK : YMR_E_MISSING;
}

ymr_status ymr_decisions_check(const ymr_decisions *decisions, const ymr_available_decisions *available,
                               ymr_finding_taker *taker, void *context)
{
    PROMISE(__CPROVER_r_ok(decisions, sizeof *decisions) && __CPROVER_r_ok(available, sizeof *available));
    (void)taker;
    (void)context;
    return any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

uint8_t ymr_delivery_verdict(const ymr_delivery *d)
{
    const uint8_t verdict = any_byte();
    PROMISE(d->track != NULL && d->track->phase < YMR_PHASE_COUNT);
    ASSUME(verdict <= YMR_ACTION_GIVE_UP + YMR_DELIVERY_DAMAGED && verdict != YMR_ACTION_GIVE_UP);
    return verdict;
}

ymr_delivery_track *ymr_delivery_choose(ymr_delivery *d)
{
    const size_t which = any_size();
    ASSUME(which < config.track_count && config.tracks[which].phase < YMR_PHASE_COUNT && config.tracks[which].id != 0);
    d->has_work = any_bool();
    return any_bool() ? &config.tracks[which] : NULL;
}

void ymr_delivery_watch(ymr_delivery *d)
{
    d->watch_due = any_uint32();
}

void ymr_delivery_learn_deadline(ymr_delivery *d, int64_t deadline_ms)
{
    PROMISE(d->track != NULL);
    d->track->deadline_ms = deadline_ms;
}

static ymr_status any_end(ymr_delivery *d)
{
    const bool kept = any_bool();
    PROMISE(d->track != NULL);
    if (kept) {
        d->track->id = 0;
        d->track = NULL;
    }
    return kept ? YMR_OK : YMR_E_IO;
}

ymr_status ymr_delivery_settle(ymr_delivery *d, bool author_unknown)
{
    (void)author_unknown;
    return any_end(d);
}

ymr_status ymr_delivery_refuse(ymr_delivery *d)
{
    return any_end(d);
}

ymr_status ymr_delivery_give_up(ymr_delivery *d, ymr_delivery_reason reason)
{
    PROMISE(reason > YMR_DELIVERY_NO_REASON && reason <= YMR_DELIVERY_DAMAGED);
    return any_end(d);
}

ymr_status ymr_delivery_keep_sent(ymr_delivery *d)
{
    PROMISE(d->track != NULL);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

#endif
