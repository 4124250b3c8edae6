#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    const ymr_status failed = journal.failed;

    journal.storage = &storage;
    ymr_log_read(&journal, any_uint32(), placed_bytes(buffer, sizeof buffer, length), length);
    PROMISE(failed == YMR_OK || journal.failed == failed);
    return 0;
}
