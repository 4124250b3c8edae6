#include "prove.h"

static const char *after_plain(const char *at, const char *end);
static const char *after_pairs(const char *at, const char *end);

#include "utf8.c"

static const char *any_behind(const char *at, const char *end)
{
    const size_t step = any_size();
    ASSUME(step <= (size_t)(end - at));
    return at + step;
}

static const char *after_plain(const char *at, const char *end)
{
    return any_behind(at, end);
}

static const char *after_pairs(const char *at, const char *end)
{
    return any_behind(at, end);
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
    const ymr_text text = any_text(buffer, sizeof buffer);
    const char *const end = text.bytes + text.length;
    ymr_status status = YMR_OK;

    const char *const at = after_text(text.bytes, end, &status);
    PROMISE((at == NULL) == (status != YMR_OK));
    PROMISE(status == YMR_OK || status == YMR_E_SYNTAX || status == YMR_E_UTF8);
    PROMISE(at == NULL || (at >= text.bytes && at <= end));
    PROMISE(at == NULL || at == end || *at == '\\');
    return 0;
}
