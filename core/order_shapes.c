#include "ymr/orders.h"

#include "rows.h"

static const ymr_field order_instance_rows[] = {
    YMR_OPTIONAL(ymr_order_instance, cis, "cis", NULL),
    YMR_OPTIONAL(ymr_order_instance, cis_full, "cisFull", NULL),
    YMR_OPTIONAL(ymr_order_instance, uin, "uin", NULL),
    YMR_OPTIONAL(ymr_order_instance, rnpt, "rnpt", NULL),
    YMR_OPTIONAL(ymr_order_instance, gtd, "gtd", NULL),
    YMR_OPTIONAL(ymr_order_instance, country_code, "countryCode", NULL),
};
const ymr_shape ymr_order_instance_shape = YMR_SHAPE(ymr_order_instance, order_instance_rows);

static const ymr_field order_track_rows[] = {
    YMR_OPTIONAL(ymr_order_track, track_code, "trackCode", NULL),
    YMR_REQUIRED(ymr_order_track, delivery_service_id, "deliveryServiceId", NULL),
};
const ymr_shape ymr_order_track_shape = YMR_SHAPE(ymr_order_track, order_track_rows);

static const ymr_field item_prices_rows[] = {
    YMR_OPTIONAL(ymr_item_prices, payment, "payment", &ymr_money_shape),
    YMR_OPTIONAL(ymr_item_prices, subsidy, "subsidy", &ymr_money_shape),
    YMR_OPTIONAL(ymr_item_prices, cashback, "cashback", &ymr_money_shape),
    YMR_OPTIONAL(ymr_item_prices, vat, "vat", &ymr_vat_names),
};
const ymr_shape ymr_item_prices_shape = YMR_SHAPE(ymr_item_prices, item_prices_rows);

static const ymr_field unit_count_rows[] = {
    YMR_REQUIRED(ymr_unit_count, status, "status", &ymr_unit_status_names),
    YMR_REQUIRED(ymr_unit_count, count, "count", NULL),
};
const ymr_shape ymr_unit_count_shape = YMR_SHAPE(ymr_unit_count, unit_count_rows);

static const ymr_field order_item_rows[] = {
    YMR_REQUIRED(ymr_order_item, id, "id", NULL),
    YMR_REQUIRED(ymr_order_item, offer_id, "offerId", NULL),
    YMR_REQUIRED(ymr_order_item, offer_name, "offerName", NULL),
    YMR_REQUIRED(ymr_order_item, count, "count", NULL),
    YMR_OPTIONAL(ymr_order_item, prices, "prices", &ymr_item_prices_shape),
    YMR_OPTIONAL_LIST(ymr_order_item, instances, "instances", OBJECT, &ymr_order_instance_shape),
    YMR_OPTIONAL_LIST(ymr_order_item, required_instance_types, "requiredInstanceTypes",
                      ENUM, &ymr_marking_type_names),
    YMR_OPTIONAL_LIST(ymr_order_item, item_statuses, "itemStatuses", OBJECT, &ymr_unit_count_shape),
    YMR_OPTIONAL_LIST(ymr_order_item, tags, "tags", ENUM, &ymr_item_tag_names),
};
const ymr_shape ymr_order_item_shape = YMR_SHAPE(ymr_order_item, order_item_rows);

static const ymr_field delivery_prices_rows[] = {
    YMR_OPTIONAL(ymr_delivery_prices, payment, "payment", &ymr_money_shape),
    YMR_OPTIONAL(ymr_delivery_prices, subsidy, "subsidy", &ymr_money_shape),
    YMR_OPTIONAL(ymr_delivery_prices, vat, "vat", &ymr_vat_names),
};
const ymr_shape ymr_delivery_prices_shape = YMR_SHAPE(ymr_delivery_prices, delivery_prices_rows);

static const ymr_field order_prices_rows[] = {
    YMR_OPTIONAL(ymr_order_prices, payment, "payment", &ymr_money_shape),
    YMR_OPTIONAL(ymr_order_prices, subsidy, "subsidy", &ymr_money_shape),
    YMR_OPTIONAL(ymr_order_prices, cashback, "cashback", &ymr_money_shape),
    YMR_OPTIONAL(ymr_order_prices, delivery, "delivery", &ymr_delivery_prices_shape),
};
const ymr_shape ymr_order_prices_shape = YMR_SHAPE(ymr_order_prices, order_prices_rows);

