#include "keys_model.h"

static ymr_status put_items(ymr_index *index, uint32_t row, ymr_list items, ymr_return_item *item);

#include "index_add.c"

#include "rows_model.h"

ymr_return nondet_return(void);

uint32_t ymr_index_print_number(const ymr_index *index, ymr_code_field field, int64_t number)
{
    (void)index, (void)field, (void)number;
    return any_uint32();
}

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

static ymr_status put_items(ymr_index *index, uint32_t row, ymr_list items, ymr_return_item *item)
{
    const uint32_t keys = any_uint32();
    (void)items;
    PROMISE(__CPROVER_w_ok(item, sizeof *item));
    PROMISE(row < index->shadow.return_count && index->shadow.key_count <= index->key_room);
    ASSUME(keys >= index->shadow.key_count && keys <= index->key_room);
    index->shadow.key_count = keys;
    return any_bool() ? YMR_OK : YMR_E_FULL;
}

int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const shadow = &index.shadow;
    const ymr_return found = nondet_return();
    ymr_status status;

    index.live.returns = live_rows;
    shadow->returns = shadow_rows;
    ASSUME(index.return_room <= ROWS && index.live.return_count <= index.return_room);
    ASSUME(shadow->return_count <= index.return_room && shadow->key_count <= index.key_room);
    ASSUME((unsigned)found.refund_status.value <= UINT8_MAX && (unsigned)found.shipment_status.value <= UINT8_MAX);
    ASSUME((unsigned)found.return_type.value <= UINT8_MAX);
    const uint32_t rows = shadow->return_count, keys = shadow->key_count;
    if (any_bool()) {
        status = ymr_index_add(&index, &found);
        PROMISE(shadow->return_count <= rows + 1 && shadow->key_count >= keys);
        PROMISE(status == YMR_OK || (shadow->return_count == rows && shadow->key_count == keys));
    } else {
        status = ymr_index_add_partial(&index, found.id, found.order_id);
        PROMISE(status != YMR_OK || (shadow->return_count == rows + 1 && shadow->returns[rows].id == found.id));
    }
    PROMISE(shadow->return_count <= index.return_room && shadow->key_count <= index.key_room);
    return 0;
}
