/**
 * What the fuzz targets share: rules that end the run when they are broken, and inputs taken apart.
 */
#ifndef YMR_TESTS_FUZZ_SUPPORT_H
#define YMR_TESTS_FUZZ_SUPPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A broken rule is printed, and ends the run as a memory fault does. */
void hold(bool held, const char *rule);

/** An input, taken from its front. */
typedef struct supply {
    const uint8_t *at;
    size_t left;
} supply;

/** The next byte; 0 behind the end. */
uint8_t supply_byte(supply *from);

/** The next `count` bytes as a number, the first one its highest. */
uint64_t supply_number(supply *from, unsigned count);

/** A copy on the heap of exactly this length, so that the sanitizer sees a byte read too far. */
void *exact_copy(const void *bytes, size_t length);

/** Lengths of pieces, 1 … 16 or all that is left, as a seed decides. 0: everything at once; 1: byte by byte.
 */
typedef struct pieces {
    uint32_t seed;
    uint32_t state;
} pieces;

void pieces_begin(pieces *p, uint32_t seed);
size_t pieces_next(pieces *p, size_t left);

#endif
