#include "fields.h"

#include <string.h>

#include "words.h"
#include "ymr/time.h"

enum { TOO_LONG = YMR_MAX_FIELD + 1 };

_Static_assert(TOO_LONG <= UINT16_MAX, "ymr_response.index counts the value");

static bool is(const char *text, const char *word)
{
    return ymr_take_word(&text, word) && *text == '\0';
}

static bool ends_at(const char *text, char mark)
{
    text += strspn(text, " \t");
    return *text == mark || *text == '\0';
}

/* Digits only: no sign, no blank. −1 if there are none, or more than an int64_t holds. */
static int64_t take_number(const char **text)
{
    const char *at = *text;
    uint64_t number = 0;

    while (ymr_is_digit(*at)) {
        if (number >> 60 != 0) { /* a digit more, and no int64_t holds it */
            return -1;
        }
        number = number * 10 + (unsigned)(*at++ - '0');
    }
    const bool none = at == *text;
    *text = at;
    return none || number > INT64_MAX ? -1 : (int64_t)number;
}

static int64_t whole_number(const char *text)
{
    const int64_t number = take_number(&text);

    return *text == '\0' ? number : -1;
}

/* Lists are separated by commas; empty elements count for nothing (RFC 9110, section 5.6.1). */
static bool list_has(const char *list, const char *element)
{
    while (*list != '\0') {
        if (ymr_take_word(&list, element) && ends_at(list, ',')) {
            return true;
        }
        list += strcspn(list, ",");
        list += strspn(list, ", \t");
    }
    return false;
}

/* A body goes on until the close, unless a length or `chunked` comes: the second of them is one too many. */
static ymr_status read_content_length(ymr_response *response, const char *value)
{
    const int64_t length = whole_number(value);

    if (response->framing != YMR_FRAMING_CLOSE || length < 0) {
        return YMR_E_FRAMING;
    }
    response->framing = YMR_FRAMING_LENGTH;
    response->length_known = true;
    response->length = (uint64_t)length;
    return YMR_OK;
}

typedef struct range {
    int64_t start, end, total;
} range;

/* RFC 9110, section 14.4: `bytes FIRST-LAST/TOTAL`; TOTAL, or else FIRST-LAST, may be an asterisk. */
static bool parse_range(const char *text, range *r)
{
    *r = (range){-1, -1, -1};
    if (!ymr_take_word(&text, "bytes ")) {
        return false;
    }
    const bool unsatisfied = ymr_take_word(&text, "*");
    if (!unsatisfied) {
        r->start = take_number(&text);
        const bool dash = ymr_take_word(&text, "-");
        r->end = take_number(&text);
        if (r->start < 0 || !dash || r->end < r->start) {
            return false;
        }
    }
    if (!ymr_take_word(&text, "/")) {
        return false;
    }
    r->total = whole_number(text);
    return r->total > r->end || (!unsatisfied && is(text, "*"));
}

/* Only a 206 stands on its range; elsewhere the field has no meaning. Two of them are as good as none. */
static ymr_status read_content_range(ymr_response *response, const char *value)
{
    const bool first = response->range_start < 0 && response->range_total < 0;
    range r;

    if (!first || !parse_range(value, &r)) {
        return response->status == 206 ? YMR_E_HTTP : YMR_OK;
    }
    response->range_start = r.start;
    response->range_end = r.end;
    response->range_total = r.total;
    return YMR_OK;
}

/* Parameters, behind a semicolon, say nothing that matters here. */
static uint8_t media_of(const char *value)
{
    static const char *const types[] = {
        [YMR_MEDIA_JSON] = "application/json", [YMR_MEDIA_JPEG] = "image/jpeg",
        [YMR_MEDIA_PNG] = "image/png",         [YMR_MEDIA_BINARY] = "application/octet-stream",
        [YMR_MEDIA_PDF] = "application/pdf",   [YMR_MEDIA_HTML] = "text/html",
    };

    for (uint8_t media = YMR_MEDIA_JSON; media <= YMR_MEDIA_HTML; media++) {
        const char *rest = value;
        if (ymr_take_word(&rest, types[media]) && ends_at(rest, ';')) {
            return media;
        }
    }
    return YMR_MEDIA_OTHER;
}

/* HTTP/1.0 has no transfer codings (RFC 9112, section 6.1). */
static ymr_status read_transfer_encoding(ymr_response *response, const char *value)
{
    if (response->framing != YMR_FRAMING_CLOSE || response->minor == 0 || !is(value, "chunked")) {
        return YMR_E_FRAMING;
    }
    response->framing = YMR_FRAMING_CHUNKED;
    return YMR_OK;
}

