#include "prove.h"

#include "request.c"

#include "writer_model.h"

void ymr_put_parameter_text(ymr_writer *w, const char *name, ymr_text value)
{
    PROMISE(__CPROVER_r_ok(name, 1));
    PROMISE(value.bytes == NULL || value.length == 0 || __CPROVER_r_ok(value.bytes, value.length));
    grow(w, 4 * ROOM);
}

bool ymr_is_visible(const char *text)
{
    return text != NULL && *text != '\0' && any_bool();
}

static void put_something(ymr_writer *w, const void *arguments)
{
    (void)arguments;
    grow(w, 4 * ROOM);
}

static ymr_text any_part(const char *buffer)
{
    const size_t length = any_size();
    ASSUME(length <= ROOM);
    return (ymr_text){buffer + (ROOM - length), length};
}

int main(void)
{
    char buffer[ROOM], of_host[ROOM], of_key[ROOM], out[ROOM];
    ymr_writer w = any_writer(out, sizeof out);
    const bool refused = w.refused;
    const ymr_text part = any_part(buffer);
    ymr_endpoint endpoint = {any_string(of_host, sizeof of_host), any_uint16(), any_bool()};
    ymr_operation operation = {.id = YMR_DOWNLOAD, .method = "GET", .accept = "a"};
    ymr_request request = {.operation = &operation, .endpoint = &endpoint, .api_key = any_string(of_key, sizeof of_key)};

    request.campaign_id = any_int64();
    request.business_id = any_int64();
    request.order_id = any_int64();
    request.hash = part;
    request.target = part;
    request.page_token = part;
    request.from_byte = any_uint64();
    ASSUME(request.from_byte <= INT64_MAX);
    request.validator = any_bool() ? part : (ymr_text){NULL, 0};
    request.query = any_bool() ? put_something : NULL;
    request.body = any_bool() ? put_something : NULL;
    request.arguments = buffer;
    switch (any_byte()) {
    case 0:
        put_hash(&w, part);
        PROMISE(w.refused || part.length != 1 || part.bytes[0] != '.');
        break;
    case 1:
        put_target(&w, part);
        PROMISE(w.refused || (part.length > 0 && part.bytes[0] == '/' && part.bytes[part.length - 1] > ' '));
        break;
    case 2:
        put_segment(&w, &request, any_char());
        break;
    case 3:
        put_query(&w, &request);
        break;
    case 4:
        put_fields(&w, &request, &operation);
        break;
    case 5:
        (void)put_body(&w, &request);
        break;
    default:
        PROMISE(!is_sendable(&request) || endpoint.port != 0);
        break;
    }
    PROMISE(w.refused || !refused);
    return 0;
}
