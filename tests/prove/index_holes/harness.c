#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const table = &index.shadow;
    const uint32_t row = any_uint32();

    fill(table, shadow_rows, shadow_keys);
    const uint32_t before = table->return_count;
    ASSUME(row < before);
    const bool stays = !is_void(&table->returns[row]);
    close_holes(table);
    PROMISE(table->return_count <= before);
    PROMISE(row >= table->return_count || !is_void(&table->returns[row]));
    if (stays && row >= table->return_count) {
        PROMISE(table->returns[row].id >= 0 && table->returns[row].id < table->return_count);
        PROMISE(row_of(moved_key((ymr_index_key){any_uint32(), row << ROW_SHIFT}, table)) < table->return_count);
    }
    return 0;
}
