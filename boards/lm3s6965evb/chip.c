/* Clock, power and pins (LM3S6965 data sheet, chapter 5 and 8). */
#include "chip.h"

#define RAW_INTERRUPTS REGISTER(SYSTEM_CONTROL + 0x050u)
#define RUN_CLOCK REGISTER(SYSTEM_CONTROL + 0x060u)
#define GATE_0 REGISTER(SYSTEM_CONTROL + 0x100u)
#define GATE_1 REGISTER(SYSTEM_CONTROL + 0x104u)
#define GATE_2 REGISTER(SYSTEM_CONTROL + 0x108u)

#define PORT_A 0x40004000u /* UART0 on pins 0 and 1 */
#define PORT_F 0x40025000u /* the lights of the Ethernet socket on pins 2 and 3 */
#define ALTERNATE(port) REGISTER((port) + 0x420u)
#define DIGITAL(port) REGISTER((port) + 0x51cu)

enum {
    BYPASS = 1 << 11,
    PLL_OFF = 1 << 13,
    DIVIDE = 1 << 22,
    CRYSTAL_8_MHZ = 0xe << 6,
    CLOCK_200_BY_4 = 3 << 23, /* 50 MHz */
    PLL_LOCKED = 1 << 6,
    GATE_WATCHDOG = 1 << 3,
    GATE_UART = 1 << 0,
    GATE_PORT_A = 1 << 0,
    GATE_PORT_F = 1 << 5,
    GATE_ETHERNET = 1 << 28 | 1 << 30 /* MAC and PHY */
};

/* On the crystal first, then the PLL, and over to it only when it has locked. */
static void start_clock(void)
{
    const uint32_t settled = DIVIDE | CRYSTAL_8_MHZ | CLOCK_200_BY_4;
    RUN_CLOCK = settled | BYPASS | PLL_OFF;
    RUN_CLOCK = settled | BYPASS;
    while ((RAW_INTERRUPTS & PLL_LOCKED) == 0) {
    }
    RUN_CLOCK = settled;
}

static void give_pins(uint32_t port, uint32_t pins)
{
    ALTERNATE(port) |= pins;
    DIGITAL(port) |= pins;
}

void chip_start(void)
{
    start_clock();
    GATE_0 |= GATE_WATCHDOG;
    GATE_1 |= GATE_UART;
    GATE_2 |= GATE_PORT_A | GATE_PORT_F | GATE_ETHERNET;
    (void)GATE_2; /* a device may be touched three cycles after its clock */
    (void)GATE_2;
    give_pins(PORT_A, 3);
    give_pins(PORT_F, 3 << 2);
}
