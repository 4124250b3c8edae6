#include "ymr/orders.h"

#include <string.h>

#include "call.h"
#include "writer.h"

/* What each call takes. */

enum { ANY_LENGTH = YMR_MAX_BODY };

/* Nothing when absent; refused when it is no instant. */
static void put_instant(ymr_writer *w, const char *key, const char *instant)
{
    if (instant != NULL) {
        const size_t length = strlen(instant);
        w->refused = w->refused || ymr_time_parse_iso(instant, length, NULL, NULL) != YMR_OK;
        ymr_put_member_text(w, key, (ymr_text){instant, length});
    }
}

static bool has_dates(const ymr_orders_filter *f)
{
    return f->created_from != NULL || f->created_to != NULL || f->shipped_from != NULL || f->shipped_to != NULL ||
           f->updated_from != NULL || f->updated_to != NULL;
}

static void put_dates(ymr_writer *w, const ymr_orders_filter *f)
{
    if (!has_dates(f)) {
        return;
    }
    ymr_put_key(w, "dates");
    ymr_put_open(w, '{');
    ymr_put_member_day(w, "creationDateFrom", f->created_from);
    ymr_put_member_day(w, "creationDateTo", f->created_to);
    ymr_put_member_day(w, "shipmentDateFrom", f->shipped_from);
    ymr_put_member_day(w, "shipmentDateTo", f->shipped_to);
    put_instant(w, "updateDateFrom", f->updated_from);
    put_instant(w, "updateDateTo", f->updated_to);
    ymr_put_close(w, '}');
}

static void put_campaigns(ymr_writer *w, const ymr_orders_filter *f)
{
    ymr_put_member_ids(w, "campaignIds", f->campaign_ids, f->campaign_count, YMR_MAX_FILTER_IDS);
    for (size_t i = 0; i < f->campaign_count && !w->refused; i++) {
        w->refused = f->campaign_ids[i] < 1;
    }
}

static void refuse_repetitions(ymr_writer *w, const ymr_orders_filter *f)
{
    ymr_refuse_repeated_ids(w, f->order_ids, f->order_count);
    ymr_refuse_repeated_ids(w, f->campaign_ids, f->campaign_count);
    ymr_refuse_repeated_texts(w, f->external_ids, f->external_count);
    ymr_refuse_repeated_texts(w, f->substatuses, f->substatus_count);
}

static void orders_body(ymr_writer *w, const void *filter)
{
    const ymr_orders_filter *f = filter;
    ymr_put_open(w, '{');
    ymr_put_member_ids(w, "orderIds", f->order_ids, f->order_count, YMR_MAX_FILTER_IDS);
    ymr_put_member_texts(w, "externalOrderIds", f->external_ids, f->external_count, YMR_MAX_FILTER_IDS, ANY_LENGTH);
    ymr_put_member_set(w, "programTypes", &ymr_selling_program_names, f->programs);
    put_campaigns(w, f);
    ymr_put_member_set(w, "statuses", &ymr_order_status_names, f->statuses);
    ymr_put_member_texts(w, "substatuses", f->substatuses, f->substatus_count, YMR_MAX_FILTER_IDS, ANY_LENGTH);
    put_dates(w, f);
    ymr_put_member_boolean(w, "fake", f->fake);
    ymr_put_member_boolean(w, "waitingForCancellationApprove", f->waiting_for_cancellation);
    ymr_put_member_set(w, "sourcePlatforms", &ymr_source_platform_names, f->source_platforms);
    ymr_put_close(w, '}');
    refuse_repetitions(w, f);
}

static void put_limit(ymr_writer *w, uint16_t page_size)
{
    ymr_put_parameter_integer(w, "limit", page_size);
    w->refused = w->refused || page_size > YMR_MAX_ORDERS_PAGE;
}

static void orders_query(ymr_writer *w, const void *filter)
{
    put_limit(w, ((const ymr_orders_filter *)filter)->page_size);
}

