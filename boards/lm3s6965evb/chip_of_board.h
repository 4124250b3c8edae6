/** Stellaris LM3S6965 board: Cortex-M3, 50 MHz, 256 KB flash, 64 KB SRAM. Numbers from its data sheet. */
#ifndef CHIP_OF_BOARD_H
#define CHIP_OF_BOARD_H

#define BOARD_NAME "lm3s6965evb"
#define BOARD_HZ 50000000u

#define UART_INTERRUPT 5
#define WATCHDOG_INTERRUPT 18
#define ETHERNET_INTERRUPT 42
#define BOARD_INTERRUPTS(X)                     \
    X(UART_INTERRUPT, console_interrupt)        \
    X(WATCHDOG_INTERRUPT, watchdog_interrupt)   \
    X(ETHERNET_INTERRUPT, ethernet_interrupt)
#define BOARD_VECTORS (ETHERNET_INTERRUPT + 1)
#define BOARD_NMI fault_interrupt /* the chip has no source for it */

#define WATCHDOG_BASE 0x40000000u

#define SYSTEM_CONTROL 0x400fe000u

#endif
