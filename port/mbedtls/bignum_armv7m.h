/*
 * The two inner loops of big numbers for ARMv7-M and what knows its instructions. Those of Mbed TLS are fast by
 * being written out eight times; these are as fast and small, for the one of Montgomery's multiplication goes
 * through memory once where Mbed TLS goes twice.
 *
 * Included by library/bignum_core.c (bignum_core.sed). No branch and no address depends on the numbers. The
 * multiplier of Cortex-M3 itself is faster with small ones, in Mbed TLS' own loops as in these; later cores'
 * is not. What is secret is blinded by who calls: coordinates of points by a number of chance.
 */
#ifndef YMR_BIGNUM_ARMV7M_H
#define YMR_BIGNUM_ARMV7M_H

#if defined(__thumb2__)
#define YMR_BIGNUM_ARMV7M

#include <stddef.h>
#include <stdint.h>

/* d += s * b, `count` limbs, at least one. Returns the carry. */
static inline uint32_t ymr_mla(uint32_t *d, const uint32_t *s, size_t count, uint32_t b)
{
    const uint32_t *const end = s + count;
    uint32_t carry = 0, low, high, limb;

    __asm__ volatile("1:\n"
                     "ldr %[limb], [%[s]], #4\n"
                     "ldr %[low], [%[d]]\n"
                     "movs %[high], #0\n"
                     "umlal %[low], %[high], %[limb], %[b]\n"
                     "adds %[low], %[low], %[carry]\n"
                     "adc %[carry], %[high], #0\n"
                     "str %[low], [%[d]], #4\n"
                     "cmp %[s], %[end]\n"
                     "bne 1b\n"
                     : [d] "+&r"(d), [s] "+&r"(s), [carry] "+&r"(carry), [low] "=&r"(low), [high] "=&l"(high),
                       [limb] "=&r"(limb)
                     : [b] "r"(b), [end] "r"(end)
                     : "cc", "memory");
    return carry;
}

/* t += a * u0 + n * u1, `count` limbs, at least one, and the two limbs behind them, the last of which is 0. */
static inline void ymr_mont_row(uint32_t *t, const uint32_t *a, const uint32_t *n, size_t count, uint32_t u0,
                                uint32_t u1)
{
    const uint32_t *const end = n + count;
    uint32_t first = 0, second = 0, low, high, limb;

    __asm__ volatile("1:\n"
                     "ldr %[limb], [%[a]], #4\n"
                     "ldr %[low], [%[t]]\n"
                     "movs %[high], #0\n"
                     "umlal %[low], %[high], %[limb], %[u0]\n"
                     "adds %[low], %[low], %[first]\n"
                     "adc %[first], %[high], #0\n"
                     "ldr %[limb], [%[n]], #4\n"
                     "movs %[high], #0\n"
                     "umlal %[low], %[high], %[limb], %[u1]\n"
                     "adds %[low], %[low], %[second]\n"
                     "adc %[second], %[high], #0\n"
                     "str %[low], [%[t]], #4\n"
                     "cmp %[n], %[end]\n"
                     "bne 1b\n"
                     : [t] "+&r"(t), [a] "+&r"(a), [n] "+&r"(n), [first] "+&r"(first), [second] "+&r"(second),
                       [low] "=&r"(low), [high] "=&l"(high), [limb] "=&r"(limb)
                     : [u0] "r"(u0), [u1] "r"(u1), [end] "r"(end)
                     : "cc", "memory");
    const uint64_t sum = (uint64_t)t[0] + first + second;
    t[0] = (uint32_t)sum;
    t[1] = (uint32_t)(sum >> 32);
}

#endif
#endif
