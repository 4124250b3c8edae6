/* Every field of an order, in either call: each has a value of its own, so that no two can be taken for one another. */
#include <stdio.h>

#include "check.h"
#include "ymr/orders.h"

#define CHECK_VIEW(expected, view) CHECK_TEXT(expected, (view).bytes, (view).length, #view)
#define CHECK_NAMED(constant, expected, member)                                                              \
    do {                                                                                                     \
        CHECK_I64(constant, (member).value, #member);                                                        \
        CHECK_VIEW(expected, (member).text);                                                                 \
    } while (0)

static const char every_field[] =
    "{\"orderId\":101,\"campaignId\":102,\"programType\":\"EXPRESS\","
    "\"externalOrderId\":\"external order id 104\",\"status\":\"PARTIALLY_RETURNED\","
    "\"substatus\":\"substatus 106\",\"creationDate\":\"1970-01-01T00:00:00.107Z\","
    "\"updateDate\":\"1970-01-01T00:00:00.108Z\",\"paymentType\":\"POSTPAID\","
    "\"paymentMethod\":\"BOUND_CARD_ON_DELIVERY\",\"fake\":false,\"items\":[{\"id\":112,"
    "\"offerId\":\"offer id 113\",\"offerName\":\"offer name 114\",\"count\":115,"
    "\"prices\":{\"payment\":{\"value\":116.5,\"currencyId\":\"RUR\"},\"subsidy\":{\"value\":117.5,"
    "\"currencyId\":\"BYN\"},\"cashback\":{\"value\":118.5,\"currencyId\":\"KZT\"},\"vat\":\"VAT_10\"},"
    "\"instances\":[{\"cis\":\"cis 120\",\"cisFull\":\"cis full 121\",\"uin\":\"uin 122\","
    "\"rnpt\":\"rnpt 123\",\"gtd\":\"gtd 124\",\"countryCode\":\"country code 125\"}],"
    "\"requiredInstanceTypes\":[\"GTD\",\"CIS\"],\"itemStatuses\":[{\"status\":\"CREATED\","
    "\"count\":127}],\"tags\":[\"SAFE_TAG\",\"ULTIMA\"]}],\"prices\":{\"payment\":{\"value\":128.5,"
    "\"currencyId\":\"RUR\"},\"subsidy\":{\"value\":129.5,\"currencyId\":\"BYN\"},"
    "\"cashback\":{\"value\":130.5,\"currencyId\":\"KZT\"},\"delivery\":{\"payment\":{\"value\":131.5,"
    "\"currencyId\":\"USD\"},\"subsidy\":{\"value\":132.5,\"currencyId\":\"RUR\"},"
    "\"vat\":\"VAT_10_110\"}},\"delivery\":{\"type\":\"UNKNOWN\",\"serviceName\":\"service name 135\","
    "\"deliveryServiceId\":136,\"warehouseId\":\"warehouse id 137\",\"deliveryPartnerType\":\"SHOP\","
    "\"dispatchType\":\"SHOP_OUTLET\",\"dates\":{\"fromDate\":\"from date 140\","
    "\"toDate\":\"to date 141\",\"fromTime\":\"from time 142\",\"toTime\":\"to time 143\","
    "\"realDeliveryDate\":\"real delivery date 144\"},\"shipment\":{\"id\":145,"
    "\"shipmentDate\":\"shipment date 146\",\"shipmentTime\":\"shipment time 147\"},"
    "\"tracks\":[{\"trackCode\":\"track code 148\",\"deliveryServiceId\":149}],\"estimated\":true},"
    "\"services\":{\"liftType\":\"MANUAL\"},\"buyerType\":\"PERSON\",\"notes\":\"notes 153\","
    "\"cancelRequested\":true,\"sourcePlatform\":\"OTHER\"}";

static const char every_old_field[] =
    "{\"id\":156,\"externalOrderId\":\"external order id 157\",\"status\":\"UNPAID\","
    "\"substatus\":\"substatus 159\",\"creationDate\":\"creation date 160\","
    "\"updatedAt\":\"updated at 161\",\"currency\":\"currency 162\",\"itemsTotal\":163.5,"
    "\"deliveryTotal\":164.5,\"buyerItemsTotal\":165.5,\"buyerTotal\":166.5,"
    "\"buyerItemsTotalBeforeDiscount\":167.5,\"buyerTotalBeforeDiscount\":168.5,"
    "\"paymentType\":\"POSTPAID\",\"paymentMethod\":\"CREDIT\",\"fake\":false,\"items\":[{\"id\":172,"
    "\"offerId\":\"offer id 173\",\"offerName\":\"offer name 174\",\"price\":175.5,"
    "\"buyerPrice\":176.5,\"buyerPriceBeforeDiscount\":177.5,\"priceBeforeDiscount\":178.5,"
    "\"count\":179,\"vat\":\"VAT_22\",\"shopSku\":\"shop sku 181\",\"subsidy\":182.5,"
    "\"partnerWarehouseId\":\"partner warehouse id 183\",\"promos\":[{\"type\":\"MARKET_COUPON\","
    "\"discount\":185.5,\"subsidy\":186.5,\"shopPromoId\":\"shop promo id 187\","
    "\"marketPromoId\":\"market promo id 188\"}],\"instances\":[{\"cis\":\"cis 120\","
    "\"cisFull\":\"cis full 121\",\"uin\":\"uin 122\",\"rnpt\":\"rnpt 123\",\"gtd\":\"gtd 124\","
    "\"countryCode\":\"country code 125\"}],\"details\":[{\"itemCount\":189,"
    "\"itemStatus\":\"REJECTED\",\"updateDate\":\"update date 191\"}],"
    "\"subsidies\":[{\"type\":\"YANDEX_CASHBACK\",\"amount\":193.5}],"
    "\"requiredInstanceTypes\":[\"GTD\",\"CIS\"],\"tags\":[\"SAFE_TAG\",\"ULTIMA\"]}],"
    "\"subsidies\":[{\"type\":\"DELIVERY\",\"amount\":195.5}],\"delivery\":{\"type\":\"PICKUP\","
    "\"serviceName\":\"service name 197\",\"deliveryPartnerType\":\"SHOP\","
    "\"dates\":{\"fromDate\":\"from date 199\",\"toDate\":\"to date 200\","
    "\"fromTime\":\"from time 201\",\"toTime\":\"to time 202\","
    "\"realDeliveryDate\":\"real delivery date 203\"},\"vat\":\"VAT_05\",\"deliveryServiceId\":205,"
    "\"liftType\":\"ELEVATOR\",\"liftPrice\":207.5,\"dispatchType\":\"UNKNOWN\","
    "\"tracks\":[{\"trackCode\":\"track code 148\",\"deliveryServiceId\":149}],\"estimated\":false},"
    "\"buyer\":{\"id\":\"id 210\",\"type\":\"BUSINESS\"},\"notes\":\"notes 212\","
    "\"taxSystem\":\"ENVD\",\"cancelRequested\":true,\"expiryDate\":\"expiry date 215\"}";

static void check_exact(int64_t tenths, ymr_decimal got)
{
    CHECK_I64(tenths, got.coefficient, "an exact number");
    CHECK_I64(-1, got.exponent, "an exact number");
}

static void check_money(int64_t tenths, const char *currency, const ymr_money *money)
{
    CHECK(money->present, currency);
    check_exact(tenths, money->value);
    CHECK_VIEW(currency, money->currency);
}

static void check_names(const ymr_names *names, const char *first, const char *second, ymr_list list)
{
    ymr_enum got;

    CHECK(ymr_list_next_enum(&list, names, &got), first);
    CHECK_VIEW(first, got.text);
    CHECK_I64(names->count + 1, got.value, "the last of the names");
    CHECK(ymr_list_next_enum(&list, names, &got), second);
    CHECK_I64(2, got.value, "the first of the names");
    CHECK_VIEW(second, got.text);
    CHECK(!ymr_list_next_enum(&list, names, &got), "no third one");
}

static void check_order_instance(ymr_list list)
{
    ymr_order_instance got;

    CHECK_SIZE(1, list.left, "one of ymr_order_instance");
    if (CHECK(ymr_order_instance_next(&list, &got), "ymr_order_instance")) {
        CHECK_VIEW("cis 120", got.cis);
        CHECK_VIEW("cis full 121", got.cis_full);
        CHECK_VIEW("uin 122", got.uin);
        CHECK_VIEW("rnpt 123", got.rnpt);
        CHECK_VIEW("gtd 124", got.gtd);
        CHECK_VIEW("country code 125", got.country_code);
    }
    CHECK(!ymr_order_instance_next(&list, &got), "no second one");
}

static void check_unit_count(ymr_list list)
{
    ymr_unit_count got;

    CHECK_SIZE(1, list.left, "one of ymr_unit_count");
    if (CHECK(ymr_unit_count_next(&list, &got), "ymr_unit_count")) {
        CHECK_NAMED(YMR_UNIT_STATUS_CREATED, "CREATED", got.status);
        CHECK_I64(127, got.count, "got.count");
    }
    CHECK(!ymr_unit_count_next(&list, &got), "no second one");
}

static void check_order_item(ymr_list list)
{
    ymr_order_item got;

    CHECK_SIZE(1, list.left, "one of ymr_order_item");
    if (CHECK(ymr_order_item_next(&list, &got), "ymr_order_item")) {
        CHECK_I64(112, got.id, "got.id");
        CHECK_VIEW("offer id 113", got.offer_id);
        CHECK_VIEW("offer name 114", got.offer_name);
        CHECK_I64(115, got.count, "got.count");
        CHECK(got.prices.present, "got.prices");
        check_money(1165, "RUR", &got.prices.payment);
        check_money(1175, "BYN", &got.prices.subsidy);
        check_money(1185, "KZT", &got.prices.cashback);
        CHECK_NAMED(YMR_VAT_VAT_10, "VAT_10", got.prices.vat);
        check_order_instance(got.instances);
        check_names(&ymr_marking_type_names, "GTD", "CIS", got.required_instance_types);
        check_unit_count(got.item_statuses);
        check_names(&ymr_item_tag_names, "SAFE_TAG", "ULTIMA", got.tags);
    }
    CHECK(!ymr_order_item_next(&list, &got), "no second one");
}

static void check_order_track(ymr_list list)
{
    ymr_order_track got;

    CHECK_SIZE(1, list.left, "one of ymr_order_track");
    if (CHECK(ymr_order_track_next(&list, &got), "ymr_order_track")) {
        CHECK_VIEW("track code 148", got.track_code);
        CHECK_I64(149, got.delivery_service_id, "got.delivery_service_id");
    }
    CHECK(!ymr_order_track_next(&list, &got), "no second one");
}

static void check_item_promo(ymr_list list)
{
    ymr_item_promo got;

    CHECK_SIZE(1, list.left, "one of ymr_item_promo");
    if (CHECK(ymr_item_promo_next(&list, &got), "ymr_item_promo")) {
        CHECK_NAMED(YMR_PROMO_TYPE_MARKET_COUPON, "MARKET_COUPON", got.type);
        CHECK(got.discount.present, "got.discount");
        check_exact(1855, got.discount.value);
        check_exact(1865, got.subsidy);
        CHECK_VIEW("shop promo id 187", got.shop_promo_id);
        CHECK_VIEW("market promo id 188", got.market_promo_id);
    }
    CHECK(!ymr_item_promo_next(&list, &got), "no second one");
}

static void check_item_detail(ymr_list list)
{
    ymr_item_detail got;

    CHECK_SIZE(1, list.left, "one of ymr_item_detail");
    if (CHECK(ymr_item_detail_next(&list, &got), "ymr_item_detail")) {
        CHECK_I64(189, got.item_count, "got.item_count");
        CHECK_NAMED(YMR_ITEM_STATUS_REJECTED, "REJECTED", got.item_status);
        CHECK_VIEW("update date 191", got.update_date);
    }
    CHECK(!ymr_item_detail_next(&list, &got), "no second one");
}

static void check_item_subsidy_amount(ymr_list list)
{
    ymr_item_subsidy_amount got;

    CHECK_SIZE(1, list.left, "one of ymr_item_subsidy_amount");
    if (CHECK(ymr_item_subsidy_next(&list, &got), "ymr_item_subsidy_amount")) {
        CHECK_NAMED(YMR_ITEM_SUBSIDY_YANDEX_CASHBACK, "YANDEX_CASHBACK", got.type);
        check_exact(1935, got.amount);
    }
    CHECK(!ymr_item_subsidy_next(&list, &got), "no second one");
}

static void check_old_item(ymr_list list)
{
    ymr_old_item got;

    CHECK_SIZE(1, list.left, "one of ymr_old_item");
    if (CHECK(ymr_old_item_next(&list, &got), "ymr_old_item")) {
        CHECK_I64(172, got.id, "got.id");
        CHECK_VIEW("offer id 173", got.offer_id);
        CHECK_VIEW("offer name 174", got.offer_name);
        check_exact(1755, got.price);
        check_exact(1765, got.buyer_price);
        check_exact(1775, got.buyer_price_before_discount);
        CHECK(got.price_before_discount.present, "got.price_before_discount");
        check_exact(1785, got.price_before_discount.value);
        CHECK_I64(179, got.count, "got.count");
        CHECK_NAMED(YMR_VAT_VAT_22, "VAT_22", got.vat);
        CHECK_VIEW("shop sku 181", got.shop_sku);
        CHECK(got.subsidy.present, "got.subsidy");
        check_exact(1825, got.subsidy.value);
        CHECK_VIEW("partner warehouse id 183", got.partner_warehouse_id);
        check_item_promo(got.promos);
        check_order_instance(got.instances);
        check_item_detail(got.details);
        check_item_subsidy_amount(got.subsidies);
        check_names(&ymr_marking_type_names, "GTD", "CIS", got.required_instance_types);
        check_names(&ymr_item_tag_names, "SAFE_TAG", "ULTIMA", got.tags);
    }
    CHECK(!ymr_old_item_next(&list, &got), "no second one");
}

static void check_order_subsidy_amount(ymr_list list)
{
    ymr_order_subsidy_amount got;

    CHECK_SIZE(1, list.left, "one of ymr_order_subsidy_amount");
    if (CHECK(ymr_order_subsidy_next(&list, &got), "ymr_order_subsidy_amount")) {
        CHECK_NAMED(YMR_ORDER_SUBSIDY_DELIVERY, "DELIVERY", got.type);
        check_exact(1955, got.amount);
    }
    CHECK(!ymr_order_subsidy_next(&list, &got), "no second one");
}

static void check_prices_of_order(const ymr_order_prices *prices)
{
    CHECK(prices->present, "order.prices");
    check_money(1285, "RUR", &prices->payment);
    check_money(1295, "BYN", &prices->subsidy);
    check_money(1305, "KZT", &prices->cashback);
    CHECK(prices->delivery.present, "prices->delivery");
    check_money(1315, "USD", &prices->delivery.payment);
    check_money(1325, "RUR", &prices->delivery.subsidy);
    CHECK_NAMED(YMR_VAT_VAT_10_110, "VAT_10_110", prices->delivery.vat);
}

static void check_delivery_of_order(const ymr_order_delivery *delivery)
{
    CHECK(delivery->present, "order.delivery");
    CHECK_NAMED(YMR_DELIVERY_TYPE_UNKNOWN, "UNKNOWN", delivery->type);
    CHECK_VIEW("service name 135", delivery->service_name);
    CHECK_I64(136, delivery->delivery_service_id, "delivery->delivery_service_id");
    CHECK_VIEW("warehouse id 137", delivery->warehouse_id);
    CHECK_NAMED(YMR_DELIVERY_PARTNER_SHOP, "SHOP", delivery->delivery_partner_type);
    CHECK_NAMED(YMR_DISPATCH_TYPE_SHOP_OUTLET, "SHOP_OUTLET", delivery->dispatch_type);
    CHECK(delivery->dates.present, "delivery->dates");
    CHECK_VIEW("from date 140", delivery->dates.from_date);
    CHECK_VIEW("to date 141", delivery->dates.to_date);
    CHECK_VIEW("from time 142", delivery->dates.from_time);
    CHECK_VIEW("to time 143", delivery->dates.to_time);
    CHECK_VIEW("real delivery date 144", delivery->dates.real_delivery_date);
    CHECK(delivery->shipment.present, "delivery->shipment");
    CHECK(delivery->shipment.id.present, "delivery->shipment.id");
    CHECK_I64(145, delivery->shipment.id.value, "delivery->shipment.id");
    CHECK_VIEW("shipment date 146", delivery->shipment.shipment_date);
    CHECK_VIEW("shipment time 147", delivery->shipment.shipment_time);
    check_order_track(delivery->tracks);
    CHECK(delivery->estimated.present && delivery->estimated.value, "delivery->estimated");
}

static void check_services_of_order(const ymr_order_services *services)
{
    CHECK(services->present, "order.services");
    CHECK_NAMED(YMR_LIFT_TYPE_MANUAL, "MANUAL", services->lift_type);
}

static void check_order(const ymr_order *order)
{
    CHECK_I64(101, order->order_id, "order->order_id");
    CHECK_I64(102, order->campaign_id, "order->campaign_id");
    CHECK_NAMED(YMR_SELLING_PROGRAM_EXPRESS, "EXPRESS", order->program_type);
    CHECK_VIEW("external order id 104", order->external_order_id);
    CHECK_NAMED(YMR_ORDER_STATUS_PARTIALLY_RETURNED, "PARTIALLY_RETURNED", order->status);
    CHECK_VIEW("substatus 106", order->substatus);
    CHECK_I64(107, order->creation_date.unix_ms, "order->creation_date");
    CHECK_I64(108, order->update_date.unix_ms, "order->update_date");
    CHECK_NAMED(YMR_PAYMENT_TYPE_POSTPAID, "POSTPAID", order->payment_type);
    CHECK_NAMED(YMR_PAYMENT_METHOD_BOUND_CARD_ON_DELIVERY, "BOUND_CARD_ON_DELIVERY", order->payment_method);
    CHECK(order->fake.present && !order->fake.value, "order->fake");
    check_order_item(order->items);
    CHECK_NAMED(YMR_BUYER_TYPE_PERSON, "PERSON", order->buyer_type);
    CHECK_VIEW("notes 153", order->notes);
    CHECK(order->cancel_requested.present && order->cancel_requested.value, "order->cancel_requested");
    CHECK_NAMED(YMR_SOURCE_PLATFORM_OTHER, "OTHER", order->source_platform);
    check_prices_of_order(&order->prices);
    check_delivery_of_order(&order->delivery);
    check_services_of_order(&order->services);
}

static void check_delivery_of_old_order(const ymr_old_delivery *delivery)
{
    CHECK(delivery->present, "old_order.delivery");
    CHECK_NAMED(YMR_DELIVERY_TYPE_PICKUP, "PICKUP", delivery->type);
    CHECK_VIEW("service name 197", delivery->service_name);
    CHECK_NAMED(YMR_DELIVERY_PARTNER_SHOP, "SHOP", delivery->delivery_partner_type);
    CHECK(delivery->dates.present, "delivery->dates");
    CHECK_VIEW("from date 199", delivery->dates.from_date);
    CHECK_VIEW("to date 200", delivery->dates.to_date);
    CHECK_VIEW("from time 201", delivery->dates.from_time);
    CHECK_VIEW("to time 202", delivery->dates.to_time);
    CHECK_VIEW("real delivery date 203", delivery->dates.real_delivery_date);
    CHECK_NAMED(YMR_VAT_VAT_05, "VAT_05", delivery->vat);
    CHECK_I64(205, delivery->delivery_service_id, "delivery->delivery_service_id");
    CHECK_NAMED(YMR_LIFT_TYPE_ELEVATOR, "ELEVATOR", delivery->lift_type);
    CHECK(delivery->lift_price.present, "delivery->lift_price");
    check_exact(2075, delivery->lift_price.value);
    CHECK_NAMED(YMR_DISPATCH_TYPE_UNKNOWN, "UNKNOWN", delivery->dispatch_type);
    check_order_track(delivery->tracks);
    CHECK(delivery->estimated.present && !delivery->estimated.value, "delivery->estimated");
}

static void check_buyer_of_old_order(const ymr_order_buyer *buyer)
{
    CHECK(buyer->present, "old_order.buyer");
    CHECK_VIEW("id 210", buyer->id);
    CHECK_NAMED(YMR_BUYER_TYPE_BUSINESS, "BUSINESS", buyer->type);
}

static void check_old_order(const ymr_old_order *order)
{
    CHECK_I64(156, order->id, "order->id");
    CHECK_VIEW("external order id 157", order->external_order_id);
    CHECK_NAMED(YMR_ORDER_STATUS_UNPAID, "UNPAID", order->status);
    CHECK_VIEW("substatus 159", order->substatus);
    CHECK_VIEW("creation date 160", order->creation_date);
    CHECK_VIEW("updated at 161", order->updated_at);
    CHECK_VIEW("currency 162", order->currency);
    check_exact(1635, order->items_total);
    check_exact(1645, order->delivery_total);
    CHECK(order->buyer_items_total.present, "order->buyer_items_total");
    check_exact(1655, order->buyer_items_total.value);
    CHECK(order->buyer_total.present, "order->buyer_total");
    check_exact(1665, order->buyer_total.value);
    check_exact(1675, order->buyer_items_total_before_discount);
    CHECK(order->buyer_total_before_discount.present, "order->buyer_total_before_discount");
    check_exact(1685, order->buyer_total_before_discount.value);
    CHECK_NAMED(YMR_PAYMENT_TYPE_POSTPAID, "POSTPAID", order->payment_type);
    CHECK_NAMED(YMR_PAYMENT_METHOD_CREDIT, "CREDIT", order->payment_method);
    CHECK(order->fake.present && !order->fake.value, "order->fake");
    check_old_item(order->items);
    check_order_subsidy_amount(order->subsidies);
    CHECK_VIEW("notes 212", order->notes);
    CHECK_NAMED(YMR_TAX_SYSTEM_ENVD, "ENVD", order->tax_system);
    CHECK(order->cancel_requested.present && order->cancel_requested.value, "order->cancel_requested");
    CHECK_VIEW("expiry date 215", order->expiry_date);
    check_delivery_of_old_order(&order->delivery);
    check_buyer_of_old_order(&order->buyer);
}

static char text[8192];
static ymr_token tokens[400];
static ymr_document document;
static ymr_report report;

static bool decode(const char *json, const ymr_shape *shape, void *out)
{
    const size_t length = strlen(json);

    memcpy(text, json, length);
    return CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, length, tokens, COUNT_OF(tokens), NULL), NULL) &&
           CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, shape, out, &report), report.fault.path);
}

