/* New returns: requests byte for byte, every limit from both sides, and what became of a call whose answer was lost. */
#include <stdio.h>

#include "check.h"
#include "talk.h"
#include "ymr/create.h"

#define TEXT(literal) ((ymr_text){literal, sizeof(literal) - 1})

static talk t;
static char filler[4096];

static ymr_text of_length(size_t length)
{
    return (ymr_text){filler, length};
}

static const ymr_new_item usual_item = {.offer_id = {"SKU 1", 5},
                                        .count = 1,
                                        .reason = YMR_NEW_REASON_BAD_QUALITY,
                                        .subreason = YMR_NEW_SUBREASON_DAMAGED};

static ymr_new_return usual_return(const ymr_new_item *items, size_t count)
{
    memset(filler, 'x', sizeof filler);
    return (ymr_new_return){.external_id = TEXT("R-1"),
                            .order_id = 58430694721,
                            .items = items,
                            .item_count = count,
                            .first_name = TEXT("Anna"),
                            .last_name = TEXT("K"),
                            .phone = TEXT("+71234567890"),
                            .point_id = 10025186314};
}

static ymr_status create(const ymr_new_return *what)
{
    static const char *const bodies[] = {"{\"status\":\"OK\",\"result\":{\"id\":9007199254740993}}"};
    static ymr_created created;

    talk_begin(&t, bodies, 1);
    const ymr_status status = ymr_create_return(&t.client, what, &created);
    CHECK(status != YMR_OK || created.id == INT64_C(9007199254740993), "the new return's id");
    return status;
}

TEST(create_writes_a_return)
{
    static const ymr_text pictures[] = {{"https://a.example/1", 19}, {"b", 1}};
    const ymr_new_item items[] = {usual_item,
                                  {.offer_id = TEXT("\xD1\x8F\t\"2\""),
                                   .count = 1000,
                                   .reason = YMR_NEW_REASON_WRONG_ITEM,
                                   .subreason = YMR_NEW_SUBREASON_DID_NOT_MATCH_DESCRIPTION,
                                   .comment = TEXT("not\nthat"),
                                   .pictures = pictures,
                                   .picture_count = 2}};
    ymr_new_return what = usual_return(items, 2);

    what.middle_name = TEXT("M");
    CHECK_STATUS(YMR_OK, create(&what), "the call");
    CHECK_STR("POST /v1/campaigns/7/returns/create HTTP/1.1", talk_line(&t), "the line");
    CHECK_STR("{\"newReturn\":{\"externalReturnId\":\"R-1\",\"orderId\":58430694721,\"items\":["
              "{\"offerId\":\"SKU 1\",\"count\":1,\"reasonType\":\"BAD_QUALITY\",\"subreasonType\":\"DAMAGED\"},"
              "{\"offerId\":\"\xD1\x8F\\t\\\"2\\\"\",\"count\":1000,\"reasonType\":\"WRONG_ITEM\","
              "\"subreasonType\":\"DID_NOT_MATCH_DESCRIPTION\",\"comment\":\"not\\nthat\","
              "\"pictures\":[\"https://a.example/1\",\"b\"]}],"
              "\"customer\":{\"firstName\":\"Anna\",\"lastName\":\"K\",\"middleName\":\"M\",\"phone\":\"+71234567890\"},"
              "\"returnOption\":{\"pickupReturn\":{\"logisticPointId\":10025186314}}}}",
              talk_body(&t), "the body");
}

static void check_item(ymr_status expected, ymr_new_item item, const char *note)
{
    const ymr_new_return what = usual_return(&item, 1);
    CHECK_STATUS(expected, create(&what), note);
    CHECK_U64(expected == YMR_OK ? 1 : 0, t.opens, note);
}

