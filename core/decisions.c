#include "ymr/decisions.h"

#include "call.h"
#include "decision_rules.h"
#include "names.h"
#include "rows.h"

/* What the Market offers. */

YMR_NAMES(ymr_decision_reason_names, YMR_DECISION_REASON_LIST);

static const ymr_field price_rows[] = {
    YMR_REQUIRED(ymr_money, value, "value", NULL),
    YMR_REQUIRED(ymr_money, currency, "currencyId", NULL),
};
const ymr_shape ymr_price_shape = YMR_SHAPE(ymr_money, price_rows);

static const ymr_field bounds_rows[] = {
    YMR_REQUIRED(ymr_compensation_bounds, min_amount, "minAmount", &ymr_price_shape),
    YMR_REQUIRED(ymr_compensation_bounds, max_amount, "maxAmount", &ymr_price_shape),
    YMR_REQUIRED(ymr_compensation_bounds, max_percent, "maxPercent", NULL),
};
const ymr_shape ymr_compensation_bounds_shape = YMR_SHAPE(ymr_compensation_bounds, bounds_rows);

static const ymr_field available_rows[] = {
    YMR_REQUIRED(ymr_available_decision, decision_type, "decisionType", &ymr_decision_type_names),
    YMR_OPTIONAL_LIST(ymr_available_decision, reason_types, "decisionReasonTypes", ENUM,
                      &ymr_decision_reason_names),
    YMR_OPTIONAL(ymr_available_decision, bounds, "partialCompensationBounds", &ymr_compensation_bounds_shape),
};
const ymr_shape ymr_available_decision_shape = YMR_SHAPE(ymr_available_decision, available_rows);

static const ymr_field available_list_rows[] = {
    YMR_REQUIRED_LIST(ymr_available_decisions, decisions, "availableDecisions", OBJECT,
                      &ymr_available_decision_shape),
};
const ymr_shape ymr_available_decisions_shape = YMR_SHAPE(ymr_available_decisions, available_list_rows);

bool ymr_available_decision_next(ymr_list *decisions, ymr_available_decision *out)
{
    return ymr_list_next(decisions, &ymr_available_decision_shape, out);
}

/* Bodies. */

static void put_price(ymr_writer *w, const char *key, const ymr_money *price)
{
    ymr_put_key(w, key);
    ymr_put_open(w, '{');
    ymr_put_member_decimal(w, "value", price->value);
    ymr_put_member_text(w, "currencyId", price->currency);
    ymr_put_close(w, '}');
}

static void put_decision(ymr_writer *w, const ymr_item_decision *decision)
{
    ymr_put_open(w, '{');
    ymr_put_member_integer(w, "returnItemId", decision->return_item_id);
    ymr_put_member_name(w, "decisionType", &ymr_decision_type_names, (int)decision->type);
    ymr_put_member_name(w, "decisionReasonType", &ymr_decision_reason_names, (int)decision->reason);
    ymr_put_member_text(w, "comment", decision->comment);
    if (decision->compensation.present) {
        put_price(w, "compensation", &decision->compensation);
    }
    ymr_put_close(w, '}');
}

void ymr_put_decisions(ymr_writer *w, const void *decisions)
{
    const ymr_decisions *all = decisions;
    ymr_put_open(w, '{');
    ymr_put_key(w, "returnItemDecisions");
    ymr_put_open(w, '[');
    for (size_t i = 0; i < all->count; i++) {
        ymr_put_element(w);
        put_decision(w, &all->items[i]);
    }
    ymr_put_close(w, ']');
    ymr_put_close(w, '}');
}

static void put_selection(ymr_writer *w, const void *decision)
{
    put_decision(w, decision);
}

/* The campaign, which the path does not have, is known once the call has started: it is the request's own. */
static void put_question(ymr_writer *w, const void *request)
{
    const ymr_request *asked = request;
    w->refused = w->refused || asked->campaign_id < 1;
    ymr_put_open(w, '{');
    ymr_put_member_integer(w, "campaignId", asked->campaign_id);
    ymr_put_member_integer(w, "returnId", asked->return_id);
    ymr_put_close(w, '}');
}

/* The application. */

static ymr_sink *prepare_application(ymr_client *client)
{
    return ymr_call_stream(client, YMR_MAX_APPLICATION, YMR_CONTENT_PDF);
}

static const ymr_job application_job = {.prepare = prepare_application, .finish = ymr_call_finish_file};

ymr_status ymr_start_application(ymr_client *client, int64_t order_id, int64_t return_id,
                                 ymr_chunk_taker *taker, void *context)
{
    const ymr_status status =
        ymr_call_file(client, &application_job, &ymr_operation_get_return_application, taker, context);
    return ymr_call_ids(client, status, order_id, return_id);
}

/* The other calls. Of most answers the status is all that they say. */

ymr_status ymr_start_available_decisions(ymr_client *client, int64_t return_id, ymr_available_decisions *out)
{
    static const ymr_call call = {&ymr_operation_get_return_available_decisions, NULL, put_question,
                                  &ymr_available_decisions_shape, false};
    return ymr_call_ids(client, ymr_call_object(client, &call, &client->request, out), 0, return_id);
}

ymr_status ymr_start_submit_decisions(ymr_client *client, int64_t order_id, int64_t return_id,
                                      const ymr_decisions *decisions)
{
    static const ymr_call call = {&ymr_operation_submit_return_decision, NULL, ymr_put_decisions, NULL, false};
    ymr_status status = ymr_decisions_check_alone(decisions);
    if (status == YMR_OK) {
        status = ymr_call_object(client, &call, decisions, NULL);
    }
    return ymr_call_ids(client, status, order_id, return_id);
}

ymr_status ymr_start_set_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                  const ymr_item_decision *decision)
{
    static const ymr_call call = {&ymr_operation_set_return_decision, NULL, put_selection, NULL, false};
    const ymr_decisions alone = {decision, 1};
    if (decision->reason != YMR_DECISION_REASON_ABSENT || ymr_decisions_check_alone(&alone) != YMR_OK) {
        return YMR_E_ARGUMENT;
    }
    return ymr_call_ids(client, ymr_call_object(client, &call, decision, NULL), order_id, return_id);
}

ymr_status ymr_start_confirm_decision(ymr_client *client, int64_t order_id, int64_t return_id)
{
    static const ymr_call call = {&ymr_operation_submit_return_decision, NULL, NULL, NULL, false};
    return ymr_call_ids(client, ymr_call_object(client, &call, NULL, NULL), order_id, return_id);
}

/* Start and run in one. */

static ymr_status run(ymr_client *client, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(client) : started;
}

ymr_status ymr_get_application(ymr_client *client, int64_t order_id, int64_t return_id,
                               ymr_chunk_taker *taker, void *context)
{
    return run(client, ymr_start_application(client, order_id, return_id, taker, context));
}

ymr_status ymr_get_available_decisions(ymr_client *client, int64_t return_id, ymr_available_decisions *out)
{
    return run(client, ymr_start_available_decisions(client, return_id, out));
}

ymr_status ymr_submit_decisions(ymr_client *client, int64_t order_id, int64_t return_id,
                                const ymr_decisions *decisions)
{
    return run(client, ymr_start_submit_decisions(client, order_id, return_id, decisions));
}

ymr_status ymr_set_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                            const ymr_item_decision *decision)
{
    return run(client, ymr_start_set_decision(client, order_id, return_id, decision));
}

ymr_status ymr_confirm_decision(ymr_client *client, int64_t order_id, int64_t return_id)
{
    return run(client, ymr_start_confirm_decision(client, order_id, return_id));
}
