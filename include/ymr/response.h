/**
 * HTTP/1.1 responses, taken in pieces (RFC 9112).
 *
 * Any split of the bytes gives the same result. No header line is kept: the few fields that the client knows are
 * picked up as they pass. What request smuggling and broken servers live on is refused, not repaired: both framings,
 * repeated or signed lengths, a bare CR or LF, folded lines, NUL, blanks before a colon.
 *
 * RAM: sizeof(ymr_response), see README.md. No body byte is copied.
 */
#ifndef YMR_RESPONSE_H
#define YMR_RESPONSE_H

#include "ymr/config.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** How the end of a body is known (RFC 9112, section 6.3). */
typedef enum ymr_framing {
    YMR_FRAMING_NONE,    /**< no body: 204, 304 */
    YMR_FRAMING_LENGTH,  /**< Content-Length */
    YMR_FRAMING_CHUNKED, /**< Transfer-Encoding: chunked */
    YMR_FRAMING_CLOSE    /**< until the server closes */
} ymr_framing;

/** Content-Type, as far as it matters here. */
typedef enum ymr_media {
    YMR_MEDIA_ABSENT, /**< no Content-Type came */
    YMR_MEDIA_OTHER,  /**< a type that is none of these */
    YMR_MEDIA_JSON,   /**< application/json */
    YMR_MEDIA_JPEG,   /**< image/jpeg */
    YMR_MEDIA_PNG,    /**< image/png */
    YMR_MEDIA_BINARY, /**< application/octet-stream: older text calls photos that */
    YMR_MEDIA_PDF,    /**< application/pdf */
    YMR_MEDIA_HTML    /**< text/html: an error page, or a login page of the network */
} ymr_media;

/** The limit of a method, from X-RateLimit-Resource-Limit, -Remaining and -Until (an RFC 822 date). −1: not sent. */
typedef struct ymr_limit {
    int64_t limit;         /**< calls in a period */
    int64_t remaining;     /**< calls that are left in this one */
    int64_t until_unix_ms; /**< when it ends */
} ymr_limit;

/** A response on its way. Storage of the caller. */
typedef struct ymr_response {
    /* What is known; valid once head_complete is set. */
    uint16_t status;     /**< 200 … 599 */
    bool head_complete;  /**< all fields have come */
    bool complete;       /**< the body has ended */
    bool keep_alive;     /**< the server means to keep the connection open, and nothing stands against it */
    bool ranges;         /**< Accept-Ranges: bytes */
    uint8_t framing;     /**< ymr_framing */
    uint8_t media;       /**< ymr_media */
    bool length_known;   /**< `length` holds Content-Length */
    uint64_t length;     /**< of the body as announced */
    uint64_t received;   /**< body bytes handed out so far */
    int64_t date_unix_ms; /**< Date; −1: absent or unreadable */
    int64_t range_start; /**< of Content-Range; −1: absent */
    int64_t range_end;   /**< last byte, inclusive */
    int64_t range_total; /**< −1: unknown */
    char etag[YMR_MAX_ETAG]; /**< a strong ETag with its quotes, terminated; "": none */
    ymr_limit limit; /**< of the method */

    /* How it goes on; of no use outside response.c and fields.c. */
    uint8_t state;
    uint8_t minor; /**< of HTTP/1.x */
    uint8_t field; /**< row of the known field whose line this is, or may become */
    uint8_t interim;
    bool encoded;
    bool connect;
    uint16_t index; /**< in the status line, a field name, `value` or a chunk size */
    uint32_t used;  /**< bytes of this head, trailer or chunk-size line */
    uint64_t left;  /**< of the body or this chunk */
    ymr_status error;
    char value[YMR_MAX_FIELD + 1];
} ymr_response;

/** Makes ready for one response. */
void ymr_response_init(ymr_response *response);

/**
 * The same for the answer to a CONNECT: a 2xx is complete with its head, and what follows belongs to the tunnel, whatever
 * its fields say (RFC 9110, section 9.3.6).
 */
void ymr_response_init_connect(ymr_response *response);

/**
 * Takes bytes up to and including the next stretch of body.
 *
 * Feed the same buffer again from `bytes + *taken` until all is taken; each time use `body` before the next call.
 * An error is sticky: every further call returns it.
 *
 * @param taken  how many bytes were used; the last `body->length` of them are the body's
 * @param body   a view into `bytes`; length 0 when this stretch holds none
 * @return YMR_PENDING: more is to come (from this buffer while *taken < length, else from the network);
 *         YMR_OK: the response is complete, bytes behind *taken do not belong to it;
 *         YMR_E_HTTP, _HTTP_LIMIT, _FRAMING, _ENCODING (Content-Encoding other than identity; the head is complete
 *         then, so that status and limits can be read)
 */
ymr_status ymr_response_feed(ymr_response *response, const char *bytes, size_t length, size_t *taken, ymr_text *body);

/**
 * Says that the server closed the connection in an orderly way.
 * @return YMR_OK if that completes the response (or it was complete), YMR_E_CLOSED if it came too early, or the error
 */
ymr_status ymr_response_closed(ymr_response *response);

#endif
