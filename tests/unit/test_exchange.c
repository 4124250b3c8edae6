/* One call without I/O: the request is sent and wiped, the body goes to its sink, which is ended once. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "dump.h"
#include "ymr/exchange.h"
#include "ymr/request.h"

enum { IO = 128 };

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, IO};

/* A sink that writes down what happens to it. */
typedef struct diary {
    ymr_sink sink;
    dump journal;
    char text[4096];
    size_t bite; /* bytes taken at a time; 0: all */
    bool pauses; /* every other time it takes nothing: "not now" */
    bool paused;
    unsigned end_pauses; /* how often its end is put off */
    ymr_status on_begin, on_take, on_end;
} diary;

static diary *diary_of(ymr_sink *sink)
{
    return (diary *)(void *)sink;
}

static ymr_status on_begin(ymr_sink *sink, const ymr_response *head)
{
    diary *d = diary_of(sink);
    dump_format(&d->journal, "begin %u:", head->status);
    return d->on_begin;
}

static ymr_status on_take(ymr_sink *sink, const char *bytes, size_t length, size_t *taken)
{
    diary *d = diary_of(sink);
    *taken = 0;
    CHECK(length > 0, "something is offered");
    if (d->on_take != YMR_OK) {
        return d->on_take;
    }
    d->paused = d->pauses && !d->paused;
    if (d->paused) {
        return YMR_PENDING;
    }
    *taken = d->bite != 0 && d->bite < length ? d->bite : length;
    dump_format(&d->journal, "%.*s", (int)*taken, bytes);
    return YMR_OK;
}

static ymr_status on_end(ymr_sink *sink, ymr_status outcome)
{
    diary *d = diary_of(sink);
    if (outcome == YMR_OK && d->end_pauses > 0) {
        d->end_pauses--;
        return YMR_PENDING;
    }
    dump_format(&d->journal, " end %s", ymr_status_name(outcome));
    return outcome == YMR_OK ? d->on_end : outcome;
}

static const ymr_sink_api api = {on_begin, on_take, NULL, on_end};

static ymr_exchange exchange;
static diary good, bad;
static char io[IO + 1];

static const char request[] = "GET / HTTP/1.1\r\nApi-Key: secret\r\n\r\n";

static void begin_diary(diary *d)
{
    memset(d, 0, sizeof *d);
    d->sink.api = &api;
    dump_begin(&d->journal, d->text, sizeof d->text);
}

static void begin(void)
{
    begin_diary(&good);
    begin_diary(&bad);
    memset(io, '-', sizeof io);
    memcpy(io, request, sizeof request - 1);
    memset(&exchange, 0xa5, sizeof exchange);
    ymr_exchange_init(&exchange, io, IO, sizeof request - 1, &good.sink, &bad.sink);
}

static bool is_wiped(void)
{
    for (size_t i = 0; i < sizeof request - 1; i++) {
        if (io[i] != '\0') {
            return false;
        }
    }
    return true;
}

static void send_all(void)
{
    ymr_exchange_sent(&exchange, ymr_exchange_to_send(&exchange).length);
}

/* Works through what is held back until it is not, or another word is said. */
static ymr_status work(ymr_status status)
{
    for (unsigned n = 0; status == YMR_PENDING && exchange.held && n < 10000; n++) {
        status = ymr_exchange_received(&exchange, 0);
    }
    return status;
}

static ymr_status receive(const char *bytes, size_t length, size_t piece)
{
    ymr_status status = YMR_PENDING;
    for (size_t at = 0; at < length && status == YMR_PENDING;) {
        char *to = NULL;
        const size_t room = ymr_exchange_room(&exchange, &to);
        size_t size = piece < length - at ? piece : length - at;
        CHECK(room == IO && to == io, "all of the buffer is free between two receives");
        size = size < room ? size : room;
        memcpy(to, bytes + at, size);
        at += size;
        status = work(ymr_exchange_received(&exchange, size));
    }
    return status;
}

/* The whole call, its end at the network included. */
static ymr_status call(const char *answer, size_t length, size_t piece)
{
    send_all();
    ymr_status status = receive(answer, length, piece);
    if (status == YMR_PENDING) {
        status = work(ymr_exchange_closed(&exchange));
    }
    if (status != YMR_OK) {
        ymr_exchange_fail(&exchange, status);
        ymr_exchange_fail(&exchange, status);
    }
    return status;
}

