/* The index built by a client: pages and returns that come whole, torn, twice, too big, or not at all. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"
#include "shelf.h"

enum { MOST = 12, TEXT = 900, TOKENS = 200 };

#define READY YMR_BIT(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP)
#define LIST "GET /v2/campaigns/5/returns"

static const int64_t now = INT64_C(1795204800000); /* 2026-11-20T23:00:00+03:00 */

/* A server that plays a list of answers. */
typedef struct market {
    script_part parts[MOST];
    size_t count;
} market;

static market server;
static caller c;
static shelf s;
static ymr_index_build build;

static void answer(const char *status, const char *body)
{
    char head[128];
    script_part *part = &server.parts[server.count++];
    memset(part, 0, sizeof *part);
    snprintf(head, sizeof head, "%s\r\nContent-Type: application/json\r\n", status);
    part->answer = answer_make(head, ANSWER_LENGTH, body, strlen(body), &part->length);
}

/* A page of these returns (JSON, joined by commas), and a token if another one follows. */
static void page(const char *returns, bool last)
{
    static char body[16384];
    snprintf(body, sizeof body, "{\"status\":\"OK\",\"result\":{\"returns\":[%s],\"paging\":{%s}}}", returns,
             last ? "" : "\"nextPageToken\":\"go on\"");
    if (!last) { /* tokens differ from page to page */
        char *token = strstr(body, "go on");
        token[2] = (char)('a' + server.count);
    }
    answer("200 OK", body);
}

static void single(const char *json)
{
    static char body[16384];
    snprintf(body, sizeof body, "{\"status\":\"OK\",\"result\":%s}", json);
    answer("200 OK", body);
}

#define DATE(minute) "\"updateDate\":\"2026-11-20T12:" #minute ":00+03:00\""
#define STATE(minute, shipment) DATE(minute) ",\"shipmentStatus\":\"" shipment "\",\"returnType\":\"RETURN\""
#define ITEM(sku) "{\"shopSku\":\"" sku "\",\"count\":1}"
#define SMALL(id, minute, shipment, sku)                                                                     \
    "{\"id\":" #id ",\"orderId\":" #id "0," STATE(minute, shipment) ",\"items\":[" ITEM(sku) "]}"
#define X50 "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
#define X300 X50 X50 X50 X50 X50 X50
#define LONG_ITEM(sku, track)                                                                                \
    "{\"shopSku\":\"" sku "\",\"count\":1,\"decisions\":[{\"comment\":\"" X300 "\"}],\"tracks\":[{"          \
                                                                               "\"trackCode\":\"" track "\"" \
                                                                                                        "}]" \
                                                                                                        "}"
/* Each item fits the workspace, the three of them do not. */
#define BIG(id, minute, shipment)                                                                            \
    "{\"id\":" #id ",\"orderId\":" #id "0," STATE(minute, shipment) ",\"items\":[" LONG_ITEM(                \
        "b0", "t0") "," LONG_ITEM("b1", "t1") "," LONG_ITEM("b2", "t2") "]}"

static void end_server(void)
{
    for (size_t i = 0; i < server.count; i++) {
        free((void *)(uintptr_t)server.parts[i].answer);
    }
    server.count = 0;
}

static void start_client(unsigned attempts)
{
    caller_init_sized(&c, server.parts, server.count, 1024, TEXT, TOKENS);
    c.config.policy.attempts = (uint8_t)attempts;
}

static ymr_status update(ymr_index_mode mode)
{
    return ymr_index_update(&build, &c.client, &s.index, mode, now);
}

/* An index of two returns in scope, made an hour ago. */
static void begin_shelf(size_t returns, size_t keys)
{
    shelf_begin(&s, returns, keys);
    s.index.scope = (ymr_index_scope){.shipment_statuses = READY, .campaign_id = 5};
    CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, YMR_INDEX_WHOLE, now - 3600000), NULL);
    CHECK_STATUS(YMR_OK, shelf_add(&s, SMALL(1, 10, "READY_FOR_PICKUP", "a")), NULL);
    CHECK_STATUS(YMR_OK, shelf_add(&s, SMALL(2, 11, "READY_FOR_PICKUP", "a")), NULL);
    CHECK_STATUS(YMR_OK, ymr_index_commit(&s.index), NULL);
}

