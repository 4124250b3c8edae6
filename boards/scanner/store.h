/**
 * The index in the board's storage, behind the key store: what a start without a network goes on with. Behind
 * it, at the storage's end, the journal of decisions (outbox.h) has blocks of its own.
 */
#ifndef SCANNER_STORE_H
#define SCANNER_STORE_H

#include "board.h"
#include "ymr/index.h"

enum {
    STORE_JOURNAL_BLOCKS = 16,
    STORE_JOURNAL = BOARD_STORAGE_SIZE - STORE_JOURNAL_BLOCKS * BOARD_STORAGE_BLOCK /* its first byte */
};

/** @return YMR_OK; YMR_E_STORED, _STORED_VERSION, _FULL, _IO: there is none that could be used */
ymr_status store_load(ymr_index *index);

/** Replaces what is stored. A cut of power leaves none, and is seen at the next load. */
ymr_status store_save(const ymr_index *index);

#endif
