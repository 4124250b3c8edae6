#include "tls_internal.h"

#if YMR_TLS_REASONS

#include <string.h>

#include <mbedtls/error.h>
#include <mbedtls/oid.h>

/* ---- Why nobody vouches for a certificate -------------------------------------------------------------- */

static bool same_name(const mbedtls_x509_buf *a, const mbedtls_x509_buf *b)
{
    return a->len == b->len && memcmp(a->p, b->p, a->len) == 0;
}

/* Among those that the server sent along, or of those that are trusted. */
static const mbedtls_x509_crt *named(const mbedtls_x509_crt *list, const mbedtls_x509_buf *subject)
{
    while (list != NULL && !same_name(&list->subject_raw, subject)) {
        list = list->next;
    }
    return list;
}

static bool may_sign(const mbedtls_x509_crt *certificate)
{
    return mbedtls_x509_crt_get_ca_istrue(certificate) == 1 &&
           mbedtls_x509_crt_check_key_usage(certificate, MBEDTLS_X509_KU_KEY_CERT_SIGN) == 0;
}

/* +1: that is how it is stored; 0: there is no limit. */
static bool reaches(const mbedtls_x509_crt *authority, int depth)
{
    const int most = authority->MBEDTLS_PRIVATE(max_pathlen);

    return most == 0 || depth < most;
}

static ymr_tls_reason untrusted(const ymr_tls *tls, const mbedtls_x509_crt *certificate, int depth)
{
    const mbedtls_x509_crt *issuer;

    if (same_name(&certificate->issuer_raw, &certificate->subject_raw)) {
        return depth == 0 ? YMR_TLS_REASON_SELF_SIGNED : YMR_TLS_REASON_ROOT;
    }
    if (named(tls->candidates, &certificate->issuer_raw) != NULL) {
        return YMR_TLS_REASON_FORGED;
    }
    issuer = named(certificate->next, &certificate->issuer_raw);
    if (issuer == NULL) {
        return YMR_TLS_REASON_ISSUER;
    }
    return may_sign(issuer) && reaches(issuer, depth) ? YMR_TLS_REASON_FORGED : YMR_TLS_REASON_NOT_AUTHORITY;
}

/* ---- Why a certificate is not this host's -------------------------------------------------------------- */

static ymr_tls_reason other_host(const mbedtls_x509_crt *certificate)
{
    const mbedtls_x509_sequence *name = &certificate->subject_alt_names;

    if (!mbedtls_x509_crt_has_ext_type(certificate, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME)) {
        return YMR_TLS_REASON_NO_NAME;
    }
    for (; name != NULL; name = name->next) {
        if ((name->buf.tag & MBEDTLS_ASN1_TAG_VALUE_MASK) == MBEDTLS_X509_SAN_DNS_NAME &&
            memchr(name->buf.p, '*', name->buf.len) != NULL) {
            return YMR_TLS_REASON_WILDCARD;
        }
    }
    return YMR_TLS_REASON_NONE;
}

/* Certificates come from the authority's end to the server's: what was found there says more. */
void ymr_tls_reason_note(ymr_tls *tls, const mbedtls_x509_crt *certificate, int depth, uint32_t flags)
{
    if (tls->reason != YMR_TLS_REASON_NONE) {
        return;
    }
    if ((flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0) {
        tls->reason = (uint8_t)untrusted(tls, certificate, depth);
    } else if ((flags & MBEDTLS_X509_BADCERT_CN_MISMATCH) != 0) {
        tls->reason = (uint8_t)other_host(certificate);
    }
}

/* ---- What the error says ------------------------------------------------------------------------------- */

static ymr_tls_reason by_flags(const ymr_tls *tls, uint32_t flags)
{
    switch (tls->failure) {
    case YMR_E_TLS_UNTRUSTED:
        if (flags == UINT32_MAX) {
            return YMR_TLS_REASON_LONG_CHAIN;
        }
        if ((flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) == 0) {
            return YMR_TLS_REASON_PURPOSE;
        }
        return tls->reason != YMR_TLS_REASON_NONE ? (ymr_tls_reason)tls->reason : YMR_TLS_REASON_ISSUER;
    case YMR_E_TLS_HOST:
        return (ymr_tls_reason)tls->reason;
    case YMR_E_TLS_WEAK:
        return (flags & MBEDTLS_X509_BADCERT_BAD_MD) != 0 ? YMR_TLS_REASON_SIGNATURE : YMR_TLS_REASON_KEY;
    default:
        return YMR_TLS_REASON_NONE;
    }
}

/* It has an error for that, and others with it. */
static bool is_too_long(const ymr_tls *tls)
{
    return tls->failure == YMR_E_TLS && tls->ssl.MBEDTLS_PRIVATE(in_msgtype) == MBEDTLS_SSL_MSG_HANDSHAKE &&
           tls->ssl.MBEDTLS_PRIVATE(in_hslen) > MBEDTLS_SSL_IN_CONTENT_LEN;
}

static ymr_tls_reason by_error(const ymr_tls *tls, int error)
{
    const ymr_status failure = tls->failure;

    if (failure == YMR_E_TLS_WEAK) {
        return YMR_TLS_REASON_KEY; /* of a kind that this build cannot even read */
    }
    if (failure != YMR_E_TLS && failure != YMR_E_TLS_RECORD && failure != YMR_E_RESET) {
        return YMR_TLS_REASON_NONE;
    }
    switch (error) {
    case MBEDTLS_ERR_SSL_INVALID_RECORD:
    case MBEDTLS_ERR_SSL_UNEXPECTED_RECORD:
        return YMR_TLS_REASON_NOT_TLS;
    case MBEDTLS_ERR_SSL_INVALID_MAC:
        return YMR_TLS_REASON_DAMAGED;
    case MBEDTLS_ERR_SSL_UNEXPECTED_MESSAGE:
        return tls->cause == YMR_E_TLS ? YMR_TLS_REASON_RENEGOTIATION : YMR_TLS_REASON_NONE;
    case MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE:
        return YMR_TLS_REASON_ALERT;
    default:
        return is_too_long(tls) ? YMR_TLS_REASON_LONG_MESSAGE : YMR_TLS_REASON_NONE;
    }
}

void ymr_tls_reason_settle(ymr_tls *tls, int error)
{
    const bool by_certificate = tls->failure <= YMR_E_TLS_UNTRUSTED && tls->failure >= YMR_E_TLS_WEAK;

    tls->reason = (uint8_t)(by_certificate && tls->detail == (int32_t)mbedtls_ssl_get_verify_result(&tls->ssl)
                                ? by_flags(tls, (uint32_t)tls->detail)
                                : by_error(tls, error));
}

ymr_tls_reason ymr_tls_why(const ymr_tls *tls)
{
    return (ymr_tls_reason)tls->reason;
}

#else

ymr_tls_reason ymr_tls_why(const ymr_tls *tls)
{
    (void)tls;
    return YMR_TLS_REASON_NONE;
}

#endif
