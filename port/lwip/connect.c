#include <lwip/priv/tcp_priv.h>
#include <lwip/tcp.h>

#include "lwip_internal.h"

/* Marks connections of ours that are closed and live on until their last bytes are acknowledged. */
static char left_alone;

static ymr_status fail(ymr_lwip_tcp *tcp, ymr_status status, err_t detail)
{
    tcp->state = YMR_LWIP_FAILED;
    tcp->failure = status;
    tcp->detail = detail;
    return status;
}

static ymr_status later(ymr_lwip_tcp *tcp)
{
    tcp->short_of_memory = true;
    tcp->detail = ERR_MEM;
    return YMR_PENDING;
}

/* ---- What lwIP calls ----------------------------------------------------------------------------------- */

static err_t on_connected(void *argument, struct tcp_pcb *pcb, err_t error)
{
    ymr_lwip_tcp *tcp = argument;

    (void)pcb;
    (void)error; /* always ERR_OK */
    tcp->state = YMR_LWIP_OPEN;
    ymr_lwip_wake();
    return ERR_OK;
}

/* The pool must not run dry of what waits here, however small the pieces that a server sends:
 * acknowledgements have to come in too. The first piece that is turned away stays with lwIP, which offers
 * it again; later ones the server repeats. */
static bool has_room(const ymr_lwip_tcp *tcp, const struct pbuf *piece)
{
    return tcp->received == NULL || pbuf_clen(tcp->received) + pbuf_clen(piece) + 2 <= PBUF_POOL_SIZE;
}

static err_t on_received(void *argument, struct tcp_pcb *pcb, struct pbuf *piece, err_t error)
{
    ymr_lwip_tcp *tcp = argument;

    (void)pcb;
    (void)error;
    ymr_lwip_wake();
    if (piece == NULL) {
        tcp->peer_ended = true;
    } else if (!has_room(tcp, piece)) {
        return ERR_MEM;
    } else if (tcp->received == NULL) {
        tcp->received = piece;
    } else {
        pbuf_cat(tcp->received, piece);
    }
    return ERR_OK;
}

static err_t on_sent(void *argument, struct tcp_pcb *pcb, u16_t length)
{
    ymr_lwip_tcp *tcp = argument;

    (void)pcb;
    (void)length;
    tcp->short_of_memory = false; /* what was acknowledged is free again */
    ymr_lwip_wake();
    return ERR_OK;
}

/* lwIP has freed the connection. An open one stays open for those who read: bytes may wait that came
 * before. */
static void on_error(void *argument, err_t error)
{
    ymr_lwip_tcp *tcp = argument;

    tcp->pcb = NULL;
    tcp->detail = error;
    if (tcp->state == YMR_LWIP_OPEN) {
        tcp->failure = YMR_E_RESET;
    } else {
        (void)fail(tcp, error == ERR_RST ? YMR_E_REFUSED : YMR_E_CONNECT_TIMEOUT, error);
    }
    ymr_lwip_wake();
}

static void listen_to(struct tcp_pcb *pcb, ymr_lwip_tcp *tcp)
{
    tcp_arg(pcb, tcp);
    tcp_recv(pcb, on_received);
    tcp_sent(pcb, on_sent);
    tcp_err(pcb, on_error);
}

/* ---- Connections that end by themselves ---------------------------------------------------------------- */

/* With the lowest priority lwIP takes its control block when a new connection finds none. */
void ymr_lwip_leave_alone(struct tcp_pcb *pcb)
{
    tcp_arg(pcb, &left_alone);
    tcp_recv(pcb, NULL);
    tcp_sent(pcb, NULL);
    tcp_err(pcb, NULL);
    tcp_setprio(pcb, TCP_PRIO_MIN);
    if (tcp_close(pcb) != ERR_OK) {
        tcp_abort(pcb);
    }
}

bool ymr_lwip_drop_left_alone(void)
{
    struct tcp_pcb *next;
    bool any = false;

    for (struct tcp_pcb *pcb = tcp_active_pcbs; pcb != NULL; pcb = next) {
        next = pcb->next;
        if (pcb->callback_arg == &left_alone) {
            tcp_abort(pcb);
            any = true;
        }
    }
    return any;
}

/* ---- Opening ------------------------------------------------------------------------------------------- */

static bool has_network(void)
{
    return netif_default != NULL && netif_is_up(netif_default) && netif_is_link_up(netif_default) &&
           !ip_addr_isany(&netif_default->ip_addr);
}

