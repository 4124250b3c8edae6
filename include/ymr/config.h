/**
 * The limits of the core. Each is a macro that a build may set (-DYMR_MAX_HEAD=4096); the value here is the default.
 *
 * Whatever comes from outside is measured against one of these before it is believed. A limit that is passed ends
 * the call with an error of its own, never in a guess.
 */
#ifndef YMR_CONFIG_H
#define YMR_CONFIG_H

/** Bytes of a response's status line, header fields and blank line together, each 1xx head and the trailer apart. */
#ifndef YMR_MAX_HEAD
#define YMR_MAX_HEAD 8192
#endif

/** Bytes kept of one header field's value; only fields that the client knows are kept, and none of those is longer. */
#ifndef YMR_MAX_FIELD
#define YMR_MAX_FIELD 96
#endif

/** Bytes kept of an ETag, terminating NUL included; a longer one counts as none, and a broken download starts over. */
#ifndef YMR_MAX_ETAG
#define YMR_MAX_ETAG 48
#endif

/** Interim (1xx) answers before the real one. */
#ifndef YMR_MAX_INTERIM
#define YMR_MAX_INTERIM 8
#endif

/** Bytes of one chunk-size line, extensions included (RFC 9112, section 7.1.1). */
#ifndef YMR_MAX_CHUNK_LINE
#define YMR_MAX_CHUNK_LINE 256
#endif

/** Bytes of a photo: the Market takes up to 50 MB from a buyer. */
#ifndef YMR_MAX_PHOTO
#define YMR_MAX_PHOTO 52428800u
#endif

/** Bytes of a buyer's application: nobody says how long one may be, so as much as a photo. */
#ifndef YMR_MAX_APPLICATION
#define YMR_MAX_APPLICATION 52428800u
#endif

/** Bytes of a report's file: years of a large store's returns are far below. */
#ifndef YMR_MAX_REPORT
#define YMR_MAX_REPORT 268435456u
#endif

/** Bytes of a link to a file, terminating NUL included; a signed one is some hundred bytes long. */
#ifndef YMR_MAX_URL
#define YMR_MAX_URL 2048
#endif

/** Bytes of a JSON answer, streamed or not: a page of 100 returns of 1,000 items each is far below. */
#ifndef YMR_MAX_JSON
#define YMR_MAX_JSON 268435456u
#endif

/** Objects and arrays inside each other. The deepest answer of the API has 8. At most 64. */
#ifndef YMR_MAX_DEPTH
#define YMR_MAX_DEPTH 32
#endif

/** Bytes of the path that names a wrong field, terminating NUL included; a longer one is cut at its front. */
#ifndef YMR_MAX_PATH
#define YMR_MAX_PATH 80
#endif

/** Bytes of a code as a reader sends it: a CIS with its crypto tail has 133 at most, a QR code with a URL rarely more. */
#ifndef YMR_MAX_CODE
#define YMR_MAX_CODE 256
#endif

/** Pages of one list. A list that goes on after that many is taken for a server that never ends. */
#ifndef YMR_MAX_PAGES
#define YMR_MAX_PAGES 100000u
#endif

/** Moves of one ymr_client_step, each an `io` buffer at most. Decoding one of 2 KB takes some 250,000
 *  instructions: a device that has to look elsewhere every 50 ms says 1. */
#ifndef YMR_MOVES_A_STEP
#define YMR_MOVES_A_STEP 16
#endif

/** Bytes of a host name (RFC 1035: 253), terminating NUL included. */
#ifndef YMR_MAX_HOST
#define YMR_MAX_HOST 254
#endif

#endif
