/**
 * What must wait until it is confirmed, or until the connection is free: kept in a temporary file that has
 * no name, so that it takes no memory, has no largest size, and is gone however the program ends.
 */
#ifndef YMR_BOARD_SPOOL_H
#define YMR_BOARD_SPOOL_H

#include "out.h"

typedef struct spool {
    out to; /**< written through this */
    char buffer[2048];
} spool;

/** Opens it, or empties it when it is open. @return false after an error, which spool_good tells */
bool spool_start(spool *spool);

/** Bytes written so far; −1 after an error. */
int64_t spool_length(spool *spool);

/** Forgets what was written from there on. */
void spool_cut(spool *spool, int64_t length);

/** Reads what was written. @return false at its end or after an error */
bool spool_read(spool *spool, int64_t at, void *bytes, size_t length);

/** Copies all of it; out_write of json_instead. */
void spool_copy(out *to, void *spool);

/** Tells the user about an error, if there was one. @return false if so */
bool spool_good(spool *spool);

#endif
