#include "loose.h"
#include "spans.h"

static bool list_has(const char *list, const char *element);

#include "fields.c"

ymr_response nondet_response(void);

ymr_status ymr_time_parse_http(const char *text, size_t length, int64_t *unix_ms)
{
    PROMISE(text[length] == '\0');
    *unix_ms = any_bool() ? any_uint32() : *unix_ms;
    return YMR_OK;
}

static bool list_has(const char *list, const char *element)
{
    PROMISE(list <= spans_end && *element != '\0');
    return any_bool();
}

int main(void)
{
    char value[ROOM]; /* of any length: it ends where the first NUL is */
    ymr_response response = nondet_response();

    value[sizeof value - 1] = '\0';
    spans_end = value + sizeof value - 1;
    ASSUME(response.framing <= YMR_FRAMING_CLOSE && response.length <= INT64_MAX);
    ASSUME(response.framing == YMR_FRAMING_LENGTH || response.length == 0);
    const ymr_status status = read_value(&response, value);
    PROMISE(status == YMR_OK || status == YMR_E_FRAMING || status == YMR_E_HTTP);
    PROMISE(response.framing <= YMR_FRAMING_CLOSE && response.length <= INT64_MAX);
    PROMISE(status != YMR_OK || response.framing == YMR_FRAMING_LENGTH || response.length == 0);
    return 0;
}
