#include "prove.h"

#include "decision_rules.c"

static ymr_finding told;
static unsigned times;

static void take(void *context, const ymr_finding *finding)
{
    (void)context;
    told = *finding;
    times++;
}

int main(void)
{
    const ymr_money bound = {.present = true};
    const ymr_finding_code code = (ymr_finding_code)any_byte();
    const bool failed = any_bool(), wanted = any_bool(), condition = any_bool();
    check c = {NULL, NULL, wanted ? tell : NULL, take, NULL, any_size(), failed};

    ASSUME(code < YMR_FINDING_COUNT);
    if (any_bool()) {
        find_if(&c, condition, code);
        PROMISE(times == (wanted && condition));
    } else {
        find(&c, code, any_bool() ? &bound : NULL);
        PROMISE(times == wanted && (!wanted || c.failed == (failed || told.severity == YMR_SEVERITY_ERROR)));
    }
    PROMISE(times == 0 || (told.code == code && told.index == c.index && told.field == words[code].field));
    PROMISE(times == 0 || (told.field != NULL && told.text != NULL));
    PROMISE(c.failed || !failed);
    return 0;
}
