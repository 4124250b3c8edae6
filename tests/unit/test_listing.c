/* Pages of a list: what its receiver hears, and that reading by elements gives what reading it whole gives. */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"
#include "generator.h"

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, SIZE_MAX};

#define BARE "\"items\":[],\"returnType\":\"RETURN\""
#define RETURN(id) "{\"id\":" #id ",\"orderId\":" #id "0," BARE "}"
#define SHOWN(id) "{id=" #id ";orderId=" #id "0;items=[];returnType=3\"RETURN\";}\n"
#define PAGE(fields) "{\"status\":\"OK\",\"result\":{" fields "}}"

/* A list with its receiver: the sink alone, without HTTP. */

static ymr_listing listing;
static ymr_listing_plan plan;
static ymr_response head;

typedef struct page {
    bool present;
    ymr_list returns;
} page;

static const ymr_field page_rows[] = {
    {.key = "returns",
     .of = &ymr_return_shape,
     .offset = offsetof(page, returns),
     .key_length = 7,
     .kind = YMR_KIND_LIST,
     .element = YMR_KIND_OBJECT,
     .required = true},
};
static const ymr_shape page_shape = {page_rows, 1, sizeof(page)};

/* What a client does with a page that has come whole. */
static ymr_status settle(caller *c)
{
    page result;
    const ymr_status status =
        ymr_envelope_open(&listing.document, &page_shape, &result, &c->client.outcome.api, listing.report);
    ymr_listing_settle(&listing, status);
    return status;
}

static void begin(caller *c)
{
    c->client.space = c->config.workspace;
    c->client.plan = (ymr_listing_plan){"result.returns", &ymr_return_shape, &c->result, &caller_events, c};
    plan = c->client.plan;
    memset(&c->client.report.fault, 0xff, sizeof c->client.report.fault);
    memset(&listing, 0xa5, sizeof listing);
    ymr_listing_init(&listing, &plan, &c->client.space, 0, &c->client.report);
    ymr_response_init(&head);
    CHECK_STATUS(YMR_OK, listing.sink.api->begin(&listing.sink, &head), "begin");
}

static ymr_status take(const char *bytes, size_t length)
{
    char *piece = malloc(length > 0 ? length : 1);
    size_t at = 0;
    ymr_status status = YMR_OK;
    memcpy(piece, bytes, length);
    while (at < length && status >= YMR_OK) {
        size_t taken = 0;
        status = listing.sink.api->take(&listing.sink, piece + at, length - at, &taken);
        CHECK(status != YMR_PENDING || taken < length - at, "put off leaves something");
        at += taken;
        if (status == YMR_PENDING) {
            status = listing.sink.api->give(&listing.sink);
        }
    }
    free(piece);
    return status;
}

/* Reads a whole text; the way in which it is read is the caller's. */
static ymr_status read_page(caller *c, const char *json, size_t length, size_t piece)
{
    ymr_status status = YMR_OK;
    begin(c);
    for (size_t at = 0; at < length && status == YMR_OK; at += piece < length - at ? piece : length - at) {
        status = take(json + at, piece < length - at ? piece : length - at);
    }
    const ymr_status ended = listing.sink.api->end(&listing.sink, status);
    return status != YMR_OK ? status : ended != YMR_OK ? ended : settle(c);
}

static const script_part nothing[1];

static ymr_status read_fresh(caller *c, const char *json, size_t piece)
{
    caller_init(c, nothing, 1);
    return read_page(c, json, strlen(json), piece);
}

