#include "endpoint.c"

#include "prove.h"

enum { BYTES = 24 };

static char url[BYTES]; /* of any length: it ends where the first NUL is */
static bool here;

ymr_status ymr_place_parse(const char *text, char host[YMR_MAX_HOST], uint16_t *port)
{
    const bool good = any_bool();
    PROMISE(text > url && text < url + sizeof url && __CPROVER_w_ok(host, YMR_MAX_HOST));
    PROMISE(text[-1] == '/' && (*port == 80) == (text == url + sizeof "http://" - 1));
    *port = good ? any_uint16() : *port;
    ASSUME(*port != 0);
    return good ? YMR_OK : YMR_E_ARGUMENT;
}

bool ymr_host_is_loopback(const char *host)
{
    (void)host;
    here = any_bool();
    return here;
}

int main(void)
{
    char host[YMR_MAX_HOST];
    ymr_endpoint endpoint;

    __CPROVER_havoc_slice(url, sizeof url - 1);
    const ymr_status status = ymr_endpoint_parse(url, host, &endpoint);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT);
    if (status == YMR_OK) {
        PROMISE(endpoint.host == host && endpoint.port != 0);
        PROMISE(endpoint.tls || here);
    }
    return 0;
}
