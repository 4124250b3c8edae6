/* Where the fields of an answer stand. */
#ifndef YMR_CORE_ANSWER_H
#define YMR_CORE_ANSWER_H

#include "ymr/envelope.h"

typedef enum ymr_fields_place {
    YMR_FIELDS_BARE,   /**< beside `status`, or without one: the root's */
    YMR_FIELDS_RESULT, /**< in `result`, which has to be there */
    YMR_FIELDS_NONE    /**< `status` is all that counts */
} ymr_fields_place;

/**
 * Reads what a whole answer is wrapped in.
 *
 * @param error  as ymr_envelope_open
 * @return the token (below 2^29, as all are) of the object whose fields they are, of no use for YMR_FIELDS_NONE; or an
 *         error as of ymr_envelope_open. A bare answer may lack `status`, one whose fields are of no interest `result`
 */
int32_t ymr_answer_find(const ymr_document *document, ymr_fields_place place, ymr_api_error *error, ymr_report *report);

#endif
