#include <regex.h>
#include <stdlib.h>

#include "check.h"
#include "generator.h"
#include "ymr/decimal.h"

static const struct {
    const char *text;
    ymr_status status;
    ymr_decimal value;
} numbers[] = {
    {"0", YMR_OK, {0, 0}},
    {"-0", YMR_OK, {0, 0}},
    {"0.00", YMR_OK, {0, -2}},
    {"0e2", YMR_OK, {0, 2}},
    {"3170.0", YMR_OK, {31700, -1}},
    {"-0.01", YMR_OK, {-1, -2}},
    {"1.5e3", YMR_OK, {15, 2}},
    {"1e2", YMR_OK, {1, 2}},
    {"1E+2", YMR_OK, {1, 2}},
    {"1e-2", YMR_OK, {1, -2}},
    {"1e-002", YMR_OK, {1, -2}},
    {"12.34e2", YMR_OK, {1234, 0}},
    {"1.10", YMR_OK, {110, -2}},
    {"9007199254740993", YMR_OK, {INT64_C(9007199254740993), 0}}, /* 2^53 + 1: a double would lose it */
    {"9223372036854775807", YMR_OK, {INT64_MAX, 0}},
    {"-9223372036854775808", YMR_OK, {INT64_MIN, 0}},
    {"9.223372036854775807e18", YMR_OK, {INT64_MAX, 0}},
    {"-92233720368547758.08", YMR_OK, {INT64_MIN, -2}},
    {"0.000000000000000001", YMR_OK, {1, -18}},
    {"1e18", YMR_OK, {1, 18}},
    {"0.0000000000000000000005e6", YMR_OK, {5, -16}}, /* 22 places, one digit */
    {"1.0000000000000000000e1", YMR_E_RANGE, {0, 0}}, /* 20 digits: zeros at the end count */
    {"9223372036854775808", YMR_E_RANGE, {0, 0}},
    {"-9223372036854775809", YMR_E_RANGE, {0, 0}},
    {"9223372036854775810", YMR_E_RANGE, {0, 0}},
    {"18446744073709551616", YMR_E_RANGE, {0, 0}}, /* 2^64: must not come round to 0 */
    {"99999999999999999999999999", YMR_E_RANGE, {0, 0}},
    {"0.0000000000000000001", YMR_E_RANGE, {0, 0}},
    {"1e19", YMR_E_RANGE, {0, 0}},
    {"1e-19", YMR_E_RANGE, {0, 0}},
    {"0e19", YMR_E_RANGE, {0, 0}},
    {"1e18446744073709551616", YMR_E_RANGE, {0, 0}},
    {"1e-18446744073709551616", YMR_E_RANGE, {0, 0}},
    /* RFC 8259, section 6 */
    {"", YMR_E_SYNTAX, {0, 0}},
    {"-", YMR_E_SYNTAX, {0, 0}},
    {"+1", YMR_E_SYNTAX, {0, 0}},
    {"--1", YMR_E_SYNTAX, {0, 0}},
    {"01", YMR_E_SYNTAX, {0, 0}},
    {"-01", YMR_E_SYNTAX, {0, 0}},
    {"00", YMR_E_SYNTAX, {0, 0}},
    {".5", YMR_E_SYNTAX, {0, 0}},
    {"1.", YMR_E_SYNTAX, {0, 0}},
    {"1.e2", YMR_E_SYNTAX, {0, 0}},
    {"1.5.5", YMR_E_SYNTAX, {0, 0}},
    {"1e", YMR_E_SYNTAX, {0, 0}},
    {"1e+", YMR_E_SYNTAX, {0, 0}},
    {"1e-+2", YMR_E_SYNTAX, {0, 0}},
    {"1e2.5", YMR_E_SYNTAX, {0, 0}},
    {"e5", YMR_E_SYNTAX, {0, 0}},
    {" 1", YMR_E_SYNTAX, {0, 0}},
    {"1 ", YMR_E_SYNTAX, {0, 0}},
    {"1,5", YMR_E_SYNTAX, {0, 0}},
    {"0x10", YMR_E_SYNTAX, {0, 0}},
    {"NaN", YMR_E_SYNTAX, {0, 0}},
    {"1\xb2", YMR_E_SYNTAX, {0, 0}},
    {"99999999999999999999999999x", YMR_E_SYNTAX, {0, 0}}, /* no number at all, before it is too long a one */
};

