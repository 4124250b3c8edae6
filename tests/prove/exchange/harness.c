#include "prove.h"

#include "ymr/exchange.h"

static ymr_status drain(ymr_exchange *x);
static ymr_status advance(ymr_exchange *x);

#include "exchange.c"

#include "exchange_model.h"

static ymr_status drain(ymr_exchange *x)
{
    const size_t taken = any_size();
    const ymr_status status = any_answer(true);
    PROMISE(is_sound(x));
    ASSUME(taken <= x->body.length && (status != YMR_OK || taken == x->body.length));
    ASSUME(x->body.length > 0 || status == YMR_OK);
    x->body.bytes += taken;
    x->body.length -= taken;
    x->held = status == YMR_PENDING || (status == YMR_OK && x->held);
    return status;
}

/* Sound again, or an error. */
static ymr_status advance(ymr_exchange *x)
{
    const size_t taken = any_size(), length = any_size();
    const ymr_status status = any_answer(false);
    PROMISE(is_sound(x) && x->from < x->to && x->body.length == 0 && !x->response.complete && !x->held);
    ASSUME(taken > 0 && taken <= x->to - x->from);
    x->from += taken;
    ASSUME(length <= x->from);
    x->body = (ymr_text){x->io + (x->from - length), length};
    x->response.head_complete = x->response.head_complete || any_bool();
    x->response.complete = x->response.head_complete && any_bool();
    x->begun = !x->response.head_complete ? NULL : x->begun != NULL ? x->begun : &good_sink;
    ASSUME(length == 0 || x->response.head_complete);
    return status;
}

void ymr_response_init(ymr_response *response)
{
    *response = (ymr_response){0};
}

ymr_status ymr_response_closed(ymr_response *response)
{
    response->complete = response->head_complete && any_bool();
    return response->complete ? YMR_OK : YMR_E_CLOSED;
}

void ymr_wipe(void *memory, size_t length)
{
    PROMISE(__CPROVER_w_ok(memory, length));
}

static ymr_exchange x;

static void begin(void)
{
    const size_t size = any_size(), length = any_size();

    ASSUME(size <= sizeof io && length <= size);
    ymr_exchange_init(&x, io + (sizeof io - size), size, length, &good_sink, &error_sink);
    PROMISE(is_sound(&x) && x.sending);
}

static void send(void)
{
    const size_t sent = any_size();
    const ymr_text left = ymr_exchange_to_send(&x);

    PROMISE(left.length == 0 || __CPROVER_r_ok(left.bytes, left.length));
    ASSUME(x.sending && sent <= left.length);
    ymr_exchange_sent(&x, sent);
    PROMISE(is_sound(&x));
}

static void receive(void)
{
    const size_t received = any_size();
    char *at;
    const size_t room = ymr_exchange_room(&x, &at);

    PROMISE(room == 0 || __CPROVER_w_ok(at, room));
    ASSUME(!x.sending && received <= room);
    const bool closed = room > 0 && !x.held && any_bool();
    const ymr_status status = closed ? ymr_exchange_closed(&x) : ymr_exchange_received(&x, received);
    PROMISE(status != YMR_PENDING || is_sound(&x));
    PROMISE(status != YMR_OK || (x.begun == NULL && ends == 1));
    PROMISE(x.begun != NULL || ends <= 1);
}

static void fail(void)
{
    const bool begun = x.begun != NULL;

    ymr_exchange_fail(&x, YMR_E_CLOSED);
    PROMISE(x.begun == NULL && !x.sending && ends == begun);
    ymr_exchange_fail(&x, YMR_E_CLOSED);
    PROMISE(ends == begun);
}

int main(void)
{
    if (any_bool()) {
        begin();
        return 0;
    }
    take_any(&x);
    if (any_bool()) {
        send();
    } else if (any_bool()) {
        receive();
    } else {
        fail();
    }
    return 0;
}
