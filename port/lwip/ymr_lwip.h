/**
 * ymr on lwIP 2.2: TCP over its raw API, names, the network interface, SNTP.
 *
 *     static const ymr_lwip_board board = {.ticks_ms = ticks, .random = chance, .poll = frames, .idle = doze};
 *     static ymr_lwip_network network;
 *     static ymr_lwip_tcp tcp;
 *
 *     ymr_lwip_start(&board);
 *     ymr_lwip_network_start(&network, &driver, &(ymr_lwip_network_config){.host_name = "scanner"}); // DHCP
 *     ymr_lwip_tcp_init(&tcp);
 *     ymr_tls_init(&tls, &tcp.transport, &tls_config);
 *     for (;;) {
 *         ymr_lwip_poll();
 *         ymr_client_step(&client); // and whatever else the device has to do
 *         ymr_client_wait(&client, 10);
 *     }
 *
 * **In a super-loop** (NO_SYS 1, the default of lwipopts.h): everything here and everything of lwIP is
 * called from that loop alone, never from an interrupt; an interrupt leaves a flag, and `poll` of the board
 * fetches the frame.
 *
 * **With an operating system** (the board's lwipopts.h: NO_SYS 0, LWIP_TCPIP_CORE_LOCKING 1): start lwIP by
 * tcpip_init, then call ymr_lwip_start, which leaves that alone; sys_arch.h and sys_arch.c are the system's
 * own, sys_now() too. Every function here takes lwIP's core lock for itself, so a client may run in any
 * thread but the tcpip thread (each transport in one only). The board's `poll` is NULL, for tcpip_thread
 * moves frames and timers; `idle` waits on a semaphore for at most so long, with the lock open, and `wake`
 * gives it.
 *
 * Nothing here allocates but by lwIP's own pools and heap, whose sizes stand in lwipopts.h. Nothing of lwIP
 * refers to a transport any more once it has been closed: its storage may be given up.
 */
#ifndef YMR_LWIP_H
#define YMR_LWIP_H

#include <lwip/netif.h>
#include <lwip/ip_addr.h>
#include <lwip/netif.h>
#include <lwip/pbuf.h>

#include "port/device/ymr_device.h"
#include "ymr/port.h"

struct tcp_pcb;
struct udp_pcb;

/** A name on its way through DNS; part of those that ask. All of it is the library's. */
typedef struct ymr_lwip_name {
    struct ymr_lwip_name *next; /* of those that wait */
    ip_addr_t address;
    uint32_t number; /* what lwIP knows the question by: it keeps no pointer to this */
    bool waiting;
    bool found;
} ymr_lwip_name;

/* ---- The board --------------------------------------------------------------------------------------- */

/**
 * What the board does for lwIP and for whoever waits. All but `wake` and (with an operating system) `poll`
 * are required.
 */
typedef struct ymr_lwip_board {
    /** Milliseconds of a clock that never jumps; wraps around after 2^32. Also lwIP's sys_now(). */
    uint32_t (*ticks_ms)(void *context);
    /**
     * 32 bits that nobody outside can guess: DNS and DHCP numbers, ports and TCP's first sequence numbers
     * are made of it, and they are what keeps forged packets out. ymr_device_random_number, if there is
     * nothing else.
     */
    uint32_t (*random)(void *context);
    /**
     * Hands every frame that has come to ymr_lwip_network_input, and kicks the watchdog if nobody else
     * does. Never blocks.
     */
    void (*poll)(void *context);
    /**
     * Sleeps until an interrupt, at most so long; may return at once. Must not sleep over a frame that came
     * since `poll`: look with interrupts masked, then WFI, which an interrupt that is masked wakes too.
     */
    void (*idle)(void *context, uint32_t at_most_ms);
    /** Something happened that `idle` should end for; called by the tcpip thread. NULL in a super-loop. */
    void (*wake)(void *context);
    void *context; /**< of all of them */
} ymr_lwip_board;

/**
 * Starts lwIP (NO_SYS 1), once. To be called before anything else here.
 * @param board  borrowed for good
 */
void ymr_lwip_start(const ymr_lwip_board *board);

/**
 * Moves frames, then does what lwIP's timers have due. Once a round of the main loop, at least every 250
 * ms. Never blocks.
 */
void ymr_lwip_poll(void);

/** Milliseconds until a timer of lwIP is due, for a loop that sleeps by itself; 0: now. */
uint32_t ymr_lwip_due(void);

