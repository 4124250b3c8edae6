/* The index filled by hand: what is found, what stays and what goes from one generation to the next. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "generator.h"
#include "index_table.h"
#include "shelf.h"

#define READY YMR_BIT(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP)

#define CIS "0104600439931256215+JZ\\\"d7"
#define GTIN "4600439931256"
#define IMEI "490154203237518"

#define TWO_ITEMS                                                                                            \
    "{\"id\":26839123,\"orderId\":58430694721,\"updateDate\":\"2026-08-01T17:25:41.118+03:00\","             \
    "\"refundStatus\":"                                                                                      \
    "\"REFUNDED\",\"shipmentStatus\":\"READY_FOR_PICKUP\",\"returnType\":\"RETURN\",\"items\":["             \
    "{\"marketSku\":102443721223,\"shopSku\":\"3902del\",\"count\":1,\"instances\":[{\"cis\":\"" CIS         \
    "\"}],\"tracks\":"                                                                                       \
    "[{\"trackCode\":\"FSN_RET_L_0000175110\"},{\"trackCode\":\"FSN_RET_L_0000175110\"},{}]},"               \
    "{\"shopSku\":\"" GTIN "\",\"count\":2,\"instances\":[{\"imei\":\"" IMEI "\"},{\"imei\":\"" IMEI "\"},{" \
                                                                                                     "}],"   \
    "\"tracks\":[{\"trackCode\":\"FSN_RET_L_0000175110\"}]}]}"

static shelf s;

/* A return in JSON: one item, whose shop SKU is `sku-` and the id unless told otherwise. */
static const char *a_return(unsigned id, unsigned minute, const char *shipment, const char *sku)
{
    static char json[512];
    snprintf(json, sizeof json,
             "{\"id\":%u,\"orderId\":%u0,\"updateDate\":\"2026-08-01T12:%02u:00Z\",\"shipmentStatus\":\"%s\","
             "\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":\"%s\",\"count\":1}]}",
             id, id, minute, shipment, sku);
    return json;
}

static void begin(ymr_index_mode mode)
{
    CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, mode, 1000), "begin");
}

static void add(unsigned id, unsigned minute, const char *shipment, const char *sku)
{
    CHECK_STATUS(YMR_OK, shelf_add(&s, a_return(id, minute, shipment, sku)), "add");
}

static void commit(void)
{
    CHECK_STATUS(YMR_OK, ymr_index_commit(&s.index), "commit");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_index_commit(&s.index), "once");
}

TEST(index_takes_little_memory)
{
    CHECK_SIZE(24, sizeof(ymr_index_return), "a return; the limit is 32");
    CHECK_SIZE(8, sizeof(ymr_index_key), "a key; the limit is 12");
    CHECK(sizeof(void *) > 4 || sizeof(ymr_index) <= 256, "beside the tables");
}

TEST(index_wants_tables_of_a_size_that_it_can_name)
{
    static ymr_index_return returns[4];
    static ymr_index_key keys[4];
    static const struct {
        ymr_index_memory memory;
        ymr_status status;
    } rows[] = {
        {{returns, 4, keys, 4}, YMR_OK},
        {{returns, 2, keys, 2}, YMR_OK},
        {{NULL, 4, keys, 4}, YMR_E_ARGUMENT},
        {{returns, 4, NULL, 4}, YMR_E_ARGUMENT},
        {{returns, 0, keys, 4}, YMR_E_ARGUMENT},
        {{returns, 1, keys, 4}, YMR_E_ARGUMENT},
        {{returns, 4, keys, 0}, YMR_E_ARGUMENT},
        {{returns, 4, keys, 1}, YMR_E_ARGUMENT},
        {{returns, 2 * YMR_INDEX_RETURNS_MAX, keys, 4}, YMR_OK},
        {{returns, 2 * YMR_INDEX_RETURNS_MAX + 2, keys, 4}, YMR_E_ARGUMENT},
#if SIZE_MAX > UINT32_MAX
        {{returns, 4, keys, (size_t)UINT32_MAX - 1}, YMR_OK},
        {{returns, 4, keys, (size_t)UINT32_MAX + 1}, YMR_E_ARGUMENT},
#endif
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ymr_index index = {.scope = {.shipment_statuses = READY}};
        CHECK_STATUS(rows[i].status, ymr_index_init(&index, &rows[i].memory), check_note("row %zu", i));
        CHECK_U64(READY, index.scope.shipment_statuses, "the scope stays");
        const ymr_scan scan = shelf_scan(YMR_FIELD_ORDER, "1");
        CHECK_STATUS(YMR_OK, ymr_index_find(&index, &scan, NULL, NULL), "an empty one finds nothing");
        CHECK(!ymr_index_note(&index, &(ymr_return){.id = 1}), "and notes nothing");
    }
}

