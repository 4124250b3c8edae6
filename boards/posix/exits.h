/** What the process ends with: README.md lists them for the people who script it. */
#ifndef YMR_BOARD_EXITS_H
#define YMR_BOARD_EXITS_H

enum {
    EXIT_DONE = 0,
    EXIT_USAGE = 2,
    EXIT_NETWORK = 3,
    EXIT_REFUSED = 4,
    EXIT_LIMIT = 5,
    EXIT_INVALID = 6,
    EXIT_NOT_FOUND = 7,
    EXIT_UNKNOWN = 8,
    EXIT_LOCAL = 9,
    EXIT_INTERRUPTED = 130
};

#endif
