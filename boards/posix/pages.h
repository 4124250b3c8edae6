/**
 * A list on standard output, page by page: what comes is rendered at once, and shown when its page is
 * confirmed.
 */
#ifndef YMR_BOARD_PAGES_H
#define YMR_BOARD_PAGES_H

#include "session.h"
#include "spool.h"

typedef struct pages pages;

struct pages {
    session *session;
    const ymr_shape *shape; /* of an element */
    /* Shows an element to people. */
    void (*show)(out *to, const void *element);
    /* Shows a page with --json as one object around its elements; NULL: each element is a line. */
    void (*frame)(pages *pages, spool *elements);
    /* What people see in front of a page; may be NULL. */
    void (*head)(pages *pages);
    uint64_t shown;   /* elements on standard output */
    uint64_t of_page; /* elements that wait for their page's end */
};

/** For the call that lists; its context is a `pages`. --limit is kept. */
extern const ymr_list_events pages_events;

/** Runs the call to its end and tells what there is to tell. @param what  "chats" @return what the program
 * ends with */
int pages_run(pages *pages, ymr_status started, const char *what);

/** As large as the first page need be. @param most  that the Market gives */
uint16_t pages_size(const options *given, uint16_t most);

#endif
