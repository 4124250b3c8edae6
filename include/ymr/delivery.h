/**
 * Delivery: brings the open records of a journal to the Market, over a client.
 *
 *     static ymr_delivery delivery;
 *     ymr_delivery_init(&delivery, &config); // after ymr_journal_mount
 *     for (;;) {
 *         ymr_delivery_step(&delivery);
 *         ymr_delivery_wait(&delivery, 1000); // or anything else that the device has to do
 *     }
 *
 * The promise: never a conflicting decision, a duplicate only if identical.
 *
 * In full. A submit conflicts if its decisions differ, in the type of an item, from those that
 *  1. the Market was read to have taken for this return; or
 *  2. an earlier record of this journal has or may yet bring into effect for it; or
 *  3. somebody else has brought into effect for it, longer than `stale_ms + fresh_ms` before the first byte
 *     of this submit left. What somebody decides within that time, no client can see; such a submit is
 *     refused by the Market, since the return waits no longer (assumption a), so that it decides nothing.
 * No such submit is sent. And what is sent again is the very same record, after the earlier request can have
 * no effect any more. That the Market has a decision is said only when it answered so, or when it was read to
 * have it for every item.
 *
 * It is kept as long as the Market keeps to these, of which only the time-out is documented (10 s):
 *  a. it refuses a submit for a return that does not wait for one;
 *  b. a submit whose connection has ended takes effect within `quiet_ms - stale_ms` after that, or never;
 *  c. a read shows what was so at most `stale_ms` before it began, or later.
 * By default: 45 s for (b), 15 s for (c). Longer ones cost nothing but time. Part of (b) is the network's:
 * what was sent and not acknowledged is sent again, after a close too, for 20 s by port/posix (on Linux), for
 * some 40 s by port/lwip.
 *
 * How. The oldest record comes first, one call at a time, and one record of each return: a younger one waits
 * until the older one is finished; if that needs the worker, the younger one is handed over with it, for who
 * decided it did not know. Each record is read before it is sent, so that a decision that is there already is
 * found; the first one of a return is read at once, another one `stale_ms` after the last was finished, and
 * so is everything after ymr_delivery_init. When a damage of the journal is found, nothing is sent for the
 * first time within `quiet_ms`: what cannot be read may have been sent.
 *
 *   read, before it was ever sent      it still waits      SENT is kept, then it is sent
 *                                      decided the same    settled, author unknown
 *                                      decided otherwise   the worker
 *                                      cannot be told      the worker
 *   sent                               taken               settled
 *                                      refused for good    refused; was it sent before, it is read first
 *                                      not now             later: a limit, the key, a lock, no network
 *                                      nobody knows        read, below
 *   read, when nobody knows            decided the same    settled, author unknown
 *                                      decided otherwise   the worker
 *                                      it still waits      read twice more, see below; sent again
 *                                      cannot be told      read once more then; the worker
 *
 * When nobody knows, `quiet_ms` must pass after the last moment at which the request could be under way. Then
 * the return is read twice, `spacing_ms` apart; if it waits both times, and getReturnAvailableDecisions still
 * offers every decision of it, the record is sent again. In all other cases it goes to the worker.
 *
 * "For good" is a 4xx of the API itself, but 401, 403, 408, 420, 423 and 429, or an error inside a good
 * answer. A record that is found SENT after power was lost is one of which nobody knows; the time counts from
 * ymr_delivery_init, or, if the clock can be trusted then and now, from when it was sent. A record whose
 * marks are in doubt is never sent again.
 *
 * The deprecated pair: SET is delivered like a submit, though it decides nothing. CONFIRM decides what was
 * selected last, whoever selected it: it is not sent when an item is shown with another selection than its
 * record's; nor when a SET of this return before it was refused: then it goes to the worker. One without
 * decisions cannot be compared: when nobody knows, it goes to the worker. The promise holds for a CONFIRM as
 * long as it is appended after its SET was (with YMR_OK), and nobody else selects: one who does so between
 * the read and the CONFIRM, or unseen, is not noticed.
 *
 * The deadline, 48 hours after the application, is the record's or, if it has none, the one of the return
 * that was read. When it has passed, nothing is sent any more: what is not settled by a read goes to the
 * worker. It has passed when a trusted clock or the earliest possible time says so; a provisional clock only
 * warns.
 *
 * Nothing is kept outside the journal, so power may fail at any moment. What was told may then be told again
 * (deadlines, and what needs the worker: all of that is told after ymr_delivery_init), or not (settled,
 * refused: ymr_journal_next has them).
 *
 * Only records of the client's campaign, or of campaign 0, are delivered; all are watched. Between calls the
 * client may be used for others; while a call is under way (ymr_delivery_is_calling) it may not, and its
 * workspace is in use. Only a record that needs the worker is to be finished by anybody else.
 *
 * RAM where a pointer has 4 bytes: ymr_delivery 1,152 bytes, 32 for each record that is watched at a time,
 * and the buffer. Cost of a step: that of a client step, or: reads the heads of the open records, and for one
 * that waits for another those of the older ones besides.
 */
