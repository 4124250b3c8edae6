#include "prove.h"

#include "ymr/response.h"

static ymr_status read_value(ymr_response *response, const char *value);
ymr_response nondet_response(void);

#include "fields.c"

static ymr_status read_value(ymr_response *response, const char *value)
{
    PROMISE(value != response->value || memchr(value, '\0', sizeof response->value) != NULL);
    return any_int();
}

ymr_status ymr_time_parse_http(const char *text, size_t length, int64_t *unix_ms)
{
    *unix_ms = text[length];
    return YMR_OK;
}

int main(void)
{
    ymr_response response = nondet_response();

    ASSUME(response.index <= TOO_LONG);
    ymr_field_keep(&response, any_char());
    PROMISE(response.index <= TOO_LONG);
    (void)ymr_field_read(&response);
    return 0;
}
