/*
 * memcpy, memmove, memset and memcmp for a proof that is not about the bytes they touch: both places must be there in
 * full, and what is written or said takes any value. With EXACT_MEMSET memset is left as it is. With LOOK_ONLY nothing
 * is written: for where each byte has any value already, and is looked at but once. To be included before the source
 * that is proved.
 */
#ifndef YMR_PROVE_LOOSE_H
#define YMR_PROVE_LOOSE_H

#include <string.h>

#include "prove.h"

static inline void take_any_value(void *bytes, size_t length)
{
#ifndef LOOK_ONLY
    if (length > 0) {
        __CPROVER_havoc_slice(bytes, length);
    }
#endif
    (void)bytes;
    (void)length;
}

static inline void *loose_copy(void *to, const void *from, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(from, length));
    PROMISE(length == 0 || __CPROVER_w_ok(to, length));
    take_any_value(to, length);
    return to;
}

static inline void *loose_set(void *to, size_t length)
{
    PROMISE(length == 0 || __CPROVER_w_ok(to, length));
    take_any_value(to, length);
    return to;
}

static inline int loose_compare(const void *a, const void *b, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(a, length));
    PROMISE(length == 0 || __CPROVER_r_ok(b, length));
    return length == 0 ? 0 : any_int();
}

#define memcpy(to, from, length) loose_copy((to), (from), (length))
#define memmove(to, from, length) loose_copy((to), (from), (length))
#ifndef EXACT_MEMSET
#define memset(to, byte, length) ((void)(byte), loose_set((to), (length)))
#endif
#define memcmp(a, b, length) loose_compare((a), (b), (length))

#endif
