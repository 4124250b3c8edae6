/* From the code to the answer: what is asked of the Market, how often, and what if it does not answer. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"
#include "check_parts.h"
#include "ymr/check.h"

#define CIS "010460712345678121serial-AB1"
#define IMEI "490154203237518"
#define OTHER_IMEI "356938035643809"

/* Text for an item of a return at a time, and not for two items. */
enum { TIGHT = 250 };

enum { ROOM = 8, ROWS = 400, KEYS = 4000, AS_OF = 1000000, NOW = 2000000, ANSWERS = 12 };

/* A return of one item, or of two. */
#define ITEM(sku, imei) "{\"shopSku\":\"" sku "\",\"count\":1,\"instances\":[{\"imei\":\"" imei "\"}]}"
#define STATE(state) "\"shipmentStatus\":\"" state "\",\"updateDate\":\"2026-08-01T17:25:41Z\""
#define RETURN(id, order, state, items)                                                                      \
    "{\"id\":" #id ",\"orderId\":" #order "," STATE(state) ",\"items\":[" items "],\"returnType\":\"RETURN\"}"
#define ONE(text) "{\"status\":\"OK\",\"result\":" text "}"
#define PAGE(texts, more) "{\"status\":\"OK\",\"result\":{\"returns\":[" texts "]" more "}}"
#define MORE(token) ",\"paging\":{\"nextPageToken\":\"" token "\"}"
#define WAITS "READY_FOR_PICKUP"
#define TAKEN "PICKED"

/* The store: 11 has one imei, 12 has it in two items, 13 none. */
#define R11(state) RETURN(11, 7001, state, ITEM("sku-11", IMEI))
#define R12(state) RETURN(12, 7002, state, ITEM("sku-12a", IMEI) "," ITEM("sku-12b", IMEI))
#define R13(state) RETURN(13, 7003, state, ITEM("sku-13", ""))

#define NOT_FOUND "404 Not Found\r\nContent-Type: application/json\r\n"
#define NOT_FOUND_BODY "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\"}]}"

typedef struct fixture {
    caller c;
    script_part parts[ANSWERS];
    bool made[ANSWERS];
    size_t count;

    ymr_index index;
    ymr_index_return returns[2 * ROWS];
    ymr_index_key keys[2 * KEYS];

    ymr_check check;
    ymr_check_limits limits;
    ymr_hit hits[ROOM];
    size_t room;
    int64_t now;
    char shown[1024];
    dump show;
} fixture;

static fixture f;

/* The store. */

static void add(const char *json)
{
    static char text[4096];
    static ymr_token tokens[400];
    static ymr_document document;
    static ymr_report report;
    ymr_return found;
    strcpy(text, json);
    const ymr_status parsed =
        ymr_json_parse(&document, text, strlen(text), tokens, COUNT_OF(tokens), &report.fault);
    CHECK_STATUS(YMR_OK, parsed, json);
    CHECK_STATUS(YMR_OK, ymr_decode(&document, 0, &ymr_return_shape, &found, &report), report.fault.path);
    CHECK_STATUS(YMR_OK, ymr_index_add(&f.index, &found), NULL);
}

static void begin_index(unsigned bits)
{
    const ymr_index_memory memory = {f.returns, COUNT_OF(f.returns), f.keys, COUNT_OF(f.keys)};
    memset(&f.index, 0, sizeof f.index);
    CHECK_STATUS(YMR_OK, ymr_index_init(&f.index, &memory), NULL);
    f.index.print_bits = (uint8_t)bits;
    CHECK_STATUS(YMR_OK, ymr_index_begin(&f.index, YMR_INDEX_WHOLE, AS_OF), NULL);
}

static void make_index(void)
{
    begin_index(32);
    add(R11(WAITS));
    add(R12(WAITS));
    add(R13(WAITS));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
}

/* The Market. */

static void play(script_part part)
{
    if (CHECK(f.count < ANSWERS, "room for one more answer")) {
        f.made[f.count] = false;
        f.parts[f.count++] = part;
    }
}

static void answer(const char *status_and_fields, const char *body)
{
    script_part part = {0};
    part.answer = answer_make(status_and_fields, ANSWER_LENGTH, body, strlen(body), &part.length);
    play(part);
    f.made[f.count - 1] = true;
}

static void good(const char *body)
{
    answer(ANSWER_OK, body);
}

static void forget_answers(void)
{
    for (size_t i = 0; i < f.count; i++) {
        if (f.made[i]) {
            free((void *)(uintptr_t)f.parts[i].answer);
        }
    }
    f.count = 0;
}

/* All is played that was set up before. */
static void meet(size_t text, size_t tokens)
{
    if (f.count == 0) {
        play((script_part){.open = YMR_E_UNREACHABLE});
    }
    caller_init_sized(&f.c, f.parts, f.count, 2048, text, tokens);
    f.c.config.policy.attempts = 1;
    memset(&f.limits, 0, sizeof f.limits);
    f.room = ROOM;
    f.now = NOW;
}

static void part_ways(void)
{
    caller_end(&f.c);
    forget_answers();
}

/* `11:imei@0 `; a question mark behind it: not verified. */
static void show_hits(void)
{
    dump_begin(&f.show, f.shown, sizeof f.shown);
    for (size_t i = 0; i < f.check.count; i++) {
        const ymr_hit *hit = &f.hits[i];
        const char *field = ymr_code_field_name((ymr_code_field)hit->field);
        dump_format(&f.show, "%" PRId64 ":%s@", hit->return_id, field);
        dump_format(&f.show, hit->item == YMR_HIT_WHOLE ? "-" : "%u", (unsigned)hit->item);
        dump_format(&f.show, hit->verified ? " " : "? ");
    }
}

static ymr_status check_code(const char *code)
{
    const ymr_status status = ymr_scan_check(&f.c.client, &f.index, code, strlen(code), &f.limits, f.now,
                                             f.hits, f.room, &f.check);
    show_hits();
    return status;
}

/* What was done and said; `requests` as the check counts them and as they arrived. */
static void expect(const char *hits, uint32_t requests, const char *note)
{
    CHECK_STR(hits, f.shown, note);
    CHECK_U64(requests, f.check.requests, note);
    CHECK_SIZE(requests, f.c.script.requests, note);
    CHECK_SIZE(requests, f.c.script.opens, note);
}

static void expect_silence(const char *note)
{
    CHECK_SIZE(0, f.c.script.calls, note);
    CHECK_SIZE(0, f.c.script.wait_count, note);
    CHECK_U64(0, f.check.requests, note);
}

/* 1. Codes without a reading. */

TEST(check_sends_nothing_for_what_is_no_code)
{
    static const char *const codes[] = {"", " \r\n", "010460712345678221serial-AB1"};
    make_index();
    meet(8192, 500);
    f.limits.search_on_miss = true;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        CHECK_STATUS(YMR_E_CODE, check_code(codes[i]), codes[i]);
        CHECK(f.check.scan.fault != YMR_BAD_NOTHING, "says why");
        CHECK_STATUS(YMR_E_CODE, ymr_scan_check_step(&f.check), "and goes on saying so");
        expect_silence(codes[i]);
    }
    part_ways();
}

