#include "loose.h"

#include "writer.c"

#include "writer_model.h"

static void ids(ymr_writer *w)
{
    int64_t ids[ROOM];
    const size_t count = any_size(), most = any_size();
    ASSUME(count <= ROOM);
    const int64_t *const first = ids + (ROOM - count);
    if (any_bool()) {
        ymr_put_member_ids(w, "a", first, count, most);
        PROMISE(w->refused || count <= most);
    } else if (any_bool()) {
        ymr_put_parameter_ids(w, "a", first, count, most);
        PROMISE(w->refused || count <= most);
    } else {
        ymr_refuse_repeated_ids(w, first, count);
        PROMISE(w->refused || count < 2 || first[0] != first[count - 1]);
    }
}

static void texts(ymr_writer *w)
{
    char buffer[ROOM];
    const size_t count = any_size(), a = any_size(), b = any_size(), most = any_size();
    ASSUME(count <= 2 && a <= ROOM && b <= ROOM);
    const ymr_text texts[2] = {{buffer + (ROOM - a), a}, {buffer + (ROOM - b), b}};
    if (any_bool()) {
        ymr_put_member_texts(w, "a", texts + (2 - count), count, most, any_size());
        PROMISE(w->refused || count <= most);
    } else {
        ymr_refuse_repeated_texts(w, texts + (2 - count), count);
    }
}

int main(void)
{
    const ymr_names names = {"A\0", 1};
    char out[ROOM];
    ymr_writer w = any_writer(out, sizeof out);

    switch (any_byte()) {
    case 0:
        ids(&w);
        break;
    case 1:
        texts(&w);
        break;
    case 2:
        ymr_put_member_set(&w, "a", &names, any_uint32());
        break;
    default:
        ymr_put_parameter_set(&w, "a", &names, any_uint32());
        break;
    }
    return 0;
}
