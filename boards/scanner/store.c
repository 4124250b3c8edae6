#include "store.h"

#include "board.h"
#include "key_store.h"

enum { BEGIN = SCANNER_KEY_STORE_BLOCKS * BOARD_STORAGE_BLOCK, ROOM = STORE_JOURNAL - BEGIN };

static ymr_status read_on(void *context, void *bytes, size_t length)
{
    uint32_t *at = context;
    const ymr_status status = board_storage_read(*at, bytes, length);
    *at += (uint32_t)length;
    return status == YMR_E_ARGUMENT ? YMR_E_STORED : status;
}

static ymr_status write_on(void *context, const void *bytes, size_t length)
{
    uint32_t *at = context;
    const ymr_status status = board_storage_program(*at, bytes, length);
    *at += (uint32_t)length;
    return status;
}

ymr_status store_load(ymr_index *index)
{
    uint32_t at = BEGIN;
    return ymr_index_load(index, read_on, &at);
}

ymr_status store_save(const ymr_index *index)
{
    const size_t size = ymr_index_stored_size(index);
    const size_t blocks = (size + BOARD_STORAGE_BLOCK - 1) / BOARD_STORAGE_BLOCK;
    uint32_t at = BEGIN;
    if (size > ROOM) {
        return YMR_E_FULL;
    }
    ymr_status status = board_storage_erase(BEGIN, blocks * BOARD_STORAGE_BLOCK);
    if (status == YMR_OK) {
        status = ymr_index_save(index, write_on, &at);
    }
    return status == YMR_OK ? board_storage_sync() : status;
}
