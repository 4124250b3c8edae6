/** What is downloaded on its way into a file. */
#ifndef YMR_BOARD_DOWNLOAD_H
#define YMR_BOARD_DOWNLOAD_H

#include "out.h"
#include "session.h"

typedef struct photo {
    int64_t order_id, return_id, item_id;
    ymr_text hash;         /* must not lie in the client's workspace */
    const char *output;    /* file, or "-"; NULL: named after the hash, */
    const char *directory; /* in this directory, */
    bool with_item;        /* with the item's id in front */
} photo;

/** Downloads it, says on standard output where it is, or tells why not. @return what the program ends with */
int download_photo(session *session, const photo *what);

/** Any other file. */
typedef struct file_plan {
    const char *output;  /* file, or "-" */
    const char *label;   /* of the progress bar */
    const char *subject; /* of an error */
    /* Starts the call that brings it. */
    ymr_status (*start)(session *session, ymr_chunk_taker *taker, void *context, const void *what);
    /* With --json: the members in front of `file`, a comma behind each. */
    void (*members)(out *to, const void *what);
    const void *what;
} file_plan;

/** The same for it. */
int download_file(session *session, const file_plan *plan);

#endif
