/* What becomes of the records of a journal, answer by answer. Chance is in tests/tools/journal_runs.c. */
#include <stdio.h>

#include "check.h"
#include "delivery_parts.h"
#include "storage_model.h"
#include "ymr/delivery.h"

enum { SECOND = 1000, HOUR = 3600 * SECOND, ROOM = 1024, TURNS = 24, NEWS = 24, QUIET = 60 * SECOND };

#define NOW INT64_C(1795000000000)

/* ---- A Market that answers what a list says ------------------------------------------------------------ */

#define READ "GET /v2/campaigns/7/orders/8/returns/9 "
#define READ_10 "GET /v2/campaigns/7/orders/8/returns/10 "
#define OFFERS "POST /v1/businesses/5/returns/decisions "
#define SUBMIT "POST /v2/campaigns/7/orders/8/returns/9/decision/submit "
#define SUBMIT_10 "POST /v2/campaigns/7/orders/8/returns/10/decision/submit "
#define SET "POST /v2/campaigns/7/orders/8/returns/9/decision "

#define OK "200 OK", "{\"status\":\"OK\"}"
#define ERROR(status, code) status, "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"" code "\"}]}"
#define RETURN(id, date, status, items)                                                                      \
    "200 OK", "{\"status\":\"OK\",\"result\":{\"id\":" id ",\"orderId\":8,\"returnType\":\"RETURN\"," date   \
              "\"refundStatus\":\"" status                                                                   \
              "\",\"items\":[{\"shopSku\":\"s\",\"count\":1,\"decisions\":[" items "]}]}}"
#define ITEM(id, type) "{\"returnItemId\":" id ",\"decisionType\":\"" type "\"}"
#define WAITING RETURN("9", "", "PREMODERATION_DECISION_WAITING", "")
#define MATCHING RETURN("9", "", "PREMODERATION_DECISION_MADE", ITEM("1", "REPAIR") "," ITEM("2", "REPLACE"))
#define DIFFERING RETURN("9", "", "PREMODERATION_DECISION_MADE", ITEM("1", "REPAIR") "," ITEM("2", "REPAIR"))
#define SAYING_NOTHING RETURN("9", "", "PREMODERATION_DECISION_MADE", ITEM("1", "REPAIR"))
#define OFFERING(list) "200 OK", "{\"status\":\"OK\",\"result\":{\"availableDecisions\":[" list "]}}"
#define OFFER(type) "{\"decisionType\":\"" type "\"}"
#define BOTH_OFFERED OFFERING(OFFER("REPAIR") "," OFFER("REPLACE"))

/* One connection: what is asked, and what comes back. */
typedef struct turn {
    const char *asks; /* the begin of the request; NULL: nobody asks */
    const char *status;
    const char *body;
    enum { ANSWERS, DIES, NEVER_OPENS, OPENS_LATE, IS_SILENT } how;
} turn;

static struct {
    ymr_transport transport;
    const turn *turns;
    unsigned count;
    unsigned at; /* turns that were begun */
    int64_t began[TURNS];
    char request[2048];
    size_t length;
    char answer[2048];
    size_t given;
    bool open;
    int64_t now; /* ms since NOW */

    storage_model storage, copy;
    ymr_journal journal, other;
    ymr_journal_slot slots[16], other_slots[16];
    ymr_delivery delivery;
    ymr_delivery_config config;
    ymr_delivery_track tracks[4];
    uint8_t buffer[ROOM];
    ymr_client client;
    ymr_config client_config;
    char io[1024], text[2048];
    ymr_token tokens[128];
    ymr_clock clock;
    ymr_clock_state clock_state;

    ymr_delivery_event news[NEWS];
    ymr_journal_entry told[NEWS];
    unsigned heard;
} t;

static uint32_t ticks(void *context)
{
    (void)context;
    return (uint32_t)(t.now + 0xffff0000);
}

static ymr_clock_state wall(void *context, int64_t *unix_ms)
{
    (void)context;
    *unix_ms = NOW + t.now;
    return t.clock_state;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    (void)endpoint;
    if (!t.open) {
        if (!CHECK(t.at < t.count, "nobody asks more than that")) {
            return YMR_E_REFUSED;
        }
        t.began[t.at] = t.now;
        t.open = true;
        t.length = t.given = 0;
        t.at++;
    }
    const turn *plan = &t.turns[t.at - 1];
    return plan->how == NEVER_OPENS ? YMR_E_UNREACHABLE : plan->how == OPENS_LATE ? YMR_PENDING : YMR_OK;
}

/* What the journal would say if power failed now. */
static ymr_journal_state stored_state(uint64_t id)
{
    ymr_journal_entry entry = {.id = 0};
    storage_model_copy(&t.copy, &t.storage);
    CHECK_STATUS(
        YMR_OK,
        ymr_journal_mount(&t.other, &t.copy.storage, t.other_slots, COUNT_OF(t.other_slots), NULL, NULL),
        "it mounts at any time");
    CHECK(ymr_journal_next(&t.other, id - 1, &entry) && entry.id == id, "the record is there");
    return entry.state;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    (void)transport;
    if (t.length == 0 && strstr(bytes, "/decision") != NULL && strstr(bytes, "/businesses/") == NULL) {
        CHECK_I64(YMR_JOURNAL_SENT, stored_state(t.delivery.record.entry.id), "SENT before the first byte");
    }
    if (!CHECK(t.length + length < sizeof t.request, "the request fits")) {
        return YMR_E_IO;
    }
    memcpy(t.request + t.length, bytes, length);
    t.length += length;
    t.request[t.length] = '\0';
    *sent = length;
    return YMR_OK;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    const turn *plan = &t.turns[t.at - 1];
    (void)transport;
    CHECK(plan->asks != NULL && strncmp(plan->asks, t.request, strlen(plan->asks)) == 0,
          check_note("turn %u: %.80s", t.at, t.request));
    if (plan->how == DIES) {
        return YMR_E_RESET;
    }
    if (plan->how == IS_SILENT) {
        return YMR_PENDING;
    }
    const size_t length = (size_t)snprintf(
        t.answer, sizeof t.answer,
        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n\r\n%s", plan->status,
        plan->body[0] == '<' ? "text/html" : "application/json", strlen(plan->body), plan->body);
    *received = length - t.given < room ? length - t.given : room;
    memcpy(bytes, t.answer + t.given, *received);
    t.given += *received;
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    (void)transport;
    t.open = false;
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    (void)transport;
    (void)interest;
    t.now += timeout;
}

static void on_event(void *context, const ymr_delivery_event *event)
{
    (void)context;
    if (CHECK(t.heard < NEWS, "not so much happens")) {
        t.told[t.heard] = *event->entry;
        t.news[t.heard] = *event;
        t.news[t.heard].entry = &t.told[t.heard];
        t.heard++;
    }
}

/* ---- A device ------------------------------------------------------------------------------------------ */

static void boot(void)
{
    t.open = false;
    CHECK_STATUS(YMR_OK,
                 ymr_journal_mount(&t.journal, &t.storage.storage, t.slots, COUNT_OF(t.slots), NULL, NULL),
                 "it mounts");
    CHECK_STATUS(YMR_OK, ymr_client_init(&t.client, &t.client_config), "the client");
    CHECK_STATUS(YMR_OK, ymr_delivery_init(&t.delivery, &t.config), "the delivery");
}

static void begin(const turn *turns, unsigned count)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};
    memset(&t, 0, sizeof t);
    t.transport.api = &api;
    t.turns = turns;
    t.count = count;
    t.clock = (ymr_clock){wall, NULL};
    t.clock_state = YMR_CLOCK_TRUSTED;
    t.client_config =
        (ymr_config){.transport = &t.transport,
                     .platform = {ticks, NULL, NULL},
                     .endpoint = {"api.example", 443, true},
                     .api_key = "ACMA:key:01234567",
                     .campaign_id = 7,
                     .business_id = 5,
                     .workspace = {t.io, sizeof t.io, t.text, sizeof t.text, t.tokens, COUNT_OF(t.tokens)},
                     .policy = YMR_POLICY_DEFAULT};
    t.client_config.policy.attempts = 1;
    t.config = (ymr_delivery_config){.client = &t.client,
                                     .journal = &t.journal,
                                     .clock = &t.clock,
                                     .tracks = t.tracks,
                                     .track_count = COUNT_OF(t.tracks),
                                     .buffer = t.buffer,
                                     .buffer_size = sizeof t.buffer,
                                     .taker = on_event,
                                     .policy = YMR_DELIVERY_POLICY_DEFAULT};
    storage_model_init(&t.storage, 2048, 8, 4);
    boot();
}

