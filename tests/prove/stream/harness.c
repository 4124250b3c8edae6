#include "loose.h"

#include "sink.c"

ymr_response nondet_response(void);
ymr_stream nondet_stream(void);

static ymr_status taker(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    *taken = any_size();
    return chunk->length == 0 ? YMR_OK : YMR_PENDING;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    const ymr_response head = nondet_response();
    ymr_stream stream = nondet_stream();
    size_t used;

    ASSUME(stream.total <= INT64_MAX && stream.offset <= INT64_MAX && head.length <= INT64_MAX);
    const ymr_status status = stream_begin(&stream.sink, &head);
    PROMISE(status != YMR_OK || head.status == 206 || magic_of(&stream).bytes != NULL);
    PROMISE(status != YMR_OK || head.status == 206 || head.length <= stream.limit);

    const ymr_text magic = magic_of(&stream);
    ASSUME(magic.bytes != NULL && stream.matched <= magic.length && stream.held <= stream.matched);
    (void)check_length(&stream, piece.length);
    if (compare_magic(&stream, piece.bytes, piece.length, &used) != YMR_E_CONTENT) {
        PROMISE(used <= piece.length && stream.matched <= magic.length && stream.held <= stream.matched);
    }
    ymr_stream_init(&stream, taker, NULL, any_uint64(), YMR_CONTENT_PHOTO);
    PROMISE(stream.offset == 0);
    return 0;
}
