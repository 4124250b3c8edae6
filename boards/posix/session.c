#include "session.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "errors.h"
#include "exits.h"
#include "key.h"
#include "log.h"
#include "notes.h"
#include "port/posix/ymr_posix.h"
#include "progress.h"
#include "proxy.h"
#include "signals.h"
#include "ymr_tls.h"

/* How long a person waits before an empty prompt; --timeout says otherwise. */
enum { PATIENCE_MS = 10000, TICK_MS = 100 };

/* What each session has for itself. */
typedef struct way {
    ymr_posix_tcp tcp;
    ymr_proxy proxy;
    ymr_tls tls;
    ymr_tls_session kept;
    char io[YMR_BOARD_IO];
    char text[YMR_BOARD_TEXT];
    ymr_token tokens[YMR_BOARD_TOKENS];
} way;

static way ways[2];
static char large_io[YMR_BOARD_LARGE_IO];
char session_large_text[YMR_BOARD_LARGE_TEXT];
ymr_token session_large_tokens[YMR_BOARD_LARGE_TOKENS];

static _Alignas(max_align_t) unsigned char pool[YMR_BOARD_TLS_POOL];
static ymr_posix_bundle bundle;
static ymr_proxy_server proxy_server;
static ymr_budget budget;

static const char *system_bundle(void)
{
    static const char *const places[] = {
        "/etc/ssl/certs/ca-certificates.crt", /* Debian, Alpine */
        "/etc/pki/tls/certs/ca-bundle.crt",   /* Fedora */
        "/etc/ssl/ca-bundle.pem",             /* openSUSE */
        "/etc/ssl/cert.pem",                  /* BSD, macOS */
    };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        if (access(places[i], R_OK) == 0) {
            return places[i];
        }
    }
    return places[0];
}

static void name_place(session *s, const ymr_endpoint *endpoint)
{
    out to = {-1, s->place, sizeof s->place - 1, 0, 0};
    out_format(&to, "%s:%u", endpoint->host, endpoint->port);
    if (proxy_server.host[0] != '\0') {
        out_format(&to, " by proxy %s:%u", proxy_server.host, proxy_server.port);
    }
    s->place[to.used] = '\0';
}

static int read_endpoint(session *s)
{
    const char *const url = s->given->base_url;
    const ymr_status status = ymr_endpoint_parse(url, s->host, &s->config.endpoint);
    if (status != YMR_OK) {
        note_error("--base-url: \"%s\" is not taken: give https://HOST[:PORT], or http:// for this machine "
                   "(127.0.0.1, "
                   "[::1], localhost) only",
                   display_safe_string(url));
        return EXIT_USAGE;
    }
    const int failed = proxy_choose(s->given, &s->config.endpoint, &proxy_server);
    name_place(s, &s->config.endpoint);
    return failed;
}

/* @return the transport that TLS stands on */
static ymr_transport *way_to_server(way *w)
{
    if (proxy_server.host[0] == '\0') {
        return &w->tcp.transport;
    }
    ymr_proxy_init(&w->proxy, &w->tcp.transport, &proxy_server);
    return &w->proxy.transport;
}

static void load_session(const char *path)
{
    const ymr_status status = ymr_posix_session_load(path, &ways[0].kept);
    if (status == YMR_E_ARGUMENT) {
        note_warning(
            "session file %s is not used: others could have read or written it: chmod 600 it, or delete it",
            display_safe_string(path));
    } else if (status != YMR_OK) {
        note_warning("session file %s is not used: %s", display_safe_string(path), ymr_status_text(status));
    }
}

static int open_tls(session *s)
{
    s->ca = s->given->ca != NULL ? s->given->ca : system_bundle();
    if (ymr_posix_bundle_init(&bundle, s->ca) != YMR_OK) {
        note_error("trusted certificates %s: %s: give a PEM file with --ca, or install ca-certificates",
                   display_safe_string(s->ca), strerror(bundle.error));
        return EXIT_LOCAL;
    }
    if (s->given->session != NULL) {
        load_session(s->given->session);
    }
    ymr_tls_pool_init(pool, sizeof pool);
    return 0;
}

static int open_way(session *s)
{
    way *const w = &ways[s->way];

    ymr_posix_tcp_init(&w->tcp);
    s->config.transport = &w->tcp.transport;
    if (!s->config.endpoint.tls) {
        return 0;
    }
    const ymr_status status = ymr_tls_init(&w->tls, way_to_server(w),
                                           &(ymr_tls_config){.anchors = &bundle.anchors,
                                                             .random = ymr_posix_random,
                                                             .clock = ymr_posix_clock(),
                                                             .session = &w->kept});
    if (status != YMR_OK) {
        note_error("TLS: %s", ymr_status_text(status));
        return EXIT_NETWORK;
    }
    s->config.transport = &w->tls.transport;
    return 0;
}

