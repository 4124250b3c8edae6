/**
 * ymr on a POSIX host: TCP sockets, clocks, random numbers, a file of trusted certificates, a kept TLS
 * session, a file as the storage of a journal.
 *
 * All storage is the caller's and all calls of one object belong to one thread. Nothing here allocates, the
 * resolving of a host name inside libc apart.
 */
#ifndef YMR_POSIX_H
#define YMR_POSIX_H

#include <netinet/in.h>

#include "pem.h"
#include "ymr/anchors.h"
#include "ymr/clock.h"
#include "ymr/port.h"
#include "ymr/storage.h"
#include "ymr/tls_session.h"

/** Addresses of one host that are tried; further ones are not looked at. */
#define YMR_POSIX_ADDRESSES 16

/** When an address has not answered for so long, the next one is tried beside it (RFC 8305, section 5). */
#define YMR_POSIX_NEXT_ADDRESS_MS 250

/**
 * Bytes that nobody has acknowledged for so long end their connection, a closed one's too (Linux; elsewhere the
 * system's own limit holds, often many minutes). So nothing of a request that was given up leaves later than that.
 */
#define YMR_POSIX_UNACKNOWLEDGED_MS 20000

/** One address with its port. */
typedef union ymr_posix_address {
    struct sockaddr any;     /**< its family */
    struct sockaddr_in ip4;  /**< of AF_INET */
    struct sockaddr_in6 ip6; /**< of AF_INET6 */
} ymr_posix_address;

/**
 * TCP. `transport` is what a client or a TLS transport is given; all else is the transport's own.
 *
 * Names: an IPv4 or IPv6 address is read here, and `localhost` is this host (RFC 6761, section 6.3); any
 * other name goes to libc's getaddrinfo, which blocks the first call of `open`. Its time counts for the
 * client's connect deadline, but cannot be cut short by it: what limits it is `options timeout: attempts:` in
 * resolv.conf.
 *
 * Addresses: tried in libc's order (RFC 6724), IPv6 and IPv4 alike. One that refuses is followed by the next
 * at once, one that is silent by the next after 250 ms, and it goes on beside it; the first that answers is
 * taken, the others are closed. So a dead first address costs a quarter of a second, and how long a single
 * silent one may take is the client's connect deadline alone. When all have failed, the error is that of the
 * last one which was reachable.
 *
 * Without TLS only loopback addresses are taken, whatever the name says: anything else is YMR_E_ARGUMENT.
 *
 * `detail`: errno of the last failure; for YMR_E_RESOLVE the code of getaddrinfo.
 */
typedef struct ymr_posix_tcp {
    ymr_transport transport; /**< for a client or for TLS */

    ymr_posix_address addresses[YMR_POSIX_ADDRESSES];
    int sockets[YMR_POSIX_ADDRESSES]; /* connecting, or −1 */
    int socket;                       /* connected, or −1 */
    uint8_t count;                    /* addresses */
    uint8_t next;                     /* to be tried */
    uint32_t latest;                  /* ticks: when the last try began */
    ymr_status failure;
    int32_t detail;
} ymr_posix_tcp;

/** Cost: about 600 bytes of RAM, at most 16 sockets while connecting and one afterwards. */
void ymr_posix_tcp_init(ymr_posix_tcp *tcp);

/** Ticks of CLOCK_MONOTONIC, and random numbers of the kernel. */
ymr_platform ymr_posix_platform(void);

/**
 * The host's calendar, taken as trusted: it is the owner's to keep right. A host that is still before
 * YMR_CLOCK_FLOOR_MS (or before the build's own date) has no clock yet, and gets YMR_CLOCK_FLOOR.
 */
ymr_clock ymr_posix_clock(void);

/**
 * Random bytes of the kernel, fit for keys; blocks only while a machine that has just started has none.
 * @param context  not used
 * @return YMR_OK; YMR_E_ENTROPY
 */
ymr_status ymr_posix_random(void *context, uint8_t *bytes, size_t length);

/** Bytes of the longest certificate that is taken from a bundle. The longest of Debian's bundle has 2,007. */
#define YMR_POSIX_CERTIFICATE_MAX 4096

/**
 * The certificates of a PEM file, such as the system's bundle; a source of trusted authorities.
 *
 * The file is opened anew for each pass and read in pieces, so that one that is replaced takes effect with
 * the next connection. A pass over Debian's 144 certificates (220 KB) takes 3.3 million instructions, 0.2 ms
 * on a PC; a handshake makes one for each certificate of the server's chain.
 *
 * A block that is damaged or too long is counted and passed over: what is left is used. A file without one
 * certificate is YMR_E_ANCHORS, as is one that cannot be read.
 */
