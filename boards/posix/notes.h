/** What is said on standard error: one line each, with the program's name in front. */
#ifndef YMR_BOARD_NOTES_H
#define YMR_BOARD_NOTES_H

#include "display.h"

/** How much is said. */
enum { NOTES_QUIET = -1, NOTES_NORMAL = 0, NOTES_VERBOSE = 1 };
extern int notes_level;

/** Always. */
__attribute__((format(printf, 1, 2))) void note_error(const char *format, ...);
/** Unless -q. */
__attribute__((format(printf, 1, 2))) void note_warning(const char *format, ...);
/** With -v. */
__attribute__((format(printf, 1, 2))) void note_detail(const char *format, ...);

#endif
