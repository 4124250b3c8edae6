#include "time.c"

#include "prove.h"

enum { BYTES = 36 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    int64_t ms = 77;
    int16_t offset = 7777;

    const ymr_status status = ymr_time_parse_iso(text.bytes, text.length, &ms, &offset);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK || (ms == 77 && offset == 7777));
    PROMISE(status != YMR_OK || (offset >= -1080 && offset <= 1080));
    PROMISE(status != YMR_OK || (ms >= INT64_C(-62135683200000) && ms < INT64_C(253402387200000)));
    return 0;
}