TEST(decimal_reads_json_numbers_exactly)
{
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        const char *text = numbers[i].text;
        const bool ok = numbers[i].status == YMR_OK;
        ymr_decimal got = {77, 7};

        CHECK_STATUS(numbers[i].status, ymr_decimal_parse(text, strlen(text), &got), text);
        CHECK_STATUS(numbers[i].status, ymr_decimal_parse(text, strlen(text), NULL), text);
        CHECK_I64(ok ? numbers[i].value.coefficient : 77, got.coefficient, text);
        CHECK_I64(ok ? numbers[i].value.exponent : 7, got.exponent, text);
    }
}

TEST(decimal_takes_the_length_not_the_terminator)
{
    ymr_decimal got = {0, 0};
    int64_t whole = 0;

    CHECK_STATUS(YMR_OK, ymr_decimal_parse("3170.09", 6, &got), "six bytes of seven");
    CHECK_I64(31700, got.coefficient, "six bytes of seven");
    CHECK_STATUS(YMR_OK, ymr_integer_parse("3170.09", 4, &whole), "four bytes of seven");
    CHECK_I64(3170, whole, "four bytes of seven");
    CHECK_STATUS(YMR_E_SYNTAX, ymr_decimal_parse("1\0", 2, &got), "NUL is no digit");
    CHECK_STATUS(YMR_E_SYNTAX, ymr_integer_parse("1\0", 2, &whole), "NUL is no digit");
}

static const struct {
    const char *text;
    ymr_status status;
    int64_t value;
} integers[] = {
    {"0", YMR_OK, 0},
    {"-0", YMR_OK, 0},
    {"-7", YMR_OK, -7},
    {"58430694721", YMR_OK, INT64_C(58430694721)},
    {"9007199254740993", YMR_OK, INT64_C(9007199254740993)},
    {"9223372036854775807", YMR_OK, INT64_MAX},
    {"-9223372036854775808", YMR_OK, INT64_MIN},
    {"9223372036854775808", YMR_E_RANGE, 0},
    {"-9223372036854775809", YMR_E_RANGE, 0},
    {"9223372036854775810", YMR_E_RANGE, 0},
    {"18446744073709551617", YMR_E_RANGE, 0},
    {"1.0", YMR_E_TYPE, 0},
    {"1e2", YMR_E_TYPE, 0},
    {"1e999", YMR_E_TYPE, 0},
    {"99999999999999999999.5", YMR_E_TYPE, 0},
    {"", YMR_E_SYNTAX, 0},
    {"-", YMR_E_SYNTAX, 0},
    {"+1", YMR_E_SYNTAX, 0},
    {"007", YMR_E_SYNTAX, 0},
    {"1.", YMR_E_SYNTAX, 0},
    {"1e", YMR_E_SYNTAX, 0},
    {"12a", YMR_E_SYNTAX, 0},
    {"1 ", YMR_E_SYNTAX, 0},
};

TEST(integer_reads_whole_numbers_to_the_last_bit)
{
    for (size_t i = 0; i < COUNT_OF(integers); i++) {
        const char *text = integers[i].text;
        int64_t got = 77;

        CHECK_STATUS(integers[i].status, ymr_integer_parse(text, strlen(text), &got), text);
        CHECK_STATUS(integers[i].status, ymr_integer_parse(text, strlen(text), NULL), text);
        CHECK_I64(integers[i].status == YMR_OK ? integers[i].value : 77, got, text);
    }
}

/* Texts of numbers' characters, in blocks of just their size, so that a byte read behind them is noticed. */
TEST(decimal_takes_what_the_grammar_takes)
{
    static const char alphabet[] = "0123456789009911--+..eE x";
    static const char section_6[] = "^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?$"; /* of RFC 8259 */
    regex_t grammar;
    generator g = {2};
    unsigned taken = 0;

    if (!CHECK(regcomp(&grammar, section_6, REG_EXTENDED | REG_NOSUB) == 0, section_6)) {
        return;
    }
    for (int i = 0; i < 200000; i++) {
        const size_t length = (size_t)generate_between(&g, 0, 9);
        char text[10] = "";
        char *block = malloc(length > 0 ? length : 1);
        ymr_decimal decimal;
        int64_t whole;

        for (size_t at = 0; at < length; at++) {
            text[at] = alphabet[generate(&g) % (sizeof alphabet - 1)];
        }
        memcpy(block, text, length);
        const bool valid = regexec(&grammar, text, 0, NULL, 0) == 0;
        CHECK(valid == (ymr_decimal_parse(block, length, &decimal) != YMR_E_SYNTAX), text);
        const ymr_status as_integer = ymr_integer_parse(block, length, &whole);
        CHECK(valid == (as_integer != YMR_E_SYNTAX), text);
        CHECK((valid && strpbrk(text, ".eE") != NULL) == (as_integer == YMR_E_TYPE), text);
        taken += valid ? 1u : 0u;
        free(block);
    }
    CHECK(taken > 10000, "both sides of the rule were met");
    regfree(&grammar);
}

