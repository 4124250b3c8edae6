/* A new file is a journal at once. */
#include "ymr/journal.h"

#include "world.h"

static void on_damage(void *context, const ymr_journal_damage *damage)
{
    (void)context;
    (void)damage;
    REQUIRE(false);
}

int main(void)
{
    static ymr_posix_journal file;
    static ymr_journal journal;
    static ymr_journal_slot slots[64];
    const struct timespec some_milliseconds = {0, 5000000};
    const char *const path = "journal";
    ymr_journal_figures figures;
EXAMPLE
    ymr_journal_figures_of(&journal, &figures);
    REQUIRE(figures.open == 0 && figures.slots == 64);
}
