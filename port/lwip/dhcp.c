/*
 * An address by DHCP (RFC 2131), in a quarter of what lwIP's own client takes: the first offer is taken, and
 * nothing is ever released or declined. Once a second `tick` looks at what is due.
 */
#include <lwip/dns.h>
#include <lwip/timeouts.h>
#include <lwip/udp.h>
#include <string.h>

#include "lwip_internal.h"

#if YMR_LWIP_DHCP

enum { OFF, ASKING, WANTING, HOLDING }; /* states */
enum { DISCOVER = 1, OFFER = 2, REQUEST = 3, ACK = 5, NAK = 6 };
enum {
    TO_SERVER = 67,
    TO_CLIENT = 68,
    SECOND_MS = 1000,
    TRIES = 4,      /* of a request, until another server is looked for; the wait for it doubles so often */
    FIRST_WAIT_S = 2,
    SHORTEST_S = 60 /* between two requests for a longer lease, and of one that names no length */
};

/* ---- Messages ------------------------------------------------------------------------------------------ */

enum { KIND = 0, NUMBER = 4, CLIENT = 12, YOURS = 16, MAC = 28, COOKIE = 236, OPTIONS = 240, SIZE = 300 };
enum {
    MASK = 1,
    GATEWAY = 3,
    NAME_SERVER = 6,
    HOST_NAME = 12,
    ADDRESS = 50,
    LEASE = 51,
    TYPE = 53,
    SERVER = 54,
    WISHES = 55,
    END = 255
};
enum { LONGEST_NAME = 32 };
enum { QUESTION = 1, ANSWER = 2 }; /* kinds */

static const uint8_t cookie[] = {99, 130, 83, 99};

static uint8_t *put(uint8_t *at, uint8_t option, const void *bytes, size_t length)
{
    *at++ = option;
    *at++ = (uint8_t)length;
    memcpy(at, bytes, length);
    return at + length;
}

static void write_message(const ymr_lwip_network *network, uint8_t type, uint8_t *message)
{
    static const uint8_t wishes[] = {MASK, GATEWAY, NAME_SERVER, LEASE};
    const ymr_lwip_dhcp *dhcp = &network->dhcp;
    const char *name = network->netif.hostname;

    memset(message, 0, SIZE);
    memcpy(message, (const uint8_t[]){QUESTION, 1, sizeof network->netif.hwaddr}, 3);
    memcpy(message + NUMBER, &dhcp->number, sizeof dhcp->number);
    memcpy(message + MAC, network->netif.hwaddr, sizeof network->netif.hwaddr);
    memcpy(message + COOKIE, cookie, sizeof cookie);
    uint8_t *at = put(message + OPTIONS, TYPE, &type, 1);
    at = put(at, WISHES, wishes, sizeof wishes);
    if (name != NULL && strlen(name) <= LONGEST_NAME) {
        at = put(at, HOST_NAME, name, strlen(name));
    }
    if (dhcp->state == HOLDING) {
        memcpy(message + CLIENT, &dhcp->address, sizeof dhcp->address);
    } else if (dhcp->state == WANTING) {
        at = put(at, ADDRESS, &dhcp->address, sizeof dhcp->address);
        if (!ip4_addr_isany_val(dhcp->server)) {
            at = put(at, SERVER, &dhcp->server, sizeof dhcp->server);
        }
    }
    *at = END;
}

/* What could not leave counts as lost on the way. An address that nobody has confirmed is not used. */
static void send(ymr_lwip_network *network, uint8_t type, const ip4_addr_t *to)
{
    struct pbuf *message = pbuf_alloc(PBUF_TRANSPORT, SIZE, PBUF_RAM);

    if (message != NULL) {
        const ip_addr_t target = IPADDR4_INIT(ip4_addr_get_u32(to));
        write_message(network, type, message->payload);
        (void)udp_sendto_if_src(network->dhcp.pcb, message, &target, TO_SERVER, &network->netif,
                                network->dhcp.state == HOLDING ? &network->netif.ip_addr : IP_ADDR_ANY);
        pbuf_free(message);
    }
}

typedef struct answer {
    uint8_t type;
    ip4_addr_t address, server, mask, gateway, dns[2];
    uint32_t lease_s;
} answer;

