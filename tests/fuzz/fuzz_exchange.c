/*
 * Whole calls. The first byte says which call, the second how the caller and the network behave, the third
 * how the bytes are cut into pieces, the fourth when the caller gives up; the rest is a script of the server
 * (wire.h).
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http_reference.h"
#include "json_reference.h"
#include "unit/dump.h"
#include "wire.h"
#include "ymr/client.h"
#include "ymr/decisions.h"

enum { DIARY = 1 << 16, IO = 1024, TOKENS = 300, TOTAL_MS = 20000, IDLE_MS = 5000, LONGEST = 1500 };

#define KEY "ACMA:caller-secret-key:01234567"

/* ---- What a server of good will says ---- */

#define RETURN                                                                                               \
    "{\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":\"a\",\"count\":1}]}"
#define PHOTO "\xFF\xD8\xFF photo of 40 bytes, of which the last"
#define TEN "0123456789"
#define FIFTY TEN TEN TEN TEN TEN
#define LONG FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY
#define PAGE(paging) "{\"status\":\"OK\",\"result\":{\"returns\":[" RETURN "," RETURN "]" paging "}}"

static const char *const bodies[] = {
    "{\"status\":\"OK\",\"result\":" RETURN "}",
    PAGE(""),
    PAGE(",\"paging\":{\"nextPageToken\":\"t1\"}"),
    PAGE(",\"paging\":{\"nextPageToken\":\"t2\"}"),
    "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"BAD\",\"message\":\"No\"}]}",
    PHOTO,
    "%PDF-1.4 and so on",
    "{\"status\":\"OK\",\"result\":{\"decisions\":[{\"decisionType\":\"REFUND_MONEY\"}]}}",
    "{\"status\":\"OK\"}",
    "<html>log in</html>",
    "",
    "{\"status\":\"OK\",\"result\":{\"id\":1,\"orderId\":2,\"returnType\":\"RETURN\",\"items\":[{\"shopSku\":"
    "\"" LONG "\","
    "\"count\":1}]}}",
};

static const char *const heads[] = {
    "200 OK\r\nContent-Type: application/json",
    "200 OK\r\nContent-Type: image/jpeg\r\nETag: \"v1\"\r\nAccept-Ranges: bytes",
    "200 OK\r\nContent-Type: application/pdf\r\nConnection: close",
    "404 Not Found\r\nContent-Type: application/json",
    "500 Oh\r\nContent-Type: application/json",
    "420 Slow\r\nContent-Type: application/json\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
    "X-RateLimit-Resource-Limit: 5\r\nX-RateLimit-Resource-Remaining: 0\r\n"
    "X-RateLimit-Resource-Until: Sun, 06 Nov 1994 08:49:39 GMT",
    "503 Busy\r\nContent-Type: text/html",
    "204 None",
};

enum { BODIES = sizeof bodies / sizeof bodies[0], HEADS = sizeof heads / sizeof heads[0] };

/* The photo from one of its bytes on, as an answer to Range; the whole is 40 bytes long. */
static size_t put_part(unsigned from, char *out, size_t size)
{
    const size_t whole = sizeof PHOTO - 1;
    const size_t left = whole - from % whole;
    const int head = snprintf(out, size,
                              "HTTP/1.1 206 Part\r\nContent-Type: image/jpeg\r\nETag: \"v1\"\r\n"
                              "Content-Range: bytes %zu-%zu/%zu\r\nContent-Length: %zu\r\n\r\n",
                              whole - left, whole - 1, whole, left);
    memcpy(out + head, &PHOTO[whole - left], left);
    return (size_t)head + left;
}

