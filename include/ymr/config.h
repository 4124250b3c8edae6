/**
 * The limits of the library. Each is a macro with a default, the range that it may have, and what it costs.
 *
 * A build sets what differs, either by a flag (-DYMR_MAX_HEAD=4096) or by a header of its own, which it names
 * (-DYMR_CONFIG_FILE='"my_limits.h"') and this one reads first. A value out of its range ends the compilation with an
 * error that says the range. Some limits are the length of a member of a public struct: library and program must be
 * compiled with the same values. The packages of port/ (CMake, Zephyr, ESP-IDF, pkg-config) see to that by themselves.
 *
 * Whatever comes from outside is measured against one of these before it is believed. A limit that is passed ends
 * the call with an error of its own, never in a guess. Where the cost is "none", the limit bounds patience, not memory.
 *
 * The switches of TLS are in port/mbedtls/ymr_mbedtls_config.h, those of lwIP in port/lwip/lwipopts.h.
 */
#ifndef YMR_CONFIG_H
#define YMR_CONFIG_H

#include <stdint.h>

#ifdef YMR_CONFIG_FILE
#include YMR_CONFIG_FILE
#endif

/* ---- HTTP ----------------------------------------------------------------------------------------------------- */

/**
 * Bytes of a response's status line, header fields and blank line together, each 1xx head and the trailer apart.
 * Range: 512 to 1048576. Cost: none, a head is not kept.
 */
#ifndef YMR_MAX_HEAD
#define YMR_MAX_HEAD 8192
#endif
#if YMR_MAX_HEAD < 512 || YMR_MAX_HEAD > 1048576
#error "YMR_MAX_HEAD: 512 to 1048576"
#endif

/**
 * Bytes kept of one header field's value; only fields that the client knows are kept, and none of those is longer.
 * Range: 80 (what a Content-Range may need) to 4096. Cost: a byte each in ymr_client, ymr_proxy.
 */
#ifndef YMR_MAX_FIELD
#define YMR_MAX_FIELD 96
#endif
#if YMR_MAX_FIELD < 80 || YMR_MAX_FIELD > 4096
#error "YMR_MAX_FIELD: 80 to 4096"
#endif

/**
 * Bytes kept of an ETag, terminating NUL included; a longer one counts as none, and a broken download starts over.
 * Range: 4 to YMR_MAX_FIELD + 1. Cost: a byte each in ymr_client, ymr_proxy.
 */
#ifndef YMR_MAX_ETAG
#define YMR_MAX_ETAG 48
#endif
#if YMR_MAX_ETAG < 4 || YMR_MAX_ETAG > YMR_MAX_FIELD + 1
#error "YMR_MAX_ETAG: 4 to YMR_MAX_FIELD + 1"
#endif

/** Interim (1xx) answers before the real one. Range: 0 to 255. Cost: none. */
#ifndef YMR_MAX_INTERIM
#define YMR_MAX_INTERIM 8
#endif
#if YMR_MAX_INTERIM < 0 || YMR_MAX_INTERIM > 255
#error "YMR_MAX_INTERIM: 0 to 255"
#endif

/**
 * Bytes of one chunk-size line, extensions included (RFC 9112, section 7.1.1).
 * Range: 20 (15 digits and the line's end) to 65536. Cost: none.
 */
#ifndef YMR_MAX_CHUNK_LINE
#define YMR_MAX_CHUNK_LINE 256
#endif
#if YMR_MAX_CHUNK_LINE < 20 || YMR_MAX_CHUNK_LINE > 65536
#error "YMR_MAX_CHUNK_LINE: 20 to 65536"
#endif

/**
 * Bytes of a host name (RFC 1035: 253), terminating NUL included.
 * Range: 32 (the Market's has 28) to 254. Cost: a byte each in every buffer for a host, ymr_url, ymr_proxy_server.
 */
#ifndef YMR_MAX_HOST
#define YMR_MAX_HOST 254
#endif
#if YMR_MAX_HOST < 32 || YMR_MAX_HOST > 254
#error "YMR_MAX_HOST: 32 to 254"
#endif

