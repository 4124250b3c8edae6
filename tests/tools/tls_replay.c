/*
 * TLS as a device does it, without a network: what a server said is played again, with the same random
 * numbers at the same time of day. So a handshake is the same in every run, on every machine.
 *
 *     tls_replay run FILE POOL LEND          each connection of the recording: steps, the longest, memory
 *     tls_replay sizes FILE FROM TO BY LEND  the same with pools of these sizes; the smallest that will do
 *     tls_replay stop FILE POOL              breaks the first connection off after each of its steps
 *
 * The recording is tls_record's. On Cortex-M3 in QEMU (-icount shift=6, machine mps2-an385) a step is
 * measured in instructions, elsewhere it is only counted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/tools/tls_recording.h"

static unsigned char recording[512 * 1024];
static _Alignas(max_align_t) unsigned char memory[128 * 1024];
static recorded_trust trust;
static ymr_tls tls;
static ymr_tls_session session;

/* ---- Instructions -------------------------------------------------------------------------------------- */

#if defined(__arm__)
/* The board's first timer runs down at 25 MHz; shift=6 makes an instruction last 64 ns. */
typedef struct timer {
    volatile uint32_t control, value, reload;
} timer;
static timer *const clock_of_board = (timer *)0x40000000;

static void start_clock(void)
{
    clock_of_board->reload = UINT32_MAX;
    clock_of_board->value = UINT32_MAX;
    clock_of_board->control = 1;
}

static uint32_t now(void)
{
    return UINT32_MAX - clock_of_board->value;
}

static uint32_t instructions(uint32_t ticks)
{
    return (uint32_t)((uint64_t)ticks * 40 / 64);
}
#else
static void start_clock(void)
{
}

static uint32_t now(void)
{
    return 0;
}

static uint32_t instructions(uint32_t ticks)
{
    return ticks;
}
#endif

/* ---- The server that is played ------------------------------------------------------------------------- */

typedef struct player {
    ymr_transport transport;
    const unsigned char *at; /* the record that comes next */
    uint32_t used;           /* bytes of it */
    uint32_t sent;           /* by the client, on this connection */
} player;

static player server;

static ymr_status open_player(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    (void)endpoint;
    return YMR_OK;
}

static ymr_status send_player(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    (void)transport;
    (void)bytes;
    server.sent += (uint32_t)length;
    *sent = length;
    return YMR_OK;
}

/* What the server said is there as soon as the client has sent what the server had heard then. */
static ymr_status receive_player(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    const recorded_head head = recorded_head_at(server.at);
    const size_t left = head.length - server.used;

    (void)transport;
    *received = 0;
    if (head.kind != RECORDED_BYTES) {
        return YMR_OK; /* the end */
    }
    if (server.sent < head.sent) {
        return YMR_PENDING;
    }
    *received = left < room ? left : room;
    memcpy(bytes, server.at + RECORDED_HEAD + server.used, *received);
    server.used += (uint32_t)*received;
    if (server.used == head.length) {
        server.at += RECORDED_HEAD + head.length;
        server.used = 0;
    }
    return YMR_OK;
}

static void close_player(ymr_transport *transport)
{
    (void)transport;
}

static void wait_player(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    (void)transport;
    (void)interest;
    (void)timeout_ms;
}

static const ymr_transport_api player_api = {open_player,  send_player, receive_player,
                                             close_player, wait_player, NULL};

/* ---- One connection ------------------------------------------------------------------------------------ */

typedef struct figures {
    ymr_status status;
    unsigned steps;       /* calls of open */
    unsigned longest_in;  /* the number of the longest */
    int longest_state;    /* of Mbed TLS when it began */
    uint32_t longest, whole;
    uint32_t longest_data; /* of a call after open */
    size_t peak, steady;
    unsigned blocks_steady;
    uint32_t received;
} figures;

static void measure(figures *f, uint32_t began, int state)
{
    const uint32_t took = instructions(now() - began);

    f->whole += took;
    if (took > f->longest) {
        f->longest = took;
        f->longest_in = f->steps;
        f->longest_state = state;
    }
}

/* How long the visitor had to wait at most. */
static uint32_t visited, longest_gap;
static unsigned visits;

static void visit(void *context)
{
    const uint32_t gap = instructions(now() - visited);

    (void)context;
    visits++;
    longest_gap = gap > longest_gap ? gap : longest_gap;
    visited = now();
}

