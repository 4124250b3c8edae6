#include <string.h>

#include <mbedtls/oid.h>
#include <mbedtls/platform.h>
#include <mbedtls/x509.h>

#include "tls_internal.h"
#include "ymr/time.h"

/* Authorities with one and the same name that are parsed: a renewed root beside its predecessor. */
enum { MAX_CANDIDATES = 4 };

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

/* By bytes, not by meaning: an authority must copy its subject into what it issues as it is. */
static bool is_subject(ymr_span certificate, const mbedtls_x509_buf *name)
{
    ymr_span subject;

    return ymr_tls_der_subject(certificate, &subject) && subject.length == name->len &&
           memcmp(subject.bytes, name->p, name->len) == 0;
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

static ymr_status collect(ymr_tls *tls, const mbedtls_x509_buf *issuer, mbedtls_x509_crt **list)
{
    ymr_anchors *anchors = tls->config.anchors;
    ymr_status status = anchors->api->rewind(anchors);
    unsigned found = 0;

    while (status == YMR_OK && found < MAX_CANDIDATES) {
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
            insert(tls, list, candidate);
            found++;
        }
    }
    return status;
}

int ymr_tls_find_anchors(void *context, const mbedtls_x509_crt *child, mbedtls_x509_crt **candidates)
{
    ymr_tls *tls = context;

    *candidates = NULL;
    if (child->issuer_raw.len == 0) {
        return 0; /* a chain without a certificate that could be parsed */
    }
    const ymr_status status = collect(tls, &child->issuer_raw, candidates);
    tls->candidates = *candidates;
    if (status != YMR_OK) {
        tls->cause = status;
        return MBEDTLS_ERR_X509_FATAL_ERROR;
    }
    return 0;
}

/* ---- Each certificate of the chain --------------------------------------------------------------------- */

static bool has_address(const mbedtls_x509_crt *certificate, const uint8_t *address, size_t length)
{
    if (!mbedtls_x509_crt_has_ext_type(certificate, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME)) {
        return false;
    }
    const mbedtls_x509_sequence *name = &certificate->subject_alt_names;
    for (; name != NULL; name = name->next) {
        if ((name->buf.tag & MBEDTLS_ASN1_TAG_VALUE_MASK) == MBEDTLS_X509_SAN_IP_ADDRESS &&
            name->buf.len == length && memcmp(name->buf.p, address, length) == 0) {
            return true;
        }
    }
    return false;
}

static int check_signature(const mbedtls_x509_crt *certificate, const mbedtls_x509_crt *issuer)
{
    const mbedtls_md_info_t *digest = mbedtls_md_info_from_type(certificate->MBEDTLS_PRIVATE(sig_md));
    unsigned char hash[MBEDTLS_MD_MAX_SIZE];
    mbedtls_pk_context key = issuer->pk; /* not changed by it, but not const either */

    const int result = mbedtls_md(digest, certificate->tbs.p, certificate->tbs.len, hash);
    if (result != 0) {
        return result;
    }
    return mbedtls_pk_verify_ext(certificate->MBEDTLS_PRIVATE(sig_pk), certificate->MBEDTLS_PRIVATE(sig_opts),
                                 &key, certificate->MBEDTLS_PRIVATE(sig_md), hash,
                                 mbedtls_md_get_size(digest), certificate->MBEDTLS_PRIVATE(sig).p,
                                 certificate->MBEDTLS_PRIVATE(sig).len);
}

/* Mbed TLS takes a signature that it had no memory to check for a wrong one, and calls the certificate
 * untrusted. With a pool a little too small that is what everybody would see, so the check is done once more
 * for its error. */
static void find_lack_of_memory(ymr_tls *tls, const mbedtls_x509_crt *certificate,
                                const mbedtls_x509_crt *issuers)
{
    for (; issuers != NULL; issuers = issuers->next) {
        if (issuers->subject_raw.len == certificate->issuer_raw.len &&
            memcmp(issuers->subject_raw.p, certificate->issuer_raw.p, certificate->issuer_raw.len) == 0 &&
            ymr_tls_error_is_memory(check_signature(certificate, issuers))) {
            tls->cause = YMR_E_TLS_MEMORY;
        }
    }
}

int ymr_tls_check_certificate(void *context, mbedtls_x509_crt *certificate, int depth, uint32_t *flags)
{
    ymr_tls *tls = context;
    const int64_t end = last_instant(certificate);

    *flags |= check_dates(tls, certificate);
    if (end < tls->not_after_ms) {
        tls->not_after_ms = end;
    }
    if ((*flags & MBEDTLS_X509_BADCERT_NOT_TRUSTED) != 0 && certificate->raw.len > 0) {
        find_lack_of_memory(tls, certificate, tls->candidates);
        find_lack_of_memory(tls, certificate, certificate->next);
    }
    if (depth == 0) {
        tls->verified = true;
        if (tls->address_length > 0 && !has_address(certificate, tls->address, tls->address_length)) {
            *flags |= MBEDTLS_X509_BADCERT_CN_MISMATCH;
        }
    }
    return 0;
}
