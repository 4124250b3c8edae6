#include <string.h>

#include <mbedtls/platform_util.h>
#include <mbedtls/sha256.h>

#include "ymr_device.h"

#define BLOCK YMR_RANDOM_BLOCK
#define RAW_BYTES ((BLOCK * 8 + 64 + YMR_ENTROPY_BITS - 1) / YMR_ENTROPY_BITS) /* that make a block */
#define REQUESTS 10000u                                                        /* until it is seeded anew */
#define LONGEST 65536u                                                         /* request, of the standard */

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

/* ---- HMAC_DRBG (SP 800-90A, 10.1.2) --------------------------------------------------------------------- */

typedef struct part {
    const void *bytes;
    size_t length;
} part;

/* The digest of an inner or outer half of HMAC: the key under the pad, then the parts. */
static int half(const uint8_t key[BLOCK], uint8_t pad, const part *parts, size_t count, uint8_t digest[BLOCK])
{
    mbedtls_sha256_context hash;
    int result;

    mbedtls_sha256_init(&hash);
    result = mbedtls_sha256_starts(&hash, 0);
    for (unsigned i = 0; i < 64 && result == 0; i++) {
        const uint8_t masked = (uint8_t)((i < BLOCK ? key[i] : 0) ^ pad);
        result = mbedtls_sha256_update(&hash, &masked, 1);
    }
    for (size_t i = 0; i < count && result == 0; i++) {
        result = mbedtls_sha256_update(&hash, parts[i].bytes, parts[i].length);
    }
    if (result == 0) {
        result = mbedtls_sha256_finish(&hash, digest);
    }
    mbedtls_sha256_free(&hash);
    return result;
}

/* The first part may be where the result goes. */
static bool hmac(const uint8_t key[BLOCK], const part *parts, size_t count, uint8_t into[BLOCK])
{
    uint8_t inner[BLOCK];
    const bool good = half(key, 0x36, parts, count, inner) == 0 &&
                      half(key, 0x5c, &(part){inner, BLOCK}, 1, into) == 0;

    mbedtls_platform_zeroize(inner, sizeof inner);
    return good;
}

static bool next_value(ymr_device_random *random)
{
    return hmac(random->key, &(part){random->value, BLOCK}, 1, random->value);
}

/* Mixes into the state; with no seed to mix in, what was given before can no longer be told from it. */
static bool mix(ymr_device_random *random, part seed, part device)
{
    const uint8_t rounds = seed.length > 0 ? 2 : 1;
    for (uint8_t round = 0; round < rounds; round++) {
        const part parts[] = {{random->value, BLOCK}, {&round, 1}, seed, device};
        if (!hmac(random->key, parts, 4, random->key) || !next_value(random)) {
            return false;
        }
    }
    return true;
}

/* 256 bits of strength, and half as much again and more for what tells one start from another. */
static bool seed(ymr_device_random *random, const uint8_t *device, size_t length)
{
    uint8_t entropy[2 * BLOCK];
    const bool good = condense(random, entropy) == YMR_OK && condense(random, entropy + BLOCK) == YMR_OK &&
                      mix(random, (part){entropy, sizeof entropy}, (part){device, length});

    mbedtls_platform_zeroize(entropy, sizeof entropy);
    random->requests = 0;
    return good;
}

/* ---- For the caller ------------------------------------------------------------------------------------ */

ymr_status ymr_device_random_init(ymr_device_random *random, ymr_entropy_source *source, void *context,
                                  const uint8_t *device, size_t length)
{
    memset(random, 0, sizeof *random);
    random->source = source;
    random->source_context = context;
    ymr_health_init(&random->health);
    memset(random->value, 1, sizeof random->value);
    if (start_up(random) != YMR_OK) {
        return YMR_E_ENTROPY;
    }
    random->seeded = seed(random, device, length);
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
    if (length > LONGEST) {
        memset(bytes, 0, length);
        return YMR_E_ARGUMENT;
    }
    bool good = random->seeded && (random->requests < REQUESTS || seed(random, NULL, 0));

    random->requests++;
    for (size_t made = 0; made < length && good; made += BLOCK) {
        good = next_value(random);
        memcpy(bytes + made, random->value, length - made < BLOCK ? length - made : BLOCK);
    }
    return good && mix(random, (part){NULL, 0}, (part){NULL, 0}) ? YMR_OK : fail(random, bytes, length);
}

uint32_t ymr_device_random_number(void *random)
{
    uint32_t number = 0;

    (void)ymr_device_random_bytes(random, (uint8_t *)&number, sizeof number);
    return number;
}
