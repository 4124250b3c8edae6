/** What the scanner makes of a photo, which it has no place for: its length, and its Adler-32 (RFC 1950). */
#ifndef SCANNER_PHOTO_H
#define SCANNER_PHOTO_H

#include "ymr/client.h"

typedef struct photo_sums {
    uint64_t length;
    uint32_t low, high; /* of Adler-32 */
} photo_sums;

/** Takes bytes as they come, all of them; a photo that begins anew is summed anew. Context: a photo_sums. */
ymr_status photo_take(void *sums_under_way, const ymr_chunk *chunk, size_t *taken);

#endif