TEST(listing_commits_a_whole_page_and_aborts_any_other)
{
    static const struct {
        const char *json;
        ymr_status status;
        const char *journal;
        const char *path; /* that the fault names */
    } rows[] = {
        {PAGE("\"returns\":[" RETURN(1) "," RETURN(2) "],\"paging\":{\"nextPageToken\":\"t\"}"), YMR_OK,
         "begin 0\nelement 0 " SHOWN(1) "element 1 " SHOWN(2) "commit 0\n", ""},
        {PAGE("\"paging\":{\"nextPageToken\":\"t\"},\"returns\":[]"), YMR_OK, "begin 0\ncommit 0\n", ""},
        {"{\"status\":\"ERROR\",\"result\":{\"returns\":[" RETURN(1) "]}}", YMR_E_API,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_API\n", ""},
        {"{\"result\":{\"returns\":[" RETURN(1) "]},\"errors\":[{\"code\":\"C\"}],\"status\":\"ERROR\"}",
         YMR_E_API, "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_API\n", ""},
        {"{\"result\":{\"returns\":[" RETURN(1) "]}}", YMR_E_MISSING,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_MISSING\n", "status"},
        {"{\"status\":\"OK\",\"result\":null}", YMR_E_MISSING, "begin 0\nabort 0 YMR_E_MISSING\n", "result"},
        {PAGE("\"returns\":[" RETURN(1) "],\"returns\":[]"), YMR_E_DUPLICATE,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_DUPLICATE\n", ""},
        {PAGE("\"returns\":[" RETURN(1) ",{\"id\":2}]"), YMR_E_MISSING,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_MISSING\n", "result.returns[1].orderId"},
        {PAGE("\"returns\":[" RETURN(
             1) ",{\"id\":2,\"orderId\":3,\"items\":[{\"shopSku\":\"s\",\"count\":\"1\"}]}]"),
         YMR_E_TYPE, "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_TYPE\n",
         "result.returns[1].items[0].count"},
        {PAGE("\"returns\":[{\"id\":01}]"), YMR_E_SYNTAX, "begin 0\nabort 0 YMR_E_SYNTAX\n",
         "result.returns[0]"},
        {PAGE("\"returns\":[" RETURN(1) ",{\"a\":\"\\ud800\"}]"), YMR_E_ESCAPE,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_ESCAPE\n", "result.returns[1]"},
        {PAGE("\"returns\":[{\"a\":\"\xff\"}]"), YMR_E_UTF8, "begin 0\nabort 0 YMR_E_UTF8\n",
         "result.returns[0]"},
        {PAGE("\"returns\":[{\"a\":1 2}]"), YMR_E_SYNTAX, "begin 0\nabort 0 YMR_E_SYNTAX\n",
         "result.returns[0]"},
        {PAGE("\"returns\":[{]]"), YMR_E_SYNTAX, "begin 0\nabort 0 YMR_E_SYNTAX\n", "result.returns[0]"},
        {PAGE("\"returns\":[7]"), YMR_E_TYPE, "begin 0\nabort 0 YMR_E_TYPE\n", "result.returns[0]"},
        {PAGE("\"returns\":[null]"), YMR_E_TYPE, "begin 0\nabort 0 YMR_E_TYPE\n", "result.returns[0]"},
        {PAGE("\"returns\":[" RETURN(1) ",\"x\"]"), YMR_E_TYPE,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_TYPE\n", "result.returns[1]"},
        {PAGE("\"returns\":[[" RETURN(1) "]]"), YMR_E_TYPE, "begin 0\nabort 0 YMR_E_TYPE\n",
         "result.returns[0]"},
        {PAGE("\"returns\":[" RETURN(1) "]") "x", YMR_E_TRAILING,
         "begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_TRAILING\n", ""},
        {PAGE("\"returns\":[],\"x\":tru"), YMR_E_SYNTAX, "begin 0\nabort 0 YMR_E_SYNTAX\n", ""},
        {"", YMR_E_TRUNCATED, "begin 0\nabort 0 YMR_E_TRUNCATED\n", ""},
        {"<html>", YMR_E_SYNTAX, "begin 0\nabort 0 YMR_E_SYNTAX\n", ""},
    };
    static caller c;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            CHECK_STATUS(rows[i].status, read_fresh(&c, rows[i].json, piece_sizes[p]), rows[i].json);
            CHECK_STR(rows[i].journal, c.journal.text, rows[i].json);
            if (rows[i].status != YMR_OK) {
                CHECK_STATUS(rows[i].status, c.client.report.fault.status, rows[i].json);
                CHECK_STR(rows[i].path, c.client.report.fault.path, rows[i].json);
            }
            caller_end(&c);
        }
    }
}

TEST(listing_refuses_a_page_that_is_announced_too_long)
{
    static caller c;
    static const script_part part = {.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                                               "Content-Length: 268435457\r\n\r\n{"};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_E_TOO_BIG, caller_get_returns(&c), "one byte over YMR_MAX_JSON");
    CHECK_STR("begin 0\nabort 0 YMR_E_TOO_BIG\n", c.journal.text, "before anything of it was read");
    caller_end(&c);
}

TEST(listing_aborts_a_page_that_is_cut_anywhere)
{
    static const char json[] = PAGE("\"returns\":[" RETURN(1) "," RETURN(2) "],\"paging\":{}");
    static caller c;
    caller_init(&c, nothing, 1);
    for (size_t cut = 0; cut < sizeof json - 1; cut++) {
        for (unsigned why = 0; why < 2; why++) {
            dump_begin(&c.journal, c.journal.text, c.journal.size);
            begin(&c);
            CHECK_STATUS(YMR_OK, take(json, cut), "what is there is good");
            /* The network says so, or nobody does: then the text itself tells. */
            const ymr_status told = why == 0 ? YMR_OK : YMR_E_RESET;
            const ymr_status wanted = why == 0 ? YMR_E_TRUNCATED : YMR_E_RESET;
            CHECK_STATUS(wanted, listing.sink.api->end(&listing.sink, told), check_note("cut at %zu", cut));
            CHECK(strstr(c.journal.text, "commit") == NULL, check_note("cut at %zu", cut));
            const char *abort = strstr(c.journal.text, "abort 0 ");
            CHECK(abort != NULL && strstr(abort, ymr_status_name(wanted)) != NULL &&
                      strstr(abort + 1, "abort") == NULL,
                  "aborted once");
        }
    }
    caller_end(&c);
}

TEST(listing_offers_the_same_element_with_the_same_content)
{
    static const char json[] = PAGE(
        "\"returns\":[{\"id\":1,\"orderId\":2,\"refundStatus\":\"A\\u0041\\n\\\\\",\"items\":[{\"shopSku\":"
        "\"\\u0022\\/\",\"count\":1,\"decisions\":[{\"comment\":\"\\ud83d\\ude00\\\"\"}]}],\"returnType\":"
        "\"RETURN\",\"amount\":5}," RETURN(3) "]");
    static caller whole, c;
    CHECK_STATUS(YMR_OK, read_fresh(&whole, json, SIZE_MAX), NULL);
    CHECK(strstr(whole.journal.text, "warn result.returns[0].amount YMR_E_TYPE") != NULL, "the warning");
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        for (unsigned hold = 1; hold < 4; hold++) {
            caller_init(&c, nothing, 1);
            c.hold = hold;
            CHECK_STATUS(YMR_OK, read_page(&c, json, sizeof json - 1, piece_sizes[p]), NULL);
            CHECK_STR(whole.journal.text, c.journal.text, "held or not, the same, and warned of once");
            caller_end(&c);
        }
    }
    caller_end(&whole);
}

TEST(listing_begins_anew_when_it_is_begun_again)
{
    static const char json[] = PAGE("\"returns\":[" RETURN(1) "," RETURN(2) "]");
    static caller c;
    size_t taken;
    caller_init(&c, nothing, 1);
    c.hold = 1;
    begin(&c);
    CHECK_STATUS(YMR_PENDING, listing.sink.api->take(&listing.sink, json, sizeof json - 1, &taken),
                 "ready");
    CHECK_STATUS(YMR_PENDING, listing.sink.api->give(&listing.sink), "put off");
    CHECK_STATUS(YMR_E_RESET, listing.sink.api->end(&listing.sink, YMR_E_RESET), "and never taken");
    CHECK_STATUS(YMR_OK, listing.sink.api->begin(&listing.sink, &head), "again");
    memset(&c.result, 0, sizeof c.result);
    CHECK_STATUS(YMR_OK, take(json, sizeof json - 1), NULL);
    CHECK_STATUS(YMR_OK, listing.sink.api->end(&listing.sink, YMR_OK), NULL);
    CHECK(strstr(c.journal.text, "commit") == NULL, "nobody has read yet what the page says of itself");
    CHECK_STATUS(YMR_OK, settle(&c), NULL);
    CHECK_STR("begin 0\nabort 0 YMR_E_RESET\nbegin 0\nelement 0 " SHOWN(1) "element 1 " SHOWN(2) "commit 0\n",
              c.journal.text, NULL);
    caller_end(&c);
}

TEST(listing_ends_with_what_its_receiver_says)
{
    static const char json[] = PAGE("\"returns\":[" RETURN(1) "," RETURN(2) "," RETURN(3) "]");
    static caller c;
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        caller_init(&c, nothing, 1);
        c.refuse = YMR_E_STOPPED;
        c.refuse_at = 1;
        c.hold = (unsigned)p % 2;
        CHECK_STATUS(YMR_E_STOPPED, read_page(&c, json, sizeof json - 1, piece_sizes[p]), NULL);
        CHECK_STR("begin 0\nelement 0 " SHOWN(1) "abort 0 YMR_E_STOPPED\n", c.journal.text, NULL);
        caller_end(&c);
    }
}

TEST(listing_reports_what_does_not_fit_and_goes_on)
{
    char json[2048];
    static caller c;
    char long_one[600];
    memset(long_one, 'x', sizeof long_one - 1);
    long_one[sizeof long_one - 1] = '\0';
    memcpy(long_one, "\\\"\\n", 4); /* parsing, also in vain, writes over it: while it is put off, it is not parsed again */
    snprintf(json, sizeof json,
             PAGE("\"returns\":[" RETURN(
                 1) ",{\"id\":-2,\"orderId\":-3,\"items\":[{\"shopSku\":\"%s\",\"count\":1}],"
                    "\"returnType\":\"RETURN\"}," RETURN(4) "],\"paging\":{}"),
             long_one);
    const char *element = strstr(json, "{\"id\":-2");
    const unsigned length = (unsigned)(strstr(json, "," RETURN(4)) - element);
    char journal[512];
    snprintf(journal, sizeof journal,
             "begin 0\nelement 0 " SHOWN(1) "oversize 1 id -2 order -3 bytes %u tokens 0\nelement 2 " SHOWN(
                 4) "commit 0\n",
             length);
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        caller_init_sized(&c, nothing, 1, 512, 400, 100);
        c.hold = (unsigned)p % 3;
        CHECK_STATUS(YMR_OK, read_page(&c, json, strlen(json), piece_sizes[p]), "too few bytes");
        CHECK_STR(journal, c.journal.text, "too few bytes");
        caller_end(&c);
        /* The size it asks for is enough, with the skeleton that stands before it. */
        caller_init_sized(&c, nothing, 1, 512, length + (size_t)(strchr(json, '[') + 1 - json), 100);
        CHECK_STATUS(YMR_OK, read_page(&c, json, strlen(json), piece_sizes[p]), "just enough bytes");
        CHECK(strstr(c.journal.text, "oversize") == NULL, "just enough bytes");
        caller_end(&c);
    }
    snprintf(journal, sizeof journal,
             "begin 0\nelement 0 " SHOWN(1) "oversize 1 id -2 order -3 bytes %u tokens 14\nelement 2 " SHOWN(
                 4) "commit 0\n",
             length);
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        caller_init_sized(&c, nothing, 1, 512, 4096, 13);
        c.hold = (unsigned)p % 3;
        CHECK_STATUS(YMR_OK, read_page(&c, json, strlen(json), piece_sizes[p]), "too few tokens");
        CHECK_STR(journal, c.journal.text, "too few tokens");
        caller_end(&c);
        caller_init_sized(&c, nothing, 1, 512, 4096, 14);
        CHECK_STATUS(YMR_OK, read_page(&c, json, strlen(json), piece_sizes[p]), "just enough tokens");
        CHECK(strstr(c.journal.text, "oversize") == NULL, "just enough tokens");
        caller_end(&c);
    }
    /* Who wants to hear nothing of it hears nothing. */
    static ymr_list_events deaf;
    deaf.element = caller_events.element;
    caller_init_sized(&c, nothing, 1, 512, 400, 100);
    begin(&c);
    plan.events = &deaf;
    CHECK_STATUS(YMR_OK, take(json, strlen(json)), NULL);
    CHECK_STATUS(YMR_OK, listing.sink.api->end(&listing.sink, YMR_OK), NULL);
    CHECK_STATUS(YMR_OK, settle(&c), NULL);
    ymr_listing_settle(&listing, YMR_E_API);
    CHECK_STR("begin 0\nelement 0 " SHOWN(1) "element 2 " SHOWN(4), c.journal.text, NULL);
    caller_end(&c);
}

