#include "loose.h"

#include "journal_head.c"

#include "stored_model.h"

ymr_journal_head nondet_head(void);

int main(void)
{
    uint8_t bytes[YMR_HEAD_SIZE];
    const ymr_journal_head head = nondet_head();
    ymr_journal_head read;
    const uint32_t place = any_uint32();

    ymr_head_write(&head, place, bytes);
    const ymr_journal_found found = ymr_head_read(&read, place, bytes, any_bool());
    PROMISE(found == YMR_FOUND || found == YMR_FOUND_NOTHING || found == YMR_FOUND_REPAIRED);
    if (found != YMR_FOUND_NOTHING) {
        PROMISE(read.kind == YMR_KIND_RECORD || read.kind == YMR_KIND_COPY || read.kind == YMR_KIND_MARK ||
                read.kind == YMR_KIND_OPEN);
    }
    return 0;
}