#define BEGIN(list) begin(list, COUNT_OF(list))

static const ymr_item_decision decided[] = {{.return_item_id = 1, .type = YMR_DECISION_TYPE_REPAIR},
                                            {.return_item_id = 2, .type = YMR_DECISION_TYPE_REPLACE}};

static uint64_t append_as(int64_t return_id, ymr_journal_call call, int64_t deadline)
{
    const ymr_journal_submit submit = {.campaign_id = 7,
                                       .order_id = 8,
                                       .return_id = return_id,
                                       .call = call,
                                       .decisions = {decided, call == YMR_JOURNAL_SUBMIT ? 2 : 1},
                                       .made_ms = NOW,
                                       .deadline_ms = deadline};
    uint64_t id = 0;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&t.journal, &submit, &id), "appended");
    return id;
}

static uint64_t append(int64_t return_id)
{
    return append_as(return_id, YMR_JOURNAL_SUBMIT, YMR_JOURNAL_NO_TIME);
}

/* Nobody delivers it here. */
static uint64_t append_other_campaign(void)
{
    const ymr_journal_submit submit = {.campaign_id = 70,
                                       .order_id = 8,
                                       .return_id = 9,
                                       .call = YMR_JOURNAL_SUBMIT,
                                       .decisions = {decided, 2},
                                       .made_ms = NOW,
                                       .deadline_ms = YMR_JOURNAL_NO_TIME};
    uint64_t id = 0;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&t.journal, &submit, &id), "appended");
    return id;
}

/* Until nothing is left to deliver, or for so long. */
static ymr_status go_on(int64_t ms)
{
    const int64_t end = t.now + ms;
    ymr_status status = YMR_PENDING;
    for (int i = 0; i < 100000 && t.now < end && status == YMR_PENDING; i++) {
        status = ymr_delivery_step(&t.delivery);
        if (status == YMR_PENDING) {
            ymr_delivery_wait(&t.delivery, (uint32_t)(end - t.now));
        }
    }
    return status;
}

static ymr_journal_entry entry_of(uint64_t id)
{
    ymr_journal_entry entry = {.id = 0};
    CHECK(ymr_journal_next(&t.journal, id - 1, &entry) && entry.id == id, "the record is there");
    return entry;
}

static void check_end(uint64_t id, ymr_journal_state state, ymr_delivery_reason reason, const char *note)
{
    const ymr_journal_entry entry = entry_of(id);
    CHECK_I64(state, entry.state, note);
    CHECK_I64(reason, ymr_delivery_reason_of(&entry), note);
    CHECK_U64(t.count, t.at, note);
    if (CHECK(t.heard > 0, note)) {
        CHECK_U64(id, t.news[t.heard - 1].entry->id, note);
        CHECK_I64(state, t.news[t.heard - 1].entry->state, note);
        CHECK_I64(reason, t.news[t.heard - 1].reason, note);
    }
}

/* ---- The first send ------------------------------------------------------------------------------------ */

TEST(delivery_reads_then_sends_then_settles)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "taken");
    CHECK(!entry_of(id).learnt.author_unknown, "it was us");
    CHECK_U64(1, entry_of(id).learnt.sends, "once");
    CHECK(t.began[0] >= 15 * SECOND, "not before reads show what was so before the start");
    CHECK_U64(1, t.heard, "one event");
}

TEST(delivery_sends_nothing_when_the_first_read_settles_it)
{
    static const struct {
        turn read;
        ymr_journal_state state;
        ymr_delivery_reason reason;
    } cases[] = {
        {{READ, MATCHING, ANSWERS}, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON},
        {{READ, DIFFERING, ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_DIFFERS},
        {{READ, SAYING_NOTHING, ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD},
        {{READ, ERROR("404 Not Found", "NOT_FOUND"), ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_GONE},
        {{READ, ERROR("400 Bad Request", "BAD_REQUEST"), ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD},
        {{READ, RETURN("10", "", "PREMODERATION_DECISION_WAITING", ""), ANSWERS},
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_UNTOLD},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin(&cases[i].read, 1);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
        check_end(id, cases[i].state, cases[i].reason, cases[i].read.body);
        CHECK_U64(0, entry_of(id).learnt.sends, cases[i].read.body);
        CHECK(entry_of(id).learnt.author_unknown == (cases[i].state == YMR_JOURNAL_SETTLED), "not known");
    }
}

TEST(delivery_keeps_a_clear_refusal_with_its_code)
{
    static const struct {
        const char *status, *body;
        uint16_t http;
    } cases[] = {
        {ERROR("400 Bad Request", "BAD_REQUEST"), 400},
        {ERROR("404 Not Found", "BAD_REQUEST"), 404},
        {ERROR("409 Conflict", "BAD_REQUEST"), 409},
        {ERROR("200 OK", "BAD_REQUEST"), 200},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const turn turns[] = {{READ, WAITING, ANSWERS}, {SUBMIT, cases[i].status, cases[i].body, ANSWERS}};
        BEGIN(turns);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), cases[i].status);
        check_end(id, YMR_JOURNAL_REFUSED, YMR_DELIVERY_NO_REASON, cases[i].status);
        CHECK_I64(cases[i].http, entry_of(id).learnt.http_status, cases[i].status);
        CHECK_STR("BAD_REQUEST", entry_of(id).learnt.code, cases[i].status);
    }
}

TEST(delivery_tries_again_what_was_not_decided)
{
    static const turn cases[] = {
        {SUBMIT, ERROR("401 Unauthorized", "X"), ANSWERS},
        {SUBMIT, ERROR("403 Forbidden", "X"), ANSWERS},
        {SUBMIT, ERROR("408 Request Timeout", "X"), ANSWERS},
        {SUBMIT, ERROR("420 Limit", "X"), ANSWERS},
        {SUBMIT, ERROR("423 Locked", "X"), ANSWERS},
        {SUBMIT, ERROR("429 Too Many", "X"), ANSWERS},
        {SUBMIT, "400 Bad Request", "<html>", ANSWERS},
        {SUBMIT, "404 Not Found", "<html>", ANSWERS},
        {SUBMIT, "302 Found", "<html>", ANSWERS},
        {SUBMIT, NULL, NULL, NEVER_OPENS},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *note = cases[i].status != NULL ? cases[i].status : "no network";
        const turn turns[] = {
            {READ, WAITING, ANSWERS}, cases[i], {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
        BEGIN(turns);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), note);
        check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, note);
        CHECK_U64(2, entry_of(id).learnt.sends, note);
        CHECK(t.began[2] - t.began[1] >= 2 * SECOND && t.began[2] - t.began[1] < QUIET, note);
    }
}

TEST(delivery_reads_again_when_the_read_fails)
{
    static const turn cases[] = {
        {READ, ERROR("500 Internal Server Error", "X"), ANSWERS},
        {READ, "502 Bad Gateway", "<html>", ANSWERS},
        {READ, ERROR("401 Unauthorized", "X"), ANSWERS},
        {READ, ERROR("420 Limit", "X"), ANSWERS},
        {READ, "404 Not Found", "<html>", ANSWERS},
        {READ, NULL, NULL, DIES},
        {READ, NULL, NULL, NEVER_OPENS},
        {READ, "200 OK", "<html>", ANSWERS},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const char *note = cases[i].status != NULL ? cases[i].status : "no answer";
        const turn turns[] = {cases[i], cases[i], {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
        BEGIN(turns);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), note);
        check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, note);
        CHECK(t.began[2] - t.began[1] > t.began[1] - t.began[0], "it waits longer each time");
    }
}

TEST(delivery_sends_no_byte_long_after_the_read)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS},
                                 {SUBMIT, NULL, NULL, OPENS_LATE},
                                 {READ, WAITING, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    t.client_config.policy.connect_ms = 50000;
    t.now += 15 * SECOND;
    const uint64_t id = append(9);
    for (int i = 0; i < 200 && t.at < 3; i++) {
        (void)ymr_delivery_step(&t.delivery);
        ymr_delivery_wait(&t.delivery, SECOND);
    }
    CHECK(t.began[2] - t.began[1] >= 30 * SECOND && t.began[2] - t.began[1] <= 40 * SECOND,
          "cut off in time");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "and tried again");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "later");
}

