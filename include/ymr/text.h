/** Bytes that somebody else owns. */
#ifndef YMR_TEXT_H
#define YMR_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * A view of UTF-8 text in a buffer of the caller: not terminated, may hold NUL (from a JSON \u0000).
 * It lives as long as that buffer is left alone. `bytes` NULL says: absent; "" has bytes and length 0.
 */
typedef struct ymr_text {
    const char *bytes; /**< NULL: absent */
    size_t length;     /**< how many */
} ymr_text;

/** A view of raw bytes. */
typedef struct ymr_span {
    const uint8_t *bytes; /**< NULL: none */
    size_t length;        /**< how many */
} ymr_span;

#endif
