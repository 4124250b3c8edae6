#include "loose.h"

#include "request_reader.c"

#include "reader_model.h"

int main(void)
{
    char buffer[ROOM], body[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_request_reader reader = nondet_reader();
    size_t taken;

    reader.size = any_size();
    reader.body = placed(body, sizeof body, reader.size);
    ASSUME(piece.length > 0 && reader.length <= reader.size && !reader.complete);
    const size_t before = reader.length;
    const ymr_status status = take_body(&reader, piece.bytes, piece.length, &taken);
    PROMISE(taken >= 1 && taken <= piece.length);
    PROMISE(reader.length >= before && reader.length <= reader.size);
    PROMISE(status == YMR_OK || (status < YMR_OK && reader.http_status >= 400));
    return 0;
}
