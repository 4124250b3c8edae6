#include "key_store.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "board.h"
#include "ymr/request.h"
#include "ymr/stored.h"

enum { NONE = -1 };

/* One block's content; the higher sequence is the newer key. */
typedef struct record {
    uint32_t sequence;
    uint32_t length;
    char key[SCANNER_KEY_MAX];
    uint32_t checksum;
} record;

static uint32_t checksum(const record *r)
{
    return ymr_crc32(0, r, offsetof(record, checksum));
}

static bool load(int block, record *r)
{
    return board_storage_read((uint32_t)block * BOARD_STORAGE_BLOCK, r, sizeof *r) == YMR_OK &&
           r->length > 0 && r->length < SCANNER_KEY_MAX && r->checksum == checksum(r);
}

/* The block with the newest key, which stands in `r` then; else NONE. */
static int find(record *r)
{
    int newest = NONE;
    uint32_t sequence = 0;
    for (int block = 0; block < SCANNER_KEY_STORE_BLOCKS; block++) {
        if (load(block, r) && (newest == NONE || r->sequence > sequence)) {
            newest = block;
            sequence = r->sequence;
        }
    }
    if (newest != NONE && !load(newest, r)) {
        newest = NONE;
    }
    return newest;
}

size_t scanner_key_read(char key[SCANNER_KEY_MAX])
{
    record r;
    size_t length = 0;
    if (find(&r) != NONE) {
        length = r.length;
        memcpy(key, r.key, length);
    }
    key[length] = '\0';
    ymr_wipe(&r, sizeof r);
    return length;
}

static bool is_key(const char *key, size_t length)
{
    bool visible = length > 0 && length < SCANNER_KEY_MAX;
    for (size_t i = 0; visible && i < length; i++) {
        visible = key[i] > ' ' && key[i] <= '~';
    }
    return visible;
}

static ymr_status erase(int block)
{
    return board_storage_erase((uint32_t)block * BOARD_STORAGE_BLOCK, BOARD_STORAGE_BLOCK);
}

/* The new key is safe before the old one is touched. */
static ymr_status replace(int old, const record *r)
{
    const int block = old == 0 ? 1 : 0;
    ymr_status status = erase(block);
    if (status == YMR_OK) {
        status = board_storage_program((uint32_t)block * BOARD_STORAGE_BLOCK, r, sizeof *r);
    }
    if (status == YMR_OK) {
        status = board_storage_sync();
    }
    if (status == YMR_OK) {
        status = erase(1 - block);
    }
    return status == YMR_OK ? board_storage_sync() : status;
}

ymr_status scanner_key_write(const char *key, size_t length)
{
    if (!is_key(key, length)) {
        return YMR_E_ARGUMENT;
    }
    record r;
    const int old = find(&r);
    const uint32_t sequence = old == NONE ? 1 : r.sequence + 1;
    memset(&r, 0, sizeof r);
    r.sequence = sequence;
    r.length = (uint32_t)length;
    memcpy(r.key, key, length);
    r.checksum = checksum(&r);
    const ymr_status status = replace(old, &r);
    ymr_wipe(&r, sizeof r);
    return status;
}
