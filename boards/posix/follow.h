/** `returns --follow`: every matching return, then every change of one, each once, as long as nobody stops
 * it. */
#ifndef YMR_BOARD_FOLLOW_H
#define YMR_BOARD_FOLLOW_H

#include "print.h"

/**
 * Asks for the returns again and again and prints those that it has not printed yet as they are now: another
 * update date or another status makes a change. Nothing is printed of a page that has not come whole.
 *
 * @param filter  the user's; of its days the first moves on with the changes that were seen
 * @return what the program ends with: only for a signal, --limit, a refusal that will not pass, or a local
 * file
 */
int follow_returns(session *session, const options *given, const ymr_returns_filter *filter, print_form form);

#endif
