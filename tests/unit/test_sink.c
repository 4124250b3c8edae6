/* Where bodies go: kept whole, or handed on. Pieces and pauses must change nothing but the chunks. */
#include <stdlib.h>

#include "check.h"
#include "ymr/sink.h"

enum { SIZE = 256 };

#define JPEG "\xFF\xD8\xFF\xE0 a picture"
#define PNG "\x89PNG\r\n\x1A\n and its chunks"
#define PDF "%PDF-1.7\n an application"

static const size_t piece_sizes[] = {1, 2, 3, 7, 64, SIZE_MAX};

static ymr_response head_of(ymr_media media, int64_t length)
{
    ymr_response head;

    ymr_response_init(&head);
    head.status = 200;
    head.head_complete = true;
    head.media = (uint8_t)media;
    head.length_known = length >= 0;
    head.length = length >= 0 ? (uint64_t)length : 0;
    return head;
}

/* Offers one piece, in memory of exactly its size, again and again until it is taken. */
static ymr_status offer_piece(ymr_sink *sink, const char *bytes, size_t length)
{
    char *piece = malloc(length > 0 ? length : 1);
    size_t at = 0;
    ymr_status status = YMR_OK;

    memcpy(piece, bytes, length);
    for (int tries = 0; at < length && tries < 1000; tries++) {
        size_t taken = SIZE_MAX;
        status = sink->api->take(sink, piece + at, length - at, &taken);
        if (!CHECK(taken <= length - at, "no more is taken than there is") || status < YMR_OK) {
            break;
        }
        at += taken;
        CHECK_STATUS(at < length ? YMR_PENDING : YMR_OK, status, "OK takes all, pending does not");
    }
    free(piece);
    return status;
}

static ymr_status end(ymr_sink *sink, ymr_status outcome)
{
    ymr_status status = YMR_PENDING;

    for (int tries = 0; status == YMR_PENDING && tries < 1000; tries++) {
        status = sink->api->end(sink, outcome);
    }
    return status;
}

/* What an exchange does with a sink. */
static ymr_status drive(ymr_sink *sink, const ymr_response *head, const char *bytes, size_t length,
                        size_t piece)
{
    ymr_status status = sink->api->begin(sink, head);

    for (size_t at = 0; status == YMR_OK && at < length; at += piece < length - at ? piece : length - at) {
        status = offer_piece(sink, bytes + at, piece < length - at ? piece : length - at);
    }
    return status < YMR_OK ? status : end(sink, YMR_OK);
}

/* collect */

TEST(collect_keeps_a_body_or_tells_its_size)
{
    static const char body[] = "0123456789";

    for (size_t size = 0; size <= 12; size++) {
        for (int announced = 0; announced < 2; announced++) {
            for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
                const char *note = check_note("size %zu, announced %d, piece %zu", size, announced, i);
                const ymr_response head = head_of(YMR_MEDIA_JSON, announced ? 10 : -1);
                char *buffer = malloc(size > 0 ? size : 1);
                ymr_collect collect;
                ymr_collect_init(&collect, size > 0 ? buffer : NULL, size, false);
                const ymr_status status = drive(&collect.sink, &head, body, 10, piece_sizes[i]);
                CHECK_STATUS(size >= 10 ? YMR_OK : YMR_E_SPACE, status, note);
                CHECK_U64(10, collect.needed, note);
                if (size >= 10) {
                    CHECK_TEXT(body, collect.buffer, collect.length, note);
                }
                free(buffer);
            }
        }
    }
}

TEST(collect_cuts_where_it_may)
{
    for (size_t size = 0; size <= 12; size++) {
        const ymr_response head = head_of(YMR_MEDIA_HTML, size % 2 == 0 ? 10 : -1);
        char *buffer = malloc(size > 0 ? size : 1);
        ymr_collect collect;
        ymr_collect_init(&collect, buffer, size, true);
        CHECK_STATUS(YMR_OK, drive(&collect.sink, &head, "0123456789", 10, 3), "cut");
        CHECK_BYTES("0123456789", size < 10 ? size : 10, collect.buffer, collect.length, "what fits");
        CHECK_U64(10, collect.needed, "what came");
        free(buffer);
    }
}

