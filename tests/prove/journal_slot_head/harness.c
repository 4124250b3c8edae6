#define LOOK_ONLY
#include "loose.h"

#include "journal_slots.c"

#include "journal_model.h"

ymr_journal nondet_journal(void);
ymr_journal_slot nondet_slot(void);

static void take(void *context, const ymr_journal_damage *damage)
{
    PROMISE(context == NULL && __CPROVER_r_ok(damage, sizeof *damage));
}

int main(void)
{
    ymr_journal journal = nondet_journal();
    ymr_journal_slot slot = nondet_slot();
    ymr_journal_head head = nondet_head();

    journal.taker = any_bool() ? take : NULL;
    journal.context = NULL;
    ASSUME(journal.damaged < UINT32_MAX - 2);
    ymr_slot_head(&journal, &slot, &head);
    PROMISE(head.id == slot.id && head.state == slot.state && head.flags == slot.flags);
    PROMISE((slot.flags & YMR_FLAG_DAMAGED) == 0 || head.length == 0);
    ymr_slot_spoil(&journal, &slot, &head);
    PROMISE((slot.flags & YMR_FLAG_DAMAGED) != 0 && slot.state >= YMR_JOURNAL_WORKER && slot.length == 0);
    ymr_journal_tell(&journal, any_uint32(), any_uint32());
    return 0;
}
