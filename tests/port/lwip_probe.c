/*
 * port/lwip on a TAP device, told what to do by words KEY=VALUE, for tests/port/lwip_run.py. What it does
 * is one of the list at the end; each prints lines of JSON.
 *
 *   lwip_probe tap=NAME [ip=A gateway=A] [dns=A] [wait=MS] [settle=MS] [loss=PER_1000 seed=N] [haste=N]
 *              [fail=N [fails=N]] do=WHAT …
 *
 *   do=talk      port=N [host=H] [tls=0|1] [plain=1] [ca=FILE] [max=1.2|1.3] [rounds=N] [ms=LIMIT] [linger=MS]
 *                [last=MS] and the words of a round, see probe/round.h; last: more of lingering after the last round
 *   do=forsake   host=H port=N [after=MS] [linger=MS]: opens, closes, gives the storage up, goes on
 *   do=sntp      host=H port=N [trusted=SECONDS] [floor=SECONDS]
 *   do=join      [ms=LIMIT]: waits for the network
 *   do=market    port=N ca=FILE campaign=N order=N return=N [item=N hash=H [slow=BYTES pause=MS]] [rounds=N]:
 *                the client's getReturn, or a photo; the key is in YMR_API_KEY
 *
 * wait: for the network, at most so long. settle: before all else (a TAP device may need a second to come
 * up). haste: how much faster time runs for lwIP. fail: from which allocation of lwIP on how many fail
 * (PROBE_MALLOC).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lwip/market.h"
#include "lwip/memory.h"
#include "lwip/tap.h"
#include "port/mbedtls/ymr_tls.h"
#include "port/posix/ymr_posix.h"
#include "tests/port/probe/round.h"
#include "tests/port/probe/words.h"

static tap_link wire = {.file = -1};
static ymr_lwip_network network;
static ymr_lwip_tcp tcp;
static ymr_tls tls;
static ymr_tls_session session;
static ymr_posix_bundle bundle;

static const ymr_lwip_board board = {
    .ticks_ms = tap_ticks, .random = tap_random, .poll = tap_poll, .idle = tap_idle, .context = &wire};

/* ---- Time ---------------------------------------------------------------------------------------------- */

uint32_t ticks(void)
{
    return tap_ticks(&wire);
}

/* The device has other things to do, but keeps its network moving. */
void live(uint32_t ms)
{
    const uint32_t began = ticks();
    uint32_t gone;

    while ((gone = ticks() - began) < ms) {
        const uint32_t due = ymr_lwip_due();
        ymr_lwip_poll();
        tap_idle(&wire, due < ms - gone ? due : ms - gone);
    }
}

static bool joined(uint32_t limit)
{
    const uint32_t began = ticks();

    while (!ymr_lwip_network_ready(&network) && ticks() - began < limit) {
        live(10);
    }
    return ymr_lwip_network_ready(&network);
}

/* ---- talk ---------------------------------------------------------------------------------------------- */

static ymr_status make_tls(ymr_clock clock)
{
    (void)ymr_posix_bundle_init(&bundle, option("ca", "/nowhere"));
    return ymr_tls_init(&tls, &tcp.transport,
                        &(ymr_tls_config){.anchors = &bundle.anchors,
                                          .random = ymr_posix_random,
                                          .clock = clock,
                                          .maximum = strcmp(option("max", ""), "1.2") == 0 ? YMR_TLS_1_2
                                                                                           : YMR_TLS_DEFAULT,
                                          .session = &session});
}

/* What every line tells of the memory and the link. */
static void print_marks(void)
{
    const ymr_lwip_marks marks = ymr_lwip_memory();

    printf(", \"heap\": [%u, %u, %u]", marks.heap_used, marks.heap_peak, marks.heap_size);
    printf(", \"frames\": [%u, %u, %u]", marks.frames_used, marks.frames_peak, marks.frames_size);
    printf(", \"connections\": [%u, %u, %u]", marks.connections_used, marks.connections_peak,
           marks.connections_size);
    printf(", \"failures\": %u, \"no_room\": %u, \"lost\": %u", marks.failures, wire.no_room, wire.lost);
    printf(", \"allocations\": %lu, \"held\": %lu}\n", allocations, held);
    fflush(stdout);
}

static int talk(void)
{
    const ymr_endpoint endpoint = {option("host", "10.77.0.1"), (uint16_t)number("port", 0),
                                   number("plain", 0) == 0};

    if (number("tls", 0) != 0 && make_tls(ymr_posix_clock()) != YMR_OK) {
        return EXIT_FAILURE;
    }
    for (unsigned long i = 0; i < number("rounds", 1); i++) {
        round r = {.at = number("tls", 0) != 0 ? &tls.transport : &tcp.transport,
                   .limit = (uint32_t)number("ms", 20000), .offer = SIZE_MAX / 2};
        run(&r, &endpoint);
        live((uint32_t)number("linger", 0));
        if (i + 1 == number("rounds", 1)) {
            live((uint32_t)number("last", 0));
        }
        print(&r);
        printf(", \"version\": \"%s\", \"resumed\": %s", ymr_tls_version(&tls),
               ymr_tls_resumed(&tls) ? "true" : "false");
        print_marks();
    }
    return EXIT_SUCCESS;
}

/* ---- forsake ------------------------------------------------------------------------------------------- */

