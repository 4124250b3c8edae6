#include "client_members.h"

#include "client.c"

#include "client_model.h"

uint32_t ymr_budget_wait(ymr_budget *budget, const ymr_operation *of, uint32_t now_ms)
{
    PROMISE(budget != NULL && of == &operation);
    (void)now_ms;
    return any_uint32();
}

ymr_limit ymr_budget_limit(const ymr_budget *budget, const ymr_operation *of)
{
    PROMISE(budget != NULL && of == &operation);
    return (ymr_limit){any_int64(), any_int64(), any_int64()};
}

void ymr_budget_spend(ymr_budget *budget, const ymr_operation *of, uint32_t now_ms)
{
    PROMISE(budget != NULL && of == &operation);
    (void)now_ms;
}

ymr_status ymr_request_write(const ymr_request *request, char *out, size_t size, size_t *length)
{
    const ymr_status status = any_int();
    PROMISE(request == &client.request && (size == 0 || __CPROVER_w_ok(out, size)));
    *length = any_size();
    ASSUME(status <= YMR_OK && (status != YMR_OK || *length <= size) && *length <= UINT32_MAX);
    return status;
}

void ymr_collect_init(ymr_collect *collect, char *buffer, size_t size, bool cut)
{
    PROMISE(collect == &client.error_sink && buffer == client.space.text && size == client.space.text_size && cut);
}

void ymr_exchange_init(ymr_exchange *exchange, char *bytes, size_t size, size_t request_length, ymr_sink *sink,
                       ymr_sink *error)
{
    PROMISE(exchange == &client.exchange && request_length <= size && (size == 0 || __CPROVER_w_ok(bytes, size)));
    PROMISE(sink == &client.sink.collect.sink && error == &client.error_sink.sink);
}

bool ymr_reuse_take(ymr_client *of)
{
    PROMISE(of == &client);
    return any_bool();
}

static ymr_sink *any_prepare(ymr_client *of)
{
    PROMISE(of == &client);
    return &client.sink.collect.sink;
}

int main(void)
{
    static const ymr_transport_api api = {.close = any_close};
    static ymr_transport transport = {&api};
    static const ymr_job job = {.prepare = any_prepare, .finish = any_finish};
    static ymr_budget budget;

    cleared = &client;
    take_any_client(&transport);
    config.budget = any_bool() ? &budget : NULL;
    client.job = &job;
    ASSUME(client.state == BEGIN && client.outcome.attempts < UINT8_MAX);
    const uint8_t before = client.outcome.attempts;
    const ymr_status status = begin_try(&client);
    PROMISE(status != YMR_OK || client.state == SENDING || client.state == OPENING);
    PROMISE(status != YMR_OK || (client.outcome.attempts == before + 1 && client.outcome.http_status == 0));
    PROMISE(status != YMR_PENDING || client.state == WAITING);
    PROMISE(status >= YMR_OK || (client.state == IDLE && client.outcome.status == status));
    return 0;
}