TEST(create_keeps_the_limits_of_an_item)
{
    static ymr_text pictures[11];
    static char names[11];
    ymr_new_item item = usual_item;

    check_item(YMR_OK, item, "the usual one");
    item.offer_id = (ymr_text){NULL, 0};
    check_item(YMR_E_ARGUMENT, item, "no offer");
    item.offer_id = TEXT("");
    check_item(YMR_E_ARGUMENT, item, "an empty offer");
    item.offer_id = TEXT(" \t");
    check_item(YMR_E_ARGUMENT, item, "blanks");
    item.offer_id = TEXT("a\nb");
    check_item(YMR_E_ARGUMENT, item, "a line end");
    item.offer_id = TEXT("a\x7f");
    check_item(YMR_E_ARGUMENT, item, "DEL");
    item.offer_id = TEXT("a\xff");
    check_item(YMR_E_ARGUMENT, item, "no UTF-8");
    item.offer_id = of_length(255);
    check_item(YMR_OK, item, "255 characters");
    item.offer_id = of_length(256);
    check_item(YMR_E_ARGUMENT, item, "256 characters");

    item = usual_item;
    item.count = 0;
    check_item(YMR_E_ARGUMENT, item, "no piece");
    item.count = -1;
    check_item(YMR_E_ARGUMENT, item, "less than none");
    item.count = 1001;
    check_item(YMR_E_ARGUMENT, item, "1,001 pieces");

    item = usual_item;
    item.reason = YMR_NEW_REASON_ABSENT;
    check_item(YMR_E_ARGUMENT, item, "no reason");
    item.reason = YMR_NEW_REASON_UNRECOGNIZED;
    check_item(YMR_E_ARGUMENT, item, "a reason without a name");
    item = usual_item;
    item.subreason = YMR_NEW_SUBREASON_ABSENT;
    check_item(YMR_E_ARGUMENT, item, "no subreason");
    item.subreason = (ymr_new_subreason)(YMR_NEW_SUBREASON_DID_NOT_MATCH_DESCRIPTION + 1);
    check_item(YMR_E_ARGUMENT, item, "a subreason beyond the list");

    item = usual_item;
    item.comment = TEXT("");
    check_item(YMR_E_ARGUMENT, item, "an empty comment");
    item.comment = of_length(3000);
    check_item(YMR_OK, item, "3,000 characters");
    item.comment = of_length(3001);
    check_item(YMR_E_ARGUMENT, item, "3,001 characters");

    for (size_t i = 0; i < COUNT_OF(pictures); i++) {
        names[i] = (char)('a' + i);
        pictures[i] = (ymr_text){&names[i], 1};
    }
    item = usual_item;
    item.pictures = pictures;
    item.picture_count = 10;
    check_item(YMR_OK, item, "10 pictures");
    item.picture_count = 11;
    check_item(YMR_E_ARGUMENT, item, "11 pictures");
    item.picture_count = 2;
    pictures[1] = pictures[0];
    check_item(YMR_E_ARGUMENT, item, "a picture twice");
    pictures[1] = of_length(2001);
    check_item(YMR_E_ARGUMENT, item, "2,001 characters");
    pictures[1] = of_length(2000);
    check_item(YMR_OK, item, "2,000 characters");
    item.pictures = NULL;
    check_item(YMR_E_ARGUMENT, item, "no pictures where two are said to be");
}

/* Lengths count characters: 3,000 of two bytes each fit. */
TEST(create_counts_characters)
{
    static char comment[6002];
    ymr_new_item item = usual_item;

    for (size_t i = 0; i < sizeof comment; i += 2) {
        memcpy(comment + i, "\xD1\x8F", 2);
    }
    item.comment = (ymr_text){comment, 6000};
    check_item(YMR_OK, item, "3,000 characters");
    item.comment = (ymr_text){comment, 6002};
    check_item(YMR_E_ARGUMENT, item, "3,001 characters");
}

static void check_return(ymr_status expected, ymr_new_return what, const char *note)
{
    CHECK_STATUS(expected, create(&what), note);
    CHECK_U64(expected == YMR_OK ? 1 : 0, t.opens, note);
}

