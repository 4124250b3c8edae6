/* Which returns a code belongs to: every field in its canonical form, every match, nothing one digit off. */
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"
#include "ymr/match.h"

#define CIS "010460712345678121serial-AB1"
#define IMEI "490154203237518"

/* Item 0 has the imei twice, once with its software version; item 1 has cis and SSCC in other spellings. */
#define ITEMS                                                                                                \
    "[{\"marketSku\":102443721223,\"shopSku\":\"3902del\",\"count\":3,\"instances\":[{\"cis\":\"" CIS "\"}," \
    "{\"imei\":\"" IMEI "\"},{\"imei\":\"4901542032375189\",\"cis\":\"\"}],"                                 \
    "\"tracks\":[{\"trackCode\":\"FSN_RET_L_0000175110\"}]},"                                                \
    "{\"shopSku\":\"4607123456781\",\"count\":1,\"instances\":[{\"imei\":\"" IMEI "\","                      \
    "\"cis\":\"(01)04607123456781(21)serial-AB1\"}],"                                                        \
    "\"tracks\":[{},{\"trackCode\":\"00046000000000000015\"},{\"trackCode\":\"58430694721-1\"}]},"           \
    "{\"shopSku\":\" \",\"count\":1}]"
#define RETURN                                                                                               \
    "{\"id\":26839123,\"orderId\":58430694721,\"updateDate\":\"2026-08-01T17:25:41.118+03:00\","             \
    "\"refundStatus\":\"REFUNDED\",\"shipmentStatus\":\"READY_FOR_PICKUP\",\"items\":" ITEMS                 \
    ",\"returnType\":\"RETURN\"}"

typedef struct sample {
    char text[4096];
    ymr_token tokens[400];
    ymr_document document;
    ymr_return found;
    ymr_scan scan;
} sample;

/* What a taker heard. */
typedef struct hearer {
    char text[4096];
    dump hits;
    ymr_hit last;
    uint32_t count;
    uint32_t stop_at;  /* the hit that it refuses, from 1; 0: none */
    ymr_status refuse; /* with this */
} hearer;

static sample s;
static hearer h;

static void decode(const char *json)
{
    static ymr_report report;
    strcpy(s.text, json);
    const ymr_status parsed = ymr_json_parse(&s.document, s.text, strlen(s.text), s.tokens,
                                             COUNT_OF(s.tokens), &report.fault);
    CHECK_STATUS(YMR_OK, parsed, json);
    CHECK_STATUS(YMR_OK, ymr_decode(&s.document, 0, &ymr_return_shape, &s.found, &report), report.fault.path);
}

static void hear_none(void)
{
    memset(&h, 0, sizeof h);
    dump_begin(&h.hits, h.text, sizeof h.text);
}

/* `imei@0 `, `id@- `; of many returns with the return in front. */
static ymr_status hear(void *context, const ymr_hit *hit)
{
    hearer *at = context;
    const ymr_code_field field = (ymr_code_field)hit->field;
    char item[8];
    snprintf(item, sizeof item, hit->item == YMR_HIT_WHOLE ? "-" : "%u", (unsigned)hit->item);
    dump_format(&at->hits, "%s@%s%s ", field == YMR_FIELD_NONE ? "?" : ymr_code_field_name(field), item,
                hit->verified ? "" : "?");
    at->last = *hit;
    at->count++;
    return at->count == at->stop_at ? at->refuse : YMR_OK;
}

static void check_match(const char *expected, const char *code, size_t length)
{
    hear_none();
    if (ymr_scan_read(&s.scan, code, length) == YMR_OK) {
        CHECK_STATUS(YMR_OK, ymr_match(&s.scan, &s.found, hear, &h), code);
    }
    CHECK_STR(expected, h.text, code);
}

#define CODE(code) code, sizeof(code) - 1

