/**
 * The named values of orders, from the API's official description (state of 2026-07-17), as ymr/enums.h has those of returns.
 *
 * Order substatuses are not here: there are 125, more every few months, and nothing here depends on them; they stay text.
 */
#ifndef YMR_ORDER_ENUMS_H
#define YMR_ORDER_ENUMS_H

#include "ymr/enums.h"

/** OrderStatusType: Where an order is. */
#define YMR_ORDER_STATUS_LIST(X)                                                                             \
    X(YMR_ORDER_STATUS, PLACING)                                                                             \
    X(YMR_ORDER_STATUS, RESERVED)                                                                            \
    X(YMR_ORDER_STATUS, UNPAID)                                                                              \
    X(YMR_ORDER_STATUS, PROCESSING)                                                                          \
    X(YMR_ORDER_STATUS, DELIVERY)                                                                            \
    X(YMR_ORDER_STATUS, PICKUP)                                                                              \
    X(YMR_ORDER_STATUS, DELIVERED)                                                                           \
    X(YMR_ORDER_STATUS, CANCELLED)                                                                           \
    X(YMR_ORDER_STATUS, PENDING)                                                                             \
    X(YMR_ORDER_STATUS, PARTIALLY_RETURNED)                                                                  \
    X(YMR_ORDER_STATUS, RETURNED)                                                                            \
    X(YMR_ORDER_STATUS, UNKNOWN)
