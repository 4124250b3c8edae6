#include "loose.h"

#include "resume.c"

ymr_client nondet_client(void);

void ymr_stream_init(ymr_stream *stream, ymr_chunk_taker *taker, void *context, uint64_t limit, ymr_content content)
{
    (void)taker;
    (void)context;
    (void)content;
    stream->offset = 0;
    stream->limit = limit;
}

enum { TEXT = 64 };

int main(void)
{
    static ymr_config config;
    static ymr_client client;
    char text[TEXT];

    client = nondet_client();
    config.workspace.text_size = any_size();
    config.workspace.text = placed(text, sizeof text, config.workspace.text_size);
    client.config = &config;
    client.exchange.response.etag[YMR_MAX_ETAG - 1] = '\0';
    client.request.validator = (ymr_text){NULL, 0};
    (void)ymr_call_stream(&client, any_uint64(), YMR_CONTENT_ANY);
    const ymr_text validator = client.request.validator;
    PROMISE(validator.bytes == NULL || validator.bytes + validator.length == config.workspace.text +
                                                                                  config.workspace.text_size);
    PROMISE(client.request.from_byte == 0 || client.sink.stream.total_known || validator.bytes != NULL);
    return 0;
}