TEST(match_compares_every_field_in_its_canonical_form)
{
    static const struct {
        const char *expected;
        const char *code;
        size_t length;
    } rows[] = {
        {"cis@0 cis@1 ", CODE(CIS)},
        {"cis@0 cis@1 ", CODE("\x1d" CIS "\x1d" "91EE06\x1d" "92c29tZSBjcnlwdG8gdGFpbA==")},
        {"cis@0 cis@1 ", CODE("]d2" CIS "\r\n")},
        {"cis@0 cis@1 ", CODE("(01)04607123456781(21)serial-AB1")},
        {"imei@0 imei@1 ", CODE(IMEI)},
        {"imei@0 imei@1 ", CODE("4901542032375101")},
        {"orderId@- ", CODE("58430694721")},
        {"orderId@- ", CODE("58430694721-2")},
        {"orderId@- trackCode@1 ", CODE("58430694721-1")},
        {"id@- ", CODE("26839123")},
        {"id@- ", CODE("000026839123")},
        {"marketSku@0 ", CODE("102443721223")},
        {"shopSku@0 ", CODE("3902del")},
        {"shopSku@1 ", CODE("4607123456781")},
        {"shopSku@1 ", CODE("04607123456781")},
        {"trackCode@0 ", CODE("FSN_RET_L_0000175110")},
        {"trackCode@1 ", CODE("046000000000000015")},
        {"trackCode@1 ", CODE("00046000000000000015")},
        {"", CODE("010460712345678121serial-AB")},
        {"", CODE("010460712345678121serial-ab1")},
        {"", CODE("3902DEL")},
        {"", CODE("3902de")},
        {"", CODE("FSN_RET_L_000017511")},
        {"", CODE("FSN_RET_L_00001751100")},
        {"", CODE("2683912")},
        {"", CODE("584306947210")},
        {"", CODE("490154203237500")},
        {"", CODE(" ")},
    };
    decode(RETURN);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        check_match(rows[i].expected, rows[i].code, rows[i].length);
    }
}

TEST(match_says_what_the_return_says)
{
    decode(RETURN);
    check_match("imei@0 imei@1 ", CODE(IMEI));
    const ymr_hit *hit = &h.last;
    CHECK_I64(26839123, hit->return_id, NULL);
    CHECK_I64(58430694721, hit->order_id, NULL);
    CHECK_I64(1785594341000, hit->update_ms, "to the second");
    CHECK_U64(1, hit->item, NULL);
    CHECK_U64(YMR_FIELD_IMEI, hit->field, NULL);
    CHECK_U64(YMR_FIELD_IMEI, s.scan.readings[hit->reading].field, NULL);
    CHECK_U64(YMR_REFUND_STATUS_REFUNDED, hit->refund_status, NULL);
    CHECK_U64(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP, hit->shipment_status, NULL);
    CHECK_U64(YMR_RETURN_TYPE_RETURN, hit->return_type, NULL);
    CHECK(hit->verified, NULL);
    CHECK_SIZE(32, sizeof *hit, "what memory it takes is in the manual");

    decode("{\"id\":1,\"orderId\":2,\"items\":[],\"returnType\":\"NEW_ONE\"}");
    check_match("orderId@- ", CODE("2"));
    CHECK_I64(0, h.last.update_ms, "no date");
    CHECK_U64(0, h.last.refund_status, "absent");
    CHECK_U64(1, h.last.return_type, "one that is not known");

    decode("{\"id\":1,\"orderId\":2,\"items\":[],\"updateDate\":\"1969-12-31T23:59:59.5Z\",\"returnType\":"
           "\"RETURN\"}");
    check_match("orderId@- ", CODE("2"));
    CHECK_I64(0, h.last.update_ms, "before all dates");
}

TEST(match_tells_several_meanings)
{
    decode("{\"id\":4242,\"orderId\":4242,\"items\":[{\"marketSku\":4242,\"shopSku\":\"4242\",\"count\":1,"
           "\"tracks\":[{\"trackCode\":\"4242\"}]}],\"returnType\":\"RETURN\"}");
    check_match("orderId@- id@- trackCode@0 marketSku@0 shopSku@0 ", CODE("4242"));
}

/* A wrong digit in a code, and a wrong digit in the return. */
TEST(match_never_takes_a_wrong_digit)
{
    static const char *const codes[] = {CIS, IMEI};
    unsigned tried = 0;
    decode(RETURN);
    for (size_t c = 0; c < COUNT_OF(codes); c++) {
        for (size_t at = 0; at < strlen(codes[c]); at++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                char code[64];
                strcpy(code, codes[c]);
                if (code[at] == digit) {
                    continue;
                }
                code[at] = digit;
                check_match("", code, strlen(code));
                tried++;
            }
        }
    }
    CHECK(tried > 300, "all of them");
}

TEST(match_never_takes_a_return_with_a_wrong_digit)
{
    static const char *const codes[] = {CIS, IMEI};
    for (size_t c = 0; c < COUNT_OF(codes); c++) {
        for (size_t at = 0; at < strlen(codes[c]); at++) {
            char json[512];
            char other[64];
            strcpy(other, codes[c]);
            other[at] = other[at] == '7' ? '3' : '7';
            snprintf(json, sizeof json,
                     "{\"id\":1,\"orderId\":2,\"items\":[{\"shopSku\":\"s\",\"count\":1,\"instances\":"
                     "[{\"cis\":\"%s\",\"imei\":\"%s\"}]}],\"returnType\":\"RETURN\"}",
                     other, other);
            decode(json);
            check_match("", codes[c], strlen(codes[c]));
        }
    }
}

