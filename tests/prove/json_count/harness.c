#include "prove.h"

static const char *after_string(const char *quote, const char *end);

#include "json.c"

static const char *after_string(const char *quote, const char *end)
{
    const size_t step = any_size();
    PROMISE(quote < end && *quote == '"');
    ASSUME(step >= 1 && step <= (size_t)(end - quote));
    return quote + step;
}

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

    ASSUME(at <= sizeof buffer);
    PROMISE(count_tokens(buffer + at, buffer + sizeof buffer) <= sizeof buffer - at);
    return 0;
}
