/*
 * HTTP answers in pieces. The first byte says whether a CONNECT is answered, the second how the rest, the
 * server's bytes, is cut.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http_reference.h"
#include "support.h"
#include "ymr/response.h"

/* What came of one reading. */
typedef struct reading {
    ymr_response response;
    ymr_status status;  /* when the bytes were at their end */
    ymr_status closed;  /* when the connection was, too */
    size_t used;
    char *body;
    size_t length;
} reading;

static void take_stretch(reading *r, ymr_text body)
{
    memcpy(r->body + r->length, body.bytes, body.length);
    r->length += body.length;
}

static void check_step(const reading *r, size_t piece, size_t taken, ymr_text body)
{
    hold(taken <= piece && body.length <= taken, "no more is taken than there is");
    hold(r->status == YMR_OK || r->status == YMR_PENDING ||
             (r->status <= YMR_E_HTTP && r->status >= YMR_E_ENCODING),
         "a parser answers as it says");
    hold((r->status == YMR_OK) == (r->response.complete && r->response.error == YMR_OK), "OK is complete");
    hold(taken == piece || r->status != YMR_PENDING || body.length > 0, "it stops for a reason");
}

/* A piece on the heap; its stretches of body one after the other. */
static void feed_piece(reading *r, const char *bytes, size_t piece)
{
    char *const copy = exact_copy(bytes, piece);
    size_t at = 0;
    do {
        size_t taken = 0;
        ymr_text body;
        r->status = ymr_response_feed(&r->response, copy + at, piece - at, &taken, &body);
        check_step(r, piece - at, taken, body);
        take_stretch(r, body);
        at += taken;
    } while (r->status == YMR_PENDING && at < piece);
    r->used += at;
    free(copy);
}

static void read_in(reading *r, const char *bytes, size_t size, bool connect, uint32_t seed)
{
    pieces p;
    pieces_begin(&p, seed);
    memset(r, 0, sizeof *r);
    r->body = malloc(size + 1);
    r->status = YMR_PENDING;
    (connect ? ymr_response_init_connect : ymr_response_init)(&r->response);
    while (r->status == YMR_PENDING && r->used < size) {
        feed_piece(r, bytes + r->used, pieces_next(&p, size - r->used));
    }
    const ymr_response before = r->response;
    size_t taken = 1;
    ymr_text body;
    if (r->status != YMR_PENDING) {
        hold(ymr_response_feed(&r->response, "x", 1, &taken, &body) == r->status && taken == 0 &&
                 body.length == 0,
             "what has ended stays as it is");
    }
    r->response = before;
    r->closed = ymr_response_closed(&r->response);
    hold(r->status == YMR_PENDING || r->closed == r->status, "a close changes no verdict");
}

static bool has_same_head(const ymr_response *a, const ymr_response *b)
{
    return a->status == b->status && a->head_complete == b->head_complete && a->complete == b->complete &&
           a->keep_alive == b->keep_alive && a->ranges == b->ranges && a->framing == b->framing &&
           a->media == b->media && a->length_known == b->length_known && a->length == b->length &&
           a->received == b->received && a->date_unix_ms == b->date_unix_ms &&
           a->range_start == b->range_start && a->range_end == b->range_end &&
           a->range_total == b->range_total && strcmp(a->etag, b->etag) == 0 &&
           memcmp(&a->limit, &b->limit, sizeof a->limit) == 0;
}

static void check_same(const reading *a, const reading *b)
{
    hold(a->status == b->status && a->closed == b->closed && a->used == b->used, "any split: one verdict");
    hold(a->length == b->length && memcmp(a->body, b->body, a->length) == 0, "any split: one body");
    hold(has_same_head(&a->response, &b->response), "any split: one head");
}

static bool is_etag(const char *text)
{
    const size_t length = strlen(text);
    return length == 0 || (length >= 2 && text[0] == '"' && strchr(text + 1, '"') == text + length - 1);
}

static void check_head(const ymr_response *r)
{
    hold(!r->head_complete || (r->status >= 200 && r->status <= 599), "a status is one");
    hold(memchr(r->etag, '\0', sizeof r->etag) != NULL && is_etag(r->etag), "an ETag has its quotes");
    hold(r->limit.limit >= -1 && r->limit.remaining >= -1, "a limit is known or not");
    hold(r->range_start <= r->range_end && (r->range_total < 0 || r->range_end < r->range_total),
         "a range is in order");
    hold(r->framing != YMR_FRAMING_LENGTH || r->received <= r->length, "no more than was announced");
}

/* What is taken, somebody else takes for the same. */
static void check_meaning(const reading *r, const char *bytes, size_t size, bool connect)
{
    const bool by_close = r->status == YMR_PENDING;
    http_reference reference;
    hold(!by_close || r->closed != YMR_OK || r->response.framing == YMR_FRAMING_CLOSE,
         "a body with a known end is not ended by a close");
    if (r->closed != YMR_OK) {
        return;
    }
    hold(http_reference_read(bytes, size, by_close, connect, &reference), "what is taken is whole");
    hold(reference.status == r->response.status, "the status is the one that was sent");
    hold(reference.used == r->used, "the answer ends where it ends");
    hold(reference.length == r->length && memcmp(reference.body, r->body, r->length) == 0,
         "the body is the one that was sent");
    free(reference.body);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    supply input = {data, size};
    const bool connect = supply_byte(&input) == 'C';
    const uint32_t seeds[] = {0, 1, 2u + supply_byte(&input)};
    const char *const bytes = (const char *)input.at;
    reading readings[3];

    for (unsigned i = 0; i < 3; i++) {
        read_in(&readings[i], bytes, input.left, connect, seeds[i]);
        check_same(&readings[0], &readings[i]);
    }
    check_head(&readings[0].response);
    check_meaning(&readings[0], bytes, input.left, connect);
    for (unsigned i = 0; i < 3; i++) {
        free(readings[i].body);
    }
    return 0;
}
