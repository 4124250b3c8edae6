/**
 * Where a response's body goes.
 *
 * A sink is offered the body piece by piece and takes as much as it wants. What it does not take is offered again, later:
 * that is how a slow flash slows a fast network down; the time that it holds bytes back does not count as idle.
 */
#ifndef YMR_SINK_H
#define YMR_SINK_H

#include "ymr/response.h"

typedef struct ymr_sink ymr_sink;

/** What a sink can do. Each answers YMR_OK to go on, or an error that ends the call. */
typedef struct ymr_sink_api {
    /** A response's head is there, its status is 2xx. Called again from the start when a call is tried again. */
    ymr_status (*begin)(ymr_sink *sink, const ymr_response *head);
    /** Takes `*taken` ≤ length bytes; YMR_PENDING with fewer than length says: not now, offer the rest again. */
    ymr_status (*take)(ymr_sink *sink, const char *bytes, size_t length, size_t *taken);
    /**
     * Behind a YMR_PENDING of `take`: hands on what it has made ready. By itself, because a receiver needs the stack that
     * taking has given back. YMR_OK: offer the rest at once; YMR_PENDING: not now, offer it again later. May be NULL.
     */
    ymr_status (*give)(ymr_sink *sink);
    /**
     * The end, exactly once for each begin: `outcome` YMR_OK says the body is complete, and the answer is the call's;
     * YMR_PENDING says: not now, ask again. An error says that what was taken is not to be used; the answer is ignored.
     */
    ymr_status (*end)(ymr_sink *sink, ymr_status outcome);
} ymr_sink_api;

/** First member of every sink. */
struct ymr_sink {
    const ymr_sink_api *api; /**< what it can do */
};

/** Keeps a whole body in the caller's buffer. */
typedef struct ymr_collect {
    ymr_sink sink;   /**< for an exchange */
    char *buffer;    /**< the caller's */
    size_t size;     /**< bytes of it */
    size_t length;   /**< bytes kept */
    uint64_t needed; /**< bytes that came (or were announced), those that did not fit included */
    bool cut;        /**< keep what fits and pass over the rest, instead of ending with YMR_E_SPACE */
} ymr_collect;

/**
 * @param buffer  `size` bytes of the caller, in use until the call has ended
 * With `cut` false a body that does not fit ends in YMR_E_SPACE: before any byte of it when its length is announced, else
 * at its end, so that `needed` is the size that does. Over YMR_MAX_JSON it ends in YMR_E_TOO_BIG either way.
 */
void ymr_collect_init(ymr_collect *collect, char *buffer, size_t size, bool cut);

/** A piece of a body on its way. */
typedef struct ymr_chunk {
    const char *bytes; /**< borrowed for the call */
    size_t length;     /**< 0: the body is empty */
    uint64_t offset;   /**< of the first byte in the body; 0 says (also in the middle of a call): from the start again */
    uint64_t total;    /**< bytes of the whole, when known */
    bool total_known;  /**< else the answer does not say how long it is */
} ymr_chunk;

/**
 * Takes a chunk. @return YMR_OK with *taken bytes used; YMR_PENDING: not now, the rest again; YMR_E_STOPPED or any
 * other error: end the call
 */
typedef ymr_status ymr_chunk_taker(void *context, const ymr_chunk *chunk, size_t *taken);

/** What a body must be, by its Content-Type and its first bytes; what is not ends in YMR_E_CONTENT. */
typedef enum ymr_content {
    YMR_CONTENT_ANY,   /**< anything */
    YMR_CONTENT_PHOTO, /**< JPEG (FF D8 FF), PNG (89 50 4E 47 0D 0A 1A 0A), or octet-stream of whatever bytes */
    YMR_CONTENT_PDF    /**< PDF or octet-stream, either begins with `%PDF-` (ISO 32000-1, section 7.5.2) */
} ymr_content;

/** Hands a body on, chunk by chunk, never held. An empty body is one chunk of length 0. */
typedef struct ymr_stream {
    ymr_sink sink;          /**< for an exchange */
    ymr_chunk_taker *taker; /**< who takes the chunks */
    void *context;          /**< of `taker` */
    uint64_t limit;         /**< longest body */
    uint64_t offset;        /**< next byte */
    uint64_t total;         /**< bytes of the whole, when known */
    bool total_known;       /**< else the answer does not say how long it is */

    /* How it goes on; of no use outside sink.c. */
    uint8_t content; /**< ymr_content */
    uint8_t media;   /**< ymr_media of this answer */
    uint8_t matched; /**< first bytes that are as they must be */
    uint8_t held;    /**< of those, how many came in pieces too short to tell: no more need be kept, they are known */
} ymr_stream;

/**
 * @param limit    bytes; a longer body ends in YMR_E_TOO_BIG, before any byte of it if its length is announced
 * @param content  what it must be. Nothing reaches the taker before the first bytes agree; a body shorter than
 *                 they are is compared as far as it goes
 */
void ymr_stream_init(ymr_stream *stream, ymr_chunk_taker *taker, void *context, uint64_t limit,
                     ymr_content content);

#endif
