/**
 * HTTP/1.1 requests, taken in pieces (RFC 9112): the server's side of one POST to one path, body into a
 * caller's buffer.
 *
 * As strict as the response parser, which does the work behind the request line: both framings, repeated or
 * signed lengths, a bare CR or LF, folded lines, NUL, blanks before a colon are refused, as is a head over
 * YMR_MAX_HEAD bytes. Any split of the bytes gives the same result. HTTP/1.0 is taken, too: proxies speak it
 * to what is behind them.
 *
 * One connection, one request: what follows it is left alone, and the answer is to say `Connection: close`.
 *
 * RAM: sizeof(ymr_request_reader) and the body, see README.md.
 */
#ifndef YMR_REQUEST_READER_H
#define YMR_REQUEST_READER_H

#include "ymr/response.h"

/** Bytes kept of a forwarded address: the longest spelling of an IPv6 address has 45. */
#define YMR_MAX_FORWARDED 45

/** A request that comes in. Storage of the caller. */
typedef struct ymr_request_reader {
    /* What is known; about the request itself once head_complete is set. */
    bool head_complete;    /**< all fields have come */
    bool complete;         /**< the body has, too */
    bool expects_continue; /**< the sender waits for `100 Continue` before it sends the body */
    uint16_t http_status;  /**< after an error: what the request is to be answered with, 400 … 431 */
    size_t length;         /**< of the body so far */

    /* How it goes on; of no use outside request_reader.c. */
    const char *path;
    char *body;
    size_t size;
    ymr_response message;
    ymr_status error;
    uint32_t used;  /* bytes of the request line */
    uint16_t index; /* in its part that is under way */
    uint8_t state;
    uint8_t minor;
    bool other_method;
    bool other_path;
    bool other_expectation;
    bool host;
    bool several_hosts;
    bool in_value;
    uint8_t field;
    uint8_t name_length;
    uint8_t value_length;
    uint8_t forwarded_length;
    char name[16];
    char value[16];
    char forwarded[YMR_MAX_FORWARDED];
} ymr_request_reader;

/**
 * Makes ready for one request.
 *
 * @param path  the target to be asked for, byte for byte: "/notification". Terminated, borrowed
 * @param body  `size` bytes, owned by the caller, in use until the request is answered
 */
void ymr_request_reader_init(ymr_request_reader *reader, const char *path, char *body, size_t size);

/**
 * Takes bytes. An error is sticky.
 *
 * @param taken  how many belong to this request
 * @return YMR_PENDING: more is to come; YMR_OK: the request is complete, `length` bytes of body are there;
 *         an error: answer with http_status and close. YMR_E_HTTP and _FRAMING (400), _HTTP_LIMIT (431),
 *         _TOO_BIG (413: the body is longer than `size`), _ENCODING (415), _CONTENT (404: another path; 405:
 *         not POST; 417: an unknown expectation). This last one comes with head_complete, so that the sender
 *         can be judged first
 */
ymr_status ymr_request_reader_feed(ymr_request_reader *reader, const char *bytes, size_t length,
                                   size_t *taken);

/**
 * The last address in X-Forwarded-For: the one that the nearest proxy has added, the only one that it answers
 * for. To be believed only when that proxy is. Valid with head_complete; NULL: none, or one that is no
 * address.
 */
ymr_text ymr_request_reader_forwarded(const ymr_request_reader *reader);

#endif
