#include "ymr/delivery.h"

#include <string.h>

#include "apart.h"
#include "delivery_parts.h"

enum state {
    CHOOSING, /* no call */
    READING,  /* the return */
    ASKING,   /* what is offered */
    SENDING
};

enum { WEEK_MS = 7 * 24 * 60 * 60 * 1000, LEAST_QUIET_MS = 20000, BUSY_MS = 50 };

/* ---- Time ---------------------------------------------------------------------------------------------- */

uint32_t ymr_delivery_now(const ymr_delivery *d)
{
    const ymr_platform *platform = &d->config->client->config->platform;
    return platform->ticks_ms(platform->context);
}

bool ymr_delivery_has_come(uint32_t now, uint32_t when)
{
    return (int32_t)(now - when) >= 0;
}

bool ymr_delivery_wall(const ymr_delivery *d, int64_t *unix_ms, ymr_clock_state *clock)
{
    if (d->config->clock == NULL) {
        return false;
    }
    *clock = d->config->clock->now(d->config->clock->context, unix_ms);
    return true;
}

static uint32_t backoff(const ymr_delivery *d, uint8_t fails)
{
    const ymr_platform *platform = &d->config->client->config->platform;
    const ymr_delivery_policy *policy = &d->config->policy;
    uint32_t span = policy->backoff_ms;
    for (unsigned i = 1; i < fails && span < policy->backoff_cap_ms; i++) {
        span *= 2; /* below two weeks */
    }
    if (span > policy->backoff_cap_ms) {
        span = policy->backoff_cap_ms;
    }
    return platform->random == NULL ? span : span - platform->random(platform->context) % (span / 2 + 1);
}

static void count_up(uint8_t *fails)
{
    if (*fails < UINT8_MAX) {
        (*fails)++;
    }
}

/* ---- Between calls ------------------------------------------------------------------------------------- */

static void rest(ymr_delivery *d)
{
    d->track = NULL;
    d->state = CHOOSING;
    d->has_next = true;
    d->next = ymr_delivery_now(d);
}

/* d->track is to be looked at again in so many ms. */
static void later(ymr_delivery *d, uint32_t ms)
{
    d->track->due = ymr_delivery_now(d) + ms;
}

/*
 * A call came to nothing. Others would fare as this one, so they wait as well; but less long, for it may be
 * this record alone that fails. @return the action then
 */
static uint8_t put_off(ymr_delivery *d)
{
    const ymr_outcome *outcome = &d->config->client->outcome;
    const int64_t told = outcome->status == YMR_E_LIMIT ? outcome->wait_ms : 0;
    const uint32_t forced = told < 0 ? 0 : told > WEEK_MS ? WEEK_MS : (uint32_t)told;
    count_up(&d->fails);
    count_up(&d->track->fails);
    const uint32_t pause = forced + backoff(d, d->fails);
    d->paused = ymr_delivery_now(d) + pause;
    d->is_paused = true;
    later(d, pause + backoff(d, d->track->fails));
    return YMR_ACTION_REST;
}

/* ---- What calls end with ------------------------------------------------------------------------------- */

/* Answers that are the API's, but about the moment and not about the decision. */
static bool is_passing(uint16_t http)
{
    return http == 401 || http == 403 || http == 408 || http == 420 || http == 423 || http == 429 ||
           http >= 500;
}

bool ymr_delivery_is_refusal(ymr_status status, uint16_t http)
{
    return (status == YMR_E_API || status == YMR_E_NOT_FOUND) && !is_passing(http);
}

static bool is_refusal(const ymr_outcome *outcome)
{
    return ymr_delivery_is_refusal(outcome->status, outcome->http_status);
}

/* The call could not be made, or its answer not be read, and will not be another time either. */
static bool is_hopeless(ymr_status status)
{
    return status == YMR_E_ARGUMENT || status == YMR_E_SPACE || status == YMR_E_TOKENS;
}

/* ---- Starting calls ------------------------------------------------------------------------------------ */

/* The client is the caller's between our calls: it may be busy. */
static void begin(ymr_delivery *d, ymr_status started, enum state state)
{
    if (started != YMR_OK) {
        later(d, BUSY_MS);
        return;
    }
    d->state = (uint8_t)state;
}

static YMR_APART void read_return(ymr_delivery *d)
{
    const ymr_journal_submit *submit = &d->record.submit;
    const uint32_t now = ymr_delivery_now(d);
    if (d->track->phase == YMR_PHASE_UNKNOWN && ymr_delivery_has_come(now, d->track->quiet_end)) {
        d->track->phase = YMR_PHASE_QUIET;
    }
    d->read_began = now;
    begin(d,
          ymr_start_resolve_decision(d->config->client, submit->order_id, submit->return_id,
                                     &submit->decisions, &d->answer.resolve),
          READING);
}

