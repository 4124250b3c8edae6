/*
 * A connection that the server keeps open: what goes over it, when it is left, and that a call with a lasting
 * effect arrives once, whatever becomes of connections. The server plays one part a connection, any number of
 * calls each.
 */
#include "check.h"
#include "ymr/create.h"
#include "ymr/url.h"

#define BARE "\"id\":8,\"orderId\":7,\"items\":[],\"returnType\":\"RETURN\""
#define ONE "{\"status\":\"OK\",\"result\":{" BARE "}}"
#define JSON_OK "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
#define GOOD JSON_OK "Content-Length: 78\r\n\r\n" ONE
#define CLOSING JSON_OK "Connection: close\r\nContent-Length: 78\r\n\r\n" ONE
#define TO_THE_END JSON_OK "\r\n" ONE
#define TALKATIVE GOOD "HTTP/1.1 400"
#define NOT_KNOWN "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: 18\r\n\r\n" \
    "{\"status\":\"ERROR\"}"
#define SPOILT JSON_OK "Content-Length: 2\r\n\r\n[]"
#define PAGE(more) "{\"status\":\"OK\",\"result\":{\"returns\":[{" BARE "}]" more "}}"
#define FIRST_PAGE JSON_OK "Content-Length: 123\r\n\r\n" PAGE(",\"paging\":{\"nextPageToken\":\"t\"}")
#define LAST_PAGE JSON_OK "Content-Length: 92\r\n\r\n" PAGE("")
#define DONE JSON_OK "Content-Length: 78\r\n\r\n" \
    "{\"status\":\"OK\",\"result\":{\"operation\":{\"id\":\"o\",\"type\":\"RETURN_CANCELLATION\"}}}"

enum { ANSWERS = 3, SEEN = 12 };

/* How a connection ends when its answers are used up. */
typedef enum ending {
    STAYS,          /* open and silent */
    CLOSED,         /* at once: who looks sees it */
    CLOSED_UNSEEN,  /* when the next request has come */
    RESET_UNSEEN,   /* likewise, by a reset */
    BROKEN_UNSEEN,  /* likewise: the device fails */
    REFUSES_TO_SEND /* the next send fails */
} ending;

typedef struct part {
    const char *answers[ANSWERS];
    ending end;
    const char *unasked; /* comes when the answers are used up */
} part;

typedef struct server {
    ymr_transport transport;
    const part *parts; /* the last one is played for all that follow */
    size_t count;
    uint32_t now;

    bool open;
    const part *part;
    size_t answered; /* requests of this connection */
    const char *coming;
    char request[4096];
    size_t length;

    size_t opens;
    size_t closes;
    size_t requests;
    char lines[SEEN][8]; /* the methods */
    size_t over[SEEN];   /* the connections that they came by, from 1 */
    bool kept_asked;     /* the last request said keep-alive */
} server;

typedef struct fixture {
    server server;
    ymr_config config;
    ymr_client client;
    ymr_return result;
    ymr_cancellation cancellation;
    size_t failures; /* tries that the log calls failed */
    char io[2048];
    char text[4096];
    ymr_token tokens[200];
} fixture;

static fixture f;

/* The server. */

static server *server_of(ymr_transport *transport)
{
    return (server *)(void *)transport;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    server *s = server_of(transport);
    (void)endpoint;
    CHECK(!s->open, "open is not called on an open connection");
    s->part = &s->parts[s->opens < s->count ? s->opens : s->count - 1];
    s->opens++;
    s->open = true;
    s->answered = 0;
    s->coming = "";
    s->length = 0;
    return YMR_OK;
}

static const char *next_answer(const server *s)
{
    return s->answered < ANSWERS ? s->part->answers[s->answered] : NULL;
}

static void take_request(server *s)
{
    const bool posted = strncmp(s->request, "POST", 4) == 0;
    if (strstr(s->request, "\r\n\r\n") == NULL || (posted && s->request[s->length - 1] != '}') ||
        !CHECK(s->requests < SEEN, "no more requests than are expected anywhere")) {
        return;
    }
    memcpy(s->lines[s->requests], s->request, 4);
    s->over[s->requests] = s->opens;
    s->requests++;
    s->kept_asked = strstr(s->request, "\r\nConnection: keep-alive\r\n") != NULL;
    s->coming = next_answer(s) != NULL ? next_answer(s) : "";
    s->answered++;
    s->length = 0;
}

