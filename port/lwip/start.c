#include <lwip/init.h>
#include <lwip/netif.h>
#include <lwip/stats.h>
#include <lwip/sys.h>
#include <lwip/timeouts.h>

#include "lwip_internal.h"

/* One for the whole process, as lwIP itself. */
static const ymr_lwip_board *board;

void ymr_lwip_start(const ymr_lwip_board *the_board)
{
    board = the_board;
#if NO_SYS
    lwip_init();
#endif
}

uint32_t ymr_lwip_ticks(void)
{
    return board->ticks_ms(board->context);
}

#if NO_SYS
u32_t sys_now(void)
{
    return ymr_lwip_ticks();
}
#endif

uint32_t ymr_lwip_random(void)
{
    return board->random(board->context);
}

void ymr_lwip_poll(void)
{
    if (board->poll != NULL) {
        board->poll(board->context);
    }
#if NO_SYS
#if LWIP_NETIF_LOOPBACK
    netif_poll_all();
#endif
    sys_check_timeouts();
    PBUF_CHECK_FREE_OOSEQ();
#endif
}

uint32_t ymr_lwip_due(void)
{
#if NO_SYS
    return sys_timeouts_sleeptime();
#else
    return UINT32_MAX;
#endif
}

void ymr_lwip_idle(uint32_t at_most_ms)
{
    const uint32_t due = ymr_lwip_due();

    board->idle(board->context, due < at_most_ms ? due : at_most_ms);
}

void ymr_lwip_wake(void)
{
    if (board->wake != NULL) {
        board->wake(board->context);
    }
}

/* ---- Figures ------------------------------------------------------------------------------------------- */

ymr_lwip_marks ymr_lwip_memory(void)
{
    ymr_lwip_marks marks = {0};

#if MEM_STATS && MEMP_STATS
    const struct stats_mem *frames = lwip_stats.memp[MEMP_PBUF_POOL];
    const struct stats_mem *connections = lwip_stats.memp[MEMP_TCP_PCB];

    ymr_lwip_lock();
    marks.heap_used = lwip_stats.mem.used;
    marks.heap_peak = lwip_stats.mem.max;
    marks.heap_size = lwip_stats.mem.avail;
    marks.frames_used = (uint16_t)frames->used;
    marks.frames_peak = (uint16_t)frames->max;
    marks.frames_size = (uint16_t)frames->avail;
    marks.connections_used = (uint16_t)connections->used;
    marks.connections_peak = (uint16_t)connections->max;
    marks.connections_size = (uint16_t)connections->avail;
    marks.failures = lwip_stats.mem.err;
    for (unsigned i = 0; i < MEMP_MAX; i++) {
        marks.failures += lwip_stats.memp[i]->err;
    }
    ymr_lwip_unlock();
#endif
    return marks;
}
