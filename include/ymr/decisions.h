/**
 * Decisions on returns: what the buyer applied with, what may be decided, deciding it, and finding out what
 * became of a decision whose answer was lost.
 *
 * The usual way: ymr_get_available_decisions(), ymr_decisions_check() with what it gave,
 * ymr_submit_decisions(). When that ends in YMR_E_OUTCOME_UNKNOWN: ymr_resolve_decision(), and no second
 * submit without somebody who has looked.
 *
 * Sources: names, types and required members are those of the API's description (ReturnItemDecisionDTO,
 * ReturnAvailableDecisionDTO, PartialCompensationBoundsDTO); the rules and the 48 hours are those of its
 * documentation.
 */
#ifndef YMR_DECISIONS_H
#define YMR_DECISIONS_H

#include "ymr/client.h"

/* ---- What may be decided ------------------------------------------------------------------------------- */

/** ReturnRequestDecisionReasonType: Why a refund is declined. */
#define YMR_DECISION_REASON_LIST(X)                                                                          \
    X(YMR_DECISION_REASON, ISSUE_WITH_THE_PRODUCT_WAS_NOT_CONFIRMED)                                         \
    X(YMR_DECISION_REASON, MECHANICAL_DAMAGE)                                                                \
    X(YMR_DECISION_REASON, WARRANTY_PERIOD_HAS_EXPIRED)                                                      \
    X(YMR_DECISION_REASON, CONFIGURATION_OR_PACKAGING_COMPROMISED)                                           \
    X(YMR_DECISION_REASON, PRODUCT_APPEARANCE_COMPROMISED)                                                   \
    X(YMR_DECISION_REASON, WARRANTY_TERMS_VIOLATED)                                                          \
    X(YMR_DECISION_REASON, DEVICE_ACTIVATED)
typedef enum ymr_decision_reason {
    YMR_DECISION_REASON_ABSENT,
    YMR_DECISION_REASON_UNRECOGNIZED,
    YMR_DECISION_REASON_LIST(YMR_ENUM_CONSTANT)
} ymr_decision_reason;
extern const ymr_names ymr_decision_reason_names;

/** PartialCompensationBoundsDTO. */
typedef struct ymr_compensation_bounds {
    bool present;
    ymr_money min_amount; /**< required */
    ymr_money max_amount; /**< required */
    int64_t max_percent;  /**< required; of the position's price */
} ymr_compensation_bounds;

/** ReturnAvailableDecisionDTO. */
typedef struct ymr_available_decision {
    bool present;
    ymr_enum decision_type;         /**< required; ymr_decision_type */
    ymr_list reason_types;          /**< ymr_list_next_enum with ymr_decision_reason_names */
    ymr_compensation_bounds bounds; /**< of PARTIAL_MONEY_REFUND */
} ymr_available_decision;

/** ReturnAvailableDecisionsResponse. */
typedef struct ymr_available_decisions {
    bool present;
    ymr_list decisions; /**< required; ymr_available_decision_next. Empty: nothing may be decided now */
} ymr_available_decisions;

/** BasePriceDTO, as a ymr_money. */
extern const ymr_shape ymr_price_shape;
extern const ymr_shape ymr_compensation_bounds_shape;
extern const ymr_shape ymr_available_decision_shape;
extern const ymr_shape ymr_available_decisions_shape;

/** Steps a list; false at its end. */
bool ymr_available_decision_next(ymr_list *decisions, ymr_available_decision *out);

/* ---- What is decided ----------------------------------------------------------------------------------- */

/** ReturnItemDecisionDTO: the decision for one item. */
typedef struct ymr_item_decision {
    int64_t return_item_id;     /**< required; `return_item_id` of a ymr_decision of the return */
    ymr_decision_type type;     /**< required; any but UNKNOWN */
    ymr_decision_reason reason; /**< with DECLINE_REFUND only; 0: none */
    ymr_text comment;           /**< UTF-8, for the buyer; bytes NULL: none */
    ymr_money compensation;     /**< with PARTIAL_MONEY_REFUND, and there always */
    ymr_money price;            /**< of the position, if it is known: for the bound in percent. Not sent */
} ymr_item_decision;

