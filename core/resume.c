#include <string.h>

#include "call.h"

/*
 * A stream that broke off goes on where it stopped, if the server can say that what follows is of the same body: by a
 * strong ETag (If-Range), or by the length of the whole. If it cannot, or answers with the whole, the body starts over and
 * the taker sees offset 0 again; two parts are never put together on trust.
 */

/* First bytes that are compared with Content-Type: what broke off in them starts over. */
enum { FIRST_BYTES = 8 };

/* The ETag lies in the answer that the next one overwrites: it moves to the end of the text buffer. */
static void keep_validator(ymr_client *client)
{
    const ymr_workspace *whole = &client->config->workspace;
    const char *etag = client->exchange.response.etag;
    const size_t length = strlen(etag);

    client->space.text_size = whole->text_size;
    client->request.validator = (ymr_text){NULL, 0};
    if (length > 0 && length < whole->text_size / 2) {
        client->space.text_size -= length;
        memcpy(whole->text + client->space.text_size, etag, length);
        client->request.validator = (ymr_text){whole->text + client->space.text_size, length};
    }
}

static bool can_go_on(const ymr_client *client)
{
    const ymr_stream *stream = &client->sink.stream;
    const bool refused = client->exchange.response.head_complete && client->exchange.response.status == 416;
    return stream->offset >= FIRST_BYTES && !refused &&
           (stream->total_known || client->request.validator.bytes != NULL);
}

ymr_sink *ymr_call_stream(ymr_client *client, uint64_t limit, ymr_content content)
{
    ymr_stream *stream = &client->sink.stream;
    const ymr_response *before = &client->exchange.response;
    const bool first = client->outcome.attempts == 0;

    if (!first && before->head_complete && before->status == 200) {
        keep_validator(client);
    }
    client->request.from_byte = !first && can_go_on(client) ? stream->offset : 0;
    if (client->request.from_byte == 0) {
        ymr_stream_init(stream, stream->taker, stream->context, limit, content);
    }
    return &stream->sink;
}
