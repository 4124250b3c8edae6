/* What all calls have in common: one at a time; what stands beside a list may be left out. */
#include "caller.h"
#include "check.h"
#include "talk.h"
#include "ymr/account.h"
#include "ymr/chats.h"
#include "ymr/create.h"
#include "ymr/match.h"
#include "ymr/orders.h"
#include "ymr/reports.h"
#include "ymr/url.h"

#define RETURN_8                                                                                             \
    "{\"id\":8,\"orderId\":7,\"items\":[{\"marketSku\":1,\"shopSku\":\"s\",\"count\":1}],\"returnType\":"    \
    "\"RETURN\"}"

static talk t;
static const char sku[] = "s";

static ymr_status take_all(void *context, const ymr_chunk *chunk, size_t *taken)
{
    size_t *sum = context;
    *taken = chunk->length;
    *sum += chunk->length;
    return YMR_OK;
}

static ymr_status take_hit(void *context, const ymr_hit *hit)
{
    (void)context;
    (void)hit;
    return YMR_OK;
}

static ymr_status take_element(void *context, uint32_t index, const void *element)
{
    (void)context;
    (void)index;
    (void)element;
    return YMR_OK;
}

static const ymr_list_events quiet = {.element = take_element};

/* Each of these would send a request. */

static ymr_status campaigns(ymr_client *client)
{
    static ymr_campaign scratch;
    const ymr_campaigns_filter filter = {0};
    return ymr_get_campaigns(client, &filter, &quiet, NULL, &scratch, NULL);
}

static ymr_status token_info(ymr_client *client)
{
    ymr_token_info info;
    return ymr_get_token_info(client, &info);
}

static ymr_status one_return(ymr_client *client)
{
    ymr_return found;
    return ymr_get_return(client, 7, 8, &found);
}

static ymr_status one_by_items(ymr_client *client)
{
    ymr_return found;
    ymr_return_item item;
    return ymr_get_return_by_items(client, 7, 8, &quiet, NULL, &item, &found);
}

static ymr_status returns(ymr_client *client)
{
    ymr_return scratch;
    return ymr_get_returns(client, NULL, &quiet, NULL, &scratch);
}

static ymr_status photo(ymr_client *client)
{
    size_t sum = 0;
    return ymr_get_return_photo(client, 7, 8, 9, (ymr_text){"87c1f5", 6}, take_all, &sum);
}

static ymr_status chats(ymr_client *client)
{
    ymr_chat scratch;
    const ymr_chats_filter filter = {0};
    return ymr_get_chats(client, &filter, &quiet, NULL, &scratch);
}

static ymr_status message(ymr_client *client)
{
    ymr_message_search search;
    const ymr_chat_text sent = {11, {sku, 1}};
    const ymr_status status = ymr_resolve_message(client, &sent, 0, &search);
    CHECK_I64(YMR_RESOLUTION_UNTOLD, search.resolution, "nothing was learnt of the message");
    return status;
}

static ymr_status cancel(ymr_client *client)
{
    ymr_cancellation out;
    return ymr_cancel_return(client, 8, &out);
}

static ymr_status lookup(ymr_client *client)
{
    static ymr_lookup found;
    const ymr_new_return sought = {.order_id = 7};
    ymr_lookup_begin(&found, &sought, 0);
    return ymr_lookup_created(client, &found);
}

static ymr_status decide(ymr_client *client)
{
    const ymr_item_decision one = {.return_item_id = 9, .type = YMR_DECISION_TYPE_REFUND_MONEY};
    const ymr_decisions all = {&one, 1};
    return ymr_submit_decisions(client, 7, 8, &all);
}

static ymr_status application(ymr_client *client)
{
    size_t sum = 0;
    return ymr_get_application(client, 7, 8, take_all, &sum);
}

static ymr_status resolve(ymr_client *client)
{
    static ymr_resolve found;
    const ymr_item_decision one = {.return_item_id = 9, .type = YMR_DECISION_TYPE_REFUND_MONEY};
    const ymr_decisions all = {&one, 1};
    return ymr_resolve_decision(client, 7, 8, &all, &found);
}

