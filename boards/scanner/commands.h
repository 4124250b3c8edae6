/** Lines that begin with ':'. */
#ifndef SCANNER_COMMANDS_H
#define SCANNER_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

/** Begins with a command, and wipes its line. The last one has been answered. */
void commands_start(char *line, size_t length);

/** Says the next line of an answer. The console is clear. @return false: there is none */
bool commands_say(void);

#endif
