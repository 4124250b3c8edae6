#include "prove.h"

#include "ymr/request.h"

typedef struct ymr_writer ymr_writer;
static void put_hash(ymr_writer *w, ymr_text hash);
static void put_target(ymr_writer *w, ymr_text target);

#include "request.c"

#include "writer_calls.h"

static void put_hash(ymr_writer *w, ymr_text hash)
{
    PROMISE(is_there(hash));
    grow_or_refuse(w);
}

static void put_target(ymr_writer *w, ymr_text target)
{
    PROMISE(is_there(target));
    grow_or_refuse(w);
}

bool ymr_is_visible(const char *text)
{
    return text != NULL && *text != '\0' && any_bool();
}

static void put_something(ymr_writer *w, const void *arguments)
{
    PROMISE(arguments != NULL);
    grow_or_refuse(w);
}

static void put_one(ymr_writer *w, const ymr_request *request)
{
    switch (any_byte()) {
    case 0:
        put_segment(w, request, any_char());
        break;
    case 1:
        put_query(w, request);
        break;
    case 2:
        put_fields(w, request, request->operation);
        break;
    case 3:
        (void)put_body(w, request);
        break;
    case 4:
        put_owner(w, request->campaign_id);
        PROMISE(w->refused || request->campaign_id >= 1);
        break;
    default:
        PROMISE(!is_sendable(request) || (request->endpoint->port != 0 && *request->endpoint->host != '\0'));
        break;
    }
}

int main(void)
{
    char text[1], of_host[ROOM];
    const ymr_operation operation = {.id = any_bool() ? YMR_DOWNLOAD : YMR_GET_RETURN, .method = "GET", .accept = "a"};
    const ymr_endpoint endpoint = {any_string(of_host, sizeof of_host), any_uint16(), any_bool()};
    const ymr_text given = {text, any_byte() % 2};
    const ymr_request request = {
        .operation = &operation,
        .endpoint = &endpoint,
        .api_key = "key",
        .campaign_id = any_int64(),
        .hash = given,
        .target = given,
        .page_token = given,
        .from_byte = any_uint64() >> 1,
        .validator = any_bool() ? given : (ymr_text){NULL, 0},
        .query = any_bool() ? put_something : NULL,
        .body = any_bool() ? put_something : NULL,
        .arguments = text,
    };
    ymr_writer w = any_counter();
    const bool refused = w.refused;

    put_one(&w, &request);
    PROMISE(w.refused || !refused);
    return 0;
}
