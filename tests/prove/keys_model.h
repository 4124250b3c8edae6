/* A key is put, or has no room; to be included before index_add.c. */
#ifndef YMR_PROVE_KEYS_MODEL_H
#define YMR_PROVE_KEYS_MODEL_H

#include "index_table.h"
#include "prove.h"

static unsigned put_keys; /* how many were asked for */

static ymr_status put_key(ymr_index *index, uint32_t place, uint32_t print)
{
    (void)print;
    PROMISE(index->shadow.key_count <= index->key_room && row_of((ymr_index_key){0, place}) < index->return_room);
    put_keys++;
    if (any_bool()) {
        return YMR_OK;
    }
    if (index->shadow.key_count == index->key_room) {
        return YMR_E_FULL;
    }
    index->shadow.key_count++;
    return YMR_OK;
}

#endif
