#include "loose.h"

#include "index_store.c"

#include "store_model.h"

output nondet_output(void);

static void rows_and_keys(output *out)
{
    ymr_index_return returns[ROOM];
    ymr_index_key keys[ROOM];
    ymr_index_table table = {0};

    table.return_count = any_uint32();
    table.key_count = any_uint32();
    ASSUME(table.return_count <= ROOM && table.key_count <= ROOM);
    table.returns = returns;
    table.keys = keys;
    (void)(any_bool() ? write_rows(out, &table) : write_keys(out, &table));
    PROMISE(out->used <= PIECE_SIZE && out->used % 8 == 0);
}

int main(void)
{
    output out = nondet_output();

    out.writer = any_writer;
    ASSUME(out.used <= PIECE_SIZE && out.used % 8 == 0);
    if (any_bool()) {
        rows_and_keys(&out);
    } else {
        (void)write_tail(&out);
    }
    return 0;
}
