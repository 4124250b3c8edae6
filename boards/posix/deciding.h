/** The words of `decide` and `journal add`: what is decided, and on what. */
#ifndef YMR_BOARD_DECIDING_H
#define YMR_BOARD_DECIDING_H

#include "options.h"

typedef struct deciding {
    const char *subject; /* "return 26839123 of order 58430694721" */
    int64_t order_id, return_id;
    ymr_item_decision items[MAX_DECISIONS];
    ymr_decisions all;
    bool is_for_journal;
} deciding;

/** Reads them. @return false: the user has been told */
bool deciding_read(deciding *d, const options *given);

/**
 * Tells what is wrong with the decisions, or could be better. @param available  NULL: not asked for
 * @return 0, or what the program ends with
 */
int deciding_check(deciding *d, const ymr_available_decisions *available);

#endif
