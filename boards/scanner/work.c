#include "work.h"

#include <string.h>

#include "board.h"
#include "console.h"
#include "online.h"
#include "photo.h"
#include "sizes.h"
#include "store.h"
#include "ymr/decisions.h"

enum {
    RETRY_MS = 2000, /* the first time; doubled each time, up to … */
    RETRY_MAX_MS = 256000,
    PHOTO_IDLE_ONLY = 0,
    CALL_MS = 20000,
    INDEX_MS = 600000,
    SAVE_MS = 3600000, /* between two writes of the flash, which wears out */
    MINUTE_MS = 60000,
    LOOKS = 7 /* at what became of a decision, the first included: over two minutes in all */
};

typedef enum state { OFF, JOINING, ASKING, RESTING, BUILDING, FETCHING, DECIDING, RESOLVING, STATES } state;

static struct {
    const scanner_configuration *configuration;
    state state;
    uint32_t due;      /* ticks: of the next build */
    uint32_t retry_ms; /* 0: the last build went well */
    uint32_t began;    /* ticks: of the build */
    uint32_t saved;
    bool ever_saved;
    bool dated;    /* the build began at a known time */
    bool complete; /* there is an index */
    bool full;     /* there is none because it does not fit */
    bool tried;    /* a first build has ended, one way or the other */
    bool whole;
    bool waiting; /* an order waits */
    bool unknown; /* what became of it has to be looked up */
    uint8_t looks;
    uint32_t look_due; /* ticks: of the next one */
    work_order order;
} work;

static ymr_index lookup;
static ymr_index_return returns[2 * SCANNER_RETURNS];
static ymr_index_key keys[2 * SCANNER_KEYS];

/* One at a time. */
static union {
    ymr_index_build build;
    struct {
        ymr_item_decision item;
        ymr_decisions all;
        ymr_resolve resolve;
    } decision;
    photo_sums photo;
} job;

static void say_status(const char *what, ymr_status status)
{
    console_say(what);
    console_say(" ");
    console_say(status == YMR_OK ? "done" : ymr_status_name(status));
}

/* ---- Joining ------------------------------------------------------------------------------------------- */

static void join(void)
{
    if (online_ready()) {
        uint8_t a[4];
        online_address(a);
        console_fill("network %.%.%.%\n", (const int64_t[]){a[0], a[1], a[2], a[3]});
        work.state = ASKING;
    }
}

static void ask(void)
{
    const ymr_status status = online_ask_time();
    if (status != YMR_PENDING) {
        if (status != YMR_OK) {
            say_status("time", status);
            console_say("\n");
        }
        work.due = board_ticks_ms(NULL);
        work.state = RESTING;
    }
}

/* ---- The index ----------------------------------------------------------------------------------------- */

static void start_build(void)
{
    work.dated = online_now() != 0;
    work.began = board_ticks_ms(NULL);
    ymr_index_start(&job.build, online_client(INDEX_MS), &lookup,
                    work.whole ? YMR_INDEX_WHOLE : YMR_INDEX_REFRESH, online_now());
    work.state = BUILDING;
}

/* A build that began before anybody had told the time learns from its own answers when that was. */
static void date_index(void)
{
    const int64_t now = online_now();
    if (!work.dated && now != 0) {
        lookup.live.as_of_ms = now - (board_ticks_ms(NULL) - work.began);
    }
}

static void save(void)
{
    const uint32_t now = board_ticks_ms(NULL);
    if (!work.ever_saved || now - work.saved >= SAVE_MS) {
        work.ever_saved = true;
        work.saved = now;
        store_save(&lookup);
    }
}

static void built(void)
{
    work.complete = true;
    work.full = false;
    work.whole = false;
    work.retry_ms = 0;
    work.due = board_ticks_ms(NULL) + work.configuration->refresh_minutes * (uint32_t)MINUTE_MS;
    date_index();
    save();
    console_fill("index % returns % keys",
                 (const int64_t[]){lookup.live.return_count, lookup.live.key_count});
    if (lookup.live.left_out > 0) {
        console_fill(", % not whole", (const int64_t[]){lookup.live.left_out});
    }
    console_say("\n");
}

static void not_built(ymr_status status)
{
    work.full = status == YMR_E_FULL && !work.complete;
    work.retry_ms = work.retry_ms == 0 ? RETRY_MS : work.retry_ms * 2;
    if (work.retry_ms > RETRY_MAX_MS || status == YMR_E_FULL) {
        work.retry_ms = RETRY_MAX_MS;
    }
    work.due = board_ticks_ms(NULL) + work.retry_ms;
    say_status("index", status);
    console_fill(", again in % s\n", (const int64_t[]){work.retry_ms / 1000});
}

static void build(void)
{
    const ymr_status status = ymr_index_step(&job.build);
    if (status == YMR_PENDING) {
        return;
    }
    online_note_outcome();
    work.tried = true;
    work.state = RESTING;
    if (status == YMR_OK) {
        built();
    } else {
        not_built(status);
    }
}

/* ---- A photo ------------------------------------------------------------------------------------------- */

static void fetch(void)
{
    const ymr_status status = ymr_client_step(online_current());
    if (status == YMR_PENDING) {
        return;
    }
    online_note_outcome();
    work.state = RESTING;
    if (status == YMR_OK) {
        console_fill("PHOTO % bytes adler32 %\n",
                     (const int64_t[]){(int64_t)job.photo.length,
                                       (int64_t)job.photo.high << 16 | job.photo.low});
    } else {
        say_status("PHOTO", status);
        console_say("\n");
    }
}

/* ---- A decision ---------------------------------------------------------------------------------------- */

