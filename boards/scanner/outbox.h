/**
 * What was decided here, until the Market has it: the decision journal in the board's storage, and the
 * delivery that brings it there between two scans (ymr/journal.h and ymr/delivery.h have promise and rules).
 *
 * A decision is safe before its command is answered, with or without a network. A scan goes first: a call of
 * the delivery begins only when nothing is looked up and no code waits. One that is under way is brought
 * to its end, which takes a second or two and 20 s at most: to give up a submit would make its outcome
 * unknown. A code meanwhile is answered from the index, as during every other call, and says that it was not
 * verified.
 *
 * What is said, one line each:
 *
 *     SAFE 7 return 26839123, 3 open                  the answer to :decide
 *     SETTLED 7 return 26839123                       or: …, author unknown
 *     REFUSED 7 DECISION_NOT_ALLOWED return 26839123  for good: the API's code or the HTTP status
 *     WORKER 7 return 26839123: the reason            type :ack 7 when it has been seen to
 *     DEADLINE 7 return 26839123, 59 min left         or: …, over
 *
 *     JOURNAL YMR_E_STORED: cannot be read; …         what is to be done
 *
 * Built where SCANNER_JOURNAL (sizes.h) has room for it; elsewhere `:decide` sends and keeps nothing.
 */
#ifndef SCANNER_OUTBOX_H
#define SCANNER_OUTBOX_H

#include <stdbool.h>
#include <stdint.h>

#include "configuration.h"
#include "sizes.h"
#include "ymr/text.h"

#if SCANNER_JOURNAL

/** Reads what is there, says how much is open. @param with  NULL: there is none, and nothing can be kept */
void outbox_start(const scanner_configuration *with);

/** Delivers, as far as that can be done now. @param free  nobody else uses the client or waits for it */
void outbox_step(bool free);

/** Whether a call is under way. */
bool outbox_calls(void);

/** Says the next line of what has happened. The console is clear. @return false: there is none */
bool outbox_say(void);

/** Keeps a decision, and says its number or why it was not kept. @param comment  empty: none */
void outbox_decide(int64_t order_id, int64_t return_id, int64_t item_id, int decision, ymr_text comment);

/** Says line `line` of how the journal stands. @return whether there is another one behind it */
bool outbox_list(unsigned line);

/** The worker has taken over: ends a record that needs it. Says whether. */
void outbox_acknowledge(int64_t number);

/** Makes an empty journal of a region that holds none; says so. */
void outbox_format(void);

#else

static inline void outbox_start(const scanner_configuration *with)
{
    (void)with;
}

static inline void outbox_step(bool free)
{
    (void)free;
}

static inline bool outbox_calls(void)
{
    return false;
}

static inline bool outbox_say(void)
{
    return false;
}

#endif

#endif
