#include "prove.h"

#include "ymr/request_reader.h"

static ymr_status on_line(ymr_request_reader *reader, char c);
static void look_at(ymr_request_reader *reader, char c);
static ymr_status take_body(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken);

#include "request_reader.c"

#include "reader_model.h"

static ymr_status any_end(ymr_request_reader *reader)
{
    const ymr_status status = any_int();
    ASSUME(status <= YMR_OK);
    reader->http_status = status < YMR_OK ? 400 : any_uint16();
    return status;
}

static ymr_status on_line(ymr_request_reader *reader, char c)
{
    (void)c;
    PROMISE(reader->state < MESSAGE);
    reader->state = any_byte();
    ASSUME(reader->state <= MESSAGE);
    reader->index = 0;
    return any_end(reader);
}

static void look_at(ymr_request_reader *reader, char c)
{
    (void)c;
    PROMISE(reader->state == MESSAGE);
    reader->host = any_bool();
    reader->several_hosts = any_bool();
    reader->expects_continue = any_bool();
    reader->other_expectation = any_bool();
}

static ymr_status take_body(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken)
{
    PROMISE(reader->head_complete && __CPROVER_r_ok(bytes, length));
    *taken = any_size();
    ASSUME(*taken >= 1 && *taken <= length);
    return any_end(reader);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_request_reader reader = nondet_reader();
    size_t taken;

    reader.path = "/";
    ASSUME(is_sound(&reader) && piece.length > 0 && (reader.state == MESSAGE || !reader.head_complete));
    const ymr_status status = take_some(&reader, piece.bytes, piece.length, &taken);
    PROMISE(taken >= 1 && taken <= piece.length);
    PROMISE(status == YMR_OK || (status < YMR_OK && reader.http_status >= 400));
    PROMISE(status != YMR_OK || is_sound(&reader));
    PROMISE(status != YMR_OK || reader.state == MESSAGE || !reader.head_complete);
    return 0;
}