TEST(create_keeps_the_limits_of_a_return)
{
    static ymr_new_item items[1001];
    static const struct {
        const char *phone;
        ymr_status status;
    } phones[] = {
        {"+1234", YMR_OK},          {"+123456789012345", YMR_OK}, {"+123", YMR_E_ARGUMENT}, {"+1234567890123456", YMR_E_ARGUMENT},
        {"81234567890", YMR_E_ARGUMENT}, {"+7 123 45", YMR_E_ARGUMENT}, {"++12345", YMR_E_ARGUMENT}, {"", YMR_E_ARGUMENT},
        {"+1234:", YMR_E_ARGUMENT}, {"+1234/", YMR_E_ARGUMENT},
    };
    ymr_new_return what;

    for (size_t i = 0; i < COUNT_OF(items); i++) {
        items[i] = (ymr_new_item){TEXT("a"), 1, YMR_NEW_REASON_WRONG_ITEM, YMR_NEW_SUBREASON_WRONG_ITEM, {NULL, 0}, NULL, 0};
    }
    check_return(YMR_E_ARGUMENT, usual_return(items, 0), "no items");
    check_return(YMR_E_ARGUMENT, usual_return(NULL, 1), "no items where one is said to be");
    check_return(YMR_E_ARGUMENT, usual_return(items, 1001), "1,001 items");
    what = usual_return(items, 1000);
    CHECK_STATUS(YMR_E_SPACE, create(&what), "1,000 items do not fit 64 KB");
    CHECK(t.client.report.fault.needed > TALK_SIZE && t.client.report.fault.needed < 2 * TALK_SIZE, "what would do");
    for (size_t i = 0; i < COUNT_OF(phones); i++) {
        what = usual_return(items, 1);
        what.phone = (ymr_text){phones[i].phone, strlen(phones[i].phone)};
        check_return(phones[i].status, what, phones[i].phone);
    }
    what = usual_return(items, 1);
    what.phone = (ymr_text){NULL, 0};
    check_return(YMR_E_ARGUMENT, what, "no phone");
    what = usual_return(items, 1);
    what.external_id = TEXT("");
    check_return(YMR_E_ARGUMENT, what, "an empty external id");
    what.external_id = (ymr_text){NULL, 0};
    check_return(YMR_E_ARGUMENT, what, "no external id");
    what = usual_return(items, 1);
    what.first_name = (ymr_text){NULL, 0};
    check_return(YMR_E_ARGUMENT, what, "no first name");
    what.first_name = of_length(512);
    check_return(YMR_OK, what, "a first name of 512");
    what.last_name = of_length(513);
    check_return(YMR_E_ARGUMENT, what, "a last name of 513");
    what = usual_return(items, 1);
    what.middle_name = TEXT("");
    check_return(YMR_E_ARGUMENT, what, "an empty middle name");
    what = usual_return(items, 1);
    what.point_id = 0;
    check_return(YMR_E_ARGUMENT, what, "point 0");
}

/* The description lists which belongs to which. */
TEST(create_knows_the_subreasons_of_a_reason)
{
    static const char *const fits[] = {"0001111000", "1110000000", "0000000111"};

    for (int reason = 0; reason < 3; reason++) {
        for (int subreason = 0; subreason < 10; subreason++) {
            CHECK(ymr_subreason_fits((ymr_new_reason)(reason + 2), (ymr_new_subreason)(subreason + 2)) ==
                      (fits[reason][subreason] == '1'),
                  check_note("%s, %s", ymr_enum_name(&ymr_new_reason_names, reason + 2),
                             ymr_enum_name(&ymr_new_subreason_names, subreason + 2)));
        }
    }
    CHECK(!ymr_subreason_fits(YMR_NEW_REASON_ABSENT, YMR_NEW_SUBREASON_DAMAGED), "no reason");
    CHECK(!ymr_subreason_fits(YMR_NEW_REASON_UNRECOGNIZED, YMR_NEW_SUBREASON_DAMAGED), "no reason");
}

/* After the first byte nobody knows; a refusal is an answer; before the first byte nothing happened. */
TEST(create_and_cancel_leave_open_what_nobody_knows)
{
    static const char *const bodies[] = {"{}", "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"BAD\"}]}"};
    const ymr_new_return what = usual_return(&usual_item, 1);
    ymr_created created;
    ymr_cancellation cancellation;

    talk_begin(&t, bodies, 1);
    t.breaks_after = 1;
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_create_return(&t.client, &what, &created), "broken while it was sent");
    CHECK_STATUS(YMR_E_RESET, t.client.outcome.cause, "why");
    CHECK_U64(1, t.opens, "never sent again by itself");
    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_create_return(&t.client, &what, &created), "an answer that says nothing");
    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_cancel_return(&t.client, 1, &cancellation), "likewise");
    talk_begin(&t, bodies + 1, 1);
    CHECK_STATUS(YMR_E_API, ymr_create_return(&t.client, &what, &created), "refused");
    talk_begin(&t, bodies + 1, 1);
    t.status = "400 Bad Request";
    CHECK_STATUS(YMR_E_API, ymr_cancel_return(&t.client, 1, &cancellation), "refused");
    CHECK_TEXT("BAD", t.client.outcome.api.code.bytes, t.client.outcome.api.code.length, "the code");
}

/* Delivery options. */

