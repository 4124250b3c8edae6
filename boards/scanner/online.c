#include "online.h"

#include "board.h"
#include "console.h"
#include "key_store.h"
#include "meter.h"
#include "sizes.h"
#include "ymr/config.h"
#include "ymr_tls.h"

enum {
    LINK_MS = 250, /* between two looks at the cable */
    CALL_MS = 20000
};

static const scanner_configuration *configuration;
static ymr_lwip_network network;
static bool network_up;
static bool started; /* there is a client */
static ymr_lwip_tcp tcp;
static ymr_lwip_sntp sntp;
static bool time_asked;
static ymr_device_clock device_clock;
static ymr_device_random chance;
static ymr_span certificates[SCANNER_ANCHORS];
static ymr_anchor_list anchors;
static ymr_tls tls;
static ymr_tls_session session;
static uint64_t pool[SCANNER_POOL / 8];
#if !SCANNER_LENDS
static ymr_token own_tokens[SCANNER_TOKENS];
#endif
static char io[SCANNER_IO];
static char text[SCANNER_TEXT];
static char key[SCANNER_KEY_MAX];
static ymr_config config;
static ymr_client client;

/* ---- Figures ------------------------------------------------------------------------------------------- */

static uint64_t began;
static online_cycles cycles;

static void note(void *unused, ymr_log_event event, int64_t value)
{
    (void)unused;
    const uint64_t now = meter_busy();
    if (event == YMR_LOG_REQUEST) {
        began = now;
    } else if (event == YMR_LOG_OPEN) {
        *(online_resumed() ? &cycles.resumed : &cycles.whole) = now - began;
        began = now;
    } else if (event == YMR_LOG_DONE) {
        cycles.call = now - began;
        cycles.bytes = (uint64_t)value;
    }
}

online_cycles online_last_cycles(void)
{
    return cycles;
}

/* ---- Network ------------------------------------------------------------------------------------------- */

static void take_frames(void *unused)
{
    (void)unused;
    if (network_up) {
        board_ethernet_poll(&network);
    }
}

static void idle(void *unused, uint32_t at_most_ms)
{
    (void)unused;
    if (at_most_ms > 0) {
        meter_sleep();
    }
}

static uint32_t draw(void *unused)
{
    (void)unused;
    return ymr_device_random_number(&chance);
}

static const ymr_lwip_board board = {
    .ticks_ms = board_ticks_ms, .random = draw, .poll = take_frames, .idle = idle};

/* 15 bytes and NUL. */
static const char *address_text(const uint8_t bytes[4], char *to)
{
    const char *const begin = to;
    for (int i = 0; i < 4; i++) {
        const unsigned value = bytes[i];
        if (value >= 100) {
            *to++ = (char)('0' + value / 100);
        }
        if (value >= 10) {
            *to++ = (char)('0' + value / 10 % 10);
        }
        *to++ = (char)('0' + value % 10);
        *to++ = i < 3 ? '.' : '\0';
    }
    return begin;
}

static bool is_set(const uint8_t bytes[4])
{
    return (bytes[0] | bytes[1] | bytes[2] | bytes[3]) != 0;
}

static ymr_status start_network(void)
{
    static char address[16], netmask[16], gateway[16], dns[16];
    static ymr_lwip_network_config how = {.host_name = "ymr-scanner"};
    const ymr_lwip_driver *driver = board_ethernet_start();

    if (driver == NULL) {
        return YMR_E_IO;
    }
    if (!configuration->dhcp) {
        how.address = address_text(configuration->address, address);
        how.mask = is_set(configuration->netmask) ? address_text(configuration->netmask, netmask) : NULL;
        how.gateway = is_set(configuration->gateway) ? address_text(configuration->gateway, gateway) : NULL;
    }
    if (is_set(configuration->dns)) {
        how.dns[0] = address_text(configuration->dns, dns);
    }
    board_ethernet_lose(configuration->lose_per_mille, configuration->lose_seed);
    const ymr_status status = ymr_lwip_network_start(&network, driver, &how);
    network_up = status == YMR_OK;
    ymr_lwip_tcp_init(&tcp);
    return status;
}

void online_turn(void)
{
    static uint32_t looked;
    if (!network_up) {
        return;
    }
    if (board_ticks_ms(NULL) - looked >= LINK_MS) {
        looked = board_ticks_ms(NULL);
        ymr_lwip_network_link(&network, board_ethernet_link());
    }
    ymr_lwip_poll();
}

bool online_ready(void)
{
    return network_up && ymr_lwip_network_ready(&network);
}

