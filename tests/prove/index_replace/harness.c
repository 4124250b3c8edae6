#define FEWER_ROWS
#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

uint32_t ymr_index_row(const ymr_index *index, const ymr_index_table *table, int64_t id, int64_t order_id)
{
    const uint32_t row = any_uint32();
    (void)id, (void)order_id;
    PROMISE(table == &index->shadow);
    ASSUME(row == NO_ROW || row < table->return_count);
    return row;
}

int main(void)
{
    ymr_index index = nondet_index();

    if (any_bool()) {
        fill(&index.shadow, shadow_rows, shadow_keys);
        replace_older(&index.shadow);
    } else {
        fill(&index.live, live_rows, live_keys);
        mark_replaced(&index);
        const uint32_t row = any_uint32();
        ASSUME(row < index.live.return_count);
        PROMISE((index.live.returns[row].flags & ROW_GONE) == 0);
    }
    return 0;
}