TEST(check_wants_its_arguments)
{
    ymr_client *const client = &f.c.client;
    ymr_index *const index = &f.index;
    const ymr_check_limits none = {0};
    make_index();
    meet(8192, 500);
#define REFUSES(status, client, code, length, limits, hits, room)                                            \
    CHECK_STATUS(status, ymr_scan_check(client, index, code, length, limits, NOW, hits, room, &f.check), NULL)
    REFUSES(YMR_E_ARGUMENT, NULL, "1", 1, &none, f.hits, 1);
    REFUSES(YMR_E_ARGUMENT, client, NULL, 1, &none, f.hits, 1);
    REFUSES(YMR_E_ARGUMENT, client, "1", 1, &none, NULL, 1);
    REFUSES(YMR_E_ARGUMENT, client, "1", 1, &none, f.hits, 0);
    REFUSES(YMR_E_CODE, client, NULL, 0, &none, f.hits, 1);
    REFUSES(YMR_E_NOT_FOUND, client, "1", 1, NULL, f.hits, 1);
#undef REFUSES
    expect_silence(NULL);
    part_ways();
}

/* 2. Misses. */

TEST(check_sends_nothing_on_a_miss)
{
    make_index();
    meet(8192, 500);
    CHECK_STATUS(YMR_E_NOT_FOUND, check_code(OTHER_IMEI), NULL);
    CHECK_STATUS(YMR_E_NOT_FOUND, ymr_scan_check_step(&f.check), "the same again");
    CHECK_I64(NOW - AS_OF, f.check.age_ms, "that is how old the no is");
    CHECK_STATUS(YMR_E_NOT_FOUND,
                 ymr_scan_check(&f.c.client, NULL, IMEI, strlen(IMEI), &f.limits, NOW, f.hits, 1, &f.check),
                 "no index");
    CHECK_I64(-1, f.check.age_ms, NULL);
    begin_index(32);
    CHECK_STATUS(YMR_E_NOT_FOUND, check_code(IMEI), "an index that was never built");
    expect_silence(NULL);
    part_ways();
}

/* One wrong digit, in the code or under the reader. */
TEST(check_sends_nothing_for_a_wrong_digit)
{
    static const char *const codes[] = {CIS, IMEI};
    begin_index(32);
    add("{\"id\":1,\"orderId\":2,\"items\":[{\"shopSku\":\"s\",\"count\":1,\"instances\":"
        "[{\"cis\":\"" CIS "\",\"imei\":\"" IMEI "\"}]}],\"returnType\":\"RETURN\"}");
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    meet(8192, 500);
    for (size_t c = 0; c < COUNT_OF(codes); c++) {
        for (size_t at = 0; at < strlen(codes[c]); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                char code[64];
                strcpy(code, codes[c]);
                code[at] = digit;
                if (codes[c][at] != digit) {
                    const ymr_status status = check_code(code);
                    CHECK(status == YMR_E_NOT_FOUND || status == YMR_E_CODE, code);
                }
            }
        }
    }
    expect_silence(NULL);
    f.limits.max_age_ms = NOW;
    for (size_t c = 0; c < COUNT_OF(codes); c++) {
        CHECK_STATUS(YMR_OK, check_code(codes[c]), "the right ones are found");
    }
    part_ways();
}

/* 3. and 4. Hits. */

TEST(check_is_content_with_a_young_state)
{
    static const struct {
        int64_t max;
        int64_t now;
        int64_t age;
        bool asks;
    } rows[] = {
        {1, AS_OF, 0, false},
        {1000, AS_OF + 1000, 1000, false},
        {1000, AS_OF + 1001, 1001, true},
        {0, AS_OF, 0, true},
        {INT64_MAX, 0, -1, true},
        {INT64_MAX, AS_OF - 1, -1, true},
        {-1, AS_OF, 0, true},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *note = check_note("row %zu", i);
        make_index();
        good(ONE(R11(TAKEN)));
        meet(8192, 500);
        f.limits.max_age_ms = rows[i].max;
        f.now = rows[i].now;
        CHECK_STATUS(YMR_OK, check_code("sku-11"), note);
        expect(rows[i].asks ? "11:shopSku@0 " : "11:shopSku@0? ", rows[i].asks ? 1 : 0, note);
        CHECK_I64(rows[i].age, f.check.age_ms, note);
        CHECK_STATUS(YMR_OK, f.check.trouble, note);
        CHECK_U64(rows[i].asks ? YMR_SHIPMENT_STATUS_PICKED : YMR_SHIPMENT_STATUS_READY_FOR_PICKUP,
                  f.hits[0].shipment_status, note);
        if (!rows[i].asks) {
            expect_silence(note);
        }
        part_ways();
    }
    begin_index(32);
    f.index.shadow.as_of_ms = 0;
    add(R11(WAITS));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE(R11(WAITS)));
    meet(8192, 500);
    f.limits.max_age_ms = INT64_MAX;
    CHECK_STATUS(YMR_OK, check_code("sku-11"), NULL);
    expect("11:shopSku@0 ", 1, "nobody knows how old it is");
    part_ways();
}

TEST(check_verifies_with_one_call_and_notes_the_state)
{
    make_index();
    good(ONE(R11(TAKEN)));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code("sku-11"), NULL);
    expect("11:shopSku@0 ", 1, NULL);
    CHECK_U64(1, f.check.found.items.left, "the whole return is there");
    CHECK_I64(11, f.check.found.id, NULL);
    CHECK(f.check.found.present, NULL);
    CHECK(strstr(f.c.script.request[0], "GET /v2/campaigns/5/orders/7001/returns/11 ") != NULL,
          f.c.script.request[0]);
    f.limits.max_age_ms = NOW;
    CHECK_STATUS(YMR_OK, check_code("sku-11"), NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, f.hits[0].shipment_status, "the index knows it now");
    CHECK(!f.check.found.present, "of the last check");
    CHECK_SIZE(1, f.c.script.requests, NULL);
    part_ways();
}

TEST(check_calls_once_for_each_return)
{
    make_index();
    good(ONE(R11(WAITS)));
    good(ONE(R12(WAITS)));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("11:imei@0 12:imei@0 12:imei@1 ", 2, NULL);
    CHECK_U64(0, f.check.refused, NULL);
    CHECK_SIZE(0, f.check.missed, NULL);
    part_ways();
}

TEST(check_answers_with_what_the_return_is_like_now)
{
    static const struct {
        const char *now;
        const char *hits;
        uint32_t refused;
    } rows[] = {
        {R12(WAITS), "12:imei@0 12:imei@1 ", 0},
        {RETURN(12, 7002, WAITS, ITEM("new", OTHER_IMEI) "," ITEM("sku-12a", IMEI) "," ITEM("sku-12b", IMEI)),
         "12:imei@1 12:imei@2 ", 0},
        {RETURN(12, 7002, WAITS, ITEM("a", IMEI) "," ITEM("b", IMEI) "," ITEM("c", IMEI)),
         "12:imei@0 12:imei@1 12:imei@2 ", 0},
        {RETURN(12, 7002, WAITS, ITEM("sku-12a", "") "," ITEM("sku-12b", IMEI)), "12:imei@1 ", 1},
        {RETURN(12, 7002, WAITS, ITEM("sku-12a", OTHER_IMEI)), "", 2},
        {RETURN(12, 7002, WAITS, ""), "", 2},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char json[1024];
        const char *note = check_note("row %zu", i);
        begin_index(32);
        add(R12(WAITS));
        CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
        snprintf(json, sizeof json, ONE("%s"), rows[i].now);
        good(json);
        meet(8192, 500);
        CHECK_STATUS(*rows[i].hits != '\0' ? YMR_OK : YMR_E_NOT_FOUND, check_code(IMEI), note);
        expect(rows[i].hits, 1, note);
        CHECK_U64(rows[i].refused, f.check.refused, note);
        part_ways();
    }
}

