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
 *   P-256, no intermediate                                  28,700 / 30,300       26,500 / 28,000
 *   RSA-2048 with an intermediate                           31,600 / 33,200       29,300 / 30,800
 *   RSA-4096 authorities, a certificate of 100 names        41,700 / 43,300       37,400 / 38,900
 *   resumed, whatever the certificate                       23,800 / 26,000       23,200 / 24,600
 *
 * A device of 32 bit that only speaks 1.2 and sends records of 1 KB, as tests/stages/42-tls-device.sh prints
 * it: the smallest pool with which everything works, alone and when 7,168 bytes of it are lent between
 * handshakes:
 *
 *   P-256, no intermediate             23,680    27,456
 *   RSA-2048, no intermediate          23,552    27,392
 *   RSA-2048 with an intermediate      24,704    27,392
 *   P-384 throughout                   25,088    27,392
 *   P-256 by P-384 by RSA-2048         25,920    27,392
 *   RSA-4096 authorities, 100 names    30,272    30,272
 *
 * A certificate takes 20 bytes for each of its names, a ticket what it is long: 28 KB leave room for both.
 * Once open 19.4 KB are in use, and nothing is allocated while data flows.
 *
 * Beside it: 808 bytes a ymr_tls (32 bit: 468), 4.8 KB of flash on Cortex-M3 beside Mbed TLS itself.
 *
 * Time: with YMR_TLS_STEPS, which is the default on bare metal, a handshake of TLS 1.2 comes in many calls of
 * open, none of them longer than what follows; ymr_client_wait returns at once between them. Instructions on
 * Cortex-M3, built with -Os, and -O2 for bignum_core.c, aes.c and gcm.c:
 *
 *                                      first handshake      calls    the longest
 *   P-256, no intermediate                  95,100,000        124      2,000,000
 *   RSA-2048, no intermediate               35,500,000         53      2,460,000   one signature
 *   RSA-2048 with an intermediate           38,100,000         54      2,460,000   one signature
 *   P-384 throughout                       170,900,000        248      2,550,000   one inversion
 *   RSA-4096 authorities                    51,100,000         54      8,820,000   one signature
 *   resumed, whatever the certificate        1,180,000          8        740,000
 *   a record of 16 KB received                                         1,880,000
 *
 * What cannot be divided: an RSA signature, an inversion, and all of TLS 1.3, whose longest call takes
 * 15,100,000 (RSA-2048), 31,100,000 (P-256) or 68,200,000 (P-384) instructions. For those there is
 * ymr_tls_pool_visit: a function that is called from within, every 2,240,000 instructions at the latest
 * (RSA-4096: 6,940,000).
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
 *   YMR_E_TLS            any other failure of the handshake; once open: the server wants another one
 *   YMR_E_TLS_RECORD     once open: a record is damaged, or longer than this build takes (YMR_TLS_IN_LEN)
 *   YMR_E_RESET          once open: the server broke off with an alert; or the connection was reset
 *   YMR_E_CLOSED         the connection ended without TLS's own end: what came may be cut off
 *   others               of the transport below
 *
 * `detail`: with one of the first five, the flags of verification (MBEDTLS_X509_BADCERT_…); else the error of
 * Mbed TLS, negative; else the detail of the transport below. ymr_tls_why says more, for people.
 *
 * Names: as RFC 9525 wants it, DNS names of the certificate alone, never its common name; a wildcard stands for
 * one whole label, the first, and only in front of two others: nobody is `*.com`.
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

/** Whether ymr_tls_why knows anything: 500 bytes of flash, which a board without people need not spend. */
#ifndef YMR_TLS_REASONS
#define YMR_TLS_REASONS YMR_TLS_HOSTED
#endif

