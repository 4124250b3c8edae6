#include <string.h>

#include <mbedtls/oid.h>
#include <mbedtls/platform.h>
#include <mbedtls/x509.h>

#include "tls_internal.h"
#include "ymr/time.h"

enum {
    MAX_CANDIDATES = 8, /* authorities for one chain: those of each issuer, a renewed one beside the old */
    HEAD = 4            /* of a handshake message: its type and length */
};

/* ---- Time ---------------------------------------------------------------------------------------------- */

static int64_t instant(const mbedtls_x509_time *time)
{
    const ymr_civil civil = {
        .year = time->year,
        .month = (uint8_t)time->mon,
        .day = (uint8_t)time->day,
        .hour = (uint8_t)time->hour,
        .minute = (uint8_t)time->min,
        .second = (uint8_t)time->sec,
    };

    return ymr_time_unix_ms(&civil);
}

/* notAfter is the last second of a certificate's life, not its end (RFC 5280, section 4.1.2.5). */
static int64_t last_instant(const mbedtls_x509_crt *certificate)
{
    return instant(&certificate->valid_to) + 999;
}

static uint32_t check_dates(const ymr_tls *tls, const mbedtls_x509_crt *certificate)
{
    int64_t now_ms;
    const ymr_clock_state state = tls->config.clock.now(tls->config.clock.context, &now_ms);
    uint32_t flags = 0;

    if (now_ms > last_instant(certificate)) {
        flags |= MBEDTLS_X509_BADCERT_EXPIRED;
    }
    /* The floor is the earliest that it can be: certificates that are younger are what is to be expected. */
    if (state != YMR_CLOCK_FLOOR && now_ms < instant(&certificate->valid_from)) {
        flags |= MBEDTLS_X509_BADCERT_FUTURE;
    }
    return flags;
}

/* ---- The issuer that is needed ------------------------------------------------------------------------- */

/* Names by bytes, not by meaning: an authority must copy its subject into what it issues as it is. */
static bool equal(ymr_span a, ymr_span b)
{
    return a.length == b.length && memcmp(a.bytes, b.bytes, a.length) == 0;
}

static bool is_subject(ymr_span certificate, ymr_span name)
{
    ymr_span subject;

    return ymr_tls_der_subject(certificate, &subject) && equal(subject, name);
}

/* An authority is what may sign, so that a server's own certificate among them does not pass for one. Of
 * version 1 they had no way to say so. */
static bool is_authority(const mbedtls_x509_crt *candidate)
{
    return candidate->version < 3 || mbedtls_x509_crt_get_ca_istrue(candidate) == 1;
}

static int parse(const ymr_tls *tls, ymr_span der, mbedtls_x509_crt **parsed)
{
    int result;

    *parsed = mbedtls_calloc(1, sizeof **parsed);
    if (*parsed == NULL) {
        return MBEDTLS_ERR_X509_ALLOC_FAILED;
    }
    mbedtls_x509_crt_init(*parsed);
    if (tls->config.anchors->lasting) {
        result = mbedtls_x509_crt_parse_der_nocopy(*parsed, der.bytes, der.length);
    } else {
        result = mbedtls_x509_crt_parse_der(*parsed, der.bytes, der.length);
    }
    if (result == 0 && !is_authority(*parsed)) {
        result = MBEDTLS_ERR_X509_BAD_INPUT_DATA;
    }
    if (result != 0) {
        mbedtls_x509_crt_free(*parsed);
        mbedtls_free(*parsed);
        *parsed = NULL;
    }
    return result;
}

/* Mbed TLS takes the first that fits, so those that are valid now come first. */
static void insert(const ymr_tls *tls, mbedtls_x509_crt **list, mbedtls_x509_crt *candidate)
{
    if (check_dates(tls, candidate) != 0) {
        while (*list != NULL) {
            list = &(*list)->next;
        }
    }
    candidate->next = *list;
    *list = candidate;
}

/* Parses the authorities of this name in front of those that are there. */
static ymr_status collect(ymr_tls *tls, ymr_span issuer)
{
    ymr_anchors *anchors = tls->config.anchors;
    ymr_status status = anchors->api->rewind(anchors);

    while (status == YMR_OK && tls->candidate_count < MAX_CANDIDATES) {
        mbedtls_x509_crt *candidate;
        ymr_span der;
        status = anchors->api->next(anchors, &der);
        if (status != YMR_OK || der.length == 0) {
            break;
        }
        if (!is_subject(der, issuer)) {
            continue;
        }
        const int result = parse(tls, der, &candidate);
        if (ymr_tls_error_is_memory(result)) {
            status = YMR_E_TLS_MEMORY;
        } else if (result == 0) {
            insert(tls, &tls->candidates, candidate);
            tls->candidate_count++;
        }
    }
    return status;
}

