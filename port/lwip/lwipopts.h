/**
 * lwIP 2.2 as ymr needs it. A board puts -Iport/lwip in front and says otherwise with -DNAME=value for
 * anything here, or with an lwipopts.h of its own that defines what differs and then includes this one.
 *
 *   YMR_LWIP_TIGHT   1: for 64 KB of RAM beside TLS: a window of one frame, 15 KB less RAM, but a round trip
 *                    for each frame.
 *   YMR_LWIP_DHCP    1: addresses by DHCP, dhcp.c (1 KB of flash); 0: static ones only.
 *   LWIP_IPV6        1: IPv6 as well (16 KB of flash): link-local and by router advertisement; 2 KB of RAM.
 *
 * Cortex-M3, -Os: tight 5.6 KB of RAM, else 20.5 KB; 16 KB of flash. ymr_lwip_memory tells what of the RAM
 * was ever in use.
 */
#ifndef YMR_LWIPOPTS_H
#define YMR_LWIPOPTS_H

#include <stdint.h>

#ifndef YMR_LWIP_TIGHT
#define YMR_LWIP_TIGHT 0
#endif

/* ---- Who calls lwIP ---------------------------------------------------------------------------------- */
#ifndef NO_SYS
#define NO_SYS 1
#endif
#if NO_SYS
#define SYS_LIGHTWEIGHT_PROT 0 /* one loop, no interrupt: nothing to protect */
#endif
#define LWIP_NETCONN 0
#define LWIP_SOCKET 0
#define LWIP_NO_CTYPE_H 1

/* ---- Protocols --------------------------------------------------------------------------------------- */
#ifndef YMR_LWIP_DHCP
#define YMR_LWIP_DHCP 1
#endif
#define LWIP_DHCP 0 /* lwIP's own client, of 4 KB */
#if YMR_LWIP_DHCP
#define LWIP_IP_ACCEPT_UDP_PORT(port) ((port) == PP_HTONS(68)) /* to an address that is not ours yet */
#define MEMP_NUM_SYS_TIMEOUT (LWIP_NUM_SYS_TIMEOUT_INTERNAL + 1)
#endif
#ifndef LWIP_IPV6
#define LWIP_IPV6 0
#endif
#define LWIP_ARP 1
#define LWIP_ICMP 1
#define LWIP_RAW 0
#define LWIP_UDP 1
#define LWIP_TCP 1
#define LWIP_DNS 1
#define LWIP_AUTOIP 0
#define LWIP_IGMP 0
#define IP_REASSEMBLY 0 /* nobody here needs a datagram longer than a frame */
#define IP_FRAG 0
#define LWIP_IPV6_FRAG 0
#define LWIP_IPV6_REASS 0
#define LWIP_IPV6_MLD 0
#define LWIP_IPV6_DHCP6 0
#ifndef LWIP_NETIF_LOOPBACK
#define LWIP_NETIF_LOOPBACK 0 /* `localhost` is of use to a device only in tests */
#endif
#define LWIP_HAVE_LOOPIF LWIP_NETIF_LOOPBACK
#define LWIP_NETIF_HOSTNAME 1

/* ---- Forged packets -------------------------------------------------------------------------------------
 * Off-path ones have to guess: 16 bits of DNS number and 16 of port, 16 of TCP's port and 32 of its
 * sequence number. */
#define LWIP_DNS_SECURE \
    (LWIP_DNS_SECURE_RAND_XID | LWIP_DNS_SECURE_NO_MULTIPLE_OUTSTANDING | LWIP_DNS_SECURE_RAND_SRC_PORT)
#define LWIP_HOOK_TCP_ISN(local_ip, local_port, remote_ip, remote_port) ymr_lwip_random()

/* ---- Memory ------------------------------------------------------------------------------------------ */
#if UINTPTR_MAX > UINT32_MAX
#define MEM_ALIGNMENT 8
#else
#define MEM_ALIGNMENT 4
#endif

/* The sums that lwIP checks are for bigger devices: they do not know small pbufs. */
#define LWIP_DISABLE_TCP_SANITY_CHECKS 1

#ifndef TCP_MSS
#define TCP_MSS 1460
#endif

/* What has not got through is sent again so often, a closed connection's too: some 40 s in all, where lwIP's own 12 times
 * take many minutes. A request that was given up must not take effect long afterwards (ymr/delivery.h). */
#ifndef TCP_MAXRTX
#define TCP_MAXRTX 4
#endif

#define TCP_CALCULATE_EFF_SEND_MSS 0 /* a frame of Ethernet holds TCP_MSS: nothing to calculate */

