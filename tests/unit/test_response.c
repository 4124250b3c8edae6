/* RFC 9112 and RFC 9110, rule by rule. Whatever a rule says, it says for every way of cutting the bytes. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "ymr/response.h"

enum { BODY_SIZE = 512, BIG = 16384 };

#define HEAD "HTTP/1.1 200 OK\r\n"
#define CHUNKED HEAD "Transfer-Encoding: chunked\r\n\r\n"

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, SIZE_MAX};

typedef struct outcome {
    ymr_status status;
    size_t taken;
    ymr_response response;
    size_t body_length;
    char body[BODY_SIZE];
} outcome;

static void keep_body(outcome *got, ymr_text body, const char *piece, size_t taken)
{
    CHECK(body.length == 0 || body.bytes + body.length == piece + taken,
          "the body is a view: the last bytes taken");
    if (CHECK(got->body_length + body.length <= BODY_SIZE, "the body fits the test's buffer")) {
        memcpy(got->body + got->body_length, body.bytes, body.length);
        got->body_length += body.length;
    }
}

/* One piece, in memory of exactly its size, so that a sanitizer sees each step over its end. */
static void feed_piece(outcome *got, const char *bytes, size_t length)
{
    char *piece = malloc(length > 0 ? length : 1);
    size_t at = 0;

    memcpy(piece, bytes, length);
    do {
        size_t taken = 0;
        ymr_text body = {NULL, 1};
        got->status = ymr_response_feed(&got->response, piece + at, length - at, &taken, &body);
        if (got->status >= YMR_OK) {
            keep_body(got, body, piece + at, taken);
        }
        CHECK(got->status != YMR_PENDING || taken > 0 || at == length, "a pending feed goes forward");
        at += taken;
    } while (got->status == YMR_PENDING && at < length);
    got->taken += at;
    free(piece);
}

/* Feeds the bytes in pieces until they are used, the response is complete, or an error. */
static void feed(outcome *got, const char *bytes, size_t length, size_t piece)
{
    memset(got, 0, sizeof *got);
    memset(&got->response, 0xA5, sizeof got->response);
    ymr_response_init(&got->response);
    got->status = YMR_PENDING;
    for (size_t at = 0; at < length && got->status == YMR_PENDING;
         at += piece < length - at ? piece : length - at) {
        feed_piece(got, bytes + at, piece < length - at ? piece : length - at);
    }
}

/* Everything public; what the parser keeps for itself may differ. */
static bool same_facts(const ymr_response *a, const ymr_response *b)
{
    return a->status == b->status && a->head_complete == b->head_complete && a->complete == b->complete &&
           a->keep_alive == b->keep_alive && a->ranges == b->ranges && a->framing == b->framing &&
           a->media == b->media && a->length_known == b->length_known && a->length == b->length &&
           a->received == b->received && a->date_unix_ms == b->date_unix_ms &&
           a->range_start == b->range_start && a->range_end == b->range_end &&
           a->range_total == b->range_total && a->limit.limit == b->limit.limit &&
           a->limit.remaining == b->limit.remaining && a->limit.until_unix_ms == b->limit.until_unix_ms;
}

/* Feeds whole, and checks that every other split gives the same. */
static void feed_any(outcome *got, const char *bytes, size_t length)
{
    static outcome other;

    feed(got, bytes, length, SIZE_MAX);
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        const char *note = check_note("pieces of %zd: %.100s", (ptrdiff_t)piece_sizes[i], bytes);
        feed(&other, bytes, length, piece_sizes[i]);
        CHECK_STATUS(got->status, other.status, note);
        CHECK_SIZE(got->taken, other.taken, note);
        CHECK_BYTES(got->body, got->body_length, other.body, other.body_length, note);
        CHECK(same_facts(&got->response, &other.response), note);
    }
}

/* A head of a 200 with these field lines and no body. */
static const ymr_response *head_with(const char *lines)
{
    static outcome got;
    static char bytes[BIG];
    const int length = snprintf(bytes, sizeof bytes, HEAD "Content-Length: 0\r\n%s\r\n", lines);

    feed_any(&got, bytes, (size_t)length);
    CHECK_STATUS(YMR_OK, got.status, lines);
    return &got.response;
}

/* Valid responses. */

