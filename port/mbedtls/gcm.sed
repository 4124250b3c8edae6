# What tests/setup.sh changes in library/gcm.c of Mbed TLS.
#
# For each block GCM calls AES by way of every mode that a cipher might be used in. There is no other cipher
# here to use with GCM, so that it can be called itself: less code, and fewer instructions a byte.
s/mbedtls_cipher_update(&ctx->cipher_ctx, \(.*\), 16, \(.*\), &olen)/mbedtls_aes_crypt_ecb(ctx->cipher_ctx.cipher_ctx, MBEDTLS_AES_ENCRYPT, \1, \2)/
/mbedtls_cipher_update(&ctx->cipher_ctx, [a-z>-]*, 16, [a-z>-]*,$/ {
    N
    s/mbedtls_cipher_update(&ctx->cipher_ctx, \(.*\), 16, \(.*\),\n *&olen)/mbedtls_aes_crypt_ecb(ctx->cipher_ctx.cipher_ctx, MBEDTLS_AES_ENCRYPT, \1, \2)/
}
/^#include "mbedtls\/gcm\.h"$/ a\
#include "mbedtls/aes.h"

# The file is compiled for speed; what runs once a record is not worth the bytes.
/^int mbedtls_gcm_\(setkey\|starts\|update_ad\|finish\|crypt_and_tag\|auth_decrypt\)(/ i\
#if defined(__GNUC__)\
__attribute__((cold))\
#endif
/^static int gcm_gen_table(/ i\
#if defined(__GNUC__)\
__attribute__((cold))\
#endif
/^static void gcm_mult\(_smalltable\)*(\|^static int gcm_mask(\|^int mbedtls_gcm_update(/ i\
#if defined(__GNUC__)\
__attribute__((hot))\
#endif
