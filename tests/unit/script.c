#include "script.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static script *script_of(ymr_transport *transport)
{
    return (script *)(void *)transport;
}

static uint32_t ticks(void *context)
{
    return ((script *)context)->now;
}

static uint32_t chance(void *context)
{
    return ((script *)context)->chance;
}

static bool has_come(const script *s, uint32_t when)
{
    return (int32_t)(s->now - when) >= 0;
}

static bool is_stuck(const script *s)
{
    return s->fault == SCRIPT_STUCK && s->fault_at != 0 && s->calls >= s->fault_at;
}

/* Counts a call; true if it is the one that goes wrong, then `status` says how. */
static bool goes_wrong(script *s, char call, ymr_status *status)
{
    s->calls++;
    s->last_call = call;
    if (s->calls == s->fault_at) {
        s->fault_left = s->requests > 0 || s->request_length > 0;
    }
    switch (s->fault) {
    case SCRIPT_FAIL:
        *status = s->fault_status;
        break;
    case SCRIPT_END:
        *status = call == 'r' ? YMR_OK : YMR_E_CLOSED;
        break;
    default:
        *status = YMR_PENDING;
        break;
    }
    return is_stuck(s) || (s->calls == s->fault_at && s->fault != SCRIPT_SHORT);
}

static size_t shortened(const script *s, size_t length)
{
    return s->calls == s->fault_at && s->fault == SCRIPT_SHORT && length > 1 ? 1 : length;
}

static void begin_connection(script *s, const ymr_endpoint *endpoint)
{
    const size_t last = s->part_count - 1;
    s->part = &s->parts[s->opens < last ? s->opens : last];
    s->opens++;
    s->connecting = true;
    s->answering = false;
    s->at = 0;
    s->to = *endpoint;
    s->ready = s->now + s->part->open_ms;
    s->request_length = 0;
    if (CHECK(s->requests < SCRIPT_REQUESTS, "no more requests than the script has room for")) {
        s->request_at[s->requests] = s->now;
        s->request[s->requests][0] = '\0';
    }
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    script *s = script_of(transport);
    ymr_status status;
    CHECK(!s->open, "open is not called on an open connection");
    if (!s->connecting) {
        begin_connection(s, endpoint);
    }
    CHECK(memcmp(&s->to, endpoint, sizeof s->to) == 0, "the endpoint stays the same while it opens");
    if (goes_wrong(s, 'o', &status)) {
        return status;
    }
    if (!has_come(s, s->ready)) {
        return YMR_PENDING;
    }
    s->connecting = false;
    s->open = s->part->open == YMR_OK;
    return s->part->open;
}

static bool is_whole(const char *request, size_t length)
{
    const char *blank = strstr(request, "\r\n\r\n");
    const char *field = strstr(request, "\r\nContent-Length: ");
    if (blank == NULL) {
        return false;
    }
    const size_t body = field != NULL && field < blank ? strtoul(strchr(field, ':') + 1, NULL, 10) : 0;
    return length == (size_t)(blank + 4 - request) + body;
}

static void end_request(script *s)
{
    if (is_whole(s->request[s->requests], s->request_length)) {
        s->requests++;
        s->answering = true;
        s->ready = s->now + s->part->pause_ms;
    }
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    script *s = script_of(transport);
    ymr_status status;
    CHECK(s->open && !s->answering && length > 0, "send: on an open connection, something, and once");
    if (goes_wrong(s, 's', &status)) {
        return status;
    }
    if (s->part->deaf || !has_come(s, s->ready)) {
        return YMR_PENDING;
    }
    *sent = shortened(s, s->part->accept != 0 && s->part->accept < length ? s->part->accept : length);
    if (!CHECK(s->request_length + *sent < SCRIPT_REQUEST_SIZE, "the request fits the script")) {
        return YMR_E_IO;
    }
    memcpy(s->request[s->requests] + s->request_length, bytes, *sent);
    s->request_length += *sent;
    s->request[s->requests][s->request_length] = '\0';
    s->ready = s->now + s->part->send_ms;
    end_request(s);
    return YMR_OK;
}

static size_t answer_length(const script_part *part)
{
    return part->length != 0 || part->answer == NULL ? part->length : strlen(part->answer);
}

static ymr_status end_answer(const script *s)
{
    return s->part->end == SCRIPT_CLOSE ? YMR_OK : s->part->end == SCRIPT_RESET ? YMR_E_RESET : YMR_PENDING;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    script *s = script_of(transport);
    ymr_status status;
    CHECK(s->open && s->answering && room > 0,
          "receive: on an open connection, after the request, with room");
    *received = 0;
    if (goes_wrong(s, 'r', &status)) {
        return status;
    }
    if (!has_come(s, s->ready)) {
        return YMR_PENDING;
    }
    size_t length = answer_length(s->part) - s->at;
    if (length == 0) {
        return end_answer(s);
    }
    const size_t piece = s->at == 0 && s->part->first != 0 ? s->part->first : s->part->piece;
    length = piece != 0 && piece < length ? piece : length;
    length = shortened(s, length < room ? length : room);
    memcpy(bytes, s->part->answer + s->at, length);
    s->at += length;
    s->ready = s->now + s->part->pause_ms;
    *received = length;
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    script *s = script_of(transport);
    s->closes++;
    s->open = false;
    s->connecting = false;
}

/* When something happens that ends a wait. */
static bool next_event(const script *s, unsigned interest, uint32_t *when)
{
    const bool silent = s->part != NULL && s->at == answer_length(s->part) && s->part->end == SCRIPT_STALL;
    *when = s->ready;
    if (interest == 0 || is_stuck(s) || (!s->connecting && !s->open)) {
        return false;
    }
    if (s->connecting || !s->answering) {
        return s->connecting || !s->part->deaf;
    }
    return (interest & YMR_WAIT_READ) != 0 && !silent;
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    script *s = script_of(transport);
    uint32_t when;
    if (s->wait_count < SCRIPT_WAITS) {
        s->waits[s->wait_count] = (script_wait){s->now, timeout, interest};
    }
    s->wait_count++;
    if (next_event(s, interest, &when)) {
        if (has_come(s, when)) {
            return;
        }
        timeout = when - s->now < timeout ? when - s->now : timeout;
    }
    CHECK(timeout < UINT32_MAX, "nobody waits for ever for nothing");
    s->now += timeout;
}

static int32_t detail(const ymr_transport *transport)
{
    (void)transport;
    return 111;
}

void script_init(script *s, const script_part *parts, size_t count)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, detail};
    memset(s, 0, sizeof *s);
    s->transport.api = &api;
    s->parts = parts;
    s->part_count = count;
    s->now = 1000;
}

ymr_platform script_platform(script *s)
{
    return (ymr_platform){ticks, chance, s};
}
