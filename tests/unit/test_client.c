/* The client in front of a network that does what it is told: deadlines, tries, refusals, nothing left behind. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "caller.h"
#include "check.h"
#include "ymr/decisions.h"

#define BARE "\"id\":8,\"orderId\":7,\"items\":[],\"returnType\":\"RETURN\""
#define SHOWN "{id=8;orderId=7;items=[];returnType=3\"RETURN\";}\n"
#define ONE "{\"status\":\"OK\",\"result\":{" BARE "}}"
#define PAGE "{\"status\":\"OK\",\"result\":{\"returns\":[{" BARE "},{" BARE "}]}}"
#define HTTP_ONE "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 78\r\n\r\n" ONE
#define HTTP_PAGE "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 146\r\n\r\n" PAGE
#define HTTP_PHOTO                                                                                           \
    "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n\xff\xd8\xffphoto!"

static caller c;

/* The four calls, each with an answer that is good for it. */
static const struct operation {
    const char *name;
    ymr_status (*get)(caller *c);
    const char *answer;
    const char *journal;
} operations[] = {
    {"return", caller_get_return, HTTP_ONE, SHOWN},
    {"items", caller_get_items, HTTP_ONE, "begin 0\ncommit 0\n" SHOWN},
    {"returns", caller_get_returns, HTTP_PAGE, "begin 0\nelement 0 " SHOWN "element 1 " SHOWN "commit 0\n"},
    {"photo", caller_get_photo, HTTP_PHOTO, ""},
};

static bool came_whole(const struct operation *o)
{
    if (o->get == caller_get_photo) {
        return c.photo_bytes == 9 && c.photo_print == caller_print(0, "\xff\xd8\xffphoto!", 9);
    }
    return strcmp(c.journal.text, o->journal) == 0;
}

static void forget_journal(void)
{
    dump_begin(&c.journal, c.journal.text, c.journal.size);
    c.photo_bytes = 0;
    c.photo_print = 0;
}

/* After whatever happened, the next call succeeds. */
static void check_usable(const struct operation *o, const char *note)
{
    const script_part part = {.answer = o->answer};
    forget_journal();
    c.refuse = YMR_OK;
    c.script.parts = &part;
    c.script.part_count = 1;
    c.script.fault_at = 0;
    c.script.requests = 0;
    CHECK_STATUS(YMR_OK, o->get(&c), note);
    CHECK(came_whole(o), note);
}

TEST(client_fits_beside_the_buffers)
{
    printf("sizeof: client %zu, of which exchange %zu; return %zu, item %zu\n", sizeof(ymr_client),
           sizeof(ymr_exchange), sizeof(ymr_return), sizeof(ymr_return_item));
    CHECK(sizeof(void *) > 4 || sizeof(ymr_client) <= 1024, "1 KB on a 32-bit device");
}

TEST(client_wants_a_whole_configuration)
{
    caller_init(&c, (script_part[1]){{0}}, 1);
    ymr_config config = c.config;
#define REFUSED_WITHOUT(member, value)                                                                       \
    config = c.config;                                                                                       \
    config.member = value;                                                                                   \
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_client_init(&c.client, &config), #member)
    REFUSED_WITHOUT(transport, NULL);
    REFUSED_WITHOUT(platform.ticks_ms, NULL);
    REFUSED_WITHOUT(endpoint.host, NULL);
    REFUSED_WITHOUT(api_key, NULL);
    REFUSED_WITHOUT(workspace.io, NULL);
    REFUSED_WITHOUT(workspace.io_size, YMR_IO_MIN - 1);
    REFUSED_WITHOUT(workspace.text, NULL);
    REFUSED_WITHOUT(workspace.text_size, 0);
    REFUSED_WITHOUT(workspace.tokens, NULL);
    REFUSED_WITHOUT(workspace.token_count, 0);
#undef REFUSED_WITHOUT
    caller_end(&c);
}

TEST(client_makes_the_four_calls)
{
    static const char *const paths[] = {
        "GET /v2/campaigns/5/orders/7/returns/8 HTTP/1.1\r\n",
        "GET /v2/campaigns/5/orders/7/returns/8 HTTP/1.1\r\n",
        "GET /v2/campaigns/5/returns HTTP/1.1\r\n",
        "GET /v2/campaigns/5/orders/7/returns/8/decision/9/image/87c1f5 HTTP/1.1\r\n",
    };
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        const script_part part = {.answer = operations[i].answer};
        caller_init(&c, &part, 1);
        CHECK_I64(-1, c.client.outcome.limit.remaining, "nothing is known of limits yet");
        CHECK_STATUS(YMR_OK, operations[i].get(&c), operations[i].name);
        CHECK(came_whole(&operations[i]), operations[i].name);
        CHECK(strncmp(c.script.request[0], paths[i], strlen(paths[i])) == 0, c.script.request[0]);
        CHECK(strstr(c.script.request[0], "\r\nApi-Key: " CALLER_KEY "\r\n") != NULL, "the key is sent");
        CHECK_SIZE(1, c.script.requests, "one request");
        CHECK_U64(200, c.client.outcome.http_status, NULL);
        CHECK_U64(1, c.client.outcome.attempts, NULL);
        CHECK_STATUS(YMR_OK, c.client.outcome.status, NULL);
        CHECK(!c.script.open, "the connection is closed");
        caller_check_no_key(&c, operations[i].name);
        check_usable(&operations[i], "and once more");
        caller_end(&c);
    }
}

/* What an earlier answer filled pointed into the workspace, which the next one has overwritten. */
TEST(client_leaves_nothing_of_an_earlier_answer)
{
    const script_part parts[] = {
        {.answer = HTTP_ONE},
        {.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 44\r\n\r\n"
                   "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"BAD\"}]}"},
    };
    caller_init(&c, parts, 2);
    CHECK_STATUS(YMR_OK, caller_get_return(&c), NULL);
    CHECK(c.result.present && c.result.id == 8, "the first is there");
    CHECK_STATUS(YMR_E_API, caller_get_return(&c), NULL);
    CHECK(!c.result.present && c.result.id == 0, "and gone");
    caller_end(&c);
}

TEST(client_tells_what_it_does)
{
    const script_part parts[] = {
        {.open = YMR_E_REFUSED, .open_ms = 20},
        {.answer = HTTP_ONE, .open_ms = 30, .accept = 10},
    };
    caller_init(&c, parts, 2);
    c.script.chance = 7;
    CHECK_STATUS(YMR_OK, caller_get_return(&c), NULL);
    char log[256];
    snprintf(log, sizeof log,
             "request 1\nfailed %d\nretry 7\nrequest 1\nopen 30\nsent %zu\nhead 200\ndone 78\n",
             YMR_E_REFUSED, strlen(c.script.request[0]));
    CHECK_STR(log, c.log.text, NULL);
    caller_end(&c);
}

TEST(client_takes_pieces_of_any_size)
{
    static const size_t pieces[] = {1, 2, 3, 7, 64, 0};
    for (size_t i = 0; i < COUNT_OF(operations); i++) {
        for (size_t p = 0; p < COUNT_OF(pieces); p++) {
            const script_part part = {
                .answer = operations[i].answer, .piece = pieces[p], .accept = pieces[p], .pause_ms = 1};
            caller_init(&c, &part, 1);
            CHECK_STATUS(YMR_OK, operations[i].get(&c), operations[i].name);
            CHECK(came_whole(&operations[i]), operations[i].name);
            caller_end(&c);
        }
    }
}

/* Deadlines. */

