#include <string.h>

#include "apart.h"
#include "call.h"

enum state {
    IDLE,      /* no call, or it has ended: outcome.status says how */
    BEGIN,     /* write the next request */
    OPENING,   /* connect */
    SENDING,   /* send the request */
    RECEIVING, /* take the answer */
    COMPLETE,  /* it is there; only within a step */
    WAITING    /* before the next try */
};

/* A step that can go on does so, but no longer than this: a super-loop has other things to do. */
enum { MOVES_A_STEP = YMR_MOVES_A_STEP };

/* How long to leave a sink alone that says "not now". */
enum { HOLD_MS = 10 };

static uint32_t now(const ymr_client *client)
{
    return client->config->platform.ticks_ms(client->config->platform.context);
}

static void tell(const ymr_client *client, ymr_log_event event, int64_t value)
{
    if (client->config->log != NULL) {
        client->config->log(client->config->context, event, value);
    }
}

static void close_transport(const ymr_client *client)
{
    client->config->transport->api->close(client->config->transport);
}

static void clear_outcome(ymr_client *client)
{
    memset(&client->outcome, 0, sizeof client->outcome);
    client->outcome.limit = (ymr_limit){-1, -1, -1};
    client->outcome.wait_ms = -1;
    client->outcome.date_unix_ms = -1;
}

ymr_status ymr_client_init(ymr_client *client, const ymr_config *config)
{
    const ymr_workspace *w = &config->workspace;
    memset(client, 0, sizeof *client);
    if (config->transport == NULL || config->platform.ticks_ms == NULL || config->endpoint.host == NULL ||
        config->api_key == NULL || w->io == NULL || w->io_size < YMR_IO_MIN || w->text == NULL ||
        w->text_size == 0 || w->tokens == NULL || w->token_count == 0) {
        return YMR_E_ARGUMENT;
    }
    client->config = config;
    client->report.warn = config->warn;
    client->report.context = config->context;
    clear_outcome(client);
    client->state = IDLE;
    return YMR_OK;
}

/* Nothing but a download leads elsewhere, so no mistake can carry the key there. */
static void fill_in(ymr_request *request, const ymr_config *config)
{
    if (request->operation->id != YMR_DOWNLOAD) {
        request->endpoint = &config->endpoint;
        request->api_key = config->api_key;
    }
    if (request->campaign_id == 0) {
        request->campaign_id = config->campaign_id;
    }
    if (request->business_id == 0) {
        request->business_id = config->business_id;
    }
}

ymr_status ymr_call_start(ymr_client *client, const ymr_job *job, const ymr_operation *operation)
{
    if (client->state != IDLE) {
        return YMR_E_BUSY;
    }
    clear_outcome(client);
    memset(&client->report.fault, 0, sizeof client->report.fault);
    memset(&client->request, 0, sizeof client->request);
    client->request.operation = operation;
    fill_in(&client->request, client->config);
    client->job = job;
    client->space = client->config->workspace;
    client->page = 0;
    client->exchange.sent_any = false; /* of an earlier call */
    client->call_began = now(client);
    client->state = BEGIN;
    client->eager = true;
    return YMR_OK;
}

void ymr_call_ask(ymr_client *client, const ymr_request *what)
{
    client->request = *what;
    fill_in(&client->request, client->config);
}

ymr_status ymr_call_ids(ymr_client *client, ymr_status started, int64_t order_id, int64_t return_id)
{
    if (started == YMR_OK) {
        client->request.order_id = order_id;
        client->request.return_id = return_id;
    }
    return started;
}

/* Deadlines. */

/* Milliseconds left of a limit (0: none) that began at a tick; never negative. */
static uint32_t left_of(uint32_t limit, uint32_t began, uint32_t at)
{
    const uint32_t gone = at - began;
    if (limit == 0) {
        return UINT32_MAX;
    }
    return gone < limit ? limit - gone : 0;
}

static uint32_t total_left(const ymr_client *client, uint32_t at)
{
    return left_of(client->config->policy.total_ms, client->call_began, at);
}

/* What is left of the deadline that belongs to the state alone. */
static uint32_t state_left(const ymr_client *client, uint32_t at)
{
    const ymr_policy *policy = &client->config->policy;
    switch (client->state) {
    case OPENING:
        return left_of(policy->connect_ms, client->try_began, at);
    case SENDING:
    case RECEIVING:
        return left_of(policy->idle_ms, client->moved, at);
    default:
        return UINT32_MAX;
    }
}

/* Trying again. */

