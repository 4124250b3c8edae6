#include "prove.h"

#include "journal_mount.c"

uint32_t ymr_slot_place(const ymr_journal_slot *slot)
{
    PROMISE(__CPROVER_r_ok(slot, sizeof *slot));
    return any_uint32();
}

uint32_t ymr_log_block_of(const ymr_journal *journal, uint32_t place)
{
    (void)journal;
    (void)place;
    return any_uint32();
}

void ymr_slot_head(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    PROMISE(__CPROVER_w_ok(slot, sizeof *slot) && __CPROVER_w_ok(head, sizeof *head));
    journal->failed = any_bool() ? journal->failed : YMR_E_IO;
}

void ymr_slot_spoil(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    (void)journal;
    PROMISE(__CPROVER_w_ok(slot, sizeof *slot) && __CPROVER_w_ok(head, sizeof *head));
    slot->flags |= YMR_FLAG_DAMAGED;
}

bool ymr_log_data_is_sound(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    (void)journal;
    (void)place;
    PROMISE(__CPROVER_r_ok(head, sizeof *head));
    return any_bool();
}

int main(void)
{
    static ymr_journal journal;
    ymr_journal_slot slots[ROOM];
    replay r = {.journal = &journal};
    const uint32_t which = any_uint32();

    journal.open = any_uint32();
    journal.failed = any_bool() ? YMR_OK : YMR_E_IO;
    ASSUME(journal.open <= ROOM && which < ROOM);
    journal.slots = slots + (ROOM - journal.open);
    const ymr_journal_slot before = slots[which];
    if (any_bool()) {
        doubt(&r, any_uint32());
        PROMISE(slots[which].state >= before.state && slots[which].id == before.id);
        PROMISE(slots[which].flags == before.flags || slots[which].state >= YMR_JOURNAL_SENT);
    } else {
        find_spoilt(&journal);
    }
    return 0;
}
