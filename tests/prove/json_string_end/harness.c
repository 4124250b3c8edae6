#include "prove.h"

#include "json.c"

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    (void)end, (void)at, (void)out;
    PROMISE(false);
    return YMR_E_SYNTAX;
}

int main(void)
{
    char buffer[ROOM];
    const size_t at = any_size();
    const char *const end = buffer + sizeof buffer;

    ASSUME(at < sizeof buffer);
    const char *const next = after_string(buffer + at, end);
    PROMISE(next > buffer + at && next <= end);
    PROMISE(next == end || (next[-1] == '"' && next > buffer + at + 1));
    return 0;
}
