/*
 * Writes down what a server says in two connections, of which the second resumes the first, for tls_replay.
 *
 *     tls_record FILE PORT CA 1.2|1.3
 *
 * Built with the switches of the program that plays it: the random numbers must be asked for in the same
 * order.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "port/posix/ymr_posix.h"
#include "tests/tools/tls_recording.h"

enum { PATIENCE_MS = 20000 };

static FILE *file;
static ymr_posix_tcp tcp;
static ymr_posix_bundle bundle;
static recorded_trust trust;
static ymr_tls tls;
static ymr_tls_session session;
static unsigned char pool[96 * 1024];
static uint32_t sent_bytes;

static void write_number(uint32_t number)
{
    const unsigned char bytes[4] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
                                    (unsigned char)(number >> 8), (unsigned char)number};
    fwrite(bytes, 1, sizeof bytes, file);
}

static void write_head(int kind, size_t length)
{
    fputc(kind, file);
    write_number(sent_bytes);
    write_number((uint32_t)length);
}

/* ---- Between TLS and TCP ------------------------------------------------------------------------------- */

static ymr_status open_below(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    return tcp.transport.api->open(&tcp.transport, endpoint);
}

static ymr_status send_below(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    const ymr_status status = tcp.transport.api->send(&tcp.transport, bytes, length, sent);

    (void)transport;
    sent_bytes += (uint32_t)*sent;
    return status;
}

static ymr_status receive_below(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    const ymr_status status = tcp.transport.api->receive(&tcp.transport, bytes, room, received);

    (void)transport;
    if (*received > 0) {
        write_head(RECORDED_BYTES, *received);
        fwrite(bytes, 1, *received, file);
    }
    return status;
}

static void close_below(ymr_transport *transport)
{
    (void)transport;
    tcp.transport.api->close(&tcp.transport);
}

static void wait_below(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    (void)transport;
    tcp.transport.api->wait(&tcp.transport, interest, timeout_ms);
}

/* ---- The two connections ------------------------------------------------------------------------------- */

static ymr_status talk(void)
{
    static char bytes[4096];
    size_t moved;
    ymr_status status = tls.transport.api->send(&tls.transport, RECORDED_LINE, strlen(RECORDED_LINE), &moved);

    while (status == YMR_OK || status == YMR_PENDING) {
        status = tls.transport.api->receive(&tls.transport, bytes, sizeof bytes, &moved);
        if (status == YMR_OK && moved == 0) {
            return YMR_OK;
        }
        if (status == YMR_PENDING) {
            tls.transport.api->wait(&tls.transport, YMR_WAIT_READ, PATIENCE_MS);
        }
    }
    return status;
}

static ymr_status record_connection(const ymr_endpoint *endpoint)
{
    ymr_status status;

    sent_bytes = 0;
    write_head(RECORDED_CONNECTION, 0);
    while ((status = tls.transport.api->open(&tls.transport, endpoint)) == YMR_PENDING) {
        tls.transport.api->wait(&tls.transport, YMR_WAIT_READ | YMR_WAIT_WRITE, PATIENCE_MS);
    }
    if (status == YMR_OK) {
        status = talk();
    }
    tls.transport.api->close(&tls.transport);
    return status;
}

static void write_trust(ymr_tls_protocol version)
{
    size_t length = 12;
    ymr_span der;
    const long start = ftell(file);

    write_head(RECORDED_TRUST, 0);
    write_number((uint32_t)(trust.unix_ms / 1000));
    write_number(version == YMR_TLS_1_3 ? 13 : 12);
    write_number(RECORDED_ANSWER);
    bundle.anchors.api->rewind(&bundle.anchors);
    while (bundle.anchors.api->next(&bundle.anchors, &der) == YMR_OK && der.length > 0) {
        write_number((uint32_t)der.length);
        fwrite(der.bytes, 1, der.length, file);
        length += 4 + der.length;
    }
    fseek(file, start, SEEK_SET);
    write_head(RECORDED_TRUST, length);
    fseek(file, 0, SEEK_END);
}

int main(int argc, char **argv)
{
    static const ymr_transport_api api = {open_below,  send_below, receive_below,
                                          close_below, wait_below, NULL};
    static ymr_transport recorder = {&api};

    if (argc != 5 || (file = fopen(argv[1], "wb")) == NULL) {
        fprintf(stderr, "usage: tls_record FILE PORT CA 1.2|1.3\n");
        return 2;
    }
    const ymr_tls_protocol version = strcmp(argv[4], "1.3") == 0 ? YMR_TLS_1_3 : YMR_TLS_1_2;
    const ymr_endpoint endpoint = {.host = "localhost", .port = (uint16_t)atoi(argv[2]), .tls = true};
    trust.unix_ms = (int64_t)time(NULL) * 1000;
    recorded_random_restart();
    ymr_posix_tcp_init(&tcp);
    ymr_tls_pool_init(pool, sizeof pool);
    ymr_status status = ymr_posix_bundle_init(&bundle, argv[3]);
    write_trust(version);
    if (status == YMR_OK) {
        status = ymr_tls_init(&tls, &recorder,
                              &(ymr_tls_config){.anchors = &bundle.anchors,
                                                .random = recorded_random,
                                                .clock = {recorded_time, &trust},
                                                .minimum = version,
                                                .maximum = version,
                                                .session = &session});
    }
    if (status == YMR_OK) {
        status = record_connection(&endpoint);
    }
    if (status == YMR_OK) {
        status = record_connection(&endpoint);
    }
    write_head(RECORDED_END, 0);
    if (fclose(file) != 0 || status != YMR_OK || !ymr_tls_resumed(&tls)) {
        fprintf(stderr, "tls_record: %s%s\n", ymr_status_text(status),
                status == YMR_OK ? ", but not resumed" : "");
        return 1;
    }
    return 0;
}
