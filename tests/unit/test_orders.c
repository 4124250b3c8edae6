/* Orders: requests byte for byte, lists over an in-memory connection, what is refused and what is wrong. */
#include "check.h"
#include "talk.h"
#include "ymr/orders.h"

#define TEXT(literal) ((ymr_text){literal, sizeof(literal) - 1})
#define DELIVERY                                                                                             \
    "\"delivery\":{\"type\":\"PICKUP\",\"serviceName\":\"s\",\"deliveryServiceId\":1,"                       \
    "\"deliveryPartnerType\":\"YANDEX_MARKET\",\"dates\":{\"fromDate\":\"2026-06-27\"}}"
#define ORDER(id)                                                                                            \
    "{\"orderId\":" #id ",\"campaignId\":7,\"status\":\"DELIVERED\",\"substatus\":\"NEW_ONE\","              \
    "\"creationDate\":\"2026-06-27T13:59:14+03:00\",\"paymentType\":\"PREPAID\",\"paymentMethod\":\"SBP\","  \
    "\"fake\":false,\"items\":[]," DELIVERY "}"
#define OLD_ORDER(id)                                                                                        \
    "{\"id\":" #id ",\"status\":\"DELIVERED\",\"substatus\":\"X\",\"creationDate\":\"27-06-2026 13:59:14\"," \
    "\"currency\":\"RUR\",\"itemsTotal\":70.0,\"deliveryTotal\":0,\"buyerItemsTotalBeforeDiscount\":1e2,"    \
    "\"paymentType\":\"PREPAID\",\"paymentMethod\":\"YANDEX\",\"fake\":false,\"items\":[]," DELIVERY         \
    ",\"buyer\":{\"type\":\"PERSON\"},\"taxSystem\":\"OSN\"}"

static talk t;

/* A list that was received: the ids, the token beside each page, what was too large. */
typedef struct received {
    int64_t ids[8];
    size_t count;
    unsigned commits;
    char token[64];
    const ymr_text *next;
    int64_t oversize;
} received;

static ymr_status on_order(void *context, uint32_t index, const void *element)
{
    received *r = context;
    (void)index;
    r->ids[r->count++ % COUNT_OF(r->ids)] = ((const ymr_order *)element)->order_id;
    return YMR_OK;
}

static ymr_status on_old_order(void *context, uint32_t index, const void *element)
{
    received *r = context;
    (void)index;
    r->ids[r->count++ % COUNT_OF(r->ids)] = ((const ymr_old_order *)element)->id;
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    ((received *)context)->oversize = what->order_id;
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    received *r = context;
    (void)page;
    r->commits++;
    memset(r->token, 0, sizeof r->token);
    if (r->next->length < sizeof r->token && r->next->length > 0) {
        memcpy(r->token, r->next->bytes, r->next->length);
    }
}

static const ymr_list_events events = {NULL, on_order, on_oversize, on_commit, NULL};
static const ymr_list_events old_events = {NULL, on_old_order, on_oversize, on_commit, NULL};

static received list(const ymr_orders_filter *filter, ymr_status expected)
{
    static ymr_order scratch;
    static ymr_orders_page page;
    received r = {.next = &page.paging.next_page_token};

    CHECK_STATUS(expected, ymr_get_orders(&t.client, filter, &events, &r, &scratch, &page), talk_line(&t));
    return r;
}

static const char empty_page[] = "{\"orders\":[]}";

/* The body of a request with this filter. */
static const char *body_of(const ymr_orders_filter *filter)
{
    static const char *const bodies[] = {empty_page};
    talk_begin(&t, bodies, 1);
    (void)list(filter, YMR_OK);
    return talk_body(&t);
}

static const int64_t ids[] = {9007199254740993, -1, INT64_MIN};

TEST(orders_without_a_filter_are_an_empty_object)
{
    CHECK_STR("{}", body_of(&(ymr_orders_filter){0}), "the body");
    CHECK_STR("POST /v1/businesses/5/orders HTTP/1.1", talk_line(&t), "the line");
    CHECK(strstr(t.request, "\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}") != NULL, t.request);
}

