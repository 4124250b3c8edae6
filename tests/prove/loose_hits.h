/* A hit is removed, and what is left stands anyhow; to be included behind hits_model.h. */
#ifndef YMR_PROVE_LOOSE_HITS_H
#define YMR_PROVE_LOOSE_HITS_H

static void remove_hit(ymr_check *of, size_t at)
{
    PROMISE(of == &check && is_sound() && at < of->count);
    of->count--;
    of->kept -= at < of->kept ? 1 : 0;
    __CPROVER_havoc_slice(hits, sizeof hits);
}

#endif
