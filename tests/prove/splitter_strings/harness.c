#include "prove.h"

#include "ymr/splitter.h"

static ymr_status keep(ymr_splitter *s, const char *bytes, size_t length);
static void match_key(ymr_splitter *s, const char *bytes, size_t length);
static void end_key(ymr_splitter *s);

#include "splitter.c"

#include "splitter_keep_model.h"

static void match_key(ymr_splitter *s, const char *bytes, size_t length)
{
    PROMISE(s->in_key && (length == 0 || __CPROVER_r_ok(bytes, length)));
    s->match[0] = any_byte();
    s->match[1] = any_byte();
}

static void end_key(ymr_splitter *s)
{
    PROMISE(s->in_key);
    s->in_key = false;
    s->sought = any_byte();
    ASSUME(s->sought == NOT_SOUGHT || s->sought == (s->in_element ? PICKED + any_bool() : ON_PATH));
}

int main(void)
{
    char buffer[ROOM], of_bytes[ROOM];
    ymr_splitter s = any_splitter(buffer, sizeof buffer);
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);
    input in = {bytes.bytes, bytes.bytes + bytes.length};

    ASSUME(bytes.length > 0 && !s.held && s.state == STRING);
    const ymr_splitter before = s;
    const input from = in;
    const ymr_status status = take_string(&s, &in);
    PROMISE(status <= YMR_OK && in.at >= bytes.bytes && in.at <= in.end);
    if (status == YMR_OK) {
        PROMISE(is_sound(&s) && goes_on(&s, &in, &before, &from));
        PROMISE(!s.held || (in.at < in.end && *in.at == '"'));
    }
    return 0;
}
