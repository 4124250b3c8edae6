# What tests/setup.sh changes in library/rsa.c of Mbed TLS.
#
# A modulus has its highest bit set, so DER puts a byte of 0 before it, and Mbed TLS makes a limb of its own of
# that byte: 65 instead of 64 for RSA-2048. It multiplies by it in every step of a verification, and 65 cannot
# be halved, which makes R² more work, too. Modulus and exponent are public: nobody learns from the time.
/^    if ((ret = mbedtls_rsa_import_raw(rsa, p, len, NULL, 0, NULL, 0,/ i\
    for (; len > 1 \&\& *p == 0; len--) {\
        p++;\
    }\


# Of a public key nothing is missing: what completes a secret one, primes and exponents, is left out. What
# follows looks at the public part.
/^    if (mbedtls_rsa_complete(rsa) != 0 ||$/ {
    N
    s/mbedtls_rsa_complete(rsa) != 0 ||\n *//
}
