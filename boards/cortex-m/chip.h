/**
 * What the files of boards/cortex-m share, and what they want of a board's own directory.
 *
 * Each board has `chip_of_board.h` with
 *
 *   BOARD_NAME            "lm3s6965evb"
 *   BOARD_HZ              of the CPU, which SysTick and watchdog count too
 *   BOARD_INTERRUPTS(X)   X(number, handler) for each interrupt that is used
 *   BOARD_VECTORS         the highest of these numbers, and one
 *   BOARD_NMI             handler of the non-maskable interrupt
 *   WATCHDOG_BASE         of the ARM watchdog module that both have
 *   WATCHDOG_INTERRUPT    its number, or -1 where it is the NMI
 *
 * and implements the functions below and the Ethernet functions of boards/scanner/board.h.
 */
#ifndef CORTEX_M_CHIP_H
#define CORTEX_M_CHIP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "chip_of_board.h"

/** One 32-bit register of a device. */
#define REGISTER(address) (*(volatile uint32_t *)(uintptr_t)(address))

/* ---- The core's own registers (ARMv7-M Architecture Reference Manual, B3) ------------------------------ */

#define SYSTICK_CONTROL REGISTER(0xe000e010u)
#define SYSTICK_RELOAD REGISTER(0xe000e014u)
#define SYSTICK_VALUE REGISTER(0xe000e018u)
#define INTERRUPT_STATE REGISTER(0xe000ed04u) /* ICSR */
#define RESET_CONTROL REGISTER(0xe000ed0cu)   /* AIRCR */
#define FAULT_HANDLERS REGISTER(0xe000ed24u)  /* SHCSR */
#define FAULT_STATUS REGISTER(0xe000ed28u)    /* CFSR */
#define HARD_FAULT_STATUS REGISTER(0xe000ed2cu)
#define FAULT_MEMORY_ADDRESS REGISTER(0xe000ed34u)
#define FAULT_BUS_ADDRESS REGISTER(0xe000ed38u)

static inline void interrupt_enable(unsigned number)
{
    REGISTER(0xe000e100u + number / 32 * 4) = UINT32_C(1) << (number % 32);
}

/** Shuts interrupts out for some lines; what it returns goes to interrupts_restore. */
static inline uint32_t interrupts_hold(void)
{
    uint32_t before;
    __asm__ volatile("mrs %0, primask\n cpsid i" : "=r"(before)::"memory");
    return before;
}

static inline void interrupts_restore(uint32_t before)
{
    __asm__ volatile("msr primask, %0" ::"r"(before) : "memory");
}

/* ---- What a board's directory implements --------------------------------------------------------------- */

/** Clock of the CPU, power and pins of the devices that are used. Before anything else. */
void chip_start(void);

/** 115,200 baud, 8N1, receiving interrupt on. Its interrupts go to console_interrupt. */
void uart_start(void);
/** Takes one byte that has come in. @param lost  set to true if the UART itself has lost one before it */
bool uart_take(uint8_t *byte, bool *lost);
/** Hands one byte out. @return false: no room */
bool uart_give(uint8_t byte);
/** Whether there shall be an interrupt when there is room again. */
void uart_tell_room(bool wanted);
/** Acknowledges what console_interrupt has been called for. */
void uart_acknowledge(void);
/** Whether the last byte has left. */
bool uart_idle(void);

/* ---- What the files of this directory give each other -------------------------------------------------- */

/** By every interrupt that the main loop has to look after: board_sleep returns. */
void wake_main_loop(void);

/** Of the linker script. */
extern uint32_t stack_bottom[], stack_top[];

/** Stops for good after a report; goes on in fault.c. */
_Noreturn void fault_end(void);

/** Prints at once, without interrupts: for reports of a board that is about to stop. */
void console_print_now(const char *text);
void console_print_hex_now(uint32_t value);

/** Outlives a reset, not a power cut. */
enum { RESET_NOTE_WATCHDOG = 0x57444f47, RESET_NOTE_FAULT = 0x4641554c };
extern uint32_t reset_note;

void console_start(void);
void console_interrupt(void);
void watchdog_interrupt(void);
void systick_interrupt(void);
void fault_interrupt(void);
void time_start(void);
void storage_start(void);

#endif
