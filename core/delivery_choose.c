#include "apart.h"
#include "delivery_parts.h"

/* Tracks. */

static ymr_delivery_track *find_track(const ymr_delivery *d, uint64_t id)
{
    for (size_t i = 0; i < d->config->track_count; i++) {
        if (d->config->tracks[i].id == id) {
            return &d->config->tracks[i];
        }
    }
    return NULL;
}

/* Refused, or kept for later, at a send that an answer came to: then nothing of it is under way. */
static ymr_delivery_phase phase_of(const ymr_journal_entry *entry)
{
    const ymr_status last = entry->learnt.status;
    if (entry->doubtful) {
        return YMR_PHASE_UNKNOWN;
    }
    if (entry->state == YMR_JOURNAL_APPENDED) {
        return YMR_PHASE_FRESH;
    }
    if (last == YMR_PENDING || last == YMR_E_OUTCOME_UNKNOWN) {
        return YMR_PHASE_UNKNOWN;
    }
    return ymr_delivery_is_refusal(last, entry->learnt.http_status) ? YMR_PHASE_REFUSED : YMR_PHASE_FRESH;
}

/* With a trusted clock, then and now, the quiet time may be over already. */
static bool has_been_quiet(const ymr_delivery *d, const ymr_journal_learnt *learnt)
{
    const uint32_t total = d->config->client->config->policy.total_ms;
    const int64_t enough = (int64_t)total + d->config->policy.fresh_ms + d->config->policy.quiet_ms;
    int64_t now_ms;
    ymr_clock_state clock;
    return total != 0 && learnt->last_send_clock == YMR_CLOCK_TRUSTED &&
           learnt->last_send_ms != YMR_JOURNAL_NO_TIME && ymr_delivery_wall(d, &now_ms, &clock) &&
           clock == YMR_CLOCK_TRUSTED && learnt->last_send_ms <= now_ms - enough;
}

static uint32_t first_read(const ymr_delivery *d, int64_t return_id, uint32_t now)
{
    uint32_t until = now;
    uint32_t recently;
    if (d->is_settling) {
        until = d->floor;
    }
    if (ymr_delivery_recently(d, return_id, &recently) && !ymr_delivery_has_come(until, recently)) {
        until = recently;
    }
    return until;
}

static YMR_APART void begin_track(const ymr_delivery *d, ymr_delivery_track *track, const ymr_journal_entry *entry)
{
    const uint32_t now = ymr_delivery_now(d);
    *track = (ymr_delivery_track){.id = entry->id,
                                  .deadline_ms = entry->deadline_ms,
                                  .due = now,
                                  .phase = (uint8_t)phase_of(entry),
                                  .doubtful = entry->doubtful};
    if (track->phase == YMR_PHASE_UNKNOWN) {
        track->quiet_end = has_been_quiet(d, &entry->learnt) ? now : d->began + d->config->policy.quiet_ms;
    } else {
        track->due = first_read(d, entry->return_id, now);
    }
}

/* Choosing. */

static bool is_ours(const ymr_delivery *d, const ymr_journal_entry *entry)
{
    return entry->campaign_id == 0 || entry->campaign_id == d->config->client->config->campaign_id;
}

/* An older open record of the same return, in d->older. */
static bool find_older(ymr_delivery *d)
{
    d->older.id = 0;
    while (ymr_journal_next_open(d->config->journal, d->older.id, &d->older) && d->older.id < d->entry.id) {
        if (d->older.return_id == d->entry.return_id) {
            return true;
        }
    }
    return false;
}

/* The track of d->entry; NULL: there is nothing to be done for it now. */
static ymr_delivery_track *consider(ymr_delivery *d)
{
    ymr_delivery_track *track = find_track(d, d->entry.id);
    if (d->entry.state == YMR_JOURNAL_WORKER || !is_ours(d, &d->entry)) {
        return NULL;
    }
    if (track != NULL) {
        return track;
    }
    if (find_older(d)) {
        if (d->older.state == YMR_JOURNAL_WORKER) {
            (void)ymr_delivery_hand_over(d, &d->entry, YMR_DELIVERY_OLDER);
        } else {
            d->has_work = true;
        }
        return NULL;
    }
    track = find_track(d, 0);
    d->has_work = true;
    if (track != NULL) {
        begin_track(d, track, &d->entry);
    }
    return track;
}

static void note_due(ymr_delivery *d, uint32_t due)
{
    if (!d->has_next || !ymr_delivery_has_come(due, d->next)) {
        d->next = due;
        d->has_next = true;
    }
}

