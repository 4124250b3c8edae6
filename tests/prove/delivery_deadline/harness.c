#include "prove.h"

#include "delivery_choose.c"

#include "delivery_model.h"
#include "delivery_clocks.h"

static ymr_delivery d;
static unsigned told;

void ymr_delivery_tell(ymr_delivery *to, const ymr_journal_entry *entry, ymr_delivery_news news, int64_t left_ms)
{
    (void)to;
    (void)left_ms;
    PROMISE(news == YMR_DELIVERY_DEADLINE);
    PROMISE(__CPROVER_r_ok(entry, sizeof *entry));
    told++;
}

int main(void)
{
    const int64_t deadline = any_int64(), now_ms = any_int64();

    any_delivery(&d);
    ASSUME(is_possible(deadline) && now_ms > INT64_MIN / 2 && now_ms < INT64_MAX / 2);
    tell_deadline(&d, &d.entry, deadline, any_int64(), now_ms);
    PROMISE(told <= 1);
    ASSUME(d.track != NULL);
    told = 0;
    ymr_delivery_learn_deadline(&d, deadline);
    PROMISE(told <= 1 && d.track->deadline_ms != YMR_JOURNAL_NO_TIME);
    return 0;
}
