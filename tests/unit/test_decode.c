/* How JSON becomes structs: what is required, what is optional, what is unknown, and what each complaint names. */
#include <stdio.h>

#include "check.h"
#include "rows.h"
#include "ymr/envelope.h"
#include "ymr/returns.h"

enum { ROOM = 2000 };

static ymr_token tokens[ROOM];
static char text[32768];
static ymr_document document;
static ymr_report report;
static ymr_return got;
static ymr_api_error api_error;
static char warned[8][YMR_MAX_PATH];
static ymr_status warned_status[8];
static unsigned warnings;

static void remember(void *context, const ymr_fault *fault)
{
    (void)context;
    if (warnings < COUNT_OF(warned)) {
        memcpy(warned[warnings], fault->path, YMR_MAX_PATH);
        warned_status[warnings] = fault->status;
    }
    warnings++;
}

static ymr_status open_answer(const char *json)
{
    const size_t length = strlen(json);
    memcpy(text, json, length);
    warnings = 0;
    memset(&report, 0, sizeof report);
    report.warn = remember;
    const ymr_status status = ymr_json_parse(&document, text, length, tokens, ROOM, &report.fault);
    return status != YMR_OK ? status
                            : ymr_envelope_open(&document, &ymr_return_shape, &got, &api_error, &report);
}

/* A whole answer around the fields of one return. */
static ymr_status open_return(const char *fields)
{
    static char json[16384];
    snprintf(json, sizeof json, "{\"status\":\"OK\",\"result\":{%s}}", fields);
    return open_answer(json);
}

#define BARE "\"id\":1,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\""
#define BARE_BUT_ITEMS "\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\""
#define ITEM(more) "\"items\":[{\"shopSku\":\"s\",\"count\":1" more "}]"