/* The arguments of the call are the request itself, so that an id needs no storage of the caller's. */
static void order_body(ymr_writer *w, const void *request)
{
    const int64_t order_id = ((const ymr_request *)request)->order_id;
    ymr_put_open(w, '{');
    ymr_put_member_ids(w, "orderIds", &order_id, 1, 1);
    ymr_put_close(w, '}');
}

static void put_parameter_boolean(ymr_writer *w, const char *name, ymr_boolean value)
{
    if (value.present) {
        ymr_put_parameter(w, name);
        ymr_put(w, value.value ? "true" : "false");
    }
}

static void old_orders_query(ymr_writer *w, const void *filter)
{
    const ymr_old_orders_filter *f = filter;
    ymr_put_parameter_ids(w, "orderIds", f->order_ids, f->order_count, YMR_MAX_FILTER_IDS);
    ymr_refuse_repeated_ids(w, f->order_ids, f->order_count);
    ymr_put_parameter_set(w, "status", &ymr_order_status_names, f->statuses);
    ymr_put_parameter_day(w, "fromDate", f->from_day);
    ymr_put_parameter_day(w, "toDate", f->to_day);
    put_parameter_boolean(w, "fake", f->fake);
    put_limit(w, f->page_size);
}

/* Calls. */

ymr_status ymr_start_orders(ymr_client *client, const ymr_orders_filter *filter, const ymr_list_events *events,
                            void *context, ymr_order *scratch, ymr_orders_page *page)
{
    static const ymr_call call = {&ymr_operation_get_business_orders, orders_query, orders_body,
                                  &ymr_orders_page_shape, false};
    const ymr_listing_plan plan = {"orders", &ymr_order_shape, scratch, events, context};
    const ymr_status status = ymr_call_list(client, &call, filter, &plan, page);
    if (status == YMR_OK) {
        client->request.page_token = filter->page_token;
    }
    return status;
}

ymr_status ymr_start_order(ymr_client *client, int64_t order_id, ymr_orders_page *out)
{
    static const ymr_call call = {&ymr_operation_get_business_orders, NULL, order_body,
                                  &ymr_orders_page_shape, true};
    return ymr_call_ids(client, ymr_call_object(client, &call, &client->request, out), order_id, 0);
}

ymr_status ymr_start_old_orders(ymr_client *client, const ymr_old_orders_filter *filter, const ymr_list_events *events,
                                void *context, ymr_old_order *scratch, ymr_old_orders_page *page)
{
    static const ymr_call call = {&ymr_operation_get_orders, old_orders_query, NULL,
                                  &ymr_old_orders_page_shape, false};
    const ymr_listing_plan plan = {"orders", &ymr_old_order_shape, scratch, events, context};
    const ymr_status status = ymr_call_list(client, &call, filter, &plan, page);
    if (status == YMR_OK) {
        client->request.page_token = filter->page_token;
    }
    return status;
}

ymr_status ymr_start_old_order(ymr_client *client, int64_t order_id, ymr_old_order_answer *out)
{
    static const ymr_call call = {&ymr_operation_get_order, NULL, NULL, &ymr_old_order_answer_shape, true};
    return ymr_call_ids(client, ymr_call_object(client, &call, NULL, out), order_id, 0);
}

static ymr_status run(ymr_client *client, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(client) : started;
}

ymr_status ymr_get_orders(ymr_client *client, const ymr_orders_filter *filter, const ymr_list_events *events,
                          void *context, ymr_order *scratch, ymr_orders_page *page)
{
    return run(client, ymr_start_orders(client, filter, events, context, scratch, page));
}

ymr_status ymr_get_order(ymr_client *client, int64_t order_id, ymr_orders_page *out)
{
    return run(client, ymr_start_order(client, order_id, out));
}

ymr_status ymr_get_old_orders(ymr_client *client, const ymr_old_orders_filter *filter, const ymr_list_events *events,
                              void *context, ymr_old_order *scratch, ymr_old_orders_page *page)
{
    return run(client, ymr_start_old_orders(client, filter, events, context, scratch, page));
}

ymr_status ymr_get_old_order(ymr_client *client, int64_t order_id, ymr_old_order_answer *out)
{
    return run(client, ymr_start_old_order(client, order_id, out));
}
