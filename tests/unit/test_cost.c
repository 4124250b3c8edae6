/* What an order costs after its returns, and what was taken of it: a table of facts for each rule. */
#include <stdio.h>

#include "check.h"
#include "talk.h"
#include "ymr/cost.h"

enum { LINES = 3, TEXT_SIZE = 16 };

static char order_text[4096], return_text[4096];
static ymr_token order_tokens[300], return_tokens[200];
static ymr_document order_document, return_document;
static ymr_report report;
static ymr_cost_line lines[LINES];
static char text[TEXT_SIZE];
static const ymr_cost_memory memory = {lines, LINES, text, TEXT_SIZE};
static ymr_cost cost;

static bool parse(ymr_document *document, char *into, ymr_token *tokens, size_t room, const char *json)
{
    strcpy(into, json);
    return CHECK_STATUS(YMR_OK, ymr_json_parse(document, into, strlen(json), tokens, room, NULL), json);
}

#define REST                                                                                                 \
    "\"campaignId\":7,\"status\":\"DELIVERED\",\"substatus\":\"X\","                                         \
    "\"creationDate\":\"2026-06-27T13:59:14+03:00\",\"paymentType\":\"PREPAID\",\"paymentMethod\":\"SBP\","  \
    "\"fake\":false,\"delivery\":{\"type\":\"PICKUP\",\"serviceName\":\"s\",\"deliveryServiceId\":1,"        \
    "\"deliveryPartnerType\":\"YANDEX_MARKET\",\"dates\":{\"fromDate\":\"2026-06-27\"}}"
#define MONEY(name, value, currency) "\"" name "\":{\"value\":" value ",\"currencyId\":\"" currency "\"}"
#define ITEM(offer, count) "{\"id\":1,\"offerId\":\"" offer "\",\"offerName\":\"n\",\"count\":" count "}"
#define STATES(offer, count, states)                                                                         \
    "{\"id\":1,\"offerId\":\"" offer "\",\"offerName\":\"n\",\"count\":" count ",\"itemStatuses\":[" states "]}"
#define STATE(state, count) "{\"status\":\"" state "\",\"count\":" count "}"
#define ORDER(items, prices) "{\"orderId\":5,\"items\":[" items "],\"prices\":{" prices "}," REST "}"
#define PAID "100.50"
#define USUAL ORDER(ITEM("a", "2") "," ITEM("b", "3"), MONEY("payment", PAID, "RUR"))

static ymr_status begin(const char *json)
{
    static ymr_order order;
    if (!parse(&order_document, order_text, order_tokens, COUNT_OF(order_tokens), json)) {
        return YMR_E_SYNTAX;
    }
    CHECK_STATUS(YMR_OK, ymr_decode(&order_document, 0, &ymr_order_shape, &order, &report), json);
    return ymr_cost_begin(&cost, &memory, &order);
}

static ymr_status add(const char *json)
{
    static ymr_return one;
    if (!parse(&return_document, return_text, return_tokens, COUNT_OF(return_tokens), json)) {
        return YMR_E_SYNTAX;
    }
    CHECK_STATUS(YMR_OK, ymr_decode(&return_document, 0, &ymr_return_shape, &one, &report), json);
    return ymr_cost_add_return(&cost, &one);
}

#define PIECES(sku, count) "{\"shopSku\":\"" sku "\",\"count\":" count "}"
#define RETURNED(type, items, more)                                                                          \
    "{\"id\":1,\"orderId\":5,\"returnType\":\"" type "\",\"items\":[" items "]" more "}"

static void check_number(const char *expected, ymr_decimal got, const char *note)
{
    char digits[YMR_DECIMAL_SIZE];
    const size_t length = ymr_decimal_write(got, digits);
    CHECK_TEXT(expected, digits, length, note);
}

static const ymr_cost_line *line_of(const char *offer)
{
    for (size_t i = 0; i < cost.line_count; i++) {
        if (cost.lines[i].offer_id.length == strlen(offer) &&
            memcmp(cost.lines[i].offer_id.bytes, offer, strlen(offer)) == 0) {
            return &cost.lines[i];
        }
    }
    return NULL;
}

