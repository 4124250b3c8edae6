#include "journal_parts.h"

static const uint32_t polynomial = UINT32_C(0xedb88320);

enum { BYTE_BITS = 8 };

/*
 * A CRC is linear: which bits of it are wrong depends on which bit was flipped and on nothing else. So the
 * pattern that each bit would leave is followed from the last one to the first.
 */
bool ymr_journal_repair(void *bytes, size_t length, uint32_t crc, uint32_t stored)
{
    const uint32_t wrong = crc ^ stored;
    uint8_t *at = bytes;
    uint32_t pattern = polynomial;
    if ((wrong & (wrong - 1)) == 0) {
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
