/** One photo on its way into a file. */
#ifndef YMR_BOARD_DOWNLOAD_H
#define YMR_BOARD_DOWNLOAD_H

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

#endif