#define R22                                                                                                  \
    "{\"id\":22,\"orderId\":1,\"items\":[{\"shopSku\":\"4242\",\"marketSku\":4242,\"count\":1}],"            \
    "\"returnType\":\"RETURN\"}"

TEST(check_puts_hits_in_the_order_of_readings)
{
    begin_index(32);
    add(RETURN(21, 4242, WAITS, ITEM("x", "")));
    add(R22);
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE("{\"id\":21,\"orderId\":4242,\"items\":[{\"shopSku\":\"x\",\"count\":1,"
             "\"tracks\":[{\"trackCode\":\"4242\"}]}],\"returnType\":\"RETURN\"}"));
    good(ONE(R22));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code("4242"), NULL);
    expect("21:trackCode@0 21:orderId@- 22:marketSku@0 22:shopSku@0 ", 2, NULL);
    part_ways();
}

/* Hits that do not hold. */

TEST(check_drops_a_return_that_is_gone)
{
    make_index();
    answer(NOT_FOUND, NOT_FOUND_BODY);
    good(ONE(R12(WAITS)));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("12:imei@0 12:imei@1 ", 2, NULL);
    CHECK_U64(1, f.check.gone, NULL);
    CHECK_U64(0, f.check.refused, NULL);
    part_ways();

    answer(NOT_FOUND, NOT_FOUND_BODY);
    meet(8192, 500);
    CHECK_STATUS(YMR_E_NOT_FOUND, check_code("sku-11"), NULL);
    expect("", 1, NULL);
    CHECK(!f.check.found.present, NULL);
    part_ways();
}

static ymr_status list_return(void *context, const ymr_hit *hit)
{
    int64_t *ids = context;
    size_t i = 0;
    while (i < ROOM && ids[i] != 0 && ids[i] != hit->return_id) {
        i++;
    }
    if (i < ROOM) {
        ids[i] = hit->return_id;
    }
    return YMR_OK;
}

static void numbered(char *json, size_t size, int64_t id)
{
    snprintf(json, size,
             "{\"id\":%" PRId64 ",\"orderId\":%" PRId64 ",\"items\":[{\"shopSku\":\"s%" PRId64
             "\",\"count\":1,\"tracks\":[{\"trackCode\":\"t%" PRId64 "\"}]}],\"returnType\":\"RETURN\"}",
             id, id + 5000000, id * 7919, id * 104729);
}

/* Fingerprints of 16 bits, so that codes of nobody meet them: all are looked at, none gets through. */
TEST(check_refuses_every_collision)
{
    char json[512];
    char body[600];
    unsigned collisions = 0;
    begin_index(16);
    for (int64_t id = 1; id <= 300; id++) {
        numbered(json, sizeof json, id);
        add(json);
    }
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    for (unsigned n = 0; n < 20000; n++) {
        char code[16];
        int64_t ids[ROOM] = {0};
        ymr_scan scan;
        snprintf(code, sizeof code, "X%u", n);
        CHECK_STATUS(YMR_OK, ymr_scan_read(&scan, code, strlen(code)), code);
        (void)ymr_index_find(&f.index, &scan, list_return, ids);
        uint32_t met = 0;
        for (; met < ROOM && ids[met] != 0; met++) {
            numbered(json, sizeof json, ids[met]);
            snprintf(body, sizeof body, ONE("%s"), json);
            good(body);
        }
        if (met == 0) {
            continue;
        }
        meet(8192, 500);
        CHECK_STATUS(YMR_E_NOT_FOUND, check_code(code), code);
        expect("", met, code);
        CHECK(f.check.refused >= met, code);
        CHECK_U64(0, f.check.gone, code);
        collisions += f.check.refused;
        part_ways();
    }
    CHECK(collisions > 100, check_note("%u collisions", collisions));
}

/* A collision in front of the right one, and room for one: it must not hide it. */
TEST(check_asks_again_for_hits_that_had_no_room)
{
    begin_index(2);
    add(R11(WAITS));
    add(R12(WAITS));
    add(RETURN(14, 7004, WAITS, ITEM("right", "") "," ITEM("right", "")));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);

    ymr_scan scan;
    int64_t ids[ROOM] = {0};
    uint32_t met = 0;
    CHECK_STATUS(YMR_OK, ymr_scan_read(&scan, "right", 5), NULL);
    (void)ymr_index_find(&f.index, &scan, list_return, ids);
    for (; met < ROOM && ids[met] != 0; met++) {
        good(ids[met] == 11 ? ONE(R11(WAITS)) : ids[met] == 12 ? ONE(R12(WAITS))
             : ONE(RETURN(14, 7004, WAITS, ITEM("right", "") "," ITEM("right", ""))));
    }
    CHECK(met > 1 && ids[met - 1] == 14, "others meet its fingerprint, and come first");
    meet(8192, 500);
    f.room = 1;
    CHECK_STATUS(YMR_OK, check_code("right"), NULL);
    CHECK_STR("14:shopSku@0 ", f.shown, "room for one");
    CHECK(f.check.refused > 0 && f.check.missed > 0, "the other item has no room");
    part_ways();
}

TEST(check_does_not_call_missed_what_found_room_later)
{
    make_index();
    good(ONE(RETURN(11, 7001, WAITS, ITEM("sku-11", ""))));
    good(ONE(R12(WAITS)));
    meet(8192, 500);
    f.room = 2;
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("12:imei@0 12:imei@1 ", 2, NULL);
    CHECK_SIZE(0, f.check.missed, NULL);
    CHECK_U64(1, f.check.refused, NULL);
    part_ways();
}

TEST(check_counts_what_has_no_room)
{
    make_index();
    good(ONE(R11(WAITS)));
    meet(8192, 500);
    f.room = 1;
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("11:imei@0 ", 1, NULL);
    CHECK_SIZE(2, f.check.missed, NULL);
    f.limits.max_age_ms = NOW;
    f.room = 2;
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    CHECK_STR("11:imei@0? 12:imei@0? ", f.shown, NULL);
    CHECK_SIZE(1, f.check.missed, NULL);
    part_ways();
}

/* Too big for the workspace. */

TEST(check_reads_by_items_what_is_too_big)
{
    static const struct {
        size_t text;
        size_t tokens;
    } rows[] = {{TIGHT, 200}, {2048, 30}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *note = check_note("row %zu", i);
        begin_index(32);
        add(R12(WAITS));
        CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
        good(ONE(R12(TAKEN)));
        good(ONE(R12(TAKEN)));
        meet(rows[i].text, rows[i].tokens);
        CHECK_STATUS(YMR_OK, check_code(IMEI), note);
        expect("12:imei@0 12:imei@1 ", 2, note);
        CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, f.hits[0].shipment_status, note);
        CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, f.hits[1].shipment_status, note);
        CHECK_I64(7002, f.hits[1].order_id, note);
        CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, f.index.live.returns[0].shipment_status, note);
        CHECK(f.check.found.present, note);
        CHECK_U64(0, f.check.found.items.left, "they came one by one");
        part_ways();

        good(ONE(RETURN(12, 7002, TAKEN, ITEM("sku-12a", OTHER_IMEI) "," ITEM("sku-12b", OTHER_IMEI))));
        good(ONE(RETURN(12, 7002, TAKEN, ITEM("sku-12a", OTHER_IMEI) "," ITEM("sku-12b", OTHER_IMEI))));
        meet(rows[i].text, rows[i].tokens);
        CHECK_STATUS(YMR_E_NOT_FOUND, check_code(IMEI), note);
        expect("", 2, note);
        CHECK_U64(2, f.check.refused, note);
        part_ways();
    }
}

