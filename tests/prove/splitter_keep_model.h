/* Keeping as loosely as splitter_keep proves it; to be included behind splitter.c. */
#ifndef YMR_PROVE_SPLITTER_KEEP_MODEL_H
#define YMR_PROVE_SPLITTER_KEEP_MODEL_H

#include "splitter_model.h"

static ymr_status keep(ymr_splitter *s, const char *bytes, size_t length)
{
    PROMISE(is_sound_room(s) && (length == 0 || __CPROVER_r_ok(bytes, length)));
    if (s->in_element) {
        const bool fits = s->element_needed == s->element_length && length <= s->size - s->skeleton - s->element_length;
        s->element_length += fits ? length : 0;
        s->element_needed += length;
        return YMR_OK;
    }
    if (length > s->size - s->skeleton) {
        return YMR_E_SPACE;
    }
    s->skeleton += length;
    return YMR_OK;
}

#endif
