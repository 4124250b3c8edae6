#include "loose.h"

#include "ymr/sink.h"

static ymr_status offer(ymr_stream *stream, const char *bytes, size_t length, size_t *used);

#include "sink.c"

ymr_stream nondet_stream(void);

static ymr_status offer(ymr_stream *stream, const char *bytes, size_t length, size_t *used)
{
    const ymr_status status = any_bool() ? YMR_OK : any_bool() ? YMR_PENDING : YMR_E_IO;
    PROMISE(length == 0 || __CPROVER_r_ok(bytes, length));
    *used = any_size();
    ASSUME(*used <= length && (status != YMR_OK || *used == length));
    stream->offset += *used;
    return status;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_stream stream = nondet_stream();
    size_t taken;

    stream.total_known = any_bool();
    const ymr_text magic = magic_of(&stream);
    ASSUME(magic.bytes != NULL && stream.matched <= magic.length && stream.held <= stream.matched);
    ASSUME(stream.offset <= stream.limit && stream.limit <= YMR_MAX_REPORT);
    if (any_bool()) {
        (void)stream_end(&stream.sink, any_bool() ? YMR_OK : YMR_E_CLOSED);
        return 0;
    }
    const ymr_status status = stream_take(&stream.sink, piece.bytes, piece.length, &taken);
    PROMISE(taken <= piece.length && (status != YMR_OK || taken == piece.length));
    PROMISE(status == YMR_E_CONTENT || (stream.matched <= magic.length && stream.held <= stream.matched));
    PROMISE(stream.offset <= stream.limit);
    return 0;
}
