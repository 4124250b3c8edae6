#include <stdio.h>

#include "check.h"
#include "ymr/proxy.h"
#include "ymr/request.h"

/* ---- The URL ------------------------------------------------------------------------------------------------ */

#define LONGEST_NAME "n123456789n123456789n123456789n123456789n123456789n123456789n12"
#define BITS_127 LONGEST_NAME ":" LONGEST_NAME

static const struct {
    const char *url;
    ymr_status status;
    const char *host;
    uint16_t port;
    const char *login;
} urls[] = {
    {"http://10.0.0.1:3128", YMR_OK, "10.0.0.1", 3128, ""},
    {"http://proxy.example:8080/", YMR_OK, "proxy.example", 8080, ""},
    {"HTTP://proxy:1", YMR_OK, "proxy", 1, ""},
    {"proxy.example:65535", YMR_OK, "proxy.example", 65535, ""},
    {"http://[2001:db8::1]:3128", YMR_OK, "2001:db8::1", 3128, ""},
    {"http://Aladdin:open%20sesame@proxy:80", YMR_OK, "proxy", 80, "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}, /* RFC 7617 */
    {"http://a:b@proxy:80", YMR_OK, "proxy", 80, "YTpi"},
    {"http://a:bc@proxy:80", YMR_OK, "proxy", 80, "YTpiYw=="},
    {"http://a:bcd@proxy:80", YMR_OK, "proxy", 80, "YTpiY2Q="},
    {"u:p@[::1]:80", YMR_OK, "::1", 80, "dTpw"},
    {"http://user@proxy:80", YMR_OK, "proxy", 80, "dXNlcjo="},
    {"http://user:@proxy:80", YMR_OK, "proxy", 80, "dXNlcjo="},
    {"http://:pw@proxy:80", YMR_OK, "proxy", 80, "OnB3"},
    {"http://u:a:b@proxy:80", YMR_OK, "proxy", 80, "dTphOmI="}, /* a password may hold colons */
    {"http://u:%40%2f%3A%25@proxy:80", YMR_OK, "proxy", 80, "dTpALzol"},
    {"http://u:%d0%BA@proxy:80", YMR_OK, "proxy", 80, "dTrQug=="},
    {"http://" BITS_127 "x@proxy:80", YMR_OK, "proxy", 80, NULL}, /* 128 bytes */
    {"http://" BITS_127 "xy@proxy:80", YMR_E_SPACE, "", 0, ""},
    {"http://" LONGEST_NAME LONGEST_NAME "x@proxy:80", YMR_OK, "proxy", 80, NULL},      /* 127 and a colon */
    {"http://" LONGEST_NAME LONGEST_NAME "xy@proxy:80", YMR_E_SPACE, "", 0, ""},
    {"http://" LONGEST_NAME LONGEST_NAME "x:@proxy:80", YMR_OK, "proxy", 80, NULL},
    {"http://proxy", YMR_E_ARGUMENT, "", 0, ""}, /* which port, only the writer knows */
    {"http://proxy:0", YMR_E_ARGUMENT, "", 0, ""},
    {"http://proxy:", YMR_E_ARGUMENT, "", 0, ""},
    {"http://proxy:65536", YMR_E_ARGUMENT, "", 0, ""},
    {"http://proxy:80/path", YMR_E_ARGUMENT, "", 0, ""},
    {"http://:3128", YMR_E_ARGUMENT, "", 0, ""},
    {"https://proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"socks5://proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"", YMR_E_ARGUMENT, "", 0, ""},
    {"http://@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://a%3Ab:c@proxy:80", YMR_E_ARGUMENT, "", 0, ""}, /* RFC 7617: no colon in a user name */
    {"http://u:p@q@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:a/b@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:a b@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:%0d%0aX@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:%00@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:%7f@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:\x7f@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:%4@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://u:%g0@proxy:80", YMR_E_ARGUMENT, "", 0, ""},
    {"http://proxy:80\r\nX: y", YMR_E_ARGUMENT, "", 0, ""},
};

TEST(proxy_urls_are_read_whole_or_not_at_all)
{
    for (size_t i = 0; i < COUNT_OF(urls); i++) {
        ymr_proxy_server got;
        memset(&got, 'x', sizeof got);
        CHECK_STATUS(urls[i].status, ymr_proxy_parse(urls[i].url, &got), urls[i].url);
        CHECK_STR(urls[i].host, got.host, urls[i].url);
        CHECK_U64(urls[i].port, got.port, urls[i].url);
        if (urls[i].login != NULL) {
            CHECK_STR(urls[i].login, got.login, urls[i].url);
        } else {
            CHECK_SIZE(sizeof got.login - 1, strlen(got.login), urls[i].url);
        }
    }
}

/* ---- The way ------------------------------------------------------------------------------------------------ */

/* A proxy on paper: takes bytes in pieces, answers in pieces, then ends. */
typedef struct wire {
    ymr_transport transport;
    const char *answer;
    size_t length;
    size_t piece;      /* bytes of each send and receive at most; 0: all */
    bool hesitates;    /* says YMR_PENDING before each step */
    ymr_status opens;  /* how opening ends */
    ymr_status ends;   /* what comes behind the answer: YMR_OK an orderly end, an error, or YMR_PENDING */
    ymr_endpoint to;
    char sent[2048];
    size_t sent_length;
    size_t at;
    bool ready;
    bool open;
    unsigned opened;
    unsigned closed;
    unsigned interest; /* of the last wait */
    unsigned waited;
} wire;

static bool holds_back(wire *w)
{
    w->ready = !w->ready;
    return w->hesitates && w->ready;
}

static size_t bite(const wire *w, size_t length)
{
    return w->piece != 0 && w->piece < length ? w->piece : length;
}

static ymr_status wire_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    wire *w = (wire *)(void *)transport;
    w->to = *endpoint;
    if (holds_back(w)) {
        return YMR_PENDING;
    }
    w->opened++;
    w->open = w->opens == YMR_OK;
    return w->opens;
}

static ymr_status wire_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    wire *w = (wire *)(void *)transport;
    *sent = 0;
    CHECK(w->open && length > 0 && w->sent_length + length < sizeof w->sent, "send: something, on an open connection");
    if (holds_back(w)) {
        return YMR_PENDING;
    }
    *sent = bite(w, length);
    memcpy(w->sent + w->sent_length, bytes, *sent);
    w->sent_length += *sent;
    w->sent[w->sent_length] = '\0';
    return YMR_OK;
}

