/* Prints the size of every public struct that a limit of ymr/config.h may be part of. */
#include <stdio.h>

#include "ymr/check.h"
#include "ymr/delivery.h"
#include "ymr/proxy.h"
#include "ymr/scan.h"
#include "ymr/tls_session.h"
#include "ymr/url.h"

#define SHOW(type) printf("%s %zu\n", #type, sizeof(type))

int main(void)
{
    SHOW(ymr_client);
    SHOW(ymr_config);
    SHOW(ymr_fault);
    SHOW(ymr_response);
    SHOW(ymr_url);
    SHOW(ymr_scan);
    SHOW(ymr_proxy);
    SHOW(ymr_proxy_server);
    SHOW(ymr_tls_session);
    SHOW(ymr_journal);
    SHOW(ymr_return);
    return 0;
}