static ymr_status ask(const ymr_parcel *parcel, ymr_delivery_options *options)
{
    static const char *const bodies[] = {
        "{\"status\":\"OK\",\"result\":{\"pickupDelivery\":{\"logisticPointIds\":[3,9007199254740993,-1]}}}"};
    talk_begin(&t, bodies, 1);
    return ymr_get_delivery_options(&t.client, parcel, options);
}

TEST(options_are_the_points_that_can_take_it)
{
    static const int64_t points[] = {3, 4, INT64_MAX};
    const ymr_parcel_item items[] = {{TEXT("a"), 2}, {TEXT("b"), 1}};
    const ymr_parcel parcel = {items, 2, points, 3};
    static const int64_t expected[] = {3, INT64_C(9007199254740993), -1};
    ymr_delivery_options options;
    int64_t id;

    CHECK_STATUS(YMR_OK, ask(&parcel, &options), "the call");
    CHECK_STR("POST /v1/campaigns/7/return-delivery-options HTTP/1.1", talk_line(&t), "the line");
    CHECK_STR("{\"items\":[{\"offerId\":\"a\",\"count\":2},{\"offerId\":\"b\",\"count\":1}],"
              "\"pickupDelivery\":{\"logisticPointsIds\":[3,4,9223372036854775807]}}",
              talk_body(&t), "the body");
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        if (CHECK(ymr_list_next_id(&options.pickup_delivery.logistic_point_ids, &id), "a point")) {
            CHECK_I64(expected[i], id, "a point");
        }
    }
    id = 5;
    CHECK(!ymr_list_next_id(&options.pickup_delivery.logistic_point_ids, &id) && id == 5, "the end");
}

TEST(options_keep_their_limits)
{
    static int64_t points[21];
    static const int64_t twice[] = {3, 3};
    const ymr_parcel_item item = {TEXT("a"), 1}, none = {TEXT("a"), 0}, blank = {TEXT(" "), 1};
    const struct {
        ymr_parcel parcel;
        ymr_status status;
        const char *note;
    } cases[] = {
        {{&item, 1, points, 20}, YMR_OK, "20 points"},
        {{&item, 1, points, 21}, YMR_E_ARGUMENT, "21 points"},
        {{&item, 1, points, 0}, YMR_E_ARGUMENT, "no points"},
        {{&item, 1, NULL, 1}, YMR_E_ARGUMENT, "no points where one is said to be"},
        {{&item, 1, twice, 2}, YMR_E_ARGUMENT, "a point twice"},
        {{&item, 1, (const int64_t[]){0}, 1}, YMR_E_ARGUMENT, "point 0"},
        {{&item, 0, points, 1}, YMR_E_ARGUMENT, "no items"},
        {{&item, 1001, points, 1}, YMR_E_ARGUMENT, "1,001 items"},
        {{NULL, 1, points, 1}, YMR_E_ARGUMENT, "no items where one is said to be"},
        {{&none, 1, points, 1}, YMR_E_ARGUMENT, "no piece"},
        {{&blank, 1, points, 1}, YMR_E_ARGUMENT, "a blank offer"},
    };

    for (size_t i = 0; i < COUNT_OF(points); i++) {
        points[i] = (int64_t)i + 1;
    }
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_delivery_options options;
        CHECK_STATUS(cases[i].status, ask(&cases[i].parcel, &options), cases[i].note);
    }
}

/* Cancelling, and operations. */

TEST(cancel_starts_an_operation)
{
    static const char *const bodies[] = {
        "{\"status\":\"OK\",\"result\":{\"operation\":{\"id\":\"op-1\",\"type\":\"RETURN_CANCELLATION\"}}}",
        "{\"status\":\"OK\",\"result\":{}}"};
    ymr_cancellation got;

    talk_begin(&t, bodies, 2);
    CHECK_STATUS(YMR_OK, ymr_cancel_return(&t.client, INT64_MIN, &got), "the call");
    CHECK_STR("POST /v1/campaigns/7/returns/cancel HTTP/1.1", talk_line(&t), "the line");
    CHECK_STR("{\"returnId\":-9223372036854775808}", talk_body(&t), "the body");
    CHECK_TEXT("op-1", got.operation.id.bytes, got.operation.id.length, "the operation");
    CHECK_I64(YMR_OPERATION_TYPE_RETURN_CANCELLATION, got.operation.type.value, "its type");
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_cancel_return(&t.client, 1, &got), "no operation");
    CHECK_STATUS(YMR_E_MISSING, t.client.outcome.cause, "why");
}