static void take_option(answer *read, uint8_t option, const uint8_t value[8], size_t length)
{
    ip4_addr_t *const into = option == SERVER ? &read->server : option == MASK ? &read->mask : &read->gateway;

    switch (option) {
    case TYPE:
        read->type = value[0];
        break;
    case LEASE:
        memcpy(&read->lease_s, value, sizeof read->lease_s);
        read->lease_s = lwip_ntohl(read->lease_s);
        break;
    case NAME_SERVER:
        memcpy(read->dns, value, length < sizeof read->dns ? sizeof *read->dns : sizeof read->dns);
        break;
    case SERVER:
    case MASK:
    case GATEWAY:
        memcpy(into, value, sizeof *into);
        break;
    default:
        break;
    }
}

/* Whether it is an answer to what was asked last. Options that end behind the message make it none. */
static bool read_answer(const ymr_lwip_dhcp *dhcp, const struct pbuf *message, answer *read)
{
    uint32_t number = 0;
    uint8_t value[8];

    memset(read, 0, sizeof *read);
    IP4_ADDR(&read->mask, 255, 255, 255, 0);
    pbuf_copy_partial(message, &number, sizeof number, NUMBER);
    pbuf_copy_partial(message, &read->address, sizeof read->address, YOURS);
    if (pbuf_memcmp(message, COOKIE, cookie, sizeof cookie) != 0 || number != dhcp->number ||
        pbuf_get_at(message, KIND) != ANSWER) {
        return false;
    }
    for (unsigned at = OPTIONS; at < message->tot_len && pbuf_get_at(message, (u16_t)at) != END;) {
        const uint8_t option = pbuf_get_at(message, (u16_t)at++);
        if (option == 0) {
            continue;
        }
        const size_t length = pbuf_get_at(message, (u16_t)at++);
        if (at + length > message->tot_len) {
            return false;
        }
        memset(value, 0, sizeof value);
        pbuf_copy_partial(message, value, (u16_t)(length < sizeof value ? length : sizeof value), (u16_t)at);
        if (length >= (option == TYPE ? 1 : sizeof read->address)) {
            take_option(read, option, value, length);
        }
        at += (unsigned)length;
    }
    return true;
}

/* ---- What is due --------------------------------------------------------------------------------------- */

static void ask(ymr_lwip_network *network)
{
    ymr_lwip_dhcp *dhcp = &network->dhcp;

    dhcp->wait_s = ((uint32_t)FIRST_WAIT_S << dhcp->tries) + (ymr_lwip_random() & 1);
    if (dhcp->tries == 0) {
        dhcp->asked_s = 0;
    }
    if (dhcp->tries < TRIES) {
        dhcp->tries++;
    }
    send(network, dhcp->state == ASKING ? DISCOVER : REQUEST, IP4_ADDR_BROADCAST);
}

static void turn_to(ymr_lwip_network *network, uint8_t state)
{
    ymr_lwip_dhcp *dhcp = &network->dhcp;

    dhcp->state = state;
    dhcp->tries = 0;
    dhcp->number = ymr_lwip_random();
    ip4_addr_set_zero(&dhcp->server);
}

static void begin(ymr_lwip_network *network, uint8_t state)
{
    turn_to(network, state);
    ask(network);
}

/* The next question waits for the next tick: whoever refuses what he offers is not asked without end. */
static void lose(ymr_lwip_network *network)
{
    network->dhcp.lease_s = 0;
    network->dhcp.wait_s = 1;
    turn_to(network, ASKING);
    netif_set_addr(&network->netif, IP4_ADDR_ANY4, IP4_ADDR_ANY4, IP4_ADDR_ANY4);
}

/* A lease begins when it was asked for (RFC 2131, 4.4.1). What else comes with that number is an echo. */
static void take(ymr_lwip_network *network, const answer *read)
{
    ymr_lwip_dhcp *dhcp = &network->dhcp;

    turn_to(network, HOLDING);
    dhcp->server = read->server;
    dhcp->lease_s = read->lease_s > 0 ? read->lease_s : SHORTEST_S;
    dhcp->age_s = dhcp->asked_s;
    dhcp->wait_s = dhcp->lease_s / 2 > dhcp->age_s ? dhcp->lease_s / 2 - dhcp->age_s : 1;
    for (u8_t i = 0; i < 2 && !ip4_addr_isany_val(read->dns[i]); i++) {
        const ip_addr_t server = IPADDR4_INIT(ip4_addr_get_u32(&read->dns[i]));
        dns_setserver(i, &server);
    }
    netif_set_addr(&network->netif, &dhcp->address, &read->mask, &read->gateway);
}

