/* What the files of the delivery know of each other. */
#ifndef YMR_CORE_DELIVERY_PARTS_H
#define YMR_CORE_DELIVERY_PARTS_H

#include "ymr/delivery.h"

/* What is known of a record that is open and not the worker's. */
typedef enum ymr_delivery_phase {
    YMR_PHASE_FRESH,   /* no request of it can have an effect any more */
    YMR_PHASE_UNKNOWN, /* one may, or may have had it */
    YMR_PHASE_QUIET,   /* one may have had it: the quiet time was over when the last read began */
    YMR_PHASE_AGREED,  /* and that read said that the return waits */
    YMR_PHASE_REFUSED, /* the last send was refused, perhaps because of an earlier one */
    YMR_PHASE_COUNT
} ymr_delivery_phase;

/* What is to be done with a record: what a call ends with says so. */
typedef enum ymr_delivery_action {
    YMR_ACTION_REST, /* nothing, now */
    YMR_ACTION_READ,
    YMR_ACTION_KEEP,   /* what was learnt of the send */
    YMR_ACTION_TAKEN,  /* settled: the Market answered so */
    YMR_ACTION_SETTLE, /* it was read to have it: somebody else may have decided the same */
    YMR_ACTION_SEND,
    YMR_ACTION_WAIT,  /* until the quiet time is over */
    YMR_ACTION_SPACE, /* the first of two reads that must agree */
    YMR_ACTION_ASK,
    YMR_ACTION_REFUSE,
    YMR_ACTION_GIVE_UP /* plus the reason */
} ymr_delivery_action;

/* Ticks. */
uint32_t ymr_delivery_now(const ymr_delivery *d);
bool ymr_delivery_has_come(uint32_t now, uint32_t when);
/* Wall time; false: it is not known at all. */
bool ymr_delivery_wall(const ymr_delivery *d, int64_t *unix_ms, ymr_clock_state *clock);

/* For good; else it is about the moment. */
bool ymr_delivery_is_refusal(ymr_status status, uint16_t http);

/* ---- delivery_verdict.c -------------------------------------------------------------------------------- */

/* Of d->track and d->record, whose return the client has just read: a ymr_delivery_action; GIVE_UP plus the reason. */
uint8_t ymr_delivery_verdict(const ymr_delivery *d);

/* ---- delivery_choose.c --------------------------------------------------------------------------------- */

/* The track of the oldest record that something can be done for now; NULL: there is none, see d->next. */
ymr_delivery_track *ymr_delivery_choose(ymr_delivery *d);
/* Tells of deadlines; the first time also of what needs the worker. */
void ymr_delivery_watch(ymr_delivery *d);
/* A deadline was learnt: tells of it if it is near. */
void ymr_delivery_learn_deadline(ymr_delivery *d, int64_t deadline_ms);

/* ---- delivery_marks.c: ends of records ----------------------------------------------------------------- */

/* Those of d->track and d->record: kept first, then told. */
ymr_status ymr_delivery_settle(ymr_delivery *d, bool author_unknown);
ymr_status ymr_delivery_refuse(ymr_delivery *d);
ymr_status ymr_delivery_give_up(ymr_delivery *d, ymr_delivery_reason reason);
/* Of any open record that needs the worker from now on. */
ymr_status ymr_delivery_hand_over(ymr_delivery *d, ymr_journal_entry *entry, ymr_delivery_reason reason);
/* Its learnt of the last send, with the state SENT. */
ymr_status ymr_delivery_keep_sent(ymr_delivery *d);
/* Of one that needs the worker, with its reason. */
void ymr_delivery_tell(ymr_delivery *d, const ymr_journal_entry *entry, ymr_delivery_news news,
                       int64_t left_ms);
/* When the next record of a return may first be read, if a while is to be waited for. */
bool ymr_delivery_recently(const ymr_delivery *d, int64_t return_id, uint32_t *until);

#endif
