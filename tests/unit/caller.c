#include "caller.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "check.h"

/* What it hears. */

static void on_begin(void *context, uint32_t page)
{
    caller *c = context;
    dump_format(&c->journal, "begin %u\n", (unsigned)page);
}

static void on_commit(void *context, uint32_t page)
{
    caller *c = context;
    dump_format(&c->journal, "commit %u\n", (unsigned)page);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    caller *c = context;
    dump_format(&c->journal, "abort %u %s\n", (unsigned)page, ymr_status_name(why));
}

/* YMR_OK: take it. */
static ymr_status judge(caller *c)
{
    c->script.now += c->hold_ms;
    if (c->refuse != YMR_OK && c->count == c->refuse_at) {
        return c->refuse;
    }
    if (c->held < c->hold) {
        c->held++;
        return YMR_PENDING;
    }
    c->held = 0;
    c->count++;
    return YMR_OK;
}

static ymr_status on_element(void *context, uint32_t index, const void *element)
{
    caller *c = context;
    const ymr_status status = judge(c);
    if (status != YMR_OK) {
        return status;
    }
    dump_format(&c->journal, "element %u ", (unsigned)index);
    if (c->short_journal) {
        dump_format(&c->journal, "\n");
    } else {
        dump_struct(&c->journal, c->client.plan.shape, element);
    }
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    caller *c = context;
    const ymr_status status = judge(c);
    if (status == YMR_OK) {
        dump_format(&c->journal, "oversize %u id %" PRId64 " order %" PRId64 " bytes %u tokens %u\n",
                    (unsigned)what->index, what->id, what->order_id, (unsigned)what->needed,
                    (unsigned)what->needed_tokens);
    }
    return status;
}

const ymr_list_events caller_events = {on_begin, on_element, on_oversize, on_commit, on_abort};

static void on_log(void *context, ymr_log_event event, int64_t value)
{
    static const char *const names[] = {"request", "open", "sent", "head", "done", "failed", "retry"};
    caller *c = context;
    dump_format(&c->log, "%s %" PRId64 "\n", names[event], value);
}

static void on_warn(void *context, const ymr_fault *fault)
{
    caller *c = context;
    dump_format(&c->journal, "warn %s %s\n", fault->path, ymr_status_name(fault->status));
}

uint64_t caller_print(uint64_t print, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        print = (print ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3) + 1;
    }
    return print;
}

ymr_status caller_take(void *context, const ymr_chunk *chunk, size_t *taken)
{
    caller *c = context;
    const ymr_status status = judge(c);
    if (status != YMR_OK) {
        return status;
    }
    if (chunk->offset == 0) {
        c->photo_starts++;
        c->photo_bytes = 0;
        c->photo_print = 0;
    }
    CHECK_U64(c->photo_bytes, chunk->offset, "a chunk begins where the last one ended");
    *taken = c->bite != 0 && c->bite < chunk->length ? c->bite : chunk->length;
    c->photo_print = caller_print(c->photo_print, chunk->bytes, *taken);
    c->photo_bytes += *taken;
    CHECK(!chunk->total_known || c->photo_bytes <= chunk->total, "no more than was announced");
    return YMR_OK;
}

/* Itself. */

void caller_init_sized(caller *c, const script_part *parts, size_t count, size_t io, size_t text,
                       size_t tokens)
{
    static const ymr_policy policy = YMR_POLICY_DEFAULT;
    memset(c, 0, sizeof *c);
    script_init(&c->script, parts, count);
    c->config.transport = &c->script.transport;
    c->config.platform = script_platform(&c->script);
    c->config.endpoint = (ymr_endpoint){"market.example", 443, true};
    c->config.api_key = CALLER_KEY;
    c->config.campaign_id = 5;
    c->config.business_id = 6;
    c->config.workspace =
        (ymr_workspace){malloc(io), io, malloc(text), text, malloc(tokens * sizeof(ymr_token)), tokens};
    memset(c->config.workspace.io, 'i', io);
    memset(c->config.workspace.text, 't', text);
    memset(c->config.workspace.tokens, 'k', tokens * sizeof(ymr_token));
    c->config.policy = policy;
    c->config.policy.reuse = false; /* one connection a call is what the scripts play */
    c->config.log = on_log;
    c->config.warn = on_warn;
    c->config.context = c;
    dump_begin(&c->journal, malloc(CALLER_JOURNAL), CALLER_JOURNAL);
    dump_begin(&c->log, malloc(CALLER_JOURNAL), CALLER_JOURNAL);
    CHECK_STATUS(YMR_OK, ymr_client_init(&c->client, &c->config), "the client takes this configuration");
}

