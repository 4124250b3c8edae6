/*
 * Each call of open, send and receive, in every operation of the API, goes wrong once: the error is clear,
 * nothing is half done, what may have taken effect is never said to have failed, and never sent again;
 * nothing hangs, and the client can be used afterwards.
 */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "every_call.h"

static const ymr_status failures[] = {
    YMR_E_RESET,      YMR_E_CLOSED,        YMR_E_IO,         YMR_E_UNREACHABLE,
    YMR_E_TLS_RECORD, YMR_E_TLS_UNTRUSTED, YMR_E_TLS_MEMORY,
};

/* What is under test. */
static struct {
    const every_call *call;
    const ymr_operation *operation;
    script_part part;
    size_t calls;        /* of the transport, when nothing goes wrong */
    char expected[4096]; /* what then comes */
    uint64_t print;
} one;

static size_t total_runs;

static caller c;

static void begin(script_fault fault, ymr_status status, size_t at, uint8_t attempts)
{
    caller_init(&c, &one.part, 1);
    c.config.policy.attempts = attempts;
    c.script.fault = fault;
    c.script.fault_status = status;
    c.script.fault_at = at;
    total_runs++;
}

static ymr_status run(void)
{
    return every_call_run(&c, one.call);
}

/* Small pieces, and some waiting, so that there are many calls. */
static bool choose(ymr_operation_id id)
{
    memset(&one, 0, sizeof one);
    one.call = every_call_of(id);
    if (one.call == NULL) {
        return false;
    }
    one.operation = ymr_operations[id];
    one.part = (script_part){.accept = 60, .piece = 25, .open_ms = 2, .pause_ms = 1};
    one.part.answer = answer_make(one.call->fields, ANSWER_LENGTH, one.call->body, strlen(one.call->body),
                                  &one.part.length);
    begin(SCRIPT_FAIL, YMR_OK, 0, 1);
    const ymr_status status = run();
    CHECK_STATUS(YMR_OK, status, check_note("%s %s", one.operation->name, c.client.report.fault.path));
    CHECK(c.journal.length < sizeof one.expected, "the journal fits");
    snprintf(one.expected, sizeof one.expected, "%s", c.journal.text);
    one.print = c.photo_print;
    one.calls = c.script.calls;
    CHECK(one.calls > 9, one.operation->name);
    caller_end(&c);
    return true;
}

static void end_operation(void)
{
    free((char *)(uintptr_t)one.part.answer);
}

static const char *note_of(const char *what, size_t at)
{
    return check_note("%s: call %zu %s", one.operation->name, at, what);
}

static size_t count(const char *what)
{
    size_t n = 0;
    for (const char *at = c.journal.text; (at = strstr(at, what)) != NULL; at++) {
        n++;
    }
    return n;
}

/* Of all that was tried before, this is the rest: what the last try gave. */
static const char *last_try(void)
{
    const char *rest = c.journal.text;
    for (const char *at = rest; (at = strstr(at, "abort 0 ")) != NULL;) {
        at = strchr(at, '\n') + 1;
        rest = at;
    }
    return rest;
}

static void check_whole(const char *note)
{
    CHECK_STR(one.expected, last_try(), note);
    CHECK_U64(one.print, c.photo_print, note);
}

/* The same client, with nothing going wrong any more. */
static void check_usable(const char *note)
{
    c.script.fault_at = 0;
    c.journal.length = 0;
    c.journal.text[0] = '\0';
    c.photo_bytes = 0;
    CHECK_STATUS(YMR_OK, run(), note);
    check_whole(note);
    caller_check_no_key(&c, note);
}

static void check_failed(ymr_status cause, ymr_status got, const char *note)
{
    const bool unknown = one.operation->effect == YMR_EFFECT_LASTING && c.script.fault_left;
    CHECK_STATUS(unknown ? YMR_E_OUTCOME_UNKNOWN : cause, got, note);
    CHECK_STATUS(got, c.client.outcome.status, note);
    if (unknown) {
        CHECK_STATUS(cause, c.client.outcome.cause, note);
    }
    CHECK_SIZE(1, c.script.opens, note);
    CHECK(!c.script.open && !c.script.connecting, note);
    CHECK_SIZE(0, count("commit "), note);
    CHECK_SIZE(count("begin "), count("abort "), note);
    caller_check_no_key(&c, note);
    check_usable(note);
}

