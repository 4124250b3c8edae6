#include "loose.h"

#include "journal_slots.c"

#include "journal_model.h"

int main(void)
{
    ymr_journal_slot slots[ROOM];
    ymr_journal journal = {0};
    const uint64_t id = any_uint64();

    journal.slot_count = any_uint32();
    journal.open = any_uint32();
    ASSUME(journal.slot_count <= ROOM && journal.open <= journal.slot_count);
    journal.slots = slots + (ROOM - journal.slot_count);
    const uint32_t open = journal.open;

    ymr_journal_slot *const found = ymr_slot_find(&journal, id);
    PROMISE(found == NULL || (found >= journal.slots && found < journal.slots + open && found->id == id));
    ymr_journal_slot *const added = ymr_slot_add(&journal, id);
    PROMISE((added == NULL) == (open == journal.slot_count));
    PROMISE(added == NULL || (journal.open == open + 1 && added->id == id && ymr_slot_place(added) == 0));
    if (added != NULL) {
        ymr_slot_remove(&journal, added);
        PROMISE(journal.open == open);
    }
    return 0;
}
