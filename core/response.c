#include "ymr/response.h"

#include <string.h>

#include "fields.h"
#include "words.h"

/* What the next byte belongs to. Up to HEAD_END the limit of a head counts, then that of a chunk line. */
enum {
    STATUS_LINE, /* first, so that zeroed is ready */
    REASON,
    LINE_END, /* a CR came: LF and nothing else */
    FIELD_START,
    NAME,
    VALUE_START,
    VALUE,
    HEAD_END,
    CHUNK_SIZE,
    CHUNK_BLANK,
    CHUNK_EXTENSION,
    CHUNK_QUOTED,
    CHUNK_ESCAPED,
    CHUNK_LINE_END,
    CHUNK_DATA_CR,
    CHUNK_DATA_LF,
    BODY
};

enum { MAX_CHUNK_DIGITS = 15 };

_Static_assert(YMR_MAX_INTERIM <= UINT8_MAX, "ymr_response.interim counts them");

/* RFC 9110, section 5.6.2 */
static bool is_token(char c)
{
    return ymr_is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c != '\0' && strchr("!#$%&'*+-.^_`|~", c) != NULL);
}

/* VCHAR, SP, HTAB and obs-text: everything but the other control characters (RFC 9110, section 5.5). */
static bool is_text(char c)
{
    const unsigned char byte = (unsigned char)c;

    return byte == '\t' || (byte >= ' ' && byte != 0x7f);
}

static ymr_status go(ymr_response *response, uint8_t state)
{
    response->state = state;
    return YMR_OK;
}

static ymr_status go_if(bool allowed, ymr_response *response, uint8_t state)
{
    return allowed ? go(response, state) : YMR_E_HTTP;
}

/* Nothing of an interim answer's head holds for the one that follows. */
static void start_head(ymr_response *response, uint8_t interim, bool connect)
{
    memset(response, 0, sizeof *response);
    response->interim = interim;
    response->connect = connect;
    response->framing = YMR_FRAMING_CLOSE;
    response->date_unix_ms = -1;
    response->range_start = -1;
    response->range_end = -1;
    response->range_total = -1;
    response->limit = (ymr_limit){-1, -1, -1};
}

static ymr_status start_chunk(ymr_response *response)
{
    response->index = 0;
    response->used = 0;
    return go(response, CHUNK_SIZE);
}

static ymr_status finish(ymr_response *response)
{
    response->complete = true;
    return YMR_OK;
}

static ymr_status end_interim(ymr_response *response)
{
    if (response->status == 101) {
        return YMR_E_HTTP;
    }
    if (response->interim == YMR_MAX_INTERIM) {
        return YMR_E_HTTP_LIMIT;
    }
    start_head(response, (uint8_t)(response->interim + 1), response->connect);
    return YMR_OK;
}

/* RFC 9110, section 8.6: a 204 announces no body. What follows one that does is anybody's guess. */
static void drop_body(ymr_response *response)
{
    if (response->status == 204 && (response->framing == YMR_FRAMING_CHUNKED || response->length > 0)) {
        response->keep_alive = false;
    }
    response->framing = YMR_FRAMING_NONE;
    response->length_known = false;
    response->length = 0;
}

/* RFC 9112, section 6.3 */
static ymr_status start_body(ymr_response *response)
{
    response->left = response->length;
    if (response->framing == YMR_FRAMING_CHUNKED) {
        return start_chunk(response);
    }
    if (response->framing == YMR_FRAMING_CLOSE) {
        response->keep_alive = false;
    } else if (response->left == 0) {
        return finish(response);
    }
    return go(response, BODY);
}

/* What follows the head of a 2xx to CONNECT is the tunnel's, whatever its fields say (RFC 9110, section 9.3.6). */
static bool opens_tunnel(const ymr_response *response)
{
    return response->connect && response->status >= 200 && response->status <= 299;
}

