/*
 * The floor of a photo over TLS: AES-GCM decryption of so many bytes in records of 16 KB, with the very Mbed TLS that ymr
 * links, and nothing else.
 *
 *     gcm BYTES        callgrind counts decrypt_records
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mbedtls/gcm.h>

enum { RECORD = 16384, KEY_BITS = 128, NONCE = 12, TAG = 16 };

static unsigned char sealed[RECORD], plain[RECORD], tag[TAG];
static const unsigned char key[KEY_BITS / 8] = {1}, nonce[NONCE] = {2};

int decrypt_records(mbedtls_gcm_context *gcm, long long left);

__attribute__((noinline)) int decrypt_records(mbedtls_gcm_context *gcm, long long left)
{
    int status = 0;
    for (; left >= RECORD && status == 0; left -= RECORD) {
        status = mbedtls_gcm_auth_decrypt(gcm, RECORD, nonce, NONCE, NULL, 0, tag, TAG, sealed, plain);
    }
    return status;
}

int main(int argc, char **argv)
{
    mbedtls_gcm_context gcm;
    mbedtls_gcm_init(&gcm);
    int status = mbedtls_gcm_setkey(&gcm, MBEDTLS_CIPHER_ID_AES, key, KEY_BITS);
    if (status == 0) {
        status = mbedtls_gcm_crypt_and_tag(&gcm, MBEDTLS_GCM_ENCRYPT, RECORD, nonce, NONCE, NULL, 0, plain, sealed, TAG, tag);
    }
    if (status == 0) {
        status = decrypt_records(&gcm, argc == 2 ? atoll(argv[1]) : 0);
    }
    mbedtls_gcm_free(&gcm);
    return status == 0 ? 0 : 1;
}
