/**
 * Which returns a code belongs to.
 *
 * Every field that a code can mean is compared, in the canonical form of both sides (ymr/scan.h): cis and imei of each
 * piece, track codes, order, return, the Market's SKU and the store's. All matches are reported, not only the first; the
 * receiver ends the transfer when it has seen enough.
 */
#ifndef YMR_MATCH_H
#define YMR_MATCH_H

#include "ymr/client.h"
#include "ymr/scan.h"

/** The `item` of a hit that belongs to no item in particular: a return or order number. */
#define YMR_HIT_WHOLE 0xFFFFu

/** One match. Also what an index answers, and then not yet verified. 32 bytes. */
typedef struct ymr_hit {
    int64_t return_id;
    int64_t order_id;
    int64_t update_ms; /**< date of the return's last update, Unix ms, to the second; 0: it has none */
    uint16_t item;     /**< index of the item, from 0; YMR_HIT_WHOLE */
    uint8_t field;     /**< ymr_code_field that matched */
    uint8_t reading;   /**< index in scan->readings */
    uint8_t refund_status;   /**< ymr_refund_status */
    uint8_t shipment_status; /**< ymr_shipment_status */
    uint8_t return_type;     /**< ymr_return_type */
    bool verified; /**< the full code was compared with the return itself; false: its fingerprint with an index */
} ymr_hit;

/** Takes a match. @return YMR_OK: go on; YMR_E_STOPPED or another error: it is enough */
typedef ymr_status ymr_hit_taker(void *context, const ymr_hit *hit);

/**
 * Compares a code with one return, all items in it.
 *
 * Hits come reading by reading inside an item, items in their order, return and order number first. One hit for each reading and
 * item: two pieces of an item with the same imei are one.
 * @return YMR_OK, or what the taker answered. Cost: the canonical form of each cis, about 100 instructions a byte.
 */
ymr_status ymr_match(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context);

/** The same for one item of a return that came by items: `index` counts from 0, `found` gives all but the item. */
ymr_status ymr_match_item(const ymr_scan *scan, const ymr_return *found, const ymr_return_item *item, uint32_t index,
                          ymr_hit_taker *taker, void *context);

/** A list of returns being searched while it streams in. Storage of the caller. */
typedef struct ymr_search {
    const ymr_scan *scan; /**< borrowed until the call has ended */
    ymr_hit_taker *taker; /**< a page that breaks off and is tried again brings its hits again */
    void *context;
    uint32_t returns;     /**< read so far, in committed pages */
    uint32_t oversized;   /**< too big for the workspace: compared by order and return number alone */
    uint32_t page;        /* returns since the page began */
    ymr_return scratch;
} ymr_search;

/**
 * Searches what the filter lets through. The client's workspace is in use; the scan is not in it.
 * @return YMR_OK (started), YMR_E_BUSY, YMR_E_ARGUMENT. Ends with YMR_OK when all was read; with what the taker answered
 */
ymr_status ymr_start_search(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search);

/** Start and run in one. */
ymr_status ymr_search_returns(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search);

#endif
