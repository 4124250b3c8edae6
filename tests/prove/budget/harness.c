#include "budget.c"

#include "prove.h"

ymr_budget nondet_budget(void);
ymr_operation nondet_operation(void);
ymr_response nondet_response(void);

int main(void)
{
    ymr_budget budget = nondet_budget();
    const ymr_operation operation = nondet_operation();
    const ymr_response response = nondet_response();
    const uint32_t now = any_uint32();

    ASSUME((unsigned)operation.id < YMR_OPERATION_COUNT);
    ASSUME(response.date_unix_ms >= -1 && response.limit.until_unix_ms >= -1);
    ASSUME(response.limit.until_unix_ms < INT64_C(253402300800000));
    const uint32_t wait = ymr_budget_wait(&budget, &operation, now);
    PROMISE(wait <= budget.rows[operation.id].length);

    ymr_budget_spend(&budget, &operation, now);
    ymr_budget_return(&budget, &operation);
    ymr_budget_note(&budget, &operation, &response, now);
    const ymr_limit limit = ymr_budget_limit(&budget, &operation);
    PROMISE(limit.limit >= -1 && limit.remaining >= -1 && limit.until_unix_ms >= -1);
    ASSUME(response.limit.until_unix_ms < INT64_C(253402300800000));

    ymr_budget_init(&budget);
    PROMISE(ymr_budget_wait(&budget, &operation, now) == 0);
    return 0;
}
