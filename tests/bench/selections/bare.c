/* HTTP request and response, JSON, one return and a photo, without a client: the caller moves the bytes and watches the clock. */
#include "given.h"
#include "ymr/envelope.h"

static ymr_exchange exchange;
static ymr_collect answer;
static ymr_stream photo;
static ymr_document document;
static ymr_return found;
static ymr_api_error refusal;

static ymr_status take(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = chunk->length;
    return YMR_OK;
}

static ymr_status carry(const ymr_operation *operation, ymr_sink *sink)
{
    const ymr_request what = {.operation = operation, .endpoint = &given.endpoint, .order_id = given.order,
                              .return_id = given.id, .item_id = given.item, .hash = given.hash};
    size_t length = 0;
    ymr_status status = ymr_request_write(&what, given.io, sizeof given.io, &length);
    ymr_exchange_init(&exchange, given.io, sizeof given.io, length, sink, &answer.sink);
    while (status == YMR_OK && ymr_exchange_to_send(&exchange).length > 0) {
        ymr_exchange_sent(&exchange, given.length);
    }
    status = YMR_PENDING;
    while (status == YMR_PENDING) {
        char *at;
        status = ymr_exchange_room(&exchange, &at) > 0 ? ymr_exchange_received(&exchange, given.length)
                                                       : ymr_exchange_closed(&exchange);
    }
    ymr_exchange_fail(&exchange, status);
    return status;
}

int main(void)
{
    ymr_report report = {.warn = NULL};
    ymr_collect_init(&answer, given.text, sizeof given.text, false);
    ymr_stream_init(&photo, take, NULL, YMR_MAX_PHOTO, YMR_CONTENT_PHOTO);
    ymr_status status = carry(&ymr_operation_get_return, &answer.sink);
    if (status == YMR_OK) {
        status = ymr_json_parse(&document, given.text, given.length, given.tokens, 500, &report.fault);
    }
    if (status == YMR_OK) {
        status = ymr_envelope_open(&document, &ymr_return_shape, &found, &refusal, &report);
    }
    return status == YMR_OK ? carry(&ymr_operation_get_return_photo, &photo.sink) : status;
}