static void ask(ymr_delivery *d)
{
    begin(d,
          ymr_start_available_decisions(d->config->client, d->record.submit.return_id, &d->answer.available),
          ASKING);
}

static YMR_APART ymr_status start_send(ymr_delivery *d)
{
    const ymr_journal_submit *submit = &d->record.submit;
    switch (submit->call) {
    case YMR_JOURNAL_SUBMIT:
        return ymr_start_submit_decisions(d->config->client, submit->order_id, submit->return_id,
                                          &submit->decisions);
    case YMR_JOURNAL_SET:
        return ymr_start_set_decision(d->config->client, submit->order_id, submit->return_id,
                                      submit->decisions.items);
    case YMR_JOURNAL_CONFIRM:
        return ymr_start_confirm_decision(d->config->client, submit->order_id, submit->return_id);
    }
    return YMR_E_ARGUMENT;
}

static void note_send(ymr_delivery *d)
{
    ymr_journal_learnt *learnt = &d->record.entry.learnt;
    const uint32_t sends = learnt->sends;
    *learnt = ymr_journal_nothing_learnt;
    learnt->sends = sends < UINT32_MAX ? sends + 1 : sends;
    (void)ymr_delivery_wall(d, &learnt->last_send_ms, &learnt->last_send_clock);
}

/*
 * The read, or the question what is offered, has just ended, so the client is free: what cannot be started
 * cannot be made. A call that was started sends its first byte at its first step: SENT is kept between the
 * two.
 */
static void send(ymr_delivery *d)
{
    if (start_send(d) != YMR_OK) {
        (void)ymr_delivery_give_up(d, YMR_DELIVERY_UNSENDABLE);
        return;
    }
    note_send(d);
    if (ymr_delivery_keep_sent(d) == YMR_OK) {
        d->state = SENDING;
    } else {
        ymr_client_cancel(d->config->client);
    }
}

/* ---- Actions: what the journal could not keep, its own status tells, which every step answers ---------- */

static void space_out(ymr_delivery *d)
{
    d->track->phase = YMR_PHASE_AGREED;
    later(d, d->config->policy.spacing_ms);
}

static void wait_for_quiet(ymr_delivery *d)
{
    const uint32_t now = ymr_delivery_now(d);
    d->track->due = ymr_delivery_has_come(now, d->track->quiet_end) ? now : d->track->quiet_end;
}

static void carry_out(ymr_delivery *d, uint8_t what)
{
    switch (what) {
    case YMR_ACTION_REST:
        break;
    case YMR_ACTION_READ:
        read_return(d);
        break;
    case YMR_ACTION_KEEP:
        (void)ymr_delivery_keep_sent(d);
        break;
    case YMR_ACTION_TAKEN:
        (void)ymr_delivery_settle(d, false);
        break;
    case YMR_ACTION_SETTLE:
        (void)ymr_delivery_settle(d, true);
        break;
    case YMR_ACTION_SEND:
        send(d);
        break;
    case YMR_ACTION_WAIT:
        wait_for_quiet(d);
        break;
    case YMR_ACTION_SPACE:
        space_out(d);
        break;
    case YMR_ACTION_ASK:
        ask(d);
        break;
    case YMR_ACTION_REFUSE:
        (void)ymr_delivery_refuse(d);
        break;
    default:
        (void)ymr_delivery_give_up(d, (ymr_delivery_reason)(what - YMR_ACTION_GIVE_UP));
        break;
    }
}

static void act(ymr_delivery *d, uint8_t what)
{
    carry_out(d, what);
    if (d->state == CHOOSING) {
        rest(d);
    }
}

/* ---- Ends of calls: the action; it is begun where they have returned, for it may take much stack ------- */

static void note_success(ymr_delivery *d)
{
    d->fails = 0;
    d->track->fails = 0;
}

static uint8_t end_reading(ymr_delivery *d)
{
    int64_t deadline;
    const ymr_outcome *outcome = &d->config->client->outcome;
    if (outcome->status != YMR_OK && !is_refusal(outcome) && !is_hopeless(outcome->status)) {
        return put_off(d);
    }
    note_success(d);
    if (outcome->status == YMR_OK && ymr_return_waits(&d->answer.resolve.read) &&
        ymr_decision_deadline(&d->answer.resolve.read, &deadline) == YMR_OK) {
        ymr_delivery_learn_deadline(d, deadline);
    }
    return ymr_delivery_verdict(d);
}