TEST(index_finds_every_field)
{
    static const struct {
        ymr_code_field field;
        const char *text;
        const char *hits;
    } rows[] = {
        {YMR_FIELD_RETURN, "26839123", "26839123/- "},
        {YMR_FIELD_ORDER, "58430694721", "26839123/- "},
        {YMR_FIELD_MARKET_SKU, "102443721223", "26839123/0 "},
        {YMR_FIELD_SHOP_SKU, "3902del", "26839123/0 "},
        {YMR_FIELD_SHOP_SKU, "0" GTIN, "26839123/1 "}, /* as every form of it is read */
        {YMR_FIELD_CIS, "0104600439931256215+JZ\"d7", "26839123/0 "},
        {YMR_FIELD_IMEI, IMEI, "26839123/1 "},
        {YMR_FIELD_TRACK, "FSN_RET_L_0000175110", "26839123/0 26839123/1 "},
        {YMR_FIELD_RETURN, "58430694721", ""},
        {YMR_FIELD_ORDER, "26839123", ""},
        {YMR_FIELD_MARKET_SKU, "26839123", ""},
        {YMR_FIELD_SHOP_SKU, "3902DEL", ""},
        {YMR_FIELD_SHOP_SKU, "3902de", ""},
        {YMR_FIELD_SHOP_SKU, "102443721223", ""},
        {YMR_FIELD_TRACK, "3902del", ""},
        {YMR_FIELD_CIS, "0104600439931256215+JZ\"d8", ""},
        {YMR_FIELD_IMEI, "490154203237526", ""},
    };
    shelf_begin(&s, 1, 9);
    begin(YMR_INDEX_WHOLE);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "26839123"), "nothing yet");
    CHECK_STATUS(YMR_OK, shelf_add(&s, TWO_ITEMS), NULL);
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "26839123"), "the shadow does not answer");
    commit();
    CHECK_U64(9, s.index.live.key_count, "the same code twice in one item is one key");
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        CHECK_STR(rows[i].hits, shelf_find(&s, rows[i].field, rows[i].text), rows[i].text);
    }
    shelf_end(&s);
}

static ymr_status keep_hit(void *context, const ymr_hit *hit)
{
    *(ymr_hit *)context = *hit;
    return YMR_E_STOPPED;
}

TEST(index_hits_say_what_the_row_knows)
{
    ymr_hit hit;
    const ymr_scan scan = shelf_scan(YMR_FIELD_TRACK, "FSN_RET_L_0000175110");
    shelf_begin(&s, 1, 10);
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, shelf_add(&s, TWO_ITEMS), NULL);
    commit();
    CHECK_STATUS(YMR_E_STOPPED, ymr_index_find(&s.index, &scan, keep_hit, &hit), "the taker has had enough");
    CHECK_I64(26839123, hit.return_id, NULL);
    CHECK_I64(58430694721, hit.order_id, NULL);
    CHECK_I64(INT64_C(1785594341000), hit.update_ms, "to the second");
    CHECK_U64(0, hit.item, "the first one, and then no more");
    CHECK_U64(YMR_FIELD_TRACK, hit.field, NULL);
    CHECK_U64(0, hit.reading, NULL);
    CHECK_U64(YMR_REFUND_STATUS_REFUNDED, hit.refund_status, NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, hit.shipment_status, NULL);
    CHECK_U64(YMR_RETURN_TYPE_RETURN, hit.return_type, NULL);
    CHECK(!hit.verified, NULL);
    shelf_end(&s);
}

TEST(index_notes_the_state_and_nothing_else)
{
    shelf_begin(&s, 4, 40);
    begin(YMR_INDEX_WHOLE);
    add(1, 5, "READY_FOR_PICKUP", "a");
    add(2, 6, "READY_FOR_PICKUP", "a");
    commit();
    const ymr_return news = {.id = 2,
                             .order_id = 20,
                             .update_date = {INT64_C(1785600000999), 0, {"x", 1}},
                             .shipment_status = {YMR_SHIPMENT_STATUS_PICKED, {"", 0}},
                             .return_type = {YMR_RETURN_TYPE_RETURN, {"", 0}}};
    const uint32_t update = s.index.live.last_update_s;
    CHECK(ymr_index_note(&s.index, &news), "it is in");
    CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, s.index.live.returns[1].shipment_status, NULL);
    CHECK_U64(1785600000, s.index.live.returns[1].update_s, NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, s.index.live.returns[0].shipment_status, "the other one");
    CHECK_U64(update, s.index.live.last_update_s, "what else changed until then was not listed");
    CHECK_STR("1/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "keys stay");
    CHECK(!ymr_index_note(&s.index, &(ymr_return){.id = 2, .order_id = 21}), "another order's return 2");
    CHECK(!ymr_index_note(&s.index, &(ymr_return){.id = 3, .order_id = 30}), "not in");
    shelf_end(&s);
}

static ymr_status say_reading(void *context, const ymr_hit *hit)
{
    dump_format(context, "reading %u: %" PRId64 " ", hit->reading, hit->return_id);
    return YMR_OK;
}

TEST(index_asks_each_reading_and_tells_each_key_once)
{
    char said[128];
    dump to;
    ymr_scan scan = shelf_scan(YMR_FIELD_SHOP_SKU, "04600439931256");
    shelf_begin(&s, 2, 20);
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "PICKED", "04600439931256");
    add(2, 0, "PICKED", "x");
    commit();
    scan.count = 4;
    scan.readings[1] = (ymr_reading){.field = YMR_FIELD_ORDER, .number = 20};
    scan.readings[2] = scan.readings[0]; /* once as a GTIN, once as it is */
    scan.readings[3] = (ymr_reading){.field = YMR_FIELD_RETURN, .number = 1};
    dump_begin(&to, said, sizeof said);
    CHECK_STATUS(YMR_OK, ymr_index_find(&s.index, &scan, say_reading, &to), NULL);
    CHECK_STR("reading 0: 1 reading 1: 2 reading 3: 1 ", said,
              "by readings; a key of its own is a hit of its own");
    shelf_end(&s);
}

