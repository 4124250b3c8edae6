#include "prove.h"

#include "ymr/splitter.h"

typedef struct input input;
static ymr_status take_some(ymr_splitter *s, input *in);
static ymr_status offer(ymr_splitter *s, input *in);

#include "splitter.c"

ymr_splitter nondet_splitter(void);

static unsigned steps_left = 3; /* that may still take no byte */

static ymr_status goes_on(ymr_splitter *s, input *in)
{
    const uint8_t step = any_byte(), left = any_byte();
    PROMISE(in->at < in->end);
    ASSUME(step <= in->end - in->at && left <= 3 && (step > 0 || left < steps_left));
    in->at += step;
    steps_left = left;
    s->held = any_bool();
    return YMR_OK;
}

static ymr_status take_some(ymr_splitter *s, input *in)
{
    const uint8_t step = any_byte();
    PROMISE(!s->held && in->at < in->end);
    if (any_bool()) {
        ASSUME(step <= in->end - in->at);
        in->at += step;
        return YMR_E_SYNTAX;
    }
    return goes_on(s, in);
}

static ymr_status offer(ymr_splitter *s, input *in)
{
    PROMISE(s->held);
    return any_bool() ? YMR_PENDING : any_bool() ? YMR_E_IO : goes_on(s, in);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text bytes = any_text_at_end(buffer, sizeof buffer);
    ymr_splitter s = nondet_splitter();
    size_t taken;

    s.held = any_bool();
    ASSUME(s.total <= YMR_MAX_JSON && s.error <= YMR_OK);
    const ymr_splitter before = s;
    const ymr_status status = ymr_splitter_take(&s, bytes.bytes, bytes.length, &taken);
    PROMISE(taken <= bytes.length && (status != YMR_OK || taken == bytes.length));
    PROMISE(s.total == before.total + taken && s.total <= YMR_MAX_JSON);
    PROMISE(before.error == YMR_OK ? s.error == (status < 0 ? status : YMR_OK) : status == before.error && taken == 0);
    PROMISE(ymr_splitter_end(&s) <= YMR_OK);
    return 0;
}
