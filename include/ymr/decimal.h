/**
 * Exact decimal numbers, for money.
 *
 * The Market sends money as JSON numbers (`3170.0`, `1.5e3`). Binary floating point would change them, so a
 * number is kept as the digits that came and the place of the point: value = coefficient × 10^exponent.
 */
#ifndef YMR_DECIMAL_H
#define YMR_DECIMAL_H

#include "ymr/status.h"
#include "ymr/text.h"

/** coefficient × 10^exponent. */
typedef struct ymr_decimal {
    int64_t coefficient; /**< all digits, signed */
    int8_t exponent;     /**< power of ten, −18 … 18; 3170.0 is { 31700, −1 } */
} ymr_decimal;

/** Room for the longest text that ymr_decimal_write makes. */
#define YMR_DECIMAL_SIZE 26

/**
 * Reads one JSON number (RFC 8259, section 6), whole.
 *
 * @param text  `length` bytes of the number, no blanks, not terminated; borrowed for the call
 * @param out   the value; untouched on error; NULL: check only
 * @return YMR_OK; YMR_E_SYNTAX if the text is not a JSON number; YMR_E_RANGE if it has more digits than
 *         an int64_t holds or an exponent outside −18 … 18. Nothing is ever rounded.
 */
ymr_status ymr_decimal_parse(const char *text, size_t length, ymr_decimal *out);

/**
 * Reads one JSON number that must be a whole one in plain digits (`-?(0|[1-9][0-9]*)`), as ids and counts are.
 *
 * @return YMR_OK; YMR_E_SYNTAX if it is no JSON number; YMR_E_TYPE if it is one with fraction or exponent;
 *         YMR_E_RANGE outside int64_t. `out` is untouched on error; NULL: check only.
 */
ymr_status ymr_integer_parse(const char *text, size_t length, int64_t *out);

/**
 * The value in units of 10^−places: places 2 turns roubles into kopecks.
 *
 * @return YMR_OK; YMR_E_INEXACT if digits would be lost; YMR_E_RANGE if the result does not fit; `out` then untouched.
 */
ymr_status ymr_decimal_scaled(ymr_decimal value, unsigned places, int64_t *out);

/**
 * a + b, exact: at the finer of the two exponents, so that 3170.0 + 0.01 is 3170.01. Where that has no room, zeros at the
 * finer number's end are given up, digits never.
 *
 * @return YMR_OK; YMR_E_RANGE if the sum does not fit; `out` then untouched. `out` may be one of the two.
 */
ymr_status ymr_decimal_add(ymr_decimal a, ymr_decimal b, ymr_decimal *out);

/** a − b, likewise. */
ymr_status ymr_decimal_subtract(ymr_decimal a, ymr_decimal b, ymr_decimal *out);

/** −1 if a < b, 0 if they are equal (1.0 and 1 are), 1 if a > b. Exact for any two. */
int ymr_decimal_compare(ymr_decimal a, ymr_decimal b);

/**
 * Writes a number as JSON with every digit that it came with: { 31700, −1 } is `3170.0`, { 15, 2 } is `15e2`,
 * { 1, −2 } is `0.01`.
 *
 * @param out  YMR_DECIMAL_SIZE bytes, all of which may be written to; terminated
 * @return the length without the terminating NUL
 */
size_t ymr_decimal_write(ymr_decimal value, char *out);

/** Bytes that any INT64 takes, its minus and the terminating NUL included. */
#define YMR_INTEGER_SIZE 21

/** Writes `value` in digits, terminated. @param out YMR_INTEGER_SIZE bytes, all of which may be written to. @return the length */
size_t ymr_integer_write(int64_t value, char *out);

#endif