static const char *was(void)
{
    static char before[SHELF_TEXT];
    snprintf(before, sizeof before, "%s", shelf_whole(&s));
    return before;
}

static bool asked(size_t number, const char *what)
{
    return number < c.script.requests && strstr(c.script.request[number], what) != NULL;
}

TEST(index_build_asks_for_the_scope_page_by_page)
{
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a") "," SMALL(4, 21, "READY_FOR_PICKUP", "b"), false);
    page(SMALL(5, 22, "READY_FOR_PICKUP", "a"), true);
    start_client(1);
    begin_shelf(4, 40);
    s.index.scope.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_REFUNDED) | YMR_BIT(YMR_REFUND_STATUS_ABSENT);
    s.index.scope.type = YMR_RETURN_TYPE_RETURN;
    CHECK_STATUS(YMR_E_ARGUMENT, update(YMR_INDEX_WHOLE), "no state is called 0");
    CHECK(!s.index.building, "and nothing is under way");
    s.index.scope.refund_statuses = 0;
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_STR("3/0 5/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    CHECK_STR("4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b"), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "1"), "the old generation is gone");
    CHECK_I64(now, s.index.live.as_of_ms, NULL);
    CHECK_I64(5, s.index.live.scope.campaign_id, NULL);
    CHECK_STATUS(YMR_OK, build.status, NULL);
    CHECK_STATUS(YMR_OK, ymr_index_step(&build), "and it says so again");
    CHECK_SIZE(2, c.script.requests, NULL);
    CHECK(asked(0, LIST "?shipmentStatuses=READY_FOR_PICKUP&type=RETURN&limit=100 "), c.script.request[0]);
    CHECK(asked(1, "pageToken="), c.script.request[1]);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_refresh_asks_for_all_states_since_the_day_before)
{
    static const struct {
        const char *update; /* of the latest return that is in */
        int64_t as_of_ms;
        const char *from;
    } rows[] = {
        {"2026-11-20T12:00:00+03:00", now, "2026-11-19"},
        {"2026-11-20T12:00:00+03:00", 0, "2026-11-19"},
        {"2026-11-20T00:00:00+03:00", 0, "2026-11-19"},
        {"2026-11-19T23:59:59+03:00", 0, "2026-11-18"},
        {"2026-03-01T12:00:00+03:00", 0, "2026-02-28"},
        {"2024-03-01T12:00:00+03:00", 0, "2024-02-29"},
        {"2026-01-01T12:00:00+03:00", 0, "2025-12-31"},
        {"2030-01-01T12:00:00+03:00", INT64_C(1795000000000), "2026-11-17"}, /* the Market's clock is wrong */
        {"2106-01-01T12:00:00+03:00", 0, "2105-12-31"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char json[512];
        page(SMALL(1, 30, "PICKED", "a") "," SMALL(4, 30, "READY_FOR_PICKUP", "a"), true);
        start_client(1);
        shelf_begin(&s, 4, 40);
        s.index.scope = (ymr_index_scope){0, READY, YMR_RETURN_TYPE_RETURN, 5};
        CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, YMR_INDEX_WHOLE, rows[i].as_of_ms), NULL);
        snprintf(json, sizeof json,
                 "{\"id\":2,\"orderId\":20,\"updateDate\":\"%s\",\"shipmentStatus\":\"READY_FOR_PICKUP\","
                 "\"returnType\":\"RETURN\",\"items\":[" ITEM("a") "]}",
                 rows[i].update);
        CHECK_STATUS(YMR_OK, shelf_add(&s, json), NULL);
        CHECK_STATUS(YMR_OK, ymr_index_commit(&s.index), NULL);
        CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), rows[i].update);
        CHECK_U64(YMR_INDEX_REFRESH, build.mode, NULL);
        char line[128];
        snprintf(line, sizeof line, LIST "?type=RETURN&fromDate=%s&limit=100 ", rows[i].from);
        CHECK(asked(0, line), c.script.request[0]);
        CHECK_STR("4/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "1 was never in, 2 stays, 4 came");
        caller_end(&c);
        shelf_end(&s);
        end_server();
    }
}

