/**
 * Orders: what was ordered, for how much, and what became of each piece.
 *
 * getBusinessOrders is the call to build on: ymr_start_orders, ymr_start_order. getOrders and getOrder are older; what
 * belongs to them is named `old` here. They degrade from 2027-01-18 and are gone on 2027-04-12.
 *
 * All structs are filled by ymr_decode from one document and point into it; absent members say so themselves, as in
 * ymr/returns.h. Left out on purpose: names, addresses, phones and door codes of buyers and couriers, which a returns
 * device has no business to hold, and the layout of boxes.
 *
 * Money, by the API's description of OrderPriceDTO and ItemPriceDTO: what goods cost is `payment` + `cashback` (paid with
 * Plus points); `subsidy` is what the Market pays the seller; delivery costs `payment` + `subsidy` of `delivery`; the
 * prices of an item are those of all its pieces together. None of it changes when something is returned: see ymr/cost.h.
 */
#ifndef YMR_ORDERS_H
#define YMR_ORDERS_H

#include "ymr/client.h"
#include "ymr/order_enums.h"

/** Ids in one filter, and orders on one page, at most. */
#define YMR_MAX_FILTER_IDS 50
#define YMR_MAX_ORDERS_PAGE 50

/** OrderItemInstanceDTO: the marking of one piece. */
typedef struct ymr_order_instance {
    bool present;
    ymr_text cis;
    ymr_text cis_full; /**< with its crypto tail */
    ymr_text uin;      /**< of a piece of jewellery */
    ymr_text rnpt;     /**< of a traceable consignment */
    ymr_text gtd;      /**< of a customs declaration */
    ymr_text country_code;
} ymr_order_instance;

/** OrderTrackDTO. */
typedef struct ymr_order_track {
    bool present;
    ymr_text track_code;
    int64_t delivery_service_id; /**< required */
} ymr_order_track;

/* getBusinessOrders. */

/** ItemPriceDTO: of all pieces of the item together. */
typedef struct ymr_item_prices {
    bool present;
    ymr_money payment;
    ymr_money subsidy;
    ymr_money cashback;
    ymr_enum vat; /**< ymr_vat */
} ymr_item_prices;

/** OrderItemUnitStatusDTO: so many pieces are there. */
typedef struct ymr_unit_count {
    bool present;
    ymr_enum status; /**< required; ymr_unit_status */
    int64_t count;   /**< required */
} ymr_unit_count;

/** BusinessOrderItemDTO. */
typedef struct ymr_order_item {
    bool present;
    int64_t id;          /**< required; within the order */
    ymr_text offer_id;   /**< required; what a return's item calls shopSku */
    ymr_text offer_name; /**< required */
    int64_t count;       /**< required */
    ymr_item_prices prices;
    ymr_list instances;               /**< ymr_order_instance_next */
    ymr_list required_instance_types; /**< ymr_list_next_enum, ymr_marking_type */
    ymr_list item_statuses;           /**< ymr_unit_count_next; absent when nothing is known of single pieces */
    ymr_list tags;                    /**< ymr_list_next_enum, ymr_item_tag */
} ymr_order_item;

/** DeliveryPriceDTO. */
typedef struct ymr_delivery_prices {
    bool present;
    ymr_money payment;
    ymr_money subsidy;
    ymr_enum vat; /**< ymr_vat */
} ymr_delivery_prices;

/** OrderPriceDTO. */
typedef struct ymr_order_prices {
    bool present;
    ymr_money payment;
    ymr_money subsidy;
    ymr_money cashback;
    ymr_delivery_prices delivery;
} ymr_order_prices;

/** BusinessOrderDeliveryDatesDTO; days as `YYYY-MM-DD`, times as `HH:MM:SS`. */
typedef struct ymr_delivery_dates {
    bool present;
    ymr_text from_date; /**< required */
    ymr_text to_date;
    ymr_text from_time;
    ymr_text to_time;
    ymr_text real_delivery_date;
} ymr_delivery_dates;

