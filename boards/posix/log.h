/** What -v tells about the network: one line an event. */
#ifndef YMR_BOARD_LOG_H
#define YMR_BOARD_LOG_H

#include "session.h"

/** ymr_config.log; the context is the session. */
void log_event(void *context, ymr_log_event event, int64_t value);

#endif
