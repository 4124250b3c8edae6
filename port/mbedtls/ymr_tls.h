/**
 * TLS 1.2 and 1.3 over any transport, by Mbed TLS.
 *
 *     static ymr_tls tls;
 *     ymr_tls_init(&tls, &tcp.transport, &(ymr_tls_config){.anchors = &bundle.anchors,
 *                                                          .random = ymr_posix_random,
 *                                                          .clock = ymr_posix_clock()});
 *     config.transport = &tls.transport;
 *
 * There is no way to switch verification off. Every connection verifies, before the first byte of a request
 * leaves:
 *   - the chain, up to an authority of `anchors`; only that issuer is parsed, found by comparing the bytes of
 *     names;
 *   - the name: a host name with the certificate's DNS names (and sent to the server as SNI), an IP address
 *     with its IP addresses (and never sent: RFC 6066, section 3, allows only names);
 *   - the dates of every certificate, the authority's own included, as far as the clock is known;
 *   - strength: RSA of 2,048 bits, P-256 or P-384; SHA-256 or longer.
 * A resumed session stands for a verification that has been done, for 24 hours at most.
 *
 * Memory: Mbed TLS allocates while a connection is open and frees it at its close. By default it uses the
 * platform's calloc (a bare-metal build has none); ymr_tls_pool_init gives it a fixed pool instead. Peak of
 * that pool, records of 16 KB in and 2 KB out, as tests/stages/40-port.sh prints it:
 *
 *                                                          64 bit (1.2 / 1.3)    32 bit (1.2 / 1.3)
 *   P-256, no intermediate                                  33,400 / 35,300       29,200 / 30,900
 *   RSA-2048 with an intermediate                           36,800 / 38,400       33,000 / 34,500
 *   RSA-4096 authorities, a certificate of 100 names        54,500 / 55,800       46,000 / 47,300
 *   resumed, whatever the certificate                       24,900 / 28,600       23,800 / 26,100
 *
 * Beside it: 816 bytes a ymr_tls (32 bit: 468), 3.5 KB of flash on Cortex-M3 beside Mbed TLS itself.
 *
 * What fails with which status:
 *
 *   YMR_E_TLS_UNTRUSTED  no authority of `anchors` signed the chain, or not for a server (key usage)
 *   YMR_E_TLS_HOST       the certificate is for another host
 *   YMR_E_TLS_WEAK       a key or signature of the chain is too weak, or of a kind that this build lacks
 *   YMR_E_TLS_EXPIRED    a certificate of the chain has expired
 *   YMR_E_TLS_EARLY      a certificate of the chain is not valid yet
 *                        (Of several, the first in this order: those first that no clock can heal.)
 *   YMR_E_TLS_VERSION    no common TLS version
 *   YMR_E_TLS_MEMORY     the pool (or the heap) is too small
 *   YMR_E_ANCHORS        the trusted certificates cannot be read
 *   YMR_E_ENTROPY        no random numbers
 *   YMR_E_TLS            any other failure of the handshake
 *   YMR_E_TLS_RECORD     once open: a record is damaged, or longer than this build takes (YMR_TLS_IN_LEN)
 *   YMR_E_RESET          once open: the server broke off with an alert; or the connection was reset
 *   YMR_E_CLOSED         the connection ended without TLS's own end: what came may be cut off
 *   others               of the transport below
 *
 * `detail`: with one of the first five, the flags of verification (MBEDTLS_X509_BADCERT_…); else the error of
 * Mbed TLS, negative; else the detail of the transport below.
 */
#ifndef YMR_TLS_H
#define YMR_TLS_H

#include <mbedtls/ssl.h>
#include <mbedtls/x509_crt.h>

#include "ymr/anchors.h"
#include "ymr/clock.h"
#include "ymr/port.h"
#include "ymr/tls_session.h"

/** Random bytes fit for keys. @return YMR_OK; YMR_E_ENTROPY */
typedef ymr_status ymr_tls_random(void *context, uint8_t *bytes, size_t length);

typedef enum ymr_tls_protocol {
    YMR_TLS_DEFAULT, /**< minimum: 1.2; maximum: 1.3, but 1.2 where YMR_TLS_IN_LEN is below 16384 */
    YMR_TLS_1_2,
    YMR_TLS_1_3
} ymr_tls_protocol;

