/*
 * What the first connection to a server costs and what the next one, that resumes its session: connect and handshake
 * over port/posix and port/mbedtls, no request.
 *
 *     handshake_cost ADDRESS PORT CA 1.2|1.3
 *
 * callgrind with --toggle-collect=first_handshake or =second_handshake counts one of the two without the waiting.
 * Prints, for each: `first TLSv1.2 TLS-ECDHE-…: sent N received N round-trips N`. Ends with 0 if the second resumed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "port/mbedtls/ymr_tls.h"
#include "port/posix/ymr_posix.h"

enum { PATIENCE_MS = 20000 };

/* Counts what passes between TLS and TCP. */
typedef struct meter {
    ymr_transport transport;
    ymr_transport *below;
    size_t sent, received;
    unsigned round_trips; /* times that something was received for which something had been sent */
    bool asked;
} meter;

static ymr_posix_tcp tcp;
static ymr_posix_bundle bundle;
static meter wire;
static ymr_tls tls;
static ymr_tls_session session;
static _Alignas(max_align_t) unsigned char pool[96 * 1024];

ymr_status first_handshake(const ymr_endpoint *endpoint);
ymr_status second_handshake(const ymr_endpoint *endpoint);

static ymr_status meter_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    const meter *m = (meter *)transport;
    return m->below->api->open(m->below, endpoint);
}

static ymr_status meter_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    meter *m = (meter *)transport;
    const ymr_status status = m->below->api->send(m->below, bytes, length, sent);
    m->sent += *sent;
    m->asked = m->asked || *sent > 0;
    return status;
}

static ymr_status meter_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    meter *m = (meter *)transport;
    const ymr_status status = m->below->api->receive(m->below, bytes, room, received);
    m->received += *received;
    m->round_trips += m->asked && *received > 0;
    m->asked = m->asked && *received == 0;
    return status;
}

static void meter_close(ymr_transport *transport)
{
    const meter *m = (meter *)transport;
    m->below->api->close(m->below);
}

static void meter_wait(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    const meter *m = (meter *)transport;
    m->below->api->wait(m->below, interest, timeout_ms);
}

/* The two that are counted: what can be done now, as a client's step does it. */

__attribute__((noinline)) ymr_status first_handshake(const ymr_endpoint *endpoint)
{
    return tls.transport.api->open(&tls.transport, endpoint);
}

__attribute__((noinline)) ymr_status second_handshake(const ymr_endpoint *endpoint)
{
    return tls.transport.api->open(&tls.transport, endpoint);
}

static bool is_late(uint32_t began)
{
    return ymr_posix_platform().ticks_ms(NULL) - began > PATIENCE_MS;
}

static ymr_status run(ymr_status (*handshake)(const ymr_endpoint *), const char *name, const ymr_endpoint *endpoint)
{
    const uint32_t began = ymr_posix_platform().ticks_ms(NULL);
    ymr_status status;

    wire.sent = wire.received = wire.round_trips = 0;
    wire.asked = false;
    while ((status = handshake(endpoint)) == YMR_PENDING && !is_late(began)) {
        tls.transport.api->wait(&tls.transport, YMR_WAIT_READ | YMR_WAIT_WRITE, PATIENCE_MS);
    }
    if (status != YMR_OK) {
        printf("%s: %s\n", name, ymr_status_name(status));
        return status;
    }
    printf("%s %s %s: sent %zu received %zu round-trips %u\n", name, ymr_tls_version(&tls), ymr_tls_cipher(&tls),
           wire.sent, wire.received, wire.round_trips);
    return YMR_OK;
}

/* TLS 1.3 gives its tickets only after the handshake. */
static void await_ticket(void)
{
    const uint32_t began = ymr_posix_platform().ticks_ms(NULL);
    char byte;
    size_t received;

    while (session.length == 0 && !is_late(began) &&
           tls.transport.api->receive(&tls.transport, &byte, 1, &received) == YMR_PENDING) {
        tls.transport.api->wait(&tls.transport, YMR_WAIT_READ, 100);
    }
}

static int measure(const ymr_endpoint *endpoint)
{
    if (run(first_handshake, "first", endpoint) != YMR_OK) {
        return 1;
    }
    await_ticket();
    tls.transport.api->close(&tls.transport);
    const ymr_status status = run(second_handshake, "second", endpoint);
    const bool resumed = ymr_tls_resumed(&tls);
    tls.transport.api->close(&tls.transport);
    if (status == YMR_OK && !resumed) {
        printf("the second did not resume the first\n");
    }
    return status == YMR_OK && resumed ? 0 : 1;
}

int main(int argc, char **argv)
{
    static const ymr_transport_api api = {meter_open, meter_send, meter_receive, meter_close, meter_wait, NULL};

    if (argc != 5) {
        fprintf(stderr, "usage: handshake_cost ADDRESS PORT CA 1.2|1.3\n");
        return 2;
    }
    const ymr_tls_protocol version = strcmp(argv[4], "1.3") == 0 ? YMR_TLS_1_3 : YMR_TLS_1_2;
    const ymr_endpoint endpoint = {.host = argv[1], .port = (uint16_t)atoi(argv[2]), .tls = true};
    ymr_posix_tcp_init(&tcp);
    wire.transport.api = &api;
    wire.below = &tcp.transport;
    ymr_tls_pool_init(pool, sizeof pool);
    ymr_status status = ymr_posix_bundle_init(&bundle, argv[3]);
    if (status == YMR_OK) {
        status = ymr_tls_init(&tls, &wire.transport,
                              &(ymr_tls_config){.anchors = &bundle.anchors,
                                                .random = ymr_posix_random,
                                                .clock = ymr_posix_clock(),
                                                .minimum = version,
                                                .maximum = version,
                                                .session = &session});
    }
    if (status != YMR_OK) {
        fprintf(stderr, "handshake_cost: %s\n", ymr_status_text(status));
        return 2;
    }
    return measure(&endpoint);
}