static bool is_over(const server *s)
{
    return s->answered > 0 && next_answer(s) == NULL;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    server *s = server_of(transport);
    CHECK(s->open, "send: on an open connection");
    if (is_over(s) && s->part->end == REFUSES_TO_SEND) {
        return YMR_E_RESET;
    }
    if (!CHECK(s->length + length < sizeof s->request, "the request fits")) {
        return YMR_E_IO;
    }
    memcpy(s->request + s->length, bytes, length);
    s->length += length;
    s->request[s->length] = '\0';
    *sent = length;
    take_request(s);
    return YMR_OK;
}

/* After the last answer. */
static ymr_status end_of(const server *s)
{
    const bool asked_again =
        s->answered > ANSWERS || (s->answered > 0 && s->part->answers[s->answered - 1] == NULL);
    switch (s->part->end) {
    case CLOSED:
        return is_over(s) ? YMR_OK : YMR_PENDING;
    case CLOSED_UNSEEN:
        return asked_again ? YMR_OK : YMR_PENDING;
    case RESET_UNSEEN:
        return asked_again ? YMR_E_RESET : YMR_PENDING;
    case BROKEN_UNSEEN:
        return asked_again ? YMR_E_IO : YMR_PENDING;
    default:
        return YMR_PENDING;
    }
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    server *s = server_of(transport);
    CHECK(s->open && room > 0, "receive: on an open connection, with room");
    if (*s->coming == '\0' && is_over(s) && s->part->unasked != NULL) {
        s->coming = s->part->unasked;
    }
    *received = strlen(s->coming) < room ? strlen(s->coming) : room;
    if (*received == 0) {
        return end_of(s);
    }
    memcpy(bytes, s->coming, *received);
    s->coming += *received;
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    server *s = server_of(transport);
    s->closes++;
    s->open = false;
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    (void)interest;
    server_of(transport)->now += timeout < 20000 ? timeout : 20000;
}

static uint32_t ticks(void *context)
{
    return ((server *)context)->now;
}

static void on_log(void *context, ymr_log_event event, int64_t value)
{
    fixture *at = context;
    (void)value;
    at->failures += event == YMR_LOG_FAILED ? 1 : 0;
}

static void begin(const part *parts, size_t count)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};
    static const ymr_policy policy = YMR_POLICY_DEFAULT;
    memset(&f, 0, sizeof f);
    f.server.transport.api = &api;
    f.server.parts = parts;
    f.server.count = count;
    f.config.transport = &f.server.transport;
    f.config.platform = (ymr_platform){ticks, NULL, &f.server};
    f.config.endpoint = (ymr_endpoint){"market.example", 443, true};
    f.config.api_key = "ACMA:reuse";
    f.config.campaign_id = 5;
    f.config.business_id = 6;
    f.config.workspace = (ymr_workspace){f.io, sizeof f.io, f.text, sizeof f.text, f.tokens, 200};
    f.config.policy = policy;
    f.config.log = on_log;
    f.config.context = &f;
    CHECK_STATUS(YMR_OK, ymr_client_init(&f.client, &f.config), NULL);
}

static ymr_status ask(void)
{
    return ymr_get_return(&f.client, 7, 8, &f.result);
}

static ymr_status act(void)
{
    return ymr_cancel_return(&f.client, 8, &f.cancellation);
}

static size_t posts(void)
{
    size_t count = 0;
    for (size_t i = 0; i < f.server.requests; i++) {
        count += strcmp(f.server.lines[i], "POST") == 0 ? 1 : 0;
    }
    return count;
}

static void check_server(size_t opens, size_t requests, const char *note)
{
    CHECK_SIZE(opens, f.server.opens, note);
    CHECK_SIZE(requests, f.server.requests, note);
}

/* Facts. */

TEST(reuse_sends_the_next_call_over_the_kept_connection)
{
    const part parts[] = {{{GOOD, GOOD, GOOD}, STAYS, NULL}};
    begin(parts, 1);
    for (size_t i = 1; i <= 3; i++) {
        CHECK_STATUS(YMR_OK, ask(), check_note("call %zu", i));
        CHECK_I64(8, f.result.id, "the return itself");
        CHECK(f.server.open && f.server.kept_asked, "left open, as was asked for");
        check_server(1, i, check_note("after call %zu", i));
        CHECK_U64(1, f.client.outcome.attempts, NULL);
    }
    CHECK_SIZE(0, f.failures, NULL);
}