static void check_waits(const ymr_policy *policy, uint32_t began)
{
    for (size_t i = 0; i < c.script.wait_count && i < SCRIPT_WAITS; i++) {
        const script_wait *w = &c.script.waits[i];
        const uint32_t left = policy->total_ms - (w->at - began);
        CHECK(policy->total_ms == 0 || w->timeout <= left, check_note("wait %zu is within the total", i));
    }
}

TEST(client_keeps_its_deadlines)
{
    static const char half[] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 78\r\n\r\n{\"st";
    static const struct {
        const char *name;
        script_part part;
        ymr_policy policy;
        ymr_status status;
        uint32_t after; /* ms from the start */
        size_t opens;
    } rows[] = {
        {"connect", {.open_ms = 90000}, {10000, 10000, 60000, 0, 0, 1, false}, YMR_E_CONNECT_TIMEOUT, 10000, 1},
        {"connect, tried again",
         {.open_ms = 90000},
         {3000, 10000, 60000, 0, 0, 3, false},
         YMR_E_CONNECT_TIMEOUT,
         9000,
         3},
        {"connect, longer than all",
         {.open_ms = 90000},
         {30000, 10000, 20000, 0, 0, 3, false},
         YMR_E_TOTAL_TIMEOUT,
         20000,
         1},
        {"no answer", {.end = SCRIPT_STALL}, {10000, 4000, 60000, 0, 0, 1, false}, YMR_E_IDLE_TIMEOUT, 4000, 1},
        {"half an answer",
         {.answer = half, .end = SCRIPT_STALL},
         {10000, 4000, 60000, 0, 0, 1, false},
         YMR_E_IDLE_TIMEOUT,
         4000,
         1},
        {"half, slowly",
         {.answer = half, .piece = 40, .pause_ms = 3000, .end = SCRIPT_STALL},
         {10000, 4000, 60000, 0, 0, 1, false},
         YMR_E_IDLE_TIMEOUT,
         10000,
         1},
        {"nothing is taken", {.deaf = true}, {10000, 4000, 60000, 0, 0, 1, false}, YMR_E_IDLE_TIMEOUT, 4000, 1},
        {"a request that leaves slowly",
         {.answer = HTTP_ONE, .accept = 50, .send_ms = 3000},
         {10000, 4000, 60000, 0, 0, 1, false},
         YMR_OK,
         12000,
         1},
        {"a drip",
         {.answer = HTTP_ONE, .piece = 1, .pause_ms = 9000},
         YMR_POLICY_DEFAULT,
         YMR_E_TOTAL_TIMEOUT,
         60000,
         1},
        {"a drip, no deadline",
         {.answer = HTTP_ONE, .piece = 1, .pause_ms = 9000},
         {0, 0, 0, 0, 0, 1, false},
         YMR_OK,
         9000 * (sizeof HTTP_ONE - 1),
         1},
        {"no time at all",
         {.answer = HTTP_ONE, .open_ms = 1},
         {10000, 10000, 1, 0, 0, 1, false},
         YMR_E_TOTAL_TIMEOUT,
         1,
         1},
        {"just in time",
         {.answer = HTTP_ONE, .open_ms = 2999, .pause_ms = 3999},
         {3000, 4000, 6999, 0, 0, 1, false},
         YMR_OK,
         6998,
         1},
    };
    /* The clock wraps around in the middle of each. */
    static const uint32_t starts[] = {1000, UINT32_MAX - 5000, UINT32_MAX - 1, 0x7fffff00};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t n = 0; n < COUNT_OF(starts); n++) {
            caller_init(&c, &rows[i].part, 1);
            c.script.now = starts[n];
            c.config.policy = rows[i].policy;
            CHECK_STATUS(rows[i].status, caller_get_return(&c), rows[i].name);
            CHECK_U64(rows[i].after, (uint32_t)(c.script.now - starts[n]), rows[i].name);
            CHECK_SIZE(rows[i].opens, c.script.opens, rows[i].name);
            check_waits(&rows[i].policy, starts[n]);
            caller_check_no_key(&c, rows[i].name);
            check_usable(&operations[0], rows[i].name);
            caller_end(&c);
        }
    }
}

TEST(client_waits_for_what_it_needs_and_no_longer)
{
    const script_part part = {.answer = HTTP_ONE, .open_ms = 100, .accept = 50, .pause_ms = 200};
    caller_init(&c, &part, 1);
    c.config.policy.total_ms = 5000;
    ymr_client_wait(&c.client, 1000);
    CHECK_SIZE(0, c.script.wait_count, "no call: nothing to wait for");
    CHECK_STATUS(YMR_OK, ymr_start_return(&c.client, 7, 8, &c.result), NULL);
    ymr_client_wait(&c.client, 1000);
    CHECK_SIZE(0, c.script.wait_count, "a step is worth while at once");
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it opens");
    ymr_client_wait(&c.client, UINT32_MAX);
    CHECK_U64(5000, c.script.waits[0].timeout, "the total is nearest");
    CHECK_U64(YMR_WAIT_READ | YMR_WAIT_WRITE, c.script.waits[0].interest, "opening");
    CHECK_U64(1100, c.script.now, "until it is open");
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it is sent, and no answer yet");
    ymr_client_wait(&c.client, 60);
    CHECK_U64(60, c.script.waits[1].timeout, "the caller is nearest");
    CHECK_U64(YMR_WAIT_READ, c.script.waits[1].interest, "receiving");
    ymr_client_wait(&c.client, UINT32_MAX);
    CHECK_U64(4840, c.script.waits[2].timeout, "what is left of the total");
    CHECK_STATUS(YMR_OK, ymr_client_step(&c.client), NULL);
    caller_end(&c);
}

TEST(client_step_does_a_bounded_piece_of_work_and_never_waits)
{
    static char body[6000], answer[7000];
    memset(body, ' ', sizeof body);
    memcpy(body, ONE, sizeof ONE - 1);
    snprintf(answer, sizeof answer,
             "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%.*s",
             sizeof body, (int)sizeof body, body);
    const script_part part = {.answer = answer, .piece = 1, .accept = 1};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_OK, ymr_start_return(&c.client, 7, 8, &c.result), NULL);
    size_t steps = 0;
    ymr_status status;
    do {
        const size_t calls = c.script.calls;
        status = ymr_client_step(&c.client);
        CHECK(c.script.calls - calls <= 16, "a bounded number of calls");
        ymr_client_wait(&c.client, UINT32_MAX);
        steps++;
    } while (status == YMR_PENDING && steps < 10000);
    CHECK_STATUS(YMR_OK, status, NULL);
    CHECK(steps > 100, "in many steps");
    CHECK_U64(1000, c.script.now, "and as there was always something to do, in no time");
    caller_end(&c);
}