TEST(match_does_what_the_taker_says)
{
    static const ymr_status answers[] = {YMR_E_STOPPED, YMR_E_FULL};
    decode(RETURN);
    ymr_scan_read(&s.scan, CODE("58430694721-1"));
    for (uint32_t at = 1; at <= 2; at++) {
        for (size_t i = 0; i < COUNT_OF(answers); i++) {
            hear_none();
            h.stop_at = at;
            h.refuse = answers[i];
            CHECK_STATUS(answers[i], ymr_match(&s.scan, &s.found, hear, &h), NULL);
            CHECK_U64(at, h.count, "no further hit");
        }
    }
}

TEST(match_counts_items_as_far_as_a_hit_can)
{
    static const struct {
        uint32_t index;
        unsigned item;
    } rows[] = {{0, 0}, {65534, 65534}, {65535, YMR_HIT_WHOLE}, {65536, YMR_HIT_WHOLE}};
    ymr_return_item item;
    decode(RETURN);
    ymr_scan_read(&s.scan, CODE(IMEI));
    ymr_list items = s.found.items;
    CHECK(ymr_return_item_next(&items, &item), NULL);
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        hear_none();
        CHECK_STATUS(YMR_OK, ymr_match_item(&s.scan, &s.found, &item, rows[i].index, hear, &h), NULL);
        CHECK_U64(1, h.count, "the item alone");
        CHECK_U64(rows[i].item, h.last.item, NULL);
    }
}

/* Searching a list. */

#define SMALL(id, sku)                                                                                       \
    "{\"id\":" #id ",\"orderId\":7,\"items\":[{\"shopSku\":\"" sku "\",\"count\":1}],"                       \
    "\"returnType\":\"RETURN\"}"
#define PAGE(returns, more) "{\"status\":\"OK\",\"result\":{\"returns\":[" returns "]" more "}}"
#define MORE(token) ",\"paging\":{\"nextPageToken\":\"" token "\"}"

typedef struct market {
    caller c;
    script_part parts[4];
    size_t count;
} market;

static market m;
static ymr_search search;

static void answer(const char *body)
{
    script_part *part = &m.parts[m.count++];
    memset(part, 0, sizeof *part);
    part->answer = answer_make(ANSWER_OK, ANSWER_LENGTH, body, strlen(body), &part->length);
}

static void on_page(void *context, bool came)
{
    dump_format(&((hearer *)context)->hits, came ? "| " : "/ ");
}

static void begin_search(const char *code, size_t text, size_t tokens)
{
    caller_init_sized(&m.c, m.parts, m.count, 2048, text, tokens);
    hear_none();
    memset(&search, 0, sizeof search);
    CHECK_STATUS(YMR_OK, ymr_scan_read(&s.scan, code, strlen(code)), code);
    search.scan = &s.scan;
    search.taker = hear;
    search.page_ended = on_page;
    search.context = &h;
}

static void end_search(void)
{
    caller_end(&m.c);
    for (size_t i = 0; i < m.count; i++) {
        free((void *)(uintptr_t)m.parts[i].answer);
    }
    m.count = 0;
}

static void two_pages(void)
{
    answer(PAGE(SMALL(1, "aa1") "," SMALL(2, "bb2"), MORE("x")));
    answer(PAGE(SMALL(3, "aa1"), ""));
}

TEST(match_search_reads_the_list_and_tells_of_pages)
{
    two_pages();
    begin_search("aa1", 1024, 60);
    const ymr_returns_filter filter = {.page_size = 2};
    CHECK_STATUS(YMR_OK, ymr_search_returns(&m.c.client, &filter, &search), NULL);
    CHECK_STR("shopSku@0 | shopSku@0 | ", h.text, NULL);
    CHECK_I64(3, h.last.return_id, NULL);
    CHECK_U64(3, search.returns, NULL);
    CHECK_U64(2, search.pages, NULL);
    CHECK_U64(0, search.oversized, NULL);
    CHECK_SIZE(2, m.c.script.requests, NULL);
    CHECK(strstr(m.c.script.request[0], "/returns?limit=2 ") != NULL, m.c.script.request[0]);
    end_search();
}

TEST(match_search_ends_when_the_taker_has_enough)
{
    static const ymr_status answers[] = {YMR_E_STOPPED, YMR_E_FULL};
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        two_pages();
        begin_search("aa1", 1024, 60);
        h.stop_at = 1;
        h.refuse = answers[i];
        CHECK_STATUS(answers[i], ymr_search_returns(&m.c.client, NULL, &search), NULL);
        CHECK_STR("shopSku@0 ", h.text, "what it took holds");
        CHECK(search.stopped, NULL);
        CHECK_SIZE(1, m.c.script.requests, NULL);
        end_search();
    }
}

