/**
 * New returns (LaaS: orders of other marketplaces and shops that the Market delivers): where they can be handed in, creating
 * and cancelling them, and finding out what became of a call whose answer was lost.
 *
 * The usual way: ymr_get_delivery_options() with what is to be returned, ymr_create_return() for one of the points that it
 * gives. createReturn takes orders in status DELIVERED only.
 *
 * cancelReturn is for a return whose shipmentStatus is CREATED, not handed in yet. It starts an operation: ymr_cancel_return()
 * that ends with YMR_OK has cancelled nothing. The operation takes minutes; it is over when ymr_get_operations() says DONE
 * or FAILED. To change a return, cancel it, wait, and create another.
 *
 * Source of the rules and of every limit below: the API's description.
 */
#ifndef YMR_CREATE_H
#define YMR_CREATE_H

#include "ymr/decisions.h"

/** ExternalReturnDecisionReasonType: Why the buyer returns it, as a new return is told. */
#define YMR_NEW_REASON_LIST(X)                                                                               \
    X(YMR_NEW_REASON, BAD_QUALITY)                                                                           \
    X(YMR_NEW_REASON, DOES_NOT_FIT)                                                                          \
    X(YMR_NEW_REASON, WRONG_ITEM)
typedef enum ymr_new_reason {
    YMR_NEW_REASON_ABSENT,
    YMR_NEW_REASON_UNRECOGNIZED,
    YMR_NEW_REASON_LIST(YMR_ENUM_CONSTANT)
} ymr_new_reason;
extern const ymr_names ymr_new_reason_names;

/** ExternalReturnDecisionSubreasonType: Why, in more detail. */
#define YMR_NEW_SUBREASON_LIST(X)                                                                            \
    X(YMR_NEW_SUBREASON, USER_DID_NOT_LIKE)                                                                  \
    X(YMR_NEW_SUBREASON, USER_CHANGED_MIND)                                                                  \
    X(YMR_NEW_SUBREASON, DELIVERED_TOO_LONG)                                                                 \
    X(YMR_NEW_SUBREASON, BAD_PACKAGE)                                                                        \
    X(YMR_NEW_SUBREASON, DAMAGED)                                                                            \
    X(YMR_NEW_SUBREASON, NOT_WORKING)                                                                        \
    X(YMR_NEW_SUBREASON, INCOMPLETENESS)                                                                     \
    X(YMR_NEW_SUBREASON, WRONG_ITEM)                                                                         \
    X(YMR_NEW_SUBREASON, WRONG_COLOR)                                                                        \
    X(YMR_NEW_SUBREASON, DID_NOT_MATCH_DESCRIPTION)
typedef enum ymr_new_subreason {
    YMR_NEW_SUBREASON_ABSENT,
    YMR_NEW_SUBREASON_UNRECOGNIZED,
    YMR_NEW_SUBREASON_LIST(YMR_ENUM_CONSTANT)
} ymr_new_subreason;
extern const ymr_names ymr_new_subreason_names;

/** OperationType: What an operation does. */
#define YMR_OPERATION_TYPE_LIST(X)                                                                           \
    X(YMR_OPERATION_TYPE, ORDER_RECIPIENT_UPDATE)                                                            \
    X(YMR_OPERATION_TYPE, ORDER_DELIVERY_INTERVAL_UPDATE)                                                    \
    X(YMR_OPERATION_TYPE, ORDER_STATUS_UPDATE)                                                               \
    X(YMR_OPERATION_TYPE, RETURN_CANCELLATION)