TEST(exchange_wipes_the_request_with_its_last_byte)
{
    char *at;
    begin();
    CHECK_SIZE(0, ymr_exchange_room(&exchange, &at), "no room while it is sent");
    for (size_t left = sizeof request - 1; left > 0; left--) {
        const ymr_text rest = ymr_exchange_to_send(&exchange);
        CHECK_BYTES(request + sizeof request - 1 - left, left, rest.bytes, rest.length, "the rest");
        CHECK(!is_wiped(), "not yet");
        ymr_exchange_sent(&exchange, 0);
        ymr_exchange_sent(&exchange, 1);
        CHECK(exchange.sent_any, NULL);
    }
    CHECK(is_wiped(), "nothing is left of it");
    CHECK_SIZE(0, ymr_exchange_to_send(&exchange).length, "nothing to send");
    CHECK_SIZE(IO, ymr_exchange_room(&exchange, &at), "all the room");
}

TEST(exchange_wipes_the_request_when_it_fails)
{
    for (size_t sent = 0; sent < sizeof request - 1; sent++) {
        begin();
        CHECK(!exchange.sent_any, NULL);
        ymr_exchange_sent(&exchange, sent);
        ymr_exchange_fail(&exchange, YMR_E_RESET);
        CHECK(is_wiped(), check_note("failed after %zu bytes", sent));
        CHECK_SIZE(0, ymr_exchange_to_send(&exchange).length, "nothing more is sent");
        CHECK(exchange.sent_any == (sent > 0), NULL);
        CHECK_STR("", good.text, "no sink was begun, so none is ended");
        CHECK_STR("", bad.text, "no sink was begun, so none is ended");
    }
}

static const struct {
    const char *answer;
    ymr_status status;
    const char *good, *bad;
} answers[] = {
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", YMR_OK, "begin 200:hello end YMR_OK", ""},
    {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", YMR_OK, "begin 200: end YMR_OK", ""},
    {"HTTP/1.1 204 \r\n\r\n", YMR_OK, "begin 204: end YMR_OK", ""},
    {"HTTP/1.1 200 OK\r\n\r\nhello", YMR_OK, "begin 200:hello end YMR_OK", ""},
    {"HTTP/1.1 200 OK\r\n\r\n", YMR_OK, "begin 200: end YMR_OK", ""},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a=b\r\nhel\r\n2\r\nlo\r\n0\r\nX: y\r\n\r\n",
     YMR_OK, "begin 200:hello end YMR_OK", ""},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", YMR_OK, "begin 200: end YMR_OK", ""},
    {"HTTP/1.1 100 \r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx", YMR_OK, "begin 200:x end YMR_OK",
     ""},
    {"HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\n\r\n{}", YMR_OK, "", "begin 404:{} end YMR_OK"},
    {"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", YMR_OK, "", "begin 302: end YMR_OK"},
    {"HTTP/1.1 304 \r\n\r\n", YMR_OK, "", "begin 304: end YMR_OK"},
    {"HTTP/1.1 500 \r\nContent-Type: text/html\r\n\r\n<p>", YMR_OK, "", "begin 500:<p> end YMR_OK"},
    /* a page for people is no answer */
    {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\n\r\n<p>", YMR_E_CONTENT, "", ""},
    /* nor is a part of one, for nobody asked for a part */
    {"HTTP/1.1 206 Some\r\nContent-Range: bytes 0-2/9\r\nContent-Length: 3\r\n\r\nhel", YMR_E_CONTENT, "", ""},
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell", YMR_E_CLOSED, "begin 200:hell end YMR_E_CLOSED", ""},
    {"HTTP/1.1 500 Oh\r\nContent-Length: 5\r\n\r\nhell", YMR_E_CLOSED, "", "begin 500:hell end YMR_E_CLOSED"},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhelx", YMR_E_HTTP,
     "begin 200:hel end YMR_E_HTTP", ""},
    /* wrong right behind the head, however the bytes are cut: the head comes first */
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nx", YMR_E_HTTP, "begin 200: end YMR_E_HTTP", ""},
    {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nx", YMR_E_CONTENT, "", ""},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n", YMR_E_CLOSED,
     "begin 200:hel end YMR_E_CLOSED", ""},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n", YMR_E_FRAMING, "", ""},
    {"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nx", YMR_E_ENCODING, "", ""},
    {"HTTP/1.1 200 OK\r\nContent-Le", YMR_E_CLOSED, "", ""},
    {"SSH-2.0\r\n", YMR_E_HTTP, "", ""},
    {"", YMR_E_CLOSED, "", ""},
};

