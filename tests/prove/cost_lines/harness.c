#define EXACT_MEMSET
#include "loose.h"

/* To none of its places may NULL be given, however little is compared. */
static inline int strict_compare(const void *a, const void *b, size_t length)
{
    PROMISE(a != NULL && b != NULL);
    return loose_compare(a, b, length);
}

#undef memcmp
#define memcmp(a, b, length) strict_compare((a), (b), (length))

#include "cost.c"

ymr_cost nondet_cost(void);

enum { LINES = 3 };

static ymr_text any_or_none(char *buffer, size_t room)
{
    return any_bool() ? any_text(buffer, room) : (ymr_text){NULL, 0};
}

int main(void)
{
    char buffer[ROOM], kept[ROOM], of_currency[8];
    const ymr_text offer = any_or_none(buffer, sizeof buffer);
    const ymr_text currency = any_or_none(of_currency, sizeof of_currency);
    ymr_cost_line lines[LINES];
    ymr_cost cost = nondet_cost();
    ymr_cost_memory memory = {.lines = lines, .line_count = any_size(), .text_size = any_size()};

    ASSUME(memory.line_count <= LINES && cost.line_count <= memory.line_count);
    ASSUME(cost.needed_lines >= cost.line_count && cost.needed_lines < SIZE_MAX / 2 && cost.needed_text < SIZE_MAX / 2);
    memory.text = placed(kept, sizeof kept, memory.text_size);
    cost.lines = lines;
    for (size_t i = 0; i < LINES; i++) {
        lines[i].offer_id = any_or_none(buffer, sizeof buffer);
        ASSUME(lines[i].ordered >= 0 && lines[i].refused >= 0 && lines[i].page_refused >= 0);
    }
    (void)add_ordered(&cost, &memory, offer, any_int64());
    PROMISE(cost.line_count <= memory.line_count);
    ymr_cost_page_begin(&cost);
    ymr_cost_page_commit(&cost);

    cost.currency[YMR_CURRENCY_SIZE - 1] = '\0';
    (void)agree(&cost, currency);
    PROMISE(cost.currency[YMR_CURRENCY_SIZE - 1] == '\0' || strlen(cost.currency) < YMR_CURRENCY_SIZE);
    (void)ymr_cost_taken(&lines[0]);

    begin(&cost, &memory, any_int64());
    PROMISE(cost.lines == memory.lines && cost.line_count == 0 && cost.currency[0] == '\0');
    (void)is_roubles(any_string(of_currency, sizeof of_currency));
    return 0;
}