static ymr_status wire_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    wire *w = (wire *)(void *)transport;
    *received = 0;
    CHECK(w->open && room > 0, "receive: into some room, on an open connection");
    if (holds_back(w)) {
        return YMR_PENDING;
    }
    if (w->at == w->length) {
        return w->ends;
    }
    *received = bite(w, w->length - w->at < room ? w->length - w->at : room);
    memcpy(bytes, w->answer + w->at, *received);
    w->at += *received;
    return YMR_OK;
}

static void wire_close(ymr_transport *transport)
{
    wire *w = (wire *)(void *)transport;
    w->open = false;
    w->closed++;
}

static void wire_wait(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    wire *w = (wire *)(void *)transport;
    (void)timeout_ms;
    w->interest = interest;
    w->waited++;
}

static int32_t wire_detail(const ymr_transport *transport)
{
    (void)transport;
    return 111;
}

static const ymr_transport_api wire_api = {wire_open, wire_send, wire_receive, wire_close, wire_wait, wire_detail};

static const ymr_endpoint market = {"market.example", 443, true};

typedef struct way {
    wire wire;
    ymr_proxy_server server;
    ymr_proxy proxy;
} way;

static void way_init(way *y, const char *answer, size_t length, size_t piece, bool hesitates)
{
    memset(y, 0, sizeof *y);
    y->wire = (wire){.transport = {&wire_api}, .answer = answer, .length = length, .piece = piece,
                     .hesitates = hesitates, .ends = YMR_PENDING};
    CHECK_STATUS(YMR_OK, ymr_proxy_parse("http://user:secret@10.0.0.1:3128", &y->server), NULL);
    ymr_proxy_init(&y->proxy, &y->wire.transport, &y->server);
}

static ymr_status way_open_to(way *y, const ymr_endpoint *origin)
{
    ymr_status status;
    unsigned calls = 0;
    do {
        status = y->proxy.transport.api->open(&y->proxy.transport, origin);
    } while (status == YMR_PENDING && ++calls < 20000);
    return status;
}

