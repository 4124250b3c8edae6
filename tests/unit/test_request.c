/* Requests, byte for byte (RFC 9112, RFC 3986, and the API's description). */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "writer.h"
#include "ymr/request.h"
#include "ymr/version.h"

enum { SIZE = 4096 };

#define KEY "ACMA:0123456789012345678901234567890123456789:01234567"
#define TAIL(accept, connection)                                                                             \
    " HTTP/1.1\r\nHost: api.example\r\nApi-Key: " KEY "\r\nAccept: " accept                                  \
    "\r\nAccept-Encoding: identity\r\nUser-Agent: ymr/" YMR_VERSION "\r\nConnection: " connection "\r\n\r\n"
#define JSON TAIL("application/json", "close")

static const ymr_endpoint server = {"api.example", 443, true};

static ymr_request request_of(ymr_operation_id operation)
{
    return (ymr_request){.operation = (unsigned)operation < YMR_OPERATION_COUNT ? ymr_operations[operation] : NULL,
                         .endpoint = &server,
                         .api_key = KEY,
                         .campaign_id = 7,
                         .order_id = 8,
                         .return_id = 9,
                         .item_id = 10,
                         .hash = {"hash", 4}};
}

/* What the request reads as, terminated; of static storage. */
static const char *written(const ymr_request *request)
{
    static char out[SIZE];
    size_t length = 0;

    CHECK_STATUS(YMR_OK, ymr_request_write(request, out, sizeof out - 1, &length), NULL);
    out[length] = '\0';
    return out;
}

/* The part of the first line between method and version. */
static const char *target(const ymr_request *request)
{
    static char out[SIZE];
    const char *from = strchr(written(request), ' ') + 1;

    snprintf(out, sizeof out, "%.*s", (int)(strstr(from, " HTTP/1.1\r\n") - from), from);
    return out;
}

static const char *list_target(const ymr_returns_filter *filter)
{
    ymr_request request = request_of(YMR_GET_RETURNS);

    request.arguments = filter;
    request.query = ymr_returns_query;
    return target(&request);
}

static void check_refused(const ymr_request *request, const char *note)
{
    char out[SIZE];
    size_t length = 1;

    memset(out, 0, sizeof out);
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_request_write(request, out, sizeof out, &length), note);
    CHECK_SIZE(0, length, note);
    for (size_t i = 0; i + sizeof KEY - 1 <= sizeof out; i++) {
        CHECK(memcmp(out + i, KEY, sizeof KEY - 1) != 0, "the key must not stay behind");
    }
}

TEST(request_writes_each_operation_whole)
{
    ymr_request request = request_of(YMR_GET_RETURNS);

    CHECK_STR("GET /v2/campaigns/7/returns" JSON, written(&request), "getReturns");
    request = request_of(YMR_GET_RETURN);
    CHECK_STR("GET /v2/campaigns/7/orders/8/returns/9" JSON, written(&request), "getReturn");
    request = request_of(YMR_GET_RETURN_PHOTO);
    request.keep_alive = true;
    CHECK_STR("GET /v2/campaigns/7/orders/8/returns/9/decision/10/image/hash" TAIL(
                  "image/jpeg, image/png, application/octet-stream;q=0.5", "keep-alive"),
              written(&request), "getReturnPhoto");
}

