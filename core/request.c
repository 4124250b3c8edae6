#include "ymr/request.h"

#include <string.h>

#include "ymr/decimal.h"
#include "ymr/time.h"
#include "ymr/version.h"

enum { MAX_ORDER_IDS = 50, MAX_PAGE_SIZE = 100, INTEGER_SIZE = 21 };

/* Counts what does not fit as well: so one pass gives the request, or the size that it needs. */
typedef struct writer {
    char *out;
    size_t size;
    size_t length;
    char separator; /* before the next query parameter */
} writer;

static void put_bytes(writer *w, const char *bytes, size_t length)
{
    if (w->length < w->size) {
        const size_t room = w->size - w->length;
        memcpy(w->out + w->length, bytes, length < room ? length : room);
    }
    w->length += length;
}

static void put(writer *w, const char *text)
{
    put_bytes(w, text, strlen(text));
}

static void put_integer(writer *w, int64_t value)
{
    char digits[INTEGER_SIZE];

    put_bytes(w, digits, ymr_integer_write(value, digits));
}

/* RFC 3986, section 2.3 */
static bool is_unreserved(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

static void put_encoded(writer *w, ymr_text text)
{
    static const char hex[] = "0123456789ABCDEF";

    for (size_t i = 0; i < text.length; i++) {
        const unsigned char byte = (unsigned char)text.bytes[i];
        const char escape[] = {'%', hex[byte >> 4], hex[byte & 15]};
        if (is_unreserved(text.bytes[i])) {
            put_bytes(w, text.bytes + i, 1);
        } else {
            put_bytes(w, escape, sizeof escape);
        }
    }
}

/* What may stand in a header line without ending it: visible ASCII. */
static bool is_visible(const char *text)
{
    if (text == NULL || *text == '\0') {
        return false;
    }
    while (*text > ' ' && *text < 0x7f) {
        text++;
    }
    return *text == '\0';
}

/* The description gives campaigns and businesses a minimum of 1, all other ids none. */
static bool put_owner(writer *w, int64_t id)
{
    put_integer(w, id);
    return id >= 1;
}

/* Dots are not encoded, so a segment of nothing else would climb (RFC 3986, section 5.2.4). */
static bool put_hash(writer *w, ymr_text hash)
{
    const bool dots =
        hash.length <= 2 && memcmp(hash.bytes != NULL ? hash.bytes : "", "..", hash.length) == 0;

    put_encoded(w, hash);
    return !dots;
}

static bool put_segment(writer *w, const ymr_request *request, char letter)
{
    switch (letter) {
    case 'c':
        return put_owner(w, request->campaign_id);
    case 'b':
        return put_owner(w, request->business_id);
    case 'o':
        put_integer(w, request->order_id);
        return true;
    case 'r':
        put_integer(w, request->return_id);
        return true;
    case 'i':
        put_integer(w, request->item_id);
        return true;
    default:
        return put_hash(w, request->image_hash);
    }
}

static bool put_path(writer *w, const ymr_request *request, const char *path)
{
    for (; *path != '\0'; path++) {
        if (*path != '{') {
            put_bytes(w, path, 1);
        } else if (put_segment(w, request, path[1])) {
            path += 2;
        } else {
            return false;
        }
    }
    return true;
}

static void put_name(writer *w, const char *name)
{
    put_bytes(w, &w->separator, 1);
    put(w, name);
    put(w, "=");
    w->separator = '&';
}

static bool put_order_ids(writer *w, const int64_t *ids, size_t count)
{
    if (count > MAX_ORDER_IDS || (count > 0 && ids == NULL)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        if (i == 0) {
            put_name(w, "orderIds");
        } else {
            put(w, ",");
        }
        put_integer(w, ids[i]);
    }
    return true;
}

/* Names are upper-case letters and underscores: nothing in them needs encoding. */
static bool put_set(writer *w, const char *parameter, const ymr_names *names, uint32_t mask)
{
    bool first = true;

    for (int value = 0; mask != 0; value++, mask >>= 1) {
        if ((mask & 1) == 0) {
            continue;
        }
        const char *name = ymr_enum_name(names, value);
        if (name == NULL) {
            return false;
        }
        if (first) {
            put_name(w, parameter);
            first = false;
        } else {
            put(w, ",");
        }
        put(w, name);
    }
    return true;
}

static bool put_type(writer *w, ymr_return_type type)
{
    const char *name = ymr_enum_name(&ymr_return_type_names, (int)type);

    if (name == NULL) {
        return type == YMR_RETURN_TYPE_ABSENT;
    }
    put_name(w, "type");
    put(w, name);
    return true;
}

static bool put_day(writer *w, const char *parameter, const char *day)
{
    int64_t unix_ms;

    if (day == NULL) {
        return true;
    }
    put_name(w, parameter);
    put(w, day);
    return ymr_time_parse_day(day, strlen(day), &unix_ms) == YMR_OK;
}

static bool put_page_size(writer *w, uint16_t size)
{
    if (size > 0) {
        put_name(w, "limit");
        put_integer(w, size);
    }
    return size <= MAX_PAGE_SIZE;
}

static bool put_returns_filter(writer *w, const ymr_returns_filter *filter)
{
    return put_order_ids(w, filter->order_ids, filter->order_count) &&
           put_set(w, "statuses", &ymr_refund_status_names, filter->refund_statuses) &&
           put_set(w, "shipmentStatuses", &ymr_shipment_status_names, filter->shipment_statuses) &&
           put_type(w, filter->type) && put_day(w, "fromDate", filter->from_day) &&
           put_day(w, "toDate", filter->to_day) && put_page_size(w, filter->page_size);
}

static bool put_query(writer *w, const ymr_request *request)
{
    if (request->operation != YMR_GET_RETURNS) {
        return true;
    }
    if (request->filter != NULL && !put_returns_filter(w, request->filter)) {
        return false;
    }
    if (request->page_token.bytes != NULL) {
        put_name(w, "pageToken");
        put_encoded(w, request->page_token);
    }
    return true;
}

/* RFC 9110, section 7.2: as in the URI, an IPv6 address in brackets, and no port that goes without saying. */
static void put_host(writer *w, const ymr_endpoint *endpoint)
{
    const bool brackets = strchr(endpoint->host, ':') != NULL;

    put(w, brackets ? "[" : "");
    put(w, endpoint->host);
    put(w, brackets ? "]" : "");
    if (endpoint->port != (endpoint->tls ? 443 : 80)) {
        put(w, ":");
        put_integer(w, endpoint->port);
    }
}

static void put_fields(writer *w, const ymr_request *request, const ymr_operation *operation)
{
    put(w, " HTTP/1.1\r\nHost: ");
    put_host(w, request->endpoint);
    put(w, "\r\nApi-Key: ");
    put(w, request->api_key);
    put(w, "\r\nAccept: ");
    put(w, operation->accept);
    put(w, "\r\nAccept-Encoding: identity\r\nUser-Agent: ymr/" YMR_VERSION "\r\nConnection: ");
    put(w, request->keep_alive ? "keep-alive" : "close");
    put(w, "\r\n\r\n");
}

static bool is_sendable(const ymr_request *request)
{
    return (unsigned)request->operation < YMR_OPERATION_COUNT && request->endpoint != NULL &&
           request->endpoint->port != 0 && is_visible(request->endpoint->host) &&
           is_visible(request->api_key);
}

ymr_status ymr_request_write(const ymr_request *request, char *out, size_t size, size_t *length)
{
    writer w = {out, size, 0, '?'};

    *length = 0;
    if (!is_sendable(request)) {
        return YMR_E_ARGUMENT;
    }
    const ymr_operation *operation = &ymr_operations[request->operation];
    put(&w, operation->method);
    put(&w, " ");
    if (!put_path(&w, request, operation->path) || !put_query(&w, request)) {
        return YMR_E_ARGUMENT;
    }
    put_fields(&w, request, operation);
    *length = w.length;
    if (w.length > size) {
        ymr_wipe(out, size);
        return YMR_E_SPACE;
    }
    return YMR_OK;
}
