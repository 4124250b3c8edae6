/**
 * What every JSON answer of the API is wrapped in: `{"status":"OK","result":{…}}` or
 * `{"status":"ERROR","errors":[{"code":"…","message":"…"}]}`. `errors` may be null; a 200 can still carry ERROR.
 */
#ifndef YMR_ENVELOPE_H
#define YMR_ENVELOPE_H

#include "ymr/enums.h"
#include "ymr/shape.h"

/** ApiErrorDTO. `code` is the contract, `message` is prose. */
typedef struct ymr_api_error {
    bool present;
    ymr_text code;    /**< required */
    ymr_text message;
} ymr_api_error;

/** PackagingForwardScrollingPagerDTO. */
typedef struct ymr_paging {
    bool present;
    ymr_text next_page_token; /**< absent: this was the last page */
} ymr_paging;

/** What every answer of the API is wrapped in. */
typedef struct ymr_envelope {
    bool present;
    ymr_enum status;  /**< required; ymr_api_status */
    ymr_value result;
    ymr_list errors;
} ymr_envelope;

extern const ymr_shape ymr_api_error_shape;
extern const ymr_shape ymr_paging_shape;
extern const ymr_shape ymr_envelope_shape;

/** What an answer is decoded into. */
typedef struct ymr_answer {
    const ymr_shape *shape; /**< NULL: its status is all that counts */
    void *out;              /**< shape->size bytes */
    bool bare;              /**< the fields stand beside `status`, or without one, and not under `result` */
} ymr_answer;

/**
 * Decodes `result` of a whole answer.
 *
 * @param error  the first of `errors` when the answer says ERROR; all zero otherwise
 * @return YMR_OK; YMR_E_API (status is not OK); YMR_E_MISSING (no result); what ymr_decode answers
 */
ymr_status ymr_envelope_open(const ymr_document *document, const ymr_shape *shape, void *out, ymr_api_error *error,
                             ymr_report *report);

#endif