static const struct {
    const char *bytes;
    const char *body;
    uint16_t status;
    ymr_framing framing;
    bool keep_alive;
    bool until_close;
} valid[] = {
    /* RFC 9112, section 4: the status line */
    {HEAD "Content-Length: 5\r\n\r\nhello", "hello", 200, YMR_FRAMING_LENGTH, true, false},
    {"HTTP/1.1 200 \r\nContent-Length: 0\r\n\r\n", "", 200, YMR_FRAMING_LENGTH, true, false},
    {"HTTP/1.1 420 \xD0\x9B\xD0\xB8\tmit ~\r\nContent-Length: 2\r\n\r\n{}", "{}", 420, YMR_FRAMING_LENGTH,
     true, false},
    {"HTTP/1.1 599 x\r\nContent-Length: 0\r\n\r\n", "", 599, YMR_FRAMING_LENGTH, true, false},
    /* section 2.5 and 9.3: HTTP/1.0 keeps no connection here, whatever it says */
    {"HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi", "hi", 200, YMR_FRAMING_LENGTH, false, false},
    {"HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi", "hi", 200,
     YMR_FRAMING_LENGTH, false, false},
    /* section 9.6: Connection is a list; names and options in any case */
    {HEAD "CONNECTION: Close\r\nContent-Length: 0\r\n\r\n", "", 200, YMR_FRAMING_LENGTH, false, false},
    {HEAD "Connection: keep-alive, , close ,x\r\nContent-Length: 0\r\n\r\n", "", 200, YMR_FRAMING_LENGTH,
     false, false},
    {HEAD "Connection: close\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n", "", 200,
     YMR_FRAMING_LENGTH, false, false},
    {HEAD "Connection: keep-alive, closed\r\nContent-Length: 0\r\n\r\n", "", 200, YMR_FRAMING_LENGTH, true,
     false},
    /* section 5.1: white space around a value; a value may be empty */
    {HEAD "Content-Length:3\r\nX:\r\nY: \t \r\n\r\nabc", "abc", 200, YMR_FRAMING_LENGTH, true, false},
    {HEAD "content-length: \t 3 \t \r\n\r\nabc", "abc", 200, YMR_FRAMING_LENGTH, true, false},
    {HEAD "Content-Length: 0003\r\n\r\nabc", "abc", 200, YMR_FRAMING_LENGTH, true, false},
    /* RFC 9110, section 5.5: obs-text; 5.6.2: every token character in a name */
    {HEAD "X: caf\xE9 \x80\xFF\r\nContent-Length: 1\r\n\r\na", "a", 200, YMR_FRAMING_LENGTH, true, false},
    {HEAD "!#$%&'*+-.^_`|~09azAZ: x\r\nContent-Length: 1\r\n\r\na", "a", 200, YMR_FRAMING_LENGTH, true,
     false},
    /* section 6.3: until the close */
    {HEAD "\r\nall of it", "all of it", 200, YMR_FRAMING_CLOSE, false, true},
    {HEAD "\r\n", "", 200, YMR_FRAMING_CLOSE, false, true},
    {"HTTP/1.0 404 no\r\nX: y\r\n\r\n\r\n\r\n", "\r\n\r\n", 404, YMR_FRAMING_CLOSE, false, true},
    /* section 6.3: 204 and 304 have no body, whatever they announce; RFC 9110, 8.6: a 204 announces none */
    {"HTTP/1.1 204 No Content\r\n\r\n", "", 204, YMR_FRAMING_NONE, true, false},
    {"HTTP/1.1 204 No Content\r\nContent-Length: 0\r\n\r\n", "", 204, YMR_FRAMING_NONE, true, false},
    {"HTTP/1.1 204 No Content\r\nContent-Length: 1\r\n\r\n", "", 204, YMR_FRAMING_NONE, false, false},
    {"HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", "", 204, YMR_FRAMING_NONE, false,
     false},
    {"HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\n", "", 304,
     YMR_FRAMING_NONE, true, false},
    /* RFC 9110, section 15.2: interim answers, whose fields mean nothing */
    {"HTTP/1.1 100 Continue\r\n\r\n" HEAD "Content-Length: 2\r\n\r\nok", "ok", 200, YMR_FRAMING_LENGTH, true,
     false},
    {"HTTP/1.1 103 x\r\nContent-Length: 9\r\nConnection: close\r\n\r\n"
     "HTTP/1.1 102 x\r\nContent-Encoding: gzip\r\n\r\n" HEAD "Content-Length: 2\r\n\r\nok",
     "ok", 200, YMR_FRAMING_LENGTH, true, false},
    /* RFC 9112, section 7.1: chunks */
    {CHUNKED "5\r\nhello\r\n0\r\n\r\n", "hello", 200, YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "0\r\n\r\n", "", 200, YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "000000000000000\r\n\r\n", "", 200, YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n0\r\n\r\n", "abcdef", 200, YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "00A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789", 200,
     YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "2\r\n\r\n\r\n1\r\n\n\r\n0\r\n\r\n", "\r\n\n", 200, YMR_FRAMING_CHUNKED, true, false},
    {HEAD "transfer-encoding:  CHUNKED \r\n\r\n1\r\nx\r\n0\r\n\r\n", "x", 200, YMR_FRAMING_CHUNKED, true,
     false},
    /* section 7.1.1: extensions say nothing to us */
    {CHUNKED "1;a\r\nx\r\n1 ; a=b;c=\"d\\\"; \xE9\\\\\";e\r\ny\r\n0;last\r\n\r\n", "xy", 200,
     YMR_FRAMING_CHUNKED, true, false},
    {CHUNKED "1\t;a\r\nx\r\n0\r\n\r\n", "x", 200, YMR_FRAMING_CHUNKED, true, false},
    /* section 7.1.2, RFC 9110, section 6.5.1: a trailer changes nothing */
    {CHUNKED "1\r\nx\r\n0\r\nA: b\r\nContent-Length: 7\r\nTransfer-Encoding: gzip\r\nConnection: close\r\n"
             "Content-Encoding: gzip\r\n\r\n",
     "x", 200, YMR_FRAMING_CHUNKED, true, false},
    /* RFC 9110, section 8.4: identity is no coding */
    {HEAD "Content-Encoding: Identity\r\nContent-Length: 1\r\n\r\nx", "x", 200, YMR_FRAMING_LENGTH, true,
     false},
};

TEST(response_reads_what_the_rfc_allows)
{
    for (size_t i = 0; i < COUNT_OF(valid); i++) {
        static outcome got;
        feed_any(&got, valid[i].bytes, strlen(valid[i].bytes));
        CHECK_STATUS(valid[i].until_close ? YMR_PENDING : YMR_OK, got.status, valid[i].bytes);
        CHECK_STATUS(YMR_OK, ymr_response_closed(&got.response), valid[i].bytes);
        CHECK(got.response.head_complete && got.response.complete, valid[i].bytes);
        CHECK_SIZE(strlen(valid[i].bytes), got.taken, valid[i].bytes);
        CHECK_TEXT(valid[i].body, got.body, got.body_length, valid[i].bytes);
        CHECK_U64(strlen(valid[i].body), got.response.received, valid[i].bytes);
        CHECK_U64(valid[i].status, got.response.status, valid[i].bytes);
        CHECK_U64(valid[i].framing, got.response.framing, valid[i].bytes);
        CHECK_U64(valid[i].framing == YMR_FRAMING_LENGTH, got.response.length_known, valid[i].bytes);
        CHECK_U64(valid[i].keep_alive, got.response.keep_alive, valid[i].bytes);
    }
}