TEST(index_refresh_without_ground_is_a_whole_build)
{
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a"), true);
    start_client(1);
    begin_shelf(4, 40);
    s.index.live.scope.campaign_id = 6; /* what is there is another store's */
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), NULL);
    CHECK_U64(YMR_INDEX_WHOLE, build.mode, NULL);
    CHECK(asked(0, LIST "?shipmentStatuses=READY_FOR_PICKUP&limit=100 "), c.script.request[0]);
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "nothing of the other one");
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_refresh_takes_out_what_left)
{
    page(SMALL(1, 20, "PICKED", "a") "," SMALL(3, 21, "READY_FOR_PICKUP", "c"), false);
    page(SMALL(3, 21, "READY_FOR_PICKUP", "c") "," SMALL(4, 22, "READY_FOR_PICKUP", "a"), true);
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), NULL);
    CHECK_STR("4/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "1 has left, 2 stays");
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "1"), NULL);
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "c"), "on two pages, once in the index");
    CHECK_U64(3, s.index.live.return_count, NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_keeps_the_newer_when_the_list_moves)
{
    page(SMALL(3, 20, "READY_FOR_PICKUP", "old") "," SMALL(4, 21, "READY_FOR_PICKUP", "a"), false);
    page(SMALL(3, 25, "READY_FOR_PICKUP", "new") "," SMALL(5, 22, "READY_FOR_PICKUP", "a"), true);
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_SHOP_SKU, "old"), NULL);
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "new"), NULL);
    CHECK_U64(3, s.index.live.return_count, NULL);
    CHECK_U64(9, s.index.live.key_count, NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_fetches_what_is_too_big_by_items)
{
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a") "," BIG(7, 21, "READY_FOR_PICKUP"), false);
    page(BIG(8, 21, "READY_FOR_PICKUP") "," BIG(9, 21, "READY_FOR_PICKUP"), true);
    single(BIG(7, 25, "READY_FOR_PICKUP"));
    answer("404 Not Found", "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"gone\"}]"
                            "}");
    single(BIG(9, 25, "PICKED"));
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_SIZE(5, c.script.requests, NULL);
    CHECK(asked(2, "/orders/70/returns/7 "), c.script.request[2]);
    CHECK(asked(3, "/orders/80/returns/8 "), c.script.request[3]);
    CHECK(asked(4, "/orders/90/returns/9 "), c.script.request[4]);
    CHECK_STR("7/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b0"), "8 is gone, 9 has left");
    CHECK_STR("7/1 ", shelf_find(&s, YMR_FIELD_TRACK, "t1"), NULL);
    CHECK_STR("7/2 ", shelf_find(&s, YMR_FIELD_TRACK, "t2"), NULL);
    CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_ORDER, "70"), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "8"), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_ORDER, "90"), NULL);
    CHECK_U64(2, s.index.live.return_count, NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, s.index.live.returns[1].shipment_status,
              "its state, too");
    CHECK_U64(1795166700, s.index.live.returns[1].update_s, "and its date: 12:25");
    CHECK_U64(s.index.live.returns[1].update_s, s.index.live.last_update_s, "which is the latest");
    CHECK_U64(0, s.index.live.left_out, NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_believes_the_return_itself_more_than_a_page)
{
    /* First it was small and in a page, then too big, then gone: the last word counts. */
    page(SMALL(7, 59, "READY_FOR_PICKUP", "a") "," BIG(7, 21, "READY_FOR_PICKUP"), true);
    answer("404 Not Found", "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"gone\"}]"
                            "}");
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_U64(0, s.index.live.return_count, NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "7"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_forgets_the_dates_of_a_page_that_did_not_come)
{
    /* Or the next refresh would begin behind what it has never seen. */
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a") "," SMALL(4, 59, "READY_FOR_PICKUP", "a"), true);
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a"), true);
    server.parts[0].length -= 10;
    start_client(2);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    CHECK_U64(1795166400, s.index.live.last_update_s, "12:20");
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_by_items_begins_again_when_it_broke_off)
{
    page(BIG(7, 21, "READY_FOR_PICKUP"), true);
    single(BIG(7, 25, "READY_FOR_PICKUP"));
    single(BIG(7, 25, "READY_FOR_PICKUP"));
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    const char *clean = was();
    const char *whole = server.parts[1].answer;
    const size_t length = server.parts[1].length;
    caller_end(&c);
    shelf_end(&s);
    for (size_t cut = 0; cut < length; cut++) {
        server.parts[1].length = cut;
        server.parts[1].answer = cut == 0 ? NULL : whole;
        start_client(2);
        begin_shelf(4, 40);
        CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), check_note("cut at %zu", cut));
        CHECK_STR(clean, shelf_whole(&s), check_note("cut at %zu", cut));
        caller_end(&c);
        shelf_end(&s);
    }
    server.parts[1].answer = whole;
    end_server();
}

