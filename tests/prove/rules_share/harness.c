#include "prove.h"

#include "ymr/decisions.h"

static bool is_same(ymr_text a, ymr_text b);

#include "decision_rules.c"

static bool is_same(ymr_text a, ymr_text b)
{
    (void)a, (void)b;
    return any_bool();
}

int ymr_decimal_compare(ymr_decimal a, ymr_decimal b)
{
    PROMISE(a.exponent >= -18 && b.coefficient >= 0);
    return any_int();
}

ymr_item_decision nondet_decision(void);

int main(void)
{
    static const int64_t percents[] = {-1, 0, 1, 2, 3, 7, 10, 33, 50, 99, 100, 101, 1000, INT64_MAX};
    const ymr_item_decision decision = nondet_decision();
    const size_t which = any_size();

    ASSUME(decision.compensation.value.exponent >= -18 && decision.compensation.value.exponent <= 18);
    for (size_t i = 0; i < sizeof percents / sizeof percents[0]; i++) {
        if (which == i) {
            const bool too_large = is_too_large_a_share(&decision, percents[i]);
            PROMISE(!too_large || (decision.price.present && percents[i] > 0));
        }
    }
    return 0;
}