TEST(check_knows_a_big_return_by_its_numbers)
{
    make_index();
    good(ONE(R12(TAKEN)));
    good(ONE(R12(TAKEN)));
    meet(TIGHT, 200);
    CHECK_STATUS(YMR_OK, check_code("7002"), NULL);
    expect("12:orderId@- ", 2, NULL);
    part_ways();
}

#define SKU_50 "01234567890123456789012345678901234567890123456789"
#define BIG_ITEM ITEM(SKU_50 SKU_50 SKU_50 SKU_50 SKU_50 SKU_50, IMEI)

TEST(check_does_not_refuse_what_it_could_not_read)
{
    begin_index(32);
    add(RETURN(15, 7005, WAITS, ITEM("a", OTHER_IMEI) "," BIG_ITEM));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    for (unsigned both = 0; both < 2; both++) {
        good(ONE(RETURN(15, 7005, TAKEN, ITEM("a", OTHER_IMEI) "," BIG_ITEM)));
        good(ONE(RETURN(15, 7005, TAKEN, ITEM("a", OTHER_IMEI) "," BIG_ITEM)));
        meet(400, 100);
        CHECK_STATUS(YMR_OK, check_code(both == 0 ? IMEI : OTHER_IMEI), NULL);
        expect(both == 0 ? "15:imei@1? " : "15:imei@0 ", 2, NULL);
        CHECK_STATUS(both == 0 ? YMR_E_SPACE : YMR_OK, f.check.trouble, NULL);
        CHECK_U64(0, f.check.refused, NULL);
        part_ways();
    }
}

/* What cannot be read even without its items is not refused: it is as the index says, and the trouble is
 * told. */
TEST(check_cannot_read_a_return_that_is_too_big_beside_its_items)
{
#define TENS "[],[],[],[],[],[],[],[],[],[]"
#define FIVES TENS "," TENS "," TENS "," TENS "," TENS
#define R15(more)                                                                                            \
    "{\"id\":15,\"orderId\":7005," STATE(TAKEN) ",\"new\":" more ",\"items\":[" ITEM(                        \
        "a", IMEI) "],\"returnType\":\"RETURN\"}"
    static const struct {
        const char *answer;
        size_t text;
        ymr_status trouble;
    } rows[] = {
        {ONE(R15("\"" SKU_50 SKU_50 SKU_50 SKU_50 SKU_50 SKU_50 SKU_50 SKU_50 "\"")), 400, YMR_E_SPACE},
        {ONE(R15("[" FIVES "," FIVES "]")), 2048, YMR_E_TOKENS},
    };
    begin_index(32);
    add(RETURN(15, 7005, WAITS, ITEM("a", IMEI)));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        good(rows[i].answer);
        good(rows[i].answer);
        meet(rows[i].text, 60);
        CHECK_STATUS(YMR_OK, check_code(IMEI), check_note("row %zu", i));
        expect("15:imei@0? ", 2, check_note("row %zu", i));
        CHECK_STATUS(rows[i].trouble, f.check.trouble, check_note("row %zu", i));
        CHECK_U64(0, f.check.refused, check_note("row %zu", i));
        part_ways();
    }
}

/* One item alone may have too many tokens. */
TEST(check_does_not_refuse_for_an_item_of_many_tokens)
{
    static const char answer_[] =
        ONE("{\"id\":15,\"orderId\":7005," STATE(TAKEN) ",\"items\":[" ITEM("a", OTHER_IMEI)
            ",{\"shopSku\":\"b\",\"count\":1,\"new\":[" FIVES "," FIVES "]}],\"returnType\":\"RETURN\"}");
    begin_index(32);
    add(RETURN(15, 7005, WAITS, ITEM("a", IMEI)));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(answer_);
    good(answer_);
    meet(2048, 60);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("15:imei@0? ", 2, NULL);
    CHECK_STATUS(YMR_E_TOKENS, f.check.trouble, NULL);
    part_ways();
}

/* Two readings of one text: a claim by the one is no claim by the other. */
TEST(check_keeps_claims_by_their_readings)
{
    begin_index(32);
    add("{\"id\":15,\"orderId\":7005," STATE(WAITS) ",\"items\":[{\"shopSku\":\"4242\",\"count\":1,"
        "\"tracks\":[{\"trackCode\":\"4242\"}]}],\"returnType\":\"RETURN\"}");
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE(RETURN(15, 7005, TAKEN, ITEM("4242", ""))));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code("4242"), NULL);
    expect("15:shopSku@0 ", 1, "the track code is gone");
    CHECK_U64(1, f.check.refused, "the track code is gone");
    part_ways();
}

TEST(check_believes_no_other_order)
{
    make_index();
    good(ONE(RETURN(13, 7004, TAKEN, ITEM("sku-13", ""))));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code("sku-13"), NULL);
    expect("13:shopSku@0? ", 1, "return 13, but of another order");
    CHECK_STATUS(YMR_E_CONTENT, f.check.trouble, NULL);
    part_ways();
}

TEST(check_believes_no_other_return)
{
    make_index();
    good(ONE(R12(TAKEN)));
    good(ONE(R13(TAKEN)));
    meet(TIGHT, 200);
    CHECK_STATUS(YMR_OK, check_code("sku-12a"), NULL);
    expect("12:shopSku@0? ", 2, NULL);
    CHECK_STATUS(YMR_E_CONTENT, f.check.trouble, NULL);
    part_ways();
}

TEST(check_voids_items_of_a_try_that_broke_off)
{
    for (unsigned tries = 1; tries <= 2; tries++) {
        begin_index(32);
        add(R12(WAITS));
        CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
        good(ONE(R12(TAKEN)));
        good(ONE(RETURN(12, 7002, TAKEN, ITEM("a", IMEI) "," ITEM("b", IMEI) "," ITEM("c", IMEI))));
        good(ONE(RETURN(12, 7002, TAKEN, ITEM("a", "") "," ITEM("sku-12b", IMEI))));
        f.parts[1].length -= 10;
        meet(TIGHT, 200);
        f.c.config.policy.attempts = (uint8_t)tries;
        CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
        CHECK_STR(tries == 1 ? "12:imei@0? 12:imei@1? " : "12:imei@1 ", f.shown, NULL);
        CHECK_STATUS(tries == 1 ? YMR_E_CLOSED : YMR_OK, f.check.trouble, NULL);
        CHECK_U64(tries == 1 ? YMR_SHIPMENT_STATUS_READY_FOR_PICKUP : YMR_SHIPMENT_STATUS_PICKED,
                  f.hits[0].shipment_status, NULL);
        CHECK_SIZE(0, f.check.missed, NULL);
        part_ways();
    }
}

/* 5. Without the Market. */

