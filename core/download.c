#include "call.h"
#include "ymr/url.h"

static ymr_sink *prepare_file(ymr_client *client)
{
    return ymr_call_stream(client, client->sink.stream.limit, YMR_CONTENT_ANY);
}

static const ymr_job file_job = {.prepare = prepare_file, .finish = ymr_call_finish_file};

ymr_status ymr_start_download(ymr_client *client, const ymr_url *url, uint64_t limit, ymr_chunk_taker *taker,
                              void *context)
{
    /* A transport without TLS would carry anything, in the clear. */
    if (url->endpoint.tls != client->config->endpoint.tls) {
        return YMR_E_ARGUMENT;
    }
    const ymr_status status = ymr_call_file(client, &file_job, &ymr_operation_download, taker, context);
    if (status == YMR_OK) {
        client->request.endpoint = &url->endpoint;
        client->request.target = url->target;
        client->sink.stream.limit = limit;
    }
    return status;
}

ymr_status ymr_download(ymr_client *client, const ymr_url *url, uint64_t limit, ymr_chunk_taker *taker,
                        void *context)
{
    const ymr_status status = ymr_start_download(client, url, limit, taker, context);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
