#include "prove.h"

#include "journal_data.c"

#include "stored_model.h"

ymr_item_decision nondet_decision(void);
ymr_journal_submit nondet_submit(void);

enum { ITEMS = 4 };

void ymr_log_put(ymr_log_writer *w, const void *bytes, size_t length)
{
    (void)w;
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
}

void ymr_log_flush(ymr_log_writer *w)
{
    (void)w;
}

void ymr_log_read(ymr_journal *journal, uint32_t place, void *bytes, size_t length)
{
    (void)journal;
    (void)place;
    (void)bytes;
    (void)length;
}

uint32_t ymr_log_units(const ymr_journal *journal, uint32_t length)
{
    (void)journal;
    return length;
}

static ymr_text any_or_none(char *buffer)
{
    return any_bool() ? any_text(buffer, ROOM) : (ymr_text){NULL, any_size()};
}

int main(void)
{
    static char text[ROOM];
    ymr_item_decision items[ITEMS];
    ymr_log_writer w = {.journal = NULL};
    ymr_journal_submit submit = nondet_submit();

    for (size_t i = 0; i < ITEMS; i++) {
        items[i] = nondet_decision();
        items[i].comment = any_or_none(text);
        items[i].compensation.currency = any_or_none(text);
        items[i].price.currency = any_or_none(text);
    }
    ASSUME(submit.decisions.count <= ITEMS);
    submit.decisions.items = items + (ITEMS - submit.decisions.count);
    ymr_data_write(&w, &submit);
    return 0;
}
