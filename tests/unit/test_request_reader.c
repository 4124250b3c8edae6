/* RFC 9112 from the server's side: one POST to one path. Whatever a rule says, it says for every way of
 * cutting the bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "ymr/request_reader.h"

enum { BODY_SIZE = 16, BIG = 20000 };

#define LINE "POST /notification HTTP/1.1\r\n"
#define HEAD LINE "Host: a\r\n"
#define HEAD10 "POST /notification HTTP/1.0\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, SIZE_MAX};

typedef struct outcome {
    ymr_status status;
    size_t taken;
    ymr_request_reader reader;
    char body[BODY_SIZE + 1]; /* the last is not the reader's */
} outcome;

/* One piece, in memory of exactly its size, so that a sanitizer sees each step over its end. */
static size_t feed_piece(outcome *got, const char *bytes, size_t length)
{
    char *piece = malloc(length > 0 ? length : 1);
    size_t taken = 0;

    memcpy(piece, bytes, length);
    got->status = ymr_request_reader_feed(&got->reader, piece, length, &taken);
    CHECK(got->status != YMR_PENDING || taken == length, "a pending feed takes everything");
    free(piece);
    return taken;
}

static void feed(outcome *got, const char *bytes, size_t length, size_t piece)
{
    memset(got, 0xA5, sizeof *got);
    ymr_request_reader_init(&got->reader, "/notification", got->body, BODY_SIZE);
    got->status = YMR_PENDING;
    got->taken = 0;
    for (size_t at = 0; at < length && got->status == YMR_PENDING;) {
        const size_t part = piece < length - at ? piece : length - at;
        got->taken += feed_piece(got, bytes + at, part);
        at += part;
    }
    CHECK_U64(0xA5, (unsigned char)got->body[BODY_SIZE], "nothing is written behind the body's buffer");
}

static void feed_any(outcome *got, const char *bytes, size_t length)
{
    static outcome other;

    feed(got, bytes, length, SIZE_MAX);
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        const char *note = check_note("pieces of %zd: %.100s", (ptrdiff_t)piece_sizes[i], bytes);
        feed(&other, bytes, length, piece_sizes[i]);
        const ymr_text a = ymr_request_reader_forwarded(&got->reader);
        const ymr_text b = ymr_request_reader_forwarded(&other.reader);
        CHECK_STATUS(got->status, other.status, note);
        CHECK_SIZE(got->taken, other.taken, note);
        if (got->status >= YMR_OK) {
            CHECK_BYTES(got->body, got->reader.length, other.body, other.reader.length, note);
        }
        CHECK_BYTES(a.bytes, a.length, b.bytes, b.length, note);
        CHECK(got->reader.head_complete == other.reader.head_complete &&
                  got->reader.complete == other.reader.complete &&
                  got->reader.expects_continue == other.reader.expects_continue &&
                  got->reader.http_status == other.reader.http_status,
              note);
    }
}

static const struct {
    const char *bytes;
    const char *body;
} valid[] = {
    {HEAD "Content-Length: 2\r\n\r\n{}", "{}"},
    {LINE "content-LENGTH:2\r\nhOsT:\r\n\r\n{}", "{}"},
    {HEAD "Content-Length: 16\r\n\r\n0123456789abcdef", "0123456789abcdef"},
    {HEAD "Content-Length: 0\r\n\r\n", ""},
    {HEAD "\r\n", ""}, /* RFC 9112, section 6.3: nothing announced, nothing there */
    {HEAD "Content-Type: application/json; charset=utf-8\r\nContent-Encoding: identity\r\nContent-Length: "
          "1\r\n\r\n{",
     "{"},
    {HEAD "User-Agent: caf\xE9\r\nX-Host: b\r\nHosts: b\r\nHos: b\r\nContent-Length: 1\r\n\r\n{", "{"},
    {CHUNKED "2\r\n{}\r\n0\r\n\r\n", "{}"},
    {CHUNKED
     "1;a=\"b\"\r\n{\r\n00a\r\n123456789}\r\n0\r\nHost: b\r\nExpect: x\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n",
     "{123456789}"},
    {CHUNKED "0\r\n\r\n", ""},
    /* HTTP/1.0, as nginx speaks to what is behind it unless told otherwise */
    {HEAD10 "Content-Length: 2\r\n\r\n{}", "{}"},
    {HEAD10 "Host: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}", "{}"},
    {HEAD10 "\r\n", ""},
};

