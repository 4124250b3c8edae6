#include "prove.h"

#include "journal_room.c"

static ymr_journal journal;

uint32_t ymr_slot_place(const ymr_journal_slot *slot)
{
    PROMISE(__CPROVER_r_ok(slot, sizeof *slot));
    return any_uint32();
}

uint32_t ymr_log_block_of(const ymr_journal *of, uint32_t place)
{
    (void)of;
    (void)place;
    return any_uint32();
}

uint32_t ymr_write_copy(ymr_journal *of, ymr_journal_slot *slot, uint32_t place)
{
    (void)place;
    PROMISE(slot >= of->slots && slot < of->slots + of->open);
    of->failed = any_bool() ? of->failed : YMR_E_IO;
    return any_uint32();
}

int main(void)
{
    ymr_journal_slot slots[ROOM];

    journal.open = any_uint32();
    journal.failed = any_bool() ? YMR_OK : YMR_E_IO;
    ASSUME(journal.open <= ROOM);
    journal.slots = slots + (ROOM - journal.open);
    (void)copy_records(&journal, any_uint32(), any_uint32());
    return 0;
}