TEST(orders_filters_are_written)
{
    static const ymr_text names[] = {{"a\"b", 3}, {"\xD1\x8F", 2}};
    static const int64_t campaigns[] = {1, INT64_MAX};
    const ymr_orders_filter all = {.order_ids = ids,
                                   .order_count = 3,
                                   .external_ids = names,
                                   .external_count = 2,
                                   .campaign_ids = campaigns,
                                   .campaign_count = 2,
                                   .substatuses = names + 1,
                                   .substatus_count = 1,
                                   .statuses = YMR_BIT(YMR_ORDER_STATUS_DELIVERED) | YMR_BIT(YMR_ORDER_STATUS_UNKNOWN),
                                   .programs = YMR_BIT(YMR_SELLING_PROGRAM_LAAS),
                                   .source_platforms = YMR_BIT(YMR_SOURCE_PLATFORM_OZON),
                                   .created_from = "2026-01-01",
                                   .created_to = "2026-01-31",
                                   .shipped_from = "2026-02-01",
                                   .shipped_to = "2026-02-28",
                                   .updated_from = "2026-06-27T13:59:14+03:00",
                                   .updated_to = "2026-06-28T00:00:00Z",
                                   .fake = {true, true},
                                   .waiting_for_cancellation = {false, true},
                                   .page_token = TEXT("a/b="),
                                   .page_size = 50};

    CHECK_STR("{\"orderIds\":[9007199254740993,-1,-9223372036854775808],\"externalOrderIds\":[\"a\\\"b\",\"\xD1\x8F\"],"
              "\"programTypes\":[\"LAAS\"],\"campaignIds\":[1,9223372036854775807],"
              "\"statuses\":[\"DELIVERED\",\"UNKNOWN\"],\"substatuses\":[\"\xD1\x8F\"],"
              "\"dates\":{\"creationDateFrom\":\"2026-01-01\",\"creationDateTo\":\"2026-01-31\","
              "\"shipmentDateFrom\":\"2026-02-01\",\"shipmentDateTo\":\"2026-02-28\","
              "\"updateDateFrom\":\"2026-06-27T13:59:14+03:00\",\"updateDateTo\":\"2026-06-28T00:00:00Z\"},"
              "\"fake\":true,\"waitingForCancellationApprove\":false,\"sourcePlatforms\":[\"OZON\"]}",
              body_of(&all), "all of them");
    CHECK_STR("POST /v1/businesses/5/orders?limit=50&pageToken=a%2Fb%3D HTTP/1.1", talk_line(&t), "the query");
    CHECK_STR("{\"dates\":{\"updateDateTo\":\"2026-06-28T00:00:00Z\"}}",
              body_of(&(ymr_orders_filter){.updated_to = "2026-06-28T00:00:00Z"}), "one date alone");
}

TEST(orders_filters_that_cannot_be_are_refused)
{
    static int64_t many[51];
    static ymr_text many_texts[51];
    static char digits[51];
    static const int64_t twice[] = {3, 4, 3};
    static const int64_t low[] = {5, 0};
    static const ymr_text texts_twice[] = {{"ab", 2}, {"c", 1}, {"ab", 2}};
    static const ymr_text bad[] = {{"", 0}, {"\xff", 1}};
    const struct {
        ymr_orders_filter filter;
        const char *note;
    } cases[] = {
        {{.order_ids = many, .order_count = 51}, "51 orders"},
        {{.order_count = 1}, "no orders where one is said to be"},
        {{.order_ids = twice, .order_count = 3}, "an order twice"},
        {{.external_ids = many_texts, .external_count = 51}, "51 external ids"},
        {{.external_count = 1}, "no external id where one is said to be"},
        {{.external_ids = texts_twice, .external_count = 3}, "an external id twice"},
        {{.external_ids = bad, .external_count = 1}, "an empty external id"},
        {{.external_ids = bad + 1, .external_count = 1}, "no UTF-8"},
        {{.campaign_ids = many, .campaign_count = 51}, "51 campaigns"},
        {{.campaign_ids = low, .campaign_count = 2}, "campaign 0"},
        {{.campaign_ids = twice, .campaign_count = 3}, "a campaign twice"},
        {{.substatuses = bad, .substatus_count = 1}, "an empty substatus"},
        {{.substatuses = texts_twice, .substatus_count = 3}, "a substatus twice"},
        {{.statuses = YMR_BIT(YMR_ORDER_STATUS_UNRECOGNIZED)}, "a status without a name"},
        {{.statuses = YMR_BIT(YMR_ORDER_STATUS_UNKNOWN) << 1}, "a status beyond the list"},
        {{.programs = YMR_BIT(YMR_SELLING_PROGRAM_LAAS) << 1}, "a program beyond the list"},
        {{.source_platforms = YMR_BIT(YMR_SOURCE_PLATFORM_ABSENT)}, "a platform without a name"},
        {{.created_from = "2026-02-29"}, "no leap year"},
        {{.created_to = "01-01-2026"}, "another order"},
        {{.shipped_from = ""}, "an empty day"},
        {{.shipped_to = "2026-01-01\r\n"}, "a line break"},
        {{.updated_from = "2026-01-01"}, "a day where a time belongs"},
        {{.updated_to = "2026-01-01T25:00:00Z"}, "hour 25"},
        {{.page_size = 51}, "a page of 51"},
    };

    for (size_t i = 0; i < COUNT_OF(many); i++) {
        many[i] = (int64_t)i + 1;
        digits[i] = (char)('0' + i);
        many_texts[i] = (ymr_text){&digits[i], 1};
    }
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        static const char *const bodies[] = {empty_page};
        talk_begin(&t, bodies, 1);
        (void)list(&cases[i].filter, YMR_E_ARGUMENT);
        CHECK(t.opens == 0, cases[i].note);
    }
    CHECK(strstr(body_of(&(ymr_orders_filter){.order_ids = many, .order_count = 50}), ",50]}") != NULL, "50 orders");
    CHECK(strstr(body_of(&(ymr_orders_filter){.external_ids = many_texts, .external_count = 50}), "\"a\"]}") != NULL,
          "50 external ids");
}

