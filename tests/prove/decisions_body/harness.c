#include "decisions.c"

#include "writer_calls.h"

ymr_item_decision nondet_decision(void);

enum { MANY = 3 };

static ymr_item_decision items[MANY];

static void put(const ymr_item_decision *first, size_t count)
{
    const ymr_decisions all = {first, count};
    ymr_writer w = any_counter();
    const bool refused = w.refused;

    ymr_put_decisions(&w, &all);
    PROMISE(w.refused || !refused);
}

int main(void)
{
    char byte[1];
    const ymr_text text = {any_bool() ? byte : NULL, 1};
    const size_t count = any_size();

    for (size_t i = 0; i < MANY; i++) {
        items[i] = nondet_decision();
        items[i].comment = items[i].compensation.currency = text;
        ASSUME((unsigned)items[i].type <= INT32_MAX && (unsigned)items[i].reason <= INT32_MAX);
    }
    for (size_t given = 0; given <= MANY; given++) {
        if (count == given) {
            put(items + (MANY - given), given);
        }
    }
    return 0;
}
