#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

void ymr_log_flush(ymr_log_writer *w)
{
    PROMISE(w->journal == NULL || w->fill <= sizeof w->journal->chunk);
    w->place = any_uint32();
    w->fill = w->journal == NULL ? w->fill : 0;
}

int main(void)
{
    ymr_journal journal = nondet_journal();
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    const uint8_t *const bytes = placed_bytes(buffer, sizeof buffer, length);
    ymr_log_writer w = {.journal = any_bool() ? &journal : NULL, .place = any_uint32(), .fill = any_uint32(),
                        .length = any_uint32()};
    const uint32_t before = w.length;

    ASSUME(w.fill < sizeof journal.chunk && w.length <= UINT32_MAX - ROOM);
    ymr_log_put(&w, bytes, length);
    PROMISE(w.fill < sizeof journal.chunk);
    PROMISE(w.length - before == length);
    return 0;
}
