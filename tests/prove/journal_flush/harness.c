#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

int main(void)
{
    const ymr_storage storage = any_storage();
    ymr_journal journal = nondet_journal();
    ymr_log_writer w = {.journal = any_bool() ? &journal : NULL, .place = any_uint32(), .fill = any_uint32()};
    const uint32_t place = w.place;

    journal.storage = &storage;
    ASSUME(w.fill <= sizeof journal.chunk && w.place <= UINT32_MAX - sizeof journal.chunk);
    ymr_log_flush(&w);
    PROMISE(w.journal == NULL || w.fill == 0);
    PROMISE(w.place >= place && w.place - place <= sizeof journal.chunk);
    PROMISE(w.journal == NULL || (w.place - place) % storage.program_size == 0);
    ymr_log_sync(&journal);
    PROMISE(!journal.unsynced);
    return 0;
}
