/**
 * A list that is longer than any buffer: its elements decoded one by one as they arrive, page by page.
 *
 * A page counts only when it has come whole and says OK at its end. So the receiver hears begin, each element, and then
 * either commit or abort; after an abort the elements since begin are void (the page may come again: begin).
 */
#ifndef YMR_LISTING_H
#define YMR_LISTING_H

#include "ymr/envelope.h"
#include "ymr/splitter.h"

/** Buffers of the caller that a client works in. They stay the caller's, and in use as long as the client is. */
typedef struct ymr_workspace {
    char *io; /**< the request, then what comes from the network: at least YMR_IO_MIN bytes. 2048 do well; a
              filter with many values or a long body needs more: YMR_E_SPACE says how much */
    size_t io_size;     /**< bytes of it */
    char *text;         /**< one answer, or a page's skeleton and one element; results point into it. 8192 do well */
    size_t text_size;   /**< bytes of it */
    ymr_token *tokens;  /**< for that text; 8 bytes each. 500 do for 8192 bytes of returns */
    size_t token_count; /**< how many */
} ymr_workspace;

/** What happens to a list. */
typedef struct ymr_list_events {
    /** A page begins; `page` counts from 0. A page that is tried again begins again. May be NULL. */
    void (*begin)(void *context, uint32_t page);
    /**
     * One element: the struct of the list's shape, valid during the call.
     * @return YMR_OK; YMR_PENDING: not now, the same again later; YMR_E_STOPPED or another error: end the list
     */
    ymr_status (*element)(void *context, uint32_t index, const void *element);
    /** One element that does not fit the workspace; the page goes on. @return as `element`. May be NULL. */
    ymr_status (*oversize)(void *context, const ymr_oversize *what);
    /** The page came whole: what came since begin holds. May be NULL. */
    void (*commit)(void *context, uint32_t page);
    /** The page did not: what came since begin is void. May be NULL. */
    void (*abort)(void *context, uint32_t page, ymr_status why);
} ymr_list_events;

/** What a listing is made of; everything is borrowed until its end. */
typedef struct ymr_listing_plan {
    const char *path;              /**< of the list: "result.returns" */
    const ymr_shape *shape;        /**< of an element */
    void *element;                 /**< shape->size bytes */
    const ymr_list_events *events; /**< who takes the elements */
    void *context;                 /**< of `events` */
} ymr_listing_plan;

typedef struct ymr_listing ymr_listing;

/** The sink of one page, or of one object with a long list inside. */
struct ymr_listing {
    ymr_sink sink;                  /**< for an exchange */
    ymr_splitter splitter;          /**< what cuts the list */
    const ymr_listing_plan *plan;   /**< as ymr_listing_init was given it */
    const ymr_workspace *workspace; /**< likewise */
    ymr_report *report;             /**< likewise */
    ymr_document document;          /**< of the element under way; of the skeleton after the end */
    uint32_t page;                  /**< which page it is, from 0 */
    uint8_t element;                /* how far the element under way is; of no use outside listing.c */
};

/**
 * Makes ready for one page.
 *
 * @param report  takes faults and warnings
 */
void ymr_listing_init(ymr_listing *listing, const ymr_listing_plan *plan, const ymr_workspace *workspace,
                      uint32_t page, ymr_report *report);

/**
 * Commits a page, or aborts it: to be called once when the sink's end has answered YMR_OK, with what listing->document,
 * the skeleton, was found to say. By itself, because reading that takes stack. A sink that ends otherwise has aborted.
 */
void ymr_listing_settle(ymr_listing *listing, ymr_status outcome);

#endif