TEST(reuse_is_a_policy)
{
    const part parts[] = {{{GOOD, GOOD}, STAYS, NULL}};
    begin(parts, 1);
    f.config.policy.reuse = false;
    for (size_t i = 1; i <= 2; i++) {
        CHECK_STATUS(YMR_OK, ask(), NULL);
        CHECK(!f.server.open && !f.server.kept_asked, "closed, as was asked for");
        check_server(i, i, NULL);
    }
}

static ymr_status count_element(void *context, uint32_t index, const void *element)
{
    (void)index;
    (void)element;
    (*(size_t *)context)++;
    return YMR_OK;
}

TEST(reuse_keeps_pages_on_one_connection)
{
    static const ymr_list_events events = {NULL, count_element, NULL, NULL, NULL};
    const part parts[] = {{{FIRST_PAGE, LAST_PAGE, GOOD}, STAYS, NULL}};
    size_t elements = 0;
    begin(parts, 1);
    CHECK_STATUS(YMR_OK, ymr_get_returns(&f.client, NULL, &events, &elements, &f.result), NULL);
    CHECK_SIZE(2, elements, NULL);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    check_server(1, 3, NULL);
}

TEST(reuse_keeps_nothing_that_cannot_be_used_again)
{
    static const struct {
        const char *name;
        const char *answer;
        ending end;
    } rows[] = {
        {"the server says close", CLOSING, STAYS},
        {"the body ends with the connection", TO_THE_END, CLOSED},
        {"more came than was asked for", TALKATIVE, STAYS},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const part parts[] = {{{rows[i].answer}, rows[i].end, NULL}, {{GOOD}, STAYS, NULL}};
        begin(parts, 2);
        CHECK_STATUS(YMR_OK, ask(), rows[i].name);
        CHECK(!f.server.open, rows[i].name);
        CHECK_STATUS(YMR_OK, ask(), rows[i].name);
        check_server(2, 2, rows[i].name);
        CHECK_SIZE(0, f.failures, rows[i].name);
    }
}

TEST(reuse_leaves_a_connection_that_is_not_quiet)
{
    static const part rows[] = {
        {{GOOD}, CLOSED, NULL},
        {{GOOD}, STAYS, GOOD},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const part parts[] = {rows[i], {{GOOD}, STAYS, NULL}};
        const char *note = check_note("row %zu", i);
        begin(parts, 2);
        CHECK_STATUS(YMR_OK, ask(), note);
        CHECK(f.server.open, note);
        CHECK_STATUS(YMR_OK, ask(), note);
        check_server(2, 2, note);
        CHECK_SIZE(2, f.server.over[1], "nothing was written to the old one");
        CHECK_SIZE(0, f.failures, note);
    }
}

TEST(reuse_replaces_once_what_had_ended_unseen)
{
    static const struct {
        ending end;
        size_t requests; /* that reached a server */
    } rows[] = {{CLOSED_UNSEEN, 3}, {RESET_UNSEEN, 3}, {BROKEN_UNSEEN, 3}, {REFUSES_TO_SEND, 2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const part parts[] = {{{GOOD}, rows[i].end, NULL}, {{GOOD}, STAYS, NULL}};
        const char *note = check_note("row %zu", i);
        begin(parts, 2);
        f.config.policy.attempts = 1;
        CHECK_STATUS(YMR_OK, ask(), note);
        CHECK_STATUS(YMR_OK, ask(), note);
        check_server(2, rows[i].requests, note);
        CHECK_U64(1, f.client.outcome.attempts, "that was no try");
        CHECK_SIZE(0, f.failures, note);
        CHECK_U64(0, f.server.now, "and nobody waited");
    }
}

TEST(reuse_does_not_excuse_the_new_connection)
{
    const part parts[] = {{{GOOD}, RESET_UNSEEN, NULL}, {{NULL}, RESET_UNSEEN, NULL}};
    begin(parts, 2);
    f.config.policy.attempts = 1;
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK_STATUS(YMR_E_RESET, ask(), "one new connection, and that was a try");
    check_server(2, 3, NULL);
    CHECK_SIZE(1, f.failures, NULL);
}

TEST(reuse_does_not_excuse_an_answer_that_broke_off)
{
    const part parts[] = {{{GOOD, JSON_OK}, CLOSED, NULL}, {{GOOD}, STAYS, NULL}};
    begin(parts, 2);
    f.config.policy.attempts = 1;
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK_STATUS(YMR_E_CLOSED, ask(), "bytes had come");
    check_server(1, 2, NULL);
    CHECK_STATUS(YMR_OK, ask(), "and the next call has a new one");
    check_server(2, 3, NULL);
}

TEST(reuse_is_not_for_calls_with_a_lasting_effect)
{
    const part parts[] = {{{GOOD, DONE}, STAYS, NULL}, {{DONE, GOOD}, STAYS, NULL}};
    begin(parts, 2);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK_STATUS(YMR_OK, act(), NULL);
    check_server(2, 2, "a new connection for the POST");
    CHECK_SIZE(1, posts(), NULL);
    CHECK_SIZE(2, f.server.over[1], NULL);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    check_server(2, 3, "which the next question may use");
}

TEST(reuse_never_sends_a_lasting_call_twice)
{
    static const ending ends[] = {CLOSED_UNSEEN, RESET_UNSEEN, BROKEN_UNSEEN};
    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        const part parts[] = {{{GOOD}, STAYS, NULL}, {{NULL}, ends[i], NULL}, {{DONE}, STAYS, NULL}};
        const char *note = check_note("row %zu", i);
        begin(parts, 3);
        CHECK_STATUS(YMR_OK, ask(), note);
        CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, act(), note);
        CHECK_SIZE(1, posts(), note);
        check_server(2, 2, note);
    }
}