TEST(order_fields_arrive_where_they_belong)
{
    ymr_order order;

    if (decode(every_field, &ymr_order_shape, &order)) {
        check_order(&order);
    }
}

/* An element of a list is decoded again, with room of its own for what is nested in it. */
TEST(orders_of_a_page_arrive_as_deep_as_alone)
{
    static char json[sizeof every_field + 32];
    ymr_orders_page page;
    ymr_order order;

    snprintf(json, sizeof json, "{\"orders\":[%s]}", every_field);
    if (decode(json, &ymr_orders_page_shape, &page) && CHECK(ymr_order_next(&page.orders, &order), "the order")) {
        check_order(&order);
        CHECK(!ymr_order_next(&page.orders, &order), "no second one");
    }
}

TEST(old_order_fields_arrive_where_they_belong)
{
    ymr_old_order order;

    if (decode(every_old_field, &ymr_old_order_shape, &order)) {
        check_old_order(&order);
    }
}

/* The one that gives a page of them whole. */
TEST(old_orders_of_a_page_are_stepped_through)
{
    static char json[2 * sizeof every_old_field + 32];
    ymr_old_orders_page page;
    ymr_old_order order;

    snprintf(json, sizeof json, "{\"orders\":[%s,%s]}", every_old_field, every_old_field);
    if (decode(json, &ymr_old_orders_page_shape, &page)) {
        for (unsigned i = 0; i < 2 && CHECK(ymr_old_order_next(&page.orders, &order), NULL); i++) {
            check_old_order(&order);
        }
        CHECK(!ymr_old_order_next(&page.orders, &order), "no third one");
    }
}
