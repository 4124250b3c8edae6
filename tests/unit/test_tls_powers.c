/* What port/mbedtls/bignum_core.sed changes in Mbed TLS, beside squaring and multiplying by divisions. */
#include <mbedtls/bignum.h>

#include "check.h"

/* Of Mbed TLS' library/bignum_internal.h: for exponents that are no secret. */
int mbedtls_mpi_exp_mod_unsafe(mbedtls_mpi *power, const mbedtls_mpi *base, const mbedtls_mpi *exponent,
                               const mbedtls_mpi *modulus, mbedtls_mpi *prepared);

static uint32_t chance(uint32_t below)
{
    static uint32_t state = 12345;

    state = state * 1664525 + 1013904223;
    return (state >> 8) % below;
}

static void check_power(const mbedtls_mpi *modulus, const mbedtls_mpi *base, int exponent, const char *note)
{
    mbedtls_mpi power, expected, e;

    mbedtls_mpi_init(&power);
    mbedtls_mpi_init(&expected);
    mbedtls_mpi_init(&e);
    CHECK(mbedtls_mpi_lset(&e, exponent) == 0 && mbedtls_mpi_lset(&expected, 1) == 0, NULL);
    for (int bit = 1 << 20; bit > 0; bit >>= 1) {
        (void)mbedtls_mpi_mul_mpi(&expected, &expected, &expected);
        if ((exponent & bit) != 0) {
            (void)mbedtls_mpi_mul_mpi(&expected, &expected, base);
        }
        (void)mbedtls_mpi_mod_mpi(&expected, &expected, modulus);
    }
    CHECK(mbedtls_mpi_exp_mod_unsafe(&power, base, &e, modulus, NULL) == 0, note);
    CHECK(mbedtls_mpi_cmp_mpi(&expected, &power) == 0, note);
    CHECK(mbedtls_mpi_exp_mod(&power, base, &e, modulus, NULL) == 0, note);
    CHECK(mbedtls_mpi_cmp_mpi(&expected, &power) == 0, note);
    mbedtls_mpi_free(&power);
    mbedtls_mpi_free(&expected);
    mbedtls_mpi_free(&e);
}

static void random_number(mbedtls_mpi *number, size_t bits)
{
    unsigned char bytes[512];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)chance(256);
    }
    CHECK(mbedtls_mpi_read_binary(number, bytes, (bits + 7) / 8) == 0, NULL);
    (void)mbedtls_mpi_shift_r(number, (8 - bits % 8) % 8);
    (void)mbedtls_mpi_set_bit(number, bits - 1, 1);
    (void)mbedtls_mpi_set_bit(number, 0, 1);
}

TEST(tls_powers_are_right)
{
    static const int exponents[] = {1, 2, 3, 17, 65535, 65537, 65536};
    mbedtls_mpi modulus, base;

    mbedtls_mpi_init(&modulus);
    mbedtls_mpi_init(&base);
    for (size_t bits = 2; bits <= 4096; bits = bits < 200 ? bits + 1 : bits * 5 / 4 + chance(3)) {
        random_number(&modulus, bits);
        random_number(&base, bits > 9 ? bits + chance(9) - 4 : bits);
        check_power(&modulus, &base, exponents[bits % COUNT_OF(exponents)], check_note("%zu bits", bits));
    }
    for (size_t bits = 1024; bits <= 4096; bits += 512) {
        random_number(&modulus, bits);
        random_number(&base, bits - 1);
        check_power(&modulus, &base, 65537, check_note("%zu bits", bits));
        (void)mbedtls_mpi_grow(&modulus, bits / 8 / sizeof(mbedtls_mpi_uint) + 3);
        check_power(&modulus, &base, 65537, check_note("%zu bits, leading zeros", bits));
    }
    mbedtls_mpi_free(&modulus);
    mbedtls_mpi_free(&base);
}
