#include "prove.h"

#include "ymr/status.h"

static const char *after_text(const char *at, const char *end, ymr_status *status);
static const char *take_escape(const char *at, const char *end, char **out);

#include "utf8.c"

static const char *after_text(const char *at, const char *end, ymr_status *status)
{
    const size_t step = any_size();
    if (any_bool()) {
        *status = any_bool() ? YMR_E_SYNTAX : YMR_E_UTF8;
        return NULL;
    }
    ASSUME(step <= (size_t)(end - at));
    ASSUME(at + step == end || at[step] == '\\');
    return at + step;
}

static const char *take_escape(const char *at, const char *end, char **out)
{
    const size_t step = any_size(), written = any_size();
    PROMISE(at <= end && at[-1] == '\\' && *out < at);
    if (any_bool()) {
        return NULL;
    }
    ASSUME(step >= 1 && step <= (size_t)(end - at) && written >= 1 && written <= step && written <= 4);
    (*out)[0] = any_char();
    (*out)[written - 1] = any_char();
    *out += written;
    return at + step;
}

int main(void)
{
    char buffer[ROOM];
    size_t length = any_size();
    char *const text = placed(buffer, sizeof buffer, length);
    const size_t came = length;

    const ymr_status status = ymr_utf8_unescape(text, &length);
    PROMISE(length <= came);
    PROMISE(status == YMR_OK || status == YMR_E_UTF8 || status == YMR_E_ESCAPE || status == YMR_E_SYNTAX);
    PROMISE(status == YMR_OK || length == came);
    return 0;
}
