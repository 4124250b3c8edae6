#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

#include "chunk_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    ymr_journal_block_head head;
    const uint32_t block = any_uint32();
    uint32_t erases;

    journal.storage = &storage;
    ASSUME(block < storage.block_count);
    (void)ymr_log_block_head(&journal, block, &head);
    (void)ymr_log_erases(&journal, block, &erases);
    write_block_head(&journal, block, any_uint32());
    return 0;
}