static void check_line(const char *offer, int64_t ordered, int64_t refused, int64_t returned)
{
    const ymr_cost_line *line = line_of(offer);
    if (CHECK(line != NULL, offer)) {
        CHECK_I64(ordered, line->ordered, offer);
        CHECK_I64(refused, line->refused, offer);
        CHECK_I64(returned, line->returned, offer);
        CHECK_I64(ordered - refused, ymr_cost_taken(line), offer);
    }
}

/* Goods: payment + cashback; delivery: payment + subsidy; the subsidy of the goods is not the buyer's. */
TEST(cost_of_an_order_is_what_was_paid_in_money_and_points)
{
    static const struct {
        const char *prices, *goods, *delivery, *currency;
        bool priced, delivery_priced;
    } cases[] = {
        {MONEY("payment", "3170.0", "RUR"), "3170.0", "0", "RUR", true, false},
        {MONEY("payment", "3170.0", "RUR") "," MONEY("cashback", "0.01", "RUR") "," MONEY("subsidy", "500", "RUR"),
         "3170.01", "0", "RUR", true, false},
        {MONEY("payment", "0", "RUR") "," MONEY("cashback", "1e2", "RUR"), "100", "0", "RUR", true, false},
        {"\"delivery\":{" MONEY("payment", "99.5", "BYN") "," MONEY("subsidy", "0.5", "BYN") "}", "0", "100.0", "BYN",
         false, true},
        {MONEY("cashback", "1", "KZT"), "1", "0", "KZT", false, false},
        {"", "0", "0", "", false, false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[1024] = "{\"orderId\":5,\"items\":[],\"prices\":{";
        strcat(strcat(json, cases[i].prices), "}," REST "}");
        CHECK_STATUS(YMR_OK, begin(json), cases[i].prices);
        CHECK(cost.priced == cases[i].priced, cases[i].prices);
        CHECK(cost.delivery_priced == cases[i].delivery_priced, cases[i].prices);
        check_number(cases[i].goods, cost.goods, cases[i].prices);
        check_number(cases[i].delivery, cost.delivery, cases[i].prices);
        CHECK_STR(cases[i].currency, cost.currency, cases[i].prices);
    }
}

TEST(cost_refuses_what_makes_no_sum)
{
    static const struct {
        const char *order;
        ymr_status status;
    } cases[] = {
        {ORDER("", MONEY("payment", "1", "RUR") "," MONEY("cashback", "1", "BYN")), YMR_E_CURRENCY},
        {ORDER("", MONEY("payment", "1", "RUR") ",\"delivery\":{" MONEY("payment", "1", "USD") "}"), YMR_E_CURRENCY},
        {ORDER("", MONEY("payment", "1", "RUR") "," MONEY("subsidy", "1", "BYN")), YMR_OK}, /* not in the sum */
        {ORDER("", MONEY("payment", "1", "A LONG ONE")), YMR_E_RANGE},
        {ORDER("", MONEY("payment", "9223372036854775807", "RUR") "," MONEY("cashback", "1", "RUR")), YMR_E_RANGE},
        {ORDER(ITEM("a", "-1"), ""), YMR_E_RANGE},
        {ORDER(ITEM("a", "-9223372036854775808"), ""), YMR_E_RANGE},
        {ORDER(ITEM("a", "9223372036854775807") "," ITEM("a", "1"), ""), YMR_E_RANGE},
        {ORDER(STATES("a", "1", STATE("SHIPPED", "-1")), ""), YMR_E_RANGE},
        {ORDER(STATES("a", "1", STATE("SHIPPED", "9223372036854775807") "," STATE("CANCELLED", "1")), ""), YMR_E_RANGE},
        {ORDER(ITEM("a", "1") "," ITEM("b", "1") "," ITEM("c", "1") "," ITEM("d", "1"), ""), YMR_E_SPACE},
        {ORDER(ITEM("0123456789", "1") "," ITEM("0123456", "1"), ""), YMR_E_SPACE},
        {ORDER(ITEM("0123456789", "1") "," ITEM("012345", "1"), ""), YMR_OK},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(cases[i].status, begin(cases[i].order), cases[i].order);
    }
}

TEST(cost_says_how_much_memory_would_do)
{
    CHECK_STATUS(YMR_E_SPACE,
                 begin(ORDER(ITEM("a", "1") "," ITEM("bc", "1") "," ITEM("a", "1") "," ITEM("d", "1") "," ITEM("efg", "2"), "")),
                 "four offers");
    CHECK_SIZE(4, cost.needed_lines, "lines");
    CHECK_SIZE(7, cost.needed_text, "bytes");
}

/* Taken out before it was sent: CANCELLED, which `count` may have or not. */
TEST(cost_orders_are_less_what_was_taken_out)
{
    static const struct {
        const char *item;
        int64_t ordered;
    } cases[] = {
        {ITEM("a", "3"), 3},
        {ITEM("a", "0"), 0},
        {STATES("a", "3", STATE("DELIVERED_TO_BUYER", "3")), 3},
        {STATES("a", "3", STATE("DELIVERED_TO_BUYER", "2") "," STATE("CANCELLED", "1")), 2},  /* count has it */
        {STATES("a", "2", STATE("DELIVERED_TO_BUYER", "2") "," STATE("CANCELLED", "1")), 2},  /* count has it not */
        {STATES("a", "3", STATE("CANCELLED", "3")), 0},
        {STATES("a", "0", STATE("CANCELLED", "3")), 0},
        {STATES("a", "5", STATE("CANCELLED", "2")), 3},   /* of the others nothing is said */
        {STATES("a", "2", STATE("REJECTED", "1") "," STATE("NEW_STATE", "1")), 2}, /* what came back says the return */
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[1024] = "{\"orderId\":5,\"items\":[";
        strcat(strcat(json, cases[i].item), "]," REST "}");
        CHECK_STATUS(YMR_OK, begin(json), cases[i].item);
        check_line("a", cases[i].ordered, 0, 0);
    }
    CHECK_STATUS(YMR_OK, begin(ORDER(ITEM("a", "2") "," ITEM("b", "1") "," ITEM("a", "3"), "")), "an offer twice");
    CHECK_SIZE(2, cost.line_count, "one line an offer");
    check_line("a", 5, 0, 0);
}

TEST(cost_subtracts_every_return)
{
    ymr_decimal after;

    CHECK_STATUS(YMR_OK, begin(USUAL), USUAL);
    ymr_cost_page_begin(&cost);
    CHECK_STATUS(YMR_OK, add(RETURNED("UNREDEEMED", PIECES("a", "1"), "," MONEY("amount", "30", "RUR"))), "refused");
    CHECK_STATUS(YMR_OK, add(RETURNED("RETURN", PIECES("b", "1") "," PIECES("b", "1"), "," MONEY("amount", "20.25", "RUR"))),
                 "returned");
    CHECK_STATUS(YMR_OK, add(RETURNED("RETURN", PIECES("z", "4"), "," MONEY("amount", "0.25", "RUR")
                                      ",\"refundStatus\":\"REJECTED\"")), "rejected, and not in the order");
    check_number("0", cost.returned, "nothing counts before the commit");
    ymr_cost_page_commit(&cost);
    CHECK_STATUS(YMR_OK, ymr_cost_after(&cost, &after), "after");
    check_number("50.00", after, "100.50 - 30 - 20.25 - 0.25");
    check_number("50.50", cost.returned, "the returns");
    check_number("0.25", cost.dropped, "the rejected one");
    CHECK_U64(3, cost.returns, "how many");
    CHECK_I64(4, cost.strange, "pieces of another offer");
    check_line("a", 2, 1, 0);
    check_line("b", 3, 0, 2);
}

TEST(cost_drops_name_the_refunds_that_came_to_nothing)
{
    static const struct {
        const char *more;
        const char *dropped;
    } cases[] = {
        {",\"refundStatus\":\"CANCELLED\"", "7"}, {",\"refundStatus\":\"REJECTED\"", "7"},
        {",\"refundStatus\":\"FAILED\"", "7"},    {",\"refundStatus\":\"REFUNDED\"", "0"},
        {",\"refundStatus\":\"UNKNOWN\"", "0"},   {",\"refundStatus\":\"NEW\"", "0"},
        {"", "0"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[512] = "{\"id\":1,\"orderId\":5,\"returnType\":\"RETURN\",\"items\":[]," MONEY("amount", "7", "RUR");
        strcat(strcat(json, cases[i].more), "}");
        CHECK_STATUS(YMR_OK, begin(USUAL), USUAL);
        CHECK_STATUS(YMR_OK, add(json), json);
        ymr_cost_page_commit(&cost);
        check_number(cases[i].dropped, cost.dropped, json);
        check_number("7", cost.returned, json);
    }
}

/* The amount; else the kopecks of an order in roubles; else it is not known. */
TEST(cost_takes_kopecks_where_there_is_no_amount)
{
    static const struct {
        const char *order, *one, *returned;
        ymr_status added, after;
        uint32_t unpriced;
    } cases[] = {
        {USUAL, RETURNED("RETURN", "", "," MONEY("amount", "1", "RUR") ",\"refundAmount\":999"), "1", YMR_OK, YMR_OK, 0},
        {USUAL, RETURNED("RETURN", "", ",\"refundAmount\":999"), "9.99", YMR_OK, YMR_OK, 0},
        {USUAL, RETURNED("RETURN", "", ""), "0", YMR_OK, YMR_E_MISSING, 1},
        {ORDER("", MONEY("payment", "1", "BYN")), RETURNED("RETURN", "", ",\"refundAmount\":999"), "0", YMR_OK,
         YMR_E_MISSING, 1},
        {ORDER("", ""), RETURNED("RETURN", "", "," MONEY("amount", "1", "RUR")), "1", YMR_OK, YMR_E_MISSING, 0},
        {USUAL, RETURNED("RETURN", "", "," MONEY("amount", "1", "BYN")), "0", YMR_E_CURRENCY, YMR_OK, 0},
        {USUAL, RETURNED("RETURN", PIECES("a", "-1"), ""), "0", YMR_E_RANGE, YMR_E_MISSING, 1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_decimal after;
        CHECK_STATUS(YMR_OK, begin(cases[i].order), cases[i].order);
        CHECK_STATUS(cases[i].added, add(cases[i].one), cases[i].one);
        ymr_cost_page_commit(&cost);
        check_number(cases[i].returned, cost.returned, cases[i].one);
        CHECK_U64(cases[i].unpriced, cost.unpriced, cases[i].one);
        CHECK_STATUS(cases[i].after, ymr_cost_after(&cost, &after), cases[i].one);
    }
}

TEST(cost_forgets_a_page_that_comes_again)
{
    static const char one[] = RETURNED("UNREDEEMED", PIECES("a", "1") "," PIECES("z", "1"), "," MONEY("amount", "1", "RUR"));

    CHECK_STATUS(YMR_OK, begin(USUAL), USUAL);
    for (int page = 0; page < 2; page++) {
        ymr_cost_page_begin(&cost);
        CHECK_STATUS(YMR_OK, add(one), "the try that broke off");
        ymr_cost_page_begin(&cost);
        CHECK_STATUS(YMR_OK, add(one), "the one that did not");
        ymr_cost_page_commit(&cost);
    }
    check_number("2", cost.returned, "two pages");
    CHECK_U64(2, cost.returns, "two pages");
    CHECK_I64(2, cost.strange, "two pages");
    check_line("a", 2, 2, 0);
    ymr_cost_page_begin(&cost);
    CHECK_STATUS(YMR_OK, add(one), "more refused than ordered");
    ymr_cost_page_commit(&cost);
    CHECK_I64(-1, ymr_cost_taken(line_of("a")), "does not fit together");
}

TEST(cost_passes_over_returns_of_other_orders)
{
    CHECK_STATUS(YMR_OK, begin(USUAL), USUAL);
    CHECK_STATUS(YMR_OK, add("{\"id\":1,\"orderId\":6,\"returnType\":\"RETURN\",\"items\":[]}"), "order 6");
    ymr_cost_page_commit(&cost);
    CHECK_U64(0, cost.returns, "none of them");
    CHECK_U64(0, cost.unpriced, "none of them");
}

#define OLD(items, subsidies)                                                                                \
    "{\"id\":5,\"status\":\"DELIVERED\",\"substatus\":\"X\",\"creationDate\":\"27-06-2026 13:59:14\","       \
    "\"currency\":\"RUR\",\"itemsTotal\":70.0,\"deliveryTotal\":996,\"buyerItemsTotalBeforeDiscount\":100,"  \
    "\"paymentType\":\"PREPAID\",\"paymentMethod\":\"YANDEX\",\"fake\":false,\"items\":[" items "],"         \
    "\"subsidies\":" subsidies ",\"delivery\":{\"type\":\"PICKUP\",\"serviceName\":\"s\","                   \
    "\"deliveryServiceId\":1,\"deliveryPartnerType\":\"SHOP\",\"dates\":{\"fromDate\":\"27-06-2026\"}},"     \
    "\"buyer\":{\"type\":\"PERSON\"},\"taxSystem\":\"OSN\"}"
#define OLD_ITEM(offer, count)                                                                               \
    "{\"id\":1,\"offerId\":\"" offer "\",\"offerName\":\"n\",\"price\":35,\"buyerPrice\":35,"                \
    "\"buyerPriceBeforeDiscount\":50,\"count\":" count "}"

static ymr_status begin_old(const char *json)
{
    static ymr_old_order order;
    if (!parse(&order_document, order_text, order_tokens, COUNT_OF(order_tokens), json)) {
        return YMR_E_SYNTAX;
    }
    CHECK_STATUS(YMR_OK, ymr_decode(&order_document, 0, &ymr_old_order_shape, &order, &report), json);
    return ymr_cost_begin_old(&cost, &memory, &order);
}

TEST(cost_of_an_older_order)
{
    ymr_decimal after;

    CHECK_STATUS(YMR_OK,
                 begin_old(OLD(OLD_ITEM("a", "2") "," OLD_ITEM("b", "0"),
                               "[{\"type\":\"SUBSIDY\",\"amount\":30},{\"type\":\"YANDEX_CASHBACK\",\"amount\":0.5}]")),
                 "two items, one taken out");
    check_number("70.5", cost.goods, "what the buyer pays, and points");
    check_number("996", cost.delivery, "delivery");
    CHECK(cost.priced && cost.delivery_priced, "both are always there");
    CHECK_STR("RUR", cost.currency, "the currency");
    check_line("b", 0, 0, 0);
    CHECK_STATUS(YMR_OK, add(RETURNED("UNREDEEMED", PIECES("a", "1"), "," MONEY("amount", "35.25", "RUR"))), "refused");
    ymr_cost_page_commit(&cost);
    check_line("a", 2, 1, 0);
    CHECK_STATUS(YMR_OK, ymr_cost_after(&cost, &after), "after");
    check_number("35.25", after, "70.5 - 35.25");
    CHECK_STATUS(YMR_OK, begin_old(OLD("", "null")), "no subsidies");
    check_number("70.0", cost.goods, "no points");
    CHECK_STATUS(YMR_E_RANGE, begin_old(OLD(OLD_ITEM("a", "-2"), "[]")), "a negative count");
}

/* The older call has no states: whatever stands under that name was not checked, and is not looked at. */
TEST(cost_of_an_older_order_takes_no_states)
{
    static const char *const states[] = {"[{\"status\":\"CANCELLED\",\"count\":2}]", "[[\"status\"]]", "[1]"};
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        char json[1024];
        char item[256];
        snprintf(item, sizeof item, "\"count\":2,\"itemStatuses\":%s}", states[i]);
        const char *const whole = OLD(OLD_ITEM("a", "2"), "[]");
        const char *const at = strstr(whole, "\"count\":2}");
        snprintf(json, sizeof json, "%.*s%s%s", (int)(at - whole), whole, item, at + strlen("\"count\":2}"));
        CHECK_STATUS(YMR_OK, begin_old(json), json);
        check_line("a", 2, 0, 0);
    }
}

/* As events of the list, over pages. */
TEST(cost_is_fed_by_a_list)
{
    static talk t;
    static ymr_return scratch;
    static const char *const bodies[] = {
        "{\"status\":\"OK\",\"result\":{\"returns\":[" RETURNED("UNREDEEMED", PIECES("a", "1"), "," MONEY("amount", "1", "RUR"))
        "],\"paging\":{\"nextPageToken\":\"n\"}}}",
        "{\"status\":\"OK\",\"result\":{\"returns\":[" RETURNED("RETURN", PIECES("b", "1"), "," MONEY("amount", "2", "RUR"))
        "]}}",
        "{\"status\":\"ERROR\",\"result\":{\"returns\":[" RETURNED("RETURN", PIECES("b", "1"), "") "]}}",
    };
    static const int64_t id = 5;
    const ymr_returns_filter filter = {.order_ids = &id, .order_count = 1};

    CHECK_STATUS(YMR_OK, begin(USUAL), USUAL);
    talk_begin(&t, bodies, 2);
    CHECK_STATUS(YMR_OK, ymr_get_returns(&t.client, &filter, &ymr_cost_events, &cost, &scratch), "the call");
    check_number("3", cost.returned, "both pages");
    check_line("a", 2, 1, 0);
    check_line("b", 3, 0, 1);
    talk_begin(&t, bodies + 2, 1);
    CHECK_STATUS(YMR_E_API, ymr_get_returns(&t.client, &filter, &ymr_cost_events, &cost, &scratch), "the call");
    CHECK_U64(2, cost.returns, "a page that ends in ERROR does not count");
    talk_begin(&t, bodies, 2);
    t.config.workspace.text_size = 100;
    CHECK_STATUS(YMR_E_SPACE, ymr_get_returns(&t.client, &filter, &ymr_cost_events, &cost, &scratch), "too large");
}

/* Sums are exact or they are none: what does not fit an int64 is told, and so is a currency that differs
 * anyhow. */
TEST(cost_tells_what_cannot_be_added)
{
#define MOST "9223372036854775807"
    static const struct {
        const char *json;
        ymr_status status;
    } orders[] = {
        {ORDER("", MONEY("payment", "1", "RUR") "," MONEY("cashback", "1", "BYR")), YMR_E_CURRENCY},
        {ORDER("", MONEY("payment", "1", "RUR") "," MONEY("cashback", "1", "RU")), YMR_E_CURRENCY},
        {ORDER("", MONEY("payment", "1", "RUR") "," MONEY("cashback", "1", "")), YMR_E_CURRENCY},
        {ORDER("", MONEY("payment", "1", "")), YMR_OK},
        {ORDER("", "\"delivery\":{" MONEY("subsidy", "2", "RUR") "}"), YMR_OK},
    };
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        CHECK_STATUS(orders[i].status, begin(orders[i].json), orders[i].json);
    }
    CHECK(!cost.priced && cost.delivery_priced, "the last: a subsidy of the delivery alone");
    check_number("2", cost.delivery, "the last: a subsidy of the delivery alone");

    CHECK_STATUS(YMR_OK, begin(USUAL), "an order");
    ymr_cost_page_begin(&cost);
    cost.page.returned = (ymr_decimal){INT64_MAX, 127};
    CHECK_STATUS(YMR_E_RANGE,
                 add(RETURNED("RETURN", PIECES("a", "1"),
                              ",\"refundStatus\":\"REJECTED\"," MONEY("amount", "1", "RUR"))),
                 "the sum");
    check_number("0", cost.page.dropped, "what did not add up was not dropped either");
#undef MOST
}

/* An offer whose id is empty is one like others. */
TEST(cost_knows_an_empty_offer)
{
    CHECK_STATUS(
        YMR_OK,
        begin(ORDER(ITEM("", "2") "," ITEM("a", "1") "," ITEM("", "1"), MONEY("payment", "1", "RUR"))),
        "an order");
    CHECK_SIZE(2, cost.line_count, "two offers");
    check_line("", 3, 0, 0);
    check_line("a", 1, 0, 0);
}

TEST(cost_of_an_older_order_needs_a_currency_and_a_sum)
{
    static ymr_old_order order;
    static const char subsidies[] =
        "[{\"type\":\"YANDEX_CASHBACK\",\"amount\":1},{\"type\":\"DELIVERY\",\"amount\":1}]";
    static const struct {
        const char *currency;
        int64_t goods;
        ymr_status status;
    } cases[] = {
        {"RUR", 10, YMR_OK},
        {"ROUBLES AND KOPECKS", 10, YMR_E_RANGE},
        {"RUR", INT64_MAX, YMR_E_RANGE},
        {NULL, 10, YMR_OK}, /* absent: of nothing, no byte may be asked for */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        parse(&order_document, order_text, order_tokens, COUNT_OF(order_tokens), "{\"s\":[]}");
        strcpy(order_text, "{\"s\":");
        strcat(strcat(order_text, subsidies), "}");
        CHECK_STATUS(YMR_OK,
                     ymr_json_parse(&order_document, order_text, strlen(order_text), order_tokens,
                                    COUNT_OF(order_tokens), NULL),
                     NULL);
        memset(&order, 0, sizeof order);
        order.present = true;
        order.id = 5;
        order.currency = (ymr_text){cases[i].currency, cases[i].currency != NULL ? strlen(cases[i].currency) : 0};
        order.items_total = (ymr_decimal){cases[i].goods, cases[i].goods == INT64_MAX ? 127 : 0};
        order.subsidies = (ymr_list){&order_document, 3, 2};
        CHECK_STATUS(cases[i].status, ymr_cost_begin_old(&cost, &memory, &order), cases[i].currency);
    }
}

/* A return of the list that is too big for the workspace ends it: a sum without it would be wrong. */
TEST(cost_ends_at_a_return_that_does_not_fit)
{
    const ymr_oversize bytes = {.needed = 9000}, tokens = {.needed = 100, .needed_tokens = 900};
    CHECK_STATUS(YMR_OK, begin(USUAL), "an order");
    CHECK_STATUS(YMR_E_SPACE, ymr_cost_events.oversize(&cost, &bytes), "too long");
    CHECK_STATUS(YMR_E_TOKENS, ymr_cost_events.oversize(&cost, &tokens), "too many tokens");
    CHECK_I64(0, (int64_t)cost.page.returns, "it counts nowhere");
}

/* What the older call should not have, and has wrongly, is as absent. */
TEST(cost_of_an_older_order_passes_over_states_that_are_none)
{
    static ymr_old_order order;
    static const char *const states[] = {"5", "\"x\"", "{}", "null"};
    for (size_t i = 0; i < COUNT_OF(states); i++) {
        char json[256];
        snprintf(json, sizeof json, "{\"s\":[{\"offerId\":\"a\",\"count\":3,\"itemStatuses\":%s}]}",
                 states[i]);
        parse(&order_document, order_text, order_tokens, COUNT_OF(order_tokens), json);
        memset(&order, 0, sizeof order);
        order.present = true;
        order.id = 5;
        order.currency = (ymr_text){"RUR", 3};
        order.items = (ymr_list){&order_document, 3, 1};
        CHECK_STATUS(YMR_OK, ymr_cost_begin_old(&cost, &memory, &order), states[i]);
        check_line("a", 3, 0, 0);
    }
}
