/*
 * A check with hits in the caller's array: what steps back is seen at once, what steps too far when the array is full,
 * and by the promises. To be included behind check_hits.c.
 */
#ifndef YMR_PROVE_HITS_MODEL_H
#define YMR_PROVE_HITS_MODEL_H

#ifndef FEWER_HITS
enum { HITS = 8 };
#else
enum { HITS = 5 };
#endif

static ymr_hit hits[HITS];
static ymr_check check;

ymr_hit nondet_hit(void);

/* What is kept is there; what could not be kept was counted. */
static inline bool is_sound(void)
{
    return check.hits == hits && check.room >= 1 && check.room <= HITS && check.count <= check.room &&
           check.kept <= check.count && check.kept_missed <= check.missed && check.next <= check.count;
}

static inline void take_any_check(void)
{
    for (size_t i = 0; i < HITS; i++) {
        hits[i] = nondet_hit();
    }
    check.hits = hits;
    check.room = any_size();
    check.count = any_size();
    check.next = any_size();
    check.kept = any_size();
    check.missed = any_size();
    check.kept_missed = any_size();
    check.left = any_size();
    check.asked = any_size();
    check.passed = any_size();
    check.refused = any_uint32();
    check.gone = any_uint32();
    check.stage = any_byte();
    check.unread = any_int();
    check.limits.first_only = any_bool();
    ASSUME(is_sound() && check.missed < SIZE_MAX / 4 && check.left < SIZE_MAX / 4 && check.asked < SIZE_MAX / 2);
    ASSUME(check.passed <= check.asked && check.refused < UINT32_MAX / 2 && check.gone < UINT32_MAX / 2);
}

#endif
