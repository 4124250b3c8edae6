#include <stdio.h>

#include "check.h"
#include "ymr/client.h"

enum { HOUR = 3600000, MINUTE = 60000 };

static ymr_response answer(uint16_t status, int64_t limit, int64_t remaining, int64_t until_s, int64_t date_s)
{
    ymr_response made;
    ymr_response_init(&made);
    made.status = status;
    made.limit = (ymr_limit){limit, remaining, until_s < 0 ? -1 : until_s * 1000};
    made.date_unix_ms = date_s < 0 ? -1 : date_s * 1000;
    return made;
}

static void note(ymr_budget *b, ymr_operation_id operation, ymr_response said, uint32_t now)
{
    ymr_budget_note(b, ymr_operations[operation], &said, now);
}

static void spend(ymr_budget *b, ymr_operation_id operation, uint32_t count, uint32_t now)
{
    while (count-- > 0) {
        CHECK_U64(0, ymr_budget_wait(b, ymr_operations[operation], now), check_note("%u more", (unsigned)count));
        ymr_budget_spend(b, ymr_operations[operation], now);
    }
}

/* ---- By the table alone -------------------------------------------------------------------------------------- */

TEST(budget_counts_each_method_down_by_the_table)
{
    static const uint32_t starts[] = {0, 1, 1000000, UINT32_MAX - 5, UINT32_MAX - HOUR / 2, UINT32_MAX / 2};

    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        for (unsigned op = 0; op < YMR_OPERATION_COUNT; op++) {
            const ymr_operation *row = ymr_operations[op];
            const uint32_t start = starts[i];
            const uint32_t period = (uint32_t)row->seconds * 1000;
            ymr_budget b;
            if (row->calls == 0) {
                continue;
            }
            ymr_budget_init(&b);
            spend(&b, op, row->calls, start);
            CHECK_U64(period, ymr_budget_wait(&b, ymr_operations[op], start), row->name);
            CHECK_U64(period - 10, ymr_budget_wait(&b, ymr_operations[op], start + 10), row->name);
            CHECK_U64(1, ymr_budget_wait(&b, ymr_operations[op], start + period - 1), row->name);
            CHECK_U64(0, ymr_budget_wait(&b, ymr_operations[op], start + period), row->name);
            spend(&b, op, row->calls, start + period);
            CHECK(ymr_budget_wait(&b, ymr_operations[op], start + period) > 0, row->name);
        }
    }
}

TEST(budget_of_one_method_is_not_that_of_another)
{
    ymr_budget b;
    ymr_budget_init(&b);
    spend(&b, YMR_GENERATE_UNITED_RETURNS_REPORT, 1, 5);
    CHECK_U64(2 * MINUTE, ymr_budget_wait(&b, &ymr_operation_generate_united_returns_report, 5), "one in two minutes");
    CHECK_U64(0, ymr_budget_wait(&b, &ymr_operation_get_report_info, 5), NULL);
}

TEST(budget_forgets_ended_periods_before_ticks_come_round)
{
    static const uint32_t between[] = {HOUR, UINT32_MAX / 4, UINT32_MAX / 2, UINT32_MAX / 4 * 3, UINT32_MAX};
    for (size_t i = 0; i < COUNT_OF(between); i++) {
        ymr_budget b;
        ymr_budget_init(&b);
        spend(&b, YMR_GENERATE_UNITED_RETURNS_REPORT, 1, 0);
        CHECK_U64(0, ymr_budget_wait(&b, &ymr_operation_get_return, between[i]), "any call, some time later");
        CHECK_U64(0, ymr_budget_wait(&b, &ymr_operation_generate_united_returns_report, 10), "a whole round later");
    }
}

