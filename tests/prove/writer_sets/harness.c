#include "prove.h"

#include "writer.c"

static uint32_t asked;

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

const char *ymr_enum_name(const ymr_names *names, int value)
{
    PROMISE(value >= 0 && value < 32 && (asked >> value & 1) == 0);
    asked |= UINT32_C(1) << value;
    return value < 2 || value - 2 >= names->count ? NULL : names->names;
}

int main(void)
{
    const ymr_names names = {"A\0", 1};
    const uint32_t mask = any_uint32();
    ymr_writer w = {NULL, 0, any_uint32(), any_bool(), any_bool()};
    const bool refused = w.refused;

    if (any_bool()) {
        ymr_put_member_set(&w, "a", &names, mask);
    } else {
        ymr_put_parameter_set(&w, "a", &names, mask);
    }
    PROMISE(asked == mask);
    PROMISE(w.refused == (refused || (mask & ~UINT32_C(4)) != 0));
    return 0;
}