TEST(index_says_when_an_item_did_not_fit)
{
    page(BIG(7, 21, "READY_FOR_PICKUP"), true);
    single("{\"id\":7,\"orderId\":70," STATE(25, "READY_FOR_PICKUP") ",\"items\":[" ITEM(
        "b0") ",{\"shopSku\":\"b1\",\"count\":1,"
              "\"decisions\":[{\"comment\":\"" X300 X300 X300 "\"}]}," LONG_ITEM("b2", "t2") "]}");
    page(SMALL(3, 30, "READY_FOR_PICKUP", "a"), true);
    page(SMALL(7, 31, "READY_FOR_PICKUP", "b0"), true);
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), "the rest is worth having");
    CHECK_U64(1, s.index.live.left_out, "but it is told");
    CHECK_STR("7/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b0"), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b1"), NULL);
    CHECK_STR("7/2 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b2"), NULL);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), NULL);
    CHECK_U64(1, s.index.live.left_out, "it stays so");
    CHECK_STR("7/2 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b2"), NULL);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), NULL);
    CHECK_U64(0, s.index.live.left_out, "until it comes whole");
    CHECK_STR("", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b2"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

/* Beside its items it is longer than the workspace. */
#define HUGE(id, minute, shipment)                                                                           \
    "{\"id\":" #id ",\"orderId\":" #id "0," STATE(minute, shipment) ",\"items\":[" ITEM(                     \
        "b0") "],\"logisticPickupPoint\":{\"instruction\":\"" X300 X300 X300 X300 "\"}}"