TEST(listing_says_when_the_skeleton_does_not_fit)
{
    static const char json[] =
        PAGE("\"paging\":{\"nextPageToken\":\"a long, long token\"},\"returns\":[" RETURN(1) "]");
    static caller c;
    bool fitted = false;
    for (size_t text = 1; text < 120; text++) {
        caller_init_sized(&c, nothing, 1, 512, text, 20);
        const ymr_status status = read_page(&c, json, sizeof json - 1, 3);
        CHECK(status == YMR_OK || (status == YMR_E_SPACE && !fitted), check_note("%zu bytes", text));
        CHECK((strstr(c.journal.text, "commit") != NULL) == (status == YMR_OK), "committed if good");
        fitted = status == YMR_OK;
        caller_end(&c);
    }
    CHECK(fitted, NULL);
    for (size_t tokens = 1; tokens < 20; tokens++) {
        caller_init_sized(&c, nothing, 1, 512, 400, tokens);
        const ymr_status status = read_page(&c, json, sizeof json - 1, SIZE_MAX);
        CHECK_STATUS(tokens < 11 ? YMR_E_TOKENS : YMR_OK, status, check_note("%zu tokens", tokens));
        if (tokens < 11) {
            CHECK_U64(11, c.client.report.fault.needed, "the tokens that it needs");
            CHECK(strstr(c.journal.text, "abort 0 YMR_E_TOKENS") != NULL, "aborted");
        }
        caller_end(&c);
    }
}

