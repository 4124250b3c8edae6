/** What --help shows, made from the tables of commands and settings. */
#ifndef YMR_BOARD_HELP_H
#define YMR_BOARD_HELP_H

#include "options.h"

/**
 * @param about  NULL: the whole program, or
 * @param group  "chat": the commands that begin with it
 */
void help_show(const command *about, const char *group);

/** What an option is, in these words of one command (its bit). @param value  what it takes; NULL: nothing */
const char *help_of(const setting *row, unsigned command_bit, const char **value);

#endif
