/** Division of 64-bit numbers by small ones, for writing numbers and dates. */
#ifndef YMR_CORE_DIVIDE_H
#define YMR_CORE_DIVIDE_H

#include <stdint.h>

/** Divides `*value` in place. @param divisor  not 0 @return the remainder */
uint32_t ymr_divide(uint64_t *value, uint16_t divisor);

/** Whole seconds of milliseconds: 0 of what is negative, UINT32_MAX of what is beyond. */
uint32_t ymr_seconds(int64_t ms);

#endif