/** High-water marks of lwIP's memory, since the start. Zero where lwIP was built without LWIP_STATS. */
typedef struct ymr_lwip_marks {
    uint32_t heap_used, heap_peak, heap_size; /**< bytes */
    uint16_t frames_used, frames_peak, frames_size; /**< pbufs of the pool */
    uint16_t connections_used, connections_peak, connections_size; /**< TCP's */
    uint32_t failures; /**< of all allocations: lwIP tries again, but many say that a size is too small */
} ymr_lwip_marks;

/** The marks as they stand now. */
ymr_lwip_marks ymr_lwip_memory(void);

/* ---- The transport ----------------------------------------------------------------------------------- */

/**
 * TCP. `transport` is what a client or a TLS transport is given; all else is the transport's own.
 *
 * Names: a literal address (IPv4, and IPv6 with LWIP_IPV6) is read here, `localhost` is this device (RFC
 * 6761, section 6.3), any other name is asked of lwIP's DNS, which gives one address; there is no second to
 * be tried. DNS gives up after about seven seconds a server, silent ones.
 *
 * Without TLS only loopback addresses are taken, whatever the name says: anything else is YMR_E_ARGUMENT.
 *
 * Receiving: what came waits in lwIP's pbufs, TCP_WND bytes at most, and the window is opened by what
 * `receive` has taken: a slow sink slows the sender. TLS takes what is there, however little, into its
 * record buffer; so a window of any size carries records of any size. Bytes that came before a reset are
 * handed out before the reset is told.
 *
 * Sending: copied into lwIP's heap, TCP_SND_BUF bytes at most. What was accepted may still leave after
 * close; what was answered YMR_PENDING never does. A connection that ends so lives on inside lwIP for a
 * while, and is thrown away when a new one needs its memory.
 *
 *   YMR_E_RESOLVE          the name server knows no such name or does not answer, or none is known
 *   YMR_E_REFUSED          the server answered with RST
 *   YMR_E_UNREACHABLE      no link, no address yet (DHCP), no route
 *   YMR_E_CONNECT_TIMEOUT  lwIP gave up: nobody answered its SYN for half a minute
 *   YMR_E_RESET            once open: RST, nothing acknowledged for some 40 s, or an address that changed
 *   YMR_E_CLOSED           used before open or after close
 *   YMR_E_ARGUMENT         see above; a name too long for DNS_MAX_NAME_LENGTH
 *
 * When lwIP's memory is used up, open and send answer YMR_PENDING and try again with each call; wait then
 * waits 50 ms at most.
 *
 * `detail`: lwIP's err_t of the last failure (ERR_MEM −1, ERR_RTE −4, ERR_VAL −6: no name server, ERR_ABRT
 * −13, ERR_RST −14…); it also says ERR_MEM while lwIP's memory holds up an open that a deadline may end.
 */
typedef struct ymr_lwip_tcp {
    ymr_transport transport; /**< for a client or for TLS */

    struct tcp_pcb *pcb;   /* NULL: none, or lwIP has freed it */
    struct pbuf *received; /* what came and was not taken yet */
    ymr_lwip_name name;
    uint8_t state;
    uint8_t shown; /* the state when `open` last answered */
    bool peer_ended; /* the server has sent its FIN */
    bool short_of_memory;
    ymr_status failure; /* what the connection ended with */
    int32_t detail;
} ymr_lwip_tcp;

/**
 * Cost: 40 bytes of RAM on 32 bit, one TCP control block of lwIP while open; all of port/lwip 2.7 KB of
 * flash.
 */
void ymr_lwip_tcp_init(ymr_lwip_tcp *tcp);

/* ---- The network interface --------------------------------------------------------------------------- */

/** An Ethernet driver. */
typedef struct ymr_lwip_driver {
    /**
     * Sends one frame, copied or gone when this returns: `frame` and its chain, frame->tot_len bytes,
     * destination address first, without the check sequence, which hardware adds. Shorter ones than 60
     * bytes have to be padded.
     * @return false: not now; the frame is lost, and whoever wants it there sends it again
     */
    bool (*send)(void *context, const struct pbuf *frame);
    void *context;  /**< of `send` */
    uint8_t mac[6]; /**< the device's own address */
} ymr_lwip_driver;

/** Addresses as text, `192.0.2.7`. All borrowed for good. */
typedef struct ymr_lwip_network_config {
    const char *address; /**< NULL: DHCP (needs YMR_LWIP_DHCP) */
    const char *mask;    /**< NULL: 255.255.255.0 */
    const char *gateway; /**< NULL: none, only the own network is reached */
    const char *dns[2];  /**< name servers, NULL: none; those that DHCP names take their place */
    const char *host_name; /**< told to the DHCP server; NULL: none */
} ymr_lwip_network_config;

