/*
 * lwIP for the probe: the project's own options, and what a set of tests wants beside them (-DPROBE_…).
 *
 *   PROBE_MALLOC  every pool and the heap are malloc's: AddressSanitizer sees who touches what was freed, and
 *                 the probe decides which allocation fails
 */
#ifndef PROBE_LWIPOPTS_H
#define PROBE_LWIPOPTS_H

#ifdef PROBE_MALLOC
/* lwIP counts a packet that it had no memory for as one that the network lost, and gives a connection up with the last
 * one. What fails here is memory, and nothing else is to be told by it: lwIP's own limit. */
#define TCP_MAXRTX 12
#include <stddef.h>
void *probe_malloc(size_t size);
void *probe_calloc(size_t count, size_t size);
void probe_free(void *memory);
#define MEM_CUSTOM_ALLOCATOR 1
#define MEM_CUSTOM_MALLOC probe_malloc
#define MEM_CUSTOM_CALLOC probe_calloc
#define MEM_CUSTOM_FREE probe_free
#define MEMP_MEM_MALLOC 1
#define LWIP_DEBUG_TIMERNAMES 1 /* makes a timer a size of its own, by which the probe knows it */
#endif

#define LWIP_NETIF_LOOPBACK 1
#define YMR_LWIP_ASSERT probe_assert

#include "port/lwip/lwipopts.h"

#endif
