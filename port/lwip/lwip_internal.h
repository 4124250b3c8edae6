/* What the files of port/lwip share. */
#ifndef YMR_LWIP_INTERNAL_H
#define YMR_LWIP_INTERNAL_H

#include <lwip/opt.h>

#include "ymr_lwip.h"

#if !NO_SYS
#include <lwip/tcpip.h>
#define ymr_lwip_lock() LOCK_TCPIP_CORE()
#define ymr_lwip_unlock() UNLOCK_TCPIP_CORE()
#else
#define ymr_lwip_lock() ((void)0)
#define ymr_lwip_unlock() ((void)0)
#endif

/* States of a ymr_lwip_tcp. */
enum {
    YMR_LWIP_CLOSED,
    YMR_LWIP_NAMING,
    YMR_LWIP_STARTING, /* the address is known */
    YMR_LWIP_CONNECTING,
    YMR_LWIP_OPEN, /* has been: its control block may be gone */
    YMR_LWIP_FAILED
};

/* ---- start.c: the board -------------------------------------------------------------------------------- */

uint32_t ymr_lwip_ticks(void);

/* Sleeps until something may have happened, but not over a timer of lwIP. */
void ymr_lwip_idle(uint32_t at_most_ms);

/* Something happened that somebody may wait for. */
void ymr_lwip_wake(void);

/* ---- dhcp.c: to be called with the lock held ------------------------------------------------------------ */

/* @return whether lwIP has a control block for it. The network must be zero but for its interface. */
bool ymr_lwip_dhcp_start(ymr_lwip_network *network);

/* Whoever is at the other end of the cable now: the old address is asked for again. */
void ymr_lwip_dhcp_link_is_up(ymr_lwip_network *network);

/* ---- name.c: DNS. To be called with the lock held. ----------------------------------------------------- */

/**
 * Asks for a name's address, or reads it where it is an address.
 * @return ERR_OK: name->address; ERR_INPROGRESS: name->waiting until the answer is there; ERR_MEM: not now;
 *         ERR_VAL: no name
 *         server is known; ERR_ARG: the name is none
 */
err_t ymr_lwip_name_ask(ymr_lwip_name *name, const char *host);

/* Whatever DNS still answers, it does not reach `name` any more. */
void ymr_lwip_name_forget(ymr_lwip_name *name);

/* ---- connect.c: the life of a connection. To be called with the lock held. --------------------------- */

/* One step of `open`. */
ymr_status ymr_lwip_open_step(ymr_lwip_tcp *tcp, const ymr_endpoint *endpoint);

/* Closes a connection of lwIP, which ends by itself then: nothing of it comes back here. */
void ymr_lwip_leave_alone(struct tcp_pcb *pcb);

/* Throws those away that have not ended yet, for the memory that they hold. @return whether there was one */
bool ymr_lwip_drop_left_alone(void);

#endif