/* The token may stand before or behind the list, which has no envelope around it. */
TEST(orders_come_page_after_page)
{
    static const char *const bodies[] = {
        "{\"paging\":{\"nextPageToken\":\"one\"},\"orders\":[" ORDER(1) "," ORDER(2) "]}",
        "{\"orders\":[" ORDER(3) "],\"paging\":{\"nextPageToken\":\"two\"}}",
        "{\"orders\":[],\"paging\":null}",
    };

    talk_begin(&t, bodies, COUNT_OF(bodies));
    const received r = list(&(ymr_orders_filter){.page_size = 2, .page_token = TEXT("zero")}, YMR_OK);
    CHECK_SIZE(3, r.count, "orders");
    CHECK_I64(1, r.ids[0], "the first");
    CHECK_I64(3, r.ids[2], "the last");
    CHECK_U64(3, r.commits, "pages");
    CHECK_STR("", r.token, "nowhere to go on from the last page");
    CHECK_STR("POST /v1/businesses/5/orders?limit=2&pageToken=two HTTP/1.1", talk_line(&t), "the last request");
    CHECK_STR("{}", talk_body(&t), "with the same filter");
    CHECK_U64(3, t.opens, "requests");
}

TEST(orders_say_where_to_go_on)
{
    static const char *const bodies[] = {"{\"orders\":[" ORDER(1) "],\"paging\":{\"nextPageToken\":\"one\"}}", "{"};

    talk_begin(&t, bodies, COUNT_OF(bodies));
    const received r = list(&(ymr_orders_filter){0}, YMR_E_TRUNCATED);
    CHECK_STR("one", r.token, "the page that broke off");
    CHECK_U64(1, r.commits, "pages");
}

TEST(orders_that_do_not_fit_are_named)
{
    static const char head[] = "{\"orders\":[{\"items\":[{\"id\":5}],\"notes\":\"";
    static const char tail[] = "\",\"orderId\":77}," ORDER(3) "]}";
    static char body[TALK_SIZE / 2];
    static const char *const bodies[] = {body};

    memset(body, 'x', sizeof body);
    memcpy(body, head, sizeof head - 1);
    memcpy(body + sizeof body - sizeof tail, tail, sizeof tail);
    talk_begin(&t, bodies, 1);
    t.config.workspace.text_size = 4096;
    const received r = list(&(ymr_orders_filter){0}, YMR_OK);
    CHECK_I64(77, r.oversize, "not the id of an item");
    CHECK_SIZE(1, r.count, "the other one came");
    CHECK_I64(3, r.ids[0], "the other one");
}