static const ymr_field delivery_dates_rows[] = {
    YMR_REQUIRED(ymr_delivery_dates, from_date, "fromDate", NULL),
    YMR_OPTIONAL(ymr_delivery_dates, to_date, "toDate", NULL),
    YMR_OPTIONAL(ymr_delivery_dates, from_time, "fromTime", NULL),
    YMR_OPTIONAL(ymr_delivery_dates, to_time, "toTime", NULL),
    YMR_OPTIONAL(ymr_delivery_dates, real_delivery_date, "realDeliveryDate", NULL),
};
const ymr_shape ymr_delivery_dates_shape = YMR_SHAPE(ymr_delivery_dates, delivery_dates_rows);

static const ymr_field order_shipment_rows[] = {
    YMR_OPTIONAL(ymr_order_shipment, id, "id", NULL),
    YMR_REQUIRED(ymr_order_shipment, shipment_date, "shipmentDate", NULL),
    YMR_OPTIONAL(ymr_order_shipment, shipment_time, "shipmentTime", NULL),
};
const ymr_shape ymr_order_shipment_shape = YMR_SHAPE(ymr_order_shipment, order_shipment_rows);

static const ymr_field order_delivery_rows[] = {
    YMR_REQUIRED(ymr_order_delivery, type, "type", &ymr_delivery_type_names),
    YMR_REQUIRED(ymr_order_delivery, service_name, "serviceName", NULL),
    YMR_REQUIRED(ymr_order_delivery, delivery_service_id, "deliveryServiceId", NULL),
    YMR_OPTIONAL(ymr_order_delivery, warehouse_id, "warehouseId", NULL),
    YMR_REQUIRED(ymr_order_delivery, delivery_partner_type, "deliveryPartnerType",
                 &ymr_delivery_partner_names),
    YMR_OPTIONAL(ymr_order_delivery, dispatch_type, "dispatchType", &ymr_dispatch_type_names),
    YMR_REQUIRED(ymr_order_delivery, dates, "dates", &ymr_delivery_dates_shape),
    YMR_OPTIONAL(ymr_order_delivery, shipment, "shipment", &ymr_order_shipment_shape),
    YMR_OPTIONAL_LIST(ymr_order_delivery, tracks, "tracks", OBJECT, &ymr_order_track_shape),
    YMR_OPTIONAL(ymr_order_delivery, estimated, "estimated", NULL),
};
const ymr_shape ymr_order_delivery_shape = YMR_SHAPE(ymr_order_delivery, order_delivery_rows);

static const ymr_field order_services_rows[] = {
    YMR_OPTIONAL(ymr_order_services, lift_type, "liftType", &ymr_lift_type_names),
};
const ymr_shape ymr_order_services_shape = YMR_SHAPE(ymr_order_services, order_services_rows);

static const ymr_field order_rows[] = {
    YMR_REQUIRED(ymr_order, order_id, "orderId", NULL),
    YMR_REQUIRED(ymr_order, campaign_id, "campaignId", NULL),
    YMR_OPTIONAL(ymr_order, program_type, "programType", &ymr_selling_program_names),
    YMR_OPTIONAL(ymr_order, external_order_id, "externalOrderId", NULL),
    YMR_REQUIRED(ymr_order, status, "status", &ymr_order_status_names),
    YMR_REQUIRED(ymr_order, substatus, "substatus", NULL),
    YMR_REQUIRED(ymr_order, creation_date, "creationDate", NULL),
    YMR_OPTIONAL(ymr_order, update_date, "updateDate", NULL),
    YMR_REQUIRED(ymr_order, payment_type, "paymentType", &ymr_payment_type_names),
    YMR_REQUIRED(ymr_order, payment_method, "paymentMethod", &ymr_payment_method_names),
    YMR_REQUIRED(ymr_order, fake, "fake", NULL),
    YMR_REQUIRED_LIST(ymr_order, items, "items", OBJECT, &ymr_order_item_shape),
    YMR_OPTIONAL(ymr_order, prices, "prices", &ymr_order_prices_shape),
    YMR_REQUIRED(ymr_order, delivery, "delivery", &ymr_order_delivery_shape),
    YMR_OPTIONAL(ymr_order, services, "services", &ymr_order_services_shape),
    YMR_OPTIONAL(ymr_order, buyer_type, "buyerType", &ymr_buyer_type_names),
    YMR_OPTIONAL(ymr_order, notes, "notes", NULL),
    YMR_OPTIONAL(ymr_order, cancel_requested, "cancelRequested", NULL),
    YMR_OPTIONAL(ymr_order, source_platform, "sourcePlatform", &ymr_source_platform_names),
};
const ymr_shape ymr_order_shape = YMR_SHAPE(ymr_order, order_rows);

