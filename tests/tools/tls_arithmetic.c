/*
 * What is changed in Mbed TLS (port/mbedtls/), and the random numbers of port/device, one question a line:
 *
 *   mod 0123 07            a word and its numbers in hexadecimal, with a minus where negative
 *
 * and one answer: the result, or ! and the error. As many limbs are used as the digits fill, zeros in front
 * of a number among them. arithmetic.py asks and knows the answers. On a board both are files of the host.
 */
#define MBEDTLS_ALLOW_PRIVATE_ACCESS
#include <bignum_core.h>
#include <bignum_internal.h>
#include <mbedtls/ecdsa.h>
#include <mbedtls/ecp.h>
#include <mbedtls/gcm.h>
#include <mbedtls/md.h>
#include <mbedtls/platform.h>
#include <mbedtls/rsa.h>
#include <mbedtls/sha256.h>
#include <rsa_internal.h>
#include <string.h>

#include "port/device/ymr_device.h"
#include "port/mbedtls/bignum_armv7m.h"

#if defined(__arm__)
#include "boards/scanner/board.h"
#include "emulation.h"
#include "ymr_tls.h"
#else
#include <stdio.h>
#include <stdlib.h>
#endif

enum { BLOCK = 4096, NUMBERS = 7, NUMBER = 2400, WORD = 12 };
enum { DISAGREES = 1000, BAD_QUESTION }; /* beside Mbed TLS' own errors */

typedef struct number {
    uint8_t bytes[NUMBER];
    size_t length;
    mbedtls_mpi mpi;
} number;

static number in[NUMBERS];

/* ---- Lines --------------------------------------------------------------------------------------------- */

static char asked[BLOCK], told[BLOCK];
static size_t asked_at, asked_end, told_end;

#if defined(__arm__)
static int32_t questions, answers;

static size_t fill(void)
{
    return emulation_read(questions, asked, sizeof asked) ? sizeof asked : 0;
}

static void flush(void)
{
    emulation_write(answers, told, told_end);
    told_end = 0;
}
#else
static size_t fill(void)
{
    return fread(asked, 1, sizeof asked, stdin);
}

static void flush(void)
{
    fwrite(told, 1, told_end, stdout);
    fflush(stdout);
    told_end = 0;
}
#endif

static char next(void)
{
    if (asked_at == asked_end) {
        asked_at = 0;
        asked_end = fill();
    }
    return asked_end == 0 ? '\0' : asked[asked_at++];
}

static void tell(char c)
{
    if (told_end == sizeof told) {
        flush();
    }
    told[told_end++] = c;
}

static void tell_bytes(const uint8_t *bytes, size_t length)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < length; i++) {
        tell(digits[bytes[i] >> 4]);
        tell(digits[bytes[i] & 15]);
    }
}

static void tell_limbs(const mbedtls_mpi_uint *limbs, size_t count)
{
    while (count-- > 0) {
        for (size_t i = sizeof *limbs; i-- > 0;) {
            const uint8_t byte = (uint8_t)(limbs[count] >> (8 * i));
            tell_bytes(&byte, 1);
        }
    }
}

static void tell_mpi(const mbedtls_mpi *x)
{
    if (x->s < 0) {
        tell('-');
    }
    tell('0');
    tell('0');
    tell_limbs(x->p, x->n);
}

static int digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* @return the character behind the number */
static char read_number(number *into, int *result)
{
    bool negative = false;
    char c = next();

    if (c == '-') {
        negative = true;
        c = next();
    }
    for (into->length = 0; digit(c) >= 0 && into->length < NUMBER; c = next()) {
        const int low = digit(next());
        into->bytes[into->length++] = (uint8_t)(digit(c) * 16 + low);
    }
    *result |= mbedtls_mpi_read_binary(&into->mpi, into->bytes, into->length);
    into->mpi.s = negative ? -1 : 1;
    return c;
}

static uint32_t small(const number *from)
{
    uint32_t value = 0;
    for (size_t i = 0; i < from->length; i++) {
        value = value << 8 | from->bytes[i];
    }
    return value;
}