static const struct {
    ymr_decimal value;
    unsigned places;
    ymr_status status;
    int64_t scaled;
} scalings[] = {
    {{31700, -1}, 2, YMR_OK, 317000}, /* roubles to kopecks */
    {{31700, -1}, 0, YMR_OK, 3170},
    {{-1, -2}, 2, YMR_OK, -1},
    {{15, 2}, 2, YMR_OK, 150000},
    {{1, -2}, 1, YMR_E_INEXACT, 0},
    {{-3165, -1}, 0, YMR_E_INEXACT, 0},
    {{0, -18}, 0, YMR_OK, 0},
    {{0, 18}, UINT32_MAX, YMR_OK, 0},
    {{1, 0}, UINT32_MAX, YMR_E_RANGE, 0},
    {{1, 18}, 0, YMR_OK, INT64_C(1000000000000000000)},
    {{1, 18}, 1, YMR_E_RANGE, 0},
    {{-9, 18}, 0, YMR_OK, INT64_C(-9000000000000000000)},
    {{INT64_MAX, 0}, 0, YMR_OK, INT64_MAX},
    {{INT64_MIN, 0}, 0, YMR_OK, INT64_MIN},
    {{INT64_MIN, -18}, 18, YMR_OK, INT64_MIN},
    {{INT64_MIN, 0}, 1, YMR_E_RANGE, 0},
    {{INT64_C(922337203685477580), 0}, 1, YMR_OK, INT64_C(9223372036854775800)},
    {{INT64_C(922337203685477581), 0}, 1, YMR_E_RANGE, 0},
    {{INT64_C(-1000000000000000000), -18}, 0, YMR_OK, -1},
};

TEST(decimal_is_scaled_without_rounding)
{
    for (size_t i = 0; i < COUNT_OF(scalings); i++) {
        const ymr_decimal value = scalings[i].value;
        const char *note = check_note("%lld, %d, to %u places", (long long)value.coefficient, value.exponent,
                                      scalings[i].places);
        int64_t got = 77;

        CHECK_STATUS(scalings[i].status, ymr_decimal_scaled(value, scalings[i].places, &got), note);
        CHECK_I64(scalings[i].status == YMR_OK ? scalings[i].scaled : 77, got, note);
    }
}

static const struct {
    ymr_decimal value;
    const char *text;
} writings[] = {
    {{31700, -1}, "3170.0"},
    {{15, 2}, "15e2"},
    {{1, -2}, "0.01"},
    {{-1, -2}, "-0.01"},
    {{-5, -1}, "-0.5"},
    {{0, 0}, "0"},
    {{0, -2}, "0.00"},
    {{0, 2}, "0e2"},
    {{100, 0}, "100"},
    {{INT64_MAX, 0}, "9223372036854775807"},
    {{INT64_MIN, 0}, "-9223372036854775808"},
    {{INT64_MIN, -18}, "-9.223372036854775808"},
    {{INT64_MIN, 18}, "-9223372036854775808e18"},
    {{-1, -18}, "-0.000000000000000001"},
    /* Beyond the type's range, made by hand: whatever it is, it keeps within the buffer. */
    {{INT64_MIN, -128}, "-9223372036854775808e-128"},
    {{INT64_MIN, 127}, "-9223372036854775808e127"},
};

TEST(decimal_is_written_with_every_digit)
{
    for (size_t i = 0; i < COUNT_OF(writings); i++) {
        char out[YMR_DECIMAL_SIZE + 1];

        memset(out, '#', sizeof out);
        const size_t length = ymr_decimal_write(writings[i].value, out);
        CHECK_TEXT(writings[i].text, out, length, writings[i].text);
        CHECK(out[length] == '\0' && out[YMR_DECIMAL_SIZE] == '#', writings[i].text);
    }
}

