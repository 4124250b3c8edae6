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

/* Paths, limits and numbers of calls at a time are those of the API's description (x-resource-limit-config). */
const ymr_operation ymr_operations[YMR_OPERATION_COUNT] = {
    [YMR_GET_RETURNS] = {"getReturns", "GET", CAMPAIGN "/returns", JSON, 5000, HOUR, 4, READS},
    [YMR_GET_RETURN] = {"getReturn", "GET", RETURN, JSON, 7000, HOUR, 4, READS},
    [YMR_GET_RETURN_PHOTO] = {"getReturnPhoto", "GET", RETURN "/decision/{i}/image/{h}", IMAGE, 5000, HOUR, 4, READS},
    [YMR_GET_RETURN_APPLICATION] = {"getReturnApplication", "GET", RETURN "/application", PDF, 5000, HOUR, 4, READS},
    [YMR_GET_RETURN_AVAILABLE_DECISIONS] = {"getReturnAvailableDecisions", "POST", BUSINESS_1 "/returns/decisions",
                                            JSON, 5000, HOUR, 4, ASKS},
    [YMR_SUBMIT_RETURN_DECISION] = {"submitReturnDecision", "POST", RETURN "/decision/submit", JSON, 5000, HOUR, 4,
                                    ACTS},
    [YMR_SET_RETURN_DECISION] = {"setReturnDecision", "POST", RETURN "/decision", JSON, 1000, HOUR, 4, ACTS},
    [YMR_CREATE_RETURN] = {"createReturn", "POST", "/v1/campaigns/{c}/returns/create", JSON, 5000, HOUR, 4, ACTS},
    [YMR_GET_RETURN_DELIVERY_OPTIONS] = {"getReturnDeliveryOptions", "POST",
                                         "/v1/campaigns/{c}/return-delivery-options", JSON, 5000, HOUR, 4, ASKS},
    [YMR_CANCEL_RETURN] = {"cancelReturn", "POST", "/v1/campaigns/{c}/returns/cancel", JSON, 5000, HOUR, 4, ACTS},
    [YMR_GET_OPERATIONS] = {"getOperations", "POST", BUSINESS_1 "/operations", JSON, 1000, HOUR, 4, ASKS},
    [YMR_GET_BUSINESS_ORDERS] = {"getBusinessOrders", "POST", BUSINESS_1 "/orders", JSON, 10000, HOUR, 6, ASKS},
    [YMR_GET_ORDERS] = {"getOrders", "GET", CAMPAIGN "/orders", JSON, 10000, HOUR, 6, READS},
    [YMR_GET_ORDER] = {"getOrder", "GET", CAMPAIGN "/orders/{o}", JSON, 10000, HOUR, 6, READS},
    [YMR_CREATE_CHAT] = {"createChat", "POST", BUSINESS_2 "/chats/new", JSON, 1000, HOUR, 4, ACTS},
    [YMR_GET_CHATS] = {"getChats", "POST", BUSINESS_2 "/chats", JSON, 5000, HOUR, 4, ASKS},
    [YMR_GET_CHAT] = {"getChat", "GET", BUSINESS_2 "/chat", JSON, 1000, HOUR, 4, READS},
    [YMR_GET_CHAT_HISTORY] = {"getChatHistory", "POST", BUSINESS_2 "/chats/history", JSON, 10000, HOUR, 4, ASKS},
    [YMR_GET_CHAT_MESSAGE] = {"getChatMessage", "GET", BUSINESS_2 "/chats/message", JSON, 1000, HOUR, 4, READS},
    [YMR_SEND_MESSAGE_TO_CHAT] = {"sendMessageToChat", "POST", BUSINESS_2 "/chats/message", JSON, 1000, HOUR, 4, ACTS},
    [YMR_GENERATE_UNITED_RETURNS_REPORT] = {"generateUnitedReturnsReport", "POST",
                                            "/v2/reports/united-returns/generate", JSON, 1, 2 * MINUTE, 4, ACTS},
    [YMR_GET_REPORT_INFO] = {"getReportInfo", "GET", "/v2/reports/info/{p}", JSON, 100, MINUTE, 4, READS},
    [YMR_GET_CAMPAIGNS] = {"getCampaigns", "GET", "/v2/campaigns", JSON, 1000, HOUR, 4, READS},
    [YMR_GET_AUTH_TOKEN_INFO] = {"getAuthTokenInfo", "POST", "/v2/auth/token", JSON, 100, HOUR, 4, ASKS},
    [YMR_DOWNLOAD] = {"download", "GET", "{t}", "*/*", 0, 0, 0, READS},
};
