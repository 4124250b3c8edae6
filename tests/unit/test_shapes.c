/* The descriptor tables as such, and every field of the largest object through them. */
#include "check.h"
#include "ymr/envelope.h"
#include "ymr/returns.h"

#define SHAPE(shape) {#shape, &shape}

static const struct {
    const char *name;
    const ymr_shape *shape;
} shapes[] = {
    SHAPE(ymr_money_shape),    SHAPE(ymr_track_shape),   SHAPE(ymr_instance_shape),
    SHAPE(ymr_decision_shape), SHAPE(ymr_address_shape), SHAPE(ymr_pickup_point_shape),
    SHAPE(ymr_return_shape),   SHAPE(ymr_paging_shape),  SHAPE(ymr_return_item_shape),
    SHAPE(ymr_envelope_shape), SHAPE(ymr_api_error_shape),
};

static size_t size_of(const ymr_field *field)
{
    switch (field->kind) {
    case YMR_KIND_ID:
        return sizeof(int64_t);
    case YMR_KIND_INTEGER:
        return sizeof(ymr_integer);
    case YMR_KIND_DECIMAL:
        return sizeof(ymr_decimal);
    case YMR_KIND_NUMBER:
        return sizeof(ymr_number);
    case YMR_KIND_BOOLEAN:
        return sizeof(ymr_boolean);
    case YMR_KIND_TEXT:
        return sizeof(ymr_text);
    case YMR_KIND_ENUM:
        return sizeof(ymr_enum);
    case YMR_KIND_DATE:
        return sizeof(ymr_date);
    case YMR_KIND_OBJECT:
        return field->of == NULL ? 0 : ((const ymr_shape *)field->of)->size;
    case YMR_KIND_LIST:
        return sizeof(ymr_list);
    case YMR_KIND_VALUE:
        return sizeof(ymr_value);
    default:
        return 0;
    }
}

static bool needs_table(unsigned kind)
{
    return kind == YMR_KIND_ENUM || kind == YMR_KIND_OBJECT;
}

static void check_row(const ymr_shape *shape, const ymr_field *field, const char *note)
{
    const bool is_list = field->kind == YMR_KIND_LIST;
    const unsigned kind = is_list ? field->element : field->kind;

    CHECK_SIZE(strlen(field->key), field->key_length, note);
    CHECK(size_of(field) > 0, note);
    CHECK(field->offset > 0, "`bool present` comes first");
    CHECK(field->offset + size_of(field) <= shape->size, note);
    CHECK(needs_table(kind) == (field->of != NULL), note);
    CHECK(!is_list || needs_table(kind) || kind == YMR_KIND_TEXT || kind == YMR_KIND_ID, note);
    CHECK(field->required || (kind != YMR_KIND_DECIMAL && (is_list || kind != YMR_KIND_ID)),
          "a kind that cannot say `absent` is for required fields");
}

TEST(shapes_fit_their_structs)
{
    for (size_t s = 0; s < COUNT_OF(shapes); s++) {
        const ymr_shape *shape = shapes[s].shape;

        CHECK(shape->count >= 1 && shape->count <= 32, shapes[s].name);
        for (unsigned row = 0; row < shape->count; row++) {
            const ymr_field *field = &shape->fields[row];

            check_row(shape, field, check_note("%s, %s", shapes[s].name, field->key));
        }
    }
}

TEST(shapes_name_each_key_and_each_member_once)
{
    for (size_t s = 0; s < COUNT_OF(shapes); s++) {
        const ymr_field *fields = shapes[s].shape->fields;

        for (unsigned a = 0; a < shapes[s].shape->count; a++) {
            for (unsigned b = 0; b < a; b++) {
                const char *note = check_note("%s, %s and %s", shapes[s].name, fields[a].key, fields[b].key);

                CHECK(strcmp(fields[a].key, fields[b].key) != 0, note);
                CHECK(fields[a].offset + size_of(&fields[a]) <= fields[b].offset ||
                          fields[b].offset + size_of(&fields[b]) <= fields[a].offset,
                      note);
            }
        }
    }
}

