/** The commands: each runs with read options and answers what the program ends with. */
#ifndef YMR_BOARD_COMMANDS_H
#define YMR_BOARD_COMMANDS_H

#include "options.h"

int cmd_returns(const options *given);
int cmd_return(const options *given);
int cmd_photo(const options *given);
int cmd_photos(const options *given);
int cmd_decode(const options *given);

#endif
