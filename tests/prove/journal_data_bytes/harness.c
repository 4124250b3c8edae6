#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_data.c"

#include "chunk_model.h"

ymr_journal nondet_journal(void);
reader nondet_reader(void);

int main(void)
{
    ymr_journal journal = nondet_journal();
    uint8_t buffer[ROOM];
    const size_t length = any_size();
    reader r = nondet_reader();

    r.journal = &journal;
    ASSUME(r.used <= r.fill && r.fill <= sizeof journal.chunk && r.left <= UINT32_MAX - r.place);
    const uint32_t left = r.left;
    const bool failed = r.failed;
    get_bytes(&r, placed_bytes(buffer, sizeof buffer, length), length);
    PROMISE(r.used <= r.fill && r.fill <= sizeof journal.chunk);
    PROMISE(r.left <= left && r.left <= UINT32_MAX - r.place);
    PROMISE(!failed || r.failed);
    return 0;
}
