#include "index_sort.c"

#include "prove.h"

int main(void)
{
    ymr_index_key keys[ROOM];
    const uint32_t count = any_uint32(), hole = any_uint32();
    const ymr_index_key key = {any_uint32(), any_uint32()};

    ASSUME(count <= ROOM && hole < count);
    sift(keys + (ROOM - count), hole, count, key);
    return 0;
}
