#include "prove.h"

#include "journal_slots.c"

const ymr_journal_learnt ymr_journal_nothing_learnt;

uint32_t ymr_log_size(const ymr_journal *journal, uint32_t length)
{
    const uint32_t size = any_uint32();
    (void)length;
    ASSUME(size <= UINT32_MAX / ROOM); /* together below 4 GiB, however many are open */
    PROMISE(journal->open <= ROOM);
    return size;
}

uint32_t ymr_log_block_of(const ymr_journal *journal, uint32_t place)
{
    (void)journal;
    (void)place;
    return any_uint32();
}

ymr_journal_found ymr_log_head_at(ymr_journal *journal, uint32_t place, ymr_journal_head *head, bool repair)
{
    (void)repair;
    (void)journal;
    (void)place;
    (void)head;
    return YMR_FOUND_NOTHING;
}

int main(void)
{
    static ymr_journal journal;
    ymr_journal_slot slots[ROOM];

    journal.open = any_uint32();
    ASSUME(journal.open <= ROOM);
    journal.slots = slots + (ROOM - journal.open);
    (void)ymr_slots_size(&journal);
    (void)ymr_slots_size_in(&journal, any_uint32());
    return 0;
}
