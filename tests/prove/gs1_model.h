/* What scan_gs1.c calls, as loosely as it is proved elsewhere; to be included behind the source. */
#ifndef YMR_PROVE_GS1_MODEL_H
#define YMR_PROVE_GS1_MODEL_H

/* The rows that matter, as the table has them, and one that stands for all others. */
static ymr_ai rows[4] = {
    {.digits = 2, .min = 18, .max = 18, .numeric = true, .predefined = true},
    {.digits = 2, .min = 14, .max = 14, .numeric = true, .predefined = true},
    {.digits = 2, .min = 1, .max = 20},
};
static const unsigned numbers[4] = {SSCC_AI, GTIN_AI, SERIAL_AI, 10};

static inline void set_other_row(void)
{
    rows[3] = (ymr_ai){.digits = any_byte(), .min = any_byte(), .max = any_byte(), .numeric = any_bool(),
                       .predefined = any_bool()};
    ASSUME(rows[3].digits >= 2 && rows[3].digits <= 4 && rows[3].min <= rows[3].max && rows[3].max <= 90);
}

const ymr_ai *ymr_ai_find(ymr_text text, unsigned *number)
{
    const unsigned row = any_unsigned() % 4;
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    if (rows[row].digits > text.length || any_bool()) {
        return NULL;
    }
    *number = numbers[row];
    return &rows[row];
}

size_t ymr_separator(ymr_text text)
{
    const size_t length = any_size();
    PROMISE(text.length > 0 && __CPROVER_r_ok(text.bytes, text.length));
    ASSUME(length <= 6 && length <= text.length);
    return length;
}

static size_t find_separator(ymr_text text)
{
    const size_t length = any_size();
    ASSUME(length <= text.length);
    return length;
}

static void find_ends(ymr_gs1 *found)
{
    found->end_count = any_byte();
    found->ends[0] = any_byte();
    ASSUME(found->end_count <= 3);
}

static bool is_set82(ymr_text text)
{
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    return any_bool();
}

bool ymr_is_digits(ymr_text text)
{
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    return text.length > 0 && any_bool();
}

bool ymr_gs1_digit_holds(ymr_text digits)
{
    PROMISE(digits.length > 0 && __CPROVER_r_ok(digits.bytes, digits.length));
    return any_bool();
}

#endif
