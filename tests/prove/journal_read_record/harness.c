#define LOOK_ONLY
#include "loose.h"

#include "journal_parts.h"

static bool find_from(ymr_journal *journal, uint64_t from, ymr_journal_slot *found);

#include "journal.c"

ymr_journal nondet_journal(void);
ymr_journal_slot nondet_slot(void);
ymr_journal_head nondet_head(void);

static ymr_journal_slot open;

static void any_failure(ymr_journal *journal)
{
    journal->failed = journal->failed != YMR_OK || any_bool() ? journal->failed : YMR_E_IO;
}

ymr_journal_slot *ymr_slot_find(ymr_journal *journal, uint64_t id)
{
    (void)journal;
    open = nondet_slot();
    open.id = id;
    return any_bool() ? &open : NULL;
}

static bool find_from(ymr_journal *journal, uint64_t from, ymr_journal_slot *found)
{
    *found = nondet_slot();
    ASSUME(found->id >= from);
    any_failure(journal);
    return any_bool();
}

void ymr_slot_head(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    PROMISE(__CPROVER_w_ok(slot, sizeof *slot));
    *head = nondet_head();
    any_failure(journal);
}

void ymr_slot_spoil(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    (void)journal;
    PROMISE(__CPROVER_w_ok(slot, sizeof *slot));
    head->flags |= YMR_FLAG_DAMAGED;
}

static bool sound;

bool ymr_log_data_is_sound(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    (void)place;
    (void)head;
    sound = any_bool();
    any_failure(journal);
    return sound;
}

ymr_status ymr_data_read(ymr_journal *journal, uint32_t place, uint32_t length, void *buffer, size_t size,
                         ymr_journal_record *record)
{
    (void)place;
    (void)length;
    PROMISE(sound && journal->failed == YMR_OK);
    PROMISE(size == 0 || __CPROVER_w_ok(buffer, size));
    PROMISE(__CPROVER_w_ok(record, sizeof *record));
    any_failure(journal);
    return any_bool() ? YMR_OK : any_bool() ? YMR_E_SPACE : YMR_E_STORED;
}

int main(void)
{
    ymr_journal journal = nondet_journal();
    ymr_journal_record record;
    char buffer[ROOM];
    const size_t size = any_size();

    const ymr_status status = ymr_journal_read(&journal, any_uint64(), placed(buffer, sizeof buffer, size), size,
                                               &record);
    PROMISE(status != YMR_OK || (journal.failed == YMR_OK && sound));
    return 0;
}
