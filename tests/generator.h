/** Numbers that look random and are the same in every run: a failure can be met again. */
#ifndef YMR_TESTS_GENERATOR_H
#define YMR_TESTS_GENERATOR_H

#include <stdint.h>

typedef struct generator {
    uint64_t state; /**< the seed, not 0 */
} generator;

/** The next of all 64-bit numbers (xorshift64*). */
static inline uint64_t generate(generator *g)
{
    g->state ^= g->state >> 12;
    g->state ^= g->state << 25;
    g->state ^= g->state >> 27;
    return g->state * UINT64_C(2685821657736338717);
}

/** A number from `first` to `last`, both counted. */
static inline int64_t generate_between(generator *g, int64_t first, int64_t last)
{
    return first + (int64_t)(generate(g) % ((uint64_t)(last - first) + 1));
}

/** A number of any length: small ones come as often as big ones. */
static inline int64_t generate_signed(generator *g)
{
    return (int64_t)generate(g) >> (generate(g) % 64);
}

#endif