/* ---- Nobody knows -------------------------------------------------------------------------------------- */

#define SENT_AND_DIED {READ, WAITING, ANSWERS}, {SUBMIT, NULL, NULL, DIES}

TEST(delivery_sends_again_after_quiet_two_reads_and_the_offer)
{
    static const turn turns[] = {SENT_AND_DIED,
                                 {READ, WAITING, ANSWERS}, /* soon: most settle there */
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {OFFERS, BOTH_OFFERED, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "taken");
    CHECK_U64(2, entry_of(id).learnt.sends, "twice");
    CHECK(!entry_of(id).learnt.author_unknown, "the second one was taken");
    CHECK(t.began[2] - t.began[1] < 5 * SECOND, "it is looked for soon");
    CHECK(t.began[3] - t.began[1] >= QUIET, "then it is quiet");
    CHECK(t.began[4] - t.began[3] >= 10 * SECOND, "the two reads are apart");
    CHECK(t.began[6] - t.began[4] < 30 * SECOND, "and it goes at once");
}

TEST(delivery_looks_up_what_nobody_knows)
{
    static const struct {
        const char *note;
        ymr_journal_state state;
        ymr_delivery_reason reason;
        unsigned count;
        turn turns[4];
    } cases[] = {
        {"matches at once", YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, 1, {{READ, MATCHING, ANSWERS}}},
        {"differs at once", YMR_JOURNAL_WORKER, YMR_DELIVERY_DIFFERS, 1, {{READ, DIFFERING, ANSWERS}}},
        {"late effect",
         YMR_JOURNAL_SETTLED,
         YMR_DELIVERY_NO_REASON,
         2,
         {{READ, WAITING, ANSWERS}, {READ, MATCHING, ANSWERS}}},
        {"another was quicker",
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_DIFFERS,
         2,
         {{READ, WAITING, ANSWERS}, {READ, DIFFERING, ANSWERS}}},
        {"cannot be told",
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_UNTOLD,
         2,
         {{READ, SAYING_NOTHING, ANSWERS}, {READ, SAYING_NOTHING, ANSWERS}}},
        {"told later",
         YMR_JOURNAL_SETTLED,
         YMR_DELIVERY_NO_REASON,
         2,
         {{READ, SAYING_NOTHING, ANSWERS}, {READ, MATCHING, ANSWERS}}},
        {"gone",
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_GONE,
         2,
         {{READ, ERROR("404 Not Found", "X"), ANSWERS}, {READ, ERROR("404 Not Found", "X"), ANSWERS}}},
        {"the second read does not agree",
         YMR_JOURNAL_SETTLED,
         YMR_DELIVERY_NO_REASON,
         3,
         {{READ, WAITING, ANSWERS}, {READ, WAITING, ANSWERS}, {READ, MATCHING, ANSWERS}}},
        {"nothing is offered",
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_NOT_OFFERED,
         4,
         {{READ, WAITING, ANSWERS},
          {READ, WAITING, ANSWERS},
          {READ, WAITING, ANSWERS},
          {OFFERS, OFFERING(""), ANSWERS}}},
        {"one of them is not offered",
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_NOT_OFFERED,
         4,
         {{READ, WAITING, ANSWERS},
          {READ, WAITING, ANSWERS},
          {READ, WAITING, ANSWERS},
          {OFFERS, OFFERING(OFFER("REPAIR")), ANSWERS}}},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        turn turns[6] = {SENT_AND_DIED};
        memcpy(turns + 2, cases[i].turns, sizeof cases[i].turns);
        begin(turns, 2 + cases[i].count);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), cases[i].note);
        check_end(id, cases[i].state, cases[i].reason, cases[i].note);
        CHECK_U64(1, entry_of(id).learnt.sends, cases[i].note);
        CHECK(entry_of(id).learnt.author_unknown == (cases[i].state == YMR_JOURNAL_SETTLED), cases[i].note);
    }
}

TEST(delivery_looks_whether_an_earlier_send_was_taken_when_a_later_one_is_refused)
{
    static const turn again[] = {SENT_AND_DIED,
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {OFFERS, BOTH_OFFERED, ANSWERS},
                                 {SUBMIT, ERROR("400 Bad Request", "NOT_WAITING"), ANSWERS}};
    static const struct {
        turn last;
        ymr_journal_state state;
        ymr_delivery_reason reason;
    } cases[] = {{{READ, MATCHING, ANSWERS}, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON},
                 {{READ, WAITING, ANSWERS}, YMR_JOURNAL_REFUSED, YMR_DELIVERY_NO_REASON},
                 {{READ, DIFFERING, ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_DIFFERS}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        turn turns[COUNT_OF(again) + 1];
        memcpy(turns, again, sizeof again);
        turns[COUNT_OF(again)] = cases[i].last;
        BEGIN(turns);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
        check_end(id, cases[i].state, cases[i].reason, cases[i].last.body);
        CHECK_STR("NOT_WAITING", entry_of(id).learnt.code, "the answer is kept");
    }
}

TEST(delivery_does_not_send_for_ever)
{
    static const turn turns[] = {SENT_AND_DIED, {READ, WAITING, ANSWERS}, {READ, WAITING, ANSWERS}};
    BEGIN(turns);
    t.config.policy.sends = 1;
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "it ends");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_SENDS, "often enough");
}

/* ---- Power --------------------------------------------------------------------------------------------- */

/* Sent, and power fails at once: the answer never came. */
static uint64_t send_and_fail(const turn *turns, unsigned count)
{
    begin(turns, count);
    const uint64_t id = append(9);
    while (t.at < 2 && t.now < HOUR) {
        (void)go_on(1);
    }
    CHECK_I64(YMR_JOURNAL_SENT, entry_of(id).state, "it is sent");
    return id;
}

TEST(delivery_finds_after_a_loss_of_power_that_nobody_knows)
{
    static const turn turns[] = {SENT_AND_DIED,
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {OFFERS, BOTH_OFFERED, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    for (int known = 0; known < 2; known++) {
        const uint64_t id = send_and_fail(turns, COUNT_OF(turns));
        t.now += HOUR; /* without power */
        t.clock_state = known ? YMR_CLOCK_TRUSTED : YMR_CLOCK_FLOOR;
        const int64_t booted = t.now;
        t.turns += known; /* the quiet time is over: the first read is one of the two */
        t.count -= (unsigned)known;
        boot();
        CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
        check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, known ? "trusted clock" : "no clock");
        CHECK_U64(2, entry_of(id).learnt.sends, "twice");
        CHECK((t.began[t.count - 1] - booted >= QUIET) == !known,
              "quiet from the boot on, unless it is known");
    }
}

TEST(delivery_settles_at_once_after_a_loss_of_power_what_the_market_has)
{
    static const turn turns[] = {SENT_AND_DIED, {READ, MATCHING, ANSWERS}};
    const uint64_t id = send_and_fail(turns, COUNT_OF(turns));
    const int64_t booted = t.now;
    boot();
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "found");
    CHECK(t.began[2] - booted < SECOND, "at once");
    CHECK(entry_of(id).learnt.author_unknown, "by whom, nobody knows");
}

/* A lock, or a key that may not: that is over when somebody comes again, and was never about the decision. */
TEST(delivery_tries_again_after_a_loss_of_power_what_was_not_decided)
{
    static const turn cases[] = {
        {SUBMIT, ERROR("401 Unauthorized", "X"), ANSWERS}, {SUBMIT, ERROR("403 Forbidden", "X"), ANSWERS},
        {SUBMIT, ERROR("408 Request Timeout", "X"), ANSWERS}, {SUBMIT, ERROR("420 Limit", "X"), ANSWERS},
        {SUBMIT, ERROR("423 Locked", "X"), ANSWERS}, {SUBMIT, ERROR("429 Too Many", "X"), ANSWERS},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const turn turns[] = {
            {READ, WAITING, ANSWERS}, cases[i], {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
        BEGIN(turns);
        const uint64_t id = append(9);
        while (t.at < 2 || ymr_delivery_is_calling(&t.delivery)) {
            CHECK_STATUS(YMR_PENDING, go_on(1), cases[i].status);
        }
        boot();
        CHECK_STATUS(YMR_OK, go_on(HOUR), cases[i].status);
        check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, cases[i].status);
        CHECK_U64(2, entry_of(id).learnt.sends, cases[i].status);
    }
}

TEST(delivery_never_sends_again_what_is_in_doubt)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {READ, WAITING, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, id, YMR_JOURNAL_SENT, NULL), "a mark");
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, id, YMR_JOURNAL_SENT, NULL), "and a later one");
    const uint32_t mark = t.slots[0].mark;
    (void)append_other_campaign(); /* behind it, so that it is no write that was cut off */
    for (uint32_t i = 40; i < 60; i++) {
        t.storage.bytes[mark + i] ^= 0x24;
    }
    boot();
    CHECK(entry_of(id).doubtful, "the later one cannot be read");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD, "it may have been sent, and finished");
}

