#include "loose.h"

#include "ymr/request_reader.h"

static ymr_status on_line(ymr_request_reader *reader, char c);
static void look_at(ymr_request_reader *reader, char c);

#include "request_reader.c"

#include "reader_model.h"

static ymr_status on_line(ymr_request_reader *reader, char c)
{
    (void)c;
    reader->state = any_byte();
    ASSUME(reader->state <= MESSAGE);
    if (any_bool()) {
        return YMR_OK;
    }
    reader->http_status = 400;
    return YMR_E_HTTP;
}

static void look_at(ymr_request_reader *reader, char c)
{
    (void)c;
    reader->host = any_bool();
    reader->other_expectation = any_bool();
}

int main(void)
{
    char buffer[ROOM], body[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_request_reader reader = nondet_reader();
    size_t taken;

    ymr_request_reader_init(&reader, "/", body, 0);
    PROMISE(is_sound(&reader));
    reader = nondet_reader();
    reader.path = "/";
    reader.size = any_size();
    reader.body = placed(body, sizeof body, reader.size);
    ASSUME(is_sound(&reader) && reader.length <= reader.size && reader.error == YMR_OK);
    const ymr_status status = ymr_request_reader_feed(&reader, piece.bytes, piece.length, &taken);
    PROMISE(taken <= piece.length && reader.length <= reader.size);
    PROMISE(status >= YMR_OK || reader.http_status >= 400);
    PROMISE(status != YMR_OK || reader.complete);

    const ymr_text forwarded = ymr_request_reader_forwarded(&reader);
    PROMISE(forwarded.length <= sizeof reader.forwarded);
    return 0;
}