TEST(decode_reads_every_field_of_a_return)
{
    static const char json[] =
        "{\"status\":\"OK\",\"result\":{\"id\":7,\"orderId\":8,\"creationDate\":\"2026-01-02T03:04:05.6+03:00\","
        "\"updateDate\":\"2026-01-03T00:00:00Z\",\"refundStatus\":\"REFUNDED\",\"logisticPickupPoint\":{\"id\":9,"
        "\"name\":\"n\",\"address\":{\"country\":\"c\",\"city\":\"i\",\"street\":\"s\",\"house\":\"h\","
        "\"postcode\":\"p\"},\"instruction\":\"go\",\"type\":\"PICKUP_TERMINAL\",\"logisticPartnerId\":10},"
        "\"pickupTillDate\":\"2026-02-01T00:00:00.123456789+00:00\",\"shipmentRecipientType\":\"POST\","
        "\"shipmentStatus\":\"LOST\",\"refundAmount\":12345,\"amount\":{\"value\":123.45,\"currencyId\":\"RUR\"},"
        "\"items\":[{\"marketSku\":11,\"shopSku\":\"sku\",\"count\":2,\"decisions\":[{\"returnItemId\":12,"
        "\"count\":1,\"comment\":\"why\\n\",\"reasonType\":\"BAD_QUALITY\",\"subreasonType\":\"BROKEN\","
        "\"decisionType\":\"REPAIR\",\"refundAmount\":1,\"amount\":{\"value\":1e2,\"currencyId\":\"USD\"},"
        "\"partnerCompensation\":2,\"partnerCompensationAmount\":{\"value\":0.01,\"currencyId\":\"EUR\"},"
        "\"images\":[\"x\",\"y\"]}],\"instances\":[{\"stockType\":\"FIT\",\"status\":\"PICKED\",\"cis\":\"01\","
        "\"imei\":\"35\"}],\"tracks\":[{\"trackCode\":\"t-1\"}]}],\"returnType\":\"UNREDEEMED\","
        "\"fastReturn\":true}}";
    ymr_return_item item;
    ymr_decision decision;
    ymr_instance instance;
    ymr_track track;
    ymr_text image;

    CHECK_STATUS(YMR_OK, open_answer(json), NULL);
    CHECK_SIZE(0, warnings, "no warning");
    CHECK(got.present, NULL);
    CHECK_I64(7, got.id, NULL);
    CHECK_I64(8, got.order_id, NULL);
    CHECK_I64(INT64_C(1767312245600), got.creation_date.unix_ms, NULL);
    CHECK_I64(180, got.creation_date.offset_minutes, NULL);
    CHECK_TEXT("2026-01-03T00:00:00Z", got.update_date.text.bytes, got.update_date.text.length, NULL);
    CHECK_I64(YMR_REFUND_STATUS_REFUNDED, got.refund_status.value, NULL);
    CHECK(got.logistic_pickup_point.present && got.logistic_pickup_point.address.present, NULL);
    CHECK_I64(9, got.logistic_pickup_point.id.value, NULL);
    CHECK_TEXT("n", got.logistic_pickup_point.name.bytes, got.logistic_pickup_point.name.length, NULL);
    CHECK_TEXT("p", got.logistic_pickup_point.address.postcode.bytes,
               got.logistic_pickup_point.address.postcode.length, NULL);
    CHECK_I64(YMR_POINT_TYPE_PICKUP_TERMINAL, got.logistic_pickup_point.type.value, NULL);
    CHECK_I64(10, got.logistic_pickup_point.logistic_partner_id.value, NULL);
    CHECK_I64(123, got.pickup_till_date.unix_ms % 1000, "fraction cut to milliseconds");
    CHECK_I64(YMR_RECIPIENT_TYPE_POST, got.shipment_recipient_type.value, NULL);
    CHECK_I64(YMR_SHIPMENT_STATUS_LOST, got.shipment_status.value, NULL);
    CHECK_I64(12345, got.refund_amount.value, NULL);
    CHECK_I64(12345, got.amount.value.coefficient, NULL);
    CHECK_I64(-2, got.amount.value.exponent, NULL);
    CHECK_I64(YMR_RETURN_TYPE_UNREDEEMED, got.return_type.value, NULL);
    CHECK(got.fast_return.present && got.fast_return.value, NULL);

    ymr_list items = got.items;
    CHECK_SIZE(1, items.left, NULL);
    CHECK(ymr_return_item_next(&items, &item), NULL);
    CHECK_I64(11, item.market_sku.value, NULL);
    CHECK_TEXT("sku", item.shop_sku.bytes, item.shop_sku.length, NULL);
    CHECK_I64(2, item.count, NULL);
    CHECK(!ymr_return_item_next(&items, &item), "one item");

    CHECK(ymr_decision_next(&item.decisions, &decision), NULL);
    CHECK_I64(12, decision.return_item_id.value, NULL);
    CHECK_TEXT("why\n", decision.comment.bytes, decision.comment.length, NULL);
    CHECK_I64(YMR_REASON_TYPE_BAD_QUALITY, decision.reason_type.value, NULL);
    CHECK_I64(YMR_SUBREASON_TYPE_BROKEN, decision.subreason_type.value, NULL);
    CHECK_I64(YMR_DECISION_TYPE_REPAIR, decision.decision_type.value, NULL);
    CHECK_I64(2, decision.amount.value.exponent, NULL);
    CHECK_I64(2, decision.partner_compensation.value, NULL);
    CHECK_TEXT("EUR", decision.partner_compensation_amount.currency.bytes,
               decision.partner_compensation_amount.currency.length, NULL);
    CHECK(ymr_list_next_text(&decision.images, &image) && ymr_list_next_text(&decision.images, &image), NULL);
    CHECK_TEXT("y", image.bytes, image.length, "second image");
    CHECK(!ymr_list_next_text(&decision.images, &image), "two images");
    CHECK(!ymr_decision_next(&item.decisions, &decision), "one decision");

    CHECK(ymr_instance_next(&item.instances, &instance), NULL);
    CHECK_I64(YMR_STOCK_TYPE_FIT, instance.stock_type.value, NULL);
    CHECK_I64(YMR_INSTANCE_STATUS_PICKED, instance.status.value, NULL);
    CHECK_TEXT("01", instance.cis.bytes, instance.cis.length, NULL);
    CHECK_TEXT("35", instance.imei.bytes, instance.imei.length, NULL);
    CHECK(ymr_track_next(&item.tracks, &track), NULL);
    CHECK_TEXT("t-1", track.track_code.bytes, track.track_code.length, NULL);
}

