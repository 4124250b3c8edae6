#include "prove.h"

/* Slots have any content, so it need not be moved: both places must be there. */
static void look_at_move(const void *to, const void *from, size_t length)
{
    PROMISE(length == 0 || (__CPROVER_r_ok(from, length) && __CPROVER_w_ok(to, length)));
}

#define memmove(to, from, length) look_at_move((to), (from), (length))

#include "journal_parts.h"

static uint32_t rank_of(const ymr_journal *journal, uint64_t id);

#include "journal_slots.c"

#include "journal_model.h"

static uint32_t rank_of(const ymr_journal *journal, uint64_t id)
{
    const uint32_t rank = any_uint32();
    (void)id;
    ASSUME(rank <= journal->open);
    return rank;
}

int main(void)
{
    static ymr_journal journal;
    ymr_journal_slot slots[ROOM];
    const uint64_t id = any_uint64();
    const uint32_t which = any_uint32();

    journal.slot_count = any_uint32();
    journal.open = any_uint32();
    ASSUME(journal.slot_count <= ROOM && journal.open <= journal.slot_count);
    journal.slots = slots + (ROOM - journal.slot_count);
    const uint32_t open = journal.open;
    if (any_bool()) {
        ymr_journal_slot *const added = ymr_slot_add(&journal, id);
        PROMISE((added == NULL) == (open == journal.slot_count));
        PROMISE(added == NULL || (journal.open == open + 1 && added->id == id));
        PROMISE(added == NULL || (added >= journal.slots && added < slots + ROOM));
    } else {
        ASSUME(which < open);
        (void)ymr_slot_place(&journal.slots[which]);
        ymr_slot_remove(&journal, &journal.slots[which]);
        PROMISE(journal.open == open - 1);
    }
    return 0;
}
