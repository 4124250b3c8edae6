#include "prove.h"

#include "writer.c"

static unsigned integers;

static inline void grow(ymr_writer *w)
{
    w->length += any_uint16();
}

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    PROMISE(length == 1 && __CPROVER_r_ok(bytes, 1));
    grow(w);
}

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    grow(w);
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    (void)value;
    integers++;
    grow(w);
}

int main(void)
{
    int64_t ids[ROOM];
    const size_t count = any_size(), most = any_size();
    ymr_writer w = {NULL, 0, any_uint32(), any_bool(), any_bool()};
    const bool refused = w.refused, given = any_bool();

    ASSUME(!given || count <= ROOM);
    const int64_t *const first = given ? ids + (ROOM - count) : NULL;
    if (any_bool()) {
        ymr_put_member_ids(&w, "a", first, count, most);
    } else {
        ymr_put_parameter_ids(&w, "a", first, count, most);
    }
    PROMISE(w.refused == (refused || count > most || (count > 0 && !given)));
    PROMISE(integers == (w.refused ? 0 : count));
    return 0;
}
