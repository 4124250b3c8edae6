/*
 * One body, read in three ways:
 *
 *     decode ymr   return|page|items FILE    as a program does it with ymr: every field of every part
 *     decode cjson return|page|items FILE    with cJSON, the same fields; numbers are doubles there, dates and names stay text
 *     decode jsmn  return|page|items FILE    only its tokens, with jsmn: the floor of our way
 *
 * `return` is a body in memory. `page` (of a list) and `items` (one return of many items) come out of a transport with their
 * HTTP head, in pieces as large as the buffer, as they do on a device: nowhere does ymr hold them whole.
 *
 * Prints what it read, the memory it took beside code and stack, how often it allocated, and nanoseconds (the best of some
 * rounds). callgrind counts the instructions of read_ymr, read_cjson or find_tokens.
 */
#define JSMN_STATIC
#define JSMN_STRICT
#define JSMN_PARENT_LINKS
#include <jsmn.h>

#include <cjson/cJSON.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ymr/client.h"
#include "ymr/envelope.h"

enum { BODY_SIZE = 1 << 23, IO_SIZE = 2048, TEXT_SIZE = 8192, TOKENS = 500, ROUNDS = 20 };

typedef enum shape { RETURN, PAGE, ITEMS } shape;

static char body[BODY_SIZE];
static size_t body_length;
static size_t parts, allocations, held, peak;

size_t read_ymr(shape what);
size_t read_cjson(shape what);
size_t find_tokens(void);

/* ---- ymr ----------------------------------------------------------------------------------------------- */

static char io[IO_SIZE], text[TEXT_SIZE];
static ymr_token tokens[TOKENS];
static ymr_document document;
static ymr_return found;
static ymr_return_item item;
static ymr_client client;

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
        fprintf(stderr, "decode: %s %s\n", ymr_status_text(status), client.report.fault.path);
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
        fprintf(stderr, "decode: %s\n", ymr_status_text(status));
        exit(1);
    }
}

static size_t memory_of_ymr(shape what)
{
    const size_t workspace = sizeof io + sizeof text + sizeof tokens;
    return what == RETURN ? body_length + sizeof tokens + sizeof document + sizeof found + sizeof item
                          : workspace + sizeof client + sizeof found + sizeof item;
}

/* ---- cJSON --------------------------------------------------------------------------------------------- */

typedef union allocation {
    size_t size;
    max_align_t aligned;
} allocation;

static void *take_memory(size_t size)
{
    allocation *memory = malloc(sizeof *memory + size);
    if (memory == NULL) {
        return NULL;
    }
    memory->size = size;
    allocations++;
    held += size;
    peak = held > peak ? held : peak;
    return memory + 1;
}

static void give_back(void *bytes)
{
    if (bytes != NULL) {
        allocation *memory = (allocation *)bytes - 1;
        held -= memory->size;
        free(memory);
    }
}

/* The fields of each part, in the order of the API's description. */
static const char *const money_names[] = {"value", "currencyId", NULL};
static const char *const instance_names[] = {"stockType", "status", "cis", "imei", NULL};
static const char *const decision_names[] = {"returnItemId", "count", "comment", "reasonType", "subreasonType",
                                             "decisionType", "refundAmount", "partnerCompensation", NULL};
static const char *const item_names[] = {"marketSku", "shopSku", "count", NULL};
static const char *const address_names[] = {"country", "city", "street", "house", "postcode", NULL};
static const char *const point_names[] = {"id", "name", "instruction", "type", "logisticPartnerId", NULL};
static const char *const return_names[] = {"id", "orderId", "creationDate", "updateDate", "refundStatus", "pickupTillDate",
                                           "shipmentRecipientType", "shipmentStatus", "refundAmount", "returnType",
                                           "fastReturn", NULL};
static volatile size_t fields_seen; /* what is read is used */

static void take_fields(const cJSON *of, const char *const *names)
{
    for (; of != NULL && *names != NULL; names++) {
        fields_seen += cJSON_GetObjectItemCaseSensitive(of, *names) != NULL;
    }
}

static const cJSON *member(const cJSON *of, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(of, name);
}

