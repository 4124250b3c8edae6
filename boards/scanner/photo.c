#include "photo.h"

enum {
    BASE = 65521,
    BYTES = 5552 /* after so many the sums could overflow */
};

/* Four at a time: one by one they cost twice as much. */
static void sum(photo_sums *sums, const uint8_t *byte, size_t length)
{
    uint32_t low = sums->low, high = sums->high;
    for (size_t fours = length / 4; fours > 0; fours--, byte += 4) {
        high += low += byte[0];
        high += low += byte[1];
        high += low += byte[2];
        high += low += byte[3];
    }
    for (size_t rest = length % 4; rest > 0; rest--) {
        high += low += *byte++;
    }
    sums->low = low % BASE;
    sums->high = high % BASE;
}

ymr_status photo_take(void *sums_under_way, const ymr_chunk *chunk, size_t *taken)
{
    photo_sums *sums = sums_under_way;
    const uint8_t *byte = (const uint8_t *)chunk->bytes;
    if (chunk->offset == 0) {
        *sums = (photo_sums){.low = 1};
    }
    sums->length = chunk->offset + chunk->length;
    *taken = chunk->length;
    for (size_t left = chunk->length; left > 0;) {
        const size_t piece = left < BYTES ? left : BYTES;
        sum(sums, byte, piece);
        byte += piece;
        left -= piece;
    }
    return YMR_OK;
}
