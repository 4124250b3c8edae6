#include "prove.h"

#include "writer.h"

static void refuse_unbounded(ymr_writer *w, ymr_text text, size_t least, size_t most);

#include "writer.c"

static unsigned strings;

static void refuse_unbounded(ymr_writer *w, ymr_text text, size_t least, size_t most)
{
    (void)text, (void)least, (void)most;
    w->refused = w->refused || any_bool();
}

void ymr_put_bytes(ymr_writer *w, const char *bytes, size_t length)
{
    (void)w, (void)bytes, (void)length;
    PROMISE(false);
}

void ymr_put_key(ymr_writer *w, const char *key)
{
    PROMISE(__CPROVER_r_ok(key, 1));
    w->started = true;
}

void ymr_put_open(ymr_writer *w, char bracket)
{
    PROMISE(bracket == '[');
    w->started = false;
}

void ymr_put_close(ymr_writer *w, char bracket)
{
    PROMISE(bracket == ']');
    w->started = true;
}

void ymr_put_element(ymr_writer *w)
{
    w->started = true;
}

void ymr_put_string(ymr_writer *w, ymr_text text)
{
    (void)text;
    strings++;
    w->refused = w->refused || any_bool();
}

int main(void)
{
    ymr_text texts[ROOM]; /* of any value: what is done with one of them is not looked at here */
    const size_t count = any_size(), most = any_size();
    ymr_writer w = {NULL, 0, any_uint32(), any_bool(), any_bool()};
    const bool given = any_bool(), refused = w.refused || count > most || (count > 0 && !given);

    ASSUME(!given || count <= ROOM);
    ymr_put_member_texts(&w, "a", given ? texts + (ROOM - count) : NULL, count, most, any_size());
    PROMISE(w.refused || !refused);
    PROMISE(strings == (refused ? 0 : count));
    return 0;
}