TEST(delivery_tells_again_what_needs_the_worker)
{
    static const turn turns[] = {{READ, DIFFERING, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "done");
    boot();
    CHECK_STATUS(YMR_OK, go_on(HOUR), "nothing to do");
    CHECK_U64(2, t.heard, "told twice");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_DIFFERS, "with its reason");
    CHECK_STR("the Market has another decision", ymr_delivery_reason_text(t.news[1].reason), "in words");
}

TEST(delivery_says_when_the_storage_fails)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}};
    BEGIN(turns);
    (void)append(9);
    storage_model_cut(&t.storage, 1, STORAGE_CUT_TORN, 1);
    CHECK_STATUS(YMR_E_IO, go_on(HOUR), "SENT could not be kept");
    CHECK_U64(1, t.at, "so nothing was sent");
    CHECK_STATUS(YMR_E_IO, ymr_delivery_step(&t.delivery), "and again");
    storage_model_power_on(&t.storage);
}

TEST(delivery_can_be_stopped)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS},
                                 {SUBMIT, NULL, NULL, OPENS_LATE},
                                 {READ, WAITING, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    while (t.at < 2 && t.now < HOUR) {
        (void)ymr_delivery_step(&t.delivery);
        ymr_delivery_wait(&t.delivery, 10);
    }
    CHECK(ymr_delivery_is_calling(&t.delivery), "a call");
    CHECK_U64(0, ymr_delivery_idle_ms(&t.delivery), "that is to be stepped");
    CHECK_STATUS(YMR_PENDING, ymr_delivery_stop(&t.delivery), "ended");
    CHECK(!ymr_delivery_is_calling(&t.delivery), "the client is free");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "it goes on");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "later");
}

/* ---- Several records ----------------------------------------------------------------------------------- */

#define WAITING_10 RETURN("10", "", "PREMODERATION_DECISION_WAITING", "")

TEST(delivery_brings_the_oldest_first_also_with_one_track)
{
    static const turn turns[] = {{READ_10, WAITING_10, ANSWERS},
                                 {SUBMIT_10, OK, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    for (size_t tracks = 1; tracks < 3; tracks++) {
        BEGIN(turns);
        t.config.track_count = tracks;
        boot();
        (void)append(10);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
        check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "the younger one");
        CHECK_U64(2, t.heard, "both");
    }
}

TEST(delivery_lets_a_younger_one_wait_and_then_read_afresh)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}, {READ, MATCHING, ANSWERS}};
    BEGIN(turns);
    (void)append(9);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "pressed twice: the same");
    CHECK(t.began[2] - t.began[1] >= 15 * SECOND, "a read may be older than the first one's end");
}

TEST(delivery_hands_a_younger_one_over_with_the_older)
{
    static const turn turns[] = {
        {READ, DIFFERING, ANSWERS}, {READ_10, WAITING_10, ANSWERS}, {SUBMIT_10, OK, ANSWERS}};
    BEGIN(turns);
    (void)append(9);
    const uint64_t younger = append(9);
    const uint64_t other = append(10);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(other, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "another return does not mind");
    CHECK_I64(YMR_JOURNAL_WORKER, entry_of(younger).state, "handed over");
    const ymr_journal_entry entry = entry_of(younger);
    CHECK_I64(YMR_DELIVERY_OLDER, ymr_delivery_reason_of(&entry), "because of the older one");
}

TEST(delivery_does_not_let_one_that_fails_hold_up_the_others)
{
    static const turn turns[] = {{READ, ERROR("500 Internal Server Error", "X"), ANSWERS},
                                 {READ_10, WAITING_10, ANSWERS},
                                 {SUBMIT_10, OK, ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    (void)append(10);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "the older one came last");
}

TEST(delivery_leaves_other_campaigns_alone)
{
    static const turn turns[] = {{NULL, NULL, NULL, ANSWERS}};
    begin(turns, 0);
    const uint64_t id = append_other_campaign();
    CHECK_STATUS(YMR_OK, go_on(HOUR), "nothing for this client");
    CHECK_I64(YMR_JOURNAL_APPENDED, entry_of(id).state, "untouched");
}

TEST(delivery_forgets_what_somebody_else_has_finished)
{
    static const turn turns[] = {
        SENT_AND_DIED, {READ, WAITING, ANSWERS}, {READ_10, WAITING_10, ANSWERS}, {SUBMIT_10, OK, ANSWERS}};
    BEGIN(turns);
    t.config.track_count = 1;
    boot();
    const uint64_t id = append(9);
    const uint64_t other = append(10);
    CHECK_STATUS(YMR_PENDING, go_on(40 * SECOND), "one waits for the quiet, the other one for its track");
    CHECK_U64(3, t.at, "so far");
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, id, YMR_JOURNAL_ACKNOWLEDGED, NULL), "a person");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(other, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "the track is free");
}

TEST(delivery_waits_while_the_client_is_busy)
{
    static const turn turns[] = {
        {READ, WAITING, OPENS_LATE}, {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    static ymr_return out;
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, ymr_start_return(&t.client, 8, 9, &out), "somebody's call");
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&t.client), "is under way");
    CHECK_STATUS(YMR_PENDING, go_on(20 * SECOND), "so it waits");
    CHECK_U64(1, t.at, "and does nothing");
    ymr_client_cancel(&t.client);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "then it goes on");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "delivered");
}

TEST(delivery_gives_up_what_it_cannot_hold_or_read)
{
    static const turn turns[] = {{NULL, NULL, NULL, ANSWERS}};
    begin(turns, 0);
    t.config.buffer_size = 8;
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_TOO_LONG, "the buffer");
    CHECK_I64(9, t.news[0].entry->return_id, "which return it is about");
    CHECK_U64(0, t.news[0].entry->learnt.sends, "never sent");

    begin(turns, 0);
    const uint64_t damaged = append(9);
    t.storage.bytes[t.slots[0].record + 130] ^= 0x3c;
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(damaged, YMR_JOURNAL_WORKER, YMR_DELIVERY_DAMAGED, "bit rot");
}

/* Who decides anew must not meet a request that is still under way. */
TEST(delivery_gives_up_nothing_before_the_quiet_time_is_over)
{
    static const turn turns[] = {SENT_AND_DIED};
    const uint64_t id = send_and_fail(turns, COUNT_OF(turns));
    const int64_t booted = t.now;
    t.clock_state = YMR_CLOCK_FLOOR;
    t.config.buffer_size = 8; /* another build's */
    boot();
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_TOO_LONG, "the buffer");
    CHECK(t.now - booted >= QUIET, "the worker hears of it when nothing can be under way");
}

TEST(delivery_waits_for_quiet_behind_a_damage_that_it_comes_upon)
{
    static const turn turns[] = {SENT_AND_DIED, {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    for (int again = 0; again < 2; again++) {
        const uint64_t id = send_and_fail(turns, COUNT_OF(turns));
        const int64_t died = t.now;
        t.storage.bytes[t.slots[0].record + 130] ^= 0x3c;
        if (again) { /* mounted again, as the file is that was lent to another process */
            CHECK_STATUS(YMR_OK,
                         ymr_journal_mount(&t.journal, &t.storage.storage, t.slots, COUNT_OF(t.slots), NULL,
                                           NULL),
                         "it mounts");
        }
        CHECK_STATUS(YMR_OK, go_on(10 * SECOND), "nobody can send that any more");
        CHECK_I64(YMR_JOURNAL_WORKER, entry_of(id).state, "it is the worker's");
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, id, YMR_JOURNAL_ACKNOWLEDGED, NULL), "who looks");
        const uint64_t anew = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
        check_end(anew, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, again ? "mounted" : "read");
        CHECK(t.began[t.count - 1] - died >= QUIET, "not while the one that is lost could take effect");
    }
}

