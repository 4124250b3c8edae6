/**
 * A store's returns in the device's own memory, so that a code is answered without a network.
 *
 * Two tables: one row of 24 bytes a return (ids, date of update, states) and one of 8 bytes a key (fingerprint, row, item,
 * field), sorted by fingerprint. Two generations of each: the one that answers, and its shadow, which is built while
 * pages stream in and takes over only when it is complete. A list that breaks off changes nothing.
 *
 *     static ymr_index index; // all zero; then, if not every return belongs in:
 *     index.scope.shipment_statuses = YMR_BIT(YMR_SHIPMENT_STATUS_READY_FOR_PICKUP);
 *     static ymr_index_return returns[2 * 200];
 *     static ymr_index_key keys[2 * 1200];
 *     ymr_index_init(&index, &(ymr_index_memory){returns, 400, keys, 2400});
 *     ymr_index_start(&build, &client, &index, YMR_INDEX_WHOLE, now);
 *     while (ymr_index_step(&build) == YMR_PENDING) {
 *         ymr_client_wait(&client, 1000); // or anything else that the device has to do
 *     }
 *     ymr_index_find(&index, &scan, taker, context);
 *
 * A key holds 32 bits of a fingerprint, not the code: a hit is a likelihood, marked unverified. One getReturn and a
 * comparison of the full code makes it certain (ymr_scan_check does that): of a million foreign codes against 50,000
 * keys some five meet a fingerprint, and none gets through. A code that has no hit is not in the index: that is certain.
 *
 * What belongs in: `scope`. A whole build asks the Market for the scope alone. A refresh asks for everything updated since
 * the last one, whatever its state, so that what has left the scope is seen to leave it, and keeps all other rows.
 */
#ifndef YMR_INDEX_H
#define YMR_INDEX_H

#include "ymr/match.h"

/** Rows that a key can point at. */
#define YMR_INDEX_RETURNS_MAX 524287u

/** One return. 24 bytes. */
typedef struct ymr_index_return {
    int64_t id;              /**< of the return */
    int64_t order_id;        /**< of its order */
    uint32_t update_s;       /**< date of its last update, Unix seconds; 0: none */
    uint8_t refund_status;   /**< ymr_refund_status */
    uint8_t shipment_status; /**< ymr_shipment_status */
    uint8_t return_type;     /**< ymr_return_type */
    uint8_t flags;           /* see core/index_table.h */
} ymr_index_return;

/** One key. 8 bytes. */
typedef struct ymr_index_key {
    uint32_t print; /**< fingerprint of field and canonical text */
    uint32_t place; /**< row (19 bits), item (10 bits; 1,022: that one or a later one, 1,023: none), field (3 bits) */
} ymr_index_key;

/** Storage of the caller for both generations, each gets one half. Borrowed as long as the index is used. */
typedef struct ymr_index_memory {
    ymr_index_return *returns; /**< aligned as its type */
    size_t return_count;       /**< twice as many as returns fit in */
    ymr_index_key *keys;       /**< likewise */
    size_t key_count;          /**< twice as many as keys fit in: a return of one item has 5 or 6 */
} ymr_index_memory;

/** Which returns belong in. All zero: every return. The first three as in ymr_returns_filter. */
typedef struct ymr_index_scope {
    uint32_t refund_statuses;   /**< YMR_BIT(YMR_REFUND_STATUS_…) | …; 0: any */
    uint32_t shipment_statuses; /**< YMR_BIT(YMR_SHIPMENT_STATUS_…) | …; 0: any */
    ymr_return_type type;       /**< 0: both */
    int64_t campaign_id;        /**< a build sets it from the client; 0: not known */
} ymr_index_scope;

/** One generation. */
typedef struct ymr_index_table {
    ymr_index_return *returns; /**< in the caller's memory */
    ymr_index_key *keys;       /**< likewise, sorted */
    uint32_t return_count;     /**< how many are in use */
    uint32_t key_count;        /**< how many are in use */
    int64_t as_of_ms;          /**< when the list that it was made of began, Unix ms; 0: not known */
    uint32_t last_update_s;    /**< the latest date of update that was listed: where a refresh begins; 0: none */
    uint32_t left_out;      /**< returns of which an item did not fit the workspace: codes of it may be missing. Or all
                                 beside the items did not fit: then only the numbers of return and order are known */
    ymr_index_scope scope;  /**< what it was made for */
} ymr_index_table;

/** The index. All but `live` (to be read) and `scope` (to be set before a build) is the library's. */
typedef struct ymr_index {
    ymr_index_table live;  /**< the generation that answers */
    ymr_index_scope scope; /**< what the next build takes in */
    uint32_t return_room;  /**< of one generation */
    uint32_t key_room;     /**< likewise */

    ymr_index_table shadow;
    uint32_t page_returns; /* of the shadow, where the page under way began */
    uint32_t page_keys;
    uint32_t page_update_s;
    uint32_t sorted;    /* how far the sort has come */
    uint8_t print_bits; /* 32; tests cut fingerprints to make them collide */
    uint8_t mode;       /* of the build under way */
    bool building;
    bool heaped; /* the sort's first half is done */
} ymr_index;

/**
 * Takes the storage; `scope` stays as it was set, all else begins anew.
 * @return YMR_OK; YMR_E_ARGUMENT: a table is missing or too big
 */
