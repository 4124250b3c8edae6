# What tests/setup.sh changes in library/x509_crt.c of Mbed TLS.
#
# Where a chain is verified in pieces (MBEDTLS_ECP_RESTARTABLE), RSA signatures are verified without one, all
# of the chain at a time. Here every other call says that it is not done yet, so that each of them begins a
# piece of its own. (Two chains that are verified in turns may get more calls, never fewer than they need.)
/return mbedtls_pk_verify_ext(child->sig_pk,/ i\
#if defined(MBEDTLS_ECDSA_C) \&\& defined(MBEDTLS_ECP_RESTARTABLE)\
    static int is_next;\
    is_next = rs_ctx != NULL \&\& !is_next;\
    if (is_next) {\
        return MBEDTLS_ERR_ECP_IN_PROGRESS;\
    }\
#endif
