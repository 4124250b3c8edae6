/**
 * A long JSON answer in a short buffer: one list's elements come one by one, the rest is kept as a skeleton.
 *
 * `{"status":"OK","result":{"paging":{…},"returns":[A,B,C]}}` with the list `result.returns` gives A, B and C, each a whole
 * text, and at the end the skeleton `{"status":"OK","result":{"paging":{…},"returns":[]}}`. Both lie in one buffer: what of
 * the skeleton is there when the list begins stands at its front, elements use the rest, and after the list the skeleton
 * grows on over them.
 *
 * The splitter follows strings, brackets and separators and no more: that elements and skeleton are valid JSON is
 * found out by parsing them. Blanks between tokens are dropped.
 */
#ifndef YMR_SPLITTER_H
#define YMR_SPLITTER_H

#include "ymr/sink.h"

/** An element that does not fit into the buffer: what was seen of it while it was passed over. */
typedef struct ymr_oversize {
    uint32_t index;         /**< which element, from 0 */
    uint32_t needed;        /**< bytes of the element: a buffer that holds the skeleton and that many would do */
    uint32_t needed_tokens; /**< tokens, when it is those that were too few; else 0 */
    int64_t id;             /**< its "id", 0 when none was seen */
    int64_t order_id;       /**< its "orderId", likewise */
} ymr_oversize;

/** Who takes the elements. */
typedef struct ymr_splitter_events {
    /** One element: `length` bytes at `text`, which the receiver may change in place. May answer YMR_PENDING. */
    ymr_status (*element)(void *context, uint32_t index, char *text, size_t length);
    /** One that was too big. Not NULL. */
    ymr_status (*oversize)(void *context, const ymr_oversize *what);
} ymr_splitter_events;

/** A text that is being cut. Storage of the caller. */
typedef struct ymr_splitter {
    const char *path;                  /**< of the list, keys joined by dots; none may hold a dot */
    char *buffer;                      /**< the caller's */
    size_t size;                       /**< bytes of it */
    const ymr_splitter_events *events; /**< who takes the elements */
    void *context;                     /**< of `events` */

    size_t skeleton; /**< bytes of the skeleton */
    uint32_t index;  /**< of the element under way: how many were complete before it */
    bool list_seen;  /**< the list has come */

    /* How it goes on; of no use outside splitter.c. */
    uint64_t total;          /* bytes taken */
    uint64_t arrays;         /* one bit a level: an array */
    size_t element_length;   /* bytes kept of the element under way */
    uint64_t element_needed; /* bytes that it has */
    int64_t picked[2];       /* its id and orderId */
    ymr_status error;
    uint16_t unit;        /* the \uXXXX of a key under way */
    uint8_t state;
    uint8_t depth;        /* open objects and arrays */
    uint8_t list_depth;   /* depth inside the list, 0 outside of it */
    uint8_t path_depth;   /* keys in the path */
    uint8_t on_path;      /* keys of the path that lead to the innermost object */
    uint8_t escape;       /* 0 none, 1 behind a backslash, 2 … 5 digits of \u still to come + 1 */
    uint8_t match[2];     /* characters by which a key agrees with each name that is looked for, or none */
    uint8_t sought;       /* the value under way is: 0 nothing sought, 1 on the path, 2 id, 3 orderId */
    uint8_t digits;       /* of `number` */
    bool in_key;
    bool in_element;
    bool held;            /* the element is complete, its receiver has not taken it yet */
    char number[20];
} ymr_splitter;

/**
 * @param path     "result.returns"; static or longer-lived than the splitter
 * @param buffer   `size` bytes of the caller, in use until the end
 */
void ymr_splitter_init(ymr_splitter *splitter, const char *path, char *buffer, size_t size,
                       const ymr_splitter_events *events, void *context);

/**
 * Takes bytes. After YMR_PENDING with *taken < length a receiver said "not now": offer the rest again; the same
 * element is then handed over again.
 *
 * @return YMR_OK: all taken; YMR_PENDING; YMR_E_SYNTAX, _DEPTH, _TRAILING; YMR_E_DUPLICATE (the list comes twice);
 *         YMR_E_SPACE (the skeleton does not fit); YMR_E_TOO_BIG (over YMR_MAX_JSON); what an event answered.
 *         Errors are sticky.
 */
ymr_status ymr_splitter_take(ymr_splitter *splitter, const char *bytes, size_t length, size_t *taken);

/**
 * Says that the text has ended. @return YMR_OK: the skeleton is buffer[0 … skeleton); YMR_E_TRUNCATED; or the error.
 */
ymr_status ymr_splitter_end(ymr_splitter *splitter);

#endif
