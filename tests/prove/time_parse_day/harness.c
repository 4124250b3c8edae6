#include "prove.h"

#include "ymr/time.h"

static int64_t unix_ms_at(const ymr_civil *civil, int offset_minutes);

#include "time.c"

#include "time_model.h"

int main(void)
{
    char text[ROOM + 6];
    const size_t length = any_size();
    int64_t ms = 77;

    ASSUME(length <= sizeof text);
    const char *const at = any_bool() ? text : text + (sizeof text - length);
    if (any_bool()) {
        const ymr_status status = ymr_time_parse_day(at, length, &ms);
        PROMISE(status == YMR_OK ? length == 10 : ms == 77);
    } else {
        const ymr_status status = ymr_time_parse_moscow(at, length, &ms);
        PROMISE(status == YMR_OK ? length == 10 || length == 19 : ms == 77);
    }
    return 0;
}