TEST(collect_asks_for_space_before_any_byte_when_the_length_is_announced)
{
    const ymr_response head = head_of(YMR_MEDIA_JSON, 11);
    char buffer[10];
    ymr_collect collect;

    ymr_collect_init(&collect, buffer, sizeof buffer, false);
    CHECK_STATUS(YMR_E_SPACE, collect.sink.api->begin(&collect.sink, &head), "11 into 10");
    CHECK_U64(11, collect.needed, "11 into 10");
}

/* The bytes are passed over unseen once the buffer is full, so one stands for 256 MB here. */
TEST(collect_has_an_end)
{
    ymr_response head = head_of(YMR_MEDIA_JSON, -1);
    char buffer[1];
    ymr_collect collect;
    size_t taken;

    for (int cut = 0; cut < 2; cut++) {
        ymr_collect_init(&collect, buffer, sizeof buffer, cut != 0);
        head = head_of(YMR_MEDIA_JSON, -1);
        CHECK_STATUS(YMR_OK, collect.sink.api->begin(&collect.sink, &head), "unknown length");
        CHECK_STATUS(YMR_OK, collect.sink.api->take(&collect.sink, "x", YMR_MAX_JSON, &taken),
                     "at the limit");
        CHECK_SIZE(YMR_MAX_JSON, taken, "at the limit");
        CHECK_STATUS(YMR_E_TOO_BIG, collect.sink.api->take(&collect.sink, "x", 1, &taken), "over the limit");
        head = head_of(YMR_MEDIA_JSON, (int64_t)YMR_MAX_JSON);
        CHECK_STATUS(cut ? YMR_OK : YMR_E_SPACE, collect.sink.api->begin(&collect.sink, &head), "announced");
        head = head_of(YMR_MEDIA_JSON, (int64_t)YMR_MAX_JSON + 1);
        CHECK_STATUS(YMR_E_TOO_BIG, collect.sink.api->begin(&collect.sink, &head),
                     "announced over the limit");
    }
}

TEST(collect_starts_again)
{
    const ymr_response head = head_of(YMR_MEDIA_JSON, -1);
    char buffer[4];
    ymr_collect collect;

    ymr_collect_init(&collect, buffer, sizeof buffer, false);
    CHECK_STATUS(YMR_E_SPACE, drive(&collect.sink, &head, "too long", 8, 2), "first");
    CHECK_STATUS(YMR_OK, drive(&collect.sink, &head, "fits", 4, 2), "second");
    CHECK_TEXT("fits", collect.buffer, collect.length, "nothing is left of the first");
    CHECK_STATUS(YMR_E_RESET, collect.sink.api->end(&collect.sink, YMR_E_RESET), "an error stays what it is");
}

/* stream */

/* A receiver that takes at most `most` bytes a call, pauses, and stops when it has `stop_at`. */
typedef struct receiver {
    size_t most;
    unsigned pause; /* every so many calls: not now */
    bool pause_with_bytes;
    size_t stop_at;
    uint64_t total;
    bool total_known;
    unsigned calls;
    size_t length;
    char body[SIZE];
} receiver;

static receiver patient(void)
{
    return (receiver){.most = SIZE_MAX, .stop_at = SIZE_MAX};
}

static ymr_status receive(void *context, const ymr_chunk *chunk, size_t *taken)
{
    receiver *r = context;
    const bool pause = r->pause != 0 && ++r->calls % r->pause == 0;
    const size_t size = chunk->length < r->most ? chunk->length : r->most;

    if (chunk->offset == 0) {
        r->length = 0;
    }
    CHECK_U64(r->length, chunk->offset, "chunks join");
    CHECK(chunk->length > 0 || chunk->offset == 0, "only an empty body has an empty chunk");
    CHECK_U64(r->total_known, chunk->total_known, "total");
    CHECK_U64(r->total, chunk->total, "total");
    if (r->length >= r->stop_at) {
        return YMR_E_STOPPED;
    }
    if (pause && !r->pause_with_bytes) {
        return YMR_PENDING;
    }
    if (CHECK(r->length + size <= SIZE, "more than was sent")) {
        memcpy(r->body + r->length, chunk->bytes, size);
        r->length += size;
    }
    *taken = size;
    return pause && chunk->length > 0 ? YMR_PENDING : YMR_OK;
}

typedef struct document {
    ymr_content content;
    const char *body;
    size_t length;
    ymr_media media;
    ymr_status status;
    size_t delivered;
} document;

