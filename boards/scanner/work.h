/**
 * What the scanner does beside answering codes: it joins the network, asks for the time, builds its index and
 * keeps it fresh; and on command it fetches a photo, or sends a decision.
 */
#ifndef SCANNER_WORK_H
#define SCANNER_WORK_H

#include "configuration.h"
#include "ymr/index.h"

/** @param with  NULL: there is none, and nothing goes online */
void work_start(const scanner_configuration *with);

/** Does what can be done now. `free`: nobody else uses the client. Says what has happened. */
void work_step(bool free);

/** Whether a call is under way. */
bool work_calls(void);

/** Codes have to wait: the first index is being built. */
bool work_is_first(void);

/** The index; NULL: it does not fit, or there is none yet. */
ymr_index *work_index(void);

/** How long a state is good enough; 0: every hit is verified. */
int64_t work_fresh_ms(void);

/** Builds now what would be built later, the whole of it if told so. */
void work_refresh(bool whole);

/** What a command wants done. Returns are named by their numbers. */
typedef struct work_order {
    int64_t order_id;
    int64_t return_id;
    int64_t item_id;
    int decision;  /* ymr_decision_type; 0: the photo of this hash */
    char hash[72]; /* terminated */
} work_order;

/** @return false: another one is under way, or what became of it is not known yet; or the way is not open */
bool work_take(const work_order *wanted);

#endif
