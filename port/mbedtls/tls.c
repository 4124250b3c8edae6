#include <string.h>

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/ecp.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/x509.h>

#include "tls_internal.h"

enum state { CLOSED, CONNECTING, HANDSHAKING, OPEN, FAILED };

/* Of the transport below in one call: a record of 16 KB in segments of 1,460 bytes takes 13. */
enum { MOST_READS = 64 };

static ymr_tls *from(ymr_transport *transport)
{
    return (ymr_tls *)transport;
}

static ymr_status fail(ymr_tls *tls, ymr_status status)
{
    tls->failure = status;
    tls->state = FAILED;
    return status;
}

static ymr_status fail_by(ymr_tls *tls, ymr_status status, int error)
{
    (void)fail(tls, status);
    ymr_tls_reason_settle(tls, error);
    return status;
}

/* ---- What Mbed TLS calls ------------------------------------------------------------------------------- */

static int send_below(void *context, const unsigned char *bytes, size_t length)
{
    ymr_tls *tls = context;
    size_t sent = 0;
    const ymr_status status = tls->below->api->send(tls->below, (const char *)bytes, length, &sent);

    if (status == YMR_OK) {
        return (int)sent;
    }
    if (status == YMR_PENDING) {
        return MBEDTLS_ERR_SSL_WANT_WRITE;
    }
    tls->below_failure = status;
    return MBEDTLS_ERR_NET_SEND_FAILED;
}

/* Between two records, the last of which was a HelloRequest of TLS 1.2. Mbed TLS has said no already; what
 * the server makes of that is not waited for. */
static bool is_asked_for_another_handshake(const ymr_tls *tls)
{
    const mbedtls_ssl_context *ssl = &tls->ssl;

    return tls->state == OPEN && !tls->tls13 && ssl->MBEDTLS_PRIVATE(in_left) == 0 &&
           ssl->MBEDTLS_PRIVATE(in_msgtype) == MBEDTLS_SSL_MSG_HANDSHAKE &&
           ssl->MBEDTLS_PRIVATE(in_msg)[0] == MBEDTLS_SSL_HS_HELLO_REQUEST;
}

/* Mbed TLS reads warnings one after the other, for as long as they come. A server that never ends them must
 * not keep the client from looking at its deadlines. */
static int receive_below(void *context, unsigned char *bytes, size_t room)
{
    ymr_tls *tls = context;
    size_t received = 0;

    if (is_asked_for_another_handshake(tls)) {
        tls->cause = YMR_E_TLS;
        return MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE;
    }
    if (tls->reads == MOST_READS) {
        return MBEDTLS_ERR_SSL_WANT_READ;
    }
    tls->reads++;
    const ymr_status status = tls->below->api->receive(tls->below, (char *)bytes, room, &received);
    if (status == YMR_OK) {
        tls->cut = received == 0;
        return (int)received;
    }
    if (status == YMR_PENDING) {
        return MBEDTLS_ERR_SSL_WANT_READ;
    }
    tls->below_failure = status;
    return MBEDTLS_ERR_NET_RECV_FAILED;
}

static int make_random(void *context, unsigned char *bytes, size_t length)
{
    ymr_tls *tls = context;

    if (tls->config.random(tls->config.random_context, bytes, length) != YMR_OK) {
        tls->cause = YMR_E_ENTROPY;
        return MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
    }
    return 0;
}

/* ---- Set-up and its end -------------------------------------------------------------------------------- */

static mbedtls_ssl_protocol_version lowest(const ymr_tls *tls)
{
    return tls->config.minimum == YMR_TLS_1_3 ? MBEDTLS_SSL_VERSION_TLS1_3 : MBEDTLS_SSL_VERSION_TLS1_2;
}