static ymr_status way_open(way *y)
{
    return way_open_to(y, &market);
}

static const char request[] = "CONNECT market.example:443 HTTP/1.1\r\nHost: market.example:443\r\nUser-Agent: ymr/";
static const char login[] = "\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n";

static bool ends_with(const char *text, const char *end)
{
    return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

TEST(proxy_asks_for_the_server_and_opens_the_connection_to_the_proxy)
{
    way y;
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    CHECK_STATUS(YMR_OK, way_open(&y), NULL);
    CHECK_STR("10.0.0.1", y.wire.to.host, NULL);
    CHECK_U64(3128, y.wire.to.port, NULL);
    CHECK(y.wire.to.tls, "TLS runs inside: a transport that takes only loopback without it takes this one");
    CHECK(strncmp(request, y.wire.sent, strlen(request)) == 0, y.wire.sent);
    CHECK(ends_with(y.wire.sent, login), y.wire.sent);
}

TEST(proxy_without_a_login_sends_none)
{
    way y;
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    CHECK_STATUS(YMR_OK, ymr_proxy_parse("10.0.0.1:3128", &y.server), NULL);
    CHECK_STATUS(YMR_OK, way_open(&y), NULL);
    CHECK(strstr(y.wire.sent, "Proxy-Authorization") == NULL, y.wire.sent);
    CHECK(ends_with(y.wire.sent, "\r\n\r\n"), y.wire.sent);
}

TEST(proxy_is_told_addresses_in_brackets)
{
    const ymr_endpoint origin = {"2001:db8::1", 8443, true};
    way y;
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    CHECK_STATUS(YMR_OK, way_open_to(&y, &origin), NULL);
    CHECK(strncmp("CONNECT [2001:db8::1]:8443 HTTP/1.1\r\nHost: [2001:db8::1]:8443\r\n", y.wire.sent, 63) == 0,
          y.wire.sent);
}

TEST(proxy_refuses_what_may_not_be_asked)
{
    static const ymr_endpoint odd[] = {
        {"market.example", 443, false}, /* the key would pass in clear */
        {"market.example", 0, true},
        {"", 443, true},
        {"a\r\nX: y", 443, true},
        {"a b", 443, true},
    };
    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        way y;
        way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
        CHECK_STATUS(YMR_E_ARGUMENT, way_open_to(&y, &odd[i]), odd[i].host);
        CHECK_SIZE(0, y.wire.opened, "nothing was opened for it");
    }
}

TEST(proxy_has_room_for_the_longest_host_and_login)
{
    static char host[YMR_MAX_HOST];
    static char url[512];
    const ymr_endpoint origin = {host, 65535, true};
    way y;

    memset(host, 'h', sizeof host - 1);
    snprintf(url, sizeof url, "http://%s:%sx@proxy:80", LONGEST_NAME, LONGEST_NAME);
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    CHECK_STATUS(YMR_OK, ymr_proxy_parse(url, &y.server), NULL);
    CHECK_STATUS(YMR_OK, way_open_to(&y, &origin), NULL);
}

/* One that no URL gives, but an endpoint may. */
TEST(proxy_does_not_ask_for_a_host_that_is_longer)
{
    static char host[1024];
    const ymr_endpoint origin = {host, 443, true};
    way y;

    memset(host, 'h', sizeof host - 1);
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    CHECK_STATUS(YMR_E_SPACE, way_open_to(&y, &origin), NULL);
    CHECK_SIZE(0, y.wire.opened, "nothing was opened for it");
    CHECK(!ends_with(y.wire.sent, login), "nothing was sent");
}

#define TUNNEL "\x16\x03\x03 the server speaks first"

