/* The calls about decisions: requests byte for byte, answers field by field, what is known of broken ones. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "talk.h"
#include "ymr/decisions.h"

#define TYPE(name) YMR_DECISION_TYPE_##name
#define TEXT(text) {text, sizeof(text) - 1}

static talk t;
static const char *const taken[] = {"{\"status\":\"OK\"}"};

static const ymr_item_decision refund = {29607840, TYPE(REFUND_MONEY), .reason = 0};
static const ymr_decisions one = {&refund, 1};

/* Requests. */

TEST(decisions_are_submitted_together)
{
    const ymr_item_decision items[] = {
        {29607840, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_DEVICE_ACTIVATED,
         .comment = TEXT("\"Включён\"\n\x01\0🙂")},
        {INT64_MIN, TYPE(PARTIAL_MONEY_REFUND), .compensation = {true, {14950, -2}, TEXT("RUR")}},
        {INT64_MAX, TYPE(FAST_REFUND_MONEY), .comment = TEXT(""), .price = {true, {1, 0}, TEXT("RUR")}},
    };
    const ymr_decisions all = {items, COUNT_OF(items)};

    talk_begin(&t, taken, 1);
    CHECK_STATUS(YMR_OK, ymr_submit_decisions(&t.client, 8, 9, &all), "taken");
    CHECK_STR("POST /v2/campaigns/7/orders/8/returns/9/decision/submit HTTP/1.1", talk_line(&t), "submit");
    CHECK(strstr(t.request, "\r\nContent-Type: application/json\r\n") != NULL, "a body of JSON");
    CHECK_STR(
        "{\"returnItemDecisions\":["
        "{\"returnItemId\":29607840,\"decisionType\":\"DECLINE_REFUND\","
        "\"decisionReasonType\":\"DEVICE_ACTIVATED\","
        "\"comment\":\"\\\"Включён\\\"\\n\\u0001\\u0000🙂\"},"
        "{\"returnItemId\":-9223372036854775808,\"decisionType\":\"PARTIAL_MONEY_REFUND\","
        "\"compensation\":{\"value\":149.50,\"currencyId\":\"RUR\"}},"
        "{\"returnItemId\":9223372036854775807,\"decisionType\":\"FAST_REFUND_MONEY\",\"comment\":\"\"}]}",
        talk_body(&t), "every member, a price left out");
}

TEST(decisions_selected_are_confirmed_without_a_body)
{
    const ymr_item_decision items = {5, TYPE(REFUND_MONEY_INCLUDING_SHIPMENT),
                                     .comment = TEXT("Вернуть 149 рублей за пересылку.")};

    talk_begin(&t, taken, 1);
    CHECK_STATUS(YMR_OK, ymr_set_decision(&t.client, 8, 9, &items), "selected");
    CHECK_STR("POST /v2/campaigns/7/orders/8/returns/9/decision HTTP/1.1", talk_line(&t), "set");
    CHECK_STR("{\"returnItemId\":5,\"decisionType\":\"REFUND_MONEY_INCLUDING_SHIPMENT\","
              "\"comment\":\"Вернуть 149 рублей за пересылку.\"}",
              talk_body(&t), "SetReturnDecisionRequest");
    CHECK_STATUS(YMR_OK, ymr_confirm_decision(&t.client, 8, 9), "confirmed");
    CHECK_STR("POST /v2/campaigns/7/orders/8/returns/9/decision/submit HTTP/1.1", talk_line(&t), "submit");
    CHECK_STR("", talk_body(&t), "no body");
    CHECK(strstr(t.request, "\r\nContent-Length: 0\r\n") != NULL, "and it says so");
    CHECK(strstr(t.request, "Content-Type") == NULL, "of no kind");
}

TEST(decisions_available_are_asked_for_by_campaign_and_return)
{
    static const char *const answers[] = {"{\"status\":\"OK\",\"result\":{\"availableDecisions\":[]}}"};
    ymr_available_decisions available;

    talk_begin(&t, answers, 1);
    CHECK_STATUS(YMR_OK, ymr_get_available_decisions(&t.client, 9, &available), "asked");
    CHECK_STR("POST /v1/businesses/5/returns/decisions HTTP/1.1", talk_line(&t),
              "the business is in the path");
    CHECK_STR("{\"campaignId\":7,\"returnId\":9}", talk_body(&t), "the rest in the body");
    CHECK(available.decisions.document != NULL && available.decisions.left == 0, "nothing may be decided");

    t.config.campaign_id = 0;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_get_available_decisions(&t.client, 9, &available), "no campaign");
    t.config.campaign_id = 7;
    t.config.business_id = 0;
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_get_available_decisions(&t.client, 9, &available), "no business");
    CHECK_U64(1, t.opens, "neither was sent");
}

