/* What a return that was read says of decisions that somebody wanted. */
#include <stdio.h>

#include "check.h"
#include "talk.h"
#include "ymr/decisions.h"

enum { TEXT_SIZE = 8192, TOKENS = 512 };

#define TYPE(name) YMR_DECISION_TYPE_##name

/* A return with these items' decisions in this status; ids are those of the real path below. */
#define HEAD "{\"id\":9,\"orderId\":8,\"returnType\":\"RETURN\","
#define STATUS(status) HEAD "\"refundStatus\":\"" status "\","
#define ITEM(decisions) "{\"shopSku\":\"a\",\"count\":1,\"decisions\":" decisions "}"
#define SHOWS(id, type) "{\"returnItemId\":" id ",\"decisionType\":\"" type "\"}"
#define BOTH(a, b) "\"items\":[" ITEM("[" SHOWS("1", a) "]") "," ITEM("[" SHOWS("2", b) "]") "]}"

static const ymr_item_decision two[] = {{1, TYPE(REFUND_MONEY), .reason = 0},
                                        {2, TYPE(REPLACE), .reason = 0}};
static const ymr_decisions wanted = {two, 2};

#define UNTOLD YMR_RESOLUTION_UNTOLD
#define MATCHES YMR_RESOLUTION_MATCHES
#define DIFFERS YMR_RESOLUTION_DIFFERS
#define WAITING YMR_RESOLUTION_WAITING

static const struct {
    ymr_resolution expected;
    const char *json;
} cases[] = {
    /* every status that follows a decision, by the state machines; and those around them */
    {MATCHES, STATUS("PREMODERATION_DECISION_MADE") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("PREMODERATION_SELECT_DELIVERY") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("PREMODERATION_DISPUTE") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("STARTED_BY_USER") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("REFUND_IN_PROGRESS") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("REFUNDED") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("REJECTED") BOTH("REFUND_MONEY", "REPLACE")},
    {MATCHES, STATUS("DECISION_MADE") BOTH("REFUND_MONEY", "REPLACE")},
    /* it waits: whatever is shown may be a selection, or an older state */
    {WAITING, STATUS("PREMODERATION_DECISION_WAITING") BOTH("REFUND_MONEY", "REPLACE")},
    {WAITING, STATUS("WAITING_FOR_DECISION") BOTH("REFUND_MONEY", "REPLACE")},
    {WAITING, STATUS("WAITING_FOR_DECISION") BOTH("REPAIR", "REPAIR")},
    {WAITING, STATUS("WAITING_FOR_DECISION") "\"items\":[]}"},
    /* nobody knows whether it waits */
    {UNTOLD, STATUS("UNKNOWN") BOTH("REFUND_MONEY", "REPLACE")},
    {UNTOLD, STATUS("NEW_PREMODERATION_BY_ROBOT") BOTH("REFUND_MONEY", "REPLACE")},
    {UNTOLD, STATUS("NEW_PREMODERATION_BY_ROBOT") BOTH("REPAIR", "REPAIR")},
    {UNTOLD, HEAD BOTH("REFUND_MONEY", "REPLACE")},
    {UNTOLD, HEAD "\"refundStatus\":null," BOTH("REFUND_MONEY", "REPLACE")},
    /* one of them is another: known, also when it is newer than this version */
    {DIFFERS, STATUS("DECISION_MADE") BOTH("REFUND_MONEY", "REPAIR")},
    {DIFFERS, STATUS("DECISION_MADE") BOTH("REPLACE", "REFUND_MONEY")},
    {DIFFERS, STATUS("DECISION_MADE") BOTH("REFUND_MONEY", "NEW_REFUND_TO_PHONE")},
    {DIFFERS, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS("1", "REPAIR") "]") "]}"},
    {DIFFERS, STATUS("DECISION_MADE") BOTH("UNKNOWN", "REPAIR")},
    /* one of them says nothing */
    {UNTOLD, STATUS("DECISION_MADE") BOTH("REFUND_MONEY", "UNKNOWN")},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS("1", "REFUND_MONEY") "]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM("null") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[{\"shopSku\":\"a\",\"count\":1}]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM(
                 "[" SHOWS("1", "REFUND_MONEY") ",{\"returnItemId\":2}]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM(
                 "[" SHOWS("1", "REFUND_MONEY") ",{\"returnItemId\":2,\"decisionType\":null}]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS(
                 "1", "REFUND_MONEY") ",{\"returnItemId\":2.5,\"decisionType\":\"REPLACE\"}]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS(
                 "1", "REFUND_MONEY") ",{\"returnItemId\":\"2\",\"decisionType\":\"REPLACE\"}]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM(
                 "[" SHOWS("1", "REFUND_MONEY") ",{\"decisionType\":\"REPLACE\"}]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS(
                 "1", "REFUND_MONEY") ",{\"returnItemId\":null,\"decisionType\":\"REPLACE\"}]") "]}"},
    /* one item twice is not two items; of one shown twice, both count */
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM(
                 "[" SHOWS("1", "REFUND_MONEY") "," SHOWS("1", "REFUND_MONEY") "]") "]}"},
    {DIFFERS, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS("1", "REFUND_MONEY") "," SHOWS(
                  "2", "REPLACE") "," SHOWS("1", "REPAIR") "]") "]}"},
    {UNTOLD, STATUS("DECISION_MADE") "\"items\":[" ITEM(
                 "[" SHOWS("1", "REFUND_MONEY") "," SHOWS("2", "REPLACE") ",{\"returnItemId\":1}]") "]}"},
    /* others do not matter, nor what else is there, nor the order */
    {MATCHES, STATUS("DECISION_MADE") "\"items\":[" ITEM("[" SHOWS("3", "REPAIR") "," SHOWS(
                  "2", "REPLACE") "]") "," ITEM("[{\"decisionType\":\"REFUND_MONEY\",\"amount\":{\"value\":1,"
                                                "\"currencyId\":\"RUR\"},\"images\":[\"returnItemId\"],"
                                                "\"returnItemId\":1,\"new\":{\"returnItemId\":2,"
                                                "\"decisionType\":\"REPAIR\"}}]") "]}"},
    {MATCHES, "{\"items\":[" ITEM("[" SHOWS("1", "REFUND_MONEY") "," SHOWS(
                  "2", "REPLACE") "]") "],\"refundStatus\":\"REFUNDED\",\"returnType\":\"RETURN\","
                                       "\"orderId\":8,\"id\":9}"},
    {MATCHES,
     STATUS("DECISION_MADE") "\"items\":[" ITEM("[{\"return\\u0049temId\":1,\"decisionType\":"
                                                "\"REFUND\\u005fMONEY\"}," SHOWS("2", "REPLACE") "]") "]}"},
};

