/*
 * A device, its storage, its worker, the network, the Market and somebody else who decides the same returns:
 * all of it by chance, in simulated time. Power fails at any program or erase and between them; connections
 * die at every byte; a submit takes effect up to 30 s after that, or never; reads are up to 15 s old. What
 * must hold is at the word require.
 *
 *     journal_runs --runs N [--seed S]            runs 0 … N−1
 *     journal_runs --seed S --run K [--trace]     one of them again
 *
 * The last line says what was done; the exit status whether it held.
 *
 * What it would find can be seen by breaking core/delivery*.c: marking SENT when the call has ended
 * ("unmarked sends"), beginning a doubt with its quiet time over ("sent again too early"), taking the first
 * agreeing item for all (ymr_comparison_end: "wrongly settled"), sending without reading before, reading at
 * once after the start or behind a record that was finished ("conflicts"), taking a lock that is stored for
 * a refusal ("wrongly called refused").
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "unit/storage_model.c" /* a tool is one file and the library */
#include "ymr/delivery.h"

enum {
    SECOND = 1000,
    MINUTE = 60 * SECOND,
    HOUR = 60 * MINUTE,
    CAMPAIGN = 7,
    BUSINESS = 5,
    SLOTS = 16,
    TRACKS = 4,
    RETURNS = 4,
    ITEMS = 3,
    PAGES = 24, /* records of a run */
    PENDING = 32,
    EVENTS = 64,
    LATE_MS = 30 * SECOND,
    STALE_MS = 15 * SECOND,
    SESSION_SIZE = 4096
};

static const int64_t begin_of_time = INT64_C(1795000000000);

/* ---- Chance -------------------------------------------------------------------------------------------- */

static uint64_t chance_state;

