/**
 * One HTTP call as a state machine without I/O: what to send, where received bytes go, is it done.
 *
 * One buffer serves both ways: the request stands in it until it is sent (and is wiped then, for it holds the API key),
 * after that it takes what comes from the network. Body bytes go from there straight into the sink, but a page for
 * people (text/html) or a part of the answer (206) in the place of a good one goes nowhere: it ends in YMR_E_CONTENT.
 */
#ifndef YMR_EXCHANGE_H
#define YMR_EXCHANGE_H

#include "ymr/sink.h"

/** One request and its answer. To be read, and to be written by the functions below alone. */
typedef struct ymr_exchange {
    ymr_response response; /**< what is known of the answer's head */
    ymr_sink *sink;        /**< takes the body of a 2xx answer */
    ymr_sink *error_sink;  /**< takes the body of any other */
    char *io;              /**< the caller's buffer */
    size_t io_size;        /**< bytes of it */
    size_t from, to;       /**< of the request: what is still to be sent; of the answer: what is still to be read */
    ymr_text body;         /**< a stretch inside `io` that the sink has not taken yet */
    ymr_sink *begun;       /**< the sink that has been begun and not ended */
    bool sending;          /**< the request is on its way; else the answer is awaited */
    bool answered;         /**< at least one byte of the answer has come */
    bool ranged;           /**< a part was asked for: 206 is an answer to that */
    bool sent_any;         /**< at least one byte of the request has left */
    bool held;             /**< the sink said "not now" */
    bool ending;           /**< all taken; the sink's end is what is left */
    bool sink_failed;      /**< the error came from the sink, not from the network */
} ymr_exchange;

/**
 * @param io       `size` bytes of the caller, its first `request_length` the request; at least YMR_MAX_FIELD bytes
 * @param sink     the body's, when the status is 2xx
 * @param error    the body's otherwise
 */
void ymr_exchange_init(ymr_exchange *exchange, char *io, size_t size, size_t request_length, ymr_sink *sink,
                       ymr_sink *error);

/** What is to be sent next; length 0 once all is sent. */
ymr_text ymr_exchange_to_send(const ymr_exchange *exchange);

/** Says that the first `length` bytes of that were sent. With the last one the request is wiped. */
void ymr_exchange_sent(ymr_exchange *exchange, size_t length);

/** Where received bytes may be put. @return the room, 0 while the sink holds back what came before */
size_t ymr_exchange_room(const ymr_exchange *exchange, char **at);

/**
 * Says that `length` bytes were received there, and works through them; 0 works on what a sink held back.
 *
 * @return YMR_PENDING: more is needed, or (exchange->held) the sink wants to be asked again later;
 *         YMR_OK: complete, the sink has been ended with YMR_OK and agreed;
 *         an error of response or sink. Call ymr_exchange_fail then: only it ends the sink.
 */
ymr_status ymr_exchange_received(ymr_exchange *exchange, size_t length);

/**
 * Says that the server closed in an orderly way. Not while the sink holds bytes back (exchange->held): what it has not
 * taken yet would be lost, and a body that is read until the close would count as whole. First bring them down by
 * ymr_exchange_received(exchange, 0).
 *
 * @return as ymr_exchange_received
 */
ymr_status ymr_exchange_closed(ymr_exchange *exchange);

/** Ends an unfinished exchange: wipes the request, ends the sink with `why`. May be called at any time, again too. */
void ymr_exchange_fail(ymr_exchange *exchange, ymr_status why);

#endif
