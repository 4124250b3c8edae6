/* How the value of one field becomes a member: one reader a kind. */
#ifndef YMR_CORE_READERS_H
#define YMR_CORE_READERS_H

#include "ymr/shape.h"

/**
 * @param value   not null
 * @param member  of the kind's type; NULL: check only
 * @return YMR_OK, and only then `member` is written
 */
typedef ymr_status ymr_reader(const ymr_document *document, const ymr_token *value, const ymr_field *field,
                              char *member);

/** Indexed by ymr_kind. */
extern ymr_reader *const ymr_readers[];

#endif
