#include "answer.h"

#include <string.h>

#include "apart.h"
#include "rows.h"

static const ymr_field api_error_rows[] = {
    YMR_REQUIRED(ymr_api_error, code, "code", NULL),
    YMR_OPTIONAL(ymr_api_error, message, "message", NULL),
};
const ymr_shape ymr_api_error_shape = YMR_SHAPE(ymr_api_error, api_error_rows);

static const ymr_field paging_rows[] = {
    YMR_OPTIONAL(ymr_paging, next_page_token, "nextPageToken", NULL),
};
const ymr_shape ymr_paging_shape = YMR_SHAPE(ymr_paging, paging_rows);

/* A bare answer need not say that it is one; if it says anything else than OK, it is an error. It is read by the rows from
   the second on. */
enum { ENVELOPE_ROWS = 3 };
static const ymr_field envelope_rows[ENVELOPE_ROWS + 1] = {
    YMR_REQUIRED(ymr_envelope, status, "status", &ymr_api_status_names),
    YMR_OPTIONAL(ymr_envelope, result, "result", NULL),
    YMR_OPTIONAL_LIST(ymr_envelope, errors, "errors", OBJECT, &ymr_api_error_shape),
    YMR_OPTIONAL(ymr_envelope, status, "status", &ymr_api_status_names),
};
const ymr_shape ymr_envelope_shape = {envelope_rows, ENVELOPE_ROWS, sizeof(ymr_envelope)};
static const ymr_shape bare_shape = {envelope_rows + 1, ENVELOPE_ROWS, sizeof(ymr_envelope)};

static ymr_status refuse(ymr_report *report, ymr_status status)
{
    memset(&report->fault, 0, sizeof report->fault);
    report->fault.status = status;
    return status;
}

/* The first error's code and message; the answer as a whole has no path. */
static ymr_status refused(ymr_envelope *envelope, ymr_api_error *error, ymr_report *report)
{
    ymr_list_next(&envelope->errors, &ymr_api_error_shape, error);
    return refuse(report, YMR_E_API);
}

static ymr_status missing_result(const ymr_document *document, ymr_report *report)
{
    refuse(report, YMR_E_MISSING);
    ymr_json_path(document, 0, "result", report->fault.path);
    return YMR_E_MISSING;
}

/* A bare answer that says neither a status nor errors is a good one. */
static bool is_good(const ymr_envelope *envelope, bool bare)
{
    const int status = envelope->status.value;
    return status == YMR_API_STATUS_OK || (bare && status == 0 && envelope->errors.document == NULL);
}

/* By itself, so that its struct is gone again when what it leads to is decoded. */
YMR_APART int32_t ymr_answer_find(const ymr_document *document, ymr_fields_place place, ymr_api_error *error,
                                  ymr_report *report)
{
    ymr_envelope envelope;
    const bool bare = place == YMR_FIELDS_BARE;

    memset(error, 0, sizeof *error);
    const ymr_status status = ymr_decode(document, 0, bare ? &bare_shape : &ymr_envelope_shape, &envelope, report);
    if (status != YMR_OK) {
        return status;
    }
    if (!is_good(&envelope, bare)) {
        return refused(&envelope, error, report);
    }
    if (place == YMR_FIELDS_RESULT && envelope.result.document == NULL) {
        return missing_result(document, report);
    }
    return bare ? 0 : (int32_t)envelope.result.token;
}

ymr_status ymr_envelope_open(const ymr_document *document, const ymr_shape *shape, void *out, ymr_api_error *error,
                             ymr_report *report)
{
    memset(out, 0, shape->size);
    const int32_t token = ymr_answer_find(document, YMR_FIELDS_RESULT, error, report);
    return token < 0 ? (ymr_status)token : ymr_decode(document, (uint32_t)token, shape, out, report);
}