/* ---- Numbers ------------------------------------------------------------------------------------------- */

static int modulo(mbedtls_mpi *x, const mbedtls_mpi *a, const mbedtls_mpi *b)
{
    return mbedtls_mpi_mod_mpi(x, a, b);
}

static int invert(mbedtls_mpi *x, const mbedtls_mpi *a, const mbedtls_mpi *b)
{
    return mbedtls_mpi_gcd_modinv_odd(NULL, x, a, b);
}

/* Into a third number, and into each of the operands, which may be the place of the result. */
typedef int operation(mbedtls_mpi *, const mbedtls_mpi *, const mbedtls_mpi *);

static int three_ways(operation *compute, bool into_second)
{
    mbedtls_mpi x, y, *a = &in[0].mpi, *b = &in[1].mpi;

    mbedtls_mpi_init(&x);
    mbedtls_mpi_init(&y);
    int result = compute(&x, a, b);
    if (result == 0) {
        tell_mpi(&x);
        if (into_second && ((result = mbedtls_mpi_copy(&y, b)) != 0 || (result = compute(&y, a, &y)) != 0 ||
                            mbedtls_mpi_cmp_mpi(&x, &y) != 0)) {
            result = DISAGREES;
        }
        if (compute(a, a, b) != 0 || mbedtls_mpi_cmp_mpi(&x, a) != 0) {
            result = DISAGREES;
        }
    }
    mbedtls_mpi_free(&x);
    mbedtls_mpi_free(&y);
    return result;
}

static int do_mod(void)
{
    return three_ways(modulo, true);
}

static int do_inverse(void)
{
    return three_ways(invert, false);
}

static int do_product(void)
{
    return three_ways(mbedtls_mpi_mul_mpi, true);
}

/* What serves secret keys of RSA, and nobody here: it has to be refused, not to be wrong. */
static int do_refused(void)
{
    mbedtls_mpi x;
    mbedtls_mpi_init(&x);
    const int gcd = mbedtls_mpi_gcd(&x, &in[0].mpi, &in[1].mpi);
    const int inverse = mbedtls_mpi_inv_mod(&x, &in[0].mpi, &in[1].mpi);
    mbedtls_mpi_free(&x);
    return gcd == inverse ? gcd : DISAGREES;
}

static int do_power(void)
{
    mbedtls_mpi x, y;

    mbedtls_mpi_init(&x);
    mbedtls_mpi_init(&y);
    int result = mbedtls_mpi_exp_mod_unsafe(&x, &in[0].mpi, &in[1].mpi, &in[2].mpi, NULL);
    if (result == 0) {
        tell_mpi(&x);
        result = mbedtls_mpi_exp_mod(&y, &in[0].mpi, &in[1].mpi, &in[2].mpi, NULL);
        if (result == 0 && mbedtls_mpi_cmp_mpi(&x, &y) != 0) {
            result = DISAGREES;
        }
    }
    mbedtls_mpi_free(&x);
    mbedtls_mpi_free(&y);
    return result;
}

static int do_r2(void)
{
    mbedtls_mpi x;
    mbedtls_mpi_init(&x);
    const int result = mbedtls_mpi_core_get_mont_r2_unsafe(&x, &in[0].mpi);
    if (result == 0) {
        tell_mpi(&x);
    }
    mbedtls_mpi_free(&x);
    return result;
}

static int do_mla(void)
{
    mbedtls_mpi *const d = &in[0].mpi, *const s = &in[1].mpi;
    const mbedtls_mpi_uint carry = mbedtls_mpi_core_mla(d->p, d->n, s->p, s->n, in[2].mpi.p[0]);
    tell_limbs(&carry, 1);
    tell_limbs(d->p, d->n);
    return 0;
}

