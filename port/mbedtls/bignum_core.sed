# What tests/setup.sh changes in library/bignum_core.c of Mbed TLS.
#
# For every bit of a public exponent that is 0, Mbed TLS multiplies by 1, so that nobody could tell it from
# one that is set. Of a public exponent everybody can: that of nearly all RSA keys, 65537, has fifteen such
# bits, and leaving them out halves what it takes to verify a signature. A device notices: it cannot interrupt
# it. Secret exponents stay as they are.
/mbedtls_mpi_core_montmul(X, X, Wselect,/ i\
            if (E_public != MBEDTLS_MPI_IS_PUBLIC || window != 0)

# R² mod N, which every RSA signature needs first: Mbed TLS divides for it, which takes a third of the whole
# verification and five numbers of twice the key's length at the peak of a handshake's memory. Doubling takes
# R mod N to R·2^k, and squaring in Montgomery form, by which R·2^k becomes R·2^2k, from there to R².
/^int mbedtls_mpi_core_get_mont_r2_unsafe(/,/^}/ c\
int mbedtls_mpi_core_get_mont_r2_unsafe(mbedtls_mpi *X, const mbedtls_mpi *N)\
{\
    const size_t bits = mbedtls_mpi_core_bitlen(N->p, N->n);\
    const mbedtls_mpi_uint mm = mbedtls_mpi_core_montmul_init(N->p);\
    size_t k = N->n * biL;\
    unsigned squares = 0;\
    int ret;\
    mbedtls_mpi_uint *T = mbedtls_calloc(2 * N->n + 1, ciL);\
\
    if (T == NULL) {\
        return MBEDTLS_ERR_MPI_ALLOC_FAILED;\
    }\
    MBEDTLS_MPI_CHK(mbedtls_mpi_lset(X, 0));\
    MBEDTLS_MPI_CHK(mbedtls_mpi_grow(X, N->n));\
    MBEDTLS_MPI_CHK(mbedtls_mpi_shrink(X, N->n));\
    for (; k > 32 \&\& k % 2 == 0; k /= 2) {\
        squares++;\
    }\
    if (bits > 1) {\
        MBEDTLS_MPI_CHK(mbedtls_mpi_set_bit(X, bits - 1, 1));\
    }\
    for (size_t i = bits - 1; i < N->n * biL + k; i++) {\
        const mbedtls_mpi_uint carry = mbedtls_mpi_core_add(X->p, X->p, X->p, N->n);\
        const mbedtls_mpi_uint borrow = mbedtls_mpi_core_sub(T, X->p, N->p, N->n);\
        if (carry != 0 || borrow == 0) {\
            memcpy(X->p, T, N->n * ciL);\
        }\
    }\
    for (; squares > 0; squares--) {\
        mbedtls_mpi_core_montmul(X->p, X->p, X->p, N->n, N->p, N->n, mm, T);\
    }\
\
cleanup:\
    mbedtls_free(T);\
    return ret;\
}

# The inner loops for Cortex-M3 and its like.
/^#include "bn_mul\.h"$/ a\
#include "bignum_armv7m.h"
/^    size_t steps_x8 = s_len \/ 8;$/,/^    while (excess_len--) {$/ {
    /^    size_t steps_x8/ i\
#if defined(YMR_BIGNUM_ARMV7M)\
    if (s_len > 0) {\
        c = ymr_mla(d, s, s_len, b);\
        d += s_len;\
    }\
#else
    /^    while (excess_len--) {$/ i\
#endif
}
/^        (void) mbedtls_mpi_core_mla(T, AN_limbs + 2, B, B_limbs, u0);$/ i\
#if defined(YMR_BIGNUM_ARMV7M)\
        if (B_limbs == AN_limbs) {\
            ymr_mont_row(T, B, N, AN_limbs, u0, u1);\
            T++;\
            continue;\
        }\
#endif
