#include <string.h>

#include "apart.h"
#include "ymr/exchange.h"
#include "ymr/request.h"

void ymr_exchange_init(ymr_exchange *exchange, char *io, size_t size, size_t request_length, ymr_sink *sink,
                       ymr_sink *error)
{
    memset(exchange, 0, sizeof *exchange);
    ymr_response_init(&exchange->response);
    exchange->sink = sink;
    exchange->error_sink = error;
    exchange->io = io;
    exchange->io_size = size;
    exchange->to = request_length;
    exchange->sending = true;
}

ymr_text ymr_exchange_to_send(const ymr_exchange *exchange)
{
    const size_t left = exchange->sending ? exchange->to - exchange->from : 0;
    return (ymr_text){exchange->io + exchange->from, left};
}

static void end_sending(ymr_exchange *x)
{
    ymr_wipe(x->io, x->to);
    x->sending = false;
    x->from = 0;
    x->to = 0;
}

void ymr_exchange_sent(ymr_exchange *exchange, size_t length)
{
    exchange->from += length;
    exchange->sent_any = exchange->sent_any || length > 0;
    if (exchange->from == exchange->to) {
        end_sending(exchange);
    }
}

size_t ymr_exchange_room(const ymr_exchange *exchange, char **at)
{
    *at = exchange->io;
    return exchange->sending || exchange->from < exchange->to || exchange->body.length > 0
               ? 0
               : exchange->io_size;
}

/* A page for people, or a part where the whole was asked for: status 206 (RFC 9110, section 15.3.7). */
static bool is_foreign(const ymr_exchange *x)
{
    return x->response.media == YMR_MEDIA_HTML || (x->response.status == 206 && !x->ranged);
}

/* Bodies of errors are read too, but never by the sink that waits for a result. */
static ymr_status begin_sink(ymr_exchange *x)
{
    const bool good = x->response.status <= 299; /* interim answers have no body */
    if (good && is_foreign(x)) {
        return YMR_E_CONTENT;
    }
    x->begun = good ? x->sink : x->error_sink;
    const ymr_status status = x->begun->api->begin(x->begun, &x->response);
    x->sink_failed = status != YMR_OK;
    return status;
}

static YMR_APART ymr_status offer(ymr_exchange *x)
{
    size_t taken = 0;
    const ymr_status status = x->begun->api->take(x->begun, x->body.bytes, x->body.length, &taken);
    x->body.bytes += taken;
    x->body.length -= taken;
    return status;
}

/* Gives the sink what it has not taken yet. */
static ymr_status drain(ymr_exchange *x)
{
    while (x->body.length > 0) {
        ymr_status status = offer(x);
        if (status == YMR_PENDING && x->begun->api->give != NULL) {
            status = x->begun->api->give(x->begun);
        }
        if (status != YMR_OK) {
            x->held = status == YMR_PENDING;
            x->sink_failed = !x->held;
            return status;
        }
    }
    return YMR_OK;
}

static ymr_status end_sink(ymr_exchange *x)
{
    ymr_sink *sink = x->begun;
    x->ending = true;
    const ymr_status status = sink->api->end(sink, YMR_OK);
    x->held = status == YMR_PENDING;
    x->sink_failed = status < 0;
    if (!x->held) {
        x->begun = NULL;
    }
    return status;
}

/* Reads on up to the next stretch of body, which is the sink's to take. */
static YMR_APART ymr_status advance(ymr_exchange *x)
{
    size_t taken = 0;
    const ymr_status status =
        ymr_response_feed(&x->response, x->io + x->from, x->to - x->from, &taken, &x->body);
    x->from += taken;
    /* What is wrong behind the head comes second, also when both came at once. */
    if (x->begun == NULL && x->response.head_complete && status != YMR_E_ENCODING) {
        const ymr_status begun = begin_sink(x);
        if (begun != YMR_OK) {
            return begun;
        }
    }
    return status < 0 ? status : YMR_OK;
}

/* The sink is called from here, where the stack is not deep: it may decode, and call the caller. */
static ymr_status go_on(ymr_exchange *x)
{
    for (;;) {
        ymr_status status = drain(x);
        if (status != YMR_OK) {
            return status;
        }
        if (x->response.complete) {
            return end_sink(x);
        }
        if (x->from == x->to) {
            return YMR_PENDING;
        }
        status = advance(x);
        if (status != YMR_OK) {
            return status;
        }
    }
}

ymr_status ymr_exchange_received(ymr_exchange *exchange, size_t length)
{
    exchange->answered = exchange->answered || length > 0;
    if (length > 0) {
        exchange->from = 0;
        exchange->to = length;
    }
    exchange->held = false;
    return exchange->ending ? end_sink(exchange) : go_on(exchange);
}

ymr_status ymr_exchange_closed(ymr_exchange *exchange)
{
    const ymr_status status = ymr_response_closed(&exchange->response);
    return status == YMR_OK ? end_sink(exchange) : status;
}

void ymr_exchange_fail(ymr_exchange *exchange, ymr_status why)
{
    if (exchange->sending) {
        end_sending(exchange);
    }
    if (exchange->begun != NULL) {
        ymr_sink *sink = exchange->begun;
        exchange->begun = NULL;
        (void)sink->api->end(sink, why);
    }
}