typedef enum ymr_order_status {
    YMR_ORDER_STATUS_ABSENT,
    YMR_ORDER_STATUS_UNRECOGNIZED,
    YMR_ORDER_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_order_status;
extern const ymr_names ymr_order_status_names;

/** SellingProgramType: By which model it is sold. */
#define YMR_SELLING_PROGRAM_LIST(X)                                                                          \
    X(YMR_SELLING_PROGRAM, FBY)                                                                              \
    X(YMR_SELLING_PROGRAM, FBS)                                                                              \
    X(YMR_SELLING_PROGRAM, DBS)                                                                              \
    X(YMR_SELLING_PROGRAM, EXPRESS)                                                                          \
    X(YMR_SELLING_PROGRAM, LAAS)
typedef enum ymr_selling_program {
    YMR_SELLING_PROGRAM_ABSENT,
    YMR_SELLING_PROGRAM_UNRECOGNIZED,
    YMR_SELLING_PROGRAM_LIST(YMR_ENUM_CONSTANT)
} ymr_selling_program;
extern const ymr_names ymr_selling_program_names;

/** OrderPaymentType: When it is paid for. */
#define YMR_PAYMENT_TYPE_LIST(X)                                                                             \
    X(YMR_PAYMENT_TYPE, PREPAID)                                                                             \
    X(YMR_PAYMENT_TYPE, POSTPAID)                                                                            \
    X(YMR_PAYMENT_TYPE, UNKNOWN)
typedef enum ymr_payment_type {
    YMR_PAYMENT_TYPE_ABSENT,
    YMR_PAYMENT_TYPE_UNRECOGNIZED,
    YMR_PAYMENT_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_payment_type;
extern const ymr_names ymr_payment_type_names;

/** OrderPaymentMethodType: How it is paid for. */
#define YMR_PAYMENT_METHOD_LIST(X)                                                                           \
    X(YMR_PAYMENT_METHOD, CASH_ON_DELIVERY)                                                                  \
    X(YMR_PAYMENT_METHOD, CARD_ON_DELIVERY)                                                                  \
    X(YMR_PAYMENT_METHOD, BOUND_CARD_ON_DELIVERY)                                                            \
    X(YMR_PAYMENT_METHOD, BNPL_BANK_ON_DELIVERY)                                                             \
    X(YMR_PAYMENT_METHOD, BNPL_ON_DELIVERY)                                                                  \
    X(YMR_PAYMENT_METHOD, YANDEX)                                                                            \
    X(YMR_PAYMENT_METHOD, APPLE_PAY)                                                                         \
    X(YMR_PAYMENT_METHOD, EXTERNAL_CERTIFICATE)                                                              \
    X(YMR_PAYMENT_METHOD, CREDIT)                                                                            \
    X(YMR_PAYMENT_METHOD, GOOGLE_PAY)                                                                        \
    X(YMR_PAYMENT_METHOD, TINKOFF_CREDIT)                                                                    \
    X(YMR_PAYMENT_METHOD, SBP)                                                                               \
    X(YMR_PAYMENT_METHOD, TINKOFF_INSTALLMENTS)                                                              \
    X(YMR_PAYMENT_METHOD, B2B_ACCOUNT_PREPAYMENT)                                                            \
    X(YMR_PAYMENT_METHOD, B2B_ACCOUNT_POSTPAYMENT)                                                           \
    X(YMR_PAYMENT_METHOD, MICROCREDIT)                                                                       \
    X(YMR_PAYMENT_METHOD, BNPL_TBYB)                                                                         \
    X(YMR_PAYMENT_METHOD, UNKNOWN)
typedef enum ymr_payment_method {
    YMR_PAYMENT_METHOD_ABSENT,
    YMR_PAYMENT_METHOD_UNRECOGNIZED,
    YMR_PAYMENT_METHOD_LIST(YMR_ENUM_CONSTANT)
} ymr_payment_method;
extern const ymr_names ymr_payment_method_names;

/** OrderSourcePlatformType: Where it was ordered. */
#define YMR_SOURCE_PLATFORM_LIST(X)                                                                          \
    X(YMR_SOURCE_PLATFORM, MARKET)                                                                           \
    X(YMR_SOURCE_PLATFORM, OZON)                                                                             \
    X(YMR_SOURCE_PLATFORM, WILDBERRIES)                                                                      \
    X(YMR_SOURCE_PLATFORM, OTHER)
typedef enum ymr_source_platform {
    YMR_SOURCE_PLATFORM_ABSENT,
    YMR_SOURCE_PLATFORM_UNRECOGNIZED,
    YMR_SOURCE_PLATFORM_LIST(YMR_ENUM_CONSTANT)
} ymr_source_platform;
extern const ymr_names ymr_source_platform_names;

/** OrderBuyerType: Who ordered it. */
#define YMR_BUYER_TYPE_LIST(X)                                                                               \
    X(YMR_BUYER_TYPE, PERSON)                                                                                \
    X(YMR_BUYER_TYPE, BUSINESS)
typedef enum ymr_buyer_type {
    YMR_BUYER_TYPE_ABSENT,
    YMR_BUYER_TYPE_UNRECOGNIZED,
    YMR_BUYER_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_buyer_type;
extern const ymr_names ymr_buyer_type_names;

/** OrderVatType: Value added tax. */
#define YMR_VAT_LIST(X)                                                                                      \
    X(YMR_VAT, NO_VAT)                                                                                       \
    X(YMR_VAT, VAT_0)                                                                                        \
    X(YMR_VAT, VAT_10)                                                                                       \
    X(YMR_VAT, VAT_10_110)                                                                                   \
    X(YMR_VAT, VAT_20)                                                                                       \
    X(YMR_VAT, VAT_20_120)                                                                                   \
    X(YMR_VAT, VAT_18)                                                                                       \
    X(YMR_VAT, VAT_18_118)                                                                                   \
    X(YMR_VAT, VAT_12)                                                                                       \
    X(YMR_VAT, VAT_05)                                                                                       \
    X(YMR_VAT, VAT_07)                                                                                       \
    X(YMR_VAT, VAT_22)                                                                                       \
    X(YMR_VAT, UNKNOWN_VALUE)
typedef enum ymr_vat {
    YMR_VAT_ABSENT,
    YMR_VAT_UNRECOGNIZED,
    YMR_VAT_LIST(YMR_ENUM_CONSTANT)
} ymr_vat;
extern const ymr_names ymr_vat_names;

/** OrderItemInstanceType: What kind of marking a piece needs. */
#define YMR_MARKING_TYPE_LIST(X)                                                                             \
    X(YMR_MARKING_TYPE, CIS)                                                                                 \
    X(YMR_MARKING_TYPE, CIS_OPTIONAL)                                                                        \
    X(YMR_MARKING_TYPE, UIN)                                                                                 \
    X(YMR_MARKING_TYPE, RNPT)                                                                                \
    X(YMR_MARKING_TYPE, GTD)
typedef enum ymr_marking_type {
    YMR_MARKING_TYPE_ABSENT,
    YMR_MARKING_TYPE_UNRECOGNIZED,
    YMR_MARKING_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_marking_type;
extern const ymr_names ymr_marking_type_names;

/** OrderItemTagType: What is special about an item. */
#define YMR_ITEM_TAG_LIST(X)                                                                                 \
    X(YMR_ITEM_TAG, ULTIMA)                                                                                  \
    X(YMR_ITEM_TAG, SAFE_TAG)
typedef enum ymr_item_tag {
    YMR_ITEM_TAG_ABSENT,
    YMR_ITEM_TAG_UNRECOGNIZED,
    YMR_ITEM_TAG_LIST(YMR_ENUM_CONSTANT)
} ymr_item_tag;
extern const ymr_names ymr_item_tag_names;

/** OrderItemUnitStatusType: Where pieces of an item are. */
#define YMR_UNIT_STATUS_LIST(X)                                                                              \
    X(YMR_UNIT_STATUS, CREATED)                                                                              \
    X(YMR_UNIT_STATUS, SHIPPED)                                                                              \
    X(YMR_UNIT_STATUS, CANCELLED)                                                                            \
    X(YMR_UNIT_STATUS, DELIVERED_TO_BUYER)                                                                   \
    X(YMR_UNIT_STATUS, LOST)                                                                                 \
    X(YMR_UNIT_STATUS, REJECTED)                                                                             \
    X(YMR_UNIT_STATUS, RETURNED)
typedef enum ymr_unit_status {
    YMR_UNIT_STATUS_ABSENT,
    YMR_UNIT_STATUS_UNRECOGNIZED,
    YMR_UNIT_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_unit_status;
extern const ymr_names ymr_unit_status_names;

/** OrderDeliveryType: How it is delivered. */
#define YMR_DELIVERY_TYPE_LIST(X)                                                                            \
    X(YMR_DELIVERY_TYPE, DELIVERY)                                                                           \
    X(YMR_DELIVERY_TYPE, PICKUP)                                                                             \
    X(YMR_DELIVERY_TYPE, POST)                                                                               \
    X(YMR_DELIVERY_TYPE, DIGITAL)                                                                            \
    X(YMR_DELIVERY_TYPE, UNKNOWN)
typedef enum ymr_delivery_type {
    YMR_DELIVERY_TYPE_ABSENT,
    YMR_DELIVERY_TYPE_UNRECOGNIZED,
    YMR_DELIVERY_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_delivery_type;
extern const ymr_names ymr_delivery_type_names;

/** OrderDeliveryPartnerType: Who delivers it. */
#define YMR_DELIVERY_PARTNER_LIST(X)                                                                         \
    X(YMR_DELIVERY_PARTNER, SHOP)                                                                            \
    X(YMR_DELIVERY_PARTNER, YANDEX_MARKET)                                                                   \
    X(YMR_DELIVERY_PARTNER, UNKNOWN)
typedef enum ymr_delivery_partner {
    YMR_DELIVERY_PARTNER_ABSENT,
    YMR_DELIVERY_PARTNER_UNRECOGNIZED,
    YMR_DELIVERY_PARTNER_LIST(YMR_ENUM_CONSTANT)
} ymr_delivery_partner;
extern const ymr_names ymr_delivery_partner_names;

/** OrderDeliveryDispatchType: Where it is handed over. */
#define YMR_DISPATCH_TYPE_LIST(X)                                                                            \
    X(YMR_DISPATCH_TYPE, UNKNOWN)                                                                            \
    X(YMR_DISPATCH_TYPE, BUYER)                                                                              \
    X(YMR_DISPATCH_TYPE, MARKET_BRANDED_OUTLET)                                                              \
    X(YMR_DISPATCH_TYPE, SHOP_OUTLET)
typedef enum ymr_dispatch_type {
    YMR_DISPATCH_TYPE_ABSENT,
    YMR_DISPATCH_TYPE_UNRECOGNIZED,
    YMR_DISPATCH_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_dispatch_type;
extern const ymr_names ymr_dispatch_type_names;

/** OrderLiftType: How it is carried up the stairs. */
#define YMR_LIFT_TYPE_LIST(X)                                                                                \
    X(YMR_LIFT_TYPE, NOT_NEEDED)                                                                             \
    X(YMR_LIFT_TYPE, MANUAL)                                                                                 \
    X(YMR_LIFT_TYPE, ELEVATOR)                                                                               \
    X(YMR_LIFT_TYPE, CARGO_ELEVATOR)                                                                         \
    X(YMR_LIFT_TYPE, FREE)                                                                                   \
    X(YMR_LIFT_TYPE, UNKNOWN)
typedef enum ymr_lift_type {
    YMR_LIFT_TYPE_ABSENT,
    YMR_LIFT_TYPE_UNRECOGNIZED,
    YMR_LIFT_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_lift_type;
extern const ymr_names ymr_lift_type_names;

/** OrderTaxSystemType: How the store is taxed (older calls). */
#define YMR_TAX_SYSTEM_LIST(X)                                                                               \
    X(YMR_TAX_SYSTEM, OSN)                                                                                   \
    X(YMR_TAX_SYSTEM, USN)                                                                                   \
    X(YMR_TAX_SYSTEM, USN_MINUS_COST)                                                                        \
    X(YMR_TAX_SYSTEM, ENVD)                                                                                  \
    X(YMR_TAX_SYSTEM, ECHN)                                                                                  \
    X(YMR_TAX_SYSTEM, PSN)                                                                                   \
    X(YMR_TAX_SYSTEM, NPD)                                                                                   \
    X(YMR_TAX_SYSTEM, AUSN)                                                                                  \
    X(YMR_TAX_SYSTEM, AUSN_MINUS_COST)                                                                       \
    X(YMR_TAX_SYSTEM, UNKNOWN_VALUE)
typedef enum ymr_tax_system {
    YMR_TAX_SYSTEM_ABSENT,
    YMR_TAX_SYSTEM_UNRECOGNIZED,
    YMR_TAX_SYSTEM_LIST(YMR_ENUM_CONSTANT)
} ymr_tax_system;
extern const ymr_names ymr_tax_system_names;

/** OrderItemStatusType: What became of pieces (older calls, deprecated). */
#define YMR_ITEM_STATUS_LIST(X)                                                                              \
    X(YMR_ITEM_STATUS, REJECTED)                                                                             \
    X(YMR_ITEM_STATUS, RETURNED)
typedef enum ymr_item_status {
    YMR_ITEM_STATUS_ABSENT,
    YMR_ITEM_STATUS_UNRECOGNIZED,
    YMR_ITEM_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_item_status;
extern const ymr_names ymr_item_status_names;

/** OrderSubsidyType: What the Market paid in the buyer's place (older calls). */
#define YMR_ORDER_SUBSIDY_LIST(X)                                                                            \
    X(YMR_ORDER_SUBSIDY, YANDEX_CASHBACK)                                                                    \
    X(YMR_ORDER_SUBSIDY, SUBSIDY)                                                                            \
    X(YMR_ORDER_SUBSIDY, DELIVERY)
typedef enum ymr_order_subsidy {
    YMR_ORDER_SUBSIDY_ABSENT,
    YMR_ORDER_SUBSIDY_UNRECOGNIZED,
    YMR_ORDER_SUBSIDY_LIST(YMR_ENUM_CONSTANT)
} ymr_order_subsidy;
extern const ymr_names ymr_order_subsidy_names;

/** OrderItemSubsidyType: Likewise, for an item. */
#define YMR_ITEM_SUBSIDY_LIST(X)                                                                             \
    X(YMR_ITEM_SUBSIDY, YANDEX_CASHBACK)                                                                     \
    X(YMR_ITEM_SUBSIDY, SUBSIDY)
typedef enum ymr_item_subsidy {
    YMR_ITEM_SUBSIDY_ABSENT,
    YMR_ITEM_SUBSIDY_UNRECOGNIZED,
    YMR_ITEM_SUBSIDY_LIST(YMR_ENUM_CONSTANT)
} ymr_item_subsidy;
extern const ymr_names ymr_item_subsidy_names;

/** OrderPromoType: By what an item became cheaper (older calls). */
#define YMR_PROMO_TYPE_LIST(X)                                                                               \
    X(YMR_PROMO_TYPE, DIRECT_DISCOUNT)                                                                       \
    X(YMR_PROMO_TYPE, BLUE_SET)                                                                              \
    X(YMR_PROMO_TYPE, BLUE_FLASH)                                                                            \
    X(YMR_PROMO_TYPE, GENERIC_BUNDLE)                                                                        \
    X(YMR_PROMO_TYPE, MARKET_COUPON)                                                                         \
    X(YMR_PROMO_TYPE, MARKET_PROMOCODE)                                                                      \
    X(YMR_PROMO_TYPE, MARKET_BLUE)                                                                           \
    X(YMR_PROMO_TYPE, MARKET_COIN)                                                                           \
    X(YMR_PROMO_TYPE, PRICE_DROP_AS_YOU_SHOP)                                                                \
    X(YMR_PROMO_TYPE, SECRET_SALE)                                                                           \
    X(YMR_PROMO_TYPE, CHEAPEST_AS_GIFT)                                                                      \
    X(YMR_PROMO_TYPE, CASHBACK)                                                                              \
    X(YMR_PROMO_TYPE, SPREAD_DISCOUNT_COUNT)                                                                 \
    X(YMR_PROMO_TYPE, SPREAD_DISCOUNT_RECEIPT)                                                               \
    X(YMR_PROMO_TYPE, DISCOUNT_BY_PAYMENT_TYPE)                                                              \
    X(YMR_PROMO_TYPE, PERCENT_DISCOUNT)                                                                      \
    X(YMR_PROMO_TYPE, DCO_EXTRA_DISCOUNT)                                                                    \
    X(YMR_PROMO_TYPE, UNKNOWN)
typedef enum ymr_promo_type {
    YMR_PROMO_TYPE_ABSENT,
    YMR_PROMO_TYPE_UNRECOGNIZED,
    YMR_PROMO_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_promo_type;
extern const ymr_names ymr_promo_type_names;

#endif
