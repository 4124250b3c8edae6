/**
 * How much the scanner application holds: one set for 64 KB of RAM beside TLS, one for boards with more. A
 * build may set any of them.
 */
#ifndef SCANNER_SIZES_H
#define SCANNER_SIZES_H

#include <lwip/opt.h>

#if YMR_LWIP_TIGHT
#define SCANNER_SIZE(tight, roomy) (tight)
#else
#define SCANNER_SIZE(tight, roomy) (roomy)
#endif

/** Keys and returns of one generation of the index: a return of one item has 5 or 6 keys. */
#ifndef SCANNER_KEYS
#define SCANNER_KEYS SCANNER_SIZE(500, 1200)
#endif
#ifndef SCANNER_RETURNS
#define SCANNER_RETURNS SCANNER_SIZE(80, 250)
#endif

/**
 * The TLS pool (ymr_tls.h has what it needs), and the client's tokens, which lie in it between handshakes
 * where RAM is short. A build with TLS 1.3 keeps the server's certificate there and has nothing to lend.
 */
#ifndef SCANNER_LENDS
#define SCANNER_LENDS SCANNER_SIZE(1, 0)
#endif
#ifndef SCANNER_POOL
#define SCANNER_POOL SCANNER_SIZE(25984, 36864)
#endif
#ifndef SCANNER_TOKENS
#define SCANNER_TOKENS SCANNER_SIZE(192, 500)
#endif

/** The rest of the client's workspace, bytes. */
#ifndef SCANNER_IO
#define SCANNER_IO SCANNER_SIZE(640, 2048)
#endif
#ifndef SCANNER_TEXT
#define SCANNER_TEXT SCANNER_SIZE(2816, 8192)
#endif

/** Matches of one code that are shown. */
#ifndef SCANNER_HITS
#define SCANNER_HITS SCANNER_SIZE(4, 16)
#endif

/** Bytes of codes that wait while another one is looked up. */
#ifndef SCANNER_QUEUE
#define SCANNER_QUEUE SCANNER_SIZE(384, 1024)
#endif

/**
 * Decisions that the journal holds open at a time, and of these the ones that the delivery has an eye on;
 * others wait. 0: no journal, and nothing is taken by it. It costs 24 bytes of RAM a decision, 32 one of
 * these, and 2.1 KB besides.
 */
#ifndef SCANNER_JOURNAL
#define SCANNER_JOURNAL SCANNER_SIZE(0, 32)
#endif
#ifndef SCANNER_TRACKS
#define SCANNER_TRACKS SCANNER_SIZE(0, 8)
#endif

#endif