/** BusinessOrderShipmentDTO. */
typedef struct ymr_order_shipment {
    bool present;
    ymr_integer id;
    ymr_text shipment_date; /**< required */
    ymr_text shipment_time;
} ymr_order_shipment;

/** BusinessOrderDeliveryDTO, less what was left out. */
typedef struct ymr_order_delivery {
    bool present;
    ymr_enum type;               /**< required; ymr_delivery_type */
    ymr_text service_name;       /**< required */
    int64_t delivery_service_id; /**< required */
    ymr_text warehouse_id;
    ymr_enum delivery_partner_type; /**< required; ymr_delivery_partner */
    ymr_enum dispatch_type;         /**< ymr_dispatch_type */
    ymr_delivery_dates dates;       /**< required */
    ymr_order_shipment shipment;
    ymr_list tracks; /**< ymr_order_track_next */
    ymr_boolean estimated;
} ymr_order_delivery;

/** BusinessOrderServicesDTO. */
typedef struct ymr_order_services {
    bool present;
    ymr_enum lift_type; /**< ymr_lift_type */
} ymr_order_services;

/** BusinessOrderDTO. */
typedef struct ymr_order {
    bool present;
    int64_t order_id;      /**< required */
    int64_t campaign_id;   /**< required */
    ymr_enum program_type; /**< ymr_selling_program */
    ymr_text external_order_id;
    ymr_enum status;        /**< required; ymr_order_status. A partly refused order stays DELIVERED */
    ymr_text substatus;     /**< required */
    ymr_date creation_date; /**< required */
    ymr_date update_date;
    ymr_enum payment_type;   /**< required; ymr_payment_type */
    ymr_enum payment_method; /**< required; ymr_payment_method */
    ymr_boolean fake;        /**< required; a test order */
    ymr_list items;          /**< required; ymr_order_item_next */
    ymr_order_prices prices;
    ymr_order_delivery delivery; /**< required */
    ymr_order_services services;
    ymr_enum buyer_type; /**< ymr_buyer_type */
    ymr_text notes;
    ymr_boolean cancel_requested;
    ymr_enum source_platform; /**< ymr_source_platform */
} ymr_order;

/** GetBusinessOrdersResponse: one page. As what stands beside a list that comes element by element, `orders` is empty. */
typedef struct ymr_orders_page {
    bool present;
    ymr_list orders; /**< required; ymr_order_next */
    ymr_paging paging;
} ymr_orders_page;

/* getOrders, getOrder. Dates are text here: `dd-MM-yyyy HH:mm:ss` or `dd-MM-yyyy`, Moscow time (ymr_time_parse_moscow). */

/** OrderItemPromoDTO. */
typedef struct ymr_item_promo {
    bool present;
    ymr_enum type; /**< required; ymr_promo_type */
    ymr_number discount;
    ymr_decimal subsidy; /**< required */
    ymr_text shop_promo_id;
    ymr_text market_promo_id;
} ymr_item_promo;

/** OrderItemDetailDTO, deprecated: returns are what getReturns lists. */
typedef struct ymr_item_detail {
    bool present;
    int64_t item_count;   /**< required */
    ymr_enum item_status; /**< required; ymr_item_status */
    ymr_text update_date; /**< required */
} ymr_item_detail;

/** OrderItemSubsidyDTO. */
typedef struct ymr_item_subsidy_amount {
    bool present;
    ymr_enum type;      /**< required; ymr_item_subsidy */
    ymr_decimal amount; /**< required */
} ymr_item_subsidy_amount;

