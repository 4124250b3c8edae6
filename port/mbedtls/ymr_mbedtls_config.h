/**
 * Mbed TLS 3.6 as ymr needs it: a TLS client that verifies, and nothing else.
 *
 * One configuration for every board. The Makefile compiles the library with
 * -DMBEDTLS_CONFIG_FILE='"ymr_mbedtls_config.h"'; whatever includes an Mbed TLS header must be compiled with
 * the same flag and the same switches, because they change the layout of its structs.
 *
 * Switches of a board (-DNAME=value):
 *
 *   YMR_TLS13         1: TLS 1.3 and 1.2; 0: only 1.2, without PSA (28 KB less flash). A 1.2 session is the
 *                     cheaper one to resume: 1.3 always does a fresh key exchange.
 *   YMR_TLS_HOSTED    1: an operating system with libc; 0: bare metal: no calloc behind the allocator, no
 *                     threads, tables in flash, small code before fast code. Default: whether the compiler
 *                     targets Unix.
 *   YMR_TLS_IN_LEN    bytes of one incoming record, 16384. A server may use all of it whatever is asked for:
 *                     less works only with servers that honour max_fragment_length (RFC 6066).
 *   YMR_TLS_OUT_LEN   bytes of one outgoing record, 2048. Longer requests go out as several records.
 *
 *   YMR_TLS_SHA1      1: authorities that signed themselves with SHA-1 long ago can be used, too (4 KB of
 *                     flash); what they sign must be signed with SHA-256 or longer in any case. Default: 0 on
 *                     bare metal.
 *   YMR_TLS_PSS_CHAINS  1: certificates that were signed with RSASSA-PSS, which public authorities hardly ever
 *                     do, can be verified, too (0.7 KB of flash); handshakes of TLS 1.2 that are signed so always
 *                     are. Default: 0 on bare metal without TLS 1.3, whose RSA servers need it.
 *   YMR_TLS_AES_256   1: suites with AES-256 and SHA-384 beside those with AES-128 and SHA-256, which no server of
 *                     TLS 1.2 with GCM lacks; 0: without (0.9 KB of flash, and a handshake hashes all it sends
 *                     once instead of twice). Default: 1.
 *   YMR_TLS_NAMES     1: ymr_tls_cipher() has the suite's name; 0: an empty text, and 0.3 KB less flash. Default:
 *                     0 on bare metal.
 *   YMR_TLS_STEPS     1: long computations on elliptic curves come in pieces, so that no call of a transport
 *                     with TLS 1.2 holds a slow CPU for long; 0: each handshake message is one piece.
 *                     Default: 1 on bare metal.
 *   YMR_TLS_STEP_OPS  how long a piece is: multiplications of 256-bit numbers, about. Less means shorter
 *                     pieces, and a few more instructions in all. Some parts cannot be divided: see
 *                     ymr_tls.h.
 *
 * What port/mbedtls supplies: mbedtls_ms_time() and mbedtls_psa_external_get_random() (both for TLS 1.3
 * only), and the dates: see "The clock" below.
 */
#ifndef YMR_MBEDTLS_CONFIG_H
#define YMR_MBEDTLS_CONFIG_H

/** TLS 1.3 beside 1.2. */
#ifndef YMR_TLS13
#define YMR_TLS13 1
#endif

/** An operating system with libc, or bare metal. */
#ifndef YMR_TLS_HOSTED
#if defined(__unix__) || defined(__APPLE__)
#define YMR_TLS_HOSTED 1
#else
#define YMR_TLS_HOSTED 0
#endif
#endif

/** Bytes of one incoming record. */
#ifndef YMR_TLS_IN_LEN
#define YMR_TLS_IN_LEN 16384
#endif

/** Bytes of one outgoing record. */
#ifndef YMR_TLS_OUT_LEN
#define YMR_TLS_OUT_LEN 2048
#endif

/** Old authorities that signed themselves with SHA-1. */
#ifndef YMR_TLS_SHA1
#define YMR_TLS_SHA1 YMR_TLS_HOSTED
#endif

/** Certificates signed with RSASSA-PSS; without, a chain that has one is not verified. Mbed TLS offers TLS 1.3's own
 *  signatures of RSA servers only with it. */
#ifndef YMR_TLS_PSS_CHAINS
#define YMR_TLS_PSS_CHAINS (YMR_TLS_HOSTED || YMR_TLS13)
#endif

/** Suites with AES-256. */
#ifndef YMR_TLS_AES_256
#define YMR_TLS_AES_256 1
#endif

/** Names of suites. */
#ifndef YMR_TLS_NAMES
#define YMR_TLS_NAMES YMR_TLS_HOSTED
#endif