#if YMR_LWIP_DHCP
/** A lease. All of it is the library's. */
typedef struct ymr_lwip_dhcp {
    struct udp_pcb *pcb;
    uint32_t number;            /* of the last question */
    ip4_addr_t address, server; /* what was offered or is held, and by whom */
    uint32_t lease_s;           /* 0: none */
    uint32_t age_s;             /* of the lease */
    uint32_t asked_s;           /* since the last question was first asked */
    uint32_t clock_ms;          /* up to which the seconds are counted */
    uint32_t wait_s;            /* until something is asked again */
    uint8_t state;
    uint8_t tries;
} ymr_lwip_dhcp;
#endif

/** The interface. All of it is the library's. */
typedef struct ymr_lwip_network {
    struct netif netif;
#if YMR_LWIP_DHCP
    ymr_lwip_dhcp dhcp;
#endif
    const ymr_lwip_driver *driver;
} ymr_lwip_network;

/**
 * Brings the interface up, with its link up, as the default one. Once.
 * @param network, driver  borrowed for good
 * @return YMR_OK; YMR_E_ARGUMENT: an address is none; YMR_E_IO: lwIP has no UDP control block for DHCP
 */
ymr_status ymr_lwip_network_start(ymr_lwip_network *network, const ymr_lwip_driver *driver,
                                  const ymr_lwip_network_config *config);

/**
 * Gives lwIP a frame that has come.
 *
 *     struct pbuf *frame = ymr_lwip_network_room(length);
 *     if (frame != NULL) { // else the frame is dropped: TCP sends again
 *         pbuf_take(frame, bytes, length);
 *         ymr_lwip_network_input(&network, frame);
 *     }
 *
 * @param frame  taken over in any case
 */
void ymr_lwip_network_input(ymr_lwip_network *network, struct pbuf *frame);

/** Room for a frame of `length` bytes, as a chain of pbufs of the pool. @return NULL: there is none now */
struct pbuf *ymr_lwip_network_room(uint16_t length);

/** The cable came or went. DHCP asks anew when it comes. May be told the same again. */
void ymr_lwip_network_link(ymr_lwip_network *network, bool up);

/** Whether there is a link and an address. */
bool ymr_lwip_network_ready(const ymr_lwip_network *network);

/* ---- SNTP -------------------------------------------------------------------------------------------- */

/**
 * One question for the time, which makes a device clock PROVISIONAL (port/device/ymr_device.h says what is
 * believed).
 *
 * Three datagrams at most, 2 s apart. An answer counts only if it comes from the address and port asked and
 * repeats the 64 random bits of the latest question; anything else is passed over, so that a forger has to
 * see the question. All of it is the library's.
 */
typedef struct ymr_lwip_sntp {
    struct udp_pcb *pcb;
    ymr_device_clock *clock;
    ymr_lwip_name name;
    uint32_t asked;    /* ticks: of the latest datagram */
    uint8_t cookie[8]; /* our transmit time stamp: random, it only has to come back */
    uint16_t port;
    uint8_t tries;
    uint8_t state;
    ymr_status status;
} ymr_lwip_sntp;

/**
 * Begins; ends first what is under way. `sntp` is all zero before the first time.
 * @param server  name or address; borrowed for the call
 * @param port    0: 123
 * @return YMR_PENDING; what ymr_lwip_sntp_step ends with
 */
ymr_status ymr_lwip_sntp_start(ymr_lwip_sntp *sntp, const char *server, uint16_t port,
                               ymr_device_clock *clock);

/**
 * To be called now and then until it answers other than YMR_PENDING; again gives the same.
 * @return YMR_OK: the clock was told (a trusted one keeps its own time); YMR_E_RESOLVE; YMR_E_IDLE_TIMEOUT:
 *         no answer that
 *         counts; YMR_E_REFUSED: the server has no time or wants not to be asked (stratum 0, unsynchronized);
 *         YMR_E_RANGE: a time before the clock's floor; YMR_E_IO: no memory, no route
 */
ymr_status ymr_lwip_sntp_step(ymr_lwip_sntp *sntp);

/** Ends it, whatever its state; its storage may be given up then. */
void ymr_lwip_sntp_stop(ymr_lwip_sntp *sntp);

#endif