/* ---- The deadline -------------------------------------------------------------------------------------- */

TEST(delivery_warns_of_the_deadline_once_each)
{
    static const turn turns[] = {{NULL, NULL, NULL, ANSWERS}};
    begin(turns, 0);
    t.client_config.campaign_id = 70; /* nobody delivers them: they stay open */
    boot();
    (void)append_as(9, YMR_JOURNAL_SUBMIT, NOW + 8 * (int64_t)HOUR);
    (void)append(10); /* not known */
    for (int i = 0; i < 600; i++) {
        CHECK_STATUS(YMR_OK, ymr_delivery_step(&t.delivery), "watching");
        t.now += 60 * SECOND;
    }
    if (CHECK_U64(3, t.heard, "6 hours before, 1 hour before, passed")) {
        CHECK(t.news[0].left_ms <= 6 * HOUR && t.news[0].left_ms > 6 * HOUR - 120 * SECOND, "6 hours");
        CHECK(t.news[1].left_ms <= HOUR && t.news[1].left_ms > HOUR - 120 * SECOND, "1 hour");
        CHECK(t.news[2].left_ms <= 0 && t.news[2].left_ms > -120 * SECOND, "passed");
        CHECK_I64(YMR_DELIVERY_DEADLINE, t.news[2].news, "of the deadline");
    }
    t.heard = 0;
    boot();
    CHECK_STATUS(YMR_OK, ymr_delivery_step(&t.delivery), "after a loss of power");
    CHECK_U64(1, t.heard, "told again, once");
    (void)append_as(9, YMR_JOURNAL_SUBMIT, NOW + t.now + 2 * (int64_t)HOUR);
    t.now += 60 * SECOND;
    CHECK_STATUS(YMR_OK, ymr_delivery_step(&t.delivery), "a new one");
    CHECK_U64(2, t.heard, "whose time is short already");
}

TEST(delivery_sends_nothing_after_the_deadline)
{
    static const turn reads[] = {{READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    static const struct {
        ymr_clock_state clock;
        ymr_journal_state state;
        ymr_delivery_reason reason;
        unsigned turns;
    } cases[] = {{YMR_CLOCK_TRUSTED, YMR_JOURNAL_WORKER, YMR_DELIVERY_OVERDUE, 1},
                 {YMR_CLOCK_FLOOR, YMR_JOURNAL_WORKER, YMR_DELIVERY_OVERDUE, 1},
                 {YMR_CLOCK_PROVISIONAL, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, 2}};
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        begin(reads, cases[i].turns);
        t.clock_state = cases[i].clock;
        const uint64_t id = append_as(9, YMR_JOURNAL_SUBMIT, NOW - 1);
        CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
        check_end(id, cases[i].state, cases[i].reason, "by what is known of the time");
    }
}

TEST(delivery_learns_the_deadline_from_the_return)
{
    /* NOW is 2026-11-18T11:06:40Z: three days after the application */
    static const turn turns[] = {
        {READ,
         RETURN("9", "\"creationDate\":\"2026-11-15T11:06:40Z\",", "PREMODERATION_DECISION_WAITING", ""),
         ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_OVERDUE, "too late");
    CHECK_I64(YMR_DELIVERY_DEADLINE, t.news[0].news, "told before");
    CHECK(t.news[0].left_ms < -23 * (int64_t)HOUR, "a day ago");
}

/* ---- The deprecated pair ------------------------------------------------------------------------------- */

TEST(delivery_selects_and_confirms)
{
    static const turn turns[] = {
        {READ, WAITING, ANSWERS},
        {SET, OK, ANSWERS},
        {READ, RETURN("9", "", "WAITING_FOR_DECISION", ITEM("1", "REPAIR")), ANSWERS},
        {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    (void)append_as(9, YMR_JOURNAL_SET, YMR_JOURNAL_NO_TIME);
    const uint64_t id = append_as(9, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "all is delivered");
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "both");
    CHECK(strstr(t.request, "returnItemId") == NULL, "CONFIRM has no decisions");
}

TEST(delivery_does_not_confirm_what_another_selected)
{
    static const turn turns[] = {
        {READ, RETURN("9", "", "WAITING_FOR_DECISION", ITEM("1", "REPLACE")), ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append_as(9, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_DIFFERS, "another selection is shown");
}

TEST(delivery_does_not_confirm_behind_a_refused_selection)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SET, ERROR("400 Bad Request", "X"), ANSWERS}};
    BEGIN(turns);
    const uint64_t set = append_as(9, YMR_JOURNAL_SET, YMR_JOURNAL_NO_TIME);
    const uint64_t confirm = append_as(9, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "there is nothing left to do");
    check_end(set, YMR_JOURNAL_REFUSED, YMR_DELIVERY_NO_REASON, "the selection");
    const ymr_journal_entry entry = entry_of(confirm);
    CHECK_I64(YMR_DELIVERY_OLDER, ymr_delivery_reason_of(&entry), "and with it what would confirm it");
    CHECK_U64(confirm, t.news[0].entry->id, "handed over first: power may fail between the two");
}

/* ---- Arguments ----------------------------------------------------------------------------------------- */

TEST(delivery_says_what_is_missing)
{
    static const ymr_delivery_policy right = YMR_DELIVERY_POLICY_DEFAULT;
    static const turn turns[] = {{NULL, NULL, NULL, ANSWERS}};
    ymr_delivery_policy *policy = &t.config.policy;
    begin(turns, 0);
    policy->quiet_ms = 19999;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "less than twice the time-out");
    *policy = right;
    policy->stale_ms = policy->quiet_ms;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no time for a late effect");
    *policy = right;
    policy->fresh_ms = 0;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "0");
    *policy = right;
    policy->backoff_cap_ms = UINT32_MAX;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "above a week");
    *policy = right;
    policy->warn_ms[0] = policy->warn_ms[1] - 1;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config),
                 "the first warning after the second");
    *policy = right;
    policy->sends = 0;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no send at all");
    *policy = right;
    t.config.client = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no client");
    t.config.client = &t.client;
    t.config.journal = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no journal");
    t.config.journal = &t.journal;
    t.config.tracks = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no tracks");
    t.config.tracks = t.tracks;
    t.config.track_count = 0;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no track");
    t.config.track_count = 1;
    t.config.buffer = NULL;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_delivery_init(&t.delivery, &t.config), "no buffer");
    t.config.buffer = t.buffer;
    CHECK_STATUS(YMR_OK, ymr_delivery_init(&t.delivery, &t.config), "all is there");
    t.config.clock = NULL;
    t.config.taker = NULL;
    CHECK_STATUS(YMR_OK, ymr_delivery_init(&t.delivery, &t.config), "these may be missing");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "nothing to do");
}

TEST(delivery_reasons_have_words_and_can_be_read_back)
{
    for (int i = YMR_DELIVERY_NO_REASON + 1; i <= YMR_DELIVERY_DAMAGED; i++) {
        for (int j = YMR_DELIVERY_NO_REASON; j < i; j++) {
            CHECK(strcmp(ymr_delivery_reason_text((ymr_delivery_reason)i),
                         ymr_delivery_reason_text((ymr_delivery_reason)j)) != 0,
                  "each says another thing");
        }
    }
    CHECK_STR("", ymr_delivery_reason_text((ymr_delivery_reason)99), "unknown");
    const ymr_journal_entry strange = {.state = YMR_JOURNAL_WORKER, .learnt = {.cause = YMR_E_ENTROPY}};
    CHECK_I64(YMR_DELIVERY_DAMAGED, ymr_delivery_reason_of(&strange), "the journal's own doing");
    CHECK_STR("", ymr_delivery_reason_text(YMR_DELIVERY_NO_REASON), "none");
}

/* ---- Edges --------------------------------------------------------------------------------------------- */