TEST(request_reader_takes_a_post)
{
    static outcome got;
    for (size_t i = 0; i < COUNT_OF(valid); i++) {
        feed_any(&got, valid[i].bytes, strlen(valid[i].bytes));
        CHECK_STATUS(YMR_OK, got.status, valid[i].bytes);
        CHECK_TEXT(valid[i].body, got.body, got.reader.length, valid[i].bytes);
        CHECK(got.reader.complete && got.reader.head_complete, valid[i].bytes);
        CHECK_SIZE(strlen(valid[i].bytes), got.taken, valid[i].bytes);
        CHECK(ymr_request_reader_forwarded(&got.reader).bytes == NULL, valid[i].bytes);
    }
}

TEST(request_reader_is_not_complete_before_its_end)
{
    static outcome got;
    for (size_t i = 0; i < COUNT_OF(valid); i++) {
        for (size_t cut = 0; cut < strlen(valid[i].bytes); cut++) {
            feed(&got, valid[i].bytes, cut, SIZE_MAX);
            CHECK_STATUS(YMR_PENDING, got.status, check_note("cut at %zu: %.60s", cut, valid[i].bytes));
            CHECK(!got.reader.complete, "not complete");
        }
    }
}

TEST(request_reader_leaves_what_follows)
{
    static outcome got;
    static const char two[] = HEAD "Content-Length: 2\r\n\r\n{}GET / HTTP/1.1\r\n";
    feed_any(&got, two, sizeof two - 1);
    CHECK_STATUS(YMR_OK, got.status, "complete");
    CHECK_SIZE(sizeof(HEAD "Content-Length: 2\r\n\r\n{}") - 1, got.taken, "and not a byte more");
    size_t taken = 9;
    CHECK_STATUS(YMR_OK, ymr_request_reader_feed(&got.reader, "x", 1, &taken), "and it stays so");
    CHECK_SIZE(0, taken, "nothing is taken");
}

