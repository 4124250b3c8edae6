#include "ymr/envelope.h"

#include <string.h>

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

static const ymr_field envelope_rows[] = {
    YMR_REQUIRED(ymr_envelope, status, "status", &ymr_api_status_names),
    YMR_OPTIONAL(ymr_envelope, result, "result", NULL),
    YMR_OPTIONAL_LIST(ymr_envelope, errors, "errors", OBJECT, &ymr_api_error_shape),
};
const ymr_shape ymr_envelope_shape = YMR_SHAPE(ymr_envelope, envelope_rows);

static ymr_status refuse(ymr_report *report, ymr_status status)
{
    memset(&report->fault, 0, sizeof report->fault);
    report->fault.status = status;
    return status;
}

ymr_status ymr_envelope_open(const ymr_document *document, const ymr_shape *shape, void *out,
                             ymr_api_error *error, ymr_report *report)
{
    ymr_envelope envelope;

    memset(error, 0, sizeof *error);
    memset(out, 0, shape->size);
    const ymr_status status = ymr_decode(document, 0, &ymr_envelope_shape, &envelope, report);
    if (status != YMR_OK) {
        return status;
    }
    if (envelope.status.value != YMR_API_STATUS_OK) {
        ymr_list_next(&envelope.errors, &ymr_api_error_shape, error);
        return refuse(report, YMR_E_API);
    }
    if (envelope.result.document == NULL) {
        refuse(report, YMR_E_MISSING);
        ymr_json_path(document, 0, "result", report->fault.path);
        return YMR_E_MISSING;
    }
    return ymr_decode(document, envelope.result.token, shape, out, report);
}