TEST(index_asks_no_further_when_the_taker_has_enough)
{
    ymr_hit hit = {.return_id = 0};
    ymr_scan scan = shelf_scan(YMR_FIELD_SHOP_SKU, "a");
    shelf_begin(&s, 2, 20);
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "PICKED", "a");
    add(2, 0, "PICKED", "b");
    commit();
    scan.count = 2;
    scan.text[1] = 'b';
    scan.readings[1] = (ymr_reading){.field = YMR_FIELD_SHOP_SKU, .offset = 1, .length = 1};
    CHECK_STATUS(YMR_E_STOPPED, ymr_index_find(&s.index, &scan, keep_hit, &hit), "at the first");
    CHECK_I64(1, hit.return_id, NULL);
    char said[128];
    dump to;
    dump_begin(&to, said, sizeof said);
    CHECK_STATUS(YMR_OK, ymr_index_find(&s.index, &scan, say_reading, &to), "two texts for one field");
    CHECK_STR("reading 0: 1 reading 1: 2 ", said, "two texts for one field");
    shelf_end(&s);
}

/* A date that no 32 bits of seconds hold is kept as none; a value that no bit can name is in no mask. */
TEST(index_knows_what_it_cannot_keep)
{
    ymr_return far = {.id = 1,
                      .order_id = 10,
                      .update_date = {(INT64_C(1) << 32) * 1000, 0, {"x", 1}},
                      .refund_status = {32, {"", 0}},
                      .return_type = {YMR_RETURN_TYPE_RETURN, {"", 0}}};
    shelf_begin(&s, 2, 20);
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, ymr_index_add(&s.index, &far), "everything is in scope");
    far.id = 2;
    far.update_date.unix_ms -= 1000;
    CHECK_STATUS(YMR_OK, ymr_index_add(&s.index, &far), "everything is in scope");
    commit();
    CHECK_U64(0, s.index.live.returns[0].update_s, "a second too late");
    CHECK_U64(UINT32_MAX, s.index.live.returns[1].update_s, "the last one");
    s.index.scope.refund_statuses = UINT32_MAX;
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, ymr_index_add(&s.index, &far), "out of scope");
    commit();
    CHECK_U64(0, s.index.live.return_count, "out of scope");
    shelf_end(&s);
}

/* The number of a return holds within its order. */
TEST(index_tells_returns_of_two_orders_apart)
{
    static const char other[] =
        "{\"id\":1,\"orderId\":11,\"updateDate\":\"2026-08-01T12:01:00Z\",\"shipmentStatus\":\"%s\","
        "\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":\"b\",\"count\":1}]}";
    char json[512];
    shelf_begin(&s, 4, 40);
    s.index.scope.shipment_statuses = READY;
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "READY_FOR_PICKUP", "a");
    snprintf(json, sizeof json, other, "PICKED");
    CHECK_STATUS(YMR_OK, shelf_add(&s, json), "not in scope, and the one that is in is another");
    CHECK_U64(1, s.index.shadow.return_count, "not in scope, and the one that is in is another");
    snprintf(json, sizeof json, other, "READY_FOR_PICKUP");
    CHECK_STATUS(YMR_OK, shelf_add(&s, json), "in scope");
    commit();
    CHECK_STR("1/- 1/- ", shelf_find(&s, YMR_FIELD_RETURN, "1"), "neither replaced the other");
    CHECK_STR("1/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    CHECK_STR("1/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b"), NULL);
    shelf_end(&s);
}

/* A row is what makes it known that a return left; without one the build is no good. */
TEST(index_needs_room_for_what_leaves)
{
    shelf_begin(&s, 1, 40);
    s.index.scope.shipment_statuses = READY;
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "READY_FOR_PICKUP", "a");
    CHECK_STATUS(YMR_E_FULL, shelf_add(&s, a_return(1, 5, "PICKED", "a")), "it left while the list was read");
    shelf_end(&s);
}

TEST(index_refresh_has_no_ground_in_nothing)
{
    shelf_begin(&s, 4, 40);
    s.index.scope.shipment_statuses = READY;
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "READY_FOR_PICKUP", "a");
    add(1, 5, "PICKED", "a");
    commit();
    CHECK_U64(0, s.index.live.return_count, "the only one left");
    CHECK(s.index.live.last_update_s != 0, "but it was seen");
    begin(YMR_INDEX_REFRESH);
    CHECK_I64(YMR_INDEX_WHOLE, s.index.mode, "so everything is asked for");
    commit();
    shelf_end(&s);
}

/* One piece more than there is room for, at each place where pieces are put. */
TEST(index_is_full_at_any_piece)
{
    static const char json[] = "{\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":"
                               "\"a\",\"marketSku\":3,\"count\":1,"
                               "\"instances\":[{\"cis\":\"" CIS "\",\"imei\":\"" IMEI
                               "\"},{\"cis\":\"0104600439931256215+JZ\\\"d8\"}],"
                               "\"tracks\":[{\"trackCode\":\"t1\"},{\"trackCode\":\"t2\"}]}]}";
    for (size_t keys = 1; keys <= 10; keys++) {
        shelf_begin(&s, 1, keys);
        begin(YMR_INDEX_WHOLE);
        CHECK_STATUS(keys < 9 ? YMR_E_FULL : YMR_OK, shelf_add(&s, json), check_note("%zu keys", keys));
        CHECK_U64(keys < 9 ? 0 : 9, s.index.shadow.key_count, "all of it or nothing");
        CHECK_U64(keys < 9 ? 0 : 1, s.index.shadow.return_count, "all of it or nothing");
        CHECK_STATUS(keys < 2 || keys >= 9 ? YMR_E_FULL : YMR_OK, ymr_index_add_partial(&s.index, 5, 50),
                     "of one that comes in two parts the numbers, if there is room");
        ymr_index_abort(&s.index);
        shelf_end(&s);
    }
}

