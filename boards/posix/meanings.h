/** What of a return somebody has to look at first: the colours of table and sheet, and the time that is left to decide. */
#ifndef YMR_BOARD_MEANINGS_H
#define YMR_BOARD_MEANINGS_H

#include "terminal.h"
#include "ymr/returns.h"

/** Of the refund status; one that waits for a decision whose deadline is near is bad news. */
meaning meaning_of_refund(const ymr_return *of);

/** Of the shipment: lost, expired and utilised goods do not come back. */
meaning meaning_of_shipment(const ymr_enum *status);

/** "decide until", with what is left of it; nothing for a return that waits for no decision. */
void meaning_show_deadline(out *to, const ymr_return *of, size_t columns);

#endif
