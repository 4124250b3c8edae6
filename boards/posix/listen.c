#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "exits.h"
#include "notes.h"
#include "ymr/decimal.h"

enum { IP4_AT = 12, BACKLOG = 64 };

static const char notification[] = "/notification";

typedef union address {
    struct sockaddr any;
    struct sockaddr_in ip4;
    struct sockaddr_in6 ip6;
} address;

static bool is_ip4(const ymr_ip *ip)
{
    static const ymr_cidr all = {{{[10] = 0xff, [11] = 0xff}}, 96};
    return ymr_cidr_has(&all, ip);
}

const char *listen_show(const ymr_ip *ip)
{
    static char text[INET6_ADDRSTRLEN];
    const char *shown = is_ip4(ip) ? inet_ntop(AF_INET, ip->bytes + IP4_AT, text, sizeof text)
                                   : inet_ntop(AF_INET6, ip->bytes, text, sizeof text);
    return shown == NULL ? "" : shown;
}

bool listen_is_local(const listener *l)
{
    static const ymr_cidr loopback[] = {
        {{{[10] = 0xff, [11] = 0xff, 127}}, 104},
        {{{[15] = 1}}, 128},
    };
    return ymr_cidr_any(loopback, sizeof loopback / sizeof loopback[0], &l->ip);
}

/* HOST:PORT[/PATH] */

typedef struct place {
    ymr_text host, port, path;
} place;

/* At the last colon in front of the path: those of an IPv6 address come before it. */
static bool split(const char *where, place *p)
{
    const size_t whole = strcspn(where, "/");
    size_t colon = whole;

    while (colon > 0 && where[colon] != ':') {
        colon--;
    }
    if (colon == 0) {
        return false;
    }
    p->host = (ymr_text){where, colon};
    p->port = (ymr_text){where + colon + 1, whole - colon - 1};
    p->path = display_view(where + whole);
    return true;
}

static bool is_word(ymr_text text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

static bool read_host(ymr_text host, ymr_ip *ip)
{
    const bool brackets = host.length > 2 && host.bytes[0] == '[' && host.bytes[host.length - 1] == ']';
    if (is_word(host, "localhost")) {
        host = display_view("127.0.0.1");
    } else if (brackets) {
        host = (ymr_text){host.bytes + 1, host.length - 2};
    }
    return ymr_ip_parse(host, ip) == YMR_OK && (brackets || memchr(host.bytes, ':', host.length) == NULL);
}

static bool read_port(ymr_text text, in_port_t *port)
{
    int64_t number;
    if (ymr_integer_parse(text.bytes, text.length, &number) != YMR_OK || number < 0 || number > UINT16_MAX) {
        return false;
    }
    *port = htons((uint16_t)number);
    return true;
}

/* A request's target has no blank, no query and no fragment. */
static bool read_path(ymr_text path, char *target)
{
    if (path.length != 0 && path.bytes[path.length - 1] == '/') {
        path.length--;
    }
    if (path.length + sizeof notification > LISTEN_PATH) {
        return false;
    }
    for (size_t i = 0; i < path.length; i++) {
        if (path.bytes[i] <= ' ' || path.bytes[i] == 0x7f || strchr("?#", path.bytes[i]) != NULL) {
            return false;
        }
    }
    memcpy(target, path.bytes, path.length);
    memcpy(target + path.length, notification, sizeof notification);
    return true;
}

static socklen_t fill(address *a, const ymr_ip *ip, in_port_t port)
{
    memset(a, 0, sizeof *a);
    if (is_ip4(ip)) {
        a->ip4.sin_family = AF_INET;
        a->ip4.sin_port = port;
        memcpy(&a->ip4.sin_addr, ip->bytes + IP4_AT, sizeof a->ip4.sin_addr);
        return sizeof a->ip4;
    }
    a->ip6.sin6_family = AF_INET6;
    a->ip6.sin6_port = port;
    memcpy(&a->ip6.sin6_addr, ip->bytes, sizeof a->ip6.sin6_addr);
    return sizeof a->ip6;
}

/* A caller who has gone before he was taken must not stop everything. */
static bool set_up(int socket, int family)
{
    const int on = 1, off = 0;
    return setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
           (family == AF_INET || setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off) == 0) &&
           fcntl(socket, F_SETFL, O_NONBLOCK) == 0 && fcntl(socket, F_SETFD, FD_CLOEXEC) == 0;
}

static void name_place(listener *l, const address *bound)
{
    const bool ip4 = bound->any.sa_family == AF_INET;
    const in_port_t port = ip4 ? bound->ip4.sin_port : bound->ip6.sin6_port;
    snprintf(l->place, sizeof l->place, ip4 ? "%s:%u" : "[%s]:%u", listen_show(&l->ip), ntohs(port));
}

static int start(listener *l, in_port_t port)
{
    address a;
    socklen_t length = fill(&a, &l->ip, port);

    l->socket = socket(a.any.sa_family, SOCK_STREAM, 0);
    if (l->socket < 0 || !set_up(l->socket, a.any.sa_family) || bind(l->socket, &a.any, length) != 0 ||
        listen(l->socket, BACKLOG) != 0 || getsockname(l->socket, &a.any, &length) != 0) {
        return errno;
    }
    name_place(l, &a);
    return 0;
}

int listen_open(listener *l, const char *where)
{
    place p;
    in_port_t port;

    if (!split(where, &p) || !read_host(p.host, &l->ip) || !read_port(p.port, &port) ||
        !read_path(p.path, l->path)) {
        note_error(
            "--listen: \"%s\" is not taken: give ADDRESS:PORT, such as 127.0.0.1:8080 or [::1]:8080, and "
            "the path of the URL that the Market was given, if it has one: 127.0.0.1:8080/market",
            display_safe_string(where));
        return EXIT_USAGE;
    }
    const int error = start(l, port);
    if (error != 0) {
        note_error("--listen %s: %s", display_safe_string(where), strerror(error));
        listen_close(l);
        return EXIT_NETWORK;
    }
    return 0;
}

void listen_close(listener *l)
{
    if (l->socket >= 0) {
        close(l->socket);
    }
    l->socket = -1;
}

int listen_accept(const listener *l, ymr_ip *peer)
{
    address a = {.any = {.sa_family = AF_UNSPEC}};
    socklen_t length = sizeof a;
    const int caller = accept(l->socket, &a.any, &length);

    if (caller < 0) {
        return -1;
    }
    fcntl(caller, F_SETFD, FD_CLOEXEC);
    if (a.any.sa_family == AF_INET) {
        *peer = (ymr_ip){{[10] = 0xff, [11] = 0xff}};
        memcpy(peer->bytes + IP4_AT, &a.ip4.sin_addr, sizeof a.ip4.sin_addr);
    } else {
        memcpy(peer->bytes, &a.ip6.sin6_addr, sizeof peer->bytes);
    }
    return caller;
}
