#include "outbox.h"

#if SCANNER_JOURNAL

#include <string.h>

#include "board.h"
#include "console.h"
#include "online.h"
#include "store.h"
#include "ymr/delivery.h"

enum {
    PROGRAM = 4, /* bytes that any NOR flash programs at once */
    CALL_MS = 20000,
    RETRY_MS = 10000, /* until a storage that failed is tried again */
    MINUTE_MS = 60000,
    BACKOFF_CAP_MS = MINUTE_MS,
    NEWS = 16,
    LEAST_QUIET_MS = 20000
};

/* What has happened to a record, and is still to be said. */
typedef struct news {
    uint64_t id;
    int32_t left_min;
    uint8_t what;   /* ymr_delivery_news */
    uint8_t reason; /* ymr_delivery_reason */
} news;

static struct {
    const scanner_configuration *configuration;
    ymr_status status; /* of the journal: YMR_OK, or why there is none */
    bool foreign;      /* what is in the region is no journal that could be used */
    uint32_t retry;    /* ticks: when a failed storage is tried again */
    uint32_t missed;   /* news for which there was no room */
    size_t first, count;
    news news[NEWS];
    uint64_t listed; /* the last record that was listed */
} outbox;

static ymr_journal journal;
static ymr_journal_slot slots[SCANNER_JOURNAL];
static ymr_delivery delivery;
static ymr_delivery_config delivery_config;
static ymr_delivery_track tracks[SCANNER_TRACKS];
static uint8_t buffer[YMR_JOURNAL_ROOM(1, CONSOLE_LINE)];

/* ---- Storage ------------------------------------------------------------------------------------------- */

static ymr_status read_storage(void *unused, uint32_t offset, void *bytes, size_t length)
{
    (void)unused;
    return board_storage_read(STORE_JOURNAL + offset, bytes, length);
}

static ymr_status program_storage(void *unused, uint32_t offset, const void *bytes, size_t length)
{
    (void)unused;
    return board_storage_program(STORE_JOURNAL + offset, bytes, length);
}

/* A block takes a chip up to 0.4 s, and there may be several in a turn. */
static ymr_status erase_storage(void *unused, uint32_t block)
{
    (void)unused;
    board_watchdog_kick();
    return board_storage_erase(STORE_JOURNAL + block * BOARD_STORAGE_BLOCK, BOARD_STORAGE_BLOCK);
}

static ymr_status sync_storage(void *unused)
{
    (void)unused;
    return board_storage_sync();
}

static const ymr_storage storage = {
    .read = read_storage,
    .program = program_storage,
    .erase = erase_storage,
    .sync = sync_storage,
    .block_size = BOARD_STORAGE_BLOCK,
    .block_count = STORE_JOURNAL_BLOCKS,
    .program_size = PROGRAM,
};

/* ---- Beginning ----------------------------------------------------------------------------------------- */

static void take_news(void *unused, const ymr_delivery_event *event)
{
    (void)unused;
    if (outbox.count == NEWS) {
        outbox.missed++;
        return;
    }
    const int64_t left = event->news == YMR_DELIVERY_DEADLINE ? event->left_ms / MINUTE_MS : 0;
    outbox.news[(outbox.first + outbox.count++) % NEWS] = (news){
        event->entry->id, left > 0 ? (int32_t)left : 0, (uint8_t)event->news, (uint8_t)event->reason};
}

/* A device that has its network back delivers within two minutes. Tests are in a hurry, nobody else is. */
static ymr_delivery_policy policy(uint32_t hurry)
{
    ymr_delivery_policy p = YMR_DELIVERY_POLICY_DEFAULT;
    p.backoff_cap_ms = BACKOFF_CAP_MS;
    if (hurry > 1) {
        p.stale_ms /= hurry;
        p.spacing_ms /= hurry;
        p.look_ms /= hurry;
        p.backoff_ms /= hurry;
        p.quiet_ms = p.quiet_ms / hurry > LEAST_QUIET_MS ? p.quiet_ms / hurry : LEAST_QUIET_MS;
    }
    return p;
}

static void say_trouble(void)
{
    console_say("JOURNAL ");
    console_say(ymr_status_name(outbox.status));
    console_say(outbox.foreign ? ": cannot be read; :journal format makes an empty one, what it held is lost"
                               : ": the storage failed, trying again");
    console_say("\n");
}

static void open_journal(void)
{
    const ymr_status status = ymr_journal_mount(&journal, &storage, slots, SCANNER_JOURNAL, NULL, NULL);
    outbox.foreign = status == YMR_E_STORED || status == YMR_E_STORED_VERSION || status == YMR_E_SPACE;
    outbox.status = status;
    if (status == YMR_OK) {
        outbox.status = ymr_delivery_init(&delivery, &delivery_config);
    }
    outbox.retry = board_ticks_ms(NULL) + RETRY_MS;
}

