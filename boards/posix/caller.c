#include "caller.h"

#include <errno.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "listen.h"
#include "notes.h"

enum { INPUT = 16384, LINGER_MS = 1000 };

static int64_t clock_ms(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t caller_clock(void)
{
    return clock_ms(CLOCK_MONOTONIC);
}

void caller_begin(caller *c, int socket, const char *path, int64_t ms)
{
    c->socket = socket;
    c->phase = CALLER_READING;
    c->deadline = caller_clock() + ms;
    c->began_unix_ms = clock_ms(CLOCK_REALTIME);
    ymr_request_reader_init(&c->reader, path, c->body, sizeof c->body);
}

void caller_drop(caller *c)
{
    close(c->socket);
    c->phase = CALLER_NONE;
}

/* Once he is answered, what still comes is thrown away. */
size_t caller_receive(caller *c, const char **bytes)
{
    static char input[INPUT];
    const ssize_t got = recv(c->socket, input, sizeof input, MSG_DONTWAIT);

    if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR)) {
        caller_drop(c);
    }
    *bytes = input;
    return got > 0 && c->phase == CALLER_READING ? (size_t)got : 0;
}

void caller_encourage(const caller *c)
{
    static const char go_on[] = "HTTP/1.1 100 Continue\r\n\r\n";
    (void)send(c->socket, go_on, sizeof go_on - 1, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void caller_send(caller *c)
{
    const ssize_t sent = send(c->socket, c->reply + c->reply_sent, c->reply_length - c->reply_sent,
                              MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        caller_drop(c);
        return;
    }
    c->reply_sent += sent > 0 ? (size_t)sent : 0;
    if (c->reply_sent == c->reply_length) {
        shutdown(c->socket, SHUT_WR);
        c->phase = CALLER_LEAVING;
    }
}

static void answer(caller *c)
{
    c->phase = CALLER_ANSWERED;
    c->reply_sent = 0;
    c->deadline = caller_clock() + LINGER_MS;
    caller_send(c);
}

void caller_accept(caller *c, ymr_text name)
{
    ymr_notify_accept(name, c->began_unix_ms, c->reply, sizeof c->reply, &c->reply_length);
    note_detail("%s: taken", listen_show(&c->ip));
    answer(c);
}

void caller_refuse(caller *c, uint16_t http_status, ymr_notify_error type, const char *message)
{
    ymr_notify_refuse(http_status, type, message, c->reply, sizeof c->reply, &c->reply_length);
    note_detail("%s: HTTP %u: %s", listen_show(&c->ip), http_status, message);
    answer(c);
}

void caller_put_off(caller *c, const char *why)
{
    note_warning("a notification is put off: %s: the Market will send it again", why);
    caller_refuse(c, 500, YMR_NOTIFY_UNKNOWN, why);
}

static const char *meaning_of(uint16_t http_status)
{
    switch (http_status) {
    case 404:
        return "there is nothing here";
    case 405:
        return "only POST is taken";
    case 413:
        return "the body is too long";
    case 415:
        return "the body is encoded";
    case 417:
        return "no such expectation is met";
    case 431:
        return "the head is too long";
    default:
        return "not a valid HTTP request";
    }
}

void caller_refuse_request(caller *c)
{
    const uint16_t http_status = c->reader.http_status;
    caller_refuse(c, http_status, YMR_NOTIFY_UNKNOWN, meaning_of(http_status));
}
