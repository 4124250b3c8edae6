#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

/* What close_holes leaves behind: rows beyond the end say where they are now. */
int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const table = &index.shadow;
    const uint32_t key = any_uint32();

    fill(table, shadow_rows, shadow_keys);
    const uint32_t before = table->return_count;
    table->return_count = any_uint32();
    ASSUME(table->return_count <= before);
    for (uint32_t i = 0; i < ROWS; i++) {
        ASSUME(i >= before || i < table->return_count ||
               (table->returns[i].id >= 0 && table->returns[i].id < table->return_count));
    }
    ASSUME(table->return_count > 0 || table->key_count == 0);
    follow_rows(table);
    ASSUME(key < table->key_count);
    PROMISE(row_of(table->keys[key]) < table->return_count);
    return 0;
}
