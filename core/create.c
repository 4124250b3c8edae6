#include "ymr/create.h"

#include "call.h"
#include "names.h"
#include "rows.h"
#include "writer.h"

YMR_NAMES(ymr_new_reason_names, YMR_NEW_REASON_LIST);
YMR_NAMES(ymr_new_subreason_names, YMR_NEW_SUBREASON_LIST);
YMR_NAMES(ymr_operation_type_names, YMR_OPERATION_TYPE_LIST);
YMR_NAMES(ymr_operation_status_names, YMR_OPERATION_STATUS_LIST);

bool ymr_subreason_fits(ymr_new_reason reason, ymr_new_subreason subreason)
{
    switch (reason) {
    case YMR_NEW_REASON_DOES_NOT_FIT:
        return subreason >= YMR_NEW_SUBREASON_USER_DID_NOT_LIKE && subreason <= YMR_NEW_SUBREASON_DELIVERED_TOO_LONG;
    case YMR_NEW_REASON_BAD_QUALITY:
        return subreason >= YMR_NEW_SUBREASON_BAD_PACKAGE && subreason <= YMR_NEW_SUBREASON_INCOMPLETENESS;
    case YMR_NEW_REASON_WRONG_ITEM:
        return subreason >= YMR_NEW_SUBREASON_WRONG_ITEM && subreason <= YMR_NEW_SUBREASON_DID_NOT_MATCH_DESCRIPTION;
    default:
        return false;
    }
}

/* Answers. */

static const ymr_field created_rows[] = {
    YMR_REQUIRED(ymr_created, id, "id", NULL),
};
const ymr_shape ymr_created_shape = YMR_SHAPE(ymr_created, created_rows);

static const ymr_field pickup_options_rows[] = {
    YMR_REQUIRED_LIST(ymr_pickup_options, logistic_point_ids, "logisticPointIds", ID, NULL),
};
const ymr_shape ymr_pickup_options_shape = YMR_SHAPE(ymr_pickup_options, pickup_options_rows);

static const ymr_field delivery_options_rows[] = {
    YMR_REQUIRED(ymr_delivery_options, pickup_delivery, "pickupDelivery", &ymr_pickup_options_shape),
};
const ymr_shape ymr_delivery_options_shape = YMR_SHAPE(ymr_delivery_options, delivery_options_rows);

static const ymr_field started_operation_rows[] = {
    YMR_REQUIRED(ymr_started_operation, id, "id", NULL),
    YMR_REQUIRED(ymr_started_operation, type, "type", &ymr_operation_type_names),
};
const ymr_shape ymr_started_operation_shape = YMR_SHAPE(ymr_started_operation, started_operation_rows);

static const ymr_field cancellation_rows[] = {
    YMR_REQUIRED(ymr_cancellation, operation, "operation", &ymr_started_operation_shape),
};
const ymr_shape ymr_cancellation_shape = YMR_SHAPE(ymr_cancellation, cancellation_rows);

static const ymr_field operation_result_rows[] = {
    YMR_REQUIRED(ymr_operation_result, id, "id", NULL),
    YMR_REQUIRED(ymr_operation_result, type, "type", &ymr_operation_type_names),
    YMR_REQUIRED(ymr_operation_result, status, "status", &ymr_operation_status_names),
};
const ymr_shape ymr_operation_result_shape = YMR_SHAPE(ymr_operation_result, operation_result_rows);

static const ymr_field operation_results_rows[] = {
    YMR_REQUIRED_LIST(ymr_operation_results, operations, "operations", OBJECT, &ymr_operation_result_shape),
};
const ymr_shape ymr_operation_results_shape = YMR_SHAPE(ymr_operation_results, operation_results_rows);

bool ymr_operation_result_next(ymr_list *operations, ymr_operation_result *out)
{
    return ymr_list_next(operations, &ymr_operation_result_shape, out);
}

/* Requests. A member that may not be absent is refused when it is. */

static void refuse_unless(ymr_writer *w, bool right)
{
    w->refused = w->refused || !right;
}

static void put_required(ymr_writer *w, const char *key, ymr_text text, size_t most)
{
    refuse_unless(w, text.bytes != NULL);
    ymr_put_member_bounded(w, key, text, 1, most);
}

static void put_required_name(ymr_writer *w, const char *key, const ymr_names *names, int value)
{
    refuse_unless(w, value != 0);
    ymr_put_member_name(w, key, names, value);
}

