#include "loose.h"

#include "writer.c"

#include "writer_model.h"

int main(void)
{
    char buffer[ROOM], out[ROOM];
    int64_t ids[ROOM];
    const ymr_names names = {"A\0", 1};
    const size_t count = any_size(), most = any_size(), few = any_size();
    const int64_t *const last = ids + (ROOM - count);
    const ymr_text texts[2] = {any_text(buffer, sizeof buffer), any_text(buffer, sizeof buffer)};
    ymr_writer w = any_writer(out, sizeof out);

    ASSUME(count <= ROOM && few <= 2);
    ymr_put_member_ids(&w, "a", last, count, most);
    PROMISE(w.refused || count <= most);
    ymr_put_parameter_ids(&w, "a", last, count, most);
    ymr_refuse_repeated_ids(&w, last, count);
    ymr_put_member_texts(&w, "a", texts + (2 - few), few, most, any_size());
    ymr_refuse_repeated_texts(&w, texts + (2 - few), few);
    ymr_put_member_set(&w, "a", &names, any_uint32());
    ymr_put_parameter_set(&w, "a", &names, any_uint32());
    return 0;
}
