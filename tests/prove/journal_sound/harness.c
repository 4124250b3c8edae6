#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

#include "chunk_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    const ymr_journal_head head = nondet_head();
    const uint32_t place = any_uint32();

    journal.storage = &storage;
    ASSUME(head.length <= 300 && place <= UINT32_MAX - 600);
    (void)ymr_log_data_is_sound(&journal, place, &head);
    return 0;
}