ymr_status ymr_index_init(ymr_index *index, const ymr_index_memory *memory);

/** What a build reads. */
typedef enum ymr_index_mode {
    YMR_INDEX_WHOLE,  /**< every return of the scope; replaces what is there */
    YMR_INDEX_REFRESH /**< what was updated since (one day overlaps). Whole if there is nothing to go on from: an empty or
                           dateless index, or one of another scope or campaign */
} ymr_index_mode;

/** A build under way. Storage of the caller. Returns that are too big for the workspace are fetched by items afterwards. */
typedef struct ymr_index_build {
    /* The library's own. */
    ymr_client *client;
    ymr_index *index;
    ymr_return scratch;
    ymr_return_item item;
    ymr_returns_filter filter;
    char from_day[12];
    uint32_t row; /* the next row to fetch by items */
    uint8_t state;

    ymr_status status;   /**< what the last step answered */
    ymr_index_mode mode; /**< what it turned out to be */
} ymr_index_build;

/**
 * Starts a build. The client makes no other call until it has ended.
 *
 * @param now_ms  Unix ms, kept as the generation's age; 0: not known (then `live.as_of_ms` is 0 as well)
 * @return YMR_OK (started); YMR_E_BUSY
 */
ymr_status ymr_index_start(ymr_index_build *build, ymr_client *client, ymr_index *index, ymr_index_mode mode,
                           int64_t now_ms);

/**
 * Does what can be done now, never blocks (between steps: ymr_client_wait).
 * @return YMR_PENDING; YMR_OK: the new generation answers; YMR_E_FULL: the tables are too small for it (the old one goes on
 *         answering; a refresh also needs a row for each return that leaves, a whole build does not); any error of the
 *         client, likewise
 * Cost: 7,000 instructions a return beside its decoding, and 12,000 more for each of its CIS, which is made canonical. When all
 * has come the keys are sorted, some at a step: at most 210,000 instructions. The last step changes generations: 30 for
 * each key, in a refresh 130; so it is below 50 ms at 50 MHz up to some 15,000 keys.
 */
ymr_status ymr_index_step(ymr_index_build *build);

/** Start and step until it has ended. */
ymr_status ymr_index_update(ymr_index_build *build, ymr_client *client, ymr_index *index, ymr_index_mode mode,
                            int64_t now_ms);

/** Gives a build up, and the client's call with it: the old generation goes on answering. Nothing to do after its end. */
void ymr_index_cancel(ymr_index_build *build);

/**
 * What of the index a code may belong to: hits with `verified` false, each key once, reading by reading (the most specific
 * first), inside a reading by rows.
 * @return YMR_OK, or what the taker answered. No network. Cost: a binary search a reading, 1,000 to 3,000 instructions in all.
 */
ymr_status ymr_index_find(const ymr_index *index, const ymr_scan *scan, ymr_hit_taker *taker, void *context);

/**
 * Takes over what getReturn says of a return that is in: states and date. False: it is not in. Keys stay as they are, and
 * a return that has left the scope stays until the next refresh.
 */
bool ymr_index_note(ymr_index *index, const ymr_return *found);

/**
 * What an index is made of when no client is at hand (tests, other sources): begin, returns, then commit or abort. Of a
 * return that comes twice the one with the later date stays, of equal ones the later one.
 */
ymr_status ymr_index_begin(ymr_index *index, ymr_index_mode mode, int64_t now_ms);

/** @return YMR_OK; YMR_E_FULL: nothing of it was added; YMR_E_ARGUMENT: nothing was begun */
ymr_status ymr_index_add(ymr_index *index, const ymr_return *found);

/** @return YMR_OK: it answers; YMR_E_FULL; YMR_E_ARGUMENT. After an error the index is as it was before begin. Sorts in one go:
            900,000 instructions for 2,000 keys, 31 million for 50,000 */
ymr_status ymr_index_commit(ymr_index *index);

/** Gives the generation under way up; the one that answers stays as it is. */
void ymr_index_abort(ymr_index *index);

/**
 * Writes, or reads, the next bytes of a file or a region of flash: at most 128, always a multiple of 8.
 * @return YMR_OK or an error of its own; a reader at the end of what is there: YMR_E_STORED
 */
typedef ymr_status ymr_index_writer(void *context, const void *bytes, size_t length);
typedef ymr_status ymr_index_reader(void *context, void *bytes, size_t length);

/** Bytes that ymr_index_save will write: 64, 24 for each return, 8 for each key. */
size_t ymr_index_stored_size(const ymr_index *index);

/**
 * Writes the generation that answers: a head with version, scope and counts, rows, keys, and a CRC-32 of it all, the same bytes
 * on every machine.
 */
ymr_status ymr_index_save(const ymr_index *index, ymr_index_writer *writer, void *context);

/**
 * Reads it back into the shadow, which takes over when everything holds. The scope comes with it: whoever wants another one
 * sets it afterwards, and the next refresh is a whole build.
 * @return YMR_OK; YMR_E_STORED: damaged or torn; YMR_E_STORED_VERSION: of another version of this library, of other
 *         `print_bits`, or of another campaign than `scope.campaign_id` (unless that is 0); YMR_E_FULL: the tables are too
 *         small; YMR_E_BUSY: a build is under way; an error of the reader. After an error the index is as it was.
 */
ymr_status ymr_index_load(ymr_index *index, ymr_index_reader *reader, void *context);

#endif
