/* What a JSON text must be to be believed (RFC 8259), and what its strings are after it was (sections 7 and 8). */
#include <stdio.h>

#include "check.h"
#include "ymr/json.h"

enum { ROOM = 300 };

static ymr_token tokens[ROOM];
static char text[4096];
static ymr_document document;
static ymr_fault fault;

static ymr_status parse_bytes(const char *bytes, size_t length)
{
    memcpy(text, bytes, length);
    return ymr_json_parse(&document, text, length, tokens, ROOM, &fault);
}

static ymr_status parse(const char *json)
{
    return parse_bytes(json, strlen(json));
}

TEST(json_takes_what_rfc_8259_allows)
{
    static const char *const good[] = {
        "{}",
        " \t\r\n{ \t\r\n} \t\r\n",
        "{\"a\":[]}",
        "{ \"a\" : [ ] , \"b\" : { } }",
        "{\"a\":[1,2,[3,[4]],{}]}",
        "{\"a\":{\"b\":{\"c\":{\"d\":null}}},\"e\":true}",
        "{\"a\":0,\"b\":-0,\"c\":-1.5e+3,\"d\":1E5,\"e\":123456789012345678901234567890,\"f\":0.0}",
        "{\"\":\"\"}",
        "{\"a\":true,\"b\":false,\"c\":null}",
        "{\"a\":1,\"a\":2}", /* section 4: names SHOULD be unique; only known keys must be, see decode */
        "{\"\xd0\x9f\":\"\xf0\x9f\x93\xa6\"}",
        "{\"a\":\"\x7f\"}", /* DEL is no control character of section 7 */
        "{\"a\":\"\xef\xbf\xbf\"}",
        "{\"a\":\"\xf4\x8f\xbf\xbf\"}",
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        CHECK_STATUS(YMR_OK, parse(good[i]), good[i]);
    }
}