/** The decisions of one submit, all for the same return. Borrowed until the call has ended. */
typedef struct ymr_decisions {
    const ymr_item_decision *items; /**< of different items */
    size_t count;                   /**< how many */
} ymr_decisions;

/* ---- Checking before sending --------------------------------------------------------------------------- */

/**
 * What there is to be said about decisions before they are sent: errors are wrong for certain, the Market
 * would refuse them; warnings are advice.
 */
#define YMR_FINDING_LIST(X)                                                                                  \
    X(NO_ITEMS, ERROR, "returnItemDecisions", "there is no decision")                                        \
    X(TOO_LONG, ERROR, "returnItemDecisions", "all together are longer than the Market takes")               \
    X(ITEM_TWICE, ERROR, "returnItemId", "the item is named twice")                                          \
    X(NO_TYPE, ERROR, "decisionType", "this is no decision that can be sent")                                \
    X(NOT_OFFERED, ERROR, "decisionType", "the Market does not offer this decision now")                     \
    X(NO_REASON, ERROR, "decisionReasonType", "this is no reason that can be sent")                          \
    X(REASON_MISPLACED, ERROR, "decisionReasonType", "a reason goes with DECLINE_REFUND only")               \
    X(REASON_NOT_OFFERED, ERROR, "decisionReasonType", "the Market does not offer this reason")              \
    X(REASON_ADVISED, WARNING, "decisionReasonType", "no reason for declining is given")                     \
    X(COMMENT_UTF8, ERROR, "comment", "the comment is not valid UTF-8")                                      \
    X(COMMENT_COST, WARNING, "comment", "the comment should say what sending it back costs")                 \
    X(COMMENT_TERM, WARNING, "comment", "the comment should say until when it is repaired")                  \
    X(COMMENT_WHY, WARNING, "comment", "the comment should say why the refund is declined")                  \
    X(COMMENT_OFFER, WARNING, "comment", "the comment should say what is offered")                           \
    X(COMPENSATION_MISSING, ERROR, "compensation", "PARTIAL_MONEY_REFUND needs a compensation")              \
    X(COMPENSATION_MISPLACED, ERROR, "compensation", "a compensation goes with PARTIAL_MONEY_REFUND only")   \
    X(COMPENSATION_CURRENCY, ERROR, "compensation", "this is no currency: RUR are roubles")                  \
    X(COMPENSATION_NOT_POSITIVE, ERROR, "compensation", "the compensation must be above 0")                  \
    X(COMPENSATION_FOREIGN, ERROR, "compensation", "the Market wants another currency")                      \
    X(COMPENSATION_BELOW, ERROR, "compensation", "the compensation is below what the Market takes")          \
    X(COMPENSATION_ABOVE, ERROR, "compensation", "the compensation is above what the Market takes")          \
    X(COMPENSATION_SHARE, ERROR, "compensation", "the compensation is too large a share of the price")

/** Which of them. */
typedef enum ymr_finding_code {
#define YMR_FINDING_CONSTANT(name, severity, field, text) YMR_FINDING_##name,
    YMR_FINDING_LIST(YMR_FINDING_CONSTANT)
#undef YMR_FINDING_CONSTANT
        YMR_FINDING_COUNT
} ymr_finding_code;

/** What a finding means for the submit. */
typedef enum ymr_severity {
    YMR_SEVERITY_WARNING, /**< advice */
    YMR_SEVERITY_ERROR    /**< wrong for certain: the Market would refuse it */
} ymr_severity;

/** One of them. */
typedef struct ymr_finding {
    ymr_finding_code code; /**< which one */
    ymr_severity severity; /**< of that code */
    const char *field;     /**< the API's name of the member it is about; of static storage */
    const char *text;      /**< one sentence, lower case, no full stop; of static storage */
    size_t index;          /**< which decision, from 0; the number of decisions if it is about all of them */
    ymr_money bound;       /**< of COMPENSATION_FOREIGN, _BELOW, _ABOVE: what the Market offers; borrowed */
} ymr_finding;