static const struct {
    const char *bytes;
    ymr_status status;
    uint16_t http_status;
} hostile[] = {
    /* the request line (RFC 9112, section 3) */
    {"\r\n" LINE, YMR_E_HTTP, 400},
    {" POST /notification HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"POST  /notification HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"POST\t/notification HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"POST /notification  HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"POST /notification\r\n", YMR_E_HTTP, 400},
    {"POST /notification HTTP/1.1 \r\n", YMR_E_HTTP, 400},
    {"POST /notification HTTP/1.1\n", YMR_E_HTTP, 400},
    {"POST /notification HTTP/1.1\rX", YMR_E_HTTP, 400},
    {"POST /notification HTTP/1.2\r\n", YMR_E_HTTP, 400},
    {"POST /notification HTTP\r\n", YMR_E_HTTP, 400},
    {"POST /notification HTTP/2.0\r\n", YMR_E_HTTP, 400},
    {"POST /notification http/1.1\r\n", YMR_E_HTTP, 400},
    {"POST /notific\xC3\xA4tion HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"POST /noti\x7F HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"P\x01OST /notification HTTP/1.1\r\n", YMR_E_HTTP, 400},
    {"\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03", YMR_E_HTTP, 400}, /* TLS to the plain port */
    /* what is asked for */
    {"GET /notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 405},
    {"PUT /notification HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n", YMR_E_CONTENT, 405},
    {"post /notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 405},
    {"POS /notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 405},
    {"POSTS /notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 405},
    {"PRI * HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST / HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /notificatio HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /notification/ HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /notification?a=b HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /Notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /./notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST /%6eotification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"POST http://a/notification HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", YMR_E_CONTENT, 404},
    /* section 3.2: one Host */
    {LINE "Content-Length: 0\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "Host: a\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "Host: b\r\nX: y\r\nHost: c\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD10 "Host: a\r\nHost: a\r\n\r\n", YMR_E_HTTP, 400},
    /* fields: no folding, no blank before the colon, no bare CR or LF, no NUL */
    {HEAD " folded: x\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "X: a\r\n b\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "Content-Length : 2\r\n\r\n{}", YMR_E_HTTP, 400},
    {HEAD "X: a\nY: b\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "X: a\rY: b\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "X: a\r\n\n", YMR_E_HTTP, 400},
    {HEAD "no colon\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD ": no name\r\n\r\n", YMR_E_HTTP, 400},
    {HEAD "X: \x01\r\n\r\n", YMR_E_HTTP, 400},
    /* section 6.3: how long the body is must not be a matter of taste */
    {HEAD "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n", YMR_E_FRAMING, 400},
    {HEAD "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: 2, 2\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: +2\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: -2\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: 0x2\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length:\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Content-Length: 99999999999999999999\r\n\r\n{}", YMR_E_FRAMING, 400},
    {HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n", YMR_E_FRAMING, 400},
    {HEAD "Transfer-Encoding: identity\r\n\r\n", YMR_E_FRAMING, 400},
    {HEAD "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", YMR_E_FRAMING, 400},
    {HEAD "Transfer-Encoding: \x0B"
          "chunked\r\n\r\n",
     YMR_E_HTTP, 400},
    {HEAD10 "Transfer-Encoding: chunked\r\n\r\n", YMR_E_FRAMING, 400},
    {CHUNKED "2\n{}\r\n", YMR_E_HTTP, 400},
    {CHUNKED "2\r\n{}x", YMR_E_HTTP, 400},
    {CHUNKED "-2\r\n", YMR_E_HTTP, 400},
    {CHUNKED "0x2\r\n", YMR_E_HTTP, 400},
    {CHUNKED "\r\n", YMR_E_HTTP, 400},
    {CHUNKED "1000000000000000000\r\n", YMR_E_HTTP, 400},
    {CHUNKED "0\r\nX\r\n", YMR_E_HTTP, 400},
    /* more than there is room for */
    {HEAD "Content-Length: 17\r\n\r\n", YMR_E_TOO_BIG, 413},
    {HEAD "Content-Length: 9223372036854775807\r\n\r\n", YMR_E_TOO_BIG, 413},
    {CHUNKED "11\r\n0123456789abcdefg", YMR_E_TOO_BIG, 413},
    {CHUNKED "10\r\n0123456789abcdef\r\n1\r\ng", YMR_E_TOO_BIG, 413},
    /* what nobody asked for */
    {HEAD "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n", YMR_E_ENCODING, 415},
    {HEAD "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n", YMR_E_CONTENT, 417},
    {HEAD "Expect: 100-continue\r\nExpect: miracles\r\n\r\n", YMR_E_CONTENT, 417},
    {HEAD "Expect: miracles\r\nExpect: 100-continue\r\n\r\n", YMR_E_CONTENT, 417},
    {HEAD "Expect: 100-continue-and-far-more\r\n\r\n", YMR_E_CONTENT, 417},
    {HEAD "Expect:\r\n\r\n", YMR_E_CONTENT, 417},
};

TEST(request_reader_refuses_what_smuggling_lives_on)
{
    static outcome got;
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        feed_any(&got, hostile[i].bytes, strlen(hostile[i].bytes));
        CHECK_STATUS(hostile[i].status, got.status, hostile[i].bytes);
        CHECK_U64(hostile[i].http_status, got.reader.http_status, hostile[i].bytes);
        CHECK(!got.reader.complete, hostile[i].bytes);
        CHECK(got.reader.head_complete || got.status != YMR_E_CONTENT,
              "what is asked for is known with its head");
        size_t taken = 9;
        CHECK_STATUS(hostile[i].status, ymr_request_reader_feed(&got.reader, "x", 1, &taken),
                     "an error stays");
    }
}

TEST(request_reader_refuses_nul_everywhere_in_a_head)
{
    static const char head[] = HEAD "Content-Length: 2\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n";
    static outcome got;
    for (size_t at = 0; at < sizeof head - 1; at++) {
        char bytes[sizeof head];
        memcpy(bytes, head, sizeof head);
        bytes[at] = '\0';
        feed_any(&got, bytes, sizeof head - 1);
        CHECK(got.status == YMR_E_HTTP || got.status == YMR_E_FRAMING, check_note("a NUL at %zu", at));
        CHECK_U64(400, got.reader.http_status, check_note("a NUL at %zu", at));
    }
}

/* A head of exactly so many bytes. */
static size_t long_head(char *bytes, size_t length, const char *front, const char *back, char fill)
{
    const size_t room = length - strlen(front) - strlen(back);
    memcpy(bytes, front, strlen(front));
    memset(bytes + strlen(front), fill, room);
    memcpy(bytes + strlen(front) + room, back, strlen(back));
    return length;
}

TEST(request_reader_limits_the_head)
{
    static outcome got;
    static char bytes[BIG];
    const size_t stand_in = strlen("HTTP/1.1 200 \r\n"), line = strlen(LINE);

    feed(&got, bytes, long_head(bytes, line + YMR_MAX_HEAD - stand_in, HEAD "X: ", "\r\n\r\n", 'x'), 7);
    CHECK_STATUS(YMR_OK, got.status, "as long as it may be");
    feed(&got, bytes, long_head(bytes, line + YMR_MAX_HEAD - stand_in + 1, HEAD "X: ", "\r\n\r\n", 'x'), 7);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "one byte longer");
    CHECK_U64(431, got.reader.http_status, "one byte longer");
    feed(&got, bytes, long_head(bytes, BIG, "POST /", "", 'x'), 7);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a target without end");
    CHECK_SIZE(YMR_MAX_HEAD + 1, got.taken, "is not read to its end");
    CHECK_U64(431, got.reader.http_status, "a target without end");
    feed(&got, bytes, long_head(bytes, BIG, "", "", 'P'), 7);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a method without end");
    feed(&got, bytes, long_head(bytes, BIG, HEAD "Transfer-Encoding: chunked\r\n\r\n1;", "", 'x'), 7);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a chunk extension without end");
    CHECK_U64(431, got.reader.http_status, "a chunk extension without end");
}

/* X-Forwarded-For: what a proxy appends stands last; all before it is the sender's own word. */
static const struct {
    const char *lines;
    const char *forwarded; /* NULL: none that could be believed */
} forwardings[] = {
    {"", NULL},
    {"X-Forwarded-For: 5.45.207.1\r\n", "5.45.207.1"},
    {"x-forwarded-FOR:\t5.45.207.1 \t \r\n", "5.45.207.1"},
    {"X-Forwarded-For: 5.45.207.1, 9.9.9.9\r\n", "9.9.9.9"},
    {"X-Forwarded-For: 5.45.207.1,9.9.9.9 , ::1\r\n", "::1"},
    {"X-Forwarded-For: 5.45.207.1\r\nX-Forwarded-For: 9.9.9.9\r\n", "9.9.9.9"},
    {"X-Forwarded-For: 5.45.207.1\r\nX-Other: a, b\r\n", "5.45.207.1"},
    {"X-Forwarded-For: 5.45.207.1,\r\n", NULL},
    {"X-Forwarded-For: 5.45.207.1\r\nX-Forwarded-For:\r\n", NULL},
    {"X-Forwarded-For:\r\n", NULL},
    {"X-Forwarded-For: ,,\r\n", NULL},
    {"X-Forwarded-For: 5.45.207.1 9.9.9.9\r\n",
     "5.45.207.1 9.9.9.9"}, /* no address, as the parser of these will say */
    {"X-Forwarded-For: ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255\r\n",
     "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255"},
    {"X-Forwarded-For: 0ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255\r\n", NULL},
    {"X-Forwarded-For: 0ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, 9.9.9.9\r\n", "9.9.9.9"},
    {"X-Forwarded-For: 9.9.9.9                                                       \r\n", "9.9.9.9"},
    {"X-Forwarded-For: 9.9.9.9                                                     x\r\n", NULL},
    {"X-Forwarded-Fo: 9.9.9.9\r\n", NULL},
    {"X-Forwarded-Fort: 9.9.9.9\r\n", NULL},
    {"X-Forwarded-For-Somebody-With-A-Long-Name: 9.9.9.9\r\n", NULL},
    {"Forwarded: for=9.9.9.9\r\nX-Real-IP: 9.9.9.9\r\n", NULL},
};

TEST(request_reader_keeps_the_last_forwarded_address)
{
    static outcome got;
    for (size_t i = 0; i < COUNT_OF(forwardings); i++) {
        char bytes[400];
        const int length =
            snprintf(bytes, sizeof bytes, HEAD "%sContent-Length: 2\r\n\r\n{}", forwardings[i].lines);
        feed_any(&got, bytes, (size_t)length);
        CHECK_STATUS(YMR_OK, got.status, forwardings[i].lines);
        const ymr_text last = ymr_request_reader_forwarded(&got.reader);
        if (forwardings[i].forwarded == NULL) {
            CHECK(last.bytes == NULL, forwardings[i].lines);
        } else {
            CHECK_TEXT(forwardings[i].forwarded, last.bytes, last.length, forwardings[i].lines);
        }
    }
}

TEST(request_reader_says_when_the_sender_waits)
{
    static const struct {
        const char *head;
        bool waits;
    } cases[] = {
        {HEAD "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", true},
        {HEAD "expect:100-Continue \r\nTransfer-Encoding: chunked\r\n\r\n", true},
        {HEAD "Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n", true},
        {HEAD "Content-Length: 2\r\n\r\n", false},
        {HEAD "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n", false},
        {HEAD "Expect: 100-continue\r\n\r\n", false},
        {HEAD10 "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n", false}, /* RFC 9110, section 10.1.1 */
    };
    static outcome got;
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        feed_any(&got, cases[i].head, strlen(cases[i].head));
        CHECK(got.status >= YMR_OK && got.reader.head_complete, cases[i].head);
        CHECK(got.reader.expects_continue == cases[i].waits, cases[i].head);
    }
}

TEST(request_reader_takes_another_path_and_an_empty_body_buffer)
{
    static ymr_request_reader reader;
    static const char request[] = "POST /a/b/notification HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n";
    size_t taken;
    ymr_request_reader_init(&reader, "/a/b/notification", NULL, 0);
    CHECK_STATUS(YMR_E_TOO_BIG, ymr_request_reader_feed(&reader, request, sizeof request - 1, &taken),
                 "no room at all");
    CHECK_U64(413, reader.http_status, "no room at all");
}
