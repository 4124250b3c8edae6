/**
 * The decision journal: what a worker has decided is kept until the Market has it, whatever happens to power
 * and network in between.
 *
 *     static ymr_journal journal;
 *     static ymr_journal_slot slots[64];
 *     ymr_journal_mount(&journal, &storage, slots, 64, on_damage, NULL);
 *     if (ymr_journal_append(&journal, &submit, &id) == YMR_OK) {
 *         say("it is safe"); // from now on it cannot be lost
 *     }
 *
 * The promise of the journal and of the delivery over it: never a conflicting decision, a duplicate only if
 * identical.
 *
 * A record is one whole submit: the return and the decisions of all its items. It is appended once and never
 * changed; what becomes of it is appended as a mark. A record goes through its states in one direction:
 *
 *     APPENDED ──▶ SENT ──▶ WORKER ──▶ SETTLED, REFUSED or ACKNOWLEDGED
 *
 * leaving out any of them, and SENT again as often as it is sent. The first three are open; an open record is
 * never given up. The last three are finished; a finished record stays readable until its room is needed.
 *
 * What is appended or marked is there when the call has answered YMR_OK. When the power fails under the call
 * it is there whole or not at all. Mounting writes nothing: a step that was cut off is done again, or left
 * behind, by the next call that writes.
 *
 * How it lies in storage: the blocks are a ring. Entries are written one behind the other; a full block is
 * followed by the next one, and one block, the one behind the newest, is always free. To use it, the open
 * records of the oldest block, which is the one behind that, are copied into it with the state that they are
 * in, and so the oldest block becomes the free one. It follows that blocks wear evenly: their numbers of
 * erases differ by one, and by one more for each time that the power failed while a block was being prepared.
 * An entry is a head of 120 bytes and, of a record, what was decided. Both have a CRC-32 of their own; the
 * head is written when the rest is there, so a head that can be read says that its entry was once whole. A
 * single wrong bit in a head is put right by its CRC; in what was decided nothing is put right: a decision is
 * sent as it was made, or not at all. The one damage that cannot be told from a write that was cut off is
 * that of the very last entry, if more than one bit of its head is wrong.
 *
 * Full: a record is refused with YMR_E_FULL, and nothing written for it, when no slot is left for it, when no
 * block has room for it, or when the open records would leave less than a block free in all, which is for
 * marks. Only open records count. An append or a mark may have to prepare several blocks when the journal is
 * almost full; usually it prepares one, when a block has become full.
 *
 * A journal belongs to one thread, and its region of storage to one journal.
 *
 * Cost on Cortex-M0+, -Os: 8.0 KB of flash, at most 412 bytes of stack. RAM: ymr_journal, 184 bytes, and 24
 * bytes for each record that can be open at a time; nothing else. To mount 64 KB (16 blocks) takes 500 to
 * 1,000 reads of 60 to 100 KB in all and, on a host, 0.6 million instructions if it is empty, 1.3 million
 * with 20 open records among those that were delivered, 2 million when 288 open ones fill it.
 */
#ifndef YMR_JOURNAL_H
#define YMR_JOURNAL_H

#include "ymr/clock.h"
#include "ymr/decisions.h"
#include "ymr/storage.h"

/* ---- What is kept -------------------------------------------------------------------------------------- */

/** The state of a record. The numbers are stored: they never change. */
#define YMR_JOURNAL_STATE_LIST(X)                                                                            \
    X(APPENDED, 1, "appended")         /* kept; not sent yet */                                              \
    X(SENT, 2, "sent")                 /* a byte of it may have left */                                      \
    X(WORKER, 3, "needs the worker")   /* cannot be brought to its end without a person */                   \
    X(SETTLED, 4, "settled")           /* the Market has it; finished */                                     \
    X(REFUSED, 5, "refused")           /* the Market refused it for good; finished */                        \
    X(ACKNOWLEDGED, 6, "acknowledged") /* a person has taken over; finished */