static int forsake(void)
{
    const ymr_endpoint endpoint = {option("host", ""), (uint16_t)number("port", 0), true};
    ymr_lwip_tcp *brief = malloc(sizeof *brief);

    ymr_lwip_tcp_init(brief);
    const ymr_status first = brief->transport.api->open(&brief->transport, &endpoint);
    live((uint32_t)number("after", 0));
    brief->transport.api->close(&brief->transport);
    free(brief);
    live((uint32_t)number("linger", 500));
    printf("{\"first\": \"%s\"", ymr_status_name(first));
    print_marks();
    return EXIT_SUCCESS;
}

/* ---- sntp ---------------------------------------------------------------------------------------------- */

static int sntp(void)
{
    static ymr_lwip_sntp asker;
    static ymr_device_clock clock;
    const int64_t floor_ms = (int64_t)number("floor", 0) * 1000;
    int64_t now = 0;

    ymr_device_clock_init(&clock, (ymr_platform){.ticks_ms = tap_ticks, .context = &wire});
    if (floor_ms != 0) {
        clock.floor_ms = floor_ms;
    }
    if (number("trusted", 0) != 0) {
        (void)ymr_device_clock_trust(&clock, (int64_t)number("trusted", 0) * 1000);
    }
    const uint32_t began = ticks();
    const char *host = option("host", "10.77.0.1");
    ymr_status status = ymr_lwip_sntp_start(&asker, host, (uint16_t)number("port", 0), &clock);
    while (status == YMR_PENDING) {
        live(5);
        status = ymr_lwip_sntp_step(&asker);
        if (ticks() - began > number("ms", 60000)) {
            ymr_lwip_sntp_stop(&asker);
        }
    }
    const ymr_clock_state state = ymr_device_clock_now(&clock, &now);
    printf("{\"status\": \"%s\", \"state\": %d, \"unix_ms\": %" PRId64, ymr_status_name(status), state, now);
    printf(", \"again\": \"%s\"", ymr_status_name(ymr_lwip_sntp_step(&asker)));
    printf(", \"ms\": %" PRIu32, ticks() - began);
    ymr_lwip_sntp_stop(&asker);
    live((uint32_t)number("linger", 0));
    print_marks();
    return EXIT_SUCCESS;
}

/* ---- join ---------------------------------------------------------------------------------------------- */

static int join(void)
{
    const uint32_t began = ticks();
    const bool ready = joined((uint32_t)number("ms", 5000));
    const ip4_addr_t *address = netif_ip4_addr(&network.netif);

    printf("{\"ready\": %s, \"ms\": %" PRIu32, ready ? "true" : "false", ticks() - began);
    printf(", \"address\": \"%u.%u.%u.%u\"", ip4_addr1(address), ip4_addr2(address), ip4_addr3(address),
           ip4_addr4(address));
    ymr_lwip_network_link(&network, false);
    printf(", \"without_link\": %s", ymr_lwip_network_ready(&network) ? "true" : "false");
    ymr_lwip_network_link(&network, true);
    printf(", \"again\": %s", joined(5000) ? "true" : "false");
    print_marks();
    return EXIT_SUCCESS;
}

/* ---- market -------------------------------------------------------------------------------------------- */

static int market(void)
{
    static ymr_device_clock clock;
    const ymr_platform platform = {.ticks_ms = tap_ticks, .context = &wire};
    const ymr_endpoint endpoint = {option("host", "10.77.0.1"), (uint16_t)number("port", 0), true};

    ymr_device_clock_init(&clock, platform);
    if (make_tls(ymr_device_clock_face(&clock)) != YMR_OK) {
        return EXIT_FAILURE;
    }
    for (unsigned long i = 0; i < number("rounds", 1); i++) {
        market_call(&tls.transport, platform, &endpoint, &clock, live);
        printf(", \"version\": \"%s\", \"resumed\": %d", ymr_tls_version(&tls), ymr_tls_resumed(&tls));
        print_marks();
    }
    return EXIT_SUCCESS;
}

/* ---- Words --------------------------------------------------------------------------------------------- */

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*command)(void);
    } commands[] = {{"talk", talk}, {"forsake", forsake}, {"sntp", sntp}, {"join", join}, {"market", market}};

    take_words(argc, argv);
    wire.loss = (unsigned)number("loss", 0);
    wire.seed = (uint32_t)number("seed", 1);
    wire.haste = (unsigned)number("haste", 1);
    wire.network = &network;
    tap_open(&wire, option("tap", "ymr0"));
    ymr_lwip_start(&board);
    ymr_lwip_tcp_init(&tcp);
    const ymr_lwip_network_config config = {.address = option("ip", NULL),
                                            .gateway = option("gateway", NULL),
                                            .dns = {option("dns", NULL), option("dns2", NULL)},
                                            .host_name = "probe"};
    const ymr_status status = ymr_lwip_network_start(&network, &wire.driver, &config);
    if (status != YMR_OK) {
        printf("{\"start\": \"%s\"", ymr_status_name(status));
        print_marks();
        return EXIT_SUCCESS;
    }
    live((uint32_t)number("settle", 0));
    if (number("wait", 0) != 0) {
        (void)joined((uint32_t)number("wait", 0));
    }
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        if (strcmp(option("do", ""), commands[i].name) == 0) {
            return commands[i].command();
        }
    }
    fprintf(stderr, "do=what?\n");
    return EXIT_FAILURE;
}
