# What tests/setup.sh changes in library/ecp_curves.c of Mbed TLS.
#
# The reduction modulo the primes of P-256 and P-384 (FIPS 186-3, D.2) is written out there, 1.7 KB. Here the
# sums are rows of a table: a word's row names the words above the prime that are added to it, and, negative,
# subtracted.
/^static int ecp_mod_p256(mbedtls_mpi \*N)/,/^}/ c\
static int ecp_mod_by_rows(mbedtls_mpi *N, size_t words, const signed char *row)\
{\
    int ret = MBEDTLS_ERR_ERROR_CORRUPTION_DETECTED;\
    int64_t sum = 0;\
    uint32_t cur;\
    size_t i;\
\
    MBEDTLS_MPI_CHK(mbedtls_mpi_grow(N, words * 64 / biL + 1));\
    for (i = 0; i < words; i++) {\
        sum += A(i);\
        for (; *row > 0; row++) {\
            sum += A(*row);\
        }\
        for (; *row < 0; row++) {\
            sum -= A(-*row);\
        }\
        row++;\
        cur = (uint32_t) sum;\
        STORE32;\
        sum >>= 32;\
    }\
    cur = sum > 0 ? (uint32_t) sum : 0;\
    STORE32;\
    cur = 0;\
    while (++i < MAX32) {\
        STORE32;\
    }\
    if (sum < 0) {\
        mbedtls_ecp_fix_negative(N, (signed char) sum, words * 32);\
    }\
\
cleanup:\
    return ret;\
}\
\
static int ecp_mod_p256(mbedtls_mpi *N)\
{\
    static const signed char rows[] = {\
        8, 9, -11, -12, -13, -14, 0,\
        9, 10, -12, -13, -14, -15, 0,\
        10, 11, -13, -14, -15, 0,\
        11, 11, 12, 12, 13, -15, -8, -9, 0,\
        12, 12, 13, 13, 14, -9, -10, 0,\
        13, 13, 14, 14, 15, -10, -11, 0,\
        14, 14, 15, 15, 14, 13, -8, -9, 0,\
        15, 15, 15, 8, -10, -11, -12, -13, 0,\
    };\
    return ecp_mod_by_rows(N, 8, rows);\
}
/^static int ecp_mod_p384(mbedtls_mpi \*N)/,/^}/ c\
static int ecp_mod_p384(mbedtls_mpi *N)\
{\
    static const signed char rows[] = {\
        12, 21, 20, -23, 0,\
        13, 22, 23, -12, -20, 0,\
        14, 23, -13, -21, 0,\
        15, 12, 20, 21, -14, -22, -23, 0,\
        21, 21, 16, 13, 12, 20, 22, -15, -23, -23, 0,\
        22, 22, 17, 14, 13, 21, 23, -16, 0,\
        23, 23, 18, 15, 14, 22, -17, 0,\
        19, 16, 15, 23, -18, 0,\
        20, 17, 16, -19, 0,\
        21, 18, 17, -20, 0,\
        22, 19, 18, -21, 0,\
        23, 20, 19, -22, 0,\
    };\
    return ecp_mod_by_rows(N, 12, rows);\
}
