#include "errors.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "exits.h"
#include "notes.h"
#include "out.h"
#include "signals.h"
#include "tls_words.h"

/* What the program ends with, and what the one who reads it can do. */
static const struct {
    ymr_status status;
    int ends;
    const char *remedy;
} table[] = {
    {YMR_E_ARGUMENT, EXIT_USAGE, "the Market takes no such id, hash or filter"},
    {YMR_E_SPACE, EXIT_INVALID, "build with a larger YMR_BOARD_LARGE_TEXT"},
    {YMR_E_TOKENS, EXIT_INVALID, "build with a larger YMR_BOARD_LARGE_TOKENS"},
    {YMR_E_PAGE_TOKEN, EXIT_INVALID, "ask again, or in parts with --from and --to"},
    {YMR_E_CONTENT, EXIT_INVALID, "does something between here and the Market answer in its place?"},
    {YMR_E_TOO_BIG, EXIT_INVALID, "the limits are in ymr/config.h"},
    {YMR_E_HTTP_STATUS, EXIT_REFUSED, "try again later"},
    {YMR_E_REDIRECT, EXIT_INVALID, "check --base-url, and whether the network wants a login first"},
    {YMR_E_API, EXIT_REFUSED, "see the code"},
    {YMR_E_UNAUTHORIZED, EXIT_REFUSED, "check the key, its scopes and the campaign"},
    {YMR_E_NOT_FOUND, EXIT_NOT_FOUND, "check the ids and the campaign"},
    {YMR_E_LIMIT, EXIT_LIMIT, "wait, other devices of the store use it too"},
    {YMR_E_OUTCOME_UNKNOWN, EXIT_UNKNOWN, "look it up before trying again"},
    {YMR_E_RESOLVE, EXIT_NETWORK, "check --base-url, the network and its name server"},
    {YMR_E_REFUSED, EXIT_NETWORK, "check --base-url: nothing listens there"},
    {YMR_E_UNREACHABLE, EXIT_NETWORK, "check the network"},
    {YMR_E_RESET, EXIT_NETWORK, "try again"},
    {YMR_E_CLOSED, EXIT_NETWORK, "try again"},
    {YMR_E_CONNECT_TIMEOUT, EXIT_NETWORK, "check the network, or give more with --connect-timeout"},
    {YMR_E_IDLE_TIMEOUT, EXIT_NETWORK, "check the network"},
    {YMR_E_TOTAL_TIMEOUT, EXIT_NETWORK, "give more with --timeout"},
    {YMR_E_PROXY, EXIT_NETWORK, "check the proxy's network, or name another one with --proxy"},
    {YMR_E_PROXY_REFUSED, EXIT_NETWORK,
     "is it an HTTP proxy that allows CONNECT? Check --proxy, HTTPS_PROXY, NO_PROXY"},
    {YMR_E_PROXY_LOGIN, EXIT_NETWORK, "give --proxy or HTTPS_PROXY as http://USER:PASSWORD@HOST:PORT"},
    {YMR_E_IO, EXIT_NETWORK, "check the network device"},
    {YMR_E_TLS, EXIT_NETWORK, "does something else than the Market answer there? Check --base-url"},
    {YMR_E_TLS_WEAK, EXIT_NETWORK, "the server's owner must renew it"},
    {YMR_E_TLS_VERSION, EXIT_NETWORK, "TLS 1.2 and 1.3 are: check --base-url"},
    {YMR_E_TLS_RECORD, EXIT_NETWORK, "try again, or check the network"},
    {YMR_E_ENTROPY, EXIT_NETWORK, "the kernel gives none: does a sandbox forbid getrandom?"},
    {YMR_E_TLS_UNTRUSTED, EXIT_NETWORK,
     "who answers there? Its authority's certificate can be given with --ca"},
    {YMR_E_TLS_HOST, EXIT_NETWORK, "check --base-url"},
    {YMR_E_TLS_EXPIRED, EXIT_NETWORK, "if this machine's clock is right, the server's owner must renew it"},
    {YMR_E_TLS_EARLY, EXIT_NETWORK, "set this machine's clock"},
    {YMR_E_TLS_MEMORY, EXIT_NETWORK, "build with a larger YMR_BOARD_TLS_POOL"},
    {YMR_E_ANCHORS, EXIT_LOCAL,
     "give a PEM file of trusted certificates with --ca, or install ca-certificates"},
};

static const char *remedy_of(ymr_status status)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].status == status) {
            return table[i].remedy;
        }
    }
    return NULL;
}

static int exit_of(ymr_status status)
{
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].status == status) {
            return table[i].ends;
        }
    }
    return status <= YMR_E_RESOLVE ? EXIT_NETWORK : EXIT_INVALID;
}

