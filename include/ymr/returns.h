/**
 * Non-purchases and returns: ReturnDTO of the API and what is in it, every field.
 *
 * All structs are filled by ymr_decode from one document and point into it. A member that can be absent says so itself:
 * `present`, `bytes` NULL, `document` NULL or enum value 0. An UNREDEEMED (non-purchase) has no refund status, decisions or
 * fastReturn; a fast return no pickup point, recipient type or shipment status.
 */
#ifndef YMR_RETURNS_H
#define YMR_RETURNS_H

#include "ymr/enums.h"
#include "ymr/shape.h"

/** CurrencyValueDTO. */
typedef struct ymr_money {
    bool present;
    ymr_decimal value; /**< value, required; exact; valid when present */
    ymr_text currency; /**< currencyId, required; three letters, "RUR" for roubles */
} ymr_money;

/** TrackDTO. */
typedef struct ymr_track {
    bool present;
    ymr_text track_code;
} ymr_track;

/** ReturnInstanceDTO: one piece of an item. */
typedef struct ymr_instance {
    bool present;
    ymr_enum stock_type; /**< ymr_stock_type */
    ymr_enum status;     /**< ymr_instance_status */
    ymr_text cis;        /**< marking code without its crypto tail */
    ymr_text imei;
} ymr_instance;

/** ReturnDecisionDTO: what the buyer claims about an item, and what was decided. */
typedef struct ymr_decision {
    bool present;
    ymr_integer return_item_id; /**< what getReturnPhoto and a decision call itemId */
    ymr_integer count;
    ymr_text comment;                      /**< the buyer's */
    ymr_enum reason_type;                  /**< ymr_reason_type */
    ymr_enum subreason_type;               /**< ymr_subreason_type */
    ymr_enum decision_type;                /**< ymr_decision_type */
    ymr_integer refund_amount;             /**< deprecated: kopecks; use `amount` */
    ymr_money amount;
    ymr_integer partner_compensation;      /**< deprecated: kopecks; use the next */
    ymr_money partner_compensation_amount;
    ymr_list images; /**< hashes, ymr_list_next_text */
} ymr_decision;

/** ReturnItemDTO. */
typedef struct ymr_return_item {
    bool present;
    ymr_integer market_sku;
    ymr_text shop_sku;  /**< required */
    int64_t count;      /**< required */
    ymr_list decisions; /**< ymr_decision_next */
    ymr_list instances; /**< ymr_instance_next */
    ymr_list tracks;    /**< ymr_track_next */
} ymr_return_item;

/** PickupAddressDTO. */
typedef struct ymr_address {
    bool present;
    ymr_text country;
    ymr_text city;
    ymr_text street;
    ymr_text house;
    ymr_text postcode;
} ymr_address;

/** LogisticPickupPointDTO. */
typedef struct ymr_pickup_point {
    bool present;
    ymr_integer id;
    ymr_text name;
    ymr_address address;
    ymr_text instruction;
    ymr_enum type; /**< ymr_point_type */
    ymr_integer logistic_partner_id;
} ymr_pickup_point;

/** ReturnDTO. */
typedef struct ymr_return {
    bool present;
    int64_t id;       /**< required */
    int64_t order_id; /**< required */
    ymr_date creation_date;
    ymr_date update_date;
    ymr_enum refund_status; /**< ymr_refund_status */
    ymr_pickup_point logistic_pickup_point;
    ymr_date pickup_till_date;
    ymr_enum shipment_recipient_type; /**< ymr_recipient_type */
    ymr_enum shipment_status;         /**< ymr_shipment_status */
    ymr_integer refund_amount;        /**< deprecated: kopecks; use `amount` */
    ymr_money amount;
    ymr_list items;       /**< required; ymr_return_item_next. Empty when the items came one by one */
    ymr_enum return_type; /**< required; ymr_return_type */
    ymr_boolean fast_return;
} ymr_return;

extern const ymr_shape ymr_money_shape;
extern const ymr_shape ymr_track_shape;
extern const ymr_shape ymr_instance_shape;
extern const ymr_shape ymr_decision_shape;
extern const ymr_shape ymr_return_item_shape;
extern const ymr_shape ymr_address_shape;
extern const ymr_shape ymr_pickup_point_shape;
extern const ymr_shape ymr_return_shape;

/** Step a list; false at its end. Cannot fail: the list was checked when its return was decoded. */
bool ymr_return_item_next(ymr_list *items, ymr_return_item *out);
bool ymr_decision_next(ymr_list *decisions, ymr_decision *out);
bool ymr_instance_next(ymr_list *instances, ymr_instance *out);
bool ymr_track_next(ymr_list *tracks, ymr_track *out);

#endif
