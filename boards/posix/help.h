/** What --help shows, made from the tables of commands and settings. */
#ifndef YMR_BOARD_HELP_H
#define YMR_BOARD_HELP_H

#include "options.h"

/** @param about  NULL: the whole program */
void help_show(const command *about);

/** The name in a table that is most like `word`, NULL if none is near. */
const char *help_nearest_command(const char *word);
const char *help_nearest_setting(const char *word);

#endif
