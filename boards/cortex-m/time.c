/* The millisecond, by SysTick; the sleep between two of them. */
#include "boards/scanner/board.h"
#include "chip.h"

enum {
    CYCLES_PER_MS = BOARD_HZ / 1000,
    SYSTICK_PENDING = 1 << 26,
    SYSTICK_ON = 7 /* CPU clock, interrupt, on */
};

static volatile uint32_t milliseconds;
static volatile bool woken;

void time_start(void)
{
    SYSTICK_RELOAD = CYCLES_PER_MS - 1;
    SYSTICK_VALUE = 0;
    SYSTICK_CONTROL = SYSTICK_ON;
}

void systick_interrupt(void)
{
    milliseconds++;
    woken = true;
}

uint32_t board_ticks_ms(void *unused)
{
    (void)unused;
    return milliseconds;
}

void wake_main_loop(void)
{
    woken = true;
}

/* An interrupt between the look at `woken` and WFI would be slept through: so it is held until WFI, which
 * wakes for a held interrupt too. */
void board_sleep(void)
{
    const uint32_t before = interrupts_hold();
    if (!woken) {
        __asm__ volatile("dsb\n wfi" ::: "memory");
    }
    woken = false;
    interrupts_restore(before);
}

/* The counter may start over between the two readings: then the interrupt is pending, or a millisecond more
 * has been counted. `board_ticks_ms` wraps after 49 days, and so does this. */
uint64_t board_cycles(void)
{
    const uint32_t before = interrupts_hold();
    uint32_t left = SYSTICK_VALUE;
    uint32_t whole = milliseconds;
    if (INTERRUPT_STATE & SYSTICK_PENDING) {
        left = SYSTICK_VALUE;
        whole++;
    }
    interrupts_restore(before);
    return (uint64_t)whole * CYCLES_PER_MS + (CYCLES_PER_MS - 1 - left);
}

uint32_t board_cycles_per_ms(void)
{
    return CYCLES_PER_MS;
}