static void on_message(void *argument, struct udp_pcb *pcb, struct pbuf *message, const ip_addr_t *from,
                       u16_t port)
{
    ymr_lwip_network *network = argument;
    ymr_lwip_dhcp *dhcp = &network->dhcp;
    answer read;

    (void)pcb;
    (void)from;
    (void)port;
    if (read_answer(dhcp, message, &read)) {
        if (read.type == OFFER && dhcp->state == ASKING && !ip4_addr_isany_val(read.address)) {
            dhcp->state = WANTING;
            dhcp->tries = 0;
            dhcp->address = read.address;
            dhcp->server = read.server;
            ask(network);
        } else if (read.type == ACK && dhcp->state >= WANTING && ip4_addr_eq(&read.address, &dhcp->address)) {
            take(network, &read);
        } else if (read.type == NAK && dhcp->state >= WANTING) {
            lose(network);
        }
    }
    pbuf_free(message);
}

/* The server that gave the lease is asked first, from seven eighths on whoever listens. */
static void renew(ymr_lwip_network *network)
{
    ymr_lwip_dhcp *dhcp = &network->dhcp;
    const uint32_t last = dhcp->lease_s - dhcp->lease_s / 8;
    const bool own = dhcp->age_s < last;
    const uint32_t half = ((own ? last : dhcp->lease_s) - dhcp->age_s) / 2;

    dhcp->wait_s = half > SHORTEST_S ? half : SHORTEST_S;
    dhcp->number = ymr_lwip_random();
    dhcp->asked_s = 0;
    send(network, REQUEST, own ? &dhcp->server : IP4_ADDR_BROADCAST);
}

static void ask_again(ymr_lwip_network *network)
{
    const ymr_lwip_dhcp *dhcp = &network->dhcp;

    if (dhcp->state == HOLDING) {
        renew(network);
    } else if (dhcp->state == WANTING && dhcp->tries >= TRIES) {
        begin(network, ASKING);
    } else {
        ask(network);
    }
}

/* A tick may come late, and a lease that is counted in ticks would grow: seconds are the clock's. */
static void tick(void *argument)
{
    ymr_lwip_network *network = argument;
    ymr_lwip_dhcp *dhcp = &network->dhcp;
    const uint32_t gone_s = (ymr_lwip_ticks() - dhcp->clock_ms) / SECOND_MS;

    sys_timeout(SECOND_MS, tick, network);
    dhcp->clock_ms += gone_s * SECOND_MS;
    dhcp->age_s += gone_s;
    dhcp->asked_s += gone_s;
    if (dhcp->lease_s > 0 && dhcp->age_s >= dhcp->lease_s) {
        lose(network);
    } else if (netif_is_link_up(&network->netif)) {
        dhcp->wait_s -= LWIP_MIN(dhcp->wait_s, gone_s);
        if (dhcp->wait_s == 0) {
            ask_again(network);
        }
    }
}

/* ---- For network.c ------------------------------------------------------------------------------------- */

bool ymr_lwip_dhcp_start(ymr_lwip_network *network)
{
    struct udp_pcb *pcb = udp_new();

    if (pcb == NULL || udp_bind(pcb, IP4_ADDR_ANY, TO_CLIENT) != ERR_OK) {
        return false;
    }
    ip_set_option(pcb, SOF_BROADCAST);
    udp_recv(pcb, on_message, network);
    network->dhcp.pcb = pcb;
    network->dhcp.clock_ms = ymr_lwip_ticks();
    sys_timeout(SECOND_MS, tick, network);
    begin(network, ASKING);
    return true;
}

void ymr_lwip_dhcp_link_is_up(ymr_lwip_network *network)
{
    if (network->dhcp.state != OFF) {
        begin(network, network->dhcp.lease_s > 0 ? WANTING : ASKING);
    }
}

#endif