TEST(budget_takes_back_what_was_not_sent)
{
    ymr_budget b;
    ymr_budget_init(&b);
    ymr_budget_return(&b, &ymr_operation_get_report_info);
    spend(&b, YMR_GET_REPORT_INFO, 100, 0);
    CHECK(ymr_budget_wait(&b, &ymr_operation_get_report_info, 0) > 0, NULL);
    ymr_budget_return(&b, &ymr_operation_get_report_info);
    spend(&b, YMR_GET_REPORT_INFO, 1, 0);
    CHECK(ymr_budget_wait(&b, &ymr_operation_get_report_info, 0) > 0, "one and no more");
    for (int i = 0; i < 200; i++) {
        ymr_budget_return(&b, &ymr_operation_get_report_info);
    }
    CHECK_I64(100, ymr_budget_limit(&b, &ymr_operation_get_report_info).remaining, "never more than there are");
}

/* ---- By what the server says --------------------------------------------------------------------------------- */

TEST(budget_believes_the_server)
{
    static const struct {
        const char *what;
        uint16_t status;
        int64_t limit, remaining, until, date; /* of the answer; seconds */
        uint32_t wait;                         /* right after it */
        int64_t left;
    } rows[] = {
        {"others have used it up", 200, 100, 0, 1030, 1000, 30000, 0},
        {"some are left", 200, 100, 7, 1030, 1000, 0, 7},
        {"more are left than the table knows", 200, 5000, 4000, 1030, 1000, 0, 4000},
        {"refused: nothing is left, whatever it says", 420, 100, 50, 1030, 1000, 30000, 0},
        {"refused without a number", 420, -1, -1, 1030, 1000, 30000, 0},
        {"refused, but until now", 420, 100, 0, 1000, 1000, 0, -1},
        {"refused until yesterday", 420, 100, 0, 1000, 87400, 0, -1},
        {"refused without a date: too many at a time", 420, 100, 60, -1, 1000, 0, 60},
        {"a date, but no Date", 200, 100, 0, 1030, -1, MINUTE - 1, 0},
        {"nothing said", 200, -1, -1, -1, -1, 0, 99},
        {"a year ahead: believed for a day", 420, 100, 0, 1000 + 31536000, 1000, 24u * HOUR, 0},
        {"a limit of nothing says nothing", 200, 0, 3, 1030, 1000, 0, 3},
        {"numbers too large", 200, INT64_C(4294967301), INT64_C(4294967301), INT64_C(9000000000), INT64_C(9000000000) - 30, 0,
         UINT32_MAX},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ymr_budget b;
        ymr_budget_init(&b);
        spend(&b, YMR_GET_REPORT_INFO, 1, 1000);
        note(&b, YMR_GET_REPORT_INFO,
             answer(rows[i].status, rows[i].limit, rows[i].remaining, rows[i].until, rows[i].date), 1001);
        CHECK_U64(rows[i].wait, ymr_budget_wait(&b, &ymr_operation_get_report_info, 1001), rows[i].what);
        CHECK_I64(rows[i].left, ymr_budget_limit(&b, &ymr_operation_get_report_info).remaining, rows[i].what);
    }
}

TEST(budget_that_knows_a_date_and_no_number_counts_by_the_table)
{
    ymr_budget b;
    ymr_budget_init(&b);
    note(&b, YMR_GET_REPORT_INFO, answer(200, -1, -1, 1030, 1000), 0);
    spend(&b, YMR_GET_REPORT_INFO, 100, 0);
    CHECK_U64(30000, ymr_budget_wait(&b, &ymr_operation_get_report_info, 0), "until the date");
}

TEST(budget_counts_calls_under_way_that_the_server_has_not_seen)
{
    ymr_budget b;
    ymr_budget_init(&b);
    note(&b, YMR_GET_RETURN, answer(200, 7000, 4, 5000, 4000), 0);
    spend(&b, YMR_GET_RETURN, 3, 0);
    note(&b, YMR_GET_RETURN, answer(200, 7000, 3, 5000, 4000), 100);
    CHECK_I64(1, ymr_budget_limit(&b, &ymr_operation_get_return).remaining, "two more are on their way");
    spend(&b, YMR_GET_RETURN, 1, 100);
    CHECK_U64(1000000 - 100, ymr_budget_wait(&b, &ymr_operation_get_return, 100), NULL);
    note(&b, YMR_GET_RETURN, answer(200, 7000, 0, 5000, 4001), 5000);
    CHECK_U64(1000000 - 5000, ymr_budget_wait(&b, &ymr_operation_get_return, 5000), "the same end, as it was first told");
}

