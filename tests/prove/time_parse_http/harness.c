#include "time.c"

#include "prove.h"

enum { BYTES = 36 };

int main(void)
{
    char buffer[BYTES];
    const ymr_text text = any_text(buffer, sizeof buffer);
    int64_t ms = 77;

    const ymr_status status = ymr_time_parse_http(text.bytes, text.length, &ms);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_RANGE);
    PROMISE(status == YMR_OK || ms == 77);
    PROMISE(status != YMR_OK || (ms >= INT64_C(-62135596800000) && ms < INT64_C(253402300800000)));
    return 0;
}