TEST(decode_takes_null_and_absent_for_the_same)
{
    static const char *const fields[] = {
        BARE,
        BARE ",\"creationDate\":null,\"refundStatus\":null,\"logisticPickupPoint\":null,\"refundAmount\":null,"
             "\"amount\":null,\"fastReturn\":null",
        BARE ",\"logisticPickupPoint\":{}",
    };
    for (size_t i = 0; i < COUNT_OF(fields); i++) {
        CHECK_STATUS(YMR_OK, open_return(fields[i]), fields[i]);
        CHECK_SIZE(0, warnings, fields[i]);
        CHECK(got.creation_date.text.bytes == NULL, fields[i]);
        CHECK_I64(0, got.refund_status.value, fields[i]);
        CHECK(!got.refund_amount.present && !got.amount.present && !got.fast_return.present, fields[i]);
    }
    CHECK(got.logistic_pickup_point.present && !got.logistic_pickup_point.address.present, "empty is present");
}

TEST(decode_knows_ids_to_the_last_bit)
{
    static const struct {
        const char *number;
        int64_t value;
    } cases[] = {
        {"9007199254740993", INT64_C(9007199254740993)},
        {"9223372036854775807", INT64_MAX},
        {"-9223372036854775808", INT64_MIN},
        {"-1", -1},
        {"0", 0},
    };
    char fields[200];
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        snprintf(fields, sizeof fields, "\"id\":%s,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"",
                 cases[i].number);
        CHECK_STATUS(YMR_OK, open_return(fields), cases[i].number);
        CHECK_I64(cases[i].value, got.id, cases[i].number);
    }
}

TEST(decode_keeps_unknown_values_and_passes_over_unknown_fields)
{
    CHECK_STATUS(YMR_OK,
                 open_return(BARE ",\"refundStatus\":\"TELEPORTED\",\"new\":{\"id\":\"x\",\"deep\":[[],{\"id\":1}]},"
                                  "\"shipmentStatus\":\"UNKNOWN\",\"id2\":5"),
                 NULL);
    CHECK_SIZE(0, warnings, "new things are no reason to warn");
    CHECK_I64(YMR_REFUND_STATUS_UNRECOGNIZED, got.refund_status.value, NULL);
    CHECK_TEXT("TELEPORTED", got.refund_status.text.bytes, got.refund_status.text.length, NULL);
    CHECK_I64(YMR_SHIPMENT_STATUS_UNKNOWN, got.shipment_status.value, "UNKNOWN is a value of its own");
    CHECK_I64(1, got.id, "the unknown object's id is not this one");
}