/* Two certificates of one issuer need it once. */
static bool is_collected(const ymr_tls *tls, ymr_span issuer)
{
    const mbedtls_x509_crt *candidate = tls->candidates;

    for (; candidate != NULL; candidate = candidate->next) {
        if (equal(issuer, (ymr_span){candidate->subject_raw.p, candidate->subject_raw.len})) {
            return true;
        }
    }
    return false;
}

/* Takes a number of so many bytes and as many bytes as it says off the front of `rest`. */
static bool take_counted(ymr_span *rest, size_t size_of_count, ymr_span *counted)
{
    size_t count = 0;

    if (rest->length < size_of_count) {
        return false;
    }
    for (size_t i = 0; i < size_of_count; i++) {
        count = count << 8 | rest->bytes[i];
    }
    if (count > rest->length - size_of_count) {
        return false;
    }
    *counted = (ymr_span){rest->bytes + size_of_count, count};
    rest->bytes += size_of_count + count;
    rest->length -= size_of_count + count;
    return true;
}

/* The message Certificate after its head (RFC 5246, section 7.4.2; RFC 8446, section 4.4.2). One that is
 * broken is Mbed TLS' to refuse. */
static ymr_status collect_for_chain(ymr_tls *tls, ymr_span message, bool tls13)
{
    ymr_status status = YMR_OK;
    ymr_span ignored;
    ymr_span list;

    if ((tls13 && !take_counted(&message, 1, &ignored)) || !take_counted(&message, 3, &list)) {
        return YMR_OK;
    }
    while (status == YMR_OK && list.length > 0) {
        ymr_span certificate;
        ymr_span issuer;
        if (!take_counted(&list, 3, &certificate) || (tls13 && !take_counted(&list, 2, &ignored)) ||
            !ymr_tls_der_issuer(certificate, &issuer)) {
            break;
        }
        status = is_collected(tls, issuer) ? YMR_OK : collect(tls, issuer);
    }
    return status;
}

/* Of Mbed TLS' library/ssl_misc.h: reads a message, or leaves the one that was read where
 * `keep_current_message` says that it was not used yet. */
int mbedtls_ssl_read_record(mbedtls_ssl_context *ssl, unsigned update_hs_digest);

/*
 * Mbed TLS has a callback that gives it authorities, but a verification that asks it cannot be interrupted.
 * So the message is looked at here first, and Mbed TLS finds the authorities that it will need where it
 * expects them.
 */
int ymr_tls_find_anchors(ymr_tls *tls)
{
    mbedtls_ssl_context *ssl = &tls->ssl;
    const bool tls13 = mbedtls_ssl_get_version_number(ssl) == MBEDTLS_SSL_VERSION_TLS1_3;
    const int result = mbedtls_ssl_read_record(ssl, tls13 ? 0 : 1);

    if (result != 0) {
        return result;
    }
    ssl->MBEDTLS_PRIVATE(keep_current_message) = 1;
    tls->anchored = true;
    if (ssl->MBEDTLS_PRIVATE(in_msgtype) == MBEDTLS_SSL_MSG_HANDSHAKE &&
        ssl->MBEDTLS_PRIVATE(in_msg)[0] == MBEDTLS_SSL_HS_CERTIFICATE) {
        const ymr_span message = {ssl->MBEDTLS_PRIVATE(in_msg) + HEAD, ssl->MBEDTLS_PRIVATE(in_hslen) - HEAD};
        tls->cause = collect_for_chain(tls, message, tls13);
    }
    mbedtls_ssl_conf_ca_chain(&tls->settings, tls->candidates, NULL);
    return tls->cause == YMR_OK ? 0 : MBEDTLS_ERR_X509_FATAL_ERROR;
}

void ymr_tls_free_anchors(ymr_tls *tls)
{
    mbedtls_x509_crt_free(tls->candidates);
    mbedtls_free(tls->candidates);
    tls->candidates = NULL;
    tls->candidate_count = 0;
}

/* ---- Each certificate of the chain --------------------------------------------------------------------- */

int ymr_tls_check_certificate(void *context, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
    ymr_tls *tls = context;
    const int64_t end = last_instant(certificate);

    *flags |= check_dates(tls, certificate);
    if (end < tls->not_after_ms) {
        tls->not_after_ms = end;
    }
    /* Mbed TLS takes a signature that it had no memory to check for a wrong one, and calls the certificate
     * untrusted. With a pool a little too small that is what everybody would see. */
    if ((*flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0 && ymr_tls_lacked_memory(tls)) {
        tls->cause = YMR_E_TLS_MEMORY;
    }
    if (depth == 0) {
        tls->verified = true;
        if (!ymr_tls_name_fits(tls, certificate)) {
            *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
        }
    }
    ymr_tls_reason_note(tls, certificate, depth, *flags);
    return 0;
}
