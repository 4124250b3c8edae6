#include "prove.h"

#include "ymr/decisions.h"

typedef struct check check;
static void find(check *c, ymr_finding_code code, const ymr_money *bound);
static bool is_same(ymr_text a, ymr_text b);
static bool is_too_large_a_share(const ymr_item_decision *decision, int64_t percent);

#include "decision_rules.c"

static void find(check *c, ymr_finding_code code, const ymr_money *bound)
{
    PROMISE(code < YMR_FINDING_COUNT);
    PROMISE(code == YMR_FINDING_NOT_OFFERED || c->available->decisions.left > 0);
    PROMISE((bound != NULL) == (code == YMR_FINDING_COMPENSATION_FOREIGN || code == YMR_FINDING_COMPENSATION_BELOW ||
                                code == YMR_FINDING_COMPENSATION_ABOVE));
}

static bool is_same(ymr_text a, ymr_text b)
{
    (void)a, (void)b;
    return any_bool();
}

static bool is_too_large_a_share(const ymr_item_decision *decision, int64_t percent)
{
    (void)percent;
    PROMISE(decision->compensation.present);
    return any_bool();
}

const ymr_names ymr_decision_type_names = {"", 0};
const ymr_names ymr_decision_reason_names = {"", 0};

const char *ymr_enum_name(const ymr_names *names, int value)
{
    (void)value;
    return any_bool() ? names->names : NULL;
}

int ymr_decimal_compare(ymr_decimal a, ymr_decimal b)
{
    (void)a, (void)b;
    return any_int();
}

ymr_item_decision nondet_decision(void);
ymr_available_decision nondet_offer(void);

bool ymr_available_decision_next(ymr_list *decisions, ymr_available_decision *out)
{
    if (decisions->left == 0) {
        return false;
    }
    decisions->left--;
    *out = nondet_offer();
    ASSUME(out->reason_types.left <= 2);
    return true;
}

bool ymr_list_next_enum(ymr_list *list, const ymr_names *names, ymr_enum *out)
{
    (void)names;
    if (list->left == 0) {
        return false;
    }
    list->left--;
    out->value = any_int();
    return true;
}

int main(void)
{
    const ymr_available_decisions available = {.decisions = {NULL, 0, any_byte() % 3}};
    const ymr_item_decision decision = nondet_decision();
    check c = {.available = &available};

    ASSUME((unsigned)decision.type <= INT32_MAX && (unsigned)decision.reason <= INT32_MAX);
    check_offer(&c, &decision);
    return 0;
}