TEST(decode_names_what_is_missing_or_wrong)
{
    static const struct {
        const char *fields;
        ymr_status status;
        const char *path;
    } cases[] = {
        {"\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_MISSING, "result.id"},
        {"\"id\":null,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_MISSING, "result.id"},
        {"\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\"", YMR_E_MISSING, "result.items"},
        {"\"id\":1,\"orderId\":2,\"items\":null,\"returnType\":\"RETURN\"", YMR_E_MISSING, "result.items"},
        {"\"id\":1,\"orderId\":2,\"items\":[]", YMR_E_MISSING, "result.returnType"},
        {"\"id\":\"1\",\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_TYPE, "result.id"},
        {"\"id\":1.0,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_TYPE, "result.id"},
        {"\"id\":1e0,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_TYPE, "result.id"},
        {"\"id\":true,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_TYPE, "result.id"},
        {"\"id\":9223372036854775808,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"", YMR_E_RANGE, "result.id"},
        {BARE_BUT_ITEMS ",\"items\":{}", YMR_E_TYPE, "result.items"},
        {BARE_BUT_ITEMS ",\"items\":[7]", YMR_E_TYPE, "result.items[0]"},
        {BARE_BUT_ITEMS ",\"items\":[null]", YMR_E_TYPE, "result.items[0]"},
        {BARE_BUT_ITEMS ",\"items\":[{\"shopSku\":\"s\",\"count\":1},{\"shopSku\":\"s\",\"count\":1},"
                        "{\"shopSku\":\"s\",\"count\":1},{\"shopSku\":\"s\"}]",
         YMR_E_MISSING, "result.items[3].count"},
        {BARE_BUT_ITEMS ",\"items\":[{\"shopSku\":5,\"count\":1}]", YMR_E_TYPE, "result.items[0].shopSku"},
        {BARE_BUT_ITEMS "," ITEM(",\"decisions\":[{},{\"amount\":{\"value\":1}}]"), YMR_E_MISSING,
         "result.items[0].decisions[1].amount.currencyId"},
        {BARE ",\"amount\":{\"value\":\"1\",\"currencyId\":\"RUR\"}", YMR_E_TYPE, "result.amount.value"},
        {BARE ",\"amount\":{\"value\":1e19,\"currencyId\":\"RUR\"}", YMR_E_RANGE, "result.amount.value"},
        /* A known key twice: which of the two is meant? */
        {BARE ",\"id\":1", YMR_E_DUPLICATE, "result.id"},
        {BARE ",\"\\u0069d\":1", YMR_E_DUPLICATE, "result.id"},
        {BARE ",\"fastReturn\":null,\"fastReturn\":true", YMR_E_DUPLICATE, "result.fastReturn"},
        {BARE_BUT_ITEMS "," ITEM(",\"count\":1"), YMR_E_DUPLICATE, "result.items[0].count"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(cases[i].status, open_return(cases[i].fields), cases[i].fields);
        CHECK_STATUS(cases[i].status, report.fault.status, cases[i].fields);
        CHECK_STR(cases[i].path, report.fault.path, cases[i].fields);
    }
}

TEST(decode_leaves_out_optional_fields_of_the_wrong_type)
{
    static const struct {
        const char *fields;
        const char *path;
        ymr_status status;
    } cases[] = {
        {BARE ",\"creationDate\":5", "result.creationDate", YMR_E_TYPE},
        {BARE ",\"creationDate\":\"yesterday\"", "result.creationDate", YMR_E_SYNTAX},
        {BARE ",\"creationDate\":\"2026-02-30T00:00:00Z\"", "result.creationDate", YMR_E_RANGE},
        {BARE ",\"refundStatus\":{}", "result.refundStatus", YMR_E_TYPE},
        {BARE ",\"logisticPickupPoint\":\"here\"", "result.logisticPickupPoint", YMR_E_TYPE},
        {BARE ",\"logisticPickupPoint\":{\"address\":[]}", "result.logisticPickupPoint.address", YMR_E_TYPE},
        {BARE ",\"refundAmount\":1.5", "result.refundAmount", YMR_E_TYPE},
        {BARE ",\"refundAmount\":99999999999999999999", "result.refundAmount", YMR_E_RANGE},
        {BARE ",\"amount\":317000", "result.amount", YMR_E_TYPE},
        {BARE ",\"fastReturn\":\"true\"", "result.fastReturn", YMR_E_TYPE},
        {BARE ",\"fastReturn\":1", "result.fastReturn", YMR_E_TYPE},
        {BARE_BUT_ITEMS "," ITEM(",\"tracks\":{}"), "result.items[0].tracks", YMR_E_TYPE},
        {BARE_BUT_ITEMS "," ITEM(",\"tracks\":[{\"trackCode\":\"t\"},5]"), "result.items[0].tracks[1]", YMR_E_TYPE},
        {BARE_BUT_ITEMS "," ITEM(",\"tracks\":[null]"), "result.items[0].tracks[0]", YMR_E_TYPE},
        {BARE_BUT_ITEMS "," ITEM(",\"decisions\":[{\"images\":[\"a\",1]}]"), "result.items[0].decisions[0].images[1]",
         YMR_E_TYPE},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_OK, open_return(cases[i].fields), cases[i].fields);
        CHECK_SIZE(1, warnings, cases[i].fields);
        CHECK_STR(cases[i].path, warned[0], cases[i].fields);
        CHECK_STATUS(cases[i].status, warned_status[0], cases[i].fields);
        CHECK_I64(1, got.id, "the rest is there");
    }
    CHECK_STATUS(YMR_OK, open_return(BARE ",\"amount\":317000"), NULL);
    CHECK(!got.amount.present, "left out");
}

TEST(decode_leaves_a_dropped_list_out_of_later_walks_too)
{
    ymr_return_item item;
    ymr_decision decision;
    CHECK_STATUS(YMR_OK,
                 open_return(BARE_BUT_ITEMS
                             "," ITEM(",\"tracks\":[5],\"decisions\":[{\"images\":[7],\"count\":3,\"comment\":9}]")),
                 NULL);
    CHECK_SIZE(3, warnings, NULL);
    ymr_list items = got.items;
    CHECK(ymr_return_item_next(&items, &item), NULL);
    CHECK(item.tracks.document == NULL, "no list to trip over");
    CHECK(ymr_decision_next(&item.decisions, &decision), NULL);
    CHECK(decision.images.document == NULL && decision.comment.bytes == NULL, "left out for good");
    CHECK_I64(3, decision.count.value, "its neighbour stays");
    CHECK_SIZE(3, warnings, "and nobody is warned twice");
}

TEST(decode_walks_lists_of_any_length_and_twice)
{
    static char fields[16000];
    ymr_return_item item;
    size_t length = (size_t)snprintf(fields, sizeof fields, BARE_BUT_ITEMS ",\"items\":[");
    for (int i = 0; i < 300; i++) {
        length += (size_t)snprintf(fields + length, sizeof fields - length, "%s{\"shopSku\":\"s%d\",\"count\":%d}",
                                   i == 0 ? "" : ",", i, i);
    }
    snprintf(fields + length, sizeof fields - length, "]");
    CHECK_STATUS(YMR_OK, open_return(fields), NULL);
    for (int lap = 0; lap < 2; lap++) {
        ymr_list items = got.items;
        int64_t seen = 0;
        while (ymr_return_item_next(&items, &item)) {
            CHECK_I64(seen, item.count, "in order");
            seen++;
        }
        CHECK_I64(300, seen, check_note("lap %d", lap));
    }
}

/* Objects inside each other, also in the elements of lists. */
typedef struct leaf {
    bool present;
    ymr_integer number;
} leaf;
typedef struct branch {
    bool present;
    leaf leaf;
} branch;
typedef struct bough {
    bool present;
    branch branch;
} bough;
typedef struct trunk {
    bool present;
    bough bough;
} trunk;
typedef struct tree {
    bool present;
    ymr_value any;
    trunk trunk;
} tree;
typedef struct wood {
    bool present;
    tree alone;
    ymr_list trees;
} wood;
typedef struct park {
    bool present;
    ymr_list woods;
} park;
static const ymr_field leaf_rows[] = {YMR_OPTIONAL(leaf, number, "n", NULL)};
static const ymr_shape leaf_shape = YMR_SHAPE(leaf, leaf_rows);
static const ymr_field branch_rows[] = {YMR_OPTIONAL(branch, leaf, "l", &leaf_shape)};
static const ymr_shape branch_shape = YMR_SHAPE(branch, branch_rows);
static const ymr_field bough_rows[] = {YMR_OPTIONAL(bough, branch, "b", &branch_shape)};
static const ymr_shape bough_shape = YMR_SHAPE(bough, bough_rows);
static const ymr_field trunk_rows[] = {YMR_OPTIONAL(trunk, bough, "o", &bough_shape)};
static const ymr_shape trunk_shape = YMR_SHAPE(trunk, trunk_rows);
static const ymr_field tree_rows[] = {
    YMR_OPTIONAL(tree, any, "v", NULL),
    YMR_OPTIONAL(tree, trunk, "t", &trunk_shape),
};
static const ymr_shape tree_shape = YMR_SHAPE(tree, tree_rows);
static const ymr_field wood_rows[] = {
    YMR_OPTIONAL(wood, alone, "alone", &tree_shape),
    YMR_OPTIONAL_LIST(wood, trees, "trees", OBJECT, &tree_shape),
};
static const ymr_shape wood_shape = YMR_SHAPE(wood, wood_rows);
static const ymr_field park_rows[] = {YMR_OPTIONAL_LIST(park, woods, "woods", OBJECT, &wood_shape)};
static const ymr_shape park_shape = YMR_SHAPE(park, park_rows);

static ymr_status decode_as(const ymr_shape *shape, const char *json, void *out)
{
    memcpy(text, json, strlen(json));
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(json), tokens, ROOM, &report.fault), json);
    return ymr_decode(&document, 0, shape, out, &report);
}

TEST(decode_limits_how_deep_objects_are)
{
    static const char good[] = "{\"alone\":{\"t\":{\"o\":{\"b\":{\"l\":{\"n\":1}}}}},"
                               "\"trees\":[{\"t\":{\"o\":{\"b\":{\"l\":{\"n\":2}}}}}]}";
    static const char deep[] = "{\"woods\":[{\"trees\":[{\"t\":{\"o\":{\"b\":{\"l\":{\"n\":2}}}}}]}]}";
    wood out;
    park all;
    CHECK_STATUS(YMR_OK, decode_as(&wood_shape, good, &out), good);
    CHECK_I64(1, out.alone.trunk.bough.branch.leaf.number.value, "not in a list");
    CHECK_STATUS(YMR_E_DEPTH, decode_as(&park_shape, deep, &all), deep);
    CHECK_STR("woods[0].trees[0].t.o.b.l", report.fault.path, deep);
}

/* Each element by itself, and the number at the bottom of its objects. */
TEST(decode_fills_objects_inside_of_elements)
{
    static const struct {
        const char *element;
        int64_t number; /* 0: none */
        bool trunk, leaf;
    } cases[] = {
        {"{\"t\":{\"o\":{\"b\":{\"l\":{\"n\":3}}}}}", 3, true, true},
        {"{\"t\":{\"x\":{\"b\":{\"l\":{\"n\":9}}},\"o\":{\"y\":1,\"b\":{\"l\":{\"z\":[{\"n\":9}],\"n\":4}}}}}", 4, true, true},
        {"{\"x\":{\"t\":{\"o\":{}}},\"y\":[{\"t\":{}},[{}]],\"t\":{\"o\":{\"b\":{\"l\":{\"n\":5}}}},\"l\":{\"n\":9}}", 5, true, true},
        {"{\"v\":{\"o\":{\"b\":{}}},\"t\":{\"o\":{\"b\":{\"l\":{\"n\":6}}}}}", 6, true, true},
        {"{\"t\":{\"o\":{\"b\":{\"l\":{}}},\"p\":{\"n\":9}}}", 0, true, true},
        {"{\"t\":{\"o\":{\"b\":null}}}", 0, true, false},
        {"{\"t\":{}}", 0, true, false},
        {"{\"t\":null,\"o\":{\"b\":{\"l\":{\"n\":9}}}}", 0, false, false},
        {"{\"t\":{\"o\":{\"b\":{\"l\":[{\"n\":9}]}}}}", 0, true, false}, /* left out, with a warning */
        {"{\"t\":[{\"o\":{}}],\"o\":{}}", 0, false, false},              /* likewise */
        {"{}", 0, false, false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[256];
        wood out;
        tree each;
        (void)snprintf(json, sizeof json, "{\"trees\":[%s,{}]}", cases[i].element);
        CHECK_STATUS(YMR_OK, decode_as(&wood_shape, json, &out), json);
        memset(&each, 0xa5, sizeof each);
        CHECK(ymr_list_next(&out.trees, &tree_shape, &each), json);
        const leaf *const inmost = &each.trunk.bough.branch.leaf;
        CHECK(each.present && each.trunk.present == cases[i].trunk && inmost->present == cases[i].leaf, json);
        CHECK_I64(cases[i].number, inmost->number.value, json);
        CHECK(inmost->number.present == (cases[i].number != 0), json);
        CHECK(ymr_list_next(&out.trees, &tree_shape, &each) && !each.trunk.present, "the next one knows nothing of it");
        CHECK(!ymr_list_next(&out.trees, &tree_shape, &each), "and is the last");
    }
}

TEST(envelope_tells_errors_of_the_api)
{
    static const struct {
        const char *json;
        ymr_status status;
        const char *code;
        const char *message;
    } cases[] = {
        {"{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"none\"}]}", YMR_E_API, "NOT_FOUND",
         "none"},
        {"{\"errors\":[{\"code\":\"A\"},{\"code\":\"B\"}],\"status\":\"ERROR\",\"result\":{}}", YMR_E_API, "A", ""},
        {"{\"status\":\"ERROR\",\"errors\":null}", YMR_E_API, "", ""},
        {"{\"status\":\"ERROR\"}", YMR_E_API, "", ""},
        {"{\"status\":\"BETTER\"}", YMR_E_API, "", ""},
        {"{\"status\":\"OK\"}", YMR_E_MISSING, "", ""},
        {"{\"status\":\"OK\",\"result\":null}", YMR_E_MISSING, "", ""},
        {"{\"status\":\"OK\",\"result\":[]}", YMR_E_TYPE, "", ""},
        {"{\"result\":{" BARE "}}", YMR_E_MISSING, "", ""},
        {"{\"status\":1,\"result\":{" BARE "}}", YMR_E_TYPE, "", ""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(cases[i].status, open_answer(cases[i].json), cases[i].json);
        CHECK_TEXT(cases[i].code, api_error.code.bytes == NULL ? "" : api_error.code.bytes, api_error.code.length,
                   cases[i].json);
        CHECK_TEXT(cases[i].message, api_error.message.bytes == NULL ? "" : api_error.message.bytes,
                   api_error.message.length, cases[i].json);
    }
}

/* What stands in an element of a list is checked when the list is, and read when it is walked. */
typedef struct wrapped {
    bool present;
    ymr_value any;
    ymr_number perhaps;
    ymr_decimal exact;
} wrapped;

typedef struct wrapping {
    bool present;
    ymr_list list;
} wrapping;

static const ymr_field wrapped_rows[] = {
    YMR_OPTIONAL(wrapped, any, "any", NULL),
    YMR_OPTIONAL(wrapped, perhaps, "perhaps", NULL),
    YMR_REQUIRED(wrapped, exact, "exact", NULL),
};
static const ymr_shape wrapped_shape = YMR_SHAPE(wrapped, wrapped_rows);
static const ymr_field wrapping_rows[] = {YMR_REQUIRED_LIST(wrapping, list, "list", OBJECT, &wrapped_shape)};
static const ymr_shape wrapping_shape = YMR_SHAPE(wrapping, wrapping_rows);

TEST(decode_checks_the_elements_of_a_list_before_it_is_walked)
{
    static const struct {
        const char *json;
        ymr_status status;
    } cases[] = {
        {"{\"list\":[{\"any\":[1,{}],\"exact\":1.5,\"perhaps\":2},{\"exact\":-2,\"perhaps\":\"2\"}]}",
         YMR_OK},
        {"{\"list\":[{\"any\":[1,{}],\"exact\":\"1.5\"}]}", YMR_E_TYPE},
        {"{\"list\":[{\"any\":[1,{}],\"exact\":true}]}", YMR_E_TYPE},
        {"{\"list\":[{\"any\":[1,{}],\"exact\":1e99}]}", YMR_E_RANGE},
        {"{\"list\":[{\"any\":[1,{}]}]}", YMR_E_MISSING},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        wrapping out;
        wrapped one;
        const size_t length = strlen(cases[i].json);
        memcpy(text, cases[i].json, length);
        memset(&report, 0, sizeof report);
        CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, length, tokens, ROOM, NULL), cases[i].json);
        CHECK_STATUS(cases[i].status, ymr_decode(&document, 0, &wrapping_shape, &out, &report),
                     cases[i].json);
        if (cases[i].status == YMR_OK) {
            CHECK(ymr_list_next(&out.list, &wrapped_shape, &one), "the first");
            /* What is behind it in the text: the name of the next member. */
            const ymr_text next = ymr_json_text(&document, ymr_json_skip(&document, one.any.token));
            CHECK(one.any.document == &document, "any");
            CHECK_TEXT("exact", next.bytes, next.length, "any");
            CHECK_I64(15, one.exact.coefficient, "exact");
            CHECK(one.perhaps.present && one.perhaps.value.coefficient == 2, "perhaps");
            CHECK(ymr_list_next(&out.list, &wrapped_shape, &one), "the second");
            CHECK(!one.perhaps.present, "a string is no number");
            CHECK(one.any.document == NULL, "absent");
        }
    }
}

/* A list is checked by the shape that it was decoded with; walked with another one it has what that one
 * finds. */
typedef struct other {
    bool present;
    ymr_decimal any;
    ymr_integer more;
} other;

static const ymr_field other_rows[] = {
    YMR_REQUIRED(other, any, "any", NULL),
    YMR_OPTIONAL(other, more, "more", NULL),
};
static const ymr_shape other_shape = YMR_SHAPE(other, other_rows);

TEST(decode_walks_a_list_with_another_shape)
{
    static const char json[] =
        "{\"list\":[{\"any\":2,\"exact\":1,\"more\":3},{\"any\":\"2\",\"exact\":1,\"more\":3},"
        "{\"any\":null,\"exact\":1,\"more\":3},{\"exact\":1,\"more\":[]},"
        "{\"any\":4,\"exact\":1,\"more\":3,\"more\":5}]}";
    static const struct {
        int64_t any;
        bool more;
    } expected[] = {{2, true}, {0, true}, {0, true}, {0, false}, {4, true}};
    wrapping out;
    other one;
    memcpy(text, json, sizeof json - 1);
    memset(&report, 0, sizeof report);
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, sizeof json - 1, tokens, ROOM, NULL), NULL);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &wrapping_shape, &out, &report), NULL);
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        CHECK(ymr_list_next(&out.list, &other_shape, &one), check_note("element %zu", i));
        CHECK(one.present, check_note("element %zu", i));
        CHECK_I64(expected[i].any, one.any.coefficient, check_note("element %zu", i));
        CHECK(one.more.present == expected[i].more, check_note("element %zu", i));
    }
    CHECK(!ymr_list_next(&out.list, &other_shape, &one), "no more");
}