static const struct {
    const char *json;
    ymr_status status;
} wrong[] = {
    {"", YMR_E_TRUNCATED},
    {"   ", YMR_E_TRUNCATED},
    {"{", YMR_E_TRUNCATED},
    {"{\"a", YMR_E_TRUNCATED},
    {"{\"a\"", YMR_E_TRUNCATED},
    {"{\"a\":[1,2", YMR_E_TRUNCATED},
    {"{\"a\":\"b\\", YMR_E_TRUNCATED},
    /* The root is an object. */
    {"[]", YMR_E_TYPE},
    {"\"a\"", YMR_E_TYPE},
    /* Sections 4 and 5: separators. */
    {"{\"a\"}", YMR_E_SYNTAX},
    {"{\"a\":}", YMR_E_SYNTAX},
    {"{:1}", YMR_E_SYNTAX},
    {"{\"a\"1}", YMR_E_SYNTAX},
    {"{\"a\"::1}", YMR_E_SYNTAX},
    {"{\"a\":1,}", YMR_E_SYNTAX},
    {"{,\"a\":1}", YMR_E_SYNTAX},
    {"{\"a\":1,,\"b\":2}", YMR_E_SYNTAX},
    {"{\"a\":1 \"b\":2}", YMR_E_SYNTAX},
    {"{\"a\":1:\"b\":2}", YMR_E_SYNTAX},
    {"{\"a\":\"b\":1}", YMR_E_SYNTAX},
    {"{\"a\":\"b\":\"c\"}", YMR_E_SYNTAX},
    {"{\"a\":\"b\" : \"c\",\"d\":1}", YMR_E_SYNTAX},
    {"{\"a\" \"b\"}", YMR_E_SYNTAX},
    {"{\"a\",\"b\"}", YMR_E_SYNTAX},
    {"{\"a\":1 2}", YMR_E_SYNTAX},
    {"{\"a\":[1 2]}", YMR_E_SYNTAX},
    {"{\"a\":[1,]}", YMR_E_SYNTAX},
    {"{\"a\":[,1]}", YMR_E_SYNTAX},
    {"{\"a\":[,]}", YMR_E_SYNTAX},
    {"{\"a\":[1,,2]}", YMR_E_SYNTAX},
    {"{\"a\":[1:2]}", YMR_E_SYNTAX},
    {"{\"a\":[\"b\":2]}", YMR_E_SYNTAX},
    {"{\"a\":[{}{}]}", YMR_E_SYNTAX},
    {"{\"a\":{}\"b\":1}", YMR_E_SYNTAX},
    {"{\"a\":[}", YMR_E_SYNTAX},
    {"{\"a\":{]", YMR_E_SYNTAX},
    {"{\"a\":1]", YMR_E_SYNTAX},
    {"{1:2}", YMR_E_SYNTAX},
    {"{a:1}", YMR_E_SYNTAX},
    {"{true:1}", YMR_E_SYNTAX},
    {"{{}:1}", YMR_E_SYNTAX},
    {"{[]:1}", YMR_E_SYNTAX},
    {"{'a':1}", YMR_E_SYNTAX},
    {"{\"a\":'b'}", YMR_E_SYNTAX},
    {"{\"a\":/**/1}", YMR_E_SYNTAX},
    {"{\"a\":1}//", YMR_E_TRAILING},
    /* Section 3: literals. */
    {"{\"a\":True}", YMR_E_SYNTAX},
    {"{\"a\":tru}", YMR_E_SYNTAX},
    {"{\"a\":truee}", YMR_E_SYNTAX},
    {"{\"a\":nul}", YMR_E_SYNTAX},
    {"{\"a\":fals}", YMR_E_SYNTAX},
    {"{\"a\":nan}", YMR_E_SYNTAX},
    {"{\"a\":NaN}", YMR_E_SYNTAX},
    {"{\"a\":undefined}", YMR_E_SYNTAX},
    /* Section 6: numbers. */
    {"{\"a\":01}", YMR_E_SYNTAX},
    {"{\"a\":-01}", YMR_E_SYNTAX},
    {"{\"a\":-}", YMR_E_SYNTAX},
    {"{\"a\":+1}", YMR_E_SYNTAX},
    {"{\"a\":.5}", YMR_E_SYNTAX},
    {"{\"a\":1.}", YMR_E_SYNTAX},
    {"{\"a\":1.e1}", YMR_E_SYNTAX},
    {"{\"a\":1e}", YMR_E_SYNTAX},
    {"{\"a\":1e+}", YMR_E_SYNTAX},
    {"{\"a\":1e1.5}", YMR_E_SYNTAX},
    {"{\"a\":--1}", YMR_E_SYNTAX},
    {"{\"a\":0x10}", YMR_E_SYNTAX},
    {"{\"a\":1_000}", YMR_E_SYNTAX},
    {"{\"a\":Infinity}", YMR_E_SYNTAX},
    {"{\"a\":-Infinity}", YMR_E_SYNTAX},
    {"{\"a\":1\xd0\x90}", YMR_E_SYNTAX},
    /* Section 7: strings. */
    {"{\"a\":\"\t\"}", YMR_E_SYNTAX},
    {"{\"a\":\"\n\"}", YMR_E_SYNTAX},
    {"{\"a\":\"\x1f\"}", YMR_E_SYNTAX},
    {"{\"a\x01\":1}", YMR_E_SYNTAX},
    {"{\"a\":\"\\x\"}", YMR_E_SYNTAX},
    {"{\"a\":\"\\u12g4\"}", YMR_E_SYNTAX},
    {"{\"a\":\"\\u123\"}", YMR_E_SYNTAX},
    {"{\"a\":\"\\ud800\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\ud800x\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\ud800\\n\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\ud800\\u0041\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\ud800\\ud800\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\udc00\"}", YMR_E_ESCAPE},
    {"{\"a\":\"\\udc00\\ud800\"}", YMR_E_ESCAPE},
    {"{\"\\ud800\":1}", YMR_E_ESCAPE},
    /* Section 8.1 and RFC 3629. */
    {"\xef\xbb\xbf{}", YMR_E_SYNTAX},
    {"{\"a\":\"\x80\"}", YMR_E_UTF8},
    {"{\"a\":\"\xbf\"}", YMR_E_UTF8},
    {"{\"a\":\"\xc0\x80\"}", YMR_E_UTF8},
    {"{\"a\":\"\xc1\xbf\"}", YMR_E_UTF8},
    {"{\"a\":\"\xd0\"}", YMR_E_UTF8},
    {"{\"a\":\"\xd0\x9fx\xd0\"}", YMR_E_UTF8},
    {"{\"a\":\"\xe0\x9f\xbf\"}", YMR_E_UTF8},
    {"{\"a\":\"\xe2\x82\"}", YMR_E_UTF8},
    {"{\"a\":\"\xed\xa0\x80\"}", YMR_E_UTF8},
    {"{\"a\":\"\xed\xbf\xbf\"}", YMR_E_UTF8},
    {"{\"a\":\"\xf0\x8f\xbf\xbf\"}", YMR_E_UTF8},
    {"{\"a\":\"\xf4\x90\x80\x80\"}", YMR_E_UTF8},
    {"{\"a\":\"\xf5\x80\x80\x80\"}", YMR_E_UTF8},
    {"{\"a\":\"\xff\"}", YMR_E_UTF8},
    {"{\"\xff\":1}", YMR_E_UTF8},
    /* Section 2: one value, and nothing behind it. */
    {"{}{}", YMR_E_TRAILING},
    {"{} {}", YMR_E_TRAILING},
    {"{}[]", YMR_E_TRAILING},
    {"{}\"a\"", YMR_E_TRAILING},
    {"{},", YMR_E_TRAILING},
    {"{} 1", YMR_E_TRAILING},
    {"{}x", YMR_E_TRAILING},
    {"{}}", YMR_E_TRAILING},
    {"<html></html>", YMR_E_SYNTAX},
};

