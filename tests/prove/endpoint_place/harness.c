#include "prove.h"

#include "endpoint.h"

static ymr_status take_host(const char **url, char host[YMR_MAX_HOST]);

#include "endpoint.c"

enum { BYTES = 20 };

static char text[BYTES]; /* of any length: it ends where the first NUL is */

/* At the end of a host stands what belongs to none, the terminator at last. */
static ymr_status take_host(const char **url, char host[YMR_MAX_HOST])
{
    const size_t length = any_size();
    PROMISE(*url == text && __CPROVER_w_ok(host, YMR_MAX_HOST));
    ASSUME(length < sizeof text);
    *url = text + length;
    return any_bool() ? YMR_OK : YMR_E_ARGUMENT;
}

int main(void)
{
    char host[YMR_MAX_HOST];
    const uint16_t before = any_uint16();
    uint16_t port = before;

    __CPROVER_havoc_slice(text, sizeof text - 1);
    const ymr_status status = ymr_place_parse(text, host, &port);
    PROMISE(status == YMR_OK ? port != 0 : port == before);
    return 0;
}