/* Documents that nobody wrote: any fields in any order, blanks, escapes, unknown fields, wrong types. */

static generator chance;

static bool once_in(int64_t n)
{
    return generate_between(&chance, 1, n) == 1;
}

static void blanks(dump *d)
{
    static const char *const kinds[] = {"", "", "", "", " ", "\n  ", "\t", "\r\n"};
    dump_format(d, "%s", kinds[generate_between(&chance, 0, COUNT_OF(kinds) - 1)]);
}

static void a_string(dump *d)
{
    static const char *const parts[] = {
        "a", "Z9", " ", "не", "\\n", "\\\"", "\\\\", "\\/",    "\\u0041", "\\u00e9", "\\ud83d\\ude00",
        "😀", "]",  "}", "[{", ",",   ":",    "id",   "\\u0000"};
    dump_format(d, "\"");
    for (int64_t n = generate_between(&chance, 0, 12); n > 0; n--) {
        dump_format(d, "%s", parts[generate_between(&chance, 0, COUNT_OF(parts) - 1)]);
    }
    dump_format(d, "\"");
}

static void a_number(dump *d)
{
    const int64_t value = generate_signed(&chance);
    dump_format(d, once_in(4) ? "%" PRId64 "e0" : "%" PRId64, once_in(2) ? value >> 40 : value);
}