static size_t put_answer(unsigned which, char *out, size_t size)
{
    if (which >= 2 * BODIES * HEADS) {
        return put_part(which, out, size);
    }
    const char *body = bodies[which % BODIES];
    const char *head = heads[which / BODIES % HEADS];
    const size_t length = strlen(body);
    const bool chunked = which >= BODIES * HEADS;
    const int start = snprintf(out, size, chunked ? "HTTP/1.1 %s\r\nTransfer-Encoding: chunked\r\n\r\n%zx\r\n"
                                                  : "HTTP/1.1 %s\r\nContent-Length: %zu\r\n\r\n",
                               head, length);
    memcpy(out + start, body, length);
    const char *const end = !chunked ? "" : length > 0 ? "\r\n0\r\n\r\n" : "\r\n";
    memcpy(out + start + length, end, strlen(end));
    return (size_t)start + length + strlen(end);
}

/* ---- A caller ---- */

typedef struct caller {
    wire wire;
    ymr_client client;
    ymr_config config;
    ymr_budget budget;
    ymr_return result;
    ymr_return_item item;
    ymr_available_decisions available;
    dump diary;
    bool slow; /* says "not now" once to each element */
    bool holds_chunks; /* and to the first chunk: when that is depends on how the bytes are cut */
    bool held;
    bool at_once; /* calls that block */
    bool page_open;
    uint32_t began;
    uint32_t gives_up; /* ms after the beginning; 0: never */
    ymr_status status;
    unsigned call;
    unsigned requests; /* before this call */
    char photo[256];
    size_t photo_length;
    char text[DIARY]; /* the last: it is not cleared */
} caller;

static ymr_status judge(caller *c)
{
    c->held = c->slow && !c->held;
    return c->held ? YMR_PENDING : YMR_OK;
}

/* What counts has come whole, as a second reader says. */
static void check_whole(const caller *c, http_reference *answer)
{
    hold(http_reference_read(c->wire.answer, c->wire.answer_length, c->wire.closed, false, answer),
         "what counts has come whole");
    hold(answer->status / 100 == 2, "what counts is a good answer");
}

static void check_json(const caller *c)
{
    static json_reference reference;
    http_reference answer;
    check_whole(c, &answer);
    if (answer.length <= JSON_REFERENCE_TOKENS) {
        json_reference_read(answer.body, answer.length, &reference);
        hold(reference.valid, "what counts is JSON");
        json_reference_free(&reference);
    }
    free(answer.body);
}

static void on_begin(void *context, uint32_t page)
{
    caller *const c = context;
    hold(!c->page_open, "a page ends before the next begins");
    c->page_open = true;
    dump_format(&c->diary, "begin %u\n", (unsigned)page);
}

static ymr_status on_element(void *context, uint32_t index, const void *element)
{
    caller *const c = context;
    const ymr_status status = judge(c);
    hold(c->page_open, "an element is of a page");
    if (status == YMR_OK) {
        dump_format(&c->diary, "element %u ", (unsigned)index);
        dump_struct(&c->diary, c->client.plan.shape, element);
    }
    return status;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    caller *const c = context;
    dump_format(&c->diary, "oversize %u %" PRId64 "\n", (unsigned)what->index, what->id);
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    caller *const c = context;
    hold(c->page_open, "a page is committed once");
    c->page_open = false;
    check_json(c);
    dump_format(&c->diary, "commit %u\n", (unsigned)page);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    caller *const c = context;
    hold(c->page_open && why < 0, "a page is aborted once, and for a reason");
    c->page_open = false;
    dump_format(&c->diary, "abort %u %d\n", (unsigned)page, why);
}

static const ymr_list_events events = {on_begin, on_element, on_oversize, on_commit, on_abort};

static ymr_status on_chunk(void *context, const ymr_chunk *chunk, size_t *taken)
{
    caller *const c = context;
    if (chunk->offset == 0 && c->holds_chunks && judge(c) != YMR_OK) {
        return YMR_PENDING;
    }
    if (chunk->offset == 0) {
        c->photo_length = 0;
    }
    hold(chunk->offset == c->photo_length, "a chunk goes on where the last one ended");
    hold(!chunk->total_known || chunk->offset + chunk->length <= chunk->total, "no more than was announced");
    *taken = c->slow ? (chunk->length + 1) / 2 : chunk->length;
    const size_t room = sizeof c->photo - c->photo_length;
    if (chunk->length > room) {
        return YMR_E_STOPPED;
    }
    memcpy(c->photo + c->photo_length, chunk->bytes, *taken);
    c->photo_length += *taken;
    return YMR_OK;
}