TEST(json_refuses_what_it_does_not)
{
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        const ymr_status got = parse(wrong[i].json);
        CHECK_STATUS(wrong[i].status, got, wrong[i].json);
        CHECK_STATUS(got, fault.status, wrong[i].json);
    }
}

/* A body that was cut off is told from one that is wrong, wherever the cut is. */
TEST(json_tells_a_cut_from_a_fault)
{
    static const char whole[] = " {\"a\":[-1.5e-3,true,false,null,\"b\\n\\ud83d\\udce6\\\"\"],\"\xd0\xb6\":\"\xf0\x9f\x93\xa6\"}";
    for (size_t length = 0; length + 1 < sizeof whole; length++) {
        CHECK_STATUS(YMR_E_TRUNCATED, parse_bytes(whole, length), check_note("%zu bytes", length));
        CHECK(fault.offset <= length, check_note("%zu bytes: fault within the text", length));
    }
}

TEST(json_types_and_extents)
{
    static const struct {
        ymr_token_type type;
        const char *text; /* of what holds others nothing */
        uint32_t behind;
    } want[] = {
        {YMR_TOKEN_OBJECT, "", 12},       {YMR_TOKEN_STRING, "a", 2},  {YMR_TOKEN_ARRAY, "", 8},
        {YMR_TOKEN_NUMBER, "-1.50", 4},   {YMR_TOKEN_TRUE, "true", 5}, {YMR_TOKEN_FALSE, "false", 6},
        {YMR_TOKEN_NULL, "null", 7},      {YMR_TOKEN_OBJECT, "", 8},   {YMR_TOKEN_STRING, "b", 9},
        {YMR_TOKEN_ARRAY, "", 10},        {YMR_TOKEN_STRING, "c", 11}, {YMR_TOKEN_STRING, "x\ty", 12},
    };
    CHECK_STATUS(YMR_OK, parse("{\"a\":[-1.50,true,false , null,{ }],\"b\":[ ],\"c\":\"x\\ty\"}"), NULL);
    CHECK_SIZE(COUNT_OF(want), document.count, "tokens");
    for (uint32_t i = 0; i < COUNT_OF(want); i++) {
        const ymr_text got = ymr_json_text(&document, i);
        CHECK_U64(want[i].type, tokens[i].type, check_note("type of token %u", (unsigned)i));
        CHECK_TEXT(want[i].text, got.bytes, got.length, check_note("token %u", (unsigned)i));
        CHECK_U64(want[i].behind, ymr_json_skip(&document, i), check_note("behind token %u", (unsigned)i));
    }
}

TEST(json_refuses_nul_everywhere)
{
    static const char whole[] = "{\"a\":[1,true,\"b\"]}";
    char with[sizeof whole + 1];
    for (size_t at = 0; at < sizeof whole; at++) {
        memcpy(with, whole, at);
        with[at] = '\0';
        memcpy(with + at + 1, whole + at, sizeof whole - 1 - at);
        CHECK(parse_bytes(with, sizeof whole) < 0, check_note("NUL before byte %zu", at));
    }
}

TEST(json_refuses_every_proper_prefix)
{
    static const char whole[] = "{\"a\":[1,true,\"b\\n\\ud83d\\udce6\"],\"\xd0\xb6\":{\"c\":-1.5e3}}";
    for (size_t length = 0; length + 1 < sizeof whole; length++) {
        CHECK(parse_bytes(whole, length) < 0, check_note("%zu bytes", length));
    }
    CHECK_STATUS(YMR_OK, parse(whole), "whole");
}

