/*
 * Exact numbers: an input is a text, a zero byte, and two numbers as bytes. What they come to is worked out
 * once more in 128 bits, as far as those go.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support.h"
#include "ymr/decimal.h"

typedef __int128 wide;

enum { MOST_PLACES = 18 };

/* ---- RFC 8259, section 6, by a table of states ---- */

/* States: 0 begin, 1 sign, 2 zero, 3 whole, 4 point, 5 fraction, 6 e, 7 its sign, 8 exponent, 9 no number. */
static unsigned after(unsigned state, char c)
{
    static const char next[9][6] = {
        /*           0  1-9  -   +   .   e */
        /* 0 */ {2, 3, 1, 9, 9, 9}, {2, 3, 9, 9, 9, 9}, {9, 9, 9, 9, 4, 6},
        /* 3 */ {3, 3, 9, 9, 4, 6}, {5, 5, 9, 9, 9, 9}, {5, 5, 9, 9, 9, 6},
        /* 6 */ {8, 8, 7, 7, 9, 9}, {8, 8, 9, 9, 9, 9}, {8, 8, 9, 9, 9, 9},
    };
    const unsigned kind = c == '0'               ? 0
                          : c >= '1' && c <= '9' ? 1
                          : c == '-'             ? 2
                          : c == '+'             ? 3
                          : c == '.'             ? 4
                                                 : 5;
    return state == 9 || (kind == 5 && c != 'e' && c != 'E') ? 9 : (unsigned)next[state][kind];
}

typedef struct seen_number {
    bool valid;
    bool whole; /* plain digits */
    bool fits;  /* digits and exponent are in range */
    wide coefficient;
    long exponent;
} seen_number;

static seen_number look_at(const char *text, size_t length)
{
    const wide most = (wide)INT64_MAX * 1000000; /* far beyond, and stays there */
    seen_number n = {.whole = true, .fits = true};
    unsigned state = 0;
    long exponent = 0;
    bool minus_exponent = false;
    for (size_t i = 0; i < length; i++) {
        state = after(state, text[i]);
        if (state == 2 || state == 3 || state == 5) {
            n.coefficient = n.coefficient > most ? most : n.coefficient * 10 + (text[i] - '0');
            n.exponent -= state == 5;
        } else if (state == 8) {
            exponent = exponent > 100000 ? exponent : exponent * 10 + (text[i] - '0');
        }
        n.whole = n.whole && state <= 3;
        minus_exponent = minus_exponent || (state == 7 && text[i] == '-');
    }
    n.valid = state == 2 || state == 3 || state == 5 || state == 8;
    n.coefficient = length > 0 && text[0] == '-' ? -n.coefficient : n.coefficient;
    n.exponent += minus_exponent ? -exponent : exponent;
    n.fits = n.coefficient <= INT64_MAX && n.coefficient >= INT64_MIN;
    return n;
}

static void check_written(ymr_decimal value)
{
    char *const text = malloc(YMR_DECIMAL_SIZE);
    ymr_decimal again = {1, 1};
    const size_t length = ymr_decimal_write(value, text);
    hold(length < YMR_DECIMAL_SIZE && text[length] == '\0' && strlen(text) == length, "a text fits its room");
    hold(ymr_decimal_parse(text, length, &again) == YMR_OK, "what is written can be read");
    hold(again.coefficient == value.coefficient && again.exponent == value.exponent, "and is the same");
    free(text);
}

static void check_text(const char *text, size_t length)
{
    char *const copy = exact_copy(text, length);
    const seen_number seen = look_at(text, length);
    ymr_decimal value = {77, 7};
    int64_t whole = 77;
    const ymr_status status = ymr_decimal_parse(copy, length, &value);
    const ymr_status integer = ymr_integer_parse(copy, length, &whole);
    const bool fits = seen.fits && seen.exponent >= -MOST_PLACES && seen.exponent <= MOST_PLACES;

    hold(status == (!seen.valid ? YMR_E_SYNTAX : fits ? YMR_OK : YMR_E_RANGE), "a number is one");
    hold(integer == (!seen.valid  ? YMR_E_SYNTAX
                     : !seen.whole ? YMR_E_TYPE
                     : seen.fits   ? YMR_OK
                                   : YMR_E_RANGE),
         "a whole number is one");
    hold(status == YMR_OK ? value.coefficient == seen.coefficient && value.exponent == seen.exponent
                          : value.coefficient == 77 && value.exponent == 7,
         "it has its value, or none");
    hold(integer == YMR_OK ? whole == seen.coefficient : whole == 77, "it has its value, or none");
    if (status == YMR_OK) {
        check_written(value);
    }
    free(copy);
}

/* ---- Arithmetic ---- */

static wide power_of_ten(unsigned places)
{
    wide power = 1;
    for (; places > 0; places--) {
        power *= 10;
    }
    return power;
}