TEST(decimal_comes_back_as_it_was_written)
{
    generator g = {3};

    for (int i = 0; i < 100000; i++) {
        const ymr_decimal value = {generate_signed(&g), (int8_t)generate_between(&g, -18, 18)};
        ymr_decimal got = {0, 0};
        char text[YMR_DECIMAL_SIZE];
        const size_t length = ymr_decimal_write(value, text);

        CHECK_STATUS(YMR_OK, ymr_decimal_parse(text, length, &got), text);
        CHECK_I64(value.coefficient, got.coefficient, text);
        CHECK_I64(value.exponent, got.exponent, text);
    }
}

TEST(integer_comes_back_as_it_was_written)
{
    enum { SIZE = 21 };
    generator g = {4};
    char text[SIZE + 1] = "";

    text[SIZE] = '#';
    CHECK_SIZE(20, ymr_integer_write(INT64_MIN, text), "the longest");
    CHECK_STR("-9223372036854775808", text, "the longest");
    CHECK(text[SIZE] == '#', "21 bytes hold every number");
    for (int i = 0; i < 100000; i++) {
        const int64_t value = generate_signed(&g);
        const size_t length = ymr_integer_write(value, text);
        int64_t got = 0;

        CHECK_SIZE(strlen(text), length, text);
        CHECK_STATUS(YMR_OK, ymr_integer_parse(text, length, &got), text);
        CHECK_I64(value, got, text);
    }
}

static const struct {
    ymr_decimal a, b;
    ymr_status status;
    ymr_decimal sum;
} sums[] = {
    {{31700, -1}, {1, -2}, YMR_OK, {317001, -2}}, /* 3170.0 + 0.01: at the finer exponent */
    {{1, -2}, {31700, -1}, YMR_OK, {317001, -2}},
    {{1, 2}, {5, 0}, YMR_OK, {105, 0}},
    {{-1, 0}, {1, 0}, YMR_OK, {0, 0}},
    {{0, 18}, {1, -18}, YMR_OK, {1, -18}}, /* 0 is 0 at any distance */
    {{INT64_MAX, 0}, {0, 0}, YMR_OK, {INT64_MAX, 0}},
    {{INT64_MAX, 0}, {1, 0}, YMR_E_RANGE, {0, 0}},
    {{INT64_MAX, 0}, {INT64_MIN, 0}, YMR_OK, {-1, 0}},
    {{INT64_MIN, 0}, {-1, 0}, YMR_E_RANGE, {0, 0}},
    {{INT64_MIN, 0}, {INT64_MAX, 0}, YMR_OK, {-1, 0}},
    {{INT64_MAX, 0}, {10, -1}, YMR_E_RANGE, {0, 0}},               /* 1.0 more than the most */
    {{INT64_MAX - 1, 0}, {10, -1}, YMR_OK, {INT64_MAX, 0}},        /* the zero of 1.0 is given up */
    {{INT64_MAX - 1, 0}, {1000, -3}, YMR_OK, {INT64_MAX, 0}},
    {{INT64_MAX, 0}, {1, -1}, YMR_E_RANGE, {0, 0}},                /* a digit never is */
    {{1, 18}, {1, -18}, YMR_E_RANGE, {0, 0}},
    {{INT64_C(9000000000000000000), 0}, {INT64_C(9000000000000000000), 0}, YMR_OK, {INT64_C(1800000000000000000), 1}},
    {{INT64_C(9000000000000000000), 18}, {INT64_C(9000000000000000000), 18}, YMR_E_RANGE, {0, 0}},
};

TEST(decimal_adds_exactly_or_not_at_all)
{
    for (size_t i = 0; i < COUNT_OF(sums); i++) {
        const char *note = check_note("row %zu", i);
        const bool ok = sums[i].status == YMR_OK;
        ymr_decimal got = {77, 7};

        CHECK_STATUS(sums[i].status, ymr_decimal_add(sums[i].a, sums[i].b, &got), note);
        CHECK_I64(ok ? sums[i].sum.coefficient : 77, got.coefficient, note);
        CHECK_I64(ok ? sums[i].sum.exponent : 7, got.exponent, note);
    }
}