/* Whole. */

static ymr_resolution compare_whole(const char *json, const ymr_decisions *decisions)
{
    static char text[TEXT_SIZE];
    static ymr_token tokens[TOKENS];
    static ymr_document document;
    static ymr_return read;
    ymr_report report = {.warn = NULL};
    ymr_comparison scratch;

    snprintf(text, sizeof text, "%s", json);
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(text), tokens, TOKENS, NULL), json);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &read, &report), json);
    memset(&scratch, 0xFF, sizeof scratch);
    return ymr_decision_compare(&scratch, decisions, &read);
}

TEST(resolve_compares_a_whole_return)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_I64(cases[i].expected, compare_whole(cases[i].json, &wanted), cases[i].json);
    }
}

TEST(resolve_compares_no_more_than_it_can_hold)
{
    static ymr_item_decision many[YMR_MAX_COMPARED + 1];
    static char json[65536];
    static ymr_token tokens[8 * YMR_MAX_COMPARED];
    static ymr_document document;
    static ymr_return read;
    ymr_report report = {.warn = NULL};
    ymr_comparison scratch;
    size_t at = (size_t)snprintf(
        json, sizeof json, "%s\"items\":[{\"shopSku\":\"a\",\"count\":1,\"decisions\":[", STATUS("REFUNDED"));

    for (int i = 0; i <= YMR_MAX_COMPARED; i++) {
        many[i] = (ymr_item_decision){i + 1, TYPE(REPAIR), .reason = 0};
        at +=
            (size_t)snprintf(json + at, sizeof json - at,
                             "%s{\"returnItemId\":%d,\"decisionType\":\"REPAIR\"}", i > 0 ? "," : "", i + 1);
    }
    at += (size_t)snprintf(json + at, sizeof json - at, "]}]}");
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, json, at, tokens, COUNT_OF(tokens), NULL), "long");
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &read, &report), "long");
    CHECK_I64(MATCHES, ymr_decision_compare(&scratch, &(ymr_decisions){many, YMR_MAX_COMPARED}, &read),
              "all");
    CHECK_I64(UNTOLD, ymr_decision_compare(&scratch, &(ymr_decisions){many, YMR_MAX_COMPARED + 1}, &read),
              "one more than can be held");
    CHECK_I64(UNTOLD, ymr_decision_compare(&scratch, &(ymr_decisions){many, 0}, &read), "nothing was wanted");
    many[YMR_MAX_COMPARED - 1].type = TYPE(REPLACE);
    CHECK_I64(DIFFERS, ymr_decision_compare(&scratch, &(ymr_decisions){many, YMR_MAX_COMPARED}, &read),
              "the last");
    many[YMR_MAX_COMPARED - 1].return_item_id = 0;
    CHECK_I64(UNTOLD, ymr_decision_compare(&scratch, &(ymr_decisions){many, YMR_MAX_COMPARED}, &read),
              "the last is not shown");
}

