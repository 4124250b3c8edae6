/**
 * Codes out of standard input: a pipe, a file, a terminal, a serial line.
 *
 * A code ends with its line. On a serial line in raw mode a pause ends it, too: not every reader sends a line
 * end. What has come waits in a queue, so that two codes are told apart although the first is still being
 * looked up.
 */
#ifndef YMR_BOARD_SCAN_CODES_H
#define YMR_BOARD_SCAN_CODES_H

#include "ymr/config.h"
#include "ymr/frame.h"

enum { CODES_QUEUE = 16, CODES_INPUT = 4096, CODES_LONGEST = YMR_MAX_CODE + 8 };

typedef struct scan_code {
    char bytes[CODES_LONGEST];
    size_t length;
    bool too_long; /**< it was longer than that, and is not here */
} scan_code;

typedef struct scan_codes {
    ymr_framer framer;
    char buffer[CODES_LONGEST]; /* of the framer */
    char input[CODES_INPUT];
    size_t from, to; /* of the input: what the framer has not seen */
    scan_code queue[CODES_QUEUE];
    unsigned first, count;
    uint32_t pause_ms;
    uint32_t latest; /* when bytes last came */
    bool ended;      /**< nothing more will come */
    int error;       /**< errno of what ended it; 0: its regular end */
} scan_codes;

void codes_open(scan_codes *codes);

/** The next code, or NULL; it stays where it is until codes_drop. */
const scan_code *codes_next(const scan_codes *codes);
void codes_drop(scan_codes *codes);

/** Waits for input, at most so long, and takes it: 0 takes what is there. Returns early with a signal. */
void codes_wait(scan_codes *codes, int timeout_ms);

#endif
