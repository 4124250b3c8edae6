#include "utf8.c"

#include "prove.h"

int main(void)
{
    char buffer[ROOM + 1];
    const size_t length = any_size();
    ASSUME(length >= 1);
    char *const text = placed(buffer, sizeof buffer, length);
    const char *const end = text + length;
    char *at = text + 1, *out = text;

    const ymr_status status = take_escape(&at, end, &out);
    PROMISE(at > text && at <= end);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_ESCAPE);
    PROMISE(status == YMR_OK || out == text);
    PROMISE(status != YMR_OK || (at > text + 1 && out > text && out < at && out - text <= 4));
    PROMISE(status != YMR_OK || ymr_utf8_length(text, out) == (size_t)(out - text));
    return 0;
}
