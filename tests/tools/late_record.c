/*
 * A decision over TLS while the network takes nothing: the record with the request waits, the try is given
 * up, and just then the network takes again. What waited must not leave any more, for the next try sends the
 * decision itself.
 *
 *   late_record URL CA KEY CAMPAIGN ORDER RETURN ITEM
 */
#include <stdio.h>
#include <stdlib.h>

#include "port/mbedtls/ymr_tls.h"
#include "port/posix/ymr_posix.h"
#include "ymr/decisions.h"

/* Nothing in a handshake that the client sends is as long as the request. */
enum { REQUEST_MIN = 300, IDLE_MS = 200 };

/* A way through TCP that is closed once, when the first request comes. */
typedef struct valve {
    ymr_transport transport;
    ymr_posix_tcp below;
    bool was_closed;
} valve;

static valve *valve_of(ymr_transport *transport)
{
    return (valve *)(void *)transport;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    ymr_transport *below = &valve_of(transport)->below.transport;
    return below->api->open(below, endpoint);
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    valve *v = valve_of(transport);
    if (!v->was_closed && length >= REQUEST_MIN) {
        v->was_closed = true;
        *sent = 0;
        return YMR_PENDING;
    }
    return v->below.transport.api->send(&v->below.transport, bytes, length, sent);
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    ymr_transport *below = &valve_of(transport)->below.transport;
    return below->api->receive(below, bytes, room, received);
}

static void on_close(ymr_transport *transport)
{
    ymr_transport *below = &valve_of(transport)->below.transport;
    below->api->close(below);
}

/* The socket itself could be written to all the time; the valve could not. */
static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    ymr_transport *below = &valve_of(transport)->below.transport;
    below->api->wait(below, interest == YMR_WAIT_WRITE ? 0 : interest, timeout_ms);
}

static valve way;
static ymr_posix_bundle bundle;
static ymr_tls tls;
static unsigned char pool[128 * 1024];
static char host[YMR_MAX_HOST];
static char io[4096];
static char text[8192];
static ymr_token tokens[500];
static ymr_config config;
static ymr_client client;

static ymr_status set_up(char **words)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};
    ymr_status status = ymr_endpoint_parse(words[1], host, &config.endpoint);

    ymr_posix_tcp_init(&way.below);
    way.transport.api = &api;
    ymr_tls_pool_init(pool, sizeof pool);
    if (status == YMR_OK) {
        status = ymr_posix_bundle_init(&bundle, words[2]);
    }
    if (status == YMR_OK) {
        status = ymr_tls_init(&tls, &way.transport,
                              &(ymr_tls_config){.anchors = &bundle.anchors,
                                                .random = ymr_posix_random,
                                                .clock = ymr_posix_clock()});
    }
    config.transport = &tls.transport;
    config.platform = ymr_posix_platform();
    config.api_key = words[3];
    config.campaign_id = strtoll(words[4], NULL, 10);
    config.workspace =
        (ymr_workspace){io, sizeof io, text, sizeof text, tokens, sizeof tokens / sizeof tokens[0]};
    config.policy = (ymr_policy)YMR_POLICY_DEFAULT;
    config.policy.idle_ms = IDLE_MS;
    return status == YMR_OK ? ymr_client_init(&client, &config) : status;
}

int main(int count, char **words)
{
    ymr_status status = count == 8 ? set_up(words) : YMR_E_ARGUMENT;

    if (status == YMR_OK) {
        const ymr_item_decision item = {.return_item_id = strtoll(words[7], NULL, 10),
                                        .type = YMR_DECISION_TYPE_REFUND_MONEY};
        status = ymr_submit_decisions(&client, strtoll(words[5], NULL, 10), strtoll(words[6], NULL, 10),
                                      &(ymr_decisions){&item, 1});
    }
    printf("%s after %u tries\n", ymr_status_name(status), client.outcome.attempts);
    return way.was_closed ? 0 : 1;
}