TEST(index_build_does_without_what_can_be_read_in_no_way)
{
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a") "," HUGE(7, 21, "READY_FOR_PICKUP"), true);
    single(HUGE(7, 25, "READY_FOR_PICKUP"));
    page(SMALL(3, 30, "READY_FOR_PICKUP", "a") "," SMALL(7, 31, "READY_FOR_PICKUP", "b0"), true);
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), "one return keeps no other out");
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_ORDER, "70"), "its numbers are known");
    CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_RETURN, "7"), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b0"), NULL);
    CHECK_U64(1, s.index.live.left_out, "and it is told");
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_REFRESH), NULL);
    CHECK_U64(0, s.index.live.left_out, "until it comes whole");
    CHECK_STR("7/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b0"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_forgets_an_item_that_did_not_fit_when_it_comes_again)
{
    page(BIG(7, 21, "READY_FOR_PICKUP"), true);
    single("{\"id\":7,\"orderId\":70," STATE(
        25, "READY_FOR_PICKUP") ",\"items\":[{\"shopSku\":\"b0\",\"count\":1,"
                                "\"decisions\":[{\"comment\":\"" X300 X300 X300
                                "\"}]}," LONG_ITEM("b2", "t2") "]}");
    single(BIG(7, 26, "READY_FOR_PICKUP"));
    server.parts[1].length -= 10;
    start_client(2);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), NULL);
    CHECK_U64(0, s.index.live.left_out, "the second time all fitted");
    CHECK_STR("7/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b0"), NULL);
    CHECK_STR("7/2 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b2"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_cannot_do_without_the_ids)
{
    page("{\"id\":7,\"items\":[" LONG_ITEM("b0", "t0") "," LONG_ITEM("b1", "t1") "," LONG_ITEM("b2",
                                                                                               "t2") "]}",
         true);
    start_client(3);
    begin_shelf(4, 40);
    const char *before = was();
    CHECK_STATUS(YMR_E_MISSING, update(YMR_INDEX_WHOLE), NULL);
    CHECK_STR(before, shelf_whole(&s), NULL);
    CHECK_SIZE(1, c.script.requests, "not asked for again");
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_cannot_do_without_the_order_either)
{
    page("{\"orderId\":70,\"items\":[" LONG_ITEM("b0", "t0") "," LONG_ITEM("b1", "t1") "," LONG_ITEM(
             "b2", "t2") "]}",
         true);
    start_client(3);
    begin_shelf(4, 40);
    const char *before = was();
    CHECK_STATUS(YMR_E_MISSING, update(YMR_INDEX_WHOLE), "no id");
    CHECK_STR(before, shelf_whole(&s), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

/* Too many tokens beside its items is as bad as too many bytes. */
TEST(index_build_does_without_what_has_too_many_tokens)
{
#define MANY_9 "[],[],[],[],[],[],[],[],[]"
#define CROWDED                                                                                              \
    "{\"id\":7,\"orderId\":70," STATE(25, "READY_FOR_PICKUP") ",\"new\":[" MANY_9 "," MANY_9 "," MANY_9      \
                                                              "," MANY_9 "," MANY_9 "," MANY_9 "," MANY_9    \
                                                              "," MANY_9 "," MANY_9 "," MANY_9 "," MANY_9    \
                                                              "," MANY_9 "," MANY_9 "," MANY_9 "," MANY_9    \
                                                              "," MANY_9 "," MANY_9 "," MANY_9 "," MANY_9    \
                                                              "," MANY_9 "," MANY_9 "," MANY_9 "," MANY_9    \
                                                              "," MANY_9 "],\"items\":[" ITEM("b0") "]}"
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a") "," CROWDED, true);
    single(CROWDED);
    start_client(1);
    begin_shelf(4, 40);
    CHECK_STATUS(YMR_OK, update(YMR_INDEX_WHOLE), "one return keeps no other out");
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_RETURN, "7"), "its numbers are known");
    CHECK_U64(1, s.index.live.left_out, "and it is told");
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

/* The build that the following tests break off: two pages, one return by items. */
static void long_build(void)
{
    page(SMALL(1, 20, "PICKED", "a") "," BIG(7, 21, "READY_FOR_PICKUP"), false);
    page(SMALL(4, 22, "READY_FOR_PICKUP", "a") "," SMALL(5, 22, "READY_FOR_PICKUP", "c"), true);
    single(BIG(7, 25, "READY_FOR_PICKUP"));
}

static const ymr_index_mode modes[] = {YMR_INDEX_WHOLE, YMR_INDEX_REFRESH};

TEST(index_torn_at_any_byte_stays_as_it_was)
{
    static const script_end ends[] = {SCRIPT_CLOSE, SCRIPT_RESET};
    long_build();
    for (size_t part = 0; part < server.count; part++) {
        const size_t length = server.parts[part].length;
        const char *whole = server.parts[part].answer;
        for (size_t cut = 0; cut < length; cut++) {
            server.parts[part].length = cut;
            server.parts[part].answer = cut == 0 ? NULL : whole;
            server.parts[part].end = ends[cut % 2];
            start_client(1);
            begin_shelf(5, 40);
            const char *before = was();
            const ymr_status status = update(modes[cut / 2 % 2]);
            CHECK(status < YMR_OK, check_note("answer %zu cut at %zu", part, cut));
            CHECK_STATUS(status, build.status, NULL);
            CHECK_STR(before, shelf_whole(&s), check_note("answer %zu cut at %zu", part, cut));
            CHECK(!s.index.building, "ended");
            caller_end(&c);
            shelf_end(&s);
        }
        server.parts[part] = (script_part){.answer = whole, .length = length};
    }
    end_server();
}

TEST(index_page_that_comes_again_counts_once)
{
    for (size_t part = 0; part < 2; part++) {
        for (size_t m = 0; m < COUNT_OF(modes); m++) {
            long_build();
            const size_t length = server.parts[part].length;
            memmove(&server.parts[part + 1], &server.parts[part],
                    (server.count - part) * sizeof server.parts[0]);
            server.count++;
            const char *whole = server.parts[part].answer;
            start_client(1);
            caller_end(&c);
            for (size_t cut = 0; cut < length; cut += 7) {
                server.parts[part].length = cut;
                server.parts[part].answer = cut == 0 ? NULL : whole;
                start_client(2);
                begin_shelf(5, 40);
                CHECK_STATUS(YMR_OK, update(modes[m]), check_note("answer %zu cut at %zu", part, cut));
                CHECK_STR(m == 0 ? "4/0 " : "4/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
                CHECK_STR("7/2 ", shelf_find(&s, YMR_FIELD_TRACK, "t2"), NULL);
                CHECK_U64(m == 0 ? 3 : 4, s.index.live.return_count, NULL);
                CHECK_U64(m == 0 ? 14 : 17, s.index.live.key_count, NULL);
                caller_end(&c);
                shelf_end(&s);
            }
            server.parts[part].answer = NULL;
            end_server();
        }
    }
}

TEST(index_survives_a_fault_at_any_call_of_the_transport)
{
    long_build();
    for (size_t m = 0; m < COUNT_OF(modes); m++) {
        size_t at = 1;
        for (;; at++) {
            start_client(1);
            begin_shelf(5, 40);
            const char *before = was();
            c.script.fault_at = at;
            c.script.fault_status = YMR_E_RESET;
            const ymr_status status = update(modes[m]);
            if (c.script.calls < at) {
                CHECK_STATUS(YMR_OK, status, "no fault");
                break;
            }
            CHECK_STATUS(YMR_E_RESET, status, check_note("call %zu", at));
            CHECK_STR(before, shelf_whole(&s), check_note("call %zu", at));
            caller_end(&c);
            shelf_end(&s);
        }
        CHECK(at > 9, "three connections, each with its open, send and receive");
        CHECK_STR("7/1 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b1"), NULL);
        caller_end(&c);
        shelf_end(&s);
    }
    end_server();
}

TEST(index_refuses_or_fits_at_every_size)
{
    /* Whole: 3 returns and 14 keys, and one of each more while one leaves. */
    ymr_index_memory none = {NULL, 0, NULL, 0};
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_index_init(&s.index, &none), "no room at all");
    long_build();
    for (size_t m = 0; m < COUNT_OF(modes); m++) {
        const size_t returns = m == 0 ? 3 : 4, keys = m == 0 ? 14 : 17;
        for (size_t i = 2; i <= returns + 1; i++) {
            for (size_t k = 6; k <= keys + 1; k++) {
                start_client(1);
                begin_shelf(i, k);
                const char *before = was();
                const bool fits = i >= returns && k >= keys;
                CHECK_STATUS(fits ? YMR_OK : YMR_E_FULL, update(modes[m]),
                             check_note("%zu returns, %zu keys", i, k));
                if (!fits) {
                    CHECK_STR(before, shelf_whole(&s), check_note("%zu returns, %zu keys", i, k));
                    CHECK_STR("1/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "goes on answering");
                    CHECK(c.script.requests <= 3, "not asked for again");
                }
                caller_end(&c);
                shelf_end(&s);
            }
        }
    }
    end_server();
}

TEST(index_build_can_be_given_up_at_any_step)
{
    for (size_t m = 0; m < COUNT_OF(modes); m++) {
        for (size_t steps = 0;; steps++) {
            long_build();
            for (size_t i = 0; i < server.count; i++) {
                server.parts[i].piece = 40;
                server.parts[i].pause_ms = 1;
            }
            start_client(1);
            begin_shelf(5, 40);
            const char *before = was();
            CHECK_STATUS(YMR_OK, ymr_index_start(&build, &c.client, &s.index, modes[m], now), NULL);
            ymr_status status = YMR_PENDING;
            for (size_t i = 0; i < steps && status == YMR_PENDING; i++) {
                status = ymr_index_step(&build);
                CHECK(status != YMR_PENDING || strcmp(before, shelf_whole(&s)) == 0, "the old one answers");
                c.script.now += 1;
            }
            ymr_index_cancel(&build);
            if (status == YMR_OK) {
                CHECK_STATUS(YMR_OK, build.status, "it was over");
                CHECK_STR("7/1 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b1"), NULL);
                CHECK(steps > 20, "many steps were looked at");
            } else {
                CHECK_STATUS(YMR_E_STOPPED, build.status, check_note("after %zu steps", steps));
                CHECK_STATUS(YMR_E_STOPPED, ymr_index_step(&build), NULL);
                CHECK_STR(before, shelf_whole(&s), check_note("after %zu steps", steps));
                CHECK(!c.script.open, "the connection is closed");
                CHECK_STATUS(YMR_OK, ymr_index_start(&build, &c.client, &s.index, modes[m], now),
                             "and again");
                ymr_index_cancel(&build);
            }
            caller_end(&c);
            shelf_end(&s);
            end_server();
            if (status == YMR_OK) {
                break;
            }
        }
    }
}

