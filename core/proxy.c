#include "ymr/proxy.h"

#include <string.h>

#include "endpoint.h"
#include "words.h"
#include "writer.h"
#include "ymr/version.h"

enum { CLOSED, CONNECTING, ASKING, LISTENING, OPEN, FAILED };

/* ---- The URL ------------------------------------------------------------------------------------------------ */

/* RFC 4648, section 4 */
static void write_base64(const uint8_t *bytes, size_t length, char *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < length; i += 3) {
        uint32_t three = (uint32_t)bytes[i] << 16;
        three |= i + 1 < length ? (uint32_t)bytes[i + 1] << 8 : 0;
        three |= i + 2 < length ? (uint32_t)bytes[i + 2] : 0;
        *out++ = digits[three >> 18];
        *out++ = digits[three >> 12 & 63];
        *out++ = i + 1 < length ? digits[three >> 6 & 63] : '=';
        *out++ = i + 2 < length ? digits[three & 63] : '=';
    }
    *out = '\0';
}

/* One byte, written as it is or as %XX. @return false if it is neither, or a control character */
static bool take_byte(const char **url, uint8_t *byte)
{
    const char *at = *url;

    if (*at == '%') {
        const int high = ymr_hex_digit(at[1]);
        const int low = high < 0 ? -1 : ymr_hex_digit(at[2]);
        *byte = (uint8_t)(high * 16 + low);
        *url += 3;
        return low >= 0 && *byte >= ' ' && *byte != 0x7f;
    }
    *byte = (uint8_t)*at;
    *url += 1;
    return *byte > ' ' && *byte != 0x7f && *byte != '/';
}

/* Up to the @: user name, colon (also when there is no password) and password. */
static ymr_status take_login(const char **url, uint8_t login[YMR_MAX_PROXY_LOGIN], size_t *length)
{
    bool colon = false;

    for (*length = 0; **url != '@'; ++*length) {
        const bool separates = **url == ':' && !colon;
        if (*length == YMR_MAX_PROXY_LOGIN - (colon || separates ? 0u : 1u)) {
            return YMR_E_SPACE;
        }
        if (!take_byte(url, &login[*length]) || (login[*length] == ':' && !colon && !separates)) {
            return YMR_E_ARGUMENT;
        }
        colon = colon || separates;
    }
    if (*length == 0) {
        return YMR_E_ARGUMENT;
    }
    if (!colon) {
        login[(*length)++] = ':';
    }
    ++*url;
    return YMR_OK;
}

static ymr_status read_login(const char **url, ymr_proxy_server *server)
{
    uint8_t login[YMR_MAX_PROXY_LOGIN];
    size_t length;

    if (strchr(*url, '@') == NULL) {
        return YMR_OK;
    }
    const ymr_status status = take_login(url, login, &length);
    if (status == YMR_OK) {
        write_base64(login, length, server->login);
    }
    ymr_wipe(login, sizeof login);
    return status;
}

ymr_status ymr_proxy_parse(const char *url, ymr_proxy_server *server)
{
    memset(server, 0, sizeof *server);
    (void)ymr_take_word(&url, "http://");
    ymr_status status = read_login(&url, server);
    if (status == YMR_OK) {
        status = ymr_place_parse(url, server->host, &server->port);
    }
    if (status != YMR_OK) {
        ymr_wipe(server, sizeof *server);
    }
    return status;
}

/* ---- The request -------------------------------------------------------------------------------------------- */

/* RFC 9112, section 3.2.3: always with the port. */
static void put_authority(ymr_writer *w, const ymr_endpoint *origin)
{
    const bool brackets = strchr(origin->host, ':') != NULL;

    ymr_put(w, brackets ? "[" : "");
    ymr_put(w, origin->host);
    ymr_put(w, brackets ? "]:" : ":");
    ymr_put_integer(w, origin->port);
}

static ymr_status write_request(ymr_proxy *proxy, const ymr_endpoint *origin)
{
    const char *login = proxy->server->login;
    ymr_writer w = {proxy->io, sizeof proxy->io, 0, false, false};

    if (!origin->tls || origin->port == 0 || !ymr_is_visible(origin->host)) {
        return YMR_E_ARGUMENT;
    }
    ymr_put(&w, "CONNECT ");
    put_authority(&w, origin);
    ymr_put(&w, " HTTP/1.1\r\nHost: ");
    put_authority(&w, origin);
    ymr_put(&w, "\r\nUser-Agent: ymr/" YMR_VERSION "\r\n");
    if (login[0] != '\0') {
        ymr_put(&w, "Proxy-Authorization: Basic ");
        ymr_put(&w, login);
        ymr_put(&w, "\r\n");
    }
    ymr_put(&w, "\r\n");
    proxy->to = w.length;
    return w.length > sizeof proxy->io ? YMR_E_SPACE : YMR_OK;
}

/* ---- Opening ------------------------------------------------------------------------------------------------ */

static ymr_proxy *from(ymr_transport *transport)
{
    return (ymr_proxy *)transport;
}

static void forget(ymr_proxy *proxy)
{
    ymr_wipe(proxy->io, sizeof proxy->io);
    proxy->from = 0;
    proxy->to = 0;
}

static ymr_status begin(ymr_proxy *proxy, const ymr_endpoint *origin)
{
    proxy->endpoint.host = proxy->server->host;
    proxy->endpoint.port = proxy->server->port;
    proxy->endpoint.tls = origin->tls;
    proxy->refusal = 0;
    proxy->state = CONNECTING;
    ymr_response_init_connect(&proxy->response);
    return write_request(proxy, origin);
}