static uint64_t chance(void)
{
    chance_state += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t z = chance_state;
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint32_t pick(uint32_t limit)
{
    return (uint32_t)(chance() % limit);
}

static bool one_in(uint32_t n)
{
    return pick(n) == 0;
}

/* ---- What is counted ----------------------------------------------------------------------------------- */

static struct {
    uint64_t seed;
    uint64_t run;
    bool trace;
    /* must be 0 */
    uint64_t known_conflicts; /* the device had read another decision */
    uint64_t own_conflicts;   /* another decision of its own had, or could still have, effect */
    uint64_t stale_conflicts; /* somebody else's was older than can be missed */
    uint64_t early;           /* sent again while the earlier request could still have effect */
    uint64_t unmarked;        /* sent, and the journal does not say so */
    uint64_t lost;
    uint64_t wrong; /* settled, and the Market has another decision or none */
    uint64_t unrefused; /* called refused, and the Market never refused it for good */
    uint64_t stuck;
    uint64_t other;
    /* what was seen */
    uint64_t runs, records, sends, resends, duplicates, crossed, settled, unknown_author, refused, worker;
    uint64_t power_cuts, deaths, late_effects, deadlines, found_sent;
} count;

static int64_t now_ms; /* true time */

__attribute__((format(printf, 1, 2))) static void trace(const char *format, ...)
{
    if (count.trace) {
        va_list arguments;
        va_start(arguments, format);
        printf("%9.3f  ", (double)(now_ms - begin_of_time) / SECOND);
        vprintf(format, arguments);
        printf("\n");
        va_end(arguments);
    }
}

static void require(bool held, uint64_t *counter, const char *what)
{
    if (!held) {
        ++*counter;
        printf("NOT HELD: %s: journal_runs --seed %" PRIu64 " --run %" PRIu64 " --trace\n", what, count.seed,
               count.run);
    }
}

/* ---- Decisions ----------------------------------------------------------------------------------------- */

static const ymr_decision_type types[] = {YMR_DECISION_TYPE_REFUND_MONEY, YMR_DECISION_TYPE_REPAIR,
                                          YMR_DECISION_TYPE_REPLACE, YMR_DECISION_TYPE_DECLINE_REFUND};
enum { TYPES = sizeof types / sizeof types[0] };

/* Of the items of a return: index into types, plus 1; 0: none. */
typedef struct choice {
    uint8_t of[ITEMS];
} choice;

static bool same(choice a, choice b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool is_none(choice a)
{
    return same(a, (choice){{0}});
}

static choice any_choice(unsigned items)
{
    choice c = {{0}};
    for (unsigned i = 0; i < items; i++) {
        c.of[i] = (uint8_t)(pick(2) + pick(3) + 1); /* 1 … 4 */
    }
    return c;
}

static const char *shown(choice c)
{
    static char text[4][ITEMS + 1];
    static unsigned next;
    char *at = text[next++ % 4];
    for (unsigned i = 0; i < ITEMS; i++) {
        at[i] = "-ABCD"[c.of[i]];
    }
    return at;
}

/* ---- The Market ---------------------------------------------------------------------------------------- */

typedef enum author { NOBODY, US, ANOTHER, MARKET } author;

typedef struct market_return {
    int64_t id, order, created;
    unsigned items;
    bool dbs; /* decides by the deprecated pair */
    bool shows_selected;
    choice selected;
    choice decided;
    author by;
    int64_t decided_at;
    choice read; /* what the device has read; none: nothing yet */
} market_return;

typedef enum submit_kind { SUBMIT, SET, CONFIRM } submit_kind;

typedef struct submit {
    submit_kind kind;
    market_return *of;
    choice wanted;
    uint64_t record;
    int64_t at; /* when it takes effect; INT64_MAX: its connection has not ended */
} submit;

static struct {
    market_return returns[RETURNS];
    unsigned count;
    submit pending[PENDING];
    unsigned pending_count;
    bool slow; /* connections take long to open */
    bool calm; /* nothing goes wrong any more */
} market;

static market_return *find_return(int64_t id)
{
    for (unsigned i = 0; i < market.count; i++) {
        if (market.returns[i].id == id) {
            return &market.returns[i];
        }
    }
    return NULL;
}

static bool waits(const market_return *r, int64_t at)
{
    return r->by == NOBODY || at < r->decided_at;
}

static void decide(market_return *r, choice c, author by, int64_t at)
{
    if (r->by == NOBODY && !is_none(c)) {
        r->decided = c;
        r->by = by;
        r->decided_at = at;
        trace("market: return %d decided %s by %s", (int)r->id, shown(c),
              by == US        ? "us"
              : by == ANOTHER ? "another"
                              : "the Market");
    }
}

/* ---- and what the device appended ---------------------------------------------------------------------- */

typedef struct page {
    uint64_t id; /* 0: the append was cut off */
    market_return *of;
    ymr_journal_call call;
    choice wanted;
    ymr_journal_state state; /* as far as it is known */
    bool gone;               /* it was finished by a mark that was cut off, and then made room */
    bool was_sent;           /* a byte of it left */
    bool was_refused;        /* for good */
    uint64_t sends;
} page;

static struct {
    page pages[PAGES];
    unsigned count;
} book;

static page *find_page(uint64_t id)
{
    for (unsigned i = 0; i < book.count && id != 0; i++) {
        if (book.pages[i].id == id) {
            return &book.pages[i];
        }
    }
    return NULL;
}

/* ---- How it takes a submit ----------------------------------------------------------------------------- */

/* Is it taken? */
static bool take_submit(const submit *s, int64_t at)
{
    market_return *r = s->of;
    if (s->kind == SUBMIT || s->kind == CONFIRM) {
        const choice c = s->kind == SUBMIT ? s->wanted : r->selected;
        const page *p = find_page(s->record);
        require(r->by != NOBODY || is_none(c) || (p != NULL && same(c, p->wanted)), &count.own_conflicts,
                "what takes effect is what was decided");
        if (r->by != NOBODY) {
            count.duplicates += same(r->decided, c);
            return false;
        }
        decide(r, c, US, at);
        return !is_none(c);
    }
    if (r->by == NOBODY) {
        for (unsigned i = 0; i < ITEMS; i++) {
            r->selected.of[i] = s->wanted.of[i] != 0 ? s->wanted.of[i] : r->selected.of[i];
        }
    }
    return r->by == NOBODY;
}

static void pass_deadlines(void)
{
    for (unsigned i = 0; i < market.count; i++) {
        market_return *r = &market.returns[i];
        if (now_ms >= r->created + 48 * HOUR) {
            decide(r, (choice){{1, r->items > 1, r->items > 2}}, MARKET, r->created + 48 * HOUR);
        }
    }
}

/* What was to take effect by now, in its order. */
static void let_take_effect(void)
{
    for (;;) {
        unsigned first = market.pending_count;
        for (unsigned i = 0; i < market.pending_count; i++) {
            if (market.pending[i].at <= now_ms &&
                (first == market.pending_count || market.pending[i].at < market.pending[first].at)) {
                first = i;
            }
        }
        if (first == market.pending_count) {
            break;
        }
        const submit s = market.pending[first];
        market.pending[first] = market.pending[--market.pending_count];
        trace("market: a late submit of record %d takes effect", (int)s.record);
        count.late_effects++;
        (void)take_submit(&s, s.at);
    }
    pass_deadlines();
}

/* ---- The device ---------------------------------------------------------------------------------------- */

static struct {
    storage_model storage;
    ymr_journal journal;
    ymr_journal_slot slots[SLOTS];
    ymr_delivery delivery;
    ymr_delivery_config config;
    ymr_delivery_track tracks[TRACKS];
    uint8_t buffer[1024];
    ymr_client client;
    ymr_config client_config;
    ymr_transport transport;
    char io[2048], text[4096];
    ymr_token tokens[256];
    int64_t booted;
    uint32_t ticks_at_boot;
    int64_t floor_until, trusted_from; /* of the clock */
    int64_t clock_error;
} device;

typedef enum happening { APPEND, ANOTHER_DECIDES, POWER_FAILS, CUT_PLANNED, PERSON_LOOKS, CALMS } happening;

static struct {
    struct {
        int64_t at;
        happening what;
        uint64_t record;
        market_return *of;
        choice wanted;
    } list[EVENTS];
    unsigned count;
} script;

static void plan(int64_t at, happening what, uint64_t record, market_return *of, choice wanted)
{
    if (script.count < EVENTS) {
        script.list[script.count].at = at;
        script.list[script.count].what = what;
        script.list[script.count].record = record;
        script.list[script.count].of = of;
        script.list[script.count].wanted = wanted;
        script.count++;
    }
}

/* ---- The network --------------------------------------------------------------------------------------- */

typedef enum fate {
    SERVES,
    DIES,   /* at a byte of the request, or of the answer */
    STALLS, /* likewise */
    FAILS_5XX,
    LIMITS,
    FORBIDS,
    LOCKS,
    IS_LOST_ON_THE_WAY /* a page for people: 404 */
} fate;

static struct {
    bool open, opening;
    int64_t ready; /* when the next thing happens */
    ymr_status open_status;
    fate fate;
    uint32_t at_request; /* byte at which it dies or stalls; UINT32_MAX: not in the request */
    uint32_t at_answer;
    char request[SESSION_SIZE];
    uint32_t received;
    bool answering;
    char answer[SESSION_SIZE];
    uint32_t length, given;
    bool closes;
    bool dead;
    market_return *shows; /* the return that the answer shows once it is whole */
    choice shown;
} net;

static uint32_t ticks(void *context)
{
    (void)context;
    return device.ticks_at_boot + (uint32_t)(now_ms - device.booted);
}

static uint32_t device_chance(void *context)
{
    (void)context;
    return (uint32_t)chance();
}

static void plan_request(void)
{
    static const fate fates[] = {DIES,      DIES,   DIES,    STALLS, STALLS,
                                 FAILS_5XX, LIMITS, FORBIDS, LOCKS,  IS_LOST_ON_THE_WAY};
    net.received = 0;
    net.answering = false;
    net.given = net.length = 0;
    net.shows = NULL;
    net.fate = market.calm || one_in(2) ? SERVES : fates[pick(sizeof fates / sizeof fates[0])];
    net.at_request = UINT32_MAX;
    net.at_answer = UINT32_MAX;
    if (net.fate == DIES || net.fate == STALLS) {
        if (one_in(2)) {
            net.at_request = pick(700);
        } else {
            net.at_answer = pick(one_in(3) ? 1 : 700);
        }
    }
}

/* Every connection that ends with a submit in doubt sets when it takes effect. */
static void end_connection(void)
{
    for (unsigned i = 0; i < market.pending_count; i++) {
        if (market.pending[i].at == INT64_MAX) {
            market.pending[i].at = now_ms + pick(LATE_MS + 1);
        }
    }
    net.open = net.opening = false;
    net.dead = true;
}

static void die(void)
{
    trace("network: the connection dies");
    count.deaths++;
    end_connection();
}

/* Power fails under a call: what the device still seems to do does not happen. */
static bool power_fails(uint32_t n)
{
    if (!market.calm && one_in(n) && !device.storage.is_off) {
        trace("device: power fails under the call");
        switch_off(&device.storage);
        end_connection();
    }
    return device.storage.is_off;
}

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    (void)transport;
    (void)endpoint;
    if (!net.opening) {
        memset(&net, 0, sizeof net);
        net.opening = true;
        net.ready = now_ms + pick(!market.calm && one_in(market.slow ? 2 : 20) ? 13 * SECOND : 400);
        net.open_status = YMR_OK;
        if (!market.calm && one_in(market.slow ? 2 : 8)) {
            static const ymr_status no[] = {YMR_E_REFUSED, YMR_E_UNREACHABLE, YMR_E_RESOLVE, YMR_E_TLS};
            net.open_status = no[pick(4)];
        }
        plan_request();
    }
    if (now_ms < net.ready) {
        return YMR_PENDING;
    }
    net.opening = false;
    net.open = net.open_status == YMR_OK;
    return net.open_status;
}

/* What a request asks for. */

static const char *const methods[] = {"GET ", "POST "};

static int64_t number_after(const char *text, const char *word)
{
    const char *at = strstr(text, word);
    return at == NULL ? 0 : strtoll(at + strlen(word), NULL, 10);
}

static submit read_submit(const char *request)
{
    submit s = {.kind = SUBMIT, .of = find_return(number_after(request, "/returns/")), .at = INT64_MAX};
    const char *at = request;
    const char *line_end = strstr(request, "\r\n");
    const char *confirm = strstr(request, "/decision/submit");
    s.kind = confirm == NULL || confirm > line_end ? SET : SUBMIT;
    if (s.kind == SUBMIT && strstr(request, "returnItemDecisions") == NULL) {
        s.kind = CONFIRM;
    }
    while ((at = strstr(at, "\"returnItemId\":")) != NULL) {
        const int64_t item = number_after(at, "\"returnItemId\":");
        const char *type = strstr(at, "\"decisionType\":\"") + strlen("\"decisionType\":\"");
        for (unsigned i = 0; i < TYPES; i++) {
            const char *name = ymr_enum_name(&ymr_decision_type_names, (int)types[i]);
            if (strncmp(type, name, strlen(name)) == 0 && type[strlen(name)] == '"') {
                s.wanted.of[item % 10 - 1] = (uint8_t)(i + 1);
            }
        }
        at = type;
    }
    s.record = device.delivery.record.entry.id;
    return s;
}

static bool is_submit(const char *request)
{
    const char *path = strstr(request, "/decision");
    const char *line_end = strstr(request, "\r\n");
    return strncmp(request, methods[1], 5) == 0 && path != NULL && path < line_end &&
           strstr(request, "/businesses/") == NULL;
}

/* The first byte of a submit leaves: whether it may is decided now. */
static void judge_submit(const char *request)
{
    submit s = read_submit(request);
    page *p = find_page(s.record);
    const market_return *r = s.of;
    let_take_effect();
    require(p != NULL && p->of == r, &count.other, "what is sent is what was appended");
    if (p == NULL) {
        return;
    }
    s.wanted = p->wanted;
    trace("device: record %d leaves: return %d %s", (int)p->id, (int)r->id, shown(p->wanted));
    require(is_none(r->read) || same(r->read, s.wanted), &count.known_conflicts,
            "no submit against what was read");
    for (unsigned i = 0; i < market.pending_count; i++) {
        const submit *earlier = &market.pending[i];
        if (earlier->of == r) {
            const page *other = find_page(earlier->record);
            require(other != NULL && same(other->wanted, s.wanted), &count.own_conflicts,
                    "no submit while another decision of our own may have effect");
            require(earlier->record != p->id, &count.early, "none is sent again too early");
        }
    }
    if (r->by == US) {
        require(same(r->decided, s.wanted), &count.own_conflicts, "no submit against our own decision");
    }
    if (r->by == ANOTHER && !same(r->decided, s.wanted)) {
        const int64_t since = now_ms - r->decided_at;
        const ymr_delivery_policy *policy = &device.config.policy;
        require(since <= (int64_t)policy->stale_ms + policy->fresh_ms, &count.stale_conflicts,
                "no submit against what could have been read");
        count.crossed++;
    }
    p->was_sent = true;
    count.sends++;
    count.resends += p->sends++ > 0;
}

/* Answers. */

static void put_answer(const char *status, const char *fields, const char *body)
{
    net.closes = one_in(2);
    net.length =
        (uint32_t)snprintf(net.answer, sizeof net.answer, "HTTP/1.1 %s\r\n%sContent-Length: %zu\r\n%s\r\n%s",
                           status, fields, strlen(body), net.closes ? "Connection: close\r\n" : "", body);
    net.given = 0;
}

#define JSON_FIELDS "Content-Type: application/json\r\n"

static void put_error(const char *status, const char *code)
{
    char body[128];
    snprintf(body, sizeof body, "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"%s\",\"message\":\"-\"}]}",
             code);
    put_answer(status, JSON_FIELDS, body);
}

static int64_t moment_of_read(void)
{
    return one_in(2) ? now_ms : now_ms - pick(STALE_MS);
}

static void put_items(char *body, size_t size, const market_return *r, choice c)
{
    size_t at = strlen(body);
    for (unsigned i = 0; i < r->items; i++) {
        at += (size_t)snprintf(
            body + at, size - at,
            "%s{\"shopSku\":\"s\",\"count\":1,\"decisions\":[{"
            "\"returnItemId\":%d%s%s%s}]}",
            i > 0 ? "," : "", (int)(r->id * 10 + i + 1), c.of[i] != 0 ? ",\"decisionType\":\"" : "",
            c.of[i] != 0 ? ymr_enum_name(&ymr_decision_type_names, (int)types[c.of[i] - 1]) : "",
            c.of[i] != 0 ? "\"" : "");
    }
    snprintf(body + at, size - at, "]}}");
}

static void answer_return(const char *request)
{
    char body[2048], date[YMR_TIME_SIZE];
    market_return *r = find_return(number_after(request, "/returns/"));
    const int64_t at = moment_of_read();
    const bool waiting = waits(r, at);
    const choice selected = r->shows_selected ? r->selected : (choice){{0}};
    if (!market.calm && one_in(300)) {
        put_error("404 Not Found", "NOT_FOUND");
        return;
    }
    ymr_time_write_iso(r->created, 180, date);
    snprintf(body, sizeof body,
             "{\"status\":\"OK\",\"result\":{\"id\":%d,\"orderId\":%d,\"returnType\":\"RETURN\","
             "\"creationDate\":\"%s\","
             "\"refundStatus\":\"%s\",\"items\":[",
             (int)r->id, (int)r->order, date,
             r->dbs    ? waiting ? "WAITING_FOR_DECISION" : "DECISION_MADE"
             : waiting ? "PREMODERATION_DECISION_WAITING"
                       : "PREMODERATION_DECISION_MADE");
    put_items(body, sizeof body, r, waiting ? selected : r->decided);
    put_answer("200 OK", JSON_FIELDS, body);
    if (waiting && !market.calm && one_in(12)) { /* between the read and what follows from it */
        plan(now_ms + pick(3 * SECOND), ANOTHER_DECIDES, 0, r, any_choice(r->items));
    }
    net.shows = r;
    net.shown = waiting ? (choice){{0}} : r->decided;
}

static void answer_offers(const char *request)
{
    const market_return *r = find_return(number_after(request, "\"returnId\":"));
    put_answer(
        "200 OK", JSON_FIELDS,
        waits(r, moment_of_read())
            ? "{\"status\":\"OK\",\"result\":{\"availableDecisions\":[{\"decisionType\":\"REFUND_MONEY\"},"
              "{\"decisionType\":\"REPAIR\"},{\"decisionType\":\"REPLACE\"},{\"decisionType\":\"DECLINE_"
              "REFUND\"}]}}"
            : "{\"status\":\"OK\",\"result\":{\"availableDecisions\":[]}}");
}

/* Nobody will know: now, later, or never. */
static void take_in_doubt(submit s)
{
    const uint32_t when = pick(5);
    trace("market: record %d arrives, its answer will not: %s", (int)s.record,
          when == 0  ? "effect now"
          : when < 4 ? "effect later"
                     : "never");
    if (when == 0) {
        (void)take_submit(&s, now_ms);
    } else if (when < 4 && market.pending_count < PENDING) {
        market.pending[market.pending_count++] = s; /* from the end of the connection on */
    }
}

static void refuse(const submit *s, const char *code)
{
    page *p = find_page(s->record);
    if (p != NULL) {
        p->was_refused = true;
    }
    put_error("400 Bad Request", code);
}

static void answer_submit(const char *request)
{
    const submit s = read_submit(request);
    if (net.fate == SERVES) {
        if (!market.calm && one_in(30)) {
            refuse(&s, "BAD_REQUEST");
        } else if (take_submit(&s, now_ms)) {
            put_answer("200 OK", JSON_FIELDS, "{\"status\":\"OK\"}");
        } else {
            refuse(&s, "RETURN_STATUS_IS_NOT_WAITING");
        }
        return;
    }
    put_answer("200 OK", JSON_FIELDS, "{\"status\":\"OK\"}");
    if (net.at_answer >= net.length) {
        net.fate = SERVES;
        if (!take_submit(&s, now_ms)) {
            refuse(&s, "RETURN_STATUS_IS_NOT_WAITING");
            net.at_answer = UINT32_MAX;
        }
        return;
    }
    take_in_doubt(s);
}

static void answer_fault(void)
{
    switch (net.fate) {
    case FAILS_5XX:
        put_error(one_in(2) ? "500 Internal Server Error" : "503 Service Unavailable", "INTERNAL_ERROR");
        break;
    case LIMITS:
        put_error("420 Enhance Your Calm", "LIMIT");
        break;
    case FORBIDS:
        put_error(one_in(2) ? "401 Unauthorized" : "403 Forbidden", "FORBIDDEN");
        break;
    case LOCKS:
        put_error("423 Locked", "LOCKED");
        break;
    default:
        put_answer("404 Not Found", "Content-Type: text/html\r\n", "<html>not here</html>");
        break;
    }
}

static void answer(void)
{
    const char *request = net.request;
    net.answering = true;
    net.ready = now_ms + pick(one_in(10) && !market.calm ? 9 * SECOND : 300);
    now_ms = now_ms + 1;
    let_take_effect();
    if (net.fate != SERVES && net.fate != DIES && net.fate != STALLS) {
        answer_fault();
        if (net.fate == FAILS_5XX && is_submit(request)) {
            take_in_doubt(read_submit(request));
        }
    } else if (is_submit(request)) {
        answer_submit(request);
    } else if (strncmp(request, methods[0], 4) == 0) {
        answer_return(request);
    } else {
        answer_offers(request);
    }
}

static bool is_whole(void)
{
    const char *blank = strstr(net.request, "\r\n\r\n");
    const int64_t body = number_after(net.request, "Content-Length: ");
    return blank != NULL && net.received >= (uint32_t)(blank + 4 - net.request) + (uint32_t)body;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    static char whole[SESSION_SIZE];
    (void)transport;
    if (net.dead || !net.open) {
        return YMR_E_RESET;
    }
    if (net.answering) {
        plan_request(); /* the next one over the same connection */
    }
    if (net.at_request <= net.received) {
        if (net.fate == STALLS) {
            return YMR_PENDING;
        }
        die();
        return YMR_E_RESET;
    }
    if (net.received == 0) {
        snprintf(whole, sizeof whole, "%.*s", (int)length, bytes);
        if (is_submit(whole)) {
            judge_submit(whole);
        }
    }
    size_t taken = one_in(4) ? pick((uint32_t)length) + 1 : length;
    taken = taken < net.at_request - net.received ? taken : net.at_request - net.received;
    memcpy(net.request + net.received, bytes, taken);
    net.received += (uint32_t)taken;
    net.request[net.received] = '\0';
    *sent = taken;
    if (is_whole()) {
        answer();
    }
    return power_fails(50) ? YMR_E_RESET : YMR_OK;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    (void)transport;
    *received = 0;
    if (net.dead || !net.open) {
        return YMR_E_RESET;
    }
    if (!net.answering || now_ms < net.ready) {
        return YMR_PENDING;
    }
    if (net.given == net.length) {
        return net.closes ? YMR_OK : YMR_PENDING;
    }
    if (net.given >= net.at_answer) {
        if (net.fate == STALLS) {
            return YMR_PENDING;
        }
        die();
        return one_in(2) ? YMR_OK : YMR_E_RESET;
    }
    uint32_t given = net.length - net.given;
    given = given < room ? given : (uint32_t)room;
    given = one_in(4) ? pick(given) + 1 : given;
    given = given < net.at_answer - net.given ? given : net.at_answer - net.given;
    memcpy(bytes, net.answer + net.given, given);
    net.given += given;
    *received = given;
    if (power_fails(80)) {
        return YMR_E_RESET;
    }
    if (net.given == net.length && net.shows != NULL && !is_none(net.shown)) {
        net.shows->read = net.shown;
    }
    return YMR_OK;
}

static void on_close(ymr_transport *transport)
{
    (void)transport;
    end_connection();
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    int64_t until = now_ms + timeout;
    (void)transport;
    if (interest != 0 && net.ready > now_ms && net.ready < until) {
        until = net.ready;
    }
    now_ms = until > now_ms ? until : now_ms + 1;
}

/* What a device forgets with its power is needed most just then: it fails, and the worker thinks again. */
static void make_trouble_behind(const page *p)
{
    const choice none = {{0}};
    if (market.calm || !one_in(4)) {
        return;
    }
    plan(now_ms + pick(5 * SECOND), POWER_FAILS, 0, NULL, none);
    if (one_in(2)) {
        plan(now_ms + pick(10 * SECOND), APPEND, 0, p->of, any_choice(p->of->items));
    }
}

/* ---- What the device is told --------------------------------------------------------------------------- */

static ymr_clock_state device_clock(void *context, int64_t *unix_ms)
{
    (void)context;
    if (now_ms < device.floor_until) {
        *unix_ms = begin_of_time - INT64_C(1000) * HOUR;
        return YMR_CLOCK_FLOOR;
    }
    if (now_ms < device.trusted_from) {
        *unix_ms = now_ms + device.clock_error;
        return YMR_CLOCK_PROVISIONAL;
    }
    *unix_ms = now_ms;
    return YMR_CLOCK_TRUSTED;
}

static void check_settled(const page *p)
{
    const market_return *r = p->of;
    bool has = r->by != NOBODY;
    for (unsigned i = 0; i < ITEMS; i++) {
        has = has && (p->wanted.of[i] == 0 || r->decided.of[i] == p->wanted.of[i]);
    }
    require(has || (p->call == YMR_JOURNAL_SET && same(r->selected, p->wanted)), &count.wrong,
            "what is settled the Market has");
}

static void on_event(void *context, const ymr_delivery_event *event)
{
    page *p = find_page(event->entry->id);
    (void)context;
    if (event->news == YMR_DELIVERY_DEADLINE) {
        count.deadlines++;
        return;
    }
    require(p != NULL, &count.other, "what is told was appended");
    if (p == NULL) {
        return;
    }
    trace("device: record %d %s%s%s%s", (int)p->id, ymr_journal_state_text(event->entry->state),
          event->entry->learnt.author_unknown ? ", author unknown" : "", event->reason ? ": " : "",
          ymr_delivery_reason_text(event->reason));
    p->state = event->entry->state;
    count.settled += event->news == YMR_DELIVERY_SETTLED;
    count.unknown_author += event->entry->learnt.author_unknown;
    count.refused += event->news == YMR_DELIVERY_REFUSED;
    if (event->news == YMR_DELIVERY_SETTLED) {
        let_take_effect();
        check_settled(p);
        make_trouble_behind(p);
    } else if (event->news == YMR_DELIVERY_REFUSED) {
        require(p->was_refused, &count.unrefused, "what is refused the Market refused");
    } else if (event->news == YMR_DELIVERY_WORKER) {
        plan(now_ms + (one_in(2) ? pick(10 * SECOND) : pick(20 * MINUTE)), PERSON_LOOKS, p->id, p->of,
             p->wanted);
    }
}

/* ---- Power --------------------------------------------------------------------------------------------- */

static void check_journal(uint64_t doubtful_a, uint64_t doubtful_b)
{
    ymr_journal_entry entry;
    uint64_t listed = 0;
    bool found[PAGES] = {false};
    for (uint64_t after = 0; ymr_journal_next(&device.journal, after, &entry); after = entry.id) {
        page *p = find_page(entry.id);
        if (p == NULL) { /* an append that was cut off, and came through */
            p = book.count > 0 ? &book.pages[book.count - 1] : NULL;
            require(p != NULL && p->id == 0 && p->of->id == entry.return_id, &count.other,
                    "nothing is made up");
            if (p == NULL || p->id != 0) {
                continue;
            }
            p->id = entry.id;
        }
        found[p - book.pages] = true;
        listed++;
        require(entry.state >= p->state || !ymr_journal_is_finished(p->state), &count.lost,
                "what is finished stays so");
        require(entry.state != YMR_JOURNAL_APPENDED || !p->was_sent, &count.unmarked,
                "what was sent is marked");
        if (entry.state == YMR_JOURNAL_SETTLED && p->state != entry.state) {
            check_settled(p);
        }
        count.found_sent += entry.state == YMR_JOURNAL_SENT;
        p->state = entry.state;
    }
    for (unsigned i = 0; i < book.count; i++) {
        page *p = &book.pages[i];
        if (p->id == 0 || found[i] || ymr_journal_is_finished(p->state)) {
            continue;
        }
        p->gone = p->gone || p->id == doubtful_a || p->id == doubtful_b;
        require(p->gone, &count.lost, "what was appended is there");
    }
    if (book.count > 0 && book.pages[book.count - 1].id == 0) {
        book.count--; /* it did not come through, and nobody was told that it had */
    }
}

static void mount(void)
{
    ymr_status status =
        ymr_journal_mount(&device.journal, &device.storage.storage, device.slots, SLOTS, NULL, NULL);
    require(status == YMR_OK, &count.other, "the journal mounts");
    memset(&net, 0, sizeof net);
    net.dead = true;
    device.booted = now_ms;
    device.ticks_at_boot = (uint32_t)chance();
    device.floor_until = now_ms + (one_in(3) ? pick(10 * MINUTE) : 0);
    device.trusted_from = device.floor_until + (one_in(3) ? pick(HOUR) : 0);
    device.clock_error = (int64_t)pick(2 * HOUR) - HOUR;
    status = ymr_client_init(&device.client, &device.client_config);
    require(status == YMR_OK, &count.other, "the client begins");
    status = ymr_delivery_init(&device.delivery, &device.config);
    require(status == YMR_OK, &count.other, "the delivery begins");
}

static void lose_power(uint64_t doubtful)
{
    const uint64_t a = device.delivery.record.entry.id;
    trace("device: power fails");
    count.power_cuts++;
    end_connection();
    const uint32_t longest[] = {2 * SECOND, 2 * SECOND, 20 * SECOND, 20 * SECOND, 2 * MINUTE, 2 * MINUTE};
    now_ms += one_in(12) ? pick(3 * HOUR) : pick(longest[pick(6)]);
    storage_model_power_on(&device.storage);
    mount();
    check_journal(doubtful != 0 ? doubtful : a, a);
    if (!market.calm && one_in(3)) {
        storage_model_cut(&device.storage, pick(12) + 1, (storage_cut)pick(3), pick(UINT32_MAX - 1) + 1);
    }
}

/* ---- What happens -------------------------------------------------------------------------------------- */

static bool append(market_return *r, choice wanted, ymr_journal_call call)
{
    ymr_item_decision items[ITEMS];
    uint64_t id = 0;
    unsigned n = 0;
    memset(items, 0, sizeof items);
    for (unsigned i = 0; i < r->items; i++) {
        if (wanted.of[i] != 0) {
            items[n].return_item_id = r->id * 10 + i + 1;
            items[n++].type = types[wanted.of[i] - 1];
        }
    }
    if (book.count == PAGES) {
        return false;
    }
    const ymr_journal_submit what = {.campaign_id = CAMPAIGN,
                                     .order_id = r->order,
                                     .return_id = r->id,
                                     .call = call,
                                     .decisions = {items, n},
                                     .made_ms = now_ms,
                                     .made_clock = YMR_CLOCK_TRUSTED,
                                     .deadline_ms = one_in(2) ? r->created + 48 * HOUR : YMR_JOURNAL_NO_TIME};
    book.pages[book.count++] = (page){.of = r, .call = call, .wanted = wanted, .state = YMR_JOURNAL_APPENDED};
    const ymr_status status = ymr_journal_append(&device.journal, &what, &id);
    if (status == YMR_OK) {
        book.pages[book.count - 1].id = id;
        count.records++;
        trace("worker: record %d: return %d %s %s", (int)id, (int)r->id, shown(wanted),
              call == YMR_JOURNAL_SUBMIT ? ""
              : call == YMR_JOURNAL_SET  ? "SET"
                                         : "CONFIRM");
    } else if (device.storage.is_off) {
        lose_power(0);
    } else {
        require(status == YMR_E_FULL, &count.other, "a journal that takes nothing is full");
        book.count--;
    }
    return status == YMR_OK;
}

static void append_decision(market_return *r, choice wanted)
{
    if (!r->dbs) {
        (void)append(r, wanted, YMR_JOURNAL_SUBMIT);
    } else if (append(r, wanted, YMR_JOURNAL_SET)) {
        (void)append(r, wanted, YMR_JOURNAL_CONFIRM);
    }
}

/* A person looks at a record that needs him, and may decide anew. */
static void let_person_look(uint64_t record, market_return *r, choice wanted)
{
    page *p = find_page(record);
    if (p == NULL || p->state != YMR_JOURNAL_WORKER || p->gone) {
        return;
    }
    const ymr_status status = ymr_journal_mark(&device.journal, record, YMR_JOURNAL_ACKNOWLEDGED, NULL);
    if (status != YMR_OK) {
        require(device.storage.is_off, &count.other, "what needs the worker can be acknowledged");
        lose_power(record);
        return;
    }
    trace("person: takes record %d over", (int)record);
    p->state = YMR_JOURNAL_ACKNOWLEDGED;
    if (one_in(2)) {
        append_decision(r, one_in(3) ? wanted : any_choice(r->items));
    }
}

static void happen(unsigned index)
{
    const happening what = script.list[index].what;
    const uint64_t record = script.list[index].record;
    market_return *of = script.list[index].of;
    const choice wanted = script.list[index].wanted;
    script.list[index] = script.list[--script.count];
    let_take_effect();
    switch (what) {
    case APPEND:
        append_decision(of, wanted);
        break;
    case ANOTHER_DECIDES:
        decide(of, wanted, ANOTHER, now_ms);
        break;
    case POWER_FAILS:
        lose_power(0);
        break;
    case CUT_PLANNED:
        storage_model_cut(&device.storage, pick(12) + 1, (storage_cut)pick(3), pick(UINT32_MAX - 1) + 1);
        break;
    case PERSON_LOOKS:
        let_person_look(record, of, wanted);
        break;
    case CALMS:
        trace("all is calm now");
        market.calm = true;
        device.storage.cut_at = 0;
        break;
    }
}

static unsigned next_event(void)
{
    unsigned first = 0;
    for (unsigned i = 1; i < script.count; i++) {
        first = script.list[i].at < script.list[first].at ? i : first;
    }
    return first;
}

static uint32_t until_next(int64_t end)
{
    const int64_t at = script.count > 0 ? script.list[next_event()].at : end;
    const int64_t left = (at < end ? at : end) - now_ms;
    return left < 1 ? 1 : left > HOUR ? HOUR : (uint32_t)left;
}

/* ---- A run --------------------------------------------------------------------------------------------- */

static void make_return(unsigned i, int64_t length)
{
    market_return *r = &market.returns[i];
    const bool is_dbs = one_in(8);
    memset(r, 0, sizeof *r);
    r->id = 100 + i;
    r->order = 9000 + i;
    r->dbs = is_dbs;
    r->items = is_dbs ? 1 : pick(ITEMS) + 1;
    r->shows_selected = one_in(2);
    r->created = begin_of_time - pick(24 * HOUR);
    if (one_in(4)) { /* the deadline falls into the run */
        r->created = begin_of_time - 48 * HOUR + pick((uint32_t)length);
    }
    const choice first = any_choice(r->items);
    const int64_t at = begin_of_time + pick((uint32_t)length / 2);
    plan(at, APPEND, 0, r, first);
    if (one_in(3)) { /* pressed twice, or thought again */
        plan(at + pick(one_in(2) ? 30 * SECOND : 10 * MINUTE), APPEND, 0, r,
             one_in(2) ? first : any_choice(r->items));
    }
    if (one_in(2)) {
        choice another = any_choice(r->items);
        for (unsigned j = 0; j < r->items; j++) {
            another.of[j] = one_in(2) ? another.of[j] : first.of[j];
        }
        plan(at + (one_in(2) ? (int64_t)pick(90 * SECOND) : (int64_t)pick(10 * MINUTE) - 2 * MINUTE),
             ANOTHER_DECIDES, 0, r, another);
    }
}

static void make_run(void)
{
    const uint32_t length = one_in(4) ? 8 * HOUR : 40 * MINUTE;
    script.count = 0;
    memset(&market, 0, sizeof market);
    market.count = pick(RETURNS) + 1;
    market.slow = one_in(6);
    for (unsigned i = 0; i < market.count; i++) {
        make_return(i, length);
    }
    const choice none = {{0}};
    for (uint32_t i = pick(4); i > 0; i--) {
        plan(begin_of_time + pick(length), POWER_FAILS, 0, NULL, none);
    }
    for (uint32_t i = pick(5); i > 0; i--) {
        plan(begin_of_time + pick(length), CUT_PLANNED, 0, NULL, none);
    }
    plan(begin_of_time + length, CALMS, 0, NULL, none);
}

static void make_device(void)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, NULL};
    static const ymr_clock clock = {device_clock, NULL};
    memset(&book, 0, sizeof book);
    device.transport.api = &api;
    device.client_config =
        (ymr_config){.transport = &device.transport,
                     .platform = {ticks, device_chance, NULL},
                     .endpoint = {"api.example", 443, true},
                     .api_key = "ACMA:0123456789:01234567",
                     .campaign_id = CAMPAIGN,
                     .business_id = BUSINESS,
                     .workspace = {device.io, sizeof device.io, device.text, sizeof device.text,
                                   device.tokens, sizeof device.tokens / sizeof device.tokens[0]},
                     .policy = YMR_POLICY_DEFAULT};
    device.config = (ymr_delivery_config){.client = &device.client,
                                          .journal = &device.journal,
                                          .clock = &clock,
                                          .tracks = device.tracks,
                                          .track_count = pick(TRACKS) + 1,
                                          .buffer = device.buffer,
                                          .buffer_size = sizeof device.buffer,
                                          .taker = on_event,
                                          .policy = YMR_DELIVERY_POLICY_DEFAULT};
    if (one_in(4)) {
        storage_model_init(&device.storage, 1024, 8, 1u << pick(4));
    } else {
        storage_model_init(&device.storage, 2048, 12, 8);
    }
}

