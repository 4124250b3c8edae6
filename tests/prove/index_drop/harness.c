#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

int main(void)
{
    ymr_index index = nondet_index();

    fill(&index.shadow, shadow_rows, shadow_keys);
    const uint32_t before = index.shadow.key_count, key = any_uint32();
    drop_void_keys(&index.shadow);
    PROMISE(index.shadow.key_count <= before);
    ASSUME(key < index.shadow.key_count);
    const uint32_t row = row_of(index.shadow.keys[key]);
    PROMISE(row < index.shadow.return_count && !is_void(&index.shadow.returns[row]));
    return 0;
}