TEST(budget_begins_anew_with_the_servers_period)
{
    ymr_budget b;
    ymr_budget_init(&b);
    note(&b, YMR_GET_RETURN, answer(200, 50, 0, 5000, 4000), 0);
    CHECK(ymr_budget_wait(&b, &ymr_operation_get_return, 10) > 0, NULL);
    note(&b, YMR_GET_RETURN, answer(200, 50, 49, 8600, 5000), 20);
    CHECK_U64(0, ymr_budget_wait(&b, &ymr_operation_get_return, 20), "another end is another period");
    CHECK_I64(49, ymr_budget_limit(&b, &ymr_operation_get_return).remaining, NULL);
    note(&b, YMR_GET_RETURN, answer(200, 0, 48, 8600, 5000), 20);
    CHECK_I64(50, ymr_budget_limit(&b, &ymr_operation_get_return).limit, "a limit of nothing is none");
    CHECK_I64(8600000, ymr_budget_limit(&b, &ymr_operation_get_return).until_unix_ms, NULL);
    CHECK_U64(0, ymr_budget_wait(&b, &ymr_operation_get_return, 20 + HOUR), NULL);
    spend(&b, YMR_GET_RETURN, 50, 20 + HOUR);
    CHECK_U64(HOUR, ymr_budget_wait(&b, &ymr_operation_get_return, 20 + HOUR), "50, as the server said, not 7,000");
    CHECK_I64(-1, ymr_budget_limit(&b, &ymr_operation_get_return).until_unix_ms, "no date is known of this one");
}

TEST(budget_has_none_for_what_is_not_the_markets)
{
    ymr_budget b;
    ymr_budget_init(&b);
    for (unsigned op = 0; op < YMR_OPERATION_COUNT; op++) {
        if (ymr_operations[op]->calls == 0) {
            spend(&b, op, 100000, 0);
            note(&b, op, answer(420, 1, 0, 5000, 4000), 0);
            CHECK_U64(0, ymr_budget_wait(&b, ymr_operations[op], 0), ymr_operations[op]->name);
        }
    }
    CHECK_I64(-1, ymr_budget_limit(&b, &ymr_operation_get_return).remaining, "unknown before the first call");
}

/* ---- In the client ------------------------------------------------------------------------------------------- */

#define BODY "{\"status\":\"OK\",\"result\":{\"id\":8,\"orderId\":7,\"items\":[],\"returnType\":\"RETURN\"}}"

/* A Market on paper: one answer a connection, the first one again when they are used up, and a clock that goes only
   while somebody waits. */
typedef struct market {
    ymr_transport transport;
    const char *answers[4];
    unsigned refused; /* so many connections come to nothing first */
    bool stuck;       /* connections do not come about */
    unsigned asked;   /* requests, each whole */
    uint32_t asked_at[16];
    uint32_t now;
    char request[1024];
    size_t length;
    size_t at;
} market;

static ymr_status market_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    market *m = (market *)(void *)transport;
    (void)endpoint;
    m->length = 0;
    m->at = 0;
    if (m->refused > 0) {
        m->refused--;
        return YMR_E_REFUSED;
    }
    return m->stuck ? YMR_PENDING : YMR_OK;
}

static ymr_status market_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    market *m = (market *)(void *)transport;
    memcpy(m->request + m->length, bytes, length);
    m->length += length;
    *sent = length;
    if (CHECK(m->asked < COUNT_OF(m->asked_at), "not for ever")) {
        m->asked_at[m->asked++] = m->now;
    }
    return YMR_OK;
}

