/**
 * What an order costs after its returns, and what was really taken of it. Exact: nothing is rounded.
 *
 * An order's own figures go on including what came back. So (by the API's documentation):
 *  - cost after returns = the order's cost − the sum of its returns' `amount`;
 *  - taken = the order's items − the items of its non-purchases (UNREDEEMED), by offer id and count. A partly refused order
 *    stays DELIVERED; nothing in it says so.
 *
 * The sum counts every return that the Market lists for the order, whatever became of it, as the documentation has it; what
 * belongs to refunds that were cancelled, rejected or failed is told apart as well (`dropped`).
 *
 * An order and its returns are two calls over one workspace, so what is needed of the order is copied: into memory of the
 * caller. One call gives everything:
 *
 *     ymr_get_order(client, id, &page);
 *     ymr_order_next(&page.orders, &order);
 *     ymr_cost_begin(&cost, &memory, &order);
 *     ymr_get_returns(client, &filter_of_this_order, &ymr_cost_events, &cost, &scratch);
 *     ymr_cost_after(&cost, &rest);
 *
 * Returns are asked of the store that has the order: ymr_order.campaign_id. Another store has none of them, and the order
 * would seem to cost what it did at first.
 */
#ifndef YMR_COST_H
#define YMR_COST_H

#include "ymr/listing.h"
#include "ymr/orders.h"
#include "ymr/returns.h"

/** Bytes of a currency's name that are kept; all that exist have two or three. */
#define YMR_CURRENCY_SIZE 8

/** What happened to the pieces of one offer. */
typedef struct ymr_cost_line {
    ymr_text offer_id; /**< in the caller's text */
    int64_t ordered;   /**< less what was taken out before it was sent */
    int64_t refused;   /**< in non-purchases */
    int64_t returned;  /**< in returns: taken, and brought back later */

    int64_t page_refused; /* of the page under way, and before it */
    int64_t page_returned;
} ymr_cost_line;

/** Memory of the caller, in use as long as the cost is. */
typedef struct ymr_cost_memory {
    ymr_cost_line *lines; /**< one for each different offer of the order */
    size_t line_count;    /**< how many there are */
    char *text;           /**< their ids one behind the other: up to 255 characters each */
    size_t text_size;     /**< bytes of it */
} ymr_cost_memory;

/** A sum under way. All of it is the library's. */
typedef struct ymr_cost_sum {
    ymr_decimal returned;
    ymr_decimal dropped;
    uint32_t returns;
    uint32_t unpriced;
    int64_t strange;
} ymr_cost_sum;

/** All of it is to be read, and nothing to be written but by the functions below. */
typedef struct ymr_cost {
    int64_t order_id;                 /**< of the order */
    bool priced;                      /**< the order says what it costs */
    ymr_decimal goods;                /**< cost of the order's goods, when priced: payment + cashback */
    bool delivery_priced;             /**< the order says what its delivery costs */
    ymr_decimal delivery;             /**< cost of its delivery: payment + subsidy. Not in `goods` */
    char currency[YMR_CURRENCY_SIZE]; /**< terminated; "" as long as no amount has come */
    ymr_cost_line *lines;             /**< in the caller's memory: one for each offer */
    size_t line_count;                /**< how many are in use */
    size_t needed_lines;              /**< after YMR_E_SPACE: what would do */
    size_t needed_text;               /**< likewise */

    ymr_decimal returned; /**< sum of the returns' amounts */
    ymr_decimal dropped;  /**< what of it belongs to refunds CANCELLED, REJECTED or FAILED */
    uint32_t returns;     /**< how many were added */
    uint32_t unpriced;    /**< of these, how many say no amount: the cost after returns is then unknown */
    int64_t strange;      /**< pieces in them of offers that the order has not */

    ymr_cost_sum page; /* with the page under way */
} ymr_cost;

/**
 * Starts with an order of getBusinessOrders.
 *
 * Pieces that itemStatuses gives as CANCELLED (taken out before they were sent) are not `ordered`, whether `count` still has
 * them or not.
 *
 * @param memory  its lines and text are filled
 * @return YMR_OK; YMR_E_SPACE (needed_lines, needed_text); YMR_E_CURRENCY (payment, cashback, delivery differ);
 *         YMR_E_RANGE (a sum or a count that does not fit, a negative count)
 */
ymr_status ymr_cost_begin(ymr_cost *cost, const ymr_cost_memory *memory, const ymr_order *order);

/** Older: with an order of getOrder: goods = itemsTotal + the YANDEX_CASHBACK of subsidies; a count of 0 is taken out. */
ymr_status ymr_cost_begin_old(ymr_cost *cost, const ymr_cost_memory *memory, const ymr_old_order *order);

/**
 * Adds one of the order's returns; each must come once. A return of another order is passed over.
 *
 * Its `amount` counts; without it the deprecated `refundAmount`, in kopecks, if the order is in roubles ("RUR").
 *
 * @return YMR_OK; YMR_E_CURRENCY; YMR_E_RANGE. After an error the cost is of no use: begin again
 */
ymr_status ymr_cost_add_return(ymr_cost *cost, const ymr_return *one);

/**
 * A page of returns begins: what was added since the last commit is void (a page that is tried again comes again).
 * Who adds returns that are complete by themselves calls only the commit, at the end.
 */
void ymr_cost_page_begin(ymr_cost *cost);
void ymr_cost_page_commit(ymr_cost *cost);

/** These three as events of ymr_start_returns; the context is the ymr_cost. A return that does not fit ends it (YMR_E_SPACE). */
extern const ymr_list_events ymr_cost_events;

/**
 * What the order costs after its returns: goods − returned.
 *
 * @return YMR_OK; YMR_E_MISSING if the order or one of the returns says no amount; YMR_E_RANGE. `out` then untouched
 */
ymr_status ymr_cost_after(const ymr_cost *cost, ymr_decimal *out);

/** Pieces of an offer that were really taken: ordered − refused. Negative: what the Market says does not fit together. */
int64_t ymr_cost_taken(const ymr_cost_line *line);

#endif