/** OrderItemDTO. Prices are those of one piece, in the order's currency. */
typedef struct ymr_old_item {
    bool present;
    int64_t id;                              /**< required; within the order */
    ymr_text offer_id;                       /**< required */
    ymr_text offer_name;                     /**< required */
    ymr_decimal price;                       /**< required */
    ymr_decimal buyer_price;                 /**< required */
    ymr_decimal buyer_price_before_discount; /**< required */
    ymr_number price_before_discount;        /**< deprecated */
    int64_t count;                           /**< required; 0: the store took the item out */
    ymr_enum vat;                            /**< ymr_vat */
    ymr_text shop_sku;                       /**< deprecated: use offer_id */
    ymr_number subsidy;                      /**< deprecated: use subsidies */
    ymr_text partner_warehouse_id;
    ymr_list promos;                  /**< ymr_item_promo_next */
    ymr_list instances;               /**< ymr_order_instance_next */
    ymr_list details;                 /**< deprecated; ymr_item_detail_next */
    ymr_list subsidies;               /**< ymr_item_subsidy_next */
    ymr_list required_instance_types; /**< ymr_list_next_enum, ymr_marking_type */
    ymr_list tags;                    /**< ymr_list_next_enum, ymr_item_tag */
} ymr_old_item;

/** OrderSubsidyDTO. */
typedef struct ymr_order_subsidy_amount {
    bool present;
    ymr_enum type;      /**< required; ymr_order_subsidy */
    ymr_decimal amount; /**< required */
} ymr_order_subsidy_amount;

/** OrderDeliveryDatesDTO. */
typedef struct ymr_old_dates {
    bool present;
    ymr_text from_date; /**< required */
    ymr_text to_date;
    ymr_text from_time;
    ymr_text to_time;
    ymr_text real_delivery_date;
} ymr_old_dates;

/** OrderDeliveryDTO, less what was left out. */
typedef struct ymr_old_delivery {
    bool present;
    ymr_enum type;                  /**< required; ymr_delivery_type */
    ymr_text service_name;          /**< required */
    ymr_enum delivery_partner_type; /**< required; ymr_delivery_partner */
    ymr_old_dates dates;            /**< required */
    ymr_enum vat;                   /**< ymr_vat */
    int64_t delivery_service_id;    /**< required */
    ymr_enum lift_type;             /**< ymr_lift_type */
    ymr_number lift_price;
    ymr_enum dispatch_type; /**< ymr_dispatch_type */
    ymr_list tracks;        /**< ymr_order_track_next */
    ymr_boolean estimated;
} ymr_old_delivery;

/** OrderBuyerDTO, less what was left out. */
typedef struct ymr_order_buyer {
    bool present;
    ymr_text id;
    ymr_enum type; /**< required; ymr_buyer_type */
} ymr_order_buyer;

/** OrderDTO. */
typedef struct ymr_old_order {
    bool present;
    int64_t id; /**< required */
    ymr_text external_order_id;
    ymr_enum status;        /**< required; ymr_order_status */
    ymr_text substatus;     /**< required */
    ymr_text creation_date; /**< required */
    ymr_text updated_at;
    ymr_text currency;                             /**< required; three letters */
    ymr_decimal items_total;                       /**< required; what the buyer pays for the goods */
    ymr_decimal delivery_total;                    /**< required */
    ymr_number buyer_items_total;                  /**< deprecated */
    ymr_number buyer_total;                        /**< deprecated */
    ymr_decimal buyer_items_total_before_discount; /**< required */
    ymr_number buyer_total_before_discount;        /**< deprecated */
    ymr_enum payment_type;                         /**< required; ymr_payment_type */
    ymr_enum payment_method;                       /**< required; ymr_payment_method */
    ymr_boolean fake;                              /**< required */
    ymr_list items;                                /**< required; ymr_old_item_next */
    ymr_list subsidies;                            /**< ymr_order_subsidy_next */
    ymr_old_delivery delivery;                     /**< required */
    ymr_order_buyer buyer;                         /**< required */
    ymr_text notes;
    ymr_enum tax_system; /**< required; ymr_tax_system */
    ymr_boolean cancel_requested;
    ymr_text expiry_date;
} ymr_old_order;

/** GetOrderResponse. The description lets `order` be absent; see order.present. */
typedef struct ymr_old_order_answer {
    bool present;
    ymr_old_order order;
} ymr_old_order_answer;