/* In 1.3 Mbed TLS asks for short records too, but takes the server's consent for an error. */
static mbedtls_ssl_protocol_version highest(const ymr_tls *tls)
{
#if defined(MBEDTLS_SSL_PROTO_TLS1_3) && MBEDTLS_SSL_IN_CONTENT_LEN >= 16384
    return tls->config.maximum == YMR_TLS_1_2 ? MBEDTLS_SSL_VERSION_TLS1_2 : MBEDTLS_SSL_VERSION_TLS1_3;
#else
    (void)tls;
    return MBEDTLS_SSL_VERSION_TLS1_2;
#endif
}

/* P-256 before X25519: Mbed TLS has shortcuts for it, so that a key exchange takes 11 million instructions
 * and not 16 (tests/stages/45-resumption.sh). In TLS 1.3 that is nearly all that a resumed handshake
 * costs. */
static const uint16_t groups[] = {
    MBEDTLS_SSL_IANA_TLS_GROUP_SECP256R1,
#if defined(MBEDTLS_ECP_DP_CURVE25519_ENABLED)
    MBEDTLS_SSL_IANA_TLS_GROUP_X25519,
#endif
    MBEDTLS_SSL_IANA_TLS_GROUP_SECP384R1,
    MBEDTLS_SSL_IANA_TLS_GROUP_NONE,
};

static void configure(ymr_tls *tls)
{
    mbedtls_ssl_config *settings = &tls->settings;

    mbedtls_ssl_conf_groups(settings, groups);
    mbedtls_ssl_conf_authmode(settings, MBEDTLS_SSL_VERIFY_REQUIRED);
    mbedtls_ssl_conf_verify(settings, ymr_tls_check_certificate, tls);
    mbedtls_ssl_conf_rng(settings, make_random, tls);
    mbedtls_ssl_conf_min_tls_version(settings, lowest(tls));
    mbedtls_ssl_conf_max_tls_version(settings, highest(tls));
#if defined(MBEDTLS_SSL_PROTO_TLS1_3)
    mbedtls_ssl_conf_tls13_enable_signal_new_session_tickets(
        settings, tls->config.session != NULL ? MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_ENABLED
                                              : MBEDTLS_SSL_TLS1_3_SIGNAL_NEW_SESSION_TICKETS_DISABLED);
#endif
    /* A build with a small record buffer asks for records that fit it (RFC 6066, section 4). */
#if MBEDTLS_SSL_IN_CONTENT_LEN < 1024
    mbedtls_ssl_conf_max_frag_len(settings, MBEDTLS_SSL_MAX_FRAG_LEN_512);
#elif MBEDTLS_SSL_IN_CONTENT_LEN < 2048
    mbedtls_ssl_conf_max_frag_len(settings, MBEDTLS_SSL_MAX_FRAG_LEN_1024);
#elif MBEDTLS_SSL_IN_CONTENT_LEN < 4096
    mbedtls_ssl_conf_max_frag_len(settings, MBEDTLS_SSL_MAX_FRAG_LEN_2048);
#elif MBEDTLS_SSL_IN_CONTENT_LEN < 16384
    mbedtls_ssl_conf_max_frag_len(settings, MBEDTLS_SSL_MAX_FRAG_LEN_4096);
#endif
}

/* Mbed TLS would send an IP address as SNI too, so it gets none: tls_verify.c compares it. */
static int set_host(ymr_tls *tls)
{
    const char *host = tls->endpoint->host;

    tls->address_length = (uint8_t)mbedtls_x509_crt_parse_cn_inet_pton(host, tls->address);
    return mbedtls_ssl_set_hostname(&tls->ssl, tls->address_length > 0 ? NULL : host);
}