/** Long computations in pieces. */
#ifndef YMR_TLS_STEPS
#define YMR_TLS_STEPS (!YMR_TLS_HOSTED)
#endif

/** How long a piece is. */
#ifndef YMR_TLS_STEP_OPS
#define YMR_TLS_STEP_OPS 200
#endif

/* ---- Memory -----------------------------------------------------------------------------------------------
 * The allocator is replaceable, and tls_pool.c is there for the board that wants it. The library never
 * sets one: it is process-wide, so it is the board's to choose. */
#define MBEDTLS_PLATFORM_C
#define MBEDTLS_PLATFORM_MEMORY
#if !YMR_TLS_HOSTED
#define MBEDTLS_PLATFORM_NO_STD_FUNCTIONS /* without a pool an allocation fails; it never reaches malloc */
#define MBEDTLS_PLATFORM_SNPRINTF_MACRO snprintf
#endif

/* ---- Threads ----------------------------------------------------------------------------------------------
 * A client belongs to one thread, but PSA's key slots and the pool are shared by all clients of a process. */
#if YMR_TLS_HOSTED
#define MBEDTLS_THREADING_C
#define MBEDTLS_THREADING_PTHREAD
#endif

/* ---- The clock --------------------------------------------------------------------------------------------
 * MBEDTLS_HAVE_TIME_DATE is left out on purpose. With it, Mbed TLS compares certificate dates with one clock
 * a process, and a device that knows only its build date would see every new certificate as not yet valid.
 * The dates are compared by the verify callback of port/mbedtls instead, with the clock of that very client
 * and its state, for every certificate of the chain.
 *
 * TLS 1.3 needs a clock too, for the age of a ticket: mbedtls_ms_time(), Unix milliseconds. */
#if YMR_TLS13
#define MBEDTLS_HAVE_TIME
#define MBEDTLS_PLATFORM_MS_TIME_ALT
#define MBEDTLS_PLATFORM_TIME_TYPE_MACRO long long
#define MBEDTLS_PLATFORM_TIME_MACRO(unused) ((mbedtls_time_t)(mbedtls_ms_time() / 1000))
#endif

/* ---- Randomness -------------------------------------------------------------------------------------------
 * Comes from the port; port/device has a generator for boards whose source is slow or weak. */
#define MBEDTLS_NO_PLATFORM_ENTROPY

/* ---- TLS ----------------------------------------------------------------------------------------------- */
#define MBEDTLS_SSL_TLS_C
#define MBEDTLS_SSL_CLI_C
#define MBEDTLS_SSL_PROTO_TLS1_2
#define MBEDTLS_SSL_EXTENDED_MASTER_SECRET
#define MBEDTLS_SSL_SERVER_NAME_INDICATION
#define MBEDTLS_SSL_SESSION_TICKETS
#if YMR_TLS_IN_LEN < 16384
#define MBEDTLS_SSL_MAX_FRAGMENT_LENGTH
#endif
#define MBEDTLS_SSL_IN_CONTENT_LEN YMR_TLS_IN_LEN
#define MBEDTLS_SSL_OUT_CONTENT_LEN YMR_TLS_OUT_LEN
#define MBEDTLS_KEY_EXCHANGE_ECDHE_ECDSA_ENABLED
#define MBEDTLS_KEY_EXCHANGE_ECDHE_RSA_ENABLED

#if YMR_TLS13
#define MBEDTLS_SSL_PROTO_TLS1_3
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_EPHEMERAL_ENABLED
#define MBEDTLS_SSL_TLS1_3_KEY_EXCHANGE_MODE_PSK_EPHEMERAL_ENABLED /* resumption by ticket */
#define MBEDTLS_SSL_TLS1_3_COMPATIBILITY_MODE /* middleboxes that only know 1.2 let it pass */
#define MBEDTLS_SSL_KEEP_PEER_CERTIFICATE     /* wanted for 1.3; without, a session holds a digest */
#define MBEDTLS_PSA_CRYPTO_C
#define MBEDTLS_PSA_CRYPTO_EXTERNAL_RNG
#define MBEDTLS_HKDF_C
#if !YMR_TLS_HOSTED
#define MBEDTLS_PSA_CRYPTO_CONFIG
#define MBEDTLS_PSA_CRYPTO_CONFIG_FILE "ymr_psa_config.h"
#define MBEDTLS_PSA_KEY_SLOT_COUNT 8 /* one client uses a handful; the default of 32 is RAM for nothing */
#endif
#endif

/* The default list, which is also the client's preference and what most servers follow. Mbed TLS' own order
 * would take ChaCha20 even where the CPU has AES instructions. Suites that are not built are skipped. */
