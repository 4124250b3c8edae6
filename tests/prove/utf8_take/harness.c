#include "prove.h"

#include "ymr/status.h"

static ymr_status pass_text(char **text, const char *end);
static ymr_status take_escape(char **at, const char *end, char **out);

static void *moved(void *to, const void *from, size_t length)
{
    PROMISE(length == 0 || (__CPROVER_r_ok(from, length) && __CPROVER_w_ok(to, length)));
    PROMISE((const char *)to < (const char *)from);
    return to;
}

#define memmove moved
#include "utf8.c"

static size_t any_step(const char *at, const char *end)
{
    const size_t step = any_size();
    ASSUME(step <= (size_t)(end - at));
    return step;
}

static ymr_status pass_text(char **text, const char *end)
{
    PROMISE(*text <= end);
    *text += any_step(*text, end);
    if (*text < end && any_bool()) {
        return any_bool() ? YMR_E_SYNTAX : YMR_E_UTF8;
    }
    ASSUME(*text == end || **text == '"' || **text == '\\');
    return YMR_OK;
}

static ymr_status take_escape(char **at, const char *end, char **out)
{
    const size_t step = any_step(*at, end), written = any_size();
    PROMISE(*at <= end && (*at)[-1] == '\\' && *out < *at);
    *at += step;
    if (any_bool()) {
        return any_bool() ? YMR_E_SYNTAX : YMR_E_ESCAPE;
    }
    ASSUME(step >= 1 && written >= 1 && written <= step && written <= 4);
    PROMISE(__CPROVER_w_ok(*out, written));
    *out += written;
    return YMR_OK;
}

int main(void)
{
    char buffer[2 * ROOM];
    const size_t length = any_size(), back = any_size();
    ASSUME(length <= ROOM && back <= ROOM);
    char *const text = buffer + (sizeof buffer - length);
    const char *const end = text + length;
    char *const first = text - back;
    char *at = text, *out = first;

    const ymr_status status = ymr_utf8_take(&at, end, &out);
    PROMISE(at >= text && at <= end);
    PROMISE(out >= first && out <= at);
    PROMISE(status == YMR_OK || status == YMR_E_UTF8 || status == YMR_E_ESCAPE || status == YMR_E_SYNTAX ||
            status == YMR_E_TRUNCATED);
    PROMISE(status != YMR_OK || (at < end && *at == '"'));
    return 0;
}
