/*
 * Two generations, each at the begin of memory that it may fill: what steps back is seen at once, what steps too far
 * when all is in use. To be included behind the source.
 */
#ifndef YMR_PROVE_ROWS_MODEL_H
#define YMR_PROVE_ROWS_MODEL_H

/** Of a generation in a proof, unless it says otherwise. */
#ifndef FEWER_ROWS
enum { ROWS = 8, KEYS = 8 };
#else
enum { ROWS = 4, KEYS = 5 };
#endif

static ymr_index_return live_rows[ROWS], shadow_rows[ROWS];
static ymr_index_key live_keys[KEYS], shadow_keys[KEYS];

ymr_index nondet_index(void);
ymr_index_return nondet_row(void);
ymr_index_key nondet_key(void);

/** Rows and keys of any content, but for a key's row, which is one of the table's. */
static inline void fill(ymr_index_table *table, ymr_index_return *rows, ymr_index_key *keys)
{
    ASSUME(table->return_count <= ROWS && table->key_count <= KEYS);
    table->returns = rows;
    table->keys = keys;
    for (uint32_t i = 0; i < ROWS; i++) {
        rows[i] = nondet_row();
    }
    for (uint32_t i = 0; i < KEYS; i++) {
        keys[i] = nondet_key();
        ASSUME(i >= table->key_count || row_of(keys[i]) < table->return_count);
    }
}

#endif
