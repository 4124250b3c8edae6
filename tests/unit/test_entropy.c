/* Entropy: the health tests see what they are made for, let good sources pass, and a failure is final. */
#include <mbedtls/md.h>
#include <mbedtls/sha256.h>

#include "check.h"
#include "port/device/ymr_device.h"

/* Of a source with so many bits a byte, by the tables of SP 800-90B's formulas for a false alarm of 2^-30. */
enum { REPETITION = 31, PROPORTION = 325, WINDOW = 512 };
_Static_assert(YMR_ENTROPY_BITS == 1, "these tests are for the default");

static uint64_t state;

static uint8_t chance(void)
{
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint8_t)(state >> 56);
}

/* ---- The tests ----------------------------------------------------------------------------------------- */

TEST(health_counts_repetitions)
{
    ymr_health health;

    ymr_health_init(&health);
    for (unsigned i = 1; i < REPETITION; i++) {
        CHECK(ymr_health_take(&health, 0), check_note("%u in a row", i));
    }
    CHECK(ymr_health_take(&health, 1), "broken off in time");
    for (unsigned i = 2; i <= REPETITION; i++) {
        CHECK(ymr_health_take(&health, 1) == (i < REPETITION), check_note("%u in a row", i));
    }
    CHECK(!ymr_health_take(&health, 2), "final");
}

/* Takes a window that begins with `first` and has it `same` times, never many in a row. */
static bool take_window(ymr_health *health, uint8_t first, unsigned same)
{
    bool good = true;

    for (unsigned i = 0; i < WINDOW; i++) {
        const bool is_same = (i + 1) * same / WINDOW > i * same / WINDOW || i == 0;
        good = ymr_health_take(health, is_same ? first : (uint8_t)(first + 1 + i % 7)) && good;
    }
    return good;
}

TEST(health_measures_proportions)
{
    ymr_health health;

    ymr_health_init(&health);
    for (unsigned round = 0; round < 20; round++) {
        CHECK(take_window(&health, (uint8_t)round, PROPORTION - 2), check_note("window %u", round));
    }
    CHECK(!take_window(&health, 5, PROPORTION + 1), "too frequent");
    CHECK(!ymr_health_take(&health, 2), "final");
}

TEST(health_lets_good_sources_pass)
{
    ymr_health health;
    bool good = true;

    state = 2026;
    ymr_health_init(&health);
    for (unsigned long i = 0; i < 2000000 && good; i++) {
        good = ymr_health_take(&health, chance());
    }
    CHECK(good, "8 bits a byte");
    ymr_health_init(&health);
    for (unsigned long i = 0; i < 2000000 && good; i++) {
        good = ymr_health_take(&health, chance() & 3);
    }
    CHECK(good, "2 bits a byte");
}

/* ---- The generator ------------------------------------------------------------------------------------- */

typedef struct source {
    unsigned long given;
    unsigned long breaks_at; /* from this sample on it is stuck; 0: never */
    unsigned zeros;          /* so many of 256 bytes are zero */
    unsigned long refuses_at;
} source;

static ymr_status give(void *context, uint8_t *bytes, size_t length)
{
    source *from = context;

    for (size_t i = 0; i < length; i++) {
        from->given++;
        if (from->refuses_at != 0 && from->given >= from->refuses_at) {
            return YMR_E_ENTROPY;
        }
        const uint8_t coin = chance();
        bytes[i] = coin < from->zeros ? 0 : chance();
        if (from->breaks_at != 0 && from->given >= from->breaks_at) {
            bytes[i] = 0xA5;
        }
    }
    return YMR_OK;
}

static bool is_zero(const uint8_t *bytes, size_t length)
{
    while (length > 0 && *bytes == 0) {
        bytes++;
        length--;
    }
    return length == 0;
}

TEST(entropy_makes_bytes_that_differ)
{
    static ymr_device_random one, two;
    source from = {0};
    uint8_t a[3000], b[3000];

    state = 1;
    CHECK_STATUS(YMR_OK, ymr_device_random_init(&one, give, &from, NULL, 0), NULL);
    CHECK(from.given >= YMR_ENTROPY_STARTUP + 48 * 8 / YMR_ENTROPY_BITS, "each seed bit has its raw bits");
    state = 1;
    CHECK_STATUS(YMR_OK, ymr_device_random_init(&two, give, &from, (const uint8_t *)"serial 7", 8), NULL);
    CHECK_STATUS(YMR_OK, ymr_device_random_bytes(&one, a, sizeof a), "of many blocks");
    CHECK_STATUS(YMR_OK, ymr_device_random_bytes(&two, b, sizeof b), NULL);
    CHECK(memcmp(a, b, 1024) != 0, "two devices differ even when their sources do not");
    CHECK(memcmp(a, a + 1024, 1024) != 0, "no part repeats");
    CHECK_STATUS(YMR_OK, ymr_device_random_bytes(&one, b, sizeof b), NULL);
    CHECK(memcmp(a, b, 1024) != 0, "nor does a request");
    CHECK(ymr_device_random_number(&one) != ymr_device_random_number(&one), NULL);
}

