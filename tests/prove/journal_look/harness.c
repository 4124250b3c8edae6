#include "prove.h"

#include "journal.c"

ymr_journal_walk nondet_walk(void);
ymr_journal_slot nondet_slot(void);

int main(void)
{
    const ymr_journal_walk walk = nondet_walk();
    const uint64_t from = any_uint64();
    ymr_journal_slot best = nondet_slot();
    const uint64_t before = best.id;

    ASSUME(best.id >= from);
    look_at(&best, &walk, from);
    PROMISE(best.id >= from && best.id <= before);
    return 0;
}
