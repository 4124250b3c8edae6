#include "loose.h"

#include "index_table.h"

typedef struct input input;
static ymr_status take(input *in, uint8_t *eight);

#include "index_store.c"

#include "store_model.h"

static unsigned due; /* times 8 bytes that rows and keys have */

static ymr_status take(input *in, uint8_t *eight)
{
    (void)in;
    PROMISE(due > 0 && __CPROVER_w_ok(eight, 8));
    due--;
    __CPROVER_havoc_slice(eight, 8);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

int main(void)
{
    ymr_index_return returns[ROOM];
    ymr_index_key keys[ROOM];
    ymr_index_table table = {0};
    input in;

    table.return_count = any_uint32();
    table.key_count = any_uint32();
    ASSUME(table.return_count <= ROOM && table.key_count <= ROOM);
    table.returns = returns;
    table.keys = keys;
    if (any_bool()) {
        due = 3 * table.return_count;
        const ymr_status status = read_rows(&in, &table);
        const uint32_t row = any_uint32();
        ASSUME(row < table.return_count);
        PROMISE(status != YMR_OK || (due == 0 && is_row(&table.returns[row])));
    } else {
        due = table.key_count;
        const ymr_status status = read_keys(&in, &table);
        const uint32_t key = any_uint32();
        ASSUME(key < table.key_count);
        PROMISE(status != YMR_OK || (due == 0 && row_of(table.keys[key]) < table.return_count));
    }
    return 0;
}