TEST(index_has_places_for_more_items_than_it_can_tell_apart)
{
    static char json[SHELF_TEXT];
    int at = snprintf(json, sizeof json, "{\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\",\"items\":[");
    for (unsigned i = 0; i < 240; i++) {
        at += snprintf(json + at, sizeof json - (size_t)at, "%s{\"shopSku\":\"s%u\",\"count\":1}",
                       i ? "," : "", i);
    }
    snprintf(json + at, sizeof json - (size_t)at, "]}");
    shelf_begin(&s, 1, 300);
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, shelf_add(&s, json), NULL);
    static const ymr_return_item item = {.shop_sku = {"far", 3}};
    static const uint32_t numbers[] = {1021, 1022, 1023, 100000};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        CHECK_STATUS(YMR_OK, ymr_index_add_item(&s.index, 0, &item, numbers[i]), NULL);
    }
    commit();
    CHECK_STR("1/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "s0"), NULL);
    CHECK_STR("1/239 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "s239"), NULL);
    CHECK_STR("1/1021 1/1022 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "far"),
              "the last place is for all that follow");
    shelf_end(&s);
}

TEST(index_keeps_the_newer_of_two)
{
    /* The list moves on while it is paged: a return comes again, changed or not; or an old page comes late.
     */
    static const struct {
        unsigned first, second;
        const char *stays;
    } rows[] = {{1, 2, "second"}, {2, 1, "first"}, {3, 3, "second"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        shelf_begin(&s, 4, 40);
        begin(YMR_INDEX_WHOLE);
        add(1, 0, "PICKED", "one");
        add(7, rows[i].first, "PICKED", "first");
        add(2, 0, "PICKED", "two");
        add(7, rows[i].second, "PICKED", "second");
        commit();
        const bool second = rows[i].stays[0] == 's';
        CHECK_U64(3, s.index.live.return_count, "each return once");
        CHECK_STR(second ? "" : "7/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "first"), rows[i].stays);
        CHECK_STR(second ? "7/0 " : "", shelf_find(&s, YMR_FIELD_SHOP_SKU, "second"), rows[i].stays);
        CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_RETURN, "7"), NULL);
        CHECK_STR("7/- ", shelf_find(&s, YMR_FIELD_ORDER, "70"), NULL);
        CHECK_STR("1/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "one"), NULL);
        CHECK_STR("2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "two"), NULL);
        shelf_end(&s);
    }
}

TEST(index_replaces_a_generation_by_a_whole_one)
{
    shelf_begin(&s, 4, 40);
    begin(YMR_INDEX_WHOLE);
    add(1, 0, "PICKED", "a");
    add(2, 9, "PICKED", "a");
    commit();
    CHECK_I64(1000, s.index.live.as_of_ms, NULL);
    CHECK_U64(1785586140, s.index.live.last_update_s, "12:09");
    CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, YMR_INDEX_WHOLE, 2000), NULL);
    add(3, 4, "PICKED", "a");
    CHECK_STR("1/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "the old one answers");
    commit();
    CHECK_STR("3/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "and then it is gone");
    CHECK_I64(2000, s.index.live.as_of_ms, NULL);
    CHECK_U64(1785585840, s.index.live.last_update_s, "12:04");
    begin(YMR_INDEX_WHOLE);
    commit();
    CHECK_STR("", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "an empty list is one, too");
    CHECK_U64(0, s.index.live.return_count + s.index.live.key_count + s.index.live.last_update_s, NULL);
    shelf_end(&s);
}

TEST(index_refresh_takes_out_what_left_and_keeps_the_rest)
{
    shelf_begin(&s, 5, 40);
    s.index.scope.shipment_statuses = READY;
    begin(YMR_INDEX_WHOLE);
    for (unsigned id = 1; id <= 5; id++) {
        add(id, id, "READY_FOR_PICKUP", "a");
    }
    add(6, 6, "PICKED", "a");
    commit();
    CHECK_STR("1/0 2/0 3/0 4/0 5/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "the scope alone");
    CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, YMR_INDEX_REFRESH, 5000), NULL);
    add(8, 20, "PICKED", "a"); /* never was in */
    add(2, 21, "PICKED", "a"); /* leaves */
    add(4, 22, "READY_FOR_PICKUP", "b");
    add(7, 23, "READY_FOR_PICKUP", "a");
    CHECK_U64(3, s.index.shadow.return_count, "what neither is in nor was takes no room");
    commit();
    CHECK_STR("7/0 1/0 3/0 5/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "in the order of rows");
    CHECK_STR("4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "b"), "changed");
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "2"), "left");
    CHECK_STR("", shelf_find(&s, YMR_FIELD_ORDER, "20"), "left");
    CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "8"), "never was in");
    CHECK_STR("3/- ", shelf_find(&s, YMR_FIELD_ORDER, "30"), "stays");
    CHECK_U64(5, s.index.live.return_count, "the tables are full");
    CHECK_I64(5000, s.index.live.as_of_ms, NULL);
    CHECK_U64(1785586980, s.index.live.last_update_s, "12:23");
    CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, YMR_INDEX_REFRESH, 6000), NULL);
    commit();
    CHECK_STR("7/0 1/0 3/0 5/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), "no news change nothing");
    CHECK_U64(1785586980, s.index.live.last_update_s, "12:23");
    CHECK_I64(6000, s.index.live.as_of_ms, "but that is known now");
    shelf_end(&s);
}

