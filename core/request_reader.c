#include "ymr/request_reader.h"

#include <string.h>

#include "words.h"

/*
 * Behind its first line a request is made like a response (RFC 9112, section 2.1). So this room reads that
 * line and the few fields that only requests have; all else is for the response parser, to which a status
 * line stands in for the first.
 */

enum { METHOD, TARGET, VERSION, LINE_END, MESSAGE };
enum { OTHER, EXPECT, FORWARDED, HOST };
enum { TOO_LONG = UINT8_MAX };

static ymr_status refuse(ymr_request_reader *reader, ymr_status status, uint16_t http_status)
{
    reader->http_status = http_status;
    return status;
}

static ymr_status malformed(ymr_request_reader *reader)
{
    return refuse(reader, YMR_E_HTTP, 400);
}

/* What the response parser refuses. */
static ymr_status refuse_message(ymr_request_reader *reader, ymr_status status)
{
    switch (status) {
    case YMR_E_HTTP_LIMIT:
        return refuse(reader, status, 431);
    case YMR_E_ENCODING:
        return refuse(reader, status, 415);
    default:
        return refuse(reader, status, 400);
    }
}

/* The request line. */

static bool is_visible(char c)
{
    return c > ' ' && c < 0x7f;
}

static void compare(ymr_request_reader *reader, const char *wanted, char c, bool *other)
{
    if (!*other) {
        *other = wanted[reader->index++] != c;
    }
}

static ymr_status next_part(ymr_request_reader *reader, const char *wanted, bool *other, uint8_t state)
{
    if (reader->index == 0) {
        return malformed(reader);
    }
    *other = *other || wanted[reader->index] != '\0';
    reader->index = 0;
    reader->state = state;
    return YMR_OK;
}

static ymr_status on_word(ymr_request_reader *reader, char c)
{
    const bool method = reader->state == METHOD;
    const char *wanted = method ? "POST" : reader->path;
    bool *other = method ? &reader->other_method : &reader->other_path;

    if (c == ' ') {
        return next_part(reader, wanted, other, method ? TARGET : VERSION);
    }
    if (!is_visible(c)) {
        return malformed(reader);
    }
    compare(reader, wanted, c, other);
    return YMR_OK;
}

static ymr_status on_version(ymr_request_reader *reader, char c)
{
    static const char pattern[] = "HTTP/1.m\r";
    const char wanted = pattern[reader->index++];

    if (wanted == 'm') {
        reader->minor = c == '1';
        return c == '0' || c == '1' ? YMR_OK : malformed(reader);
    }
    if (c == '\r' && wanted == '\r') {
        reader->state = LINE_END;
    }
    return c == wanted ? YMR_OK : malformed(reader);
}

static ymr_status start_message(ymr_request_reader *reader)
{
    const char *line = reader->minor == 1 ? "HTTP/1.1 200 \r\n" : "HTTP/1.0 200 \r\n";
    size_t taken;
    ymr_text none;

    reader->state = MESSAGE;
    ymr_response_init(&reader->message);
    (void)ymr_response_feed(&reader->message, line, strlen(line), &taken, &none);
    return YMR_OK;
}

static ymr_status on_line(ymr_request_reader *reader, char c)
{
    if (++reader->used > YMR_MAX_HEAD) {
        return refuse(reader, YMR_E_HTTP_LIMIT, 431);
    }
    switch (reader->state) {
    case METHOD:
    case TARGET:
        return on_word(reader, c);
    case VERSION:
        return on_version(reader, c);
    default: /* LINE_END */
        return c == '\n' ? start_message(reader) : malformed(reader);
    }
}

/* The fields that only requests have. */

