/* An exchange in any state that is sound, and two sinks that answer what a sink may; to be included behind the source. */
#ifndef YMR_PROVE_EXCHANGE_MODEL_H
#define YMR_PROVE_EXCHANGE_MODEL_H

static unsigned ends; /* how often a sink was ended */

/* OK, an error, or, where a sink may pause, that. */
static ymr_status any_answer(bool may_pause)
{
    const ymr_status status = any_int();
    ASSUME(status <= YMR_OK || (may_pause && status == YMR_PENDING));
    return status;
}

static ymr_status any_begin(ymr_sink *sink, const ymr_response *head)
{
    PROMISE(sink != NULL && head->head_complete);
    return any_answer(false);
}

static bool again; /* the sink has been offered bytes before */

/* What is taken is some of it unless the sink pauses at once or refuses: else it would be asked for ever. */
static ymr_status any_take(ymr_sink *sink, const char *bytes, size_t length, size_t *taken)
{
    const ymr_status status = any_answer(true);
    PROMISE(sink != NULL && length > 0 && __CPROVER_r_ok(bytes, length));
    *taken = any_size();
    ASSUME(*taken <= length && (status < YMR_OK || (status == YMR_PENDING && !again) || *taken > 0));
    again = true;
    return status;
}

static ymr_status any_give(ymr_sink *sink)
{
    PROMISE(sink != NULL);
    return any_answer(true);
}

static ymr_status any_end(ymr_sink *sink, ymr_status outcome)
{
    PROMISE(sink != NULL);
    (void)outcome;
    ends++;
    return any_answer(true);
}

static const ymr_sink_api any_api = {any_begin, any_take, any_give, any_end};
static const ymr_sink_api plain_api = {any_begin, any_take, NULL, any_end};
static ymr_sink good_sink = {&any_api};
static ymr_sink error_sink = {&plain_api};
static char io[ROOM];

static inline bool is_sound(const ymr_exchange *x)
{
    const ymr_response *r = &x->response;
    return x->from <= x->to && x->to <= x->io_size &&
           (x->body.length == 0 || (x->begun != NULL && __CPROVER_r_ok(x->body.bytes, x->body.length))) &&
           (x->sending ? !r->head_complete && x->body.length == 0 : true) &&
           (r->head_complete ? x->begun != NULL : !r->complete && x->begun == NULL) &&
           (!x->ending || (r->complete && x->body.length == 0));
}

/* The stretch of body is what was read last. */
static inline void take_any(ymr_exchange *x)
{
    const size_t length = any_size();
    x->io_size = any_size();
    ASSUME(x->io_size > 0 && x->io_size <= sizeof io);
    x->io = io + (sizeof io - x->io_size);
    x->from = any_size();
    x->to = any_size();
    ASSUME(x->from <= x->to && x->to <= x->io_size && length <= x->from);
    x->body = (ymr_text){x->io + (x->from - length), length};
    x->sink = &good_sink;
    x->error_sink = &error_sink;
    x->begun = any_bool() ? NULL : any_bool() ? &good_sink : &error_sink;
    x->sending = any_bool();
    x->ending = any_bool();
    x->held = any_bool();
    x->ranged = any_bool();
    x->response.head_complete = any_bool();
    x->response.complete = any_bool();
    x->response.status = any_uint16();
    x->response.media = any_byte();
    ASSUME(is_sound(x));
}

#endif