/** Takes a finding; valid during the call. */
typedef void ymr_finding_taker(void *context, const ymr_finding *finding);

/**
 * Says what is wrong, or could be better, about decisions. Nothing is sent.
 *
 * @param available  what getReturnAvailableDecisions gave; NULL: not asked for, and only what holds always is
 *                   checked
 * @param taker      called for each finding, in the order of the decisions; may be NULL
 * @return YMR_OK: no error, there may be warnings; YMR_E_ARGUMENT
 * Cost: n decisions are compared with each other (n²/2 comparisons of an id) and each with what is offered.
 */
ymr_status ymr_decisions_check(const ymr_decisions *decisions, const ymr_available_decisions *available,
                               ymr_finding_taker *taker, void *context);

/**
 * Until when a decision may be sent: 48 hours after creationDate ("within 48 hours of the application",
 * documentation of submitReturnDecision). After that the Market decides by itself. It has a meaning for a
 * return that waits only.
 *
 * @return YMR_OK; YMR_E_MISSING: the return has no creation date
 */
ymr_status ymr_decision_deadline(const ymr_return *of, int64_t *unix_ms);

/** Milliseconds until then, seen at `now_unix_ms`; negative once it has passed. @return the same */
ymr_status ymr_decision_time_left(const ymr_return *of, int64_t now_unix_ms, int64_t *left_ms);

/** It waits for one: PREMODERATION_DECISION_WAITING (FBY, FBS, Express) or WAITING_FOR_DECISION (DBS). */
bool ymr_return_waits(const ymr_return *of);

/* ---- Calls --------------------------------------------------------------------------------------------- */

/**
 * getReturnApplication: the buyer's application as PDF, streamed, never held. At most YMR_MAX_APPLICATION
 * bytes; what is no PDF by Content-Type or its first bytes ends in YMR_E_CONTENT before the taker sees any of
 * it.
 *
 * @param taker  as for ymr_start_photo
 */
ymr_status ymr_start_application(ymr_client *client, int64_t order_id, int64_t return_id,
                                 ymr_chunk_taker *taker, void *context);

/**
 * getReturnAvailableDecisions: what may be decided now. Needs the config's business_id.
 *
 * @param out  filled when the call ends with YMR_OK; points into the workspace, so check before the next call
 */
ymr_status ymr_start_available_decisions(ymr_client *client, int64_t return_id, ymr_available_decisions *out);

/**
 * submitReturnDecision: decides. What ymr_decisions_check() finds wrong without knowing what is offered is
 * not sent.
 *
 * @param decisions  the struct, its items and their texts are borrowed until the call has ended
 * @return YMR_E_ARGUMENT (not started): there is an error. What the call ends with: YMR_OK: the Market took
 *         it; YMR_E_API, _NOT_FOUND, _UNAUTHORIZED, _LIMIT: it refused, nothing was decided;
 *         YMR_E_OUTCOME_UNKNOWN: the request may have arrived, see below; YMR_E_SPACE: the request does not
 *         fit `io` (report.fault.needed); any other error: nothing was sent
 */
ymr_status ymr_start_submit_decisions(ymr_client *client, int64_t order_id, int64_t return_id,
                                      const ymr_decisions *decisions);

/**
 * setReturnDecision: DBS only: selects the decision of one item, which is not made before
 * ymr_start_confirm_decision.
 *
 * @deprecated by the Market: degrades from 2027-01-18, gone on 2027-04-05. Use ymr_start_submit_decisions.
 * @param decision  borrowed until the call has ended; it takes no reason
 * @return as ymr_start_submit_decisions
 */
ymr_status ymr_start_set_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                  const ymr_item_decision *decision);

/**
 * submitReturnDecision without a body: makes the decision that setReturnDecision selected, whoever selected
 * it last.
 *
 * @deprecated with setReturnDecision.
 * @return as ymr_start_submit_decisions
 */
ymr_status ymr_start_confirm_decision(ymr_client *client, int64_t order_id, int64_t return_id);

