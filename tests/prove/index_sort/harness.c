#include "prove.h"

#include "ymr/index.h"

static void sift(ymr_index_key *keys, uint32_t hole, uint32_t count, ymr_index_key key);

#include "index_sort.c"

/* What is left when one key is taken away has room for it beside. */
static void sift(ymr_index_key *keys, uint32_t hole, uint32_t count, ymr_index_key key)
{
    (void)key;
    PROMISE(count > 0 && hole < count && __CPROVER_w_ok(keys, count * sizeof *keys));
}

int main(void)
{
    ymr_index_key keys[ROOM];
    ymr_index index = {0};
    const uint32_t count = any_uint32(), sifts = any_uint32();

    ASSUME(count <= ROOM && sifts <= ROOM);
    index.shadow.keys = keys + (ROOM - count);
    index.shadow.key_count = count;
    ymr_index_sort_begin(&index);
    PROMISE(index.sorted <= count && !index.heaped);

    index.heaped = any_bool();
    index.sorted = any_uint32();
    ASSUME(index.sorted <= (index.heaped ? count : count / 2));
    const bool done = ymr_index_sort_some(&index, sifts);
    PROMISE(index.sorted <= count);
    PROMISE(!done || (index.heaped && index.sorted <= 1));
    return 0;
}