typedef enum ymr_operation_type {
    YMR_OPERATION_TYPE_ABSENT,
    YMR_OPERATION_TYPE_UNRECOGNIZED,
    YMR_OPERATION_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_operation_type;
extern const ymr_names ymr_operation_type_names;

/** OperationStatusType: How far it is. */
#define YMR_OPERATION_STATUS_LIST(X)                                                                         \
    X(YMR_OPERATION_STATUS, IN_PROGRESS)                                                                     \
    X(YMR_OPERATION_STATUS, DONE)                                                                            \
    X(YMR_OPERATION_STATUS, FAILED)
typedef enum ymr_operation_status {
    YMR_OPERATION_STATUS_ABSENT,
    YMR_OPERATION_STATUS_UNRECOGNIZED,
    YMR_OPERATION_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_operation_status;
extern const ymr_names ymr_operation_status_names;

/* ---- What is sent ------------------------------------------------------------------------------------------- */

/** Limits of the description. Lengths of texts count characters, not bytes. */
#define YMR_MAX_NEW_ITEMS 1000
#define YMR_MAX_NEW_PIECES 1000 /**< of one item */
#define YMR_MAX_NEW_PICTURES 10 /**< of one item */
#define YMR_MAX_NEW_COMMENT 3000
#define YMR_MAX_PICTURE_URL 2000
#define YMR_MAX_CUSTOMER_NAME 512
#define YMR_MAX_OFFER_ID 255
#define YMR_MAX_POINTS 20
#define YMR_MAX_OPERATIONS 100
#define YMR_MAX_OPERATION_ID 1000

/** CreateReturnItemDTO. */
typedef struct ymr_new_item {
    ymr_text offer_id;           /**< required; at most 255 characters, no control characters, not all blanks */
    int32_t count;               /**< 1 … 1,000 */
    ymr_new_reason reason;       /**< required */
    ymr_new_subreason subreason; /**< required; see ymr_subreason_fits */
    ymr_text comment;            /**< 1 … 3,000 characters; bytes NULL: none */
    const ymr_text *pictures;    /**< URLs of 1 … 2,000 characters, none twice */
    size_t picture_count;        /**< at most 10 */
} ymr_new_item;

/** CreateReturnDTO. Borrowed, with all that it points to, until the call has ended. */
typedef struct ymr_new_return {
    ymr_text external_id;      /**< required; the store's own id of the return */
    int64_t order_id;          /**< required */
    const ymr_new_item *items; /**< 1 … 1,000 */
    size_t item_count;         /**< how many */
    ymr_text first_name;       /**< required; 1 … 512 characters, as the other names */
    ymr_text last_name;        /**< required */
    ymr_text middle_name;      /**< bytes NULL: none */
    ymr_text phone;            /**< required; `+` and 4 … 15 digits */
    int64_t point_id;          /**< from 1; where the buyer hands it in: one of ymr_get_delivery_options() */
} ymr_new_return;

/**
 * Whether the subreason is one of the reason's: DOES_NOT_FIT has the first three, BAD_QUALITY the next four, WRONG_ITEM the
 * last three (description of ExternalReturnDecisionSubreasonType). Advice: createReturn is sent either way.
 */
bool ymr_subreason_fits(ymr_new_reason reason, ymr_new_subreason subreason);

/** BasicOrderItemDTO. */
typedef struct ymr_parcel_item {
    ymr_text offer_id; /**< as in a ymr_new_item */
    int32_t count;     /**< 1 … 1,000 */
} ymr_parcel_item;

/** GetReturnDeliveryOptionsRequest. Borrowed until the call has ended. */
typedef struct ymr_parcel {
    const ymr_parcel_item *items; /**< 1 … 1,000 */
    size_t item_count;            /**< how many */
    const int64_t *points;        /**< ids of pickup points that are to be asked, 1 … 20, none twice */
    size_t point_count;           /**< how many */
} ymr_parcel;

/** GetOperationsRequest. Borrowed until the call has ended. */
typedef struct ymr_operations_query {
    ymr_operation_type type; /**< required: of all of them */
    const ymr_text *ids;     /**< 1 … 100, none twice; each 1 … 1,000 characters */
    size_t count;            /**< how many */
} ymr_operations_query;

/* ---- What is answered --------------------------------------------------------------------------------------- */

/** CreatedReturnDTO. */
typedef struct ymr_created {
    bool present;
    int64_t id; /**< required; of the new return */
} ymr_created;

/** PickupReturnDeliveryOptionsDTO. */
typedef struct ymr_pickup_options {
    bool present;
    ymr_list logistic_point_ids; /**< required; ymr_list_next_id. Those of the points asked that can take it */
} ymr_pickup_options;

/** GetReturnDeliveryOptionsDTO. */
typedef struct ymr_delivery_options {
    bool present;
    ymr_pickup_options pickup_delivery; /**< required */
} ymr_delivery_options;

/** OperationDTO: an operation that was started. */
typedef struct ymr_started_operation {
    bool present;
    ymr_text id;   /**< required; for ymr_get_operations: copy it before */
    ymr_enum type; /**< required; ymr_operation_type */
} ymr_started_operation;

/** CancelReturnDTO. */
typedef struct ymr_cancellation {
    bool present;
    ymr_started_operation operation; /**< required */
} ymr_cancellation;

/** OperationResultDTO. */
typedef struct ymr_operation_result {
    bool present;
    ymr_text id;     /**< required */
    ymr_enum type;   /**< required; ymr_operation_type */
    ymr_enum status; /**< required; ymr_operation_status */
} ymr_operation_result;

/** GetOperationsResultDTO. */
typedef struct ymr_operation_results {
    bool present;
    ymr_list operations; /**< required; ymr_operation_result_next */
} ymr_operation_results;

extern const ymr_shape ymr_created_shape;
extern const ymr_shape ymr_pickup_options_shape;
extern const ymr_shape ymr_delivery_options_shape;
extern const ymr_shape ymr_started_operation_shape;
extern const ymr_shape ymr_cancellation_shape;
extern const ymr_shape ymr_operation_result_shape;
extern const ymr_shape ymr_operation_results_shape;

/** Steps a list; false at its end. */
bool ymr_operation_result_next(ymr_list *operations, ymr_operation_result *out);

/* ---- Calls -------------------------------------------------------------------------------------------------- */

/**
 * createReturn (5,000 an hour). It has a lasting effect and is never repeated by itself.
 *
 * @param out  filled when the call ends with YMR_OK
 * What the call ends with: YMR_OK: the return is there; YMR_E_ARGUMENT: a limit above is passed, nothing was sent;
 * YMR_E_SPACE: the request, which is as long as its items, does not fit `io` (report.fault.needed); YMR_E_API,
 * _UNAUTHORIZED, _LIMIT: the Market refused, there is no return; YMR_E_OUTCOME_UNKNOWN: the request may have arrived,
 * see ymr_lookup_created; any other error: nothing was sent
 */
ymr_status ymr_start_create_return(ymr_client *client, const ymr_new_return *what, ymr_created *out);

/** getReturnDeliveryOptions (5,000 an hour): which of these points can take that. */
ymr_status ymr_start_delivery_options(ymr_client *client, const ymr_parcel *parcel, ymr_delivery_options *out);

/**
 * cancelReturn (5,000 an hour): starts to cancel a return. See above what YMR_OK does not mean.
 *
 * @param out  the operation that was started; points into the workspace
 * Ends as ymr_start_create_return does; after YMR_E_OUTCOME_UNKNOWN see ymr_resolve_cancelled
 */
ymr_status ymr_start_cancel_return(ymr_client *client, int64_t return_id, ymr_cancellation *out);

/** getOperations (1,000 an hour, and all devices of the store share them: ask at growing distances). Needs business_id. */
ymr_status ymr_start_operations(ymr_client *client, const ymr_operations_query *query, ymr_operation_results *out);

/** Start and run in one. */
ymr_status ymr_create_return(ymr_client *client, const ymr_new_return *what, ymr_created *out);
ymr_status ymr_get_delivery_options(ymr_client *client, const ymr_parcel *parcel, ymr_delivery_options *out);
ymr_status ymr_cancel_return(ymr_client *client, int64_t return_id, ymr_cancellation *out);
ymr_status ymr_get_operations(ymr_client *client, const ymr_operations_query *query, ymr_operation_results *out);

/* ---- What became of it -------------------------------------------------------------------------------------- */

/**
 * What a return that was read (ymr_start_return, ymr_start_returns) says about its cancellation. Pure.
 *
 * @return YMR_RESOLUTION_MATCHES: it is cancelled (who did it, nobody says); YMR_RESOLUTION_DIFFERS: it was handed in and is
 *         on its way, so it is not cancelled and will not be; YMR_RESOLUTION_WAITING: still CREATED, as far as this read knows:
 *         a cancellation may be under way, and asking for it again cancels nothing else; YMR_RESOLUTION_UNTOLD: it says nothing
 */
ymr_resolution ymr_resolve_cancelled(const ymr_return *read);

/**
 * Looks for a return that may have been created: among the returns of its order. Neither the external id nor anything else
 * of the request is shown there but the items, so these are compared: the same pieces of the same offers.
 *
 * Caller-owned; set up by ymr_lookup_begin, run by ymr_start_lookup_created, or fed by hand as a ymr_cost is.
 */
typedef struct ymr_lookup {
    const ymr_new_return *sought; /**< what was sent */
    int64_t since_unix_ms;        /**< older returns are others */
    uint32_t matches;             /**< how many there are */
    int64_t return_id;            /**< of the last of them */
    bool unclear;                 /**< a return of the order could not be read whole */

    ymr_returns_filter filter;
    ymr_return scratch;
    uint32_t page_matches; /* with the page under way */
    int64_t page_return_id;
    bool page_unclear;
} ymr_lookup;

/**
 * @param sought         what was sent; borrowed as long as the lookup
 * @param since_unix_ms  returns whose creationDate is before that are others: the time of the call, less what the clocks may
 *                       differ; INT64_MIN if there is no clock. A return without a date may be it
 */
void ymr_lookup_begin(ymr_lookup *lookup, const ymr_new_return *sought, int64_t since_unix_ms);

/** Adds one of the order's returns. */
void ymr_lookup_add(ymr_lookup *lookup, const ymr_return *read);

/** As ymr_cost_page_begin and _commit: what was added counts from the commit on. */
void ymr_lookup_page_begin(ymr_lookup *lookup);
void ymr_lookup_page_commit(ymr_lookup *lookup);

/**
 * What is known when all have been added.
 *
 * @return YMR_RESOLUTION_MATCHES: there is exactly one, `return_id`; YMR_RESOLUTION_WAITING: there is none, as far as this read
 *         knows: it may be late, so look again before creating another; YMR_RESOLUTION_UNTOLD: there are several, or one could
 *         not be read
 */
ymr_resolution ymr_lookup_end(const ymr_lookup *lookup);

/** Reads the returns of the order into a lookup that was begun. Ends as ymr_start_returns; then ask ymr_lookup_end. */
ymr_status ymr_start_lookup_created(ymr_client *client, ymr_lookup *lookup);
ymr_status ymr_lookup_created(ymr_client *client, ymr_lookup *lookup);

#endif
