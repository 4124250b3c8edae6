#include "endpoint.c"

#include "prove.h"

enum { BYTES = 20 };

int main(void)
{
    char text[BYTES]; /* of any length: it ends where the first NUL is */
    char host[YMR_MAX_HOST];
    const char *at = text;

    text[sizeof text - 1] = '\0';
    const ymr_status status = take_host(&at, host);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT);
    PROMISE(at < text + sizeof text);
    if (status == YMR_OK) {
        const size_t length = strlen(host);
        PROMISE(length > 0 && length <= (size_t)(at - text));
        PROMISE(host[length - 1] > ' ');
    }
    return 0;
}
