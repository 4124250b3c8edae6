/** What somebody may have meant who typed something that is not known. */
#ifndef YMR_BOARD_NEAREST_H
#define YMR_BOARD_NEAREST_H

#include "options.h"

/**
 * The whole name of the command that is most like `word`, NULL if none is near.
 * @param group  "chat": one of those that begin with it, by their second word; NULL: all
 */
const char *nearest_command(const char *group, const char *word);

/** The option of this command, or of any (NULL), whose name is most like `word`; NULL if none is near. */
const char *nearest_setting(const command *of, const char *word);

#endif
