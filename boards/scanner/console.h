/**
 * The console: lines out through a buffer, lines in through a queue. Nothing here waits.
 *
 * In: codes as a reader sends them (ymr/frame.h) and commands, which begin with ':'. Whole lines wait in a
 * queue while another one is being answered; when it is full, bytes wait in the board's ring; when that is
 * full, too, the line that was hit comes as CONSOLE_TORN, in its place.
 * Out: lines of at most 240 bytes, into the board's ring, which holds two. Before they are begun,
 * console_clear() must be true: what does not fit is dropped.
 */
#ifndef SCANNER_CONSOLE_H
#define SCANNER_CONSOLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ymr/text.h"

/** The longest line in, the closing NUL included. */
#define CONSOLE_LINE 280

/** In place of a line that was too long, or whose bytes were lost: CAN. */
#define CONSOLE_TORN '\x18'

/** @param pause_ms  silence that ends a code; longer than any turn of the main loop. 0: none does */
void console_open(uint32_t pause_ms);

/** Takes what has come in. */
void console_listen(void);

/** The first byte of the next line; 0: there is none. */
char console_next(void);

/** Takes the next line out of the queue, and wipes it there: it may be a key. @return its length */
size_t console_take(char line[CONSOLE_LINE]);

/** Lines that were too long or torn, since the start. */
uint32_t console_discarded(void);

/** Whether there is room for two lines. */
bool console_clear(void);

void console_say(const char *text);
void console_say_text(ymr_text text);
void console_say_number(int64_t number);

/** Says a pattern, with one of `numbers` for each '%'. */
void console_fill(const char *pattern, const int64_t *numbers);

#endif
