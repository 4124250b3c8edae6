/**
 * Structs of the API as JSON again, by the same tables that read them.
 *
 * Known fields only, under the API's names; numbers with every digit, enum values and dates as they were
 * received; absent and null fields are left out, empty lists are [].
 */
#ifndef YMR_BOARD_JSON_OUT_H
#define YMR_BOARD_JSON_OUT_H

#include "out.h"
#include "ymr/shape.h"

/**
 * What stands in for one list of the outermost object: its elements came before it and were kept elsewhere.
 */
typedef struct json_instead {
    const char *key;
    void (*write)(out *to, void *context); /**< the elements, commas between them */
    void *context;
} json_instead;

/** Writes one object, no line end. @param instead  may be NULL */
void json_object(out *to, const ymr_shape *shape, const void *object, const json_instead *instead);

/** Writes a string with its quotes. Characters that steer a terminal are escaped. */
void json_string(out *to, ymr_text text);

#endif