/* Shapes that hold themselves, which none of the API's does: then the text decides how deep it goes, up to a
 * limit. */
typedef struct nest {
    bool present;
    ymr_list list;
} nest;

typedef struct shell {
    bool present;
    nest inner;
} shell;

extern const ymr_shape nest_shape;
static const ymr_field nest_rows[] = {YMR_OPTIONAL_LIST(nest, list, "l", OBJECT, &nest_shape)};
const ymr_shape nest_shape = YMR_SHAPE(nest, nest_rows);
static const ymr_field shell_rows[] = {YMR_OPTIONAL(shell, inner, "i", &nest_shape)};
static const ymr_shape shell_shape = YMR_SHAPE(shell, shell_rows);

TEST(decode_has_a_limit_of_depth)
{
    unsigned deep = 0, deeper = 0;
    for (unsigned depth = 1; depth < 10; depth++) {
        char json[256] = "";
        shell out;
        nest plain;
        for (unsigned i = 0; i < depth; i++) {
            strcat(json, "{\"l\":[");
        }
        for (unsigned i = 0; i < depth; i++) {
            strcat(json, "]}");
        }
        memset(&report, 0, sizeof report);
        memcpy(text, json, strlen(json));
        CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(json), tokens, ROOM, NULL), json);
        const ymr_status status = ymr_decode(&document, 0, &nest_shape, &plain, &report);
        CHECK(status == YMR_OK || status == YMR_E_DEPTH, json);
        deep += status == YMR_OK ? 1 : 0;
        CHECK(status == YMR_OK || report.fault.path[0] != '\0', "it says where");

        char shelled[300];
        snprintf(shelled, sizeof shelled, "{\"i\":%s}", json);
        memset(&report, 0, sizeof report);
        memcpy(text, shelled, strlen(shelled));
        CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, strlen(shelled), tokens, ROOM, NULL), shelled);
        const ymr_status in_shell = ymr_decode(&document, 0, &shell_shape, &out, &report);
        CHECK(in_shell == YMR_OK || in_shell == YMR_E_DEPTH, shelled);
        deeper += in_shell == YMR_OK ? 1 : 0;
    }
    CHECK(deep >= 3 && deep < 9, "there is a limit, and not a low one");
    CHECK(deeper <= deep && deeper + 1 >= deep, "one level is the shell's");
}

