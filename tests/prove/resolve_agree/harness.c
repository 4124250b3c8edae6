#include "prove.h"

#include "resolve.c"

/* Behind the bits there is nothing, not even what pads the struct. */
enum { TIGHT = offsetof(ymr_comparison, agrees) + YMR_MAX_COMPARED / 8 };

static _Alignas(ymr_comparison) char memory[TIGHT];

int main(void)
{
    ymr_comparison *const c = (ymr_comparison *)(void *)memory;
    const size_t index = any_size();

    note_agreement(c, index);
    PROMISE(index >= YMR_MAX_COMPARED || (c->agrees[index / 32] >> index % 32 & 1) != 0);
    return 0;
}
