#include "ymr/request.h"

#define JSON "application/json"
#define IMAGE "image/jpeg, image/png, application/octet-stream;q=0.5"
#define PDF "application/pdf"

#define MINUTE 60
#define HOUR 3600

#define CAMPAIGN "/v2/campaigns/{c}"
#define RETURN CAMPAIGN "/orders/{o}/returns/{r}"
#define BUSINESS_1 "/v1/businesses/{b}"
#define BUSINESS_2 "/v2/businesses/{b}"

#define READS YMR_EFFECT_NONE, true
#define ASKS YMR_EFFECT_NONE, false
#define ACTS YMR_EFFECT_LASTING, false

/* A row's strings are arrays of its own: the linker leaves them out with the row. */
#define OPERATION(id, variable, title, method, where, ...)                                                   \
    static const char variable##_name[] = title;                                                             \
    static const char variable##_path[] = where;                                                             \
    const ymr_operation ymr_operation_##variable = {                                                         \
        YMR_##id, variable##_name, method, variable##_path, __VA_ARGS__                                      \
    }

/* Paths, limits and numbers of calls at a time are those of the API's description (x-resource-limit-config). */
OPERATION(GET_RETURNS, get_returns, "getReturns", "GET", CAMPAIGN "/returns", JSON, 5000, HOUR, 4, READS);
OPERATION(GET_RETURN, get_return, "getReturn", "GET", RETURN, JSON, 7000, HOUR, 4, READS);
OPERATION(GET_RETURN_PHOTO, get_return_photo, "getReturnPhoto",
          "GET", RETURN "/decision/{i}/image/{h}", IMAGE, 5000, HOUR, 4, READS);
OPERATION(GET_RETURN_APPLICATION, get_return_application, "getReturnApplication",
          "GET", RETURN "/application", PDF, 5000, HOUR, 4, READS);
OPERATION(GET_RETURN_AVAILABLE_DECISIONS, get_return_available_decisions, "getReturnAvailableDecisions",
          "POST", BUSINESS_1 "/returns/decisions", JSON, 5000, HOUR, 4, ASKS);
OPERATION(SUBMIT_RETURN_DECISION, submit_return_decision, "submitReturnDecision",
          "POST", RETURN "/decision/submit", JSON, 5000, HOUR, 4, ACTS);
OPERATION(SET_RETURN_DECISION, set_return_decision, "setReturnDecision",
          "POST", RETURN "/decision", JSON, 1000, HOUR, 4, ACTS);
OPERATION(CREATE_RETURN, create_return, "createReturn",
          "POST", "/v1/campaigns/{c}/returns/create", JSON, 5000, HOUR, 4, ACTS);
OPERATION(GET_RETURN_DELIVERY_OPTIONS, get_return_delivery_options, "getReturnDeliveryOptions",
          "POST", "/v1/campaigns/{c}/return-delivery-options", JSON, 5000, HOUR, 4, ASKS);
OPERATION(CANCEL_RETURN, cancel_return, "cancelReturn",
          "POST", "/v1/campaigns/{c}/returns/cancel", JSON, 5000, HOUR, 4, ACTS);
OPERATION(GET_OPERATIONS, get_operations, "getOperations",
          "POST", BUSINESS_1 "/operations", JSON, 1000, HOUR, 4, ASKS);
OPERATION(GET_BUSINESS_ORDERS, get_business_orders, "getBusinessOrders",
          "POST", BUSINESS_1 "/orders", JSON, 10000, HOUR, 6, ASKS);
OPERATION(GET_ORDERS, get_orders, "getOrders", "GET", CAMPAIGN "/orders", JSON, 10000, HOUR, 6, READS);
OPERATION(GET_ORDER, get_order, "getOrder", "GET", CAMPAIGN "/orders/{o}", JSON, 10000, HOUR, 6, READS);
OPERATION(CREATE_CHAT, create_chat, "createChat",
          "POST", BUSINESS_2 "/chats/new", JSON, 1000, HOUR, 4, ACTS);
