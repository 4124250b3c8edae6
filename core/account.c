#include "ymr/account.h"

#include "call.h"
#include "names.h"
#include "rows.h"
#include "writer.h"

enum { MAX_CAMPAIGNS = 100 };

YMR_NAMES(ymr_placement_names, YMR_PLACEMENT_LIST);
YMR_NAMES(ymr_availability_names, YMR_AVAILABILITY_LIST);
YMR_NAMES(ymr_scope_names, YMR_SCOPE_LIST);

/* Answers. */

static const ymr_field business_rows[] = {
    YMR_OPTIONAL(ymr_business, id, "id", NULL),
    YMR_OPTIONAL(ymr_business, name, "name", NULL),
};
const ymr_shape ymr_business_shape = YMR_SHAPE(ymr_business, business_rows);

static const ymr_field campaign_rows[] = {
    YMR_OPTIONAL(ymr_campaign, domain, "domain", NULL),
    YMR_OPTIONAL(ymr_campaign, id, "id", NULL),
    YMR_OPTIONAL(ymr_campaign, client_id, "clientId", NULL),
    YMR_OPTIONAL(ymr_campaign, business, "business", &ymr_business_shape),
    YMR_OPTIONAL(ymr_campaign, placement_type, "placementType", &ymr_placement_names),
    YMR_OPTIONAL(ymr_campaign, api_availability, "apiAvailability", &ymr_availability_names),
};
const ymr_shape ymr_campaign_shape = YMR_SHAPE(ymr_campaign, campaign_rows);

static const ymr_field pager_rows[] = {
    YMR_OPTIONAL(ymr_pager, total, "total", NULL),
    YMR_OPTIONAL(ymr_pager, from, "from", NULL),
    YMR_OPTIONAL(ymr_pager, to, "to", NULL),
    YMR_OPTIONAL(ymr_pager, current_page, "currentPage", NULL),
    YMR_OPTIONAL(ymr_pager, pages_count, "pagesCount", NULL),
    YMR_OPTIONAL(ymr_pager, page_size, "pageSize", NULL),
};
const ymr_shape ymr_pager_shape = YMR_SHAPE(ymr_pager, pager_rows);

static const ymr_field campaigns_rows[] = {
    YMR_REQUIRED_LIST(ymr_campaigns, campaigns, "campaigns", OBJECT, &ymr_campaign_shape),
    YMR_OPTIONAL(ymr_campaigns, pager, "pager", &ymr_pager_shape),
    YMR_OPTIONAL(ymr_campaigns, paging, "paging", &ymr_paging_shape),
};
const ymr_shape ymr_campaigns_shape = YMR_SHAPE(ymr_campaigns, campaigns_rows);

static const ymr_field api_key_rows[] = {
    YMR_REQUIRED(ymr_api_key, name, "name", NULL),
    YMR_REQUIRED_LIST(ymr_api_key, auth_scopes, "authScopes", ENUM, &ymr_scope_names),
};
const ymr_shape ymr_api_key_shape = YMR_SHAPE(ymr_api_key, api_key_rows);

static const ymr_field token_info_rows[] = {
    YMR_REQUIRED(ymr_token_info, api_key, "apiKey", &ymr_api_key_shape),
};
const ymr_shape ymr_token_info_shape = YMR_SHAPE(ymr_token_info, token_info_rows);

/* Scopes. */

#define BIT(name) (UINT16_C(1) << YMR_SCOPE_##name)
#define ACT BIT(ALL_METHODS)
#define READ (ACT | BIT(ALL_METHODS_READ_ONLY))
#define GOODS BIT(INVENTORY_AND_ORDER_PROCESSING)
#define GOODS_READ (GOODS | BIT(INVENTORY_AND_ORDER_PROCESSING_READ_ONLY))
#define PRICES (BIT(PRICING) | BIT(PRICING_READ_ONLY))
#define MONEY BIT(FINANCE_AND_ACCOUNTING)
#define TALK BIT(COMMUNICATION)
#define ANY(prefix, name) | BIT(name)
#define ANYTHING (0 YMR_SCOPE_LIST(ANY))