static ymr_status set_up(ymr_tls *tls)
{
    mbedtls_ssl_init(&tls->ssl);
    mbedtls_ssl_config_init(&tls->settings);
    tls->set_up = true;
    const ymr_status status = highest(tls) > MBEDTLS_SSL_VERSION_TLS1_2 ? ymr_tls_hooks_start() : YMR_OK;
    if (status != YMR_OK) {
        return status;
    }
    int result = mbedtls_ssl_config_defaults(&tls->settings, MBEDTLS_SSL_IS_CLIENT,
                                             MBEDTLS_SSL_TRANSPORT_STREAM, MBEDTLS_SSL_PRESET_DEFAULT);
    if (result == 0) {
        configure(tls);
        result = mbedtls_ssl_setup(&tls->ssl, &tls->settings);
    }
    if (result == 0) {
        result = set_host(tls);
    }
    if (result != 0) {
        return ymr_tls_handshake_status(tls, result);
    }
    mbedtls_ssl_set_bio(&tls->ssl, tls, send_below, receive_below, NULL);
    return ymr_tls_session_offer(tls);
}

static void tear_down(ymr_tls *tls)
{
    if (tls->set_up) {
        mbedtls_ssl_free(&tls->ssl);
        mbedtls_ssl_config_free(&tls->settings);
        ymr_tls_free_anchors(tls);
        tls->set_up = false;
    }
    tls->unsent = 0;
    tls->read_needs = YMR_WAIT_READ;
    tls->write_needs = YMR_WAIT_WRITE;
    tls->busy = false;
    tls->offered = false;
    tls->anchored = false;
    tls->verified = false;
    tls->ended = false;
    tls->cut = false;
    tls->not_after_ms = INT64_MAX;
    tls->cause = YMR_OK;
    tls->below_failure = YMR_OK;
}

/* ---- Opening ------------------------------------------------------------------------------------------- */

static ymr_status begin(ymr_tls *tls, const ymr_endpoint *endpoint)
{
    if (!endpoint->tls || strlen(endpoint->host) >= YMR_MAX_HOST) {
        return YMR_E_ARGUMENT;
    }
    tear_down(tls);
    ymr_tls_pool_take_back();
    tls->failures = ymr_tls_pool_now().failures;
    tls->endpoint = endpoint;
    tls->detail = 0;
    tls->reason = YMR_TLS_REASON_NONE;
    tls->suite = 0;
    tls->resumed = false;
    tls->state = CONNECTING;
    return YMR_OK;
}

static ymr_status connect_on(ymr_tls *tls)
{
    ymr_status status = tls->below->api->open(tls->below, tls->endpoint);

    if (status == YMR_PENDING) {
        return YMR_PENDING;
    }
    if (status != YMR_OK) {
        tls->detail = tls->below->api->detail != NULL ? tls->below->api->detail(tls->below) : 0;
        return fail(tls, status);
    }
    status = set_up(tls);
    if (status != YMR_OK) {
        return fail(tls, status);
    }
    tls->state = HANDSHAKING;
    return YMR_OK;
}

static ymr_status established(ymr_tls *tls)
{
    tls->suite = mbedtls_ssl_get_ciphersuite_id_from_ssl(&tls->ssl);
    tls->tls13 = mbedtls_ssl_get_version_number(&tls->ssl) == MBEDTLS_SSL_VERSION_TLS1_3;
    tls->resumed = tls->offered && !tls->verified;
    if (!tls->verified && !tls->offered) {
        return fail(tls, YMR_E_TLS_UNTRUSTED); /* it cannot happen, and must not */
    }
    if (!ymr_tls_pool_hand_out()) {
        return fail(tls, YMR_E_TLS_MEMORY);
    }
    tls->state = OPEN;
    ymr_tls_session_keep(tls); /* of 1.2; in 1.3 the tickets come later */
    return YMR_OK;
}

/* A kept session must not stand between client and server: when a handshake fails with it, it is forgotten.
 * If it may have been the reason (it also ties the client to its TLS version), the same is tried without it. */
static ymr_status handshake_failed(ymr_tls *tls, int error)
{
    const ymr_status status = ymr_tls_handshake_status(tls, error);
    const bool by_session = !tls->verified && (status == YMR_E_TLS || status == YMR_E_TLS_VERSION);

    if (!tls->offered) {
        return fail_by(tls, status, error);
    }
    ymr_tls_session_clear(tls->config.session);
    if (!by_session) {
        return fail_by(tls, status, error);
    }
    tls->below->api->close(tls->below);
    tear_down(tls);
    tls->state = CONNECTING;
    tls->busy = true;
    return YMR_PENDING;
}

