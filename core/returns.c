#include "ymr/returns.h"

#include "codes.h"
#include "rows.h"
#include "ymr/config.h"

/*
 * Rows in the order of the API's description, which is the usual order of the fields: the decoder tries first
 * the row behind the last one.
 */

static const ymr_field money_rows[] = {
    YMR_REQUIRED(ymr_money, value, "value", NULL),
    YMR_REQUIRED(ymr_money, currency, "currencyId", NULL),
};
const ymr_shape ymr_money_shape = YMR_SHAPE(ymr_money, money_rows);

static const ymr_field track_rows[] = {
    YMR_OPTIONAL(ymr_track, track_code, "trackCode", NULL),
};
const ymr_shape ymr_track_shape = YMR_SHAPE(ymr_track, track_rows);

static const ymr_field instance_rows[] = {
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_instance, stock_type, "stockType", &ymr_stock_type_names),
    YMR_OPTIONAL(ymr_instance, status, "status", &ymr_instance_status_names),
#endif
    YMR_OPTIONAL(ymr_instance, cis, "cis", NULL),
    YMR_OPTIONAL(ymr_instance, imei, "imei", NULL),
};
const ymr_shape ymr_instance_shape = YMR_SHAPE(ymr_instance, instance_rows);

static const ymr_field decision_rows[] = {
    YMR_OPTIONAL(ymr_decision, return_item_id, "returnItemId", NULL),
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_decision, count, "count", NULL),
    YMR_OPTIONAL(ymr_decision, comment, "comment", NULL),
    YMR_OPTIONAL(ymr_decision, reason_type, "reasonType", &ymr_reason_type_names),
    YMR_OPTIONAL(ymr_decision, subreason_type, "subreasonType", &ymr_subreason_type_names),
    YMR_OPTIONAL(ymr_decision, decision_type, "decisionType", &ymr_decision_type_names),
    YMR_OPTIONAL(ymr_decision, refund_amount, "refundAmount", NULL),
    YMR_OPTIONAL(ymr_decision, amount, "amount", &ymr_money_shape),
    YMR_OPTIONAL(ymr_decision, partner_compensation, "partnerCompensation", NULL),
    YMR_OPTIONAL(ymr_decision, partner_compensation_amount, "partnerCompensationAmount", &ymr_money_shape),
    YMR_OPTIONAL_LIST(ymr_decision, images, "images", TEXT, NULL),
#endif
};
const ymr_shape ymr_decision_shape = YMR_SHAPE(ymr_decision, decision_rows);

static const ymr_field return_item_rows[] = {
    YMR_OPTIONAL(ymr_return_item, market_sku, "marketSku", NULL),
    YMR_REQUIRED(ymr_return_item, shop_sku, "shopSku", NULL),
    YMR_REQUIRED(ymr_return_item, count, "count", NULL),
    YMR_OPTIONAL_LIST(ymr_return_item, decisions, "decisions", OBJECT, &ymr_decision_shape),
    YMR_OPTIONAL_LIST(ymr_return_item, instances, "instances", OBJECT, &ymr_instance_shape),
    YMR_OPTIONAL_LIST(ymr_return_item, tracks, "tracks", OBJECT, &ymr_track_shape),
};
const ymr_shape ymr_return_item_shape = YMR_SHAPE(ymr_return_item, return_item_rows);

static const ymr_field address_rows[] = {
    YMR_OPTIONAL(ymr_address, country, "country", NULL),
    YMR_OPTIONAL(ymr_address, city, "city", NULL),
    YMR_OPTIONAL(ymr_address, street, "street", NULL),
    YMR_OPTIONAL(ymr_address, house, "house", NULL),
    YMR_OPTIONAL(ymr_address, postcode, "postcode", NULL),
};
const ymr_shape ymr_address_shape = YMR_SHAPE(ymr_address, address_rows);

static const ymr_field pickup_point_rows[] = {
    YMR_OPTIONAL(ymr_pickup_point, id, "id", NULL),
    YMR_OPTIONAL(ymr_pickup_point, name, "name", NULL),
    YMR_OPTIONAL(ymr_pickup_point, address, "address", &ymr_address_shape),
    YMR_OPTIONAL(ymr_pickup_point, instruction, "instruction", NULL),
    YMR_OPTIONAL(ymr_pickup_point, type, "type", &ymr_point_type_names),
    YMR_OPTIONAL(ymr_pickup_point, logistic_partner_id, "logisticPartnerId", NULL),
};
const ymr_shape ymr_pickup_point_shape = YMR_SHAPE(ymr_pickup_point, pickup_point_rows);

static const ymr_field return_rows[] = {
    YMR_REQUIRED(ymr_return, id, "id", NULL),
    YMR_REQUIRED(ymr_return, order_id, "orderId", NULL),
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_return, creation_date, "creationDate", NULL),
#endif
    YMR_OPTIONAL(ymr_return, update_date, "updateDate", NULL),
    YMR_OPTIONAL(ymr_return, refund_status, "refundStatus", &ymr_refund_status_names),
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_return, logistic_pickup_point, "logisticPickupPoint", &ymr_pickup_point_shape),
    YMR_OPTIONAL(ymr_return, pickup_till_date, "pickupTillDate", NULL),
    YMR_OPTIONAL(ymr_return, shipment_recipient_type, "shipmentRecipientType", &ymr_recipient_type_names),
#endif
    YMR_OPTIONAL(ymr_return, shipment_status, "shipmentStatus", &ymr_shipment_status_names),
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_return, refund_amount, "refundAmount", NULL),
    YMR_OPTIONAL(ymr_return, amount, "amount", &ymr_money_shape),
#endif
    YMR_REQUIRED_LIST(ymr_return, items, "items", OBJECT, &ymr_return_item_shape),
    YMR_REQUIRED(ymr_return, return_type, "returnType", &ymr_return_type_names),
#if YMR_RETURN_DETAILS
    YMR_OPTIONAL(ymr_return, fast_return, "fastReturn", NULL),
#endif
};
const ymr_shape ymr_return_shape = YMR_SHAPE(ymr_return, return_rows);

bool ymr_return_item_next(ymr_list *items, ymr_return_item *out)
{
    return ymr_list_next(items, &ymr_return_item_shape, out);
}

bool ymr_decision_next(ymr_list *decisions, ymr_decision *out)
{
    return ymr_list_next(decisions, &ymr_decision_shape, out);
}

bool ymr_instance_next(ymr_list *instances, ymr_instance *out)
{
    return ymr_list_next(instances, &ymr_instance_shape, out);
}

static const ymr_field codes_rows[] = {
    YMR_OPTIONAL(ymr_codes, cis, "cis", NULL),
    YMR_OPTIONAL(ymr_codes, imei, "imei", NULL),
};
static const ymr_shape codes_shape = YMR_SHAPE(ymr_codes, codes_rows);

bool ymr_codes_next(ymr_list *instances, ymr_codes *out)
{
    return ymr_list_next(instances, &codes_shape, out);
}

static const ymr_field count_rows[] = {
    YMR_REQUIRED(ymr_item_count, shop_sku, "shopSku", NULL),
    YMR_REQUIRED(ymr_item_count, count, "count", NULL),
};
static const ymr_shape count_shape = YMR_SHAPE(ymr_item_count, count_rows);

bool ymr_item_count_next(ymr_list *items, ymr_item_count *out)
{
    return ymr_list_next(items, &count_shape, out);
}

bool ymr_track_next(ymr_list *tracks, ymr_track *out)
{
    return ymr_list_next(tracks, &ymr_track_shape, out);
}