/* Records that somebody else has finished: another one, passed over for want of a track, may have theirs. */
static void forget_others(ymr_delivery *d)
{
    for (size_t i = 0; i < d->config->track_count; i++) {
        ymr_delivery_track *track = &d->config->tracks[i];
        if (track->id != 0 && track->pass != d->pass) {
            track->id = 0;
            note_due(d, ymr_delivery_now(d));
        }
    }
}

static void expire(ymr_delivery *d, uint32_t now)
{
    d->is_settling = d->is_settling && !ymr_delivery_has_come(now, d->floor);
    d->is_paused = d->is_paused && !ymr_delivery_has_come(now, d->paused);
    for (size_t i = 0; i < YMR_DELIVERY_RECENT; i++) {
        d->recent[i].used = d->recent[i].used && !ymr_delivery_has_come(now, d->recent[i].until);
    }
}

/* Of what was lost nobody knows which return it was about: a request of it may be under way. */
static void note_damage(ymr_delivery *d, uint32_t now)
{
    const uint32_t damaged = d->config->journal->damaged;
    if (damaged > d->damaged) {
        d->floor = now + d->config->policy.quiet_ms;
        d->is_settling = true;
    }
    d->damaged = damaged;
}

/* All are looked at: of the due ones the first is the oldest. */
ymr_delivery_track *ymr_delivery_choose(ymr_delivery *d)
{
    const uint32_t now = ymr_delivery_now(d);
    ymr_delivery_track *chosen = NULL;
    expire(d, now);
    note_damage(d, now);
    d->sequence = d->config->journal->next_sequence;
    d->has_next = false;
    d->has_work = false;
    d->pass++;
    d->entry.id = 0;
    while (ymr_journal_next_open(d->config->journal, d->entry.id, &d->entry)) {
        ymr_delivery_track *track = consider(d);
        if (track == NULL) {
            continue;
        }
        d->has_work = true;
        track->pass = d->pass;
        if (chosen == NULL && ymr_delivery_has_come(now, track->due)) {
            chosen = track;
        }
        note_due(d, track->due);
    }
    forget_others(d);
    if (chosen != NULL && d->is_paused) {
        d->next = d->paused;
        return NULL;
    }
    return chosen;
}

/* Deadlines. */

static void tell_deadline(ymr_delivery *d, const ymr_journal_entry *entry, int64_t deadline, int64_t since,
                          int64_t now_ms)
{
    const ymr_delivery_policy *policy = &d->config->policy;
    const int64_t moments[] = {deadline, deadline - policy->warn_ms[1], deadline - policy->warn_ms[0]};
    for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++) {
        if (moments[i] <= now_ms) {
            if (moments[i] > since) {
                ymr_delivery_tell(d, entry, YMR_DELIVERY_DEADLINE, deadline - now_ms);
            }
            return;
        }
    }
}

/* No deadline is so near the ends of time that a warning before it would leave them. */
static bool is_possible(int64_t deadline)
{
    return deadline > INT64_MIN / 2 && deadline < INT64_MAX / 2;
}

static void watch_entry(ymr_delivery *d, int64_t now_ms)
{
    const ymr_delivery_track *track = find_track(d, d->entry.id);
    const int64_t deadline = track != NULL ? track->deadline_ms : d->entry.deadline_ms;
    const bool is_new = !d->has_watched || d->entry.id > d->watched_id;
    if (is_possible(deadline)) {
        tell_deadline(d, &d->entry, deadline, is_new ? INT64_MIN : d->watched_ms, now_ms);
    }
}

void ymr_delivery_watch(ymr_delivery *d)
{
    int64_t now_ms;
    ymr_clock_state clock;
    const bool known = ymr_delivery_wall(d, &now_ms, &clock);
    uint64_t after = 0;
    while (ymr_journal_next_open(d->config->journal, after, &d->entry)) {
        after = d->entry.id;
        if (d->is_first && d->entry.state == YMR_JOURNAL_WORKER) {
            ymr_delivery_tell(d, &d->entry, YMR_DELIVERY_WORKER, 0);
        }
        if (known) {
            watch_entry(d, now_ms);
        }
    }
    d->is_first = false;
    d->watch_due = ymr_delivery_now(d) + d->config->policy.watch_ms;
    if (known) {
        d->watched_ms = now_ms;
        d->watched_id = after;
        d->has_watched = true;
    }
}

/* It comes from a date with a year of four digits: far from the ends of time. */
void ymr_delivery_learn_deadline(ymr_delivery *d, int64_t deadline_ms)
{
    int64_t now_ms;
    ymr_clock_state clock;
    if (d->track->deadline_ms != YMR_JOURNAL_NO_TIME) {
        return;
    }
    d->track->deadline_ms = deadline_ms;
    if (ymr_delivery_wall(d, &now_ms, &clock)) {
        tell_deadline(d, &d->record.entry, deadline_ms, INT64_MIN, now_ms);
    }
}
