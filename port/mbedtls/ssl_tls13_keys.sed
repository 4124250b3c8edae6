# What tests/setup.sh changes in library/ssl_tls13_keys.c of Mbed TLS.
#
# When memory runs out while the keys of TLS 1.3 are made ready, 3.6.6 frees the struct and not the cipher in it:
# up to 1,112 bytes of a fixed pool that never come back, each time.
s/^\( *\)mbedtls_free(transform_\(handshake\|application\));/\1mbedtls_ssl_transform_free(transform_\2);\n&/