/* operationId, path and x-resource-limit-config of the API's description; 4 calls at a time unless it says otherwise. */
TEST(request_operations_are_those_of_the_description)
{
    static const struct {
        const char *name, *method, *path;
        uint16_t calls, seconds;
        uint8_t parallel;
    } rows[YMR_OPERATION_COUNT] = {
        [YMR_GET_RETURNS] = {"getReturns", "GET", "/v2/campaigns/{c}/returns", 5000, 3600, 4},
        [YMR_GET_RETURN] = {"getReturn", "GET", "/v2/campaigns/{c}/orders/{o}/returns/{r}", 7000, 3600, 4},
        [YMR_GET_RETURN_PHOTO] = {"getReturnPhoto", "GET", "/v2/campaigns/{c}/orders/{o}/returns/{r}/decision/{i}/image/{h}", 5000, 3600, 4},
        [YMR_GET_RETURN_APPLICATION] = {"getReturnApplication", "GET", "/v2/campaigns/{c}/orders/{o}/returns/{r}/application", 5000, 3600, 4},
        [YMR_GET_RETURN_AVAILABLE_DECISIONS] = {"getReturnAvailableDecisions", "POST", "/v1/businesses/{b}/returns/decisions", 5000, 3600, 4},
        [YMR_SUBMIT_RETURN_DECISION] = {"submitReturnDecision", "POST", "/v2/campaigns/{c}/orders/{o}/returns/{r}/decision/submit", 5000, 3600, 4},
        [YMR_SET_RETURN_DECISION] = {"setReturnDecision", "POST", "/v2/campaigns/{c}/orders/{o}/returns/{r}/decision", 1000, 3600, 4},
        [YMR_CREATE_RETURN] = {"createReturn", "POST", "/v1/campaigns/{c}/returns/create", 5000, 3600, 4},
        [YMR_GET_RETURN_DELIVERY_OPTIONS] = {"getReturnDeliveryOptions", "POST", "/v1/campaigns/{c}/return-delivery-options", 5000, 3600, 4},
        [YMR_CANCEL_RETURN] = {"cancelReturn", "POST", "/v1/campaigns/{c}/returns/cancel", 5000, 3600, 4},
        [YMR_GET_OPERATIONS] = {"getOperations", "POST", "/v1/businesses/{b}/operations", 1000, 3600, 4},
        [YMR_GET_BUSINESS_ORDERS] = {"getBusinessOrders", "POST", "/v1/businesses/{b}/orders", 10000, 3600, 6},
        [YMR_GET_ORDERS] = {"getOrders", "GET", "/v2/campaigns/{c}/orders", 10000, 3600, 6},
        [YMR_GET_ORDER] = {"getOrder", "GET", "/v2/campaigns/{c}/orders/{o}", 10000, 3600, 6},
        [YMR_CREATE_CHAT] = {"createChat", "POST", "/v2/businesses/{b}/chats/new", 1000, 3600, 4},
        [YMR_GET_CHATS] = {"getChats", "POST", "/v2/businesses/{b}/chats", 5000, 3600, 4},
        [YMR_GET_CHAT] = {"getChat", "GET", "/v2/businesses/{b}/chat", 1000, 3600, 4},
        [YMR_GET_CHAT_HISTORY] = {"getChatHistory", "POST", "/v2/businesses/{b}/chats/history", 10000, 3600, 4},
        [YMR_GET_CHAT_MESSAGE] = {"getChatMessage", "GET", "/v2/businesses/{b}/chats/message", 1000, 3600, 4},
        [YMR_SEND_MESSAGE_TO_CHAT] = {"sendMessageToChat", "POST", "/v2/businesses/{b}/chats/message", 1000, 3600, 4},
        [YMR_GENERATE_UNITED_RETURNS_REPORT] = {"generateUnitedReturnsReport", "POST", "/v2/reports/united-returns/generate", 1, 120, 4},
        [YMR_GET_REPORT_INFO] = {"getReportInfo", "GET", "/v2/reports/info/{p}", 100, 60, 4},
        [YMR_GET_CAMPAIGNS] = {"getCampaigns", "GET", "/v2/campaigns", 1000, 3600, 4},
        [YMR_GET_AUTH_TOKEN_INFO] = {"getAuthTokenInfo", "POST", "/v2/auth/token", 100, 3600, 4},
        [YMR_DOWNLOAD] = {"download", "GET", "{t}", 0, 0, 0}, /* of ours: the API has no limit for it */
    };

    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ymr_operation *got = ymr_operations[i];
        CHECK_STR(rows[i].name, got->name, rows[i].name);
        CHECK_STR(rows[i].method, got->method, rows[i].name);
        CHECK_STR(rows[i].path, got->path, rows[i].name);
        CHECK_U64(rows[i].calls, got->calls, rows[i].name);
        CHECK_U64(rows[i].seconds, got->seconds, rows[i].name);
        CHECK_U64(rows[i].parallel, got->parallel, rows[i].name);
        CHECK(got->repeatable == (strcmp(got->method, "GET") == 0), rows[i].name);
        CHECK(got->effect == YMR_EFFECT_NONE || !got->repeatable, rows[i].name);
    }
}

