/* A decision is kept, and is there after the next start. */
#include "ymr/journal.h"

#include "world.h"

static void on_damage(void *context, const ymr_journal_damage *damage)
{
    (void)context;
    (void)damage;
    REQUIRE(false);
}

static void say(const char *what)
{
    puts(what);
}

static uint64_t keep(const ymr_storage *where, const ymr_journal_submit *what)
{
    const ymr_storage storage = *where;
    const ymr_journal_submit submit = *what;
    uint64_t id = 0;
EXAMPLE
    return id;
}

int main(void)
{
    static ymr_posix_journal file;
    static ymr_journal again;
    static ymr_journal_slot slots[64];
    ymr_journal_figures figures;
    const ymr_item_decision decision = {.return_item_id = 1, .type = YMR_DECISION_TYPE_REFUND_MONEY};
    const ymr_journal_submit submit = {.campaign_id = 1, .order_id = 2, .return_id = 3, .call = YMR_JOURNAL_SUBMIT,
                                       .decisions = {&decision, 1}, .made_ms = YMR_JOURNAL_NO_TIME,
                                       .deadline_ms = YMR_JOURNAL_NO_TIME};
    REQUIRE(ymr_posix_journal_open(&file, "journal", YMR_POSIX_JOURNAL_APPEND) == YMR_OK);
    REQUIRE(ymr_posix_journal_take(&file) == YMR_OK);
    REQUIRE(keep(&file.storage, &submit) != 0);
    REQUIRE(ymr_journal_mount(&again, &file.storage, slots, 64, on_damage, NULL) == YMR_OK);
    ymr_journal_figures_of(&again, &figures);
    REQUIRE(figures.open == 1);
}
