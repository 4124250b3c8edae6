#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ymr_posix.h"

/* ---- Errors -------------------------------------------------------------------------------------------- */

static const struct {
    int error;
    ymr_status connecting;
    ymr_status connected;
} meanings[] = {
    {ECONNREFUSED, YMR_E_REFUSED, YMR_E_RESET},
    {ECONNRESET, YMR_E_RESET, YMR_E_RESET},
    {ECONNABORTED, YMR_E_RESET, YMR_E_RESET},
    {EPIPE, YMR_E_RESET, YMR_E_RESET},
    {ENETRESET, YMR_E_RESET, YMR_E_RESET},
    /* The kernel gave up: nobody answered its SYN for two minutes, or its data for so long. */
    {ETIMEDOUT, YMR_E_CONNECT_TIMEOUT, YMR_E_RESET},
    {EHOSTUNREACH, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},
    {ENETUNREACH, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},
    {ENETDOWN, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},
    {EADDRNOTAVAIL, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},
    {EAFNOSUPPORT, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE}, /* a kernel without IPv6 */
    {EINVAL, YMR_E_UNREACHABLE, YMR_E_IO},                /* a link-local address without its interface */
    {EACCES, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},       /* this host's own firewall */
    {EPERM, YMR_E_UNREACHABLE, YMR_E_UNREACHABLE},
};

static ymr_status meaning(ymr_posix_tcp *tcp, int error, bool connected)
{
    tcp->detail = error;
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].error == error) {
            return connected ? meanings[i].connected : meanings[i].connecting;
        }
    }
    return YMR_E_IO;
}

static bool would_block(int error)
{
#if EWOULDBLOCK != EAGAIN
    if (error == EWOULDBLOCK) {
        return true;
    }
#endif
    return error == EAGAIN;
}

/* ---- Addresses ----------------------------------------------------------------------------------------- */

