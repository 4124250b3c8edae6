/*
 * strspn and strcspn for a proof that is not about what they count: their text must be there up to `spans_end`, its last
 * terminator, and they stop anywhere they may not go on. To be included before the source that is proved.
 */
#ifndef YMR_PROVE_SPANS_H
#define YMR_PROVE_SPANS_H

#include <string.h>

#include "prove.h"

static const char *spans_end;

static inline size_t left_to_span(const char *text)
{
    PROMISE(text <= spans_end && *spans_end == '\0');
    const size_t length = any_size();
    ASSUME(length <= (size_t)(spans_end - text));
    return length;
}

/* Of what is accepted, the first two are enough to know that something is taken. */
static inline size_t loose_span(const char *text, const char *accepted)
{
    const size_t length = left_to_span(text);
    ASSUME(length > 0 || (*text != accepted[0] && *text != accepted[1]));
    return length;
}

static inline size_t loose_span_to(const char *text, const char *refused)
{
    const size_t length = left_to_span(text);
    ASSUME(text[length] == '\0' || strchr(refused, text[length]) != NULL);
    return length;
}

#define strspn(text, accepted) loose_span((text), (accepted))
#define strcspn(text, refused) loose_span_to((text), (refused))

#endif