const char *errors_subject(const char *format, ...)
{
    static char subject[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(subject, sizeof subject, format, arguments);
    va_end(arguments);
    return subject;
}

/* One sentence from parts. */

typedef struct sentence {
    char text[1600];
    out to;
} sentence;

static sentence *begin(const char *subject, ymr_status status)
{
    static sentence made;
    made.to = (out){-1, made.text, sizeof made.text - 1, 0, 0};
    out_format(&made.to, "%s: %s", subject, ymr_status_text(status));
    return &made;
}

static void end(sentence *made, const char *remedy)
{
    if (remedy != NULL) {
        out_format(&made->to, ": %s", remedy);
    }
    made->text[made->to.used] = '\0';
    note_error("%s", made->text);
}

static int64_t unix_now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void add_wait(sentence *made, const ymr_outcome *outcome)
{
    if (outcome->limit.until_unix_ms >= 0) {
        const ymr_civil until = ymr_time_civil(outcome->limit.until_unix_ms, 0);
        out_format(&made->to, ", until %04d-%02u-%02u %02u:%02u:%02u UTC", (int)until.year, until.month,
                   until.day, until.hour, until.minute, until.second);
    }
    const int64_t wait = outcome->wait_ms >= 0               ? outcome->wait_ms
                         : outcome->limit.until_unix_ms >= 0 ? outcome->limit.until_unix_ms - unix_now_ms()
                                                             : -1;
    if (wait >= 0) {
        out_format(&made->to, " (in %lld s)", (long long)((wait + 999) / 1000));
    }
    if (outcome->limit.limit >= 0) {
        out_format(&made->to, ", %lld calls are allowed", (long long)outcome->limit.limit);
    }
}

static void add_api(sentence *made, const ymr_outcome *outcome)
{
    if (outcome->api.present) {
        out_format(&made->to, ": %s", display_safe(outcome->api.code));
        if (outcome->api.message.length != 0) {
            out_format(&made->to, ": %s", display_safe(outcome->api.message));
        }
    }
    if (outcome->http_status != 0) {
        out_format(&made->to, " (HTTP %u%s)", outcome->http_status,
                   outcome->html ? ", a page for people, not an answer of the API" : "");
    }
}

static void add_fault(sentence *made, const ymr_fault *fault)
{
    if (fault->path[0] != '\0') {
        out_format(&made->to, ": %s", display_safe_string(fault->path));
    }
    if (fault->offset != 0) {
        out_format(&made->to, " (byte %u)", (unsigned)fault->offset);
    }
    if (fault->needed != 0) {
        out_format(&made->to, ", %u %s are needed", (unsigned)fault->needed,
                   fault->status == YMR_E_TOKENS ? "tokens" : "bytes");
    }
}

/* `detail` is an errno with these alone. */
static bool has_errno(ymr_status status)
{
    return status == YMR_E_REFUSED || status == YMR_E_UNREACHABLE || status == YMR_E_RESET ||
           status == YMR_E_IO;
}

/* What TLS knows beyond the status; NULL: nothing. */
static const tls_words *words_of(const session *s, ymr_status status)
{
    const bool is_tls = status == YMR_E_RESET || (status <= YMR_E_TLS && status >= YMR_E_TLS_RECORD);

    return is_tls ? tls_words_of(session_tls_why(s)) : NULL;
}

static void add_network(sentence *made, const session *s, ymr_status status)
{
    const tls_words *const words = words_of(s, status);
    if (words != NULL) {
        out_format(&made->to, ": %s", words->what);
    }
    if (has_errno(status) && s->client.outcome.detail > 0) {
        out_format(&made->to, " (%s)", strerror(s->client.outcome.detail));
    }
    if (status <= YMR_E_PROXY && status >= YMR_E_PROXY_LOGIN && s->client.outcome.detail > 0) {
        out_format(&made->to, " (HTTP %d)", (int)s->client.outcome.detail);
    }
    if (s->client.outcome.attempts > 1) {
        out_format(&made->to, ", after %u tries", s->client.outcome.attempts);
    }
}

static void add_invalid(sentence *made, const session *s, ymr_status status)
{
    if (s->client.report.fault.status == status) {
        add_fault(made, &s->client.report.fault);
    }
    if (s->client.outcome.html) {
        out_text(&made->to, ": a web page came");
    }
}

static void add_details(sentence *made, const session *s, ymr_status status, int ends)
{
    switch (ends) {
    case EXIT_NETWORK:
        add_network(made, s, status);
        break;
    case EXIT_LIMIT:
        add_wait(made, &s->client.outcome);
        break;
    case EXIT_INVALID:
        add_invalid(made, s, status);
        break;
    case EXIT_REFUSED:
    case EXIT_NOT_FOUND:
    case EXIT_UNKNOWN:
        add_api(made, &s->client.outcome);
        break;
    default:
        break;
    }
}

/* What the sentence is about: of a connection that fails it is the other end. */
static const char *blamed(const session *s, int ends, const char *subject)
{
    switch (ends) {
    case EXIT_NETWORK:
        return s->place;
    case EXIT_LOCAL:
        return display_safe_string(s->ca); /* only YMR_E_ANCHORS ends so */
    default:
        return subject;
    }
}

int errors_call(const session *s, ymr_status status, const char *subject)
{
    const int ends = exit_of(status);

    if (signals_stop()) {
        note_error("%s: interrupted", subject);
        return EXIT_INTERRUPTED;
    }
    const tls_words *const words = words_of(s, status);
    sentence *const made = begin(blamed(s, ends, subject), status);
    add_details(made, s, status, ends);
    end(made, words != NULL && words->remedy != NULL ? words->remedy : remedy_of(status));
    return ends;
}

int errors_document(const ymr_fault *fault, const char *subject)
{
    sentence *const made = begin(subject, fault->status);
    add_fault(made, fault);
    end(made, remedy_of(fault->status));
    return exit_of(fault->status);
}

int errors_file(const char *label, int error)
{
    if (error == EINTR || signals_stop()) {
        note_error("%s: interrupted", label);
        return EXIT_INTERRUPTED;
    }
    note_error("%s: %s%s", label, strerror(error), error == ENOSPC ? ": make room there" : "");
    return EXIT_LOCAL;
}

void errors_warn(void *context, const ymr_fault *fault)
{
    (void)context;
    note_warning("warning: %s is left out: %s", display_safe_string(fault->path),
                 ymr_status_text(fault->status));
}

int errors_finish(int otherwise)
{
    if (out_flush(&out_result)) {
        return otherwise;
    }
    const int ends = errors_file("standard output", out_result.error);
    return otherwise == EXIT_DONE ? ends : otherwise;
}
