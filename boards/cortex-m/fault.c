/* A fault is printed and ends the run: what happened, where, and what the chip says about it. */
#include "boards/scanner/board.h"
#include "chip.h"

enum { EXIT_FAULT = 70, BREAKPOINT_EMULATION = 0xbeab };

/* What the core pushes before it enters a handler. */
typedef struct frame {
    uint32_t r0, r1, r2, r3, r12, lr, pc, xpsr;
} frame;

__attribute__((section(".noinit"))) uint32_t reset_note;

__attribute__((used)) _Noreturn void fault_report(const frame *at);

static void print(const char *name, uint32_t value)
{
    console_print_now(name);
    console_print_hex_now(value);
}

static bool on_stack(const frame *at)
{
    return (uintptr_t)at >= (uintptr_t)stack_bottom && (uintptr_t)(at + 1) <= (uintptr_t)stack_top;
}

/* The first call of an emulator's host on a device without one: the report says so, nothing else would. */
static bool is_call_of_emulator(const frame *at)
{
    const bool in_flash = (at->pc & 1u) == 0 && at->pc < 0x20000000u;
    return in_flash && *(const uint16_t *)(uintptr_t)at->pc == BREAKPOINT_EMULATION;
}

_Noreturn void fault_end(void)
{
    for (;;) {
        __asm__ volatile("cpsid i\n wfi");
    }
}

_Noreturn void fault_report(const frame *at)
{
    print("\r\nfault: cfsr=", FAULT_STATUS);
    print(" hfsr=", HARD_FAULT_STATUS);
    print(" memory=", FAULT_MEMORY_ADDRESS);
    print(" bus=", FAULT_BUS_ADDRESS);
    if (!on_stack(at)) {
        print(" stack overflow: sp=", (uint32_t)(uintptr_t)at);
        console_print_now("\r\n");
    } else {
        print(" pc=", at->pc);
        print(" lr=", at->lr);
        print(" xpsr=", at->xpsr);
        console_print_now("\r\n");
        if (is_call_of_emulator(at)) {
            console_print_now("this image is for QEMU with -semihosting-config: boards/README.md\r\n");
            fault_end();
        }
    }
    reset_note = RESET_NOTE_FAULT;
    board_exit(EXIT_FAULT);
}

/* Where the stack has run over its end there is no room for a report either: it starts at the top again. */
__attribute__((naked)) void fault_interrupt(void)
{
    __asm__ volatile("mov r0, sp\n"
                     "ldr r1, =stack_bottom + 512\n"
                     "cmp r0, r1\n"
                     "bhs 1f\n"
                     "ldr r1, =stack_top\n"
                     "mov sp, r1\n"
                     "1: b fault_report\n"
                     ".ltorg\n");
}