static void an_unknown_value(dump *d)
{
    static const char *const values[] = {"null",
                                         "true",
                                         "false",
                                         "[]",
                                         "{}",
                                         "[[1,2],{\"id\":3}]",
                                         "{\"returns\":[1],\"result\":{\"returns\":[{}]}}",
                                         "-0.5e-3",
                                         "\"\""};
    dump_format(d, "%s", values[generate_between(&chance, 0, COUNT_OF(values) - 1)]);
}

static void a_value(dump *d, const ymr_field *field, unsigned depth);

/* The one recursion of the tests is as deep as the shapes are. */
static void an_object(dump *d, const ymr_shape *shape, unsigned depth)
{
    const unsigned first = (unsigned)generate_between(&chance, 0, shape->count - 1);
    const char *separator = "";
    dump_format(d, "{");
    for (unsigned i = 0; i < shape->count; i++) {
        const ymr_field *field = &shape->fields[(first + i) % shape->count];
        if (!field->required && once_in(2)) {
            continue;
        }
        blanks(d);
        if (once_in(8)) {
            dump_format(d, "%s\"new%u\":", separator, i);
            an_unknown_value(d);
            separator = ",";
        }
        dump_format(d, "%s\"", separator);
        for (const char *c = field->key; *c != '\0'; c++) {
            dump_format(d, once_in(60) ? "\\u%04x" : "%c", (unsigned)(unsigned char)*c);
        }
        dump_format(d, "\"");
        blanks(d);
        dump_format(d, ":");
        blanks(d);
        a_value(d, field, depth + 1);
        blanks(d);
        separator = ",";
    }
    dump_format(d, "}");
}

