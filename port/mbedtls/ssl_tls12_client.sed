# What tests/setup.sh changes in library/ssl_tls12_client.c of Mbed TLS.
#
# Version 3.6.6 refuses TLS 1.2 to servers that have an RSA key and sign with PSS, though a client that offers
# PSS for TLS 1.3 must take it in 1.2 as well (RFC 8446, section 4.2.3). Those are many: whoever prefers PSS
# in its own order does it. The project has repaired it after 3.6.6 (its issue 10668). This is the least that
# does the same: what follows in the same function still wants the algorithm to be one that was offered.
# Without it the tests of TLS 1.2 with RSA fail.
/sig_alg_is_supported(ssl, sig_alg)/ s/if (/if (*pk_alg != MBEDTLS_PK_RSASSA_PSS \&\& /

# Mbed TLS computes in pieces (MBEDTLS_ECP_RESTARTABLE) only where the server's key is one of an elliptic
# curve, though the key exchange is the same with RSA, and so is most of the work: the flag does nothing but
# say so. What is RSA about it, a chain's and a server's signatures, is done in one piece as before: its
# functions know no other way.
/suite_info->key_exchange == MBEDTLS_KEY_EXCHANGE_ECDHE_ECDSA &&$/ {
    s/if (suite_info/if ((suite_info/
    s/ECDHE_ECDSA &&/ECDHE_ECDSA || suite_info->key_exchange == MBEDTLS_KEY_EXCHANGE_ECDHE_RSA) \&\&/
}

# A client without a certificate of its own has nothing to sign: when the keys are derived this step is over.
/^static int ssl_write_certificate_verify/,/^}/ {
    /^    int ret = MBEDTLS_ERR_SSL_FEATURE_UNAVAILABLE;$/,/^    return ret;$/ c\
    const int ret = mbedtls_ssl_derive_keys(ssl);\
\
    if (ret == 0) {\
        mbedtls_ssl_handshake_increment_state(ssl);\
    }\
    return ret;
}
