#include "commands.h"

#include <string.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "pause.h"
#include "progress.h"
#include "session.h"

/* A cancellation takes minutes; the calls that ask about it are counted for all devices of the store. */
enum { PATIENCE_MS = 10 * 60 * 1000, FIRST_PAUSE_MS = 500, LONGEST_PAUSE_MS = 20000 };

typedef struct cancelling {
    session session;
    const options *given;
    int64_t return_id;
    const char *subject;
    char id[4 * YMR_MAX_OPERATION_ID]; /* of the operation: characters of up to four bytes */
    ymr_text operation;
    uint64_t began;
} cancelling;

static void print(const options *given, const ymr_shape *shape, const void *object)
{
    if (given->json) {
        json_object(&out_result, shape, object, NULL);
        out_text(&out_result, "\n");
    }
}

/* Operations. */

static void show_operation(const options *given, const ymr_operation_result *one)
{
    print(given, &ymr_operation_result_shape, one);
    if (!given->json) {
        display_text(&out_result, one->id, DISPLAY_ALL);
        out_text(&out_result, "  ");
        display_text(&out_result, one->status.text, DISPLAY_ALL);
        out_text(&out_result, "  ");
        display_text(&out_result, one->type.text, DISPLAY_ALL);
        out_text(&out_result, "\n");
    }
}

static int show_operations(const options *given, ymr_list operations)
{
    ymr_operation_result one;
    const unsigned count = operations.left;

    while (ymr_operation_result_next(&operations, &one)) {
        show_operation(given, &one);
    }
    if (count < given->word_count) {
        note_warning("the Market knows %u of these %u operations: check the ids and --type", count, given->word_count);
    }
    return errors_finish(EXIT_DONE);
}

int cmd_operation(const options *given)
{
    static session s;
    static ymr_text ids[YMR_MAX_OPERATIONS];
    static ymr_operation_results results;
    const ymr_operations_query query = {
        given->operation_type != 0 ? given->operation_type : YMR_OPERATION_TYPE_RETURN_CANCELLATION, ids,
        given->word_count};

    for (unsigned i = 0; i < given->word_count; i++) {
        ids[i] = display_view(given->words[i]);
    }
    const int failed = session_open(&s, given);
    if (failed != 0) {
        return failed;
    }
    session_large(&s, true);
    const ymr_status status = session_run(&s, ymr_start_operations(&s.client, &query, &results));
    return session_close(&s, status == YMR_OK ? show_operations(given, results.operations)
                                              : errors_call(&s, status, "the operations"));
}

/* Waiting for one. */

static int64_t left_ms(const cancelling *c)
{
    const int64_t patience = !c->given->timeout_given    ? PATIENCE_MS
                             : c->given->timeout_ms == 0 ? INT64_MAX
                                                         : c->given->timeout_ms;
    const int64_t gone = (int64_t)(progress_clock() - c->began);
    return gone < patience ? patience - gone : 0;
}

static void limit_call(cancelling *c)
{
    const int64_t left = left_ms(c);
    const uint32_t most = c->given->command->total_ms;
    c->session.config.policy.total_ms = left < (int64_t)most ? (uint32_t)(left > 0 ? left : 1) : most;
}

static int tell_open(const cancelling *c)
{
    note_error("%s: whether it is cancelled is not known yet: ask with `ymr operation %s`", c->subject,
               display_safe(c->operation));
    return EXIT_UNKNOWN;
}

static int tell_ended(const cancelling *c, const ymr_operation_result *one)
{
    print(c->given, &ymr_operation_result_shape, one);
    if (one->status.value == YMR_OPERATION_STATUS_FAILED) {
        note_error("%s: it is not cancelled: the operation failed", c->subject);
        return errors_finish(EXIT_REFUSED);
    }
    if (!c->given->json) {
        out_format(&out_result, "Return %lld is cancelled\n", (long long)c->return_id);
    }
    return errors_finish(EXIT_DONE);
}

/* The operation among those that were answered. A status that is new says that it goes on. */
static bool is_ended(const cancelling *c, ymr_list operations, ymr_operation_result *one)
{
    while (ymr_operation_result_next(&operations, one)) {
        if (one->id.length == c->operation.length &&
            memcmp(one->id.bytes, c->operation.bytes, one->id.length) == 0) {
            return one->status.value == YMR_OPERATION_STATUS_DONE ||
                   one->status.value == YMR_OPERATION_STATUS_FAILED;
        }
    }
    return false;
}