static void a_list(dump *d, const ymr_field *field, unsigned depth)
{
    const char *separator = "";
    dump_format(d, "[");
    for (int64_t n = generate_between(&chance, 0, 3); n > 0; n--) {
        dump_format(d, "%s", separator);
        if (field->element == YMR_KIND_OBJECT) {
            an_object(d, field->of, depth);
        } else {
            a_string(d);
        }
        blanks(d);
        separator = ",";
    }
    dump_format(d, "]");
}

static void a_value(dump *d, const ymr_field *field, unsigned depth)
{
    if (!field->required && once_in(10)) {
        an_unknown_value(d); /* of the wrong type, mostly */
        return;
    }
    switch (field->kind) {
    case YMR_KIND_ID:
        dump_format(d, "%" PRId64, generate_signed(&chance));
        break;
    case YMR_KIND_INTEGER:
    case YMR_KIND_NUMBER:
    case YMR_KIND_DECIMAL:
        a_number(d);
        break;
    case YMR_KIND_BOOLEAN:
        dump_format(d, once_in(2) ? "true" : "false");
        break;
    case YMR_KIND_OBJECT:
        an_object(d, field->of, depth);
        break;
    case YMR_KIND_LIST:
        a_list(d, field, depth);
        break;
    case YMR_KIND_DATE:
        dump_format(d, once_in(4) ? "\"2026-06-31T00:00:00Z\"" : "\"2026-06-27T13:59:14.22+03:00\"");
        break;
    default:
        a_string(d);
    }
}

