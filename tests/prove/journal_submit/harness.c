#include "prove.h"

#include "journal.c"

ymr_journal_submit nondet_submit(void);

ymr_status ymr_decisions_check_alone(const ymr_decisions *decisions)
{
    PROMISE(decisions->count == 0 || __CPROVER_r_ok(decisions->items, decisions->count * sizeof *decisions->items));
    return decisions->count > 0 && any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

int main(void)
{
    ymr_item_decision items[ROOM];
    ymr_journal_submit submit = nondet_submit();

    ASSUME(submit.decisions.count <= ROOM);
    submit.decisions.items = items + (ROOM - submit.decisions.count);
    const bool can = can_be_sent(&submit);
    PROMISE(!can || (submit.call >= YMR_JOURNAL_SUBMIT && submit.call <= YMR_JOURNAL_CONFIRM));
    PROMISE(!can || submit.call == YMR_JOURNAL_CONFIRM || submit.decisions.count > 0);
    PROMISE(!can || submit.call != YMR_JOURNAL_SET || submit.decisions.items->reason == YMR_DECISION_REASON_ABSENT);
    return 0;
}
