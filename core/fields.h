/**
 * The header fields that the client knows (not a public header: it is between response.c and fields.c).
 *
 * A name is recognised while it passes, so no byte of it is kept; a value is kept only if its name is known.
 */
#ifndef YMR_FIELDS_H
#define YMR_FIELDS_H

#include "ymr/response.h"

enum { YMR_FIELD_UNKNOWN = 255 };

/** The first field that begins as the `length` characters of `field` do and goes on with `c`, in any case. */
uint8_t ymr_field_narrow(uint8_t field, size_t length, char c);

/** Whether `length` characters are the whole name of `field`. */
bool ymr_field_is_whole(uint8_t field, size_t length);

/** Adds one character to the value of the field under way; what does not fit is noted, not kept. */
void ymr_field_keep(ymr_response *response, char c);

/** Reads the kept value into the response. */
ymr_status ymr_field_read(ymr_response *response);

#endif