static ymr_status open_until(figures *f, const ymr_endpoint *endpoint, unsigned most)
{
    ymr_status status = YMR_PENDING;

    while (status == YMR_PENDING && f->steps < most) {
        const int state = tls.ssl.MBEDTLS_PRIVATE(state);
        const uint32_t began = now();
        visited = began;
        status = tls.transport.api->open(&tls.transport, endpoint);
        visit(NULL);
        f->steps++;
        measure(f, began, state);
        if (status == YMR_PENDING && !tls.busy && recorded_head_at(server.at).kind != RECORDED_BYTES) {
            return YMR_E_CLOSED; /* it waits for what was never said */
        }
    }
    return status;
}

static void measure_data(figures *f, uint32_t began)
{
    const uint32_t took = instructions(now() - began);

    if (took > f->longest_data) {
        f->longest_data = took;
    }
}

static ymr_status talk(figures *f)
{
    static const char line[] = RECORDED_LINE;
    static char bytes[1000];
    ymr_status status;
    size_t moved = 0;

    for (size_t done = 0; done < sizeof line - 1; done += moved) {
        const uint32_t began = now();
        status = tls.transport.api->send(&tls.transport, line + done, sizeof line - 1 - done, &moved);
        measure_data(f, began);
        if (status < 0) {
            return status;
        }
    }
    do {
        const uint32_t began = now();
        status = tls.transport.api->receive(&tls.transport, bytes, sizeof bytes, &moved);
        measure_data(f, began);
        f->received += (uint32_t)moved;
    } while (status == YMR_PENDING || (status == YMR_OK && moved > 0));
    return status;
}

/* To the record that begins the next connection, or the end. */
static bool next_connection(void)
{
    recorded_head head = recorded_head_at(server.at);

    while (head.kind == RECORDED_BYTES) {
        server.at += RECORDED_HEAD + head.length;
        head = recorded_head_at(server.at);
    }
    if (head.kind != RECORDED_CONNECTION) {
        return false;
    }
    server.at += RECORDED_HEAD + head.length;
    server.used = 0;
    server.sent = 0;
    return true;
}

static figures connect_once(const ymr_endpoint *endpoint, unsigned most_steps, unsigned char *lent,
                            size_t lend)
{
    figures f = {.status = YMR_OK};

    f.status = open_until(&f, endpoint, most_steps);
    f.peak = ymr_tls_pool_now().peak;
    if (f.status == YMR_OK) {
        if (lend > 0) {
            memset(lent, 0xa5, lend); /* the caller's now: if TLS had anything there, it would not get on */
        }
        f.steady = ymr_tls_pool_now().used;
        f.blocks_steady = ymr_tls_pool_now().blocks;
        f.status = talk(&f);
        const size_t after = ymr_tls_pool_now().peak;
        f.peak = after > f.peak ? after : f.peak;
    }
    tls.transport.api->close(&tls.transport);
    for (size_t i = 0; f.status == YMR_OK && i < lend; i++) {
        if (lent[i] != 0xa5) {
            printf("byte %u of what was lent has changed\n", (unsigned)i);
            exit(1);
        }
    }
    return f;
}

/* A device that starts anew: pool, session, random numbers. */
static unsigned char *start(size_t pool, size_t lend)
{
    ymr_tls_pool_init(memory, pool);
    ymr_tls_pool_visit(visit, NULL);
    longest_gap = 0;
    visits = 0;
    recorded_random_restart();
    ymr_tls_session_clear(&session);
    server.transport.api = &player_api;
    server.at = recorded_trust_read(&trust, recording);
    (void)ymr_tls_init(&tls, &server.transport,
                       &(ymr_tls_config){.anchors = &trust.list.anchors,
                                         .random = recorded_random,
                                         .clock = {recorded_time, &trust},
                                         .minimum = trust.version,
                                         .maximum = trust.version,
                                         .session = &session});
    return lend > 0 ? ymr_tls_pool_lend(lend) : NULL;
}

/* ---- Commands ------------------------------------------------------------------------------------------ */

static int run(size_t pool, size_t lend)
{
    unsigned char *lent = start(pool, lend);
    const ymr_endpoint endpoint = {.host = "localhost", .port = 443, .tls = true};
    bool well = lend == 0 || lent != NULL;

    for (unsigned number = 1; well && next_connection(); number++) {
        const figures f = connect_once(&endpoint, UINT32_MAX, lent, lend);
        const ymr_tls_pool_state end = ymr_tls_pool_now();
        printf("%s %s: %s ", ymr_tls_version(&tls), ymr_tls_resumed(&tls) ? "resumed" : "first",
               ymr_status_name(f.status));
        printf("steps %u longest %u (number %u, state %d) whole %u visits %u gap %u data %u ", f.steps,
               (unsigned)f.longest, f.longest_in, f.longest_state, (unsigned)f.whole, visits,
               (unsigned)longest_gap, (unsigned)f.longest_data);
        printf("received %u peak %u steady %u blocks %u left %u failures %u\n", (unsigned)f.received,
               (unsigned)f.peak, (unsigned)f.steady, f.blocks_steady, (unsigned)end.blocks,
               (unsigned)end.failures);
        well = f.status == YMR_OK && end.blocks == 0 && end.used == 0 && f.received == trust.answer;
    }
    return well ? 0 : 1;
}