TEST(index_refresh_sees_one_leave_that_came_in_the_same_list)
{
    shelf_begin(&s, 4, 40);
    s.index.scope.shipment_statuses = READY;
    begin(YMR_INDEX_WHOLE);
    add(1, 1, "READY_FOR_PICKUP", "a");
    commit();
    begin(YMR_INDEX_REFRESH);
    add(2, 2, "READY_FOR_PICKUP", "a");
    add(2, 3, "PICKED", "a");
    add(3, 3, "PICKED", "a");
    add(3, 2, "READY_FOR_PICKUP", "a"); /* an old page that comes late: nobody knew the first one */
    commit();
    CHECK_STR("3/0 1/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
    shelf_end(&s);
}

TEST(index_refresh_needs_ground)
{
    shelf_begin(&s, 4, 40);
    begin(YMR_INDEX_REFRESH);
    CHECK_U64(YMR_INDEX_WHOLE, s.index.mode, "an empty one");
    add(1, 1, "PICKED", "a");
    commit();
    static const ymr_index_scope others[] = {{.refund_statuses = 4},
                                             {.shipment_statuses = READY},
                                             {.type = YMR_RETURN_TYPE_RETURN},
                                             {.campaign_id = 5}};
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        s.index.scope = others[i];
        begin(YMR_INDEX_REFRESH);
        CHECK_U64(YMR_INDEX_WHOLE, s.index.mode, check_note("another scope: %zu", i));
        ymr_index_abort(&s.index);
    }
    s.index.scope = (ymr_index_scope){.type = YMR_RETURN_TYPE_ABSENT};
    begin(YMR_INDEX_REFRESH);
    CHECK_U64(YMR_INDEX_REFRESH, s.index.mode, "the same");
    ymr_index_abort(&s.index);
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, shelf_add(&s, "{\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\",\"items\":[]}"),
                 NULL);
    commit();
    begin(YMR_INDEX_REFRESH);
    CHECK_U64(YMR_INDEX_WHOLE, s.index.mode, "a dateless one");
    shelf_end(&s);
}

TEST(index_scope_is_about_both_states_and_the_type)
{
    static const struct {
        ymr_index_scope scope;
        bool in;
    } rows[] = {
        {{.type = YMR_RETURN_TYPE_ABSENT}, true},
        {{.type = YMR_RETURN_TYPE_RETURN}, true},
        {{.type = YMR_RETURN_TYPE_UNREDEEMED}, false},
        {{.refund_statuses = YMR_BIT(YMR_REFUND_STATUS_REFUNDED)}, true},
        {{.refund_statuses = ~YMR_BIT(YMR_REFUND_STATUS_REFUNDED)}, false},
        {{.shipment_statuses = READY}, true},
        {{.shipment_statuses = ~READY}, false},
        {{.shipment_statuses = READY, .refund_statuses = YMR_BIT(YMR_REFUND_STATUS_FAILED)}, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        shelf_begin(&s, 1, 10);
        s.index.scope = rows[i].scope;
        begin(YMR_INDEX_WHOLE);
        CHECK_STATUS(YMR_OK, shelf_add(&s, TWO_ITEMS), NULL);
        commit();
        CHECK_U64(rows[i].in, s.index.live.return_count, check_note("row %zu", i));
        shelf_end(&s);
    }
}

TEST(index_begins_one_build_at_a_time)
{
    shelf_begin(&s, 1, 10);
    CHECK_STATUS(YMR_E_ARGUMENT, shelf_add(&s, TWO_ITEMS), "not begun");
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_E_BUSY, ymr_index_begin(&s.index, YMR_INDEX_WHOLE, 1), NULL);
    ymr_index_abort(&s.index);
    CHECK_STATUS(YMR_E_ARGUMENT, shelf_add(&s, TWO_ITEMS), "given up");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_index_commit(&s.index), "given up");
    begin(YMR_INDEX_WHOLE);
    commit();
    shelf_end(&s);
}

