#include <string.h>

#include <mbedtls/sha256.h>
#include <mbedtls/version.h>

#include "tls_internal.h"

/* The time of the build's newest change: what was verified by other rules is verified anew. */
#ifdef YMR_BUILD_UNIX
#define BUILD ((uint64_t)(YMR_BUILD_UNIX))
#else
#define BUILD UINT64_C(0)
#endif

enum { DEFAULT_SECONDS = 24 * 60 * 60 };

void ymr_tls_session_clear(ymr_tls_session *session)
{
    ymr_wipe(session, sizeof *session);
    session->changed = true;
}

/* What a session must not be carried over: who was verified, on whose word, by which rules and build. */
static void bind(const ymr_tls *tls, uint8_t binding[32])
{
    ymr_anchors *anchors = tls->config.anchors;
    const uint64_t trust = anchors->api->identity != NULL ? anchors->api->identity(anchors) : 0;
    const uint64_t facts[] = {
        MBEDTLS_VERSION_NUMBER, BUILD, sizeof(ymr_tls), (uint64_t)tls->config.minimum, (uint64_t)tls->config.maximum,
        trust, tls->endpoint->port,
    };
    mbedtls_sha256_context hash;

    mbedtls_sha256_init(&hash);
    mbedtls_sha256_starts(&hash, 0);
    mbedtls_sha256_update(&hash, (const unsigned char *)facts, sizeof facts);
    mbedtls_sha256_update(&hash, (const unsigned char *)tls->endpoint->host, strlen(tls->endpoint->host));
    mbedtls_sha256_finish(&hash, binding);
    mbedtls_sha256_free(&hash);
}

static int64_t now(const ymr_tls *tls)
{
    int64_t unix_ms;

    (void)tls->config.clock.now(tls->config.clock.context, &unix_ms);
    return unix_ms;
}

/* While the clock stands at its floor, what was kept in that state has age 0, and what was kept when the time
 * was known lies in the future: its age cannot be told, so it is not used. */
static bool is_fresh(const ymr_tls *tls, const ymr_tls_session *session)
{
    const uint32_t seconds = tls->config.session_seconds != 0 ? tls->config.session_seconds : DEFAULT_SECONDS;
    const int64_t now_ms = now(tls);

    return session->verified_ms <= now_ms && now_ms - session->verified_ms <= (int64_t)seconds * 1000 &&
           now_ms <= session->not_after_ms;
}

static bool may_be_offered(const ymr_tls *tls, const ymr_tls_session *session)
{
    uint8_t binding[32];

    if (session == NULL || session->length == 0 || session->length > sizeof session->bytes) {
        return false;
    }
    bind(tls, binding);
    return memcmp(binding, session->binding, sizeof binding) == 0 && is_fresh(tls, session);
}

ymr_status ymr_tls_session_offer(ymr_tls *tls)
{
    const ymr_tls_session *kept = tls->config.session;
    mbedtls_ssl_session session;

    if (!may_be_offered(tls, kept)) {
        return YMR_OK;
    }
    mbedtls_ssl_session_init(&session);
    int result = mbedtls_ssl_session_load(&session, kept->bytes, kept->length);
    if (result == 0) {
        result = mbedtls_ssl_set_session(&tls->ssl, &session);
    }
    mbedtls_ssl_session_free(&session);
    if (ymr_tls_error_is_memory(result)) {
        tls->detail = result;
        return YMR_E_TLS_MEMORY;
    }
    tls->offered = result == 0;
    return YMR_OK;
}

/* By a ticket; in 1.2 also by a number that the server keeps (in 1.3 that field is only there for show). */
static bool can_be_resumed(const ymr_tls *tls, const mbedtls_ssl_session *session)
{
    return session->MBEDTLS_PRIVATE(ticket_len) > 0 ||
           (!tls->tls13 && mbedtls_ssl_session_get_id_len(session) > 0);
}

/* Without the server's certificate, which Mbed TLS would add: up to 3 KB that nobody looks at again. */
static int save(const mbedtls_ssl_session *session, ymr_tls_session *kept, size_t *length)
{
    mbedtls_ssl_session bare = *session;

#if defined(MBEDTLS_SSL_KEEP_PEER_CERTIFICATE)
    bare.MBEDTLS_PRIVATE(peer_cert) = NULL;
#endif
    const int result = mbedtls_ssl_session_save(&bare, kept->bytes, sizeof kept->bytes, length);
    ymr_wipe(&bare, sizeof bare);
    return result;
}

void ymr_tls_session_keep(ymr_tls *tls)
{
    ymr_tls_session *kept = tls->config.session;
    const mbedtls_ssl_session *session = tls->ssl.MBEDTLS_PRIVATE(session);
    size_t length;

    if (kept == NULL || session == NULL || !can_be_resumed(tls, session)) {
        return;
    }
    if (save(session, kept, &length) != 0) {
        ymr_tls_session_clear(kept);
        return;
    }
    kept->length = (uint16_t)length;
    kept->changed = true;
    bind(tls, kept->binding);
    if (tls->verified) {
        kept->verified_ms = now(tls);
        kept->not_after_ms = tls->not_after_ms;
    }
}