typedef enum ymr_journal_state {
#define YMR_JOURNAL_STATE_VALUE(name, value, text) YMR_JOURNAL_##name = (value),
    YMR_JOURNAL_STATE_LIST(YMR_JOURNAL_STATE_VALUE)
#undef YMR_JOURNAL_STATE_VALUE
} ymr_journal_state;

/** "appended", "needs the worker"…; of static storage; "unknown state" for any other value. */
const char *ymr_journal_state_text(ymr_journal_state state);

/** SETTLED, REFUSED or ACKNOWLEDGED. */
bool ymr_journal_is_finished(ymr_journal_state state);

/** Which call it is that the record keeps. The numbers are stored: they never change. */
typedef enum ymr_journal_call {
    YMR_JOURNAL_SUBMIT = 1, /**< ymr_start_submit_decisions */
    YMR_JOURNAL_SET = 2,    /**< ymr_start_set_decision: one decision */
    YMR_JOURNAL_CONFIRM = 3 /**< ymr_start_confirm_decision; `decisions` is what was set, to compare with */
} ymr_journal_call;

/** A time that is not known. */
#define YMR_JOURNAL_NO_TIME INT64_MIN

/** One submit. */
typedef struct ymr_journal_submit {
    int64_t campaign_id;        /**< the store */
    int64_t order_id;           /**< of the return */
    int64_t return_id;          /**< which is decided on */
    ymr_journal_call call;      /**< which call delivers it */
    ymr_decisions decisions;    /**< CONFIRM: may be empty */
    int64_t made_ms;            /**< when it was made, Unix milliseconds; YMR_JOURNAL_NO_TIME */
    ymr_clock_state made_clock; /**< how far made_ms can be believed */
    int64_t deadline_ms;        /**< ymr_decision_deadline of the return; YMR_JOURNAL_NO_TIME: not known */
} ymr_journal_submit;

/** Bytes of an API's code that are kept; a longer one is cut. */
#define YMR_JOURNAL_CODE 32

/** What is known of the sending of a record. */
typedef struct ymr_journal_learnt {
    ymr_status status;    /**< what the last send ended with; YMR_PENDING: none was, or it is not known */
    ymr_status cause;     /**< ymr_outcome.cause of it, or why the worker is needed */
    uint16_t http_status; /**< 0: no answer came */
    uint32_t sends;       /**< how often it was sent */
    int64_t last_send_ms; /**< Unix milliseconds; YMR_JOURNAL_NO_TIME */
    ymr_clock_state last_send_clock; /**< how far last_send_ms can be believed */
    bool author_unknown;  /**< the Market has this decision, but somebody else may have made it */
    char code[YMR_JOURNAL_CODE + 1]; /**< the API's code, terminated; "": none */
} ymr_journal_learnt;

/** Nothing is known yet: {.status = YMR_PENDING, .last_send_ms = YMR_JOURNAL_NO_TIME}. */
extern const ymr_journal_learnt ymr_journal_nothing_learnt;

/** A record, without what was decided. */
typedef struct ymr_journal_entry {
    uint64_t id;             /**< an older record has a smaller one; never 0, never given twice */
    ymr_journal_state state; /**< how far it is */
    /**
     * What was decided cannot be read any more. The state is then WORKER, or finished: who decides on this
     * return must be told. The ids are right; or 0 if those cannot be read either.
     */
    bool damaged;
    /**
     * Something near it could not be read that may have been a mark of this record. The state is then at
     * least SENT: what became of it is to be looked up before it is sent (again). Its next mark ends the
     * doubt.
     */
    bool doubtful;
    ymr_journal_call call;     /**< which call delivers it */
    int64_t campaign_id;       /**< the store */
    int64_t order_id;          /**< of the return */
    int64_t return_id;         /**< which is decided on */
    int64_t deadline_ms;       /**< YMR_JOURNAL_NO_TIME: not known */
    ymr_journal_learnt learnt; /**< what is known of its delivery */
} ymr_journal_entry;