static ymr_status market_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    market *m = (market *)(void *)transport;
    const size_t number = m->asked - 1 < COUNT_OF(m->answers) ? m->asked - 1 : COUNT_OF(m->answers) - 1;
    const char *said = m->answers[number] != NULL ? m->answers[number] : m->answers[0];
    const size_t left = strlen(said) - m->at;
    *received = left < room ? left : room;
    memcpy(bytes, said + m->at, *received);
    m->at += *received;
    return YMR_OK;
}

static void market_close(ymr_transport *transport)
{
    (void)transport;
}

static void market_wait(ymr_transport *transport, unsigned interest, uint32_t timeout_ms)
{
    market *m = (market *)(void *)transport;
    CHECK_U64(0, interest, "nothing but time is waited for");
    if (CHECK(timeout_ms < UINT32_MAX, "nobody waits for ever")) {
        m->now += timeout_ms;
    }
}

static uint32_t ticks(void *context)
{
    return ((const market *)context)->now;
}

static const ymr_transport_api market_api = {market_open, market_send, market_receive, market_close, market_wait, NULL};

typedef struct device {
    market market;
    ymr_budget budget;
    ymr_config config;
    ymr_client client;
    ymr_return out;
    char io[1024];
    char text[1024];
    ymr_token tokens[64];
    int64_t waits[8]; /* values of YMR_LOG_WAIT */
    unsigned wait_count;
} device;

static void on_log(void *context, ymr_log_event event, int64_t value)
{
    device *d = context;
    if (event == YMR_LOG_WAIT && d->wait_count < COUNT_OF(d->waits)) {
        d->waits[d->wait_count++] = value;
    }
}

#define HEAD "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"
#define LEFT(n) "X-RateLimit-Resource-Limit: 50\r\nX-RateLimit-Resource-Remaining: " n "\r\n"
#define UNTIL(time) "X-RateLimit-Resource-Until: Sun, 06 Nov 1994 " time " GMT\r\n"
#define REFUSED "HTTP/1.1 420 Limit\r\nContent-Length: 0\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\n"

static void device_init(device *d, const char *said)
{
    memset(d, 0, sizeof *d);
    d->market.transport.api = &market_api;
    d->market.answers[0] = said;
    d->market.now = UINT32_MAX - 1000; /* ticks come round while it waits */
    d->config = (ymr_config){
        .transport = &d->market.transport,
        .platform = {.ticks_ms = ticks, .context = &d->market},
        .endpoint = {"market.example", 443, true},
        .api_key = "key",
        .campaign_id = 5,
        .workspace = {d->io, sizeof d->io, d->text, sizeof d->text, d->tokens, COUNT_OF(d->tokens)},
        .policy = {10000, 10000, 60000, 500, 8000, 3, false},
        .budget = &d->budget,
        .log = on_log,
        .context = d,
    };
    ymr_budget_init(&d->budget);
    CHECK_STATUS(YMR_OK, ymr_client_init(&d->client, &d->config), NULL);
}

static ymr_status get(device *d)
{
    return ymr_get_return(&d->client, 7, 8, &d->out);
}

TEST(budget_client_waits_for_its_turn_within_the_deadline)
{
    static device d;
    device_init(&d, HEAD LEFT("0") UNTIL("08:50:07") "\r\n" BODY);
    const uint32_t start = d.market.now;

    CHECK_STATUS(YMR_OK, get(&d), "the first");
    CHECK_STATUS(YMR_OK, get(&d), "the second waits 30 s");
    CHECK_U64(1, d.wait_count, NULL);
    CHECK_I64(30000, d.waits[0], NULL);
    CHECK_U64(2, d.market.asked, NULL);
    CHECK_U64(start + 30000, d.market.asked_at[1], "not before");
}

