#include "loose.h"

#include "journal_head.c"

#include "stored_model.h"

ymr_journal_head nondet_head(void);

static bool is_kind(unsigned kind)
{
    return kind == YMR_KIND_RECORD || kind == YMR_KIND_COPY || kind == YMR_KIND_MARK || kind == YMR_KIND_OPEN;
}

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
        PROMISE(is_kind(read.kind));
    }
    const uint8_t first[8] = {any_byte(), any_byte(), any_byte(), any_byte(), any_byte()};
    PROMISE(ymr_head_is_likely(first) == is_kind(first[4]));
    return 0;
}