#define MBEDTLS_SSL_CIPHERSUITES                                                      \
    MBEDTLS_TLS1_3_AES_128_GCM_SHA256,                                                \
        MBEDTLS_TLS1_3_AES_256_GCM_SHA384,                                            \
        MBEDTLS_TLS1_3_CHACHA20_POLY1305_SHA256,                                      \
        MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,                              \
        MBEDTLS_TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,                                \
        MBEDTLS_TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,                              \
        MBEDTLS_TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,                                \
        MBEDTLS_TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,                        \
        MBEDTLS_TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256

/* For the changes that tests/setup.sh makes: see ssl_tls.sed, ssl_ciphersuites.sed, cipher_wrap.sed. */

/** Whether a suite hashes its handshake with SHA-384: those with AES-256 do. */
#define YMR_TLS_SHA384_SUITES YMR_TLS_AES_256

/** A suite's name, where names are kept. */
#if YMR_TLS_NAMES
#define YMR_TLS_NAME(name) name
#else
#define YMR_TLS_NAME(name) ""
#endif

/* ---- Certificates -------------------------------------------------------------------------------------- */
#define MBEDTLS_X509_USE_C
#define MBEDTLS_X509_CRT_PARSE_C
#if YMR_TLS_PSS_CHAINS
#define MBEDTLS_X509_RSASSA_PSS_SUPPORT
#endif
#define MBEDTLS_X509_REMOVE_INFO
#define MBEDTLS_PK_C
#define MBEDTLS_PK_PARSE_C
#define MBEDTLS_ASN1_PARSE_C
#define MBEDTLS_ASN1_WRITE_C
#define MBEDTLS_OID_C

/* ---- Signatures and key exchange ----------------------------------------------------------------------- */
#define MBEDTLS_BIGNUM_C
#define MBEDTLS_RSA_C
#define MBEDTLS_PKCS1_V15
#define MBEDTLS_PKCS1_V21
#define MBEDTLS_ECP_C
#define MBEDTLS_ECP_DP_SECP256R1_ENABLED
#define MBEDTLS_ECP_DP_SECP384R1_ENABLED /* roots and their intermediates are often P-384 */
#if !YMR_TLS_STEPS
#define MBEDTLS_ECP_DP_CURVE25519_ENABLED
#endif
#define MBEDTLS_ECP_NIST_OPTIM
#define MBEDTLS_ECDH_C
#define MBEDTLS_ECDSA_C
#if YMR_TLS_STEPS
#define MBEDTLS_ECP_RESTARTABLE /* it knows no way to interrupt Curve25519 */
#endif

/* ---- Ciphers and hashes -------------------------------------------------------------------------------- */
#define MBEDTLS_CIPHER_C
#define MBEDTLS_AES_C
#if !YMR_TLS_AES_256
#define MBEDTLS_AES_ONLY_128_BIT_KEY_LENGTH
#endif
#define MBEDTLS_GCM_C
#define MBEDTLS_BLOCK_CIPHER_NO_DECRYPT /* GCM decrypts with what encrypts */
#define MBEDTLS_AES_ROM_TABLES /* in RAM they would be filled on first use: a race between threads */
#define MBEDTLS_MD_C
#if YMR_TLS_SHA1
#define MBEDTLS_SHA1_C
#endif
#define MBEDTLS_SHA256_C
#define MBEDTLS_SHA384_C
#define MBEDTLS_SHA512_C
#if YMR_TLS_HOSTED
#define MBEDTLS_CHACHA20_C
#define MBEDTLS_POLY1305_C
#define MBEDTLS_CHACHAPOLY_C
#endif

/* ---- The CPU ----------------------------------------------------------------------------------------------
 * AES instructions are looked for at run time, so one binary serves old CPUs too. */
#define MBEDTLS_HAVE_ASM
#if YMR_TLS_HOSTED && defined(__x86_64__)
#define MBEDTLS_AESNI_C
#elif YMR_TLS_HOSTED && defined(__aarch64__)
#define MBEDTLS_AESCE_C
#endif

#if !YMR_TLS_HOSTED
#define MBEDTLS_NO_UDBL_DIVISION /* a routine of 900 bytes for what hardly ever divides */
#define MBEDTLS_AES_FEWER_TABLES
#define MBEDTLS_SHA256_SMALLER
#define MBEDTLS_SHA512_SMALLER
#define MBEDTLS_ECP_WINDOW_SIZE 4 /* what it takes in memory, RSA takes as well */
#define MBEDTLS_ECP_FIXED_POINT_OPTIM 0
#endif

#endif