/* What is wrong for certain does not leave the device. */
TEST(decisions_that_break_a_rule_are_not_sent)
{
    static const ymr_item_decision wrong[] = {
        {1, YMR_DECISION_TYPE_ABSENT, .reason = 0},
        {1, TYPE(UNKNOWN), .reason = 0},
        {1, TYPE(PARTIAL_MONEY_REFUND), .reason = 0},
        {1, TYPE(REFUND_MONEY), .comment = TEXT("\xFF")},
        {1, TYPE(REFUND_MONEY), .compensation = {true, {1, 0}, TEXT("RUR")}},
    };
    static const ymr_item_decision reasoned = {1, TYPE(DECLINE_REFUND), YMR_DECISION_REASON_MECHANICAL_DAMAGE,
                                               .comment = {NULL, 0}};

    talk_begin(&t, taken, 1);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        const ymr_decisions alone = {&wrong[i], 1};
        const char *note = check_note("row %zu", i);
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_submit_decisions(&t.client, 8, 9, &alone), note);
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_set_decision(&t.client, 8, 9, &wrong[i]), note);
    }
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_submit_decisions(&t.client, 8, 9, &(ymr_decisions){NULL, 0}), "none");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_set_decision(&t.client, 8, 9, &reasoned),
                 "setReturnDecision has no reason");
    CHECK_U64(0, t.opens, "no connection");
    CHECK_STATUS(YMR_OK, ymr_submit_decisions(&t.client, 8, 9, &(ymr_decisions){&reasoned, 1}), "submit has");
}

TEST(decisions_longer_than_the_buffer_tell_its_size)
{
    static char comment[4096];
    const ymr_item_decision item = {1, TYPE(REFUND_MONEY), .comment = {comment, sizeof comment}};
    size_t needed;

    memset(comment, 'x', sizeof comment);
    talk_begin(&t, taken, 1);
    t.config.workspace.io_size = 4096;
    CHECK_STATUS(YMR_E_SPACE, ymr_submit_decisions(&t.client, 8, 9, &(ymr_decisions){&item, 1}), "4 KB");
    CHECK_U64(0, t.opens, "nothing was sent");
    needed = t.client.report.fault.needed;
    t.config.workspace.io_size = needed - 1;
    CHECK_STATUS(YMR_E_SPACE, ymr_submit_decisions(&t.client, 8, 9, &(ymr_decisions){&item, 1}),
                 "one too few");
    t.config.workspace.io_size = needed;
    CHECK_STATUS(YMR_OK, ymr_submit_decisions(&t.client, 8, 9, &(ymr_decisions){&item, 1}), "as it said");
}

/* Answers. */

static ymr_status ask(const char *result, ymr_available_decisions *out)
{
    static char answer[4096];
    static const char *body = answer;
    snprintf(answer, sizeof answer, "{\"status\":\"OK\",\"result\":%s}", result);
    talk_begin(&t, &body, 1);
    return ymr_get_available_decisions(&t.client, 9, out);
}

