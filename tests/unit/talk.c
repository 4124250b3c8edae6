#include "talk.h"

#include <stdio.h>

#include "check.h"

static talk *talk_of(ymr_transport *transport)
{
    return (talk *)(void *)transport;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    talk *t = talk_of(transport);
    const char *body = t->bodies[t->opens < t->count ? t->opens : t->count - 1];

    t->opens++;
    t->endpoint = *endpoint;
    snprintf(t->host, sizeof t->host, "%s", endpoint->host);
    t->endpoint.host = t->host;
    t->request_length = 0;
    t->given = 0;
    t->answer_length =
        (size_t)snprintf(t->answer, sizeof t->answer,
                         "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                         t->status, strlen(body), body);
    CHECK(t->answer_length < sizeof t->answer, "the answer fits");
    return YMR_OK;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    talk *t = talk_of(transport);

    if (t->breaks_after != 0 && t->request_length >= t->breaks_after) {
        return YMR_E_RESET;
    }
    *sent = t->breaks_after != 0 && t->breaks_after - t->request_length < length
                ? t->breaks_after - t->request_length
                : length;
    if (!CHECK(t->request_length + *sent < sizeof t->request, "the request fits")) {
        return YMR_E_IO;
    }
    memcpy(t->request + t->request_length, bytes, *sent);
    t->request_length += *sent;
    t->request[t->request_length] = '\0';
    return YMR_OK;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    talk *t = talk_of(transport);
    const size_t left = t->answer_length - t->given;

    *received = left < room ? left : room;
    memcpy(bytes, t->answer + t->given, *received);
    t->given += *received;
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    (void)transport;
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    (void)transport;
    (void)interest;
    (void)timeout;
}

static uint32_t ticks(void *context)
{
    (void)context;
    return 0;
}

void talk_begin(talk *t, const char *const *bodies, size_t count)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};

    memset(t, 0, sizeof *t);
    t->transport.api = &api;
    t->bodies = bodies;
    t->count = count;
    t->status = "200 OK";
    t->config.transport = &t->transport;
    t->config.platform.ticks_ms = ticks;
    t->config.endpoint = (ymr_endpoint){"api.example", 443, true};
    t->config.api_key = TALK_KEY;
    t->config.campaign_id = 7;
    t->config.business_id = 5;
    t->config.policy.attempts = 1;
    t->config.workspace =
        (ymr_workspace){t->io, sizeof t->io, t->text, sizeof t->text, t->tokens, COUNT_OF(t->tokens)};
    CHECK_STATUS(YMR_OK, ymr_client_init(&t->client, &t->config), "the client");
}

const char *talk_line(talk *t)
{
    static char line[TALK_SIZE];
    const char *end = strstr(t->request, "\r\n");

    snprintf(line, sizeof line, "%.*s", end != NULL ? (int)(end - t->request) : 0, t->request);
    return line;
}

const char *talk_body(const talk *t)
{
    const char *blank = strstr(t->request, "\r\n\r\n");
    return blank != NULL ? blank + 4 : "";
}
