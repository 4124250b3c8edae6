#include "prove.h"

#include "index_add.c"

#include "rows_model.h"

int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table *const shadow = &index.shadow;
    const uint32_t place = any_uint32();

    fill(shadow, shadow_rows, shadow_keys);
    ASSUME(index.key_room <= KEYS && shadow->key_count <= index.key_room);
    const uint32_t before = shadow->key_count;
    const ymr_status status = put_key(&index, place, any_uint32());
    PROMISE(shadow->key_count == before || (status == YMR_OK && shadow->key_count == before + 1));
    PROMISE(shadow->key_count <= index.key_room && (status == YMR_OK || status == YMR_E_FULL));
    PROMISE(status == YMR_OK || before == index.key_room);
    PROMISE(shadow->key_count == before || shadow->keys[before].place == place);
    return 0;
}