TEST(decisions_available_are_read_field_by_field)
{
    ymr_available_decisions all;
    ymr_available_decision offer;
    ymr_enum reason;

    CHECK_STATUS(
        YMR_OK,
        ask("{\"new\":1,\"availableDecisions\":["
            "{\"decisionType\":\"DECLINE_REFUND\",\"decisionReasonTypes\":[\"WARRANTY_TERMS_VIOLATED\","
            "\"NEW_TOO_LOUD\"],\"partialCompensationBounds\":null},"
            "{\"partialCompensationBounds\":{\"maxPercent\":50,\"maxAmount\":{\"currencyId\":\"RUR\","
            "\"value\":1500.0},\"minAmount\":{\"value\":1e1,\"currencyId\":\"RUR\"}},"
            "\"decisionType\":\"PARTIAL_MONEY_REFUND\"},"
            "{\"decisionType\":\"NEW_REFUND_TO_PHONE\",\"decisionReasonTypes\":null}]}",
            &all),
        "three");
    CHECK(ymr_available_decision_next(&all.decisions, &offer), "first");
    CHECK_I64(TYPE(DECLINE_REFUND), offer.decision_type.value, "first");
    CHECK(!offer.bounds.present, "first");
    CHECK(ymr_list_next_enum(&offer.reason_types, &ymr_decision_reason_names, &reason), "a reason");
    CHECK_I64(YMR_DECISION_REASON_WARRANTY_TERMS_VIOLATED, reason.value, "known");
    CHECK(ymr_list_next_enum(&offer.reason_types, &ymr_decision_reason_names, &reason), "another");
    CHECK_I64(YMR_DECISION_REASON_UNRECOGNIZED, reason.value, "new");
    CHECK_TEXT("NEW_TOO_LOUD", reason.text.bytes, reason.text.length, "new");
    CHECK(ymr_available_decision_next(&all.decisions, &offer), "second");
    CHECK_I64(TYPE(PARTIAL_MONEY_REFUND), offer.decision_type.value, "second");
    CHECK(offer.bounds.present && offer.bounds.min_amount.present && offer.bounds.max_amount.present,
          "bounds");
    CHECK_I64(1, offer.bounds.min_amount.value.coefficient, "minAmount");
    CHECK_I64(1, offer.bounds.min_amount.value.exponent, "minAmount");
    CHECK_I64(15000, offer.bounds.max_amount.value.coefficient, "maxAmount");
    CHECK_I64(50, offer.bounds.max_percent, "maxPercent");
    CHECK(ymr_available_decision_next(&all.decisions, &offer), "third");
    CHECK_I64(YMR_DECISION_TYPE_UNRECOGNIZED, offer.decision_type.value, "third");
    CHECK(offer.reason_types.document == NULL, "third");
    CHECK(!ymr_available_decision_next(&all.decisions, &offer), "no fourth");
}

TEST(decisions_available_lack_nothing_that_is_required)
{
    static const struct {
        const char *result;
        ymr_status status;
        const char *path;
    } cases[] = {
        {"{}", YMR_E_MISSING, "result.availableDecisions"},
        {"{\"availableDecisions\":null}", YMR_E_MISSING, "result.availableDecisions"},
        {"{\"availableDecisions\":{}}", YMR_E_TYPE, "result.availableDecisions"},
        {"{\"availableDecisions\":[{}]}", YMR_E_MISSING, "result.availableDecisions[0].decisionType"},
        {"{\"availableDecisions\":[{\"decisionType\":7}]}", YMR_E_TYPE,
         "result.availableDecisions[0].decisionType"},
        {"null", YMR_E_MISSING, "result"},
    };
    ymr_available_decisions all;

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(cases[i].status, ask(cases[i].result, &all), cases[i].result);
        CHECK_STR(cases[i].path, t.client.report.fault.path, cases[i].result);
    }
}

/* Of bounds that are none the decision itself stays; bounds that lack one would let anything pass. */
TEST(decisions_available_have_whole_bounds_or_none)
{
    static const struct {
        const char *bounds;
        ymr_status status;
    } cases[] = {
        {"null", YMR_OK},
        {"7", YMR_OK},
        {"{}", YMR_E_MISSING},
        {"{\"minAmount\":{\"value\":1,\"currencyId\":\"RUR\"},\"maxPercent\":50}", YMR_E_MISSING},
        {"{\"minAmount\":{\"value\":1},\"maxAmount\":{\"value\":1,\"currencyId\":\"RUR\"},\"maxPercent\":50}",
         YMR_E_MISSING},
        {"{\"minAmount\":{\"value\":\"1\",\"currencyId\":\"RUR\"},\"maxAmount\":{\"value\":1,\"currencyId\":"
         "\"RUR\"},\"maxPercent\":50}",
         YMR_E_TYPE},
    };
    ymr_available_decisions all;
    ymr_available_decision offer;
    char result[512];

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        snprintf(
            result, sizeof result,
            "{\"availableDecisions\":[{\"decisionType\":\"REFUND_MONEY\",\"partialCompensationBounds\":%s}]}",
            cases[i].bounds);
        CHECK_STATUS(cases[i].status, ask(result, &all), cases[i].bounds);
        if (cases[i].status == YMR_OK) {
            CHECK(ymr_available_decision_next(&all.decisions, &offer) && !offer.bounds.present,
                  cases[i].bounds);
        }
    }
}

