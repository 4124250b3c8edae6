/*
 * Notifications. The first byte is 'H' for a whole HTTP request, then a byte that says how it is cut; else
 * the rest is a body, and at the same time name and message of an answer.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "http_reference.h"
#include "json_reference.h"
#include "support.h"
#include "ymr/notify.h"
#include "ymr/request_reader.h"

enum { LONGEST = 1500, ROOM = 900 };

static json_reference reference;

/* ---- A body ---- */

/* The value of a key of the root, 0 if there is none or it is null. */
static size_t value_of(const char *text, const char *name)
{
    size_t found = 0;
    for (size_t key = 1; key < reference.count; key = json_reference_behind(&reference, key)) {
        const json_value *value = &reference.values[key + 1];
        const bool null = value->type == JSON_PRIMITIVE && text[value->start] == 'n';
        if (json_reference_says(&reference, key, name, strlen(name)) && !null) {
            found = key + 1;
        }
    }
    return found;
}

/* What each type cannot do without, from the description of the API. */
static const struct {
    const char *type;
    const char *keys[5];
} needs[] = {
    {"ORDER_RETURN_CREATED", {"campaignId", "orderId", "returnId", "createdAt"}},
    {"ORDER_RETURN_STATUS_UPDATED", {"campaignId", "orderId", "returnId", "updatedAt"}},
    {"CHAT_CREATED", {"businessId", "chatId", "createdAt"}},
    {"CHAT_ARBITRAGE_STARTED", {"businessId", "chatId", "startedAt"}},
    {"CHAT_ARBITRAGE_FINISHED", {"businessId", "chatId", "finishedAt"}},
    {"CHAT_MESSAGE_SENT", {"businessId", "chatId", "messageId", "sentAt"}},
};

static bool is_type(size_t value, const char *name)
{
    return json_reference_says(&reference, value, name, strlen(name));
}

static void check_number(const char *text, const char *key, ymr_integer got)
{
    const size_t value = value_of(text, key);
    if (got.present) {
        hold(value != 0 && reference.values[value].type == JSON_PRIMITIVE, "a number is there");
        hold(got.value == strtoll(text + reference.values[value].start, NULL, 10),
             "it is the one that was sent");
    }
}

static void check_needs(const char *text)
{
    const size_t type = value_of(text, "notificationType");
    hold(type != 0 && reference.values[type].type == JSON_STRING, "a notification has a type");
    for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++) {
        for (unsigned k = 0; is_type(type, needs[i].type) && needs[i].keys[k] != NULL; k++) {
            hold(value_of(text, needs[i].keys[k]) != 0, "a notification has what its type needs");
        }
    }
}

static void check_items(ymr_list items)
{
    ymr_notification_item item;
    uint32_t left = items.left;
    for (; ymr_notification_item_next(&items, &item); left--) {
        hold(left > 0 && item.present, "an item is one");
    }
    hold(left == 0, "every item comes");
}

static void check_notification(const ymr_notification *n, const char *text)
{
    check_needs(text);
    check_number(text, "orderId", n->order_id);
    check_number(text, "returnId", n->return_id);
    check_number(text, "campaignId", n->campaign_id);
    check_number(text, "businessId", n->business_id);
    check_number(text, "chatId", n->chat_id);
    check_items(n->items);
}

static unsigned warnings;

static void on_warn(void *context, const ymr_fault *fault)
{
    (void)context;
    hold(memchr(fault->path, '\0', sizeof fault->path) != NULL && fault->status < 0,
         "a warning names its place");
    warnings++;
}

typedef struct verdict {
    ymr_status status;
    uint64_t print;
    bool ours;
} verdict;

static verdict read_body(const char *text, size_t length, size_t room)
{
    char *const copy = exact_copy(text, length);
    ymr_token *const tokens = malloc((room + 1) * sizeof *tokens);
    ymr_document document;
    ymr_notification n;
    ymr_report report = {.warn = on_warn};
    verdict v = {0};
    warnings = 0;
    v.status = ymr_notification_read(&document, copy, length, tokens, room, &n, &report);
    hold(v.status <= YMR_OK && (v.status == YMR_OK || report.fault.status == v.status),
         "a refusal has its place");
    hold(report.warn == on_warn, "the report stays the caller's");
    if (v.status == YMR_OK) {
        v.print = n.print;
        v.ours = ymr_notification_is_ours(n.type.value);
        hold(v.ours || warnings == 0, "what is passed over gives no warning");
        if (reference.valid) {
            check_notification(&n, text);
        }
    }
    free(tokens);
    free(copy);
    return v;
}

