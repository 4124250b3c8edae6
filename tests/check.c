#include "check.h"

#include <inttypes.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum {
    SHOWN_FAILURES_PER_TEST = 20, /* a wrong rule in a loop over every cut must not fill the log */
    SHOWN_BYTES = 160,
    NOTES = 8,
    NOTE_SIZE = 160
};

static struct {
    check_test *first;
    check_test **end;
    const check_test *current;
    unsigned long checks;
    unsigned long failures;
} state = {NULL, &state.first, NULL, 0, 0};

void check_register(check_test *test)
{
    *state.end = test;
    state.end = &test->next;
}

const char *check_note(const char *format, ...)
{
    static char notes[NOTES][NOTE_SIZE];
    static unsigned next;
    char *note = notes[next++ % NOTES];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(note, NOTE_SIZE, format, arguments);
    va_end(arguments);
    return note;
}

/* Counts the check; true when it failed and its details should be printed after the opening line. */
static bool failed(check_place here, bool held, const char *note)
{
    state.checks++;
    if (held) {
        return false;
    }
    state.failures++;
    if (state.failures > SHOWN_FAILURES_PER_TEST) {
        return false;
    }
    printf("%s:%d: %s: %s\n", here.file, here.line, state.current->name, note != NULL ? note : "failed");
    return true;
}

/* Escaped, because what a parser got wrong is often a control character or half a UTF-8 sequence. */
static void print_bytes(const char *label, const void *data, size_t length)
{
    const unsigned char *bytes = data;

    printf("    %s ", label);
    if (bytes == NULL) {
        printf("NULL (%zu bytes)\n", length);
        return;
    }
    putchar('"');
    for (size_t i = 0; i < length && i < SHOWN_BYTES; i++) {
        if (bytes[i] == '"' || bytes[i] == '\\') {
            printf("\\%c", bytes[i]);
        } else if (bytes[i] >= 0x20 && bytes[i] < 0x7f) {
            putchar(bytes[i]);
        } else {
            printf("\\x%02x", bytes[i]);
        }
    }
    printf("\"%s (%zu bytes)\n", length > SHOWN_BYTES ? "..." : "", length);
}

bool check_true(check_place here, bool held, const char *condition, const char *note)
{
    if (failed(here, held, note)) {
        printf("    expected %s\n", condition);
    }
    return held;
}

bool check_status(check_place here, ymr_status expected, ymr_status got, const char *note)
{
    const bool held = expected == got;

    if (failed(here, held, note)) {
        printf("    expected %d, %s\n", (int)expected, ymr_status_text(expected));
        printf("    got      %d, %s\n", (int)got, ymr_status_text(got));
    }
    return held;
}

bool check_i64(check_place here, int64_t expected, int64_t got, const char *note)
{
    const bool held = expected == got;

    if (failed(here, held, note)) {
        printf("    expected %" PRId64 "\n    got      %" PRId64 "\n", expected, got);
    }
    return held;
}

bool check_u64(check_place here, uint64_t expected, uint64_t got, const char *note)
{
    const bool held = expected == got;

    if (failed(here, held, note)) {
        printf("    expected %" PRIu64 "\n    got      %" PRIu64 "\n", expected, got);
    }
    return held;
}

bool check_size(check_place here, size_t expected, size_t got, const char *note)
{
    return check_u64(here, expected, got, note);
}

bool check_str(check_place here, const char *expected, const char *got, const char *note)
{
    if (got == NULL) {
        return check_true(here, false, "a string, got NULL", note);
    }
    return check_bytes(here, expected, strlen(expected), got, strlen(got), note);
}

bool check_bytes(check_place here, const void *expected, size_t expected_length, const void *got,
                 size_t got_length, const char *note)
{
    const bool present = got != NULL || got_length == 0;
    const bool same_length = expected_length == got_length;
    const bool held = present && same_length && (got_length == 0 || memcmp(expected, got, got_length) == 0);

    if (failed(here, held, note)) {
        print_bytes("expected", expected, expected_length);
        print_bytes("got     ", got, got_length);
    }
    return held;
}

/* A crash would otherwise hide which test it was; only calls that are safe in a handler. */
static void on_crash(int signal_number)
{
    static const char text[] = "\ncrashed in test ";
    const char *name = state.current != NULL ? state.current->name : "(none)";
    ssize_t written = write(STDERR_FILENO, text, sizeof text - 1);

    written += write(STDERR_FILENO, name, strlen(name));
    written += write(STDERR_FILENO, "\n", 1);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
    (void)written;
}

static bool run(const check_test *test)
{
    state.current = test;
    state.checks = 0;
    state.failures = 0;
    test->run();
    if (state.checks == 0) {
        printf("%s: checks nothing\n", test->name);
        return false;
    }
    if (state.failures > SHOWN_FAILURES_PER_TEST) {
        printf("%s: %lu failed checks, the first %d shown\n", test->name, state.failures,
               SHOWN_FAILURES_PER_TEST);
    }
    return state.failures == 0;
}

/** unit [PART]: runs the tests whose name contains PART, all without it. */
int main(int argc, char **argv)
{
    const char *part = argc > 1 ? argv[1] : "";
    unsigned long passed = 0;
    unsigned long failed_tests = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGABRT, on_crash);
#ifndef __SANITIZE_ADDRESS__
    signal(SIGSEGV, on_crash);
    signal(SIGBUS, on_crash);
    signal(SIGFPE, on_crash);
    signal(SIGILL, on_crash);
#endif
    for (const check_test *test = state.first; test != NULL; test = test->next) {
        if (strstr(test->name, part) == NULL) {
            continue;
        }
        if (run(test)) {
            passed++;
        } else {
            failed_tests++;
            printf("FAILED %s\n", test->name);
        }
    }
    if (passed + failed_tests == 0) {
        fprintf(stderr, "unit: no test has \"%s\" in its name\n", part);
    }
    printf("%lu passed, %lu failed\n", passed, failed_tests);
    return passed > 0 && failed_tests == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
