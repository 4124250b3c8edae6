/**
 * The whole job of a scanner in one call: a code in, the return out.
 *
 *     static ymr_hit hits[8];
 *     static ymr_check check;
 *     const ymr_check_limits limits = {.max_age_ms = 15 * 60 * 1000};
 *     switch (ymr_scan_check(&client, &index, code, length, &limits, now, hits, 8, &check)) {
 *     case YMR_OK:
 *         show(hits, check.count); // more than one: the worker chooses
 *         break;
 *     case YMR_E_NOT_FOUND:
 *         say("no return has it"); // that the index knows; with search_on_miss: none at all
 *         break;
 *     case YMR_E_CODE:
 *         say(ymr_code_fault_text(check.scan.fault));
 *         break;
 *     default:
 *         say("no network, and nothing known without it");
 *     }
 *
 * What it does, in this order, and no more than that:
 *  1. The code is read (ymr/scan.h). A code without a reading costs no packet.
 *  2. The index is asked. No hit: not found, without a packet, unless the limits say `search_on_miss`.
 *  3. A hit whose state is younger than `max_age_ms` is answered as it stands, unverified, without a packet.
 *  4. Otherwise each return that was hit is read with one getReturn, and the full code compared: a hit that
 *     only shared a fingerprint is dropped and counted in `refused`; one that holds is verified, and the
 *     index takes its new state over. A return that the Market no longer has is dropped and counted in
 *     `gone`. One that is too big for the workspace is read a second time, by items.
 *  5. Without a network what the index says is answered, unverified, with its age, and `trouble` says why. So
 *     it is when the limit of calls is reached, the API key is refused, or the client is at work on another
 *     call (YMR_E_BUSY): while a refresh of the index is under way, codes are answered from the one that is
 *     there.
 *
 * A search on a miss takes place, too, when no hit of the index held. It asks for the returns of the order
 * first, where the code can be an order's number or box; when none of these has the code, and it can be
 * something else, for the whole list: that costs a call for every 100 returns that the store ever had. Hits
 * of a page that broke off are void.
 *
 * Non-blocking: ymr_start_scan_check(), then ymr_scan_check_step() until it answers other than YMR_PENDING;
 * between steps ymr_client_wait(), or anything else that the device has to do, but no other call of the
 * client.
 */
#ifndef YMR_CHECK_H
#define YMR_CHECK_H

#include "ymr/index.h"

/** What the caller is content with. All zero: always verified, no search. */
typedef struct ymr_check_limits {
    int64_t max_age_ms;  /**< a state from the index that is not older is good enough; 0: none is */
    bool search_on_miss; /**< no hit: search the Market's list */
    bool first_only;     /**< a search ends with its first match */
} ymr_check_limits;

/** One check. Storage of the caller, as it is before the start; the first part is to be read. */
typedef struct ymr_check {
    ymr_scan scan;      /**< what the code was read as */
    ymr_hit *hits;      /**< the caller's: matches, in the order of the readings */
    size_t room;        /**< how many hits that holds */
    size_t count;       /**< hits that are there */
    size_t missed;      /**< further ones that did not fit, those of the index unverified: give more room */
    uint32_t refused;   /**< hits of the index that did not hold: a shared fingerprint, or it has changed */
    uint32_t gone;      /**< hits of the index whose return the Market no longer has */
    uint32_t requests;  /**< calls that went to the Market, whatever came of them; a search is one */
    int64_t age_ms;     /**< of unverified hits: how old the index is; −1: not known */
    ymr_status trouble; /**< why hits are unverified that should not be, or a search is incomplete */
    ymr_return found;  /**< the return that was read last, by a getReturn; points into the workspace. Not
                            `present`: none was, or its texts are gone. No `items` if it was read by items */
    ymr_search search; /**< pages, returns and oversized of the last search */

    ymr_client *client;
    ymr_index *index;
    ymr_check_limits limits;
    ymr_returns_filter filter;
    int64_t order_id; /* of the filter */
    int64_t now_ms;
    size_t next;        /* the hit to be verified; those in front of it are done with */
    size_t asked;       /* hits of the index that were taken or passed over before */
    size_t passed;      /* of the answer under way */
    size_t left;        /* hits of the index behind those that fitted */
    size_t kept;        /* hits, and those missed, that an attempt under way cannot make void */
    size_t kept_missed;
    ymr_status status;  /* what it ended with */
    ymr_status unread;  /* an item of the return was too big to be compared */
    uint8_t state;
    uint8_t stage; /* how far searching has come */
} ymr_check;

/**
 * Starts a check. Sends nothing.
 *
 * @param index   may be NULL or empty: then every code is a miss
 * @param code    copied; may be NULL if `length` is 0
 * @param limits  copied; NULL: all zero
 * @param now_ms  Unix ms; 0: not known: then every state counts as too old
 * @param hits    `room` of them, at least 1; the caller's, in use until the check's answer has been looked at
 * @return YMR_OK (started); YMR_E_CODE; YMR_E_ARGUMENT
 */
ymr_status ymr_start_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                                const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room,
                                ymr_check *check);

/**
 * Does what can be done now, never blocks.
 * @return YMR_PENDING; YMR_OK: one match or more; YMR_E_NOT_FOUND; an error of the client when nothing is
 *         known without it. The same again once it has ended
 */
ymr_status ymr_scan_check_step(ymr_check *check);

/** Start and step until it has ended. */
ymr_status ymr_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                          const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room,
                          ymr_check *check);

/** Gives a check up, and its call that is under way: it ends in YMR_E_STOPPED. What it has found stays. */
void ymr_scan_check_cancel(ymr_check *check);

#endif