typedef struct ymr_posix_bundle {
    ymr_anchors anchors; /**< for ymr_tls_config */
    uint32_t found;      /**< certificates in the last pass, which may be under way */
    uint32_t damaged;    /**< blocks that are no certificate */
    uint32_t too_long;   /**< blocks over YMR_POSIX_CERTIFICATE_MAX */
    int32_t error;       /**< errno of the last failure, 0: none */

    const char *path;
    int file;
    size_t from, to; /* of `text`: what is still to be read */
    ymr_pem pem;
    char text[2048];
    uint8_t der[YMR_POSIX_CERTIFICATE_MAX];
} ymr_posix_bundle;

/**
 * @param path  of the file, terminated; borrowed
 * @return YMR_OK; YMR_E_ANCHORS if it cannot be opened now (bundle->error says why). The bundle can be used
 *         in either case: the file may appear later.
 */
ymr_status ymr_posix_bundle_init(ymr_posix_bundle *bundle, const char *path);

/**
 * Reads a TLS session that ymr_posix_session_save has written.
 *
 * @param session  filled; empty if there is no file, and with every error: an error costs a whole handshake,
 *                 no more
 * @return YMR_OK (no file is no error); YMR_E_CONTENT: damaged, or of another version; YMR_E_IO: cannot be
 *         read; YMR_E_ARGUMENT: it belongs to somebody else or others can read or write it, so that it is not
 *         to be believed
 */
ymr_status ymr_posix_session_load(const char *path, ymr_tls_session *session);

/**
 * Writes a TLS session to a file that only its owner can read, whole or not at all: into a new file beside
 * it, which then takes its name. An empty session removes the file.
 *
 * @return YMR_OK; YMR_E_IO, errno says why; YMR_E_SPACE: the path is longer than 1,000 bytes
 */
ymr_status ymr_posix_session_save(const char *path, const ymr_tls_session *session);

/** The region of a journal's file: 64 KB. A block takes the longest record. */
#define YMR_POSIX_JOURNAL_BLOCK 4096
#define YMR_POSIX_JOURNAL_BLOCKS 16
#define YMR_POSIX_JOURNAL_SIZE (YMR_POSIX_JOURNAL_BLOCK * YMR_POSIX_JOURNAL_BLOCKS)

/** Bytes of the longest path, terminator included. */
#define YMR_POSIX_JOURNAL_PATH 1024

/** What a journal's file is opened for. */
typedef enum ymr_posix_journal_use {
    YMR_POSIX_JOURNAL_LOOK,   /**< nothing is written; several may look at a time */
    YMR_POSIX_JOURNAL_MARK,   /**< a short while */
    YMR_POSIX_JOURNAL_APPEND, /**< the same; a file that is missing is made */
    YMR_POSIX_JOURNAL_DELIVER /**< one process at a time, for long; it lends the file to the others */
} ymr_posix_journal_use;

/**
 * A file as the storage of a journal (ymr/journal.h), which several processes can use by turns:
 *
 *     ymr_posix_journal_open(&file, path, YMR_POSIX_JOURNAL_APPEND);
 *     while (ymr_posix_journal_take(&file) == YMR_E_BUSY) {
 *         nanosleep(&some_milliseconds, NULL);
 *     }
 *     ymr_journal_mount(&journal, &file.storage, slots, 64, on_damage, NULL);
 *
 * What another process wrote is seen after mounting, so that belongs behind each take. Locks are those of
 * fcntl: they end with the process, and hold between processes, not inside one.
 */
typedef struct ymr_posix_journal {
    ymr_storage storage; /**< for ymr_journal_mount */
    int32_t error;       /**< with YMR_E_IO: errno */
    int64_t holder;      /**< with YMR_E_BUSY: the process that has it; 0: not known */
    bool is_delivered;   /**< with YMR_E_BUSY: it delivers, and will for long */
    bool is_empty;       /**< LOOK: the file is not made whole yet: there is nothing to be mounted */

    ymr_posix_journal_use use;
    int file;
} ymr_posix_journal;

/**
 * Opens it, and with APPEND makes a new one, mode 0600.
 *
 * @return YMR_OK; YMR_E_IO; YMR_E_ARGUMENT: it is no regular file, or others could have written it
 */
ymr_status ymr_posix_journal_open(ymr_posix_journal *journal, const char *path, ymr_posix_journal_use use);

/**
 * Takes it for this process alone. A new file is erased first; so is one whose making was cut off.
 *
 * @return YMR_OK; YMR_E_BUSY: another process has it: try again in some milliseconds, it knows that you wait;
 *         YMR_E_STORED: what is there is no journal: nothing was written; YMR_E_IO
 */
ymr_status ymr_posix_journal_take(ymr_posix_journal *journal);

/**
 * Gives it to the one who waits for it. Then take it again, and mount it; a delivery over it goes on.
 *
 * @return false: nobody waits, and it was not given away
 */
bool ymr_posix_journal_lend(ymr_posix_journal *journal);

/** Gives it up and closes the file. */
void ymr_posix_journal_close(ymr_posix_journal *journal);

#endif