static uint8_t end_asking(ymr_delivery *d)
{
    const ymr_outcome *outcome = &d->config->client->outcome;
    if (outcome->status != YMR_OK && !is_refusal(outcome) && !is_hopeless(outcome->status)) {
        return put_off(d);
    }
    note_success(d);
    const bool offered = outcome->status == YMR_OK &&
                         ymr_decisions_check(&d->record.submit.decisions, &d->answer.available, NULL, NULL) ==
                             YMR_OK;
    return offered ? YMR_ACTION_SEND : YMR_ACTION_GIVE_UP + YMR_DELIVERY_NOT_OFFERED;
}

static void learn(ymr_delivery *d)
{
    const ymr_outcome *outcome = &d->config->client->outcome;
    ymr_journal_learnt *learnt = &d->record.entry.learnt;
    const ymr_text code = outcome->api.code;
    learnt->status = outcome->status;
    learnt->cause = outcome->cause;
    learnt->http_status = outcome->http_status;
    if (code.bytes != NULL) {
        memcpy(learnt->code, code.bytes, code.length < YMR_JOURNAL_CODE ? code.length : YMR_JOURNAL_CODE);
    }
}

static uint8_t begin_doubt(ymr_delivery *d)
{
    d->track->phase = YMR_PHASE_UNKNOWN;
    d->track->quiet_end = ymr_delivery_now(d) + d->config->policy.quiet_ms;
    later(d, d->config->policy.look_ms);
    return YMR_ACTION_KEEP;
}

/* One of the earlier requests may be why: the Market has what it refuses to take again. */
static uint8_t end_refused(ymr_delivery *d)
{
    if (d->record.entry.learnt.sends == 1) {
        return YMR_ACTION_REFUSE;
    }
    d->track->phase = YMR_PHASE_REFUSED;
    later(d, d->config->policy.stale_ms);
    return YMR_ACTION_KEEP;
}

static uint8_t end_sending(ymr_delivery *d)
{
    const ymr_outcome *outcome = &d->config->client->outcome;
    learn(d);
    if (outcome->status == YMR_OK) {
        note_success(d);
        return YMR_ACTION_TAKEN;
    }
    if (outcome->status == YMR_E_OUTCOME_UNKNOWN) {
        return begin_doubt(d);
    }
    if (is_refusal(outcome)) {
        note_success(d);
        return end_refused(d);
    }
    if (is_hopeless(outcome->status)) {
        return YMR_ACTION_GIVE_UP + YMR_DELIVERY_UNSENDABLE;
    }
    d->track->phase = YMR_PHASE_FRESH;
    (void)put_off(d);
    return YMR_ACTION_KEEP;
}

/* ---- Steps --------------------------------------------------------------------------------------------- */

typedef uint8_t end(ymr_delivery *d);

static end *const ends[] = {
    [CHOOSING] = NULL,
    [READING] = end_reading,
    [ASKING] = end_asking,
    [SENDING] = end_sending,
};

static ymr_status journal_status(const ymr_delivery *d)
{
    return ymr_journal_status(d->config->journal);
}

static ymr_status answer(const ymr_delivery *d)
{
    const ymr_status status = journal_status(d);
    return status != YMR_OK ? status : d->has_work ? YMR_PENDING : YMR_OK;
}

/* Who decides anew must not meet a request that is still under way. */
static uint8_t give_up_too_long(const ymr_delivery *d)
{
    const bool quiet = d->track->phase != YMR_PHASE_UNKNOWN ||
                       ymr_delivery_has_come(ymr_delivery_now(d), d->track->quiet_end);
    return quiet ? YMR_ACTION_GIVE_UP + YMR_DELIVERY_TOO_LONG : YMR_ACTION_WAIT;
}

static YMR_APART uint8_t begin_record(ymr_delivery *d, ymr_delivery_track *track)
{
    const ymr_delivery_config *config = d->config;
    const ymr_status status =
        ymr_journal_read(config->journal, track->id, config->buffer, config->buffer_size, &d->record);
    d->track = track;
    if (status == YMR_OK) {
        return YMR_ACTION_READ;
    }
    if (journal_status(d) != YMR_OK) {
        track->id = 0;
        return YMR_ACTION_REST;
    }
    /* With YMR_E_SPACE the record is not filled: its head is needed. */
    if (!ymr_journal_next_open(config->journal, track->id - 1, &d->record.entry)) {
        return YMR_ACTION_REST;
    }
    return status == YMR_E_SPACE ? give_up_too_long(d) : YMR_ACTION_GIVE_UP + YMR_DELIVERY_DAMAGED;
}

static bool has_something_to_do(const ymr_delivery *d, uint32_t now)
{
    return d->sequence != d->config->journal->next_sequence ||
           (d->has_next && ymr_delivery_has_come(now, d->next));
}

