#include <string.h>

#include "apart.h"
#include "delivery_parts.h"

/* Reasons. */

static const struct {
    ymr_status cause;
    const char *text;
} reasons[] = {
    [YMR_DELIVERY_NO_REASON] = {YMR_OK, ""},
#define REASON(name, cause, text) [YMR_DELIVERY_##name] = {cause, text},
    YMR_DELIVERY_REASON_LIST(REASON)
#undef REASON
};

enum { REASONS = sizeof reasons / sizeof reasons[0] };

const char *ymr_delivery_reason_text(ymr_delivery_reason reason)
{
    return (unsigned)reason < REASONS ? reasons[reason].text : "";
}

ymr_delivery_reason ymr_delivery_reason_of(const ymr_journal_entry *entry)
{
    if (entry->state != YMR_JOURNAL_WORKER) {
        return YMR_DELIVERY_NO_REASON;
    }
    for (unsigned i = 1; i < REASONS && !entry->damaged; i++) {
        if (reasons[i].cause == entry->learnt.cause) {
            return (ymr_delivery_reason)i;
        }
    }
    return YMR_DELIVERY_DAMAGED; /* the journal itself decided so */
}

YMR_APART void ymr_delivery_tell(ymr_delivery *d, const ymr_journal_entry *entry, ymr_delivery_news news,
                                 int64_t left_ms)
{
    const ymr_delivery_reason reason =
        news == YMR_DELIVERY_WORKER ? ymr_delivery_reason_of(entry) : YMR_DELIVERY_NO_REASON;
    const ymr_delivery_event event = {news, reason, left_ms, entry};
    if (d->config->taker != NULL) {
        d->config->taker(d->config->context, &event);
    }
}

/* What a read may not show yet. */

static YMR_APART void remember(ymr_delivery *d, int64_t return_id)
{
    ymr_delivery_recent *place = &d->recent[d->recent_at];
    const uint32_t until = ymr_delivery_now(d) + d->config->policy.stale_ms;
    d->recent_at = (uint8_t)((d->recent_at + 1) % YMR_DELIVERY_RECENT);
    /* Forgetting which return it was, all must wait instead. */
    if (place->used && (!d->is_settling || !ymr_delivery_has_come(d->floor, place->until))) {
        d->floor = place->until;
        d->is_settling = true;
    }
    *place = (ymr_delivery_recent){return_id, until, true};
}

bool ymr_delivery_recently(const ymr_delivery *d, int64_t return_id, uint32_t *until)
{
    bool found = false;
    for (size_t i = 0; i < YMR_DELIVERY_RECENT; i++) {
        const ymr_delivery_recent *r = &d->recent[i];
        if (r->used && r->return_id == return_id && (!found || !ymr_delivery_has_come(*until, r->until))) {
            *until = r->until;
            found = true;
        }
    }
    return found;
}

/* Marks. */

ymr_status ymr_delivery_keep_sent(ymr_delivery *d)
{
    ymr_journal_entry *entry = &d->record.entry;
    entry->state = YMR_JOURNAL_SENT;
    return ymr_journal_mark(d->config->journal, entry->id, YMR_JOURNAL_SENT, &entry->learnt);
}

/* Kept first, then told. */
static ymr_status conclude(ymr_delivery *d, ymr_journal_entry *entry, ymr_journal_state state)
{
    static const uint8_t news[] = {
        [YMR_JOURNAL_WORKER] = YMR_DELIVERY_WORKER,
        [YMR_JOURNAL_SETTLED] = YMR_DELIVERY_SETTLED,
        [YMR_JOURNAL_REFUSED] = YMR_DELIVERY_REFUSED,
    };
    const ymr_status status = ymr_journal_mark(d->config->journal, entry->id, state, &entry->learnt);
    if (status == YMR_OK) {
        entry->state = state;
        entry->doubtful = false;
        ymr_delivery_tell(d, entry, (ymr_delivery_news)news[state], 0);
    }
    return status;
}

/* The end of d->track. */
static ymr_status finish(ymr_delivery *d, ymr_journal_state state)
{
    const ymr_status status = conclude(d, &d->record.entry, state);
    if (status == YMR_OK) {
        d->track->id = 0;
        d->track = NULL;
        remember(d, d->record.entry.return_id);
    }
    return status;
}

ymr_status ymr_delivery_settle(ymr_delivery *d, bool author_unknown)
{
    d->record.entry.learnt.author_unknown = author_unknown;
    return finish(d, YMR_JOURNAL_SETTLED);
}

/* A CONFIRM behind a selection that was refused would decide what somebody else selected. */
static YMR_APART ymr_status hand_over_confirms(ymr_delivery *d)
{
    const ymr_journal_entry *refused = &d->record.entry;
    d->older.id = refused->id;
    while (ymr_journal_next_open(d->config->journal, d->older.id, &d->older)) {
        if (d->older.return_id == refused->return_id && d->older.call == YMR_JOURNAL_CONFIRM &&
            d->older.state < YMR_JOURNAL_WORKER) {
            const ymr_status status = ymr_delivery_hand_over(d, &d->older, YMR_DELIVERY_OLDER);
            if (status != YMR_OK) {
                return status;
            }
        }
    }
    return ymr_journal_status(d->config->journal);
}

ymr_status ymr_delivery_refuse(ymr_delivery *d)
{
    const ymr_status status = hand_over_confirms(d);
    return status != YMR_OK ? status : finish(d, YMR_JOURNAL_REFUSED);
}

ymr_status ymr_delivery_give_up(ymr_delivery *d, ymr_delivery_reason reason)
{
    d->record.entry.learnt.cause = reasons[reason].cause;
    return finish(d, YMR_JOURNAL_WORKER);
}

ymr_status ymr_delivery_hand_over(ymr_delivery *d, ymr_journal_entry *entry, ymr_delivery_reason reason)
{
    entry->learnt.cause = reasons[reason].cause;
    return conclude(d, entry, YMR_JOURNAL_WORKER);
}