TEST(operations_say_how_far_they_are)
{
    static const char *const bodies[] = {
        "{\"status\":\"OK\",\"result\":{\"operations\":["
        "{\"id\":\"a\",\"type\":\"RETURN_CANCELLATION\",\"status\":\"DONE\"},"
        "{\"id\":\"b\",\"type\":\"NEW_ONE\",\"status\":\"NEW_STATUS\"}]}}"};
    static const ymr_text ids[] = {{"a", 1}, {"b\"", 2}};
    const ymr_operations_query query = {YMR_OPERATION_TYPE_RETURN_CANCELLATION, ids, 2};
    ymr_operation_results results;
    ymr_operation_result one;

    talk_begin(&t, bodies, 1);
    CHECK_STATUS(YMR_OK, ymr_get_operations(&t.client, &query, &results), "the call");
    CHECK_STR("POST /v1/businesses/5/operations HTTP/1.1", talk_line(&t), "the line");
    CHECK_STR("{\"operationType\":\"RETURN_CANCELLATION\",\"operationIds\":[\"a\",\"b\\\"\"]}", talk_body(&t), "the body");
    CHECK(ymr_operation_result_next(&results.operations, &one), "the first");
    CHECK_I64(YMR_OPERATION_STATUS_DONE, one.status.value, "the first");
    CHECK_I64(YMR_OPERATION_TYPE_RETURN_CANCELLATION, one.type.value, "the first");
    CHECK(ymr_operation_result_next(&results.operations, &one), "the second");
    CHECK_TEXT("b", one.id.bytes, one.id.length, "the second");
    CHECK_I64(YMR_OPERATION_STATUS_UNRECOGNIZED, one.status.value, "a new status is none that is known");
    CHECK_TEXT("NEW_STATUS", one.status.text.bytes, one.status.text.length, "and keeps its text");
    CHECK(!ymr_operation_result_next(&results.operations, &one), "no third");
}

TEST(operations_keep_their_limits)
{
    static ymr_text ids[101];
    static char names[101][4];
    static const char *const bodies[] = {"{\"status\":\"OK\",\"result\":{\"operations\":[]}}"};
    static const ymr_text twice[] = {{"a", 1}, {"a", 1}};
    static const ymr_text empty = {"", 0}, absent = {NULL, 0};
    const ymr_text longest = of_length(1000), longer = of_length(1001);
    const struct {
        ymr_operations_query query;
        ymr_status status;
        const char *note;
    } cases[] = {
        {{YMR_OPERATION_TYPE_ORDER_STATUS_UPDATE, ids, 100}, YMR_OK, "100 ids"},
        {{YMR_OPERATION_TYPE_ORDER_STATUS_UPDATE, ids, 101}, YMR_E_ARGUMENT, "101 ids"},
        {{YMR_OPERATION_TYPE_ORDER_STATUS_UPDATE, ids, 0}, YMR_E_ARGUMENT, "no ids"},
        {{YMR_OPERATION_TYPE_ABSENT, ids, 1}, YMR_E_ARGUMENT, "no type"},
        {{YMR_OPERATION_TYPE_UNRECOGNIZED, ids, 1}, YMR_E_ARGUMENT, "a type without a name"},
        {{YMR_OPERATION_TYPE_RETURN_CANCELLATION, twice, 2}, YMR_E_ARGUMENT, "an id twice"},
        {{YMR_OPERATION_TYPE_RETURN_CANCELLATION, &empty, 1}, YMR_E_ARGUMENT, "an empty id"},
        {{YMR_OPERATION_TYPE_RETURN_CANCELLATION, &absent, 1}, YMR_E_ARGUMENT, "an id that is none"},
        {{YMR_OPERATION_TYPE_RETURN_CANCELLATION, &longest, 1}, YMR_OK, "1,000 characters"},
        {{YMR_OPERATION_TYPE_RETURN_CANCELLATION, &longer, 1}, YMR_E_ARGUMENT, "1,001 characters"},
    };

    memset(filler, 'x', sizeof filler);
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        ids[i] = (ymr_text){names[i], (size_t)snprintf(names[i], sizeof names[i], "%zu", i)};
    }
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_operation_results results;
        talk_begin(&t, bodies, 1);
        CHECK_STATUS(cases[i].status, ymr_get_operations(&t.client, &cases[i].query, &results), cases[i].note);
    }
}

