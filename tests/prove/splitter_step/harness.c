#include "prove.h"

#include "ymr/splitter.h"

typedef struct input input;
static ymr_status take_value(ymr_splitter *s, input *in);
static ymr_status take_first_element(ymr_splitter *s, input *in);
static ymr_status take_first_key(ymr_splitter *s, input *in);
static ymr_status take_key(ymr_splitter *s, input *in);
static ymr_status take_colon(ymr_splitter *s, input *in);
static ymr_status take_next(ymr_splitter *s, input *in);
static ymr_status take_done(ymr_splitter *s, input *in);
static ymr_status take_string(ymr_splitter *s, input *in);
static ymr_status take_primitive(ymr_splitter *s, input *in);

#include "splitter.c"

#include "splitter_model.h"

static unsigned taken_by;

static ymr_status taken_in(state state, ymr_splitter *s, input *in)
{
    const size_t step = any_size();
    PROMISE(s->state == state && is_sound(s) && in->at < in->end && !s->held);
    ASSUME(step <= (size_t)(in->end - in->at));
    taken_by++;
    in->at += step;
    return any_bool() ? YMR_OK : YMR_E_SYNTAX;
}

static ymr_status take_value(ymr_splitter *s, input *in)
{
    return taken_in(VALUE, s, in);
}

static ymr_status take_first_element(ymr_splitter *s, input *in)
{
    return taken_in(FIRST_ELEMENT, s, in);
}

static ymr_status take_first_key(ymr_splitter *s, input *in)
{
    return taken_in(FIRST_KEY, s, in);
}

static ymr_status take_key(ymr_splitter *s, input *in)
{
    return taken_in(KEY, s, in);
}

static ymr_status take_colon(ymr_splitter *s, input *in)
{
    return taken_in(COLON, s, in);
}

static ymr_status take_next(ymr_splitter *s, input *in)
{
    return taken_in(NEXT, s, in);
}

static ymr_status take_done(ymr_splitter *s, input *in)
{
    return taken_in(DONE, s, in);
}

static ymr_status take_string(ymr_splitter *s, input *in)
{
    return taken_in(STRING, s, in);
}

static ymr_status take_primitive(ymr_splitter *s, input *in)
{
    return taken_in(PRIMITIVE, s, in);
}

int main(void)
{
    char buffer[ROOM], of_bytes[ROOM];
    ymr_splitter s = any_splitter(buffer, sizeof buffer);
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);
    input in = {bytes.bytes, bytes.bytes + bytes.length};

    ASSUME(bytes.length > 0 && !s.held);
    const ymr_status status = take_some(&s, &in);
    PROMISE(in.at <= in.end && is_sound(&s));
    PROMISE(taken_by == 1 || (taken_by == 0 && status == YMR_OK && in.at == bytes.bytes + 1 && is_blank(*bytes.bytes)));
    return 0;
}