TEST(orders_that_are_wrong_name_the_place)
{
    static const struct {
        const char *body;
        ymr_status status;
        const char *path;
    } cases[] = {
        {"{}", YMR_E_MISSING, "orders"},
        {"{\"orders\":null}", YMR_E_MISSING, "orders"},
        {"{\"orders\":[{}]}", YMR_E_MISSING, "orders[0].orderId"},
        {"{\"orders\":[" ORDER(1) "," ORDER("x") "]}", YMR_E_TYPE, "orders[1].orderId"},
        {"{\"orders\":[],\"status\":\"ERROR\"}", YMR_E_API, ""},
        {"{\"orders\":[],\"errors\":[{\"code\":\"A\"}]}", YMR_E_API, ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        talk_begin(&t, &cases[i].body, 1);
        const received r = list(&(ymr_orders_filter){0}, cases[i].status);
        CHECK_STR(cases[i].path, t.client.report.fault.path, cases[i].body);
        CHECK_U64(0, r.commits, cases[i].body);
    }
}

TEST(one_order_is_asked_for_by_its_id)
{
    static const char *const bodies[] = {"{\"orders\":[" ORDER(58430694721) "]}"};
    static ymr_orders_page page;
    static ymr_order order;

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, ymr_get_order(&t.client, INT64_C(58430694721), &page), "the call");
    CHECK_STR("POST /v1/businesses/5/orders HTTP/1.1", talk_line(&t), "the line");
    CHECK_STR("{\"orderIds\":[58430694721]}", talk_body(&t), "the body");
    CHECK(ymr_order_next(&page.orders, &order), "the order");
    CHECK_I64(INT64_C(58430694721), order.order_id, "the order");
    CHECK_TEXT("NEW_ONE", order.substatus.bytes, order.substatus.length, "substatuses are text");
    CHECK(!ymr_order_next(&page.orders, &order), "no other");
}

TEST(one_order_may_not_be_there)
{
    static const char *const bodies[] = {empty_page};
    static ymr_orders_page page;
    static ymr_order order;

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, ymr_get_order(&t.client, 1, &page), "the call");
    CHECK(!ymr_order_next(&page.orders, &order), "none");
}

/* The older calls. */

static received list_old(const ymr_old_orders_filter *filter, ymr_status expected)
{
    static ymr_old_order scratch;
    static ymr_old_orders_page page;
    received r = {.next = &page.paging.next_page_token};

    CHECK_STATUS(expected, ymr_get_old_orders(&t.client, filter, &old_events, &r, &scratch, &page), talk_line(&t));
    return r;
}

TEST(old_orders_come_page_after_page)
{
    static const char *const bodies[] = {
        "{\"pager\":{\"total\":3},\"orders\":[" OLD_ORDER(1) "],\"paging\":{\"nextPageToken\":\"n\"}}",
        "{\"orders\":[" OLD_ORDER(2) "]}",
    };
    const ymr_old_orders_filter filter = {.order_ids = ids,
                                          .order_count = 2,
                                          .statuses = YMR_BIT(YMR_ORDER_STATUS_DELIVERED),
                                          .from_day = "2026-01-01",
                                          .to_day = "2026-01-30",
                                          .fake = {true, true},
                                          .page_size = 1};

    talk_begin(&t, bodies, COUNT_OF(bodies));
    const received r = list_old(&filter, YMR_OK);
    CHECK_SIZE(2, r.count, "orders");
    CHECK_I64(2, r.ids[1], "the last");
    CHECK(strncmp("GET /v2/campaigns/7/orders?orderIds=9007199254740993", talk_line(&t), 52) == 0, talk_line(&t));
    CHECK(strstr(talk_line(&t), "&status=DELIVERED&fromDate=2026-01-01&toDate=2026-01-30&fake=true&limit=1&pageToken=n"
                                " HTTP/1.1") != NULL,
          talk_line(&t));
    talk_begin(&t, bodies + 1, 1);
    (void)list_old(&(ymr_old_orders_filter){0}, YMR_OK);
    CHECK_STR("GET /v2/campaigns/7/orders HTTP/1.1", talk_line(&t), "no filter");
}

TEST(old_orders_may_be_asked_for_without_fakes)
{
    static const char *const bodies[] = {empty_page};
    const ymr_old_orders_filter filter = {.fake = {false, true}};
    talk_begin(&t, bodies, 1);
    (void)list_old(&filter, YMR_OK);
    CHECK_STR("GET /v2/campaigns/7/orders?fake=false HTTP/1.1", talk_line(&t), "the line");
}