/* The application. */

typedef struct form {
    char bytes[64];
    size_t length;
} form;

static ymr_status take(void *context, const ymr_chunk *chunk, size_t *used)
{
    form *f = context;
    f->length = chunk->offset == 0 ? 0 : f->length;
    memcpy(f->bytes + f->length, chunk->bytes, chunk->length);
    f->length += chunk->length;
    *used = chunk->length;
    return YMR_OK;
}

/* A way to the server that breaks where it is told to. */
typedef struct line {
    ymr_transport transport;
    const char *answer;
    size_t answer_length;
    size_t request_cut; /* the request's bytes that pass */
    size_t answer_cut;  /* the answer's */
    ymr_status end;     /* what comes then: YMR_OK is an orderly end, YMR_PENDING silence */
    size_t piece;       /* bytes at a time */

    uint32_t now;
    size_t opens;
    size_t sent, received;
    size_t most_sent; /* of one connection */
    char request[2048];
} line;

static line *line_of(ymr_transport *transport)
{
    return (line *)(void *)transport;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    line *l = line_of(transport);
    (void)endpoint;
    l->opens++;
    l->sent = l->received = 0;
    return YMR_OK;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    line *l = line_of(transport);
    const size_t size = least(least(length, l->piece), l->request_cut - l->sent);
    *sent = 0;
    if (size == 0) {
        return l->end == YMR_OK ? YMR_E_CLOSED : l->end;
    }
    memcpy(l->request + l->sent, bytes, size);
    l->sent += size;
    l->most_sent = l->sent > l->most_sent ? l->sent : l->most_sent;
    *sent = size;
    return YMR_OK;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    line *l = line_of(transport);
    const size_t size = least(least(room, l->piece), l->answer_cut - l->received);
    *received = 0;
    if (size == 0) {
        return l->end;
    }
    memcpy(bytes, l->answer + l->received, size);
    l->received += size;
    *received = size;
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    (void)transport;
}

/* Time passes only where nothing can be done. */
static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    line *l = line_of(transport);
    const bool silent = l->sent == l->request_cut || l->received == l->answer_cut;
    l->now += interest == 0 || silent ? timeout : 0;
}

static uint32_t ticks(void *context)
{
    return ((line *)context)->now;
}

typedef struct device {
    line line;
    ymr_config config;
    ymr_client client;
    char io[2048];
    char text[2048];
    ymr_token tokens[64];
} device;

static device d;

static void begin(const char *answer)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};
    static const ymr_policy policy = YMR_POLICY_DEFAULT;

    memset(&d, 0, sizeof d);
    d.line = (line){.transport = {&api},
                    .answer = answer,
                    .answer_length = strlen(answer),
                    .request_cut = SIZE_MAX,
                    .answer_cut = strlen(answer),
                    .piece = SIZE_MAX};
    d.config.transport = &d.line.transport;
    d.config.platform = (ymr_platform){ticks, NULL, &d.line};
    d.config.endpoint = (ymr_endpoint){"api.example", 443, true};
    d.config.api_key = TALK_KEY;
    d.config.campaign_id = 7;
    d.config.business_id = 5;
    d.config.policy = policy;
    d.config.workspace =
        (ymr_workspace){d.io, sizeof d.io, d.text, sizeof d.text, d.tokens, COUNT_OF(d.tokens)};
    CHECK_STATUS(YMR_OK, ymr_client_init(&d.client, &d.config), "the client");
}

