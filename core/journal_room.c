#include "journal_parts.h"

uint32_t ymr_room_most(const ymr_journal *journal)
{
    const uint32_t heads = ymr_log_units(journal, YMR_BLOCK_HEAD_SIZE) + ymr_log_size(journal, 0);
    return journal->storage->block_size - heads;
}

/*
 * What stays free for marks: as much as a block, and so much that the blocks cannot all be full. For then, as
 * open records are copied block by block, at least one block has room for a mark once they were.
 */
static uint32_t kept_free(const ymr_journal *journal)
{
    const uint32_t for_each = (journal->storage->block_count - 1) * ymr_log_size(journal, 0);
    const uint32_t block = ymr_room_most(journal);
    return for_each > block ? for_each : block;
}

uint32_t ymr_room_left(const ymr_journal *journal)
{
    const uint32_t all = (journal->storage->block_count - 1) * ymr_room_most(journal);
    const uint32_t taken = ymr_slots_size(journal) + kept_free(journal);
    return taken < all ? all - taken : 0;
}

static uint32_t copy_records(ymr_journal *journal, uint32_t from, uint32_t place)
{
    for (uint32_t i = 0; i < journal->open && journal->failed == YMR_OK; i++) {
        if (ymr_log_block_of(journal, ymr_slot_place(&journal->slots[i])) == from) {
            place = ymr_write_copy(journal, &journal->slots[i], place);
        }
    }
    return place;
}

/*
 * The free block becomes the newest, the oldest becomes the free one. Until the last step all that counts is
 * still in the oldest block, and what lies in the free one counts for nothing: a turn that was cut off is
 * begun anew.
 */
static void turn(ymr_journal *journal)
{
    const uint32_t block = ymr_log_behind(journal, journal->head, 1);
    const uint32_t oldest = ymr_log_behind(journal, journal->head, 2);
    const uint32_t end = journal->at - journal->gap - journal->head * journal->storage->block_size;
    ymr_log_prepare(journal, block, journal->head);
    const uint32_t place = copy_records(journal, oldest, ymr_log_begin_of(journal, block));
    journal->head = block;
    ymr_write_opening(journal, place, end);
}

/* After n turns the newest block holds the open records of the n-th oldest one; the rest of it is free. */
static uint32_t turns_for(const ymr_journal *journal, uint32_t size)
{
    const uint32_t count = journal->storage->block_count;
    for (uint32_t turns = 1; turns < count; turns++) {
        const uint32_t oldest = ymr_log_behind(journal, ymr_log_behind(journal, journal->head, 1), turns);
        if (ymr_room_most(journal) - ymr_slots_size_in(journal, oldest) >= size) {
            return turns;
        }
    }
    return count;
}

ymr_status ymr_room_make(ymr_journal *journal, uint32_t size)
{
    if (ymr_log_end_of(journal, journal->head) - journal->at >= size) {
        return YMR_OK;
    }
    uint32_t turns = turns_for(journal, size);
    if (turns == journal->storage->block_count) {
        return YMR_E_FULL;
    }
    for (; turns > 0 && journal->failed == YMR_OK; turns--) {
        turn(journal);
    }
    return journal->failed;
}
