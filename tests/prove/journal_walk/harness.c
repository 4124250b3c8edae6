#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

#include "chunk_model.h"

enum { BLOCK = 512 };

ymr_journal_walk nondet_walk(void);

static ymr_storage storage = {.block_size = BLOCK};

bool ymr_log_is_blank(ymr_journal *journal, uint32_t place, uint32_t end)
{
    (void)journal;
    PROMISE(place <= end);
    return any_bool();
}

static bool is_in_block(uint32_t at, uint32_t block)
{
    const uint32_t offset = at - block * BLOCK;
    return offset > 0 && offset <= BLOCK && offset % storage.program_size == 0;
}

int main(void)
{
    ymr_journal journal = nondet_journal();
    ymr_journal_walk walk = nondet_walk();
    const uint32_t block = any_uint32();

    journal.storage = &storage;
    storage.block_count = UINT32_MAX / BLOCK;
    storage.program_size = any_bool() ? 32 : 64;
    ASSUME(block < storage.block_count);
    walk.end = (block + 1) * BLOCK;
    ASSUME(is_in_block(walk.at, block));
    const uint32_t before = walk.at;
    const ymr_walk_step step = ymr_walk_next(&journal, &walk);
    PROMISE(is_in_block(walk.at, block));
    PROMISE(step == YMR_WALK_END || walk.at > before);
    PROMISE(step != YMR_WALK_ENTRY || (walk.place >= before && walk.place < walk.at));
    PROMISE(step != YMR_WALK_LOST || walk.lost == before);
    return 0;
}