OPERATION(GET_CHATS, get_chats, "getChats", "POST", BUSINESS_2 "/chats", JSON, 5000, HOUR, 4, ASKS);
OPERATION(GET_CHAT, get_chat, "getChat", "GET", BUSINESS_2 "/chat", JSON, 1000, HOUR, 4, READS);
OPERATION(GET_CHAT_HISTORY, get_chat_history, "getChatHistory",
          "POST", BUSINESS_2 "/chats/history", JSON, 10000, HOUR, 4, ASKS);
OPERATION(GET_CHAT_MESSAGE, get_chat_message, "getChatMessage",
          "GET", BUSINESS_2 "/chats/message", JSON, 1000, HOUR, 4, READS);
OPERATION(SEND_MESSAGE_TO_CHAT, send_message_to_chat, "sendMessageToChat",
          "POST", BUSINESS_2 "/chats/message", JSON, 1000, HOUR, 4, ACTS);
OPERATION(GENERATE_UNITED_RETURNS_REPORT, generate_united_returns_report, "generateUnitedReturnsReport",
          "POST", "/v2/reports/united-returns/generate", JSON, 1, 2 * MINUTE, 4, ACTS);
OPERATION(GET_REPORT_INFO, get_report_info, "getReportInfo",
          "GET", "/v2/reports/info/{p}", JSON, 100, MINUTE, 4, READS);
OPERATION(GET_CAMPAIGNS, get_campaigns, "getCampaigns", "GET", "/v2/campaigns", JSON, 1000, HOUR, 4, READS);
OPERATION(GET_AUTH_TOKEN_INFO, get_auth_token_info, "getAuthTokenInfo",
          "POST", "/v2/auth/token", JSON, 100, HOUR, 4, ASKS);
OPERATION(DOWNLOAD, download, "download", "GET", "{t}", "*/*", 0, 0, 0, READS);

const ymr_operation *const ymr_operations[YMR_OPERATION_COUNT] = {
    [YMR_GET_RETURNS] = &ymr_operation_get_returns,
    [YMR_GET_RETURN] = &ymr_operation_get_return,
    [YMR_GET_RETURN_PHOTO] = &ymr_operation_get_return_photo,
    [YMR_GET_RETURN_APPLICATION] = &ymr_operation_get_return_application,
    [YMR_GET_RETURN_AVAILABLE_DECISIONS] = &ymr_operation_get_return_available_decisions,
    [YMR_SUBMIT_RETURN_DECISION] = &ymr_operation_submit_return_decision,
    [YMR_SET_RETURN_DECISION] = &ymr_operation_set_return_decision,
    [YMR_CREATE_RETURN] = &ymr_operation_create_return,
    [YMR_GET_RETURN_DELIVERY_OPTIONS] = &ymr_operation_get_return_delivery_options,
    [YMR_CANCEL_RETURN] = &ymr_operation_cancel_return,
    [YMR_GET_OPERATIONS] = &ymr_operation_get_operations,
    [YMR_GET_BUSINESS_ORDERS] = &ymr_operation_get_business_orders,
    [YMR_GET_ORDERS] = &ymr_operation_get_orders,
    [YMR_GET_ORDER] = &ymr_operation_get_order,
    [YMR_CREATE_CHAT] = &ymr_operation_create_chat,
    [YMR_GET_CHATS] = &ymr_operation_get_chats,
    [YMR_GET_CHAT] = &ymr_operation_get_chat,
    [YMR_GET_CHAT_HISTORY] = &ymr_operation_get_chat_history,
    [YMR_GET_CHAT_MESSAGE] = &ymr_operation_get_chat_message,
    [YMR_SEND_MESSAGE_TO_CHAT] = &ymr_operation_send_message_to_chat,
    [YMR_GENERATE_UNITED_RETURNS_REPORT] = &ymr_operation_generate_united_returns_report,
    [YMR_GET_REPORT_INFO] = &ymr_operation_get_report_info,
    [YMR_GET_CAMPAIGNS] = &ymr_operation_get_campaigns,
    [YMR_GET_AUTH_TOKEN_INFO] = &ymr_operation_get_auth_token_info,
    [YMR_DOWNLOAD] = &ymr_operation_download,
};