/* Drives a photo or a PDF through a receiver, announced or not. */
static void check_document(const document *p, receiver rule, size_t piece, bool announced, const char *note)
{
    const ymr_response head = head_of(p->media, announced ? (int64_t)p->length : -1);
    ymr_stream stream;

    rule.total_known = announced;
    rule.total = announced ? p->length : 0;
    ymr_stream_init(&stream, receive, &rule, SIZE, p->content);
    CHECK_STATUS(p->status, drive(&stream.sink, &head, p->body, p->length, piece), note);
    CHECK_BYTES(p->body, p->delivered, rule.body, rule.length, note);
}

#define PHOTO(text) YMR_CONTENT_PHOTO, text, sizeof(text) - 1
#define FORM(text) YMR_CONTENT_PDF, text, sizeof(text) - 1

static const document documents[] = {
    {PHOTO(JPEG), YMR_MEDIA_JPEG, YMR_OK, sizeof JPEG - 1},
    {PHOTO(PNG), YMR_MEDIA_PNG, YMR_OK, sizeof PNG - 1},
    {PHOTO("\xFF\xD8\xFF"), YMR_MEDIA_JPEG, YMR_OK, 3},
    {PHOTO("\x89PNG\r\n\x1A\n"), YMR_MEDIA_PNG, YMR_OK, 8},
    /* shorter than that: as far as it goes */
    {PHOTO("\xFF\xD8"), YMR_MEDIA_JPEG, YMR_OK, 2},
    {PHOTO("\x89PNG\r\n\x1A"), YMR_MEDIA_PNG, YMR_OK, 7},
    {PHOTO("\xFF"), YMR_MEDIA_JPEG, YMR_OK, 1},
    {PHOTO(""), YMR_MEDIA_PNG, YMR_OK, 0},
    /* older text calls photos octets: nothing says what they begin with */
    {PHOTO(JPEG), YMR_MEDIA_BINARY, YMR_OK, sizeof JPEG - 1},
    {PHOTO("anything"), YMR_MEDIA_BINARY, YMR_OK, 8},
    /* not what it says: nothing is delivered */
    {PHOTO(PNG), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_PNG, YMR_E_CONTENT, 0},
    {PHOTO("\xFF\xD8\xFE"), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {PHOTO("\x89PNG\r\n\x1A\r"), YMR_MEDIA_PNG, YMR_E_CONTENT, 0},
    {PHOTO("\x89PNG\n\x1A\n"), YMR_MEDIA_PNG, YMR_E_CONTENT, 0}, /* line ends that somebody converted */
    {PHOTO("<"), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {PHOTO("<html>sign in</html>"), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_HTML, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_JSON, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_PDF, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_OTHER, YMR_E_CONTENT, 0},
    {PHOTO(JPEG), YMR_MEDIA_ABSENT, YMR_E_CONTENT, 0},
    /* an application begins as ISO 32000-1, section 7.5.2, wants it, whatever it is called */
    {FORM(PDF), YMR_MEDIA_PDF, YMR_OK, sizeof PDF - 1},
    {FORM(PDF), YMR_MEDIA_BINARY, YMR_OK, sizeof PDF - 1},
    {FORM("%PDF-"), YMR_MEDIA_PDF, YMR_OK, 5},
    {FORM("%PDF"), YMR_MEDIA_PDF, YMR_OK, 4},
    {FORM(""), YMR_MEDIA_PDF, YMR_OK, 0},
    {FORM("%pdf-1.7"), YMR_MEDIA_PDF, YMR_E_CONTENT, 0},
    {FORM("%PDF 1.7"), YMR_MEDIA_PDF, YMR_E_CONTENT, 0},
    {FORM(" %PDF-1.7"), YMR_MEDIA_PDF, YMR_E_CONTENT, 0},
    {FORM("anything"), YMR_MEDIA_BINARY, YMR_E_CONTENT, 0},
    {FORM("<html>sign in</html>"), YMR_MEDIA_PDF, YMR_E_CONTENT, 0},
    {FORM(PDF), YMR_MEDIA_HTML, YMR_E_CONTENT, 0},
    {FORM(PDF), YMR_MEDIA_JSON, YMR_E_CONTENT, 0},
    {FORM(PDF), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {FORM(JPEG), YMR_MEDIA_JPEG, YMR_E_CONTENT, 0},
    {FORM(PNG), YMR_MEDIA_PNG, YMR_E_CONTENT, 0},
    {FORM(PDF), YMR_MEDIA_OTHER, YMR_E_CONTENT, 0},
    {FORM(PDF), YMR_MEDIA_ABSENT, YMR_E_CONTENT, 0},
};

TEST(stream_delivers_what_was_asked_for_and_nothing_else)
{
    const receiver rules[] = {
        {.most = SIZE_MAX, .stop_at = SIZE_MAX},
        {.most = 1, .stop_at = SIZE_MAX},
        {.most = 5, .stop_at = SIZE_MAX},
        {.most = SIZE_MAX, .stop_at = SIZE_MAX, .pause = 2},
        {.most = 1, .stop_at = SIZE_MAX, .pause = 2},
        {.most = 2, .stop_at = SIZE_MAX, .pause = 1, .pause_with_bytes = true},
        {.most = SIZE_MAX, .stop_at = SIZE_MAX, .pause = 2, .pause_with_bytes = true},
    };

    for (size_t i = 0; i < COUNT_OF(documents); i++) {
        for (size_t rule = 0; rule < COUNT_OF(rules); rule++) {
            for (size_t piece = 0; piece < COUNT_OF(piece_sizes); piece++) {
                const char *note = check_note("document %zu, rule %zu, piece size %zu", i, rule, piece);
                check_document(&documents[i], rules[rule], piece_sizes[piece], false, note);
                check_document(&documents[i], rules[rule], piece_sizes[piece], true, note);
            }
        }
    }
}

/* A flash page is written best from its start: a first piece that is long enough stays in one chunk. */
TEST(stream_hands_a_long_first_piece_on_as_it_came)
{
    const ymr_response head = head_of(YMR_MEDIA_PNG, -1);
    receiver r = patient();
    ymr_stream stream;
    size_t taken;

    r.most = 0; /* sees the chunk, takes nothing */
    ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
    CHECK_STATUS(YMR_OK, stream.sink.api->begin(&stream.sink, &head), "begin");
    CHECK_STATUS(YMR_PENDING, stream.sink.api->take(&stream.sink, PNG, sizeof PNG - 1, &taken),
                 "nothing taken: wait");
    CHECK_SIZE(0, taken, "not even the magic");
    r.most = sizeof PNG - 1;
    CHECK_STATUS(YMR_OK, stream.sink.api->take(&stream.sink, PNG, sizeof PNG - 1, &taken), "one chunk");
    CHECK_BYTES(PNG, sizeof PNG - 1, r.body, r.length, "one chunk");
}

TEST(stream_of_anything_takes_any_content)
{
    for (int media = YMR_MEDIA_ABSENT; media <= YMR_MEDIA_HTML; media++) {
        const ymr_response head = head_of((ymr_media)media, 3);
        receiver r = patient();
        ymr_stream stream;
        r.total_known = true;
        r.total = 3;
        ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_ANY);
        CHECK_STATUS(YMR_OK, drive(&stream.sink, &head, "abc", 3, 1), "any");
        CHECK_TEXT("abc", r.body, r.length, "any");
    }
}

TEST(stream_stops_when_it_is_told_to)
{
    for (size_t stop_at = 0; stop_at < sizeof JPEG - 1; stop_at++) {
        for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
            const ymr_response head = head_of(YMR_MEDIA_JPEG, -1);
            receiver r = patient();
            ymr_stream stream;
            r.most = 1;
            r.stop_at = stop_at;
            ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
            const ymr_status status = drive(&stream.sink, &head, JPEG, sizeof JPEG - 1, piece_sizes[i]);
            CHECK_STATUS(YMR_E_STOPPED, status, check_note("after %zu bytes", stop_at));
            CHECK_BYTES(JPEG, stop_at, r.body, r.length, check_note("after %zu bytes", stop_at));
        }
    }
}

static ymr_status take_too_much(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = chunk->length + 1;
    return YMR_OK;
}

TEST(stream_does_not_believe_a_receiver_that_takes_more_than_there_is)
{
    const ymr_response head = head_of(YMR_MEDIA_JPEG, -1);
    ymr_stream stream;

    ymr_stream_init(&stream, take_too_much, NULL, SIZE, YMR_CONTENT_PHOTO);
    CHECK_STATUS(YMR_E_ARGUMENT, drive(&stream.sink, &head, JPEG, sizeof JPEG - 1, 1), "one more");
}

/* At the limit all comes, one byte over it is an error: at once when announced, else where it is passed. */
TEST(stream_limits_the_body)
{
    for (uint64_t limit = 0; limit <= sizeof PNG; limit++) {
        for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
            const char *note = check_note("limit %d, piece size %zu", (int)limit, i);
            const ymr_status expected = limit < sizeof PNG - 1 ? YMR_E_TOO_BIG : YMR_OK;
            ymr_response head = head_of(YMR_MEDIA_PNG, -1);
            receiver r = patient();
            ymr_stream stream;
            ymr_stream_init(&stream, receive, &r, limit, YMR_CONTENT_PHOTO);
            CHECK_STATUS(expected, drive(&stream.sink, &head, PNG, sizeof PNG - 1, piece_sizes[i]), note);
            CHECK(r.length <= limit, note);
            head = head_of(YMR_MEDIA_PNG, sizeof PNG - 1);
            CHECK_STATUS(expected, stream.sink.api->begin(&stream.sink, &head), note);
        }
    }
}

