/*
 * One body, read as a program does it with ymr: every field of every part, or by jsmn alone: only its tokens, the floor of
 * this way of decoding. How it is measured, bench/decoding.h says.
 *
 *     decode_cost ymr|jsmn return|page|items FILE [ROUNDS]
 *
 * callgrind counts the instructions of read_ymr or find_tokens.
 */
#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include "bench/decoding.h"
#include "ymr/client.h"
#include "ymr/envelope.h"

enum { IO_SIZE = 2048, TEXT_SIZE = 8192, TOKENS = 500 };

size_t read_ymr(shape what);
size_t find_tokens(shape what);

/* ---- ymr ----------------------------------------------------------------------------------------------- */

static char io[IO_SIZE], text[TEXT_SIZE];
static ymr_token tokens[TOKENS];
static ymr_document document;
static ymr_return found;
static ymr_return_item item;
static ymr_client client;
static size_t parts;

/* A network that brings one answer. */
static char head[128];
static size_t head_length, given;

static ymr_status open_it(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport, (void)endpoint;
    given = 0;
    return YMR_OK;
}

static ymr_status send_it(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    (void)transport, (void)bytes;
    *sent = length;
    return YMR_OK;
}

static ymr_status receive_it(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    const bool in_head = given < head_length;
    const char *from = in_head ? head + given : body + (given - head_length);
    const size_t left = in_head ? head_length - given : body_length - (given - head_length);
    (void)transport;
    *received = left < room ? left : room;
    memcpy(bytes, from, *received);
    given += *received;
    return YMR_OK;
}

static void close_it(ymr_transport *transport)
{
    (void)transport;
}

static void wait_for_it(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    (void)transport, (void)interest, (void)timeout_ms;
}

static const ymr_transport_api network = {open_it, send_it, receive_it, close_it, wait_for_it, NULL};
static ymr_transport transport = {&network};

static uint32_t no_time(void *context)
{
    (void)context;
    return 0;
}

static void visit_item(const ymr_return_item *of)
{
    ymr_list decisions = of->decisions, instances = of->instances, tracks = of->tracks;
    ymr_decision decision;
    ymr_instance instance;
    ymr_track track;
    ymr_text image;
    parts++;
    while (ymr_decision_next(&decisions, &decision)) {
        parts++;
        while (ymr_list_next_text(&decision.images, &image)) {
            parts++;
        }
    }
    while (ymr_instance_next(&instances, &instance)) {
        parts++;
    }
    while (ymr_track_next(&tracks, &track)) {
        parts++;
    }
}

static void visit(const ymr_return *of)
{
    ymr_list items = of->items;
    parts++;
    while (ymr_return_item_next(&items, &item)) {
        visit_item(&item);
    }
}

static ymr_status on_return(void *context, uint32_t index, const void *element)
{
    (void)context, (void)index;
    visit(element);
    return YMR_OK;
}

static ymr_status on_item(void *context, uint32_t index, const void *element)
{
    (void)context, (void)index;
    visit_item(element);
    return YMR_OK;
}

static ymr_status read_in_memory(void)
{
    ymr_report report = {.warn = NULL};
    ymr_api_error error;
    ymr_status status = ymr_json_parse(&document, body, body_length, tokens, TOKENS, &report.fault);
    if (status == YMR_OK) {
        status = ymr_envelope_open(&document, &ymr_return_shape, &found, &error, &report);
    }
    if (status == YMR_OK) {
        visit(&found);
    }
    return status;
}

__attribute__((noinline)) size_t read_ymr(shape what)
{
    static const ymr_list_events returns = {.element = on_return}, items = {.element = on_item};
    ymr_status status;
    parts = 0;
    if (what == RETURN) {
        status = read_in_memory();
    } else if (what == PAGE) {
        status = ymr_get_returns(&client, &(ymr_returns_filter){0}, &returns, NULL, &found);
    } else {
        status = ymr_get_return_by_items(&client, 1, 1, &items, NULL, &item, &found);
        parts++;
    }
    if (status != YMR_OK) {
        fprintf(stderr, "decode_cost: %s %s\n", ymr_status_text(status), client.report.fault.path);
        exit(1);
    }
    return parts;
}

static void prepare_ymr(void)
{
    static ymr_config config = {.transport = &transport, .platform = {no_time, NULL, NULL}, .policy = {0},
                                .endpoint = {.host = "127.0.0.1", .port = 80}, .api_key = "k", .campaign_id = 1,
                                .business_id = 1,
                                .workspace = {io, sizeof io, text, sizeof text, tokens, TOKENS}};
    head_length = (size_t)snprintf(head, sizeof head,
                                   "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
                                   body_length);
    config.policy.attempts = 1;
    const ymr_status status = ymr_client_init(&client, &config);
    if (status != YMR_OK) {
        fprintf(stderr, "decode_cost: %s\n", ymr_status_text(status));
        exit(1);
    }
}

static size_t memory_of_ymr(shape what, size_t seen)
{
    (void)seen;
    const size_t workspace = sizeof io + sizeof text + sizeof tokens;
    return what == RETURN ? body_length + sizeof tokens + sizeof document + sizeof found + sizeof item
                          : workspace + sizeof client + sizeof found + sizeof item;
}

/* ---- jsmn ---------------------------------------------------------------------------------------------- */

static jsmntok_t floor_tokens[BODY_SIZE / 8];

__attribute__((noinline)) size_t find_tokens(shape what)
{
    jsmn_parser parser;
    (void)what;
    jsmn_init(&parser);
    const int count = jsmn_parse(&parser, body, body_length, floor_tokens,
                                 sizeof floor_tokens / sizeof floor_tokens[0]);
    return count < 0 ? 0 : (size_t)count;
}

static size_t memory_of_tokens(shape what, size_t seen)
{
    (void)what;
    return body_length + seen * sizeof *floor_tokens;
}

int main(int argc, char **argv)
{
    shape what;
    if (argc < 4 || !take_body(argv + 2, &what)) {
        fprintf(stderr, "usage: decode_cost ymr|jsmn return|page|items FILE [ROUNDS]\n");
        return 2;
    }
    if (strcmp(argv[1], "jsmn") == 0) {
        return decoding(find_tokens, memory_of_tokens, what, argv[4]);
    }
    prepare_ymr();
    return decoding(read_ymr, memory_of_ymr, what, argv[4]);
}