/**
 * Bytes of a link to a file, terminating NUL included; a signed one is some hundred bytes long.
 * Range: 256 to 65535. Cost: a byte each in ymr_url, which downloads of reports need and nothing else.
 */
#ifndef YMR_MAX_URL
#define YMR_MAX_URL 2048
#endif
#if YMR_MAX_URL < 256 || YMR_MAX_URL > 65535
#error "YMR_MAX_URL: 256 to 65535"
#endif

/* ---- Bodies ----------------------------------------------------------------------------------------------------- */

/**
 * Bytes of a photo: the Market takes up to 50 MB from a buyer.
 * Range: 1 to 2147483647. Cost: none, a photo is handed on as it comes.
 */
#ifndef YMR_MAX_PHOTO
#define YMR_MAX_PHOTO 52428800u
#endif
#if YMR_MAX_PHOTO < 1 || YMR_MAX_PHOTO > 2147483647
#error "YMR_MAX_PHOTO: 1 to 2147483647"
#endif

/**
 * Bytes of a buyer's application: nobody says how long one may be, so as much as a photo.
 * Range: 1 to 2147483647. Cost: none.
 */
#ifndef YMR_MAX_APPLICATION
#define YMR_MAX_APPLICATION 52428800u
#endif
#if YMR_MAX_APPLICATION < 1 || YMR_MAX_APPLICATION > 2147483647
#error "YMR_MAX_APPLICATION: 1 to 2147483647"
#endif

/**
 * Bytes of a report's file: years of a large store's returns are far below.
 * Range: 1 to 2147483647. Cost: none.
 */
#ifndef YMR_MAX_REPORT
#define YMR_MAX_REPORT 268435456u
#endif
#if YMR_MAX_REPORT < 1 || YMR_MAX_REPORT > 2147483647
#error "YMR_MAX_REPORT: 1 to 2147483647"
#endif

/**
 * Bytes of a JSON answer, streamed or not: a page of 100 returns of 1,000 items each is far below.
 * Range: 4096 to 536870911. Cost: none; what is kept of an answer is measured by the workspace.
 */
#ifndef YMR_MAX_JSON
#define YMR_MAX_JSON 268435456u
#endif
#if YMR_MAX_JSON < 4096 || YMR_MAX_JSON > 536870911
#error "YMR_MAX_JSON: 4096 to 536870911"
#endif

/**
 * Objects and arrays inside each other.
 * Range: 8 (the API's deepest answer) to 64 (the splitter has a bit for each). Cost: none.
 */
#ifndef YMR_MAX_DEPTH
#define YMR_MAX_DEPTH 32
#endif
#if YMR_MAX_DEPTH < 8 || YMR_MAX_DEPTH > 64
#error "YMR_MAX_DEPTH: 8 to 64"
#endif

/**
 * Bytes of the path that names a wrong field, terminating NUL included; a longer one is cut at its front.
 * Range: 16 to 1024. Cost: a byte each in ymr_client, and in every ymr_fault.
 */
#ifndef YMR_MAX_PATH
#define YMR_MAX_PATH 80
#endif
#if YMR_MAX_PATH < 16 || YMR_MAX_PATH > 1024
#error "YMR_MAX_PATH: 16 to 1024"
#endif

/**
 * Pages of one list. A list that goes on after that many is taken for a server that never ends.
 * Range: 1 to 1000000000. Cost: none.
 */
#ifndef YMR_MAX_PAGES
#define YMR_MAX_PAGES 100000u
#endif
#if YMR_MAX_PAGES < 1 || YMR_MAX_PAGES > 1000000000
#error "YMR_MAX_PAGES: 1 to 1000000000"
#endif

/* ---- Codes ------------------------------------------------------------------------------------------------------ */

/**
 * Bytes of a code as a reader sends it: a CIS with its crypto tail has 133 at most, a QR code with a URL rarely more.
 * Range: 133 to 4096. Cost: a byte each in ymr_scan.
 */
