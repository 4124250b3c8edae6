/* UART0 of the FPGA, from ARM's system design kit (CMSDK manual, 4.3): one byte of room each way. */
#include "chip.h"

#define UART 0x40004000u
#define DATA REGISTER(UART + 0x000u)
#define STATE REGISTER(UART + 0x004u) /* written: clears the overruns */
#define CONTROL REGISTER(UART + 0x008u)
#define INTERRUPT REGISTER(UART + 0x00cu)
#define DIVISOR REGISTER(UART + 0x010u)

enum {
    FULL_OUT = 1 << 0,
    FULL_IN = 1 << 1,
    OVERRUN_IN = 1 << 3,
    ON_BOTH_WAYS = 3,
    TELL_ROOM = 1 << 2,
    TELL_IN = 1 << 3,
    ROOM_OUT = 1 << 0,
    CAME_IN = 1 << 1
};

/* Clocks and pins are the FPGA's. */
void chip_start(void)
{
}

void uart_start(void)
{
    DIVISOR = (BOARD_HZ + 115200 / 2) / 115200;
    CONTROL = ON_BOTH_WAYS | TELL_IN;
    interrupt_enable(UART_IN_INTERRUPT);
    interrupt_enable(UART_OUT_INTERRUPT);
}

bool uart_take(uint8_t *byte, bool *lost)
{
    const uint32_t state = STATE;
    if ((state & FULL_IN) == 0) {
        return false;
    }
    *byte = (uint8_t)DATA;
    if (state & OVERRUN_IN) {
        STATE = OVERRUN_IN;
        *lost = true;
    }
    return true;
}

bool uart_give(uint8_t byte)
{
    if (STATE & FULL_OUT) {
        return false;
    }
    DATA = byte;
    return true;
}

void uart_tell_room(bool wanted)
{
    CONTROL = wanted ? ON_BOTH_WAYS | TELL_IN | TELL_ROOM : ON_BOTH_WAYS | TELL_IN;
}

void uart_acknowledge(void)
{
    INTERRUPT = CAME_IN | ROOM_OUT;
}

bool uart_idle(void)
{
    return (STATE & FULL_OUT) == 0;
}
