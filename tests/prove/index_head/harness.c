#include "loose.h"

#include "index_store.c"

#include "store_model.h"

input nondet_input(void);
output nondet_output(void);
ymr_index nondet_index(void);

int main(void)
{
    ymr_index index = nondet_index();
    ymr_index_table table;

    if (any_bool()) {
        input in = nondet_input();
        in.reader = any_reader;
        const ymr_status status = read_head(&in, &index, &table);
        PROMISE(status != YMR_OK || (table.return_count <= index.return_room && table.key_count <= index.key_room));
        PROMISE(status != YMR_OK || (in.at == 0 && in.end == 0));
        PROMISE(status != YMR_OK || in.left == table.return_count * UINT64_C(24) + table.key_count * UINT64_C(8));
    } else {
        output out = nondet_output();
        const uint32_t used = out.used;
        out.writer = any_writer;
        (void)write_head(&out, &index);
        PROMISE(out.used == used);
    }
    return 0;
}
