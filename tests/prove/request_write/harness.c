#include "prove.h"

#include "ymr/request.h"

typedef struct ymr_writer ymr_writer;
static void put_path(ymr_writer *w, const ymr_request *request, const char *path);
static void put_query(ymr_writer *w, const ymr_request *request);
static void put_fields(ymr_writer *w, const ymr_request *request, const ymr_operation *operation);
static ymr_status put_body(ymr_writer *w, const ymr_request *request);
static bool is_sendable(const ymr_request *request);

#include "request.c"

static bool wiped, sendable, with_body;

static void put_any(ymr_writer *w)
{
    const size_t length = any_size();
    ASSUME(length < SIZE_MAX / 16);
    w->length += length;
    w->refused = w->refused || any_bool();
}

static void put_path(ymr_writer *w, const ymr_request *request, const char *path)
{
    (void)request;
    PROMISE(__CPROVER_r_ok(path, 1));
    put_any(w);
}

static void put_query(ymr_writer *w, const ymr_request *request)
{
    (void)request;
    put_any(w);
}

static void put_fields(ymr_writer *w, const ymr_request *request, const ymr_operation *operation)
{
    (void)request;
    PROMISE(operation != NULL);
    put_any(w);
}

static ymr_status put_body(ymr_writer *w, const ymr_request *request)
{
    (void)request;
    with_body = true;
    put_any(w);
    return any_bool() ? YMR_OK : YMR_E_TOO_BIG;
}

static bool is_sendable(const ymr_request *request)
{
    return sendable && request->operation != NULL;
}

void ymr_put(ymr_writer *w, const char *text)
{
    PROMISE(__CPROVER_r_ok(text, 1));
    put_any(w);
}

void ymr_wipe(void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    wiped = true;
}

int main(void)
{
    char out[ROOM];
    const size_t size = any_size();
    size_t length;
    ASSUME(size <= ROOM);
    const bool post = any_bool();
    const ymr_operation operation = {.method = post ? "POST" : "GET", .path = "/"};
    const ymr_request request = {.operation = any_bool() ? &operation : NULL};

    sendable = any_bool();
    const ymr_status status = ymr_request_write(&request, out + (ROOM - size), size, &length);
    PROMISE(status != YMR_OK || (length <= size && with_body == post));
    PROMISE(status != YMR_E_SPACE || length > size);
    PROMISE(status != YMR_E_ARGUMENT || length == 0);
    PROMISE(status == YMR_OK || wiped || !sendable || request.operation == NULL);
    PROMISE(status == YMR_OK || status == YMR_E_SPACE || status == YMR_E_ARGUMENT || status == YMR_E_TOO_BIG);
    return 0;
}
