#include "loose.h"

#include "journal_log.c"

#include "log_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    const uint8_t *const bytes = placed_bytes(buffer, sizeof buffer, length);
    ymr_log_writer w = {.journal = any_bool() ? &journal : NULL, .place = any_uint32(), .fill = any_uint32(),
                        .length = any_uint32()};

    journal.storage = &storage;
    ASSUME(w.fill < sizeof journal.chunk);
    ymr_log_put(&w, bytes, length);
    PROMISE(w.fill < sizeof journal.chunk);
    ymr_log_flush(&w);
    PROMISE(w.journal == NULL || w.fill == 0);
    ymr_log_sync(&journal);
    PROMISE(journal.failed != YMR_OK || !journal.unsynced);
    return 0;
}