/* RFC 9110, section 7.2: Host is the authority of the URI, without a default port. */
TEST(request_names_the_host)
{
    static const struct {
        ymr_endpoint endpoint;
        const char *line;
    } cases[] = {
        {{"a.example", 443, true}, "\r\nHost: a.example\r\n"},
        {{"a.example", 80, true}, "\r\nHost: a.example:80\r\n"},
        {{"a.example", 65535, true}, "\r\nHost: a.example:65535\r\n"},
        {{"localhost", 80, false}, "\r\nHost: localhost\r\n"},
        {{"127.0.0.1", 443, false}, "\r\nHost: 127.0.0.1:443\r\n"},
        {{"::1", 443, true}, "\r\nHost: [::1]\r\n"},
        {{"2001:db8::1", 8443, true}, "\r\nHost: [2001:db8::1]:8443\r\n"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_request request = request_of(YMR_GET_RETURN);
        request.endpoint = &cases[i].endpoint;
        const char *line = strstr(written(&request), "\r\n");
        CHECK(strncmp(cases[i].line, line, strlen(cases[i].line)) == 0, cases[i].line);
    }
}

/* The description: campaignId has a minimum of 1, the other ids none. */
TEST(request_takes_every_id_that_the_api_does)
{
    ymr_request request = request_of(YMR_GET_RETURN_PHOTO);

    request.campaign_id = INT64_MAX;
    request.order_id = INT64_MIN;
    request.return_id = INT64_C(9007199254740993);
    request.item_id = 0;
    CHECK_STR("/v2/campaigns/9223372036854775807/orders/-9223372036854775808/returns/9007199254740993"
              "/decision/0/image/hash",
              target(&request), "to the last bit");
    request.campaign_id = 1;
    CHECK(strncmp("/v2/campaigns/1/", target(&request), 16) == 0, "the smallest campaign");
    request.campaign_id = 0;
    check_refused(&request, "campaign 0");
    request.campaign_id = -1;
    check_refused(&request, "campaign -1");
    request.campaign_id = INT64_MIN;
    check_refused(&request, "campaign of all bits");
}

/* RFC 3986, section 2.3: all but unreserved characters is encoded, so a hash stays inside its segment. */
TEST(request_keeps_a_hash_inside_its_segment)
{
    static const struct {
        const char *hash;
        size_t length;
        const char *segment;
    } cases[] = {
        {"AZaz09-._~", 10, "AZaz09-._~"},
        {"../../x", 7, "..%2F..%2Fx"},
        {"...", 3, "..."},
        {".a", 2, ".a"},
        {"a/b?c#d", 7, "a%2Fb%3Fc%23d"},
        {"a b\r\nX: y", 9, "a%20b%0D%0AX%3A%20y"},
        {"%2e%2e", 6, "%252e%252e"},
        {"a\0b", 3, "a%00b"},
        {"\xD1\x8F\x7f\xff", 4, "%D1%8F%7F%FF"},
        {"+&=;,:@!$'()*[]\"\\", 17, "%2B%26%3D%3B%2C%3A%40%21%24%27%28%29%2A%5B%5D%22%5C"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_request request = request_of(YMR_GET_RETURN_PHOTO);
        request.hash = (ymr_text){cases[i].hash, cases[i].length};
        const char *got = target(&request);
        CHECK_STR(cases[i].segment, strrchr(got, '/') + 1, cases[i].segment);
        CHECK(strncmp(got, "/v2/campaigns/7/orders/8/returns/9/decision/10/image/", 53) == 0,
              cases[i].segment);
    }
}

TEST(request_encodes_every_byte_but_unreserved_ones)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    for (int byte = 0; byte < 256; byte++) {
        const char text[] = {'x', (char)byte};
        char expected[8];
        ymr_request request = request_of(YMR_GET_RETURN_PHOTO);
        request.hash = (ymr_text){text, sizeof text};
        if (byte != 0 && strchr(unreserved, byte) != NULL) {
            snprintf(expected, sizeof expected, "x%c", byte);
        } else {
            snprintf(expected, sizeof expected, "x%%%02X", (unsigned)byte);
        }
        CHECK_STR(expected, strrchr(target(&request), '/') + 1, expected);
    }
}

/* RFC 3986, section 5.2.4: these are no segments but steps. */
TEST(request_refuses_a_hash_that_is_no_segment)
{
    static const ymr_text hashes[] = {{NULL, 0}, {"", 0}, {".", 1}, {"..", 2}};

    for (size_t i = 0; i < COUNT_OF(hashes); i++) {
        ymr_request request = request_of(YMR_GET_RETURN_PHOTO);
        request.hash = hashes[i];
        check_refused(&request, hashes[i].bytes);
    }
}

TEST(request_writes_each_filter)
{
    static const int64_t ids[] = {1, -2, INT64_C(9007199254740993)};
    static const struct {
        ymr_returns_filter filter;
        const char *query;
    } cases[] = {
        {{.order_count = 0}, ""},
        {{.order_ids = ids, .order_count = 0}, ""},
        {{.order_ids = ids, .order_count = 1}, "?orderIds=1"},
        {{.order_ids = ids, .order_count = 3}, "?orderIds=1&orderIds=-2&orderIds=9007199254740993"},
        {{.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_STARTED_BY_USER)}, "?statuses=STARTED_BY_USER"},
        {{.refund_statuses =
              YMR_BIT(YMR_REFUND_STATUS_UNKNOWN) | YMR_BIT(YMR_REFUND_STATUS_WAITING_FOR_DECISION)},
         "?statuses=WAITING_FOR_DECISION&statuses=UNKNOWN"},
        {{.shipment_statuses = YMR_BIT(YMR_SHIPMENT_STATUS_CREATED) | YMR_BIT(YMR_SHIPMENT_STATUS_UNKNOWN)},
         "?shipmentStatuses=CREATED&shipmentStatuses=UNKNOWN"},
        {{.type = YMR_RETURN_TYPE_RETURN}, "?type=RETURN"},
        {{.type = YMR_RETURN_TYPE_UNREDEEMED}, "?type=UNREDEEMED"},
        {{.from_day = "2026-02-28"}, "?fromDate=2026-02-28"},
        {{.to_day = "2024-02-29"}, "?toDate=2024-02-29"},
        {{.page_size = 1}, "?limit=1"},
        {{.page_size = 100}, "?limit=100"},
        {{ids, 2, YMR_BIT(YMR_REFUND_STATUS_REFUNDED), YMR_BIT(YMR_SHIPMENT_STATUS_LOST),
          YMR_RETURN_TYPE_RETURN, "2026-01-01", "2026-12-31", 50},
         "?orderIds=1&orderIds=-2&statuses=REFUNDED&shipmentStatuses=LOST&type=RETURN&fromDate=2026-01-01"
         "&toDate=2026-12-31"
         "&limit=50"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char expected[SIZE];
        snprintf(expected, sizeof expected, "/v2/campaigns/7/returns%s", cases[i].query);
        CHECK_STR(expected, list_target(&cases[i].filter), cases[i].query);
    }
}

TEST(request_names_every_status_of_the_lists)
{
#define REFUND(prefix, name) "&statuses=" #name
#define SHIPMENT(prefix, name) "&shipmentStatuses=" #name
#define BIT(prefix, name) | YMR_BIT(prefix##_##name)
    const ymr_returns_filter filter = {.refund_statuses = 0 YMR_REFUND_STATUS_LIST(BIT),
                                       .shipment_statuses = 0 YMR_SHIPMENT_STATUS_LIST(BIT)};
    static const char refund[] = YMR_REFUND_STATUS_LIST(REFUND);
    static const char shipment[] = YMR_SHIPMENT_STATUS_LIST(SHIPMENT);
    char expected[SIZE];
#undef REFUND
#undef SHIPMENT
#undef BIT

    snprintf(expected, sizeof expected, "/v2/campaigns/7/returns?%s%s", refund + 1, shipment);
    CHECK_STR(expected, list_target(&filter), "all bits");
}

TEST(request_writes_the_page_token)
{
    static const ymr_returns_filter filter = {.page_size = 2};
    ymr_request request = request_of(YMR_GET_RETURNS);

    request.page_token = (ymr_text){"a+/= \0&b", 8};
    CHECK_STR("/v2/campaigns/7/returns?pageToken=a%2B%2F%3D%20%00%26b", target(&request), "alone");
    request.arguments = &filter;
    request.query = ymr_returns_query;
    CHECK_STR("/v2/campaigns/7/returns?limit=2&pageToken=a%2B%2F%3D%20%00%26b", target(&request), "last");
    request.page_token = (ymr_text){"", 0};
    CHECK_STR("/v2/campaigns/7/returns?limit=2&pageToken=", target(&request), "empty is not absent");
}

TEST(request_refuses_filters_that_cannot_be)
{
    static int64_t ids[51];
    static const struct {
        ymr_returns_filter filter;
        const char *note;
    } cases[] = {
        {{.order_ids = ids, .order_count = 51}, "51 orders"},
        {{.order_ids = NULL, .order_count = 1}, "no orders where one is said to be"},
        {{.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_ABSENT)}, "absent is no status"},
        {{.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_UNRECOGNIZED)}, "unrecognized has no name"},
        {{.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_UNKNOWN) << 1}, "beyond the list"},
        {{.refund_statuses = UINT32_MAX}, "all bits"},
        {{.shipment_statuses = YMR_BIT(YMR_SHIPMENT_STATUS_UNKNOWN) << 1}, "beyond the list"},
        {{.shipment_statuses = UINT32_C(1) << 31}, "the last bit"},
        {{.type = YMR_RETURN_TYPE_UNRECOGNIZED}, "unrecognized type"},
        {{.type = (ymr_return_type)(YMR_RETURN_TYPE_RETURN + 1)}, "type beyond the list"},
        {{.from_day = ""}, "empty day"},
        {{.from_day = "2026-02-29"}, "no leap year"},
        {{.from_day = "2026-13-01"}, "month 13"},
        {{.from_day = "2026-1-1"}, "too short"},
        {{.from_day = "2026-01-01 "}, "too long"},
        {{.from_day = "2026-01-01\r\nX: y"}, "line break"},
        {{.to_day = "01-01-2026"}, "other order"},
        {{.page_size = 101}, "page of 101"},
        {{.page_size = UINT16_MAX}, "page of 65535"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_request request = request_of(YMR_GET_RETURNS);
        request.arguments = &cases[i].filter;
        request.query = ymr_returns_query;
        check_refused(&request, cases[i].note);
    }
}

