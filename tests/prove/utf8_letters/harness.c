#include "prove.h"

static char *after_plain(char *at, const char *end);
static char *after_pairs(char *at, const char *end);

#include "utf8.c"

static char *any_behind(char *at, const char *end)
{
    const size_t step = any_size();
    PROMISE(at <= end);
    ASSUME(step <= (size_t)(end - at));
    return at + step;
}

static char *after_plain(char *at, const char *end)
{
    return any_behind(at, end);
}

/* With what after_plain adds it is any step at all already. */
static char *after_pairs(char *at, const char *end)
{
    PROMISE(at <= end);
    return at;
}

int main(void)
{
    char buffer[ROOM];
    const size_t length = any_size();
    ASSUME(length <= ROOM);
    char *const text = buffer + (ROOM - length);

    const char *const at = after_letters(text, text + length);
    PROMISE(at >= text && at <= text + length);
    return 0;
}