/* NULL: there is nothing to be done now. */
static YMR_APART ymr_delivery_track *choose(ymr_delivery *d)
{
    const uint32_t now = ymr_delivery_now(d);
    if (ymr_delivery_has_come(now, d->watch_due)) {
        ymr_delivery_watch(d);
    }
    ymr_delivery_track *track = has_something_to_do(d, now) ? ymr_delivery_choose(d) : NULL;
    return journal_status(d) == YMR_OK ? track : NULL;
}

/* What is read is of no use for a submit that comes much later. */
static void cut_late(const ymr_delivery *d)
{
    const bool late = ymr_delivery_now(d) - d->read_began > d->config->policy.fresh_ms;
    if (d->state == SENDING && late && !d->config->client->exchange.sent_any) {
        ymr_client_cancel(d->config->client);
    }
}

static void end_call(ymr_delivery *d)
{
    end *const how = ends[d->state];
    d->state = CHOOSING;
    act(d, how(d));
}

static void begin_call(ymr_delivery *d)
{
    ymr_delivery_track *track = choose(d);
    if (track != NULL) {
        act(d, begin_record(d, track));
    }
}

ymr_status ymr_delivery_step(ymr_delivery *delivery)
{
    if (delivery->state == CHOOSING) {
        begin_call(delivery);
        return answer(delivery);
    }
    cut_late(delivery);
    if (ymr_client_step(delivery->config->client) != YMR_PENDING) {
        end_call(delivery);
    }
    return answer(delivery);
}

ymr_status ymr_delivery_stop(ymr_delivery *delivery)
{
    if (delivery->state != CHOOSING) {
        ymr_client_cancel(delivery->config->client);
        end_call(delivery);
    }
    return answer(delivery);
}

bool ymr_delivery_is_calling(const ymr_delivery *delivery)
{
    return delivery->state != CHOOSING;
}

/* ---- Waiting ------------------------------------------------------------------------------------------- */

static uint32_t until(uint32_t now, uint32_t when)
{
    return ymr_delivery_has_come(now, when) ? 0 : when - now;
}

uint32_t ymr_delivery_idle_ms(ymr_delivery *delivery)
{
    const uint32_t now = ymr_delivery_now(delivery);
    const uint32_t watch = until(now, delivery->watch_due);
    if (delivery->state != CHOOSING || has_something_to_do(delivery, now)) {
        return 0;
    }
    const uint32_t next = delivery->has_next ? until(now, delivery->next) : UINT32_MAX;
    return next < watch ? next : watch;
}

void ymr_delivery_wait(ymr_delivery *delivery, uint32_t at_most_ms)
{
    ymr_client *client = delivery->config->client;
    ymr_transport *transport = client->config->transport;
    if (delivery->state != CHOOSING) {
        ymr_client_wait(client, at_most_ms);
        return;
    }
    const uint32_t idle = ymr_delivery_idle_ms(delivery);
    if (idle != 0) {
        transport->api->wait(transport, 0, idle < at_most_ms ? idle : at_most_ms);
    }
}

/* ---- Beginning ----------------------------------------------------------------------------------------- */

static bool is_sane(const ymr_delivery_policy *p)
{
    const uint32_t times[] = {p->quiet_ms,   p->stale_ms,       p->fresh_ms,   p->spacing_ms, p->look_ms,
                              p->backoff_ms, p->backoff_cap_ms, p->warn_ms[0], p->warn_ms[1], p->watch_ms};
    for (size_t i = 0; i < sizeof times / sizeof times[0]; i++) {
        if (times[i] == 0 || times[i] > WEEK_MS) {
            return false;
        }
    }
    return p->quiet_ms >= LEAST_QUIET_MS && p->quiet_ms > p->stale_ms && p->warn_ms[0] >= p->warn_ms[1] &&
           p->sends > 0;
}

ymr_status ymr_delivery_init(ymr_delivery *delivery, const ymr_delivery_config *config)
{
    ymr_delivery *d = delivery;
    memset(d, 0, sizeof *d);
    if (config->client == NULL || config->journal == NULL || config->tracks == NULL ||
        config->track_count == 0 || config->buffer == NULL || !is_sane(&config->policy)) {
        return YMR_E_ARGUMENT;
    }
    memset(config->tracks, 0, config->track_count * sizeof config->tracks[0]);
    d->config = config;
    d->began = ymr_delivery_now(d);
    d->floor = d->began + config->policy.stale_ms;
    d->is_settling = true;
    d->is_first = true;
    d->watch_due = d->began;
    d->has_work = true;
    rest(d);
    return YMR_OK;
}
