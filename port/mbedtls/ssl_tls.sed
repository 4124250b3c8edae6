# What tests/setup.sh changes in library/ssl_tls.c of Mbed TLS.
#
# Until a server has chosen a suite, everything is hashed twice, with the hash of each that was offered; and
# each hash has functions of its own for what follows. Where no suite with SHA-384 is offered
# (YMR_TLS_SHA384_SUITES) there is one hash. Certificates may be signed with the other all the same.
/^static .*preset.*_sig_algs\[\] = {$/,/^};/ b
/^mbedtls_md_type_t mbedtls_ssl_md_alg_from_hash(/,/^}/ b
/^unsigned char mbedtls_ssl_hash_from_md_alg(/,/^}/ b
s/defined(MBEDTLS_MD_CAN_SHA384)/YMR_TLS_SHA384_SUITES/