/* A list of which an element is wrong is no list: what was known of it goes. */
TEST(decode_leaves_nothing_of_a_list_that_it_drops)
{
    static const ymr_field rows[] = {YMR_OPTIONAL_LIST(wrapping, list, "list", OBJECT, &wrapped_shape)};
    static const ymr_shape shape = YMR_SHAPE(wrapping, rows);
    static const char json[] = "{\"list\":[{\"exact\":1},5]}";
    wrapping out;
    memcpy(text, json, sizeof json - 1);
    warnings = 0;
    memset(&report, 0, sizeof report);
    report.warn = remember;
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, sizeof json - 1, tokens, ROOM, NULL), NULL);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &shape, &out, &report), NULL);
    CHECK_U64(1, warnings, NULL);
    CHECK_STR("list[1]", warned[0], NULL);
    CHECK(out.list.document == NULL && out.list.left == 0, "no list");
}

/* Deeper than an element may go, where nobody hears of it: it ends there. */
typedef struct self {
    bool present;
} self;

extern const ymr_shape self_shape;
static const ymr_field self_rows[] = {
    {.key = "o", .of = &self_shape, .key_length = 1, .kind = YMR_KIND_OBJECT}};
const ymr_shape self_shape = YMR_SHAPE(self, self_rows);

TEST(decode_goes_no_deeper_into_an_element_than_it_may)
{
    static const char json[] =
        "{\"list\":[{\"exact\":1,\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{\"o\":{}}}}}}}}}},"
        "{\"exact\":2,\"o\":{}}]}";
    wrapping out;
    self one;
    memcpy(text, json, sizeof json - 1);
    memset(&report, 0, sizeof report);
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, text, sizeof json - 1, tokens, ROOM, NULL), NULL);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &wrapping_shape, &out, &report), NULL);
    for (unsigned i = 0; i < 2; i++) {
        CHECK(ymr_list_next(&out.list, &self_shape, &one) && one.present, "an element");
    }
    CHECK(!ymr_list_next(&out.list, &self_shape, &one), "and no more");
}
