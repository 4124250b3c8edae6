#include <string.h>

#include "apart.h"
#include "journal_parts.h"

enum { PIECE = 32, LIKELY_SIZE = 8, BLANK = 0xff };

_Static_assert(sizeof((ymr_journal *)0)->chunk % YMR_STORAGE_MAX_PROGRAM == 0, "it holds whole units");
_Static_assert(sizeof((ymr_journal *)0)->chunk >= YMR_HEAD_SIZE, "it holds a head");

/* Storage. */

bool ymr_log_geometry_is_right(const ymr_storage *storage)
{
    const uint32_t unit = storage->program_size;
    return storage->block_count >= YMR_STORAGE_MIN_BLOCKS && storage->block_size >= YMR_STORAGE_MIN_BLOCK &&
           unit >= 1 && unit <= YMR_STORAGE_MAX_PROGRAM && (unit & (unit - 1)) == 0 &&
           storage->block_size % unit == 0 &&
           (uint64_t)storage->block_size * storage->block_count <= UINT32_MAX;
}

void ymr_log_begin(ymr_journal *journal, const ymr_storage *storage)
{
    memset(journal, 0, sizeof *journal);
    journal->storage = storage;
    journal->next_sequence = 1;
}

static void note(ymr_journal *journal, ymr_status status)
{
    if (journal->failed == YMR_OK) {
        journal->failed = status;
    }
}

void ymr_log_read(ymr_journal *journal, uint32_t place, void *bytes, size_t length)
{
    if (journal->failed == YMR_OK) {
        note(journal, journal->storage->read(journal->storage->context, place, bytes, length));
    }
    if (journal->failed != YMR_OK) {
        memset(bytes, BLANK, length);
    }
}

static void program(ymr_journal *journal, uint32_t place, const void *bytes, size_t length)
{
    if (journal->failed == YMR_OK) {
        journal->unsynced = true;
        note(journal, journal->storage->program(journal->storage->context, place, bytes, length));
    }
}

static void erase(ymr_journal *journal, uint32_t block)
{
    if (journal->failed == YMR_OK) {
        journal->unsynced = true;
        note(journal, journal->storage->erase(journal->storage->context, block));
    }
}

void ymr_log_sync(ymr_journal *journal)
{
    if (journal->failed == YMR_OK && journal->unsynced && journal->storage->sync != NULL) {
        note(journal, journal->storage->sync(journal->storage->context));
    }
    journal->unsynced = false;
}

bool ymr_log_is_blank(ymr_journal *journal, uint32_t place, uint32_t end)
{
    return ymr_log_end_of_content(journal, place, end) == place;
}

uint32_t ymr_log_end_of_content(ymr_journal *journal, uint32_t place, uint32_t end)
{
    uint32_t last = place;
    while (place < end) {
        const uint32_t length = end - place < sizeof journal->chunk ? end - place : sizeof journal->chunk;
        ymr_log_read(journal, place, journal->chunk, length);
        for (uint32_t i = 0; i < length; i++) {
            last = journal->chunk[i] == BLANK ? last : place + i + 1;
        }
        place += length;
    }
    return last;
}

/* Where things are. */

uint32_t ymr_log_units(const ymr_journal *journal, uint32_t length)
{
    const uint32_t unit = journal->storage->program_size;
    return (length + unit - 1) & ~(unit - 1);
}

uint32_t ymr_log_size(const ymr_journal *journal, uint32_t length)
{
    return ymr_log_units(journal, YMR_HEAD_SIZE) + ymr_log_units(journal, length);
}

uint32_t ymr_log_begin_of(const ymr_journal *journal, uint32_t block)
{
    return block * journal->storage->block_size + ymr_log_units(journal, YMR_BLOCK_HEAD_SIZE);
}

uint32_t ymr_log_end_of(const ymr_journal *journal, uint32_t block)
{
    return (block + 1) * journal->storage->block_size;
}

uint32_t ymr_log_block_of(const ymr_journal *journal, uint32_t place)
{
    return place / journal->storage->block_size;
}

uint32_t ymr_log_behind(const ymr_journal *journal, uint32_t block, uint32_t steps)
{
    const uint32_t left = journal->storage->block_count - block;
    return steps < left ? block + steps : steps - left;
}

