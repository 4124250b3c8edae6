#include "prove.h"

#include "index_commit.c"

#include "rows_model.h"

int main(void)
{
    ymr_index index = nondet_index();

    fill(&index.shadow, shadow_rows, shadow_keys);
    const ymr_index_table live = index.live, shadow = index.shadow;
    ymr_index_publish(&index);
    PROMISE(index.live.returns == shadow.returns && index.live.return_count == shadow.return_count);
    PROMISE(index.shadow.returns == live.returns && index.shadow.keys == live.keys);
    PROMISE(!index.building && index.live.left_out <= index.live.return_count);
    return 0;
}