static void on_log(void *context, ymr_log_event event, int64_t value)
{
    caller *const c = context;
    if (event == YMR_LOG_FAILED || event == YMR_LOG_RETRY || event == YMR_LOG_WAIT) {
        dump_format(&c->diary, "log %d %" PRId64 "\n", event, value);
    }
}

static void on_warn(void *context, const ymr_fault *fault)
{
    dump_format(&((caller *)context)->diary, "warn %s %d\n", fault->path, fault->status);
}

/* ---- Calls ---- */

enum { GET, ITEMS, LIST, PHOTO_CALL, SUBMIT, PDF, AVAILABLE, CALLS };

static ymr_status start(caller *c)
{
    static const ymr_item_decision refund = {5, YMR_DECISION_TYPE_REFUND_MONEY,
                                             .comment = {"As agreed.", 10}};
    static const ymr_decisions decisions = {&refund, 1};
    switch (c->call) {
    case GET:
        return ymr_start_return(&c->client, 7, 8, &c->result);
    case ITEMS:
        return ymr_start_return_by_items(&c->client, 7, 8, &events, c, &c->item, &c->result);
    case LIST:
        return ymr_start_returns(&c->client, NULL, &events, c, &c->result);
    case PHOTO_CALL:
        return ymr_start_photo(&c->client, 7, 8, 9, (ymr_text){"87c1f5", 6}, on_chunk, c);
    case SUBMIT:
        return ymr_start_submit_decisions(&c->client, 7, 8, &decisions);
    case PDF:
        return ymr_start_application(&c->client, 7, 8, on_chunk, c);
    default:
        return ymr_start_available_decisions(&c->client, 8, &c->available);
    }
}

/* The same, started and run in one. */
static ymr_status get(caller *c)
{
    switch (c->call) {
    case GET:
        return ymr_get_return(&c->client, 7, 8, &c->result);
    case ITEMS:
        return ymr_get_return_by_items(&c->client, 7, 8, &events, c, &c->item, &c->result);
    case LIST:
        return ymr_get_returns(&c->client, NULL, &events, c, &c->result);
    case PHOTO_CALL:
        return ymr_get_return_photo(&c->client, 7, 8, 9, (ymr_text){"87c1f5", 6}, on_chunk, c);
    default:
        return start(c) == YMR_OK ? ymr_client_run(&c->client) : YMR_E_BUSY;
    }
}

static void run(caller *c, unsigned call)
{
    c->call = call;
    c->began = c->wire.now;
    c->requests = c->wire.requests;
    c->photo_length = 0;
    c->held = false;
    if (c->at_once) {
        c->status = get(c);
        return;
    }
    hold(start(c) == YMR_OK && start(c) == YMR_E_BUSY && get(c) == YMR_E_BUSY, "a call starts, and only one");
    while ((c->status = ymr_client_step(&c->client)) == YMR_PENDING) {
        ymr_client_wait(&c->client, c->gives_up > 0 ? c->gives_up - (c->wire.now - c->began) : UINT32_MAX);
        /* At once: how much one step more would do depends on how the bytes are cut. */
        if (c->gives_up > 0 && c->wire.now - c->began >= c->gives_up) {
            ymr_client_cancel(&c->client);
            c->status = c->client.outcome.status;
            break;
        }
    }
    hold(ymr_client_step(&c->client) == c->status && c->client.outcome.status == c->status, "an end stays");
}