/* One row of Montgomery's multiplication, by the function that does it in one pass where there is one. */
static int do_row(void)
{
    mbedtls_mpi_uint *const t = in[0].mpi.p;
    const mbedtls_mpi *const a = &in[1].mpi, *const n = &in[2].mpi;
    const mbedtls_mpi_uint u0 = in[3].mpi.p[0], u1 = in[4].mpi.p[0];
#if defined(YMR_BIGNUM_ARMV7M)
    ymr_mont_row(t, a->p, n->p, n->n, u0, u1);
#else
    (void)mbedtls_mpi_core_mla(t, n->n + 2, a->p, a->n, u0);
    (void)mbedtls_mpi_core_mla(t, n->n + 2, n->p, n->n, u1);
#endif
    tell_limbs(t, n->n + 2);
    return 0;
}

static int do_montgomery(void)
{
    static mbedtls_mpi_uint t[NUMBER], x[NUMBER];
    mbedtls_mpi_uint *const a = in[0].mpi.p;
    const mbedtls_mpi *const b = &in[1].mpi, *const n = &in[2].mpi;
    const mbedtls_mpi_uint mm = mbedtls_mpi_core_montmul_init(n->p);

    mbedtls_mpi_core_montmul(x, a, b->p, b->n, n->p, n->n, mm, t);
    tell_limbs(x, n->n);
    mbedtls_mpi_core_montmul(a, a, b->p, b->n, n->p, n->n, mm, t);
    return memcmp(a, x, n->n * sizeof *a) == 0 ? 0 : DISAGREES;
}

static int do_limb(void)
{
    const mbedtls_mpi_uint length = sizeof(mbedtls_mpi_uint);
    tell_limbs(&length, 1);
    return 0;
}

/* ---- Curves: the first number is the length of the prime, 0100 or 0180 --------------------------------- */

static uint64_t chance;

static int draw(void *unused, unsigned char *bytes, size_t length)
{
    (void)unused;
    for (size_t i = 0; i < length; i++) {
        chance = chance * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        bytes[i] = (uint8_t)(chance >> 56);
    }
    return 0;
}

static mbedtls_ecp_group *curve(void)
{
    static mbedtls_ecp_group p256, p384;
    static bool loaded;
    if (!loaded) {
        mbedtls_ecp_group_init(&p256);
        mbedtls_ecp_group_init(&p384);
        loaded = mbedtls_ecp_group_load(&p256, MBEDTLS_ECP_DP_SECP256R1) == 0 &&
                 mbedtls_ecp_group_load(&p384, MBEDTLS_ECP_DP_SECP384R1) == 0;
    }
    return small(&in[0]) == 256 ? &p256 : &p384;
}

static int do_reduce(void)
{
    const int result = curve()->modp(&in[1].mpi);
    if (result == 0) {
        tell_mpi(&in[1].mpi);
    }
    return result;
}

static int point(mbedtls_ecp_point *p, size_t at)
{
    mbedtls_ecp_point_init(p);
    int result = mbedtls_mpi_copy(&p->X, &in[at].mpi);
    result |= mbedtls_mpi_copy(&p->Y, &in[at + 1].mpi);
    return result | mbedtls_mpi_lset(&p->Z, 1);
}

static void tell_point(int result, const mbedtls_ecp_point *p)
{
    if (result == 0) {
        tell_mpi(&p->X);
        tell(' ');
        tell_mpi(&p->Y);
    }
}

static int do_point(void)
{
    mbedtls_ecp_point p, r;
    mbedtls_ecp_point_init(&r);
    int result = point(&p, 2);
    if (result == 0) {
        result = mbedtls_ecp_mul(curve(), &r, &in[1].mpi, &p, draw, NULL);
    }
    tell_point(result, &r);
    mbedtls_ecp_point_free(&p);
    mbedtls_ecp_point_free(&r);
    return result;
}

static int do_points(void)
{
    mbedtls_ecp_point p, q, r;
    mbedtls_ecp_point_init(&r);
    int result = point(&p, 2) | point(&q, 5);
    if (result == 0) {
        result = mbedtls_ecp_muladd(curve(), &r, &in[1].mpi, &p, &in[4].mpi, &q);
    }
    tell_point(result, &r);
    mbedtls_ecp_point_free(&p);
    mbedtls_ecp_point_free(&q);
    mbedtls_ecp_point_free(&r);
    return result;
}

