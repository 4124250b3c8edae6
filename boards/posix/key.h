/**
 * The API key: from a file or the environment, never from the command line, where everybody could read it.
 */
#ifndef YMR_BOARD_KEY_H
#define YMR_BOARD_KEY_H

#include "options.h"

/**
 * Reads it and tells the user what is wrong.
 * @param key  terminated, of static storage; wipe it with key_wipe
 * @return 0 or what the program ends with
 */
int key_read(const options *given, const char **key);

void key_wipe(void);

#endif
