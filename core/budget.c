#include "ymr/budget.h"

#include <string.h>

#include "divide.h"

/* A date further ahead than that is no limit of calls but a fault, and must not silence a device for longer. */
enum { LONGEST_MS = 24 * 60 * 60 * 1000 };

static uint32_t calls_of(const ymr_budget *budget, const ymr_operation *operation)
{
    const uint32_t told = budget->rows[operation->id].calls;
    return told != 0 ? told : operation->calls;
}

/* Periods that have ended are forgotten at every call: an end that is much older than its period would come round again
   with the ticks. */
static void forget_ended(ymr_budget *budget, uint32_t now)
{
    for (ymr_budget_row *row = budget->rows; row != budget->rows + YMR_OPERATION_COUNT; row++) {
        if (now - row->began >= row->length) {
            row->length = 0;
        }
    }
}

static void begin_period(ymr_budget *budget, const ymr_operation *operation, uint32_t now)
{
    ymr_budget_row *row = &budget->rows[operation->id];
    row->began = now;
    row->length = (uint32_t)operation->seconds * 1000;
    row->left = calls_of(budget, operation);
    row->until = 0;
}

void ymr_budget_init(ymr_budget *budget)
{
    memset(budget, 0, sizeof *budget);
}

uint32_t ymr_budget_wait(ymr_budget *budget, const ymr_operation *operation, uint32_t now)
{
    const ymr_budget_row *row = &budget->rows[operation->id];

    forget_ended(budget, now);
    return row->length == 0 || row->left > 0 ? 0 : row->length - (now - row->began);
}

void ymr_budget_spend(ymr_budget *budget, const ymr_operation *operation, uint32_t now)
{
    ymr_budget_row *row = &budget->rows[operation->id];

    forget_ended(budget, now);
    if (row->length == 0) {
        begin_period(budget, operation, now);
    }
    if (row->left > 0) {
        row->left--;
    }
}

void ymr_budget_return(ymr_budget *budget, const ymr_operation *operation)
{
    ymr_budget_row *row = &budget->rows[operation->id];

    if (row->length != 0 && row->left < calls_of(budget, operation)) {
        row->left++;
    }
}

static uint32_t clipped(int64_t number)
{
    return number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

/* The end of the period, when it is another one than was known. Within one and the same, the first answer said it best:
   later ones differ by their time on the way. @return whether it is another period */
static bool move_end(ymr_budget_row *row, const ymr_response *response, uint32_t now)
{
    const int64_t until = response->limit.until_unix_ms;
    const int64_t ahead = until - response->date_unix_ms;

    if (until < 0 || response->date_unix_ms < 0 || (row->length != 0 && row->until == ymr_seconds(until))) {
        return false;
    }
    row->began = now;
    row->length = ahead <= 0 ? 0 : ahead > LONGEST_MS ? LONGEST_MS : (uint32_t)ahead;
    row->until = ymr_seconds(until);
    return true;
}

void ymr_budget_note(ymr_budget *budget, const ymr_operation *operation, const ymr_response *response, uint32_t now)
{
    ymr_budget_row *row = &budget->rows[operation->id];
    const ymr_limit *limit = &response->limit;
    const bool refused = response->status == 420 && limit->until_unix_ms >= 0;
    const int64_t remaining = refused ? 0 : limit->remaining;

    forget_ended(budget, now);
    if (operation->calls == 0) {
        return; /* not the Market's answer */
    }
    if (limit->limit > 0) {
        row->calls = clipped(limit->limit);
    }
    if (row->length == 0) {
        row->left = calls_of(budget, operation);
    }
    /* Calls under way are counted here already, and at the server perhaps not yet: of the two the smaller. */
    const bool another = move_end(row, response, now);
    if (remaining >= 0 && (another || remaining < row->left)) {
        row->left = clipped(remaining);
    }
}

ymr_limit ymr_budget_limit(const ymr_budget *budget, const ymr_operation *operation)
{
    const ymr_budget_row *row = &budget->rows[operation->id];
    const uint32_t calls = calls_of(budget, operation);
    const bool known = row->length != 0;

    return (ymr_limit){calls != 0 ? (int64_t)calls : -1, known ? (int64_t)row->left : -1,
                       known && row->until != 0 ? (int64_t)row->until * 1000 : -1};
}
