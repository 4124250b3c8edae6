#include "prove.h"

#include "splitter.c"

#include "splitter_model.h"

static ymr_splitter s;

static ymr_status any_answer(void)
{
    const ymr_status status = any_int();
    ASSUME(status <= YMR_PENDING);
    return status;
}

static ymr_status on_element(void *context, uint32_t index, char *text, size_t length)
{
    PROMISE(context == &s && index == s.index && s.element_needed == length);
    PROMISE(text == s.buffer + s.skeleton && length <= s.size - s.skeleton);
    PROMISE(length > 0 && __CPROVER_w_ok(text, length));
    return any_answer();
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    PROMISE(context == &s && what->index == s.index && what->needed == s.element_needed);
    PROMISE(what->id == s.picked[0] && what->order_id == s.picked[1] && s.element_needed > s.element_length);
    return any_answer();
}

int main(void)
{
    static const ymr_splitter_events events = {on_element, on_oversize};
    char buffer[ROOM], of_bytes[ROOM];
    const ymr_text bytes = any_text(of_bytes, sizeof of_bytes);
    input in = {bytes.bytes, bytes.bytes + bytes.length};

    s = any_splitter(buffer, sizeof buffer);
    s.events = &events;
    s.context = &s;
    ASSUME(bytes.length > 0 && s.held && s.index < UINT32_MAX);
    const ymr_splitter before = s;
    const input from = in;
    const ymr_status status = offer(&s, &in);
    PROMISE(is_sound(&s) && status <= YMR_PENDING);
    PROMISE(status != YMR_OK || (!s.held && s.index == before.index + 1 && goes_on(&s, &in, &before, &from)));
    PROMISE(status == YMR_OK || (s.held && in.at == from.at));
    return 0;
}