TEST(budget_client_sends_nothing_when_the_wait_is_longer_than_the_deadline)
{
    static device d;
    device_init(&d, HEAD LEFT("0") UNTIL("09:49:37") "\r\n" BODY);

    CHECK_STATUS(YMR_OK, get(&d), "the first");
    d.market.now += 600000;
    const uint32_t before = d.market.now;
    CHECK_STATUS(YMR_E_LIMIT, get(&d), "the second would wait 50 minutes, and has one");
    CHECK_U64(1, d.market.asked, "nothing was sent");
    CHECK_U64(before, d.market.now, "nobody waited");
    CHECK_I64(HOUR - 600000, d.client.outcome.wait_ms, NULL);
    CHECK_I64(50, d.client.outcome.limit.limit, NULL);
    CHECK_I64(0, d.client.outcome.limit.remaining, NULL);
    CHECK_I64(INT64_C(784115377000), d.client.outcome.limit.until_unix_ms, "09:49:37");
    CHECK_U64(0, d.client.outcome.http_status, "no answer came");
    d.config.policy.total_ms = 0;
    CHECK_STATUS(YMR_OK, get(&d), "without a deadline it waits");
    CHECK_U64(2, d.market.asked, NULL);
}

TEST(budget_client_learns_from_a_refusal)
{
    static device d;
    device_init(&d, REFUSED LEFT("0") UNTIL("08:49:39") "\r\n");
    d.market.answers[1] = HEAD LEFT("49") UNTIL("09:49:39") "\r\n" BODY;
    const uint32_t start = d.market.now;

    CHECK_STATUS(YMR_OK, get(&d), "one wait, then success");
    CHECK_U64(2, d.market.asked, NULL);
    CHECK(d.market.asked_at[1] - start >= 2000 && d.market.asked_at[1] - start <= 2500, "2 s and some spread");
    CHECK_U64(0, d.wait_count, "waiting for the server's date was enough");
    CHECK_I64(49, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, NULL);
}

TEST(budget_client_that_was_refused_for_long_does_not_ask_again)
{
    static device d;
    device_init(&d, REFUSED LEFT("0") UNTIL("09:49:37") "\r\n");

    CHECK_STATUS(YMR_E_LIMIT, get(&d), "the Market says so");
    CHECK_U64(420, d.client.outcome.http_status, NULL);
    CHECK_STATUS(YMR_E_LIMIT, get(&d), "known");
    CHECK_U64(0, d.client.outcome.http_status, NULL);
    CHECK_U64(1, d.market.asked, "asked once");
}

TEST(budget_counts_what_was_sent_and_only_that)
{
    static device d;
    device_init(&d, HEAD "\r\n" BODY);
    d.market.refused = 2;

    CHECK_STATUS(YMR_OK, get(&d), "the third connection is there");
    CHECK_I64(7000 - 1, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "one was sent");
    d.market.refused = 100;
    CHECK_STATUS(YMR_E_REFUSED, get(&d), NULL);
    CHECK_I64(7000 - 1, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "none was sent");
    CHECK_STATUS(YMR_OK, ymr_start_return(&d.client, 7, 8, &d.out), NULL);
    ymr_client_cancel(&d.client);
    CHECK_I64(7000 - 1, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "cancelled before it began");
    d.market.refused = 0;
    d.market.stuck = true;
    CHECK_STATUS(YMR_OK, ymr_start_return(&d.client, 7, 8, &d.out), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&d.client), "connecting");
    CHECK_I64(7000 - 2, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "counted as long as it may be sent");
    ymr_client_cancel(&d.client);
    CHECK_I64(7000 - 1, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "cancelled while connecting");
    d.market.stuck = false;
    d.market.answers[0] = "HTTP/1.1 200 OK\r\n";
    CHECK_STATUS(YMR_E_CLOSED, get(&d), NULL);
    CHECK_I64(7000 - 4, ymr_budget_limit(&d.budget, &ymr_operation_get_return).remaining, "three tries were sent, unanswered");
}

