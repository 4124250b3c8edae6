#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_log.c"

#include "log_model.h"

#include "chunk_model.h"

int main(void)
{
    ymr_journal journal = nondet_journal();
    const uint32_t place = any_uint32(), end = any_uint32();

    ASSUME(place <= end && end - place <= ROOM);
    const uint32_t last = ymr_log_end_of_content(&journal, place, end);
    PROMISE(last >= place && last <= end);
    if (any_bool()) {
        (void)ymr_log_is_blank(&journal, place, end);
    }
    return 0;
}