TEST(application_is_streamed)
{
    static const struct {
        const char *answer;
        ymr_status status;
        const char *body;
    } cases[] = {
        {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 8\r\n\r\n%PDF-1.7", YMR_OK,
         "%PDF-1.7"},
        {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.7", YMR_OK, "%PDF-1.7"},
        {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n<html>..", YMR_E_CONTENT, ""},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n\xFF\xD8\xFF....", YMR_E_CONTENT, ""},
        {"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"status\":\"OK\"}", YMR_E_CONTENT, ""},
        {"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nContent-Length: 52428801\r\n\r\n%PDF-",
         YMR_E_TOO_BIG, ""},
        {"HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\n\r\n"
         "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"NOT_FOUND\"}]}",
         YMR_E_NOT_FOUND, ""},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        form got = {.length = 0};
        begin(cases[i].answer);
        d.line.piece = 3;
        CHECK_STATUS(cases[i].status, ymr_get_application(&d.client, 8, 9, take, &got), cases[i].answer);
        CHECK_TEXT(cases[i].body, got.bytes, got.length, cases[i].answer);
    }
    CHECK(strncmp(d.line.request, "GET /v2/campaigns/7/orders/8/returns/9/application HTTP/1.1\r\n", 61) == 0,
          "the request");
    CHECK(strstr(d.line.request, "\r\nAccept: application/pdf\r\n") != NULL, "the request");
}

/* The Market dies at every byte of a decision's exchange. */

#define HEADER "Content-Type: application/json\r\nContent-Length: "

/* What an answer means once it is there. */
static const struct {
    const char *answer;
    ymr_status whole;
    size_t told_at; /* bytes after which a refusal is known; SIZE_MAX: never before the end */
} answers[] = {
    {"HTTP/1.1 200 OK\r\n" HEADER "15\r\n\r\n{\"status\":\"OK\"}", YMR_OK, SIZE_MAX},
    {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: "
     "chunked\r\n\r\n"
     "F\r\n{\"status\":\"OK\"}\r\n0\r\n\r\n",
     YMR_OK, SIZE_MAX},
    {"HTTP/1.1 200 OK\r\n" HEADER "18\r\n\r\n{\"status\":\"ERROR\"}", YMR_E_API, SIZE_MAX},
    {"HTTP/1.1 400 Bad Request\r\n" HEADER
     "45\r\n\r\n{\"status\":\"ERROR\",\"errors\":[{\"code\":\"A\"}]}    ",
     YMR_E_API, sizeof "HTTP/1.1 400 Bad Request\r\n" HEADER "45\r\n\r\n" - 1},
    {"HTTP/1.1 420 Enhance Your Calm\r\n" HEADER
     "45\r\n\r\n{\"status\":\"ERROR\",\"errors\":[{\"code\":\"A\"}]}    ",
     YMR_E_LIMIT, sizeof "HTTP/1.1 420 Enhance Your Calm\r\n" HEADER "45\r\n\r\n" - 1},
    /* what these have done, nobody knows */
    {"HTTP/1.1 500 Internal Server Error\r\n" HEADER
     "45\r\n\r\n{\"status\":\"ERROR\",\"errors\":[{\"code\":\"A\"}]}    ",
     YMR_E_OUTCOME_UNKNOWN, SIZE_MAX},
    {"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n", YMR_E_OUTCOME_UNKNOWN, SIZE_MAX},
    {"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello", YMR_E_OUTCOME_UNKNOWN,
     SIZE_MAX},
    {"HTTP/1.1 200 OK\r\n" HEADER "14\r\n\r\n{\"status\":\"OK\"", YMR_E_OUTCOME_UNKNOWN, SIZE_MAX},
    {"SSH-2.0-OpenSSH_9.2\r\n", YMR_E_OUTCOME_UNKNOWN, SIZE_MAX},
};

static const ymr_status ends[] = {YMR_OK, YMR_E_RESET, YMR_E_IO, YMR_E_TLS_RECORD, YMR_PENDING};

typedef ymr_status sender(void);

static ymr_status submit(void)
{
    return ymr_submit_decisions(&d.client, 8, 9, &one);
}

static ymr_status set(void)
{
    return ymr_set_decision(&d.client, 8, 9, &refund);
}

static ymr_status confirm(void)
{
    return ymr_confirm_decision(&d.client, 8, 9);
}

static sender *const senders[] = {submit, set, confirm};

static void check_broken_answer(sender *send, size_t which, ymr_status how, size_t cut, size_t piece)
{
    const char *note = check_note("answer %zu cut at %zu by %d", which, cut, (int)how);
    const bool refused = cut >= answers[which].told_at;

    begin(answers[which].answer);
    d.line.answer_cut = cut;
    d.line.end = how;
    d.line.piece = piece;
    const ymr_status status = send();
    if (refused) {
        CHECK(status < YMR_OK && status != YMR_E_OUTCOME_UNKNOWN, note);
    } else {
        CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, status, note);
        CHECK(d.client.outcome.cause < YMR_OK, note);
    }
    CHECK_SIZE(1, d.line.opens, note);
    CHECK_STATUS(status, ymr_client_step(&d.client), "and nothing follows by itself");
    CHECK_SIZE(1, d.line.opens, note);
}

