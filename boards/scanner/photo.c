#include "photo.h"

enum {
    BASE = 65521,
    BYTES = 5552, /* after so many the sums could overflow */
    WORDS = 22    /* after so many their lanes could */
};

/*
 * Words of four bytes, each sum in two lanes of 16 bits: half of what it takes byte by byte. A byte counts in
 * `high` as often as bytes come from it on: four times for each of the words, less its place in its own.
 */
static const uint8_t *sum_words(photo_sums *sums, const uint8_t *byte, uint32_t words)
{
    const uint32_t lanes = 0x00ff00ff;
    uint32_t even = 0, odd = 0, evens = 0, odds = 0;
    for (const uint8_t *const end = byte + 4 * words; byte < end; byte += 4) {
        const uint32_t word =
            byte[0] | (uint32_t)byte[1] << 8 | (uint32_t)byte[2] << 16 | (uint32_t)byte[3] << 24;
        even += word & lanes;
        evens += even;
        odd += word >> 8 & lanes;
        odds += odd;
    }
    sums->high += 4 * words * sums->low;
    sums->high += 4 * ((evens & 0xffff) + (evens >> 16) + (odds & 0xffff) + (odds >> 16));
    sums->high -= (odd & 0xffff) + 2 * (even >> 16) + 3 * (odd >> 16);
    sums->low += (even & 0xffff) + (even >> 16) + (odd & 0xffff) + (odd >> 16);
    return byte;
}

static void sum(photo_sums *sums, const uint8_t *byte, size_t length)
{
    for (; length >= 4 * WORDS; length -= 4 * WORDS) {
        byte = sum_words(sums, byte, WORDS);
    }
    byte = sum_words(sums, byte, (uint32_t)length / 4);
    for (length %= 4; length > 0; length--) {
        sums->high += sums->low += *byte++;
    }
    sums->low %= BASE;
    sums->high %= BASE;
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
