/* Storage that answers what it likes; to be included behind index_store.c. */
#ifndef YMR_PROVE_STORE_MODEL_H
#define YMR_PROVE_STORE_MODEL_H

#include "stored_model.h"

const ymr_names ymr_refund_status_names = {"", 9};
const ymr_names ymr_shipment_status_names = {"", 9};
const ymr_names ymr_return_type_names = {"", 2};

void ymr_index_publish(ymr_index *index)
{
    PROMISE(index->shadow.return_count <= index->return_room && index->shadow.key_count <= index->key_room);
}

static ymr_status any_reader(void *context, void *bytes, size_t length)
{
    (void)context;
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    if (length > 0) {
        __CPROVER_havoc_slice(bytes, length);
    }
    return any_bool() ? YMR_OK : YMR_E_IO;
}

static ymr_status any_writer(void *context, const void *bytes, size_t length)
{
    (void)context;
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    return any_bool() ? YMR_OK : YMR_E_IO;
}

#endif
