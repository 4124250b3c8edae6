# What tests/setup.sh changes in library/ssl_tls12_client.c of Mbed TLS.
#
# Version 3.6.6 refuses TLS 1.2 to servers that have an RSA key and sign with PSS, though a client that offers PSS for
# TLS 1.3 must take it in 1.2 as well (RFC 8446, section 4.2.3). Those are many: whoever prefers PSS in its own order does
# it. The project has repaired it after 3.6.6 (its issue 10668). This is the least that does the same: what follows in the
# same function still wants the algorithm to be one that was offered. Without it the tests of TLS 1.2 with RSA fail.
/sig_alg_is_supported(ssl, sig_alg)/ s/if (/if (*pk_alg != MBEDTLS_PK_RSASSA_PSS \&\& /