TEST(json_unescapes_once_and_in_place)
{
    static const struct {
        const char *json;
        const char *meaning;
        size_t length;
    } cases[] = {
        {"{\"a\":\"plain\"}", "plain", 5},
        {"{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "\"\\/\b\f\n\r\t", 8},
        {"{\"a\":\"\\u0041\\u00e9\\u20ac\\ud83d\\udce6\"}", "A\xc3\xa9\xe2\x82\xac\xf0\x9f\x93\xa6", 10},
        {"{\"a\":\"\\u0000\"}", "\0", 1}, /* section 7 allows it: text with a NUL inside, with its length */
        {"{\"a\":\"\\\\n\"}", "\\n", 2},  /* not unescaped twice */
        {"{\"a\":\"\\\\u0041\"}", "\\u0041", 6},
        {"{\"a\":\"\\uD83D\\uDCE6\"}", "\xf0\x9f\x93\xa6", 4},
        {"{\"a\":\"\\uffff\\u0800\\u07ff\"}", "\xef\xbf\xbf\xe0\xa0\x80\xdf\xbf", 8},
        {"{\"a\":\"\xd0\x96\\n\xd0\x96\xd0\x96 long enough for words \\t.\"}",
         "\xd0\x96\n\xd0\x96\xd0\x96 long enough for words \t.", 32},
        {"{\"\\u0061\":\"b\"}", "b", 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_OK, parse(cases[i].json), cases[i].json);
        const ymr_text key = ymr_json_text(&document, 1);
        const ymr_text value = ymr_json_text(&document, 2);
        CHECK_TEXT("a", key.bytes, key.length, cases[i].json);
        CHECK_BYTES(cases[i].meaning, cases[i].length, value.bytes, value.length, cases[i].json);
    }
}

/* Each place that a special byte can have relative to the words that are looked at together. */
TEST(json_sees_a_bad_byte_at_every_place)
{
    char json[80];
    for (size_t length = 1; length <= 40; length++) {
        for (size_t at = 0; at < length; at++) {
            const int head = snprintf(json, sizeof json, "{\"a\":\"%.*s\"}", (int)length,
                                      "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrst");
            const size_t whole = (size_t)head;
            json[6 + at] = '\x1f';
            CHECK_STATUS(YMR_E_SYNTAX, parse_bytes(json, whole), check_note("control at %zu of %zu", at, length));
            json[6 + at] = '\xff';
            CHECK_STATUS(YMR_E_UTF8, parse_bytes(json, whole), check_note("0xff at %zu of %zu", at, length));
            json[6 + at] = '\x20';
            CHECK_STATUS(YMR_OK, parse_bytes(json, whole), check_note("blank at %zu of %zu", at, length));
        }
    }
}

TEST(json_limits_nesting)
{
    for (int depth = YMR_MAX_DEPTH - 1; depth <= YMR_MAX_DEPTH + 1; depth++) {
        char json[4 * YMR_MAX_DEPTH + 16] = "{\"a\":";
        for (int i = 1; i < depth; i++) {
            strcat(json, "[");
        }
        strcat(json, "1");
        for (int i = 1; i < depth; i++) {
            strcat(json, "]");
        }
        strcat(json, "}");
        CHECK_STATUS(depth <= YMR_MAX_DEPTH ? YMR_OK : YMR_E_DEPTH, parse(json), check_note("depth %d", depth));
    }
}

TEST(json_says_how_many_tokens_it_needs)
{
    static const char json[] = "{\"a\":[1,2,3],\"b\":{\"c\":\"d\"}}";
    for (size_t room = 0; room <= 10; room++) {
        memcpy(text, json, sizeof json);
        const ymr_status status = ymr_json_parse(&document, text, strlen(json), tokens, room, &fault);
        CHECK_STATUS(room < 10 ? YMR_E_TOKENS : YMR_OK, status, check_note("%zu tokens", room));
        if (room < 10) {
            CHECK_U64(10, fault.needed, check_note("%zu tokens", room));
        }
    }
}