/* The same event, written in another way; and a second one beside it in the ring. */
static void check_print(const char *text, size_t length, const verdict *v)
{
    uint64_t prints[2];
    ymr_seen seen;
    char *const longer = malloc(length + 2);
    longer[0] = ' ';
    memcpy(longer + 1, text, length);
    longer[length + 1] = '\n';
    reference.valid = false; /* its places are of the other text */
    const verdict again = read_body(longer, length + 2, ROOM);
    hold((again.status == YMR_OK) == (v->status == YMR_OK) && again.ours == v->ours, "blanks change nothing");
    hold(v->status != YMR_OK || (again.print == v->print) == v->ours, "the same event has the same print");
    ymr_seen_init(&seen, prints, 2);
    ymr_seen_add(&seen, v->print);
    ymr_seen_add(&seen, v->print);
    hold(seen.used == 1 && ymr_seen_has(&seen, v->print), "an event is remembered once");
    ymr_seen_add(&seen, v->print + 1);
    ymr_seen_add(&seen, v->print + 2);
    hold(!ymr_seen_has(&seen, v->print) && ymr_seen_has(&seen, v->print + 1), "the oldest is forgotten");
    free(longer);
}

static void fuzz_body(const char *text, size_t length, size_t few)
{
    json_reference_read(text, length, &reference);
    const bool valid = reference.valid;
    const verdict v = read_body(text, length, length / 2 + 1);
    hold(v.status != YMR_E_TOKENS, "half as many tokens as bytes are enough");
    hold(v.status != YMR_OK || valid, "a notification is JSON");
    const verdict tight = read_body(text, length, few);
    hold(tight.status == v.status || tight.status == YMR_E_TOKENS || v.status < 0,
         "few tokens do, or do not");
    check_print(text, length, &v);
    json_reference_free(&reference);
}

/* ---- A request ---- */

typedef struct request {
    ymr_request_reader reader;
    ymr_status status;
    size_t used;
    char *body;
    size_t size;
} request;

static void read_request(request *r, supply bytes, size_t size, uint32_t seed)
{
    pieces p;
    pieces_begin(&p, seed);
    memset(r, 0, sizeof *r);
    r->body = malloc(size > 0 ? size : 1);
    r->size = size;
    r->status = YMR_PENDING;
    ymr_request_reader_init(&r->reader, "/notification", r->body, size);
    while (bytes.left > 0 && r->status == YMR_PENDING) {
        const size_t piece = pieces_next(&p, bytes.left);
        char *const copy = exact_copy(bytes.at, piece);
        size_t taken = 0;
        r->status = ymr_request_reader_feed(&r->reader, copy, piece, &taken);
        hold(taken <= piece && (taken == piece || r->status != YMR_PENDING), "it takes what belongs to it");
        r->used += taken;
        bytes.at += piece;
        bytes.left -= piece;
        free(copy);
    }
    hold((r->status < 0) == (r->reader.http_status >= 400), "an error has its answer");
    hold(r->reader.http_status <= 431 && r->reader.length <= size, "in bounds");
}

