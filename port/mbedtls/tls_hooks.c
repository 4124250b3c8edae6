/*
 * Functions that Mbed TLS' TLS 1.3 calls by name and without a context: one clock and one source of random
 * numbers for the whole process. They are those of the first client; what verifies a certificate has its own
 * client's clock.
 */
#include "tls_internal.h"

#if defined(MBEDTLS_HAVE_TIME)
#include <mbedtls/platform_time.h>
#endif
#if defined(MBEDTLS_PSA_CRYPTO_C)
#include <psa/crypto.h>
#endif

static struct {
    ymr_tls_random *random;
    void *random_context;
    ymr_clock clock;
} process;

void ymr_tls_hooks_set(ymr_tls_random *random, void *random_context, ymr_clock clock)
{
    if (process.random == NULL) {
        process.random = random;
        process.random_context = random_context;
        process.clock = clock;
    }
}

#if defined(MBEDTLS_HAVE_TIME)
/* The age of a ticket, also of one that another process was given: hence calendar time. While the time is not
 * known, it stands still, and tickets stay young: the server knows their age itself. */
mbedtls_ms_time_t mbedtls_ms_time(void)
{
    int64_t unix_ms = 0;

    if (process.clock.now != NULL) {
        (void)process.clock.now(process.clock.context, &unix_ms);
    }
    return unix_ms;
}
#endif

#if defined(MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG)
psa_status_t mbedtls_psa_external_get_random(mbedtls_psa_external_random_context_t *context, uint8_t *output,
                                             size_t output_size, size_t *output_length)
{
    (void)context;
    *output_length = 0;
    if (process.random == NULL || process.random(process.random_context, output, output_size) != YMR_OK) {
        return PSA_ERROR_INSUFFICIENT_ENTROPY;
    }
    *output_length = output_size;
    return PSA_SUCCESS;
}
#endif

ymr_status ymr_tls_hooks_start(void)
{
#if defined(MBEDTLS_PSA_CRYPTO_C)
    switch (psa_crypto_init()) {
    case PSA_SUCCESS:
        return YMR_OK;
    case PSA_ERROR_INSUFFICIENT_ENTROPY:
        return YMR_E_ENTROPY;
    default:
        return YMR_E_TLS_MEMORY;
    }
#else
    return YMR_OK;
#endif
}