TEST(request_takes_fifty_orders)
{
    static int64_t ids[50];
    const ymr_returns_filter filter = {.order_ids = ids, .order_count = 50};
    const char *got = list_target(&filter);
    size_t count = 0;

    for (const char *at = got; (at = strstr(at, "orderIds=")) != NULL; at++) {
        count++;
    }
    CHECK_SIZE(50, count, got);
}

/* RFC 9110, section 5.5: a CR, LF or NUL in a value is an attack. */
TEST(request_refuses_a_host_or_key_that_is_not_visible_ascii)
{
    static const char *const texts[] = {"",    " ",   "a b",   "a\r\nX: y", "a\n",
                                        "a\r", "a\t", "a\x7f", "\xD1\x8F",  "a\x01"};
    ymr_request request;

    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        const ymr_endpoint odd = {texts[i], 443, true};
        request = request_of(YMR_GET_RETURN);
        request.api_key = texts[i];
        check_refused(&request, texts[i]);
        request = request_of(YMR_GET_RETURN);
        request.endpoint = &odd;
        check_refused(&request, texts[i]);
    }
    request = request_of(YMR_GET_RETURN);
    request.api_key = NULL;
    check_refused(&request, "no key");
    request = request_of(YMR_GET_RETURN);
    request.endpoint = NULL;
    check_refused(&request, "no endpoint");
    const ymr_endpoint no_port = {"a", 0, true};
    request.endpoint = &no_port;
    check_refused(&request, "port 0");
    const ymr_endpoint no_host = {NULL, 443, true};
    request.endpoint = &no_host;
    check_refused(&request, "no host");
    request = request_of(YMR_OPERATION_COUNT);
    check_refused(&request, "no operation");
}

