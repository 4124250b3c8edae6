#include "commands.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>

#include "caller.h"
#include "errors.h"
#include "events.h"
#include "exits.h"
#include "lines.h"
#include "listen.h"
#include "notes.h"
#include "signals.h"

/*
 * One loop over a fixed table of callers. An event's line goes to standard output first, and only when it is
 * out, the Market hears 200: what it has heard 200 for it never sends again.
 */

enum {
    CALLERS = 16,       /* at a time; further ones wait to be taken */
    REQUEST_MS = 10000, /* the Market waits so long for an answer */
    PING_MS = 1000,     /* after a PING */
    PAUSE_MS = 1000,    /* when nobody can be taken */
    TICK_MS = 250
};

_Static_assert(CALLER_BODY / 2 + 1 <= YMR_BOARD_LARGE_TOKENS, "ymr_notification_read never lacks tokens");

/* What is polled. */
enum { OUTPUT, LISTENER, FIRST_CALLER };

typedef struct server {
    const options *given;
    ymr_text name;
    listener listener;
    caller callers[CALLERS];
    struct pollfd polled[FIRST_CALLER + CALLERS];
    int64_t accept_from; /* of caller_clock */
    bool stopping;
    int failed; /* errno of standard output */
} server;

/* Who may call. The Market's own ranges, by its documentation. */

static const ymr_cidr market_ranges[] = {
    {{{[10] = 0xff, [11] = 0xff, 5, 45, 207, 0}}, 96 + 25},
    {{{[10] = 0xff, [11] = 0xff, 141, 8, 142, 0}}, 96 + 25},
    {{{[10] = 0xff, [11] = 0xff, 5, 255, 253, 0}}, 96 + 25},
};

static bool is_allowed(const server *s, const ymr_ip *ip)
{
    if (s->given->allow_count == 0) {
        return ymr_cidr_any(market_ranges, sizeof market_ranges / sizeof market_ranges[0], ip);
    }
    return ymr_cidr_any(s->given->allow, s->given->allow_count, ip);
}

/* Behind a proxy the caller is whom the proxy names, and nobody when it names none. */
static bool may_call(const server *s, caller *c)
{
    if (c->by_proxy && ymr_ip_parse(ymr_request_reader_forwarded(&c->reader), &c->ip) != YMR_OK) {
        return false;
    }
    return is_allowed(s, &c->ip);
}

static void turn_away(caller *c)
{
    caller_refuse(c, 403, YMR_NOTIFY_UNKNOWN, "not for this address");
}

/* Requests. */

static void refuse_event(caller *c, const ymr_fault *fault)
{
    const char *const at = fault->path[0] == '\0' ? "the body" : display_safe_string(fault->path);
    const char *const message = errors_subject("%s: %s", at, ymr_status_text(fault->status));

    note_warning("%s sent no valid notification: %s", listen_show(&c->ip), message);
    caller_refuse(c, 400, YMR_NOTIFY_WRONG_EVENT_FORMAT, message);
}

static void take_event(caller *c, const ymr_notification *event)
{
    const int64_t soon = caller_clock() + PING_MS;

    if (event->type.value == YMR_NOTIFICATION_PING && c->deadline > soon) {
        c->deadline = soon;
    }
    switch (events_take(event, &c->mark)) {
    case EVENT_WAITS:
        c->phase = CALLER_WAITING;
        break;
    case EVENT_AGAIN:
        caller_refuse(c, 400, YMR_NOTIFY_DUPLICATED_EVENT, "this event has come before");
        break;
    case EVENT_NO_ROOM:
        caller_put_off(c, "standard output is not read");
        break;
    }
}

static void read_event(caller *c)
{
    static ymr_document document;
    static ymr_notification event;
    static ymr_report report;

    report = (ymr_report){.warn = errors_warn};
    const ymr_status status = ymr_notification_read(
        &document, c->body, c->reader.length, session_large_tokens, YMR_BOARD_LARGE_TOKENS, &event, &report);
    if (status == YMR_OK) {
        take_event(c, &event);
    } else {
        refuse_event(c, &report.fault);
    }
}