TEST(client_does_not_wait_on_a_step_that_stopped_short)
{
    /* The moves of a step end anywhere: just before a connection is opened, or a try is waited for 0 ms. */
    for (size_t accept = 1; accept < 40; accept++) {
        const script_part parts[] = {
            {.answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", .accept = accept, .piece = accept},
            {.answer = HTTP_ONE, .accept = accept, .piece = accept},
        };
        caller_init(&c, parts, 2);
        CHECK_STATUS(YMR_OK, caller_get_return(&c), check_note("%zu bytes at a time", accept));
        CHECK_U64(1000, c.script.now, check_note("%zu bytes at a time: no wait", accept));
        caller_end(&c);
    }
}

/* A receiver that is slow. */

TEST(client_does_not_count_as_silence_what_a_receiver_takes)
{
    const script_part part = {.answer = HTTP_PAGE};
    caller_init(&c, &part, 1);
    c.hold = 1500; /* 15 s for each element, at 10 ms */
    CHECK_STATUS(YMR_OK, caller_get_returns(&c),
                 "a receiver that says not now for longer than the idle deadline");
    CHECK_U64(31000, c.script.now, "all that time went by");
    CHECK(came_whole(&operations[2]), NULL);
    caller_end(&c);

    caller_init(&c, &part, 1);
    c.hold_ms = 12000;
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), "a receiver that blocks for longer than the idle deadline");
    caller_end(&c);

    caller_init(&c, &part, 1);
    c.hold = 1;
    CHECK_STATUS(YMR_OK, caller_start_returns(&c), NULL);
    ymr_status status;
    while ((status = ymr_client_step(&c.client)) == YMR_PENDING) {
        c.script.now += 15000;
    }
    CHECK_STATUS(YMR_OK, status,
                 "nobody came by for longer than the idle deadline while bytes were held back");
    caller_end(&c);

    const script_part slow = {.answer = HTTP_PAGE, .piece = 100, .pause_ms = 100};
    caller_init(&c, &slow, 1);
    CHECK_STATUS(YMR_OK, caller_start_returns(&c), NULL);
    while ((status = ymr_client_step(&c.client)) == YMR_PENDING) {
        c.script.now += 15000;
    }
    CHECK_STATUS(YMR_OK, status, "nobody came by for longer than the idle deadline while bytes were there");
    caller_end(&c);

    caller_init(&c, &part, 1);
    c.hold = UINT32_MAX;
    CHECK_STATUS(YMR_E_TOTAL_TIMEOUT, caller_get_returns(&c), "the total counts all the same");
    CHECK_U64(61000, c.script.now, NULL);
    CHECK_STR("begin 0\nabort 0 YMR_E_TOTAL_TIMEOUT\n", c.journal.text, NULL);
    check_waits(&c.config.policy, 1000);
    CHECK(c.script.wait_count > 5000 && c.script.waits[100].timeout <= 10, "asked again every 10 ms");
    caller_end(&c);
}

TEST(client_counts_silence_after_a_pause_of_the_receiver)
{
    static const char half[] = "HTTP/1.1 200 OK\r\nContent-Length: 146\r\n\r\n"
                               "{\"status\":\"OK\",\"result\":{\"returns\":[{" BARE "},";
    const script_part part = {.answer = half, .end = SCRIPT_STALL};
    caller_init(&c, &part, 1);
    c.config.policy.attempts = 1;
    c.hold = 1500;
    CHECK_STATUS(YMR_E_IDLE_TIMEOUT, caller_get_returns(&c), NULL);
    CHECK_U64(1000 + 15000 + 10000, c.script.now, "from when the receiver took the last one");
    caller_end(&c);
}

/* Trying again. */

TEST(client_tries_again_what_may_pass)
{
    static const struct {
        ymr_status status;
        size_t tries;
    } rows[] = {
        {YMR_E_RESOLVE, 3},       {YMR_E_REFUSED, 3},     {YMR_E_UNREACHABLE, 3}, {YMR_E_RESET, 3},
        {YMR_E_CLOSED, 3},        {YMR_E_IO, 3},          {YMR_E_TLS_RECORD, 3},  {YMR_E_TLS, 1},
        {YMR_E_TLS_UNTRUSTED, 1}, {YMR_E_TLS_HOST, 1},    {YMR_E_TLS_EXPIRED, 1}, {YMR_E_TLS_EARLY, 1},
        {YMR_E_TLS_WEAK, 1},      {YMR_E_TLS_VERSION, 1}, {YMR_E_TLS_MEMORY, 1},  {YMR_E_ANCHORS, 1},
        {YMR_E_ENTROPY, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t o = 0; o < COUNT_OF(operations); o++) {
            const script_part part = {.open = rows[i].status};
            caller_init(&c, &part, 1);
            CHECK_STATUS(rows[i].status, operations[o].get(&c), ymr_status_name(rows[i].status));
            CHECK_SIZE(rows[i].tries, c.script.opens, ymr_status_name(rows[i].status));
            CHECK_U64(rows[i].tries, c.client.outcome.attempts, "the tries are told");
            CHECK_U64(0, c.client.outcome.http_status, "no answer came");
            CHECK_I64(111, c.client.outcome.detail, "the transport's number");
            CHECK_I64(-1, c.client.outcome.limit.limit, "no limit was told");
            CHECK_STR("", c.journal.text, "nobody hears of a page that never began");
            caller_check_no_key(&c, "it was never sent");
            caller_end(&c);
            const script_part parts[] = {{.open = rows[i].status}, {.answer = operations[o].answer}};
            caller_init(&c, parts, 2);
            CHECK_STATUS(rows[i].tries > 1 ? YMR_OK : rows[i].status, operations[o].get(&c),
                         "good at the second try");
            caller_end(&c);
        }
    }
}

TEST(client_waits_longer_before_each_try)
{
    static const uint32_t waits[] = {500, 1000, 2000, 4000, 7000, 7000, 7000};
    const script_part part = {.open = YMR_E_REFUSED, .open_ms = 700};
    for (unsigned with_chance = 0; with_chance < 2; with_chance++) {
        caller_init(&c, &part, 1);
        c.config.policy.attempts = 8;
        c.config.policy.backoff_cap_ms = 7000;
        c.config.platform.random = with_chance ? c.config.platform.random : NULL;
        c.script.chance = 300;
        CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), NULL);
        CHECK_SIZE(8, c.script.opens, NULL);
        uint32_t sum = 1000 + 8 * 700;
        for (size_t i = 0; i < COUNT_OF(waits); i++) {
            sum += with_chance ? 300 % (waits[i] + 1) : waits[i];
        }
        CHECK_U64(sum, c.script.now, with_chance ? "a random part of it" : "all of it");
        caller_end(&c);
    }
    caller_init(&c, &part, 1);
    c.config.policy = (ymr_policy){1000, 1000, 5000, 3000, 8000, 9, false};
    c.config.platform.random = NULL;
    CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), "a wait beyond the total is not begun");
    CHECK_SIZE(2, c.script.opens, NULL);
    CHECK_U64(1000 + 700 + 3000 + 700, c.script.now, "so the error comes at once");
    c.config.policy = (ymr_policy){0, 0, 0, UINT32_MAX, UINT32_MAX, 2, false};
    CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), "a wait that no clock measures");
    caller_end(&c);
}

TEST(client_does_not_try_again_what_its_receiver_said)
{
    static const ymr_status words[] = {YMR_E_STOPPED, YMR_E_IO,    YMR_E_RESET,
                                       YMR_E_CLOSED,  YMR_E_LIMIT, YMR_E_SPACE};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        for (size_t o = 2; o < 4; o++) {
            const script_part part = {.answer = operations[o].answer};
            caller_init(&c, &part, 1);
            c.refuse = words[i];
            CHECK_STATUS(words[i], operations[o].get(&c), operations[o].name);
            CHECK_SIZE(1, c.script.requests, "its flash does not get better by asking the server again");
            caller_check_no_key(&c, operations[o].name);
            check_usable(&operations[o], operations[o].name);
            caller_end(&c);
        }
    }
}

/* Refusals. */

#define ERROR(code, message)                                                                                 \
    "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"" code "\",\"message\":\"" message "\"}]}"