static int do_verify(void)
{
    mbedtls_ecp_point q;
    int result = point(&q, 4);
    if (result == 0) {
        result = mbedtls_ecdsa_verify(curve(), in[1].bytes, in[1].length, &q, &in[2].mpi, &in[3].mpi);
    }
    mbedtls_ecp_point_free(&q);
    return result;
}

/* ---- The rest ------------------------------------------------------------------------------------------ */

static int do_rsa(void)
{
    mbedtls_rsa_context key;
    static uint8_t answer[NUMBER];

    mbedtls_rsa_init(&key);
    int result = mbedtls_rsa_parse_pubkey(&key, in[0].bytes, in[0].length);
    if (result == 0) {
        result = in[1].length == mbedtls_rsa_get_len(&key) ? mbedtls_rsa_public(&key, in[1].bytes, answer)
                                                          : BAD_QUESTION;
    }
    if (result == 0) {
        tell_bytes(answer, mbedtls_rsa_get_len(&key));
    }
    mbedtls_rsa_free(&key);
    return result;
}

static uint8_t cipher[NUMBER], pieces[NUMBER], clear[NUMBER];

/* In two pieces, `cut` bytes and the rest. */
static int encrypt_in_pieces(mbedtls_gcm_context *gcm, size_t cut, uint8_t tag[16])
{
    const number *const iv = &in[1], *const more = &in[2], *const text = &in[3];
    size_t first = 0, second = 0, last = 0;
    int result = mbedtls_gcm_starts(gcm, MBEDTLS_GCM_ENCRYPT, iv->bytes, iv->length);
    result |= mbedtls_gcm_update_ad(gcm, more->bytes, more->length);
    result |= mbedtls_gcm_update(gcm, text->bytes, cut, pieces, NUMBER, &first);
    result |= mbedtls_gcm_update(gcm, text->bytes + cut, text->length - cut, pieces + first, NUMBER - first,
                                 &second);
    return result | mbedtls_gcm_finish(gcm, pieces + first + second, NUMBER - first - second, &last, tag, 16);
}

static int do_gcm(void)
{
    const number *const iv = &in[1], *const more = &in[2], *const text = &in[3];
    uint8_t tag[16], again[16];
    mbedtls_gcm_context gcm;

    mbedtls_gcm_init(&gcm);
    int result = mbedtls_gcm_setkey(&gcm, MBEDTLS_CIPHER_ID_AES, in[0].bytes, (unsigned)in[0].length * 8);
    result |= mbedtls_gcm_crypt_and_tag(&gcm, MBEDTLS_GCM_ENCRYPT, text->length, iv->bytes, iv->length,
                                        more->bytes, more->length, text->bytes, cipher, sizeof tag, tag);
    tell_bytes(cipher, text->length);
    tell_bytes(tag, sizeof tag);
    result |= encrypt_in_pieces(&gcm, small(&in[4]), again);
    if (memcmp(cipher, pieces, text->length) != 0 || memcmp(tag, again, sizeof tag) != 0 ||
        mbedtls_gcm_auth_decrypt(&gcm, text->length, iv->bytes, iv->length, more->bytes, more->length, tag,
                                 sizeof tag, cipher, clear) != 0 ||
        memcmp(clear, text->bytes, text->length) != 0) {
        result = DISAGREES;
    }
    tag[small(&in[4]) % sizeof tag] ^= 0x10;
    if (mbedtls_gcm_auth_decrypt(&gcm, text->length, iv->bytes, iv->length, more->bytes, more->length, tag,
                                 sizeof tag, cipher, clear) != MBEDTLS_ERR_GCM_AUTH_FAILED) {
        result = DISAGREES;
    }
    mbedtls_gcm_free(&gcm);
    return result;
}