/* Which answers are about the decision, and which about the moment (RFC 9110, section 15; the API's 420). */
TEST(delivery_knows_a_refusal_from_a_bad_moment)
{
    static const uint16_t passing[] = {401, 403, 408, 420, 423, 429, 500, 503, 599};
    static const uint16_t refusals[] = {200, 302, 400, 402, 404, 405, 409, 410,
                                        419, 421, 422, 424, 428, 430, 499};
    for (size_t i = 0; i < COUNT_OF(passing); i++) {
        CHECK(!ymr_delivery_is_refusal(YMR_E_API, passing[i]), check_note("%d", passing[i]));
    }
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        CHECK(ymr_delivery_is_refusal(YMR_E_API, refusals[i]), check_note("%d", refusals[i]));
        CHECK(ymr_delivery_is_refusal(YMR_E_NOT_FOUND, refusals[i]), check_note("%d", refusals[i]));
        CHECK(!ymr_delivery_is_refusal(YMR_E_HTTP_STATUS, refusals[i]), "not the API's word");
    }
}

TEST(delivery_waits_ever_longer_but_not_for_ever)
{
    static const turn turns[] = {
        {READ, NULL, NULL, NEVER_OPENS}, {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    t.config.policy.backoff_ms = 3000;
    t.config.policy.backoff_cap_ms = 10000;
    const uint64_t id = append(9);
    t.delivery.fails = UINT8_MAX;
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, NULL);
    CHECK_I64(10 * SECOND + 3 * SECOND, t.began[1] - t.began[0],
              "all wait as long as they may, this one a little longer");
}

static uint32_t thousand(void *context)
{
    (void)context;
    return 1000;
}

TEST(delivery_spreads_its_tries)
{
    static const turn turns[] = {
        {READ, NULL, NULL, NEVER_OPENS}, {READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    t.client_config.platform.random = thousand;
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, NULL);
    CHECK_I64(2 * (2000 - 1000 % 1001), t.began[1] - t.began[0], "twice two seconds, less what chance says");
}

/* A limit until next month is a fault of somebody's; a week is the most that is waited for. */
TEST(delivery_waits_a_week_at_most)
{
    static const turn turns[] = {{READ,
                                  "420 Limit\r\nDate: Sun, 01 Nov 2026 00:00:00 "
                                  "GMT\r\nX-RateLimit-Resource-Until: Tue, 01 Dec 2026 00:00:00 GMT",
                                  "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"LIMIT\"}]}", ANSWERS},
                                 {READ, WAITING, ANSWERS},
                                 {SUBMIT, OK, ANSWERS}};
    const int64_t week = 7 * 24 * (int64_t)HOUR;
    BEGIN(turns);
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(2 * week), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, NULL);
    CHECK(t.began[1] - t.began[0] >= week && t.began[1] - t.began[0] < week + 60 * SECOND, "a week");
}

/* What cannot be read or asked for will not be another time either. */
TEST(delivery_gives_up_what_it_can_never_learn)
{
    static const char long_read[] =
        "{\"status\":\"OK\",\"result\":{\"id\":9,\"orderId\":8,\"returnType\":\"RETURN\",\"new\":"
        "\"0123456789012345678901234567890123456789012345678901234567890123456789\",\"items\":[]}}";
    static const char many[] =
        "{\"status\":\"OK\",\"result\":{\"id\":9,\"orderId\":8,\"returnType\":\"RETURN\",\"new\":"
        "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18],\"items\":[]}}";
    static const turn too_long[] = {{READ, "200 OK", long_read, ANSWERS}};
    static const turn too_many[] = {{READ, "200 OK", many, ANSWERS}};
    BEGIN(too_long);
    t.client_config.workspace.text_size = 128;
    uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "too long");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD, "too long");

    BEGIN(too_many);
    t.client_config.workspace.token_count = 20;
    id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "too many tokens");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD, "too many tokens");

    begin(too_long, 0);
    t.client_config.api_key = "no\nkey";
    id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "no request");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD, "no request");
}

static void until_calling(void)
{
    for (int i = 0; i < 1000 && !ymr_delivery_is_calling(&t.delivery); i++) {
        ymr_delivery_wait(&t.delivery, SECOND);
        (void)ymr_delivery_step(&t.delivery);
    }
}

TEST(delivery_gives_up_what_it_cannot_send)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}};
    static char comment[700];
    ymr_item_decision one = {
        .return_item_id = 1, .type = YMR_DECISION_TYPE_REPAIR, .comment = {comment, sizeof comment}};
    ymr_journal_submit submit = {.campaign_id = 0, /* of any store */
                                 .order_id = 8,
                                 .return_id = 9,
                                 .call = YMR_JOURNAL_SUBMIT,
                                 .decisions = {&one, 1},
                                 .made_ms = NOW,
                                 .deadline_ms = YMR_JOURNAL_NO_TIME};
    uint64_t id = 0;
    memset(comment, 'x', sizeof comment);
    BEGIN(turns);
    t.client_config.workspace.io_size = YMR_IO_MIN;
    CHECK_STATUS(YMR_OK, ymr_journal_append(&t.journal, &submit, &id), "appended");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "the request is longer than the buffer");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNSENDABLE, "the request is longer than the buffer");
    CHECK_STATUS(YMR_E_SPACE, entry_of(id).learnt.status, "which is told");

    BEGIN(turns);
    id = append(9);
    until_calling();
    t.delivery.record.submit.call = (ymr_journal_call)99; /* as from a later version */
    CHECK_STATUS(YMR_OK, go_on(HOUR), "no call that this version knows");
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNSENDABLE, "no call that this version knows");
}

TEST(delivery_counts_sends_as_far_as_it_can)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    const uint64_t id = append(9);
    until_calling();
    t.delivery.record.entry.learnt.sends = UINT32_MAX;
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    CHECK_U64(UINT32_MAX, entry_of(id).learnt.sends, "not from the beginning");
}

TEST(delivery_asks_again_what_is_offered)
{
    static const struct {
        turn asked;
        ymr_journal_state state;
        ymr_delivery_reason reason;
        unsigned more;
    } cases[] = {
        {{OFFERS, ERROR("500 Internal Server Error", "X"), ANSWERS},
         YMR_JOURNAL_SETTLED,
         YMR_DELIVERY_NO_REASON,
         4},
        {{OFFERS, NULL, NULL, DIES}, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, 4},
        {{OFFERS, ERROR("400 Bad Request", "X"), ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_NOT_OFFERED, 0},
        {{OFFERS, OFFERING(OFFER("REPAIR")), ANSWERS}, YMR_JOURNAL_WORKER, YMR_DELIVERY_NOT_OFFERED, 0},
        {{OFFERS,
          OFFERING("\"01234567890123456789012345678901234567890123456789012345678901234567890123456789"
                   "01234567890123456789012345678901234567890123456789012345678901234567890123456789"
                   "01234567890123456789012345678901234567890123456789012345678901234567890123456789\""),
          ANSWERS},
         YMR_JOURNAL_WORKER,
         YMR_DELIVERY_NOT_OFFERED,
         0},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        const turn turns[] = {SENT_AND_DIED,
                              {READ, WAITING, ANSWERS},
                              {READ, WAITING, ANSWERS},
                              {READ, WAITING, ANSWERS},
                              cases[i].asked,
                              {READ, WAITING, ANSWERS},
                              {OFFERS, BOTH_OFFERED, ANSWERS},
                              {SUBMIT, OK, ANSWERS}};
        begin(turns, 6 + (cases[i].more > 0 ? 3 : 0));
        t.client_config.workspace.text_size = 256;
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, go_on(HOUR), check_note("case %zu", i));
        check_end(id, cases[i].state, cases[i].reason, check_note("case %zu", i));
    }
}

/* What was sent is not cut off, however late: nobody would know more for it. */
TEST(delivery_waits_for_the_answer_to_what_was_sent)
{
    static const turn turns[] = {
        {READ, WAITING, ANSWERS}, {SUBMIT, NULL, NULL, IS_SILENT}, {READ, MATCHING, ANSWERS}};
    BEGIN(turns);
    t.config.policy.fresh_ms = 1000;
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, NULL);
    CHECK(t.began[2] - t.began[1] >= 10 * SECOND, "the silence was waited for");
}

/* A read that began in the quiet time and ends behind it says nothing of a late effect: one more is due at
 * once. */