/* A question is given up on its way over the kept connection: what was known of that must be forgotten. */
TEST(reuse_never_sends_a_lasting_call_twice_after_a_question_was_given_up)
{
    const part parts[] = {{{GOOD}, STAYS, NULL}, {{NULL}, RESET_UNSEEN, NULL}, {{DONE}, STAYS, NULL}};
    begin(parts, 3);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK_STATUS(YMR_OK, ymr_start_return(&f.client, 7, 8, &f.result), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&f.client), "sent, and no answer yet");
    check_server(1, 2, NULL);
    ymr_client_cancel(&f.client);
    CHECK(!f.server.open, "its answer would be taken for that of the next");
    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, act(), NULL);
    CHECK_SIZE(1, posts(), "once");
    check_server(2, 3, NULL);
}

TEST(reuse_ends_with_an_error)
{
    static const struct {
        const char *answer;
        ymr_status status;
    } rows[] = {
        {NOT_KNOWN, YMR_E_NOT_FOUND},
        {SPOILT, YMR_E_TYPE},
        {NULL, YMR_E_IDLE_TIMEOUT},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const part parts[] = {{{GOOD, rows[i].answer}, STAYS, NULL}, {{GOOD}, STAYS, NULL}};
        const char *note = check_note("row %zu", i);
        begin(parts, 2);
        f.config.policy.attempts = 1;
        CHECK_STATUS(YMR_OK, ask(), note);
        CHECK_STATUS(rows[i].status, ask(), note);
        check_server(1, 2, note);
        CHECK(!f.server.open, "closed");
        CHECK_STATUS(YMR_OK, ask(), note);
        check_server(2, 3, note);
    }
}

TEST(reuse_closes_when_told)
{
    const part parts[] = {{{GOOD}, STAYS, NULL}};
    begin(parts, 1);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK(f.server.open, NULL);
    ymr_client_close(&f.client);
    CHECK(!f.server.open, NULL);
    CHECK_STATUS(YMR_OK, ask(), "it can be used on");
    check_server(2, 2, NULL);
}

static ymr_status take_chunk(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = chunk->length;
    return YMR_OK;
}

TEST(reuse_is_for_the_market_alone)
{
    const part parts[] = {{{GOOD, GOOD}, STAYS, NULL}, {{GOOD}, STAYS, NULL}, {{GOOD}, STAYS, NULL}};
    static ymr_url url;
    begin(parts, 3);
    CHECK_STATUS(YMR_OK, ymr_url_parse((ymr_text){"https://files.example/a", 23}, &url), NULL);
    CHECK_STATUS(YMR_OK, ask(), NULL);
    CHECK_STATUS(YMR_OK, ymr_download(&f.client, &url, 1000, take_chunk, NULL), NULL);
    check_server(2, 2, "a file from elsewhere");
    CHECK(!f.server.open, "whose connection is not kept either");
    CHECK_STATUS(YMR_OK, ask(), NULL);
    check_server(3, 3, NULL);
}
