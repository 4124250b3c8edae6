#include "prove.h"

#include "index_add.c"

#include "rows_model.h"

ymr_return nondet_return(void);

uint32_t ymr_index_row(const ymr_index *index, const ymr_index_table *table, int64_t id, int64_t order_id)
{
    const uint32_t row = any_uint32();
    (void)id, (void)order_id;
    PROMISE(table == &index->live);
    ASSUME(row == NO_ROW || row < table->return_count);
    return row;
}

uint32_t ymr_seconds(int64_t ms)
{
    (void)ms;
    return any_uint32();
}

int main(void)
{
    ymr_index index = nondet_index();
    const ymr_return found = nondet_return();
    const uint32_t row = any_uint32();

    ASSUME(index.live.return_count <= ROWS && index.shadow.return_count <= ROWS);
    index.live.returns = live_rows;
    index.shadow.returns = shadow_rows;
    ASSUME((unsigned)found.refund_status.value <= UINT8_MAX && (unsigned)found.shipment_status.value <= UINT8_MAX);
    ASSUME((unsigned)found.return_type.value <= UINT8_MAX);
    if (any_bool()) {
        (void)ymr_index_note(&index, &found);
    } else {
        const uint8_t others = shadow_rows[0].flags;
        ASSUME(row < index.shadow.return_count);
        if (any_bool()) {
            ymr_index_complete(&index, row, &found);
            PROMISE((shadow_rows[row].flags & (ROW_PARTIAL | ROW_REPLACED)) == 0);
        } else {
            ymr_index_drop(&index, row);
            PROMISE(shadow_rows[row].flags == ROW_GONE);
        }
        PROMISE(row == 0 || shadow_rows[0].flags == others);
    }
    return 0;
}
