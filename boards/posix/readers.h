/**
 * Readers of options' values: one a kind of value. Each tells the user what it would have taken.
 *
 * `s` is the option's row, `name` what the user calls it: the option, or the variable of the environment.
 */
#ifndef YMR_BOARD_READERS_H
#define YMR_BOARD_READERS_H

#include "options.h"

/* Of any command; where the value goes and its bounds are in the row. */
setting_reader reader_switch;
setting_reader reader_text;
setting_reader reader_number;
setting_reader reader_retries;
setting_reader reader_page_size;
setting_reader reader_seconds;
setting_reader reader_day;
setting_reader reader_orders;
setting_reader reader_refund;
setting_reader reader_shipment;

/* Of one topic; where the value goes is known to the reader. */
setting_reader reader_and;
setting_reader reader_reason;
setting_reader reader_comment;
setting_reader reader_compensation;
setting_reader reader_journal;
setting_reader reader_created;
setting_reader reader_chat_status;
setting_reader reader_chat_type;
setting_reader reader_context;
setting_reader reader_returns;
setting_reader reader_format;
setting_reader reader_item;
setting_reader reader_picture;
setting_reader reader_points;
setting_reader reader_allow;
setting_reader reader_proxies;

/** Cuts the next word out of a comma-separated list. @return false at its end */
bool readers_word(const char **list, ymr_text *word);

/** Reads a list of names into a set of YMR_BIT(). @return false: the user has been told */
bool readers_mask(const ymr_names *names, const char *name, const char *value, uint32_t *mask);

#endif
