# What tests/setup.sh changes in library/ssl_ciphersuites.c of Mbed TLS: suites with SHA-384 are there where the
# configuration says so (YMR_TLS_SHA384_SUITES), and names of suites where somebody reads them.
s/defined(MBEDTLS_MD_CAN_SHA384)/YMR_TLS_SHA384_SUITES/
s/"TLS1*-[0-9A-Z-]*"/YMR_TLS_NAME(&)/