TEST(delivery_reads_again_at_once_when_quiet_ended_meanwhile)
{
    turn turns[] = {SENT_AND_DIED,
                    {READ, WAITING, ANSWERS},
                    {READ, WAITING, IS_SILENT},
                    {READ, MATCHING, ANSWERS}};
    BEGIN(turns);
    t.client_config.policy.idle_ms = 0;
    t.config.policy.look_ms = 2000;
    const uint64_t id = append(9);
    turns[2].how = IS_SILENT;
    for (int i = 0; i < 1000 && t.now < t.began[1] + QUIET + SECOND; i++) {
        (void)ymr_delivery_step(&t.delivery);
        ymr_delivery_wait(&t.delivery, SECOND);
    }
    CHECK_U64(3, t.at, "one read, that takes long");
    turns[2].how = ANSWERS;
    t.turns = turns;
    turns[3] = turns[4];
    t.count = 4;
    const int64_t answered = t.now;
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, NULL);
    CHECK(t.began[3] - answered < SECOND, "at once");
}

TEST(delivery_has_nothing_to_stop_between_calls)
{
    static const turn turns[] = {{NULL, NULL, NULL, ANSWERS}};
    begin(turns, 0);
    CHECK_STATUS(YMR_PENDING, ymr_delivery_stop(&t.delivery), "nobody looked yet");
    CHECK_STATUS(YMR_OK, go_on(HOUR), "nothing to do");
    CHECK_STATUS(YMR_OK, ymr_delivery_stop(&t.delivery), "nothing to do");
    CHECK_U64(t.config.policy.watch_ms, ymr_delivery_idle_ms(&t.delivery),
              "until the deadlines are looked at");
    t.now += t.config.policy.watch_ms + 5;
    CHECK_U64(0, ymr_delivery_idle_ms(&t.delivery), "they are due");
}

/* A person hears in time, or is not told wrongly: without a clock nothing is known of deadlines. */
TEST(delivery_without_a_clock_knows_no_deadline)
{
    static const turn turns[] = {
        {READ,
         RETURN("9", "\"creationDate\":\"2026-11-15T11:06:40Z\",", "PREMODERATION_DECISION_WAITING", ""),
         ANSWERS},
        {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    t.config.clock = NULL;
    const uint64_t id = append(9);
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_SETTLED, YMR_DELIVERY_NO_REASON, "sent, for nobody knows that it is late");
    CHECK_U64(1, t.heard, "no word of a deadline");
    CHECK_I64(YMR_JOURNAL_NO_TIME, entry_of(id).learnt.last_send_ms, "nor when it was sent");
}

TEST(delivery_keeps_the_deadline_that_it_was_given)
{
    static const turn turns[] = {
        {READ,
         RETURN("9", "\"creationDate\":\"2026-11-15T11:06:40Z\",", "PREMODERATION_DECISION_WAITING", ""),
         ANSWERS},
        {SUBMIT, OK, ANSWERS}};
    static const int64_t deadlines[] = {NOW + 30 * 24 * (int64_t)HOUR, INT64_MAX, INT64_MIN + 1};
    for (size_t i = 0; i < COUNT_OF(deadlines); i++) {
        BEGIN(turns);
        t.count = deadlines[i] > NOW ? 2 : 1;
        const uint64_t id = append_as(9, YMR_JOURNAL_SUBMIT, deadlines[i]);
        CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
        check_end(id, deadlines[i] > NOW ? YMR_JOURNAL_SETTLED : YMR_JOURNAL_WORKER,
                  deadlines[i] > NOW ? YMR_DELIVERY_NO_REASON : YMR_DELIVERY_OVERDUE,
                  check_note("row %zu", i));
        CHECK_U64(1, t.heard, "no warning: it is far, or at the end of time");
    }
}

TEST(delivery_tells_nobody_who_does_not_ask)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SUBMIT, OK, ANSWERS}};
    BEGIN(turns);
    t.config.taker = NULL;
    const uint64_t id = append_as(9, YMR_JOURNAL_SUBMIT, NOW + HOUR / 2);
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    CHECK_I64(YMR_JOURNAL_SETTLED, entry_of(id).state, NULL);
    CHECK_U64(0, t.heard, NULL);
}

/* More ends in a moment than it can remember: then all wait until reads show all of them. */
TEST(delivery_forgets_no_return_that_it_decided)
{
    enum { MANY = YMR_DELIVERY_RECENT + 1 };
    static char paths[MANY][2][80], bodies[MANY][256];
    turn turns[2 * MANY + 2];
    unsigned count = 0;
    for (unsigned i = 0; i < MANY; i++) {
        snprintf(paths[i][0], sizeof paths[i][0], "GET /v2/campaigns/7/orders/8/returns/%u ", 20 + i);
        snprintf(paths[i][1], sizeof paths[i][1], "POST /v2/campaigns/7/orders/8/returns/%u/decision/submit ",
                 20 + i);
        snprintf(bodies[i], sizeof bodies[i],
                 "{\"status\":\"OK\",\"result\":{\"id\":%u,\"orderId\":8,\"returnType\":\"RETURN\","
                 "\"refundStatus\":"
                 "\"PREMODERATION_DECISION_WAITING\",\"items\":[]}}",
                 20 + i);
        turns[count++] = (turn){paths[i][0], "200 OK", bodies[i], ANSWERS};
        turns[count++] = (turn){paths[i][1], OK, ANSWERS};
    }
    turns[count++] = (turn){paths[0][0], "200 OK", bodies[0], ANSWERS};
    turns[count++] = (turn){paths[0][1], OK, ANSWERS};
    begin(turns, count);
    for (unsigned i = 0; i < MANY; i++) {
        (void)append(20 + i);
        if (i == MANY - 2) {
            CHECK_STATUS(YMR_OK, go_on(60 * SECOND), "as many as it remembers");
        }
    }
    CHECK_STATUS(YMR_OK, go_on(t.config.policy.stale_ms / 2), "one more");
    const int64_t ended = t.began[1];
    (void)append(20);
    CHECK_STATUS(YMR_OK, go_on(HOUR), "the first one's return again");
    CHECK_U64(count, t.at, "all were sent");
    CHECK(t.began[count - 2] - ended >= t.config.policy.stale_ms, "but it was not read too early");
}

/* The same while all wait already: until the later of the two. */
TEST(delivery_waits_for_the_last_that_it_cannot_remember)
{
    enum { MANY = YMR_DELIVERY_RECENT + 3 };
    static char paths[MANY][2][80], bodies[MANY][256];
    turn turns[2 * MANY];
    for (unsigned later = 0; later < 2; later++) {
        for (unsigned i = 0; i < MANY; i++) {
            snprintf(paths[i][0], sizeof paths[i][0], "GET /v2/campaigns/7/orders/8/returns/%u ", 20 + i);
            snprintf(paths[i][1], sizeof paths[i][1],
                     "POST /v2/campaigns/7/orders/8/returns/%u/decision/submit ", 20 + i);
            snprintf(bodies[i], sizeof bodies[i],
                     "{\"status\":\"OK\",\"result\":{\"id\":%u,\"orderId\":8,\"returnType\":\"RETURN\","
                     "\"refundStatus\":"
                     "\"PREMODERATION_DECISION_WAITING\",\"items\":[]}}",
                     20 + i);
            turns[2 * i] = (turn){paths[i][0], "200 OK", bodies[i], ANSWERS};
            turns[2 * i + 1] = (turn){paths[i][1], OK, ANSWERS};
        }
        begin(turns, 2 * MANY);
        for (unsigned i = 0; i < MANY; i++) {
            (void)append(20 + i);
        }
        for (int i = 0; i < 10000 && t.at <= 2 * YMR_DELIVERY_RECENT; i++) {
            t.now += 3;
            (void)ymr_delivery_step(&t.delivery);
            ymr_delivery_wait(&t.delivery, 10);
        }
        const uint32_t floor = ymr_delivery_now(&t.delivery) + QUIET;
        if (later) { /* as a damage would have it that was found meanwhile */
            t.delivery.is_settling = true;
            t.delivery.floor = floor;
        }
        const uint32_t second = t.delivery.recent[1].until;
        for (int i = 0; i < 10000 && t.at < 2 * (YMR_DELIVERY_RECENT + 2) && t.now < HOUR; i++) {
            t.now += 3;
            (void)ymr_delivery_step(&t.delivery);
            ymr_delivery_wait(&t.delivery, 10);
        }
        until_calling();
        CHECK_STATUS(YMR_OK, go_on(HOUR), "all of them");
        CHECK_U64(2 * MANY, t.at, "all of them");
        CHECK(ymr_delivery_has_come(t.delivery.floor, later ? floor : second), "the later of the two");
    }
}

