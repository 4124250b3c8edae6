/* UART0, a PL011: 16 bytes of FIFO each way (LM3S6965 data sheet, chapter 12). */
#include "chip.h"

#define UART 0x4000c000u
#define DATA REGISTER(UART + 0x000u)
#define FLAGS REGISTER(UART + 0x018u)
#define DIVISOR REGISTER(UART + 0x024u)
#define DIVISOR_64TH REGISTER(UART + 0x028u)
#define LINE REGISTER(UART + 0x02cu)
#define CONTROL REGISTER(UART + 0x030u)
#define FIFO_LEVELS REGISTER(UART + 0x034u)
#define INTERRUPTS REGISTER(UART + 0x038u)
#define CLEAR REGISTER(UART + 0x044u)

enum {
    BUSY = 1 << 3,
    NOTHING_IN = 1 << 4,
    FULL_OUT = 1 << 5,
    BITS_8_WITH_FIFO = 3 << 5 | 1 << 4,
    ON_BOTH_WAYS = 1 << 9 | 1 << 8 | 1,
    EARLIEST_IN = 0, /* interrupt at 2 bytes in; the time-out takes care of a lone one */
    CAME_IN = 1 << 4 | 1 << 6,
    ROOM_OUT = 1 << 5,
    OVERRUN = 1 << 11,
    /* In 64ths: 50,000,000 / (16 * 115,200) = 27.127. */
    DIVISOR_64THS = (BOARD_HZ * 4 + 115200 / 2) / 115200
};

void uart_start(void)
{
    CONTROL = 0;
    DIVISOR = DIVISOR_64THS / 64;
    DIVISOR_64TH = DIVISOR_64THS % 64;
    LINE = BITS_8_WITH_FIFO;
    FIFO_LEVELS = EARLIEST_IN;
    INTERRUPTS = CAME_IN;
    CONTROL = ON_BOTH_WAYS;
    interrupt_enable(UART_INTERRUPT);
}

bool uart_take(uint8_t *byte, bool *lost)
{
    if (FLAGS & NOTHING_IN) {
        return false;
    }
    const uint32_t word = DATA;
    *byte = (uint8_t)word;
    *lost = (word & OVERRUN) != 0;
    return true;
}

bool uart_give(uint8_t byte)
{
    if (FLAGS & FULL_OUT) {
        return false;
    }
    DATA = byte;
    return true;
}

void uart_tell_room(bool wanted)
{
    INTERRUPTS = wanted ? CAME_IN | ROOM_OUT : CAME_IN;
}

void uart_acknowledge(void)
{
    CLEAR = CAME_IN | ROOM_OUT;
}

bool uart_idle(void)
{
    return (FLAGS & BUSY) == 0;
}
