#include "prove.h"

#include "delivery_marks.c"

ymr_journal_entry nondet_entry(void);

int main(void)
{
    const ymr_journal_entry entry = nondet_entry();
    const char *const text = ymr_delivery_reason_text((ymr_delivery_reason)any_unsigned());
    const ymr_delivery_reason reason = ymr_delivery_reason_of(&entry);

    PROMISE(text != NULL && __CPROVER_r_ok(text, 1));
    PROMISE(reason <= YMR_DELIVERY_DAMAGED);
    PROMISE((reason == YMR_DELIVERY_NO_REASON) == (entry.state != YMR_JOURNAL_WORKER));
    return 0;
}
