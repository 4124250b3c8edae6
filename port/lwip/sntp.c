#include <lwip/udp.h>
#include <string.h>

#include "lwip_internal.h"

enum { IDLE, NAMING, ASKING };

#define PORT 123
#define TRIES 3
#define TRY_MS 2000

static ymr_status end(ymr_lwip_sntp *sntp, ymr_status status)
{
    ymr_lwip_name_forget(&sntp->name);
    if (sntp->pcb != NULL) {
        udp_remove(sntp->pcb);
        sntp->pcb = NULL;
    }
    sntp->state = IDLE;
    sntp->status = status;
    return status;
}

/* ---- Answers ------------------------------------------------------------------------------------------- */

/* The server wrote its time down between question and answer: half of the way there is added. */
static ymr_status tell_clock(const ymr_lwip_sntp *sntp, int64_t unix_ms)
{
    const int64_t told = unix_ms + (ymr_lwip_ticks() - sntp->asked) / 2;
    int64_t now;

    if (ymr_device_clock_suggest(sntp->clock, told)) {
        return YMR_OK;
    }
    return ymr_device_clock_now(sntp->clock, &now) == YMR_CLOCK_TRUSTED ? YMR_OK : YMR_E_RANGE;
}

static void on_datagram(void *argument, struct udp_pcb *pcb, struct pbuf *datagram, const ip_addr_t *from,
                        u16_t port)
{
    ymr_lwip_sntp *sntp = argument;
    uint8_t packet[YMR_SNTP_SIZE];
    int64_t unix_ms = 0;

    (void)pcb;
    const uint16_t length = pbuf_copy_partial(datagram, packet, sizeof packet, 0);
    pbuf_free(datagram);
    if (port != sntp->port || !ip_addr_eq(from, &sntp->name.address)) {
        return;
    }
    ymr_status status = ymr_sntp_read(packet, length, sntp->cookie, &unix_ms);
    if (status == YMR_E_CONTENT) {
        return;
    }
    if (status == YMR_OK) {
        status = tell_clock(sntp, unix_ms);
    }
    (void)end(sntp, status);
    ymr_lwip_wake();
}

/* ---- Questions ----------------------------------------------------------------------------------------- */

static void make_cookie(uint8_t cookie[8])
{
    const uint32_t random[2] = {ymr_lwip_random(), ymr_lwip_random()};

    memcpy(cookie, random, sizeof random);
}

static err_t send_question(ymr_lwip_sntp *sntp)
{
    struct pbuf *datagram = pbuf_alloc(PBUF_TRANSPORT, YMR_SNTP_SIZE, PBUF_RAM);

    if (datagram == NULL) {
        return ERR_MEM;
    }
    make_cookie(sntp->cookie);
    ymr_sntp_ask(datagram->payload, sntp->cookie);
    const err_t result = udp_sendto(sntp->pcb, datagram, &sntp->name.address, sntp->port);
    pbuf_free(datagram);
    return result;
}

/* A datagram that could not leave counts as lost, like those that are lost further out. */
static ymr_status ask(ymr_lwip_sntp *sntp)
{
    sntp->asked = ymr_lwip_ticks();
    sntp->tries++;
    const err_t result = send_question(sntp);
    if (result != ERR_OK && result != ERR_MEM) {
        return end(sntp, YMR_E_IO);
    }
    return YMR_PENDING;
}

static ymr_status begin_asking(ymr_lwip_sntp *sntp)
{
    sntp->pcb = udp_new_ip_type(IP_GET_TYPE(&sntp->name.address));
    if (sntp->pcb == NULL || udp_bind(sntp->pcb, IP_ANY_TYPE, 0) != ERR_OK) {
        return end(sntp, YMR_E_IO);
    }
    udp_recv(sntp->pcb, on_datagram, sntp);
    sntp->state = ASKING;
    return ask(sntp);
}

static ymr_status step(ymr_lwip_sntp *sntp)
{
    if (sntp->state == NAMING && !sntp->name.waiting) {
        return sntp->name.found ? begin_asking(sntp) : end(sntp, YMR_E_RESOLVE);
    }
    if (sntp->state == ASKING && ymr_lwip_ticks() - sntp->asked >= TRY_MS) {
        return sntp->tries < TRIES ? ask(sntp) : end(sntp, YMR_E_IDLE_TIMEOUT);
    }
    return sntp->status;
}

static ymr_status begin(ymr_lwip_sntp *sntp, const char *server)
{
    switch (ymr_lwip_name_ask(&sntp->name, server)) {
    case ERR_OK:
        return begin_asking(sntp);
    case ERR_INPROGRESS:
        sntp->state = NAMING;
        return YMR_PENDING;
    case ERR_MEM:
        return end(sntp, YMR_E_IO);
    default:
        return end(sntp, YMR_E_RESOLVE);
    }
}

/* ---- The caller's side --------------------------------------------------------------------------------- */

ymr_status ymr_lwip_sntp_start(ymr_lwip_sntp *sntp, const char *server, uint16_t port,
                               ymr_device_clock *clock)
{
    ymr_lwip_lock();
    (void)end(sntp, YMR_PENDING);
    sntp->clock = clock;
    sntp->port = port != 0 ? port : PORT;
    sntp->tries = 0;
    const ymr_status status = begin(sntp, server);
    ymr_lwip_unlock();
    return status;
}

ymr_status ymr_lwip_sntp_step(ymr_lwip_sntp *sntp)
{
    ymr_lwip_lock();
    const ymr_status status = step(sntp);
    ymr_lwip_unlock();
    return status;
}

void ymr_lwip_sntp_stop(ymr_lwip_sntp *sntp)
{
    ymr_lwip_lock();
    (void)end(sntp, YMR_E_STOPPED);
    ymr_lwip_unlock();
}
