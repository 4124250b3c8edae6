#include "divide.h"

/*
 * Long division in digits of 16 bits: each step fits the 32-bit division that small processors have. The
 * compiler's own 64-bit division would bring in a library routine ten times as big.
 */
uint32_t ymr_divide(uint64_t *value, uint16_t divisor)
{
    uint32_t rest = 0;

    for (int digit = 0; digit < 4; digit++) {
        const uint32_t part = rest << 16 | (uint32_t)(*value >> 48);

        *value = *value << 16 | part / divisor; /* what leaves at the top makes room for the quotient below */
        rest = part % divisor;
    }
    return rest;
}

uint32_t ymr_seconds(int64_t ms)
{
    uint64_t seconds = ms > 0 ? (uint64_t)ms : 0;

    (void)ymr_divide(&seconds, 1000);
    return seconds > UINT32_MAX ? UINT32_MAX : (uint32_t)seconds;
}
