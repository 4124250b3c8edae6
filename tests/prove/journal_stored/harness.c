#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

#include "chunk_model.h"

int main(void)
{
    ymr_journal journal = nondet_journal();
    uint8_t buffer[130];
    const size_t length = any_size();
    const uint32_t place = any_uint32();

    ASSUME(place <= UINT32_MAX - sizeof buffer);
    (void)is_stored(&journal, place, placed_bytes(buffer, sizeof buffer, length), length);
    return 0;
}
