/**
 * Codes out of the bytes of a serial line.
 *
 * A reader ends a code with CR, LF or both, or says nothing and pauses. Both ends are taken; an empty code is
 * none. The separator 0x1D inside a code is kept. A code that is longer than the buffer is discarded whole,
 * never cut: its first bytes could be another code.
 *
 *     while (uart_get(&byte)) {
 *         if (ymr_framer_feed(&framer, byte, ticks_ms()) == YMR_OK) {
 *             take(framer.code);
 *         }
 *     }
 *     if (ymr_framer_pause(&framer, ticks_ms()) == YMR_OK) {
 *         take(framer.code);
 *     }
 */
#ifndef YMR_FRAME_H
#define YMR_FRAME_H

#include "ymr/status.h"
#include "ymr/text.h"

/** State of one line. 36 bytes on 32 bit and the caller's buffer. */
typedef struct ymr_framer {
    ymr_text code;      /**< the last whole code, in the buffer: valid until the next call */
    uint32_t discarded; /**< codes that were too long, or hit by an overrun of the line, since the start */

    char *buffer;
    size_t size;
    size_t used;
    uint32_t pause_ms;
    uint32_t last; /* ticks: when the last byte came */
    uint8_t held;  /* the byte that showed that a pause had ended the code before it */
    bool holds;
    bool spoilt;   /* too long or overrun: everything up to the end of this code goes */
} ymr_framer;

/**
 * @param buffer    the longest code that is taken; borrowed. YMR_MAX_CODE + 8 bytes do
 * @param pause_ms  silence that ends a code; 0: only CR and LF do. A reader at 9,600 baud sends a byte a
 *                  millisecond: 50 ms is longer than any gap inside a code and shorter than a hand can scan
 *                  twice
 */
void ymr_framer_init(ymr_framer *framer, char *buffer, size_t size, uint32_t pause_ms);

/**
 * Takes one byte, always.
 *
 * A byte that comes after a pause that nobody asked about shows that the code before it has ended: that code
 * is handed out, and the byte begins the next one. So no code is lost where ymr_framer_pause is called too
 * seldom; only later.
 *
 * @param now_ms  when the byte came, in ticks that may wrap around
 * @return YMR_OK: framer->code is a code; YMR_PENDING: not yet; YMR_E_TOO_BIG: the end of a code that was
 *         discarded
 */
ymr_status ymr_framer_feed(ymr_framer *framer, uint8_t byte, uint32_t now_ms);

/** To be called when there is no byte. @return as ymr_framer_feed; YMR_OK when a pause has ended a code */
ymr_status ymr_framer_pause(ymr_framer *framer, uint32_t now_ms);

/**
 * The line lost bytes (UART overrun, framing error): the code under way is discarded up to its end. Between
 * two codes it is the next one, whose first bytes may be among those that are lost, if it comes before a
 * pause is over.
 */
void ymr_framer_overrun(ymr_framer *framer, uint32_t now_ms);

#endif
