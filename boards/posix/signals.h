/**
 * ^C and its kin: the first asks the program to stop in good order, the second stops it at once. Neither
 * leaves a temporary file behind.
 */
#ifndef YMR_BOARD_SIGNALS_H
#define YMR_BOARD_SIGNALS_H

#include <stdbool.h>

void signals_init(void);

/** Somebody wants the program to end. */
bool signals_stop(void);

/** It was SIGTERM: the regular end of a program that runs until it is told to stop. */
bool signals_terminated(void);

/** The file to delete when the program is stopped at once. Borrowed until the next call; NULL: none. */
void signals_temporary(const char *path);

#endif