/* No member of any struct is without a row, so the rows' members and the padding fill it. */
TEST(shapes_leave_no_member_out)
{
    for (size_t s = 0; s < COUNT_OF(shapes); s++) {
        const ymr_shape *shape = shapes[s].shape;
        size_t covered = 0;

        for (unsigned row = 0; row < shape->count; row++) {
            covered += size_of(&shape->fields[row]);
        }
        CHECK(shape->size - covered < 2 * sizeof(int64_t),
              check_note("%s: %zu bytes of %u", shapes[s].name, covered, shape->size));
    }
}

/* A return with every field that there is, each of its own value. */
static const char everything[] =
    "{\"id\":9007199254740993,\"orderId\":-9223372036854775808,"
    "\"creationDate\":\"2026-06-27T13:59:14.22+03:00\",\"updateDate\":\"1970-01-01T00:00:00.001Z\","
    "\"refundStatus\":\"REFUNDED\",\"logisticPickupPoint\":{\"id\":101,\"name\":\"a point\",\"address\":"
    "{\"country\":\"a country\",\"city\":\"a city\",\"street\":\"a street\",\"house\":\"a house\","
    "\"postcode\":\"129075\"},"
    "\"instruction\":\"go there\",\"type\":\"PICKUP_POINT\",\"logisticPartnerId\":102},"
    "\"pickupTillDate\":\"1970-01-01T00:00:00.002Z\",\"shipmentRecipientType\":\"SHOP\","
    "\"shipmentStatus\":\"READY_FOR_PICKUP\",\"refundAmount\":103,"
    "\"amount\":{\"value\":3170.0,\"currencyId\":\"RUR\"},"
    "\"items\":[{\"marketSku\":104,\"shopSku\":\"a sku\",\"count\":105,\"decisions\":[{\"returnItemId\":106,"
    "\"count\":107,\"comment\":\"a comment\",\"reasonType\":\"DOES_NOT_FIT\",\"subreasonType\":\"BROKEN\","
    "\"decisionType\":\"REPAIR\",\"refundAmount\":108,\"amount\":{\"value\":1.5e3,\"currencyId\":\"UZS\"},"
    "\"partnerCompensation\":109,\"partnerCompensationAmount\":{\"value\":0.01,\"currencyId\":\"KZT\"},"
    "\"images\":[\"first\",\"second\"]}],"
    "\"instances\":[{\"stockType\":\"DEMO\",\"status\":\"LOST\",\"cis\":\"a cis\","
    "\"imei\":\"an imei\"},{\"status\":\"SOMETHING_NEW\"}],\"tracks\":[{\"trackCode\":\"a track\"}]}],"
    "\"returnType\":\"RETURN\",\"fastReturn\":true}";

static char text[2048];
static ymr_token tokens[200];
static ymr_document document;
static ymr_report report;

static ymr_status decode(const char *json, ymr_return *out)
{
    const size_t length = strlen(json);
    ymr_status status;

    memcpy(text, json, length);
    status = ymr_json_parse(&document, text, length, tokens, COUNT_OF(tokens), NULL);
    if (CHECK_STATUS(YMR_OK, status, json)) {
        status = ymr_decode(&document, 0, &ymr_return_shape, out, &report);
    }
    return status;
}