TEST(orders_of_two_wrong_instants_are_refused_once)
{
    static const char *const bodies[] = {empty_page};
    const ymr_orders_filter filter = {.updated_from = "yesterday", .updated_to = "tomorrow"};
    talk_begin(&t, bodies, 1);
    (void)list(&filter, YMR_E_ARGUMENT);
    CHECK_U64(0, t.opens, "nothing was sent");
}

TEST(old_orders_filters_that_cannot_be_are_refused)
{
    static const int64_t twice[] = {3, 3};
    static const char *const bodies[] = {empty_page};
    const ymr_old_orders_filter cases[] = {
        {.order_count = 1}, {.order_ids = twice, .order_count = 2}, {.statuses = 1}, {.from_day = "2026"},
        {.to_day = ""},     {.page_size = 51},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        talk_begin(&t, bodies, 1);
        (void)list_old(&cases[i], YMR_E_ARGUMENT);
        CHECK(t.opens == 0, check_note("case %zu", i));
    }
}

TEST(one_old_order_stands_beside_no_status)
{
    static const char *const bodies[] = {"{\"order\":" OLD_ORDER(8) "}", "{}", "{\"order\":{\"id\":1}}"};
    static ymr_old_order_answer answer;

    talk_begin(&t, bodies, COUNT_OF(bodies));
    CHECK_STATUS(YMR_OK, ymr_get_old_order(&t.client, 8, &answer), "the call");
    CHECK_STR("GET /v2/campaigns/7/orders/8 HTTP/1.1", talk_line(&t), "the line");
    CHECK(answer.order.present, "it is there");
    CHECK_I64(8, answer.order.id, "its id");
    CHECK_I64(1, answer.order.buyer_items_total_before_discount.coefficient, "1e2 stays what it was");
    CHECK_STATUS(YMR_OK, ymr_get_old_order(&t.client, 8, &answer), "the call");
    CHECK(!answer.order.present, "the description lets it be absent");
    CHECK_STATUS(YMR_E_MISSING, ymr_get_old_order(&t.client, 8, &answer), "the call");
    CHECK_STR("order.status", t.client.report.fault.path, "the path");
}

TEST(order_enums_have_their_names)
{
    static const struct {
        const ymr_names *names;
        const char *last;
        int value, absent, unrecognized;
    } lists[] = {
#define LIST(PREFIX, prefix, name)                                                                           \
    {&ymr_##prefix##_names, #name, YMR_##PREFIX##_##name, YMR_##PREFIX##_ABSENT, YMR_##PREFIX##_UNRECOGNIZED}
        LIST(ORDER_STATUS, order_status, UNKNOWN),
        LIST(SELLING_PROGRAM, selling_program, LAAS),
        LIST(PAYMENT_TYPE, payment_type, UNKNOWN),
        LIST(PAYMENT_METHOD, payment_method, UNKNOWN),
        LIST(SOURCE_PLATFORM, source_platform, OTHER),
        LIST(BUYER_TYPE, buyer_type, BUSINESS),
        LIST(VAT, vat, UNKNOWN_VALUE),
        LIST(MARKING_TYPE, marking_type, GTD),
        LIST(ITEM_TAG, item_tag, SAFE_TAG),
        LIST(UNIT_STATUS, unit_status, RETURNED),
        LIST(DELIVERY_TYPE, delivery_type, UNKNOWN),
        LIST(DELIVERY_PARTNER, delivery_partner, UNKNOWN),
        LIST(DISPATCH_TYPE, dispatch_type, SHOP_OUTLET),
        LIST(LIFT_TYPE, lift_type, UNKNOWN),
        LIST(TAX_SYSTEM, tax_system, UNKNOWN_VALUE),
        LIST(ITEM_STATUS, item_status, RETURNED),
        LIST(ORDER_SUBSIDY, order_subsidy, DELIVERY),
        LIST(ITEM_SUBSIDY, item_subsidy, SUBSIDY),
        LIST(PROMO_TYPE, promo_type, UNKNOWN),
    };

    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        CHECK_I64(0, lists[i].absent, lists[i].last);
        CHECK_I64(1, lists[i].unrecognized, lists[i].last);
        CHECK_I64(lists[i].names->count + 1, lists[i].value, "the last constant is that of the last name");
        CHECK_STR(lists[i].last, ymr_enum_name(lists[i].names, lists[i].value), lists[i].last);
    }
}
