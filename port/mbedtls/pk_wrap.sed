# What tests/setup.sh changes in library/pk_wrap.c of Mbed TLS.
#
# A key's operations stand in a table, so that a linker keeps them all for the one that is called. A client
# without a certificate of its own has no secret key that signs or decrypts, only others' keys that verify: of
# 8 KB that a device would never run, nothing is linked. Mbed TLS looks for NULL in front of each call.
/^const mbedtls_pk_info_t mbedtls_\(rsa\|eckey\|eckeydh\|ecdsa\)_info/,/^};/ {
    s/\.\(sign\|sign_rs\|decrypt\|encrypt\|check_pair\)_func = [a-z]*_[a-z_]*/.\1_func = NULL/
}

# Nor does anybody print a key, or ask for the name of its kind.
/^const mbedtls_pk_info_t mbedtls_\(rsa\|eckey\|eckeydh\|ecdsa\)_info/,/^};/ {
    s/\.debug_func = [a-z_]*/.debug_func = NULL/
    s/\.name = \("[A-Z_]*"\)/.name = YMR_TLS_NAME(\1)/
}