TEST(client_says_why_the_server_refused)
{
    static const char json[] = "Content-Type: application/json\r\n";
    static const char html[] = "Content-Type: text/html\r\n";
    static const struct {
        const char *status_line;
        const char *fields;
        const char *body;
        ymr_status status;
        const char *code, *message; /* NULL: none */
        size_t tries;
        bool html;
    } rows[] = {
        {"400 Bad Request", json, ERROR("BAD_REQUEST", "no"), YMR_E_API, "BAD_REQUEST", "no", 1, false},
        {"401 Unauthorized", json, ERROR("UNAUTHORIZED", "key"), YMR_E_UNAUTHORIZED, "UNAUTHORIZED", "key", 1,
         false},
        {"403 Forbidden", json, ERROR("FORBIDDEN", ""), YMR_E_API, "FORBIDDEN", "", 1, false},
        {"404 Not Found", json, ERROR("NOT_FOUND", "\\u0434\\n"), YMR_E_NOT_FOUND, "NOT_FOUND", "\xd0\xb4\n",
         1, false},
        {"423 Locked", json, ERROR("LOCKED", "x"), YMR_E_API, "LOCKED", "x", 1, false},
        {"500 Oh", json, ERROR("INTERNAL_ERROR", "x"), YMR_E_API, "INTERNAL_ERROR", "x", 3, false},
        {"503 Busy", json, ERROR("BUSY", "x"), YMR_E_API, "BUSY", "x", 3, false},
        {"502 Bad Gateway", html, "<html>nginx</html>", YMR_E_HTTP_STATUS, NULL, NULL, 3, true},
        {"504 Gateway Timeout", "", "", YMR_E_HTTP_STATUS, NULL, NULL, 3, false},
        {"501 No", "", "", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"301 Moved", "Location: https://elsewhere.example/\r\n", "", YMR_E_REDIRECT, NULL, NULL, 1, false},
        {"302 Found", html, "<html>login</html>", YMR_E_REDIRECT, NULL, NULL, 1, true},
        {"404 Not Found", html, "<html>no such page</html>", YMR_E_HTTP_STATUS, NULL, NULL, 1, true},
        {"404 Not Found", html, ERROR("NOT_FOUND", "x"), YMR_E_HTTP_STATUS, NULL, NULL, 1, true},
        {"401 Unauthorized", html, "<html>proxy</html>", YMR_E_HTTP_STATUS, NULL, NULL, 1, true},
        {"404 Not Found", "Content-Type: text/plain\r\n", "no", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"404 Not Found", json, "{\"status\":\"ERROR\",\"errors\":null}", YMR_E_NOT_FOUND, NULL, NULL, 1,
         false},
        {"401 Unauthorized", json, "", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"404 Not Found", json, "{\"status\":\"ERR", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"400 Bad Request", json, "{\"x\":1}", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"400 Bad Request", json, "[]", YMR_E_HTTP_STATUS, NULL, NULL, 1, false},
        {"400 Bad Request", json, "{\"status\":\"OK\",\"result\":{}}", YMR_E_API, NULL, NULL, 1,
         false},
        {"420 Enough", json, ERROR("LIMIT", "x"), YMR_E_LIMIT, "LIMIT", "x", 1, false},
        {"420 Enough", html, "<p>", YMR_E_LIMIT, NULL, NULL, 1, true},
        {"420 Enough", "", "", YMR_E_LIMIT, NULL, NULL, 1, false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t o = 0; o < COUNT_OF(operations); o++) {
            char fields[256];
            snprintf(fields, sizeof fields, "%s\r\n%s", rows[i].status_line, rows[i].fields);
            char *answer =
                answer_make(fields, (answer_framing)(i % 3), rows[i].body, strlen(rows[i].body), NULL);
            const script_part part = {.answer = answer, .piece = o * 3};
            const char *note = check_note("%s: %s %s", operations[o].name, rows[i].status_line, rows[i].body);
            caller_init(&c, &part, 1);
            CHECK_STATUS(rows[i].status, operations[o].get(&c), note);
            const ymr_outcome *got = &c.client.outcome;
            CHECK_U64((unsigned)atoi(rows[i].status_line), got->http_status, note);
            CHECK_U64(rows[i].tries, got->attempts, note);
            CHECK_U64(strlen(rows[i].body), got->received, note);
            CHECK(got->html == rows[i].html, note);
            CHECK(got->api.present == (rows[i].code != NULL), note);
            if (rows[i].code != NULL) {
                CHECK_TEXT(rows[i].code, got->api.code.bytes, got->api.code.length, note);
                CHECK_TEXT(rows[i].message, got->api.message.bytes, got->api.message.length, note);
            }
            CHECK_STR("", c.journal.text, "the receiver hears nothing of it");
            CHECK_STR("", c.client.report.fault.path, "no field is to blame");
            CHECK_U64(0, c.client.report.fault.needed, "nor a buffer");
            check_usable(&operations[o], note);
            CHECK(!got->api.present && !got->html, "what was is forgotten");
            caller_end(&c);
            free(answer);
        }
    }
}

TEST(client_tells_of_the_last_try_alone)
{
    const script_part parts[] = {
        {.answer = "HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\n\r\n" ERROR("BUSY", "x")},
        {.answer = "HTTP/1.1 503 Busy\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>"},
        {.open = YMR_E_REFUSED},
    };
    caller_init(&c, parts, 3);
    CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), NULL);
    const ymr_outcome *got = &c.client.outcome;
    CHECK(got->http_status == 0 && !got->html && !got->api.present && got->received == 0, "it had no answer");
    c.config.policy.attempts = 1;
    c.script.opens = 0;
    CHECK_STATUS(YMR_E_API, caller_get_return(&c), NULL);
    CHECK(got->http_status == 503 && !got->html && got->api.present, "the one that had");
    CHECK_STATUS(YMR_E_HTTP_STATUS, caller_get_return(&c), NULL);
    CHECK(got->http_status == 503 && got->html && !got->api.present, "and the one after it");
    caller_end(&c);
}

TEST(client_reads_of_a_long_refusal_what_it_can)
{
    static char body[40000];
    memset(body, 'x', sizeof body);
    memcpy(body, "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"C\",\"message\":\"", 51);
    memcpy(body + sizeof body - 5, "\"}]}", 4);
    char *answer = answer_make("404 Not Found\r\nContent-Type: application/json\r\n", ANSWER_CHUNKED, body,
                               sizeof body - 1, NULL);
    const script_part part = {.answer = answer};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_E_NOT_FOUND, caller_get_return(&c), "the status says enough");
    CHECK(!c.client.outcome.api.present, "half a message is none");
    CHECK_U64(sizeof body - 1, c.client.outcome.received, "all of it passed");
    check_usable(&operations[0], "and the client goes on");
    caller_end(&c);
    for (size_t text = 1; text < 120; text++) {
        caller_init_sized(&c, &part, 1, 512, text, 1 + text / 8);
        CHECK_STATUS(YMR_E_NOT_FOUND, caller_get_return(&c), "in any workspace");
        caller_end(&c);
    }
    free(answer);
}

TEST(client_says_that_a_refusal_was_cut)
{
    static const char whole[] =
        "HTTP/1.1 400 No\r\nContent-Type: application/json\r\nContent-Length: 62\r\n\r\n"
        "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"CODE\",\"message\":\"word\"}]}";
    for (size_t cut = 0; cut < sizeof whole - 1; cut++) {
        const script_part part = {.answer = cut == 0 ? NULL : whole, .length = cut};
        caller_init(&c, &part, 1);
        c.config.policy.attempts = 2;
        CHECK_STATUS(YMR_E_CLOSED, caller_get_return(&c), check_note("cut at %zu", cut));
        CHECK_SIZE(2, c.script.requests, "a cut may pass");
        const bool head = cut >= (size_t)(strstr(whole, "\r\n\r\n") + 4 - whole);
        CHECK_U64(head ? 400 : 0, c.client.outcome.http_status, check_note("cut at %zu", cut));
        caller_end(&c);
    }
}

/* The limit of calls. */

