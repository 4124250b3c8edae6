/*
 * TLS with too little memory, for tests/port/test_hunger.py: one connection after the other to a real server,
 * and each with another pool, or with another allocation that fails. What came of them is one line of JSON.
 *
 *   tls_memory port=N ca=FILE [max=1.2|1.3] [resumed=1] sizes=FROM:TO:STEP
 *                        a pool of each size, until ENOUGH of them have done; after each that was too small
 *                        the full one
 *   tls_memory port=N ca=FILE [max=1.2|1.3] [resumed=1] single=FIRST:STEP
 *                        allocation FIRST fails, alone; with the next connection FIRST + STEP, and so on
 *                        until there are no more; every now and then none
 */
#define _GNU_SOURCE
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mbedtls/platform.h>

#include "port/mbedtls/ymr_tls.h"
#include "port/posix/ymr_posix.h"

enum { FULL = 96 * 1024, ENOUGH = 16, LIMIT_MS = 5000, BETWEEN = 64, MOST_HOARDED = 4096 };

static ymr_posix_tcp tcp;
static ymr_posix_bundle bundle;
static ymr_tls tls;
static ymr_tls_session session;
static ymr_tls_session kept; /* a failed handshake forgets the other one */
static _Alignas(max_align_t) unsigned char pool[FULL];

static int argument_count;
static char **arguments;

static const char *option(const char *name, const char *otherwise)
{
    const size_t length = strlen(name);

    for (int i = 1; i < argument_count; i++) {
        if (strncmp(arguments[i], name, length) == 0 && arguments[i][length] == '=') {
            return arguments[i] + length + 1;
        }
    }
    return otherwise;
}

/* ---- One allocation that fails ------------------------------------------------------------------------- */

static struct {
    unsigned long fails_at; /* 0: none */
    unsigned long count;
    bool busy;
    size_t held;
    void *hoard[MOST_HOARDED];
} allocations;

static void let_go(void)
{
    while (allocations.held > 0) {
        mbedtls_free(allocations.hoard[--allocations.held]);
    }
}

/* Takes all that is left, down to the last byte: the allocation that is about to be made finds nothing. */
static void take_all(void)
{
    for (size_t size = FULL; size > 0; size /= 2) {
        void *bytes;
        while (allocations.held < MOST_HOARDED && (bytes = mbedtls_calloc(1, size)) != NULL) {
            allocations.hoard[allocations.held++] = bytes;
        }
    }
}

static void before_allocation(void *context)
{
    (void)context;
    if (allocations.busy) {
        return;
    }
    allocations.busy = true;
    let_go();
    if (++allocations.count == allocations.fails_at) {
        take_all();
    }
    allocations.busy = false;
}

static void use_pool(size_t size)
{
    ymr_tls_pool_init(pool, size);
    ymr_tls_pool_visit(before_allocation, NULL);
}

/* ---- One connection ------------------------------------------------------------------------------------ */

static uint32_t ticks(void)
{
    return ymr_posix_platform().ticks_ms(NULL);
}

static bool wait_for(uint32_t began, unsigned interest)
{
    tls.transport.api->wait(&tls.transport, interest, 100);
    return ticks() - began < LIMIT_MS;
}

/* @return YMR_PENDING if it hangs */
static ymr_status exchange(uint32_t began)
{
    static const char line[] = "hello\n";
    char answer[16];
    size_t done = 0;
    size_t received = 0;
    ymr_status status;

    do {
        status = tls.transport.api->send(&tls.transport, line, sizeof line - 1, &done);
    } while (status == YMR_PENDING && wait_for(began, YMR_WAIT_WRITE));
    while (status == YMR_OK && done > 0) {
        char *const at = answer + received;
        status = tls.transport.api->receive(&tls.transport, at, sizeof answer - received, &done);
        received += status == YMR_OK ? done : 0;
        if (status == YMR_PENDING && wait_for(began, YMR_WAIT_READ)) {
            status = YMR_OK;
            done = 1;
        }
    }
    const bool whole = received == sizeof line - 1 && memcmp(answer, line, received) == 0;
    return status == YMR_OK && !whole ? YMR_E_CONTENT : status;
}

