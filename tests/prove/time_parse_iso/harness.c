#include "prove.h"

#include "ymr/time.h"

static int64_t unix_ms_at(const ymr_civil *civil, int offset_minutes);

#include "time.c"

#include "time_model.h"

enum { BYTES = 36 };

int main(void)
{
    char text[BYTES];
    const size_t length = any_size();
    int64_t ms = 77;
    int16_t offset = 7777;

    ASSUME(length <= sizeof text);
    const ymr_status status = ymr_time_parse_iso(text + (sizeof text - length), length, &ms, &offset);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK || (ms == 77 && offset == 7777));
    PROMISE(status != YMR_OK || is_offset(offset));
    return 0;
}