static bool is_passing(const ymr_client *client, ymr_status status)
{
    const uint16_t http = client->outcome.http_status;
    const bool network = status <= YMR_E_RESOLVE && status >= YMR_E_PROXY && status != YMR_E_TOTAL_TIMEOUT;
    const bool overloaded =
        (status == YMR_E_API || status == YMR_E_HTTP_STATUS) && (http == 500 || (http >= 502 && http <= 504));
    const bool limited = status == YMR_E_LIMIT && client->outcome.wait_ms >= 0;
    /* What was to go on can be had from its start. */
    const bool beyond = http == 416 && client->exchange.ranged;
    return network || overloaded || limited || beyond || status == YMR_E_TLS_RECORD;
}

/* Exponential backoff with full jitter: many devices that failed together must not come back together. */
static uint32_t backoff(const ymr_client *client)
{
    const ymr_platform *platform = &client->config->platform;
    const ymr_policy *policy = &client->config->policy;
    uint32_t span = policy->backoff_ms;
    for (unsigned tried = 1; tried < client->outcome.attempts && span < policy->backoff_cap_ms; tried++) {
        span = span > UINT32_MAX / 2 ? UINT32_MAX : span * 2;
    }
    if (span > policy->backoff_cap_ms) {
        span = policy->backoff_cap_ms;
    }
    if (platform->random == NULL || span == UINT32_MAX) {
        return span;
    }
    return platform->random(platform->context) % (span + 1);
}

/* The wait before the next try in wait_ms; false if there shall be none. */
static bool may_try_again(ymr_client *client, ymr_status status)
{
    const bool repeatable = client->request.operation->repeatable || !client->exchange.sent_any;
    if (!repeatable || !is_passing(client, status) || client->exchange.sink_failed ||
        client->outcome.attempts >= client->config->policy.attempts) {
        return false;
    }
    const int64_t forced = status == YMR_E_LIMIT ? client->outcome.wait_ms : 0;
    const int64_t wait = forced + (int64_t)backoff(client);
    if (wait >= (int64_t)total_left(client, now(client))) {
        return false;
    }
    client->wait_ms = (uint32_t)wait;
    return true;
}

/* Ends of a try and of a call. */

static ymr_status end_call(ymr_client *client, ymr_status status)
{
    client->outcome.status = status;
    client->state = IDLE;
    return status;
}

static void note_answer(ymr_client *client)
{
    const ymr_response *response = &client->exchange.response;
    if (response->head_complete) {
        client->outcome.http_status = response->status;
        client->outcome.limit = response->limit;
        client->outcome.date_unix_ms = response->date_unix_ms;
        client->outcome.html = response->media == YMR_MEDIA_HTML;
        client->outcome.received = response->received;
    }
}

/*
 * A refusal is an answer: 3xx and 4xx, or an error inside a good one. What else goes wrong behind the first byte sent
 * leaves open whether the call took effect.
 */
static bool is_open(const ymr_client *client, ymr_status status)
{
    const uint16_t http = client->outcome.http_status;
    const bool refused = (http >= 300 && http <= 499) || (http != 0 && http <= 299 && status == YMR_E_API);
    return client->request.operation->effect == YMR_EFFECT_LASTING && client->exchange.sent_any && !refused;
}

/* What has not been sent was not counted by the server either. */
static void give_back(ymr_client *client)
{
    if (client->counted) {
        ymr_budget_return(client->config->budget, client->request.operation);
        client->counted = false;
    }
}

static void note_fault(ymr_client *client, ymr_status status)
{
    ymr_fault *fault = &client->report.fault;
    /* That of a warning, say, must not be taken for this error's. */
    if (fault->status != status) {
        memset(fault, 0, sizeof *fault);
    }
    if (client->job->explain != NULL) {
        client->job->explain(client, status);
    }
}

static YMR_APART ymr_status fail_try(ymr_client *client, ymr_status status)
{
    const ymr_transport *transport = client->config->transport;
    give_back(client);
    note_answer(client);
    note_fault(client, status);
    client->outcome.detail = transport->api->detail == NULL ? 0 : transport->api->detail(transport);
    const bool stale = ymr_reuse_was_stale(client, status);
    ymr_exchange_fail(&client->exchange, status);
    close_transport(client);
    client->kept = false;
    client->reused = false;
    if (stale) {
        /* That was no try: the server never saw the request. */
        client->outcome.attempts--;
        client->state = BEGIN;
        return YMR_OK;
    }
    tell(client, YMR_LOG_FAILED, status);
    if (is_open(client, status)) {
        client->outcome.cause = status;
        return end_call(client, YMR_E_OUTCOME_UNKNOWN);
    }
    if (!may_try_again(client, status)) {
        return end_call(client, status);
    }
    tell(client, YMR_LOG_RETRY, client->wait_ms);
    client->try_began = now(client);
    client->state = WAITING;
    return YMR_OK;
}

