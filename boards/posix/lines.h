/**
 * Lines on their way to standard output, none of which may get lost: whoever puts one in learns when it is
 * out.
 *
 * Nothing here waits for the reader of a pipe: the lines queue in the large text buffer (session.h), and what
 * finds no room in it is refused. Out is what the kernel has taken; of a file what is on the disk.
 */
#ifndef YMR_BOARD_LINES_H
#define YMR_BOARD_LINES_H

#include "out.h"

/** Standard output's state at the start. @return 0 or errno */
int lines_open(void);

/** Where the next line is to be written, its end included. */
out *lines_begin(void);

/** Puts that line in the queue. @param mark  the line is out when lines_out() has reached it @return false:
 * no room */
bool lines_end(uint64_t *mark);

/** Something waits: when standard output can be written to, it is lines_write's turn. */
bool lines_waiting(void);

/** Writes as much as standard output takes without waiting, once poll has said that it can. @return 0 or
 * errno */
int lines_write(void);

uint64_t lines_out(void);

#endif
