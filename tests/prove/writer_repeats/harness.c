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
    const bool refused = w.refused, given = any_bool(), of_ids = any_bool();

    ASSUME(given ? count <= MANY : refused || count < 2);
    const size_t at = given ? MANY - count : MANY;
    if (of_ids) {
        ymr_refuse_repeated_ids(&w, given ? ids + at : NULL, count);
    } else {
        ymr_refuse_repeated_texts(&w, given ? texts + at : NULL, count);
    }
    PROMISE(w.refused || !refused);
    ASSUME(given && a < b && b < count);
    PROMISE(w.refused || (of_ids ? ids[at + a] != ids[at + b] : texts[at + a].length != texts[at + b].length));
    return 0;
}
