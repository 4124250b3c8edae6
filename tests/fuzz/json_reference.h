/**
 * RFC 8259 and RFC 3629 once more, by recursive descent: whether a text is what ymr_json_parse takes, and
 * which values it has.
 */
#ifndef YMR_TESTS_FUZZ_JSON_REFERENCE_H
#define YMR_TESTS_FUZZ_JSON_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "ymr/json.h"

enum { JSON_REFERENCE_TOKENS = 4096 };

/** What a value is; a primitive is a number or a literal. */
enum { JSON_PRIMITIVE, JSON_STRING, JSON_OBJECT, JSON_ARRAY };

/** A value or key. */
typedef struct json_value {
    int type;
    size_t start, end; /**< in `strings`, unescaped, of a string; in the text otherwise */
    unsigned children; /**< keys of an object, elements of an array, 1 of a key */
} json_value;

typedef struct json_reference {
    bool valid;   /**< an object, of known syntax, with good UTF-8 and good escapes */
    bool deep;    /**< nested further than YMR_MAX_DEPTH: what is behind that was not looked at */
    size_t count; /**< values and keys, in the order of the text */
    char *strings;
    json_value values[JSON_REFERENCE_TOKENS];
} json_reference;

/** Must be followed by json_reference_free. At most JSON_REFERENCE_TOKENS characters of text. */
void json_reference_read(const char *text, size_t length, json_reference *out);
void json_reference_free(json_reference *reference);

/** What follows a value, with all that it contains. Of a key: what follows its value. */
size_t json_reference_behind(const json_reference *reference, size_t value);

/** Whether a key or string says this. */
bool json_reference_says(const json_reference *reference, size_t value, const char *text, size_t length);

#endif