/** What stays the same for all connections. */
typedef struct ymr_tls_config {
    ymr_anchors *anchors; /**< who is trusted */
    ymr_tls_random *random;
    void *random_context; /**< of `random` */
    ymr_clock clock;
    /**
     * Versions that are accepted. A device whose every call is a new connection does best with a maximum of 1.2: a
     * resumed handshake of 1.2 costs 1/40 (RSA) … 1/88 (ECDSA) of a whole one; one of 1.3, which makes a fresh key exchange,
     * a third of one with ECDSA, and hardly less than one with RSA (tests/stages/45-resumption.sh).
     */
    ymr_tls_protocol minimum;
    ymr_tls_protocol maximum;
    ymr_tls_session *session; /**< keeps the last session, which the next open offers; NULL: none is kept */
    uint32_t session_seconds; /**< how long a verification is good for resuming; 0: 24 hours */
} ymr_tls_config;

/** A TLS client on the caller's storage. A client is given `transport`; all else is the transport's own. */
typedef struct ymr_tls {
    ymr_transport transport;
    ymr_transport *below;
    ymr_tls_config config;
    const ymr_endpoint *endpoint;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config settings;
    const mbedtls_x509_crt *candidates; /* what was found for the last certificate of the chain */
    int64_t not_after_ms;               /* of the chain: the first to expire */
    size_t unsent;                      /* of application data: bytes in a record that is on its way */
    ymr_status failure;                 /* what the connection ended with */
    ymr_status cause;                   /* what a callback failed with, which Mbed TLS cannot tell */
    ymr_status below_failure;           /* what the transport below failed with */
    int32_t detail;
    int suite;
    uint8_t address[16]; /* of the host, when it is an IP address */
    uint8_t address_length;
    uint8_t state;
    uint8_t read_needs; /* what to wait for before reading makes sense: YMR_WAIT_… */
    uint8_t write_needs;
    bool set_up;   /* ssl and settings hold memory */
    bool busy;     /* there is work to do without waiting */
    bool offered;  /* a kept session was offered */
    bool verified; /* the chain of this connection was looked at */
    bool resumed;
    bool ended; /* the server has sent its end */
    bool tls13;
} ymr_tls;

/**
 * @param below   the transport that carries it, as a rule TCP; borrowed
 * @param config  copied; what it points to is borrowed
 * @return YMR_OK; YMR_E_ARGUMENT if anchors, random or clock are missing, or the build has no version between
 *         minimum and maximum
 *
 * The first call gives Mbed TLS its source of random numbers and its clock for the whole process (its TLS 1.3
 * knows no other way): it must have returned before another thread makes a client. A pool, if any, must have
 * been set before. The transport refuses an endpoint without TLS with YMR_E_ARGUMENT: give the client the
 * transport below for that.
 */
ymr_status ymr_tls_init(ymr_tls *tls, ymr_transport *below, const ymr_tls_config *config);

/** "TLSv1.2" or "TLSv1.3" of the connection, after its end too until the next open; "" if there is none. */
const char *ymr_tls_version(const ymr_tls *tls);

/** The cipher suite by Mbed TLS' name, in the same way. */
const char *ymr_tls_cipher(const ymr_tls *tls);

/** Whether the connection resumed a kept session, in the same way. */
bool ymr_tls_resumed(const ymr_tls *tls);

/** Forgets a kept session, its secrets too. */
void ymr_tls_session_clear(ymr_tls_session *session);

/**
 * Makes Mbed TLS take its memory from one buffer of the caller, in the whole process. To be called before
 * anything else of TLS, once; the buffer stays in use for good. A connection that needs more ends in
 * YMR_E_TLS_MEMORY.
 *
 * @param buffer  of any alignment
 * @param size    64 KB are enough for all that is measured above
 */
void ymr_tls_pool_init(void *buffer, size_t size);

/** The most bytes of the pool in use at a time, the allocator's own included; 0: the build does not count. */
size_t ymr_tls_pool_peak(void);

/** Trusted authorities in storage of the caller, as a rule in flash. */
typedef struct ymr_anchor_list {
    ymr_anchors anchors;
    const ymr_span *certificates;
    size_t count;
    size_t next;
} ymr_anchor_list;

/** @param certificates  `count` certificates as DER; borrowed as long as the list is used, never copied */
void ymr_anchor_list_init(ymr_anchor_list *list, const ymr_span *certificates, size_t count);

#endif
