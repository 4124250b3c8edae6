#include "loose.h"

#include "index_table.h"

typedef struct input input;
typedef struct output output;
static ymr_status read_head(input *in, const ymr_index *index, ymr_index_table *table);
static ymr_status read_rows(input *in, const ymr_index_table *table);
static ymr_status read_keys(input *in, const ymr_index_table *table);
static ymr_status read_tail(input *in);
static ymr_status write_head(output *out, const ymr_index *index);
static ymr_status write_rows(output *out, const ymr_index_table *table);
static ymr_status write_keys(output *out, const ymr_index_table *table);
static ymr_status write_tail(output *out);

#include "index_store.c"

#include "store_model.h"

ymr_index nondet_index(void);

static ymr_status read_head(input *in, const ymr_index *index, ymr_index_table *table)
{
    const uint32_t returns = any_uint32(), keys = any_uint32();
    PROMISE(in->reader == any_reader && table == &index->shadow);
    if (any_bool()) {
        return YMR_E_STORED;
    }
    ASSUME(returns <= index->return_room && keys <= index->key_room);
    table->return_count = returns;
    table->key_count = keys;
    in->left = (uint64_t)returns * ROW_SIZE + (uint64_t)keys * KEY_SIZE;
    return YMR_OK;
}

static ymr_status read_rows(input *in, const ymr_index_table *table)
{
    PROMISE(in->left == (uint64_t)table->return_count * ROW_SIZE + (uint64_t)table->key_count * KEY_SIZE);
    in->left -= (uint64_t)table->return_count * ROW_SIZE;
    return any_bool() ? YMR_OK : YMR_E_STORED;
}

static ymr_status read_keys(input *in, const ymr_index_table *table)
{
    PROMISE(in->left == (uint64_t)table->key_count * KEY_SIZE);
    in->left = 0;
    return any_bool() ? YMR_OK : YMR_E_STORED;
}

static ymr_status read_tail(input *in)
{
    PROMISE(in->left == 0);
    return any_bool() ? YMR_OK : YMR_E_STORED;
}

static ymr_status write_head(output *out, const ymr_index *index)
{
    (void)index;
    PROMISE(out->writer == any_writer && out->used == 0);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static ymr_status write_rows(output *out, const ymr_index_table *table)
{
    const uint32_t used = any_uint32();
    PROMISE(out->used <= PIECE_SIZE && out->used % 8 == 0 && table != NULL);
    ASSUME(used <= PIECE_SIZE && used % 8 == 0);
    out->used = used;
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static ymr_status write_keys(output *out, const ymr_index_table *table)
{
    return write_rows(out, table);
}

static ymr_status write_tail(output *out)
{
    PROMISE(out->used <= PIECE_SIZE && out->used % 8 == 0);
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static bool published;

void ymr_index_publish(ymr_index *index)
{
    PROMISE(index->shadow.return_count <= index->return_room && index->shadow.key_count <= index->key_room);
    published = true;
}

int main(void)
{
    ymr_index index = nondet_index();

    if (any_bool()) {
        const ymr_status status = ymr_index_load(&index, any_reader, NULL);
        PROMISE(published == (status == YMR_OK));
    } else {
        (void)ymr_index_save(&index, any_writer, NULL);
        PROMISE(ymr_index_stored_size(&index) >= 64);
    }
    return 0;
}