/* Both connections with a pool of this size. @return the worse status; anything but OK and MEMORY ends the
 * program */
static ymr_status attempt(size_t pool, size_t lend)
{
    unsigned char *lent = start(pool, lend);
    const ymr_endpoint endpoint = {.host = "localhost", .port = 443, .tls = true};
    ymr_status status = YMR_OK;

    if (lend > 0 && lent == NULL) {
        return YMR_E_TLS_MEMORY;
    }
    while (status == YMR_OK && next_connection()) {
        status = connect_once(&endpoint, UINT32_MAX, lent, lend).status;
        const ymr_tls_pool_state end = ymr_tls_pool_now();
        if ((status != YMR_OK && status != YMR_E_TLS_MEMORY) || end.blocks != 0 || end.used != 0 ||
            (status == YMR_OK) != (end.failures == 0)) {
            printf("pool of %u: %s, %u blocks (%u bytes) left, %u failures\n", (unsigned)pool,
                   ymr_status_name(status), (unsigned)end.blocks, (unsigned)end.used, (unsigned)end.failures);
            exit(1);
        }
    }
    return status;
}

static int try_sizes(size_t from, size_t to, size_t by, size_t lend)
{
    size_t smallest = 0;
    unsigned tried = 0;

    for (size_t size = from; size <= to; size += by, tried++) {
        const ymr_status status = attempt(size, lend);
        if (status == YMR_OK && smallest == 0) {
            smallest = size;
        } else if (status != YMR_OK && smallest != 0) {
            printf("%u bytes will do, %u will not\n", (unsigned)smallest, (unsigned)size);
            smallest = 0;
        }
    }
    if (smallest == 0 || attempt(smallest, lend) != YMR_OK) {
        printf("none will do\n");
        return 1;
    }
    printf("tried %u smallest %u\n", tried, (unsigned)smallest);
    return 0;
}

static int stop_after_each_step(size_t pool)
{
    const ymr_endpoint endpoint = {.host = "localhost", .port = 443, .tls = true};
    unsigned stops = 0;
    ymr_status status;

    do {
        (void)start(pool, 0);
        (void)next_connection();
        stops++;
        status = connect_once(&endpoint, stops, NULL, 0).status;
        const ymr_tls_pool_state end = ymr_tls_pool_now();
        if (end.blocks != 0 || end.failures != 0) {
            printf("after step %u: %s, %u blocks (%u bytes) left, %u failures\n", stops,
                   ymr_status_name(status), (unsigned)end.blocks, (unsigned)end.used, (unsigned)end.failures);
            return 1;
        }
    } while (status == YMR_PENDING);
    printf("stopped %u times: %s\n", stops, ymr_status_name(status));
    return status == YMR_OK ? 0 : 1;
}

int main(int argc, char **argv)
{
    size_t numbers[4] = {0};
    FILE *file = argc > 2 ? fopen(argv[2], "rb") : NULL;

    if (file == NULL || fread(recording, 1, sizeof recording, file) == 0) {
        fprintf(stderr, "tls_replay: no recording to be read\n");
        return 2;
    }
    fclose(file);
    for (int i = 3; i < argc && i < 7; i++) {
        numbers[i - 3] = strtoul(argv[i], NULL, 10);
    }
    start_clock();
    if (strcmp(argv[1], "run") == 0 && numbers[0] <= sizeof memory) {
        return run(numbers[0], numbers[1]);
    }
    if (strcmp(argv[1], "sizes") == 0 && numbers[1] <= sizeof memory && numbers[2] > 0) {
        return try_sizes(numbers[0], numbers[1], numbers[2], numbers[3]);
    }
    if (strcmp(argv[1], "stop") == 0 && numbers[0] <= sizeof memory) {
        return stop_after_each_step(numbers[0]);
    }
    fprintf(stderr, "usage: tls_replay run FILE POOL LEND | sizes FILE FROM TO BY LEND | stop FILE POOL\n");
    return 2;
}