static const struct {
    const char *head;
    ymr_status status;
    int32_t detail;
} answers[] = {
    {"HTTP/1.1 200 Connection established\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.0 200 Connection established\r\nProxy-Agent: x\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 200 \r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 204 No Content\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 299 Odd\r\n\r\n", YMR_OK, 111},
    /* RFC 9110, section 9.3.6: framing in a 2xx is to be ignored, be it as wrong as it may */
    {"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", YMR_OK, 111},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 102 Wait\r\nX: y\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
     YMR_OK, 111},
    {"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 3\r\n\r\n",
     YMR_E_PROXY_LOGIN, 407},
    {"HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 20000\r\n\r\n<html>", YMR_E_PROXY, 502},
    {"HTTP/1.1 500 x\r\n\r\n", YMR_E_PROXY, 500},
    {"HTTP/1.1 503 x\r\n\r\n", YMR_E_PROXY, 503},
    {"HTTP/1.1 504 x\r\n\r\n", YMR_E_PROXY, 504},
    {"HTTP/1.1 501 x\r\n\r\n", YMR_E_PROXY_REFUSED, 501},
    {"HTTP/1.1 403 x\r\nContent-Encoding: gzip\r\n\r\n", YMR_E_PROXY_REFUSED, 403},
    {"HTTP/1.1 405 x\r\n\r\n", YMR_E_PROXY_REFUSED, 405},
    {"HTTP/1.1 300 x\r\n\r\n", YMR_E_PROXY_REFUSED, 300},
    {"HTTP/1.1 302 Found\r\nLocation: http://login.example/\r\n\r\n", YMR_E_PROXY_REFUSED, 302},
    {"HTTP/1.1 101 Switching Protocols\r\n\r\n", YMR_E_PROXY_REFUSED, 111},
    {"HTTP/1.1 403 x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", YMR_E_PROXY_REFUSED, 111},
    {"SSH-2.0-OpenSSH_9.2\r\n", YMR_E_PROXY_REFUSED, 111},
    {"\x05\xff", YMR_E_PROXY_REFUSED, 111}, /* SOCKS */
    {"<html>", YMR_E_PROXY_REFUSED, 111},
    {"HTTP/1.1 200 OK\n\n", YMR_E_PROXY_REFUSED, 111},
    {"HTTP/2 200\r\n\r\n", YMR_E_PROXY_REFUSED, 111},
    {"HTTP/1.1 200 OK\r\nX: \x01\r\n\r\n", YMR_E_PROXY_REFUSED, 111},
};

/* All that the tunnel gives until it says YMR_PENDING, in pieces of `room`. */
static size_t drain(way *y, char *to, size_t room)
{
    size_t length = 0;
    for (unsigned pending = 0; pending < 2;) {
        size_t received;
        const ymr_status status =
            y->proxy.transport.api->receive(&y->proxy.transport, to + length, room, &received);
        CHECK(status == YMR_OK || status == YMR_PENDING, "the tunnel is open");
        length += received;
        pending = status == YMR_PENDING ? pending + 1 : 0;
    }
    return length;
}

static void check_answer(size_t row, size_t piece, bool hesitates, size_t room)
{
    static char whole[1024];
    static char got[1024];
    const char *note = check_note("row %zu: %.40s in pieces of %zu", row, answers[row].head, piece);
    const size_t head = strlen(answers[row].head);
    way y;

    memcpy(whole, answers[row].head, head);
    memcpy(whole + head, TUNNEL, sizeof TUNNEL - 1);
    way_init(&y, whole, head + sizeof TUNNEL - 1, piece, hesitates);
    CHECK_STATUS(answers[row].status, way_open(&y), note);
    CHECK_I64(answers[row].detail, y.proxy.transport.api->detail(&y.proxy.transport), note);
    CHECK(ends_with(y.wire.sent, login), note);
    if (answers[row].status == YMR_OK) {
        const size_t length = drain(&y, got, room);
        CHECK_BYTES(TUNNEL, sizeof TUNNEL - 1, got, length, note);
    }
    y.proxy.transport.api->close(&y.proxy.transport);
    CHECK_SIZE(1, y.wire.closed, note);
}

TEST(proxy_reads_every_answer_in_every_split)
{
    static const size_t pieces[] = {0, 1, 2, 3, 7, 64};
    static const size_t rooms[] = {1, 5, 1000};

    for (size_t row = 0; row < COUNT_OF(answers); row++) {
        for (size_t i = 0; i < COUNT_OF(pieces); i++) {
            for (size_t room = 0; room < COUNT_OF(rooms); room++) {
                check_answer(row, pieces[i], room % 2 == 1, rooms[room]);
            }
        }
    }
}

