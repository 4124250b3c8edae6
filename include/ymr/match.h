/**
 * Which returns a code belongs to.
 *
 * Every field that a code can mean is compared, in the canonical form of both sides (ymr/scan.h): cis and
 * imei of each piece, track codes, order, return, the Market's SKU and the store's. All matches are reported,
 * not only the first; the receiver ends the transfer when it has seen enough.
 */
#ifndef YMR_MATCH_H
#define YMR_MATCH_H

#include "ymr/client.h"
#include "ymr/scan.h"

/** The `item` of a hit of no item in particular (a return or order number), or of one beyond counting. */
#define YMR_HIT_WHOLE 0xFFFFu

/** One match. Also what an index answers, and then not yet verified. 32 bytes. */
typedef struct ymr_hit {
    int64_t return_id;       /**< of the return */
    int64_t order_id;        /**< of its order */
    int64_t update_ms;       /**< date of the return's last update, Unix ms, to the second; 0: it has none */
    uint16_t item;           /**< index of the item, from 0; YMR_HIT_WHOLE */
    uint8_t field;           /**< ymr_code_field that matched; YMR_FIELD_NONE: see ymr_search.doubtful */
    uint8_t reading;         /**< index in scan->readings */
    uint8_t refund_status;   /**< ymr_refund_status */
    uint8_t shipment_status; /**< ymr_shipment_status */
    uint8_t return_type;     /**< ymr_return_type */
    bool verified;           /**< the full code was compared with the return; false: its fingerprint with an index */
} ymr_hit;

/**
 * Takes a match; `hit` is valid during the call.
 * @return YMR_OK: go on; YMR_E_STOPPED or another error: it is enough
 */
typedef ymr_status ymr_hit_taker(void *context, const ymr_hit *hit);

/**
 * Compares a code with one return, all items in it.
 *
 * Return and order number come first, then item by item, inside an item reading by reading. One hit for each
 * reading and item: two pieces of an item with the same imei are one.
 * @return YMR_OK, or what the taker answered. Cost: the canonical form of each cis, about 100 instructions a
 *         byte; fields that no reading is compared with cost nothing. Stack: YMR_MAX_CODE and some.
 */
ymr_status ymr_match(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context);

/** Of that, what belongs to no item: return and order number. */
ymr_status ymr_match_whole(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker,
                           void *context);

/**
 * Of that, one item of a return that comes by items: `index` counts from 0, `found` gives what the hit says
 * of the return (of a return under way: its numbers, with all else zero). An index beyond what a hit can say
 * becomes YMR_HIT_WHOLE.
 */
ymr_status ymr_match_item(const ymr_scan *scan, const ymr_return *found, const ymr_return_item *item,
                          uint32_t index, ymr_hit_taker *taker, void *context);

/** A list of returns being searched while it streams in. Storage of the caller, who sets the first part. */
typedef struct ymr_search {
    const ymr_scan *scan; /**< borrowed until the call has ended */
    ymr_hit_taker *taker; /**< takes each match */
    /**
     * A page has ended. True: the hits since the last such call hold. False: they are void, the page is tried
     * again or the search breaks off. Not called when the taker itself ended the search. May be NULL.
     */
    void (*page_ended)(void *context, bool came);
    void *context; /**< of both */
    /**
     * A return too big for the workspace is compared by order and return number alone. True: if that gives no
     * hit, the taker gets one of YMR_FIELD_NONE, unverified: read it by items.
     */
    bool doubtful;

    uint32_t returns;   /**< read so far, in pages that came whole */
    uint32_t oversized; /**< of those: too big for the workspace */
    uint32_t pages;     /**< that came whole */

    uint32_t page_returns; /* of the page under way */
    uint32_t page_oversized;
    bool stopped; /* by the taker */
    ymr_return scratch;
    ymr_return_item item;
} ymr_search;

/**
 * Searches what the filter lets through. The client's workspace is in use; the scan is not in it.
 * @return YMR_OK (started), YMR_E_BUSY, YMR_E_ARGUMENT. Ends with YMR_OK when all was read; with what the
 *         taker answered
 */
ymr_status ymr_start_search(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search);

/** Start and run in one. */
ymr_status ymr_search_returns(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search);

#endif
