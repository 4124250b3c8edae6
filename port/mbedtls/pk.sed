# What tests/setup.sh changes in library/pk.c of Mbed TLS: a certificate's key is one of RSA, or one of a curve
# that may be used for anything. Where flash is short keys for one purpose are unknown ones: authorities issue
# none, and each kind has its table of operations.
/^const mbedtls_pk_info_t \*mbedtls_pk_info_from_type(/,/^}/ {
    /^        case MBEDTLS_PK_ECKEY_DH:$/ i\
#if YMR_TLS_HOSTED
    /^            return &mbedtls_eckeydh_info;$/ a\
#endif
    s/^#if defined(MBEDTLS_PK_CAN_ECDSA_SOME)$/#if defined(MBEDTLS_PK_CAN_ECDSA_SOME) \&\& YMR_TLS_HOSTED/
}