/** GetOrdersResponse, less the deprecated pager; `orders` is empty when they come one by one. */
typedef struct ymr_old_orders_page {
    bool present;
    ymr_list orders; /**< required; ymr_old_order_next */
    ymr_paging paging;
} ymr_old_orders_page;

extern const ymr_shape ymr_order_instance_shape;
extern const ymr_shape ymr_order_track_shape;
extern const ymr_shape ymr_item_prices_shape;
extern const ymr_shape ymr_unit_count_shape;
extern const ymr_shape ymr_order_item_shape;
extern const ymr_shape ymr_delivery_prices_shape;
extern const ymr_shape ymr_order_prices_shape;
extern const ymr_shape ymr_delivery_dates_shape;
extern const ymr_shape ymr_order_shipment_shape;
extern const ymr_shape ymr_order_delivery_shape;
extern const ymr_shape ymr_order_services_shape;
extern const ymr_shape ymr_order_shape;
extern const ymr_shape ymr_orders_page_shape;
extern const ymr_shape ymr_item_promo_shape;
extern const ymr_shape ymr_item_detail_shape;
extern const ymr_shape ymr_item_subsidy_shape;
extern const ymr_shape ymr_old_item_shape;
extern const ymr_shape ymr_order_subsidy_shape;
extern const ymr_shape ymr_old_dates_shape;
extern const ymr_shape ymr_old_delivery_shape;
extern const ymr_shape ymr_order_buyer_shape;
extern const ymr_shape ymr_old_order_shape;
extern const ymr_shape ymr_old_order_answer_shape;
extern const ymr_shape ymr_old_orders_page_shape;

/** Step a list; false at its end. Cannot fail: the list was checked when its order was decoded. */
bool ymr_order_next(ymr_list *orders, ymr_order *out);
bool ymr_order_item_next(ymr_list *items, ymr_order_item *out);
bool ymr_order_instance_next(ymr_list *instances, ymr_order_instance *out);
bool ymr_unit_count_next(ymr_list *item_statuses, ymr_unit_count *out);
bool ymr_order_track_next(ymr_list *tracks, ymr_order_track *out);
bool ymr_old_order_next(ymr_list *orders, ymr_old_order *out);
bool ymr_old_item_next(ymr_list *items, ymr_old_item *out);
bool ymr_item_promo_next(ymr_list *promos, ymr_item_promo *out);
bool ymr_item_detail_next(ymr_list *details, ymr_item_detail *out);
bool ymr_item_subsidy_next(ymr_list *subsidies, ymr_item_subsidy_amount *out);
bool ymr_order_subsidy_next(ymr_list *subsidies, ymr_order_subsidy_amount *out);

/**
 * Which orders getBusinessOrders shall list, of all the business's stores. All zero: every order.
 *
 * Refused (YMR_E_ARGUMENT): more ids than YMR_MAX_FILTER_IDS of a kind, or one twice; an empty external id or substatus;
 * a campaign below 1; a bit in a mask that has no name; a day or time that is none; a page above YMR_MAX_ORDERS_PAGE.
 */
typedef struct ymr_orders_filter {
    const int64_t *order_ids; /**< this and all else is borrowed until the call has ended */
    size_t order_count;       /**< how many; 0: any */
    const ymr_text *external_ids; /**< the store's own */
    size_t external_count;        /**< how many; 0: any */
    const int64_t *campaign_ids;  /**< of these stores */
    size_t campaign_count;        /**< how many; 0: all */
    const ymr_text *substatuses;  /**< as the API writes them */
    size_t substatus_count;       /**< how many; 0: any */
    uint32_t statuses;         /**< YMR_BIT(YMR_ORDER_STATUS_…) | …; 0: any */
    uint32_t programs;         /**< YMR_BIT(YMR_SELLING_PROGRAM_…) | …; 0: any */
    uint32_t source_platforms; /**< YMR_BIT(YMR_SOURCE_PLATFORM_…) | …; 0: any */
    const char *created_from;  /**< `YYYY-MM-DD`; NULL: open */
    const char *created_to;    /**< likewise */
    const char *shipped_from;  /**< likewise */
    const char *shipped_to;    /**< likewise */
    const char *updated_from; /**< RFC 3339, `2026-06-27T13:59:14+03:00` */
    const char *updated_to;   /**< likewise */
    ymr_boolean fake; /**< test orders: only them, none of them; absent: as the Market sees fit */
    ymr_boolean waiting_for_cancellation; /**< whose buyers want them cancelled */
    ymr_text page_token; /**< where to begin: paging.next_page_token of an earlier call; bytes NULL: at the first page */
    uint16_t page_size;  /**< 1 … 50; 0: the server's 50 */
} ymr_orders_filter;

