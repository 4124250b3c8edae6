#include "ymr/decimal.h"

#include <string.h>

#include "apart.h"
#include "divide.h"

enum {
    MAX_EXPONENT = 18,
    /* Out of range whatever stands before it (at most YMR_MAX_JSON digits do); its sum has 32 bits. */
    EXPONENT_CAP = 1000000000,
    /* What has no more grows by a digit within 64 bits; what has more is, with one, beyond int64_t. */
    ROOM_BITS = 60
};

/*
 * A number as it is read: each step either takes characters from its text or leaves them. The sign stands apart, because
 * −INT64_MIN does not exist.
 */
typedef struct number {
    const char *at;
    const char *end;
    uint64_t magnitude; /* at the top once it could not grow by a digit: beyond what int64_t holds in any case */
    ptrdiff_t exponent;
    bool minus;
} number;

static inline bool take(number *n, char wanted)
{
    if (n->at == n->end || *n->at != wanted) {
        return false;
    }
    n->at++;
    return true;
}

/*
 * Appends all digits that come. It sticks at the top instead of failing: a text with too many may still turn
 * out to be no number at all. @return how many came
 */
static inline ptrdiff_t take_digits(number *n)
{
    const char *const first = n->at;
    const char *const end = n->end;
    const char *at = first;
    uint64_t grown = n->magnitude;

    for (; at < end; at++) {
        const uint64_t digit = (uint64_t)(*at - '0');
        if (digit > 9) {
            break;
        }
        grown = grown >> ROOM_BITS != 0 ? UINT64_MAX : grown * 10 + digit;
    }
    n->magnitude = grown;
    n->at = at;
    return at - first;
}

static inline bool take_whole(number *n)
{
    n->minus = take(n, '-');
    /* A digit behind a leading zero is left over, and so found to be wrong. */
    return take(n, '0') || take_digits(n) > 0;
}

static bool take_fraction(number *n)
{
    if (!take(n, '.')) {
        return true;
    }
    n->exponent = -take_digits(n);
    return n->exponent < 0;
}

/* What stands behind the e, no further than any answer is long; −1 if no digit comes. */
static ptrdiff_t take_distance(number *n)
{
    ptrdiff_t distance = -1;

    for (; n->at < n->end && *n->at >= '0' && *n->at <= '9'; n->at++) {
        const ptrdiff_t before = distance < 0 ? 0 : distance;
        distance = before < EXPONENT_CAP / 10 ? before * 10 + (*n->at - '0') : EXPONENT_CAP;
    }
    return distance;
}

static bool take_exponent(number *n)
{
    if (!take(n, 'e') && !take(n, 'E')) {
        return true;
    }
    const bool minus = take(n, '-');
    if (!minus) {
        take(n, '+');
    }
    const ptrdiff_t distance = take_distance(n);
    n->exponent += minus ? -distance : distance;
    return distance >= 0;
}

static bool fits(const number *n)
{
    return n->magnitude <= (uint64_t)INT64_MAX + n->minus;
}

static int64_t with_sign(uint64_t magnitude, bool minus)
{
    return (int64_t)(minus ? 0 - magnitude : magnitude);
}

/* Apart, for its frame is not needed while the digits are read. */
static YMR_APART ymr_status give(const number *n, ymr_decimal *out)
{
    if (!fits(n) || n->exponent < -MAX_EXPONENT || n->exponent > MAX_EXPONENT) {
        return YMR_E_RANGE;
    }
    if (out != NULL) {
        out->coefficient = with_sign(n->magnitude, n->minus);
        out->exponent = (int8_t)n->exponent;
    }
    return YMR_OK;
}

ymr_status ymr_decimal_parse(const char *text, size_t length, ymr_decimal *out)
{
    number n = {.at = text, .end = text + length};
    const bool is_number = take_whole(&n) && take_fraction(&n) && take_exponent(&n) && n.at == n.end;

    return is_number ? give(&n, out) : YMR_E_SYNTAX;
}

ymr_status ymr_integer_parse(const char *text, size_t length, int64_t *out)
{
    number n = {.at = text, .end = text + length};

    if (!take_whole(&n)) {
        return YMR_E_SYNTAX;
    }
    if (n.at != n.end) {
        const bool other = take_fraction(&n) && take_exponent(&n) && n.at == n.end;
        return other ? YMR_E_TYPE : YMR_E_SYNTAX;
    }
    if (!fits(&n)) {
        return YMR_E_RANGE;
    }
    if (out != NULL) {
        *out = with_sign(n.magnitude, n.minus);
    }
    return YMR_OK;
}

static uint64_t magnitude_of(int64_t value)
{
    return value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
}

ymr_status ymr_decimal_scaled(ymr_decimal value, unsigned places, int64_t *out)
{
    uint64_t magnitude = magnitude_of(value.coefficient);
    int64_t shift = (int64_t)value.exponent + places;

    /* 0 stays 0 at any distance; anything else runs out of digits or of room within 19 steps. */
    while (shift != 0 && magnitude != 0) {
        if (shift < 0) {
            if (ymr_divide(&magnitude, 10) != 0) {
                return YMR_E_INEXACT;
            }
            shift++;
        } else {
            if (magnitude > INT64_MAX / 10) {
                return YMR_E_RANGE;
            }
            magnitude *= 10;
            shift--;
        }
    }
    *out = with_sign(magnitude, value.coefficient < 0);
    return YMR_OK;
}