static void check_unverified(ymr_status trouble, uint32_t requests, const char *note)
{
    CHECK_STATUS(YMR_OK, check_code(IMEI), note);
    CHECK_STR("11:imei@0? 12:imei@0? 12:imei@1? ", f.shown, note);
    CHECK_STATUS(trouble, f.check.trouble, note);
    CHECK_I64(NOW - AS_OF, f.check.age_ms, note);
    CHECK_U64(requests, f.check.requests, note);
    CHECK_SIZE(requests, f.c.script.opens, "it does not knock twice");
    CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, f.hits[0].shipment_status, note);
    CHECK(!f.check.found.present, note);
}

TEST(check_answers_from_the_index_when_the_market_does_not)
{
    static const struct {
        const char *name;
        script_part part;
        ymr_status trouble;
    } rows[] = {
        {"no network", {.open = YMR_E_UNREACHABLE}, YMR_E_UNREACHABLE},
        {"no name", {.open = YMR_E_RESOLVE}, YMR_E_RESOLVE},
        {"a stranger", {.open = YMR_E_TLS_UNTRUSTED}, YMR_E_TLS_UNTRUSTED},
        {"silence", {.end = SCRIPT_STALL}, YMR_E_IDLE_TIMEOUT},
        {"a reset", {.end = SCRIPT_RESET}, YMR_E_RESET},
        {"a key that is refused",
         {.answer = "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nContent-Length: 18\r\n"
                    "\r\n{\"status\":\"ERROR\"}"},
         YMR_E_UNAUTHORIZED},
        {"the limit", {.answer = "HTTP/1.1 420 Enhance\r\nContent-Length: 0\r\n\r\n"}, YMR_E_LIMIT},
        {"a page for people",
         {.answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"},
         YMR_E_CONTENT},
        {"a 404 of somebody else",
         {.answer = "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"},
         YMR_E_HTTP_STATUS},
    };
    make_index();
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        play(rows[i].part);
        meet(8192, 500);
        check_unverified(rows[i].trouble, 1, rows[i].name);
        part_ways();
    }
}

TEST(check_stays_within_the_budget)
{
    static ymr_budget budget;
    make_index();
    good(ONE(R11(WAITS)));
    meet(8192, 500);
    ymr_budget_init(&budget);
    for (unsigned i = 0; i < ymr_operation_get_return.calls; i++) {
        ymr_budget_spend(&budget, &ymr_operation_get_return, f.c.script.now);
    }
    f.c.config.budget = &budget;
    check_unverified(YMR_E_LIMIT, 0, NULL);
    expect_silence(NULL);
    part_ways();
}

TEST(check_answers_from_the_index_while_the_client_is_at_work)
{
    make_index();
    good(PAGE(R13(WAITS), ""));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, caller_start_returns(&f.c), "a refresh, say");
    check_unverified(YMR_E_BUSY, 0, NULL);
    CHECK_STATUS(YMR_E_NOT_FOUND, check_code("sku-14"), "a miss is a miss");
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_E_BUSY, check_code("sku-14"), "but cannot be searched now");
    CHECK_STATUS(YMR_OK, ymr_client_run(&f.c.client), "which goes on undisturbed");
    part_ways();
}

TEST(check_keeps_what_was_verified_before_the_trouble)
{
    make_index();
    good(ONE(R11(TAKEN)));
    play((script_part){.open = YMR_E_UNREACHABLE});
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    CHECK_STR("11:imei@0 12:imei@0? 12:imei@1? ", f.shown, NULL);
    CHECK_STATUS(YMR_E_UNREACHABLE, f.check.trouble, NULL);
    part_ways();
}

TEST(check_goes_on_behind_an_answer_that_is_wrong)
{
    static const struct {
        const char *body;
        ymr_status trouble;
        bool goes_on;
    } rows[] = {
        {"{\"status\":\"OK\",\"result\":{\"id\":\"11\"}}", YMR_E_TYPE, true},
        {"{\"status\":\"OK\",\"result\":{\"id\":11}}", YMR_E_MISSING, true},
        {"{\"status\":\"OK\",", YMR_E_TRUNCATED, true},
        {ONE(R13(WAITS)), YMR_E_CONTENT, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *note = check_note("row %zu", i);
        make_index();
        good(rows[i].body);
        good(ONE(R12(WAITS)));
        meet(8192, 500);
        CHECK_STATUS(YMR_OK, check_code(IMEI), note);
        expect(rows[i].goes_on ? "11:imei@0? 12:imei@0 12:imei@1 " : "11:imei@0? 12:imei@0? 12:imei@1? ",
               rows[i].goes_on ? 2 : 1, note);
        CHECK_STATUS(rows[i].trouble, f.check.trouble, note);
        part_ways();
    }
}

TEST(check_calls_once_for_each_return_whatever_the_answer)
{
    make_index();
    good(ONE(R11(WAITS)));
    good("{\"status\":\"OK\",\"result\":{\"id\":\"12\"}}");
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("11:imei@0 12:imei@0? 12:imei@1? ", 2, NULL);
    CHECK_STATUS(YMR_E_TYPE, f.check.trouble, NULL);
    part_ways();
}

/* Searching. */

static void check_search(const char *code, ymr_status status, const char *hits, uint32_t requests,
                         const char *note)
{
    meet(8192, 500);
    f.limits.search_on_miss = true;
    CHECK_STATUS(status, check_code(code), note);
    CHECK_STR(hits, f.shown, note);
    CHECK_SIZE(requests, f.c.script.requests, note);
}

TEST(check_searches_on_a_miss)
{
    make_index();
    good(PAGE(R13(WAITS) "," RETURN(31, 1, WAITS, ITEM("new", "")), MORE("x")));
    good(PAGE(RETURN(32, 2, TAKEN, ITEM("a", "") "," ITEM("new", "")), ""));
    check_search("new", YMR_OK, "31:shopSku@0 32:shopSku@1 ", 2, NULL);
    CHECK_U64(1, f.check.requests, "one call, of two pages");
    CHECK_U64(2, f.check.search.pages, NULL);
    CHECK(strstr(f.c.script.request[0], "/returns?limit=100 ") != NULL, f.c.script.request[0]);
    CHECK_STATUS(YMR_OK, f.check.trouble, NULL);
    part_ways();

    good(PAGE(R13(WAITS), ""));
    check_search("new", YMR_E_NOT_FOUND, "", 1, "not there either");
    part_ways();
}

TEST(check_ends_a_search_with_the_first_match)
{
    make_index();
    good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")), MORE("x")));
    meet(8192, 500);
    f.limits.search_on_miss = true;
    f.limits.first_only = true;
    CHECK_STATUS(YMR_OK, check_code("new"), NULL);
    expect("31:shopSku@0 ", 1, NULL);
    CHECK_STATUS(YMR_OK, f.check.trouble, NULL);
    part_ways();
}

TEST(check_searches_the_order_first)
{
    make_index();
    good(PAGE(RETURN(31, 9001, WAITS, ITEM("a", "")), ""));
    check_search("9001-2", YMR_OK, "31:orderId@- ", 1, "a box");
    CHECK(strstr(f.c.script.request[0], "orderIds=9001") != NULL, f.c.script.request[0]);
    part_ways();

    good(PAGE("", ""));
    good(PAGE(RETURN(9001, 5, WAITS, ITEM("a", "")), ""));
    check_search("9001", YMR_OK, "9001:id@- ", 2, "a return's number");
    CHECK(strstr(f.c.script.request[1], "orderIds") == NULL, f.c.script.request[1]);
    CHECK_U64(2, f.check.requests, NULL);
    part_ways();

    good(PAGE("", ""));
    good(PAGE(RETURN(31, 1, WAITS, ITEM("a", OTHER_IMEI)), ""));
    check_search(OTHER_IMEI, YMR_OK, "31:imei@0 ", 2, "15 digits can be an order's, too");
    part_ways();

    good(PAGE("", ""));
    good(PAGE("", ""));
    check_search("9001", YMR_E_NOT_FOUND, "", 2, "nothing");
    part_ways();
}

TEST(check_searches_when_no_hit_held)
{
    begin_index(32);
    add(RETURN(12, 7002, WAITS, ITEM("moved", "")));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE(RETURN(12, 7002, WAITS, ITEM("another", ""))));
    good(PAGE(RETURN(31, 1, WAITS, ITEM("moved", "")), ""));
    check_search("moved", YMR_OK, "31:shopSku@0 ", 2, NULL);
    CHECK_U64(1, f.check.refused, NULL);
    CHECK(!f.check.found.present, "its texts are gone");
    part_ways();
}