static bool is_loopback(const ymr_posix_address *address)
{
    if (address->any.sa_family == AF_INET) {
        return ntohl(address->ip4.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
    }
    return IN6_IS_ADDR_LOOPBACK(&address->ip6.sin6_addr);
}

/* Without this, a literal address would cost an allocation, and look into /etc for nothing. */
static bool read_literal(const ymr_endpoint *endpoint, ymr_posix_address *address)
{
    memset(address, 0, sizeof *address);
    if (inet_pton(AF_INET, endpoint->host, &address->ip4.sin_addr) == 1) {
        address->ip4.sin_family = AF_INET;
        address->ip4.sin_port = htons(endpoint->port);
        return true;
    }
    if (inet_pton(AF_INET6, endpoint->host, &address->ip6.sin6_addr) == 1) {
        address->ip6.sin6_family = AF_INET6;
        address->ip6.sin6_port = htons(endpoint->port);
        return true;
    }
    return false;
}

static void copy_addresses(ymr_posix_tcp *tcp, const struct addrinfo *list)
{
    for (; list != NULL && tcp->count < YMR_POSIX_ADDRESSES; list = list->ai_next) {
        if (list->ai_family == AF_INET || list->ai_family == AF_INET6) {
            memcpy(&tcp->addresses[tcp->count++], list->ai_addr, list->ai_addrlen);
        }
    }
}

static ymr_status ask_libc(ymr_posix_tcp *tcp, const ymr_endpoint *endpoint)
{
    const struct addrinfo hints = {
        .ai_flags = AI_NUMERICSERV, .ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
    struct addrinfo *list = NULL;
    char port[6];

    snprintf(port, sizeof port, "%u", (unsigned)endpoint->port);
    const int result = getaddrinfo(endpoint->host, port, &hints, &list);
    if (result != 0) {
        tcp->detail = result;
        return YMR_E_RESOLVE;
    }
    copy_addresses(tcp, list);
    freeaddrinfo(list);
    return tcp->count > 0 ? YMR_OK : YMR_E_RESOLVE;
}

/* A name of this host that is resolved to another must not take the API key there in clear. */
static ymr_status check_loopback(const ymr_posix_tcp *tcp)
{
    for (uint8_t i = 0; i < tcp->count; i++) {
        if (!is_loopback(&tcp->addresses[i])) {
            return YMR_E_ARGUMENT;
        }
    }
    return YMR_OK;
}

/* RFC 6761, section 6.3: this name is this host, whatever a name server says, and where there is none too. */
static bool is_localhost(const char *name)
{
    static const char localhost[] = "localhost";
    size_t i = 0;

    while (i < sizeof localhost - 1 && (name[i] | 0x20) == localhost[i]) {
        i++;
    }
    return i == sizeof localhost - 1 && name[i] == '\0';
}

static void name_this_host(ymr_posix_tcp *tcp, const ymr_endpoint *endpoint)
{
    static const char *const loopback[] = {"::1", "127.0.0.1"};

    for (size_t i = 0; i < sizeof loopback / sizeof loopback[0]; i++) {
        const ymr_endpoint literal = {loopback[i], endpoint->port, endpoint->tls};
        if (read_literal(&literal, &tcp->addresses[tcp->count])) {
            tcp->count++;
        }
    }
}

static ymr_status resolve(ymr_posix_tcp *tcp, const ymr_endpoint *endpoint)
{
    ymr_status status = YMR_OK;

    if (read_literal(endpoint, &tcp->addresses[0])) {
        tcp->count = 1;
    } else if (is_localhost(endpoint->host)) {
        name_this_host(tcp, endpoint);
    } else {
        status = ask_libc(tcp, endpoint);
    }
    if (status == YMR_OK && !endpoint->tls) {
        status = check_loopback(tcp);
    }
    if (status != YMR_OK) {
        tcp->count = 0;
    }
    return status;
}

/* ---- Connecting ---------------------------------------------------------------------------------------- */

/* Of several failures the one is told that says most: a missing route says nothing of the server. */
static void note_failure(ymr_posix_tcp *tcp, int error)
{
    const ymr_status before = tcp->failure;
    const int32_t detail = tcp->detail;

    tcp->failure = meaning(tcp, error, false);
    if (tcp->failure == YMR_E_UNREACHABLE && before != YMR_OK) {
        tcp->failure = before;
        tcp->detail = detail;
    }
}

static int make_socket(int family)
{
    const int yes = 1;
    const int made = socket(family, SOCK_STREAM, 0);

    if (made < 0) {
        return -1;
    }
    const int flags = fcntl(made, F_GETFL);
    if (flags < 0 || fcntl(made, F_SETFL, flags | O_NONBLOCK) != 0 || fcntl(made, F_SETFD, FD_CLOEXEC) != 0) {
        const int error = errno;
        close(made);
        errno = error;
        return -1;
    }
    /* A request is written at once and waits for its answer: nothing is gained by holding its end back. */
    (void)setsockopt(made, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return made;
}

/*
 * What was sent and has not got through when a connection is closed, the kernel goes on sending, for minutes: a request could
 * take effect long after everybody has given it up. Other systems than Linux have no such limit for one socket.
 */
static void limit_sending(int connected)
{
#ifdef TCP_USER_TIMEOUT
    const unsigned limit = YMR_POSIX_UNACKNOWLEDGED_MS;
    (void)setsockopt(connected, IPPROTO_TCP, TCP_USER_TIMEOUT, &limit, sizeof limit);
#else
    (void)connected;
#endif
}

static void adopt(ymr_posix_tcp *tcp, uint8_t winner)
{
    for (uint8_t i = 0; i < tcp->count; i++) {
        if (tcp->sockets[i] >= 0 && i != winner) {
            close(tcp->sockets[i]);
        }
    }
    tcp->socket = tcp->sockets[winner];
    limit_sending(tcp->socket);
    memset(tcp->sockets, -1, sizeof tcp->sockets);
}

static ymr_status try_next(ymr_posix_tcp *tcp)
{
    const uint8_t at = tcp->next++;
    const ymr_posix_address *address = &tcp->addresses[at];
    const socklen_t length = address->any.sa_family == AF_INET ? sizeof address->ip4 : sizeof address->ip6;
    const int made = make_socket(address->any.sa_family);

    if (made < 0) {
        note_failure(tcp, errno);
        return YMR_PENDING;
    }
    tcp->sockets[at] = made;
    tcp->latest = ymr_posix_platform().ticks_ms(NULL);
    if (connect(made, &address->any, length) == 0) {
        adopt(tcp, at);
        return YMR_OK;
    }
    if (errno != EINPROGRESS && errno != EINTR) {
        note_failure(tcp, errno);
        close(made);
        tcp->sockets[at] = -1;
    }
    return YMR_PENDING;
}

/* @param owner  which address each row of `rows` belongs to */
static nfds_t list_connecting(const ymr_posix_tcp *tcp, struct pollfd rows[], uint8_t owner[])
{
    nfds_t count = 0;

    for (uint8_t i = 0; i < tcp->count; i++) {
        if (tcp->sockets[i] >= 0) {
            rows[count] = (struct pollfd){.fd = tcp->sockets[i], .events = POLLOUT};
            owner[count++] = i;
        }
    }
    return count;
}

/* Looks what became of the tries under way. @param left  how many still are */
static ymr_status look(ymr_posix_tcp *tcp, nfds_t *left)
{
    struct pollfd rows[YMR_POSIX_ADDRESSES];
    uint8_t owner[YMR_POSIX_ADDRESSES];
    const nfds_t count = list_connecting(tcp, rows, owner);

    *left = count;
    if (count == 0 || poll(rows, count, 0) <= 0) {
        return YMR_PENDING;
    }
    for (nfds_t i = 0; i < count; i++) {
        int error = 0;
        socklen_t length = sizeof error;
        if (rows[i].revents == 0) {
            continue;
        }
        if (getsockopt(rows[i].fd, SOL_SOCKET, SO_ERROR, &error, &length) != 0) {
            error = errno;
        }
        if (error == 0) {
            adopt(tcp, owner[i]);
            return YMR_OK;
        }
        note_failure(tcp, error);
        close(rows[i].fd);
        tcp->sockets[owner[i]] = -1;
        --*left;
    }
    return YMR_PENDING;
}

static uint32_t since_latest(const ymr_posix_tcp *tcp)
{
    return ymr_posix_platform().ticks_ms(NULL) - tcp->latest;
}

static ymr_status connect_on(ymr_posix_tcp *tcp)
{
    for (;;) {
        nfds_t left;
        ymr_status status = look(tcp, &left);
        if (status != YMR_PENDING) {
            return status;
        }
        if (tcp->next == tcp->count) {
            return left > 0 ? YMR_PENDING : tcp->failure;
        }
        if (left > 0 && since_latest(tcp) < YMR_POSIX_NEXT_ADDRESS_MS) {
            return YMR_PENDING;
        }
        status = try_next(tcp);
        if (status != YMR_PENDING) {
            return status;
        }
    }
}

static ymr_status open_tcp(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    ymr_posix_tcp *tcp = (ymr_posix_tcp *)transport;

    if (tcp->socket >= 0) {
        return YMR_OK;
    }
    if (tcp->count == 0) {
        tcp->detail = 0;
        const ymr_status status = resolve(tcp, endpoint);
        if (status != YMR_OK) {
            return status;
        }
    }
    return connect_on(tcp);
}

/* ---- Data ---------------------------------------------------------------------------------------------- */

static ymr_status send_tcp(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    ymr_posix_tcp *tcp = (ymr_posix_tcp *)transport;
    ssize_t done;

    *sent = 0;
    if (tcp->socket < 0) {
        return YMR_E_CLOSED;
    }
    do {
        done = send(tcp->socket, bytes, length, MSG_NOSIGNAL);
    } while (done < 0 && errno == EINTR);
    if (done < 0) {
        return would_block(errno) ? YMR_PENDING : meaning(tcp, errno, true);
    }
    *sent = (size_t)done;
    return YMR_OK;
}

static ymr_status receive_tcp(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    ymr_posix_tcp *tcp = (ymr_posix_tcp *)transport;
    ssize_t done;

    *received = 0;
    if (tcp->socket < 0) {
        return YMR_E_CLOSED;
    }
    do {
        done = recv(tcp->socket, bytes, room, 0);
    } while (done < 0 && errno == EINTR);
    if (done < 0) {
        return would_block(errno) ? YMR_PENDING : meaning(tcp, errno, true);
    }
    *received = (size_t)done;
    return YMR_OK;
}

static void close_tcp(ymr_transport *transport)
{
    ymr_posix_tcp *tcp = (ymr_posix_tcp *)transport;

    for (uint8_t i = 0; i < tcp->count; i++) {
        if (tcp->sockets[i] >= 0) {
            close(tcp->sockets[i]);
            tcp->sockets[i] = -1;
        }
    }
    if (tcp->socket >= 0) {
        close(tcp->socket);
        tcp->socket = -1;
    }
    tcp->count = 0;
    tcp->next = 0;
    tcp->failure = YMR_OK;
}

/* ---- Waiting ------------------------------------------------------------------------------------------- */

/* While connecting, the time until the next address has its turn is the limit. */
static uint32_t until_next_address(const ymr_posix_tcp *tcp, uint32_t timeout_ms)
{
    const uint32_t gone = since_latest(tcp);

    if (tcp->next == tcp->count) {
        return timeout_ms;
    }
    if (gone >= YMR_POSIX_NEXT_ADDRESS_MS) {
        return 0;
    }
    const uint32_t left = YMR_POSIX_NEXT_ADDRESS_MS - gone;
    return left < timeout_ms ? left : timeout_ms;
}

static void wait_tcp(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    const ymr_posix_tcp *tcp = (const ymr_posix_tcp *)transport;
    struct pollfd rows[YMR_POSIX_ADDRESSES];
    uint8_t owner[YMR_POSIX_ADDRESSES];
    nfds_t count = 0;

    if (tcp->socket >= 0) {
        rows[0] = (struct pollfd){.fd = tcp->socket, .events = 0};
        rows[0].events |= (interest & YMR_WAIT_READ) != 0 ? POLLIN : 0;
        rows[0].events |= (interest & YMR_WAIT_WRITE) != 0 ? POLLOUT : 0;
        count = interest != 0 ? 1 : 0; /* else a connection that has ended would end every wait at once */
    } else if (tcp->count > 0) {
        count = list_connecting(tcp, rows, owner);
        timeout_ms = until_next_address(tcp, timeout_ms);
    }
    (void)poll(rows, count, timeout_ms > INT_MAX ? INT_MAX : (int)timeout_ms);
}

static int32_t detail(const ymr_transport *transport)
{
    return ((const ymr_posix_tcp *)transport)->detail;
}

static const ymr_transport_api api = {open_tcp, send_tcp, receive_tcp, close_tcp, wait_tcp, detail};

void ymr_posix_tcp_init(ymr_posix_tcp *tcp)
{
    memset(tcp, 0, sizeof *tcp);
    memset(tcp->sockets, -1, sizeof tcp->sockets);
    tcp->socket = -1;
    tcp->transport.api = &api;
}