TEST(response_leaves_what_follows_it)
{
    for (size_t i = 0; i < COUNT_OF(valid); i++) {
        static outcome got;
        static char bytes[BIG];
        const size_t length = strlen(valid[i].bytes);
        size_t taken = 1;
        ymr_text body = {NULL, 1};
        if (valid[i].until_close) {
            continue;
        }
        snprintf(bytes, sizeof bytes, "%s\r\n" HEAD "X: next", valid[i].bytes);
        feed_any(&got, bytes, strlen(bytes));
        CHECK_STATUS(YMR_OK, got.status, valid[i].bytes);
        CHECK_SIZE(length, got.taken, valid[i].bytes);
        CHECK_STATUS(YMR_OK, ymr_response_feed(&got.response, "HTTP", 4, &taken, &body),
                     "complete stays complete");
        CHECK_SIZE(0, taken, valid[i].bytes);
        CHECK_SIZE(0, body.length, valid[i].bytes);
    }
}

/* RFC 9112, section 8: an incomplete message is an error, and only an until-close body can end anywhere. */
TEST(response_cut_at_any_byte_is_incomplete)
{
    for (size_t i = 0; i < COUNT_OF(valid); i++) {
        static outcome got;
        const size_t length = strlen(valid[i].bytes);
        for (size_t cut = 0; cut < length; cut++) {
            const char *note = check_note("cut at %zu: %.100s", cut, valid[i].bytes);
            feed(&got, valid[i].bytes, cut, SIZE_MAX);
            CHECK_STATUS(YMR_PENDING, got.status, note);
            const bool in_body = valid[i].until_close && got.response.head_complete;
            CHECK_STATUS(in_body ? YMR_OK : YMR_E_CLOSED, ymr_response_closed(&got.response), note);
            CHECK_U64(in_body, got.response.complete, note);
            CHECK_STATUS(in_body ? YMR_OK : YMR_E_CLOSED, ymr_response_closed(&got.response), "it stays so");
            CHECK(memcmp(valid[i].body, got.body, got.body_length) == 0, note);
        }
    }
}

TEST(response_takes_nothing_from_nothing)
{
    ymr_response response;
    size_t taken = 1;
    ymr_text body = {NULL, 1};

    ymr_response_init(&response);
    CHECK_STATUS(YMR_PENDING, ymr_response_feed(&response, "", 0, &taken, &body), "no bytes");
    CHECK_SIZE(0, taken, "no bytes");
    CHECK_SIZE(0, body.length, "no bytes");
    CHECK_STATUS(YMR_E_CLOSED, ymr_response_closed(&response), "closed before a single byte");
    CHECK_STATUS(YMR_E_CLOSED, ymr_response_feed(&response, HEAD, 17, &taken, &body),
                 "nothing comes after a close");
    CHECK_SIZE(0, taken, "nothing comes after a close");
}

/* Hostile and broken responses. */

