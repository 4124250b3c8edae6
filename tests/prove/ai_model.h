/* ymr_ai_find as loosely as it is proved. */
#ifndef YMR_PROVE_AI_MODEL_H
#define YMR_PROVE_AI_MODEL_H

#include "prove.h"
#include "scan_parts.h"

ymr_ai nondet_ai(void);

static ymr_ai row;

static inline void take_any_row(unsigned number)
{
    row = nondet_ai();
    const unsigned digits = row.kind & YMR_AI_DIGITS;
    ASSUME(digits >= 2 && digits <= 4 && row.min >= 1 && row.min <= row.max && row.max <= 90);
    ASSUME(number != 0 || (row.min == 18 && row.max == 18 && (row.kind & YMR_AI_NUMERIC) != 0));
    ASSUME(number != 1 || (row.min == 14 && row.max == 14 && (row.kind & YMR_AI_NUMERIC) != 0));
    ASSUME(number != 21 || row.max == 20);
}

static inline const ymr_ai *find_any_ai(const char *text, size_t length, unsigned *number)
{
    PROMISE(length == 0 || __CPROVER_r_ok(text, length));
    const unsigned of_row = any_unsigned();
    take_any_row(of_row);
    if ((row.kind & YMR_AI_DIGITS) > length || any_bool()) {
        return NULL;
    }
    *number = of_row;
    return &row;
}

#endif
