/** A code in, a line out. */
#ifndef SCANNER_ANSWER_H
#define SCANNER_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Begins with a code; the last one has been answered. */
void answer_start(const char *code, size_t length);

/** Looks it up, as far as that can be done now. */
void answer_step(void);

/** Says the next line of the answer, if there is one. The console is clear. */
void answer_say(void);

/** Whether a code is being answered. */
bool answer_under_way(void);

/** Whether its look-up uses the client. */
bool answer_calls(void);

/** Cycles of the last answer that the index gave alone. */
uint64_t answer_index_cycles(void);

#endif
