/** The terminal that something is shown on, if it is one. */
#ifndef YMR_BOARD_TERMINAL_H
#define YMR_BOARD_TERMINAL_H

#include "out.h"

/** Columns of the terminal, at least 20; `otherwise` when it is none, 80 when it does not say. */
size_t terminal_columns(int fd, size_t otherwise);

/** What a colour says. */
typedef enum meaning {
    MEANING_NONE,
    MEANING_WAITING, /**< somebody has to act: yellow */
    MEANING_GOOD,    /**< settled: green */
    MEANING_BAD      /**< refused, lost, failed: red */
} meaning;

/** Decides once whether results are coloured: a terminal, no --no-color, no NO_COLOR, not TERM=dumb. */
void terminal_colour(bool wanted);

/** Switches a colour on; MEANING_NONE does nothing. */
void terminal_paint(out *to, meaning what);
void terminal_plain(out *to, meaning what);

#endif
