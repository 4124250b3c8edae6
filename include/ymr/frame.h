/**
 * Codes out of the bytes of a serial line.
 *
 * A reader ends a code with CR, LF or both, or says nothing and pauses. Both ends are taken; an empty code is none.
 * The separator 0x1D inside a code is kept. A code that is longer than the buffer is discarded whole, never cut: its
 * first bytes could be another code.
 *
 *     while (uart_get(&byte))
 *         if (ymr_framer_feed(&framer, byte, ticks_ms()) == YMR_OK) …framer.code…
 *     if (ymr_framer_pause(&framer, ticks_ms()) == YMR_OK) …framer.code…
 */
#ifndef YMR_FRAME_H
#define YMR_FRAME_H

#include "ymr/status.h"
#include "ymr/text.h"

/** State of one line. 40 bytes on 32 bit and the caller's buffer. */
typedef struct ymr_framer {
    ymr_text code;      /**< the last whole code, in the buffer: valid until the next byte is fed */
    uint32_t discarded; /**< codes that were too long, or hit by an overrun of the line, since the start */

    char *buffer;
    size_t size;
    size_t used;
    uint32_t pause_ms;
    uint32_t last; /* ticks: when the last byte came */
    bool spoilt;   /* too long or overrun: everything up to the end of this code goes */
    bool whole;    /* `code` was handed out; the next byte begins a new one */
} ymr_framer;

/**
 * @param buffer    the longest code that is taken; borrowed. YMR_MAX_CODE + 8 bytes do
 * @param pause_ms  silence that ends a code; 0: only CR and LF do. A reader at 9,600 baud sends a byte a millisecond:
 *                  50 ms is longer than any gap inside a code and shorter than a hand can scan twice
 */
void ymr_framer_init(ymr_framer *framer, char *buffer, size_t size, uint32_t pause_ms);

/**
 * Takes one byte.
 * @return YMR_OK: framer->code is a code; YMR_PENDING: not yet; YMR_E_TOO_BIG: the end of a code that was discarded
 * A byte that comes after a pause begins a new code, and the code before the pause is lost to the caller that did not ask
 * with ymr_framer_pause in time: so that is asked first.
 */
ymr_status ymr_framer_feed(ymr_framer *framer, uint8_t byte, uint32_t now_ms);

/** To be called when there is no byte: @return as ymr_framer_feed; YMR_OK when a pause has ended a code */
ymr_status ymr_framer_pause(ymr_framer *framer, uint32_t now_ms);

/** The line lost bytes (UART overrun, framing error): the code under way is discarded up to its end. */
void ymr_framer_overrun(ymr_framer *framer);

#endif