/** What a status leaves open, as far as it is known. The statuses with which it comes stand in front. */
typedef enum ymr_tls_reason {
    YMR_TLS_REASON_NONE,          /**< nothing more is known */
    YMR_TLS_REASON_SELF_SIGNED,   /**< UNTRUSTED: the server's certificate is signed by itself */
    YMR_TLS_REASON_ROOT,          /**< UNTRUSTED: the chain ends in an authority that is not among `anchors` */
    YMR_TLS_REASON_ISSUER,        /**< UNTRUSTED: it ends before any authority: one is unknown, or left out */
    YMR_TLS_REASON_FORGED,        /**< UNTRUSTED: the authority that is named did not sign */
    YMR_TLS_REASON_NOT_AUTHORITY, /**< UNTRUSTED: what signed must not sign, or not so far down */
    YMR_TLS_REASON_PURPOSE,       /**< UNTRUSTED: the certificate is for another use than a server's */
    YMR_TLS_REASON_LONG_CHAIN,    /**< UNTRUSTED: more certificates than MBEDTLS_X509_MAX_INTERMEDIATE_CA */
    YMR_TLS_REASON_WILDCARD,      /**< HOST: one of its names is a wildcard, and does not reach that far */
    YMR_TLS_REASON_NO_NAME,       /**< HOST: it has no DNS name and no address at all */
    YMR_TLS_REASON_KEY,           /**< WEAK: a key is too short, or of a kind that is not taken */
    YMR_TLS_REASON_SIGNATURE,     /**< WEAK: something was signed with a hash that is no longer safe */
    YMR_TLS_REASON_NOT_TLS,       /**< TLS, TLS_RECORD: what came is no TLS */
    YMR_TLS_REASON_DAMAGED,       /**< TLS, TLS_RECORD: a record was changed on its way */
    YMR_TLS_REASON_LONG_MESSAGE,  /**< TLS: a message of the handshake is longer than YMR_TLS_IN_LEN */
    YMR_TLS_REASON_RENEGOTIATION, /**< TLS: the server asked for another handshake on the open connection */
    YMR_TLS_REASON_ALERT          /**< TLS, RESET: the server said that it has broken off */
} ymr_tls_reason;

/** A version of TLS. */
typedef enum ymr_tls_protocol {
    YMR_TLS_DEFAULT, /**< minimum: 1.2; maximum: 1.3, but 1.2 where YMR_TLS_IN_LEN is below 16384 */
    YMR_TLS_1_2,     /**< RFC 5246 */
    YMR_TLS_1_3      /**< RFC 8446 */
} ymr_tls_protocol;

/** What stays the same for all connections. */
typedef struct ymr_tls_config {
    ymr_anchors *anchors;   /**< who is trusted */
    ymr_tls_random *random; /**< for keys */
    void *random_context;   /**< of `random` */
    ymr_clock clock;        /**< for the dates of certificates */
    /**
     * Versions that are accepted. A device whose every call is a new connection does best with a maximum of
     * 1.2: a resumed handshake of 1.2 costs 1/40 (RSA) … 1/88 (ECDSA) of a whole one; one of 1.3, which makes
     * a fresh key exchange, a third of one with ECDSA, and hardly less than one with RSA
     * (tests/stages/45-resumption.sh).
     */
    ymr_tls_protocol minimum;
    ymr_tls_protocol maximum; /**< the latest that is accepted */
    ymr_tls_session *session; /**< keeps the last session, which the next open offers; NULL: none is kept */
    uint32_t session_seconds; /**< how long a verification is good for resuming; 0: 24 hours */
} ymr_tls_config;