/** A record, whole. */
typedef struct ymr_journal_record {
    ymr_journal_entry entry;   /**< how far it is */
    ymr_journal_submit submit; /**< as it was appended; its items and texts lie in the caller's buffer */
    size_t needed;             /**< with YMR_E_SPACE: the size of buffer that it takes */
} ymr_journal_record;

/** A buffer of this size takes any record of `items` items whose texts are together `text` bytes long. */
#define YMR_JOURNAL_ROOM(items, text) \
    ((items) * sizeof(ymr_item_decision) + (text) + _Alignof(ymr_item_decision) - 1)

/* ---- The journal --------------------------------------------------------------------------------------- */

/** What is remembered of an open record; all of it is the library's. */
typedef struct ymr_journal_slot {
    uint64_t id;
    uint32_t record; /* offset of the record in storage; 0: it cannot be found */
    uint32_t mark;   /* offset of its last mark; 0: there is none since the record was written there */
    uint32_t length; /* bytes of what was decided */
    uint8_t state;
    uint8_t flags;
} ymr_journal_slot;

/** Something in storage that cannot be read. */
typedef struct ymr_journal_damage {
    uint32_t offset; /**< where, from the region's begin */
    uint32_t length; /**< bytes that are lost */
    /**
     * 0: what was there is not known; it may have been a record that was finished, a mark, or a record whose
     * return nobody will hear of. Else the id of a record that now needs the worker, and the next three.
     */
    uint64_t id;
    int64_t campaign_id; /**< of that record */
    int64_t order_id;    /**< likewise */
    int64_t return_id;   /**< likewise */
} ymr_journal_damage;

/** Takes it; valid during the call. It must not call the journal. */
typedef void ymr_journal_damage_taker(void *context, const ymr_journal_damage *damage);

/** State of a journal; all of it is the library's. */
typedef struct ymr_journal {
    uint64_t next_sequence;
    const ymr_storage *storage;
    ymr_journal_slot *slots;
    ymr_journal_damage_taker *taker;
    void *context;
    uint32_t slot_count;
    uint32_t open;     /* slots in use: the first ones, in the order of their ids */
    uint32_t head;     /* the block that is written */
    uint32_t at;       /* where in it the next entry goes; block_size: nowhere */
    uint32_t gap;      /* bytes before `at` that a cut-off write left behind */
    uint32_t damaged;
    uint32_t repaired;
    bool unsynced;
    ymr_status failed; /* what is in storage is not known before it is mounted again */
    uint8_t chunk[128];
} ymr_journal;

/**
 * Makes an empty journal of a region, whatever is in it now. Blocks that were a journal's keep their number
 * of erases. To be done again when it was cut off; a region that is erased needs none.
 *
 * @param journal  storage of the caller, for the time of the call; mount it afterwards
 * @return YMR_OK; YMR_E_ARGUMENT (geometry); YMR_E_STORED: a block is not erased by an erase; what the
 *         storage answers
 * Cost: erases every block.
 */
ymr_status ymr_journal_format(ymr_journal *journal, const ymr_storage *storage);

/**
 * Reads what is there. Nothing is written.
 *
 * @param storage     borrowed as long as the journal is in use
 * @param slots       storage of the caller, borrowed likewise: one for each record that can be open at a time
 * @param taker       called for each damage that is found, now and later; may be NULL
 * @return YMR_OK; YMR_E_ARGUMENT: the geometry is none, or there is no slot;
 *         YMR_E_SPACE: more records are open than there are slots: mount it with more of them;
 *         YMR_E_STORED: this is no journal, or one of another geometry: if nothing else is to be kept there,
 *         ymr_journal_format; YMR_E_STORED_VERSION: a journal of another version of this library;
 *         what the storage answers.
 *         Other content than a journal's answers YMR_E_STORED, unless it is in one block and all others are
 *         erased: that is a journal whose very first step was cut off.
 * Cost: reads the region once, and the heads of the open records and what was decided in them once more.
 */
