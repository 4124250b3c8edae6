#include <mbedtls/asn1.h>
#include <mbedtls/bignum.h>
#include <mbedtls/cipher.h>
#include <mbedtls/ecp.h>
#include <mbedtls/error.h>
#include <mbedtls/md.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/pk.h>
#include <mbedtls/platform.h>

#include "tls_internal.h"

/* An error of Mbed TLS is the sum of one of a high module and one of a low one. */
static int high_part(int error)
{
    return -(-error & 0xff80);
}

static int low_part(int error)
{
    return -(-error & 0x7f);
}

bool ymr_tls_lacked_memory(const ymr_tls *tls)
{
    return ymr_tls_pool_now().failures != tls->failures;
}

bool ymr_tls_error_is_memory(int error)
{
    switch (high_part(error)) {
    case MBEDTLS_ERR_SSL_ALLOC_FAILED:
    case MBEDTLS_ERR_X509_ALLOC_FAILED:
    case MBEDTLS_ERR_PK_ALLOC_FAILED:
    case MBEDTLS_ERR_ECP_ALLOC_FAILED:
    case MBEDTLS_ERR_MD_ALLOC_FAILED:
    case MBEDTLS_ERR_CIPHER_ALLOC_FAILED:
        return true;
    default:
        break;
    }
    switch (low_part(error)) {
    case MBEDTLS_ERR_MPI_ALLOC_FAILED:
    case MBEDTLS_ERR_ASN1_ALLOC_FAILED:
        return true;
    default:
        return false;
    }
}

/* ---- Certificates -------------------------------------------------------------------------------------- */

static const struct {
    uint32_t flags;
    ymr_status status;
} verdicts[] = {
    {MBEDTLS_X509_BADCERT_NOT_TRUSTED | MBEDTLS_X509_BADCERT_KEY_USAGE | MBEDTLS_X509_BADCERT_EXT_KEY_USAGE |
         MBEDTLS_X509_BADCERT_NS_CERT_TYPE | MBEDTLS_X509_BADCERT_MISSING | MBEDTLS_X509_BADCERT_OTHER,
     YMR_E_TLS_UNTRUSTED},
    {MBEDTLS_X509_BADCERT_CN_MISMATCH, YMR_E_TLS_HOST},
    {MBEDTLS_X509_BADCERT_BAD_KEY | MBEDTLS_X509_BADCERT_BAD_MD | MBEDTLS_X509_BADCERT_BAD_PK,
     YMR_E_TLS_WEAK},
    {MBEDTLS_X509_BADCERT_EXPIRED, YMR_E_TLS_EXPIRED},
    {MBEDTLS_X509_BADCERT_FUTURE, YMR_E_TLS_EARLY},
};

static ymr_status verdict(uint32_t flags)
{
    for (size_t i = 0; i < sizeof verdicts / sizeof verdicts[0]; i++) {
        if ((flags & verdicts[i].flags) != 0) {
            return verdicts[i].status;
        }
    }
    return YMR_E_TLS_UNTRUSTED;
}

static bool is_about_certificate(int error)
{
    /* The last: no authority had the name of an issuer. */
    return error == MBEDTLS_ERR_X509_CERT_VERIFY_FAILED || error == MBEDTLS_ERR_SSL_BAD_CERTIFICATE ||
           error == MBEDTLS_ERR_SSL_CA_CHAIN_REQUIRED;
}

/* A chain that is longer than Mbed TLS has room for: it gives up, and sets every flag. With a callback that
 * failed it does the same, but then there is a cause. */
static bool is_about_chain(int error, uint32_t flags)
{
    return error == MBEDTLS_ERR_X509_FATAL_ERROR && flags == UINT32_MAX;
}

/* ---- The rest ------------------------------------------------------------------------------------------ */

static bool is_version_alert(const ymr_tls *tls, int error)
{
    return error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE &&
           tls->ssl.MBEDTLS_PRIVATE(in_msg)[1] == MBEDTLS_SSL_ALERT_MSG_PROTOCOL_VERSION;
}

/* What both phases have in common. YMR_OK: nothing of that. */
static ymr_status common_status(ymr_tls *tls, int error)
{
    if (error == MBEDTLS_ERR_NET_RECV_FAILED || error == MBEDTLS_ERR_NET_SEND_FAILED) {
        const ymr_transport *below = tls->below;
        tls->detail = below->api->detail != NULL ? below->api->detail(below) : 0;
        return tls->below_failure;
    }
    tls->detail = error;
    if (tls->cause != YMR_OK) {
        return tls->cause;
    }
    if (error == MBEDTLS_ERR_SSL_CONN_EOF) {
        return YMR_E_CLOSED;
    }
    return ymr_tls_lacked_memory(tls) || ymr_tls_error_is_memory(error) ? YMR_E_TLS_MEMORY : YMR_OK;
}

static ymr_status other_handshake_status(const ymr_tls *tls, int error)
{
    if (error == MBEDTLS_ERR_SSL_BAD_PROTOCOL_VERSION || is_version_alert(tls, error)) {
        return YMR_E_TLS_VERSION;
    }
    switch (high_part(error)) {
    case MBEDTLS_ERR_PK_UNKNOWN_PK_ALG:
    case MBEDTLS_ERR_PK_UNKNOWN_NAMED_CURVE:
        return YMR_E_TLS_WEAK;
    default:
        return YMR_E_TLS;
    }
}

ymr_status ymr_tls_handshake_status(ymr_tls *tls, int error)
{
    const uint32_t flags = mbedtls_ssl_get_verify_result(&tls->ssl);

    if ((is_about_certificate(error) || is_about_chain(error, flags)) && flags != 0 && tls->cause == YMR_OK) {
        tls->detail = (int32_t)flags;
        return verdict(flags);
    }
    const ymr_status status = common_status(tls, error);
    return status != YMR_OK ? status : other_handshake_status(tls, error);
}

ymr_status ymr_tls_record_status(ymr_tls *tls, int error)
{
    const ymr_status status = common_status(tls, error);

    if (status != YMR_OK) {
        return status;
    }
    return error == MBEDTLS_ERR_SSL_FATAL_ALERT_MESSAGE ? YMR_E_RESET : YMR_E_TLS_RECORD;
}
