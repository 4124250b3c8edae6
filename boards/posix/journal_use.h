/**
 * The journal's file, as the commands use it: opened, locked and mounted, with what goes wrong told.
 *
 * Who delivers has it for long, and lends it to the others between two steps; all others have it a moment.
 */
#ifndef YMR_BOARD_JOURNAL_USE_H
#define YMR_BOARD_JOURNAL_USE_H

#include "options.h"
#include "port/posix/ymr_posix.h"
#include "ymr/journal.h"

/* As many records as can be open in a file of this size, and the longest of them. */
enum {
    JOURNAL_SLOTS = YMR_POSIX_JOURNAL_SIZE / 120,
    JOURNAL_ITEMS = YMR_POSIX_JOURNAL_BLOCK / 16,
    JOURNAL_ROOM = YMR_JOURNAL_ROOM(JOURNAL_ITEMS, YMR_POSIX_JOURNAL_BLOCK)
};

typedef struct journal_use {
    const options *given;
    char path[304]; /* safe to print */
    ymr_posix_journal file;
    ymr_journal journal;
    bool damage_told;
    uint32_t told; /* offset of the last damage that was told while mounting; damage comes in order */
} journal_use;

/** Room for one record; of one command at a time. */
extern unsigned char journal_room[JOURNAL_ROOM];

/**
 * Opens and mounts it. With LOOK, what is mounted is a copy, so that nobody waits for who looks at it.
 * @return 0, or what the program ends with: the user has been told
 */
int journal_open(journal_use *use, const options *given, ymr_posix_journal_use how);

/** Lends it to a process that waits, takes it back, mounts it again. @return as journal_open */
int journal_share(journal_use *use);

/** Tells what a call of the journal answered. @return what the program ends with */
int journal_failed(journal_use *use, ymr_status status);

void journal_close(journal_use *use);

#endif