static const struct {
    ymr_status status;
    const char *bytes;
} hostile[] = {
    /* RFC 9112, section 4: the status line */
    {YMR_E_HTTP, "\r\n" HEAD "\r\n"},
    {YMR_E_HTTP, " " HEAD "\r\n"},
    {YMR_E_HTTP, "\xEF\xBB\xBF" HEAD "\r\n"},
    {YMR_E_HTTP, "<html>"},
    {YMR_E_HTTP, "\x15\x03\x01"}, /* a TLS alert */
    {YMR_E_HTTP, "ICY 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "http/1.1 200 OK\r\n\r\n"}, /* section 2.3: the name is case-sensitive */
    {YMR_E_HTTP, "HTTP/0.9 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/2 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/2.0 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.2 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.10 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1,1 200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1  200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1\t200 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 200\r\n\r\n"}, /* the blank after the code may not be left out */
    {YMR_E_HTTP, "HTTP/1.1 20 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 2000 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 2x0 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 -20 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 000 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 099 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 600 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 999 OK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 200 O\rK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 200 OK\n\r\n"}, /* section 2.2: a bare LF */
    {YMR_E_HTTP, "HTTP/1.1 200 OK\r\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 200 O\x7fK\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 101 Switching Protocols\r\n\r\n"}, /* nobody asked for an upgrade */
    /* section 5.1: field lines */
    {YMR_E_HTTP, HEAD ": x\r\n\r\n"},
    {YMR_E_HTTP, HEAD "Content-Length : 5\r\n\r\nhello"},
    {YMR_E_HTTP, HEAD "Content-Length\t: 5\r\n\r\nhello"},
    {YMR_E_HTTP, HEAD "no colon\r\n\r\n"},
    {YMR_E_HTTP, HEAD "nocolon\r\n\r\n"},
    {YMR_E_HTTP, HEAD "na\"me: x\r\n\r\n"},
    {YMR_E_HTTP, HEAD "na(me: x\r\n\r\n"},
    {YMR_E_HTTP, HEAD "na\xC3\xA4me: x\r\n\r\n"},
    {YMR_E_HTTP, HEAD "na\x01me: x\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\nY: b\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\rY: b\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\r\rY: b\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\x0b\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\x1b[0m\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\x7f\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\r\n\rY"},
    {YMR_E_HTTP, HEAD "X: a\r\n\n"},
    /* section 5.2: folded lines */
    {YMR_E_HTTP, HEAD " Content-Length: 5\r\n\r\nhello"},
    {YMR_E_HTTP, HEAD "X: a\r\n b\r\n\r\n"},
    {YMR_E_HTTP, HEAD "X: a\r\n\tb\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding:\r\n chunked\r\n\r\n"}, /* refused as empty, before the fold */
    /* section 6.3: lengths that mean different things to different readers */
    {YMR_E_FRAMING, HEAD "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5\r\ncontent-length: 5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5, 5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5,\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length:\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: +5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: -5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 0x5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5 5\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 5.0\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: 1e1\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: five\r\n\r\nhello"},
    {YMR_E_FRAMING, HEAD "Content-Length: \xD9\xA5\r\n\r\nhello"}, /* a digit, but not an ASCII one */
    {YMR_E_FRAMING, HEAD "Content-Length: 9223372036854775808\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Content-Length: 18446744073709551621\r\n\r\nhello"}, /* 5 modulo 2^64 */
    {YMR_E_FRAMING, HEAD "Content-Length: 100000000000000000000000000000000000005\r\n\r\nhello"},
    {YMR_E_FRAMING, "HTTP/1.1 204 x\r\nContent-Length: x\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: chunked, chunked\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: chunked;q=1\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: xchunked\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: chunke\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: \"chunked\"\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding: identity\r\n\r\n"},
    {YMR_E_FRAMING, HEAD "Transfer-Encoding:\r\n\r\n"},
    {YMR_E_FRAMING, "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}, /* section 6.1 */
    /* RFC 9110, section 8.4: nothing was offered but identity */
    {YMR_E_ENCODING, HEAD "Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello"},
    {YMR_E_ENCODING, HEAD "Content-Encoding: identity, br\r\nContent-Length: 5\r\n\r\nhello"},
    {YMR_E_ENCODING,
     HEAD "Content-Encoding: gzip\r\nContent-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello"},
    /* RFC 9112, section 7.1: chunks */
    {YMR_E_HTTP, CHUNKED "\r\n"},
    {YMR_E_HTTP, CHUNKED ";a\r\n"},
    {YMR_E_HTTP, CHUNKED " 5\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5 \r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "+5\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "-5\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "0x5\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5,\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "g\r\n"},
    {YMR_E_HTTP, CHUNKED "0000000000000005\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "10000000000000005\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\rhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\r\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\r\nhello\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\r\nhello0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\r\nhello world\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5\r\nhello\rx0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a\rhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a=\"\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a=\"b\\\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a=\"b\n\"\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "5;a\x01\r\nhello\r\n0\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "0\r\n\n"},
    {YMR_E_HTTP, CHUNKED "0\r\n\rX"},
    {YMR_E_HTTP, CHUNKED "0\r\nA : b\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "0\r\nA: b\r\n c\r\n\r\n"},
    {YMR_E_HTTP, CHUNKED "0\r\nA: b\n\r\n"},
    /* RFC 9110, section 14.4: a 206 that does not say which part it is */
    {YMR_E_HTTP, "HTTP/1.1 206 Partial\r\nContent-Range: bytes 0-\r\nContent-Length: 1\r\n\r\nx"},
    /* in an interim answer too */
    {YMR_E_HTTP, "HTTP/1.1 100 Continue\r\nA : b\r\n\r\n"},
    {YMR_E_HTTP, "HTTP/1.1 100 Continue\r\n\r\n\r\n"},
    {YMR_E_FRAMING, "HTTP/1.1 103 x\r\nContent-Length: x\r\n\r\n"},
};

static void check_sticky(outcome *got, const char *note)
{
    size_t taken = 1;
    ymr_text body = {NULL, 1};
    const ymr_status first = got->status;

    CHECK_STATUS(first, ymr_response_feed(&got->response, HEAD, 17, &taken, &body), note);
    CHECK_SIZE(0, taken, note);
    CHECK_SIZE(0, body.length, note);
    CHECK_STATUS(first, ymr_response_closed(&got->response), note);
    CHECK(!got->response.complete, note);
}

TEST(response_refuses_what_the_rfc_does_not_allow)
{
    for (size_t i = 0; i < COUNT_OF(hostile); i++) {
        static outcome got;
        feed_any(&got, hostile[i].bytes, strlen(hostile[i].bytes));
        CHECK_STATUS(hostile[i].status, got.status, hostile[i].bytes);
        check_sticky(&got, hostile[i].bytes);
    }
}

TEST(response_with_an_unknown_encoding_still_tells_its_status)
{
    static const char bytes[] =
        "HTTP/1.1 503 x\r\nContent-Encoding: gzip\r\nX-RateLimit-Resource-Limit: 7\r\n\r\n";
    static outcome got;

    feed_any(&got, bytes, sizeof bytes - 1);
    CHECK_STATUS(YMR_E_ENCODING, got.status, "gzip");
    CHECK(got.response.head_complete, "the head was read");
    CHECK_U64(503, got.response.status, "status");
    CHECK_I64(7, got.response.limit.limit, "limit");
}

/* Each byte value at one place: `before` + byte + `after` is valid exactly for the `allowed` bytes. */
static void check_each_byte(const char *before, const char *after, bool (*allowed)(int byte))
{
    for (int byte = 0; byte < 256; byte++) {
        static outcome got;
        char bytes[256];
        const size_t length = strlen(before);
        const char *note = check_note("byte 0x%02x after %.60s", (unsigned)byte, before);
        snprintf(bytes, sizeof bytes, "%s?%s", before, after);
        bytes[length] = (char)byte;
        feed(&got, bytes, length + 1 + strlen(after), SIZE_MAX);
        CHECK_STATUS(allowed(byte) ? YMR_OK : YMR_E_HTTP, got.status, note);
    }
}

static bool is_tchar(int byte)
{
    static const char all[] = "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    return byte != 0 && strchr(all, byte) != NULL && byte < 0x80;
}

static bool is_tchar_or_colon(int byte)
{
    return is_tchar(byte) || byte == ':';
}

static bool is_field_byte(int byte)
{
    return byte == 9 || (byte >= 32 && byte < 127) || byte >= 128;
}

static bool is_quoted_byte(int byte)
{
    return is_field_byte(byte) && byte != '"' && byte != '\\';
}

/* A quote that opens never closes in this place. */
static bool is_extension_byte(int byte)
{
    return is_field_byte(byte) && byte != '"';
}

static bool is_cr(int byte)
{
    return byte == '\r';
}

static bool is_lf(int byte)
{
    return byte == '\n';
}

static bool is_one(int byte)
{
    return byte == '1';
}

static bool is_blank_byte(int byte)
{
    return byte == ' ';
}

TEST(response_allows_each_byte_only_in_its_place)
{
    check_each_byte(HEAD, "b: x\r\nContent-Length: 0\r\n\r\n", is_tchar);
    check_each_byte(HEAD "a", "b: x\r\nContent-Length: 0\r\n\r\n", is_tchar_or_colon);
    check_each_byte(HEAD "a:", "b\r\nContent-Length: 0\r\n\r\n", is_field_byte);
    check_each_byte(HEAD "a: b", "b\r\nContent-Length: 0\r\n\r\n", is_field_byte);
    check_each_byte(HEAD "Server: b", "b\r\nContent-Length: 0\r\n\r\n", is_field_byte);
    check_each_byte(HEAD "Date: b", "b\r\nContent-Length: 0\r\n\r\n", is_field_byte);
    check_each_byte(HEAD "a: b\r", "Content-Length: 0\r\n\r\n", is_lf);
    check_each_byte(HEAD "Content-Length: 0\r\n\r", "", is_lf);
    check_each_byte("HTTP/1.1 200 O", "\r\nContent-Length: 0\r\n\r\n", is_field_byte);
    check_each_byte("HTTP/1.1 200", "OK\r\nContent-Length: 0\r\n\r\n", is_blank_byte);
    check_each_byte("HTTP/", ".1 200 OK\r\nContent-Length: 0\r\n\r\n", is_one);
    check_each_byte(CHUNKED "1", "\na\r\n0\r\n\r\n", is_cr);
    check_each_byte(CHUNKED "1\r", "a\r\n0\r\n\r\n", is_lf);
    check_each_byte(CHUNKED "1\r\na", "\n0\r\n\r\n", is_cr);
    check_each_byte(CHUNKED "1\r\na\r", "0\r\n\r\n", is_lf);
    check_each_byte(CHUNKED "1;x", "y\r\na\r\n0\r\n\r\n", is_extension_byte);
    check_each_byte(CHUNKED "1;x=\"", "\"\r\na\r\n0\r\n\r\n", is_quoted_byte);
    check_each_byte(CHUNKED "1;x=\"\\", "\"\r\na\r\n0\r\n\r\n", is_field_byte);
    check_each_byte(CHUNKED "0\r\nA", "B: c\r\n\r\n", is_tchar_or_colon);
    check_each_byte(CHUNKED "0\r\nA: ", "c\r\n\r\n", is_field_byte);
}

/* Known fields. */

TEST(response_reads_the_media_type)
{
    static const struct {
        const char *line;
        ymr_media media;
    } cases[] = {
        {"", YMR_MEDIA_ABSENT},
        {"Content-Type: application/json\r\n", YMR_MEDIA_JSON},
        {"content-type:application/json;charset=utf-8\r\n", YMR_MEDIA_JSON},
        {"CONTENT-TYPE: Application/JSON ; charset=utf-8\r\n", YMR_MEDIA_JSON},
        {"Content-Type: image/jpeg\r\n", YMR_MEDIA_JPEG},
        {"Content-Type: IMAGE/PNG;x=y\r\n", YMR_MEDIA_PNG},
        {"Content-Type: application/octet-stream\r\n", YMR_MEDIA_BINARY},
        {"Content-Type: application/pdf\r\n", YMR_MEDIA_PDF},
        {"Content-Type: text/html; charset=utf-8\r\n", YMR_MEDIA_HTML},
        {"Content-Type: application/jsonp\r\n", YMR_MEDIA_OTHER},
        {"Content-Type: application/jso\r\n", YMR_MEDIA_OTHER},
        {"Content-Type: application/json, text/html\r\n", YMR_MEDIA_OTHER},
        {"Content-Type: image/jpg\r\n", YMR_MEDIA_OTHER},
        {"Content-Type: \r\n", YMR_MEDIA_OTHER},
        {"Content-Type: ;\r\n", YMR_MEDIA_OTHER},
        {"Content-Type: application / json\r\n", YMR_MEDIA_OTHER},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_U64(cases[i].media, head_with(cases[i].line)->media, cases[i].line);
    }
}

TEST(response_reads_accept_ranges)
{
    CHECK(!head_with("")->ranges, "absent");
    CHECK(head_with("Accept-Ranges: bytes\r\n")->ranges, "bytes");
    CHECK(head_with("accept-ranges: x, Bytes\r\n")->ranges, "RFC 9110, section 14.3: a list");
    CHECK(!head_with("Accept-Ranges: none\r\n")->ranges, "none");
    CHECK(!head_with("Accept-Ranges: kilobytes\r\n")->ranges, "another unit");
}

/* RFC 9110, section 14.4. A 206 with a malformed range is refused, any other answer passes it over. */
TEST(response_reads_the_content_range)
{
    static const struct {
        const char *value;
        bool good;
        int64_t start, end, total;
    } cases[] = {
        {"bytes 0-0/1", true, 0, 0, 1},
        {"bytes 42-1233/1234", true, 42, 1233, 1234},
        {"Bytes 42-1233/*", true, 42, 1233, -1},
        {"bytes */1234", true, -1, -1, 1234},
        {"bytes */0", true, -1, -1, 0},
        {"bytes 9223372036854775805-9223372036854775806/9223372036854775807", true, INT64_MAX - 2,
         INT64_MAX - 1, INT64_MAX},
        {"bytes 0-9223372036854775808/*", false, -1, -1, -1},
        {"bytes */*", false, -1, -1, -1},
        {"bytes 5-4/10", false, -1, -1, -1},
        {"bytes 0-10/10", false, -1, -1, -1},
        {"bytes 0-9", false, -1, -1, -1},
        {"bytes 0-9/", false, -1, -1, -1},
        {"bytes -9/10", false, -1, -1, -1},
        {"bytes 0-/10", false, -1, -1, -1},
        {"bytes 0_9/10", false, -1, -1, -1},
        {"bytes 09/10", false, -1, -1, -1},
        {"bytes 0-9/10 ,", false, -1, -1, -1},
        {"bytes 0-9/10x", false, -1, -1, -1},
        {"bytes 0-9/-1", false, -1, -1, -1},
        {"bytes 0 - 9/10", false, -1, -1, -1},
        {"bytes  0-9/10", false, -1, -1, -1},
        {"bytes=0-9/10", false, -1, -1, -1},
        {"0-9/10", false, -1, -1, -1},
        {"items 0-9/10", false, -1, -1, -1},
        {"", false, -1, -1, -1},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        static outcome got;
        char bytes[256];
        for (int status = 200; status <= 206; status += 6) {
            snprintf(bytes, sizeof bytes, "HTTP/1.1 %d x\r\nContent-Range: %s\r\nContent-Length: 0\r\n\r\n",
                     status, cases[i].value);
            feed_any(&got, bytes, strlen(bytes));
            CHECK_STATUS(status == 206 && !cases[i].good ? YMR_E_HTTP : YMR_OK, got.status, bytes);
            CHECK_I64(cases[i].start, got.response.range_start, bytes);
            CHECK_I64(cases[i].end, got.response.range_end, bytes);
            CHECK_I64(cases[i].total, got.response.range_total, bytes);
        }
    }
}

TEST(response_refuses_two_ranges_in_a_206)
{
    static const char *const ranges[] = {"bytes 0-1/9", "bytes 2-3/9", "bytes 0-0/*", "bytes */9",
                                         "bytes */0"};

    for (size_t i = 0; i < COUNT_OF(ranges) * COUNT_OF(ranges); i++) {
        static outcome got;
        char bytes[256];
        snprintf(bytes, sizeof bytes, "HTTP/1.1 206 x\r\nContent-Range: %s\r\nContent-Range: %s\r\n\r\n",
                 ranges[i / COUNT_OF(ranges)], ranges[i % COUNT_OF(ranges)]);
        feed_any(&got, bytes, strlen(bytes));
        CHECK_STATUS(YMR_E_HTTP, got.status, bytes);
    }
}

/* The three limits and the Date, as the Market writes them: RFC 822 dates with weekdays that may be wrong. */
TEST(response_reads_limits_and_dates)
{
    const ymr_response *got = head_with("X-RateLimit-Resource-Limit: 5000\r\n"
                                        "x-ratelimit-resource-remaining: 0\r\n"
                                        "X-RATELIMIT-RESOURCE-UNTIL: Thu, 10 Jul 2018 00:42:42 GMT\r\n"
                                        "Date: Tue, 10 Jul 2018 00:42:41 GMT\r\n");

    CHECK_I64(5000, got->limit.limit, "limit");
    CHECK_I64(0, got->limit.remaining, "remaining");
    CHECK_I64(INT64_C(1531183362000), got->limit.until_unix_ms, "until");
    CHECK_I64(INT64_C(1531183361000), got->date_unix_ms, "date");
}

TEST(response_takes_unreadable_limits_and_dates_for_absent)
{
    static const char *const values[] = {"", "x", "-1", "1.5", "1 2", "9223372036854775808", "10 Jul", "+1"};
    const ymr_response *got = head_with("");

    CHECK_I64(-1, got->limit.limit, "absent");
    CHECK_I64(-1, got->limit.remaining, "absent");
    CHECK_I64(-1, got->limit.until_unix_ms, "absent");
    CHECK_I64(-1, got->date_unix_ms, "absent");
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        char lines[256];
        snprintf(lines, sizeof lines,
                 "X-RateLimit-Resource-Limit: %s\r\nX-RateLimit-Resource-Remaining: %s\r\n"
                 "X-RateLimit-Resource-Until: %s\r\nDate: %s\r\n",
                 values[i], values[i], values[i], values[i]);
        got = head_with(lines);
        CHECK_I64(-1, got->limit.limit, values[i]);
        CHECK_I64(-1, got->limit.remaining, values[i]);
        CHECK_I64(-1, got->limit.until_unix_ms, values[i]);
        CHECK_I64(-1, got->date_unix_ms, values[i]);
    }
    CHECK_I64(INT64_MAX, head_with("X-RateLimit-Resource-Limit: 9223372036854775807\r\n")->limit.limit,
              "the largest");
}

/* A name that is nearly a known one must do nothing: here every name with one letter more, less or other. */
static const struct {
    const char *name;
    const char *value;
} known[] = {
    {"Accept-Ranges", "bytes"},
    {"Connection", "close"},
    {"Content-Encoding", "gzip"},
    {"Content-Length", "1"},
    {"Content-Range", "bytes 0-1/2"},
    {"Content-Type", "application/json"},
    {"Date", "Sun, 06 Nov 1994 08:49:37 GMT"},
    {"Transfer-Encoding", "chunked"},
    {"X-RateLimit-Resource-Limit", "1"},
    {"X-RateLimit-Resource-Remaining", "1"},
    {"X-RateLimit-Resource-Until", "Sun, 06 Nov 1994 08:49:37 GMT"},
};

static bool does_nothing(const char *name, const char *value)
{
    static outcome got, plain;
    char bytes[256];

    snprintf(bytes, sizeof bytes, HEAD "Content-Length: 0\r\n%s: %s\r\n\r\n", name, value);
    feed(&got, bytes, strlen(bytes), SIZE_MAX);
    snprintf(bytes, sizeof bytes, HEAD "Content-Length: 0\r\n\r\n");
    feed(&plain, bytes, strlen(bytes), SIZE_MAX);
    return got.status == YMR_OK && same_facts(&got.response, &plain.response);
}

TEST(response_knows_no_field_by_half_its_name)
{
    static const char others[] = "!#-.0Zaceglnorstwyz~";

    for (size_t i = 0; i < COUNT_OF(known); i++) {
        const char *const right = known[i].name;
        const char *const value = known[i].value;
        char name[64];
        CHECK(!does_nothing(right, value), right);
        for (size_t at = 0; right[at] != '\0'; at++) {
            snprintf(name, sizeof name, "%.*s%s", (int)at, right, right + at + 1);
            CHECK(does_nothing(name, value), name);
            snprintf(name, sizeof name, "%.*s%s", (int)at + 1, right, right + at);
            CHECK(does_nothing(name, value), name);
            for (const char *other = others; *other != '\0'; other++) {
                snprintf(name, sizeof name, "%.*s%c%s", (int)at, right, *other, right + at + 1);
                CHECK((*other | 0x20) == (right[at] | 0x20) || does_nothing(name, value), name);
            }
        }
    }
}

/* Limits. */

static size_t fill(char *out, const char *before, char filler, size_t count, const char *after)
{
    const size_t length = strlen(before);

    memcpy(out, before, length);
    memset(out + length, filler, count);
    memcpy(out + length + count, after, strlen(after) + 1);
    return length + count + strlen(after);
}

/* `before` and `after` enclose filler so that `limit` bytes are reached, then passed by one. */
static void check_limit(const char *before, char filler, const char *after, size_t limit, size_t uncounted)
{
    static outcome got;
    static char bytes[BIG];
    const size_t count = limit + uncounted - strlen(before) - strlen(after);
    size_t length = fill(bytes, before, filler, count, after);

    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_PENDING, got.status, check_note("at the limit: %.60s", before));
    length = fill(bytes, before, filler, count + 1, after);
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, check_note("over the limit: %.60s", before));
    CHECK_SIZE(limit + 1, got.taken - uncounted, "refused with the first byte that is too many");
    check_sticky(&got, "over the limit");
}

