/**
 * The Market's limits of calls, kept on this side: a device that knows that it would be refused does not ask.
 *
 *     static ymr_budget budget;
 *     ymr_budget_init(&budget);
 *     config.budget = &budget;
 *
 * Each method has so many calls in a period (ymr_operations: x-resource-limit-config of the API's description), which
 * all devices of the store share. Here they are counted down from the first call on; and after every answer the figures
 * of X-RateLimit-Resource-Limit, -Remaining and -Until take the place of one's own: they count the other devices too.
 * `Until` counts from the answer's own `Date`: no clock is needed. Without these fields (no answer has come yet) the
 * table alone counts, and periods that begin at another moment than the server's may let twice the number pass.
 *
 * The client does the rest: a request whose turn comes within the total deadline waits for it, any other ends in
 * YMR_E_LIMIT, with outcome.wait_ms and outcome.limit, and sends nothing.
 *
 * Several clients of one thread may share one budget, and should, if they call with the same key for the same store.
 * What it does not do is count calls at a time: the Market takes 4 of a store (orders: 6, see ymr_operation.parallel),
 * so no more clients than that should be at work, less those of other devices.
 *
 * Cost on Cortex-M0+, -Os: 0.7 KB of flash; RAM: 20 bytes for each method.
 */
#ifndef YMR_BUDGET_H
#define YMR_BUDGET_H

#include "ymr/request.h"
#include "ymr/response.h"

/** What is known of one method; all zero: nothing is under way. */
typedef struct ymr_budget_row {
    uint32_t began;  /* ticks: when the period, or what was known of it, began */
    uint32_t length; /* ms from there to its end; 0: none is under way */
    uint32_t left;   /* calls */
    uint32_t calls;  /* in a period, as the server has said; 0: it has not */
    uint32_t until;  /* Unix seconds of its end, as the server has said; 0: it has not */
} ymr_budget_row;

/** Storage of the caller. */
typedef struct ymr_budget {
    ymr_budget_row rows[YMR_OPERATION_COUNT]; /**< by ymr_operation_id */
} ymr_budget;

/** Forgets all that was counted. */
void ymr_budget_init(ymr_budget *budget);

/**
 * How long a call of this method must wait.
 *
 * @param now  ticks in ms; wrap around after 2^32, which does no harm as long as some call is made in 49 days, and then
 *             costs at most one period
 * @return ms, 0: it may begin
 */
uint32_t ymr_budget_wait(ymr_budget *budget, const ymr_operation *operation, uint32_t now);

/** Counts a call that begins. */
void ymr_budget_spend(ymr_budget *budget, const ymr_operation *operation, uint32_t now);

/** Takes that back: nothing of it was sent. */
void ymr_budget_return(ymr_budget *budget, const ymr_operation *operation);

/** Takes over what an answer's head says; a 420 with a date says that nothing is left. */
void ymr_budget_note(ymr_budget *budget, const ymr_operation *operation, const ymr_response *response, uint32_t now);

/** What is known of a method, in the form in which answers tell it; −1: unknown. */
ymr_limit ymr_budget_limit(const ymr_budget *budget, const ymr_operation *operation);

#endif
