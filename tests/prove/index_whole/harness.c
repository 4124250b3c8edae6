#include "prove.h"

#include "index_add.c"

ymr_index nondet_index(void);
ymr_list nondet_list(void);

static ymr_index index;
static uint32_t given, row;

bool ymr_return_item_next(ymr_list *list, ymr_return_item *out)
{
    PROMISE(__CPROVER_w_ok(out, sizeof *out));
    ASSUME(list->left <= ROOM);
    return list->left > 0 && list->left-- > 0;
}

ymr_status ymr_index_add_item(ymr_index *of, uint32_t at, const ymr_return_item *item, uint32_t number)
{
    const uint32_t keys = any_uint32();
    PROMISE(of == &index && at == row && item != NULL && number == given);
    given++;
    ASSUME(keys >= of->shadow.key_count && keys <= of->key_room);
    of->shadow.key_count = keys;
    return any_bool() ? YMR_OK : YMR_E_FULL;
}

int main(void)
{
    index = nondet_index();
    row = any_uint32();
    ASSUME(index.shadow.key_count <= index.key_room);
    const uint32_t keys = index.shadow.key_count;
    (void)put_items(&index, row, nondet_list(), &(ymr_return_item){0});
    PROMISE(index.shadow.key_count >= keys && index.shadow.key_count <= index.key_room);
    return 0;
}