/* The same page, its returns apart and all in one; `now` and then a byte of it is spoilt. */
static void a_page(dump *d)
{
    static const char *const ends[] = {"OK", "OK", "OK", "ERROR"};
    const char *separator = "";
    dump_format(d, "{\"status\":\"%s\",\"result\":{", ends[generate_between(&chance, 0, COUNT_OF(ends) - 1)]);
    if (once_in(2)) {
        dump_format(d, "\"paging\":{\"nextPageToken\":\"x\\u0041\"},");
    }
    dump_format(d, "\"returns\":[");
    for (int64_t n = generate_between(&chance, 0, 6); n > 0; n--) {
        dump_format(d, "%s", separator);
        blanks(d);
        an_object(d, &ymr_return_shape, 0);
        blanks(d);
        separator = ",";
    }
    dump_format(d, "]}}");
}

enum { PAGE_SIZE = 1 << 17, PAGE_TOKENS = 20000 };

static void read_returns_whole(const ymr_document *document, ymr_list returns, dump *d)
{
    ymr_report quiet;
    static ymr_return one;
    memset(&quiet, 0, sizeof quiet);
    for (uint32_t i = 0; returns.left > 0; i++) {
        const uint32_t token = returns.token;
        CHECK_STATUS(YMR_OK, ymr_decode(document, token, &ymr_return_shape, &one, &quiet),
                     "it was decoded before");
        dump_format(d, "element %u ", (unsigned)i);
        dump_struct(d, &ymr_return_shape, &one);
        returns.token = ymr_json_skip(document, token);
        returns.left--;
    }
}

static ymr_status read_whole(char *json, size_t length, dump *d)
{
    static ymr_token tokens[PAGE_TOKENS];
    ymr_document document;
    ymr_report report;
    ymr_api_error error;
    page read;
    memset(&report, 0, sizeof report);
    ymr_status status = ymr_json_parse(&document, json, length, tokens, PAGE_TOKENS, &report.fault);
    if (status == YMR_OK) {
        status = ymr_envelope_open(&document, &page_shape, &read, &error, &report);
    }
    if (status == YMR_OK) {
        read_returns_whole(&document, read.returns, d);
    }
    return status;
}

/* Without the lines that the whole page has no like of. */
static void keep_elements(char *journal)
{
    char *to = journal;
    for (char *line = journal; *line != '\0';) {
        const size_t length = strcspn(line, "\n") + 1;
        if (strncmp(line, "element", 7) == 0) {
            memmove(to, line, length);
            to += length;
        }
        line += length;
    }
    *to = '\0';
}

TEST(listing_reads_what_the_whole_document_says)
{
    static char json[PAGE_SIZE], whole_text[CALLER_JOURNAL];
    static caller c;
    unsigned good = 0, bad = 0;
    chance.state = 20261122;
    for (unsigned n = 0; n < 400; n++) {
        dump text, whole;
        dump_begin(&text, json, sizeof json);
        a_page(&text);
        if (n % 3 == 2 && text.length > 60) {
            json[generate_between(&chance, 30, (int64_t)text.length - 1)] =
                "\"\\{}[],:x1 "[generate(&chance) % 11];
        }
        caller_init_sized(&c, nothing, 1, 512, PAGE_SIZE, PAGE_TOKENS);
        c.hold = n % 2;
        const ymr_status split = read_page(&c, json, text.length, piece_sizes[n % COUNT_OF(piece_sizes)]);
        dump_begin(&whole, whole_text, sizeof whole_text);
        const ymr_status status = read_whole(json, text.length, &whole);
        CHECK((status == YMR_OK) == (split == YMR_OK),
              check_note("%u: whole %s, split %s", n, ymr_status_name(status), ymr_status_name(split)));
        CHECK((split == YMR_OK) == (strstr(c.journal.text, "\ncommit 0\n") != NULL), check_note("%u", n));
        if (status == YMR_OK) {
            keep_elements(c.journal.text);
            CHECK_STR(whole_text, c.journal.text, check_note("%u", n));
            good++;
        } else {
            bad++;
        }
        caller_end(&c);
    }
    CHECK(good > 100 && bad > 100, check_note("%u good and %u bad pages were tried", good, bad));
}