TEST(response_limits_every_line_and_head)
{
    check_limit("HTTP/1.1 200 ", 'r', "\r\n\r\n", YMR_MAX_HEAD, 0);
    check_limit(HEAD "X: ", 'v', "\r\n\r\n", YMR_MAX_HEAD, 0);
    check_limit(HEAD, 'n', ": x\r\n\r\n", YMR_MAX_HEAD, 0);
    check_limit(HEAD "Content-Type:", ' ', "text/html\r\n\r\n", YMR_MAX_HEAD, 0);
    check_limit("HTTP/1.1 100 ", 'r', "\r\n\r\n", YMR_MAX_HEAD, 0);
    check_limit("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 ", 'r', "\r\n\r\n", YMR_MAX_HEAD, 25);
    check_limit(CHUNKED "1;", 'x', "\r\n", YMR_MAX_CHUNK_LINE, strlen(CHUNKED));
    check_limit(CHUNKED "1;\"", 'x', "\"\r\n", YMR_MAX_CHUNK_LINE, strlen(CHUNKED));
    check_limit(CHUNKED "1\r\na\r\n1", ' ', ";\r\n", YMR_MAX_CHUNK_LINE, strlen(CHUNKED "1\r\na\r\n"));
}

TEST(response_limits_the_trailer)
{
    static outcome got;
    static char bytes[BIG];
    const size_t count = YMR_MAX_HEAD - strlen("X: \r\n\r\n");
    size_t length = fill(bytes, CHUNKED "0\r\nX: ", 'v', count, "\r\n\r\n");

    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_OK, got.status, "a trailer at the limit");
    length = fill(bytes, CHUNKED "0\r\nX: ", 'v', count + 1, "\r\n\r\n");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a trailer over the limit");
}

