/* Page after page: which token the next request carries, and that a list which never ends is found out. */
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"

enum { MOST = 40 };

/* What a server answers, one connection after the other. */
typedef struct server {
    script_part parts[MOST];
    size_t count;
} server;

static void add_answer(server *s, const char *status_and_fields, const char *body)
{
    script_part *part = &s->parts[s->count++];
    memset(part, 0, sizeof *part);
    part->answer = answer_make(status_and_fields, ANSWER_LENGTH, body, strlen(body), &part->length);
}

/* A page of one return and this token, as JSON; NULL: it has no paging. */
static void add_page(server *s, unsigned id, const char *token)
{
    static char body[16384];
    int at = snprintf(body, sizeof body,
                      "{\"status\":\"OK\",\"result\":{\"returns\":[{\"id\":%u,\"orderId\":1,\"items\":[],"
                      "\"returnType\":\"RETURN\"}]",
                      id);
    if (token != NULL) {
        at += snprintf(body + at, sizeof body - (size_t)at, ",\"paging\":{\"nextPageToken\":%s}", token);
    }
    snprintf(body + at, sizeof body - (size_t)at, "}}");
    add_answer(s, ANSWER_OK, body);
}

static void end_server(server *s)
{
    for (size_t i = 0; i < s->count; i++) {
        free((void *)(uintptr_t)s->parts[i].answer);
    }
    s->count = 0;
}

/* The value of pageToken in a request, as it was sent; "" if there is none. */
static const char *token_of(const char *request)
{
    static char token[SCRIPT_REQUEST_SIZE];
    const char *at = strstr(request, "pageToken=");
    token[0] = '\0';
    if (at != NULL) {
        at += strlen("pageToken=");
        const size_t length = strcspn(at, "& ");
        memcpy(token, at, length);
        token[length] = '\0';
    }
    return token;
}

static server market;
static caller c;

TEST(pages_follow_each_other_by_their_tokens)
{
    static const char *const sent[] = {"", "one", "a%2Fb%20%22%D1%8F", "three"};
    add_page(&market, 1, "\"one\"");
    add_page(&market, 2, "\"a\\/b \\\"\\u044f\"");
    add_page(&market, 3, "\"three\"");
    add_page(&market, 4, NULL);
    caller_init(&c, market.parts, market.count);
    c.short_journal = true;
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
    CHECK_STR("begin 0\nelement 0 \ncommit 0\nbegin 1\nelement 0 \ncommit 1\n"
              "begin 2\nelement 0 \ncommit 2\nbegin 3\nelement 0 \ncommit 3\n",
              c.journal.text, NULL);
    CHECK_SIZE(COUNT_OF(sent), c.script.requests, NULL);
    for (size_t i = 0; i < COUNT_OF(sent); i++) {
        CHECK_STR(sent[i], token_of(c.script.request[i]), check_note("request %zu", i));
    }
    caller_end(&c);
    end_server(&market);
}

TEST(pages_end_without_a_token)
{
    static const char *const none[] = {NULL, "null", "\"\""};
    for (size_t i = 0; i < COUNT_OF(none); i++) {
        add_page(&market, 1, none[i]);
        caller_init(&c, market.parts, market.count);
        CHECK_STATUS(YMR_OK, caller_get_returns(&c), none[i]);
        CHECK_SIZE(1, c.script.requests, none[i]);
        caller_end(&c);
        end_server(&market);
    }
    add_page(&market, 1, "7");
    caller_init(&c, market.parts, market.count);
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), "no string is no token");
    CHECK(strstr(c.journal.text, "warn result.paging.nextPageToken YMR_E_TYPE\n") != NULL, "but a warning");
    caller_end(&c);
    end_server(&market);
}

