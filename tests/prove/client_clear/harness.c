#include "client_members.h"

#include "client.c"

#include "client_model.h"

static void begin(const ymr_job *job)
{
    const uint8_t before = client.state;
    const ymr_status status = ymr_call_start(&client, job, &operation);

    PROMISE(status == (before == IDLE ? YMR_OK : YMR_E_BUSY));
    PROMISE(status != YMR_OK || (client.state == BEGIN && client.request.operation == &operation));
    PROMISE(status != YMR_OK || client.outcome.status == YMR_OK);
    PROMISE(status != YMR_OK || operation.id == YMR_DOWNLOAD || client.request.api_key == config.api_key);
    PROMISE(status != YMR_OK || operation.id != YMR_DOWNLOAD || client.request.api_key == NULL);
    PROMISE(ymr_call_ids(&client, status, 1, 2) == status);
}

int main(void)
{
    static ymr_transport transport;
    static const ymr_job job = {.finish = any_finish, .explain = any_explain}, silent = {.finish = any_finish};
    const ymr_request request = {.operation = &operation};

    cleared = &client;
    take_any_client(any_bool() ? &transport : NULL);
    client.job = any_bool() ? &job : &silent;
    switch (any_byte()) {
    case 0: {
        const ymr_status status = ymr_client_init(&client, &config);
        PROMISE(status == YMR_E_ARGUMENT || (status == YMR_OK && client.state == IDLE && client.config == &config));
        PROMISE(status != YMR_OK || (config.transport != NULL && config.workspace.io_size >= YMR_IO_MIN));
        break;
    }
    case 1:
        begin(&job);
        break;
    case 2:
        ymr_call_ask(&client, &request);
        PROMISE(operation.id == YMR_DOWNLOAD || client.request.endpoint == &config.endpoint);
        break;
    default: {
        const ymr_status status = any_int();
        ASSUME(status < YMR_OK);
        const ymr_status before = client.report.fault.status;
        note_fault(&client, status);
        PROMISE(client.report.fault.status == (before == status ? status : YMR_OK));
        break;
    }
    }
    return 0;
}