static ymr_status complete_try(ymr_client *client)
{
    note_answer(client);
    ymr_reuse_keep(client);
    tell(client, YMR_LOG_DONE, (int64_t)client->outcome.received);
    const uint16_t http = client->outcome.http_status;
    const ymr_status status = http <= 299 ? client->job->finish(client) : ymr_call_refused(client);
    if (status == YMR_PENDING) {
        /* Between two pages the caller has a word: it may have enough. */
        client->outcome.attempts = 0;
        client->state = BEGIN;
        return YMR_PENDING;
    }
    return status == YMR_OK ? end_call(client, YMR_OK) : status;
}

/* Moves: YMR_OK: something was done; YMR_PENDING: nothing can be done now; an error ends the try. */

typedef ymr_status move(ymr_client *client);

/* A request that the server would refuse is not sent: it waits for its turn, or ends the call. */
static YMR_APART ymr_status await_turn(ymr_client *client)
{
    ymr_budget *budget = client->config->budget;
    const ymr_operation *operation = client->request.operation;
    const uint32_t at = now(client);
    const uint32_t wait = budget == NULL ? 0 : ymr_budget_wait(budget, operation, at);
    if (wait == 0) {
        return YMR_OK;
    }
    client->outcome.http_status = 0;
    client->outcome.wait_ms = wait;
    client->outcome.limit = ymr_budget_limit(budget, operation);
    if (wait >= total_left(client, at)) {
        return end_call(client, YMR_E_LIMIT);
    }
    client->wait_ms = wait;
    client->try_began = at;
    client->state = WAITING;
    tell(client, YMR_LOG_WAIT, wait);
    return YMR_PENDING;
}

static void count_try(ymr_client *client)
{
    if (client->config->budget != NULL) {
        ymr_budget_spend(client->config->budget, client->request.operation, now(client));
        client->counted = true;
    }
}

static YMR_APART ymr_status refuse_request(ymr_client *client, ymr_status status, size_t length)
{
    client->report.fault.status = status;
    client->report.fault.needed = status == YMR_E_SPACE ? (uint32_t)length : 0;
    close_transport(client);
    return end_call(client, status);
}

/* The request is written; `open` says that there is a connection for it. */
static YMR_APART ymr_status begin_exchange(ymr_client *client, ymr_sink *sink, size_t length, bool open)
{
    const ymr_workspace *space = &client->space;
    ymr_collect_init(&client->error_sink, space->text, space->text_size, true);
    ymr_exchange_init(&client->exchange, space->io, space->io_size, length, sink, &client->error_sink.sink);
    client->exchange.ranged = client->request.from_byte > 0;
    count_try(client);
    client->outcome.attempts++;
    client->outcome.http_status = 0;
    client->outcome.html = false;
    client->outcome.wait_ms = -1;
    client->outcome.date_unix_ms = -1;
    client->outcome.received = 0;
    client->outcome.detail = 0;
    memset(&client->outcome.api, 0, sizeof client->outcome.api);
    client->try_began = now(client);
    client->moved = client->try_began;
    client->state = open ? SENDING : OPENING;
    tell(client, YMR_LOG_REQUEST, client->request.operation->id);
    return YMR_OK;
}

static ymr_status begin_try(ymr_client *client)
{
    size_t length;
    const ymr_status turn = await_turn(client);
    if (turn != YMR_OK) {
        return turn;
    }
    memset(&client->report.fault, 0, sizeof client->report.fault);
    const bool open = ymr_reuse_take(client);
    ymr_sink *sink = client->job->prepare(client); /* may ask for a part */
    client->request.keep_alive = client->config->policy.reuse;
    const ymr_status status =
        ymr_request_write(&client->request, client->space.io, client->space.io_size, &length);
    return status == YMR_OK ? begin_exchange(client, sink, length, open) : refuse_request(client, status, length);
}

static ymr_status open_transport(ymr_client *client)
{
    ymr_transport *transport = client->config->transport;
    const ymr_status status = transport->api->open(transport, client->request.endpoint);
    if (status == YMR_OK) {
        client->moved = now(client);
        client->state = SENDING;
        tell(client, YMR_LOG_OPEN, (int64_t)(client->moved - client->try_began));
    }
    return status;
}

static ymr_status send_request(ymr_client *client)
{
    ymr_transport *transport = client->config->transport;
    const ymr_text rest = ymr_exchange_to_send(&client->exchange);
    const size_t whole = client->exchange.to;
    size_t sent = 0;
    const ymr_status status = transport->api->send(transport, rest.bytes, rest.length, &sent);
    if (status != YMR_OK) {
        return status;
    }
    ymr_exchange_sent(&client->exchange, sent);
    client->counted = false;
    client->moved = now(client);
    if (sent == rest.length) {
        client->state = RECEIVING;
        tell(client, YMR_LOG_SENT, (int64_t)whole);
    }
    return YMR_OK;
}