TEST(decimal_subtracts_exactly_or_not_at_all)
{
    ymr_decimal got = {31700, -1};

    CHECK_STATUS(YMR_OK, ymr_decimal_subtract(got, (ymr_decimal){1, -2}, &got), "into one of the two");
    CHECK_I64(316999, got.coefficient, "3169.99");
    CHECK_I64(-2, got.exponent, "3169.99");
    CHECK_STATUS(YMR_OK, ymr_decimal_subtract((ymr_decimal){-1, 0}, (ymr_decimal){INT64_MIN, 0}, &got), "-1 + 2^63");
    CHECK_I64(INT64_MAX, got.coefficient, "-1 + 2^63");
    CHECK_STATUS(YMR_OK, ymr_decimal_subtract((ymr_decimal){INT64_MIN, 0}, (ymr_decimal){INT64_MIN, 0}, &got), "0");
    CHECK_I64(0, got.coefficient, "0");
    CHECK_STATUS(YMR_E_RANGE, ymr_decimal_subtract((ymr_decimal){0, 0}, (ymr_decimal){INT64_MIN, 0}, &got), "2^63");
    CHECK_STATUS(YMR_E_RANGE, ymr_decimal_subtract((ymr_decimal){INT64_MIN, 0}, (ymr_decimal){1, 0}, &got), "below all");
}

/* What was added can be taken away again. */
TEST(decimal_sums_come_apart_again)
{
    generator g = {6};
    unsigned summed = 0;

    for (int i = 0; i < 100000; i++) {
        const ymr_decimal a = {generate_signed(&g), (int8_t)generate_between(&g, -6, 3)};
        const ymr_decimal b = {generate_signed(&g), (int8_t)generate_between(&g, -6, 3)};
        ymr_decimal sum, rest;

        if (ymr_decimal_add(a, b, &sum) == YMR_OK && ymr_decimal_subtract(sum, b, &rest) == YMR_OK) {
            CHECK_I64(0, ymr_decimal_compare(rest, a), check_note("number %d", i));
            summed++;
        }
    }
    CHECK(summed > 50000, "most sums fit");
}

static const struct {
    ymr_decimal a, b;
    int order;
} comparisons[] = {
    {{1, 0}, {10, -1}, 0}, /* 1 and 1.0 */
    {{0, 18}, {0, -18}, 0},
    {{0, 0}, {1, -18}, -1},
    {{-1, -18}, {0, 5}, -1},
    {{99, -2}, {1, 0}, -1},
    {{101, -2}, {1, 0}, 1},
    {{-101, -2}, {-1, 0}, -1},
    {{INT64_MAX, 0}, {INT64_MIN, 0}, 1},
    {{INT64_MIN, 0}, {INT64_MAX, 0}, -1},
    {{INT64_MAX, 0}, {INT64_MAX, 0}, 0},
    {{1, 18}, {INT64_MAX, -18}, 1}, /* too far apart to be written alike */
    {{-1, 18}, {INT64_MIN, -18}, -1},
    {{INT64_MIN, 0}, {INT64_MIN, 1}, 1},
    {{1844674407370955162, 0}, {INT64_MAX, 0}, -1},
    {{1844674407370955162, 1}, {INT64_MAX, 0}, 1}, /* ten times that is beyond 64 bits */
};

TEST(decimal_compares_any_two)
{
    for (size_t i = 0; i < COUNT_OF(comparisons); i++) {
        const char *note = check_note("row %zu", i);

        CHECK_I64(comparisons[i].order, ymr_decimal_compare(comparisons[i].a, comparisons[i].b), note);
        CHECK_I64(-comparisons[i].order, ymr_decimal_compare(comparisons[i].b, comparisons[i].a), note);
    }
}

TEST(decimal_subtracts_the_least_int64_where_that_fits)
{
    ymr_decimal out = {1, 1};
    CHECK_STATUS(YMR_OK, ymr_decimal_subtract((ymr_decimal){-1, 18}, (ymr_decimal){INT64_MIN, 18}, &out),
                 "fits");
    CHECK_I64(INT64_MAX, out.coefficient, "fits");
    out = (ymr_decimal){1, 1};
    CHECK_STATUS(YMR_E_RANGE,
                 ymr_decimal_subtract((ymr_decimal){INT64_MAX, 18}, (ymr_decimal){INT64_MIN, 18}, &out),
                 "not even half of it");
    CHECK_STATUS(YMR_E_RANGE, ymr_decimal_subtract((ymr_decimal){1, 18}, (ymr_decimal){INT64_MIN, 18}, &out),
                 "half of it");
    CHECK_I64(1, out.coefficient, "what does not fit writes nothing");
}
