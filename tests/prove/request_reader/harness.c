#include "prove.h"

#include "ymr/request_reader.h"

static ymr_status take_some(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken);
static size_t trimmed(const char *buffer, size_t length);

#include "request_reader.c"

ymr_request_reader nondet_reader(void);

static ymr_status take_some(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken)
{
    const ymr_status status = any_int();
    PROMISE(length > 0 && __CPROVER_r_ok(bytes, length));
    *taken = any_size();
    ASSUME(*taken >= 1 && *taken <= length && status <= YMR_OK);
    reader->http_status = status < YMR_OK ? 400 : 0;
    reader->complete = any_bool();
    return status;
}

static size_t trimmed(const char *buffer, size_t length)
{
    const size_t left = any_size();
    PROMISE(length == 0 || __CPROVER_r_ok(buffer, length));
    ASSUME(left <= length);
    return left;
}

static void begin(ymr_request_reader *reader)
{
    static const char path[] = "/";
    char body[ROOM];

    ymr_request_reader_init(reader, path, body, sizeof body);
    PROMISE(reader->path == path && reader->body == body && reader->size == sizeof body);
    PROMISE(reader->error == YMR_OK && reader->length == 0 && reader->index == 0 && reader->used == 0);
    PROMISE(reader->state == METHOD && !reader->head_complete && !reader->complete);
}

int main(void)
{
    char buffer[ROOM];
    const ymr_text piece = any_text(buffer, sizeof buffer);
    ymr_request_reader reader = nondet_reader();
    size_t taken;

    if (any_bool()) {
        begin(&reader);
    }
    ASSUME(reader.error <= YMR_OK && (reader.error == YMR_OK || reader.http_status >= 400));
    const ymr_status before = reader.error;
    const ymr_status status = ymr_request_reader_feed(&reader, piece.bytes, piece.length, &taken);
    PROMISE(taken <= piece.length && (before == YMR_OK || (status == before && taken == 0)));
    PROMISE(status >= YMR_OK || reader.http_status >= 400);
    PROMISE((status == YMR_OK && reader.complete) || status < YMR_OK || (taken == piece.length && !reader.complete));

    ASSUME(reader.forwarded_length <= sizeof reader.forwarded || reader.forwarded_length == TOO_LONG);
    const ymr_text forwarded = ymr_request_reader_forwarded(&reader);
    PROMISE(forwarded.length <= sizeof reader.forwarded && (forwarded.bytes == NULL) == (forwarded.length == 0));
    return 0;
}
