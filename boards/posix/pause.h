/** Waiting that ^C ends. */
#ifndef YMR_BOARD_PAUSE_H
#define YMR_BOARD_PAUSE_H

#include <stdbool.h>
#include <stdint.h>

/** @return false: ^C */
bool pause_ms(uint32_t ms);

#endif