static void say_api(const ymr_outcome *outcome)
{
    if (outcome->api.code.length > 0) {
        console_say(" ");
        console_say_text(outcome->api.code);
    }
}

static void set_decision(void)
{
    memset(&job, 0, sizeof job);
    job.decision.item.return_item_id = work.order.item_id;
    job.decision.item.type = (ymr_decision_type)work.order.decision;
    job.decision.all = (ymr_decisions){&job.decision.item, 1};
}

static void look(void)
{
    set_decision();
    work.looks++;
    work.state = RESOLVING;
    (void)ymr_start_resolve_decision(online_client(CALL_MS), work.order.order_id, work.order.return_id,
                                     &job.decision.all, &job.decision.resolve);
}

static void decide(void)
{
    ymr_client *client = online_current();
    const ymr_status status = ymr_client_step(client);
    if (status == YMR_PENDING) {
        return;
    }
    online_note_outcome();
    say_status("DECISION", status);
    say_api(&client->outcome);
    work.state = RESTING;
    if (status == YMR_E_OUTCOME_UNKNOWN) {
        console_say(": looking it up, do not send it again");
        work.unknown = true;
        work.looks = 0;
        look();
    }
    console_say("\n");
}

/* What left the outcome open, a network that is gone, often stands in the way of the look as well. */
static void look_later(ymr_status status)
{
    const uint32_t wait_ms = (uint32_t)RETRY_MS << (work.looks - 1);
    work.look_due = board_ticks_ms(NULL) + wait_ms;
    say_status("DECISION still not known,", status);
    console_fill(": do not send it again, next look in % s\n", (const int64_t[]){wait_ms / 1000});
}

static void resolve(void)
{
    static const char *const names[] = {"cannot be told", "as decided", "decided otherwise", "still waits"};
    const ymr_status status = ymr_client_step(online_current());
    if (status == YMR_PENDING) {
        return;
    }
    online_note_outcome();
    work.state = RESTING;
    if (status != YMR_OK && status != YMR_E_NOT_FOUND && work.looks < LOOKS) {
        look_later(status);
        return;
    }
    work.unknown = false;
    console_say("DECISION ");
    console_say(names[status == YMR_OK ? job.decision.resolve.resolution : YMR_RESOLUTION_UNTOLD]);
    if (status != YMR_OK) {
        say_status(": see to the return itself,", status);
    }
    console_say("\n");
}

static void start_order(void)
{
    const work_order *o = &work.order;
    ymr_status status;
    work.waiting = false;
    memset(&job, 0, sizeof job);
    if (o->decision == 0) {
        work.state = FETCHING;
        status = ymr_start_photo(online_client(PHOTO_IDLE_ONLY), o->order_id, o->return_id, o->item_id,
                                 (ymr_text){o->hash, strlen(o->hash)}, photo_take, &job.photo);
    } else {
        work.state = DECIDING;
        set_decision();
        status = ymr_start_submit_decisions(online_client(CALL_MS), o->order_id, o->return_id,
                                            &job.decision.all);
    }
    if (status != YMR_OK) {
        work.state = RESTING;
        say_status(o->decision == 0 ? "PHOTO" : "DECISION", status);
        console_say("\n");
    }
}

/* ---- The table ----------------------------------------------------------------------------------------- */

static void nothing(void)
{
}

static bool is_due(uint32_t ticks)
{
    return (int32_t)(board_ticks_ms(NULL) - ticks) >= 0;
}

static void rest(void)
{
    if (!online_has_key()) {
        return;
    }
    if (work.unknown && is_due(work.look_due)) {
        look();
    } else if (work.waiting) {
        start_order();
    } else if (is_due(work.due) && online_ready()) {
        start_build();
    }
}

static void (*const steps[STATES])(void) = {
    [OFF] = nothing,   [JOINING] = join,   [ASKING] = ask,      [RESTING] = rest,
    [BUILDING] = build, [FETCHING] = fetch, [DECIDING] = decide, [RESOLVING] = resolve,
};

void work_start(const scanner_configuration *with)
{
    const ymr_index_memory memory = {returns, 2 * SCANNER_RETURNS, keys, 2 * SCANNER_KEYS};
    work.configuration = with;
    if (with == NULL) {
        return;
    }
    lookup.scope.campaign_id = with->campaign_id;
    ymr_index_init(&lookup, &memory);
    work.complete = store_load(&lookup) == YMR_OK;
    lookup.scope.shipment_statuses = YMR_BIT(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP);
    if (work.complete) {
        console_fill("index % returns, stored\n", (const int64_t[]){lookup.live.return_count});
    }
    work.state = JOINING;
}

void work_step(bool free)
{
    if (free || work.state != RESTING) {
        steps[work.state]();
    }
}

bool work_calls(void)
{
    return work.state >= BUILDING;
}

bool work_is_first(void)
{
    return !work.complete && !work.tried && online_has_key() &&
           (work.state == BUILDING || work.state == ASKING || (work.state == RESTING && online_ready()));
}

ymr_index *work_index(void)
{
    return work.complete ? &lookup : NULL;
}

int64_t work_fresh_ms(void)
{
    return work.configuration->fresh_minutes * (int64_t)MINUTE_MS;
}

void work_refresh(bool whole)
{
    work.whole = work.whole || whole;
    work.retry_ms = 0;
    work.due = board_ticks_ms(NULL);
}

bool work_take(const work_order *wanted)
{
    const bool free = work.state == RESTING || work.state == BUILDING;
    if (!free || work.waiting || work.unknown || !online_has_key()) {
        return false;
    }
    work.order = *wanted;
    work.waiting = true;
    return true;
}
