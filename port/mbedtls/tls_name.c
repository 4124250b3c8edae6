#include <string.h>

#include <mbedtls/oid.h>

#include "tls_internal.h"

static unsigned char folded(unsigned char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (unsigned char)(letter + ('a' - 'A')) : letter;
}

static bool same(const unsigned char *name, const char *host, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        if (folded(name[i]) != folded((unsigned char)host[i])) {
            return false;
        }
    }
    return true;
}

static bool is_host(const mbedtls_x509_buf *name, size_t skipped, const char *host)
{
    return name->len - skipped == strlen(host) && same(name->p + skipped, host, strlen(host));
}

/* RFC 9525, section 6.3. Mbed TLS would take "*.com" for every company. */
static bool is_host_by_wildcard(const mbedtls_x509_buf *name, const char *host)
{
    const char *rest = strchr(host, '.');

    return name->len > 2 && memcmp(name->p, "*.", 2) == 0 &&
           memchr(name->p + 2, '.', name->len - 2) != NULL && rest != NULL && rest != host &&
           is_host(name, 1, rest);
}

static bool fits(const ymr_tls *tls, const mbedtls_x509_buf *name)
{
    switch (name->tag & MBEDTLS_ASN1_TAG_VALUE_MASK) {
    case MBEDTLS_X509_SAN_DNS_NAME:
        return tls->address_length == 0 && (is_host(name, 0, tls->endpoint->host) ||
                                            is_host_by_wildcard(name, tls->endpoint->host));
    case MBEDTLS_X509_SAN_IP_ADDRESS:
        return tls->address_length > 0 && name->len == tls->address_length &&
               memcmp(name->p, tls->address, name->len) == 0;
    default:
        return false;
    }
}

bool ymr_tls_name_fits(const ymr_tls *tls, const mbedtls_x509_crt *certificate)
{
    const mbedtls_x509_sequence *name = &certificate->subject_alt_names;

    if (!mbedtls_x509_crt_has_ext_type(certificate, MBEDTLS_X509_EXT_SUBJECT_ALT_NAME)) {
        return false;
    }
    while (name != NULL && !fits(tls, &name->buf)) {
        name = name->next;
    }
    return name != NULL;
}