TEST(delivery_remembers_the_later_of_two_ends)
{
    ymr_delivery d = {
        .recent = {{9, 100, true}, {8, 500, true}, {9, 50, true}, {9, 200, true}, {9, 900, false}}};
    uint32_t until = 0;
    CHECK(ymr_delivery_recently(&d, 9, &until), "three of them");
    CHECK_U64(200, until, "the latest that holds");
    CHECK(!ymr_delivery_recently(&d, 7, &until), "none");
}

/* CONFIRM may come without decisions: then there is nothing to compare, and it is sent but once. */
TEST(delivery_confirms_without_decisions)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS},
                                 {SUBMIT, NULL, NULL, DIES},
                                 {READ, WAITING, ANSWERS},
                                 {READ, WAITING, ANSWERS}};
    const ymr_journal_submit submit = {.campaign_id = 7,
                                       .order_id = 8,
                                       .return_id = 9,
                                       .call = YMR_JOURNAL_CONFIRM,
                                       .made_ms = NOW,
                                       .deadline_ms = YMR_JOURNAL_NO_TIME};
    uint64_t id = 0;
    BEGIN(turns);
    CHECK_STATUS(YMR_OK, ymr_journal_append(&t.journal, &submit, &id), "appended");
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(id, YMR_JOURNAL_WORKER, YMR_DELIVERY_UNTOLD, "whether it was taken cannot be told");
}

TEST(delivery_hands_over_no_confirm_twice)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS}, {SET, ERROR("400 Bad Request", "X"), ANSWERS}};
    BEGIN(turns);
    const uint64_t set = append_as(9, YMR_JOURNAL_SET, YMR_JOURNAL_NO_TIME);
    const uint64_t confirm = append_as(9, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
    CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, confirm, YMR_JOURNAL_WORKER, NULL),
                 "somebody gave it up");
    CHECK_STATUS(YMR_OK, go_on(HOUR), NULL);
    check_end(set, YMR_JOURNAL_REFUSED, YMR_DELIVERY_NO_REASON, "the selection");
    CHECK_U64(2, t.heard, "the one that was given up, and the refusal");
}

/* What is known after a start, by what was kept. */
TEST(delivery_knows_after_a_start_what_can_be_under_way)
{
    static const turn turns[] = {{READ, NULL, NULL, OPENS_LATE}};
    const int64_t long_ago = NOW - 24 * (int64_t)HOUR;
    const struct {
        ymr_status status;
        uint16_t http;
        ymr_clock_state sent_by, now_by;
        int64_t sent;
        uint32_t total_ms;
        bool clock;
        ymr_delivery_phase phase;
        bool quiet;
    } rows[] = {
        {YMR_PENDING, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, long_ago, 60000, true, YMR_PHASE_UNKNOWN,
         true},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, long_ago, 60000, true,
         YMR_PHASE_UNKNOWN, true},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, NOW, 60000, true, YMR_PHASE_UNKNOWN,
         false},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_PROVISIONAL, YMR_CLOCK_TRUSTED, long_ago, 60000, true,
         YMR_PHASE_UNKNOWN, false},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_FLOOR, long_ago, 60000, true,
         YMR_PHASE_UNKNOWN, false},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, YMR_JOURNAL_NO_TIME, 60000, true,
         YMR_PHASE_UNKNOWN, false},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, long_ago, 60000, false,
         YMR_PHASE_UNKNOWN, false},
        {YMR_E_OUTCOME_UNKNOWN, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, long_ago, 0, true, YMR_PHASE_UNKNOWN,
         false},
        {YMR_E_API, 409, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, NOW, 60000, true, YMR_PHASE_REFUSED, false},
        {YMR_E_API, 429, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, NOW, 60000, true, YMR_PHASE_FRESH, false},
        {YMR_E_UNREACHABLE, 0, YMR_CLOCK_TRUSTED, YMR_CLOCK_TRUSTED, NOW, 60000, true, YMR_PHASE_FRESH,
         false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ymr_journal_learnt learnt = {.sends = 1,
                                           .last_send_ms = rows[i].sent,
                                           .last_send_clock = rows[i].sent_by,
                                           .status = rows[i].status,
                                           .http_status = rows[i].http};
        BEGIN(turns);
        const uint64_t id = append(9);
        CHECK_STATUS(YMR_OK, ymr_journal_mark(&t.journal, id, YMR_JOURNAL_SENT, &learnt), "kept");
        t.client_config.policy.total_ms = rows[i].total_ms;
        t.clock_state = rows[i].now_by;
        t.config.clock = rows[i].clock ? &t.clock : NULL;
        boot();
        const uint32_t now = ymr_delivery_now(&t.delivery);
        CHECK_STATUS(YMR_PENDING, ymr_delivery_step(&t.delivery), check_note("row %zu", i));
        /* A quiet time that is over counts with the first read. */
        CHECK_I64(rows[i].quiet ? YMR_PHASE_QUIET : rows[i].phase, t.tracks[0].phase,
                  check_note("row %zu", i));
        if (rows[i].phase == YMR_PHASE_UNKNOWN) {
            CHECK_U64(rows[i].quiet ? now : now + QUIET, t.tracks[0].quiet_end, check_note("row %zu", i));
        }
    }
}

/* ---- A storage of which any call fails ------------------------------------------------------------------
 */

static struct {
    unsigned left; /* calls until one fails */
} faults;

static bool fails(void)
{
    return faults.left > 0 && --faults.left == 0;
}

static ymr_status faulty_read(void *context, uint32_t offset, void *bytes, size_t length)
{
    return fails() ? YMR_E_IO : t.storage.storage.read(context, offset, bytes, length);
}

static ymr_status faulty_program(void *context, uint32_t offset, const void *bytes, size_t length)
{
    return fails() ? YMR_E_IO : t.storage.storage.program(context, offset, bytes, length);
}

static ymr_status faulty_erase(void *context, uint32_t block)
{
    return fails() ? YMR_E_IO : t.storage.storage.erase(context, block);
}

static ymr_status faulty_sync(void *context)
{
    return fails() ? YMR_E_IO : t.storage.storage.sync(context);
}

/* Whatever is not kept is not sent, and a later start brings the rest to its end. */
TEST(delivery_stops_at_any_call_of_the_storage_that_fails)
{
    static const turn turns[] = {{READ, WAITING, ANSWERS},
                                 {SET, ERROR("400 Bad Request", "X"), ANSWERS},
                                 {READ_10, WAITING_10, ANSWERS},
                                 {SUBMIT_10, OK, ANSWERS}};
    ymr_storage faulty;
    bool failed = true;
    unsigned count = 0;
    for (unsigned at = 2; failed; at++) {
        BEGIN(turns);
        (void)append_as(9, YMR_JOURNAL_SET, YMR_JOURNAL_NO_TIME);
        (void)append_as(10, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
        (void)append_as(9, YMR_JOURNAL_SUBMIT, YMR_JOURNAL_NO_TIME);
        (void)append_as(9, YMR_JOURNAL_CONFIRM, YMR_JOURNAL_NO_TIME);
        faulty = t.storage.storage;
        faulty.read = faulty_read;
        faulty.program = faulty_program;
        faulty.erase = faulty_erase;
        faulty.sync = faulty_sync;
        t.journal.storage = &faulty;
        t.config.buffer_size = at % 2 == 0 ? 8 : ROOM; /* half of them too small */
        faults.left = at / 2;
        const ymr_status status = go_on(14 * SECOND); /* before anything may be read */
        failed = status == YMR_E_IO || faults.left == 0;
        if (status != YMR_E_IO) {
            (void)go_on(6 * SECOND);
        }
        if (ymr_journal_status(&t.journal) != YMR_OK) {
            count++;
            failed = true;
            CHECK_STATUS(YMR_E_IO, ymr_delivery_step(&t.delivery), check_note("call %u", at));
            ymr_delivery_wait(&t.delivery, 1);
            CHECK_STATUS(YMR_E_IO, go_on(SECOND), "until it is mounted again");
        }
        faults.left = 0;
        CHECK_U64(0, t.storage.faults, "no rule of the storage is broken");
        if (at > 5000) {
            CHECK(false, "it ends");
            failed = false;
        }
    }
    CHECK(count > 20, check_note("%u calls failed", count));
}
