#include <string.h>

#include "call.h"

static void note_fault(ymr_client *client, ymr_status status);
static uint32_t backoff(const ymr_client *client);

#include "client.c"

#include "client_model.h"

static void note_fault(ymr_client *of, ymr_status status)
{
    PROMISE(of == &client && status < YMR_OK);
}

static uint32_t backoff(const ymr_client *of)
{
    PROMISE(of == &client);
    return any_uint32();
}

static size_t left; /* of the request, to be sent */

ymr_text ymr_exchange_to_send(const ymr_exchange *exchange)
{
    (void)exchange;
    return (ymr_text){io + (sizeof io - left), left};
}

void ymr_exchange_sent(ymr_exchange *exchange, size_t length)
{
    PROMISE(exchange == &client.exchange && length <= left);
    exchange->sent_any = exchange->sent_any || length > 0;
}

size_t ymr_exchange_room(const ymr_exchange *exchange, char **at)
{
    (void)exchange;
    *at = io + (sizeof io - left);
    return left;
}

static ymr_status any_progress(ymr_exchange *exchange)
{
    const ymr_status status = any_int();
    PROMISE(exchange == &client.exchange);
    ASSUME(status <= YMR_OK || status == YMR_PENDING);
    exchange->held = status == YMR_PENDING && any_bool();
    exchange->response.head_complete = status == YMR_OK || any_bool();
    exchange->response.received = any_uint64() >> 1;
    exchange->sink_failed = any_bool();
    ASSUME(status != YMR_E_LIMIT || exchange->sink_failed);
    return status;
}

ymr_status ymr_exchange_received(ymr_exchange *exchange, size_t length)
{
    PROMISE(length <= left);
    return any_progress(exchange);
}

ymr_status ymr_exchange_closed(ymr_exchange *exchange)
{
    return any_progress(exchange);
}

void ymr_exchange_fail(ymr_exchange *exchange, ymr_status why)
{
    PROMISE(exchange == &client.exchange && why < YMR_OK);
}

void ymr_budget_return(ymr_budget *budget, const ymr_operation *of)
{
    PROMISE(budget != NULL && of == &operation);
}

void ymr_budget_note(ymr_budget *budget, const ymr_operation *of, const ymr_response *response, uint32_t now_ms)
{
    PROMISE(budget != NULL && of == &operation && response->head_complete);
    (void)now_ms;
}

void ymr_reuse_keep(ymr_client *of)
{
    PROMISE(of == &client);
}

bool ymr_reuse_was_stale(const ymr_client *of, ymr_status status)
{
    PROMISE(of == &client && status < YMR_OK);
    return any_bool();
}

ymr_status ymr_call_refused(ymr_client *of)
{
    const ymr_status status = any_int();
    PROMISE(of == &client);
    ASSUME(status < YMR_OK && (status != YMR_E_LIMIT || client.outcome.http_status == 420));
    client.outcome.wait_ms = any_int64();
    ASSUME(client.outcome.wait_ms >= -1 && client.outcome.wait_ms < INT64_C(1) << 47);
    return status;
}

static ymr_status any_said(void)
{
    const ymr_status status = any_int();
    ASSUME((status <= YMR_OK && status != YMR_E_LIMIT) || status == YMR_PENDING);
    return status;
}

static ymr_status any_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    PROMISE(transport == config.transport);
    (void)endpoint;
    return any_said();
}

static ymr_status any_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    PROMISE(transport == config.transport && (length == 0 || __CPROVER_r_ok(bytes, length)));
    *sent = any_size();
    ASSUME(*sent <= length);
    return any_said();
}

static ymr_status any_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    PROMISE(transport == config.transport && room > 0 && __CPROVER_w_ok(bytes, room));
    *received = any_size();
    ASSUME(*received <= room);
    return any_said();
}

static int32_t any_detail(const ymr_transport *transport)
{
    PROMISE(transport == config.transport);
    return any_int();
}

static ymr_status any_end(ymr_client *of)
{
    const ymr_status status = any_finish(of);
    ASSUME(status != YMR_E_LIMIT);
    return status;
}

static ymr_status make_one(void)
{
    switch (client.state) {
    case OPENING:
        return open_transport(&client);
    case SENDING:
        return send_request(&client);
    case RECEIVING:
        return receive_answer(&client);
    case COMPLETE:
        ASSUME(client.exchange.response.head_complete);
        return complete_try(&client);
    default:
        return wait_for_try(&client);
    }
}

int main(void)
{
    static const ymr_transport_api api = {any_open, any_send, any_receive, any_close, NULL, any_detail};
    static ymr_transport transport = {&api};
    static const ymr_job job = {.finish = any_end};
    static ymr_budget budget;

    take_any_client(&transport);
    config.budget = any_bool() ? &budget : NULL;
    client.job = &job;
    left = any_size();
    ASSUME(left <= sizeof io && client.exchange.to <= sizeof io);
    ASSUME(client.state > BEGIN && client.outcome.attempts > 0 && (config.budget != NULL || !client.counted));
    ASSUME(client.outcome.wait_ms >= -1 && client.outcome.wait_ms < INT64_C(1) << 47);
    ASSUME(client.exchange.response.received <= INT64_MAX);
    const uint8_t before = client.state;
    const ymr_status status = make_one();
    PROMISE(status == YMR_OK || status == YMR_PENDING || client.state == before || client.state == IDLE);
    PROMISE(client.state != IDLE || client.outcome.status == status);
    PROMISE(client.state <= WAITING);
    if (status < YMR_OK && client.state == before) {
        const ymr_status failed = fail_try(&client, status);
        PROMISE(failed == YMR_OK ? client.state == BEGIN || client.state == WAITING : client.state == IDLE);
        PROMISE(client.state != IDLE || client.outcome.status == failed);
    }
    return 0;
}
