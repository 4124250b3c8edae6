/**
 * JSON texts made safe: one pass checks every byte, unescapes strings in place and notes where each value lies.
 *
 * Accepted is what RFC 8259 allows with an object at the root, in UTF-8 (RFC 3629), nested at most YMR_MAX_DEPTH deep.
 * Refused: anything else, among it lone surrogates, raw control characters, NUL, a byte order mark, bytes after the end.
 *
 * Cost: see the tables in README.md. RAM: 8 bytes a token, the caller's.
 */
#ifndef YMR_JSON_H
#define YMR_JSON_H

#include "ymr/config.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** What a token is. The last three hold others. */
typedef enum ymr_token_type {
    YMR_TOKEN_NULL,   /**< the literal */
    YMR_TOKEN_FALSE,  /**< the literal */
    YMR_TOKEN_TRUE,   /**< the literal */
    YMR_TOKEN_NUMBER, /**< as it is written, whatever its size */
    YMR_TOKEN_STRING, /**< a key or a value */
    YMR_TOKEN_OBJECT, /**< behind it in turn its keys and values */
    YMR_TOKEN_ARRAY,  /**< behind it its elements */
    YMR_TOKEN_LEFT_OUT /**< was an object or array; decoding has found it wrong, and it counts as null */
} ymr_token_type;

/** One object, array, string (key or value), number or literal: 8 bytes. */
typedef struct ymr_token {
    uint32_t start : 29; /**< its first byte in the text, of a string behind the quote */
    uint32_t type : 3;   /**< ymr_token_type */
    uint32_t extent;     /**< its length; of what holds others the index of the token behind all of those */
} ymr_token;

/** Where and why a document was refused, or what a buffer would have needed. */
typedef struct ymr_fault {
    ymr_status status;       /**< why */
    uint32_t offset;         /**< byte of the text at which it was noticed; 0 when that says nothing */
    uint32_t needed;         /**< with YMR_E_SPACE: bytes that would do; with YMR_E_TOKENS: tokens */
    char path[YMR_MAX_PATH]; /**< `result.items[3].count`; "" when it is the whole document */
} ymr_fault;

/**
 * A parsed text. Views and lists that come from it point into `text` and at the document itself: both must stay
 * where they are, unchanged, as long as any of those is in use.
 */
typedef struct ymr_document {
    char *text;            /**< the caller's, unescaped in place */
    ymr_token *tokens;     /**< in the order of the text; tokens[0] is the root object */
    uint32_t count;        /**< of tokens */
    const char *origin;    /**< where the text was cut out of, for paths: "result.returns"; NULL for a whole answer */
    uint32_t origin_index; /**< which element of `origin` it was */
} ymr_document;

/**
 * Checks a whole text and unescapes all its strings, keys included, in place.
 *
 * After success a string token gives the unescaped bytes; every number token is a valid JSON number.
 *
 * @param document  filled; `origin` NULL, `origin_index` 0
 * @param text      `length` bytes, owned by the caller, changed in place also on error
 * @param tokens    `room` tokens, owned by the caller
 * @param fault     status, offset, and for YMR_E_TOKENS the number needed; may be NULL
 * @return YMR_OK; YMR_E_SYNTAX, _TRUNCATED, _TRAILING, _UTF8, _ESCAPE, _DEPTH, _TOKENS, _TYPE (root is no object)
 */
ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *tokens, size_t room,
                          ymr_fault *fault);

/** The bytes of a token: of a string without its quotes. Of what holds others none: its bytes are no JSON any more. */
ymr_text ymr_json_text(const ymr_document *document, uint32_t token);

/** The index behind a value with all that it contains: how to pass over it. At most `count`. */
uint32_t ymr_json_skip(const ymr_document *document, uint32_t token);

/**
 * Writes the path of a token, then `.key` if `key` is not NULL, into path[YMR_MAX_PATH], terminated.
 * A longer path loses its front and begins with an ellipsis.
 */
void ymr_json_path(const ymr_document *document, uint32_t token, const char *key, char *path);

/**
 * Writes `text` as a JSON string with its quotes: `"`, `\` and control characters escaped, all else as it is.
 *
 * @param length  the bytes needed, quotes included and no NUL, also when they do not fit
 * @return YMR_OK; YMR_E_SPACE, `out` then holds the part that fits; YMR_E_UTF8
 */
ymr_status ymr_json_quote(ymr_text text, char *out, size_t size, size_t *length);

#endif
