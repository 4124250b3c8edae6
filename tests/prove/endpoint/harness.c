#include "endpoint.c"

#include "prove.h"

enum { BYTES = 24 };

int main(void)
{
    char buffer[BYTES], host[YMR_MAX_HOST];
    const char *const url = any_string(buffer, sizeof buffer);
    ymr_endpoint endpoint;

    const ymr_status status = ymr_endpoint_parse(url, host, &endpoint);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT || status == YMR_E_SPACE);
    if (status == YMR_OK) {
        PROMISE(endpoint.host == host && host[0] != '\0' && strlen(host) < BYTES);
        PROMISE(endpoint.tls || ymr_host_is_loopback(host));
        PROMISE(endpoint.port != 0);
    }
    return 0;
}