static void read_request(const server *s, caller *c)
{
    const char *bytes;
    size_t taken;
    const size_t length = caller_receive(c, &bytes);
    if (length == 0) {
        return;
    }
    const bool had_head = c->reader.head_complete;
    const ymr_status status = ymr_request_reader_feed(&c->reader, bytes, length, &taken);
    const bool has_head = c->reader.head_complete && !had_head;

    if (has_head && !may_call(s, c)) {
        turn_away(c);
    } else if (status < YMR_OK) {
        caller_refuse_request(c);
    } else if (status == YMR_OK) {
        read_event(c);
    } else if (has_head && c->reader.expects_continue && c->reader.length == 0) {
        caller_encourage(c);
    }
}

/* Callers. */

static caller *free_place(server *s)
{
    for (unsigned i = 0; i < CALLERS; i++) {
        if (s->callers[i].phase == CALLER_NONE) {
            return &s->callers[i];
        }
    }
    return NULL;
}

/* Whoever calls himself and is not allowed is told at once. */
static void take_caller(server *s)
{
    caller *const c = free_place(s);
    const int socket = listen_accept(&s->listener, &c->ip);

    if (socket < 0) {
        const bool passing = errno == EAGAIN || errno == EINTR || errno == ECONNABORTED;
        s->accept_from = passing ? s->accept_from : caller_clock() + PAUSE_MS;
        return;
    }
    caller_begin(c, socket, s->listener.path, REQUEST_MS);
    c->by_proxy = ymr_cidr_any(s->given->proxies, s->given->proxy_count, &c->ip);
    if (!c->by_proxy && !is_allowed(s, &c->ip)) {
        turn_away(c);
    }
}

static void expire(caller *c)
{
    switch (c->phase) {
    case CALLER_READING:
        caller_refuse(c, 408, YMR_NOTIFY_UNKNOWN, "the request took too long");
        break;
    case CALLER_WAITING:
        caller_put_off(c, "standard output is not read");
        break;
    default:
        caller_drop(c);
        break;
    }
}

static void serve_caller(const server *s, caller *c, short happened)
{
    const short gone = POLLERR | POLLNVAL | (c->phase == CALLER_WAITING ? POLLHUP : 0);

    if (c->phase == CALLER_NONE) {
        return;
    }
    if ((happened & gone) != 0) {
        caller_drop(c);
    } else if ((happened & (POLLIN | POLLHUP)) != 0) {
        read_request(s, c);
    } else if ((happened & POLLOUT) != 0) {
        caller_send(c);
    }
    if (c->phase != CALLER_NONE && c->deadline <= caller_clock()) {
        expire(c);
    }
}

/* The end. */

/* Requests that are half there come again; events whose lines are on their way get their answers. */
static void stop(server *s)
{
    s->stopping = true;
    listen_close(&s->listener);
    for (unsigned i = 0; i < CALLERS; i++) {
        if (s->callers[i].phase == CALLER_READING) {
            caller_drop(&s->callers[i]);
        }
    }
}

static void fail(server *s, int error)
{
    s->failed = error;
    for (unsigned i = 0; i < CALLERS; i++) {
        caller *const c = &s->callers[i];
        if (c->phase == CALLER_WAITING || (c->phase == CALLER_READING && c->reader.length != 0)) {
            caller_put_off(c, "standard output cannot be written to");
        }
    }
    stop(s);
}

/* The loop. */

static void serve_output(server *s, short happened)
{
    int error = (happened & POLLOUT) != 0 ? lines_write() : 0;
    if (error == 0 && (happened & (POLLERR | POLLHUP | POLLNVAL)) != 0) {
        error = EPIPE;
    }
    if (error != 0) {
        fail(s, error);
    }
    events_settle();
    for (unsigned i = 0; i < CALLERS; i++) {
        caller *const c = &s->callers[i];
        if (c->phase == CALLER_WAITING && c->mark <= lines_out()) {
            caller_accept(c, s->name);
        }
    }
}

static short interest_in(const caller *c)
{
    switch (c->phase) {
    case CALLER_READING:
    case CALLER_LEAVING:
        return POLLIN;
    case CALLER_ANSWERED:
        return POLLOUT;
    default:
        return 0;
    }
}