TEST(proxy_that_ends_at_any_byte_is_an_error)
{
    static const char answer[] = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 Connection established\r\nVia: x\r\n\r\n";
    static const ymr_status ends[] = {YMR_OK, YMR_E_RESET};

    for (size_t cut = 0; cut < sizeof answer - 1; cut++) {
        for (size_t i = 0; i < COUNT_OF(ends); i++) {
            const ymr_status wanted = ends[i] == YMR_OK ? YMR_E_CLOSED : ends[i];
            way y;
            way_init(&y, answer, cut, 0, false);
            y.wire.ends = ends[i];
            CHECK_STATUS(wanted, way_open(&y), check_note("cut at %zu", cut));
            CHECK_STATUS(wanted, way_open(&y), "it stays so until close");
        }
    }
}

TEST(proxy_that_never_ends_its_head_is_stopped)
{
    static char endless[3 * YMR_MAX_HEAD];
    way y;

    memset(endless, 'x', sizeof endless);
    memcpy(endless, "HTTP/1.1 200 OK\r\nX: ", 20);
    way_init(&y, endless, sizeof endless, 0, false);
    CHECK_STATUS(YMR_E_PROXY_REFUSED, way_open(&y), "a field without end");
    CHECK(y.wire.at <= YMR_MAX_HEAD + YMR_PROXY_IO, "not much more than a head was taken");
    for (size_t at = 0; at + 25 <= sizeof endless; at += 25) {
        memcpy(endless + at, "HTTP/1.1 100 Continue\r\n\r\n", 25);
    }
    way_init(&y, endless, sizeof endless, 0, false);
    CHECK_STATUS(YMR_E_PROXY_REFUSED, way_open(&y), "interim answers without end");
}

TEST(proxy_hands_through_once_it_is_open)
{
    char got[8];
    size_t count;
    way y;

    way_init(&y, "HTTP/1.1 200 OK\r\n\r\n", 19, 0, false);
    ymr_transport *t = &y.proxy.transport;
    CHECK_STATUS(YMR_E_CLOSED, t->api->send(t, "x", 1, &count), "before it is open");
    CHECK_STATUS(YMR_E_CLOSED, t->api->receive(t, got, sizeof got, &count), "before it is open");
    CHECK_STATUS(YMR_OK, way_open(&y), NULL);
    CHECK_STATUS(YMR_OK, way_open(&y), "open again: it is");
    const size_t before = y.wire.sent_length;
    CHECK_STATUS(YMR_OK, t->api->send(t, "hello", 5, &count), NULL);
    CHECK_TEXT("hello", y.wire.sent + before, y.wire.sent_length - before, NULL);
    CHECK_STATUS(YMR_PENDING, t->api->receive(t, got, sizeof got, &count), NULL);
    CHECK_STATUS(YMR_E_ARGUMENT, t->api->receive(t, got, 0, &count), "no room must not look like the end");
    y.wire.ends = YMR_OK;
    CHECK_STATUS(YMR_OK, t->api->receive(t, got, sizeof got, &count), NULL);
    CHECK_SIZE(0, count, "the orderly end");
    y.wire.ends = YMR_E_RESET;
    CHECK_STATUS(YMR_E_RESET, t->api->receive(t, got, sizeof got, &count), NULL);
    t->api->close(t);
    t->api->close(t);
    CHECK_STATUS(YMR_E_CLOSED, t->api->send(t, "x", 1, &count), "after the close");
    y.wire.at = 0;
    CHECK_STATUS(YMR_OK, way_open(&y), "it starts afresh");
    CHECK_SIZE(2, y.wire.opened, NULL);
}

