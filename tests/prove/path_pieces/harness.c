#include "prove.h"

/* Both places must be there in full; the path may hold anything before, so it need not be kept what is put there. */
static void *checked(void *to, const void *from, size_t length)
{
    PROMISE(length == 0 || __CPROVER_r_ok(from, length));
    PROMISE(length == 0 || __CPROVER_w_ok(to, length));
    return to;
}

#define memcpy checked
#define memmove checked
#include "path.c"

int main(void)
{
    char path[YMR_MAX_PATH], buffer[ROOM];
    const size_t length = any_size();
    writer w = {path, any_size(), any_bool()};

    ASSUME(w.at <= YMR_MAX_PATH - 1 && length <= ROOM);
    const size_t before = w.at;
    if (any_bool()) {
        put_key(&w, buffer + (ROOM - length), length);
        PROMISE(w.at <= before);
    } else if (any_bool()) {
        put_index(&w, any_uint32());
        PROMISE(w.at <= before);
    } else {
        finish(&w);
        PROMISE(w.at <= YMR_MAX_PATH - 1);
    }
    return 0;
}
