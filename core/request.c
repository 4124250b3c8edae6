#include "ymr/request.h"

#include <string.h>

#include "words.h"
#include "writer.h"
#include "ymr/version.h"

enum { MAX_ORDER_IDS = 50, MAX_PAGE_SIZE = 100 };

/* The description gives campaigns and businesses a minimum of 1, all other ids none. */
static void put_owner(ymr_writer *w, int64_t id)
{
    ymr_put_integer(w, id);
    if (id < 1) {
        w->refused = true;
    }
}

/* Dots are not encoded, so a segment of nothing else would climb (RFC 3986, section 5.2.4). */
static void put_hash(ymr_writer *w, ymr_text hash)
{
    const bool dots = hash.length <= 2 && memcmp(hash.bytes != NULL ? hash.bytes : "", "..", hash.length) == 0;
    w->refused = w->refused || dots;
    ymr_put_encoded(w, hash);
}

/* Taken out of a URL, so it is encoded already; what it must not do is to end the line that it stands in. */
static void put_target(ymr_writer *w, ymr_text target)
{
    bool visible = target.length > 0 && target.bytes[0] == '/';
    for (size_t i = 0; i < target.length; i++) {
        visible = visible && target.bytes[i] > ' ' && target.bytes[i] < 0x7f;
    }
    if (visible) {
        ymr_put_bytes(w, target.bytes, target.length);
    } else {
        w->refused = true;
    }
}

static void put_segment(ymr_writer *w, const ymr_request *request, char letter)
{
    if (letter == 'c' || letter == 'b') {
        put_owner(w, letter == 'c' ? request->campaign_id : request->business_id);
    } else if (letter == 'o') {
        ymr_put_integer(w, request->order_id);
    } else if (letter == 'r') {
        ymr_put_integer(w, request->return_id);
    } else if (letter == 'i') {
        ymr_put_integer(w, request->item_id);
    } else if (letter == 't') {
        put_target(w, request->target);
    } else {
        put_hash(w, request->hash);
    }
}

static void put_path(ymr_writer *w, const ymr_request *request, const char *path)
{
    for (; *path != '\0'; path++) {
        if (*path == '{') {
            put_segment(w, request, path[1]);
            path += 2;
        } else {
            ymr_put_bytes(w, path, 1);
        }
    }
}

void ymr_returns_query(ymr_writer *w, const void *filter)
{
    const ymr_returns_filter *f = filter;
    ymr_put_parameter_ids(w, "orderIds", f->order_ids, f->order_count, MAX_ORDER_IDS);
    ymr_put_parameter_set(w, "statuses", &ymr_refund_status_names, f->refund_statuses);
    ymr_put_parameter_set(w, "shipmentStatuses", &ymr_shipment_status_names, f->shipment_statuses);
    ymr_put_parameter_name(w, "type", &ymr_return_type_names, (int)f->type);
    ymr_put_parameter_day(w, "fromDate", f->from_day);
    ymr_put_parameter_day(w, "toDate", f->to_day);
    ymr_put_parameter_integer(w, "limit", f->page_size);
    w->refused = w->refused || f->page_size > MAX_PAGE_SIZE;
}

static void put_query(ymr_writer *w, const ymr_request *request)
{
    w->started = false;
    if (request->query != NULL && request->arguments != NULL) {
        request->query(w, request->arguments);
    }
    ymr_put_parameter_text(w, "pageToken", request->page_token);
}

/* RFC 9110, section 7.2: as in the URI, an IPv6 address in brackets, and no port that goes without saying. */
static void put_host(ymr_writer *w, const ymr_endpoint *endpoint)
{
    const bool brackets = strchr(endpoint->host, ':') != NULL;
    ymr_put(w, brackets ? "[" : "");
    ymr_put(w, endpoint->host);
    ymr_put(w, brackets ? "]" : "");
    if (endpoint->port != (endpoint->tls ? 443 : 80)) {
        ymr_put(w, ":");
        ymr_put_integer(w, endpoint->port);
    }
}

static bool has_key(const ymr_request *request)
{
    return request->operation->id != YMR_DOWNLOAD;
}

static void put_key(ymr_writer *w, const char *api_key)
{
    ymr_put(w, "\r\nApi-Key: ");
    ymr_put(w, api_key);
}

static void put_range(ymr_writer *w, const ymr_request *request)
{
    if (request->from_byte == 0) {
        return;
    }
    ymr_put(w, "Range: bytes=");
    ymr_put_integer(w, (int64_t)request->from_byte);
    ymr_put(w, "-\r\n");
    if (request->validator.bytes != NULL) {
        ymr_put(w, "If-Range: ");
        ymr_put_bytes(w, request->validator.bytes, request->validator.length);
        ymr_put(w, "\r\n");
    }
}

static void put_fields(ymr_writer *w, const ymr_request *request, const ymr_operation *operation)
{
    ymr_put(w, " HTTP/1.1\r\nHost: ");
    put_host(w, request->endpoint);
    if (has_key(request)) {
        put_key(w, request->api_key);
    }
    ymr_put(w, "\r\nAccept: ");
    ymr_put(w, operation->accept);
    ymr_put(w, "\r\nAccept-Encoding: identity\r\nUser-Agent: ymr/" YMR_VERSION "\r\nConnection: ");
    ymr_put(w, request->keep_alive ? "keep-alive" : "close");
    ymr_put(w, "\r\n");
    put_range(w, request);
}

/* Its length stands before it, so it is written twice: once to be counted. */
static ymr_status put_body(ymr_writer *w, const ymr_request *request)
{
    ymr_writer counted = {NULL, 0, 0, false, false};
    if (request->body != NULL) {
        request->body(&counted, request->arguments);
        ymr_put(w, "Content-Type: application/json\r\n");
    }
    ymr_put(w, "Content-Length: ");
    ymr_put_integer(w, (int64_t)counted.length);
    ymr_put(w, "\r\n\r\n");
    if (request->body != NULL) {
        w->started = false;
        request->body(w, request->arguments);
    }
    return counted.length > YMR_MAX_BODY ? YMR_E_TOO_BIG : YMR_OK;
}

static bool is_sendable(const ymr_request *request)
{
    return request->operation != NULL && request->endpoint != NULL &&
           request->endpoint->port != 0 && ymr_is_visible(request->endpoint->host) &&
           (!has_key(request) || ymr_is_visible(request->api_key));
}

static ymr_status put_request(ymr_writer *w, const ymr_request *request)
{
    const ymr_operation *operation = request->operation;
    ymr_put(w, operation->method);
    ymr_put(w, " ");
    put_path(w, request, operation->path);
    put_query(w, request);
    put_fields(w, request, operation);
    if (operation->method[0] == 'P') {
        return put_body(w, request);
    }
    ymr_put(w, "\r\n");
    return YMR_OK;
}

ymr_status ymr_request_write(const ymr_request *request, char *out, size_t size, size_t *length)
{
    ymr_writer w = {out, size, 0, false, false};

    *length = 0;
    if (!is_sendable(request)) {
        return YMR_E_ARGUMENT;
    }
    ymr_status status = put_request(&w, request);
    if (w.refused) {
        status = YMR_E_ARGUMENT;
    } else if (status == YMR_OK) {
        *length = w.length;
        status = w.length > size ? YMR_E_SPACE : YMR_OK;
    }
    if (status != YMR_OK) {
        ymr_wipe(out, size);
    }
    return status;
}
