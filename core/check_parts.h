/* A check: check.c leads it, check_read.c reads returns, check_hits.c keeps what came of that. */
#ifndef YMR_CORE_CHECK_PARTS_H
#define YMR_CORE_CHECK_PARTS_H

#include "ymr/check.h"

typedef enum ymr_check_state {
    ENDED,         /* `status` says how */
    ASKING,        /* the index */
    CHOOSING,      /* the next hit to be verified */
    READING,       /* its return */
    READING_ITEMS, /* its return, by items: it is too big to be read whole */
    WEIGHING,      /* no hit is left to be verified: is it a miss? */
    SEARCHING      /* the Market's list */
} ymr_check_state;

/*
 * Moves answer YMR_OK: something was done, or YMR_PENDING: enough was. They are given how the client's call has ended, YMR_OK
 * where none was under way.
 */

/** Goes on in that state. @return YMR_OK */
ymr_status ymr_check_go(ymr_check *check, ymr_check_state state);

/** Ends the check, with what is there. @return YMR_OK */
ymr_status ymr_check_end(ymr_check *check);

/** Counts the call that has ended, unless nothing of it was sent. */
void ymr_check_count_call(ymr_check *check, bool had_pages);

/** CHOOSING, READING and READING_ITEMS. */
ymr_status ymr_check_choose(ymr_check *check, ymr_status status);
ymr_status ymr_check_read(ymr_check *check, ymr_status status);
ymr_status ymr_check_read_items(ymr_check *check, ymr_status status);

/** As ymr_match, with the room for its items: a check's stack is deep enough without. */
ymr_status ymr_match_by(const ymr_scan *scan, const ymr_return *found, ymr_return_item *item, ymr_hit_taker *taker,
                        void *context);

/** Fills in what a hit says of its return. */
void ymr_hit_describe(ymr_hit *hit, const ymr_return *found);

/** Takes a hit of the index (ymr_hit_taker). */
ymr_status ymr_hits_take_known(void *check, const ymr_hit *hit);

/** Takes a hit of a search (ymr_hit_taker). */
ymr_status ymr_hits_take_found(void *check, const ymr_hit *hit);

/** The end of a page of a search (ymr_search.page_ended). */
void ymr_hits_page_ended(void *check, bool came);

/** Finds the next hit to be verified, in check->next. False: there is none. */
bool ymr_hits_choose(ymr_check *check);

/* Of the return of the chosen hit: */

/** Takes a match with it (ymr_hit_taker); holds once it is settled. */
ymr_status ymr_hits_confirm(void *check, const ymr_hit *hit);

/** Its matches are void: its hits are as they were. */
void ymr_hits_release(ymr_check *check);

/** It was compared with the whole code, and is in check->found: hits that did not come true go. */
void ymr_hits_settle(ymr_check *check);

/** It is no more. */
void ymr_hits_drop(ymr_check *check);

/** All was done that can be: what is no answer goes, the rest is put in order. */
void ymr_hits_finish(ymr_check *check);

#endif
