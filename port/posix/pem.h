/**
 * Certificates out of PEM text (RFC 7468), a piece at a time. Pure: no I/O, no heap.
 *
 * Whatever stands outside of `-----BEGIN CERTIFICATE-----` … `-----END CERTIFICATE-----` is passed over:
 * comments, blank lines, keys and other blocks. Inside, lines may have any length and blanks are ignored. A
 * damaged block is reported and the next one is read as if nothing had been: one bad block in a bundle of 140
 * must not cost a device its connection, and cannot add trust.
 *
 * Cost: 72 bytes a reader on 64 bit, a table of 256 bytes, about 15 instructions a character.
 */
#ifndef YMR_PEM_H
#define YMR_PEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum ymr_pem_event {
    YMR_PEM_MORE,        /**< all text is used, nothing is complete */
    YMR_PEM_CERTIFICATE, /**< `length` bytes of DER stand in the buffer until the next feed */
    YMR_PEM_TOO_LONG,    /**< a block was longer than the buffer and is passed over */
    YMR_PEM_DAMAGED      /**< a block was not base64, empty, or did not end */
} ymr_pem_event;

/** A reader under way. `length` is to be read, the rest is its own. */
typedef struct ymr_pem {
    uint8_t *der;
    size_t size;
    size_t length;
    uint32_t bits;   /* of the group of four digits under way */
    uint8_t digits;  /* in that group */
    uint8_t padding; /* `=` seen in this block */
    bool inside;
    bool bad;
    bool too_long;
    bool line_start;
    bool boundary; /* in a line that begins with a hyphen */
    uint8_t boundary_length;
    char boundary_text[32];
} ymr_pem;

/** @param der  `size` bytes of the caller that take one certificate; in use as long as the reader */
void ymr_pem_init(ymr_pem *pem, uint8_t *der, size_t size);

/** Reads text up to the next event. @param used  bytes read of `length`; the rest is for the next call */
ymr_pem_event ymr_pem_feed(ymr_pem *pem, const char *text, size_t length, size_t *used);

/** Says that the text has ended: a last line without a line end counts, an open block is damaged. */
ymr_pem_event ymr_pem_end(ymr_pem *pem);

#endif
