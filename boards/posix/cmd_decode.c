#include "commands.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "notes.h"
#include "print.h"
#include "session.h"
#include "signals.h"

/* Whatever may stand at the top: the members that tell one kind of text from another. */
typedef struct probe {
    bool present;
    ymr_value id, status, result, returns;
} probe;

#define ROW(type, member, name, what, a_kind, must)                                                          \
    {                                                                                                        \
        .key = (name), .of = (what), .offset = offsetof(type, member), .key_length = sizeof(name) - 1,       \
        .kind = (a_kind), .element = YMR_KIND_OBJECT, .required = (must)                                     \
    }

static const ymr_field probe_rows[] = {
    ROW(probe, id, "id", NULL, YMR_KIND_VALUE, false),
    ROW(probe, status, "status", NULL, YMR_KIND_VALUE, false),
    ROW(probe, result, "result", NULL, YMR_KIND_VALUE, false),
    ROW(probe, returns, "returns", NULL, YMR_KIND_VALUE, false),
};
static const ymr_shape probe_shape = {probe_rows, sizeof probe_rows / sizeof probe_rows[0], sizeof(probe)};

/* `result` of getReturns. */
typedef struct page {
    bool present;
    ymr_list returns;
} page;

static const ymr_field page_rows[] = {ROW(page, returns, "returns", &ymr_return_shape, YMR_KIND_LIST, true)};
static const ymr_shape page_shape = {page_rows, 1, sizeof(page)};

typedef struct text {
    ymr_document document;
    ymr_report report;
    ymr_api_error refusal;
    const char *name; /* safe to print */
    size_t length;
    uint32_t returns, items;
    print_form form;
} text;

static void show(text *t, const ymr_return *what)
{
    t->returns++;
    t->items += what->items.left;
    print_return(t->form, what);
}

static ymr_status decode_page(text *t)
{
    static ymr_return one;
    page list;
    const ymr_status status = ymr_envelope_open(&t->document, &page_shape, &list, &t->refusal, &t->report);
    while (status == YMR_OK && out_result.error == 0 &&
           ymr_list_next(&list.returns, &ymr_return_shape, &one)) {
        show(t, &one);
    }
    return status;
}

static ymr_status decode_one(text *t, bool bare)
{
    static ymr_return one;
    const ymr_status status =
        bare ? ymr_decode(&t->document, 0, &ymr_return_shape, &one, &t->report)
             : ymr_envelope_open(&t->document, &ymr_return_shape, &one, &t->refusal, &t->report);
    if (status == YMR_OK) {
        show(t, &one);
    }
    return status;
}

/* What is inside `result` tells a page from a return. */
static bool holds_page(text *t, const ymr_value *result)
{
    probe inside;
    ymr_report silent = {.warn = NULL};
    return result->document != NULL && result->document->tokens[result->token].type == YMR_TOKEN_OBJECT &&
           ymr_decode(&t->document, result->token, &probe_shape, &inside, &silent) == YMR_OK &&
           inside.returns.document != NULL;
}

static ymr_status decode_text(text *t)
{
    probe top;
    ymr_status status = ymr_json_parse(&t->document, session_large_text, t->length, session_large_tokens,
                                       YMR_BOARD_LARGE_TOKENS, &t->report.fault);
    if (status == YMR_OK) {
        status = ymr_decode(&t->document, 0, &probe_shape, &top, &t->report);
    }
    if (status != YMR_OK) {
        return status;
    }
    if (holds_page(t, &top.result)) {
        return decode_page(t);
    }
    return decode_one(t, top.status.document == NULL && top.result.document == NULL);
}

/* Counts what does not fit, so that the message can say how much it was. */
static uint64_t read_text(int fd)
{
    uint64_t length = 0;
    while (!signals_stop()) {
        const size_t room = length < YMR_BOARD_LARGE_TEXT ? YMR_BOARD_LARGE_TEXT - (size_t)length : 0;
        char beyond[4096];
        const ssize_t part =
            room != 0 ? read(fd, session_large_text + length, room) : read(fd, beyond, sizeof beyond);
        if (part < 0 && errno != EINTR) {
            return UINT64_MAX;
        }
        if (part == 0) {
            return length;
        }
        length += part > 0 ? (uint64_t)part : 0;
    }
    errno = EINTR;
    return UINT64_MAX;
}

static int load(text *t, const char *path)
{
    const int fd = path == NULL ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return errors_file(t->name, errno);
    }
    const uint64_t length = read_text(fd);
    if (length == UINT64_MAX) {
        return errors_file(t->name, errno);
    }
    if (length > YMR_BOARD_LARGE_TEXT) {
        note_error(
            "%s: %llu bytes, and this build decodes at most %u: build with a larger YMR_BOARD_LARGE_TEXT",
            t->name, (unsigned long long)length, (unsigned)YMR_BOARD_LARGE_TEXT);
        return EXIT_INVALID;
    }
    t->length = (size_t)length;
    return 0;
}

static void tell_stats(const text *t)
{
    note_error("bytes %zu, tokens %u, returns %u, items %u", t->length, (unsigned)t->document.count,
               (unsigned)t->returns, (unsigned)t->items);
}

static int tell_failure(const text *t, ymr_status status)
{
    if (status != YMR_E_API) {
        ymr_fault fault = t->report.fault;
        fault.status = status;
        return errors_document(&fault, t->name);
    }
    note_error("%s: the Market refused this call: %s: %s", t->name, display_safe(t->refusal.code),
               display_safe(t->refusal.message));
    return EXIT_REFUSED;
}

int cmd_decode(const options *given)
{
    static text t;
    const char *const path =
        given->word_count == 0 || strcmp(given->words[0], "-") == 0 ? NULL : given->words[0];

    t.name = path == NULL ? "standard input" : display_safe_string(path);
    t.form = given->json ? PRINT_JSON : PRINT_BLOCK;
    t.report.warn = errors_warn;
    const int failed = load(&t, path);
    if (failed != 0) {
        return failed;
    }
    const ymr_status status = decode_text(&t);
    if (given->stats) {
        tell_stats(&t);
    }
    return errors_finish(status == YMR_OK ? EXIT_DONE : tell_failure(&t, status));
}
