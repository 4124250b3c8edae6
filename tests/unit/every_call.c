#include "every_call.h"

#include "check.h"
#include "ymr/account.h"
#include "ymr/chats.h"
#include "ymr/create.h"
#include "ymr/decisions.h"
#include "ymr/orders.h"
#include "ymr/reports.h"
#include "ymr/url.h"

#define TEXT(literal) {literal, sizeof(literal) - 1}
#define RESULT(members) "{\"status\":\"OK\",\"result\":{" members "}}"
#define TAKEN "{\"status\":\"OK\"}"
#define STARTED "2026-06-27T13:59:14+03:00"

/* What is filled: one call runs at a time. */
static union {
    ymr_return a_return;
    ymr_available_decisions decisions;
    ymr_created created;
    ymr_delivery_options options;
    ymr_cancellation cancellation;
    ymr_operation_results operations;
    ymr_order order;
    ymr_old_order old_order;
    ymr_old_order_answer old_order_answer;
    ymr_chat_created chat_created;
    ymr_chat chat;
    ymr_chat_message message;
    ymr_report_started report;
    ymr_report_info info;
    ymr_campaign campaign;
    ymr_token_info token;
} out;

static const ymr_item_decision decision = {29607840, YMR_DECISION_TYPE_REFUND_MONEY, .reason = 0};
static const ymr_text one_text = TEXT("SKU-1");
static const ymr_new_item new_item = {.offer_id = TEXT("SKU-1"),
                                      .count = 1,
                                      .reason = YMR_NEW_REASON_BAD_QUALITY,
                                      .subreason = YMR_NEW_SUBREASON_DAMAGED};

static ymr_status application(caller *c)
{
    return ymr_start_application(&c->client, 7, 8, caller_take, c);
}

static ymr_status a_return(caller *c)
{
    return ymr_start_return(&c->client, 7, 8, &out.a_return);
}

static ymr_status available_decisions(caller *c)
{
    return ymr_start_available_decisions(&c->client, 8, &out.decisions);
}

static ymr_status submit_decision(caller *c)
{
    static const ymr_decisions decisions = {&decision, 1};
    return ymr_start_submit_decisions(&c->client, 7, 8, &decisions);
}

static ymr_status set_decision(caller *c)
{
    return ymr_start_set_decision(&c->client, 7, 8, &decision);
}

static ymr_status create_return(caller *c)
{
    static const ymr_new_return what = {.external_id = TEXT("R-1"),
                                        .order_id = 7,
                                        .items = &new_item,
                                        .item_count = 1,
                                        .first_name = TEXT("Anna"),
                                        .last_name = TEXT("K"),
                                        .phone = TEXT("+71234567890"),
                                        .point_id = 9};
    return ymr_start_create_return(&c->client, &what, &out.created);
}

static ymr_status delivery_options(caller *c)
{
    static const int64_t point = 9;
    static const ymr_parcel_item item = {TEXT("SKU-1"), 1};
    static const ymr_parcel parcel = {&item, 1, &point, 1};
    return ymr_start_delivery_options(&c->client, &parcel, &out.options);
}

static ymr_status cancel_return(caller *c)
{
    return ymr_start_cancel_return(&c->client, 8, &out.cancellation);
}

static ymr_status get_operations(caller *c)
{
    static const ymr_operations_query query = {YMR_OPERATION_TYPE_RETURN_CANCELLATION, &one_text, 1};
    return ymr_start_operations(&c->client, &query, &out.operations);
}

static ymr_status business_orders(caller *c)
{
    static const ymr_orders_filter filter = {.page_size = 2};
    return ymr_start_orders(&c->client, &filter, &caller_events, c, &out.order, NULL);
}

static ymr_status old_orders(caller *c)
{
    static const ymr_old_orders_filter filter = {.page_size = 2};
    return ymr_start_old_orders(&c->client, &filter, &caller_events, c, &out.old_order, NULL);
}

static ymr_status old_order(caller *c)
{
    return ymr_start_old_order(&c->client, 7, &out.old_order_answer);
}

static ymr_status create_chat(caller *c)
{
    static const ymr_chat_subject subject = {YMR_CHAT_SUBJECT_RETURN, 8};
    return ymr_start_chat_create(&c->client, &subject, &out.chat_created);
}

static ymr_status chats(caller *c)
{
    static const ymr_chats_filter filter = {.page_size = 2};
    return ymr_start_chats(&c->client, &filter, &caller_events, c, &out.chat);
}