TEST(client_waits_until_the_limit_is_over)
{
    static const char soon[] =
        "HTTP/1.1 420 Enough\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n"
        "X-RateLimit-Resource-Limit: 7000\r\nX-RateLimit-Resource-Remaining: 0\r\n"
        "X-RateLimit-Resource-Until: Mon, 22 Nov 2026 10:00:20 GMT\r\nContent-Length: 0\r\n\r\n";
    const script_part parts[] = {{.answer = soon}, {.answer = HTTP_ONE}};
    caller_init(&c, parts, 2);
    c.script.chance = 5;
    CHECK_STATUS(YMR_OK, caller_get_return(&c), NULL);
    CHECK_U64(20005, c.script.request_at[1] - c.script.request_at[0],
              "20 s and a random part of the backoff");
    check_waits(&c.config.policy, 1000);
    caller_end(&c);

    static const struct {
        const char *date, *until;
        int64_t wait_ms;
    } rows[] = {
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n",
         "X-RateLimit-Resource-Until: Sun, 22 Nov 2026 11:00:00 GMT\r\n", 3600000},
        {"", "X-RateLimit-Resource-Until: Sun, 22 Nov 2026 10:00:20 GMT\r\n", -1},
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n", "", -1},
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n", "X-RateLimit-Resource-Until: tomorrow\r\n", -1},
        {"Date: Sun, 22 Nov 2026 10:00:00 GMT\r\n",
         "X-RateLimit-Resource-Until: Fri, 31 Dec 9999 23:59:59 GMT\r\n", INT64_C(251606959199000)},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (unsigned total = 0; total < 2; total++) {
            char answer[512];
            snprintf(answer, sizeof answer, "HTTP/1.1 420 Enough\r\n%s%sContent-Length: 0\r\n\r\n",
                     rows[i].date, rows[i].until);
            const script_part part = {.answer = answer};
            caller_init(&c, &part, 1);
            c.config.policy.total_ms = total == 0 ? 60000 : 3000000;
            CHECK_STATUS(YMR_E_LIMIT, caller_get_return(&c), rows[i].until);
            CHECK_I64(rows[i].wait_ms, c.client.outcome.wait_ms, rows[i].until);
            CHECK_U64(1000, c.script.now, "at once");
            CHECK_SIZE(1, c.script.requests, "one try");
            caller_end(&c);
        }
    }
    const script_part past = {.answer = "HTTP/1.1 420 Enough\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\n"
                                        "X-RateLimit-Resource-Until: Sun, 22 Nov 2026 09:00:00 GMT\r\n"
                                        "Content-Length: 0\r\n\r\n"};
    caller_init(&c, &past, 1);
    CHECK_STATUS(YMR_E_LIMIT, caller_get_return(&c), "a time that is over");
    CHECK_SIZE(3, c.script.requests, "is tried again, but not for ever");
    CHECK_I64(0, c.client.outcome.wait_ms, NULL);
    caller_end(&c);
}

TEST(client_remembers_the_limits_that_were_told)
{
    const script_part parts[] = {
        {.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-RateLimit-Resource-Limit: 7000\r\n"
                   "X-RateLimit-Resource-Remaining: 6999\r\nContent-Length: 78\r\n\r\n" ONE},
    };
    caller_init(&c, parts, 1);
    CHECK_STATUS(YMR_OK, caller_get_return(&c), NULL);
    CHECK_I64(7000, c.client.outcome.limit.limit, NULL);
    CHECK_I64(6999, c.client.outcome.limit.remaining, NULL);
    CHECK_I64(-1, c.client.outcome.limit.until_unix_ms, "not sent");
    caller_end(&c);
}

/* Answers that are not what was asked for. */

TEST(client_knows_a_page_for_people_from_an_answer)
{
    static char page[30000];
    memset(page, 'p', sizeof page - 1);
    memcpy(page, "<html>", 6);
    for (size_t o = 0; o < COUNT_OF(operations); o++) {
        for (unsigned framing = 0; framing < 3; framing++) {
            char *answer = answer_make("200 OK\r\nContent-Type: text/html\r\n", (answer_framing)framing, page,
                                       sizeof page - 1, NULL);
            const script_part part = {.answer = answer};
            caller_init(&c, &part, 1);
            CHECK_STATUS(YMR_E_CONTENT, operations[o].get(&c),
                         "a login page of the network, longer than the workspace");
            CHECK(c.client.outcome.html, NULL);
            CHECK_U64(200, c.client.outcome.http_status, NULL);
            CHECK_SIZE(1, c.script.requests, "it will not go away by asking again");
            caller_end(&c);
            free(answer);
        }
    }
}

TEST(client_names_the_fault_and_only_that)
{
    static const struct {
        const char *body;
        ymr_status status;
        const char *path;
    } rows[] = {
        {"{\"status\":\"OK\",\"result\":{\"orderId\":7,\"items\":[],\"returnType\":\"RETURN\"}}",
         YMR_E_MISSING, "result.id"},
        {"{\"status\":\"OK\",\"result\":{\"id\":\"8\"}}", YMR_E_TYPE, "result.id"},
        {"{\"status\":\"OK\",\"result\":{\"refundStatus\":1,\"items\":[{\"shopSku\":1}]}}", YMR_E_TYPE,
         "result.items[0].shopSku"},
        {"{\"status\":\"OK\"}", YMR_E_MISSING, "result"},
        {"{\"status\":\"ERROR\"}", YMR_E_API, ""},
        {"{\"status\":\"OK\",", YMR_E_TRUNCATED, ""},
        {ONE "x", YMR_E_TRAILING, ""},
        {"", YMR_E_TRUNCATED, ""},
        {"null", YMR_E_TYPE, ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char *answer = answer_make(ANSWER_OK, ANSWER_CLOSE, rows[i].body, strlen(rows[i].body), NULL);
        const script_part part = {.answer = answer};
        caller_init(&c, &part, 1);
        const ymr_status got = caller_get_return(&c);
        CHECK(got == rows[i].status || (i == 8 && got < 0), rows[i].body);
        CHECK_STR(rows[i].path, c.client.report.fault.path, rows[i].body);
        CHECK_SIZE(1, c.script.requests, "asking again does not help");
        check_usable(&operations[0], rows[i].body);
        caller_end(&c);
        free(answer);
    }
    /* A warning's path is not that of the error behind it. */
    static const char warned[] =
        "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"status\":\"OK\",\"result\":{\"returns\":[{"
        "\"fastReturn\":3," BARE "},";
    const script_part part = {.answer = warned, .end = SCRIPT_RESET};
    caller_init(&c, &part, 1);
    c.config.policy.attempts = 1;
    CHECK_STATUS(YMR_E_RESET, caller_get_returns(&c), NULL);
    CHECK(strstr(c.journal.text, "warn result.returns[0].fastReturn YMR_E_TYPE\n") != NULL, "it did warn");
    CHECK_STR("", c.client.report.fault.path, "no field is to blame for the network");
    caller_end(&c);
}

TEST(client_says_how_much_room_a_return_needs)
{
    static char body[3000];
    memset(body, ' ', sizeof body);
    memcpy(body, ONE, sizeof ONE - 1);
    for (unsigned framing = 0; framing < 3; framing++) {
        char *answer = answer_make(ANSWER_OK, (answer_framing)framing, body, sizeof body, NULL);
        const script_part part = {.answer = answer, .piece = 100};
        caller_init_sized(&c, &part, 1, 512, sizeof body - 1, 100);
        CHECK_STATUS(YMR_E_SPACE, caller_get_return(&c), NULL);
        CHECK_U64(sizeof body, c.client.report.fault.needed, "bytes");
        CHECK_STATUS(YMR_E_SPACE, c.client.report.fault.status, NULL);
        CHECK_STATUS(YMR_OK, caller_get_items(&c), "read by items it fits");
        caller_end(&c);
        caller_init_sized(&c, &part, 1, 512, sizeof body, 12);
        CHECK_STATUS(YMR_E_TOKENS, caller_get_return(&c), NULL);
        CHECK_U64(13, c.client.report.fault.needed, "tokens");
        caller_end(&c);
        caller_init_sized(&c, &part, 1, 512, sizeof body, 13);
        CHECK_STATUS(YMR_OK, caller_get_return(&c), "just enough");
        caller_end(&c);
        free(answer);
    }
}

TEST(client_ends_at_once_when_the_request_cannot_be_written)
{
    const script_part part = {.answer = HTTP_ONE};
    static char host[600];
    memset(host, 'h', sizeof host - 1);
    caller_init_sized(&c, &part, 1, 512, 1000, 100);
    c.config.endpoint.host = host;
    CHECK_STATUS(YMR_E_SPACE, caller_get_return(&c), NULL);
    CHECK(c.client.report.fault.needed > 600, "and says what it needs");
    CHECK_SIZE(0, c.script.opens, "nothing is opened");
    caller_check_no_key(&c, "nothing is left of it");
    c.config.endpoint.host = "market.example";
    c.config.api_key = "secret\r\nX: y";
    CHECK_STATUS(YMR_E_ARGUMENT, caller_get_return(&c), NULL);
    CHECK_I64(-1, c.client.outcome.wait_ms, "unknown");
    CHECK_SIZE(0, c.script.opens, "nothing is opened");
    caller_check_no_key(&c, "nothing is left of it");
    c.config.api_key = CALLER_KEY;
    check_usable(&operations[0], "and the client goes on");
    caller_end(&c);
}

/* Faults of the transport, one at a time. */

/* In small pieces, so that there are many calls. */
static script_part in_pieces(const struct operation *o)
{
    return (script_part){.answer = o->answer, .piece = 8, .accept = 70};
}

static size_t calls_of(const struct operation *o)
{
    const script_part part = in_pieces(o);
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_OK, o->get(&c), o->name);
    const size_t calls = c.script.calls;
    caller_end(&c);
    CHECK(calls > 10, "many calls");
    return calls;
}

