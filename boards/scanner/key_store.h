/**
 * The API key of a device: put in over the console, replaced over the console, never shown.
 *
 * It lies in two blocks of the board's storage that take turns, so that a cut of power leaves either the old
 * key or the new one. The block of an old key is erased as soon as the new one is safe. There is no command
 * that reads it back; the one reader is the application, for its client.
 */
#ifndef SCANNER_KEY_STORE_H
#define SCANNER_KEY_STORE_H

#include <stddef.h>

#include "ymr/status.h"

enum {
    SCANNER_KEY_MAX = 128,       /* bytes of a key, the closing NUL included */
    SCANNER_KEY_STORE_BLOCKS = 2 /* of the board's storage, from its beginning */
};

/**
 * @param key  filled, terminated
 * @return its length; 0: there is none yet, or the storage does not answer
 */
size_t scanner_key_read(char key[SCANNER_KEY_MAX]);

/**
 * Replaces the key, or puts in the first one.
 * @param key  `length` bytes of visible ASCII
 * @return YMR_OK: it is safe, and the old one is gone; YMR_E_ARGUMENT: not such a key, nothing has changed;
 *         YMR_E_IO
 */
ymr_status scanner_key_write(const char *key, size_t length);

#endif
