#include <string.h>

#include <mbedtls/platform_util.h>
#include <mbedtls/sha256.h>

#include "ymr_device.h"

#define BLOCK 32                                                                    /* of SHA-256 */
#define RAW_BYTES ((BLOCK * 8 + 64 + YMR_ENTROPY_BITS - 1) / YMR_ENTROPY_BITS)      /* that make a block */

static ymr_status read_sample(ymr_device_random *random, uint8_t *sample)
{
    if (random->health.failed) {
        return YMR_E_ENTROPY;
    }
    if (random->source(random->source_context, sample, 1) != YMR_OK) {
        random->health.failed = true;
        return YMR_E_ENTROPY;
    }
    return ymr_health_take(&random->health, *sample) ? YMR_OK : YMR_E_ENTROPY;
}

static ymr_status start_up(ymr_device_random *random)
{
    ymr_status status = YMR_OK;
    uint8_t sample = 0;

    for (unsigned i = 0; i < YMR_ENTROPY_STARTUP && status == YMR_OK; i++) {
        status = read_sample(random, &sample);
    }
    mbedtls_platform_zeroize(&sample, sizeof sample);
    return status;
}

/* Many bytes that hold a little each become 32 that hold all. */
static ymr_status condense(ymr_device_random *random, uint8_t block[BLOCK])
{
    mbedtls_sha256_context hash;
    ymr_status status = YMR_OK;

    mbedtls_sha256_init(&hash);
    int result = mbedtls_sha256_starts(&hash, 0);
    for (unsigned i = 0; i < RAW_BYTES && status == YMR_OK && result == 0; i++) {
        uint8_t sample = 0;
        status = read_sample(random, &sample);
        result = mbedtls_sha256_update(&hash, &sample, 1);
    }
    if (result == 0) {
        result = mbedtls_sha256_finish(&hash, block);
    }
    mbedtls_sha256_free(&hash);
    return result == 0 ? status : YMR_E_ENTROPY;
}

/* For mbedtls_ctr_drbg_seed, which takes every byte for full of entropy. */
static int give_entropy(void *context, unsigned char *bytes, size_t length)
{
    uint8_t block[BLOCK];

    while (length > 0) {
        const size_t part = length < BLOCK ? length : BLOCK;
        if (condense(context, block) != YMR_OK) {
            mbedtls_platform_zeroize(block, sizeof block);
            return MBEDTLS_ERR_CTR_DRBG_ENTROPY_SOURCE_FAILED;
        }
        memcpy(bytes, block, part);
        bytes += part;
        length -= part;
    }
    mbedtls_platform_zeroize(block, sizeof block);
    return 0;
}

ymr_status ymr_device_random_init(ymr_device_random *random, ymr_entropy_source *source, void *context,
                                  const uint8_t *device, size_t length)
{
    memset(random, 0, sizeof *random);
    random->source = source;
    random->source_context = context;
    ymr_health_init(&random->health);
    mbedtls_ctr_drbg_init(&random->drbg);
    if (start_up(random) != YMR_OK) {
        return YMR_E_ENTROPY;
    }
    random->seeded = mbedtls_ctr_drbg_seed(&random->drbg, give_entropy, random, device, length) == 0;
    return random->seeded ? YMR_OK : YMR_E_ENTROPY;
}

static ymr_status fail(ymr_device_random *random, uint8_t *bytes, size_t length)
{
    random->seeded = false;
    memset(bytes, 0, length);
    return YMR_E_ENTROPY;
}

ymr_status ymr_device_random_bytes(void *context, uint8_t *bytes, size_t length)
{
    ymr_device_random *random = context;
    size_t made = 0;

    while (made < length) {
        const size_t left = length - made;
        const size_t part = left < MBEDTLS_CTR_DRBG_MAX_REQUEST ? left : MBEDTLS_CTR_DRBG_MAX_REQUEST;
        if (!random->seeded || mbedtls_ctr_drbg_random(&random->drbg, bytes + made, part) != 0) {
            return fail(random, bytes, length);
        }
        made += part;
    }
    return YMR_OK;
}

uint32_t ymr_device_random_number(void *random)
{
    uint32_t number = 0;

    (void)ymr_device_random_bytes(random, (uint8_t *)&number, sizeof number);
    return number;
}