#if YMR_LWIP_TIGHT
/* The heap holds what is sent and not acknowledged, and the headers of all else that is sent: a TLS record
 * of 1 KB and an acknowledgement. */
#ifndef MEM_SIZE
#define MEM_SIZE 1600
#endif
#ifndef TCP_WND
#define TCP_WND TCP_MSS
#endif
#ifndef TCP_SND_BUF
#define TCP_SND_BUF 1200
#endif
#ifndef PBUF_POOL_SIZE
#define PBUF_POOL_SIZE 6
#endif
#ifndef PBUF_POOL_BUFSIZE
#define PBUF_POOL_BUFSIZE 416 /* four make a frame: short ones waste little */
#endif
#ifndef TCP_QUEUE_OOSEQ
#define TCP_QUEUE_OOSEQ 0 /* with a window of one frame there is hardly an order to lose */
#endif
#ifndef MEMP_NUM_TCP_PCB
#define MEMP_NUM_TCP_PCB 2 /* one in use, one that is closing */
#endif
#ifndef DNS_TABLE_SIZE
#define DNS_TABLE_SIZE 2
#endif
#ifndef DNS_MAX_NAME_LENGTH
#define DNS_MAX_NAME_LENGTH 64
#endif
#ifndef ARP_TABLE_SIZE
#define ARP_TABLE_SIZE 4
#endif
#define TCP_OVERSIZE 0 /* room in advance for what may be sent next is room that it does not have */
#else
#ifndef MEM_SIZE
#define MEM_SIZE 6000
#endif
#ifndef TCP_WND
#define TCP_WND (4 * TCP_MSS)
#endif
#ifndef TCP_SND_BUF
#define TCP_SND_BUF (2 * TCP_MSS)
#endif
#ifndef PBUF_POOL_SIZE
#define PBUF_POOL_SIZE 8
#endif
#ifndef PBUF_POOL_BUFSIZE
#define PBUF_POOL_BUFSIZE 1520
#endif
#ifndef TCP_QUEUE_OOSEQ
#define TCP_QUEUE_OOSEQ 1
#endif
#ifndef TCP_OOSEQ_MAX_PBUFS
#define TCP_OOSEQ_MAX_PBUFS 3
#endif
#ifndef MEMP_NUM_TCP_PCB
#define MEMP_NUM_TCP_PCB 4
#endif
#ifndef DNS_TABLE_SIZE
#define DNS_TABLE_SIZE 3
#endif
#ifndef DNS_MAX_NAME_LENGTH
#define DNS_MAX_NAME_LENGTH 128
#endif
#ifndef ARP_TABLE_SIZE
#define ARP_TABLE_SIZE 8
#endif
#endif

#ifndef TCP_SND_QUEUELEN
#define TCP_SND_QUEUELEN 8
#endif
#define TCP_SNDLOWAT 1
#define TCP_SNDQUEUELOWAT 1
#ifndef MEMP_NUM_TCP_SEG
#define MEMP_NUM_TCP_SEG (TCP_SND_QUEUELEN + TCP_QUEUE_OOSEQ * 4)
#endif
#ifndef MEMP_NUM_UDP_PCB
#define MEMP_NUM_UDP_PCB 4 /* DHCP, SNTP, two names under way */
#endif
#define MEMP_NUM_TCP_PCB_LISTEN 1
#ifndef MEMP_NUM_PBUF
#define MEMP_NUM_PBUF 2 /* pbufs without bytes of their own: nobody here makes them */
#endif
#define DNS_MAX_SERVERS 2
#define ARP_QUEUEING 0

/* A window and two frames more: one that was turned away, and one that acknowledges. */
#if (TCP_WND / TCP_MSS) * ((TCP_MSS + 54 + PBUF_POOL_BUFSIZE - 1) / PBUF_POOL_BUFSIZE) + 2 > PBUF_POOL_SIZE
#error "PBUF_POOL_SIZE is too small for TCP_WND: the pool must hold a window and two pbufs more"
#endif

/* Eight bytes at a time: every byte that comes in is summed. */
#define LWIP_CHKSUM_ALGORITHM 3

/* ---- Figures ----------------------------------------------------------------------------------------- */
#ifndef LWIP_STATS
#define LWIP_STATS 1
#endif
#define LINK_STATS 0
#define ETHARP_STATS 0
#define IP_STATS 0
#define ICMP_STATS 0
#define UDP_STATS 0
#define TCP_STATS 0
#define SYS_STATS 0
#define IP6_STATS 0
#define ICMP6_STATS 0
#define ND6_STATS 0

#endif