static bool may_take_caller(server *s)
{
    return !s->stopping && s->accept_from <= caller_clock() && free_place(s) != NULL;
}

/* @return milliseconds until something has to be done in any case */
static int prepare(server *s)
{
    int64_t wait = TICK_MS;

    s->polled[OUTPUT].fd = s->failed != 0 ? -1 : out_result.fd;
    s->polled[OUTPUT].events = lines_waiting() ? POLLOUT : 0;
    s->polled[LISTENER].fd = may_take_caller(s) ? s->listener.socket : -1;
    s->polled[LISTENER].events = POLLIN;
    for (unsigned i = 0; i < CALLERS; i++) {
        const caller *const c = &s->callers[i];
        s->polled[FIRST_CALLER + i].fd = c->phase == CALLER_NONE ? -1 : c->socket;
        s->polled[FIRST_CALLER + i].events = interest_in(c);
        if (c->phase != CALLER_NONE && c->deadline - caller_clock() < wait) {
            wait = c->deadline - caller_clock();
        }
    }
    return wait < 0 ? 0 : (int)wait;
}

static void turn(server *s)
{
    const int wait = prepare(s);
    if (poll(s->polled, sizeof s->polled / sizeof s->polled[0], wait) < 0) {
        return; /* a signal */
    }
    for (unsigned i = 0; i < CALLERS; i++) {
        serve_caller(s, &s->callers[i], s->polled[FIRST_CALLER + i].revents);
    }
    if ((s->polled[LISTENER].revents & POLLIN) != 0) {
        take_caller(s);
    }
    if (s->polled[OUTPUT].revents != 0) {
        serve_output(s, s->polled[OUTPUT].revents);
    }
}

static bool is_busy(const server *s)
{
    for (unsigned i = 0; i < CALLERS; i++) {
        if (s->callers[i].phase != CALLER_NONE) {
            return true;
        }
    }
    return false;
}

static void serve(server *s)
{
    while (!s->stopping || is_busy(s)) {
        turn(s);
        if (signals_stop() && !s->stopping) {
            stop(s);
        }
    }
}

/* The beginning. */

static void tell_start(const server *s)
{
    note_warning("listening on %s for POST %s", s->listener.place, s->listener.path);
    if (!listen_is_local(&s->listener)) {
        note_warning("%s speaks no TLS and is open to the network: the Market calls over HTTPS, so put a TLS "
                     "proxy in front and let only it through",
                     s->listener.place);
    } else if (s->given->proxy_count == 0 && !is_allowed(s, &s->listener.ip)) {
        note_warning(
            "nobody who is allowed can call there: if a proxy stands in front, name its address with "
            "--trusted-proxy");
    }
}

static bool check_name(ymr_text name)
{
    char reply[YMR_NOTIFY_REPLY];
    size_t length;

    if (ymr_notify_accept(name, 0, reply, sizeof reply, &length) == YMR_OK) {
        return true;
    }
    note_error("--name: \"%s\" is not taken: the Market wants 1 to %d characters of UTF-8",
               display_safe(name), YMR_NOTIFY_NAME);
    return false;
}

static int begin(server *s, const options *given)
{
    const int error = lines_open();

    s->given = given;
    s->name = display_view(given->name != NULL ? given->name : "ymr");
    events_init();
    if (given->listen == NULL) {
        note_error("notify: where to listen is missing: give --listen ADDRESS:PORT");
        return EXIT_USAGE;
    }
    if (!check_name(s->name)) {
        return EXIT_USAGE;
    }
    return error != 0 ? errors_file("standard output", error) : listen_open(&s->listener, given->listen);
}

int cmd_notify(const options *given)
{
    static server s;
    static const struct sigaction ignored = {.sa_handler = SIG_IGN};

    const int failed = begin(&s, given);
    if (failed != 0) {
        return failed;
    }
    sigaction(SIGPIPE, &ignored, NULL); /* that nobody reads any more is to be answered, not died of */
    tell_start(&s);
    serve(&s);
    if (s.failed != 0) {
        return errors_file("standard output", s.failed);
    }
    return signals_terminated() ? EXIT_DONE : EXIT_INTERRUPTED;
}
