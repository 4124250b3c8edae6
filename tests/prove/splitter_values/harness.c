#include "prove.h"

#include "ymr/splitter.h"

static ymr_status keep(ymr_splitter *s, const char *bytes, size_t length);

#include "splitter.c"

#include "splitter_keep_model.h"

static ymr_status take_next_byte(ymr_splitter *s, input *in)
{
    switch (s->state) {
    case VALUE:
        return take_value(s, in);
    case FIRST_ELEMENT:
        return take_first_element(s, in);
    case FIRST_KEY:
        return take_first_key(s, in);
    case KEY:
        return take_key(s, in);
    case COLON:
        return take_colon(s, in);
    case NEXT:
        return take_next(s, in);
    default:
        return take_done(s, in);
    }
}

int main(void)
{
    char buffer[ROOM];
    const char byte[1] = {any_char()};
    ymr_splitter s = any_splitter(buffer, sizeof buffer);
    input in = {byte, byte + sizeof byte};

    ASSUME(!s.held && s.state != STRING && s.state != PRIMITIVE);
    const ymr_splitter before = s;
    const input from = in;
    const ymr_status status = take_next_byte(&s, &in);
    PROMISE(status <= YMR_OK && in.at >= byte && in.at <= in.end);
    if (status == YMR_OK) {
        PROMISE(is_sound(&s) && goes_on(&s, &in, &before, &from));
        PROMISE(s.state != PRIMITIVE || begins_primitive(*in.at));
        PROMISE(s.depth + 1u >= before.depth && s.depth <= before.depth + 1u);
    }
    return 0;
}
