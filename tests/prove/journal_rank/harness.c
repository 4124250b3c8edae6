#include "prove.h"

#include "journal_slots.c"

#include "journal_model.h"

int main(void)
{
    static ymr_journal journal;
    ymr_journal_slot slots[ROOM];
    const uint64_t id = any_uint64();

    journal.open = any_uint32();
    ASSUME(journal.open <= ROOM);
    journal.slots = slots + (ROOM - journal.open);
    PROMISE(rank_of(&journal, id) <= journal.open);
    ymr_journal_slot *const found = ymr_slot_find(&journal, id);
    PROMISE(found == NULL || (found >= journal.slots && found < slots + ROOM && found->id == id));
    return 0;
}
