#include "prove.h"

#include "writer.h"

static bool same_text(ymr_text a, ymr_text b);

#include "writer.c"

/* Texts by their lengths alone. */
static bool same_text(ymr_text a, ymr_text b)
{
    return a.length == b.length;
}

enum { MANY = 6 };

int main(void)
{
    int64_t ids[MANY];
    ymr_text texts[MANY];
    const size_t count = any_size(), a = any_size(), b = any_size();
    ymr_writer w = {NULL, 0, 0, any_bool(), any_bool()};
    const bool refused = w.refused;

    ASSUME(count <= MANY);
    ASSUME(a < b && b < count);
    if (any_bool()) {
        const int64_t *const first = ids + (MANY - count);
        ymr_refuse_repeated_ids(&w, first, count);
        PROMISE(w.refused || first[a] != first[b]);
    } else {
        const ymr_text *const first = texts + (MANY - count);
        ymr_refuse_repeated_texts(&w, first, count);
        PROMISE(w.refused || first[a].length != first[b].length);
    }
    PROMISE(w.refused || !refused);
    return 0;
}
