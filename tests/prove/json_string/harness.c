#include "prove.h"

#include "json.c"

#include "scan_state.h"

enum { BYTES = 24 };

ymr_status ymr_utf8_take(char **at, const char *end, char **out)
{
    const size_t step = any_size(), written = any_size();
    PROMISE(*at <= end && *out == *at);
    ASSUME(step <= (size_t)(end - *at) && written <= step);
    *at += step;
    *out += written;
    if (any_bool()) {
        return any_bool() ? YMR_E_UTF8 : any_bool() ? YMR_E_ESCAPE : any_bool() ? YMR_E_SYNTAX : YMR_E_TRUNCATED;
    }
    ASSUME(*at < end && **at == '"');
    return YMR_OK;
}

int main(void)
{
    char buffer[BYTES];
    ymr_token tokens[1];
    const size_t length = any_bool() ? BYTES : sizeof(ymr_word) - 1;
    scan s = any_scan(buffer + (BYTES - length), length, tokens, 1);
    const char *const from = s.at;

    ASSUME(s.room == 1 && s.at < s.end && *s.at == '"');
    tokens[0].start = (uint32_t)(s.at - s.text) & 0x1fffffffu;
    const ymr_status status = take_string(&s, &tokens[0]);
    PROMISE(s.at > from && s.at <= s.end);
    PROMISE(status == YMR_OK || status == YMR_E_UTF8 || status == YMR_E_ESCAPE || status == YMR_E_SYNTAX ||
            status == YMR_E_TRUNCATED);
    if (status == YMR_OK) {
        PROMISE(s.at[-1] == '"' && s.at > from + 1);
        PROMISE(tokens[0].start == (size_t)(from - s.text) + 1);
        PROMISE(s.text + tokens[0].start + tokens[0].extent < s.at);
    }
    return 0;
}
