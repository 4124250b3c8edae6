/** Returns as people read them. */
#ifndef YMR_BOARD_SHOW_H
#define YMR_BOARD_SHOW_H

#include "display.h"
#include "ymr/returns.h"

/**
 * A date as `2026-06-27 13:59`, in the offset that it came with. @param text 24 bytes @return false: absent
 */
bool show_date(const ymr_date *date, char text[24]);

/** An amount as `3170.00 RUR`, exact. @param text 40 bytes @return false: absent */
bool show_money(const ymr_money *money, char text[40]);

/** Columns of a label and the blank behind it. */
enum { SHOW_LABEL = 16 };

/** Begins a line with a label; what follows is wrapped behind it. show_end ends it. */
fold show_line(out *to, size_t indent, const char *label, size_t columns);
void show_end(fold *line);

/** Adds a value, with `between` in front of it; nothing if there is none. */
void show_more(fold *line, const char *between, ymr_text value);

/** The same with what people copy: it is not broken, and keeps its blanks. */
void show_code(fold *line, const char *between, ymr_text value);

/** A line of a label and a text, wrapped to `columns`; nothing if there is none. */
void show_text(out *to, size_t indent, const char *label, ymr_text value, size_t columns);

/** A line of a label and a date with its offset, indented by 2; nothing if there is none. */
void show_moment(out *to, const char *label, const ymr_date *date, size_t columns);

/** The line that an item begins with, behind its number from 1 on. */
fold show_item_line(out *to, uint32_t number, size_t columns);

/** A return's own fields, `columns` wide. */
void show_return(out *to, const ymr_return *what, size_t columns);

/** One of its items; `number` counts from 1. */
void show_item(out *to, const ymr_return_item *item, uint32_t number, size_t columns);

#endif
