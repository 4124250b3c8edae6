/**
 * What takes the CPU's time: the longest turn of the main loop, and what was done in it.
 */
#ifndef SCANNER_METER_H
#define SCANNER_METER_H

#include <stdint.h>

/** What a turn of the main loop consists of. */
typedef enum meter_part {
    METER_NETWORK,
    METER_CONSOLE,
    METER_CODE, /**< a code is looked up, a command is answered */
    METER_WORK, /**< index, photo, decision */
    METER_PARTS
} meter_part;

/** The main loop begins. */
void meter_start(void);

/** What was done since the last call belongs to this part. */
void meter_lap(meter_part part);

/** Sleeps until there may be something to do; that time counts for nobody. */
void meter_sleep(void);

/** A turn has ended. */
void meter_turn(void);

/** Cycles since the start that were not slept. */
uint64_t meter_busy(void);

/** The longest turn since the last ask. */
typedef struct meter_longest {
    uint64_t cycles;
    const char *part; /**< what most of it was spent with */
} meter_longest;

meter_longest meter_take_longest(void);

#endif