/* What became of it. */

static char text[4096];
static ymr_token tokens[200];
static ymr_document document;
static ymr_report report;
static ymr_return one;

static const ymr_return *read_return(const char *json)
{
    strcpy(text, json);
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(json), tokens, COUNT_OF(tokens), NULL), json);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &one, &report), json);
    return &one;
}

TEST(cancel_is_known_by_the_shipment)
{
    static const struct {
        const char *more;
        ymr_resolution resolution;
    } cases[] = {
        {",\"shipmentStatus\":\"CANCELLED\"", YMR_RESOLUTION_MATCHES},
        {",\"shipmentStatus\":\"CREATED\"", YMR_RESOLUTION_WAITING},
        {",\"shipmentStatus\":\"RECEIVED\"", YMR_RESOLUTION_DIFFERS},
        {",\"shipmentStatus\":\"PICKED\"", YMR_RESOLUTION_DIFFERS},
        {",\"shipmentStatus\":\"UNKNOWN\"", YMR_RESOLUTION_UNTOLD},
        {",\"shipmentStatus\":\"NEW_ONE\"", YMR_RESOLUTION_UNTOLD},
        {"", YMR_RESOLUTION_UNTOLD},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[256] = "{\"id\":1,\"orderId\":5,\"returnType\":\"RETURN\",\"items\":[]";
        strcat(strcat(json, cases[i].more), "}");
        CHECK_I64(cases[i].resolution, ymr_resolve_cancelled(read_return(json)), json);
    }
}

#define PIECES(sku, count) "{\"shopSku\":\"" sku "\",\"count\":" count "}"
#define RETURNED(id, order, type, items, more)                                                               \
    "{\"id\":" id ",\"orderId\":" order ",\"returnType\":\"" type "\",\"items\":[" items "]" more "}"
#define SAME PIECES("a", "2") "," PIECES("b", "1")
#define AT(second) ",\"creationDate\":\"1970-01-01T00:00:" second "Z\""

static const ymr_new_item sought_items[] = {
    {{"b", 1}, 1, YMR_NEW_REASON_WRONG_ITEM, YMR_NEW_SUBREASON_WRONG_ITEM, {NULL, 0}, NULL, 0},
    {{"a", 1}, 1, YMR_NEW_REASON_WRONG_ITEM, YMR_NEW_SUBREASON_WRONG_ITEM, {NULL, 0}, NULL, 0},
    {{"a", 1}, 1, YMR_NEW_REASON_BAD_QUALITY, YMR_NEW_SUBREASON_DAMAGED, {NULL, 0}, NULL, 0},
};
static const ymr_new_return sought = {.order_id = 5, .items = sought_items, .item_count = 3};

TEST(lookup_compares_the_pieces)
{
    static const struct {
        const char *json;
        bool matches;
    } cases[] = {
        {RETURNED("7", "5", "RETURN", SAME, ""), true},
        {RETURNED("7", "5", "RETURN", PIECES("b", "1") "," PIECES("a", "1") "," PIECES("a", "1"), ""), true},
        {RETURNED("7", "5", "NEW_TYPE", SAME, ""), true},
        {RETURNED("7", "5", "UNREDEEMED", SAME, ""), false},
        {RETURNED("7", "6", "RETURN", SAME, ""), false},
        {RETURNED("7", "5", "RETURN", PIECES("a", "2"), ""), false},
        {RETURNED("7", "5", "RETURN", PIECES("a", "1") "," PIECES("b", "2"), ""), false},
        {RETURNED("7", "5", "RETURN", SAME "," PIECES("c", "1"), ""), false},
        {RETURNED("7", "5", "RETURN", "", ""), false},
        {RETURNED("7", "5", "RETURN", SAME, AT("10")), true},
        {RETURNED("7", "5", "RETURN", SAME, AT("09.999")), false},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_lookup lookup;
        ymr_lookup_begin(&lookup, &sought, 10000);
        ymr_lookup_add(&lookup, read_return(cases[i].json));
        CHECK_I64(YMR_RESOLUTION_WAITING, ymr_lookup_end(&lookup), "nothing counts before the commit");
        ymr_lookup_page_commit(&lookup);
        CHECK_I64(cases[i].matches ? YMR_RESOLUTION_MATCHES : YMR_RESOLUTION_WAITING, ymr_lookup_end(&lookup),
                  cases[i].json);
        CHECK_I64(cases[i].matches ? 7 : 0, lookup.return_id, cases[i].json);
    }
}

