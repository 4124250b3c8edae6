#include "loose.h"

#include "journal_log.c"

#include "log_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal;
    ymr_journal_walk walk;
    const uint32_t block = any_uint32(), length = any_uint32(), steps = any_uint32();

    ymr_log_begin(&journal, &storage);
    journal.storage = &storage;
    ASSUME(block < storage.block_count && length <= storage.block_size && steps <= storage.block_count);
    PROMISE(ymr_log_units(&journal, length) >= length);
    PROMISE(ymr_log_units(&journal, length) - length < storage.program_size);
    PROMISE(ymr_log_size(&journal, length) > length);
    PROMISE(ymr_log_begin_of(&journal, block) < ymr_log_end_of(&journal, block));
    PROMISE(ymr_log_block_of(&journal, length) <= 1);
    ymr_walk_begin(&journal, &walk, block);
    PROMISE(walk.at < walk.end);
    PROMISE(ymr_log_behind(&journal, block, steps) < storage.block_count || steps == storage.block_count);
    return 0;
}