static const uint16_t scopes[YMR_OPERATION_COUNT] = {
    [YMR_GET_RETURNS] = READ | GOODS_READ,
    [YMR_GET_RETURN] = READ | GOODS_READ,
    [YMR_GET_RETURN_PHOTO] = READ | GOODS_READ,
    [YMR_GET_RETURN_APPLICATION] = READ | GOODS_READ,
    [YMR_GET_RETURN_AVAILABLE_DECISIONS] = READ | GOODS_READ,
    [YMR_SUBMIT_RETURN_DECISION] = ACT | GOODS,
    [YMR_SET_RETURN_DECISION] = ACT | GOODS,
    [YMR_CREATE_RETURN] = ACT | GOODS,
    [YMR_GET_RETURN_DELIVERY_OPTIONS] = READ | GOODS_READ | PRICES,
    [YMR_CANCEL_RETURN] = ACT | GOODS,
    [YMR_GET_OPERATIONS] = ANYTHING,
    [YMR_GET_BUSINESS_ORDERS] = READ | GOODS_READ | MONEY,
    [YMR_GET_ORDERS] = READ | GOODS_READ | MONEY | TALK,
    [YMR_GET_ORDER] = READ | GOODS_READ | MONEY | TALK,
    [YMR_CREATE_CHAT] = ACT | TALK,
    [YMR_GET_CHATS] = READ | TALK,
    [YMR_GET_CHAT] = READ | TALK,
    [YMR_GET_CHAT_HISTORY] = READ | TALK,
    [YMR_GET_CHAT_MESSAGE] = READ | TALK,
    [YMR_SEND_MESSAGE_TO_CHAT] = ACT | TALK,
    [YMR_GENERATE_UNITED_RETURNS_REPORT] = READ | GOODS_READ | MONEY,
    [YMR_GET_REPORT_INFO] = ANYTHING,
    [YMR_GET_CAMPAIGNS] = ANYTHING,
    [YMR_GET_AUTH_TOKEN_INFO] = ANYTHING,
    [YMR_DOWNLOAD] = 0,
};

uint32_t ymr_scopes_for(ymr_operation_id operation)
{
    return scopes[operation];
}

uint32_t ymr_scopes_of(const ymr_api_key *key)
{
    ymr_list list = key->auth_scopes;
    ymr_enum scope;
    uint32_t found = 0;
    while (ymr_list_next_enum(&list, &ymr_scope_names, &scope)) {
        found |= YMR_BIT(scope.value);
    }
    return found;
}

/* Calls. */

static void put_campaigns_query(ymr_writer *w, const void *filter)
{
    const ymr_campaigns_filter *f = filter;
    ymr_put_parameter_integer(w, "limit", f->page_size);
    if (f->page_size > MAX_CAMPAIGNS) {
        w->refused = true;
    }
}

ymr_status ymr_start_campaigns(ymr_client *client, const ymr_campaigns_filter *filter,
                               const ymr_list_events *events, void *context, ymr_campaign *scratch,
                               ymr_campaigns *page)
{
    static const ymr_call call = {&ymr_operation_get_campaigns, put_campaigns_query, NULL,
                                  &ymr_campaigns_shape, false};
    const ymr_listing_plan plan = {"campaigns", &ymr_campaign_shape, scratch, events, context};
    return ymr_call_list(client, &call, filter, &plan, page);
}

ymr_status ymr_start_token_info(ymr_client *client, ymr_token_info *out)
{
    static const ymr_call call = {&ymr_operation_get_auth_token_info, NULL, NULL, &ymr_token_info_shape,
                                  false};
    return ymr_call_object(client, &call, NULL, out);
}

ymr_status ymr_get_campaigns(ymr_client *client, const ymr_campaigns_filter *filter,
                             const ymr_list_events *events, void *context, ymr_campaign *scratch,
                             ymr_campaigns *page)
{
    const ymr_status status = ymr_start_campaigns(client, filter, events, context, scratch, page);
    return status == YMR_OK ? ymr_client_run(client) : status;
}

ymr_status ymr_get_token_info(ymr_client *client, ymr_token_info *out)
{
    const ymr_status status = ymr_start_token_info(client, out);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