TEST(response_limits_interim_answers)
{
    static outcome got;
    char bytes[1024] = "";

    for (int count = 1; count <= YMR_MAX_INTERIM + 1; count++) {
        char whole[1100];
        strcat(bytes, "HTTP/1.1 102 Processing\r\n\r\n");
        snprintf(whole, sizeof whole, "%s%s", bytes, HEAD "Content-Length: 0\r\n\r\n");
        feed_any(&got, whole, strlen(whole));
        CHECK_STATUS(count <= YMR_MAX_INTERIM ? YMR_OK : YMR_E_HTTP_LIMIT, got.status,
                     check_note("%d", count));
    }
}

/* What a body's length hangs on must be read whole; what only helps is passed over. Blanks around a value are
   no part of it, however many. */
TEST(response_limits_the_values_that_it_keeps)
{
    static outcome got;
    static char bytes[BIG];
    size_t length = fill(bytes, HEAD "Content-Length: ", '0', YMR_MAX_FIELD - 1, "5\r\n\r\nhello");

    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_OK, got.status, "a length at the limit");
    CHECK_TEXT("hello", got.body, got.body_length, "a length at the limit");
    length = fill(bytes, HEAD "Content-Length: ", '0', YMR_MAX_FIELD, "5\r\n\r\nhello");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a length over the limit");
    length = fill(bytes, HEAD "Content-Length: 5", ' ', 300, "\r\n\r\nhello");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_OK, got.status, "blanks behind it");
    length = fill(bytes, HEAD "Content-Length: 5", ' ', 300, "5\r\n\r\nhello");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "blanks inside it");
    length = fill(bytes, HEAD "Transfer-Encoding: chunked", ',', 100, "\r\n\r\n");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_HTTP_LIMIT, got.status, "a long transfer encoding");
    length = fill(bytes, HEAD "Content-Length: 0\r\nContent-Encoding: identity", ',', 100, "\r\n\r\n");
    feed_any(&got, bytes, length);
    CHECK_STATUS(YMR_E_ENCODING, got.status, "a long content encoding");
}

