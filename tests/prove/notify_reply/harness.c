#include "prove.h"

#include "notify.c"

static void grow(ymr_writer *w)
{
    w->length += any_uint16();
}

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    grow(w);
}

void ymr_put_integer(ymr_writer *w, int64_t value)
{
    PROMISE(value >= 0);
    grow(w);
}

void ymr_put_open(ymr_writer *w, char bracket)
{
    PROMISE(bracket == '{');
    grow(w);
}

void ymr_put_close(ymr_writer *w, char bracket)
{
    PROMISE(bracket == '}');
    grow(w);
}

void ymr_put_key(ymr_writer *w, const char *key)
{
    PROMISE(__CPROVER_r_ok(key, 1));
    grow(w);
}

void ymr_put_member_text(ymr_writer *w, const char *key, ymr_text text)
{
    PROMISE(__CPROVER_r_ok(key, 1) && (text.length == 0 || __CPROVER_r_ok(text.bytes, text.length)));
    PROMISE(text.length == 0 || text.bytes[text.length - 1] != '\0');
    grow(w);
    w->refused = w->refused || any_bool();
}

int main(void)
{
    char buffer[ROOM], out[ROOM];
    const char *const text = any_string(buffer, sizeof buffer);
    const size_t size = any_size();
    const reply accepted = {.name = {"a", 1}, .time = text}, refused = {.type = text, .message = text};
    size_t length;

    ASSUME(size <= ROOM);
    const ymr_status status =
        write_reply(any_uint16(), any_bool() ? &accepted : &refused, out + (ROOM - size), size, &length);
    PROMISE(status != YMR_OK || length <= size);
    PROMISE(status != YMR_E_SPACE || length > size);
    PROMISE(status != YMR_E_ARGUMENT || length == 0);
    PROMISE(status == YMR_OK || status == YMR_E_SPACE || status == YMR_E_ARGUMENT);
    return 0;
}
