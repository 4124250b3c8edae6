/** What both Ethernet drivers do alike: frames between FIFO words and pbufs, counters, the loss of tests. */
#ifndef CORTEX_M_FRAMES_H
#define CORTEX_M_FRAMES_H

#include <stdbool.h>
#include <stdint.h>

#include "boards/scanner/board.h"

enum {
    FRAME_HEADER = 14,
    FRAME_CHECKSUM = 4,
    FRAME_MIN = 60, /* without its checksum */
    FRAME_MAX = 1514,
    FRAMES_AT_A_TIME = 8, /* of one board_ethernet_poll */
};

extern board_ethernet_counts frame_counts;

/** Goes through a pbuf chain in words, as the FIFOs want them: little-endian, the last one filled up. */
typedef struct frame_cursor {
    const struct pbuf *at; /* NULL: the end; what comes is dropped, what is taken is 0 */
    uint16_t offset;
} frame_cursor;

void frame_put(frame_cursor *cursor, uint32_t word, unsigned bytes);

/** So many words of a FIFO, whose register is read once for each: every byte of a photo comes this way. */
void frame_fill(frame_cursor *cursor, const volatile uint32_t *fifo, unsigned words);

uint32_t frame_take(frame_cursor *cursor, unsigned bytes);

/** Draws whether the next frame is thrown away, and counts it. */
bool frame_is_lost(void);

/** Room for a received frame of `length` bytes; NULL is counted. */
struct pbuf *frame_room(uint16_t length);

/** Hands a received frame over, or throws it away. */
void frame_deliver(ymr_lwip_network *network, struct pbuf *frame);

#endif