/* ShopSku: no control characters but the tab, and something beside blanks. */
static bool is_offer_id(ymr_text id)
{
    bool solid = false;
    for (size_t i = 0; i < id.length; i++) {
        const unsigned char c = (unsigned char)id.bytes[i];
        if ((c < ' ' && c != '\t') || c == 0x7f) {
            return false;
        }
        solid = solid || (c != ' ' && c != '\t');
    }
    return solid;
}

static void put_pieces(ymr_writer *w, ymr_text offer_id, int32_t count)
{
    refuse_unless(w, offer_id.bytes != NULL && is_offer_id(offer_id));
    refuse_unless(w, count >= 1 && count <= YMR_MAX_NEW_PIECES);
    put_required(w, "offerId", offer_id, YMR_MAX_OFFER_ID);
    ymr_put_member_integer(w, "count", count);
}

static void put_new_item(ymr_writer *w, const ymr_new_item *item)
{
    ymr_put_element(w);
    ymr_put_open(w, '{');
    put_pieces(w, item->offer_id, item->count);
    put_required_name(w, "reasonType", &ymr_new_reason_names, (int)item->reason);
    put_required_name(w, "subreasonType", &ymr_new_subreason_names, (int)item->subreason);
    ymr_put_member_bounded(w, "comment", item->comment, 1, YMR_MAX_NEW_COMMENT);
    ymr_put_member_texts(w, "pictures", item->pictures, item->picture_count, YMR_MAX_NEW_PICTURES,
                         YMR_MAX_PICTURE_URL);
    ymr_refuse_repeated_texts(w, item->pictures, item->picture_count);
    ymr_put_close(w, '}');
}

static bool is_item_count(const void *items, size_t count)
{
    return items != NULL && count >= 1 && count <= YMR_MAX_NEW_ITEMS;
}

static void put_new_items(ymr_writer *w, const ymr_new_return *what)
{
    refuse_unless(w, is_item_count(what->items, what->item_count));
    ymr_put_key(w, "items");
    ymr_put_open(w, '[');
    for (size_t i = 0; i < what->item_count && !w->refused; i++) {
        put_new_item(w, &what->items[i]);
    }
    ymr_put_close(w, ']');
}

static bool is_phone(ymr_text phone)
{
    enum { SHORTEST = 5, LONGEST = 16 };
    if (phone.length < SHORTEST || phone.length > LONGEST || phone.bytes[0] != '+') {
        return false;
    }
    for (size_t i = 1; i < phone.length; i++) {
        if (phone.bytes[i] < '0' || phone.bytes[i] > '9') {
            return false;
        }
    }
    return true;
}

static void put_customer(ymr_writer *w, const ymr_new_return *what)
{
    refuse_unless(w, what->phone.bytes != NULL && is_phone(what->phone));
    ymr_put_key(w, "customer");
    ymr_put_open(w, '{');
    put_required(w, "firstName", what->first_name, YMR_MAX_CUSTOMER_NAME);
    put_required(w, "lastName", what->last_name, YMR_MAX_CUSTOMER_NAME);
    ymr_put_member_bounded(w, "middleName", what->middle_name, 1, YMR_MAX_CUSTOMER_NAME);
    ymr_put_member_text(w, "phone", what->phone);
    ymr_put_close(w, '}');
}

static void put_point(ymr_writer *w, int64_t point_id)
{
    refuse_unless(w, point_id >= 1);
    ymr_put_key(w, "returnOption");
    ymr_put_open(w, '{');
    ymr_put_key(w, "pickupReturn");
    ymr_put_open(w, '{');
    ymr_put_member_integer(w, "logisticPointId", point_id);
    ymr_put_close(w, '}');
    ymr_put_close(w, '}');
}

static void create_body(ymr_writer *w, const void *arguments)
{
    const ymr_new_return *what = arguments;
    ymr_put_open(w, '{');
    ymr_put_key(w, "newReturn");
    ymr_put_open(w, '{');
    put_required(w, "externalReturnId", what->external_id, YMR_MAX_BODY);
    ymr_put_member_integer(w, "orderId", what->order_id);
    put_new_items(w, what);
    put_customer(w, what);
    put_point(w, what->point_id);
    ymr_put_close(w, '}');
    ymr_put_close(w, '}');
}

