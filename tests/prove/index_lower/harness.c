#include "prove.h"

#include "index.c"

#include "index_model.h"

int main(void)
{
    ymr_index_key keys[ROOM];
    ymr_index_return returns[ROOM];
    ymr_index_table table = {0};
    ymr_index index = {0};
    const uint32_t count = any_uint32();

    ASSUME(count <= ROOM);
    for (size_t i = 0; i < ROOM; i++) {
        ASSUME(row_of(keys[i]) < ROOM);
    }
    table.keys = keys + (ROOM - count);
    table.returns = returns;
    table.key_count = count;
    index.print_bits = any_byte();
    ASSUME(index.print_bits >= 1 && index.print_bits <= 32);
    PROMISE(ymr_index_lower(&table, any_uint32()) <= count);
    const uint32_t row = ymr_index_row(&index, &table, any_int64(), any_int64());
    PROMISE(row == NO_ROW || row < ROOM);
    return 0;
}