/* What the exchange made of new bytes, or of the end. The time that the sink took is no silence either. */
static ymr_status after_progress(ymr_client *client, bool had_head, ymr_status status)
{
    client->moved = now(client);
    if (!had_head && client->exchange.response.head_complete) {
        tell(client, YMR_LOG_HEAD, client->exchange.response.status);
        if (client->config->budget != NULL) {
            ymr_budget_note(client->config->budget, client->request.operation, &client->exchange.response, now(client));
        }
    }
    if (status == YMR_OK) {
        client->state = COMPLETE;
    }
    return status == YMR_PENDING && !client->exchange.held ? YMR_OK : status;
}

static ymr_status receive_answer(ymr_client *client)
{
    ymr_exchange *exchange = &client->exchange;
    ymr_transport *transport = client->config->transport;
    const bool had_head = exchange->response.head_complete;
    char *at;
    size_t received = 0;
    const size_t room = ymr_exchange_room(exchange, &at);
    if (room == 0 || exchange->held) {
        return after_progress(client, had_head, ymr_exchange_received(exchange, 0));
    }
    const ymr_status status = transport->api->receive(transport, at, room, &received);
    if (status != YMR_OK) {
        return status;
    }
    return after_progress(client, had_head,
                          received > 0 ? ymr_exchange_received(exchange, received)
                                       : ymr_exchange_closed(exchange));
}

static ymr_status wait_for_try(ymr_client *client)
{
    if (now(client) - client->try_began < client->wait_ms) {
        return YMR_PENDING;
    }
    client->state = BEGIN;
    return YMR_OK;
}

static move *const moves[] = {
    [IDLE] = NULL,
    [BEGIN] = begin_try,
    [OPENING] = open_transport,
    [SENDING] = send_request,
    [RECEIVING] = receive_answer,
    [COMPLETE] = NULL,
    [WAITING] = wait_for_try,
};

/* Silence is measured when nothing can be done: what is there is taken, however late somebody comes. */
static ymr_status make_move(ymr_client *client)
{
    if (client->state != BEGIN && total_left(client, now(client)) == 0) {
        return YMR_E_TOTAL_TIMEOUT;
    }
    ymr_status status = moves[client->state](client);
    if (client->state == COMPLETE) {
        /* At once, for no deadline may come between; from here, for it may take stack. An error ends the try, anything
           else has left this state. */
        status = complete_try(client);
    }
    if (status == YMR_PENDING && state_left(client, now(client)) == 0) {
        return client->state == OPENING ? YMR_E_CONNECT_TIMEOUT : YMR_E_IDLE_TIMEOUT;
    }
    return status;
}

ymr_status ymr_client_step(ymr_client *client)
{
    for (int move_count = 0; client->state != IDLE && move_count < MOVES_A_STEP; move_count++) {
        const ymr_status status = make_move(client);
        if (status == YMR_PENDING) {
            client->eager = client->state == BEGIN;
            return YMR_PENDING;
        }
        if (status != YMR_OK && client->state != IDLE) {
            (void)fail_try(client, status);
        }
    }
    client->eager = true;
    return client->state == IDLE ? client->outcome.status : YMR_PENDING;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

void ymr_client_wait(ymr_client *client, uint32_t at_most_ms)
{
    ymr_transport *transport = client->config->transport;
    const uint32_t at = now(client);
    uint32_t longest = smaller(at_most_ms, smaller(total_left(client, at), state_left(client, at)));
    unsigned interest = YMR_WAIT_READ;

    if (client->state == IDLE || client->eager) {
        return;
    }
    if (client->state == WAITING) {
        longest = smaller(longest, left_of(client->wait_ms, client->try_began, at));
        interest = 0;
    } else if (client->state == RECEIVING && client->exchange.held) {
        longest = smaller(longest, HOLD_MS);
        interest = 0;
    } else if (client->state == SENDING) {
        interest = YMR_WAIT_WRITE;
    } else if (client->state == OPENING) {
        interest = YMR_WAIT_READ | YMR_WAIT_WRITE;
    }
    transport->api->wait(transport, interest, longest);
}

ymr_status ymr_client_run(ymr_client *client)
{
    ymr_status status;
    while ((status = ymr_client_step(client)) == YMR_PENDING) {
        ymr_client_wait(client, UINT32_MAX);
    }
    return status;
}

void ymr_client_cancel(ymr_client *client)
{
    if (client->state == IDLE) {
        return;
    }
    give_back(client);
    if (client->state == RECEIVING) {
        note_answer(client);
    }
    ymr_exchange_fail(&client->exchange, YMR_E_STOPPED);
    close_transport(client);
    const bool open = is_open(client, YMR_E_STOPPED);
    client->outcome.cause = open ? YMR_E_STOPPED : YMR_OK;
    (void)end_call(client, open ? YMR_E_OUTCOME_UNKNOWN : YMR_E_STOPPED);
}