TEST(index_build_is_one_at_a_time)
{
    static ymr_index_build other;
    page(SMALL(3, 20, "READY_FOR_PICKUP", "a"), true);
    start_client(1);
    begin_shelf(5, 40);
    s.index.scope.campaign_id = 3;
    CHECK_STATUS(YMR_OK, caller_start_returns(&c), "the client has something else to do");
    CHECK_STATUS(YMR_E_BUSY, update(YMR_INDEX_WHOLE), NULL);
    CHECK_I64(3, s.index.scope.campaign_id, "nothing was begun");
    CHECK(!s.index.building, NULL);
    CHECK_STATUS(YMR_E_BUSY, ymr_index_step(&build), NULL);
    ymr_client_cancel(&c.client);
    CHECK_STATUS(YMR_OK, ymr_index_start(&build, &c.client, &s.index, YMR_INDEX_WHOLE, now), NULL);
    CHECK_STATUS(YMR_E_BUSY, ymr_index_start(&other, &c.client, &s.index, YMR_INDEX_WHOLE, now), NULL);
    CHECK_STATUS(YMR_E_BUSY, ymr_index_start(&build, &c.client, &s.index, YMR_INDEX_WHOLE, now), NULL);
    CHECK_STATUS(YMR_E_BUSY, ymr_index_begin(&s.index, YMR_INDEX_WHOLE, now), NULL);
    ymr_status status;
    while ((status = ymr_index_step(&build)) == YMR_PENDING) {
        ymr_client_wait(&c.client, UINT32_MAX);
    }
    CHECK_STATUS(YMR_OK, status, "it went on");
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}