/** A TLS client on the caller's storage. A client is given `transport`; all else is the transport's own. */
typedef struct ymr_tls {
    ymr_transport transport; /**< for a client */

    ymr_transport *below;
    ymr_tls_config config;
    const ymr_endpoint *endpoint;
    mbedtls_ssl_context ssl;
    mbedtls_ssl_config settings;
    mbedtls_x509_crt *candidates; /* authorities that may have signed the chain */
    int64_t not_after_ms;         /* of the chain: the first to expire */
    size_t unsent;                /* of application data: bytes in a record that is on its way */
    uint32_t failures;            /* of the pool before this connection */
    ymr_status failure;           /* what the connection ended with */
    ymr_status cause;             /* what a callback failed with, which Mbed TLS cannot tell */
    ymr_status below_failure;     /* what the transport below failed with */
    int32_t detail;
    int suite;
    uint8_t address[16]; /* of the host, when it is an IP address */
    uint8_t address_length;
    uint8_t candidate_count;
    uint8_t state;
    uint8_t reason; /* ymr_tls_reason */
    uint8_t reads;  /* of the transport below in this call */
    uint8_t read_needs; /* what to wait for before reading makes sense: YMR_WAIT_… */
    uint8_t write_needs;
    bool set_up;   /* ssl and settings hold memory */
    bool busy;     /* there is work to do without waiting */
    bool offered;  /* a kept session was offered */
    bool anchored; /* the authorities for this connection's chain were looked for */
    bool verified; /* the chain of this connection was looked at */
    bool resumed;
    bool ended; /* the server has sent its end */
    bool cut;   /* the connection below has ended */
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

/**
 * The cipher suite by Mbed TLS' name, in the same way. On bare metal always "": names take flash there only with
 * YMR_TLS_NAMES=1 (ymr_mbedtls_config.h).
 */
const char *ymr_tls_cipher(const ymr_tls *tls);

/** Whether the connection resumed a kept session, in the same way. */
bool ymr_tls_resumed(const ymr_tls *tls);

/**
 * Why the connection failed, from then on until the next open: for a sentence to people. It never says less
 * than the status, and nothing may be decided by it. Without YMR_TLS_REASONS always YMR_TLS_REASON_NONE.
 */
ymr_tls_reason ymr_tls_why(const ymr_tls *tls);

/** Forgets a kept session, its secrets too. */
void ymr_tls_session_clear(ymr_tls_session *session);

/**
 * Makes Mbed TLS take its memory from one buffer of the caller, in the whole process. To be called before
 * anything else of TLS; the buffer stays in use for good. A connection that needs more ends in
 * YMR_E_TLS_MEMORY, and the next one finds the pool as this one found it. Called again while no connection is
 * open, it starts afresh with another buffer.
 *
 * @param buffer  of any alignment
 * @param size    64 KB are enough for all that is measured above; what is above 128 KB (64 bit: 256 KB) is
 *                not used
 */
void ymr_tls_pool_init(void *buffer, size_t size);

/** The pool at this moment. What is lent is not counted as used. */
typedef struct ymr_tls_pool_state {
    size_t size;       /**< of what can be used */
    size_t used;       /**< bytes, with 4 for each block; 0 when no connection is open */
    size_t peak;       /**< the most that were used at a time; free pieces between blocks come on top */
    uint32_t blocks;   /**< in use */
    uint32_t failures; /**< requests that could not be met */
} ymr_tls_pool_state;

/** The pool as it stands; all zero: there is none. */
ymr_tls_pool_state ymr_tls_pool_now(void);

/** As ymr_tls_pool_now().peak; 0: there is no pool. */
size_t ymr_tls_pool_peak(void);

/**
 * Lends the caller the upper end of the pool, which TLS needs only while a handshake goes on. Once for good:
 * the place stays the same, so that a ymr_workspace can point to it.
 *
 *   - From this call to the next open of a TLS transport it is the caller's.
 *   - From then on it is TLS', which writes into it, until an open answers YMR_OK.
 *   - From then on it is the caller's again, after a close too, until the next open.
 *
 * So an answer can be read into it, and stays readable until the next connection. What has to outlive the
 * beginning of a connection must lie elsewhere: the `io` buffer (it holds the request), and the text of a
 * list of several pages (its end holds the token of the next page). For a process with one ymr_tls.
 *
 * @param size  tests/stages/42-tls-device.sh says how much the smallest pool can lend
 * @return where it lies, aligned for a pointer; NULL: the pool is too small, or in use. A connection that
 *         leaves less free ends in YMR_E_TLS_MEMORY
 */
void *ymr_tls_pool_lend(size_t size);

/**
 * Has a function called whenever TLS takes memory from the pool, which it does all through its computations:
 * for a board that cannot wait for those that come in one piece (TLS 1.3; see "Time" above), and has a
 * watchdog to kick or a line to read. The function must be quick where there is nothing to do, for it is
 * called some ten thousand times in a handshake; it may do anything but call a transport or a client. To be
 * called after ymr_tls_pool_init; NULL ends it.
 */
void ymr_tls_pool_visit(void (*visitor)(void *context), void *context);

/** Trusted authorities in storage of the caller, as a rule in flash. */
typedef struct ymr_anchor_list {
    ymr_anchors anchors; /**< for ymr_tls_config */

    const ymr_span *certificates;
    size_t count;
    size_t next;
} ymr_anchor_list;

/** @param certificates  `count` certificates as DER; borrowed as long as the list is used, never copied */
void ymr_anchor_list_init(ymr_anchor_list *list, const ymr_span *certificates, size_t count);

#endif
