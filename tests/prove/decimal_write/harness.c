#include "loose.h"

#include "decimal.c"

/* By 10 alone: a digit, and a quotient that gives the value back with it. */
uint32_t ymr_divide(uint64_t *value, uint16_t divisor)
{
    const uint64_t quotient = any_uint64();
    const uint32_t digit = any_uint32();

    PROMISE(divisor == 10);
    ASSUME(digit < 10 && quotient <= UINT64_MAX / 10 && quotient * 10 <= *value && *value - quotient * 10 == digit);
    *value = quotient;
    return digit;
}

int main(void)
{
    char out[YMR_DECIMAL_SIZE], integer[21];
    const ymr_decimal value = {any_int64(), (int8_t)any_char()};
    const size_t length = ymr_decimal_write(value, out);
    PROMISE(length > 0 && length < sizeof out);

    const size_t digits = ymr_integer_write(any_int64(), integer);
    PROMISE(digits > 0 && digits < sizeof integer);
    return 0;
}
