#include "prove.h"

#include "ymr/decisions.h"

typedef struct check check;
static void find(check *c, ymr_finding_code code, const ymr_money *bound);
static bool is_utf8(ymr_text text);
static bool is_blank(ymr_text text);
static bool is_currency(ymr_text text);
static bool is_named_before(const check *c, int64_t return_item_id);

#include "decision_rules.c"

static bool named, twice, without_type;

static void find(check *c, ymr_finding_code code, const ymr_money *bound)
{
    PROMISE(code < YMR_FINDING_COUNT && bound == NULL);
    twice = twice || code == YMR_FINDING_ITEM_TWICE;
    without_type = without_type || code == YMR_FINDING_NO_TYPE;
    c->failed = c->failed || any_bool();
}

static bool is_utf8(ymr_text text)
{
    (void)text;
    return any_bool();
}

static bool is_blank(ymr_text text)
{
    (void)text;
    return any_bool();
}

static bool is_currency(ymr_text text)
{
    (void)text;
    return any_bool();
}

static bool is_named_before(const check *c, int64_t return_item_id)
{
    (void)c, (void)return_item_id;
    return named;
}

const ymr_names ymr_decision_type_names = {"", 0};
const ymr_names ymr_decision_reason_names = {"", 0};

const char *ymr_enum_name(const ymr_names *names, int value)
{
    return value > YMR_DECISION_TYPE_UNRECOGNIZED && any_bool() ? names->names : NULL;
}

ymr_item_decision nondet_decision(void);

int main(void)
{
    const ymr_item_decision decision = nondet_decision();
    check c = {.index = any_size()};

    ASSUME((unsigned)decision.type <= INT32_MAX && (unsigned)decision.reason <= INT32_MAX);
    named = any_bool();
    check_alone(&c, &decision);
    PROMISE(twice == named);
    PROMISE(without_type || decision.type > YMR_DECISION_TYPE_UNRECOGNIZED);
    return 0;
}