/* By the call. */

static talk t;
static ymr_resolve found;

static ymr_status resolve(const char *const *answers, size_t count)
{
    talk_begin(&t, answers, count);
    memset(&found, 0xFF, sizeof found);
    return ymr_resolve_decision(&t.client, 8, 9, &wanted, &found);
}

static const char *answer_of(const char *json)
{
    static char answer[TEXT_SIZE];
    snprintf(answer, sizeof answer, "{\"status\":\"OK\",\"result\":%s}", json);
    return answer;
}

TEST(resolve_reads_the_return_and_sends_no_decision)
{
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *answer = answer_of(cases[i].json);
        CHECK_STATUS(YMR_OK, resolve(&answer, 1), cases[i].json);
        CHECK_I64(cases[i].expected, found.resolution, cases[i].json);
        CHECK_U64(1, t.opens, "one call");
        CHECK_STR("GET /v2/campaigns/7/orders/8/returns/9 HTTP/1.1", talk_line(&t), "a read");
        CHECK_I64(9, found.read.id, "the return's own fields");
    }
}

TEST(resolve_believes_no_answer_about_another_return)
{
    const char *answer = "{\"status\":\"OK\",\"result\":{\"id\":10,\"orderId\":8,\"returnType\":\"RETURN\","
                         "\"refundStatus\":\"REFUNDED\"," BOTH("REFUND_MONEY", "REPLACE") "}";
    CHECK_STATUS(YMR_OK, resolve(&answer, 1), "it is an answer");
    CHECK_I64(UNTOLD, found.resolution, "but not to this");
}

TEST(resolve_tells_nothing_when_the_read_fails)
{
    static const struct {
        const char *answer;
        ymr_status status;
    } failures[] = {
        {"{\"status\":\"ERROR\",\"errors\":[{\"code\":\"X\"}]}", YMR_E_API},
        /* all was there, and matched, before the end said that it does not count */
        {"{\"result\":" STATUS("REFUNDED") BOTH("REFUND_MONEY", "REPLACE") ",\"status\":\"ERROR\"}",
         YMR_E_API},
        {"{\"status\":\"OK\",\"result\":" STATUS("REFUNDED") BOTH("REFUND_MONEY", "REPLACE"),
         YMR_E_TRUNCATED},
        {"{\"status\":\"OK\",\"result\":{\"id\":9,\"items\":[]}}", YMR_E_MISSING},
        {"{\"status\":\"OK\",\"result\":{}}", YMR_E_MISSING},
        {"not JSON", YMR_E_SYNTAX},
    };

    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        CHECK_STATUS(failures[i].status, resolve(&failures[i].answer, 1), failures[i].answer);
        CHECK_I64(UNTOLD, found.resolution, failures[i].answer);
    }
}

/* A return of any size: an item that does not fit is not shown, and is not needed when it is not meant. */
TEST(resolve_passes_over_items_that_do_not_fit)
{
    static char answer[TEXT_SIZE];
    static char sku[512];
    const char *json = answer;

    memset(sku, 'x', sizeof sku - 1);
    for (int long_one = 0; long_one < 2; long_one++) {
        snprintf(
            answer, sizeof answer,
            "{\"status\":\"OK\",\"result\":%s\"items\":["
            "{\"shopSku\":\"%s\",\"count\":1,\"decisions\":[" SHOWS(
                "1", "REFUND_MONEY") "]},"
                                     "{\"shopSku\":\"%s\",\"count\":1,\"decisions\":[" SHOWS(
                                         "3",
                                         "REPAIR") "]},"
                                                   "{\"shopSku\":\"a\",\"count\":1,\"decisions\":[" SHOWS(
                                                       "2", "REPLACE") "]}]}}",
            STATUS("DECISION_MADE"), long_one == 0 ? sku : "a", sku);
        talk_begin(&t, &json, 1);
        t.config.workspace.text_size = 400;
        CHECK_STATUS(YMR_OK, ymr_resolve_decision(&t.client, 8, 9, &wanted, &found), "it was read");
        CHECK_I64(long_one == 0 ? UNTOLD : MATCHES, found.resolution, "the long one");
    }
}

TEST(resolve_says_busy)
{
    const char *answer = "{}";
    talk_begin(&t, &answer, 1);
    CHECK_STATUS(YMR_OK, ymr_start_resolve_decision(&t.client, 8, 9, &wanted, &found), "started");
    CHECK_STATUS(YMR_E_BUSY, ymr_start_resolve_decision(&t.client, 8, 9, &wanted, &found), "once");
    CHECK_I64(UNTOLD, found.resolution, "nothing yet");
    ymr_client_cancel(&t.client);
    CHECK_STATUS(YMR_E_STOPPED, t.client.outcome.status, "a read is no decision");
}
