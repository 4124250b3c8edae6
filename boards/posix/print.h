/** One return on standard output, however it was read. */
#ifndef YMR_BOARD_PRINT_H
#define YMR_BOARD_PRINT_H

#include "session.h"
#include "ymr/returns.h"

typedef enum print_form {
    PRINT_JSON,  /**< one line */
    PRINT_BLOCK, /**< all of it, readable */
    PRINT_ROW    /**< a line of the table */
} print_form;

/** Shows a whole return and flushes it. */
void print_return(print_form form, const ymr_return *what);

/**
 * Fetches one return and shows it: whole if it fits, else by items, and if one of those does not fit, with
 * the large buffers. Nothing is shown of a return that did not come whole.
 *
 * @param by_items  it is known not to fit whole
 * @return what the program ends with
 */
int print_fetched(session *session, print_form form, int64_t order_id, int64_t return_id, bool by_items);

#endif