TEST(exchange_gives_each_body_to_its_sink_however_it_comes)
{
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
            for (unsigned manner = 0; manner < 8; manner++) {
                begin();
                good.pauses = bad.pauses = (manner & 1) != 0;
                good.bite = bad.bite = (manner & 2) != 0 ? 2 : 0;
                good.end_pauses = bad.end_pauses = manner & 4;
                CHECK_STATUS(answers[i].status,
                             call(answers[i].answer, strlen(answers[i].answer), piece_sizes[p]),
                             answers[i].answer);
                CHECK_STR(answers[i].good, good.text, answers[i].answer);
                CHECK_STR(answers[i].bad, bad.text, answers[i].answer);
                CHECK(exchange.begun == NULL && !exchange.sink_failed,
                      "all is ended, and no sink is to blame");
                CHECK(io[IO] == '-', "nothing is written behind the buffer");
            }
        }
    }
}

TEST(exchange_ends_with_what_the_sink_says)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    for (size_t p = 0; p < COUNT_OF(piece_sizes); p++) {
        begin();
        good.on_begin = YMR_E_RESET;
        CHECK_STATUS(YMR_E_RESET, call(answer, sizeof answer - 1, piece_sizes[p]), "begin");
        CHECK_STR("begin 200: end YMR_E_RESET", good.text, "what was begun is ended");
        CHECK(exchange.sink_failed, "not the network's error");
        begin();
        good.on_take = YMR_E_RESET;
        CHECK_STATUS(YMR_E_RESET, call(answer, sizeof answer - 1, piece_sizes[p]), "take");
        CHECK_STR("begin 200: end YMR_E_RESET", good.text, "take");
        CHECK(exchange.sink_failed, "not the network's error");
        begin();
        good.on_end = YMR_E_RESET;
        good.end_pauses = 2;
        CHECK_STATUS(YMR_E_RESET, call(answer, sizeof answer - 1, piece_sizes[p]), "end");
        CHECK_STR("begin 200:hello end YMR_OK", good.text, "it is not ended twice");
        CHECK(exchange.sink_failed, "not the network's error");
    }
}

TEST(exchange_fails_in_the_middle_of_anything)
{
    static const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
    for (size_t cut = 0; cut < sizeof answer - 1; cut++) {
        begin();
        send_all();
        CHECK_STATUS(YMR_PENDING, receive(answer, cut, IO), check_note("%zu", cut));
        ymr_exchange_fail(&exchange, YMR_E_IDLE_TIMEOUT);
        ymr_exchange_fail(&exchange, YMR_E_RESET);
        const size_t ends = strstr(good.text, "end YMR_E_IDLE_TIMEOUT") != NULL ? 1 : 0;
        CHECK_SIZE(good.text[0] != '\0', ends, check_note("%zu: ended once, if begun", cut));
        CHECK(strstr(good.text, "YMR_E_RESET") == NULL, "not twice");
    }
    begin();
    good.pauses = true;
    send_all();
    memcpy(io, answer, sizeof answer - 1);
    CHECK_STATUS(YMR_PENDING, ymr_exchange_received(&exchange, sizeof answer - 1), "held back");
    char *at;
    CHECK(exchange.held && ymr_exchange_room(&exchange, &at) == 0, "no room for more while it is held back");
    ymr_exchange_fail(&exchange, YMR_E_TOTAL_TIMEOUT);
    CHECK_STR("begin 200: end YMR_E_TOTAL_TIMEOUT", good.text, NULL);

    begin();
    good.end_pauses = 1;
    send_all();
    memcpy(io, answer, sizeof answer - 1);
    CHECK_STATUS(YMR_PENDING, ymr_exchange_received(&exchange, sizeof answer - 1), "its end is put off");
    CHECK(exchange.held, "and is asked for again");
    ymr_exchange_fail(&exchange, YMR_E_TOTAL_TIMEOUT);
    CHECK_STR("begin 200:hello end YMR_E_TOTAL_TIMEOUT", good.text, NULL);
}

TEST(exchange_has_no_answer_before_a_byte_of_it)
{
    begin();
    send_all();
    CHECK_STATUS(YMR_PENDING, ymr_exchange_received(&exchange, 0), "nothing came");
    CHECK(!exchange.answered, "nothing came");
    memcpy(io, "H", 1);
    CHECK_STATUS(YMR_PENDING, ymr_exchange_received(&exchange, 1), "a byte came");
    CHECK(exchange.answered, "a byte came");
}
