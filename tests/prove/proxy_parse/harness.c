#include "loose.h"

#include "ymr/proxy.h"

static void write_base64(const uint8_t *bytes, size_t length, char *out);

#include "proxy.c"

#define WORDS_ARE_LINKED
#include "proxy_model.h"

static void write_base64(const uint8_t *bytes, size_t length, char *out)
{
    PROMISE(length <= YMR_MAX_PROXY_LOGIN && __CPROVER_r_ok(bytes, length));
    PROMISE(__CPROVER_w_ok(out, (length + 2) / 3 * 4 + 1));
}

enum { BYTES = 20 };

int main(void)
{
    char buffer[BYTES];
    const char *const url = any_string(buffer, sizeof buffer);
    ymr_proxy_server server;

    const ymr_status status = ymr_proxy_parse(url, &server);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT || status == YMR_E_SPACE);
    return 0;
}