/* HMAC_DRBG's update of key and value (SP 800-90A, 10.1.2.2), by Mbed TLS' HMAC. */
static void update(uint8_t key[32], uint8_t value[32], const uint8_t *seed, size_t length)
{
    const mbedtls_md_info_t *sha256 = mbedtls_md_info_from_type(MBEDTLS_MD_SHA256);
    uint8_t text[32 + 1 + 64];

    for (uint8_t round = 0; round < (length > 0 ? 2 : 1); round++) {
        memcpy(text, value, 32);
        text[32] = round;
        if (length > 0) {
            memcpy(text + 33, seed, length);
        }
        mbedtls_md_hmac(sha256, key, 32, text, 33 + length, key);
        mbedtls_md_hmac(sha256, key, 32, value, 32, value);
    }
}

TEST(entropy_is_that_of_the_standard_generator)
{
    static ymr_device_random random;
    static uint8_t raw[YMR_ENTROPY_STARTUP + 2 * (320 / YMR_ENTROPY_BITS)];
    source from = {0}, again = {0};
    uint8_t key[32] = {0}, value[32], seed[64], made[64], expected[64];

    state = 7;
    CHECK_STATUS(YMR_OK, ymr_device_random_init(&random, give, &from, NULL, 0), NULL);
    CHECK(from.given == sizeof raw, check_note("%zu raw bytes", (size_t)from.given));
    CHECK_STATUS(YMR_OK, ymr_device_random_bytes(&random, made, sizeof made), NULL);

    state = 7;
    give(&again, raw, sizeof raw);
    for (size_t i = 0; i < 2; i++) {
        const size_t part = 320 / YMR_ENTROPY_BITS;
        mbedtls_sha256(raw + YMR_ENTROPY_STARTUP + i * part, part, seed + 32 * i, 0);
    }
    memset(value, 1, sizeof value);
    update(key, value, seed, sizeof seed);
    for (size_t i = 0; i < 2; i++) {
        mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), key, 32, value, 32, value);
        memcpy(expected + 32 * i, value, 32);
    }
    CHECK(memcmp(made, expected, sizeof made) == 0, "the first two blocks");
}

TEST(entropy_gives_no_more_at_once_than_the_standard_lets_it)
{
    static ymr_device_random random;
    static uint8_t bytes[65537];
    source from = {0};

    state = 9;
    CHECK_STATUS(YMR_OK, ymr_device_random_init(&random, give, &from, NULL, 0), NULL);
    memset(bytes, 0x77, sizeof bytes);
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_device_random_bytes(&random, bytes, sizeof bytes), NULL);
    CHECK(is_zero(bytes, sizeof bytes), "nothing in them");
    CHECK_STATUS(YMR_OK, ymr_device_random_bytes(&random, bytes, sizeof bytes - 1), "which is not final");
    CHECK(!is_zero(bytes + sizeof bytes - 33, 32), "filled to the end");
}

TEST(entropy_refuses_a_broken_source_at_the_start)
{
    static const struct {
        source from;
        const char *note;
    } rows[] = {
        {{.breaks_at = 1}, "stuck"},
        {{.breaks_at = 990}, "stuck near the end of the start-up test"},
        {{.zeros = 230}, "nine in ten are zero"},
        {{.refuses_at = 1}, "says so itself"},
        {{.refuses_at = 1300}, "says so while it seeds"},
        {{.breaks_at = 1300}, "stuck while it seeds"},
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        static ymr_device_random random;
        source from = rows[i].from;
        uint8_t bytes[32];
        memset(bytes, 0x77, sizeof bytes);
        state = 1 + i;
        CHECK_STATUS(YMR_E_ENTROPY, ymr_device_random_init(&random, give, &from, NULL, 0), rows[i].note);
        CHECK_STATUS(YMR_E_ENTROPY, ymr_device_random_bytes(&random, bytes, sizeof bytes), rows[i].note);
        CHECK(is_zero(bytes, sizeof bytes), rows[i].note);
        CHECK_U64(0, ymr_device_random_number(&random), rows[i].note);
    }
}

TEST(entropy_that_breaks_later_ends_with_the_next_seed)
{
    static ymr_device_random random;
    source from = {.breaks_at = 4000};
    uint8_t bytes[16];
    ymr_status status = YMR_OK;
    unsigned long requests = 0;

    state = 3;
    CHECK_STATUS(YMR_OK, ymr_device_random_init(&random, give, &from, NULL, 0), NULL);
    while (status == YMR_OK && requests < 200000) {
        status = ymr_device_random_bytes(&random, bytes, sizeof bytes);
        requests++;
    }
    CHECK_STATUS(YMR_E_ENTROPY, status, "it was noticed");
    CHECK(requests > 10000, "not before there was need for more");
    CHECK(is_zero(bytes, sizeof bytes), "nothing half made is given out");
    from.breaks_at = 0;
    CHECK_STATUS(YMR_E_ENTROPY, ymr_device_random_bytes(&random, bytes, 1), "final, even if it heals");
}