static ymr_journal_figures figures(void)
{
    ymr_journal_figures f = {0};
    (void)ymr_journal_figures_of(&journal, &f);
    return f;
}

static void say_state(void)
{
    const ymr_journal_figures f = figures();
    console_fill("journal % open of %, % damaged, blocks erased % to % times\n",
                 (const int64_t[]){f.open, f.slots, f.damaged, f.min_erases, f.max_erases});
}

void outbox_start(const scanner_configuration *with)
{
    outbox.configuration = with;
    if (with == NULL) {
        return;
    }
    delivery_config = (ymr_delivery_config){
        .client = online_current(),
        .journal = &journal,
        .clock = online_clock(),
        .tracks = tracks,
        .track_count = SCANNER_TRACKS,
        .buffer = buffer,
        .buffer_size = sizeof buffer,
        .taker = take_news,
        .policy = policy(with->hurry),
    };
    open_journal();
    if (outbox.status != YMR_OK) {
        say_trouble();
    } else if (figures().open > 0 || figures().damaged > 0) {
        say_state();
    }
}

/* ---- Delivering ---------------------------------------------------------------------------------------- */

static bool is_open(void)
{
    return outbox.configuration != NULL && outbox.status == YMR_OK;
}

bool outbox_calls(void)
{
    return is_open() && ymr_delivery_is_calling(&delivery);
}

static void retry(void)
{
    const bool due = (int32_t)(board_ticks_ms(NULL) - outbox.retry) >= 0;
    if (outbox.configuration != NULL && !outbox.foreign && due) {
        open_journal();
        if (outbox.status == YMR_OK) {
            say_state();
        }
    }
}

/* A call that is under way ends: who mounts the journal again finds out what it led to. */
static bool is_sound(void)
{
    const ymr_status status = ymr_journal_status(&journal);
    if (status == YMR_OK) {
        return true;
    }
    if (ymr_delivery_is_calling(&delivery)) {
        ymr_client_close(online_current());
    }
    outbox.status = status;
    outbox.retry = board_ticks_ms(NULL) + RETRY_MS;
    return false;
}

/*
 * Also without a network: the deadlines are looked at in the same step. Not before all has been said for
 * which there might be no room later.
 */
static bool may_begin(void)
{
    return online_has_key() && outbox.count == 0 && ymr_delivery_idle_ms(&delivery) == 0;
}

void outbox_step(bool free)
{
    if (!is_open()) {
        retry();
        return;
    }
    if (!is_sound()) {
        say_trouble();
        return;
    }
    const bool called = ymr_delivery_is_calling(&delivery);
    if (!called) {
        if (!free || !may_begin()) {
            return;
        }
        (void)online_client(CALL_MS);
    }
    (void)ymr_delivery_step(&delivery);
    if (called && !ymr_delivery_is_calling(&delivery)) {
        online_note_outcome();
    }
}

/* ---- What has happened --------------------------------------------------------------------------------- */

/* A record that is there, finished or not. */
static bool find(uint64_t id, ymr_journal_entry *entry)
{
    return is_open() && ymr_journal_next(&journal, id - 1, entry) && entry->id == id;
}

static void say_refusal(const ymr_journal_learnt *learnt)
{
    console_say(" ");
    if (learnt->code[0] != '\0') {
        console_say(learnt->code);
    } else {
        console_say_number(learnt->http_status);
    }
}

static void say_end(const news *n, bool author_unknown)
{
    switch (n->what) {
    case YMR_DELIVERY_SETTLED:
        console_say(author_unknown ? ", author unknown" : "");
        break;
    case YMR_DELIVERY_WORKER:
        console_say(": ");
        console_say(ymr_delivery_reason_text((ymr_delivery_reason)n->reason));
        break;
    case YMR_DELIVERY_DEADLINE:
        if (n->left_min > 0) {
            console_fill(", % min left", (const int64_t[]){n->left_min});
        } else {
            console_say(", over");
        }
        break;
    default:
        break;
    }
    console_say("\n");
}

static void say_news(const news *n)
{
    static const char *const names[] = {
        [YMR_DELIVERY_SETTLED] = "SETTLED ",
        [YMR_DELIVERY_REFUSED] = "REFUSED ",
        [YMR_DELIVERY_WORKER] = "WORKER ",
        [YMR_DELIVERY_DEADLINE] = "DEADLINE ",
    };
    ymr_journal_entry entry;
    const bool found = find(n->id, &entry);
    console_say(names[n->what]);
    console_say_number((int64_t)n->id);
    if (found && n->what == YMR_DELIVERY_REFUSED) {
        say_refusal(&entry.learnt);
    }
    if (found) {
        console_fill(" return %", (const int64_t[]){entry.return_id});
    }
    say_end(n, found && entry.learnt.author_unknown);
}

