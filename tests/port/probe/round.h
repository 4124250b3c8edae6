/*
 * One round of a probe through a transport: opens, sends the word `say` and then `upload` bytes of a pattern, receives to the
 * end, closes twice.
 *
 *   [say=LINE] [upload=BYTES] [room=BYTES] [patient=1] [slow=BYTES pause=MS] [deaf=MS]
 *
 * A patient one waits before every receive, as a super-loop may. A slow one does something else for `pause` after every so
 * many bytes, a deaf one before it receives at all.
 */
#ifndef PROBE_ROUND_H
#define PROBE_ROUND_H

#include "ymr/port.h"

typedef struct round {
    /* Told before: the transport, ms for all of it, and how much is offered at first. */
    ymr_transport *at;
    uint32_t limit;
    size_t offer;

    uint32_t began;
    unsigned waits;
    ymr_status opened, sent_status, ended;
    int32_t detail;
    uint32_t open_ms;
    uint64_t sent, received, hash, since_pause;
} round;

void run(round *r, const ymr_endpoint *endpoint);

/* What came of it: the beginning of a line of JSON. */
void print(const round *r);

/* Of the probe: its time, and to let some of it pass. */
uint32_t ticks(void);
void live(uint32_t ms);

#endif
