/**
 * The named values of the API, from its official description (state of 2026-07-17).
 *
 * Each list makes the C enum, the names and the look-up. The constant 0 says: absent; 1: a value that this version does
 * not know, whose text is kept. New values appear several times a year: a switch over such an enum needs a default.
 *
 * Not here, because text serves better: currencies (three letters) and order substatuses.
 */
#ifndef YMR_ENUMS_H
#define YMR_ENUMS_H

#include "ymr/shape.h"

/** Makes a constant of a list's row. */
#define YMR_ENUM_CONSTANT(prefix, name) prefix##_##name,

/** ApiResponseStatusType: How an answer says whether it is one. */
#define YMR_API_STATUS_LIST(X)                                                                               \
    X(YMR_API_STATUS, OK)                                                                                    \
    X(YMR_API_STATUS, ERROR)
typedef enum ymr_api_status {
    YMR_API_STATUS_ABSENT,
    YMR_API_STATUS_UNRECOGNIZED,
    YMR_API_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_api_status;
extern const ymr_names ymr_api_status_names;

/** ReturnType: Non-purchase or return. */
#define YMR_RETURN_TYPE_LIST(X)                                                                              \
    X(YMR_RETURN_TYPE, UNREDEEMED)                                                                           \
    X(YMR_RETURN_TYPE, RETURN)
typedef enum ymr_return_type {
    YMR_RETURN_TYPE_ABSENT,
    YMR_RETURN_TYPE_UNRECOGNIZED,
    YMR_RETURN_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_return_type;
extern const ymr_names ymr_return_type_names;

/** RefundStatusType: Where the money is. The order of states is in the state machines of the API's documentation. */
#define YMR_REFUND_STATUS_LIST(X)                                                                            \
    X(YMR_REFUND_STATUS, STARTED_BY_USER)                                                                    \
    X(YMR_REFUND_STATUS, REFUND_IN_PROGRESS)                                                                 \
    X(YMR_REFUND_STATUS, REFUNDED)                                                                           \
    X(YMR_REFUND_STATUS, FAILED)                                                                             \
    X(YMR_REFUND_STATUS, WAITING_FOR_DECISION)                                                               \
    X(YMR_REFUND_STATUS, DECISION_MADE)                                                                      \
    X(YMR_REFUND_STATUS, REFUNDED_WITH_BONUSES)                                                              \
    X(YMR_REFUND_STATUS, REFUNDED_BY_SHOP)                                                                   \
    X(YMR_REFUND_STATUS, CANCELLED)                                                                          \
    X(YMR_REFUND_STATUS, REJECTED)                                                                           \
    X(YMR_REFUND_STATUS, COMPLETE_WITHOUT_REFUND)                                                            \
    X(YMR_REFUND_STATUS, PREMODERATION_DISPUTE)                                                              \
    X(YMR_REFUND_STATUS, PREMODERATION_DECISION_WAITING)                                                     \
    X(YMR_REFUND_STATUS, PREMODERATION_DECISION_MADE)                                                        \
    X(YMR_REFUND_STATUS, PREMODERATION_SELECT_DELIVERY)                                                      \
    X(YMR_REFUND_STATUS, UNKNOWN)
typedef enum ymr_refund_status {
    YMR_REFUND_STATUS_ABSENT,
    YMR_REFUND_STATUS_UNRECOGNIZED,
    YMR_REFUND_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_refund_status;
extern const ymr_names ymr_refund_status_names;

/** ReturnShipmentStatusType: Where the parcel is. */
#define YMR_SHIPMENT_STATUS_LIST(X)                                                                          \
    X(YMR_SHIPMENT_STATUS, CREATED)                                                                          \
    X(YMR_SHIPMENT_STATUS, RECEIVED)                                                                         \
    X(YMR_SHIPMENT_STATUS, IN_TRANSIT)                                                                       \
    X(YMR_SHIPMENT_STATUS, READY_FOR_PICKUP)                                                                 \
    X(YMR_SHIPMENT_STATUS, PICKED)                                                                           \
    X(YMR_SHIPMENT_STATUS, LOST)                                                                             \
    X(YMR_SHIPMENT_STATUS, EXPIRED)                                                                          \
    X(YMR_SHIPMENT_STATUS, CANCELLED)                                                                        \
    X(YMR_SHIPMENT_STATUS, FULFILMENT_RECEIVED)                                                              \
    X(YMR_SHIPMENT_STATUS, PREPARED_FOR_UTILIZATION)                                                         \
    X(YMR_SHIPMENT_STATUS, NOT_IN_DEMAND)                                                                    \
    X(YMR_SHIPMENT_STATUS, UTILIZED)                                                                         \
    X(YMR_SHIPMENT_STATUS, READY_FOR_EXPROPRIATION)                                                          \
    X(YMR_SHIPMENT_STATUS, RECEIVED_FOR_EXPROPRIATION)                                                       \
    X(YMR_SHIPMENT_STATUS, UNKNOWN)
typedef enum ymr_shipment_status {
    YMR_SHIPMENT_STATUS_ABSENT,
    YMR_SHIPMENT_STATUS_UNRECOGNIZED,
    YMR_SHIPMENT_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_shipment_status;
extern const ymr_names ymr_shipment_status_names;

/** RecipientType: Who takes the parcel back. */
#define YMR_RECIPIENT_TYPE_LIST(X)                                                                           \
    X(YMR_RECIPIENT_TYPE, SHOP)                                                                              \
    X(YMR_RECIPIENT_TYPE, DELIVERY_SERVICE)                                                                  \
    X(YMR_RECIPIENT_TYPE, POST)
typedef enum ymr_recipient_type {
    YMR_RECIPIENT_TYPE_ABSENT,
    YMR_RECIPIENT_TYPE_UNRECOGNIZED,
    YMR_RECIPIENT_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_recipient_type;
extern const ymr_names ymr_recipient_type_names;

/** LogisticPointType: What kind of place the pickup point is. */
#define YMR_POINT_TYPE_LIST(X)                                                                               \
    X(YMR_POINT_TYPE, WAREHOUSE)                                                                             \
    X(YMR_POINT_TYPE, PICKUP_POINT)                                                                          \
    X(YMR_POINT_TYPE, PICKUP_TERMINAL)                                                                       \
    X(YMR_POINT_TYPE, PICKUP_POST_OFFICE)                                                                    \
    X(YMR_POINT_TYPE, PICKUP_MIXED)                                                                          \
    X(YMR_POINT_TYPE, PICKUP_RETAIL)
typedef enum ymr_point_type {
    YMR_POINT_TYPE_ABSENT,
    YMR_POINT_TYPE_UNRECOGNIZED,
    YMR_POINT_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_point_type;
extern const ymr_names ymr_point_type_names;

/** ReturnDecisionReasonType: Why the buyer returns it. */
#define YMR_REASON_TYPE_LIST(X)                                                                              \
    X(YMR_REASON_TYPE, BAD_QUALITY)                                                                          \
    X(YMR_REASON_TYPE, DOES_NOT_FIT)                                                                         \
    X(YMR_REASON_TYPE, WRONG_ITEM)                                                                           \
    X(YMR_REASON_TYPE, DAMAGE_DELIVERY)                                                                      \
    X(YMR_REASON_TYPE, LOYALTY_FAIL)                                                                         \
    X(YMR_REASON_TYPE, CONTENT_FAIL)                                                                         \
    X(YMR_REASON_TYPE, DELIVERY_FAIL)                                                                        \
    X(YMR_REASON_TYPE, UNKNOWN)
typedef enum ymr_reason_type {
    YMR_REASON_TYPE_ABSENT,
    YMR_REASON_TYPE_UNRECOGNIZED,
    YMR_REASON_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_reason_type;
extern const ymr_names ymr_reason_type_names;

/** ReturnDecisionSubreasonType: Why, in more detail. */
#define YMR_SUBREASON_TYPE_LIST(X)                                                                           \
    X(YMR_SUBREASON_TYPE, USER_DID_NOT_LIKE)                                                                 \
    X(YMR_SUBREASON_TYPE, USER_CHANGED_MIND)                                                                 \
    X(YMR_SUBREASON_TYPE, DELIVERED_TOO_LONG)                                                                \
    X(YMR_SUBREASON_TYPE, BAD_PACKAGE)                                                                       \
    X(YMR_SUBREASON_TYPE, DAMAGED)                                                                           \
    X(YMR_SUBREASON_TYPE, NOT_WORKING)                                                                       \
    X(YMR_SUBREASON_TYPE, INCOMPLETENESS)                                                                    \
    X(YMR_SUBREASON_TYPE, WRONG_ITEM)                                                                        \
    X(YMR_SUBREASON_TYPE, WRONG_COLOR)                                                                       \
    X(YMR_SUBREASON_TYPE, DID_NOT_MATCH_DESCRIPTION)                                                         \
    X(YMR_SUBREASON_TYPE, WRONG_ORDER)                                                                       \
    X(YMR_SUBREASON_TYPE, WRONG_AMOUNT_DELIVERED)                                                            \
    X(YMR_SUBREASON_TYPE, WRAPPING_DAMAGED)                                                                  \
    X(YMR_SUBREASON_TYPE, ITEM_WAS_USED)                                                                     \
    X(YMR_SUBREASON_TYPE, BROKEN)                                                                            \
    X(YMR_SUBREASON_TYPE, BAD_FLOWERS)                                                                       \
    X(YMR_SUBREASON_TYPE, PARCEL_MISSING)                                                                    \
    X(YMR_SUBREASON_TYPE, INCOMPLETE)                                                                        \
    X(YMR_SUBREASON_TYPE, UNKNOWN)
typedef enum ymr_subreason_type {
    YMR_SUBREASON_TYPE_ABSENT,
    YMR_SUBREASON_TYPE_UNRECOGNIZED,
    YMR_SUBREASON_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_subreason_type;
extern const ymr_names ymr_subreason_type_names;

/** ReturnDecisionType: What was decided for an item. */
#define YMR_DECISION_TYPE_LIST(X)                                                                            \
    X(YMR_DECISION_TYPE, FAST_REFUND_MONEY)                                                                  \
    X(YMR_DECISION_TYPE, REFUND_MONEY)                                                                       \
    X(YMR_DECISION_TYPE, REFUND_MONEY_INCLUDING_SHIPMENT)                                                    \
    X(YMR_DECISION_TYPE, REPAIR)                                                                             \
    X(YMR_DECISION_TYPE, REPLACE)                                                                            \
    X(YMR_DECISION_TYPE, SEND_TO_EXAMINATION)                                                                \
    X(YMR_DECISION_TYPE, DECLINE_REFUND)                                                                     \
    X(YMR_DECISION_TYPE, PARTIAL_MONEY_REFUND)                                                               \
    X(YMR_DECISION_TYPE, OTHER_DECISION)                                                                     \
    X(YMR_DECISION_TYPE, UNKNOWN)
typedef enum ymr_decision_type {
    YMR_DECISION_TYPE_ABSENT,
    YMR_DECISION_TYPE_UNRECOGNIZED,
    YMR_DECISION_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_decision_type;
extern const ymr_names ymr_decision_type_names;

/** ReturnInstanceStatusType: Where one piece is. */
#define YMR_INSTANCE_STATUS_LIST(X)                                                                          \
    X(YMR_INSTANCE_STATUS, CREATED)                                                                          \
    X(YMR_INSTANCE_STATUS, RECEIVED)                                                                         \
    X(YMR_INSTANCE_STATUS, IN_TRANSIT)                                                                       \
    X(YMR_INSTANCE_STATUS, READY_FOR_PICKUP)                                                                 \
    X(YMR_INSTANCE_STATUS, PICKED)                                                                           \
    X(YMR_INSTANCE_STATUS, RECEIVED_ON_FULFILLMENT)                                                          \
    X(YMR_INSTANCE_STATUS, CANCELLED)                                                                        \
    X(YMR_INSTANCE_STATUS, LOST)                                                                             \
    X(YMR_INSTANCE_STATUS, UTILIZED)                                                                         \
    X(YMR_INSTANCE_STATUS, PREPARED_FOR_UTILIZATION)                                                         \
    X(YMR_INSTANCE_STATUS, EXPROPRIATED)                                                                     \
    X(YMR_INSTANCE_STATUS, NOT_IN_DEMAND)
typedef enum ymr_instance_status {
    YMR_INSTANCE_STATUS_ABSENT,
    YMR_INSTANCE_STATUS_UNRECOGNIZED,
    YMR_INSTANCE_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_instance_status;
extern const ymr_names ymr_instance_status_names;

/** ReturnInstanceStockType: In what condition one piece is. */
#define YMR_STOCK_TYPE_LIST(X)                                                                               \
    X(YMR_STOCK_TYPE, FIT)                                                                                   \
    X(YMR_STOCK_TYPE, DEFECT)                                                                                \
    X(YMR_STOCK_TYPE, ANOMALY)                                                                               \
    X(YMR_STOCK_TYPE, SURPLUS)                                                                               \
    X(YMR_STOCK_TYPE, EXPIRED)                                                                               \
    X(YMR_STOCK_TYPE, MISGRADING)                                                                            \
    X(YMR_STOCK_TYPE, UNDEFINED)                                                                             \
    X(YMR_STOCK_TYPE, INCORRECT_IMEI)                                                                        \
    X(YMR_STOCK_TYPE, INCORRECT_SERIAL_NUMBER)                                                               \
    X(YMR_STOCK_TYPE, INCORRECT_CIS)                                                                         \
    X(YMR_STOCK_TYPE, PART_MISSING)                                                                          \
    X(YMR_STOCK_TYPE, NON_COMPLIENT)                                                                         \
    X(YMR_STOCK_TYPE, NOT_ACCEPTABLE)                                                                        \
    X(YMR_STOCK_TYPE, SERVICE)                                                                               \
    X(YMR_STOCK_TYPE, MARKDOWN)                                                                              \
    X(YMR_STOCK_TYPE, DEMO)                                                                                  \
    X(YMR_STOCK_TYPE, REPAIR)                                                                                \
    X(YMR_STOCK_TYPE, FIRMWARE)                                                                              \
    X(YMR_STOCK_TYPE, UNKNOWN)
typedef enum ymr_stock_type {
    YMR_STOCK_TYPE_ABSENT,
    YMR_STOCK_TYPE_UNRECOGNIZED,
    YMR_STOCK_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_stock_type;
extern const ymr_names ymr_stock_type_names;

#endif