static ymr_status connect_once(const ymr_endpoint *endpoint)
{
    const uint32_t began = ticks();
    ymr_status status;

    session = kept;
    allocations.count = 0;
    do {
        status = tls.transport.api->open(&tls.transport, endpoint);
    } while (status == YMR_PENDING && wait_for(began, 0));
    if (status == YMR_OK) {
        status = exchange(began);
    }
    tls.transport.api->close(&tls.transport);
    allocations.busy = true;
    let_go();
    allocations.busy = false;
    return status;
}

/* ---- Many ---------------------------------------------------------------------------------------------- */

static struct {
    unsigned long runs, memory, done, other, leaks, unusable;
    unsigned long smallest; /* pool that was enough */
    ymr_status last_other;
} results;

static void note(ymr_status status)
{
    const ymr_tls_pool_state state = ymr_tls_pool_now();

    results.runs++;
    results.leaks += state.used != 0 || state.blocks != 0;
    if (status == YMR_E_TLS_MEMORY) {
        results.memory++;
    } else if (status == YMR_OK) {
        results.done++;
    } else {
        results.other++;
        results.last_other = status;
    }
}

static void check_usable(const ymr_endpoint *endpoint)
{
    allocations.fails_at = 0;
    results.unusable += connect_once(endpoint) != YMR_OK;
    const ymr_tls_pool_state state = ymr_tls_pool_now();
    results.leaks += state.used != 0 || state.blocks != 0;
}

static void try_sizes(const ymr_endpoint *endpoint, const char *range)
{
    unsigned long from, to, step;

    if (sscanf(range, "%lu:%lu:%lu", &from, &to, &step) != 3 || step == 0) {
        return;
    }
    for (unsigned long size = from; size <= to && size <= FULL && results.done < ENOUGH; size += step) {
        use_pool(size);
        const ymr_status status = connect_once(endpoint);
        note(status);
        if (status == YMR_OK) {
            results.smallest = results.smallest == 0 ? size : results.smallest;
        } else {
            use_pool(FULL);
            check_usable(endpoint);
        }
    }
}

static void try_single(const ymr_endpoint *endpoint, const char *range)
{
    unsigned long at, step;

    if (sscanf(range, "%lu:%lu", &at, &step) != 2 || step == 0) {
        return;
    }
    do {
        allocations.fails_at = at;
        note(connect_once(endpoint));
        at += step;
        if (results.runs % BETWEEN == 0) {
            const unsigned long seen = allocations.count;
            check_usable(endpoint);
            allocations.count = seen;
        }
    } while (allocations.count >= at - step);
    check_usable(endpoint);
}

int main(int argc, char **argv)
{
    argument_count = argc;
    arguments = argv;
    const ymr_endpoint endpoint = {"localhost", (uint16_t)atoi(option("port", "0")), true};
    const bool resumed = option("resumed", NULL) != NULL;

    use_pool(FULL);
    ymr_posix_tcp_init(&tcp);
    (void)ymr_posix_bundle_init(&bundle, option("ca", ""));
    (void)ymr_tls_init(&tls, &tcp.transport,
                       &(ymr_tls_config){
                           .anchors = &bundle.anchors,
                           .random = ymr_posix_random,
                           .clock = ymr_posix_clock(),
                           .maximum = strcmp(option("max", "1.3"), "1.2") == 0 ? YMR_TLS_1_2 : YMR_TLS_1_3,
                           .session = resumed ? &session : NULL,
                       });
    const ymr_status first = connect_once(&endpoint);
    kept = session;
    if (option("sizes", NULL) != NULL) {
        try_sizes(&endpoint, option("sizes", ""));
    } else {
        try_single(&endpoint, option("single", ""));
    }
    printf("{\"first\": \"%s\", \"resumed\": %s, \"runs\": %lu", ymr_status_name(first),
           ymr_tls_resumed(&tls) ? "true" : "false", results.runs);
    printf(", \"memory\": %lu, \"done\": %lu, \"other\": %lu, \"last_other\": \"%s\"", results.memory,
           results.done, results.other, ymr_status_name(results.last_other));
    printf(", \"leaks\": %lu, \"unusable\": %lu, \"smallest\": %lu}\n", results.leaks, results.unusable,
           results.smallest);
    return EXIT_SUCCESS;
}
