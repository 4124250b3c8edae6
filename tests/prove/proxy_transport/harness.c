#define EXACT_MEMSET
#include "loose.h"

#include "ymr/proxy.h"

static bool take_byte(const char **url, uint8_t *byte);
static void write_base64(const uint8_t *bytes, size_t length, char *out);

#include "proxy.c"

#include "proxy_model.h"

static bool take_byte(const char **url, uint8_t *byte)
{
    *byte = **url;
    return false;
}

static void write_base64(const uint8_t *bytes, size_t length, char *out)
{
    (void)bytes;
    (void)length;
    *out = 0;
}

bool ymr_take_word(const char **text, const char *word)
{
    (void)text;
    (void)word;
    return any_bool();
}

ymr_proxy nondet_proxy(void);

int main(void)
{
    static const ymr_endpoint origin = {"a", 443, true};
    static const ymr_transport_api api_below = {below_open, below_send, below_receive, below_close, below_wait, NULL};
    static ymr_transport below = {&api_below};
    static ymr_proxy_server server;
    static ymr_proxy proxy;
    char buffer[ROOM];
    const size_t room = any_size();
    char *const bytes = placed(buffer, sizeof buffer, room);
    size_t moved;

    ymr_proxy_init(&proxy, &below, &server);
    PROMISE(proxy.state == CLOSED);
    proxy = nondet_proxy();
    proxy.transport.api = &api;
    proxy.below = &below;
    proxy.server = &server;
    ASSUME(proxy.state <= FAILED && (proxy.state == LISTENING || proxy.from <= proxy.to) && proxy.to <= sizeof proxy.io);
    ASSUME(proxy.state > CONNECTING || proxy.from == 0);
    ASSUME(proxy.state != CLOSED || proxy.to == 0);
    ASSUME(proxy.failure < 0 || proxy.state != FAILED);
    if (any_bool()) {
        (void)open_proxy(&proxy.transport, &origin);
    } else if (receive_through(&proxy.transport, bytes, room, &moved) == YMR_OK) {
        PROMISE(moved <= room);
    }
    PROMISE((proxy.state == LISTENING || proxy.from <= proxy.to) && proxy.to <= sizeof proxy.io);
    (void)send_through(&proxy.transport, bytes, room, &moved);
    PROMISE(moved <= room);
    wait_proxy(&proxy.transport, any_unsigned(), any_uint32());
    (void)detail(&proxy.transport);
    close_proxy(&proxy.transport);
    PROMISE(proxy.state == CLOSED && proxy.from == proxy.to);
    return 0;
}