/* Into each size of buffer: nothing is written behind it, the need is exact, one too small keeps no key. */
TEST(request_tells_the_size_that_it_needs)
{
    static const int64_t ids[] = {123456789, 2};
    static const ymr_returns_filter filter = {.order_ids = ids, .order_count = 2, .page_size = 10};
    ymr_request request = request_of(YMR_GET_RETURNS);
    char whole[SIZE];
    size_t needed;

    request.arguments = &filter;
    request.query = ymr_returns_query;
    request.page_token = (ymr_text){"a/b", 3};
    CHECK_STATUS(YMR_OK, ymr_request_write(&request, whole, sizeof whole, &needed), "whole");
    for (size_t size = 0; size <= needed; size++) {
        const char *note = check_note("size %zu of %zu", size, needed);
        char *out = malloc(size > 0 ? size : 1); /* of exactly that size, for the sanitizer */
        size_t length = 0;
        const ymr_status status = ymr_request_write(&request, size > 0 ? out : NULL, size, &length);
        CHECK_STATUS(size == needed ? YMR_OK : YMR_E_SPACE, status, note);
        CHECK_SIZE(needed, length, note);
        for (size_t i = 0; i < size; i++) {
            CHECK(out[i] == (size == needed ? whole[i] : '\0'), note);
        }
        free(out);
    }
}

