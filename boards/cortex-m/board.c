/* The start of a board, its name, and what ended its last run. */
#include "boards/scanner/board.h"
#include "chip.h"

enum { ALL_FAULTS_APART = 7 << 16 /* memory, bus, usage: each with its own status */ };

static board_reset cause;

static board_reset read_note(void)
{
    const uint32_t note = reset_note;
    reset_note = 0;
    if (note == RESET_NOTE_WATCHDOG) {
        return BOARD_RESET_WATCHDOG;
    }
    return note == RESET_NOTE_FAULT ? BOARD_RESET_FAULT : BOARD_RESET_POWER;
}

void board_start(void)
{
    FAULT_HANDLERS |= ALL_FAULTS_APART;
    cause = read_note();
    chip_start();
    console_start();
    time_start();
    storage_start();
}

const char *board_name(void)
{
    return BOARD_NAME;
}

board_reset board_reset_cause(void)
{
    return cause;
}
