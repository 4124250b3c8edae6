/**
 * An HTTP proxy, as one more transport: it asks the proxy for a way to the server (CONNECT: RFC 9110, section 9.3.6),
 * and from then on hands bytes through. TLS with the server runs inside: the proxy sees host and port and nothing else.
 *
 *     static ymr_proxy_server server;
 *     static ymr_proxy proxy;
 *     ymr_proxy_parse("http://user:password@10.0.0.1:3128", &server);
 *     ymr_proxy_init(&proxy, &tcp.transport, &server);
 *     ymr_tls_init(&tls, &proxy.transport, &tls_config);
 *
 * The name of the server is resolved by the proxy. The transport below is opened for the proxy's host and port with
 * ymr_endpoint.tls set, because what passes is protected by TLS. Not protected is the proxy's own user name and
 * password: whoever listens on the way to it can read them. They are never logged, and wiped from the buffer when sent.
 *
 * What opening fails with:
 *
 *   YMR_E_PROXY_LOGIN    it answered 407: it wants a user name and a password, or others
 *   YMR_E_PROXY          it answered 500, 502, 503 or 504: the server is not there, or the proxy has too much to do
 *   YMR_E_PROXY_REFUSED  it answered anything else, or nothing that is HTTP
 *   YMR_E_CLOSED         it closed before its answer was complete
 *   YMR_E_SPACE          the request does not fit YMR_PROXY_IO
 *   YMR_E_ARGUMENT       the endpoint is without TLS: the API key would pass in clear; or its host is none
 *   others               of the transport below
 *
 * `detail`: the HTTP status of the proxy's answer when it was not 2xx, else the detail of the transport below.
 *
 * Cost on Cortex-M0+, -Os: 1.6 KB of flash; RAM: YMR_PROXY_IO and 256 bytes, 430 for the proxy's place.
 */
#ifndef YMR_PROXY_H
#define YMR_PROXY_H

#include "ymr/port.h"
#include "ymr/response.h"

/** Where the proxy is. */
typedef struct ymr_proxy_server {
    char host[YMR_MAX_HOST]; /**< terminated */
    uint16_t port;           /**< where it listens */
    char login[(YMR_MAX_PROXY_LOGIN + 2) / 3 * 4 + 1]; /**< secret: user name and password in base64; "": none */
} ymr_proxy_server;

/**
 * Reads `[http://][user[:password]@]host:port[/]`. The port must be there: programs do not agree on what it is
 * otherwise. In user name and password, %XX stands for a byte; `@`, `/`, `%` and blanks are to be written so.
 *
 * @param url     terminated; a secret if it holds a password: wipe it
 * @param server  filled, or all zero with an error
 * @return YMR_OK; YMR_E_SPACE (host or login too long); YMR_E_ARGUMENT (not such a URL, among them https:// and
 *         socks5://; a control character in user name or password; a colon in the user name: RFC 7617, section 2)
 */
ymr_status ymr_proxy_parse(const char *url, ymr_proxy_server *server);

/** A way through a proxy. `transport` is what TLS is given as the one below; all else is the transport's own. */
typedef struct ymr_proxy {
    ymr_transport transport; /**< for ymr_tls_init */

    ymr_transport *below;
    const ymr_proxy_server *server;
    ymr_endpoint endpoint; /* the proxy's */
    ymr_response response;
    uint16_t refusal;   /* HTTP status of an answer that opened no way; 0: none came */
    uint8_t state;
    ymr_status failure; /* what opening ended with */
    size_t from, to;    /* of `io`: what is still to be sent, or what came behind the proxy's answer */
    char io[YMR_PROXY_IO];
} ymr_proxy;

/**
 * @param below   the transport that leads to the proxy, as a rule TCP; borrowed
 * @param server  borrowed as long as the transport is used
 */
void ymr_proxy_init(ymr_proxy *proxy, ymr_transport *below, const ymr_proxy_server *server);

#endif