static void take_decision(const cJSON *decision)
{
    const cJSON *image;
    parts++;
    take_fields(decision, decision_names);
    take_fields(member(decision, "amount"), money_names);
    take_fields(member(decision, "partnerCompensationAmount"), money_names);
    cJSON_ArrayForEach(image, member(decision, "images")) {
        parts++;
    }
}

static void take_item(const cJSON *of)
{
    const cJSON *part;
    parts++;
    take_fields(of, item_names);
    cJSON_ArrayForEach(part, member(of, "decisions")) {
        take_decision(part);
    }
    cJSON_ArrayForEach(part, member(of, "instances")) {
        parts++;
        take_fields(part, instance_names);
    }
    cJSON_ArrayForEach(part, member(of, "tracks")) {
        parts++;
        fields_seen += member(part, "trackCode") != NULL;
    }
}

static void take_return(const cJSON *of)
{
    const cJSON *part, *point = member(of, "logisticPickupPoint");
    parts++;
    take_fields(of, return_names);
    take_fields(point, point_names);
    take_fields(member(point, "address"), address_names);
    take_fields(member(of, "amount"), money_names);
    cJSON_ArrayForEach(part, member(of, "items")) {
        take_item(part);
    }
}

__attribute__((noinline)) size_t read_cjson(shape what)
{
    const cJSON *part;
    cJSON *whole = cJSON_ParseWithLength(body, body_length);
    const cJSON *result = member(whole, "result");
    parts = 0;
    if (what == PAGE) {
        cJSON_ArrayForEach(part, member(result, "returns")) {
            take_return(part);
        }
    } else {
        take_return(result);
    }
    cJSON_Delete(whole);
    return parts;
}

/* ---- jsmn ---------------------------------------------------------------------------------------------- */

static jsmntok_t *floor_tokens;
static unsigned floor_room;

__attribute__((noinline)) size_t find_tokens(void)
{
    jsmn_parser parser;
    jsmn_init(&parser);
    const int count = jsmn_parse(&parser, body, body_length, floor_tokens, floor_room);
    return count < 0 ? 0 : (size_t)count;
}

/* ---- Measuring ----------------------------------------------------------------------------------------- */

static char pristine[BODY_SIZE];

static size_t once(char way, shape what)
{
    return way == 'y' ? read_ymr(what) : way == 'c' ? read_cjson(what) : find_tokens();
}

/* Decoding in memory unescapes in place, so each round gets the body as it came. */
static size_t measure(char way, shape what, long long *best)
{
    size_t seen = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct timespec began, ended;
        memcpy(body, pristine, body_length);
        allocations = 0;
        clock_gettime(CLOCK_MONOTONIC, &began);
        seen = once(way, what);
        clock_gettime(CLOCK_MONOTONIC, &ended);
        const long long ns = (ended.tv_sec - began.tv_sec) * 1000000000LL + (ended.tv_nsec - began.tv_nsec);
        *best = round == 0 || ns < *best ? ns : *best;
    }
    return seen;
}

int main(int argc, char **argv)
{
    FILE *file = argc == 4 ? fopen(argv[3], "rb") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: decode ymr|cjson|jsmn return|page|items FILE\n");
        return 2;
    }
    body_length = fread(pristine, 1, sizeof pristine, file);
    fclose(file);
    const shape what = argv[2][0] == 'r' ? RETURN : argv[2][0] == 'p' ? PAGE : ITEMS;
    const char way = argv[1][0];
    cJSON_Hooks hooks = {take_memory, give_back};
    cJSON_InitHooks(&hooks);
    prepare_ymr();
    floor_room = (unsigned)(body_length / 2);
    floor_tokens = calloc(floor_room, sizeof *floor_tokens);
    long long ns = 0;
    const size_t seen = measure(way, what, &ns);
    const size_t memory = way == 'y' ? memory_of_ymr(what) : way == 'c' ? body_length + peak
                                     : body_length + seen * sizeof *floor_tokens;
    free(floor_tokens);
    printf("{\"bytes\": %zu, \"seen\": %zu, \"allocations\": %zu, \"memory\": %zu, \"ns\": %lld}\n", body_length, seen,
           allocations, memory, ns);
    return seen == 0;
}