TEST(decision_whose_answer_breaks_anywhere_is_never_sent_again)
{
    for (size_t s = 0; s < COUNT_OF(senders); s++) {
        for (size_t i = 0; i < COUNT_OF(answers); i++) {
            for (size_t e = 0; e < COUNT_OF(ends); e++) {
                for (size_t cut = 0; cut < strlen(answers[i].answer); cut++) {
                    check_broken_answer(senders[s], i, ends[e], cut, cut % 2 == 0 ? SIZE_MAX : 1);
                }
            }
        }
    }
}

TEST(decision_is_told_once_its_answer_is_whole)
{
    for (size_t s = 0; s < COUNT_OF(senders); s++) {
        for (size_t i = 0; i < COUNT_OF(answers); i++) {
            begin(answers[i].answer);
            CHECK_STATUS(answers[i].whole, senders[s](), answers[i].answer);
            CHECK_SIZE(1, d.line.opens, answers[i].answer);
        }
    }
}

/* As long as no byte has left, it may be tried again; from the first one on, never. */
TEST(decision_whose_request_breaks_anywhere_is_never_sent_again)
{
    for (size_t s = 0; s < COUNT_OF(senders); s++) {
        begin(answers[0].answer);
        CHECK_STATUS(YMR_OK, senders[s](), "whole");
        const size_t whole = d.line.most_sent;
        for (size_t e = 0; e < COUNT_OF(ends); e++) {
            for (size_t cut = 0; cut < whole; cut++) {
                const char *note = check_note("request cut at %zu by %d", cut, (int)ends[e]);
                begin(answers[0].answer);
                d.line.request_cut = cut;
                d.line.end = ends[e];
                d.line.piece = cut % 3 == 0 ? 7 : SIZE_MAX;
                const ymr_status status = senders[s]();
                CHECK_SIZE(cut, d.line.most_sent, note);
                if (cut == 0) {
                    CHECK(status < YMR_OK && status != YMR_E_OUTCOME_UNKNOWN, note);
                    CHECK_SIZE(3, d.line.opens, "nothing has left: all three tries");
                } else {
                    CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, status, note);
                    CHECK_SIZE(1, d.line.opens, note);
                }
            }
        }
    }
}

TEST(decision_that_is_cancelled_is_unknown_from_its_first_byte_on)
{
    for (size_t steps = 0; steps < 64; steps++) {
        ymr_status status = YMR_PENDING;
        begin(answers[0].answer);
        d.line.piece = 64;
        d.line.end = YMR_PENDING;
        CHECK_STATUS(YMR_OK, ymr_start_submit_decisions(&d.client, 8, 9, &one), "started");
        for (size_t step = 0; step < steps && status == YMR_PENDING; step++) {
            status = ymr_client_step(&d.client);
            ymr_client_wait(&d.client, 1);
        }
        if (status == YMR_PENDING) {
            ymr_client_cancel(&d.client);
            CHECK_STATUS(d.line.most_sent > 0 ? YMR_E_OUTCOME_UNKNOWN : YMR_E_STOPPED,
                         d.client.outcome.status, check_note("after %zu steps", steps));
        }
    }
}

/* What only asks or reads leaves no doubt behind. */
TEST(question_about_decisions_is_never_unknown)
{
    ymr_available_decisions available;
    for (size_t cut = 0; cut < strlen(answers[0].answer); cut++) {
        begin(answers[0].answer);
        d.line.answer_cut = cut;
        d.line.end = YMR_E_RESET;
        CHECK_STATUS(YMR_E_RESET, ymr_get_available_decisions(&d.client, 9, &available), NULL);
    }
}