/** Which orders getOrders shall list, of one store. The same rules. */
typedef struct ymr_old_orders_filter {
    const int64_t *order_ids; /**< borrowed until the call has ended */
    size_t order_count;       /**< how many; 0: any */
    uint32_t statuses;        /**< YMR_BIT(YMR_ORDER_STATUS_…) | …; 0: any */
    const char *from_day;     /**< `YYYY-MM-DD`, by date of order; at most 30 days apart */
    const char *to_day;       /**< likewise */
    ymr_boolean fake;         /**< test orders, as in ymr_orders_filter */
    ymr_text page_token;      /**< as in ymr_orders_filter */
    uint16_t page_size;       /**< 1 … 50 */
} ymr_old_orders_filter;

/**
 * Every order that the filter lets through, page after page (getBusinessOrders, 10,000 an hour).
 *
 * @param events   element is a ymr_order; one that does not fit the workspace is reported as oversize with
 *                 `order_id` (it has no `id`) and can be read alone with a larger one
 * @param scratch  the order under way: storage of the caller
 * @param page     what stands beside the orders, filled before each commit: paging.next_page_token is where to go on
 *                 later; points into the workspace, so copy the token in `commit`. May be NULL
 * @return YMR_OK (started) or YMR_E_BUSY. Ends in YMR_E_PAGE_TOKEN when the server repeats a token
 *
 * It is a POST, so a try is repeated only while nothing of it was sent, although it changes nothing: after a network error
 * just call it again, with page_token if pages were committed.
 */
ymr_status ymr_start_orders(ymr_client *client, const ymr_orders_filter *filter, const ymr_list_events *events,
                            void *context, ymr_order *scratch, ymr_orders_page *page);

/**
 * One order by its id, whole (getBusinessOrders with a filter).
 *
 * @param out  filled when the call ends with YMR_OK; ymr_order_next(&out->orders, …) gives the order, false if the business
 *             has none of that id. Points into the workspace
 * Ends with YMR_E_SPACE or YMR_E_TOKENS when the order does not fit the workspace (report.fault.needed).
 */
ymr_status ymr_start_order(ymr_client *client, int64_t order_id, ymr_orders_page *out);

/** Older: the orders of one store (getOrders). @param events  element is a ymr_old_order. Otherwise as ymr_start_orders. */
ymr_status ymr_start_old_orders(ymr_client *client, const ymr_old_orders_filter *filter, const ymr_list_events *events,
                                void *context, ymr_old_order *scratch, ymr_old_orders_page *page);

/** Older: one order (getOrder). Ends with YMR_E_NOT_FOUND when the store has none of that id. */
ymr_status ymr_start_old_order(ymr_client *client, int64_t order_id, ymr_old_order_answer *out);

/** Start and run in one. */
ymr_status ymr_get_orders(ymr_client *client, const ymr_orders_filter *filter, const ymr_list_events *events,
                          void *context, ymr_order *scratch, ymr_orders_page *page);
ymr_status ymr_get_order(ymr_client *client, int64_t order_id, ymr_orders_page *out);
ymr_status ymr_get_old_orders(ymr_client *client, const ymr_old_orders_filter *filter, const ymr_list_events *events,
                              void *context, ymr_old_order *scratch, ymr_old_orders_page *page);
ymr_status ymr_get_old_order(ymr_client *client, int64_t order_id, ymr_old_order_answer *out);

#endif