void online_address(uint8_t address[4])
{
    const ip4_addr_t *own = netif_ip4_addr(&network.netif);
    address[0] = ip4_addr1(own);
    address[1] = ip4_addr2(own);
    address[2] = ip4_addr3(own);
    address[3] = ip4_addr4(own);
}

/* ---- Time ---------------------------------------------------------------------------------------------- */

const ymr_clock *online_clock(void)
{
    static ymr_clock face;
    face = ymr_device_clock_face(&device_clock);
    return &face;
}

int64_t online_now(void)
{
    int64_t now = 0;
    return ymr_device_clock_now(&device_clock, &now) == YMR_CLOCK_FLOOR ? 0 : now;
}

const char *online_clock_state(void)
{
    static const char *const names[] = {"unknown", "provisional", "trusted"};
    int64_t now = 0;
    return names[ymr_device_clock_now(&device_clock, &now)];
}

ymr_status online_ask_time(void)
{
    if (configuration->sntp[0] == '\0') {
        return YMR_OK;
    }
    if (!time_asked) {
        time_asked = true;
        return ymr_lwip_sntp_start(&sntp, configuration->sntp, configuration->sntp_port, &device_clock);
    }
    const ymr_status status = ymr_lwip_sntp_step(&sntp);
    if (status != YMR_PENDING) {
        time_asked = false;
    }
    return status;
}

void online_note_outcome(void)
{
    const ymr_status status = client.outcome.status;
    ymr_device_clock_trust(&device_clock, client.outcome.date_unix_ms);
    if (status == YMR_E_TLS_EXPIRED || status == YMR_E_TLS_EARLY) {
        ymr_device_clock_doubt(&device_clock);
    }
}

/* ---- TLS and client ------------------------------------------------------------------------------------ */

/* What goes on inside a computation that cannot be divided. */
static void visit(void *unused)
{
    (void)unused;
    console_listen();
    board_watchdog_kick();
}

static ymr_status start_tls(void)
{
    ymr_tls_pool_init(pool, sizeof pool);
    ymr_tls_pool_visit(visit, NULL);
    ymr_anchor_list_init(&anchors, certificates, scanner_configuration_anchors(configuration, certificates));
    const ymr_tls_config how = {
        .anchors = &anchors.anchors,
        .random = ymr_device_random_bytes,
        .random_context = &chance,
        .clock = ymr_device_clock_face(&device_clock),
        .maximum = configuration->tls == 12 ? YMR_TLS_1_2 : YMR_TLS_DEFAULT,
        .session = &session,
    };
    return ymr_tls_init(&tls, &tcp.transport, &how);
}

static ymr_token *tokens(void)
{
#if SCANNER_LENDS
    return ymr_tls_pool_lend(SCANNER_TOKENS * sizeof(ymr_token));
#else
    return own_tokens;
#endif
}

static ymr_status start_client(void)
{
    config = (ymr_config){
        .transport = &tls.transport,
        .platform = {.ticks_ms = board_ticks_ms, .random = draw},
        .endpoint = {configuration->host, configuration->port, true},
        .api_key = key,
        .campaign_id = configuration->campaign_id,
        .business_id = configuration->business_id,
        .workspace = {io, sizeof io, text, sizeof text, tokens(), SCANNER_TOKENS},
        .policy = {10000, 10000, CALL_MS, 500, 4000, 2, true},
        .log = note,
    };
    return ymr_client_init(&client, &config);
}

ymr_status online_start(const scanner_configuration *with)
{
    const ymr_platform platform = {.ticks_ms = board_ticks_ms, .random = draw};
    configuration = with;
    ymr_device_clock_init(&device_clock, platform);
    ymr_status status = ymr_device_random_init(&chance, board_entropy, NULL, NULL, 0);
    ymr_lwip_start(&board);
    if (status != YMR_OK || with == NULL) {
        return status;
    }
    status = start_network();
    if (status == YMR_OK) {
        status = start_tls();
    }
    if (status == YMR_OK) {
        status = start_client();
    }
    started = status == YMR_OK;
    return status;
}

bool online_started(void)
{
    return started;
}

bool online_take_key(void)
{
    if (!started) {
        return false;
    }
    ymr_client_close(&client);
    return scanner_key_read(key) > 0;
}

bool online_has_key(void)
{
    return key[0] != '\0';
}

ymr_client *online_client(uint32_t total_ms)
{
    config.policy.total_ms = total_ms;
    return &client;
}

ymr_client *online_current(void)
{
    return &client;
}

bool online_resumed(void)
{
    return ymr_tls_resumed(&tls);
}

const char *online_version(void)
{
    return ymr_tls_version(&tls);
}
