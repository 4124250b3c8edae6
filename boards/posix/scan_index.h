/**
 * The index that `scan` answers from, and how it comes about: loaded, built, brought up to date.
 *
 * It has a session of its own: a client makes one call at a time, and nobody with a parcel in his hands shall
 * wait for the end of a list. What answers stays what it is until the new generation is complete.
 */
#ifndef YMR_BOARD_SCAN_INDEX_H
#define YMR_BOARD_SCAN_INDEX_H

#include "session.h"
#include "ymr/index.h"

typedef struct scan_index {
    ymr_index index;
    bool ready; /**< it answers; false: the first build is not done */
    int ends;   /**< not 0: there will be no index; what the program ends with, the user has been told */

    session session;
    const options *given;
    ymr_index_build build;
    bool building;
    bool wanted;        /* whatever the time */
    uint64_t due;       /* of progress_clock: the next refresh */
    uint64_t received;  /* bytes of the first build's finished answers */
    uint64_t latest;    /* and of the one under way */
    ymr_status failure; /* of the last refresh: told once, not every time */
    uint16_t failure_http;
} scan_index;

/**
 * Loads the index, if it is there.
 * @param first  the session that checks
 * @return 0 or what the program ends with
 */
int scan_index_open(scan_index *s, const options *given, const session *first);

/** Starts what is due and does what can be done now. Never blocks, but to write the file. */
void scan_index_step(scan_index *s);

/** Ends what is under way; what answers, and what is saved, stays. */
void scan_index_close(scan_index *s);

/** Unix ms. */
int64_t scan_index_clock(void);

/** Milliseconds since the list that it was made of began; −1: not known. */
int64_t scan_index_age(const scan_index *s);

#endif
