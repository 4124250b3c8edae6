#include "prove.h"

#include "index.c"

#include "index_model.h"

ymr_index nondet_index(void);

int main(void)
{
    ymr_index_return rows[ROOM];
    ymr_index_key keys[ROOM];
    ymr_index index = nondet_index();
    const ymr_index_scope scope = index.scope;
    ymr_index_memory memory = {any_bool() ? rows : NULL, any_size(), any_bool() ? keys : NULL, any_size()};

    ASSUME(memory.return_count <= ROOM && memory.key_count <= ROOM);
    if (ymr_index_init(&index, &memory) == YMR_OK) {
        PROMISE(index.return_room > 0 && 2 * index.return_room <= memory.return_count);
        PROMISE(index.key_room > 0 && 2 * index.key_room <= memory.key_count);
        PROMISE(index.live.returns == rows && index.shadow.returns == rows + index.return_room);
        PROMISE(index.live.keys == keys && index.shadow.keys == keys + index.key_room);
        PROMISE(index.scope.campaign_id == scope.campaign_id && index.live.key_count == 0);
    }
    return 0;
}