void caller_init(caller *c, const script_part *parts, size_t count)
{
    caller_init_sized(c, parts, count, 2048, 8192, 500);
}

void caller_end(caller *c)
{
    free(c->config.workspace.io);
    free(c->config.workspace.text);
    free(c->config.workspace.tokens);
    free(c->journal.text);
    free(c->log.text);
}

static ymr_status run(caller *c, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(&c->client) : started;
}

ymr_status caller_get_return(caller *c)
{
    const ymr_status status = run(c, ymr_start_return(&c->client, 7, 8, &c->result));
    if (status == YMR_OK) {
        dump_struct(&c->journal, &ymr_return_shape, &c->result);
    }
    return status;
}

ymr_status caller_get_items(caller *c)
{
    const ymr_status status =
        run(c, ymr_start_return_by_items(&c->client, 7, 8, &caller_events, c, &c->item, &c->result));
    if (status == YMR_OK) {
        dump_struct(&c->journal, &ymr_return_shape, &c->result);
    }
    return status;
}

ymr_status caller_start_returns(caller *c)
{
    return ymr_start_returns(&c->client, NULL, &caller_events, c, &c->result);
}

ymr_status caller_get_returns(caller *c)
{
    return run(c, caller_start_returns(c));
}

ymr_status caller_start_photo(caller *c)
{
    return ymr_start_photo(&c->client, 7, 8, 9, (ymr_text){"87c1f5", 6}, caller_take, c);
}

ymr_status caller_get_photo(caller *c)
{
    return run(c, caller_start_photo(c));
}

static bool holds(const char *bytes, size_t size, const char *what)
{
    const size_t length = strlen(what);
    for (size_t i = 0; i + length <= size; i++) {
        if (memcmp(bytes + i, what, length) == 0) {
            return true;
        }
    }
    return false;
}

void caller_check_no_key(const caller *c, const char *note)
{
    const ymr_workspace *w = &c->config.workspace;
    CHECK(!holds(w->io, w->io_size, "secret"), note);
    CHECK(!holds(w->text, w->text_size, "secret"), note);
    CHECK(!holds((const char *)&c->client, sizeof c->client, "secret"), note);
    CHECK(!holds(c->journal.text, c->journal.length, "secret"), note);
    CHECK(!holds(c->log.text, c->log.length, "secret"), note);
}

/* Answers. */

static size_t put_chunks(char *to, const char *body, size_t length)
{
    static const size_t sizes[] = {1, 2, 3, 5, 16, 40, 200, 1000};
    size_t at = 0;
    size_t written = 0;
    for (unsigned n = 0; at < length; n++) {
        const size_t size =
            sizes[n % COUNT_OF(sizes)] < length - at ? sizes[n % COUNT_OF(sizes)] : length - at;
        written += (size_t)sprintf(to + written, n % 3 == 1 ? "%zX;name=\"a;b\"\r\n" : "%zx\r\n", size);
        memcpy(to + written, body + at, size);
        memcpy(to + written + size, "\r\n", 2);
        written += size + 2;
        at += size;
    }
    return written + (size_t)sprintf(to + written, "0\r\nX-Trailer: Content-Length: 1\r\n\r\n");
}

char *answer_make(const char *status_and_fields, answer_framing framing, const char *body, size_t body_length,
                  size_t *length)
{
    char *answer = malloc(strlen(status_and_fields) + body_length * 8 + 256);
    size_t at = (size_t)sprintf(answer, "HTTP/1.1 %s", status_and_fields);
    if (framing == ANSWER_LENGTH) {
        at += (size_t)sprintf(answer + at, "Content-Length: %zu\r\n\r\n", body_length);
    } else {
        at += (size_t)sprintf(answer + at, "%s\r\n",
                              framing == ANSWER_CHUNKED ? "Transfer-Encoding: chunked\r\n" : "");
    }
    if (framing == ANSWER_CHUNKED) {
        at += put_chunks(answer + at, body, body_length);
    } else {
        memcpy(answer + at, body, body_length);
        at += body_length;
    }
    answer[at] = '\0';
    if (length != NULL) {
        *length = at;
    }
    return answer;
}