/* What follows the last token that had room is counted unparsed: strings hold separators, numbers end at them. */
TEST(json_counts_tokens_of_all_kinds)
{
    static const char json[] = "{ \"a{,\" : [ -1.5e3 , true,null,\"b\\\"]\" ] ,\"c\":{\"d\":[[],{}]}}";
    CHECK_STATUS(YMR_OK, parse(json), json);
    const uint32_t needed = document.count;
    for (uint32_t room = 0; room < needed; room++) {
        memcpy(text, json, sizeof json);
        CHECK_STATUS(YMR_E_TOKENS, ymr_json_parse(&document, text, strlen(json), tokens, room, &fault), json);
        CHECK_U64(needed, fault.needed, check_note("%u tokens", (unsigned)room));
    }
}

/* Half as many tokens as bytes do for any document: what asks for more is none, and room would not help. */
TEST(json_asks_for_no_tokens_that_would_not_help)
{
    static const char brackets[] = "{\"a\":[[[[[[[[[[[[[";
    memcpy(text, brackets, sizeof brackets);
    const ymr_status status = ymr_json_parse(&document, text, strlen(brackets), tokens, 7, &fault);
    CHECK_STATUS(YMR_E_SYNTAX, status, "13 brackets and more, 7 tokens");
    CHECK_U64(0, fault.needed, "no number of tokens would do");
}

TEST(json_names_places)
{
    char path[YMR_MAX_PATH];
    CHECK_STATUS(YMR_OK, parse("{\"result\":{\"items\":[{},{},{},{\"count\":1}]}}"), NULL);
    static const struct {
        uint32_t token;
        const char *key;
        const char *path;
    } cases[] = {
        {0, NULL, ""},          {0, "status", "status"},      {2, NULL, "result"},
        {2, "id", "result.id"}, {4, NULL, "result.items"},    {5, NULL, "result.items[0]"},
        {8, NULL, "result.items[3]"}, {10, NULL, "result.items[3].count"},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ymr_json_path(&document, cases[i].token, cases[i].key, path);
        CHECK_STR(cases[i].path, path, check_note("token %u", (unsigned)cases[i].token));
    }
    document.origin = "result.returns";
    document.origin_index = 17;
    ymr_json_path(&document, 10, NULL, path);
    CHECK_STR("result.returns[17].result.items[3].count", path, "with an origin");
    ymr_json_path(&document, 0, NULL, path);
    CHECK_STR("result.returns[17]", path, "the element itself");
}

TEST(json_cuts_a_long_path_at_its_front)
{
    char json[400] = "{";
    char path[YMR_MAX_PATH];
    for (int i = 0; i < 20; i++) {
        strcat(json, "\"\xd0\xb6\xd0\xb6\xd0\xb6\":{");
    }
    strcat(json, "\"end\":1");
    for (int i = 0; i < 21; i++) {
        strcat(json, "}");
    }
    CHECK_STATUS(YMR_OK, parse(json), NULL);
    ymr_json_path(&document, document.count - 1, NULL, path);
    CHECK(strlen(path) < YMR_MAX_PATH, "fits");
    CHECK(memcmp(path, "\xe2\x80\xa6", 3) == 0, "begins with an ellipsis");
    CHECK_STR(".end", path + strlen(path) - 4, "keeps its end");
    CHECK(((unsigned char)path[3] & 0xc0) != 0x80, "no half character");
}

TEST(json_takes_no_more_than_it_can_number)
{
    static char small[] = "{}";
    CHECK_STATUS(YMR_OK, ymr_json_parse(&document, small, 2, tokens, SIZE_MAX, &fault), "room for any text");
    CHECK_STATUS(YMR_E_TOO_BIG,
                 ymr_json_parse(&document, small, (size_t)YMR_MAX_JSON + 1, tokens, ROOM, &fault),
                 "a text beyond the limit");
    CHECK_STATUS(YMR_E_TOO_BIG, fault.status, "a text beyond the limit");
    CHECK_STATUS(YMR_E_TOO_BIG,
                 ymr_json_parse(&document, small, (size_t)YMR_MAX_JSON + 1, tokens, ROOM, NULL),
                 "and nobody who wants to know more");
}

/* Half of a number would be another one: in front of the first letter that there is no room for stands the ellipsis. */
TEST(json_cuts_a_path_between_a_key_and_its_index)
{
    for (size_t length = 60; length < 80; length++) {
        char json[200], path[YMR_MAX_PATH], key[80];
        memset(key, 'k', length);
        key[length] = '\0';
        snprintf(json, sizeof json, "{\"list\":[0,1,2,3,4,5,6,7,8,9,{\"%s\":1}]}", key);
        CHECK_STATUS(YMR_OK, parse(json), json);
        ymr_json_path(&document, document.count - 1, NULL, path);
        char whole[200];
        snprintf(whole, sizeof whole, "list[10].%s", key);
        const bool fits = strlen(path) == strlen(whole);
        CHECK(fits ? strcmp(whole, path) == 0 : memcmp(path, "\xe2\x80\xa6", 3) == 0, path);
        CHECK(fits || strchr(path, ']') == NULL || strstr(path, "[10].k") != NULL, path);
        CHECK(strstr(path, "kkk") != NULL, path);
    }
}

