#include "prove.h"

#include "journal_write.c"

static ymr_journal journal;
static uint32_t copied;

uint32_t ymr_log_units(const ymr_journal *of, uint32_t length)
{
    const uint32_t whole = any_uint32();
    PROMISE(of == &journal);
    ASSUME(whole >= length && whole - length < YMR_STORAGE_MAX_PROGRAM);
    return whole;
}

void ymr_log_read(ymr_journal *of, uint32_t place, void *bytes, size_t length)
{
    (void)place;
    PROMISE(bytes == of->chunk && length <= sizeof of->chunk);
    of->failed = of->failed != YMR_OK || any_bool() ? of->failed : YMR_E_IO;
}

void ymr_log_flush(ymr_log_writer *w)
{
    PROMISE(w->journal == &journal && w->fill > 0 && w->fill <= sizeof journal.chunk);
    copied += w->fill;
    w->place += w->fill;
    w->fill = 0;
}

int main(void)
{
    const uint32_t from = any_uint32(), to = any_uint32(), length = any_uint32();

    ASSUME(length <= 300 && from <= UINT32_MAX - 600 && to <= UINT32_MAX - 600);
    copy_data(&journal, from, to, length);
    PROMISE(copied == length);
    return 0;
}
