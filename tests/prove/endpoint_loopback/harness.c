#include "endpoint.c"

#include "prove.h"

enum { BYTES = 20 };

int main(void)
{
    char host[BYTES]; /* of any length: it ends where the first NUL is */

    host[sizeof host - 1] = '\0';
    const char first = host[0];
    const bool here = ymr_host_is_loopback(host);
    PROMISE(!here || first == 'l' || first == 'L' || first == ':' || first == '1');
    PROMISE(!here || (first != 'l' && first != 'L') || host[strlen("localhost")] == '\0');
    return 0;
}
