/**
 * Each operation of the API once, with an answer that is taken: for what must hold for all of them. A row of
 * ymr_operations that has none here is a failed test.
 */
#ifndef YMR_TESTS_EVERY_CALL_H
#define YMR_TESTS_EVERY_CALL_H

#include "caller.h"

typedef struct every_call {
    ymr_status (*start)(caller *c);
    const char *fields; /* of the answer's head, the status in front */
    const char *body;
} every_call;

/** NULL, and a failed check: there is none. */
const every_call *every_call_of(ymr_operation_id id);

/** Runs it to its end; what came is in the caller's journal. */
ymr_status every_call_run(caller *c, const every_call *call);

#endif