#define CHECK_VIEW(expected, view) CHECK_TEXT(expected, (view).bytes, (view).length, #view)
#define CHECK_WHOLE(expected, member)                                                                        \
    do {                                                                                                     \
        CHECK((member).present, #member);                                                                    \
        CHECK_I64(expected, (member).value, #member);                                                        \
    } while (0)
#define CHECK_NAMED(constant, expected, member)                                                              \
    do {                                                                                                     \
        CHECK_I64(constant, (member).value, #member);                                                        \
        CHECK_VIEW(expected, (member).text);                                                                 \
    } while (0)

static void check_money(int64_t coefficient, int exponent, const char *currency, const ymr_money *money)
{
    CHECK(money->present, currency);
    CHECK_I64(coefficient, money->value.coefficient, currency);
    CHECK_I64(exponent, money->value.exponent, currency);
    CHECK_VIEW(currency, money->currency);
}

static void check_point(const ymr_pickup_point *point)
{
    CHECK(point->present && point->address.present, "the pickup point");
    CHECK_WHOLE(101, point->id);
    CHECK_VIEW("a point", point->name);
    CHECK_VIEW("a country", point->address.country);
    CHECK_VIEW("a city", point->address.city);
    CHECK_VIEW("a street", point->address.street);
    CHECK_VIEW("a house", point->address.house);
    CHECK_VIEW("129075", point->address.postcode);
    CHECK_VIEW("go there", point->instruction);
    CHECK_NAMED(YMR_POINT_TYPE_PICKUP_POINT, "PICKUP_POINT", point->type);
    CHECK_WHOLE(102, point->logistic_partner_id);
}

static void check_decision(ymr_list decisions)
{
    ymr_decision decision;
    ymr_text image;

    CHECK(decisions.left == 1 && ymr_decision_next(&decisions, &decision), "the decision");
    CHECK(decision.present, "the decision");
    CHECK_WHOLE(106, decision.return_item_id);
    CHECK_WHOLE(107, decision.count);
    CHECK_VIEW("a comment", decision.comment);
    CHECK_NAMED(YMR_REASON_TYPE_DOES_NOT_FIT, "DOES_NOT_FIT", decision.reason_type);
    CHECK_NAMED(YMR_SUBREASON_TYPE_BROKEN, "BROKEN", decision.subreason_type);
    CHECK_NAMED(YMR_DECISION_TYPE_REPAIR, "REPAIR", decision.decision_type);
    CHECK_WHOLE(108, decision.refund_amount);
    check_money(15, 2, "UZS", &decision.amount);
    CHECK_WHOLE(109, decision.partner_compensation);
    check_money(1, -2, "KZT", &decision.partner_compensation_amount);
    CHECK(ymr_list_next_text(&decision.images, &image), "the first image");
    CHECK_VIEW("first", image);
    CHECK(ymr_list_next_text(&decision.images, &image), "the second image");
    CHECK_VIEW("second", image);
    CHECK(!ymr_list_next_text(&decision.images, &image), "no third");
    CHECK(!ymr_decision_next(&decisions, &decision), "no second decision");
}

static void check_instances(ymr_list instances)
{
    ymr_instance instance;

    CHECK(instances.left == 2 && ymr_instance_next(&instances, &instance), "the first piece");
    CHECK_NAMED(YMR_STOCK_TYPE_DEMO, "DEMO", instance.stock_type);
    CHECK_NAMED(YMR_INSTANCE_STATUS_LOST, "LOST", instance.status);
    CHECK_VIEW("a cis", instance.cis);
    CHECK_VIEW("an imei", instance.imei);
    CHECK(ymr_instance_next(&instances, &instance), "the second piece");
    CHECK_I64(YMR_STOCK_TYPE_ABSENT, instance.stock_type.value, "not the first one's");
    CHECK(instance.stock_type.text.bytes == NULL && instance.cis.bytes == NULL, "not the first one's");
    CHECK_NAMED(YMR_INSTANCE_STATUS_UNRECOGNIZED, "SOMETHING_NEW", instance.status);
    CHECK(!ymr_instance_next(&instances, &instance), "no third");
}

static void check_item(ymr_list items)
{
    ymr_return_item item;
    ymr_track track;

    CHECK(items.left == 1 && ymr_return_item_next(&items, &item), "the item");
    CHECK_WHOLE(104, item.market_sku);
    CHECK_VIEW("a sku", item.shop_sku);
    CHECK_I64(105, item.count, "item.count");
    check_decision(item.decisions);
    check_instances(item.instances);
    CHECK(item.tracks.left == 1 && ymr_track_next(&item.tracks, &track), "the track");
    CHECK_VIEW("a track", track.track_code);
    CHECK(!ymr_track_next(&item.tracks, &track), "no second track");
    CHECK(!ymr_return_item_next(&items, &item), "no second item");
}

TEST(shapes_put_every_field_where_it_belongs)
{
    static ymr_return got;

    if (!CHECK_STATUS(YMR_OK, decode(everything, &got), everything)) {
        return;
    }
    CHECK(got.present, NULL);
    CHECK_I64(INT64_C(9007199254740993), got.id, "id");
    CHECK_I64(INT64_MIN, got.order_id, "orderId");
    CHECK_I64(1782557954220, got.creation_date.unix_ms, "creationDate");
    CHECK_I64(180, got.creation_date.offset_minutes, "creationDate");
    CHECK_VIEW("2026-06-27T13:59:14.22+03:00", got.creation_date.text);
    CHECK_I64(1, got.update_date.unix_ms, "updateDate");
    CHECK_NAMED(YMR_REFUND_STATUS_REFUNDED, "REFUNDED", got.refund_status);
    check_point(&got.logistic_pickup_point);
    CHECK_I64(2, got.pickup_till_date.unix_ms, "pickupTillDate");
    CHECK_NAMED(YMR_RECIPIENT_TYPE_SHOP, "SHOP", got.shipment_recipient_type);
    CHECK_NAMED(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, "READY_FOR_PICKUP", got.shipment_status);
    CHECK_WHOLE(103, got.refund_amount);
    check_money(31700, -1, "RUR", &got.amount);
    check_item(got.items);
    CHECK_NAMED(YMR_RETURN_TYPE_RETURN, "RETURN", got.return_type);
    CHECK(got.fast_return.present && got.fast_return.value, "fastReturn");
}

TEST(shapes_leave_absent_what_is_absent)
{
    static const char bare[] =
        "{\"id\":1,\"orderId\":2,\"items\":[],\"returnType\":\"UNREDEEMED\",\"fastReturn\":null}";
    static ymr_return got;

    memset(&got, '#', sizeof got);
    if (!CHECK_STATUS(YMR_OK, decode(bare, &got), bare)) {
        return;
    }
    CHECK_NAMED(YMR_RETURN_TYPE_UNREDEEMED, "UNREDEEMED", got.return_type);
    CHECK(got.items.document != NULL && got.items.left == 0, "an empty list is a list");
    CHECK(got.creation_date.text.bytes == NULL && got.update_date.text.bytes == NULL, "dates");
    CHECK(got.pickup_till_date.text.bytes == NULL, "dates");
    CHECK_I64(YMR_REFUND_STATUS_ABSENT, got.refund_status.value, NULL);
    CHECK_I64(YMR_RECIPIENT_TYPE_ABSENT, got.shipment_recipient_type.value, NULL);
    CHECK_I64(YMR_SHIPMENT_STATUS_ABSENT, got.shipment_status.value, NULL);
    CHECK(!got.logistic_pickup_point.present && !got.amount.present, "objects");
    CHECK(!got.refund_amount.present && !got.fast_return.present, "values");
}

TEST(shapes_demand_what_the_api_demands)
{
    static const struct {
        const char *json;
        const char *path;
    } cases[] = {
        {"{\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\"}", "id"},
        {"{\"id\":1,\"items\":[],\"returnType\":\"RETURN\"}", "orderId"},
        {"{\"id\":1,\"orderId\":2,\"items\":null,\"returnType\":\"RETURN\"}", "items"},
        {"{\"id\":1,\"orderId\":2,\"items\":[]}", "returnType"},
        {"{\"items\":[{\"count\":1}]}", "items[0].shopSku"},
        {"{\"items\":[{\"shopSku\":\"a\"}]}", "items[0].count"},
        {"{\"amount\":{\"currencyId\":\"RUR\"}}", "amount.value"},
        {"{\"amount\":{\"value\":1}}", "amount.currencyId"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        static ymr_return got;

        CHECK_STATUS(YMR_E_MISSING, decode(cases[i].json, &got), cases[i].json);
        CHECK_STR(cases[i].path, report.fault.path, cases[i].json);
    }
}
