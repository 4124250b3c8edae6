#include "ymr/sink.h"

#include <string.h>

static size_t smaller(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* collect */

static ymr_collect *as_collect(ymr_sink *sink)
{
    return (ymr_collect *)sink;
}

static ymr_status collect_begin(ymr_sink *sink, const ymr_response *head)
{
    ymr_collect *collect = as_collect(sink);

    collect->length = 0;
    collect->needed = head->length;
    if (head->length > YMR_MAX_JSON) {
        return YMR_E_TOO_BIG;
    }
    if (head->length > collect->size && !collect->cut) {
        return YMR_E_SPACE;
    }
    collect->needed = 0; /* counted as it comes */
    return YMR_OK;
}

static ymr_status collect_take(ymr_sink *sink, const char *bytes, size_t length, size_t *taken)
{
    ymr_collect *collect = as_collect(sink);
    const size_t kept = smaller(length, collect->size - collect->length);

    if (kept > 0) {
        memcpy(collect->buffer + collect->length, bytes, kept);
    }
    collect->length += kept;
    collect->needed += length;
    *taken = length;
    return collect->needed > YMR_MAX_JSON ? YMR_E_TOO_BIG : YMR_OK;
}

static ymr_status collect_end(ymr_sink *sink, ymr_status outcome)
{
    const ymr_collect *collect = as_collect(sink);

    if (outcome == YMR_OK && collect->needed > collect->size && !collect->cut) {
        return YMR_E_SPACE;
    }
    return outcome;
}

void ymr_collect_init(ymr_collect *collect, char *buffer, size_t size, bool cut)
{
    static const ymr_sink_api api = {collect_begin, collect_take, NULL, collect_end};

    *collect = (ymr_collect){.sink = {&api}, .buffer = buffer, .size = size, .cut = cut};
}

/* stream */

static ymr_stream *as_stream(ymr_sink *sink)
{
    return (ymr_stream *)sink;
}

/* The Content-Types that a body may have, and the first bytes that it then must have; none: anything goes. */
static const struct {
    uint8_t content;
    uint8_t media;
    ymr_text magic;
} forms[] = {
    {YMR_CONTENT_PHOTO, YMR_MEDIA_JPEG, {"\xFF\xD8\xFF", 3}},
    {YMR_CONTENT_PHOTO, YMR_MEDIA_PNG, {"\x89PNG\r\n\x1A\n", 8}},
    {YMR_CONTENT_PHOTO, YMR_MEDIA_BINARY, {"", 0}},
    {YMR_CONTENT_PDF, YMR_MEDIA_PDF, {"%PDF-", 5}},
    {YMR_CONTENT_PDF, YMR_MEDIA_BINARY, {"%PDF-", 5}},
};

/* NULL bytes: a body of this Content-Type is not what was asked for. */
static ymr_text magic_of(const ymr_stream *stream)
{
    if (stream->content == YMR_CONTENT_ANY) {
        return (ymr_text){"", 0};
    }
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        if (forms[i].content == stream->content && forms[i].media == stream->media) {
            return forms[i].magic;
        }
    }
    return (ymr_text){NULL, 0};
}

/* RFC 9110, section 15.3.7: it must be the part that was asked for, of the whole that began. */
static ymr_status go_on(ymr_stream *stream, const ymr_response *head)
{
    const bool here = head->range_start == (int64_t)stream->offset;
    const bool whole_known = head->range_total >= 0;
    const bool same = whole_known ? !stream->total_known || (uint64_t)head->range_total == stream->total
                                  : stream->total_known;

    if (!here || !same || head->media != stream->media) {
        return YMR_E_HTTP;
    }
    if (whole_known) {
        stream->total = (uint64_t)head->range_total;
        stream->total_known = true;
    }
    return stream->total > stream->limit ? YMR_E_TOO_BIG : YMR_OK;
}

