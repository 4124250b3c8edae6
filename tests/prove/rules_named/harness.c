#include "prove.h"

#include "decision_rules.c"

enum { MANY = 4 };

static ymr_item_decision items[MANY];

static void look_for(const ymr_item_decision *first, size_t count)
{
    const ymr_decisions all = {first, count};
    const check c = {.all = &all, .index = count};
    const int64_t id = any_int64();
    const size_t at = any_size();
    const bool named = is_named_before(&c, id);

    PROMISE(!named || count > 0);
    ASSUME(at < count);
    PROMISE(named || first[at].return_item_id != id);
}

int main(void)
{
    const size_t count = any_size();

    for (size_t i = 0; i < MANY; i++) {
        items[i].return_item_id = any_int64();
    }
    for (size_t before = 0; before <= MANY; before++) {
        if (count == before) {
            look_for(items + (MANY - before), before);
        }
    }
    return 0;
}
