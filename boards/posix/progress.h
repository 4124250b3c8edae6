/** A bar on the terminal: how far a download is, how fast, and how long it will take. */
#ifndef YMR_BOARD_PROGRESS_H
#define YMR_BOARD_PROGRESS_H

#include "ymr/text.h"

/**
 * Begins one. `name` is borrowed until progress_end. Nothing is ever drawn unless standard error is a
 * terminal.
 */
void progress_begin(const char *name);

/** So many bytes are there; `total` 0: nobody knows of how many. */
void progress_set(uint64_t bytes, uint64_t total);

/** Draws it again, at most ten times a second; also when nothing moves. */
void progress_tick(void);

/** Takes the bar off the screen, so that something else can be said; the next tick brings it back. */
void progress_clear(void);

/** Leaves the bar on the screen as it is now, complete. */
void progress_end(void);

/** Forgets it: the download has failed. */
void progress_drop(void);

/** Bytes in a form that people read: `812 B`, `1.4 kB`, `50.0 MB` (of 1,000,000). @return text */
const char *progress_size(uint64_t bytes, char text[24]);

/** Milliseconds since the first call, of a clock that never jumps. */
uint64_t progress_clock(void);

/** Switches the bar off for good. */
void progress_disable(void);

#endif