static void body_of(ymr_writer *w, const void *arguments)
{
    ymr_put_bytes(w, ((const ymr_text *)arguments)->bytes, ((const ymr_text *)arguments)->length);
}

/* The Market takes 512 KB; what is longer is never written, whatever room there is. */
TEST(request_takes_a_body_of_512_kb)
{
    const size_t size = YMR_MAX_BODY + SIZE;
    char *bytes = malloc(size), *out = malloc(size);
    ymr_text body = {bytes, YMR_MAX_BODY};
    ymr_request request = request_of(YMR_SUBMIT_RETURN_DECISION);
    size_t length = 0;
    memset(bytes, 'x', size);
    request.arguments = &body;
    request.body = body_of;
    CHECK_STATUS(YMR_OK, ymr_request_write(&request, out, size, &length), "512 KB");
    CHECK_BYTES(bytes, YMR_MAX_BODY, out + length - YMR_MAX_BODY, YMR_MAX_BODY, "the body");
    body.length++;
    CHECK_STATUS(YMR_E_TOO_BIG, ymr_request_write(&request, out, size, &length), "a byte more");
    CHECK_SIZE(0, length, "nothing is left of it");
    CHECK(out[0] == '\0' && out[size - 1] == '\0', "nothing is left of it");
    free(bytes);
    free(out);
}