TEST(match_search_voids_the_page_that_broke_off)
{
    two_pages();
    begin_search("aa1", 1024, 60);
    m.parts[0].length -= 20;
    CHECK_STATUS(YMR_OK, ymr_search_returns(&m.c.client, NULL, &search), NULL);
    CHECK_STR("shopSku@0 / shopSku@0 | ", h.text, NULL);
    CHECK_U64(1, search.returns, "of the page that came");
    CHECK_U64(1, search.pages, NULL);
    end_search();
}

TEST(match_search_tells_nobody_of_pages_who_does_not_ask)
{
    two_pages();
    begin_search("aa1", 1024, 60);
    m.parts[0].length -= 20;
    search.page_ended = NULL;
    CHECK_STATUS(YMR_OK, ymr_search_returns(&m.c.client, NULL, &search), NULL);
    CHECK_STR("shopSku@0 shopSku@0 ", h.text, NULL);
    CHECK_U64(1, search.pages, NULL);
    end_search();
}

TEST(match_search_compares_what_is_too_big_by_its_numbers)
{
    static const struct {
        const char *code;
        bool doubtful;
        size_t text;
        size_t tokens;
        const char *expected;
    } rows[] = {
        {"26839123", false, 600, 60, "id@- | "},      {"26839123", true, 600, 60, "id@- | "},
        {"58430694721", true, 600, 60, "orderId@- | "}, {IMEI, false, 600, 60, "| "},
        {IMEI, true, 600, 60, "?@-? | "},             {IMEI, true, 4096, 30, "?@-? | "},
        {IMEI, true, 4096, 200, "imei@0 imei@1 | "},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *note = check_note("row %zu", i);
        answer(PAGE(SMALL(1, "aa1") "," RETURN, ""));
        begin_search(rows[i].code, rows[i].text, rows[i].tokens);
        search.doubtful = rows[i].doubtful;
        CHECK_STATUS(YMR_OK, ymr_search_returns(&m.c.client, NULL, &search), note);
        CHECK_STR(rows[i].expected, h.text, note);
        CHECK_U64(2, search.returns, note);
        CHECK_U64(i < COUNT_OF(rows) - 1 ? 1 : 0, search.oversized, note);
        if (h.count > 0) {
            CHECK_I64(26839123, h.last.return_id, note);
            CHECK_I64(58430694721, h.last.order_id, note);
        }
        end_search();
    }
}

TEST(match_search_counts_a_page_that_comes_again_once)
{
    const char *page = PAGE(RETURN "," SMALL(1, "aa1"), "");
    answer(page);
    answer(page);
    m.parts[0].length -= 3;
    begin_search("aa1", 600, 60);
    CHECK_STATUS(YMR_OK, ymr_search_returns(&m.c.client, NULL, &search), NULL);
    CHECK_STR("shopSku@0 / shopSku@0 | ", h.text, NULL);
    CHECK_U64(2, search.returns, NULL);
    CHECK_U64(1, search.oversized, NULL);
    end_search();
}

TEST(match_search_ends_when_the_doubt_is_enough)
{
    answer(PAGE(RETURN "," SMALL(1, "aa1"), ""));
    begin_search(IMEI, 600, 60);
    search.doubtful = true;
    h.stop_at = 1;
    h.refuse = YMR_E_STOPPED;
    CHECK_STATUS(YMR_E_STOPPED, ymr_search_returns(&m.c.client, NULL, &search), NULL);
    CHECK_STR("?@-? ", h.text, NULL);
    end_search();
}

TEST(match_search_wants_what_it_needs)
{
    two_pages();
    begin_search("aa1", 1024, 60);
    ymr_search other = search;
    other.scan = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_start_search(&m.c.client, NULL, &other), NULL);
    other = search;
    other.taker = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_start_search(&m.c.client, NULL, &other), NULL);
    CHECK_STATUS(YMR_OK, ymr_start_search(&m.c.client, NULL, &search), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&m.c.client), "one page is there");
    other = search;
    CHECK_STATUS(YMR_E_BUSY, ymr_start_search(&m.c.client, NULL, &other), NULL);
    CHECK_U64(1, other.pages, "and the one under way goes on counting");
    other = search;
    search.page_ended = NULL;
    CHECK_STATUS(YMR_OK, ymr_client_run(&m.c.client), "nobody need hear of pages");
    CHECK_U64(3, search.returns, NULL);
    end_search();
}