static ymr_status end_head(ymr_response *response)
{
    if (response->head_complete) {
        return finish(response); /* it was the trailer */
    }
    if (response->status < 200) {
        return end_interim(response);
    }
    response->head_complete = true;
    if (opens_tunnel(response) || response->status == 204 || response->status == 304) {
        drop_body(response);
    } else if (response->encoded) {
        return YMR_E_ENCODING;
    }
    return start_body(response);
}

/* The blank after the code is part of the line even without a reason (RFC 9112, section 4). */
static ymr_status on_status_line(ymr_response *response, char c)
{
    static const char pattern[] = "HTTP/1.m ddd ";
    const char wanted = pattern[response->index++];

    if (wanted == 'm') {
        response->minor = c == '1';
        response->keep_alive = c == '1';
        return c == '0' || c == '1' ? YMR_OK : YMR_E_HTTP;
    }
    if (wanted == 'd') {
        response->status = (uint16_t)(response->status * 10 + (c - '0'));
        return ymr_is_digit(c) ? YMR_OK : YMR_E_HTTP;
    }
    if (c != wanted) {
        return YMR_E_HTTP;
    }
    if (response->index < sizeof pattern - 1) {
        return YMR_OK;
    }
    return go_if(response->status >= 100 && response->status <= 599, response, REASON);
}

static ymr_status on_reason(ymr_response *response, char c)
{
    return c == '\r' ? go(response, LINE_END) : go_if(is_text(c), response, REASON);
}

static ymr_status on_name(ymr_response *response, char c)
{
    if (c == ':') {
        if (!ymr_field_is_whole(response->field, response->index)) {
            response->field = YMR_FIELD_UNKNOWN;
        }
        return go(response, VALUE_START);
    }
    response->field = ymr_field_narrow(response->field, response->index++, c);
    return go_if(is_token(c), response, NAME);
}

/* A blank here would fold the line before (RFC 9112, section 5.2). In a trailer no field is known: none may
   change what the head said (RFC 9110, section 6.5.1). */
static ymr_status on_field_start(ymr_response *response, char c)
{
    if (c == '\r') {
        return go(response, HEAD_END);
    }
    response->field = response->head_complete || opens_tunnel(response) ? YMR_FIELD_UNKNOWN : 0;
    response->index = 0;
    return is_token(c) ? on_name(response, c) : YMR_E_HTTP;
}

static ymr_status on_value(ymr_response *response, char c)
{
    const bool known = response->field != YMR_FIELD_UNKNOWN;

    if (c == '\r') {
        response->state = LINE_END;
        return known ? ymr_field_read(response) : YMR_OK;
    }
    if (known) {
        ymr_field_keep(response, c);
    }
    return go_if(is_text(c), response, VALUE);
}

static ymr_status on_value_start(ymr_response *response, char c)
{
    if (ymr_is_blank(c)) {
        return YMR_OK;
    }
    response->index = 0;
    return on_value(response, c);
}

/* What may follow a chunk's size: the end of the line, or an extension, perhaps after blanks. */
static ymr_status on_chunk_blank(ymr_response *response, char c)
{
    return ymr_is_blank(c) ? go(response, CHUNK_BLANK) : go_if(c == ';', response, CHUNK_EXTENSION);
}

static ymr_status on_chunk_size(ymr_response *response, char c)
{
    const int digit = ymr_hex_digit(c);

    if (digit >= 0) {
        response->left = response->left << 4 | (unsigned)digit;
        return ++response->index <= MAX_CHUNK_DIGITS ? YMR_OK : YMR_E_HTTP;
    }
    if (response->index == 0) {
        return YMR_E_HTTP;
    }
    return c == '\r' ? go(response, CHUNK_LINE_END) : on_chunk_blank(response, c);
}

static ymr_status on_chunk_extension(ymr_response *response, char c)
{
    if (c == '\r') {
        return go(response, CHUNK_LINE_END);
    }
    return go_if(is_text(c), response, c == '"' ? CHUNK_QUOTED : CHUNK_EXTENSION);
}