TEST(check_does_not_search_after_a_hit)
{
    make_index();
    good(ONE(R13(WAITS)));
    check_search("sku-13", YMR_OK, "13:shopSku@0 ", 1, NULL);
    part_ways();
}

TEST(check_counts_a_match_once_when_a_page_comes_again)
{
    make_index();
    for (unsigned tries = 1; tries <= 2; tries++) {
        const char *page = PAGE(RETURN(31, 1, WAITS, ITEM("new", "") "," ITEM("new", "")), "");
        good(page);
        good(page);
        f.parts[0].length -= 3;
        meet(8192, 500);
        f.room = 1;
        f.limits.search_on_miss = true;
        f.c.config.policy.attempts = (uint8_t)tries;
        CHECK_STATUS(tries == 1 ? YMR_E_CLOSED : YMR_OK, check_code("new"), NULL);
        CHECK_STR(tries == 1 ? "" : "31:shopSku@0 ", f.shown, "of a page that came");
        CHECK_SIZE(tries == 1 ? 0 : 1, f.check.missed, NULL);
        part_ways();
    }
    good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")), MORE("x")));
    good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")), ""));
    check_search("new", YMR_OK, "31:shopSku@0 ", 2, "the list moved on between two pages");
    part_ways();
}

TEST(check_keeps_the_matches_of_pages_that_came)
{
    make_index();
    good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")), MORE("x")));
    play((script_part){.end = SCRIPT_RESET});
    check_search("new", YMR_OK, "31:shopSku@0 ", 2, NULL);
    CHECK_STATUS(YMR_E_RESET, f.check.trouble, "there may be more");
    part_ways();

    play((script_part){.open = YMR_E_REFUSED});
    check_search("new", YMR_E_REFUSED, "", 0, "nothing is known without it");
    part_ways();

    answer(NOT_FOUND, NOT_FOUND_BODY);
    check_search("new", YMR_E_API, "", 1, "it was not the code that was not found");
    part_ways();
}

TEST(check_searches_returns_that_are_too_big)
{
    static const struct {
        const char *code;
        const char *again; /* what its getReturn says */
        ymr_status status;
        const char *hits;
        ymr_status trouble;
    } rows[] = {
        {"sku-12b", ONE(R12(TAKEN)), YMR_OK, "12:shopSku@1 ", YMR_OK},
        {"sku-9", ONE(R12(TAKEN)), YMR_E_NOT_FOUND, "", YMR_OK},
        {"sku-12b", NULL, YMR_E_RESET, "", YMR_E_RESET},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *note = check_note("row %zu", i);
        begin_index(32);
        good(PAGE(R12(WAITS) "," R13(WAITS), ""));
        if (rows[i].again != NULL) {
            good(rows[i].again);
        } else {
            play((script_part){.end = SCRIPT_RESET});
        }
        meet(TIGHT, 200);
        f.limits.search_on_miss = true;
        CHECK_STATUS(rows[i].status, check_code(rows[i].code), note);
        expect(rows[i].hits, 2, note);
        CHECK_STATUS(rows[i].trouble, f.check.trouble, note);
        CHECK_U64(0, f.check.refused, "no hit of an index");
        CHECK(strstr(f.c.script.request[1], "/orders/7002/returns/12 ") != NULL, f.c.script.request[1]);
        part_ways();
    }
}

/* All of it without an index. */
TEST(check_searches_without_an_index)
{
    good(PAGE(R12(WAITS), ""));
    good(ONE(R12(TAKEN)));
    meet(TIGHT, 200);
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_OK,
                 ymr_scan_check(&f.c.client, NULL, "sku-12b", 7, &f.limits, NOW, f.hits, ROOM, &f.check),
                 NULL);
    show_hits();
    expect("12:shopSku@1 ", 2, NULL);
    part_ways();
}

/* One code, two readings: both are told, once each. */
TEST(check_searches_every_reading)
{
    static const char page[] =
        PAGE("{\"id\":31,\"orderId\":1," STATE(WAITS) ",\"items\":[{\"shopSku\":\"4242\",\"count\":1,"
                                                      "\"tracks\":[{\"trackCode\":\"4242\"},{\"trackCode\":"
                                                      "\"4242\"}]}],\"returnType\":\"RETURN\"}",
             "");
    begin_index(32);
    good(PAGE("", "")); /* of the order 4242 */
    good(page);
    check_search("4242", YMR_OK, "31:trackCode@0 31:shopSku@0 ", 2, NULL);
    part_ways();
}

/* The number of a return holds within its order: reading the one that could not be compared leaves the match
 * as it is. */
TEST(check_tells_returns_of_two_orders_apart)
{
    begin_index(32);
    good(PAGE("", ""));
    good(PAGE(
        RETURN(31, 1, WAITS, ITEM("a", IMEI) "," ITEM("b", IMEI)) "," RETURN(31, 7001, WAITS, ITEM("c", "")),
        ""));
    good(ONE(RETURN(31, 1, WAITS, ITEM("a", IMEI) "," ITEM("b", IMEI))));
    meet(TIGHT, 200);
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_OK, check_code("7001"), NULL);
    CHECK_STR("31:orderId@- ", f.shown, NULL);
    CHECK_I64(7001, f.hits[0].order_id, NULL);
    CHECK(f.hits[0].verified, NULL);
    CHECK_SIZE(3, f.c.script.requests, "each was looked at");
    part_ways();

    begin_index(32);
    add(RETURN(15, 7005, WAITS, ITEM("same", "")));
    add(RETURN(15, 7006, WAITS, ITEM("same", "")));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE(RETURN(15, 7005, TAKEN, ITEM("same", ""))));
    good(ONE(RETURN(15, 7006, WAITS, ITEM("other", ""))));
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code("same"), NULL);
    expect("15:shopSku@0 ", 2, "one was verified, the other refused");
    CHECK_I64(7005, f.hits[0].order_id, NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_PICKED, f.hits[0].shipment_status, NULL);
    CHECK_U64(1, f.check.refused, NULL);
    part_ways();
}