static ymr_status read_date(int64_t *unix_ms, const char *value)
{
    *unix_ms = -1;
    (void)ymr_time_parse_http(value, strlen(value), unix_ms); /* left alone by what is no date */
    return YMR_OK;
}

/*
 * Only a strong validator can say that two parts are of one whole (RFC 9110, section 13.1.5), and only what is visible
 * ASCII goes back to the server.
 */
static ymr_status read_etag(ymr_response *response, const char *value)
{
    const size_t length = strlen(value);
    bool good = length >= 2 && length < sizeof response->etag && value[0] == '"' && value[length - 1] == '"';
    for (size_t i = 1; good && i + 1 < length; i++) {
        const unsigned char c = (unsigned char)value[i];
        good = c > ' ' && c < 0x7f && c != '"';
    }
    memcpy(response->etag, value, good ? length : 0);
    response->etag[good ? length : 0] = '\0';
    return YMR_OK;
}

enum {
    ACCEPT_RANGES,
    CONNECTION,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_RANGE,
    CONTENT_TYPE,
    DATE,
    ETAG,
    TRANSFER_ENCODING,
    LIMIT,
    REMAINING,
    UNTIL,
    COUNT
};

/* In alphabetical order: names that begin alike must stand together. */
static const char *const names[COUNT] = {
    [ACCEPT_RANGES] = "accept-ranges",
    [CONNECTION] = "connection",
    [CONTENT_ENCODING] = "content-encoding",
    [CONTENT_LENGTH] = "content-length",
    [CONTENT_RANGE] = "content-range",
    [CONTENT_TYPE] = "content-type",
    [DATE] = "date",
    [ETAG] = "etag",
    [TRANSFER_ENCODING] = "transfer-encoding",
    [LIMIT] = "x-ratelimit-resource-limit",
    [REMAINING] = "x-ratelimit-resource-remaining",
    [UNTIL] = "x-ratelimit-resource-until",
};

uint8_t ymr_field_narrow(uint8_t field, size_t length, char c)
{
    for (uint8_t next = field; next < COUNT; next++) {
        if (next != field && strncmp(names[next], names[field], length) != 0) {
            break;
        }
        if (names[next][length] == ymr_lower(c)) {
            return next;
        }
    }
    return YMR_FIELD_UNKNOWN;
}

bool ymr_field_is_whole(uint8_t field, size_t length)
{
    return field < COUNT && names[field][length] == '\0';
}

void ymr_field_keep(ymr_response *response, char c)
{
    if (response->index < YMR_MAX_FIELD) {
        response->value[response->index++] = c;
    } else if (!ymr_is_blank(c)) {
        response->index = TOO_LONG;
    }
}

static ymr_status read_value(ymr_response *response, const char *value)
{
    switch (response->field) {
    case ACCEPT_RANGES:
        response->ranges = list_has(value, "bytes");
        return YMR_OK;
    case CONNECTION:
        response->keep_alive = response->keep_alive && !list_has(value, "close");
        return YMR_OK;
    case CONTENT_ENCODING:
        response->encoded = response->encoded || !is(value, "identity");
        return YMR_OK;
    case CONTENT_LENGTH:
        return read_content_length(response, value);
    case CONTENT_RANGE:
        return read_content_range(response, value);
    case CONTENT_TYPE:
        response->media = media_of(value);
        return YMR_OK;
    case DATE:
        return read_date(&response->date_unix_ms, value);
    case ETAG:
        return read_etag(response, value);
    case TRANSFER_ENCODING:
        return read_transfer_encoding(response, value);
    case LIMIT:
        response->limit.limit = whole_number(value);
        return YMR_OK;
    case REMAINING:
        response->limit.remaining = whole_number(value);
        return YMR_OK;
    default: /* UNTIL */
        return read_date(&response->limit.until_unix_ms, value);
    }
}

/* What frames the body must be read, or the body cannot be; what only helps reads as if it said nothing. */
static ymr_status read_too_long(ymr_response *response)
{
    switch (response->field) {
    case CONTENT_LENGTH:
    case TRANSFER_ENCODING:
        return YMR_E_HTTP_LIMIT;
    case CONNECTION:
        response->keep_alive = false; /* it may have said `close` */
        return YMR_OK;
    default:
        return read_value(response, "");
    }
}

ymr_status ymr_field_read(ymr_response *response)
{
    size_t length = response->index;

    if (length == TOO_LONG) {
        return read_too_long(response);
    }
    while (length > 0 && ymr_is_blank(response->value[length - 1])) {
        length--;
    }
    response->value[length] = '\0';
    return read_value(response, response->value);
}
