/*
 * What the files of the journal know of each other.
 *
 * Storage errors stick: the first one is kept in journal->failed, and from then on nothing is read or written
 * any more; whatever was asked of the storage looks erased. So the steps between need not ask each time, and
 * whoever answers the caller asks once.
 *
 * A place is an offset in storage. At 0 there is a block's own head, so that 0 means: nowhere.
 */
#ifndef YMR_CORE_JOURNAL_PARTS_H
#define YMR_CORE_JOURNAL_PARTS_H

#include "ymr/journal.h"
#include "ymr/stored.h"

/* ---- journal_crc.c ------------------------------------------------------------------------------------- */

/*
 * Puts one wrong bit right, unless it is in `stored`, the CRC that was kept of the bytes. `crc`: what it is
 * now. Answers false, and changes nothing, if more than one is wrong.
 */
bool ymr_journal_repair(void *bytes, size_t length, uint32_t crc, uint32_t stored);

/* ---- journal_head.c: heads as bytes -------------------------------------------------------------------- */

enum {
    YMR_HEAD_SIZE = 120,
    YMR_BLOCK_HEAD_SIZE = 24
};

typedef enum ymr_journal_kind {
    YMR_KIND_RECORD = 0x31, /* a record as it was appended */
    YMR_KIND_COPY = 0x52,   /* the same, with its last mark, as it was copied out of the oldest block */
    YMR_KIND_MARK = 0x64,
    YMR_KIND_OPEN = 0x07 /* the copies before it are complete: this block is now the newest */
} ymr_journal_kind;

enum {
    YMR_FLAG_DAMAGED = 1, /* what was decided could not be read when it was copied */
    YMR_FLAG_DOUBTFUL = 2
};

/* Of an entry. */
typedef struct ymr_journal_head {
    ymr_journal_kind kind;
    uint8_t state;
    uint8_t flags;
    uint8_t call;
    uint32_t length; /* of what was decided, which follows */
    uint32_t data_crc;
    uint32_t gap; /* bytes before it that are no entry; OPEN: where in the block before the last entry ends */
    uint64_t sequence;
    uint64_t id;
    int64_t campaign_id;
    int64_t order_id;
    int64_t return_id;
    int64_t deadline_ms;
    ymr_journal_learnt learnt;
} ymr_journal_head;

/* Of a block. */
typedef struct ymr_journal_block_head {
    uint32_t program_size;
    uint32_t block_size;
    uint32_t block_count;
    uint32_t erases;
} ymr_journal_block_head;

typedef enum ymr_journal_found {
    YMR_FOUND_NOTHING,
    YMR_FOUND,
    YMR_FOUND_REPAIRED,
    YMR_FOUND_OTHER_VERSION /* block heads only */
} ymr_journal_found;

/* The place is part of what the CRC stands for: an entry counts only where it was written. */
void ymr_head_write(const ymr_journal_head *head, uint32_t place, uint8_t *bytes);
/* May put a bit of `bytes` right. */
ymr_journal_found ymr_head_read(ymr_journal_head *head, uint32_t place, uint8_t *bytes, bool repair);
/* From the first eight bytes alone: false if it cannot be a head. */
bool ymr_head_is_likely(const uint8_t *bytes);

void ymr_block_head_write(const ymr_journal_block_head *head, uint8_t *bytes);
ymr_journal_found ymr_block_head_read(ymr_journal_block_head *head, uint8_t *bytes);

/* ---- journal_log.c: storage, entries one behind the other ---------------------------------------------- */

bool ymr_log_geometry_is_right(const ymr_storage *storage);
void ymr_log_begin(ymr_journal *journal, const ymr_storage *storage);

void ymr_log_read(ymr_journal *journal, uint32_t place, void *bytes, size_t length);
void ymr_log_sync(ymr_journal *journal);
bool ymr_log_is_blank(ymr_journal *journal, uint32_t place, uint32_t end);
/* Behind the last byte that is not blank; `place` if all are. */
uint32_t ymr_log_end_of_content(ymr_journal *journal, uint32_t place, uint32_t end);

uint32_t ymr_log_units(const ymr_journal *journal, uint32_t length); /* rounded up to whole units */
uint32_t ymr_log_size(const ymr_journal *journal, uint32_t length);  /* of an entry */
uint32_t ymr_log_begin_of(const ymr_journal *journal, uint32_t block); /* place of its first entry */
uint32_t ymr_log_end_of(const ymr_journal *journal, uint32_t block);
uint32_t ymr_log_block_of(const ymr_journal *journal, uint32_t place);
uint32_t ymr_log_behind(const ymr_journal *journal, uint32_t block, uint32_t steps); /* in the ring */

/* `repair`: a wrong bit is put right. */
ymr_journal_found ymr_log_head_at(ymr_journal *journal, uint32_t place, ymr_journal_head *head, bool repair);
ymr_journal_found ymr_log_block_head(ymr_journal *journal, uint32_t block, ymr_journal_block_head *head);

/* How often it was erased; false: its head does not say. */
bool ymr_log_erases(ymr_journal *journal, uint32_t block, uint32_t *erases);