static ymr_status connect_on(ymr_proxy *proxy)
{
    const ymr_status status = proxy->below->api->open(proxy->below, &proxy->endpoint);
    if (status == YMR_OK) {
        proxy->state = ASKING;
    }
    return status;
}

static ymr_status ask(ymr_proxy *proxy)
{
    size_t sent = 0;
    const ymr_status status =
        proxy->below->api->send(proxy->below, proxy->io + proxy->from, proxy->to - proxy->from, &sent);
    proxy->from += sent;
    if (status == YMR_OK && proxy->from == proxy->to) {
        forget(proxy);
        proxy->state = LISTENING;
    }
    return status;
}

static ymr_status judge(ymr_proxy *proxy)
{
    const uint16_t http = proxy->response.status;

    if (http <= 299) {
        proxy->state = OPEN;
        return YMR_OK;
    }
    proxy->refusal = http;
    if (http == 407) {
        return YMR_E_PROXY_LOGIN;
    }
    return http == 500 || (http >= 502 && http <= 504) ? YMR_E_PROXY : YMR_E_PROXY_REFUSED;
}

static ymr_status hear(ymr_proxy *proxy)
{
    ymr_text body;
    ymr_status status = proxy->below->api->receive(proxy->below, proxy->io, sizeof proxy->io, &proxy->to);

    if (status != YMR_OK) {
        return status;
    }
    if (proxy->to == 0) {
        return YMR_E_CLOSED;
    }
    status = ymr_response_feed(&proxy->response, proxy->io, proxy->to, &proxy->from, &body);
    if (proxy->response.head_complete) {
        return judge(proxy);
    }
    return status < 0 ? YMR_E_PROXY_REFUSED : YMR_OK;
}

static ymr_status go_on(ymr_proxy *proxy, const ymr_endpoint *origin)
{
    switch (proxy->state) {
    case CLOSED:
        return begin(proxy, origin);
    case CONNECTING:
        return connect_on(proxy);
    case ASKING:
        return ask(proxy);
    case LISTENING:
        return hear(proxy);
    default: /* FAILED */
        return proxy->failure;
    }
}

static ymr_status open_proxy(ymr_transport *transport, const ymr_endpoint *origin)
{
    ymr_proxy *proxy = from(transport);
    ymr_status status = YMR_OK;

    while (status == YMR_OK && proxy->state != OPEN) {
        status = go_on(proxy, origin);
    }
    if (status < 0 && proxy->state != FAILED) {
        forget(proxy);
        proxy->failure = status;
        proxy->state = FAILED;
    }
    return status;
}

/* ---- Open --------------------------------------------------------------------------------------------------- */

static ymr_status not_open(const ymr_proxy *proxy)
{
    return proxy->state == FAILED ? proxy->failure : YMR_E_CLOSED;
}

static ymr_status send_through(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    const ymr_proxy *proxy = from(transport);

    *sent = 0;
    return proxy->state == OPEN ? proxy->below->api->send(proxy->below, bytes, length, sent) : not_open(proxy);
}

/* A server that speaks first may have spoken in the same packet as the proxy. */
static size_t take_early(ymr_proxy *proxy, char *bytes, size_t room)
{
    const size_t early = proxy->to - proxy->from;
    const size_t taken = early < room ? early : room;

    memcpy(bytes, proxy->io + proxy->from, taken);
    proxy->from += taken;
    return taken;
}

static ymr_status receive_through(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    ymr_proxy *proxy = from(transport);

    *received = 0;
    if (proxy->state != OPEN) {
        return not_open(proxy);
    }
    if (room == 0) {
        return YMR_E_ARGUMENT;
    }
    if (proxy->from < proxy->to) {
        *received = take_early(proxy, bytes, room);
        return YMR_OK;
    }
    return proxy->below->api->receive(proxy->below, bytes, room, received);
}

static void close_proxy(ymr_transport *transport)
{
    ymr_proxy *proxy = from(transport);

    forget(proxy);
    proxy->state = CLOSED;
    proxy->below->api->close(proxy->below);
}

static void wait_proxy(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    const ymr_proxy *proxy = from(transport);

    if (proxy->state == OPEN && proxy->from < proxy->to && (interest & YMR_WAIT_READ) != 0) {
        return;
    }
    if (proxy->state == ASKING) {
        interest = YMR_WAIT_WRITE;
    } else if (proxy->state == LISTENING) {
        interest = YMR_WAIT_READ;
    }
    proxy->below->api->wait(proxy->below, interest, timeout_ms);
}

static int32_t detail(const ymr_transport *transport)
{
    const ymr_proxy *proxy = (const ymr_proxy *)transport;

    if (proxy->refusal != 0) {
        return proxy->refusal;
    }
    return proxy->below->api->detail != NULL ? proxy->below->api->detail(proxy->below) : 0;
}

static const ymr_transport_api api = {open_proxy, send_through, receive_through, close_proxy, wait_proxy, detail};

void ymr_proxy_init(ymr_proxy *proxy, ymr_transport *below, const ymr_proxy_server *server)
{
    memset(proxy, 0, sizeof *proxy);
    proxy->transport.api = &api;
    proxy->below = below;
    proxy->server = server;
}