/* Heads. */

/* A head there, and so much of what was decided, would lie in the block. */
static bool fits(const ymr_journal *journal, uint32_t place, uint32_t length)
{
    const uint32_t head_size = ymr_log_units(journal, YMR_HEAD_SIZE);
    const uint32_t left = ymr_log_end_of(journal, ymr_log_block_of(journal, place)) - place;
    return left >= head_size && length <= left - head_size;
}

ymr_journal_found ymr_log_head_at(ymr_journal *journal, uint32_t place, ymr_journal_head *head, bool repair)
{
    if (!fits(journal, place, 0)) {
        return YMR_FOUND_NOTHING;
    }
    ymr_log_read(journal, place, journal->chunk, YMR_HEAD_SIZE);
    const ymr_journal_found found = ymr_head_read(head, place, journal->chunk, repair);
    return found != YMR_FOUND_NOTHING && fits(journal, place, head->length) ? found : YMR_FOUND_NOTHING;
}

ymr_journal_found ymr_log_block_head(ymr_journal *journal, uint32_t block, ymr_journal_block_head *head)
{
    uint8_t bytes[YMR_BLOCK_HEAD_SIZE];
    memset(head, 0, sizeof *head);
    ymr_log_read(journal, block * journal->storage->block_size, bytes, sizeof bytes);
    return ymr_block_head_read(head, bytes);
}

bool ymr_log_erases(ymr_journal *journal, uint32_t block, uint32_t *erases)
{
    ymr_journal_block_head head;
    const ymr_journal_found found = ymr_log_block_head(journal, block, &head);
    *erases = head.erases;
    return found == YMR_FOUND || found == YMR_FOUND_REPAIRED;
}

static uint32_t data_crc(ymr_journal *journal, uint32_t place, uint32_t length)
{
    uint32_t crc = 0;
    for (uint32_t at = place + ymr_log_units(journal, YMR_HEAD_SIZE); length > 0;) {
        const uint32_t piece = length < sizeof journal->chunk ? length : sizeof journal->chunk;
        ymr_log_read(journal, at, journal->chunk, piece);
        crc = ymr_crc32(crc, journal->chunk, piece);
        at += piece;
        length -= piece;
    }
    return crc;
}

bool ymr_log_data_is_sound(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    return data_crc(journal, place, head->length) == head->data_crc;
}

/* Writing. */

static void write_block_head(ymr_journal *journal, uint32_t block, uint32_t erases)
{
    const ymr_storage *storage = journal->storage;
    const ymr_journal_block_head head = {storage->program_size, storage->block_size, storage->block_count,
                                         erases};
    memset(journal->chunk, BLANK, sizeof journal->chunk);
    ymr_block_head_write(&head, journal->chunk);
    program(journal, block * storage->block_size, journal->chunk,
            ymr_log_units(journal, YMR_BLOCK_HEAD_SIZE));
    ymr_log_sync(journal);
}

void ymr_log_erase(ymr_journal *journal, uint32_t block, uint32_t erases)
{
    const uint32_t begin = block * journal->storage->block_size;
    erase(journal, block);
    ymr_log_sync(journal); /* a block head says that the erase before it came to its end */
    if (!ymr_log_is_blank(journal, begin, begin + journal->storage->block_size)) {
        note(journal, YMR_E_STORED);
    }
    write_block_head(journal, block, erases);
}

/* Where its own number was lost with its head, that of the block before it is as good: they wear evenly. */
static uint32_t next_number(bool counted, uint32_t erases, bool before_counted, uint32_t before)
{
    if (counted) {
        return erases + 1;
    }
    return before_counted && before > 0 ? before : 1;
}

void ymr_log_prepare(ymr_journal *journal, uint32_t block, uint32_t block_before)
{
    const uint32_t begin = block * journal->storage->block_size;
    const uint32_t end = ymr_log_end_of(journal, block);
    uint32_t erases;
    uint32_t before;
    const bool counted = ymr_log_erases(journal, block, &erases);
    const bool before_counted = ymr_log_erases(journal, block_before, &before);
    if (counted && ymr_log_is_blank(journal, ymr_log_begin_of(journal, block), end)) {
        return;
    }
    if (!counted && !before_counted && ymr_log_is_blank(journal, begin, end)) {
        write_block_head(journal, block, 0);
        return;
    }
    ymr_log_erase(journal, block, next_number(counted, erases, before_counted, before));
}