/* Two numbers on their way to the same exponent. */

static bool shift_up(ymr_decimal *value)
{
    if (value->coefficient > INT64_MAX / 10 || value->coefficient < INT64_MIN / 10) {
        return false;
    }
    value->coefficient *= 10;
    value->exponent--;
    return true;
}

/* By a zero at its end. */
static bool shift_down(ymr_decimal *value)
{
    uint64_t magnitude = magnitude_of(value->coefficient);
    if (ymr_divide(&magnitude, 10) != 0) {
        return false;
    }
    value->coefficient = with_sign(magnitude, value->coefficient < 0);
    value->exponent++;
    return true;
}

static bool align(ymr_decimal *a, ymr_decimal *b)
{
    bool fits_both = true;
    while (fits_both && a->exponent != b->exponent) {
        ymr_decimal *const coarse = a->exponent > b->exponent ? a : b;
        ymr_decimal *const fine = a->exponent > b->exponent ? b : a;
        fits_both = shift_up(coarse) || shift_down(fine);
    }
    return fits_both;
}

static bool sum_fits(int64_t a, int64_t b)
{
    return b >= 0 ? a <= INT64_MAX - b : a >= INT64_MIN - b;
}

ymr_status ymr_decimal_add(ymr_decimal a, ymr_decimal b, ymr_decimal *out)
{
    bool fits_both = align(&a, &b);
    while (fits_both && !sum_fits(a.coefficient, b.coefficient)) {
        fits_both = a.exponent < MAX_EXPONENT && shift_down(&a) && shift_down(&b);
    }
    if (!fits_both) {
        return YMR_E_RANGE;
    }
    out->coefficient = a.coefficient + b.coefficient;
    out->exponent = a.exponent;
    return YMR_OK;
}

/* −INT64_MIN does not exist, but two halves of it do. */
ymr_status ymr_decimal_subtract(ymr_decimal a, ymr_decimal b, ymr_decimal *out)
{
    ymr_decimal rest = {INT64_MIN / 2, b.exponent};
    ymr_decimal half;

    if (b.coefficient != INT64_MIN) {
        return ymr_decimal_add(a, (ymr_decimal){-b.coefficient, b.exponent}, out);
    }
    rest.coefficient = -rest.coefficient;
    const ymr_status status = ymr_decimal_add(a, rest, &half);
    return status == YMR_OK ? ymr_decimal_add(half, rest, out) : status;
}

/* Of two numbers with the same sign: a positive one grows with its magnitude. */
static int compare_magnitudes(ymr_decimal a, ymr_decimal b)
{
    uint64_t of_a = magnitude_of(a.coefficient);
    uint64_t of_b = magnitude_of(b.coefficient);

    for (int apart = a.exponent - b.exponent; apart != 0; apart += apart < 0 ? 1 : -1) {
        uint64_t *const coarse = apart > 0 ? &of_a : &of_b;
        if (*coarse > UINT64_MAX / 10) {
            return apart > 0 ? 1 : -1; /* the other has no room to be as large */
        }
        *coarse *= 10;
    }
    return (of_a > of_b) - (of_a < of_b);
}

static int sign_of(int64_t value)
{
    return (value > 0) - (value < 0);
}

int ymr_decimal_compare(ymr_decimal a, ymr_decimal b)
{
    const int sign = sign_of(a.coefficient);
    if (sign != sign_of(b.coefficient)) {
        return sign > sign_of(b.coefficient) ? 1 : -1;
    }
    return sign * compare_magnitudes(a, b);
}

/*
 * Writing, from the last digit to the first: the text is made at the end of the caller's room, and moved to its begin. A
 * point stands before the last `places`.
 */
static char *write_number(char *at, int64_t value, unsigned places)
{
    uint64_t magnitude = magnitude_of(value);
    unsigned written = 0;

    do {
        if (written == places && places > 0) {
            *--at = '.';
        }
        *--at = (char)('0' + ymr_divide(&magnitude, 10));
        written++;
    } while (magnitude > 0 || written <= places);
    if (value < 0) {
        *--at = '-';
    }
    return at;
}

static size_t move_to_begin(char *out, const char *at, char *end)
{
    const size_t length = (size_t)(end - at);
    *end = '\0';
    memmove(out, at, length + 1);
    return length;
}

size_t ymr_decimal_write(ymr_decimal value, char *out)
{
    char *const end = out + (YMR_DECIMAL_SIZE - 1);
    char *at = end;
    unsigned places = 0;

    /* A point only within the range of the type: a value made by hand must not outgrow the room. */
    if (value.exponent < 0 && value.exponent >= -MAX_EXPONENT) {
        places = (unsigned)-value.exponent;
    } else if (value.exponent != 0) {
        at = write_number(at, value.exponent, 0);
        *--at = 'e';
    }
    return move_to_begin(out, write_number(at, value.coefficient, places), end);
}

size_t ymr_integer_write(int64_t value, char *out)
{
    char *const end = out + (YMR_INTEGER_SIZE - 1);
    return move_to_begin(out, write_number(end, value, 0), end);
}