static uint32_t longer(uint32_t pause)
{
    return pause < LONGEST_PAUSE_MS / 2 ? pause * 2 : LONGEST_PAUSE_MS;
}

static int await(cancelling *c)
{
    static ymr_operation_results results;
    const ymr_operations_query query = {YMR_OPERATION_TYPE_RETURN_CANCELLATION, &c->operation, 1};
    ymr_operation_result one;

    for (uint32_t pause = FIRST_PAUSE_MS;; pause = longer(pause)) {
        if (pause >= left_ms(c)) {
            return tell_open(c);
        }
        note_detail("operation %s: asking in %u ms", display_safe(c->operation), (unsigned)pause);
        if (!pause_ms(pause)) {
            tell_open(c);
            return EXIT_INTERRUPTED;
        }
        limit_call(c);
        const ymr_status status =
            session_run(&c->session, ymr_start_operations(&c->session.client, &query, &results));
        if (status != YMR_OK) {
            const int ends = errors_call(&c->session, status, c->subject);
            tell_open(c);
            return ends;
        }
        if (is_ended(c, results.operations, &one)) {
            return tell_ended(c, &one);
        }
    }
}

/* The answer is lost: the return is read, once. */

static int tell_resolution(const cancelling *c, const ymr_return *read)
{
    switch (ymr_resolve_cancelled(read)) {
    case YMR_RESOLUTION_MATCHES:
        if (!c->given->json) {
            out_format(&out_result, "Return %lld is cancelled\n", (long long)c->return_id);
        }
        note_warning("%s: it is cancelled", c->subject);
        return errors_finish(EXIT_DONE);
    case YMR_RESOLUTION_DIFFERS:
        note_error("%s: it was handed in and is not cancelled: %s", c->subject,
                   display_safe(read->shipment_status.text));
        return EXIT_REFUSED;
    case YMR_RESOLUTION_WAITING:
        note_error("%s: it is not cancelled so far; a cancellation takes minutes", c->subject);
        return EXIT_UNKNOWN;
    default:
        note_error("%s: its shipment status says nothing", c->subject);
        return EXIT_UNKNOWN;
    }
}

static int look_up(cancelling *c)
{
    static ymr_return read;
    const ymr_returns_filter *const filter = &c->given->filter;

    if (filter->order_count != 1) {
        note_error("%s: look at its shipment status before cancelling it again; --order ORDER does it at once",
                   c->subject);
        return EXIT_UNKNOWN;
    }
    const ymr_status status = session_run(
        &c->session, ymr_start_return(&c->session.client, filter->order_ids[0], c->return_id, &read));
    if (status != YMR_OK) {
        errors_call(&c->session, status, c->subject);
        return EXIT_UNKNOWN;
    }
    return tell_resolution(c, &read);
}

static int keep_operation(cancelling *c, ymr_text id)
{
    if (id.length > sizeof c->id) {
        note_error("%s: its operation's id is too long", c->subject);
        return EXIT_INVALID;
    }
    memcpy(c->id, id.bytes, id.length);
    c->operation = (ymr_text){c->id, id.length};
    return EXIT_DONE;
}

static int cancel(cancelling *c)
{
    static ymr_cancellation started;

    if (c->given->wait) {
        limit_call(c);
    }
    const ymr_status status =
        session_run(&c->session, ymr_start_cancel_return(&c->session.client, c->return_id, &started));
    if (status != YMR_OK) {
        const int ends = errors_call(&c->session, status, c->subject);
        return ends == EXIT_UNKNOWN ? look_up(c) : ends;
    }
    print(c->given, &ymr_cancellation_shape, &started);
    if (!c->given->json) {
        out_format(&out_result, "Cancelling return %lld is under way: operation ", (long long)c->return_id);
        display_text(&out_result, started.operation.id, DISPLAY_ALL);
        out_text(&out_result, "\n");
    }
    out_flush(&out_result);
    const int ends = keep_operation(c, started.operation.id);
    return ends != EXIT_DONE ? ends : c->given->wait ? await(c) : errors_finish(EXIT_DONE);
}

int cmd_cancel(const options *given)
{
    static cancelling c;

    if (!options_id("RETURN", given->words[0], &c.return_id) || (given->wait && !options_business(given))) {
        return EXIT_USAGE;
    }
    const int failed = session_open(&c.session, given);
    if (failed != 0) {
        return failed;
    }
    c.given = given;
    c.began = progress_clock();
    c.subject = errors_subject("cancelling return %lld", (long long)c.return_id);
    session_large(&c.session, true);
    return session_close(&c.session, cancel(&c));
}