/* One step, not all that can be done: on a slow CPU some take seconds, and others have to live too. */
static int step(ymr_tls *tls)
{
    const bool at_certificates = tls->ssl.MBEDTLS_PRIVATE(state) == MBEDTLS_SSL_SERVER_CERTIFICATE;

    if (at_certificates && !tls->anchored) {
        return ymr_tls_find_anchors(tls);
    }
    const int result = mbedtls_ssl_handshake_step(&tls->ssl);
    if (at_certificates && result == 0) {
        ymr_tls_free_anchors(tls);
    }
    return result;
}

static ymr_status handshake_on(ymr_tls *tls)
{
    const int result = step(tls);

    switch (result) {
    case 0:
        if (mbedtls_ssl_is_handshake_over(&tls->ssl)) {
            return established(tls);
        }
        tls->busy = true;
        return YMR_PENDING;
    case MBEDTLS_ERR_SSL_CRYPTO_IN_PROGRESS:
        tls->busy = true;
        return YMR_PENDING;
    case MBEDTLS_ERR_SSL_WANT_READ:
        tls->read_needs = YMR_WAIT_READ;
        return YMR_PENDING;
    case MBEDTLS_ERR_SSL_WANT_WRITE:
        tls->read_needs = YMR_WAIT_WRITE;
        return YMR_PENDING;
    default:
        return handshake_failed(tls, result);
    }
}

static ymr_status open_tls(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    ymr_tls *tls = from(transport);
    ymr_status status = YMR_OK;

    tls->busy = false;
    tls->reads = 0;
    if (tls->state == CLOSED) {
        status = begin(tls, endpoint);
    }
    if (status == YMR_OK && tls->state == CONNECTING) {
        status = connect_on(tls);
    }
    if (status != YMR_OK) {
        return status;
    }
    switch (tls->state) {
    case HANDSHAKING:
        return handshake_on(tls);
    case FAILED:
        return tls->failure;
    default:
        return YMR_OK;
    }
}

/* ---- Data ---------------------------------------------------------------------------------------------- */

static ymr_status not_open(const ymr_tls *tls)
{
    return tls->state == FAILED ? tls->failure : YMR_E_CLOSED;
}

/* What neither direction has to know: the connection waits, or has failed. */
static ymr_status paused(ymr_tls *tls, int error, uint8_t *needs)
{
    switch (error) {
    case MBEDTLS_ERR_SSL_WANT_READ:
        *needs = YMR_WAIT_READ;
        return YMR_PENDING;
    case MBEDTLS_ERR_SSL_WANT_WRITE:
        *needs = YMR_WAIT_WRITE;
        return YMR_PENDING;
    case MBEDTLS_ERR_SSL_RECEIVED_NEW_SESSION_TICKET:
        ymr_tls_session_keep(tls);
        return YMR_PENDING;
    default:
        return fail_by(tls, ymr_tls_record_status(tls, error), error);
    }
}

static ymr_status send_tls(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    ymr_tls *tls = from(transport);

    *sent = 0;
    tls->busy = false;
    if (tls->state != OPEN) {
        return not_open(tls);
    }
    /* While a record is on its way Mbed TLS wants the same length again, for it answers what it is given. */
    if (length == 0 || length < tls->unsent) {
        return YMR_E_ARGUMENT;
    }
    if (tls->unsent == 0) {
        const int most = mbedtls_ssl_get_max_out_record_payload(&tls->ssl);
        tls->unsent = most > 0 && length > (size_t)most ? (size_t)most : length;
    }
    const int result = mbedtls_ssl_write(&tls->ssl, (const unsigned char *)bytes, tls->unsent);
    if (result <= 0) {
        return paused(tls, result, &tls->write_needs);
    }
    tls->unsent = 0;
    tls->write_needs = YMR_WAIT_WRITE;
    *sent = (size_t)result;
    return YMR_OK;
}

