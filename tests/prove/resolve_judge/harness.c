#include "prove.h"

#include "ymr/decisions.h"

static bool read_id(const ymr_document *document, uint32_t decision, int64_t *id);
static int read_type(const ymr_document *document, uint32_t decision);
static void note_agreement(ymr_comparison *c, size_t index);

#include "resolve.c"

static ymr_decisions wanted;
static size_t judged;

ymr_comparison nondet_comparison(void);
ymr_item_decision nondet_item_decision(void);

static bool read_id(const ymr_document *document, uint32_t decision, int64_t *id)
{
    (void)document, (void)decision;
    *id = any_int64();
    return any_bool();
}

static int read_type(const ymr_document *document, uint32_t decision)
{
    (void)document, (void)decision;
    return any_int();
}

static void note_agreement(ymr_comparison *c, size_t index)
{
    PROMISE(index < c->wanted->count);
    judged++;
}

int main(void)
{
    ymr_item_decision items[ROOM];
    ymr_comparison c = nondet_comparison();

    for (size_t i = 0; i < ROOM; i++) {
        items[i] = nondet_item_decision();
    }
    wanted.count = any_size();
    ASSUME(wanted.count <= ROOM);
    wanted.items = items;
    if (any_bool()) {
        ymr_comparison_begin(&c, &wanted);
        PROMISE(c.wanted == &wanted && !c.differs && !c.unclear && c.agrees[0] == 0);
    } else {
        c.wanted = &wanted;
        compare_decision(&c, NULL, any_uint32());
        PROMISE(judged <= wanted.count);
    }
    return 0;
}
