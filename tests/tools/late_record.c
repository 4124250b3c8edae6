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

/* A way through TCP that shuts when the first request comes, and opens again when that try is given up. */
typedef struct valve {
    ymr_transport transport;
    ymr_posix_tcp below;
    bool has_held;
    bool is_open_again;
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
    if (!v->is_open_again && length >= REQUEST_MIN) {
        v->has_held = true;
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

/* What the client sees: TLS, and the moment in which it gives up. */

static ymr_status open_tls(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    return tls.transport.api->open(&tls.transport, endpoint);
}

static ymr_status send_tls(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    (void)transport;
    return tls.transport.api->send(&tls.transport, bytes, length, sent);
}

static ymr_status receive_tls(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    (void)transport;
    return tls.transport.api->receive(&tls.transport, bytes, room, received);
}

static void close_tls(ymr_transport *transport)
{
    (void)transport;
    way.is_open_again = way.has_held;
    tls.transport.api->close(&tls.transport);
}

static void wait_tls(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    (void)transport;
    tls.transport.api->wait(&tls.transport, interest, timeout_ms);
}

static const ymr_transport_api edge_api = {open_tls, send_tls, receive_tls, close_tls, wait_tls, NULL};
static ymr_transport edge = {&edge_api};
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
    config.transport = &edge;
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
    return way.has_held ? 0 : 1;
}
