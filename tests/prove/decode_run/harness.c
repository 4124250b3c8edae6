#include "prove.h"

#include "ymr/shape.h"

typedef struct walk walk;
static ymr_status advance(walk *w);

#include "decode.c"

enum { TOKENS = 8 };

static unsigned left = 2 * TOKENS + MAX_FRAMES;

/* What is left grows less each time: decode_advance. */
static ymr_status advance(walk *w)
{
    const unsigned before = left;
    (void)w;
    left = any_unsigned();
    ASSUME(left < before);
    return left > 0 && any_bool() ? YMR_PENDING : any_bool() ? YMR_OK : YMR_E_TYPE;
}

int main(void)
{
    walk w;
    PROMISE(run(&w) <= YMR_OK);
    return 0;
}