static ymr_resolution look_up(const char *const *bodies, size_t count, size_t text_size)
{
    static ymr_lookup lookup;

    talk_begin(&t, bodies, count);
    t.config.workspace.text_size = text_size;
    ymr_lookup_begin(&lookup, &sought, INT64_MIN);
    CHECK_STATUS(YMR_OK, ymr_lookup_created(&t.client, &lookup), bodies[0]);
    return ymr_lookup_end(&lookup);
}

#define PAGE(returns, more) "{\"status\":\"OK\",\"result\":{\"returns\":[" returns "]" more "}}"
#define MORE ",\"paging\":{\"nextPageToken\":\"n\"}"

TEST(lookup_reads_the_returns_of_the_order)
{
    static const char *const one_page[] = {PAGE(RETURNED("7", "5", "RETURN", SAME, ""), "")};
    static const char *const two_pages[] = {PAGE(RETURNED("7", "5", "RETURN", SAME, ""), MORE),
                                            PAGE(RETURNED("8", "5", "RETURN", PIECES("a", "2"), ""), "")};
    static const char *const several[] = {PAGE(RETURNED("7", "5", "RETURN", SAME, ""), MORE),
                                          PAGE(RETURNED("8", "5", "RETURN", SAME, ""), "")};
    static const char *const none[] = {PAGE("", "")};

    CHECK_I64(YMR_RESOLUTION_MATCHES, look_up(one_page, 1, TALK_SIZE), "one");
    CHECK_STR("GET /v2/campaigns/7/returns?orderIds=5&type=RETURN HTTP/1.1", talk_line(&t), "the request");
    CHECK_I64(YMR_RESOLUTION_MATCHES, look_up(two_pages, 2, TALK_SIZE), "one, and another");
    CHECK_I64(YMR_RESOLUTION_UNTOLD, look_up(several, 2, TALK_SIZE), "two alike");
    CHECK_I64(YMR_RESOLUTION_WAITING, look_up(none, 1, TALK_SIZE), "none");
    CHECK_I64(YMR_RESOLUTION_UNTOLD, look_up(one_page, 1, 90), "one that cannot be read");
}

TEST(create_knows_a_subreason_that_is_none)
{
    static const ymr_new_reason reasons[] = {YMR_NEW_REASON_DOES_NOT_FIT, YMR_NEW_REASON_BAD_QUALITY,
                                             YMR_NEW_REASON_WRONG_ITEM};
    for (size_t i = 0; i < COUNT_OF(reasons); i++) {
        CHECK(!ymr_subreason_fits(reasons[i], (ymr_new_subreason)0), "absent");
        CHECK(!ymr_subreason_fits(reasons[i], (ymr_new_subreason)100), "from nowhere");
    }
}

/* lookup: what has the same length is not the same. */
TEST(lookup_tells_offers_apart)
{
    static char json[] = "{\"items\":[{\"shopSku\":\"SKU 1\",\"count\":1},{\"shopSku\":\"\",\"count\":1}]}";
    static const struct {
        const char *offers[2];
        uint32_t matches;
    } cases[] = {
        {{"SKU 1", ""}, 1},
        {{"SKU 2", ""}, 0},
        {{"SKU 1", "SKU 2"}, 0},
    };
    ymr_token read_tokens[32];
    ymr_document read_document;
    CHECK_STATUS(
        YMR_OK,
        ymr_json_parse(&read_document, json, sizeof json - 1, read_tokens, COUNT_OF(read_tokens), NULL),
        NULL);
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_new_item items[] = {usual_item, usual_item};
        for (size_t n = 0; n < 2; n++) {
            items[n].offer_id = (ymr_text){cases[i].offers[n], strlen(cases[i].offers[n])};
        }
        const ymr_new_return wanted = usual_return(items, 2);
        const ymr_return read = {.id = 9, .order_id = wanted.order_id, .items = {&read_document, 3, 2}};
        ymr_lookup lookup;
        ymr_lookup_begin(&lookup, &wanted, 0);
        ymr_lookup_page_begin(&lookup);
        ymr_lookup_add(&lookup, &read);
        ymr_lookup_page_commit(&lookup);
        CHECK_U64(cases[i].matches, lookup.matches, check_note("case %zu", i));
    }
}
