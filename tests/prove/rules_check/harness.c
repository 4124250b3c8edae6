#include "prove.h"

#include "ymr/decisions.h"

typedef struct check check;
static void find(check *c, ymr_finding_code code, const ymr_money *bound);
static void check_alone(check *c, const ymr_item_decision *decision);
static void check_offer(check *c, const ymr_item_decision *decision);

#include "decision_rules.c"

enum { MANY = 4 };

static ymr_item_decision items[MANY];
static size_t alone, offers;
static bool failed;

static void find_any(check *c)
{
    failed = failed || any_bool();
    c->failed = failed;
}

static void find(check *c, ymr_finding_code code, const ymr_money *bound)
{
    PROMISE(code < YMR_FINDING_COUNT && bound == NULL);
    PROMISE(c->index == (c->all->items != NULL ? c->all->count : 0));
    find_any(c);
}

static void look_at(check *c, const ymr_item_decision *decision, size_t looked_at)
{
    PROMISE(decision == &c->all->items[looked_at] && c->index == looked_at);
    PROMISE(decision >= items && decision < items + MANY);
    find_any(c);
}

static void check_alone(check *c, const ymr_item_decision *decision)
{
    look_at(c, decision, alone++);
}

static void check_offer(check *c, const ymr_item_decision *decision)
{
    look_at(c, decision, offers++);
}

void ymr_put_decisions(ymr_writer *w, const void *decisions)
{
    PROMISE(__CPROVER_r_ok(decisions, sizeof(ymr_decisions)));
    w->length = any_size();
}

static void run(const ymr_decisions *all)
{
    static const ymr_available_decisions available;
    const bool offered = any_bool(), public = any_bool();
    const ymr_status status = public ? ymr_decisions_check(all, offered ? &available : NULL, NULL, NULL)
                                     : ymr_decisions_check_alone(all);

    PROMISE(status == (failed ? YMR_E_ARGUMENT : YMR_OK));
    PROMISE(alone == (all->items != NULL ? all->count : 0));
    PROMISE(offers == (public && offered ? alone : 0));
}

int main(void)
{
    const size_t count = any_size();
    const ymr_decisions none = {NULL, count};

    if (any_bool()) {
        run(&none);
        return 0;
    }
    for (size_t given = 0; given <= MANY; given++) {
        if (count == given) {
            const ymr_decisions all = {items + (MANY - given), given};
            run(&all);
            return 0;
        }
    }
    return 0;
}