static ymr_status ask_name(ymr_lwip_tcp *tcp, const char *host)
{
    const err_t result = ymr_lwip_name_ask(&tcp->name, host);

    switch (result) {
    case ERR_OK:
        tcp->state = YMR_LWIP_STARTING;
        return YMR_OK;
    case ERR_INPROGRESS:
        tcp->state = YMR_LWIP_NAMING;
        return YMR_PENDING;
    case ERR_MEM:
        return later(tcp);
    case ERR_VAL:
        return fail(tcp, has_network() ? YMR_E_RESOLVE : YMR_E_UNREACHABLE, result);
    default:
        return fail(tcp, YMR_E_ARGUMENT, result);
    }
}

static ymr_status name_answered(ymr_lwip_tcp *tcp)
{
    if (tcp->name.waiting) {
        return YMR_PENDING;
    }
    if (!tcp->name.found) {
        return fail(tcp, YMR_E_RESOLVE, ERR_OK);
    }
    tcp->state = YMR_LWIP_STARTING;
    return YMR_OK;
}

/* lwIP would only notice when a SYN cannot leave, and tell nobody. */
static bool has_way_to(const ip_addr_t *address)
{
#if LWIP_IPV4
    if (IP_IS_V4(address)) {
        const struct netif *netif = ip4_route_src(NULL, ip_2_ip4(address));
        if (netif == NULL) {
            return false;
        }
        const ip4_addr_t *own = netif_ip4_addr(netif);
        return ip_addr_isloopback(address) || !ip4_addr_isany(netif_ip4_gw(netif)) ||
               ip4_addr_net_eq(ip_2_ip4(address), own, netif_ip4_netmask(netif));
    }
#endif
    return true;
}

static err_t connect_once(ymr_lwip_tcp *tcp, uint16_t port)
{
    struct tcp_pcb *pcb = tcp_new_ip_type(IP_GET_TYPE(&tcp->name.address));

    if (pcb == NULL) {
        return ERR_MEM;
    }
    tcp_nagle_disable(pcb); /* what is sent is whole: waiting for more would be waiting for nothing */
    const err_t result = tcp_connect(pcb, &tcp->name.address, port, on_connected);
    if (result != ERR_OK) {
        tcp_abort(pcb);
        return result;
    }
    listen_to(pcb, tcp);
    tcp->pcb = pcb;
    return ERR_OK;
}

static ymr_status start(ymr_lwip_tcp *tcp, const ymr_endpoint *endpoint)
{
    if (!endpoint->tls && !ip_addr_isloopback(&tcp->name.address)) {
        return fail(tcp, YMR_E_ARGUMENT, ERR_OK);
    }
    if (!has_way_to(&tcp->name.address)) {
        return fail(tcp, YMR_E_UNREACHABLE, ERR_RTE);
    }
    tcp->state = YMR_LWIP_CONNECTING;
    err_t result = connect_once(tcp, endpoint->port);
    if (result == ERR_MEM && ymr_lwip_drop_left_alone()) {
        result = connect_once(tcp, endpoint->port);
    }
    switch (result) {
    case ERR_OK:
        tcp->detail = ERR_OK;
        return YMR_PENDING;
    case ERR_MEM:
    case ERR_BUF: /* every local port is in use */
        tcp->state = YMR_LWIP_STARTING;
        return later(tcp);
    case ERR_RTE:
        return fail(tcp, YMR_E_UNREACHABLE, result);
    default:
        return fail(tcp, YMR_E_IO, result);
    }
}

ymr_status ymr_lwip_open_step(ymr_lwip_tcp *tcp, const ymr_endpoint *endpoint)
{
    ymr_status status = YMR_OK;

    tcp->short_of_memory = false;
    if (tcp->state == YMR_LWIP_CLOSED) {
        tcp->detail = ERR_OK;
        status = ask_name(tcp, endpoint->host);
    } else if (tcp->state == YMR_LWIP_NAMING) {
        status = name_answered(tcp);
    }
    if (status == YMR_OK && tcp->state == YMR_LWIP_STARTING) {
        status = start(tcp, endpoint);
    }
    if (status != YMR_OK) {
        return status;
    }
    switch (tcp->state) {
    case YMR_LWIP_CONNECTING:
        return YMR_PENDING;
    case YMR_LWIP_FAILED:
        return tcp->failure;
    default:
        return YMR_OK;
    }
}
