#include "index_table.h"

/*
 * Heap sort: no recursion, no memory beside the table, never worse than n log n; and it can be left after any
 * sift and taken up again, so that a device has time for other things.
 */

/* Puts a key where the heap has its hole, or below. */
static void sift(ymr_index_key *keys, uint32_t hole, uint32_t count, ymr_index_key key)
{
    uint32_t child = 2 * hole + 1;

    while (child < count) {
        if (child + 1 < count && is_before(keys[child], keys[child + 1])) {
            child++;
        }
        if (!is_before(key, keys[child])) {
            break;
        }
        keys[hole] = keys[child];
        hole = child;
        child = 2 * hole + 1;
    }
    keys[hole] = key;
}

void ymr_index_sort_begin(ymr_index *index)
{
    index->sorted = index->shadow.key_count / 2;
    index->heaped = false;
}

/* @return sifts that are left */
static uint32_t make_heap(ymr_index *index, uint32_t sifts)
{
    const ymr_index_table *const table = &index->shadow;

    for (; index->sorted > 0 && sifts > 0; sifts--) {
        index->sorted--;
        sift(table->keys, index->sorted, table->key_count, table->keys[index->sorted]);
    }
    if (index->sorted == 0) {
        index->heaped = true;
        index->sorted = table->key_count;
    }
    return sifts;
}

bool ymr_index_sort_some(ymr_index *index, uint32_t sifts)
{
    ymr_index_key *const keys = index->shadow.keys;

    if (!index->heaped) {
        sifts = make_heap(index, sifts);
    }
    for (; index->heaped && index->sorted > 1 && sifts > 0; sifts--) {
        index->sorted--;
        const ymr_index_key key = keys[index->sorted];
        keys[index->sorted] = keys[0];
        sift(keys, 0, index->sorted, key);
    }
    return index->heaped && index->sorted <= 1;
}