static void init(caller *c, supply script, uint8_t ways, uint32_t seed, uint32_t gives_up)
{
    const size_t text = (ways & 0x40) != 0 ? 400 : 4096;
    memset(&c->client, 0, offsetof(caller, text) - offsetof(caller, client));
    wire_begin(&c->wire, script, put_answer, seed, (ways & 0x30) * 2u);
    dump_begin(&c->diary, c->text, DIARY);
    c->slow = (ways & 2) != 0;
    c->gives_up = gives_up;
    c->config = (ymr_config){
        .transport = &c->wire.transport,
        .platform = {wire_ticks, (ways & 0x10) != 0 ? wire_chance : NULL, &c->wire},
        .endpoint = {"market.example", 443, true},
        .api_key = KEY,
        .campaign_id = 5,
        .business_id = 6,
        .workspace = {malloc(IO), IO, malloc(text), text, malloc(TOKENS * sizeof(ymr_token)), TOKENS},
        .policy = {4000, IDLE_MS, TOTAL_MS, 500, 8000, (uint8_t)(1 + (ways >> 2) % 4), (ways & 1) != 0},
        .budget = (ways & 0x80) != 0 ? &c->budget : NULL,
        .log = on_log,
        .warn = on_warn,
        .context = c,
    };
    memset(c->config.workspace.io, 'i', IO);
    memset(c->config.workspace.text, 't', text);
    ymr_budget_init(&c->budget);
    hold(ymr_client_init(&c->client, &c->config) == YMR_OK, "a client takes its configuration");
}

/* Nothing that is needed may be missing. */
static void check_config(caller *c)
{
    ymr_config *const with = &c->config;
    const ymr_config whole = *with;
    for (unsigned missing = 0; missing < 9; missing++) {
        ymr_workspace *const space = &with->workspace;
        *with = whole;
        with->transport = missing == 0 ? NULL : with->transport;
        with->platform.ticks_ms = missing == 1 ? NULL : with->platform.ticks_ms;
        with->endpoint.host = missing == 2 ? NULL : with->endpoint.host;
        with->api_key = missing == 3 ? NULL : with->api_key;
        space->io = missing == 4 ? NULL : space->io;
        space->io_size = missing == 5 ? YMR_IO_MIN - 1 : space->io_size;
        space->text = missing == 6 ? NULL : space->text;
        space->tokens = missing == 7 ? NULL : space->tokens;
        space->token_count = missing == 8 ? 0 : space->token_count;
        hold(ymr_client_init(&c->client, with) == YMR_E_ARGUMENT, "what is needed is asked for");
    }
    *with = whole;
    hold(ymr_client_init(&c->client, with) == YMR_OK, "a client takes its configuration");
}

static void end(caller *c)
{
    free(c->config.workspace.io);
    free(c->config.workspace.text);
    free(c->config.workspace.tokens);
}

/* ---- What must hold ---- */

/* Byte by byte: a comparison of the C library's would teach the fuzzer the key. */
static bool holds_key(const void *bytes, size_t size)
{
    const size_t length = sizeof KEY - 1;
    for (size_t i = 0; i + length <= size; i++) {
        size_t same = 0;
        while (same < length && ((const char *)bytes)[i + same] == KEY[same]) {
            same++;
        }
        if (same == length) {
            return true;
        }
    }
    return false;
}

/* A decision is never sent twice, and it is never said that it was not when it may have been. */
static void check_effect(const caller *c)
{
    const uint16_t http = c->client.outcome.http_status;
    const bool sent = c->wire.requests > c->requests;
    const bool refused =
        (http >= 300 && http <= 499) || (http >= 200 && http <= 299 && c->status == YMR_E_API);
    if (c->call == SUBMIT) {
        hold(c->wire.requests - c->requests <= 1, "a decision is never sent twice");
        hold(!sent || c->status == YMR_OK || c->status == YMR_E_OUTCOME_UNKNOWN || refused,
             "what may have taken effect is not called failed");
        hold(sent || c->status != YMR_E_OUTCOME_UNKNOWN, "what was not sent has no effect");
    } else {
        hold(c->status != YMR_E_OUTCOME_UNKNOWN, "a question has no effect");
    }
}