#ifndef YMR_DELIVERY_H
#define YMR_DELIVERY_H

#include "ymr/journal.h"

/** Times in milliseconds, as data. None may be 0 or above a week. */
typedef struct ymr_delivery_policy {
    uint32_t quiet_ms;       /**< see (b) above; at least 20 s, twice the server's time-out; above stale_ms */
    uint32_t stale_ms;       /**< see (c) above */
    uint32_t fresh_ms;       /**< no byte of a submit leaves later than this after its read began */
    uint32_t spacing_ms;     /**< between the two reads before it is sent again */
    uint32_t look_ms;        /**< until the first read when nobody knows: most settle there */
    uint32_t backoff_ms;     /**< after a first failure; doubled by each further one, half of it by chance */
    uint32_t backoff_cap_ms; /**< and never longer than that */
    uint32_t warn_ms[2];     /**< before the deadline, the longer first */
    uint32_t watch_ms;       /**< between two looks at the deadlines */
    uint32_t sends;          /**< a record that was sent so often with nobody knowing goes to the worker */
} ymr_delivery_policy;

/** A minute of quiet, warnings 6 hours and 1 hour before the deadline, at most 5 sends. */
#define YMR_DELIVERY_POLICY_DEFAULT                                                                          \
    {60000, 15000, 30000, 10000, 2000, 2000, 300000, {21600000, 3600000}, 60000, 5}

/** Why the worker is needed; beside it what ymr_journal_learnt.cause keeps of it. */
#define YMR_DELIVERY_REASON_LIST(X)                                                                          \
    X(DIFFERS, YMR_E_CONTENT, "the Market has another decision")                                             \
    X(UNTOLD, YMR_E_OUTCOME_UNKNOWN, "it cannot be told what became of it")                                  \
    X(GONE, YMR_E_NOT_FOUND, "the Market knows no such return")                                              \
    X(NOT_OFFERED, YMR_E_API, "the Market does not offer the decision any more")                             \
    X(OVERDUE, YMR_E_TOTAL_TIMEOUT, "the time for deciding is over")                                         \
    X(OLDER, YMR_E_BUSY, "an older decision on the same return was not brought to its end")                  \
    X(SENDS, YMR_E_LIMIT, "it was sent often enough")                                                        \
    X(UNSENDABLE, YMR_E_ARGUMENT, "the request cannot be made, or is too long for the client's buffer")      \
    X(TOO_LONG, YMR_E_SPACE, "the record is too long for the delivery's buffer")                             \
    X(DAMAGED, YMR_E_STORED, "what was decided cannot be read any more")
typedef enum ymr_delivery_reason {
    YMR_DELIVERY_NO_REASON, /**< the record does not need the worker */
#define YMR_DELIVERY_REASON_VALUE(name, cause, text) YMR_DELIVERY_##name,
    YMR_DELIVERY_REASON_LIST(YMR_DELIVERY_REASON_VALUE)
#undef YMR_DELIVERY_REASON_VALUE
} ymr_delivery_reason;

/** One sentence, lower case, no full stop; "" for no reason; of static storage. */
const char *ymr_delivery_reason_text(ymr_delivery_reason reason);

/** Of a record that needs the worker; of any other: no reason. */
ymr_delivery_reason ymr_delivery_reason_of(const ymr_journal_entry *entry);

/** What became of a record. */
typedef enum ymr_delivery_news {
    YMR_DELIVERY_SETTLED,  /**< the Market has it; entry->learnt.author_unknown: perhaps from somebody else */
    YMR_DELIVERY_REFUSED,  /**< for good: entry->learnt has the HTTP status and the API's code */
    YMR_DELIVERY_WORKER,   /**< a person is needed: see reason */
    YMR_DELIVERY_DEADLINE  /**< of an open record: see left_ms */
} ymr_delivery_news;

/** Something that a person, or a log, should hear of. */
typedef struct ymr_delivery_event {
    ymr_delivery_news news;         /**< what has happened */
    ymr_delivery_reason reason;     /**< WORKER: why */
    int64_t left_ms;                /**< DEADLINE: until then; not above 0: it has passed */
    const ymr_journal_entry *entry; /**< the record */
} ymr_delivery_event;

/**
 * Takes an event; valid during the call. What it says is in the journal already. It may use the journal, not
 * the delivery or its client.
 */