TEST(budget_of_a_lasting_call_that_never_began_leaves_nothing_open)
{
    static const ymr_request what = {.operation = &ymr_operation_cancel_return};
    static const ymr_answer nothing = {0};
    static device d;
    device_init(&d, HEAD "\r\n" BODY);

    CHECK_STATUS(YMR_OK, get(&d), "a call before it was sent");
    note(&d.budget, YMR_CANCEL_RETURN, answer(420, 50, 0, 1030, 1000), d.market.now);
    CHECK_STATUS(YMR_OK, ymr_start_object(&d.client, &what, &nothing), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&d.client), "it waits for its turn");
    CHECK_I64(30000, d.client.outcome.wait_ms, NULL);
    ymr_client_cancel(&d.client);
    CHECK_STATUS(YMR_E_STOPPED, d.client.outcome.status, "nobody need look whether it took effect");
    CHECK_STATUS(YMR_OK, ymr_start_object(&d.client, &what, &nothing), NULL);
    CHECK_STATUS(YMR_PENDING, ymr_client_step(&d.client), "once more");
    d.market.now += 70000;
    CHECK_STATUS(YMR_E_TOTAL_TIMEOUT, ymr_client_step(&d.client), "nobody came back in time");
}

TEST(budget_is_shared_by_the_clients_of_a_thread)
{
    static device first, second;
    device_init(&first, HEAD LEFT("1") UNTIL("08:50:07") "\r\n" BODY);
    device_init(&second, HEAD "\r\n" BODY);
    second.config.budget = &first.budget;

    CHECK_STATUS(YMR_OK, get(&first), "one is left");
    CHECK_STATUS(YMR_OK, get(&second), "none is left");
    second.config.policy.total_ms = 1000;
    CHECK_STATUS(YMR_E_LIMIT, get(&second), NULL);
    first.config.policy.total_ms = 1000;
    CHECK_STATUS(YMR_E_LIMIT, get(&first), NULL);
    CHECK_U64(1, first.market.asked, NULL);
    CHECK_U64(1, second.market.asked, NULL);
}

TEST(budget_of_a_list_is_asked_page_by_page)
{
    static const char page[] =
        HEAD LEFT("0") UNTIL("08:49:47") "\r\n"
        "{\"status\":\"OK\",\"result\":{\"returns\":[],\"paging\":{\"nextPageToken\":\"more\"}}}";
    static const char last[] = HEAD LEFT("9") UNTIL("09:49:47") "\r\n{\"status\":\"OK\",\"result\":{\"returns\":[]}}";
    static const ymr_list_events events = {0};
    static device d;
    device_init(&d, page);
    d.market.answers[1] = last;
    const uint32_t start = d.market.now;

    CHECK_STATUS(YMR_OK, ymr_get_returns(&d.client, NULL, &events, NULL, &d.out), NULL);
    CHECK_U64(2, d.market.asked, NULL);
    CHECK_U64(start + 10000, d.market.asked_at[1], "the second page waits");
    device_init(&d, page);
    d.config.policy.total_ms = 5000;
    CHECK_STATUS(YMR_E_LIMIT, ymr_get_returns(&d.client, NULL, &events, NULL, &d.out), "or ends the list");
    CHECK_U64(1, d.market.asked, NULL);
    CHECK_I64(10000, d.client.outcome.wait_ms, NULL);
    CHECK_U64(0, d.client.outcome.http_status, "the first page's is not what it ended with");
}

TEST(budget_knows_no_limit_of_a_download)
{
    ymr_budget budget;
    ymr_budget_init(&budget);
    const ymr_limit limit = ymr_budget_limit(&budget, &ymr_operation_download);
    CHECK_I64(-1, limit.limit, "the Market's limits are not those of other hosts");
    CHECK_I64(-1, limit.remaining, NULL);
    CHECK_I64(-1, limit.until_unix_ms, NULL);
}