static ymr_status receive_tls(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    ymr_tls *tls = from(transport);

    *received = 0;
    tls->busy = false;
    tls->reads = 0;
    if (tls->state != OPEN) {
        return not_open(tls);
    }
    if (room == 0) {
        return YMR_E_ARGUMENT;
    }
    if (tls->ended) {
        return YMR_OK;
    }
    const int result = mbedtls_ssl_read(&tls->ssl, (unsigned char *)bytes, room);
    if (result > 0) {
        tls->read_needs = YMR_WAIT_READ;
        *received = (size_t)result;
        return YMR_OK;
    }
    if (result == MBEDTLS_ERR_SSL_PEER_CLOSE_NOTIFY) {
        tls->ended = true;
        return YMR_OK;
    }
    if (result != 0) {
        return paused(tls, result, &tls->read_needs);
    }
    /* 0: a record without a byte; or the end of the connection below, and nobody vouches that this was all
     * (RFC 8446, section 6.1). */
    return tls->cut ? fail(tls, YMR_E_CLOSED) : paused(tls, MBEDTLS_ERR_SSL_WANT_READ, &tls->read_needs);
}

static void close_tls(ymr_transport *transport)
{
    ymr_tls *tls = from(transport);

    /* A record that is still on its way would leave before it, when whoever sent it has been told that it has
     * not. */
    if (tls->state == OPEN && tls->unsent == 0) {
        (void)mbedtls_ssl_close_notify(&tls->ssl); /* good manners, if there is room for it without waiting */
    }
    tear_down(tls);
    tls->below->api->close(tls->below);
    tls->state = CLOSED;
}

static void wait_tls(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    const ymr_tls *tls = from(transport);
    unsigned needs = interest;

    if (tls->busy) {
        return;
    }
    if (tls->state == HANDSHAKING) {
        needs = tls->read_needs;
    } else if (tls->state == OPEN) {
        if ((interest & YMR_WAIT_READ) != 0 && (tls->ended || mbedtls_ssl_check_pending(&tls->ssl) != 0)) {
            return;
        }
        needs = (interest & YMR_WAIT_READ) != 0 ? tls->read_needs : 0;
        needs |= (interest & YMR_WAIT_WRITE) != 0 ? tls->write_needs : 0;
    }
    tls->below->api->wait(tls->below, needs, timeout_ms);
}

static int32_t detail(const ymr_transport *transport)
{
    return ((const ymr_tls *)transport)->detail;
}

static const ymr_transport_api api = {open_tls, send_tls, receive_tls, close_tls, wait_tls, detail};

/* ---- The caller's side --------------------------------------------------------------------------------- */

ymr_status ymr_tls_init(ymr_tls *tls, ymr_transport *below, const ymr_tls_config *config)
{
    if (below == NULL || config->anchors == NULL || config->random == NULL || config->clock.now == NULL) {
        return YMR_E_ARGUMENT;
    }
    memset(tls, 0, sizeof *tls);
    tls->transport.api = &api;
    tls->below = below;
    tls->config = *config;
    if (lowest(tls) > highest(tls)) {
        return YMR_E_ARGUMENT;
    }
    tear_down(tls);
#if defined(MBEDTLS_ECP_RESTARTABLE)
    mbedtls_ecp_set_max_ops(YMR_TLS_STEP_OPS);
#endif
    ymr_tls_hooks_set(config->random, config->random_context, config->clock);
    return YMR_OK;
}

const char *ymr_tls_version(const ymr_tls *tls)
{
    if (tls->suite == 0) {
        return "";
    }
    return tls->tls13 ? "TLSv1.3" : "TLSv1.2";
}

const char *ymr_tls_cipher(const ymr_tls *tls)
{
    return tls->suite == 0 ? "" : mbedtls_ssl_get_ciphersuite_name(tls->suite);
}

bool ymr_tls_resumed(const ymr_tls *tls)
{
    return tls->resumed;
}