/* Two returns too big to be compared, and a place for one. */
TEST(check_tells_of_a_doubt_that_has_no_room)
{
    begin_index(32);
    good(PAGE(R12(WAITS) "," RETURN(14, 7004, WAITS, ITEM("sku-14a", IMEI) "," ITEM("sku-14b", IMEI)), ""));
    good(ONE(R12(TAKEN)));
    meet(TIGHT, 200);
    f.room = 1;
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_OK, check_code("sku-12b"), NULL);
    expect("12:shopSku@1 ", 2, NULL);
    CHECK_STATUS(YMR_E_SPACE, f.check.trouble, "the other one was not looked at");
    part_ways();
}

TEST(check_claims_no_match_from_items_that_broke_off)
{
    begin_index(32);
    good(PAGE(R12(WAITS), ""));
    good(ONE(R12(TAKEN)));
    f.parts[1].length -= 5;
    meet(TIGHT, 200);
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_E_CLOSED, check_code("sku-12b"), NULL);
    expect("", 2, NULL);
    part_ways();
}

/* Without its numbers there is nothing to ask for. */
TEST(check_says_when_a_return_could_not_be_looked_at)
{
    begin_index(32);
    good(PAGE("{\"id\":5,\"items\":[" ITEM("a", IMEI) "," ITEM("b", IMEI) "," ITEM("c", IMEI) "]}", ""));
    meet(TIGHT, 200);
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_E_SPACE, check_code("new"), NULL);
    expect("", 1, NULL);
    part_ways();
}

TEST(check_counts_rightly_when_a_doubt_has_gone_and_a_page_is_void)
{
    begin_index(32);
    good(PAGE(R12(WAITS), MORE("x")));
    good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")) "," RETURN(32, 2, WAITS, ITEM("new", "")), ""));
    good(PAGE(RETURN(32, 2, WAITS, ITEM("new", "")), ""));
    f.parts[1].length -= 3;
    meet(TIGHT, 200);
    f.room = 1;
    f.limits.search_on_miss = true;
    f.c.config.policy.attempts = 2;
    CHECK_STATUS(YMR_OK, check_code("new"), NULL);
    CHECK_STR("32:shopSku@0 ", f.shown, NULL);
    CHECK_SIZE(0, f.check.missed, NULL);
    part_ways();
}

TEST(check_counts_a_search_that_the_limit_ends)
{
    static ymr_budget budget;
    begin_index(32);
    good(PAGE(R13(WAITS), MORE("x")));
    meet(8192, 500);
    ymr_budget_init(&budget);
    for (unsigned i = 1; i < ymr_operation_get_returns.calls; i++) {
        ymr_budget_spend(&budget, &ymr_operation_get_returns, f.c.script.now);
    }
    f.c.config.budget = &budget;
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_E_LIMIT, check_code("new"), NULL);
    expect("", 1, "the page that was allowed");
    part_ways();
}

TEST(check_prefers_a_match_to_a_doubt)
{
    begin_index(32);
    good(PAGE(R12(WAITS) "," RETURN(31, 1, WAITS, ITEM("new", "")), ""));
    meet(TIGHT, 200);
    f.room = 1;
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_OK, check_code("new"), NULL);
    expect("31:shopSku@0 ", 1, NULL);
    CHECK_STATUS(YMR_E_SPACE, f.check.trouble, "one return could not be looked at");
    part_ways();
}

/* Whatever happens on the way. */

/* What a check of IMEI against 11 and 12 may say when the Market answers only partly. */
static bool is_partial_answer(void)
{
    return strcmp(f.shown, "11:imei@0? 12:imei@0? 12:imei@1? ") == 0 ||
           strcmp(f.shown, "11:imei@0 12:imei@0? 12:imei@1? ") == 0;
}

static void play_both(void)
{
    good(ONE(R11(TAKEN)));
    good(ONE(R12(TAKEN)));
}

/* The same client, the same index: all is well again. */
static void check_usable(const char *note)
{
    forget_answers();
    play_both();
    f.c.script.parts = f.parts;
    f.c.script.part_count = f.count;
    f.c.script.opens = 0;
    f.c.script.requests = 0;
    f.c.script.fault_at = 0;
    CHECK_STATUS(YMR_OK, check_code(IMEI), note);
    CHECK_STR("11:imei@0 12:imei@0 12:imei@1 ", f.shown, note);
    CHECK_STATUS(YMR_OK, f.check.trouble, note);
}

TEST(check_survives_an_answer_cut_at_any_byte)
{
    make_index();
    for (size_t part = 0; part < 2; part++) {
        size_t whole = 1;
        for (size_t cut = 0; cut < whole; cut++) {
            const char *note = check_note("answer %zu cut at %zu", part, cut);
            play_both();
            whole = f.parts[part].length;
            if (cut > 0) {
                f.parts[part].length = cut;
            } else {
                f.parts[part].deaf = true;
            }
            meet(8192, 500);
            CHECK_STATUS(YMR_OK, check_code(IMEI), note);
            CHECK(is_partial_answer(), f.shown);
            CHECK(f.check.trouble == YMR_E_CLOSED || f.check.trouble == YMR_E_IDLE_TIMEOUT, note);
            check_usable(note);
            part_ways();
        }
    }
}

TEST(check_survives_a_page_cut_at_any_byte)
{
    make_index();
    size_t whole = 2;
    for (size_t cut = 1; cut < whole; cut++) {
        const char *note = check_note("cut at %zu", cut);
        good(PAGE(RETURN(31, 1, WAITS, ITEM("new", "")) "," RETURN(32, 1, WAITS, ITEM("new", "")), ""));
        whole = f.parts[0].length;
        f.parts[0].length = cut;
        meet(8192, 500);
        f.limits.search_on_miss = true;
        CHECK_STATUS(YMR_E_CLOSED, check_code("new"), note);
        CHECK_STR("", f.shown, note);
        f.limits.search_on_miss = false;
        check_usable(note);
        part_ways();
    }
}

TEST(check_survives_items_cut_at_any_byte)
{
    begin_index(32);
    add(R12(WAITS));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    size_t whole = 2;
    for (size_t cut = 1; cut < whole; cut++) {
        const char *note = check_note("cut at %zu", cut);
        good(ONE(R12(TAKEN)));
        good(ONE(R12(TAKEN)));
        whole = f.parts[1].length;
        f.parts[1].length = cut;
        meet(TIGHT, 200);
        CHECK_STATUS(YMR_OK, check_code(IMEI), note);
        expect("12:imei@0? 12:imei@1? ", 2, note);
        CHECK_STATUS(YMR_E_CLOSED, f.check.trouble, note);
        CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, f.index.live.returns[0].shipment_status, note);
        part_ways();
    }
}

TEST(check_survives_every_call_of_the_transport_that_fails)
{
    make_index();
    play_both();
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    const size_t calls = f.c.script.calls;
    CHECK(calls >= 6, "open, send and receive, twice");
    part_ways();
    for (unsigned attempts = 1; attempts <= 2; attempts++) {
        for (size_t at = 1; at <= calls; at++) {
            const char *note = check_note("call %zu of %zu, %u attempts", at, calls, attempts);
            make_index();
            play_both();
            if (attempts == 2) {
                /* The connection that fails plays its answer; the one that takes its place needs the same. */
                const bool second = at > calls / 2;
                forget_answers();
                good(ONE(R11(TAKEN)));
                good(second ? ONE(R12(TAKEN)) : ONE(R11(TAKEN)));
                good(ONE(R12(TAKEN)));
            }
            meet(8192, 500);
            f.c.config.policy.attempts = (uint8_t)attempts;
            f.c.script.fault_at = at;
            f.c.script.fault_status = YMR_E_IO;
            CHECK_STATUS(YMR_OK, check_code(IMEI), note);
            if (attempts == 1) {
                CHECK(is_partial_answer(), f.shown);
                CHECK_STATUS(YMR_E_IO, f.check.trouble, note);
            } else {
                CHECK_STR("11:imei@0 12:imei@0 12:imei@1 ", f.shown, note);
                CHECK_U64(2, f.check.requests, "tries are not calls");
            }
            check_usable(note);
            part_ways();
        }
    }
}