TEST(response_passes_over_long_values_that_only_help)
{
    static char lines[BIG];

    fill(lines, "Content-Type: application/json;", 'x', YMR_MAX_FIELD - 17, "\r\n");
    CHECK_U64(YMR_MEDIA_JSON, head_with(lines)->media, "at the limit");
    fill(lines, "Content-Type: application/json;", 'x', YMR_MAX_FIELD - 16, "\r\n");
    CHECK_U64(YMR_MEDIA_OTHER, head_with(lines)->media, "over the limit");
    fill(lines, "X-RateLimit-Resource-Limit: ", '0', YMR_MAX_FIELD, "5\r\n");
    CHECK_I64(-1, head_with(lines)->limit.limit, "limit");
    fill(lines, "Date: Sun, 06 Nov 1994 08:49:37 GMT", 'x', YMR_MAX_FIELD, "\r\n");
    CHECK_I64(-1, head_with(lines)->date_unix_ms, "date");
    fill(lines, "Content-Range: bytes 0-1/", '9', YMR_MAX_FIELD, "\r\n");
    CHECK_I64(-1, head_with(lines)->range_start, "range");
    fill(lines, "Accept-Ranges: bytes", ',', YMR_MAX_FIELD, "\r\n");
    CHECK(!head_with(lines)->ranges, "ranges");
    fill(lines, "Connection: ", 'x', YMR_MAX_FIELD + 1, "\r\n");
    CHECK(!head_with(lines)->keep_alive, "it may have said close");
}