TEST(client_survives_every_call_of_the_transport_that_fails)
{
    static const ymr_status statuses[] = {YMR_E_RESET, YMR_E_CLOSED, YMR_E_IO, YMR_E_TLS_RECORD,
                                          YMR_E_TLS_UNTRUSTED};
    for (size_t o = 0; o < COUNT_OF(operations); o++) {
        const size_t calls = calls_of(&operations[o]);
        const script_part part = in_pieces(&operations[o]);
        for (size_t n = 1; n <= calls; n++) {
            const ymr_status status = statuses[n % COUNT_OF(statuses)];
            const char *note =
                check_note("%s: call %zu answers %s", operations[o].name, n, ymr_status_name(status));
            caller_init(&c, &part, 1);
            c.config.policy.attempts = 1;
            c.script.fault_at = n;
            c.script.fault_status = status;
            CHECK_STATUS(status, operations[o].get(&c), note);
            CHECK_STATUS(status, c.client.outcome.status, note);
            CHECK(strstr(c.journal.text, "commit") == NULL, "nothing is committed of a page that failed");
            const bool begun = strstr(c.journal.text, "begin") != NULL;
            CHECK((strstr(c.journal.text, "abort 0") != NULL) == begun, "what was begun is aborted");
            CHECK(!c.script.open && !c.script.connecting, "the connection is closed");
            CHECK_SIZE(1, c.script.opens, note);
            caller_check_no_key(&c, note);
            check_usable(&operations[o], note);
            caller_end(&c);
        }
    }
}

TEST(client_retries_whatever_call_failed)
{
    for (size_t o = 0; o < COUNT_OF(operations); o++) {
        const size_t calls = calls_of(&operations[o]);
        const script_part part = in_pieces(&operations[o]);
        for (size_t n = 1; n <= calls; n++) {
            const char *note = check_note("%s: call %zu", operations[o].name, n);
            caller_init(&c, &part, 1);
            c.script.fault_at = n;
            c.script.fault_status = YMR_E_RESET;
            CHECK_STATUS(YMR_OK, operations[o].get(&c), note);
            CHECK_U64(2, c.client.outcome.attempts, note);
            /* What the first try gave was aborted, then all of it came. */
            const char *abort = strstr(c.journal.text, "abort 0 YMR_E_RESET\n");
            const char *rest = abort == NULL ? c.journal.text : strchr(abort, '\n') + 1;
            CHECK(o == 3 ? came_whole(&operations[o]) : strcmp(operations[o].journal, rest) == 0, note);
            caller_check_no_key(&c, note);
            caller_end(&c);
        }
    }
}

TEST(client_goes_on_when_any_call_says_not_now_or_does_little)
{
    for (size_t o = 0; o < COUNT_OF(operations); o++) {
        const size_t calls = calls_of(&operations[o]);
        const script_part part = in_pieces(&operations[o]);
        for (size_t n = 1; n <= 2 * calls; n++) {
            const char *note = check_note("%s: call %zu", operations[o].name, (n + 1) / 2);
            caller_init(&c, &part, 1);
            c.script.fault = n % 2 == 0 ? SCRIPT_SHORT : SCRIPT_PENDING;
            c.script.fault_at = (n + 1) / 2;
            CHECK_STATUS(YMR_OK, operations[o].get(&c), note);
            CHECK(came_whole(&operations[o]), note);
            CHECK_U64(1, c.client.outcome.attempts, note);
            caller_check_no_key(&c, note);
            caller_end(&c);
        }
    }
}

/* Cancel and busy. */

TEST(client_can_be_cancelled_in_any_state)
{
    const script_part part = {.answer = HTTP_PAGE, .piece = 8, .pause_ms = 1, .accept = 50, .open_ms = 3};
    size_t steps = 0;
    bool ended = false;
    bool aborted = false;
    for (size_t stop = 0; !ended && stop < 1000; stop++) {
        caller_init(&c, &part, 1);
        c.hold = 1;
        CHECK_STATUS(YMR_OK, caller_start_returns(&c), NULL);
        for (steps = 0; steps < stop && !ended; steps++) {
            ended = ymr_client_step(&c.client) != YMR_PENDING;
            ymr_client_wait(&c.client, 1);
        }
        if (!ended) {
            CHECK_STATUS(YMR_E_BUSY, ymr_start_return(&c.client, 1, 2, &c.result), "one call at a time");
            CHECK_STATUS(YMR_E_BUSY, ymr_get_return(&c.client, 1, 2, &c.result), "one call at a time");
            ymr_client_cancel(&c.client);
            ymr_client_cancel(&c.client);
            CHECK_STATUS(YMR_E_STOPPED, ymr_client_step(&c.client), "it has ended");
            CHECK_STATUS(YMR_E_STOPPED, c.client.outcome.status, NULL);
            CHECK(strstr(c.journal.text, "commit") == NULL, "nothing is committed");
            const bool begun = strstr(c.journal.text, "begin") != NULL;
            CHECK((strstr(c.journal.text, "abort 0 YMR_E_STOPPED\n") != NULL) == begun,
                  "what was begun is aborted");
            CHECK_U64(begun ? 200 : 0, c.client.outcome.http_status, "and its head is told");
            aborted = aborted || begun;
            CHECK(!c.script.open && !c.script.connecting, "closed");
            caller_check_no_key(&c, check_note("cancelled after %zu steps", stop));
            c.hold = 0;
            check_usable(&operations[2], check_note("cancelled after %zu steps", stop));
        }
        caller_end(&c);
    }
    CHECK(steps > 30 && aborted, "it was cancelled in many places");
}

