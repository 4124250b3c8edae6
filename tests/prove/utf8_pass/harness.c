#include "prove.h"

static char *after_letters(char *at, const char *end);

#include "utf8.c"

static char *after_letters(char *at, const char *end)
{
    const size_t step = any_size();
    PROMISE(at <= end);
    ASSUME(step <= (size_t)(end - at));
    return at + step;
}

size_t ymr_utf8_length(const char *at, const char *end)
{
    const size_t length = any_size();
    PROMISE(at < end);
    ASSUME(length <= 4 && length <= (size_t)(end - at));
    return length;
}

int main(void)
{
    char buffer[ROOM];
    const size_t length = any_size();
    ASSUME(length <= ROOM);
    char *const text = buffer + (ROOM - length);
    const char *const end = text + length;
    char *at = text;

    const ymr_status status = pass_text(&at, end);
    PROMISE(at >= text && at <= end);
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_UTF8);
    PROMISE(status != YMR_OK || at == end || *at == '"' || *at == '\\');
    PROMISE(status == YMR_OK || at < end);
    return 0;
}