TEST(index_that_is_full_goes_on_answering)
{
    /* The old generation has one return of three keys; the new one needs three returns and nine. */
    for (size_t rows = 1; rows <= 4; rows++) {
        for (size_t keys = 3; keys <= 10; keys++) {
            shelf_begin(&s, rows, keys);
            begin(YMR_INDEX_WHOLE);
            add(1, 1, "PICKED", "a");
            commit();
            static char before[SHELF_TEXT];
            snprintf(before, sizeof before, "%s", shelf_whole(&s));
            begin(YMR_INDEX_WHOLE);
            ymr_status status = YMR_OK;
            for (unsigned id = 2; id <= 4 && status == YMR_OK; id++) {
                status = shelf_add(&s, a_return(id, 2, "PICKED", "a"));
            }
            const bool fits = rows >= 3 && keys >= 9;
            CHECK_STATUS(fits ? YMR_OK : YMR_E_FULL, status, check_note("%zu returns, %zu keys", rows, keys));
            CHECK_STR(before, shelf_whole(&s), "as it was");
            if (fits) {
                commit();
                CHECK_STR("2/0 3/0 4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
            } else {
                ymr_index_abort(&s.index);
            }
            shelf_end(&s);
        }
    }
}

TEST(index_has_nothing_of_a_return_that_did_not_fit)
{
    for (size_t keys = 6; keys < 9; keys++) {
        shelf_begin(&s, 4, keys);
        begin(YMR_INDEX_WHOLE);
        add(1, 1, "PICKED", "a");
        add(2, 1, "PICKED", "a");
        CHECK_STATUS(YMR_E_FULL, shelf_add(&s, a_return(3, 9, "PICKED", "a")), check_note("%zu keys", keys));
        commit();
        CHECK_U64(2, s.index.live.return_count, "what is there can be used");
        CHECK_U64(6, s.index.live.key_count, NULL);
        CHECK_STR("", shelf_find(&s, YMR_FIELD_RETURN, "3"), NULL);
        CHECK_STR("1/0 2/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
        CHECK_U64(1785585660, s.index.live.last_update_s, "12:01");
        shelf_end(&s);
    }
}

TEST(index_refresh_that_does_not_fit_changes_nothing)
{
    /* Three stay, one is replaced by one of six keys, two come: six returns and 21 keys. */
    for (size_t rows = 4; rows <= 7; rows++) {
        for (size_t keys = 12; keys <= 22; keys++) {
            shelf_begin(&s, rows, keys);
            begin(YMR_INDEX_WHOLE);
            for (unsigned id = 1; id <= 4; id++) {
                add(id, id, "PICKED", "a");
            }
            commit();
            static char before[SHELF_TEXT];
            snprintf(before, sizeof before, "%s", shelf_whole(&s));
            begin(YMR_INDEX_REFRESH);
            CHECK_STATUS(YMR_OK,
                         shelf_add(&s, "{\"id\":2,\"orderId\":20,\"returnType\":\"RETURN\",\"items\":[{"
                                       "\"shopSku\":\"a\","
                                       "\"count\":1},{\"shopSku\":\"a\",\"count\":1,\"marketSku\":4,"
                                       "\"tracks\":"
                                       "[{\"trackCode\":\"t\"}]}]}"),
                         NULL);
            add(5, 5, "PICKED", "a");
            add(6, 5, "PICKED", "a");
            const bool fits = rows >= 6 && keys >= 21;
            CHECK_STATUS(fits ? YMR_OK : YMR_E_FULL, ymr_index_commit(&s.index),
                         check_note("%zu returns, %zu keys", rows, keys));
            CHECK(!s.index.building, "ended either way");
            if (fits) {
                CHECK_STR("2/0 2/1 5/0 6/0 1/0 3/0 4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"), NULL);
                CHECK_STR("2/1 ", shelf_find(&s, YMR_FIELD_TRACK, "t"), NULL);
            } else {
                CHECK_STR(before, shelf_whole(&s), "as it was");
                CHECK_STR("1/0 2/0 3/0 4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"),
                          "and goes on answering");
                begin(YMR_INDEX_REFRESH);
                add(3, 9, "PICKED", "b");
                commit();
                CHECK_STR("1/0 2/0 4/0 ", shelf_find(&s, YMR_FIELD_SHOP_SKU, "a"),
                          "and can be refreshed with less");
            }
            shelf_end(&s);
        }
    }
}

TEST(index_fingerprints_are_those_of_version_1)
{
    /* They lie in flash: who changes them changes the version of what is stored. */
    static const struct {
        ymr_code_field field;
        const char *text;
        uint32_t print;
    } rows[] = {
        {YMR_FIELD_CIS, "0104600439931256215+JZ\"d7", 0x4872a6c0},
        {YMR_FIELD_IMEI, IMEI, 0x9cb1422d},
        {YMR_FIELD_TRACK, "FSN_RET_L_0000175110", 0x3642cae6},
        {YMR_FIELD_SHOP_SKU, "FSN_RET_L_0000175110", 0x9759ce41},
        {YMR_FIELD_ORDER, NULL, 0x9dbcb514},
        {YMR_FIELD_RETURN, NULL, 0x3f73ffb7},
        {YMR_FIELD_MARKET_SKU, NULL, 0x31e3a342},
    };
    shelf_begin(&s, 1, 1);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ymr_text text = {rows[i].text, rows[i].text == NULL ? 0 : strlen(rows[i].text)};
        const uint32_t print = rows[i].text == NULL
                                   ? ymr_index_print_number(&s.index, rows[i].field, 58430694721)
                                   : ymr_index_print_text(&s.index, rows[i].field, text);
        CHECK_U64(rows[i].print, print, check_note("row %zu", i));
        s.index.print_bits = 9;
        CHECK_U64(rows[i].print >> 23,
                  rows[i].text == NULL ? ymr_index_print_number(&s.index, rows[i].field, 58430694721)
                                       : ymr_index_print_text(&s.index, rows[i].field, text),
                  "cut, it is the front of it");
        s.index.print_bits = 32;
    }
    shelf_end(&s);
}