static void fail_at(size_t at)
{
    for (size_t i = 0; i < COUNT_OF(failures); i++) {
        begin(SCRIPT_FAIL, failures[i], at, 1);
        check_failed(failures[i], run(), note_of(ymr_status_name(failures[i]), at));
        caller_end(&c);
    }
}

static void end_at(size_t at)
{
    begin(SCRIPT_END, YMR_OK, at, 1);
    check_failed(YMR_E_CLOSED, run(), note_of("finds an end", at));
    caller_end(&c);
}

/* Whoever waits for a byte that never comes waits as long as the policy says, and no longer. */
static void stick_at(size_t at)
{
    const char *note = note_of("and all others say not now", at);
    begin(SCRIPT_STUCK, YMR_OK, at, 1);
    const uint32_t began = c.script.now;
    const ymr_status status = run();
    const bool opening = c.script.last_call == 'o';
    const uint32_t longest = opening ? c.config.policy.connect_ms : c.config.policy.idle_ms;
    CHECK(c.script.now - began <= longest + 1000, note);
    CHECK(c.script.calls < one.calls + 50, "it does not spin");
    check_failed(opening ? YMR_E_CONNECT_TIMEOUT : YMR_E_IDLE_TIMEOUT, status, note);
    caller_end(&c);
}

static void pause_at(size_t at)
{
    static const struct {
        script_fault fault;
        const char *what;
    } pauses[] = {{SCRIPT_PENDING, "says not now"}, {SCRIPT_SHORT, "takes or gives a byte"}};
    for (size_t i = 0; i < COUNT_OF(pauses); i++) {
        const char *note = note_of(pauses[i].what, at);
        begin(pauses[i].fault, YMR_OK, at, 1);
        CHECK_STATUS(YMR_OK, run(), note);
        CHECK_SIZE(1, c.script.requests, note);
        check_whole(note);
        caller_check_no_key(&c, note);
        caller_end(&c);
    }
}

/* With further tries: a read comes whole, and what leaves something behind leaves the client once. */
static void retry_at(size_t at)
{
    const char *note = note_of("fails, with three tries", at);
    begin(SCRIPT_FAIL, YMR_E_RESET, at, 3);
    const ymr_status status = run();
    if (one.operation->repeatable || !c.script.fault_left) {
        CHECK_STATUS(YMR_OK, status, note);
        CHECK_SIZE(2, c.script.opens, note);
        check_whole(note);
    } else {
        check_failed(YMR_E_RESET, status, note);
    }
    caller_end(&c);
}

static void at_each_call(void (*fault)(size_t at))
{
    for (int id = 0; id < YMR_OPERATION_COUNT; id++) {
        if (choose((ymr_operation_id)id)) {
            for (size_t at = 1; at <= one.calls; at++) {
                fault(at);
            }
            end_operation();
        }
    }
}

TEST(faults_that_fail_a_call_end_in_a_clear_error)
{
    at_each_call(fail_at);
}

TEST(faults_that_end_the_connection_end_in_a_clear_error)
{
    at_each_call(end_at);
}

TEST(faults_that_last_end_with_the_deadline)
{
    at_each_call(stick_at);
}

TEST(faults_that_only_put_off_lose_nothing)
{
    at_each_call(pause_at);
}

TEST(faults_are_tried_again_where_nothing_can_be_done_twice)
{
    at_each_call(retry_at);
}

TEST(faults_are_many)
{
    size_t calls = 0;
    for (int id = 0; id < YMR_OPERATION_COUNT; id++) {
        if (choose((ymr_operation_id)id)) {
            calls += one.calls;
            end_operation();
        }
    }
    CHECK(calls > YMR_OPERATION_COUNT * 10, "there is something to fail");
    printf("transport faults: %d operations, %zu calls of the transport, %zu runs\n", YMR_OPERATION_COUNT,
           calls, total_runs);
}
