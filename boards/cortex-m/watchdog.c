/* The watchdog of ARM's system design kit, which both chips have: its first stage reports where the main loop
 * hangs, its second one starts the board anew. */
#include "boards/scanner/board.h"
#include "chip.h"

#define LOAD REGISTER(WATCHDOG_BASE + 0x000u)
#define CONTROL REGISTER(WATCHDOG_BASE + 0x008u)
#define CLEAR REGISTER(WATCHDOG_BASE + 0x00cu)
#define LOCK REGISTER(WATCHDOG_BASE + 0xc00u)

enum { UNLOCK = 0x1acce551, INTERRUPT_AND_RESET = 3, EXCEPTION_FRAME_PC = 6 };

static bool runs;

__attribute__((used)) _Noreturn void watchdog_report(const uint32_t *frame);

void board_watchdog_start(uint32_t ms)
{
    LOCK = UNLOCK;
    LOAD = ms * (BOARD_HZ / 1000);
    CONTROL = INTERRUPT_AND_RESET;
    runs = true;
#if WATCHDOG_INTERRUPT >= 0
    interrupt_enable(WATCHDOG_INTERRUPT);
#endif
}

void board_watchdog_kick(void)
{
    if (runs) {
        CLEAR = 1;
    }
}

/* Never returns and never clears the interrupt: the second stage runs out, and the chip resets itself. */
_Noreturn void watchdog_report(const uint32_t *frame)
{
    console_print_now("\r\nwatchdog: the main loop stands still at pc=");
    console_print_hex_now(frame[EXCEPTION_FRAME_PC]);
    console_print_now("\r\n");
    reset_note = RESET_NOTE_WATCHDOG;
    for (;;) {
    }
}

__attribute__((naked)) void watchdog_interrupt(void)
{
    __asm__ volatile("mov r0, sp\n b watchdog_report\n");
}