TEST(index_sorts_any_keys_in_steps_of_any_size)
{
    enum { MOST = 70 };
    generator g = {77};
    for (uint32_t count = 0; count <= MOST; count++) {
        for (uint32_t sifts = 1; sifts < 6; sifts += 2) {
            for (unsigned kind = 0; kind < 4; kind++) {
                shelf_begin(&s, 1, MOST);
                uint64_t sum = 0;
                for (uint32_t i = 0; i < count; i++) {
                    const uint32_t any = (uint32_t)generate(&g);
                    const uint32_t print = kind == 0 ? any : kind == 1 ? any % 3 : kind == 2 ? i : count - i;
                    s.index.shadow.keys[i] = (ymr_index_key){print, (uint32_t)generate(&g) % 5};
                    sum += print * UINT64_C(7) + s.index.shadow.keys[i].place;
                }
                s.index.shadow.key_count = count;
                ymr_index_sort_begin(&s.index);
                uint32_t steps = 1;
                while (!ymr_index_sort_some(&s.index, sifts)) {
                    steps++;
                }
                CHECK(steps <= 3 * count / 2 / sifts + 3, check_note("%u keys in %u steps", count, steps));
                for (uint32_t i = 0; i < count; i++) {
                    const ymr_index_key key = s.index.shadow.keys[i];
                    sum -= key.print * UINT64_C(7) + key.place;
                    CHECK(i == 0 || !is_before(key, s.index.shadow.keys[i - 1]),
                          check_note("%u of %u", i, count));
                }
                CHECK_U64(0, sum, "the same keys");
                shelf_end(&s);
            }
        }
    }
}

/* Against matching: what it finds in the return itself has a key, and no other code of these has. */

static ymr_status mark_hit(void *context, const ymr_hit *hit)
{
    bool(*hits)[8] = context;
    hits[hit->item == YMR_HIT_WHOLE ? 7 : hit->item][hit->field] = true;
    return YMR_OK;
}

TEST(index_says_what_matching_says)
{
    static const char *const codes[] = {
        "26839123",
        "58430694721",
        "58430694721-2",
        "102443721223",
        "3902del",
        " 3902del\r\n",
        GTIN,
        "0" GTIN,
        "0104600439931256215+JZ\"d7",
        "]d2010460043993125621"
        "5+JZ\"d7\x1d"
        "93dGVz",
        "(01)04600439931256(21)5+JZ\"d7",
        "\x1d"
        "0104600439931256215+JZ\"d7~93dGVz",
        IMEI,
        "4901542032375101",
        "FSN_RET_L_0000175110",
        "fsn_ret_l_0000175110",
        "3902DEL",
        "4600439931263",
        "490154203237526",
        "0",
        "x",
        "https://example.org/r?orderId=58430694721",
    };
    static ymr_token tokens[500];
    static char text[] = TWO_ITEMS;
    static ymr_return found;
    ymr_document document;
    ymr_report report = {.warn = NULL};
    CHECK_STATUS(YMR_OK,
                 ymr_json_parse(&document, text, sizeof text - 1, tokens, COUNT_OF(tokens), &report.fault),
                 NULL);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &found, &report), NULL);
    shelf_begin(&s, 1, 9);
    begin(YMR_INDEX_WHOLE);
    CHECK_STATUS(YMR_OK, ymr_index_add(&s.index, &found), NULL);
    commit();
    unsigned matched = 0;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        ymr_scan scan;
        bool by_index[8][8] = {{false}}, by_match[8][8] = {{false}};
        (void)ymr_scan_read(&scan, codes[i], strlen(codes[i]));
        CHECK_STATUS(YMR_OK, ymr_index_find(&s.index, &scan, mark_hit, by_index), codes[i]);
        CHECK_STATUS(YMR_OK, ymr_match(&scan, &found, mark_hit, by_match), codes[i]);
        CHECK(memcmp(by_index, by_match, sizeof by_index) == 0, codes[i]);
        matched += memchr(by_match, true, sizeof by_match) != NULL ? 1 : 0;
    }
    CHECK(matched >= 13 && matched <= 17, check_note("%u of them match", matched));
    shelf_end(&s);
}

/* Against a model: what is in is kept as a plain list, what a code belongs to is found by looking at all of
 * it. */

enum { PEOPLE = 40, ROUNDS = 150 };

typedef struct known {
    bool in;      /* in the index's scope, as it should know */
    unsigned age; /* minutes of its update; also decides what its items are */
    bool ready;
} known;

static known model[PEOPLE];

static unsigned item_count(unsigned id, unsigned age)
{
    return 1 + (id + age) % 3;
}

static const char *sku_of(unsigned id, unsigned age, unsigned item)
{
    static char text[32];
    snprintf(text, sizeof text, "sku-%u", (id * 7 + age + item * 3) % 6);
    return text;
}

static const char *track_of(unsigned id, unsigned item)
{
    static char text[32];
    snprintf(text, sizeof text, "T%u", (id + item) % 9);
    return text;
}

static const char *model_json(unsigned id, const known *k)
{
    static char json[2048];
    int at = snprintf(json, sizeof json,
                      "{\"id\":%u,\"orderId\":%u,\"updateDate\":\"2026-08-%02uT%02u:%02u:00Z\","
                      "\"shipmentStatus\":\"%s\","
                      "\"returnType\":\"RETURN\",\"items\":[",
                      1000 + id, 500 + id / 3, 1 + k->age / 1440, k->age / 60 % 24, k->age % 60,
                      k->ready ? "READY_FOR_PICKUP" : "PICKED");
    for (unsigned i = 0; i < item_count(id, k->age); i++) {
        at += snprintf(json + at, sizeof json - (size_t)at,
                       "%s{\"shopSku\":\"%s\",\"count\":1,\"marketSku\":%u,\"tracks\":[{\"trackCode\":\"",
                       i ? "," : "", sku_of(id, k->age, i), id % 5);
        at += snprintf(json + at, sizeof json - (size_t)at, "%s\"}]}", track_of(id, i));
    }
    snprintf(json + at, sizeof json - (size_t)at, "]}");
    return json;
}