TEST(proxy_waits_for_what_it_needs)
{
    way y;
    way_init(&y, "HTTP/1.1 200 OK\r\n\r\nearly", 24, 0, true);
    ymr_transport *t = &y.proxy.transport;
    const unsigned both = YMR_WAIT_READ | YMR_WAIT_WRITE;

    CHECK_STATUS(YMR_PENDING, t->api->open(t, &market), "connecting");
    t->api->wait(t, both, 5);
    CHECK_U64(both, y.wire.interest, "the transport below knows");
    CHECK_STATUS(YMR_PENDING, t->api->open(t, &market), "asking");
    t->api->wait(t, both, 5);
    CHECK_U64(YMR_WAIT_WRITE, y.wire.interest, "asking");
    CHECK_STATUS(YMR_PENDING, t->api->open(t, &market), "listening");
    t->api->wait(t, both, 5);
    CHECK_U64(YMR_WAIT_READ, y.wire.interest, "listening");
    CHECK_STATUS(YMR_OK, t->api->open(t, &market), "open");
    const unsigned waited = y.wire.waited;
    t->api->wait(t, YMR_WAIT_READ, 5);
    CHECK_U64(waited, y.wire.waited, "bytes are there already");
    t->api->wait(t, YMR_WAIT_WRITE, 5);
    CHECK_U64(YMR_WAIT_WRITE, y.wire.interest, "they do not help to send");
    char got[8];
    size_t count;
    CHECK_STATUS(YMR_OK, t->api->receive(t, got, sizeof got, &count), "the bytes that were there");
    CHECK_TEXT("early", got, count, "the bytes that were there");
    t->api->wait(t, YMR_WAIT_READ, 5);
    CHECK_U64(YMR_WAIT_READ, y.wire.interest, "now there are none");
}

static bool holds(const void *bytes, size_t size, const char *what)
{
    for (size_t i = 0; i + strlen(what) <= size; i++) {
        if (memcmp((const char *)bytes + i, what, strlen(what)) == 0) {
            return true;
        }
    }
    return false;
}

TEST(proxy_forgets_the_login_when_it_is_sent)
{
    static const ymr_status ends[] = {YMR_PENDING, YMR_OK, YMR_E_RESET};

    for (size_t i = 0; i < COUNT_OF(ends); i++) {
        way y;
        way_init(&y, "", 0, 0, false);
        y.wire.ends = ends[i];
        (void)y.proxy.transport.api->open(&y.proxy.transport, &market);
        CHECK(holds(y.wire.sent, sizeof y.wire.sent, "dXNlcjpzZWNyZXQ="), "it was sent");
        CHECK(!holds(&y.proxy, sizeof y.proxy, "dXNlcjpzZWNyZXQ="), "and is kept no longer");
    }
    way y;
    way_init(&y, "", 0, 0, true);
    CHECK_STATUS(YMR_PENDING, y.proxy.transport.api->open(&y.proxy.transport, &market), NULL);
    CHECK(holds(&y.proxy, sizeof y.proxy, "dXNlcjpzZWNyZXQ="), "while connecting it is there");
    y.proxy.transport.api->close(&y.proxy.transport);
    CHECK(!holds(&y.proxy, sizeof y.proxy, "dXNlcjpzZWNyZXQ="), "a close takes it away");
    way_init(&y, "", 0, 0, false);
    y.wire.opens = YMR_E_REFUSED;
    CHECK_STATUS(YMR_E_REFUSED, way_open(&y), NULL);
    CHECK(!holds(&y.proxy, sizeof y.proxy, "dXNlcjpzZWNyZXQ="), "so does a failure");
    CHECK_I64(111, y.proxy.transport.api->detail(&y.proxy.transport), "the detail is that of the transport below");
}

/* A proxy that failed goes on failing, until it is closed; of its number it knows what the transport below
 * knows. */
TEST(proxy_that_failed_says_so_to_everybody)
{
    static const ymr_transport_api silent = {wire_open, wire_send, wire_receive, wire_close, wire_wait, NULL};
    static const char overloaded[] = "HTTP/1.1 505 No\r\n\r\n";
    char got[8];
    size_t count;
    way y;

    way_init(&y, overloaded, sizeof overloaded - 1, 0, false);
    ymr_transport *t = &y.proxy.transport;
    CHECK_STATUS(YMR_E_PROXY_REFUSED, way_open(&y), "505 does not pass");
    CHECK_I64(505, t->api->detail(t), "its number");
    CHECK_STATUS(YMR_E_PROXY_REFUSED, t->api->send(t, "x", 1, &count), "send");
    CHECK_STATUS(YMR_E_PROXY_REFUSED, t->api->receive(t, got, sizeof got, &count), "receive");
    CHECK_STATUS(YMR_E_PROXY_REFUSED, way_open(&y), "open");
    y.wire.transport.api = &silent;
    t->api->close(t);
    y.wire.opens = YMR_E_REFUSED;
    CHECK_STATUS(YMR_E_REFUSED, way_open(&y), "the transport below");
    CHECK_I64(0, t->api->detail(t), "it has no number to tell");
}