/* A body costs the same whatever its length: no byte of it is looked at. Here is one byte, fed as 50 MB. */
TEST(response_does_not_look_at_body_bytes)
{
    static const char *const heads[] = {HEAD "Content-Length: 52428801\r\n\r\n", CHUNKED "3200001\r\n",
                                        HEAD "\r\n"};
    char *one = malloc(1);

    *one = 'x';
    for (size_t i = 0; i < COUNT_OF(heads); i++) {
        static outcome got;
        size_t taken;
        ymr_text body;
        feed(&got, heads[i], strlen(heads[i]), SIZE_MAX);
        CHECK_STATUS(YMR_PENDING, got.status, heads[i]);
        CHECK_STATUS(YMR_PENDING, ymr_response_feed(&got.response, one, YMR_MAX_PHOTO, &taken, &body),
                     heads[i]);
        CHECK_SIZE(YMR_MAX_PHOTO, taken, heads[i]);
        CHECK(body.bytes == one && body.length == YMR_MAX_PHOTO, "handed out where it lies");
        CHECK_U64(YMR_MAX_PHOTO, got.response.received, heads[i]);
    }
    free(one);
}

TEST(response_reads_hexadecimal_sizes)
{
    static const char *const digits[] = {"0123456789abcdef", "0123456789ABCDEF"};

    for (size_t i = 0; i < 16; i++) {
        for (size_t upper = 0; upper < COUNT_OF(digits); upper++) {
            static outcome got;
            char bytes[256];
            snprintf(bytes, sizeof bytes, CHUNKED "0%c\r\n", digits[upper][i]);
            feed(&got, bytes, strlen(bytes), SIZE_MAX);
            size_t taken;
            ymr_text body;
            ymr_response_feed(&got.response, "0123456789012345", 16, &taken, &body);
            CHECK_SIZE(i, body.length, bytes);
        }
    }
}

TEST(response_counts_the_longest_lengths)
{
    static outcome got;
    size_t taken;
    ymr_text body;
    static const char longest[] = HEAD "Content-Length: 9223372036854775807\r\n\r\nx";

    feed(&got, longest, sizeof longest - 1, SIZE_MAX);
    CHECK_STATUS(YMR_PENDING, got.status, "2^63 - 1");
    CHECK_U64(INT64_MAX, got.response.length, "2^63 - 1");
    CHECK_U64(1, got.response.received, "2^63 - 1");
    feed(&got, CHUNKED "fffffffffffffff\r\n", strlen(CHUNKED) + 17, SIZE_MAX);
    CHECK_STATUS(YMR_PENDING, ymr_response_feed(&got.response, "xy", 2, &taken, &body), "2^60 - 1");
    CHECK_SIZE(2, body.length, "2^60 - 1");
}