static bool is(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static uint8_t field_of(const ymr_request_reader *reader)
{
    const size_t length = reader->name_length;

    if (length == TOO_LONG) {
        return OTHER;
    }
    if (is(reader->name, length, "host")) {
        return HOST;
    }
    if (is(reader->name, length, "expect")) {
        return EXPECT;
    }
    return is(reader->name, length, "x-forwarded-for") ? FORWARDED : OTHER;
}

/* Blanks in front are passed over, those behind are cut off at the end. */
static void keep(char *buffer, size_t size, uint8_t *length, char c)
{
    if ((ymr_is_blank(c) && *length == 0) || *length == TOO_LONG) {
        return;
    }
    if (*length == size) {
        *length = ymr_is_blank(c) ? *length : TOO_LONG;
        return;
    }
    buffer[(*length)++] = c;
}

static size_t trimmed(const char *buffer, size_t length)
{
    while (length > 0 && ymr_is_blank(buffer[length - 1])) {
        length--;
    }
    return length;
}

static void begin_value(ymr_request_reader *reader)
{
    reader->in_value = true;
    reader->field = field_of(reader);
    reader->value_length = 0;
    if (reader->field == HOST) {
        reader->several_hosts = reader->host;
        reader->host = true;
    }
    /* Several lines are one list (RFC 9110, section 5.3), of which the last element counts. */
    if (reader->field == FORWARDED) {
        reader->forwarded_length = 0;
    }
}

static void on_value(ymr_request_reader *reader, char c)
{
    if (c == '\r') {
        return;
    }
    if (reader->field == FORWARDED && c == ',') {
        reader->forwarded_length = 0;
    } else if (reader->field == FORWARDED) {
        keep(reader->forwarded, sizeof reader->forwarded, &reader->forwarded_length, c);
    } else if (reader->field == EXPECT) {
        keep(reader->value, sizeof reader->value, &reader->value_length, ymr_lower(c));
    }
}

static void end_line(ymr_request_reader *reader)
{
    const size_t length = reader->value_length == TOO_LONG ? 0 : trimmed(reader->value, reader->value_length);

    if (reader->in_value && reader->field == EXPECT) {
        reader->expects_continue = is(reader->value, length, "100-continue");
        reader->other_expectation = reader->other_expectation || !reader->expects_continue;
    }
    reader->in_value = false;
    reader->name_length = 0;
}

/* Only looks on: what is no valid head, the response parser refuses. */
static void look_at(ymr_request_reader *reader, char c)
{
    if (c == '\n') {
        end_line(reader);
    } else if (reader->in_value) {
        on_value(reader, c);
    } else if (c == ':') {
        begin_value(reader);
    } else if (c != '\r') {
        keep(reader->name, sizeof reader->name, &reader->name_length, ymr_lower(c));
    }
}

/* Head and body. */

/* RFC 9112, section 3.2: one Host, of which HTTP/1.0 knows nothing. */
static ymr_status end_head(ymr_request_reader *reader)
{
    const ymr_response *message = &reader->message;

    reader->head_complete = true;
    if (reader->several_hosts || (reader->minor == 1 && !reader->host)) {
        return malformed(reader);
    }
    if (reader->other_path) {
        return refuse(reader, YMR_E_CONTENT, 404);
    }
    if (reader->other_method) {
        return refuse(reader, YMR_E_CONTENT, 405);
    }
    if (reader->other_expectation) {
        return refuse(reader, YMR_E_CONTENT, 417);
    }
    if (message->length_known && message->length > reader->size) {
        return refuse(reader, YMR_E_TOO_BIG, 413);
    }
    /* Section 6.3: a request that announces no body has none. */
    reader->complete = message->complete || message->framing == YMR_FRAMING_CLOSE;
    reader->expects_continue = reader->expects_continue && reader->minor == 1 && !reader->complete;
    return YMR_OK;
}

static ymr_status on_message(ymr_request_reader *reader, char c)
{
    size_t taken;
    ymr_text none;

    look_at(reader, c);
    const ymr_status status = ymr_response_feed(&reader->message, &c, 1, &taken, &none);
    if (status < YMR_OK) {
        reader->head_complete = reader->message.head_complete;
        return refuse_message(reader, status);
    }
    return reader->message.head_complete ? end_head(reader) : YMR_OK;
}

static ymr_status take_body(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken)
{
    ymr_text part;
    const ymr_status status = ymr_response_feed(&reader->message, bytes, length, taken, &part);

    if (status < YMR_OK) {
        return refuse_message(reader, status);
    }
    if (part.length > reader->size - reader->length) {
        return refuse(reader, YMR_E_TOO_BIG, 413);
    }
    memcpy(reader->body + reader->length, part.bytes, part.length);
    reader->length += part.length;
    reader->complete = status == YMR_OK;
    return YMR_OK;
}

static ymr_status take_some(ymr_request_reader *reader, const char *bytes, size_t length, size_t *taken)
{
    *taken = 1;
    if (reader->state != MESSAGE) {
        return on_line(reader, bytes[0]);
    }
    if (!reader->head_complete) {
        return on_message(reader, bytes[0]);
    }
    return take_body(reader, bytes, length, taken);
}

void ymr_request_reader_init(ymr_request_reader *reader, const char *path, char *body, size_t size)
{
    memset(reader, 0, sizeof *reader);
    reader->path = path;
    reader->body = body;
    reader->size = size;
}

ymr_status ymr_request_reader_feed(ymr_request_reader *reader, const char *bytes, size_t length,
                                   size_t *taken)
{
    *taken = 0;
    while (reader->error == YMR_OK && !reader->complete && *taken < length) {
        size_t part;
        reader->error = take_some(reader, bytes + *taken, length - *taken, &part);
        *taken += part;
    }
    if (reader->error != YMR_OK) {
        return reader->error;
    }
    return reader->complete ? YMR_OK : YMR_PENDING;
}

ymr_text ymr_request_reader_forwarded(const ymr_request_reader *reader)
{
    const uint8_t kept = reader->forwarded_length;
    const size_t length = kept == TOO_LONG ? 0 : trimmed(reader->forwarded, kept);

    return length == 0 ? (ymr_text){NULL, 0} : (ymr_text){reader->forwarded, length};
}
