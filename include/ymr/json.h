/**
 * JSON texts made safe: jsmn finds the tokens, this room refuses what jsmn lets through.
 *
 * Accepted is what RFC 8259 allows with an object at the root, in UTF-8 (RFC 3629), nested at most YMR_MAX_DEPTH deep.
 * Refused: anything else, among it lone surrogates, raw control characters, NUL, a byte order mark, bytes after the end.
 *
 * Cost: see the tables in README.md. RAM: 20 bytes a token, the caller's.
 */
#ifndef YMR_JSON_H
#define YMR_JSON_H

#ifndef JSMN_STRICT
#define JSMN_STRICT
#endif
#ifndef JSMN_PARENT_LINKS
#define JSMN_PARENT_LINKS
#endif
#ifndef JSMN_HEADER
#define JSMN_HEADER
#endif
#include <jsmn.h>

#include "ymr/config.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** One object, array, string (key or value), number or literal: 20 bytes where int has 4. */
typedef jsmntok_t ymr_token;

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
 * After success a string token's start and end delimit the unescaped bytes; every number token is a valid JSON
 * number, every literal one of true, false, null.
 *
 * @param document  filled; `origin` NULL, `origin_index` 0
 * @param text      `length` bytes, owned by the caller, changed in place also on error
 * @param tokens    `room` tokens, owned by the caller
 * @param fault     status, offset, and for YMR_E_TOKENS the number needed; may be NULL
 * @return YMR_OK; YMR_E_SYNTAX, _TRUNCATED, _TRAILING, _UTF8, _ESCAPE, _DEPTH, _TOKENS, _TYPE (root is no object)
 */
ymr_status ymr_json_parse(ymr_document *document, char *text, size_t length, ymr_token *tokens, size_t room,
                          ymr_fault *fault);

/** The bytes of a token: of a string without its quotes, of a container with its brackets. */
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
