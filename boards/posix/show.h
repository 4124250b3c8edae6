/** Returns as people read them. */
#ifndef YMR_BOARD_SHOW_H
#define YMR_BOARD_SHOW_H

#include "out.h"
#include "ymr/returns.h"

/**
 * A date as `2026-06-27 13:59`, in the offset that it came with. @param text 24 bytes @return false: absent
 */
bool show_date(const ymr_date *date, char text[24]);

/** An amount as `3170.00 RUR`, exact. @param text 40 bytes @return false: absent */
bool show_money(const ymr_money *money, char text[40]);

/** Columns of a label and the blank behind it. */
enum { SHOW_LABEL = 16 };

/** Begins a line with a label; what is behind it follows, a blank in front of each value. */
void show_label(out *to, size_t indent, const char *label);

/** A line of a label and a text, wrapped to `columns`; nothing if there is none. */
void show_text(out *to, size_t indent, const char *label, ymr_text value, size_t columns);

/** A line of a label and a date with its offset, indented by 2; nothing if there is none. */
void show_moment(out *to, const char *label, const ymr_date *date);

/** A return's own fields, `columns` wide. */
void show_return(out *to, const ymr_return *what, size_t columns);

/** One of its items; `number` counts from 1. */
void show_item(out *to, const ymr_return_item *item, uint32_t number, size_t columns);

#endif