TEST(client_can_be_cancelled_while_it_waits_for_a_try)
{
    const script_part part = {.open = YMR_E_REFUSED};
    caller_init(&c, &part, 1);
    c.config.platform.random = NULL;
    CHECK_STATUS(YMR_OK, caller_start_returns(&c), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it waits");
    ymr_client_cancel(&c.client);
    CHECK_STATUS(YMR_E_STOPPED, ymr_client_step(&c.client), NULL);
    check_usable(&operations[2], NULL);
    caller_end(&c);
}

TEST(client_answers_the_end_again_until_the_next_call)
{
    const script_part part = {.answer = "HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n"};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_E_HTTP_STATUS, caller_get_return(&c), NULL);
    CHECK_STATUS(YMR_E_HTTP_STATUS, ymr_client_step(&c.client), NULL);
    CHECK_STATUS(YMR_E_HTTP_STATUS, ymr_client_step(&c.client), NULL);
    ymr_client_cancel(&c.client);
    CHECK_STATUS(YMR_E_HTTP_STATUS, ymr_client_step(&c.client), "nothing was there to be cancelled");
    CHECK_SIZE(1, c.script.requests, NULL);
    caller_end(&c);
}

TEST(client_wipes_the_key_before_it_reads_the_answer)
{
    const script_part part = {.answer = HTTP_ONE, .pause_ms = 100};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_OK, ymr_start_return(&c.client, 7, 8, &c.result), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it is sent");
    CHECK_SIZE(1, c.script.requests, "it is sent");
    caller_check_no_key(&c, "and gone");
    CHECK_STATUS(YMR_OK, ymr_client_run(&c.client), NULL);
    caller_end(&c);
}

/* Long lists in the default workspace. */

static size_t put_item(char *to, unsigned n)
{
    return (size_t)sprintf(
        to,
        "{\"marketSku\":%u,\"shopSku\":\"sku %u\",\"count\":%u,\"decisions\":[{\"returnItemId\":%u,"
        "\"comment\":\"не подошло \\n\",\"amount\":{\"value\":%u.50,\"currencyId\":\"RUR\"},"
        "\"images\":[\"a%u\",\"b%u\"]}]}",
        n, n, n % 7 + 1, n * 3, n, n, n);
}

static char *long_return(unsigned items)
{
    char *body = malloc(items * 300 + 300);
    size_t at = (size_t)sprintf(body, "{\"status\":\"OK\",\"result\":{\"id\":8,\"items\":[");
    for (unsigned i = 0; i < items; i++) {
        at += (size_t)sprintf(body + at, i == 0 ? "" : ",");
        at += put_item(body + at, i);
    }
    sprintf(body + at, "],\"orderId\":7,\"returnType\":\"RETURN\"}}");
    return body;
}

TEST(client_reads_a_thousand_items_in_the_default_workspace)
{
    static const size_t pieces[] = {1, 7, 1000, 0};
    char *body = long_return(1000);
    char *answer = answer_make(ANSWER_OK, ANSWER_CHUNKED, body, strlen(body), NULL);
    static char expected[CALLER_JOURNAL];
    for (size_t p = 0; p < COUNT_OF(pieces); p++) {
        const script_part part = {.answer = answer, .piece = pieces[p]};
        caller_init(&c, &part, 1);
        CHECK_STATUS(YMR_OK, caller_get_items(&c), NULL);
        CHECK_U64(1000, c.count, "every item");
        CHECK(strstr(c.journal.text,
                     "element 999 {marketSku=999;shopSku=\"sku 999\";count=6;decisions=[{returnItemId="
                     "2997;") != NULL,
              "the last one");
        CHECK(strstr(c.journal.text, "commit 0\n{id=8;orderId=7;items=[];returnType=3\"RETURN\";}\n") != NULL,
              "the rest");
        if (p == 0) {
            memcpy(expected, c.journal.text, c.journal.length + 1);
        }
        CHECK(strcmp(expected, c.journal.text) == 0, "the same in pieces of any size");
        caller_end(&c);
    }
    const script_part part = {.answer = answer};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_E_SPACE, caller_get_return(&c), "whole it does not fit");
    CHECK_U64(strlen(body), c.client.report.fault.needed, NULL);
    caller_end(&c);
    free(answer);
    free(body);
}

TEST(client_reads_a_page_of_a_hundred_in_a_workspace_for_one)
{
    char *body = malloc(100 * 1200 + 300);
    size_t at = (size_t)sprintf(body, "{\"result\":{\"returns\":[");
    for (unsigned i = 0; i < 100; i++) {
        at += (size_t)sprintf(body + at, "%s{\"id\":%u,\"orderId\":%u,\"items\":[", i == 0 ? "" : ",", i,
                              i * 10);
        for (unsigned n = 0; n < 4; n++) {
            at += (size_t)sprintf(body + at, n == 0 ? "" : ",");
            at += put_item(body + at, i * 4 + n);
        }
        at += (size_t)sprintf(body + at, "],\"returnType\":\"RETURN\"}");
    }
    sprintf(body + at, "]},\"status\":\"OK\"}");
    char *answer = answer_make(ANSWER_OK, ANSWER_LENGTH, body, strlen(body), NULL);
    const script_part part = {.answer = answer, .piece = 1400};
    caller_init_sized(&c, &part, 1, 512, 1100, 110);
    CHECK_STATUS(YMR_OK, caller_get_returns(&c), NULL);
    CHECK_U64(100, c.count, "every return");
    CHECK(strstr(c.journal.text, "oversize") == NULL, "every one fits");
    CHECK(strstr(c.journal.text, "element 99 {id=99;orderId=990;items=[{marketSku=396;") != NULL,
          "the last one");
    caller_end(&c);
    free(answer);
    free(body);
}

/* Photos. */

TEST(client_streams_a_photo_with_offsets_and_totals)
{
    enum { SIZE = 5000 };
    static char photo[SIZE];
    for (size_t i = 0; i < SIZE; i++) {
        photo[i] = (char)(i * 7);
    }
    static const char *const types[] = {"image/jpeg", "image/png", "application/octet-stream"};
    for (size_t t = 0; t < COUNT_OF(types); t++) {
        static const char *const magics[] = {"\xff\xd8\xff", "\x89PNG\r\n\x1a\n", "any"};
        memcpy(photo, magics[t], strlen(magics[t]));
        for (unsigned framing = 0; framing < 3; framing++) {
            for (unsigned manner = 0; manner < 6; manner++) {
                char fields[80];
                size_t length;
                snprintf(fields, sizeof fields, "200 OK\r\nContent-Type: %s\r\n", types[t]);
                char *answer = answer_make(fields, (answer_framing)framing, photo, SIZE, &length);
                const script_part part = {.answer = answer, .length = length, .piece = manner * manner * 3};
                caller_init(&c, &part, 1);
                c.bite = manner == 3 ? 11 : 0;
                c.hold = manner % 3;
                CHECK_STATUS(YMR_OK, caller_get_photo(&c), types[t]);
                CHECK_U64(SIZE, c.photo_bytes, NULL);
                CHECK_U64(caller_print(0, photo, SIZE), c.photo_print, "every byte");
                CHECK_U64(1, c.photo_starts, "begun once");
                CHECK_U64(SIZE, c.client.outcome.received, NULL);
                caller_end(&c);
                free(answer);
            }
        }
    }
}