static ymr_status search(ymr_client *client)
{
    static ymr_scan scan;
    static ymr_search found;
    CHECK_STATUS(YMR_OK, ymr_scan_read(&scan, "8", 1), "a code");
    found.scan = &scan;
    found.taker = take_hit;
    return ymr_search_returns(client, NULL, &found);
}

static ymr_status order(ymr_client *client)
{
    ymr_orders_page page;
    return ymr_get_order(client, 7, &page);
}

static ymr_status report(ymr_client *client)
{
    ymr_report_info info;
    return ymr_get_report_info(client, (ymr_text){"abc", 3}, &info);
}

static ymr_status orders(ymr_client *client)
{
    static ymr_order scratch;
    const ymr_orders_filter filter = {0};
    return ymr_get_orders(client, &filter, &quiet, NULL, &scratch, NULL);
}

static ymr_status old_orders(ymr_client *client)
{
    static ymr_old_order scratch;
    const ymr_old_orders_filter filter = {0};
    return ymr_get_old_orders(client, &filter, &quiet, NULL, &scratch, NULL);
}

/* What the description will have one day. */
static ymr_status any_object(ymr_client *client)
{
    static ymr_return found;
    const ymr_request what = {.operation = &ymr_operation_get_return, .order_id = 70, .return_id = 80};
    const ymr_answer answer = {&ymr_return_shape, &found, false};
    const ymr_status status = ymr_start_object(client, &what, &answer);
    return status == YMR_OK ? ymr_client_run(client) : status;
}

static ymr_status any_list(ymr_client *client)
{
    static ymr_return scratch;
    const ymr_request what = {.operation = &ymr_operation_get_returns};
    const ymr_listing_plan plan = {"result.returns", &ymr_return_shape, &scratch, &quiet, NULL};
    const ymr_status status = ymr_start_list(client, &what, &plan, NULL);
    return status == YMR_OK ? ymr_client_run(client) : status;
}

static ymr_status generate(ymr_client *client)
{
    static const int64_t ids[] = {7};
    ymr_report_started started;
    const ymr_returns_report what = {.campaign_ids = ids, .campaign_count = 1};
    return ymr_generate_returns_report(client, &what, &started);
}

static ymr_status download(ymr_client *client)
{
    size_t sum = 0;
    const ymr_url url = {.endpoint = client->config->endpoint, .target = {"/file", 5}};
    return ymr_download(client, &url, 100, take_all, &sum);
}

static const struct {
    const char *name;
    ymr_status (*run)(ymr_client *client);
} calls[] = {
    {"campaigns", campaigns},   {"token info", token_info},   {"return", one_return},
    {"by items", one_by_items}, {"returns", returns},         {"photo", photo},
    {"chats", chats},           {"message", message},         {"cancel", cancel},
    {"lookup", lookup},         {"decide", decide},           {"application", application},
    {"resolve", resolve},       {"search", search},           {"order", order},
    {"report", report},         {"download", download},       {"generate", generate},
    {"orders", orders},         {"older orders", old_orders}, {"any object", any_object},
    {"any list", any_list},
};

TEST(calls_are_made_one_at_a_time)
{
    static const char *const bodies[] = {"{\"status\":\"OK\",\"result\":" RETURN_8 "}"};
    for (size_t i = 0; i < COUNT_OF(calls); i++) {
        ymr_return found;
        talk_begin(&t, bodies, 1);
        CHECK_STATUS(YMR_OK, ymr_start_return(&t.client, 7, 8, &found), calls[i].name);
        CHECK_STATUS(YMR_E_BUSY, calls[i].run(&t.client), calls[i].name);
        CHECK_STATUS(YMR_OK, ymr_client_run(&t.client), "the one under way is what it was");
        CHECK_STR("GET /v2/campaigns/7/orders/7/returns/8 HTTP/1.1", talk_line(&t), calls[i].name);
        CHECK_I64(8, found.id, "and gives what was asked for");
        CHECK_U64(1, t.opens, "nothing else was sent");
    }
}

