#include "call.h"

/* Statuses that mean something of their own to the caller, whatever the API's code. */
static const struct {
    uint16_t http;
    ymr_status status;
} meanings[] = {
    {401, YMR_E_UNAUTHORIZED},
    {404, YMR_E_NOT_FOUND},
    {420, YMR_E_LIMIT},
};

static ymr_status meaning_of(uint16_t http)
{
    for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++) {
        if (meanings[i].http == http) {
            return meanings[i].status;
        }
    }
    return YMR_E_HTTP_STATUS;
}

/*
 * Reads code and message, if the body is an answer of the API at all. Behind an HTTP error it need not say ERROR: the
 * description leaves the status of an error's answer as free as that of any other.
 */
static bool read_api_error(ymr_client *client)
{
    ymr_envelope envelope;
    ymr_document *document = &client->document;
    const ymr_workspace *space = &client->space;
    if (client->exchange.response.media == YMR_MEDIA_HTML ||
        ymr_json_parse(document, space->text, client->error_sink.length, space->tokens, space->token_count,
                       &client->report.fault) != YMR_OK ||
        ymr_decode(document, 0, &ymr_envelope_shape, &envelope, &client->report) != YMR_OK) {
        return false;
    }
    ymr_list_next(&envelope.errors, &ymr_api_error_shape, &client->outcome.api);
    return true;
}

/* Without a clock, the server's own Date says how far ahead its Until is. */
static int64_t wait_until_allowed(const ymr_response *response)
{
    const int64_t until = response->limit.until_unix_ms;
    const int64_t now = response->date_unix_ms;
    if (until < 0 || now < 0) {
        return -1;
    }
    return until > now ? until - now : 0;
}

ymr_status ymr_call_refused(ymr_client *client)
{
    const ymr_response *response = &client->exchange.response;
    const uint16_t http = response->status;
    const ymr_status meaning = meaning_of(http);
    const bool api = read_api_error(client);

    if (http == 420) {
        client->outcome.wait_ms = wait_until_allowed(response);
    }
    if (http < 400) {
        return YMR_E_REDIRECT;
    }
    if (api && meaning == YMR_E_HTTP_STATUS) {
        return YMR_E_API;
    }
    /* Others on the way answer 401 and 404, too. What was too long to be kept, and so to be read, may well be the API's. */
    const bool cut = response->media == YMR_MEDIA_JSON && client->error_sink.needed > client->error_sink.length;
    return api || cut || http == 420 ? meaning : YMR_E_HTTP_STATUS;
}
