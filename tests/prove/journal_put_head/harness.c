#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_parts.h"

static bool is_stored(ymr_journal *journal, uint32_t place, const uint8_t *bytes, size_t length);

#include "journal_log.c"

#include "log_model.h"

static bool stored;

static bool is_stored(ymr_journal *journal, uint32_t place, const uint8_t *bytes, size_t length)
{
    (void)journal;
    (void)place;
    PROMISE(__CPROVER_r_ok(bytes, length));
    stored = any_bool();
    return stored;
}

bool ymr_log_data_is_sound(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    (void)journal;
    (void)place;
    (void)head;
    return any_bool();
}

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    const ymr_journal_head head = nondet_head();

    journal.storage = &storage;
    ymr_log_put_head(&journal, any_uint32(), &head);
    PROMISE(stored || journal.failed != YMR_OK);
    return 0;
}
