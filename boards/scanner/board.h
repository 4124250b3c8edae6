/**
 * What a board gives to the scanner application: the whole list.
 *
 * boards/mps2-an385, boards/lm3s6965evb and a build for a host each implement it; the application is one
 * source for all of them. Whoever brings ymr to a board of their own writes these functions (boards/README.md
 * has the checklist).
 *
 * One thread: everything here is called from the main loop. What interrupts do stays behind these functions.
 * Nothing blocks but board_sleep, and that for one millisecond at most.
 */
#ifndef SCANNER_BOARD_H
#define SCANNER_BOARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "port/lwip/ymr_lwip.h"
#include "ymr/status.h"

/* ---- Start and time ------------------------------------------------------------------------------------ */

/** Clocks, console, millisecond interrupt, storage. The first call of main; the watchdog does not run yet. */
void board_start(void);

/** Terminated; for the log: "lm3s6965evb". */
const char *board_name(void);

/** Milliseconds since the start; never jumps, wraps around after 2^32. Fits ymr_platform. */
uint32_t board_ticks_ms(void *unused);

/**
 * Sleeps until an interrupt: a byte, a frame, the millisecond. Whatever came between the last look and this
 * call wakes it at once, so nothing is slept through. At most 1 ms.
 */
void board_sleep(void);

/** Cycles of the CPU clock since the start, for measurements, and how many of them are a millisecond. */
uint64_t board_cycles(void);
uint32_t board_cycles_per_ms(void);

/** Who ended the last run. */
typedef enum board_reset {
    BOARD_RESET_POWER,    /**< power, or a button */
    BOARD_RESET_WATCHDOG, /**< the main loop stood still */
    BOARD_RESET_FAULT     /**< a fault; its report has been printed */
} board_reset;

board_reset board_reset_cause(void);

/**
 * Starts the watchdog: without a kick every `ms` the board starts anew. Cannot be stopped again.
 * Called before: kicks do nothing, which is how an application without it runs.
 */
void board_watchdog_start(uint32_t ms);
void board_watchdog_kick(void);

/** Ends the run: in an emulator with this exit code, on a device by a new start. */
_Noreturn void board_exit(int code);

/* ---- Console: UART, 115,200 baud, 8N1 ------------------------------------------------------------------ */

/** Bytes that come in while the main loop is elsewhere: 44 ms at 115,200 baud. */
#define BOARD_CONSOLE_IN 512u

/**
 * Takes what has come in, never waits.
 *
 * @param gap  whether bytes were lost right after the last one returned here, because nobody had taken the
 *             earlier ones: what is under way then is no whole code. From the loss until everything before it
 *             has been taken, nothing is accepted, so that a gap has one place.
 * @return bytes taken, 0 … room
 */
size_t board_console_read(char *bytes, size_t room, bool *gap);

/** board_ticks_ms when the last byte came in: a reader that ends its codes by a pause is read with it. */
uint32_t board_console_last_ms(void);

/** Bytes lost since the start. */
uint32_t board_console_lost(void);

/** Hands out what there is room for, never waits. @return bytes taken, 0 … length */
size_t board_console_write(const char *bytes, size_t length);

/** Whether everything written has left. */
bool board_console_idle(void);

/* ---- Ethernet ------------------------------------------------------------------------------------------ */

/**
 * Starts the chip: link up, own MAC.
 * @return the driver for ymr_lwip_network_start, of static storage; NULL if the chip does not answer
 */
const ymr_lwip_driver *board_ethernet_start(void);

/**
 * Gives received frames to the network, at most 8 a call so that a flood cannot hold the main loop.
 * @return whether there are more
 */
bool board_ethernet_poll(ymr_lwip_network *network);

/** Whether somebody is at the other end of the cable: ymr_lwip_network_link wants it a few times a second. */
bool board_ethernet_link(void);

/** Frames since the start. Received: handed to the stack; each lost one counts once. */
typedef struct board_ethernet_counts {
    uint32_t sent;
    uint32_t received;
    uint32_t unsent;      /**< the chip had no room, or the frame was too long */
    uint32_t overrun;     /**< the chip dropped it: its FIFO was full */
    uint32_t no_memory;   /**< no pbuf for it */
    uint32_t damaged;     /**< length or checksum wrong */
    uint32_t thrown_away; /**< by the loss that a test has configured, of both directions */
} board_ethernet_counts;

void board_ethernet_count(board_ethernet_counts *counts);

/**
 * Throws frames away, of both directions, by a generator of its own: for tests only.
 * @param per_mille  of all frames; 0: none
 */
void board_ethernet_lose(uint32_t per_mille, uint32_t seed);

/* ---- Chance -------------------------------------------------------------------------------------------- */

/**
 * Raw bytes of the board's own source, a ymr_entropy_source: their health is tested by who takes them
 * (ymr_device_random).
 * @return YMR_OK; YMR_E_ENTROPY: the source does not answer
 */
ymr_status board_entropy(void *unused, uint8_t *bytes, size_t length);

/* ---- Storage: NOR flash -------------------------------------------------------------------------------- */

/** The region that belongs to the application: key, index, journal. */
#define BOARD_STORAGE_SIZE 0x40000u /**< bytes */
#define BOARD_STORAGE_BLOCK 0x1000u /**< bytes erased at a time */

/**
 * NOR rules: erased bytes are 0xff; programming only turns ones into zeros and is refused with
 * YMR_E_ARGUMENT, before any bit has changed, where it would have to turn a zero into a one; erasing takes
 * whole blocks. Any alignment, any length within the region. A cut of power leaves of one program or erase
 * whatever it has reached.
 *
 * @return YMR_OK; YMR_E_ARGUMENT (outside the region, not a whole block, a zero that would have to become a
 *         one); YMR_E_IO: the chip failed, or there is none
 */
ymr_status board_storage_read(uint32_t offset, void *bytes, size_t length);
ymr_status board_storage_program(uint32_t offset, const void *bytes, size_t length);
ymr_status board_storage_erase(uint32_t offset, size_t length);
/** Everything programmed and erased so far outlives a cut of power. */
ymr_status board_storage_sync(void);

/* ---- Memory -------------------------------------------------------------------------------------------- */

/** Bytes. The stack is painted at start; `stack_peak` is how much of it has ever been written to. */
typedef struct board_memory {
    uint32_t stack_size;
    uint32_t stack_peak;
    uint32_t ram_used; /**< data, bss and stack together */
    uint32_t ram_size; /**< of the board */
    uint32_t flash_used;
} board_memory;

void board_memory_marks(board_memory *marks);

#endif