TEST(index_build_sorts_in_steps)
{
    enum { RETURNS = 600 };
    char json[256];
    page("", true);
    start_client(1);
    shelf_begin(&s, RETURNS, 3 * RETURNS);
    s.index.scope.campaign_id = 5;
    CHECK_STATUS(YMR_OK, ymr_index_start(&build, &c.client, &s.index, YMR_INDEX_WHOLE, now), NULL);
    for (unsigned id = 1; id <= RETURNS; id++) {
        snprintf(json, sizeof json,
                 "{\"id\":%u,\"orderId\":%u,\"returnType\":\"RETURN\",\"items\":[" ITEM("a") "]}", id, id);
        CHECK_STATUS(YMR_OK, shelf_add(&s, json), NULL);
    }
    unsigned steps = 0;
    ymr_status status = YMR_PENDING;
    while (status == YMR_PENDING) {
        status = ymr_index_step(&build);
        ymr_client_wait(&c.client, UINT32_MAX);
        steps += c.client.outcome.http_status == 200 ? 1 : 0;
    }
    CHECK_STATUS(YMR_OK, status, NULL);
    CHECK(steps >= 11 && steps <= 14, check_note("%u steps for 2,700 sifts", steps));
    CHECK_U64(3 * RETURNS, s.index.live.key_count, NULL);
    CHECK_STR("77/- ", shelf_find(&s, YMR_FIELD_ORDER, "77"), NULL);
    caller_end(&c);
    shelf_end(&s);
    end_server();
}
