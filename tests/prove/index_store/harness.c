#include "loose.h"

#include "index_store.c"

#include "store_model.h"

enum { ROWS = 3, KEYS = 18 };

int main(void)
{
    static ymr_index_return returns[ROWS];
    static ymr_index_key keys[KEYS];
    ymr_index index = {0};

    index.return_room = any_uint32();
    index.key_room = any_uint32();
    ASSUME(index.return_room <= ROWS && index.key_room <= KEYS);
    index.shadow.returns = returns + (ROWS - index.return_room);
    index.shadow.keys = keys + (KEYS - index.key_room);
    if (ymr_index_load(&index, any_reader, NULL) == YMR_OK) {
        PROMISE(index.shadow.return_count <= index.return_room && index.shadow.key_count <= index.key_room);
    }
    index.live = index.shadow;
    index.live.return_count = any_uint32();
    index.live.key_count = any_uint32();
    ASSUME(index.live.return_count <= index.return_room && index.live.key_count <= index.key_room);
    (void)ymr_index_save(&index, any_writer, NULL);
    PROMISE(ymr_index_stored_size(&index) >= 64);
    return 0;
}
