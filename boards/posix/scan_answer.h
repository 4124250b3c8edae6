/** What `scan` says to a code. */
#ifndef YMR_BOARD_SCAN_ANSWER_H
#define YMR_BOARD_SCAN_ANSWER_H

#include "ymr/check.h"

/** A code and what became of it. */
typedef struct scan_answer {
    ymr_text code;          /**< as it came; absent: it was too long to be kept */
    const ymr_check *check; /**< NULL for such a one */
    ymr_status status;      /**< what the check ended with; YMR_E_CODE: it has no reading. Of a miss
                                 that was to be searched for and was not: why */
    int64_t old_ms;         /**< how old the index is; −1: not known */
    bool stale;             /**< that is more than the user is content with */
} scan_answer;

/** One line a match, or one for the code. */
void scan_answer_show(const scan_answer *answer);

/** With --json: one object for the code, its matches inside. */
void scan_answer_json(const scan_answer *answer);

#endif