/* Where the cut falls, byte by byte: what is kept is as long as it can be, and UTF-8. */
TEST(json_cuts_a_path_between_characters)
{
#define REPEAT_38(s) s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s s
    static const struct {
        size_t x; /* letters of one byte in the key */
        const char *more;
        const char *path;
        size_t shown_x;
    } cases[] = {
        {65, "", "outer of ten.", 65}, {75, "", "\xe2\x80\xa6.", 75}, {76, "", "\xe2\x80\xa6", 76},
        {77, "", "\xe2\x80\xa6", 76},  {78, "", "\xe2\x80\xa6", 76},  {79, "", "\xe2\x80\xa6", 76},
        {80, "", "\xe2\x80\xa6", 0},   {200, "", "\xe2\x80\xa6", 0},
        {1, REPEAT_38("\xd1\x8f"), "\xe2\x80\xa6" REPEAT_38("\xd1\x8f"), 0},
        {0, REPEAT_38("\xd1\x8f") "\xd1\x8f", "\xe2\x80\xa6" REPEAT_38("\xd1\x8f"), 0},
        {2, REPEAT_38("\xd1\x8f"), "\xe2\x80\xa6" REPEAT_38("\xd1\x8f"), 0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        char json[512], path[YMR_MAX_PATH], wanted[YMR_MAX_PATH + 200], key[400];
        snprintf(key, sizeof key, "%.*s%s", (int)cases[i].x,
                 REPEAT_38("x") REPEAT_38("x") REPEAT_38("x") REPEAT_38("x") REPEAT_38("x") REPEAT_38("x"),
                 cases[i].more);
        snprintf(json, sizeof json, "{\"outer of ten\":{\"%s\":1}}", key);
        snprintf(wanted, sizeof wanted, "%s%.*s", cases[i].path, (int)cases[i].shown_x, key);
        CHECK_STATUS(YMR_OK, parse(json), json);
        ymr_json_path(&document, 4, NULL, path);
        CHECK_STR(wanted, path, json);
    }
    /* The cut falls into a letter: what is left of it goes, too. */
    static const char half[] = "{\"outer of ten\":{\"" REPEAT_38("\xd1\x8f") "x\":1}}";
    char path[YMR_MAX_PATH];
    CHECK_STATUS(YMR_OK, parse(half), half);
    ymr_json_path(&document, 4, NULL, path);
    CHECK_SIZE(3 + 37 * 2 + 1, strlen(path), "37 of 38 letters");
    CHECK(memcmp(path, "\xe2\x80\xa6\xd1\x8f", 5) == 0, "37 of 38 letters");
#undef REPEAT_38
}

TEST(json_quotes_what_it_reads)
{
    static const struct {
        const char *text;
        const char *json;
    } cases[] = {
        {"", "\"\""},
        {"a\"b\\c/", "\"a\\\"b\\\\c/\""},
        {"\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\""},
        {"\x01\x1f\x7f", "\"\\u0001\\u001f\\u007f\""},
        {"\xd0\x9f\xf0\x9f\x93\xa6", "\"\xd0\x9f\xf0\x9f\x93\xa6\""},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const ymr_text in = {cases[i].text, strlen(cases[i].text)};
        const size_t needed = strlen(cases[i].json);
        for (size_t size = 0; size <= needed; size++) {
            char out[64];
            size_t length = 0;
            memset(out, '#', sizeof out);
            CHECK_STATUS(size < needed ? YMR_E_SPACE : YMR_OK, ymr_json_quote(in, out, size, &length), cases[i].json);
            CHECK_SIZE(needed, length, cases[i].json);
            CHECK_BYTES(cases[i].json, size, out, size, cases[i].json);
            CHECK(out[size] == '#', "not a byte beyond the buffer");
        }
    }
    size_t length;
    char out[8];
    CHECK_STATUS(YMR_E_UTF8, ymr_json_quote((ymr_text){"\xff", 1}, out, sizeof out, &length), "0xff");
}
