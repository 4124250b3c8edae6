#include "prove.h"

#include "sink.c"

static const char *end;

static ymr_status any_taker(void *context, const ymr_chunk *chunk, size_t *taken)
{
    (void)context;
    PROMISE(chunk->bytes <= end && chunk->length == (size_t)(end - chunk->bytes));
    *taken = any_byte();
    return any_bool() ? YMR_OK : any_bool() ? YMR_PENDING : YMR_E_IO;
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text_at_end(buffer, sizeof buffer);
    const uint64_t offset = any_uint16();
    ymr_stream stream = {.taker = any_taker, .offset = offset};
    size_t used;

    end = piece.bytes + piece.length;
    const ymr_status status = offer(&stream, piece.bytes, piece.length, &used);
    PROMISE(used <= piece.length && stream.offset == offset + used);
    PROMISE(status != YMR_OK || used == piece.length);
    return 0;
}