typedef void ymr_delivery_taker(void *context, const ymr_delivery_event *event);

/** What is remembered of a record under way; all of it is the library's. */
typedef struct ymr_delivery_track {
    uint64_t id;        /* 0: free */
    int64_t deadline_ms;
    uint32_t due;       /* ticks: when something is to be done for it */
    uint32_t quiet_end; /* ticks */
    uint32_t pass;
    uint8_t phase;
    uint8_t fails;
    bool doubtful;
} ymr_delivery_track;

/** A return of which a record was finished lately: reads may not show it yet. The library's. */
typedef struct ymr_delivery_recent {
    int64_t return_id;
    uint32_t until; /* ticks */
    bool used;
} ymr_delivery_recent;

/** Returns of which that is remembered. */
enum {
    YMR_DELIVERY_RECENT = 8 /**< that many */
};

/** What a delivery works with. Borrowed, and unchanged, as long as the delivery. */
typedef struct ymr_delivery_config {
    ymr_client *client;         /**< borrowed, as all of these; its config's platform gives the ticks, its
                                     business_id is needed to send again */
    ymr_journal *journal;       /**< mounted */
    const ymr_clock *clock;     /**< NULL: the time is never known */
    ymr_delivery_track *tracks; /**< storage of the caller: records that are watched at a time; others wait */
    size_t track_count;         /**< at least 1 */
    void *buffer;               /**< storage of the caller for a record: YMR_JOURNAL_ROOM; any alignment */
    size_t buffer_size;         /**< bytes of it */
    ymr_delivery_taker *taker;  /**< may be NULL */
    void *context;              /**< of `taker` */
    ymr_delivery_policy policy; /**< YMR_DELIVERY_POLICY_DEFAULT, or your own */
} ymr_delivery_config;

/** State of a delivery; all of it is the library's. */
typedef struct ymr_delivery {
    const ymr_delivery_config *config;
    ymr_delivery_track *track; /* the one that a call is under way for */
    ymr_journal_entry entry;
    ymr_journal_entry older;
    ymr_journal_record record;
    union {
        ymr_resolve resolve;
        ymr_available_decisions available;
    } answer;
    ymr_delivery_recent recent[YMR_DELIVERY_RECENT];
    int64_t watched_ms;  /* wall time of the last look at the deadlines */
    uint64_t watched_id; /* the youngest record that it saw */
    uint64_t sequence;   /* of the journal when it was last looked through */
    uint32_t began;      /* ticks: of init */
    uint32_t floor;      /* ticks: before this no record is sent for the first time */
    uint32_t paused;     /* ticks: until then no call is worth while */
    uint32_t next;       /* ticks: when there is something to do */
    uint32_t watch_due;  /* ticks */
    uint32_t read_began; /* ticks */
    uint32_t pass;
    uint32_t damaged;    /* of the journal when it was last looked through */
    uint8_t state;
    uint8_t fails;
    uint8_t recent_at;
    bool is_settling;    /* `floor` is still to come */
    bool is_paused;
    bool is_first;       /* what needs the worker is still to be told */
    bool has_watched;
    bool has_work;
    bool has_next;
} ymr_delivery;

/**
 * Begins; also again, after a journal whose storage failed was mounted again.
 *
 * A journal that was lent, between two steps, to another program that appends to it or finishes what needs
 * the worker is only mounted again: what is remembered here of the records under way still holds, for nobody
 * else sent any of them. Beginning anew would be right too, but would begin every quiet time anew.
 *
 * @param config  borrowed as long as the delivery is in use, unchanged
 * @return YMR_OK; YMR_E_ARGUMENT: something in it is missing, or the policy is out of its bounds
 */
ymr_status ymr_delivery_init(ymr_delivery *delivery, const ymr_delivery_config *config);

/**
 * Does what can be done now, never blocks but for the storage.
 *
 * @return YMR_PENDING: there is something to deliver, now or later; YMR_OK: there is not, before something is
 *         appended; else what the journal's storage answered: mount it again, then ymr_delivery_init
 */
ymr_status ymr_delivery_step(ymr_delivery *delivery);

/** Milliseconds until a step is worth while; 0: now. Something that is appended makes it so at once. */
uint32_t ymr_delivery_idle_ms(ymr_delivery *delivery);

/** Waits that long, or for the network, at most `at_most_ms`. */
void ymr_delivery_wait(ymr_delivery *delivery, uint32_t at_most_ms);

/** A call is under way. */
bool ymr_delivery_is_calling(const ymr_delivery *delivery);

/** Ends a call that is under way; later steps find out what it led to. @return as ymr_delivery_step */
ymr_status ymr_delivery_stop(ymr_delivery *delivery);

#endif