/* Both at the finer exponent, while they are not further apart than 128 bits allow. */
static bool widen(ymr_decimal a, ymr_decimal b, wide *of_a, wide *of_b)
{
    const int apart = a.exponent - b.exponent;
    if (apart < -MOST_PLACES || apart > MOST_PLACES) {
        return false;
    }
    *of_a = a.coefficient * power_of_ten(apart > 0 ? (unsigned)apart : 0);
    *of_b = b.coefficient * power_of_ten(apart < 0 ? (unsigned)-apart : 0);
    return true;
}

static int order_of(wide a, wide b)
{
    return (a > b) - (a < b);
}

static bool is_value(ymr_decimal got, wide wanted, int exponent)
{
    for (; wanted != 0 && exponent < got.exponent && wanted % 10 == 0; exponent++) {
        wanted /= 10;
    }
    for (; wanted != 0 && exponent > got.exponent; exponent--) {
        wanted *= 10;
    }
    return wanted == got.coefficient && (wanted == 0 || exponent == got.exponent);
}

static bool fits(wide value)
{
    return value <= INT64_MAX && value >= INT64_MIN;
}

static void check_sum(ymr_decimal a, ymr_decimal b, int sign)
{
    ymr_decimal sum = {77, 7};
    wide of_a;
    wide of_b;
    const ymr_status status = sign > 0 ? ymr_decimal_add(a, b, &sum) : ymr_decimal_subtract(a, b, &sum);
    const int finer = a.exponent < b.exponent ? a.exponent : b.exponent;

    hold(status == YMR_OK || (status == YMR_E_RANGE && sum.coefficient == 77), "a sum, or none");
    if (!widen(a, b, &of_a, &of_b)) {
        return;
    }
    const wide wanted = of_a + sign * of_b;
    hold(status != YMR_OK || is_value(sum, wanted, finer), "a sum is exact");
    hold(status == YMR_OK || !fits(of_a) || !fits(of_b) || !fits(wanted), "a sum that has room is found");
}

static void check_two(ymr_decimal a, ymr_decimal b)
{
    const int order = ymr_decimal_compare(a, b);
    wide of_a;
    wide of_b;
    hold(order == -ymr_decimal_compare(b, a) && order >= -1 && order <= 1, "an order goes both ways");
    hold(ymr_decimal_compare(a, a) == 0, "a number is itself");
    hold(!widen(a, b, &of_a, &of_b) || order == order_of(of_a, of_b), "an order is right");
    check_sum(a, b, 1);
    check_sum(a, b, -1);
}

static void check_scaled(ymr_decimal value, unsigned places)
{
    int64_t out = 77;
    const ymr_status status = ymr_decimal_scaled(value, places, &out);
    const int shift = value.exponent + (int)places;
    if (shift > MOST_PLACES || shift < -MOST_PLACES) {
        hold(value.coefficient == 0 || status != YMR_OK || shift < 0 || out != 0,
             "not nothing out of something");
        return;
    }
    const wide power = power_of_ten((unsigned)(shift < 0 ? -shift : shift));
    const bool exact = shift >= 0 || value.coefficient % power == 0;
    const wide wanted = shift >= 0 ? value.coefficient * power : value.coefficient / power;
    const bool fits = wanted <= INT64_MAX && wanted >= INT64_MIN;
    hold(status == (!exact ? YMR_E_INEXACT : fits ? YMR_OK : YMR_E_RANGE) ||
             (wanted == INT64_MIN && status == YMR_E_RANGE),
         "a scaled number says what it lacks");
    hold(out == (status == YMR_OK ? (int64_t)wanted : 77), "a scaled number is exact");
}

static ymr_decimal decimal_from(supply *input)
{
    /* As many bytes as the first one says: small numbers, and those at the edge, come as often as others. */
    const uint8_t kind = supply_byte(input);
    uint64_t number = supply_number(input, kind % 9);
    const int exponent = (int)(supply_byte(input) % (2 * MOST_PLACES + 1)) - MOST_PLACES;
    number = (kind & 0x40) != 0 ? (uint64_t)INT64_MAX - number : number;
    return (ymr_decimal){(int64_t)((kind & 0x80) != 0 ? 0 - number : number), (int8_t)exponent};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *const zero = size > 0 ? memchr(data, 0, size) : NULL;
    const size_t length = zero == NULL ? size : (size_t)(zero - data);
    supply input = {data + length, size - length};
    char *const made = malloc(YMR_DECIMAL_SIZE);

    check_text((const char *)data, length);
    supply_byte(&input);
    const ymr_decimal a = decimal_from(&input);
    const ymr_decimal b = decimal_from(&input);
    check_written(a);
    check_two(a, b);
    check_scaled(a, supply_byte(&input) % 40);
    /* Made by hand, beyond the range of the type: its text must not outgrow its room either. */
    hold(ymr_decimal_write((ymr_decimal){a.coefficient, (int8_t)supply_byte(&input)}, made) <
             YMR_DECIMAL_SIZE,
         "any text fits its room");
    hold(ymr_integer_write(b.coefficient, made) <= 20, "a whole number fits its room");
    free(made);
    return 0;
}
