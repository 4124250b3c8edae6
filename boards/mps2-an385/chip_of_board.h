/** ARM MPS2, FPGA image AN385: Cortex-M3, 25 MHz, 4 MB for code, 4 MB for data. Numbers from its manual. */
#ifndef CHIP_OF_BOARD_H
#define CHIP_OF_BOARD_H

#define BOARD_NAME "mps2-an385"
#define BOARD_HZ 25000000u

#define UART_IN_INTERRUPT 0
#define UART_OUT_INTERRUPT 1
#define ETHERNET_INTERRUPT 13
#define BOARD_INTERRUPTS(X)                   \
    X(UART_IN_INTERRUPT, console_interrupt)   \
    X(UART_OUT_INTERRUPT, console_interrupt)  \
    X(ETHERNET_INTERRUPT, ethernet_interrupt)
#define BOARD_VECTORS (ETHERNET_INTERRUPT + 1)
#define BOARD_NMI watchdog_interrupt

#define WATCHDOG_BASE 0x40008000u
#define WATCHDOG_INTERRUPT (-1)

#endif