static const ymr_field orders_page_rows[] = {
    YMR_REQUIRED_LIST(ymr_orders_page, orders, "orders", OBJECT, &ymr_order_shape),
    YMR_OPTIONAL(ymr_orders_page, paging, "paging", &ymr_paging_shape),
};
const ymr_shape ymr_orders_page_shape = YMR_SHAPE(ymr_orders_page, orders_page_rows);

static const ymr_field item_promo_rows[] = {
    YMR_REQUIRED(ymr_item_promo, type, "type", &ymr_promo_type_names),
    YMR_OPTIONAL(ymr_item_promo, discount, "discount", NULL),
    YMR_REQUIRED(ymr_item_promo, subsidy, "subsidy", NULL),
    YMR_OPTIONAL(ymr_item_promo, shop_promo_id, "shopPromoId", NULL),
    YMR_OPTIONAL(ymr_item_promo, market_promo_id, "marketPromoId", NULL),
};
const ymr_shape ymr_item_promo_shape = YMR_SHAPE(ymr_item_promo, item_promo_rows);

static const ymr_field item_detail_rows[] = {
    YMR_REQUIRED(ymr_item_detail, item_count, "itemCount", NULL),
    YMR_REQUIRED(ymr_item_detail, item_status, "itemStatus", &ymr_item_status_names),
    YMR_REQUIRED(ymr_item_detail, update_date, "updateDate", NULL),
};
const ymr_shape ymr_item_detail_shape = YMR_SHAPE(ymr_item_detail, item_detail_rows);

static const ymr_field item_subsidy_rows[] = {
    YMR_REQUIRED(ymr_item_subsidy_amount, type, "type", &ymr_item_subsidy_names),
    YMR_REQUIRED(ymr_item_subsidy_amount, amount, "amount", NULL),
};
const ymr_shape ymr_item_subsidy_shape = YMR_SHAPE(ymr_item_subsidy_amount, item_subsidy_rows);

static const ymr_field old_item_rows[] = {
    YMR_REQUIRED(ymr_old_item, id, "id", NULL),
    YMR_REQUIRED(ymr_old_item, offer_id, "offerId", NULL),
    YMR_REQUIRED(ymr_old_item, offer_name, "offerName", NULL),
    YMR_REQUIRED(ymr_old_item, price, "price", NULL),
    YMR_REQUIRED(ymr_old_item, buyer_price, "buyerPrice", NULL),
    YMR_REQUIRED(ymr_old_item, buyer_price_before_discount, "buyerPriceBeforeDiscount", NULL),
    YMR_OPTIONAL(ymr_old_item, price_before_discount, "priceBeforeDiscount", NULL),
    YMR_REQUIRED(ymr_old_item, count, "count", NULL),
    YMR_OPTIONAL(ymr_old_item, vat, "vat", &ymr_vat_names),
    YMR_OPTIONAL(ymr_old_item, shop_sku, "shopSku", NULL),
    YMR_OPTIONAL(ymr_old_item, subsidy, "subsidy", NULL),
    YMR_OPTIONAL(ymr_old_item, partner_warehouse_id, "partnerWarehouseId", NULL),
    YMR_OPTIONAL_LIST(ymr_old_item, promos, "promos", OBJECT, &ymr_item_promo_shape),
    YMR_OPTIONAL_LIST(ymr_old_item, instances, "instances", OBJECT, &ymr_order_instance_shape),
    YMR_OPTIONAL_LIST(ymr_old_item, details, "details", OBJECT, &ymr_item_detail_shape),
    YMR_OPTIONAL_LIST(ymr_old_item, subsidies, "subsidies", OBJECT, &ymr_item_subsidy_shape),
    YMR_OPTIONAL_LIST(ymr_old_item, required_instance_types, "requiredInstanceTypes",
                      ENUM, &ymr_marking_type_names),
    YMR_OPTIONAL_LIST(ymr_old_item, tags, "tags", ENUM, &ymr_item_tag_names),
};
const ymr_shape ymr_old_item_shape = YMR_SHAPE(ymr_old_item, old_item_rows);

