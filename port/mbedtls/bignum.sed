# What tests/setup.sh changes in library/bignum.c of Mbed TLS.
#
# Mbed TLS inverts modulo any odd number, in 1.5 KB. The moduli of a client are primes, the field and the order
# of a curve, and modulo a prime P the inverse of a number is its power of P - 2 (Fermat). The exponent is
# public, and no step depends on the number, which may be secret. The greatest common divisor, which the same
# function has for RSA's secret keys, is refused: a client has none.
/^int mbedtls_mpi_gcd_modinv_odd(/,/^}/ c\
int mbedtls_mpi_gcd_modinv_odd(mbedtls_mpi *G, mbedtls_mpi *I, const mbedtls_mpi *A, const mbedtls_mpi *N)\
{\
    int ret = MBEDTLS_ERR_ERROR_CORRUPTION_DETECTED;\
    mbedtls_mpi E;\
\
    if (G != NULL || I == NULL) {\
        return MBEDTLS_ERR_MPI_BAD_INPUT_DATA;\
    }\
    mbedtls_mpi_init(\&E);\
    MBEDTLS_MPI_CHK(mbedtls_mpi_sub_int(\&E, N, 2));\
    MBEDTLS_MPI_CHK(mbedtls_mpi_exp_mod_unsafe(I, A, \&E, N, NULL));\
\
cleanup:\
    mbedtls_mpi_free(\&E);\
    return ret;\
}

# A client divides for the remainder alone, a few times for a signature, numbers of twice the length of a
# curve's order: a bit at a time is fast enough, and 1 KB less than by words.
/^int mbedtls_mpi_mod_mpi(/,/^}/ c\
int mbedtls_mpi_mod_mpi(mbedtls_mpi *R, const mbedtls_mpi *A, const mbedtls_mpi *B)\
{\
    int ret = MBEDTLS_ERR_ERROR_CORRUPTION_DETECTED;\
    mbedtls_mpi X, Y;\
\
    if (mbedtls_mpi_cmp_int(B, 0) <= 0) {\
        return mbedtls_mpi_cmp_int(B, 0) < 0 ? MBEDTLS_ERR_MPI_NEGATIVE_VALUE : MBEDTLS_ERR_MPI_DIVISION_BY_ZERO;\
    }\
    mbedtls_mpi_init(\&X);\
    mbedtls_mpi_init(\&Y);\
    MBEDTLS_MPI_CHK(mbedtls_mpi_copy(\&X, A));\
    MBEDTLS_MPI_CHK(mbedtls_mpi_copy(\&Y, B));\
    X.s = 1;\
    if (mbedtls_mpi_bitlen(A) > mbedtls_mpi_bitlen(B)) {\
        MBEDTLS_MPI_CHK(mbedtls_mpi_shift_l(\&Y, mbedtls_mpi_bitlen(A) - mbedtls_mpi_bitlen(B)));\
    }\
    for (; mbedtls_mpi_cmp_abs(\&Y, B) >= 0; mbedtls_mpi_core_shift_r(Y.p, Y.n, 1)) {\
        if (mbedtls_mpi_cmp_abs(\&X, \&Y) >= 0) {\
            MBEDTLS_MPI_CHK(mbedtls_mpi_sub_abs(\&X, \&X, \&Y));\
        }\
    }\
    if (A->s < 0 \&\& mbedtls_mpi_cmp_int(\&X, 0) != 0) {\
        MBEDTLS_MPI_CHK(mbedtls_mpi_sub_abs(\&X, B, \&X));\
    }\
    MBEDTLS_MPI_CHK(mbedtls_mpi_copy(R, \&X));\
\
cleanup:\
    mbedtls_mpi_free(\&X);\
    mbedtls_mpi_free(\&Y);\
    return ret;\
}