TEST(check_goes_on_when_any_call_says_not_now_or_does_little)
{
    static const script_fault faults[] = {SCRIPT_PENDING, SCRIPT_SHORT};
    for (size_t i = 0; i < COUNT_OF(faults); i++) {
        for (size_t at = 1; at <= 8; at++) {
            make_index();
            play_both();
            meet(8192, 500);
            f.c.script.fault = faults[i];
            f.c.script.fault_at = at;
            CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
            expect("11:imei@0 12:imei@0 12:imei@1 ", 2, check_note("call %zu", at));
            part_ways();
        }
    }
}

static ymr_status start(const char *code)
{
    return ymr_start_scan_check(&f.c.client, &f.index, code, strlen(code), &f.limits, f.now, f.hits, f.room,
                                &f.check);
}

TEST(check_step_never_waits)
{
    make_index();
    play_both();
    f.parts[0].pause_ms = 700;
    f.parts[0].piece = 10;
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, start(IMEI), NULL);
    CHECK_SIZE(0, f.c.script.calls, "a start sends nothing");
    unsigned steps = 0;
    while (ymr_scan_check_step(&f.check) == YMR_PENDING && steps < 1000) {
        CHECK_SIZE(steps, f.c.script.wait_count, "only the caller waits");
        f.c.script.waits[0].at = 0;
        f.c.script.transport.api->wait(&f.c.script.transport, YMR_WAIT_READ, 100);
        steps++;
    }
    show_hits();
    expect("11:imei@0 12:imei@0 12:imei@1 ", 2, NULL);
    CHECK(steps > 5, NULL);
    part_ways();
}

TEST(check_step_ends_with_a_call)
{
    make_index();
    play_both();
    meet(8192, 500);
    CHECK_STATUS(YMR_OK, start(IMEI), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_scan_check_step(&f.check), "a device has other things to do");
    CHECK_SIZE(1, f.c.script.requests, NULL);
    CHECK_STATUS(YMR_PENDING, ymr_scan_check_step(&f.check), NULL);
    CHECK_SIZE(2, f.c.script.requests, NULL);
    CHECK_STATUS(YMR_OK, ymr_scan_check_step(&f.check), NULL);
    part_ways();
}

static void cancel_after(unsigned steps, bool search)
{
    const char *note = check_note("after %u steps, search %d", steps, search);
    make_index();
    if (search) {
        good(PAGE(RETURN(31, 1, WAITS, ITEM("new", OTHER_IMEI)), MORE("x")));
        good(PAGE(RETURN(32, 1, WAITS, ITEM("new", OTHER_IMEI)), ""));
    } else {
        good(ONE(R11(TAKEN)));
        good(ONE(R12(TAKEN)));
        good(ONE(R12(TAKEN)));
    }
    for (size_t i = 0; i < f.count; i++) {
        f.parts[i].piece = 50;
        f.parts[i].pause_ms = 10;
    }
    meet(search ? 8192 : TIGHT, 200);
    f.limits.search_on_miss = true;
    CHECK_STATUS(YMR_OK, start(search ? "new" : IMEI), note);
    ymr_status status = YMR_PENDING;
    for (unsigned i = 0; i < steps && status == YMR_PENDING; i++) {
        status = ymr_scan_check_step(&f.check);
        f.c.script.now += 10;
    }
    ymr_scan_check_cancel(&f.check);
    show_hits();
    CHECK_STATUS(status == YMR_PENDING ? YMR_E_STOPPED : status, ymr_scan_check_step(&f.check), note);
    for (size_t i = 0; i < f.check.count; i++) {
        const bool settled = f.hits[i].shipment_status == YMR_SHIPMENT_STATUS_PICKED;
        CHECK(search ? f.hits[i].verified : f.hits[i].verified == settled, note);
        CHECK(f.hits[i].field != YMR_FIELD_NONE, note);
    }
    CHECK(!f.c.script.open, note);
    f.limits.search_on_miss = false;
    caller_end(&f.c);
    forget_answers();
    play_both();
    meet(8192, 500);
    check_usable(note);
    part_ways();
}

TEST(check_can_be_cancelled_at_any_step)
{
    for (unsigned steps = 0; steps < 60; steps++) {
        cancel_after(steps, false);
        cancel_after(steps, true);
    }
    ymr_scan_check_cancel(&f.check);
    CHECK_STATUS(YMR_OK, ymr_scan_check_step(&f.check), "one that has ended stays as it is");
}

/* An item beyond all that a hit can number is told as the whole return, and a doubt is, too. */
TEST(check_knows_a_doubt_from_a_match)
{
    const ymr_hit doubt = {.return_id = 31, .order_id = 1, .item = YMR_HIT_WHOLE};
    ymr_hit match = doubt;
    ymr_check check = {.hits = f.hits, .room = ROOM};
    match.field = YMR_FIELD_SHOP_SKU;
    match.verified = true;
    CHECK_STATUS(YMR_OK, ymr_hits_take_found(&check, &doubt), NULL);
    CHECK_STATUS(YMR_OK, ymr_hits_take_found(&check, &doubt), "the same again");
    CHECK_STATUS(YMR_OK, ymr_hits_take_found(&check, &match), NULL);
    CHECK_STATUS(YMR_OK, ymr_hits_take_found(&check, &match), "the same again");
    CHECK_SIZE(2, check.count, "two hits");
    CHECK(f.hits[1].verified, "two hits");
}

TEST(check_does_not_write_beyond_the_room)
{
    begin_index(32);
    add(R12(WAITS));
    CHECK_STATUS(YMR_OK, ymr_index_commit(&f.index), NULL);
    good(ONE(RETURN(12, 7002, WAITS, ITEM("a", IMEI) "," ITEM("b", IMEI) "," ITEM("c", IMEI))));
    meet(8192, 500);
    f.room = 2;
    memset(&f.hits[2], 0x5a, sizeof f.hits[2]);
    const ymr_hit beyond = f.hits[2];
    CHECK_STATUS(YMR_OK, check_code(IMEI), NULL);
    expect("12:imei@0 12:imei@1 ", 1, NULL);
    CHECK_SIZE(1, f.check.missed, NULL);
    CHECK(memcmp(&beyond, &f.hits[2], sizeof beyond) == 0, NULL);
    part_ways();
}

TEST(check_says_what_memory_it_takes)
{
    printf("sizeof: hit %zu, check %zu, of which scan %zu and search %zu\n", sizeof(ymr_hit),
           sizeof(ymr_check), sizeof(ymr_scan), sizeof(ymr_search));
    CHECK(sizeof(void *) > 4 || sizeof(ymr_check) <= 2048, "2 KB on a 32-bit device");
}
