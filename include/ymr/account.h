/**
 * What a key may do: its campaigns (stores) and its scopes.
 */
#ifndef YMR_ACCOUNT_H
#define YMR_ACCOUNT_H

#include "ymr/client.h"

/** PlacementType: How a store works with the Market. */
#define YMR_PLACEMENT_LIST(X)                                                                                \
    X(YMR_PLACEMENT, FBS)                                                                                    \
    X(YMR_PLACEMENT, FBY)                                                                                    \
    X(YMR_PLACEMENT, DBS)                                                                                    \
    X(YMR_PLACEMENT, LAAS)
typedef enum ymr_placement {
    YMR_PLACEMENT_ABSENT,
    YMR_PLACEMENT_UNRECOGNIZED,
    YMR_PLACEMENT_LIST(YMR_ENUM_CONSTANT)
} ymr_placement;
extern const ymr_names ymr_placement_names;

/** ApiAvailabilityStatusType: Whether the API serves a store, and why not. */
#define YMR_AVAILABILITY_LIST(X)                                                                             \
    X(YMR_AVAILABILITY, AVAILABLE)                                                                           \
    X(YMR_AVAILABILITY, DISABLED_BY_INACTIVITY)                                                              \
    X(YMR_AVAILABILITY, DISABLED_BY_NO_ACTIVE_CONTRACT)                                                      \
    X(YMR_AVAILABILITY, MANUALLY_DISABLED)                                                                   \
    X(YMR_AVAILABILITY, DISABLED_BY_NO_PLACEMENT_TYPE)
typedef enum ymr_availability {
    YMR_AVAILABILITY_ABSENT,
    YMR_AVAILABILITY_UNRECOGNIZED,
    YMR_AVAILABILITY_LIST(YMR_ENUM_CONSTANT)
} ymr_availability;
extern const ymr_names ymr_availability_names;

/** ApiKeyScopeType: What a key is good for. */
#define YMR_SCOPE_LIST(X)                                                                                    \
    X(YMR_SCOPE, ALL_METHODS)                                                                                \
    X(YMR_SCOPE, ALL_METHODS_READ_ONLY)                                                                      \
    X(YMR_SCOPE, INVENTORY_AND_ORDER_PROCESSING)                                                             \
    X(YMR_SCOPE, INVENTORY_AND_ORDER_PROCESSING_READ_ONLY)                                                   \
    X(YMR_SCOPE, PRICING)                                                                                    \
    X(YMR_SCOPE, PRICING_READ_ONLY)                                                                          \
    X(YMR_SCOPE, OFFERS_AND_CARDS_MANAGEMENT)                                                                \
    X(YMR_SCOPE, OFFERS_AND_CARDS_MANAGEMENT_READ_ONLY)                                                      \
    X(YMR_SCOPE, PROMOTION)                                                                                  \
    X(YMR_SCOPE, PROMOTION_READ_ONLY)                                                                        \
    X(YMR_SCOPE, FINANCE_AND_ACCOUNTING)                                                                     \
    X(YMR_SCOPE, COMMUNICATION)                                                                              \
    X(YMR_SCOPE, SETTINGS_MANAGEMENT)                                                                        \
    X(YMR_SCOPE, SUPPLIES_MANAGEMENT_READ_ONLY)
typedef enum ymr_scope {
    YMR_SCOPE_ABSENT,
    YMR_SCOPE_UNRECOGNIZED,
    YMR_SCOPE_LIST(YMR_ENUM_CONSTANT)
} ymr_scope;
extern const ymr_names ymr_scope_names;

/** BusinessDTO. */
typedef struct ymr_business {
    bool present;
    ymr_integer id;
    ymr_text name;
} ymr_business;

/** CampaignDTO: one store. */
typedef struct ymr_campaign {
    bool present;
    ymr_text domain; /**< what people call the store */
    ymr_integer id;
    ymr_integer client_id; /**< deprecated */
    ymr_business business;
    ymr_enum placement_type;   /**< ymr_placement */
    ymr_enum api_availability; /**< ymr_availability */
} ymr_campaign;

/** FlippingPagerDTO: where a page stands among all. */
typedef struct ymr_pager {
    bool present;
    ymr_integer total;
    ymr_integer from;
    ymr_integer to;
    ymr_integer current_page;
    ymr_integer pages_count;
    ymr_integer page_size;
} ymr_pager;

/** GetCampaignsResponse: a page of campaigns. Its fields stand in the answer itself, not under `result`. */
typedef struct ymr_campaigns {
    bool present;
    ymr_list campaigns; /**< required; empty when the campaigns came one by one */
    ymr_pager pager;
    ymr_paging paging;
} ymr_campaigns;

/** ApiKeyDTO. */
typedef struct ymr_api_key {
    bool present;
    ymr_text name;        /**< required; what its owner calls it */
    ymr_list auth_scopes; /**< required; ymr_scopes_of, or ymr_list_next_enum with ymr_scope_names */
} ymr_api_key;

/** TokenDTO. */
typedef struct ymr_token_info {
    bool present;
    ymr_api_key api_key; /**< required */
} ymr_token_info;

extern const ymr_shape ymr_business_shape;
extern const ymr_shape ymr_campaign_shape;
extern const ymr_shape ymr_pager_shape;
extern const ymr_shape ymr_campaigns_shape;
extern const ymr_shape ymr_api_key_shape;
extern const ymr_shape ymr_token_info_shape;

/** How getCampaigns shall list. All zero: as the server likes. Borrowed until the call has ended. */
typedef struct ymr_campaigns_filter {
    uint16_t page_size; /**< 1 … 100; 0: the server's */
} ymr_campaigns_filter;

/**
 * Every campaign that the key reaches, page after page.
 *
 * @param events  element is a ymr_campaign
 * @param page    what stands beside the campaigns, filled before each commit; NULL: not wanted
 */
ymr_status ymr_start_campaigns(ymr_client *client, const ymr_campaigns_filter *filter,
                               const ymr_list_events *events, void *context, ymr_campaign *scratch,
                               ymr_campaigns *page);

/** The key's name and scopes (getAuthTokenInfo); the key itself does not come back. */
ymr_status ymr_start_token_info(ymr_client *client, ymr_token_info *out);

/**
 * The scopes of a key as YMR_BIT(YMR_SCOPE_…) | …; one that this version does not know is
 * YMR_BIT(YMR_SCOPE_UNRECOGNIZED).
 */
uint32_t ymr_scopes_of(const ymr_api_key *key);

/** The scopes of which an operation wants one (the description's x-auth-scopes); 0 for YMR_DOWNLOAD. */
uint32_t ymr_scopes_for(ymr_operation_id operation);

/** Start and run in one. */
ymr_status ymr_get_campaigns(ymr_client *client, const ymr_campaigns_filter *filter,
                             const ymr_list_events *events, void *context, ymr_campaign *scratch,
                             ymr_campaigns *page);
ymr_status ymr_get_token_info(ymr_client *client, ymr_token_info *out);

#endif