/* response.c lets neither through; what is written to flash is counted all the same. */
TEST(stream_checks_the_announced_length)
{
    for (size_t i = 0; i < COUNT_OF(piece_sizes); i++) {
        for (int lie = -1; lie <= 1; lie += 2) {
            const int64_t announced = (int64_t)sizeof JPEG - 1 + lie;
            const ymr_response head = head_of(YMR_MEDIA_JPEG, announced);
            receiver r = patient();
            ymr_stream stream;
            r.total_known = true;
            r.total = (uint64_t)announced;
            ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
            CHECK_STATUS(lie < 0 ? YMR_E_FRAMING : YMR_E_CLOSED,
                         drive(&stream.sink, &head, JPEG, sizeof JPEG - 1, piece_sizes[i]),
                         "a length that lies");
            CHECK(r.length <= (size_t)announced, "a length that lies");
        }
    }
}

TEST(stream_starts_again)
{
    const ymr_response head = head_of(YMR_MEDIA_JPEG, -1);
    receiver r = patient();
    ymr_stream stream;
    size_t taken;

    ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
    for (size_t cut = 0; cut < sizeof JPEG; cut++) {
        CHECK_STATUS(YMR_OK, stream.sink.api->begin(&stream.sink, &head), "first");
        CHECK_STATUS(YMR_OK, stream.sink.api->take(&stream.sink, JPEG, cut, &taken), "first");
        CHECK_STATUS(YMR_E_RESET, stream.sink.api->end(&stream.sink, YMR_E_RESET), "cut off");
        CHECK_STATUS(YMR_OK, drive(&stream.sink, &head, JPEG "!", sizeof JPEG, SIZE_MAX), "second");
        CHECK_BYTES(JPEG "!", sizeof JPEG, r.body, r.length, "nothing is left of the first");
    }
}