/* True if what was decided is as it was. */
bool ymr_log_data_is_sound(ymr_journal *journal, uint32_t place, const ymr_journal_head *head);

/* Erases a block and gives it its head. `erases`: how often it was, this time included. */
void ymr_log_erase(ymr_journal *journal, uint32_t block, uint32_t erases);
/*
 * The same, unless nothing was written to it since that was last done. Where neither it nor the block before
 * it has a head, nothing was ever written, and one that is blank need not be erased.
 */
void ymr_log_prepare(ymr_journal *journal, uint32_t block, uint32_t block_before);
/* Writes a head and makes sure of the whole entry: what it leads must be there. */
void ymr_log_put_head(ymr_journal *journal, uint32_t place, const ymr_journal_head *head);

/* Bytes that go to storage, or are only counted, through journal->chunk. */
typedef struct ymr_log_writer {
    ymr_journal *journal; /* NULL: count only */
    uint32_t place;
    uint32_t fill;
    uint32_t length;
    uint32_t crc;
} ymr_log_writer;

void ymr_log_put(ymr_log_writer *w, const void *bytes, size_t length);
void ymr_log_flush(ymr_log_writer *w);

/* Steps through the entries of a block. */
typedef enum ymr_walk_step {
    YMR_WALK_ENTRY,
    YMR_WALK_LOST, /* lost … at cannot be read, and an entry follows */
    YMR_WALK_END   /* nothing from `at` on can be read */
} ymr_walk_step;

typedef struct ymr_journal_walk {
    uint32_t end;   /* of the block */
    uint32_t at;    /* place of what comes next */
    uint32_t place; /* of the entry */
    uint32_t lost;
    ymr_journal_found found;
    ymr_journal_head head; /* the entry */
} ymr_journal_walk;

void ymr_walk_begin(ymr_journal *journal, ymr_journal_walk *walk, uint32_t block);
ymr_walk_step ymr_walk_next(ymr_journal *journal, ymr_journal_walk *walk);

/* ---- journal_slots.c: the open records ----------------------------------------------------------------- */

ymr_journal_slot *ymr_slot_find(ymr_journal *journal, uint64_t id);
/* The one with this id or, of those above it, the smallest; NULL: there is none. */
ymr_journal_slot *ymr_slot_from(ymr_journal *journal, uint64_t id);
/* NULL: there is no slot left. The rest of it is zero. */
ymr_journal_slot *ymr_slot_add(ymr_journal *journal, uint64_t id);
void ymr_slot_remove(ymr_journal *journal, ymr_journal_slot *slot);
uint32_t ymr_slots_size(const ymr_journal *journal);                      /* entries of all open records */
uint32_t ymr_slots_size_in(const ymr_journal *journal, uint32_t block); /* of those in a block */
uint32_t ymr_slot_place(const ymr_journal_slot *slot);
/* What was decided cannot be read: the worker's from now on, and the taker is told. `head` is the slot's. */
void ymr_slot_spoil(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head);
/* Its head as it would be written now: of its record, its last mark and the slot. No record: it is spoilt. */
void ymr_slot_head(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head);
/* The taker is told of bytes that cannot be read. */
void ymr_journal_tell(ymr_journal *journal, uint32_t place, uint32_t length);

/* ---- journal_write.c: entries -------------------------------------------------------------------------- */

/* At journal->at, where there must be room. `counted`: what ymr_data_write counted of it. @return its id */
uint64_t ymr_write_record(ymr_journal *journal, const ymr_journal_submit *submit,
                          const ymr_log_writer *counted);
/* Likewise. `learnt` NULL: as it was. A record that is finished by it has no slot any more. */
void ymr_write_mark(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_state state,
                    const ymr_journal_learnt *learnt);
/* @return the place behind it */
uint32_t ymr_write_copy(ymr_journal *journal, ymr_journal_slot *slot, uint32_t place);
/* `end`: where in the block before the last entry ends. */
void ymr_write_opening(ymr_journal *journal, uint32_t place, uint32_t end);

/* ---- journal_room.c: making room ----------------------------------------------------------------------- */

/* Bytes that further records may take up. */
uint32_t ymr_room_left(const ymr_journal *journal);
/* The size of an entry that leaves room for no other in its block. */
uint32_t ymr_room_most(const ymr_journal *journal);
/* Turns to as many blocks as it takes until an entry of this size fits. YMR_E_FULL: no number would do. */
ymr_status ymr_room_make(ymr_journal *journal, uint32_t size);

/* ---- journal_data.c: what was decided as bytes --------------------------------------------------------- */

void ymr_data_write(ymr_log_writer *w, const ymr_journal_submit *submit);
/* What was written must be sound. */
ymr_status ymr_data_read(ymr_journal *journal, uint32_t place, uint32_t length, void *buffer, size_t size,
                         ymr_journal_record *record);

/* ---- journal_mount.c ----------------------------------------------------------------------------------- */

/* The newest block; block_count: no block has an entry. */
uint32_t ymr_mount_newest(ymr_journal *journal);

#endif