static bool is_forwarded(ymr_text a, ymr_text b)
{
    return a.length == b.length && a.length <= YMR_MAX_FORWARDED && (a.bytes == NULL) == (b.bytes == NULL) &&
           (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

static void check_same_request(const request *a, const request *b)
{
    const ymr_request_reader *r = &a->reader;
    const ymr_request_reader *s = &b->reader;
    hold(a->status == b->status && r->http_status == s->http_status, "any split: one verdict");
    hold(a->status < 0 || a->used == b->used, "any split: one end");
    hold(r->head_complete == s->head_complete && r->complete == s->complete &&
             r->expects_continue == s->expects_continue,
         "any split: one head");
    hold(a->status < 0 || (r->length == s->length && memcmp(a->body, b->body, r->length) == 0),
         "any split: one body");
    hold(is_forwarded(ymr_request_reader_forwarded(r), ymr_request_reader_forwarded(s)),
         "any split: one address");
}

/* With a status line for its first line it is an answer, and can be read as one. */
static void check_request(const request *r, const char *bytes, size_t length)
{
    static const char line[] = "HTTP/1.1 200 \r\n";
    static const char wanted[] = "POST /notification HTTP/1.";
    if (r->status != YMR_OK) {
        return;
    }
    hold(length > sizeof wanted && memcmp(bytes, wanted, sizeof wanted - 1) == 0, "it is for us");
    const char *const rest = strchr(bytes, '\n') + 1;
    const size_t left = r->used - (size_t)(rest - bytes);
    char *const answer = malloc(sizeof line + left);
    http_reference read;
    memcpy(answer, line, sizeof line - 1);
    memcpy(answer + sizeof line - 1, rest, left);
    hold(http_reference_read(answer, sizeof line - 1 + left, true, false, &read), "what is taken is whole");
    hold(read.length == r->reader.length && memcmp(read.body, r->body, read.length) == 0,
         "its body is what was sent");
    free(read.body);
    free(answer);
}

static void fuzz_request(supply bytes, uint32_t seed, size_t room)
{
    const uint32_t seeds[] = {0, 1, seed};
    request requests[3];
    char *const text = malloc(bytes.left + 1);
    memcpy(text, bytes.at, bytes.left);
    text[bytes.left] = '\0';
    for (unsigned i = 0; i < 3; i++) {
        read_request(&requests[i], bytes, room, seeds[i]);
        check_same_request(&requests[0], &requests[i]);
    }
    check_request(&requests[0], text, bytes.left);
    if (requests[0].status == YMR_OK) {
        fuzz_body(requests[0].body, requests[0].reader.length, 8);
    }
    for (unsigned i = 0; i < 3; i++) {
        free(requests[i].body);
    }
    free(text);
}

/* ---- Answers ---- */

/* In exactly the room that it needs, and in none. */
static void check_answer(const char *out, size_t length, unsigned status, const char *member, ymr_text wanted)
{
    http_reference answer;
    hold(http_reference_read(out, length, false, false, &answer) && answer.used == length,
         "an answer is one");
    hold(answer.status == status, "an answer has its status");
    json_reference_read(answer.body, answer.length, &reference);
    hold(reference.valid, "an answer is JSON");
    bool found = false;
    for (size_t i = 1; i + 1 < reference.count; i++) {
        found = found || (json_reference_says(&reference, i, member, strlen(member)) &&
                          json_reference_says(&reference, i + 1, wanted.bytes, wanted.length));
    }
    hold(found, "an answer says what it was to say");
    json_reference_free(&reference);
    free(answer.body);
}

static ymr_status answer(bool accepts, ymr_text text, const char *message, uint64_t number, char *out,
                         size_t size, size_t *length)
{
    static const uint16_t statuses[] = {400, 403, 404, 405, 408, 413, 415, 417, 431, 500, 418};
    if (accepts) {
        return ymr_notify_accept(text, (int64_t)(number << 20 >> 20), out, size, length);
    }
    return ymr_notify_refuse(statuses[number % 11], (ymr_notify_error)(number % 3), message, out, size,
                             length);
}

static void fuzz_answer(bool accepts, const char *bytes, size_t length, uint64_t number)
{
    static const uint16_t statuses[] = {400, 403, 404, 405, 408, 413, 415, 417, 431, 500, 418};
    char *const message = malloc(length + 1);
    memcpy(message, bytes, length);
    message[length] = '\0';
    const ymr_text text = {message, accepts ? length : strlen(message)};
    size_t needed = 0;
    size_t written = 0;
    const ymr_status status = answer(accepts, text, message, number, NULL, 0, &needed);
    hold(status == YMR_E_SPACE || (status == YMR_E_ARGUMENT && needed == 0),
         "an answer needs room, or cannot be");
    if (status == YMR_E_SPACE) {
        char *const out = malloc(needed);
        hold(answer(accepts, text, message, number, out, needed, &written) == YMR_OK && written == needed,
             "what it needs is enough");
        check_answer(out, written, accepts ? 200 : statuses[number % 11], accepts ? "name" : "message", text);
        free(out);
        char *const short_of = malloc(needed);
        hold(answer(accepts, text, message, number, short_of, needed - 1, &written) == YMR_E_SPACE &&
                 written == needed,
             "less is too little");
        free(short_of);
    }
    free(message);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    supply input = {data, size};
    const uint8_t kind = supply_byte(&input);
    if (input.left > LONGEST) {
        return 0;
    }
    if (kind == 'H') {
        const uint32_t seed = supply_byte(&input);
        fuzz_request(input, seed, seed * 4);
        return 0;
    }
    const char *const text = (const char *)input.at;
    fuzz_body(text, input.left, kind);
    fuzz_answer(true, text, input.left, kind * UINT64_C(0x10101010101));
    fuzz_answer(false, text, input.left, kind);
    return 0;
}
