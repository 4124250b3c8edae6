#include "ymr/reports.h"

#include <string.h>

#include "call.h"
#include "names.h"
#include "rows.h"
#include "writer.h"

enum { SHORTEST_MS = 1000, LONGEST_MS = 30000, LONGEST_ESTIMATE_MS = 60000 };

YMR_NAMES(ymr_report_format_names, YMR_REPORT_FORMAT_LIST);
YMR_NAMES(ymr_report_status_names, YMR_REPORT_STATUS_LIST);
YMR_NAMES(ymr_report_substatus_names, YMR_REPORT_SUBSTATUS_LIST);

/* Answers. */

static const ymr_field started_rows[] = {
    YMR_REQUIRED(ymr_report_started, report_id, "reportId", NULL),
    YMR_REQUIRED(ymr_report_started, estimated_generation_ms, "estimatedGenerationTime", NULL),
};
const ymr_shape ymr_report_started_shape = YMR_SHAPE(ymr_report_started, started_rows);

static const ymr_field info_rows[] = {
    YMR_REQUIRED(ymr_report_info, status, "status", &ymr_report_status_names),
    YMR_OPTIONAL(ymr_report_info, substatus, "subStatus", &ymr_report_substatus_names),
    YMR_REQUIRED(ymr_report_info, generation_requested_at, "generationRequestedAt", NULL),
    YMR_OPTIONAL(ymr_report_info, generation_finished_at, "generationFinishedAt", NULL),
    YMR_OPTIONAL(ymr_report_info, file, "file", NULL),
    YMR_OPTIONAL(ymr_report_info, estimated_generation_ms, "estimatedGenerationTime", NULL),
};
const ymr_shape ymr_report_info_shape = YMR_SHAPE(ymr_report_info, info_rows);

/* Requests. */

static void put_returns_report_query(ymr_writer *w, const void *report)
{
    ymr_put_parameter_name(w, "format", &ymr_report_format_names,
                           (int)((const ymr_returns_report *)report)->format);
}

static bool are_campaigns(const int64_t *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (ids[j] == ids[i]) {
                return false;
            }
        }
        if (ids[i] < 1) {
            return false;
        }
    }
    return true;
}

/* Days compare as texts do; whether they are days, their writer says. */
static bool is_complete(const ymr_returns_report *r)
{
    return r->business_id >= 1 && r->from_day != NULL && r->to_day != NULL &&
           strcmp(r->from_day, r->to_day) <= 0 &&
           (r->campaign_count == 0 ||
            (r->campaign_ids != NULL && are_campaigns(r->campaign_ids, r->campaign_count)));
}

static void put_returns_report_body(ymr_writer *w, const void *report)
{
    const ymr_returns_report *r = report;
    if (!is_complete(r)) {
        w->refused = true;
        return;
    }
    ymr_put_open(w, '{');
    ymr_put_member_integer(w, "businessId", r->business_id);
    ymr_put_member_day(w, "dateFrom", r->from_day);
    ymr_put_member_day(w, "dateTo", r->to_day);
    ymr_put_member_ids(w, "campaignIds", r->campaign_ids, r->campaign_count, SIZE_MAX);
    ymr_put_member_name(w, "returnType", &ymr_return_type_names, (int)r->return_type);
    ymr_put_member_set(w, "returnStatusTypes", &ymr_shipment_status_names, r->shipment_statuses);
    ymr_put_close(w, '}');
}

/* Calls. */

ymr_status ymr_start_returns_report(ymr_client *client, const ymr_returns_report *report,
                                    ymr_report_started *out)
{
    static const ymr_call call = {&ymr_operation_generate_united_returns_report, put_returns_report_query,
                                  put_returns_report_body, &ymr_report_started_shape, false};
    return ymr_call_object(client, &call, report, out);
}

ymr_status ymr_start_report_info(ymr_client *client, ymr_text report_id, ymr_report_info *out)
{
    static const ymr_call call = {&ymr_operation_get_report_info, NULL, NULL, &ymr_report_info_shape, false};
    if (report_id.length > YMR_MAX_REPORT_ID) {
        return YMR_E_ARGUMENT;
    }
    const ymr_status status = ymr_call_object(client, &call, NULL, out);
    if (status == YMR_OK) {
        client->request.hash = report_id;
    }
    return status;
}

static uint32_t between(int64_t ms, uint32_t least, uint32_t most)
{
    return ms < (int64_t)least ? least : ms > (int64_t)most ? most : (uint32_t)ms;
}

uint32_t ymr_report_pause_ms(unsigned asked, int64_t estimated_ms)
{
    uint32_t pause = SHORTEST_MS;
    if (asked == 0) {
        return between(estimated_ms, SHORTEST_MS, LONGEST_ESTIMATE_MS);
    }
    while (--asked > 0 && pause < LONGEST_MS) {
        pause *= 2;
    }
    return between(pause, SHORTEST_MS, LONGEST_MS);
}

ymr_status ymr_generate_returns_report(ymr_client *client, const ymr_returns_report *report,
                                       ymr_report_started *out)
{
    const ymr_status status = ymr_start_returns_report(client, report, out);
    return status == YMR_OK ? ymr_client_run(client) : status;
}

ymr_status ymr_get_report_info(ymr_client *client, ymr_text report_id, ymr_report_info *out)
{
    const ymr_status status = ymr_start_report_info(client, report_id, out);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