static void put_parcel_items(ymr_writer *w, const ymr_parcel *parcel)
{
    refuse_unless(w, is_item_count(parcel->items, parcel->item_count));
    ymr_put_key(w, "items");
    ymr_put_open(w, '[');
    for (size_t i = 0; i < parcel->item_count && !w->refused; i++) {
        ymr_put_element(w);
        ymr_put_open(w, '{');
        put_pieces(w, parcel->items[i].offer_id, parcel->items[i].count);
        ymr_put_close(w, '}');
    }
    ymr_put_close(w, ']');
}

static void put_points(ymr_writer *w, const ymr_parcel *parcel)
{
    refuse_unless(w, parcel->point_count >= 1);
    ymr_put_key(w, "pickupDelivery");
    ymr_put_open(w, '{');
    ymr_put_member_ids(w, "logisticPointsIds", parcel->points, parcel->point_count, YMR_MAX_POINTS);
    ymr_put_close(w, '}');
    ymr_refuse_repeated_ids(w, parcel->points, parcel->point_count);
    for (size_t i = 0; i < parcel->point_count && !w->refused; i++) {
        refuse_unless(w, parcel->points[i] >= 1);
    }
}

static void options_body(ymr_writer *w, const void *arguments)
{
    const ymr_parcel *parcel = arguments;
    ymr_put_open(w, '{');
    put_parcel_items(w, parcel);
    put_points(w, parcel);
    ymr_put_close(w, '}');
}

/* The arguments are the request itself, so that an id needs no storage of the caller's. */
static void cancel_body(ymr_writer *w, const void *request)
{
    ymr_put_open(w, '{');
    ymr_put_member_integer(w, "returnId", ((const ymr_request *)request)->return_id);
    ymr_put_close(w, '}');
}

static void operations_body(ymr_writer *w, const void *arguments)
{
    const ymr_operations_query *query = arguments;
    refuse_unless(w, query->count >= 1);
    ymr_put_open(w, '{');
    put_required_name(w, "operationType", &ymr_operation_type_names, (int)query->type);
    ymr_put_member_texts(w, "operationIds", query->ids, query->count, YMR_MAX_OPERATIONS, YMR_MAX_OPERATION_ID);
    ymr_put_close(w, '}');
    ymr_refuse_repeated_texts(w, query->ids, query->count);
}

/* Calls. */

ymr_status ymr_start_create_return(ymr_client *client, const ymr_new_return *what, ymr_created *out)
{
    static const ymr_call call = {&ymr_operation_create_return, NULL, create_body, &ymr_created_shape, false};
    return ymr_call_object(client, &call, what, out);
}

ymr_status ymr_start_delivery_options(ymr_client *client, const ymr_parcel *parcel, ymr_delivery_options *out)
{
    static const ymr_call call = {&ymr_operation_get_return_delivery_options, NULL, options_body,
                                  &ymr_delivery_options_shape, false};
    return ymr_call_object(client, &call, parcel, out);
}

ymr_status ymr_start_cancel_return(ymr_client *client, int64_t return_id, ymr_cancellation *out)
{
    static const ymr_call call = {&ymr_operation_cancel_return, NULL, cancel_body, &ymr_cancellation_shape,
                                  false};
    return ymr_call_ids(client, ymr_call_object(client, &call, &client->request, out), 0, return_id);
}

ymr_status ymr_start_operations(ymr_client *client, const ymr_operations_query *query, ymr_operation_results *out)
{
    static const ymr_call call = {&ymr_operation_get_operations, NULL, operations_body,
                                  &ymr_operation_results_shape, false};
    return ymr_call_object(client, &call, query, out);
}

static ymr_status run(ymr_client *client, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(client) : started;
}

ymr_status ymr_create_return(ymr_client *client, const ymr_new_return *what, ymr_created *out)
{
    return run(client, ymr_start_create_return(client, what, out));
}

ymr_status ymr_get_delivery_options(ymr_client *client, const ymr_parcel *parcel, ymr_delivery_options *out)
{
    return run(client, ymr_start_delivery_options(client, parcel, out));
}

ymr_status ymr_cancel_return(ymr_client *client, int64_t return_id, ymr_cancellation *out)
{
    return run(client, ymr_start_cancel_return(client, return_id, out));
}

ymr_status ymr_get_operations(ymr_client *client, const ymr_operations_query *query, ymr_operation_results *out)
{
    return run(client, ymr_start_operations(client, query, out));
}
