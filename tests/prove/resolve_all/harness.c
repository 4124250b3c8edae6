#include "prove.h"

#include "resolve.c"

/* Behind the bits there is nothing, not even what pads the struct. */
enum { TIGHT = offsetof(ymr_comparison, agrees) + YMR_MAX_COMPARED / 8 };

static _Alignas(ymr_comparison) char memory[TIGHT];

int main(void)
{
    ymr_comparison *const c = (ymr_comparison *)(void *)memory;
    const ymr_decisions wanted = {NULL, any_size()};

    /* What has too few would only end sooner. */
    for (size_t i = 0; i < YMR_MAX_COMPARED / 32; i++) {
        c->agrees[i] = UINT32_MAX;
    }
    c->wanted = &wanted;
    PROMISE(all_agree(c) == (wanted.count > 0 && wanted.count <= YMR_MAX_COMPARED));
    return 0;
}