/* Which of both tokens is meant? And a result that is no object has none at all. */
TEST(pages_with_no_token_to_rely_on_are_an_error)
{
    static const struct {
        const char *json;
        ymr_status status;
        const char *path;
    } rows[] = {
        {"{\"status\":\"OK\",\"result\":{\"returns\":[],\"paging\":{\"nextPageToken\":\"a\",\"nextPageToken\":\"b\"}}}",
         YMR_E_DUPLICATE, "result.paging.nextPageToken"},
        {"{\"status\":\"OK\",\"result\":7}", YMR_E_TYPE, "result"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        add_answer(&market, ANSWER_OK, rows[i].json);
        caller_init(&c, market.parts, market.count);
        CHECK_STATUS(rows[i].status, caller_get_returns(&c), rows[i].json);
        CHECK_STR(rows[i].path, c.client.report.fault.path, rows[i].json);
        CHECK(c.client.request.page_token.bytes == NULL && c.client.request.page_token.length == 0, rows[i].json);
        CHECK(strstr(c.journal.text, "commit") == NULL && strstr(c.journal.text, "abort 0 ") != NULL, rows[i].json);
        CHECK_SIZE(1, c.script.requests, rows[i].json);
        caller_end(&c);
        end_server(&market);
    }
}

TEST(pages_that_come_again_are_an_error)
{
    /* After `before` tokens of their own they go round in `round`. */
    for (unsigned before = 0; before <= 5; before++) {
        for (unsigned round = 1; round <= 7; round++) {
            char token[16];
            for (unsigned page = 0; page < MOST; page++) {
                snprintf(token, sizeof token, "\"t%u\"",
                         page < before ? page : before + (page - before) % round);
                add_page(&market, page, token);
            }
            caller_init(&c, market.parts, market.count);
            c.short_journal = true;
            CHECK_STATUS(YMR_E_PAGE_TOKEN, caller_get_returns(&c), check_note("%u, then %u", before, round));
            CHECK(c.script.requests >= before + round + 1, "not before one comes again");
            CHECK(c.script.requests <= 3 * (before + round) + 3,
                  check_note("found after %zu", c.script.requests));
            CHECK_STATUS(YMR_E_PAGE_TOKEN, c.client.outcome.status, NULL);
            caller_end(&c);
            end_server(&market);
        }
    }
    for (unsigned page = 0; page < 2; page++) {
        add_page(&market, page, "\"same\"");
    }
    caller_init(&c, market.parts, market.count);
    CHECK_STATUS(YMR_E_PAGE_TOKEN, caller_get_returns(&c), "at once");
    CHECK_SIZE(2, c.script.requests, "at once");
    CHECK_STATUS(YMR_E_PAGE_TOKEN, caller_get_returns(&c),
                 "the next list begins anew and may use the token again");
    CHECK_SIZE(4, c.script.requests, "one answer is not enough to judge by");
    caller_end(&c);
    end_server(&market);
}

TEST(pages_are_tried_again_with_the_same_token)
{
    add_page(&market, 1, "\"first\\u0020one\"");
    add_answer(&market, "503 Service Unavailable\r\nContent-Type: application/json\r\n",
               "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"BUSY\",\"message\":\"fills the workspace\"}]}");
    add_page(&market, 2, "\"second\"");
    market.parts[market.count - 1].length -= 30; /* cut off in the list */
    add_page(&market, 2, "\"second\"");
    add_page(&market, 3, NULL);
    caller_init(&c, market.parts, market.count);
    c.short_journal = true;
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
    CHECK_STR("begin 0\nelement 0 \ncommit 0\nbegin 1\nelement 0 \nabort 1 YMR_E_CLOSED\n"
              "begin 1\nelement 0 \ncommit 1\nbegin 2\nelement 0 \ncommit 2\n",
              c.journal.text, NULL);
    static const char *const sent[] = {"", "first%20one", "first%20one", "first%20one", "second"};
    for (size_t i = 0; i < COUNT_OF(sent); i++) {
        CHECK_STR(sent[i], token_of(c.script.request[i]), check_note("request %zu", i));
    }
    caller_end(&c);
    end_server(&market);
}

/* A token of that many characters, in quotes. */
static const char *long_token(size_t length)
{
    static char token[8192];
    memset(token, 'k', length + 2);
    token[0] = token[length + 1] = '"';
    token[length + 2] = '\0';
    return token;
}

TEST(pages_have_room_for_a_long_token_or_say_what_they_need)
{
    enum { TEXT = 2000, IO = 1024 };
    static const struct {
        size_t length;
        ymr_status status;
        bool io; /* it is the io buffer that is too small */
    } rows[] = {
        {1, YMR_OK, false},
        {700, YMR_OK, false},
        {900, YMR_E_SPACE, true},
        {TEXT / 2, YMR_E_SPACE, true},
        {TEXT / 2 + 1, YMR_E_SPACE, false},
        {TEXT - 200, YMR_E_SPACE, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        add_page(&market, 1, long_token(rows[i].length));
        add_page(&market, 2, NULL);
        caller_init_sized(&c, market.parts, market.count, IO, TEXT, 100);
        c.short_journal = true;
        CHECK_STATUS(rows[i].status, caller_get_returns(&c), check_note("%zu characters", rows[i].length));
        CHECK_SIZE(rows[i].status == YMR_OK ? 2 : 1, c.script.requests, NULL);
        if (rows[i].status == YMR_OK) {
            CHECK_SIZE(rows[i].length, strlen(token_of(c.script.request[1])), "sent whole");
        } else {
            const uint32_t needed = c.client.report.fault.needed;
            CHECK_STATUS(YMR_E_SPACE, c.client.report.fault.status, NULL);
            CHECK(rows[i].io ? needed > IO && needed < IO + 300 : needed == 2 * rows[i].length,
                  check_note("%zu characters need %u", rows[i].length, (unsigned)needed));
            CHECK_STR(rows[i].io ? "" : "result.paging.nextPageToken", c.client.report.fault.path, NULL);
        }
        CHECK(strstr(c.journal.text, "begin 0\nelement 0 \ncommit 0\n") != NULL, "the first page came whole");
        caller_check_no_key(&c, "after a request that could not be written, too");
        caller_end(&c);
        end_server(&market);
    }
}

TEST(pages_leave_less_room_by_the_token_alone_and_for_one_list_alone)
{
    enum { BEFORE = 36, ELEMENT = 300, TOKEN = 30, ROOM = BEFORE + ELEMENT + TOKEN };
    static char body[16384];
    for (unsigned less = 0; less < 2; less++) {
        add_page(&market, 1, long_token(TOKEN));
        add_page(&market, 2, "\"012345678901234567890123456789\"");
        int at = snprintf(body, sizeof body, "{\"status\":\"OK\",\"result\":{\"returns\":[");
        CHECK_SIZE(BEFORE, (size_t)at, "what stands before the element");
        at += snprintf(body + at, sizeof body - (size_t)at,
                       "{\"id\":1,\"orderId\":2,\"items\":[],\"returnType\":\"RETURN\",\"x\":%s}",
                       long_token(ELEMENT - 60));
        CHECK_SIZE(BEFORE + ELEMENT, (size_t)at, "and the element");
        snprintf(body + at, sizeof body - (size_t)at, "]}}");
        add_answer(&market, ANSWER_OK, body);
        caller_init_sized(&c, market.parts, market.count, 512, ROOM - less, 100);
        c.short_journal = true;
        CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
        CHECK_STR(less ? "begin 0\nelement 0 \ncommit 0\nbegin 1\nelement 0 \ncommit 1\n"
                         "begin 2\noversize 0 id 1 order 2 bytes 300 tokens 0\ncommit 2\n"
                       : "begin 0\nelement 0 \ncommit 0\nbegin 1\nelement 0 \ncommit 1\n"
                         "begin 2\nelement 0 \ncommit 2\n",
                  c.journal.text, "it fits beside the token to the byte");
        dump_begin(&c.journal, c.journal.text, c.journal.size);
        CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
        CHECK_STR("begin 0\nelement 0 \ncommit 0\n", c.journal.text, "the next list has all of the room");
        caller_end(&c);
        end_server(&market);
    }
}

TEST(pages_of_one_list_say_nothing_of_the_next)
{
    char token[16];
    for (unsigned page = 0; page < 20; page++) {
        snprintf(token, sizeof token, "\"t%u\"", page);
        add_page(&market, page, token);
    }
    add_page(&market, 20, NULL);
    add_page(&market, 21, "\"same\"");
    caller_init(&c, market.parts, market.count);
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), "a long list");
    const size_t before = c.script.requests;
    CHECK_STATUS(YMR_E_PAGE_TOKEN, caller_get_returns(&c), "one that stays where it is");
    CHECK_SIZE(2, c.script.requests - before, "found at once, however long the last list was");
    caller_end(&c);
    end_server(&market);
}

TEST(pages_may_have_any_token_once)
{
    /* The fingerprint of this one is 0, which is also where fingerprints begin. */
    add_page(&market, 1, "\"77kepQFQ8Kl\"");
    add_page(&market, 2, NULL);
    caller_init(&c, market.parts, market.count);
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
    caller_end(&c);
    end_server(&market);
}

TEST(pages_end_at_a_number_that_no_list_has)
{
    add_page(&market, 1, "\"one\"");
    caller_init(&c, market.parts, market.count);
    CHECK_STATUS(YMR_OK, caller_start_returns(&c), NULL);
    c.client.page = YMR_MAX_PAGES - 2;
    add_page(&market, 2, "\"two\"");
    c.script.part_count = market.count;
    CHECK_STATUS(YMR_E_PAGE_TOKEN, ymr_client_run(&c.client), "new tokens for ever");
    CHECK_SIZE(2, c.script.requests, "the last page was read");
    caller_end(&c);
    end_server(&market);
}
