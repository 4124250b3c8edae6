/** What of a return somebody has to look at first: the colours of table and sheet, and the time that is left to decide. */
#ifndef YMR_BOARD_MEANINGS_H
#define YMR_BOARD_MEANINGS_H

#include "terminal.h"
#include "ymr/returns.h"

/** Of the refund status; one that waits for a decision whose deadline is near is bad news. */
meaning meaning_of_refund(const ymr_return *of);

/** Of the shipment: lost, expired and utilised goods do not come back. */
meaning meaning_of_shipment(const ymr_enum *status);

/** What is left to decide, in ms, below 0 when it is over. @return false: it waits for no decision */
bool meaning_time_left(const ymr_return *of, int64_t *left_ms);

/** Of what is left. */
meaning meaning_of_time_left(int64_t left_ms);

#endif