static void check_good(const caller *c)
{
    http_reference answer;
    if (c->call != PHOTO_CALL && c->call != PDF) {
        check_json(c);
        return;
    }
    check_whole(c, &answer);
    hold(answer.status == 206 ? c->photo_length >= answer.length : c->photo_length == answer.length,
         "a body is handed on whole");
    hold(memcmp(c->photo + c->photo_length - answer.length, answer.body, answer.length) == 0,
         "and as it was sent");
    free(answer.body);
}

static void check_end(const caller *c)
{
    const ymr_outcome *o = &c->client.outcome;
    hold(c->wire.now - c->began <= TOTAL_MS, "everything ends within its time");
    hold(o->attempts <= c->config.policy.attempts, "no more tries than are allowed");
    hold(!c->page_open, "every page has ended");
    hold(o->http_status == 0 || (o->http_status >= 200 && o->http_status <= 599), "a status is one");
    check_effect(c);
    if (c->status == YMR_OK) {
        check_good(c);
    }
    hold(!holds_key(c->config.workspace.io, IO) && !holds_key(&c->client, sizeof c->client),
         "the key is wiped");
}

static void write_end(caller *c)
{
    const ymr_outcome *o = &c->client.outcome;
    dump_format(&c->diary, "%d %d %u %u html %d wait %" PRId64 " date %" PRId64 " limit %" PRId64 "\n",
                c->status, o->cause, o->http_status, o->attempts, o->html, o->wait_ms, o->date_unix_ms,
                o->limit.limit);
    dump_format(&c->diary, "after %u ms, %u opens, %u requests %" PRIx64 "\n",
                (unsigned)(c->wire.now - c->began), c->wire.opens, c->wire.requests, c->wire.print);
    if (c->status == YMR_OK && (c->call == GET || c->call == ITEMS)) {
        dump_struct(&c->diary, &ymr_return_shape, &c->result);
    }
    dump_format(&c->diary, "code %.*s\n", (int)o->api.code.length, o->api.code.bytes);
}

/* Whatever went before: a good answer is a good answer. */
static void check_usable(caller *c)
{
    char good[1024];
    const size_t length = put_answer(0, good, sizeof good);
    ymr_client_close(&c->client);
    c->config.budget = NULL;
    c->gives_up = 0;
    wire_continue(&c->wire, good, length);
    run(c, GET);
    hold(c->status == YMR_OK && c->result.id == 1 && c->result.order_id == 2,
         "the client is usable afterwards");
}

/* Two calls, and one that must do. */
static void play(caller *c, uint8_t call)
{
    run(c, call % CALLS);
    check_end(c);
    write_end(c);
    run(c, call / CALLS % CALLS);
    check_end(c);
    write_end(c);
    check_usable(c);
    end(c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static caller callers[3];
    static caller other;
    supply input = {data, size};
    const uint8_t call = supply_byte(&input);
    const uint8_t ways = supply_byte(&input);
    const uint32_t seeds[] = {0, 1, 2u + supply_byte(&input)};
    const uint8_t patience = supply_byte(&input);
    /* It gives up between two events of the script, whose times are whole multiples of 10 ms. */
    const uint32_t gives_up = patience > 200 ? (patience - 200) * 100u + 37 : 0;
    if (input.left > LONGEST) {
        return 0;
    }
    for (unsigned i = 0; i < 3; i++) {
        init(&callers[i], input, ways, seeds[i], gives_up);
        play(&callers[i], call);
        if (strcmp(callers[0].text, callers[i].text) != 0) {
            fprintf(stderr, "%s---- cut with seed %u ----\n%s", callers[0].text, (unsigned)seeds[i],
                    callers[i].text);
            hold(false, "any split: the same calls");
        }
    }
    if ((ways & 2) != 0) {
        init(&other, input, ways, seeds[2], gives_up);
        check_config(&other);
        other.holds_chunks = true;
        other.at_once = gives_up == 0;
        other.config.log = NULL;
        play(&other, call);
    }
    return 0;
}