TEST(stream_compares_each_body_anew)
{
    const ymr_response head = head_of(YMR_MEDIA_JPEG, -1);
    receiver r = patient();
    ymr_stream stream;

    ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
    CHECK_STATUS(YMR_OK, drive(&stream.sink, &head, JPEG, sizeof JPEG - 1, SIZE_MAX), "first");
    CHECK_STATUS(YMR_E_CONTENT, drive(&stream.sink, &head, PNG, sizeof PNG - 1, SIZE_MAX), "second");
}

TEST(stream_waits_for_a_receiver_that_takes_nothing)
{
    const ymr_response head = head_of(YMR_MEDIA_BINARY, -1);
    receiver r = patient();
    ymr_stream stream;
    size_t taken = 1;

    r.most = 0;
    ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
    CHECK_STATUS(YMR_OK, stream.sink.api->begin(&stream.sink, &head), "begin");
    CHECK_STATUS(YMR_PENDING, stream.sink.api->take(&stream.sink, "x", 1, &taken), "OK, but nothing taken");
    CHECK_SIZE(0, taken, "OK, but nothing taken");
}

/* So that a receiver hears of it, and forgets what an earlier try brought. */
TEST(stream_tells_of_an_empty_body)
{
    const ymr_response head = head_of(YMR_MEDIA_JPEG, -1);
    receiver r = patient();
    ymr_stream stream;

    ymr_stream_init(&stream, receive, &r, SIZE, YMR_CONTENT_PHOTO);
    CHECK_STATUS(YMR_OK, drive(&stream.sink, &head, JPEG, sizeof JPEG - 1, 7), "first");
    r.pause = 2;
    CHECK_STATUS(YMR_OK, drive(&stream.sink, &head, "", 0, 7), "second, empty");
    CHECK_SIZE(0, r.length, "offset 0 says: from the start again");
}
