#define FEWER_ROWS
#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

/* As take_rows leaves both generations. */
int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const live = &index.live, *const shadow = &index.shadow;
    const uint32_t key = any_uint32();
    uint32_t staying = 0;

    fill(live, live_rows, live_keys);
    fill(shadow, shadow_rows, shadow_keys);
    for (uint32_t i = 0; i < ROWS; i++) {
        ASSUME(i >= live->return_count || is_void(&live_rows[i]) ||
               (live_rows[i].id >= 0 && live_rows[i].id < shadow->return_count));
    }
    for (uint32_t i = 0; i < live->key_count; i++) {
        staying += is_void(&live->returns[row_of(live->keys[i])]) ? 0 : 1;
    }
    ASSUME(index.key_room <= KEYS && shadow->key_count + staying <= index.key_room);
    take_keys(&index, staying);
    PROMISE(shadow->key_count <= index.key_room);
    ASSUME(key < shadow->key_count);
    PROMISE(row_of(shadow->keys[key]) < shadow->return_count);
    return 0;
}
