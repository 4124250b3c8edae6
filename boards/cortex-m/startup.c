/* From the reset to main: the vector table, memory as C expects it, a painted stack. */
#include "chip.h"
#include "memory.h"

extern uint32_t data_begin[], data_end[], bss_begin[], bss_end[];
extern const uint32_t data_image[];

int main(void);
_Noreturn void reset(void);

/* Below the frame that this very function stands on. */
static inline void paint_stack(void)
{
    uint32_t *here;
    __asm__ volatile("mov %0, sp" : "=r"(here));
    for (uint32_t *word = stack_bottom; word < here - 16; word++) {
        *word = STACK_PAINT;
    }
}

_Noreturn void reset(void)
{
    const uint32_t *from = data_image;
    for (uint32_t *to = data_begin; to < data_end; to++) {
        *to = *from++;
    }
    for (uint32_t *to = bss_begin; to < bss_end; to++) {
        *to = 0;
    }
    paint_stack();
    main();
    fault_end();
}

typedef void handler(void);

typedef union vector {
    handler *handler;
    const uint32_t *stack;
} vector;

#define DECLARE(number, handler) void handler(void);
BOARD_INTERRUPTS(DECLARE)
void BOARD_NMI(void);
#undef DECLARE

extern const vector vectors[16 + BOARD_VECTORS];

__attribute__((section(".vectors"), used)) const vector vectors[16 + BOARD_VECTORS] = {
    [0] = {.stack = stack_top},
    [1] = {reset},
    [2] = {BOARD_NMI},
    [3] = {fault_interrupt}, /* hard, memory, bus, usage */
    [4] = {fault_interrupt},
    [5] = {fault_interrupt},
    [6] = {fault_interrupt},
    [11] = {fault_interrupt}, /* nobody makes these calls */
    [12] = {fault_interrupt},
    [14] = {fault_interrupt},
    [15] = {systick_interrupt},
#define ENTRY(number, handler) [16 + (number)] = {handler},
    BOARD_INTERRUPTS(ENTRY)
#undef ENTRY
};