static YMR_APART bool is_stored(ymr_journal *journal, uint32_t place, const uint8_t *bytes, size_t length)
{
    uint8_t piece[PIECE];
    bool same = true;
    for (size_t at = 0; at < length; at += PIECE) {
        const size_t size = length - at < PIECE ? length - at : PIECE;
        ymr_log_read(journal, place + (uint32_t)at, piece, size);
        same = same && memcmp(piece, bytes + at, size) == 0;
    }
    return same;
}

void ymr_log_put_head(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    ymr_log_sync(journal);
    memset(journal->chunk, BLANK, sizeof journal->chunk);
    ymr_head_write(head, place, journal->chunk);
    program(journal, place, journal->chunk, ymr_log_units(journal, YMR_HEAD_SIZE));
    ymr_log_sync(journal);
    if (!is_stored(journal, place, journal->chunk, YMR_HEAD_SIZE) ||
        !ymr_log_data_is_sound(journal, place, head)) {
        note(journal, YMR_E_STORED);
    }
}

void ymr_log_put(ymr_log_writer *w, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;
    w->crc = ymr_crc32(w->crc, bytes, length);
    w->length += (uint32_t)length;
    for (; w->journal != NULL && length > 0; length--) {
        w->journal->chunk[w->fill++] = *at++;
        if (w->fill == sizeof w->journal->chunk) {
            ymr_log_flush(w);
        }
    }
}

void ymr_log_flush(ymr_log_writer *w)
{
    if (w->journal == NULL || w->fill == 0) {
        return;
    }
    const uint32_t length = ymr_log_units(w->journal, w->fill);
    memset(w->journal->chunk + w->fill, BLANK, length - w->fill);
    program(w->journal, w->place, w->journal->chunk, length);
    w->place += length;
    w->fill = 0;
}

/* Stepping through a block. */

void ymr_walk_begin(ymr_journal *journal, ymr_journal_walk *walk, uint32_t block)
{
    memset(walk, 0, sizeof *walk);
    walk->at = ymr_log_begin_of(journal, block);
    walk->end = ymr_log_end_of(journal, block);
}

/* The next place with a head that is right as it is: what is put right counts only where an entry must be. */
static uint32_t find_head(ymr_journal *journal, ymr_journal_walk *walk)
{
    uint32_t at = walk->at + journal->storage->program_size;
    for (; at < walk->end && walk->end - at >= YMR_HEAD_SIZE; at += journal->storage->program_size) {
        ymr_log_read(journal, at, journal->chunk, LIKELY_SIZE);
        if (ymr_head_is_likely(journal->chunk) &&
            ymr_log_head_at(journal, at, &walk->head, false) != YMR_FOUND_NOTHING) {
            return at;
        }
    }
    return walk->end;
}

static ymr_walk_step step_over(ymr_journal *journal, ymr_journal_walk *walk, uint32_t place)
{
    walk->place = place;
    walk->at = place + ymr_log_size(journal, walk->head.length);
    return YMR_WALK_ENTRY;
}

ymr_walk_step ymr_walk_next(ymr_journal *journal, ymr_journal_walk *walk)
{
    const uint32_t begin = walk->at;
    if (begin == walk->end) {
        return YMR_WALK_END;
    }
    walk->found = ymr_log_head_at(journal, begin, &walk->head, true);
    if (walk->found != YMR_FOUND_NOTHING) {
        return step_over(journal, walk, begin);
    }
    if (ymr_log_is_blank(journal, begin, walk->end)) {
        return YMR_WALK_END;
    }
    const uint32_t next = find_head(journal, walk);
    if (next == walk->end) {
        return YMR_WALK_END;
    }
    if (walk->head.gap == next - begin) {
        walk->found = YMR_FOUND;
        return step_over(journal, walk, next);
    }
    walk->lost = begin;
    walk->at = next;
    return YMR_WALK_LOST;
}