/* A line end in quotes ends the line for one reader and not for another: it is refused. */
static ymr_status on_chunk_quoted(ymr_response *response, char c)
{
    if (c == '"') {
        return go(response, CHUNK_EXTENSION);
    }
    return go_if(is_text(c), response, c == '\\' ? CHUNK_ESCAPED : CHUNK_QUOTED);
}

static ymr_status on_chunk_line_end(ymr_response *response, char c)
{
    response->used = 0;
    return go_if(c == '\n', response, response->left > 0 ? BODY : FIELD_START);
}

static ymr_status on_byte(ymr_response *response, char c)
{
    switch (response->state) {
    case STATUS_LINE:
        return on_status_line(response, c);
    case REASON:
        return on_reason(response, c);
    case LINE_END:
        return go_if(c == '\n', response, FIELD_START);
    case FIELD_START:
        return on_field_start(response, c);
    case NAME:
        return on_name(response, c);
    case VALUE_START:
        return on_value_start(response, c);
    case VALUE:
        return on_value(response, c);
    case HEAD_END:
        return c == '\n' ? end_head(response) : YMR_E_HTTP;
    case CHUNK_SIZE:
        return on_chunk_size(response, c);
    case CHUNK_BLANK:
        return on_chunk_blank(response, c);
    case CHUNK_EXTENSION:
        return on_chunk_extension(response, c);
    case CHUNK_QUOTED:
        return on_chunk_quoted(response, c);
    case CHUNK_ESCAPED:
        return go_if(is_text(c), response, CHUNK_QUOTED);
    case CHUNK_LINE_END:
        return on_chunk_line_end(response, c);
    case CHUNK_DATA_CR:
        return go_if(c == '\r', response, CHUNK_DATA_LF);
    default: /* CHUNK_DATA_LF */
        return c == '\n' ? start_chunk(response) : YMR_E_HTTP;
    }
}

static ymr_status take_byte(ymr_response *response, char c)
{
    const uint32_t most = response->state < CHUNK_SIZE ? YMR_MAX_HEAD : YMR_MAX_CHUNK_LINE;

    return ++response->used <= most ? on_byte(response, c) : YMR_E_HTTP_LIMIT;
}

/* How many of the next bytes are the body's. */
static size_t take_body(ymr_response *response, size_t length)
{
    size_t taken = length;

    if (response->framing != YMR_FRAMING_CLOSE) {
        if (response->left < taken) {
            taken = (size_t)response->left;
        }
        response->left -= taken;
        if (response->left == 0) {
            response->state = CHUNK_DATA_CR;
            response->complete = response->framing == YMR_FRAMING_LENGTH;
        }
    }
    response->received += taken;
    return taken;
}

void ymr_response_init(ymr_response *response)
{
    start_head(response, 0, false);
}

void ymr_response_init_connect(ymr_response *response)
{
    start_head(response, 0, true);
}

ymr_status ymr_response_feed(ymr_response *response, const char *bytes, size_t length, size_t *taken,
                             ymr_text *body)
{
    *taken = 0;
    *body = (ymr_text){bytes, 0};
    while (response->error == YMR_OK && !response->complete && body->length == 0 && *taken < length) {
        if (response->state == BODY) {
            body->bytes = bytes + *taken;
            body->length = take_body(response, length - *taken);
            *taken += body->length;
        } else {
            response->error = take_byte(response, bytes[(*taken)++]);
        }
    }
    if (response->error != YMR_OK) {
        return response->error;
    }
    return response->complete ? YMR_OK : YMR_PENDING;
}

ymr_status ymr_response_closed(ymr_response *response)
{
    if (response->error == YMR_OK && !response->complete) {
        if (response->head_complete && response->framing == YMR_FRAMING_CLOSE) {
            response->complete = true;
        } else {
            response->error = YMR_E_CLOSED;
        }
    }
    return response->error;
}