/** Start and run in one. */
ymr_status ymr_get_application(ymr_client *client, int64_t order_id, int64_t return_id,
                               ymr_chunk_taker *taker, void *context);
ymr_status ymr_get_available_decisions(ymr_client *client, int64_t return_id, ymr_available_decisions *out);
ymr_status ymr_submit_decisions(ymr_client *client, int64_t order_id, int64_t return_id,
                                const ymr_decisions *decisions);
ymr_status ymr_set_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                            const ymr_item_decision *decision);
ymr_status ymr_confirm_decision(ymr_client *client, int64_t order_id, int64_t return_id);

/* ---- What became of it --------------------------------------------------------------------------------- */

/**
 * How a return that was read compares with the decisions that somebody wanted.
 *
 * It is little that can be known. getReturn shows the type of each item's decision. It shows neither who made
 * it, nor the reason, nor the comment (the one there is the buyer's), nor an id of the submission; which of
 * its amounts is a partial compensation, nobody says. A read may be older than the submit, and a submit whose
 * connection broke may still take effect later.
 */
typedef enum ymr_resolution {
    /** Cannot be told: an item or its decision is not shown, or the return's status says nothing. */
    YMR_RESOLUTION_UNTOLD,
    /** Every item's type agrees and the return waits no longer. That is certain; who decided it is not. */
    YMR_RESOLUTION_MATCHES,
    /** The return waits no longer, and at least one item was decided otherwise. */
    YMR_RESOLUTION_DIFFERS,
    /** The return still waits, as far as this read knows. Sending again now could decide twice. */
    YMR_RESOLUTION_WAITING
} ymr_resolution;

/** Decisions that a comparison can hold apart, else it answers UNTOLD. A return has up to 1,000 items. */
#define YMR_MAX_COMPARED 1024

/** A comparison under way; all of it is the library's. 136 bytes where a pointer has 4. */
typedef struct ymr_comparison {
    const ymr_decisions *wanted;
    bool differs;
    bool unclear;                           /* an item is shown that says nothing of its decision */
    uint32_t agrees[YMR_MAX_COMPARED / 32]; /* a bit for each wanted decision */
} ymr_comparison;

/**
 * Compares a whole return with what was wanted. Pure: no call is made.
 *
 * @param scratch  storage of the caller for the time of the call
 * @param wanted   of a ymr_start_confirm_decision: the decision that was set
 * @param read     decoded whole; its document must still be there
 */
ymr_resolution ymr_decision_compare(ymr_comparison *scratch, const ymr_decisions *wanted,
                                    const ymr_return *read);

/** The same item by item: begin, each item of the return, end with the return's own fields. */
void ymr_comparison_begin(ymr_comparison *comparison, const ymr_decisions *wanted);
void ymr_comparison_item(ymr_comparison *comparison, const ymr_return_item *item);
ymr_resolution ymr_comparison_end(const ymr_comparison *comparison, const ymr_return *read);

/** What ymr_start_resolve_decision works with: storage of the caller, in use until the call has ended. */
typedef struct ymr_resolve {
    ymr_resolution resolution; /**< read it when the call has ended; UNTOLD unless it ended with YMR_OK */
    ymr_return read;           /**< the return that was read, without its items; points into the workspace */

    int64_t return_id;
    ymr_comparison comparison;
    ymr_return_item item;
} ymr_resolve;

/**
 * Looks up what became of a submit whose outcome is unknown: reads the return, item by item, so that its size
 * does not matter, and compares. An item that does not fit the workspace counts as not shown. It sends no
 * decision.
 *
 * @param wanted   what was submitted; borrowed until the call has ended
 * @param resolve  filled; see above
 * @return YMR_OK (started); YMR_E_BUSY. What the call ends with: as ymr_start_return_by_items
 */
ymr_status ymr_start_resolve_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                      const ymr_decisions *wanted, ymr_resolve *resolve);

/** Start and run in one. */
ymr_status ymr_resolve_decision(ymr_client *client, int64_t order_id, int64_t return_id,
                                const ymr_decisions *wanted, ymr_resolve *resolve);

#endif