static ymr_status stream_begin(ymr_sink *sink, const ymr_response *head)
{
    ymr_stream *stream = as_stream(sink);

    if (head->status == 206) {
        return go_on(stream, head);
    }
    stream->offset = 0;
    stream->total = head->length;
    stream->total_known = head->length_known;
    stream->media = head->media;
    stream->matched = 0;
    stream->held = 0;
    if (magic_of(stream).bytes == NULL) {
        return YMR_E_CONTENT;
    }
    return head->length > stream->limit ? YMR_E_TOO_BIG : YMR_OK;
}

/* Offers the bytes until they are used or the taker wants a pause; it is asked once even for none. */
static ymr_status offer(ymr_stream *stream, const char *bytes, size_t length, size_t *used)
{
    ymr_status status;

    *used = 0;
    do {
        const ymr_chunk chunk = {bytes + *used, length - *used, stream->offset, stream->total,
                                 stream->total_known};
        size_t taken = 0;
        status = stream->taker(stream->context, &chunk, &taken);
        if (taken > chunk.length) {
            return YMR_E_ARGUMENT;
        }
        stream->offset += taken;
        *used += taken;
        if (status == YMR_OK && taken == 0 && chunk.length > 0) {
            status = YMR_PENDING;
        }
    } while (status == YMR_OK && *used < length);
    return status;
}

static size_t still_held(const ymr_stream *stream)
{
    return stream->held > stream->offset ? stream->held - (size_t)stream->offset : 0;
}

static ymr_status offer_held(ymr_stream *stream)
{
    const size_t length = still_held(stream);
    size_t used;

    return length == 0 ? YMR_OK : offer(stream, magic_of(stream).bytes + stream->offset, length, &used);
}

/* Compares what comes with the magic bytes. Of a piece that ends before they do, all is used and held. */
static ymr_status compare_magic(ymr_stream *stream, const char *bytes, size_t length, size_t *used)
{
    const ymr_text magic = magic_of(stream);
    const bool at_once = stream->matched == 0 && length >= magic.length;
    const size_t compared = smaller(length, magic.length - stream->matched);

    if (memcmp(bytes, magic.bytes + stream->matched, compared) != 0) {
        return YMR_E_CONTENT;
    }
    stream->matched = (uint8_t)(stream->matched + compared);
    *used = at_once ? 0 : compared;
    stream->held = (uint8_t)(stream->held + *used);
    return stream->matched < magic.length ? YMR_PENDING : YMR_OK;
}

static ymr_status check_length(const ymr_stream *stream, size_t length)
{
    const uint64_t end = stream->offset + still_held(stream) + length;

    if (stream->total_known && end > stream->total) {
        return YMR_E_FRAMING;
    }
    return end > stream->limit ? YMR_E_TOO_BIG : YMR_OK;
}

static ymr_status stream_take(ymr_sink *sink, const char *bytes, size_t length, size_t *taken)
{
    ymr_stream *stream = as_stream(sink);
    size_t used = 0;

    *taken = 0;
    ymr_status status = check_length(stream, length);
    if (status == YMR_OK) {
        status = compare_magic(stream, bytes, length, taken);
    }
    if (status == YMR_OK) {
        status = offer_held(stream);
    }
    if (status == YMR_OK && *taken < length) {
        status = offer(stream, bytes + *taken, length - *taken, &used);
        *taken += used;
    }
    return status == YMR_PENDING && *taken == length ? YMR_OK : status;
}

static ymr_status stream_end(ymr_sink *sink, ymr_status outcome)
{
    ymr_stream *stream = as_stream(sink);
    size_t used;

    if (outcome != YMR_OK) {
        return outcome;
    }
    const ymr_status status = offer_held(stream);
    if (status != YMR_OK) {
        return status;
    }
    if (stream->total_known && stream->offset != stream->total) {
        return YMR_E_CLOSED;
    }
    return stream->offset > 0 ? YMR_OK : offer(stream, "", 0, &used);
}

void ymr_stream_init(ymr_stream *stream, ymr_chunk_taker *taker, void *context, uint64_t limit,
                     ymr_content content)
{
    static const ymr_sink_api api = {stream_begin, stream_take, NULL, stream_end};

    *stream = (ymr_stream){
        .sink = {&api}, .taker = taker, .context = context, .limit = limit, .content = (uint8_t)content};
}