static ymr_status chat(caller *c)
{
    static const ymr_chat_place place = {11, 0};
    return ymr_start_chat(&c->client, &place, &out.chat);
}

static ymr_status chat_history(caller *c)
{
    static const ymr_chat_history history = {11, 0, 2};
    return ymr_start_chat_history(&c->client, &history, &caller_events, c, &out.message, NULL);
}

static ymr_status chat_message(caller *c)
{
    static const ymr_chat_place place = {11, 12};
    return ymr_start_chat_message(&c->client, &place, &out.message);
}

static ymr_status chat_send(caller *c)
{
    static const ymr_chat_text text = {11, TEXT("\"Да\"")};
    return ymr_start_chat_send(&c->client, &text);
}

static ymr_status report(caller *c)
{
    static const ymr_returns_report what = {
        .business_id = 5, .from_day = "2026-01-01", .to_day = "2026-01-02"};
    return ymr_start_returns_report(&c->client, &what, &out.report);
}

static ymr_status report_info(caller *c)
{
    return ymr_start_report_info(&c->client, (ymr_text)TEXT("ab-1"), &out.info);
}

static ymr_status campaigns(caller *c)
{
    static const ymr_campaigns_filter filter = {2};
    return ymr_start_campaigns(&c->client, &filter, &caller_events, c, &out.campaign, NULL);
}

static ymr_status token_info(caller *c)
{
    return ymr_start_token_info(&c->client, &out.token);
}

static ymr_status download(caller *c)
{
    static ymr_url url;
    const ymr_status status = ymr_url_parse((ymr_text)TEXT("https://files.example/report?sign=a%2Fb"), &url);
    return status == YMR_OK ? ymr_start_download(&c->client, &url, 1000, caller_take, c) : status;
}

#define RETURN                                                                                               \
    "{\"id\":8,\"orderId\":7,\"creationDate\":\"" STARTED "\",\"refundStatus\":\"REFUNDED\","                \
    "\"amount\":{\"value\":3170.0,\"currencyId\":\"RUR\"},\"returnType\":\"RETURN\","                        \
    "\"items\":[{\"shopSku\":\"s\",\"count\":2}]}"
#define DELIVERY                                                                                             \
    "\"delivery\":{\"type\":\"PICKUP\",\"serviceName\":\"s\",\"deliveryServiceId\":1,"                       \
    "\"deliveryPartnerType\":\"YANDEX_MARKET\",\"dates\":{\"fromDate\":\"2026-06-27\"}}"
#define ORDER                                                                                                \
    "{\"orderId\":7,\"campaignId\":5,\"status\":\"DELIVERED\",\"substatus\":\"X\","                          \
    "\"creationDate\":\"" STARTED "\",\"paymentType\":\"PREPAID\",\"paymentMethod\":\"SBP\","                \
    "\"fake\":false,\"items\":[]," DELIVERY "}"
#define OLD_ORDER                                                                                            \
    "{\"id\":7,\"status\":\"DELIVERED\",\"substatus\":\"X\",\"creationDate\":\"27-06-2026 13:59:14\","       \
    "\"currency\":\"RUR\",\"itemsTotal\":70.0,\"deliveryTotal\":0,\"buyerItemsTotalBeforeDiscount\":1e2,"    \
    "\"paymentType\":\"PREPAID\",\"paymentMethod\":\"YANDEX\",\"fake\":false,\"items\":[]," DELIVERY         \
    ",\"buyer\":{\"type\":\"PERSON\"},\"taxSystem\":\"OSN\"}"
#define CHAT                                                                                                 \
    "\"chatId\":11,\"context\":{\"type\":\"ORDER\"},\"type\":\"CHAT\",\"status\":\"NEW\","                 \
    "\"createdAt\":\"" STARTED "\",\"updatedAt\":\"" STARTED "\""
#define MESSAGE "\"messageId\":12,\"createdAt\":\"" STARTED "\",\"sender\":\"PARTNER\""