/* What -v tells of the connection that is open. */
static void log_tls(const session *s)
{
    if (s->config.endpoint.tls) {
        const ymr_tls *const tls = &ways[s->way].tls;
        note_detail("%s %s, %s", ymr_tls_version(tls), ymr_tls_cipher(tls),
                    ymr_tls_resumed(tls) ? "session resumed" : "whole handshake");
    }
}

/* A limit that lasts is told, not waited for, unless the user has said how long to wait. */
static void on_event(void *context, ymr_log_event event, int64_t value)
{
    session *const s = context;
    log_event(s, event, value);
    if (event == YMR_LOG_OPEN) {
        log_tls(s);
    }
    if ((event == YMR_LOG_RETRY || event == YMR_LOG_WAIT) && value > PATIENCE_MS &&
        !s->given->timeout_given) {
        s->limited = true;
    }
}

static void fill_config(session *s, const char *key)
{
    const options *const given = s->given;

    s->config.platform = ymr_posix_platform();
    s->config.api_key = key;
    s->config.campaign_id = given->campaign;
    s->config.business_id = given->business;
    s->config.policy = (ymr_policy)YMR_POLICY_DEFAULT;
    s->config.policy.connect_ms = given->connect_ms;
    s->config.policy.total_ms = given->timeout_given ? given->timeout_ms : given->command->total_ms;
    s->config.policy.attempts = (uint8_t)(given->retries + 1);
    s->config.budget = &budget;
    s->config.log = on_event;
    s->config.warn = errors_warn;
    s->config.context = s;
}

int session_open(session *s, const options *given)
{
    const char *key;

    s->given = given;
    int failed = read_endpoint(s);
    if (failed == 0) {
        failed = key_read(given, &key);
    }
    if (failed != 0) {
        return failed;
    }
    ymr_budget_init(&budget);
    failed = s->config.endpoint.tls ? open_tls(s) : 0;
    if (failed == 0) {
        failed = open_way(s);
    }
    if (failed != 0) {
        key_wipe();
        return failed;
    }
    fill_config(s, key);
    session_large(s, false);
    return 0;
}

int session_open_beside(session *s, const session *first)
{
    *s = *first;
    s->way = 1;
    s->config.context = s;
    const int failed = open_way(s);
    if (failed == 0) {
        session_large(s, true);
    }
    return failed;
}

int session_close(session *s, int ends)
{
    const char *const path = s->given->session;
    ymr_tls_session *const kept = &ways[0].kept;

    key_wipe();
    ymr_wipe(&proxy_server, sizeof proxy_server);
    s->config.transport->api->close(s->config.transport);
    if (s->config.endpoint.tls) {
        note_detail("TLS took at most %zu of its %zu bytes of memory", ymr_tls_pool_peak(), sizeof pool);
    }
    if (path != NULL && kept->changed && ymr_posix_session_save(path, kept) != YMR_OK) {
        note_warning("session file %s cannot be written: %s", display_safe_string(path), strerror(errno));
    }
    ymr_tls_session_clear(kept);
    return ends;
}

void session_large(session *s, bool large)
{
    way *const w = &ways[s->way];
    s->config.workspace = large ? (ymr_workspace){large_io,
                                                  sizeof large_io,
                                                  session_large_text,
                                                  sizeof session_large_text,
                                                  session_large_tokens,
                                                  YMR_BOARD_LARGE_TOKENS}
                                : (ymr_workspace){w->io,     sizeof w->io, w->text, sizeof w->text,
                                                  w->tokens, YMR_BOARD_TOKENS};
    const ymr_status status = ymr_client_init(&s->client, &s->config);
    if (status != YMR_OK) {
        note_error("client: %s", ymr_status_text(status));
    }
}

void session_elsewhere(session *s, const ymr_endpoint *endpoint)
{
    name_place(s, endpoint);
    ways[s->way].tls.config.session = NULL; /* there is room for one, and the API's saves more */
}

ymr_tls_reason session_tls_why(const session *s)
{
    return s->config.endpoint.tls ? ymr_tls_why(&ways[s->way].tls) : YMR_TLS_REASON_NONE;
}

static ymr_status step(session *s)
{
    const ymr_status status = ymr_client_step(&s->client);
    if (status != YMR_PENDING) {
        return status;
    }
    if (signals_stop() || s->enough || s->limited) {
        ymr_client_cancel(&s->client);
        return s->enough ? YMR_OK : s->limited ? YMR_E_LIMIT : YMR_E_STOPPED;
    }
    progress_tick();
    ymr_client_wait(&s->client, TICK_MS);
    return YMR_PENDING;
}

ymr_status session_run(session *s, ymr_status started)
{
    ymr_status status = started == YMR_OK ? YMR_PENDING : started;

    s->enough = s->limited = false;
    while (status == YMR_PENDING) {
        status = step(s);
    }
    return status;
}
