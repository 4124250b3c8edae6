#include "time.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 6];
    const ymr_text text = any_text(buffer, sizeof buffer);
    int64_t day = 77, moscow = 77;

    const ymr_status status = ymr_time_parse_day(text.bytes, text.length, &day);
    PROMISE(status == YMR_OK ? day % 86400000 == 0 : day == 77);

    const ymr_status second = ymr_time_parse_moscow(text.bytes, text.length, &moscow);
    PROMISE(second == YMR_OK || moscow == 77);
    PROMISE(second != YMR_OK || text.length == 10 || text.length == 19);
    return 0;
}
