/** The table of `returns`: one line a return, as wide as the terminal. */
#ifndef YMR_BOARD_TABLE_H
#define YMR_BOARD_TABLE_H

#include "out.h"
#include "ymr/returns.h"

/** Decides the columns' widths. @param columns  of the terminal; DISPLAY_ALL: as wide as it gets */
void table_begin(size_t columns);

/** One line, the first with the headings above it. @param items  how many it has */
void table_row(out *to, const ymr_return *what, uint32_t items);

#endif
