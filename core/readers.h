/* How the value of one field becomes a member. */
#ifndef YMR_CORE_READERS_H
#define YMR_CORE_READERS_H

#include "ymr/shape.h"

/**
 * @param value   not null
 * @param names   of an enum
 * @param member  of the kind's type, untouched but by YMR_OK; of an object left alone; NULL: check only
 */
ymr_status ymr_read_value(const ymr_document *document, const ymr_token *value, ymr_kind kind, const ymr_names *names,
                          void *member);

#endif
