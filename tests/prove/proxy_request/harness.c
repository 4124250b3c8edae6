#include "prove.h"

#include "proxy.c"

static ymr_proxy_server server;
static bool with_login;

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    with_login = with_login || text == server.login;
    w->length += any_uint16();
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    (void)value;
    w->length += any_byte();
}

bool ymr_is_visible(const char *text)
{
    return *text != '\0' && any_bool();
}

int main(void)
{
    static ymr_proxy proxy;
    char of_host[ROOM];
    const ymr_endpoint origin = {any_string(of_host, sizeof of_host), any_uint16(), any_bool()};
    ymr_writer w = {proxy.io, sizeof proxy.io, 0, false, false};

    if (any_bool()) {
        put_authority(&w, &origin);
        return 0;
    }
    server.login[0] = any_char();
    proxy.server = &server;
    const ymr_status status = write_request(&proxy, &origin);
    PROMISE(status == YMR_OK || status == YMR_E_ARGUMENT || status == YMR_E_SPACE);
    PROMISE(status == YMR_E_ARGUMENT || (origin.tls && origin.port != 0 && *origin.host != '\0'));
    PROMISE(status == YMR_E_ARGUMENT || with_login == (server.login[0] != '\0'));
    PROMISE(status != YMR_OK || proxy.to <= sizeof proxy.io);
    return 0;
}
