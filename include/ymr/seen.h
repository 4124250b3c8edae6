/**
 * What was seen before: 64-bit fingerprints in a ring of the caller.
 *
 * It remembers as many as it has room for; then the oldest is forgotten for each new one. Two different
 * things have the same fingerprint once in 2^64 pairs: among 65,536 remembered ones a new one is mistaken
 * with a chance of 1 in 2^48.
 *
 * RAM: 8 bytes a thing, the caller's. Cost: a look-up compares with all of them, the newest first.
 */
#ifndef YMR_SEEN_H
#define YMR_SEEN_H

#include "ymr/text.h"

/** Where a fingerprint begins; each part of the thing is then added. FNV-1a of 64 bits. */
#define YMR_PRINT_START UINT64_C(0xcbf29ce484222325)

/** Adds a text with its length, so that "ab", "c" is not "a", "bc", and NULL, an absent one, is not "". */
uint64_t ymr_print_text(uint64_t print, ymr_text text);

/** Adds a number. */
uint64_t ymr_print_integer(uint64_t print, int64_t value);

/** The ring. All of it is the library's. */
typedef struct ymr_seen {
    uint64_t *prints;
    uint32_t size;
    uint32_t used;
    uint32_t next; /* the place that is written next */
} ymr_seen;

/** @param prints  room for `size` of them, borrowed as long as the ring is in use; `size` at least 1 */
void ymr_seen_init(ymr_seen *seen, uint64_t *prints, uint32_t size);

/** Whether it is remembered. */
bool ymr_seen_has(const ymr_seen *seen, uint64_t print);

/** Remembers it, in place of the oldest when the ring is full. What is there already is not added again. */
void ymr_seen_add(ymr_seen *seen, uint64_t print);

#endif