static const ymr_field order_subsidy_rows[] = {
    YMR_REQUIRED(ymr_order_subsidy_amount, type, "type", &ymr_order_subsidy_names),
    YMR_REQUIRED(ymr_order_subsidy_amount, amount, "amount", NULL),
};
const ymr_shape ymr_order_subsidy_shape = YMR_SHAPE(ymr_order_subsidy_amount, order_subsidy_rows);

static const ymr_field old_dates_rows[] = {
    YMR_REQUIRED(ymr_old_dates, from_date, "fromDate", NULL),
    YMR_OPTIONAL(ymr_old_dates, to_date, "toDate", NULL),
    YMR_OPTIONAL(ymr_old_dates, from_time, "fromTime", NULL),
    YMR_OPTIONAL(ymr_old_dates, to_time, "toTime", NULL),
    YMR_OPTIONAL(ymr_old_dates, real_delivery_date, "realDeliveryDate", NULL),
};
const ymr_shape ymr_old_dates_shape = YMR_SHAPE(ymr_old_dates, old_dates_rows);

static const ymr_field old_delivery_rows[] = {
    YMR_REQUIRED(ymr_old_delivery, type, "type", &ymr_delivery_type_names),
    YMR_REQUIRED(ymr_old_delivery, service_name, "serviceName", NULL),
    YMR_REQUIRED(ymr_old_delivery, delivery_partner_type, "deliveryPartnerType", &ymr_delivery_partner_names),
    YMR_REQUIRED(ymr_old_delivery, dates, "dates", &ymr_old_dates_shape),
    YMR_OPTIONAL(ymr_old_delivery, vat, "vat", &ymr_vat_names),
    YMR_REQUIRED(ymr_old_delivery, delivery_service_id, "deliveryServiceId", NULL),
    YMR_OPTIONAL(ymr_old_delivery, lift_type, "liftType", &ymr_lift_type_names),
    YMR_OPTIONAL(ymr_old_delivery, lift_price, "liftPrice", NULL),
    YMR_OPTIONAL(ymr_old_delivery, dispatch_type, "dispatchType", &ymr_dispatch_type_names),
    YMR_OPTIONAL_LIST(ymr_old_delivery, tracks, "tracks", OBJECT, &ymr_order_track_shape),
    YMR_OPTIONAL(ymr_old_delivery, estimated, "estimated", NULL),
};
const ymr_shape ymr_old_delivery_shape = YMR_SHAPE(ymr_old_delivery, old_delivery_rows);

static const ymr_field order_buyer_rows[] = {
    YMR_OPTIONAL(ymr_order_buyer, id, "id", NULL),
    YMR_REQUIRED(ymr_order_buyer, type, "type", &ymr_buyer_type_names),
};
const ymr_shape ymr_order_buyer_shape = YMR_SHAPE(ymr_order_buyer, order_buyer_rows);