TEST(client_refuses_what_is_no_photo)
{
    static const struct {
        const char *answer;
        ymr_status status;
        size_t tries;
    } rows[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{}", YMR_E_CONTENT, 1},
        {"HTTP/1.1 200 OK\r\n\r\n\xff\xd8\xff", YMR_E_CONTENT, 1},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n<html>", YMR_E_CONTENT, 1},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\xff\xd8\xff", YMR_E_CONTENT, 1},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 10\r\n\r\n\xff\xd8\xff photo",
         YMR_E_CLOSED, 3},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 52428801\r\n\r\n\xff\xd8\xff",
         YMR_E_TOO_BIG, 1},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 99999999999999999999\r\n\r\n",
         YMR_E_FRAMING, 1},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Encoding: gzip\r\n\r\n\xff\xd8\xff",
         YMR_E_ENCODING, 1},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        for (size_t piece = 0; piece < 4; piece++) {
            const script_part part = {.answer = rows[i].answer, .piece = piece};
            caller_init(&c, &part, 1);
            CHECK_STATUS(rows[i].status, caller_get_photo(&c), rows[i].answer);
            CHECK_SIZE(rows[i].tries, c.script.requests, rows[i].answer);
            CHECK(rows[i].tries == 3 || c.photo_bytes == 0, "not a byte reaches the taker");
            check_usable(&operations[3], rows[i].answer);
            caller_end(&c);
        }
    }
}

TEST(client_ends_a_photo_that_is_longer_than_allowed)
{
    const size_t over = YMR_MAX_PHOTO + 1;
    char *answer = malloc(over + 200);
    for (unsigned one_less = 0; one_less < 2; one_less++) {
        const size_t at =
            (size_t)sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xff\xd8\xff");
        memset(answer + at, 'x', over - 3);
        const script_part part = {.answer = answer, .length = at + over - 3 - one_less, .piece = 100000};
        caller_init_sized(&c, &part, 1, 65536, 512, 10);
        CHECK_STATUS(one_less ? YMR_OK : YMR_E_TOO_BIG, caller_get_photo(&c), "unannounced");
        CHECK(one_less ? c.photo_bytes == YMR_MAX_PHOTO : c.photo_bytes <= YMR_MAX_PHOTO,
              "never more than the limit");
        CHECK_SIZE(1, c.script.requests, "and not once more");
        caller_end(&c);
    }
    free(answer);
}

TEST(client_begins_a_photo_again_from_the_start)
{
    static const char whole[] =
        "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\nContent-Length: 9\r\n\r\n\xff\xd8\xffphoto!";
    for (size_t cut = 1; cut < sizeof whole - 1; cut++) {
        const script_part parts[] = {{.answer = whole, .length = cut, .end = SCRIPT_RESET, .piece = 2},
                                     {.answer = whole, .piece = 2}};
        caller_init(&c, parts, 2);
        CHECK_STATUS(YMR_OK, caller_get_photo(&c), check_note("cut at %zu", cut));
        CHECK(came_whole(&operations[3]), check_note("cut at %zu", cut));
        CHECK(c.photo_starts == 1 + (cut >= sizeof whole - 1 - 9 + 3), check_note("cut at %zu", cut));
        caller_end(&c);
    }
}

TEST(client_takes_an_empty_photo_for_one_empty_chunk)
{
    const script_part part = {.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\n"
                                        "Content-Length: 0\r\n\r\n"};
    for (unsigned hold = 0; hold < 3; hold++) {
        caller_init(&c, &part, 1);
        c.hold = hold;
        CHECK_STATUS(YMR_OK, caller_get_photo(&c), NULL);
        CHECK_U64(1, c.count, "one chunk");
        CHECK_U64(0, c.photo_bytes, "of nothing");
        caller_end(&c);
    }
}

/* What the configuration says of store and business holds where the call says nothing else. */
TEST(client_asks_for_another_store_than_its_own)
{
    const script_part part = {.answer = HTTP_ONE};
    const ymr_answer answer = {&ymr_return_shape, &c.result, false};
    ymr_request what = {
        .operation = &ymr_operation_get_return, .campaign_id = 9, .order_id = 7, .return_id = 8};
    caller_init(&c, &part, 1);
    CHECK_STATUS(YMR_OK, ymr_start_object(&c.client, &what, &answer), NULL);
    CHECK_STATUS(YMR_OK, ymr_client_run(&c.client), NULL);
    what = (ymr_request){.operation = &ymr_operation_get_business_orders, .business_id = 10};
    CHECK_STATUS(YMR_OK, ymr_start_object(&c.client, &what, &answer), NULL);
    CHECK_STATUS(YMR_OK, ymr_client_run(&c.client), NULL);
    CHECK(strncmp(c.script.request[0], "GET /v2/campaigns/9/orders/7/returns/8 ", 39) == 0,
          c.script.request[0]);
    CHECK(strncmp(c.script.request[1], "POST /v1/businesses/10/orders ", 30) == 0, c.script.request[1]);
    caller_end(&c);
}

/* RFC 9110, section 15.6: what may be otherwise in a moment, and what will not. */
TEST(client_tries_again_when_the_server_is_overloaded)
{
    static const struct {
        unsigned http;
        size_t tries;
    } rows[] = {{500, 3}, {501, 1}, {502, 3}, {503, 3}, {504, 3}, {505, 1}, {400, 1}, {403, 1}};
    static const char *const bodies[] = {"", ERROR("X", "x")};
    for (size_t i = 0; i < 2 * COUNT_OF(rows); i++) {
        char answer[256];
        const char *body = bodies[i % 2];
        snprintf(answer, sizeof answer,
                 "HTTP/1.1 %u No\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                 rows[i / 2].http, strlen(body), body);
        const script_part part = {.answer = answer};
        caller_init(&c, &part, 1);
        CHECK_STATUS(body[0] != '\0' ? YMR_E_API : YMR_E_HTTP_STATUS, caller_get_return(&c), answer);
        CHECK_SIZE(rows[i / 2].tries, c.script.requests, answer);
        caller_end(&c);
    }
}

TEST(client_never_waits_longer_than_its_clock_measures)
{
    const script_part part = {.open = YMR_E_REFUSED};
    caller_init(&c, &part, 1);
    c.config.policy = (ymr_policy){0, 0, 0, 3000000000u, UINT32_MAX, 9, false};
    c.script.chance = 5;
    CHECK_STATUS(YMR_E_REFUSED, caller_get_return(&c), "twice three billion milliseconds are no wait");
    CHECK_SIZE(2, c.script.opens, "one wait, of a random part");
    CHECK_U64(1005, c.script.now, "one wait, of a random part");
    caller_end(&c);
}

/* A call with an effect that is given up: what was not sent had none, of what was nobody knows. */
TEST(client_says_of_a_cancelled_act_whether_it_is_open)
{
    static const ymr_item_decision one = {.return_item_id = 9, .type = YMR_DECISION_TYPE_REFUND_MONEY};
    static const ymr_decisions all = {&one, 1};
    const script_part part = {.answer = HTTP_ONE, .accept = 10, .send_ms = 1, .open_ms = 5};
    for (unsigned sent = 0; sent < 2; sent++) {
        caller_init(&c, &part, 1);
        CHECK_STATUS(YMR_OK, ymr_start_submit_decisions(&c.client, 7, 8, &all), NULL);
        CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it connects");
        for (unsigned i = 0; i < 10 && sent; i++) {
            ymr_client_wait(&c.client, 1);
            CHECK_STATUS(YMR_PENDING, ymr_client_step(&c.client), "it sends");
        }
        ymr_client_cancel(&c.client);
        CHECK_STATUS(sent ? YMR_E_OUTCOME_UNKNOWN : YMR_E_STOPPED, c.client.outcome.status, NULL);
        CHECK_STATUS(sent ? YMR_E_STOPPED : YMR_OK, c.client.outcome.cause, NULL);
        caller_check_no_key(&c, NULL);
        caller_end(&c);
    }
}
