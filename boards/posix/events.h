/** Notifications on their way out: each event becomes one line, and one that comes again is known. */
#ifndef YMR_BOARD_EVENTS_H
#define YMR_BOARD_EVENTS_H

#include "ymr/notify.h"

typedef enum event_fate {
    EVENT_WAITS,  /**< its line is in the queue */
    EVENT_AGAIN,  /**< its line has been out before */
    EVENT_NO_ROOM /**< standard output is too far behind */
} event_fate;

void events_init(void);

/** Puts an event in the queue (lines.h). @param mark  EVENT_WAITS: it is out when lines_out() has reached it
 */
event_fate events_take(const ymr_notification *event, uint64_t *mark);

/** Remembers the events whose lines are out. */
void events_settle(void);

#endif
