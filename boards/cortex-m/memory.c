/* How much of the memory is used, read off the linker's symbols and the paint of the stack. */
#include "memory.h"
#include "boards/scanner/board.h"
#include "chip.h"

extern uint8_t ram_begin[], ram_end[], ram_size[], flash_used[];

void board_memory_marks(board_memory *marks)
{
    const uint32_t *word = stack_bottom;
    while (word < stack_top && *word == STACK_PAINT) {
        word++;
    }
    marks->stack_size = (uint32_t)(stack_top - stack_bottom) * 4;
    marks->stack_peak = (uint32_t)(stack_top - word) * 4;
    marks->ram_used = (uint32_t)(ram_end - ram_begin);
    marks->ram_size = (uint32_t)(uintptr_t)ram_size;
    marks->flash_used = (uint32_t)(uintptr_t)flash_used;
}
