#include "journal_parts.h"

static const uint32_t polynomial = UINT32_C(0xedb88320);

enum { BYTE_BITS = 8 };

/* By half bytes: a table of 64 bytes and two steps a byte. */
uint32_t ymr_journal_crc(uint32_t crc, const void *bytes, size_t length)
{
    static const uint32_t table[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};
    const uint8_t *at = bytes;
    crc = ~crc;
    for (; length > 0; length--) {
        crc ^= *at++;
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/*
 * A CRC is linear: which bits of it are wrong depends on which bit was flipped and on nothing else. So the
 * pattern that each bit would leave is followed from the last one to the first.
 */
bool ymr_journal_repair(void *bytes, size_t length, uint32_t crc, uint32_t *stored)
{
    const uint32_t wrong = crc ^ *stored;
    uint8_t *at = bytes;
    uint32_t pattern = polynomial;
    if ((wrong & (wrong - 1)) == 0) {
        *stored = crc;
        return true;
    }
    for (size_t bit = length * BYTE_BITS; bit-- > 0;) {
        if (pattern == wrong) {
            at[bit / BYTE_BITS] ^= (uint8_t)(1u << bit % BYTE_BITS);
            return true;
        }
        pattern = pattern >> 1 ^ (polynomial & (0 - (pattern & 1)));
    }
    return false;
}
