/**
 * Links that answers hold, and the files behind them.
 *
 * A report's file lies on another host than the API. The API key belongs to the API alone, so it is not sent
 * there; all else is as for a call: the certificate is verified, redirects are not followed, the body is
 * streamed and its size limited.
 *
 * A link is only good for some time: download it soon, and do not keep it.
 */
#ifndef YMR_URL_H
#define YMR_URL_H

#include "ymr/client.h"

/** A link, taken apart. It points into itself: do not copy it, and keep it until the download has ended. */
typedef struct ymr_url {
    ymr_endpoint endpoint;   /**< the server */
    ymr_text target;         /**< path and query as they stand in the link */
    char host[YMR_MAX_HOST]; /**< of `endpoint`, terminated */
    char text[YMR_MAX_URL];  /**< the link that it was taken from, terminated */
} ymr_url;

/**
 * Reads an absolute URL (RFC 3986): `https://host[:port]/path[?query]`, or `http://` for 127.0.0.0/8, ::1 (in
 * brackets) and localhost only. Refused: user names, a fragment, no path at all, anything but visible ASCII.
 * Nothing is decoded, encoded or resolved.
 *
 * @param text  copied, so that it may stand in the workspace of the client that downloads
 * @param url   storage of the caller, filled
 * @return YMR_OK; YMR_E_ARGUMENT (not such a URL, or http to elsewhere); YMR_E_SPACE (longer than YMR_MAX_URL
 * or its host than YMR_MAX_HOST)
 */
ymr_status ymr_url_parse(ymr_text text, ymr_url *url);

/**
 * A file, streamed, never held.
 *
 * @param url    borrowed until the call has ended
 * @param limit  bytes; a longer file ends in YMR_E_TOO_BIG
 * @param taker  chunks with offset and total; offset 0 again means that a new try begins from the start
 * @return YMR_OK (started), YMR_E_BUSY, or YMR_E_ARGUMENT: `url` is with TLS and the config's endpoint
 * without, or the other way round, so that the config's transport is not made for it. What the call ends
 * with: YMR_OK; YMR_E_REDIRECT, YMR_E_HTTP_STATUS (the link is too old, say), YMR_E_TOO_BIG; any other error
 */
ymr_status ymr_start_download(ymr_client *client, const ymr_url *url, uint64_t limit, ymr_chunk_taker *taker,
                              void *context);

/** Start and run in one. */
ymr_status ymr_download(ymr_client *client, const ymr_url *url, uint64_t limit, ymr_chunk_taker *taker,
                        void *context);

#endif