#ifndef YMR_MAX_CODE
#define YMR_MAX_CODE 256
#endif
#if YMR_MAX_CODE < 133 || YMR_MAX_CODE > 4096
#error "YMR_MAX_CODE: 133 to 4096"
#endif

/* ---- Steps ------------------------------------------------------------------------------------------------------ */

/**
 * Moves of one ymr_client_step, each an `io` buffer at most. Decoding one of 2 KB takes some 250,000
 * instructions: a device that has to look elsewhere every 50 ms says 1. Range: 1 to 32767. Cost: time.
 */
#ifndef YMR_MOVES_A_STEP
#define YMR_MOVES_A_STEP 16
#endif
#if YMR_MOVES_A_STEP < 1 || YMR_MOVES_A_STEP > 32767
#error "YMR_MOVES_A_STEP: 1 to 32767"
#endif

/* ---- Returns ---------------------------------------------------------------------------------------------------- */

/**
 * 1: of a return every field is read. 0: those that the index, a check of a code, and decisions look at; the
 * others, dates but that of the last change, sums of money, reasons, the pickup point, are absent. For a device that
 * shows none of them. Range: 0 to 1. Cost: 1.6 KB of flash.
 */
#ifndef YMR_RETURN_DETAILS
#define YMR_RETURN_DETAILS 1
#endif
#if YMR_RETURN_DETAILS < 0 || YMR_RETURN_DETAILS > 1
#error "YMR_RETURN_DETAILS: 0 to 1"
#endif

/* ---- Connections ------------------------------------------------------------------------------------------------ */

/**
 * Bytes of the proxy's user name, colon and password together.
 * Range: 2 to 1024. Cost: four bytes for three in ymr_proxy_server; on the stack while it is read.
 */
#ifndef YMR_MAX_PROXY_LOGIN
#define YMR_MAX_PROXY_LOGIN 128
#endif
#if YMR_MAX_PROXY_LOGIN < 2 || YMR_MAX_PROXY_LOGIN > 1024
#error "YMR_MAX_PROXY_LOGIN: 2 to 1024"
#endif

/**
 * Bytes of the buffer for the request to a proxy and its answer.
 * Range: two times YMR_MAX_HOST, four thirds of YMR_MAX_PROXY_LOGIN and 112 more, to 65535. Cost: a byte each in
 * ymr_proxy.
 */
#ifndef YMR_PROXY_IO
#define YMR_PROXY_IO 1024
#endif
#if YMR_PROXY_IO < 2 * YMR_MAX_HOST + (YMR_MAX_PROXY_LOGIN + 2) / 3 * 4 + 112 || YMR_PROXY_IO > 65535
#error "YMR_PROXY_IO: 2 * YMR_MAX_HOST + 4/3 * YMR_MAX_PROXY_LOGIN + 112 to 65535"
#endif

/**
 * Bytes of a kept TLS session: about 150 of its own, the host's name and the server's ticket (OpenSSL's: 176 … 300).
 * A longer one is not kept, which costs a whole handshake at the next connection and is no error.
 * Range: 256 to 16384. Cost: a byte each in ymr_tls_session.
 */
#ifndef YMR_TLS_SESSION_MAX
#define YMR_TLS_SESSION_MAX 1024
#endif
#if YMR_TLS_SESSION_MAX < 256 || YMR_TLS_SESSION_MAX > 16384
#error "YMR_TLS_SESSION_MAX: 256 to 16384"
#endif

/**
 * The earliest that now can be, Unix milliseconds; a build may set its own date. By default 2026-11-01.
 * Range: 2024-01-01 to 2100-01-01 (1704067200000 to 4102444800000). Cost: none.
 */
#ifndef YMR_CLOCK_FLOOR_MS
#define YMR_CLOCK_FLOOR_MS INT64_C(1793491200000)
#endif
#if YMR_CLOCK_FLOOR_MS < 1704067200000 || YMR_CLOCK_FLOOR_MS > 4102444800000
#error "YMR_CLOCK_FLOOR_MS: 1704067200000 to 4102444800000"
#endif

#endif
