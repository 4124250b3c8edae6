/**
 * What time it is, and how far that can be believed.
 *
 * A device starts without a calendar: it knows only that it cannot be earlier than the day its firmware was
 * built. Certificates are measured against whatever is known, so the state goes with the time wherever it
 * goes.
 */
#ifndef YMR_CLOCK_H
#define YMR_CLOCK_H

#include <stdint.h>

#include "ymr/config.h"

/** How far a time can be believed. */
typedef enum ymr_clock_state {
    YMR_CLOCK_FLOOR,       /**< the time is not known; the value is the earliest that it can be */
    YMR_CLOCK_PROVISIONAL, /**< told by somebody who proved nothing: SNTP */
    YMR_CLOCK_TRUSTED      /**< told by a verified server, or a host's own clock; only this is ever stored */
} ymr_clock_state;

/** A source of calendar time. */
typedef struct ymr_clock {
    /** @param unix_ms  Unix milliseconds: now, or with YMR_CLOCK_FLOOR the earliest that now can be */
    ymr_clock_state (*now)(void *context, int64_t *unix_ms);
    void *context; /**< of `now` */
} ymr_clock;

#endif