/* Beside the list stands the page's own part; who does not want it gives NULL. */
TEST(calls_leave_out_what_is_not_wanted_beside_a_list)
{
    static const char *const none[] = {"{\"campaigns\":[],\"pager\":{\"total\":0}}"};
    static const char *const orders[] = {"{\"status\":\"OK\",\"orders\":[],\"paging\":{}}"};
    static const char *const old_orders[] = {"{\"status\":\"OK\",\"orders\":[],\"pager\":{\"total\":0}}"};
    static ymr_order scratch;
    static ymr_old_order old;
    const ymr_orders_filter filter = {0};
    const ymr_old_orders_filter old_filter = {0};

    talk_begin(&t, none, 1);
    CHECK_STATUS(YMR_OK, campaigns(&t.client), "campaigns");
    talk_begin(&t, orders, 1);
    CHECK_STATUS(YMR_OK, ymr_get_orders(&t.client, &filter, &quiet, NULL, &scratch, NULL), "orders");
    talk_begin(&t, old_orders, 1);
    CHECK_STATUS(YMR_OK, ymr_get_old_orders(&t.client, &old_filter, &quiet, NULL, &old, NULL),
                 "older orders");
}

TEST(calls_may_be_any_that_the_api_has)
{
    static const char *const one[] = {"{\"status\":\"OK\",\"result\":" RETURN_8 "}"};
    static const char *const list[] = {"{\"status\":\"OK\",\"result\":{\"returns\":[" RETURN_8 "]}}"};
    static const char *const pager[] = {"{\"status\":\"OK\",\"returns\":[],\"pager\":{\"total\":3}}"};
    static ymr_return scratch;
    ymr_campaigns rest;
    talk_begin(&t, one, 1);
    CHECK_STATUS(YMR_OK, any_object(&t.client), "an object");
    CHECK_STR("GET /v2/campaigns/7/orders/70/returns/80 HTTP/1.1", talk_line(&t), "an object");
    talk_begin(&t, list, 1);
    CHECK_STATUS(YMR_OK, any_list(&t.client), "a list");
    CHECK_STR("GET /v2/campaigns/7/returns HTTP/1.1", talk_line(&t), "a list");

    const ymr_request what = {.operation = &ymr_operation_get_returns};
    const ymr_listing_plan plan = {"returns", &ymr_return_shape, &scratch, &quiet, NULL};
    static const ymr_shape none = {NULL, 0, sizeof(ymr_campaigns)};
    const ymr_answer beside = {&none, &rest, true};
    talk_begin(&t, pager, 1);
    CHECK_STATUS(YMR_OK, ymr_start_list(&t.client, &what, &plan, &beside), "a list with something beside");
    CHECK_STATUS(YMR_OK, ymr_client_run(&t.client), "a list with something beside");
    CHECK(rest.present, "it was read");
}

static ymr_status keep_item(void *context, uint32_t index, const void *element)
{
    *(ymr_return_item *)context = *(const ymr_return_item *)element;
    return index == 0 ? YMR_OK : YMR_E_RANGE;
}

TEST(calls_read_a_return_by_items_in_one_go)
{
    static const char *const bodies[] = {"{\"status\":\"OK\",\"result\":" RETURN_8 "}"};
    const ymr_list_events events = {.element = keep_item};
    ymr_return_item item, kept = {0};
    ymr_return found;
    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, ymr_get_return_by_items(&t.client, 7, 8, &events, &kept, &item, &found), NULL);
    CHECK_I64(8, found.id, "the return");
    CHECK_I64(1, kept.count, "its item");
}

TEST(calls_stream_a_photo_in_one_go)
{
    const script_part part = {
        .answer = "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 5\r\n\r\n\xff\xd8\xff!!"};
    static caller c;
    size_t sum = 0;
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_OK,
                 ymr_get_return_photo(&c.client, 7, 8, 9, (ymr_text){"87c1f5", 6}, take_all, &sum), NULL);
    CHECK_SIZE(5, sum, "all of it");
    caller_end(&c);
}
