#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const live = &index.live, *const shadow = &index.shadow;
    const uint32_t row = any_uint32();
    uint32_t staying = 0;

    fill(live, live_rows, live_keys);
    shadow->returns = shadow_rows;
    ASSUME(index.return_room <= ROWS && index.key_room <= KEYS);
    ASSUME(shadow->return_count <= index.return_room && shadow->key_count <= index.key_room);
    if (!has_room(&index)) {
        return 0;
    }
    for (uint32_t i = 0; i < live->key_count; i++) {
        staying += is_void(&live->returns[row_of(live->keys[i])]) ? 0 : 1;
    }
    PROMISE(take_rows(&index) == staying && shadow->key_count + staying <= index.key_room);
    PROMISE(shadow->return_count <= index.return_room);
    ASSUME(row < live->return_count && !is_void(&live->returns[row]));
    PROMISE(live->returns[row].id >= 0 && live->returns[row].id < shadow->return_count);
    return 0;
}
