# What tests/setup.sh changes in library/oid.c of Mbed TLS: extensions of a certificate that nobody looks at
# (x509_crt.sed) need no row, for those without one are treated alike.
/^static const oid_x509_ext_t/,/^};/ {
    /^        MBEDTLS_OID_X509_EXT_SUBJECT_ALT_NAME,$/,/^        MBEDTLS_OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER,$/ {
        /^        MBEDTLS_OID_X509_EXT_SUBJECT_ALT_NAME,$/ b
        d
    }
}