static void check_end(void)
{
    ymr_journal_entry entry;
    mount();
    check_journal(0, 0);
    for (uint64_t after = 0; ymr_journal_next_open(&device.journal, after, &entry); after = entry.id) {
        require(entry.state == YMR_JOURNAL_WORKER, &count.stuck,
                "all is settled, refused or with the worker");
    }
    for (unsigned i = 0; i < book.count; i++) {
        count.worker +=
            book.pages[i].state == YMR_JOURNAL_WORKER || book.pages[i].state == YMR_JOURNAL_ACKNOWLEDGED;
    }
    require(device.storage.faults == 0, &count.other, "the rules of the storage are kept");
}

static void run(uint64_t seed, uint64_t number)
{
    chance_state = seed * UINT64_C(0x2545f4914f6cdd1d) + number * UINT64_C(0x9e3779b97f4a7c15) * 7919;
    now_ms = begin_of_time;
    count.run = number;
    count.runs++;
    int64_t end = INT64_MAX;
    make_run();
    make_device();
    mount();
    for (uint32_t steps = 0; now_ms < end; steps++) {
        while (script.count > 0 && script.list[next_event()].at <= now_ms) {
            happen(next_event());
        }
        end = market.calm && end == INT64_MAX ? now_ms + 4 * HOUR : end;
        const ymr_status status = ymr_delivery_step(&device.delivery);
        if (device.storage.is_off) {
            lose_power(0);
            continue;
        }
        require(status == YMR_OK || status == YMR_PENDING, &count.other, "the delivery goes on");
        if (status == YMR_OK && market.calm && script.count == 0) {
            break;
        }
        if (steps > 2000000) {
            require(false, &count.stuck, "it does not go round in circles");
            break;
        }
        ymr_delivery_wait(&device.delivery, until_next(end));
    }
    require(now_ms < end, &count.stuck, "it comes to an end");
    let_take_effect();
    check_end();
}