static const ymr_field old_order_rows[] = {
    YMR_REQUIRED(ymr_old_order, id, "id", NULL),
    YMR_OPTIONAL(ymr_old_order, external_order_id, "externalOrderId", NULL),
    YMR_REQUIRED(ymr_old_order, status, "status", &ymr_order_status_names),
    YMR_REQUIRED(ymr_old_order, substatus, "substatus", NULL),
    YMR_REQUIRED(ymr_old_order, creation_date, "creationDate", NULL),
    YMR_OPTIONAL(ymr_old_order, updated_at, "updatedAt", NULL),
    YMR_REQUIRED(ymr_old_order, currency, "currency", NULL),
    YMR_REQUIRED(ymr_old_order, items_total, "itemsTotal", NULL),
    YMR_REQUIRED(ymr_old_order, delivery_total, "deliveryTotal", NULL),
    YMR_OPTIONAL(ymr_old_order, buyer_items_total, "buyerItemsTotal", NULL),
    YMR_OPTIONAL(ymr_old_order, buyer_total, "buyerTotal", NULL),
    YMR_REQUIRED(ymr_old_order, buyer_items_total_before_discount, "buyerItemsTotalBeforeDiscount", NULL),
    YMR_OPTIONAL(ymr_old_order, buyer_total_before_discount, "buyerTotalBeforeDiscount", NULL),
    YMR_REQUIRED(ymr_old_order, payment_type, "paymentType", &ymr_payment_type_names),
    YMR_REQUIRED(ymr_old_order, payment_method, "paymentMethod", &ymr_payment_method_names),
    YMR_REQUIRED(ymr_old_order, fake, "fake", NULL),
    YMR_REQUIRED_LIST(ymr_old_order, items, "items", OBJECT, &ymr_old_item_shape),
    YMR_OPTIONAL_LIST(ymr_old_order, subsidies, "subsidies", OBJECT, &ymr_order_subsidy_shape),
    YMR_REQUIRED(ymr_old_order, delivery, "delivery", &ymr_old_delivery_shape),
    YMR_REQUIRED(ymr_old_order, buyer, "buyer", &ymr_order_buyer_shape),
    YMR_OPTIONAL(ymr_old_order, notes, "notes", NULL),
    YMR_REQUIRED(ymr_old_order, tax_system, "taxSystem", &ymr_tax_system_names),
    YMR_OPTIONAL(ymr_old_order, cancel_requested, "cancelRequested", NULL),
    YMR_OPTIONAL(ymr_old_order, expiry_date, "expiryDate", NULL),
};
const ymr_shape ymr_old_order_shape = YMR_SHAPE(ymr_old_order, old_order_rows);

static const ymr_field old_order_answer_rows[] = {
    YMR_OPTIONAL(ymr_old_order_answer, order, "order", &ymr_old_order_shape),
};
const ymr_shape ymr_old_order_answer_shape = YMR_SHAPE(ymr_old_order_answer, old_order_answer_rows);

static const ymr_field old_orders_page_rows[] = {
    YMR_REQUIRED_LIST(ymr_old_orders_page, orders, "orders", OBJECT, &ymr_old_order_shape),
    YMR_OPTIONAL(ymr_old_orders_page, paging, "paging", &ymr_paging_shape),
};
const ymr_shape ymr_old_orders_page_shape = YMR_SHAPE(ymr_old_orders_page, old_orders_page_rows);

/* Walking lists. */

bool ymr_order_next(ymr_list *orders, ymr_order *out)
{
    return ymr_list_next(orders, &ymr_order_shape, out);
}

bool ymr_order_item_next(ymr_list *items, ymr_order_item *out)
{
    return ymr_list_next(items, &ymr_order_item_shape, out);
}

bool ymr_order_instance_next(ymr_list *instances, ymr_order_instance *out)
{
    return ymr_list_next(instances, &ymr_order_instance_shape, out);
}

bool ymr_unit_count_next(ymr_list *item_statuses, ymr_unit_count *out)
{
    return ymr_list_next(item_statuses, &ymr_unit_count_shape, out);
}

bool ymr_order_track_next(ymr_list *tracks, ymr_order_track *out)
{
    return ymr_list_next(tracks, &ymr_order_track_shape, out);
}

bool ymr_old_order_next(ymr_list *orders, ymr_old_order *out)
{
    return ymr_list_next(orders, &ymr_old_order_shape, out);
}

bool ymr_old_item_next(ymr_list *items, ymr_old_item *out)
{
    return ymr_list_next(items, &ymr_old_item_shape, out);
}

bool ymr_item_promo_next(ymr_list *promos, ymr_item_promo *out)
{
    return ymr_list_next(promos, &ymr_item_promo_shape, out);
}

bool ymr_item_detail_next(ymr_list *details, ymr_item_detail *out)
{
    return ymr_list_next(details, &ymr_item_detail_shape, out);
}

bool ymr_item_subsidy_next(ymr_list *subsidies, ymr_item_subsidy_amount *out)
{
    return ymr_list_next(subsidies, &ymr_item_subsidy_shape, out);
}

bool ymr_order_subsidy_next(ymr_list *subsidies, ymr_order_subsidy_amount *out)
{
    return ymr_list_next(subsidies, &ymr_order_subsidy_shape, out);
}
