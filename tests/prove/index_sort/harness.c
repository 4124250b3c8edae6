#include "index_sort.c"

#include "prove.h"

int main(void)
{
    ymr_index_key keys[ROOM];
    ymr_index index = {0};
    const uint32_t count = any_uint32();

    ASSUME(count <= ROOM);
    index.shadow.keys = keys + (ROOM - count);
    index.shadow.key_count = count;
    ymr_index_sort_begin(&index);
    PROMISE(index.sorted <= count && !index.heaped);

    index.heaped = any_bool();
    index.sorted = any_uint32();
    ASSUME(index.sorted <= (index.heaped ? count : count / 2));
    const bool done = ymr_index_sort_some(&index, 2);
    PROMISE(index.sorted <= count);
    PROMISE(!done || (index.heaped && index.sorted <= 1));
    return 0;
}
