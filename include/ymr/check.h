/**
 * The whole job of a scanner in one call: a code in, the return out.
 *
 *     static ymr_hit hits[8];
 *     static ymr_check check;
 *     const ymr_check_limits limits = {.max_age_ms = 15 * 60 * 1000};
 *     switch (ymr_scan_check(&client, &index, code, length, &limits, now, hits, 8, &check)) {
 *     case YMR_OK:          hits[0 … check.count − 1]; more than one: the worker chooses
 *     case YMR_E_NOT_FOUND: no return has this code
 *     case YMR_E_CODE:      ymr_code_fault_text(check.scan.fault)
 *     default:              the network, and nothing known without it
 *     }
 *
 * What it does, in this order, and no more than that:
 *  1. The code is read (ymr/scan.h). A code without a reading costs no packet.
 *  2. The index is asked. No hit: not found, without a packet, unless the limits say `search_on_miss`.
 *  3. A hit whose state is younger than `max_age_ms` is answered as it stands, unverified, without a packet.
 *  4. Otherwise each return that was hit is read with one getReturn, and the full code compared: a hit that only
 *     shared a fingerprint is dropped and counted in `refused`; one that holds is verified, and the index
 *     takes its new state over.
 *  5. Without a network what the index says is answered, unverified, with its age, and `trouble` says why.
 *
 * Non-blocking: ymr_start_scan_check(), then ymr_scan_check_step() until it answers other than YMR_PENDING; between steps
 * ymr_client_wait(), or anything else that the device has to do.
 */
#ifndef YMR_CHECK_H
#define YMR_CHECK_H

#include "ymr/index.h"

/** What the caller is content with. All zero: always verified, no search. */
typedef struct ymr_check_limits {
    int64_t max_age_ms;  /**< a state from the index that is not older is good enough; 0: none is */
    bool search_on_miss; /**< no hit: search the Market's list (an order's returns where the code names one, else all) */
    bool first_only;     /**< a search ends with its first match */
} ymr_check_limits;

/** One check. Storage of the caller. */
typedef struct ymr_check {
    ymr_scan scan;     /**< what the code was read as */
    ymr_hit *hits;     /**< the caller's: matches, in the order of ymr_code_kind; verified ones have been compared */
    size_t room;
    size_t count;      /**< hits that are there */
    size_t missed;     /**< further ones that did not fit: give more room */
    uint32_t refused;  /**< hits of the index that shared a fingerprint only */
    uint32_t requests; /**< calls that went to the Market */
    int64_t age_ms;    /**< of unverified hits: how old the index is; −1: not known */
    ymr_status trouble; /**< why hits are unverified although they should be, or why a search broke off; else YMR_OK */
    ymr_return found;  /**< the return that was read last, when `requests` is 1 or more; points into the workspace */

    ymr_client *client;
    ymr_index *index;
    ymr_check_limits limits;
    ymr_return_item item;
    ymr_search search;
    ymr_returns_filter filter;
    int64_t order_id; /* of the filter */
    int64_t now_ms;
    size_t next;  /* the hit to be verified */
    uint8_t state;
} ymr_check;

/**
 * Starts a check.
 *
 * @param index   may be NULL or empty: then every code is a miss
 * @param code    copied
 * @param limits  copied
 * @param now_ms  Unix ms; 0: not known: then every state counts as too old
 * @param hits    `room` of them, at least 1; the caller's
 * @return YMR_OK (started); YMR_E_CODE; YMR_E_BUSY; YMR_E_ARGUMENT
 */
ymr_status ymr_start_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                                const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room,
                                ymr_check *check);

/** @return YMR_PENDING; YMR_OK: one match or more; YMR_E_NOT_FOUND; an error of the client when nothing is known without it */
ymr_status ymr_scan_check_step(ymr_check *check);

/** Start and step until it has ended. */
ymr_status ymr_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                          const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room, ymr_check *check);

#endif
