#define YMR_MAX_ETAG 8 /* small, so that values that are too long are short ones */
#include "prove.h"

#include "fields.c"

ymr_response nondet_response(void);

ymr_status ymr_time_parse_http(const char *text, size_t length, int64_t *unix_ms)
{
    (void)text, (void)length, (void)unix_ms;
    PROMISE(false);
    return YMR_OK;
}

int main(void)
{
    char buffer[ROOM];
    ymr_response response = nondet_response();

    PROMISE(read_etag(&response, any_string(buffer, sizeof buffer)) == YMR_OK);
    const char *const end = memchr(response.etag, '\0', sizeof response.etag);
    PROMISE(end != NULL);
    PROMISE(end == response.etag || (end - response.etag >= 2 && response.etag[0] == '"' && end[-1] == '"'));
    return 0;
}
