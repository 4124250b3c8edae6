/*
 * A check whose return is read, with everything around it answering what it may; to be included before the source, and
 * before that check_parts.h.
 */
#ifndef YMR_PROVE_CHECK_MODEL_H
#define YMR_PROVE_CHECK_MODEL_H

enum { HITS = 8 };

static ymr_hit hits[HITS];
static ymr_check check;
static ymr_client client;

/* What is cleared lies within more: the prover would not see a step beyond it. */
static inline void clear(void *to, size_t length)
{
    if (to == (void *)&check.found) {
        PROMISE(length == sizeof check.found);
        check.found = (ymr_return){0};
    } else if (to == (void *)&check.filter) {
        PROMISE(length == sizeof check.filter);
        check.filter = (ymr_returns_filter){0};
    } else {
        PROMISE(to == (void *)&check && length == sizeof check);
        check = (ymr_check){0};
    }
}

#define memset(to, byte, length) ((void)(byte), clear((to), (length)))

ymr_hit nondet_hit(void);

/* Whether there is a hit that is verified. */
static inline bool is_reading(void)
{
    return check.hits == hits && check.count <= check.room && check.room <= HITS && check.next < check.count;
}

static inline void take_any_hits(void)
{
    for (size_t i = 0; i < HITS; i++) {
        hits[i] = nondet_hit();
    }
    check.client = &client;
    check.hits = hits;
    check.room = any_size();
    check.count = any_size();
    check.next = any_size();
    check.missed = any_size();
    check.trouble = any_int();
    check.stage = any_byte();
    ASSUME(check.room >= 1 && check.room <= HITS && check.count <= check.room && check.next <= check.count);
}

static inline ymr_status any_answer(void)
{
    const ymr_status status = any_int();
    ASSUME(status <= YMR_PENDING);
    return status;
}

ymr_status ymr_client_step(ymr_client *of)
{
    PROMISE(of == &client);
    return any_answer();
}

#endif