bool outbox_say(void)
{
    if (outbox.count > 0) {
        say_news(&outbox.news[outbox.first]);
        outbox.first = (outbox.first + 1) % NEWS;
        outbox.count--;
    } else if (outbox.missed > 0) {
        console_fill("MORE %: type :journal\n", (const int64_t[]){outbox.missed});
        outbox.missed = 0;
    } else {
        return false;
    }
    return true;
}

/* ---- What is asked ------------------------------------------------------------------------------------- */

static bool say_unless_open(const char *what)
{
    if (is_open()) {
        return true;
    }
    console_say(what);
    if (outbox.configuration == NULL) {
        console_say("no journal: the first lines after the start say why\n");
    } else {
        say_trouble();
    }
    return false;
}

static void say_kept(ymr_status status, uint64_t id, int64_t return_id)
{
    if (status == YMR_OK) {
        console_fill("SAFE % return %, % open\n",
                     (const int64_t[]){(int64_t)id, return_id, figures().open});
        return;
    }
    console_say("NOT SAFE ");
    console_say(ymr_status_name(status));
    switch (status) {
    case YMR_E_FULL:
        console_say(": the journal is full: let it be delivered, see :journal and :ack");
        break;
    case YMR_E_ARGUMENT:
        console_say(": a comment must be UTF-8, PARTIAL_MONEY_REFUND needs an amount: use another device");
        break;
    default:
        console_say(": the storage failed: do not rely on it, look at :journal");
        break;
    }
    console_say("\n");
}

void outbox_decide(int64_t order_id, int64_t return_id, int64_t item_id, int decision, ymr_text comment)
{
    if (!say_unless_open("NOT SAFE, ")) {
        return;
    }
    const ymr_clock *clock = online_clock();
    const ymr_item_decision item = {
        .return_item_id = item_id,
        .type = (ymr_decision_type)decision,
        .comment = comment.length > 0 ? comment : (ymr_text){NULL, 0},
    };
    ymr_journal_submit submit = {
        .campaign_id = outbox.configuration->campaign_id,
        .order_id = order_id,
        .return_id = return_id,
        .call = YMR_JOURNAL_SUBMIT,
        .decisions = {&item, 1},
        .deadline_ms = YMR_JOURNAL_NO_TIME,
    };
    uint64_t id = 0;
    submit.made_clock = clock->now(clock->context, &submit.made_ms);
    const ymr_status status = ymr_journal_append(&journal, &submit, &id);
    say_kept(status, id, return_id);
}

bool outbox_list(unsigned line)
{
    ymr_journal_entry entry;
    if (line == 0) {
        outbox.listed = 0;
        if (!say_unless_open("")) {
            return false;
        }
        say_state();
    } else if (is_open() && ymr_journal_next_open(&journal, outbox.listed, &entry)) {
        outbox.listed = entry.id;
        console_fill("% return % order % sent % times, ",
                     (const int64_t[]){(int64_t)entry.id, entry.return_id, entry.order_id,
                                       entry.learnt.sends});
        console_say(ymr_journal_state_text(entry.state));
        if (entry.state == YMR_JOURNAL_WORKER) {
            console_say(": ");
            console_say(ymr_delivery_reason_text(ymr_delivery_reason_of(&entry)));
        }
        console_say("\n");
    }
    return is_open() && ymr_journal_next_open(&journal, outbox.listed, &entry);
}

void outbox_acknowledge(int64_t number)
{
    ymr_journal_entry entry;
    const uint64_t id = (uint64_t)number;
    if (!say_unless_open("")) {
        return;
    }
    const bool found = number > 0 && ymr_journal_next_open(&journal, id - 1, &entry) && entry.id == id;
    if (!found || entry.state != YMR_JOURNAL_WORKER) {
        console_say("no such record needs the worker: :journal lists them\n");
        return;
    }
    const ymr_status status = ymr_journal_mark(&journal, id, YMR_JOURNAL_ACKNOWLEDGED, NULL);
    console_say(status == YMR_OK ? "ACKNOWLEDGED " : "NOT ACKNOWLEDGED, the storage failed: ");
    console_say_number(number);
    console_say("\n");
}

void outbox_format(void)
{
    if (outbox.configuration == NULL || outbox.status == YMR_OK) {
        console_say("journal not formatted: it can be read\n");
        return;
    }
    outbox.status = ymr_journal_format(&journal, &storage);
    if (outbox.status == YMR_OK) {
        open_journal();
    }
    if (outbox.status == YMR_OK) {
        console_say("journal formatted\n");
    } else {
        say_trouble();
    }
}

#endif
