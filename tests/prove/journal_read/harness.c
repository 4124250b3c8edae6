#include "loose.h"

#include "journal_log.c"

#include "log_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    ymr_journal_block_head block_head;
    ymr_journal_head head;
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    const uint32_t place = any_uint32(), end = any_uint32(), block = any_uint32();
    uint32_t erases;

    journal.storage = &storage;
    ymr_log_read(&journal, place, placed_bytes(buffer, sizeof buffer, length), length);
    ASSUME(place <= end && end - place <= ROOM && end <= storage.block_size * storage.block_count);
    const uint32_t last = ymr_log_end_of_content(&journal, place, end);
    PROMISE(last >= place && last <= end);
    (void)ymr_log_is_blank(&journal, place, end);

    ASSUME(block < storage.block_count && place < storage.block_size * storage.block_count);
    (void)ymr_log_block_head(&journal, block, &block_head);
    (void)ymr_log_erases(&journal, block, &erases);
    const ymr_journal_found found = ymr_log_head_at(&journal, place, &head);
    PROMISE(found == YMR_FOUND_NOTHING || head.length < storage.block_size);
    return 0;
}