/* ---- The tool ------------------------------------------------------------------------------------------ */

static uint64_t faults(void)
{
    return count.known_conflicts + count.own_conflicts + count.stale_conflicts + count.early +
           count.unmarked + count.lost + count.wrong + count.unrefused + count.stuck + count.other;
}

static void print_counts(void)
{
    const struct {
        const char *what;
        uint64_t number;
    } rows[] = {
        {"records appended", count.records},
        {"submits sent", count.sends},
        {"  of them again", count.resends},
        {"  that crossed another's decision, and were refused", count.crossed},
        {"identical duplicates that reached the Market, and were refused", count.duplicates},
        {"settled", count.settled},
        {"  author unknown", count.unknown_author},
        {"refused for good", count.refused},
        {"handed to the worker", count.worker},
        {"connections that died", count.deaths},
        {"late effects", count.late_effects},
        {"losses of power", count.power_cuts},
        {"records found SENT after one", count.found_sent},
        {"deadlines told of", count.deadlines},
        {"CONFLICTING submits: against what was read", count.known_conflicts},
        {"CONFLICTING submits: against our own", count.own_conflicts},
        {"CONFLICTING submits: against what could have been read", count.stale_conflicts},
        {"SENT AGAIN TOO EARLY", count.early},
        {"UNMARKED sends", count.unmarked},
        {"LOST records", count.lost},
        {"WRONGLY SETTLED records", count.wrong},
        {"WRONGLY called REFUSED", count.unrefused},
        {"STUCK runs", count.stuck},
        {"other faults", count.other},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        printf("%10" PRIu64 "  %s\n", rows[i].number, rows[i].what);
    }
}

int main(int argc, char **argv)
{
    uint64_t first = 0, runs = 1000;
    count.seed = 1;
    for (int i = 1; i < argc; i++) {
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--trace") == 0) {
            count.trace = true;
            continue;
        }
        if (strcmp(argv[i], "--seed") == 0) {
            count.seed = strtoull(value, NULL, 10);
        } else if (strcmp(argv[i], "--runs") == 0) {
            runs = strtoull(value, NULL, 10);
        } else if (strcmp(argv[i], "--run") == 0) {
            first = strtoull(value, NULL, 10);
            runs = 1;
        } else {
            fprintf(stderr, "usage: journal_runs [--seed S] [--runs N | --run K] [--trace]\n");
            return 2;
        }
        i++;
    }
    for (uint64_t i = first; i < first + runs && faults() < 50; i++) {
        run(count.seed, i);
    }
    print_counts();
    printf("seed %" PRIu64 ": %" PRIu64 " runs, %" PRIu64 " times not held\n", count.seed, count.runs,
           faults());
    return faults() == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