/* What a code belongs to by the model, in the order of the index's rows; all of it must be in what the index
 * says. */
static void model_find(char *to, size_t size, ymr_code_field field, const char *text)
{
    const ymr_index_table *live = &s.index.live;
    dump d;
    dump_begin(&d, to, size);
    for (uint32_t row = 0; row < live->return_count; row++) {
        const unsigned id = (unsigned)live->returns[row].id - 1000;
        char number[16];
        snprintf(number, sizeof number, "%u", id < PEOPLE ? id % 5 : 0);
        for (unsigned i = 0; id < PEOPLE && model[id].in && i < item_count(id, model[id].age); i++) {
            if (strcmp(text, field == YMR_FIELD_SHOP_SKU ? sku_of(id, model[id].age, i)
                             : field == YMR_FIELD_TRACK  ? track_of(id, i)
                                                         : number) == 0) {
                dump_format(&d, "%u/%u ", 1000 + id, i);
            }
        }
    }
}

/* With cut fingerprints there may be more, but nothing is missing: each word of one is in the other, in its
 * order. */
static bool is_part_of(const char *wanted, const char *said)
{
    while (*wanted != '\0') {
        const size_t length = strcspn(wanted, " ") + 1;
        const size_t other = strcspn(said, " ") + 1;
        if (*said == '\0') {
            return false;
        }
        wanted += length == other && memcmp(wanted, said, length) == 0 ? length : 0;
        said += other;
    }
    return true;
}

static void compare_with_model(const char *note)
{
    static char wanted[SHELF_TEXT];
    unsigned in = 0;
    for (unsigned id = 0; id < PEOPLE; id++) {
        in += model[id].in;
    }
    CHECK_U64(in, s.index.live.return_count, note);
    for (uint32_t i = 0; i < s.index.live.return_count; i++) {
        const unsigned id = (unsigned)s.index.live.returns[i].id - 1000;
        CHECK(id < PEOPLE && model[id].in, note);
    }
    for (uint32_t i = 1; i < s.index.live.key_count; i++) {
        CHECK(is_before(s.index.live.keys[i - 1], s.index.live.keys[i]), note);
    }
    static const ymr_code_field fields[] = {YMR_FIELD_SHOP_SKU, YMR_FIELD_TRACK, YMR_FIELD_MARKET_SKU};
    static const char *const names[] = {"sku-", "T", ""};
    for (size_t f = 0; f < COUNT_OF(fields); f++) {
        for (unsigned i = 0; i < 10; i++) {
            char text[16];
            snprintf(text, sizeof text, "%s%u", names[f], i);
            model_find(wanted, sizeof wanted, fields[f], text);
            const char *said = shelf_find(&s, fields[f], text);
            if (s.index.print_bits == 32) {
                CHECK_STR(wanted, said, note);
            } else {
                CHECK(is_part_of(wanted, said), check_note("%s %s: %s: %s", note, text, wanted, said));
            }
        }
    }
}

static void tell_of(generator *g, unsigned id, unsigned now, bool whole)
{
    known *k = &model[id];
    if (generate_between(g, 0, 9) == 0) {
        const known old = {true, k->age, true}; /* a page of before the change, or the same again */
        if (whole && k->in) {
            CHECK_STATUS(YMR_OK, shelf_add(&s, model_json(id, &old)), NULL);
        }
    }
    if (!whole || generate_between(g, 0, 3) == 0) {
        k->age = now;
        k->ready = generate_between(g, 0, 2) > 0;
    }
    k->in = k->ready;
    CHECK_STATUS(YMR_OK, shelf_add(&s, model_json(id, k)), NULL);
    if (generate_between(g, 0, 4) == 0) {
        CHECK_STATUS(YMR_OK, shelf_add(&s, model_json(id, k)), "twice");
    }
}

static void run_against_model(unsigned bits, uint64_t seed)
{
    generator g = {seed};
    shelf_begin(&s, 3 * PEOPLE, 40 * PEOPLE);
    s.index.print_bits = (uint8_t)bits;
    s.index.scope.shipment_statuses = READY;
    memset(model, 0, sizeof model);
    for (unsigned now = 1; now <= ROUNDS; now++) {
        const ymr_index_mode mode = now % 12 == 1 ? YMR_INDEX_WHOLE : YMR_INDEX_REFRESH;
        CHECK_STATUS(YMR_OK, ymr_index_begin(&s.index, mode, now), NULL);
        const bool whole = s.index.mode == YMR_INDEX_WHOLE;
        const unsigned of = (unsigned)generate_between(&g, 1, 8);
        known before[PEOPLE];
        memcpy(before, model, sizeof model);
        for (unsigned id = 0; id < PEOPLE; id++) {
            if (whole || generate_between(&g, 0, of) == 0) {
                tell_of(&g, id, now, whole);
            }
        }
        if (generate_between(&g, 0, 5) == 0) {
            ymr_index_abort(&s.index);
            memcpy(model, before, sizeof model);
        } else {
            CHECK_STATUS(YMR_OK, ymr_index_commit(&s.index), NULL);
        }
        compare_with_model(check_note("%u bits, round %u", bits, now));
    }
    shelf_end(&s);
}

TEST(index_is_what_a_plain_list_says)
{
    run_against_model(32, 1);
    run_against_model(32, 2);
    run_against_model(6, 3);
    run_against_model(1, 4);
}