static const every_call calls[YMR_OPERATION_COUNT] = {
    [YMR_GET_RETURNS] = {caller_start_returns, ANSWER_OK, RESULT("\"returns\":[" RETURN "," RETURN "]")},
    [YMR_GET_RETURN] = {a_return, ANSWER_OK, "{\"status\":\"OK\",\"result\":" RETURN "}"},
    [YMR_GET_RETURN_PHOTO] = {caller_start_photo, "200 OK\r\nContent-Type: image/jpeg\r\n",
                              "\xff\xd8\xff\xe0 what the buyer has photographed"},
    [YMR_GET_RETURN_APPLICATION] = {application, "200 OK\r\nContent-Type: application/pdf\r\n",
                                    "%PDF-1.4 what the buyer has applied for"},
    [YMR_GET_RETURN_AVAILABLE_DECISIONS] = {available_decisions, ANSWER_OK,
                                            RESULT("\"availableDecisions\":["
                                                   "{\"decisionType\":\"REFUND_MONEY\"}]")},
    [YMR_SUBMIT_RETURN_DECISION] = {submit_decision, ANSWER_OK, TAKEN},
    [YMR_SET_RETURN_DECISION] = {set_decision, ANSWER_OK, TAKEN},
    [YMR_CREATE_RETURN] = {create_return, ANSWER_OK, RESULT("\"id\":26839123")},
    [YMR_GET_RETURN_DELIVERY_OPTIONS] = {delivery_options, ANSWER_OK,
                                         RESULT("\"pickupDelivery\":{\"logisticPointIds\":[9]}")},
    [YMR_CANCEL_RETURN] = {cancel_return, ANSWER_OK,
                           RESULT("\"operation\":{\"id\":\"op-1\",\"type\":\"RETURN_CANCELLATION\"}")},
    [YMR_GET_OPERATIONS] = {get_operations, ANSWER_OK,
                            RESULT("\"operations\":[{\"id\":\"op-1\",\"type\":\"RETURN_CANCELLATION\","
                                   "\"status\":\"DONE\"}]")},
    [YMR_GET_BUSINESS_ORDERS] = {business_orders, ANSWER_OK, "{\"orders\":[" ORDER "," ORDER "]}"},
    [YMR_GET_ORDERS] = {old_orders, ANSWER_OK, "{\"orders\":[" OLD_ORDER "," OLD_ORDER "]}"},
    [YMR_GET_ORDER] = {old_order, ANSWER_OK, "{\"order\":" OLD_ORDER "}"},
    [YMR_CREATE_CHAT] = {create_chat, ANSWER_OK, RESULT("\"chatId\":11")},
    [YMR_GET_CHATS] = {chats, ANSWER_OK, RESULT("\"chats\":[{" CHAT "},{" CHAT "}]")},
    [YMR_GET_CHAT] = {chat, ANSWER_OK, RESULT(CHAT)},
    [YMR_GET_CHAT_HISTORY] = {chat_history, ANSWER_OK,
                              RESULT("\"context\":{\"type\":\"RETURN\"},\"messages\":[{" MESSAGE "}]")},
    [YMR_GET_CHAT_MESSAGE] = {chat_message, ANSWER_OK, RESULT(MESSAGE)},
    [YMR_SEND_MESSAGE_TO_CHAT] = {chat_send, ANSWER_OK, TAKEN},
    [YMR_GENERATE_UNITED_RETURNS_REPORT] = {report, ANSWER_OK,
                                            RESULT("\"reportId\":\"ab-1\",\"estimatedGenerationTime\":5000")},
    [YMR_GET_REPORT_INFO] = {report_info, ANSWER_OK,
                             RESULT("\"status\":\"PENDING\",\"generationRequestedAt\":\"" STARTED "\"")},
    [YMR_GET_CAMPAIGNS] = {campaigns, ANSWER_OK, "{\"campaigns\":[{\"id\":7},{\"id\":8}]}"},
    [YMR_GET_AUTH_TOKEN_INFO] = {token_info, ANSWER_OK,
                                 RESULT("\"apiKey\":{\"name\":\"x\",\"authScopes\":[\"COMMUNICATION\"]}")},
    [YMR_DOWNLOAD] = {download, "200 OK\r\nContent-Type: text/csv\r\n", "what;a;report;says\r\n1;2;3;4\r\n"},
};

const every_call *every_call_of(ymr_operation_id id)
{
    const bool known = calls[id].start != NULL;
    CHECK(known, check_note("%s has a row in every_call.c", ymr_operations[id]->name));
    return known ? &calls[id] : NULL;
}

ymr_status every_call_run(caller *c, const every_call *call)
{
    ymr_status status = call->start(c);
    if (status == YMR_OK) {
        status = ymr_client_run(&c->client);
    }
    /* A list's elements are there already, as a photo's bytes are. */
    const bool is_object = c->client.answer.shape != NULL && c->journal.length == 0 && c->photo_bytes == 0;
    if (status == YMR_OK && is_object) {
        dump_struct(&c->journal, c->client.answer.shape, c->client.answer.out);
    }
    return status;
}
