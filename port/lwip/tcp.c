#include <string.h>

#include <lwip/priv/tcp_priv.h>
#include <lwip/tcp.h>

#include "lwip_internal.h"

/* How long to wait before lwIP is asked for memory again. */
#define SHORT_MS 50

/* Below that, a piece of what is to be sent is not worth a header. */
#define SMALLEST_PIECE 64

static ymr_lwip_tcp *from(ymr_transport *transport)
{
    return (ymr_lwip_tcp *)transport;
}

static ymr_status open_tcp(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    ymr_lwip_tcp *tcp = from(transport);

    ymr_lwip_lock();
    const ymr_status status = ymr_lwip_open_step(tcp, endpoint);
    tcp->shown = tcp->state;
    ymr_lwip_unlock();
    return status;
}

/* ---- Data ---------------------------------------------------------------------------------------------- */

static ymr_status not_open(const ymr_lwip_tcp *tcp)
{
    return tcp->failure != YMR_OK ? tcp->failure : YMR_E_CLOSED;
}

/* As much as lwIP has memory for. @return bytes taken; 0: none now, or an error in `result` */
static size_t write_some(struct tcp_pcb *pcb, const char *bytes, size_t length, err_t *result)
{
    const size_t room = tcp_sndbuf(pcb);
    size_t piece = length < room ? length : room;

    *result = ERR_OK;
    while (piece > 0) {
        *result = tcp_write(pcb, bytes, (u16_t)piece, TCP_WRITE_FLAG_COPY);
        if (*result == ERR_OK) {
            (void)tcp_output(pcb); /* what it cannot send now, lwIP's timer does */
            return piece;
        }
        if (*result != ERR_MEM || piece < 2 * SMALLEST_PIECE) {
            break;
        }
        piece /= 2;
    }
    return 0;
}

static ymr_status send_some(ymr_lwip_tcp *tcp, const char *bytes, size_t length, size_t *sent)
{
    err_t result;

    if (tcp->state != YMR_LWIP_OPEN || tcp->pcb == NULL) {
        return not_open(tcp);
    }
    if (length == 0) {
        return YMR_E_ARGUMENT;
    }
    tcp->short_of_memory = false;
    *sent = write_some(tcp->pcb, bytes, length, &result);
    if (result == ERR_MEM && ymr_lwip_drop_left_alone()) {
        *sent = write_some(tcp->pcb, bytes, length, &result);
    }
    if (*sent > 0) {
        return YMR_OK;
    }
    if (result == ERR_MEM) {
        tcp->short_of_memory = true;
    } else if (result != ERR_OK) {
        tcp->detail = result;
        return YMR_E_RESET;
    }
    return YMR_PENDING;
}

static ymr_status send_tcp(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    *sent = 0;
    ymr_lwip_lock();
    const ymr_status status = send_some(from(transport), bytes, length, sent);
    ymr_lwip_unlock();
    return status;
}

/* The window opens by what was taken, and what was turned away for want of room comes after it. */
static void took(ymr_lwip_tcp *tcp, uint16_t length)
{
    tcp->received = pbuf_free_header(tcp->received, length);
    if (tcp->pcb == NULL) {
        return;
    }
    tcp_recved(tcp->pcb, length);
    if (tcp->received == NULL && tcp->pcb->refused_data != NULL) {
        (void)tcp_process_refused_data(tcp->pcb);
    }
}

static ymr_status receive_some(ymr_lwip_tcp *tcp, char *bytes, size_t room, size_t *received)
{
    if (tcp->state != YMR_LWIP_OPEN) {
        return not_open(tcp);
    }
    if (room == 0) {
        return YMR_E_ARGUMENT;
    }
    if (tcp->received != NULL) {
        const uint16_t there = tcp->received->tot_len;
        const uint16_t length = room < there ? (uint16_t)room : there;
        *received = pbuf_copy_partial(tcp->received, bytes, length, 0);
        took(tcp, length);
        return YMR_OK;
    }
    if (tcp->peer_ended) {
        return YMR_OK;
    }
    return tcp->pcb == NULL ? not_open(tcp) : YMR_PENDING;
}

static ymr_status receive_tcp(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    *received = 0;
    ymr_lwip_lock();
    const ymr_status status = receive_some(from(transport), bytes, room, received);
    ymr_lwip_unlock();
    return status;
}

static void close_tcp(ymr_transport *transport)
{
    ymr_lwip_tcp *tcp = from(transport);

    ymr_lwip_lock();
    ymr_lwip_name_forget(&tcp->name);
    if (tcp->pcb != NULL) {
        ymr_lwip_leave_alone(tcp->pcb);
        tcp->pcb = NULL;
    }
    if (tcp->received != NULL) {
        pbuf_free(tcp->received);
        tcp->received = NULL;
    }
    ymr_lwip_unlock();
    tcp->state = YMR_LWIP_CLOSED;
    tcp->shown = YMR_LWIP_CLOSED;
    tcp->peer_ended = false;
    tcp->short_of_memory = false;
    tcp->failure = YMR_OK;
}

/* ---- Waiting ------------------------------------------------------------------------------------------- */

static bool is_worth_a_call(const ymr_lwip_tcp *tcp, unsigned interest)
{
    switch (tcp->state) {
    case YMR_LWIP_NAMING:
        return !tcp->name.waiting;
    case YMR_LWIP_OPEN:
        break;
    default:
        return false;
    }
    if ((interest & YMR_WAIT_READ) != 0 && (tcp->received != NULL || tcp->peer_ended || tcp->pcb == NULL)) {
        return true;
    }
    return (interest & YMR_WAIT_WRITE) != 0 &&
           (tcp->pcb == NULL || (tcp_sndbuf(tcp->pcb) > 0 && !tcp->short_of_memory));
}

static bool is_time_to_look(const ymr_lwip_tcp *tcp, unsigned interest)
{
    ymr_lwip_lock();
    const bool worth = tcp->state != tcp->shown || is_worth_a_call(tcp, interest);
    ymr_lwip_unlock();
    return worth;
}

static void wait_tcp(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    const ymr_lwip_tcp *tcp = from(transport);
    const uint32_t limit = tcp->short_of_memory && timeout_ms > SHORT_MS ? SHORT_MS : timeout_ms;
    const uint32_t began = ymr_lwip_ticks();

    for (;;) {
        ymr_lwip_poll();
        if (is_time_to_look(tcp, interest)) {
            return;
        }
        const uint32_t gone = ymr_lwip_ticks() - began;
        if (gone >= limit) {
            return;
        }
        ymr_lwip_idle(limit - gone);
    }
}

static int32_t detail(const ymr_transport *transport)
{
    return ((const ymr_lwip_tcp *)transport)->detail;
}

static const ymr_transport_api api = {open_tcp, send_tcp, receive_tcp, close_tcp, wait_tcp, detail};

void ymr_lwip_tcp_init(ymr_lwip_tcp *tcp)
{
    memset(tcp, 0, sizeof *tcp);
    tcp->transport.api = &api;
}
