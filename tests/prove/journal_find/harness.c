#include "prove.h"

#include "journal_parts.h"

static void look_at(ymr_journal_slot *best, const ymr_journal_walk *walk, uint64_t from);

#include "journal.c"

ymr_journal nondet_journal(void);
ymr_journal_slot nondet_slot(void);

enum { ENTRIES = 2, PASSES = 2 };

static unsigned entries, scans;
static ymr_journal_slot open;

uint32_t ymr_log_behind(const ymr_journal *journal, uint32_t block, uint32_t steps)
{
    const uint32_t behind = any_uint32();
    (void)block;
    PROMISE(steps >= 2 && steps <= journal->storage->block_count);
    ASSUME(behind < journal->storage->block_count);
    return behind;
}

void ymr_walk_begin(ymr_journal *journal, ymr_journal_walk *walk, uint32_t block)
{
    PROMISE(block < journal->storage->block_count);
    walk->at = any_uint32();
    entries = 0;
}

ymr_walk_step ymr_walk_next(ymr_journal *journal, ymr_journal_walk *walk)
{
    (void)journal;
    walk->at = any_uint32();
    if (entries++ == ENTRIES || any_bool()) {
        return YMR_WALK_END;
    }
    return any_bool() ? YMR_WALK_ENTRY : YMR_WALK_LOST;
}

static void look_at(ymr_journal_slot *best, const ymr_journal_walk *walk, uint64_t from)
{
    const uint64_t before = best->id;
    (void)walk;
    PROMISE(best->id >= from);
    *best = nondet_slot();
    ASSUME(best->id >= from && best->id <= before);
}

/* Asked once for each scan. */
ymr_journal_slot *ymr_slot_find(ymr_journal *journal, uint64_t id)
{
    (void)journal;
    open = nondet_slot();
    open.id = id;
    scans++;
    return scans == PASSES || any_bool() ? &open : NULL;
}

int main(void)
{
    const ymr_storage storage = {.block_count = YMR_STORAGE_MIN_BLOCKS};
    ymr_journal journal = nondet_journal();
    ymr_journal_slot found;
    const uint64_t from = any_uint64();

    journal.storage = &storage;
    if (find_from(&journal, from, &found)) {
        PROMISE(found.id >= from && found.id < UINT64_MAX);
        PROMISE(found.record != 0 || scans > 0);
    }
    return 0;
}