static int do_digest(void)
{
    const mbedtls_md_type_t type = small(&in[0]) == 256 ? MBEDTLS_MD_SHA256 : MBEDTLS_MD_SHA384;
    const mbedtls_md_info_t *const info = mbedtls_md_info_from_type(type);
    uint8_t digest[64];
    const int result = mbedtls_md(info, in[1].bytes, in[1].length, digest);
    if (result == 0) {
        tell_bytes(digest, mbedtls_md_get_size(info));
    }
    return result;
}

static ymr_status sample(void *unused, uint8_t *bytes, size_t length)
{
    return draw(unused, bytes, length) == 0 ? YMR_OK : YMR_E_ENTROPY;
}

/* The source starts at in[0], the device is in[1]; of in[3] requests of in[2] bytes the digest is told. */
static int do_random(void)
{
    static ymr_device_random random;
    const uint32_t length = small(&in[2]);
    mbedtls_sha256_context sum;
    uint8_t digest[32];

    chance = small(&in[0]);
    int result = ymr_device_random_init(&random, sample, NULL, in[1].bytes, in[1].length);
    mbedtls_sha256_init(&sum);
    result |= mbedtls_sha256_starts(&sum, 0);
    for (uint32_t i = small(&in[3]); i > 0; i--) {
        result |= ymr_device_random_bytes(&random, cipher, length);
        result |= mbedtls_sha256_update(&sum, cipher, length);
    }
    result |= mbedtls_sha256_finish(&sum, digest);
    mbedtls_sha256_free(&sum);
    tell_bytes(digest, sizeof digest);
    return result;
}

/* ---- Questions ----------------------------------------------------------------------------------------- */

static const struct {
    char word[WORD];
    int (*function)(void);
} words[] = {
    {"mod", do_mod},       {"inverse", do_inverse}, {"product", do_product}, {"refused", do_refused},
    {"power", do_power},   {"r2", do_r2},           {"mla", do_mla},         {"row", do_row},
    {"mont", do_montgomery}, {"limb", do_limb},     {"reduce", do_reduce},   {"point", do_point},
    {"points", do_points}, {"verify", do_verify},   {"rsa", do_rsa},         {"gcm", do_gcm},
    {"digest", do_digest}, {"random", do_random},
};

static int answer(const char *word)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strcmp(word, words[i].word) == 0) {
            return words[i].function();
        }
    }
    return BAD_QUESTION;
}

static void tell_error(int result)
{
    char digits[8];
    size_t count = 0;
    unsigned value = (unsigned)(result < 0 ? -result : result);
    tell('!');
    for (; count == 0 || value > 0; value /= 10) {
        digits[count++] = (char)('0' + value % 10);
    }
    while (count > 0) {
        tell(digits[--count]);
    }
}

/* @return whether there was one */
static bool take_question(void)
{
    char word[WORD], c = next();
    size_t length = 0, count = 0;
    int result = 0;

    for (; c > ' ' && length < WORD - 1; c = next()) {
        word[length++] = c;
    }
    word[length] = '\0';
    if (length == 0) {
        return false;
    }
    while (c == ' ' && count < NUMBERS) {
        c = read_number(&in[count++], &result);
    }
    result = c == '\n' && result == 0 ? answer(word) : BAD_QUESTION;
    if (result != 0) {
        tell_error(result);
    }
    tell('\n');
    return true;
}

#if defined(__arm__)
static int32_t open_named(const char *name, int32_t mode)
{
    char path[200];
    return emulation_argument(name, path, sizeof path) ? emulation_open(path, mode) : -1;
}

int main(void)
{
    static uint8_t pool[24576];

    board_start();
    ymr_tls_pool_init(pool, sizeof pool);
    questions = open_named("questions", EMULATION_READ);
    answers = open_named("answers", EMULATION_CREATE);
    if (questions < 0 || answers < 0) {
        board_exit(1);
    }
    while (take_question()) {
    }
    flush();
    emulation_close(answers);
    board_exit(0);
}
#else
int main(void)
{
    while (take_question()) {
    }
    flush();
    return 0;
}
#endif