ymr_status ymr_journal_mount(ymr_journal *journal, const ymr_storage *storage, ymr_journal_slot *slots,
                             size_t slot_count, ymr_journal_damage_taker *taker, void *context);

/**
 * Keeps a submit. With YMR_OK it is safe.
 *
 * @param submit  borrowed for the call; its prices are kept with it
 * @param id      of the record, with YMR_OK
 * @return YMR_OK; YMR_E_FULL: nothing was written, see above; YMR_E_ARGUMENT: ymr_decisions_check finds an
 *         error in it without knowing what is offered, or there is no decision (SUBMIT), not exactly one or
 *         one with a reason (SET); YMR_E_TOO_BIG: it does not fit into a block; YMR_E_STORED: storage does
 *         not hold what was programmed; what the storage answers. After the last two it may have been kept or
 *         not: every call answers the same from then on, until the journal is mounted again, which shows it.
 */
ymr_status ymr_journal_append(ymr_journal *journal, const ymr_journal_submit *submit, uint64_t *id);

/**
 * Keeps what became of an open record. With YMR_OK it is safe: so SENT goes before the first byte leaves.
 *
 * @param state   not before the one that it has
 * @param learnt  borrowed for the call; NULL: as it was
 * @return YMR_OK; YMR_E_ARGUMENT: no open record has this id, or the state goes back; else as for append.
 *         There is always room for a mark.
 */
ymr_status ymr_journal_mark(ymr_journal *journal, uint64_t id, ymr_journal_state state,
                            const ymr_journal_learnt *learnt);

/**
 * The oldest open record that is younger than `after`.
 *
 * @param after  an id; 0: begin with the oldest. Marks and appends between two steps do no harm
 * @return false: there is none; or the storage failed, see ymr_journal_status
 * Cost: reads one to three heads.
 */
bool ymr_journal_next_open(ymr_journal *journal, uint64_t after, ymr_journal_entry *entry);

/**
 * The same of all records that are still there, finished ones too. For a list that a person wants to see.
 *
 * Cost: reads the heads of all entries for each step.
 */
bool ymr_journal_next(ymr_journal *journal, uint64_t after, ymr_journal_entry *entry);

/**
 * A record, open or finished, as long as it is there; ready to be sent: ymr_start_submit_decisions(client,
 * record.submit.order_id, record.submit.return_id, &record.submit.decisions).
 *
 * @param buffer  of the caller, of any alignment; the record's pointers lead into it
 * @param size    YMR_JOURNAL_ROOM says how much is enough
 * @return YMR_OK; YMR_E_SPACE: record->needed says how much, and record->entry is filled; YMR_E_ARGUMENT:
 *         there is no such record; YMR_E_STORED: it is damaged: record->entry alone is filled, and needs the
 *         worker from now on if it was open; what the storage answers
 * Cost: reads what was decided twice; of a finished record, the heads of all entries besides.
 */
ymr_status ymr_journal_read(ymr_journal *journal, uint64_t id, void *buffer, size_t size,
                            ymr_journal_record *record);

/**
 * YMR_OK; else what the storage answered once, which all calls have answered since: mount the journal again.
 * Nothing that was answered with YMR_OK is lost by it.
 */
ymr_status ymr_journal_status(const ymr_journal *journal);

/** How it stands. */
typedef struct ymr_journal_figures {
    uint32_t open;       /**< records */
    uint32_t slots;      /**< records that can be open at a time */
    uint32_t room;       /**< bytes for further open records, their heads of 120 bytes included; each of them
                              has besides to fit into what one block has left */
    uint32_t min_erases; /**< of the blocks that say so; 0: none does */
    uint32_t max_erases; /**< likewise */
    uint32_t damaged;    /**< damages that were found since and when it was mounted */
    uint32_t repaired;   /**< heads of which a wrong bit was put right when it was mounted */
} ymr_journal_figures;

/** @return YMR_OK; what the storage answers. Cost: reads the first bytes of each block */
ymr_status ymr_journal_figures_of(ymr_journal *journal, ymr_journal_figures *figures);

#endif
