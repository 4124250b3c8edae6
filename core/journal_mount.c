#include "apart.h"
#include "journal_parts.h"

/* What kind of region it is. */

static bool is_of(const ymr_storage *storage, const ymr_journal_block_head *head)
{
    return head->program_size == storage->program_size && head->block_size == storage->block_size &&
           head->block_count == storage->block_count;
}

/* By the heads of its blocks. YMR_PENDING: they do not say. */
static ymr_status judge_heads(ymr_journal *journal)
{
    ymr_status status = YMR_PENDING;
    for (uint32_t i = 0; i < journal->storage->block_count; i++) {
        ymr_journal_block_head head;
        const ymr_journal_found found = ymr_log_block_head(journal, i, &head);
        if (found == YMR_FOUND_OTHER_VERSION && status == YMR_PENDING) {
            status = YMR_E_STORED_VERSION;
        } else if (found == YMR_FOUND || found == YMR_FOUND_REPAIRED) {
            if (!is_of(journal->storage, &head)) {
                return YMR_E_STORED;
            }
            status = YMR_OK;
        }
    }
    return status;
}

/* Without any head: an erased region, or one whose very first step was cut off. */
static ymr_status judge_content(ymr_journal *journal)
{
    uint32_t used = 0;
    for (uint32_t i = 0; i < journal->storage->block_count; i++) {
        const uint32_t begin = i * journal->storage->block_size;
        if (!ymr_log_is_blank(journal, begin, ymr_log_end_of(journal, i))) {
            /* The step is done again in the same block: cut off twice, it would be in two. */
            journal->head = ymr_log_behind(journal, i, journal->storage->block_count - 1);
            used++;
        }
    }
    return used <= 1 ? YMR_OK : YMR_E_STORED;
}

/* A block counts as soon as there is more in it than copies. */
static uint64_t sequence_of(ymr_journal *journal, uint32_t block)
{
    ymr_journal_walk walk;
    ymr_walk_begin(journal, &walk, block);
    for (ymr_walk_step step; (step = ymr_walk_next(journal, &walk)) != YMR_WALK_END;) {
        if (step == YMR_WALK_ENTRY && walk.head.kind != YMR_KIND_COPY) {
            return walk.head.sequence;
        }
    }
    return 0;
}

uint32_t ymr_mount_newest(ymr_journal *journal)
{
    uint32_t newest = journal->storage->block_count;
    uint64_t highest = 0;
    for (uint32_t i = 0; i < journal->storage->block_count; i++) {
        const uint64_t sequence = sequence_of(journal, i);
        if (sequence > highest) {
            highest = sequence;
            newest = i;
        }
    }
    return newest;
}

/* Reading the log from the oldest block to the newest. */

typedef struct replay {
    ymr_journal *journal;
    uint32_t block;
    uint32_t end;  /* behind the last entry of the block before, from that one's begin; 0: it has none */
    bool has_room; /* for every open record */
} replay;

/* What was lost may have been a mark of any record that was open then. */
static void doubt(replay *r, uint32_t spared_block)
{
    for (uint32_t i = 0; i < r->journal->open; i++) {
        ymr_journal_slot *slot = &r->journal->slots[i];
        if (ymr_log_block_of(r->journal, ymr_slot_place(slot)) != spared_block) {
            slot->flags |= YMR_FLAG_DOUBTFUL;
            slot->state = slot->state < YMR_JOURNAL_SENT ? YMR_JOURNAL_SENT : slot->state;
        }
    }
}

static void lose(replay *r, uint32_t place, uint32_t length, uint32_t spared_block)
{
    ymr_journal_tell(r->journal, place, length);
    doubt(r, spared_block);
}

/*
 * Only now is it known where the block before ended: what was cut off behind its end was nothing. Nothing at
 * all of it is expected if it is the free one, and if it was never used, which is an end of 0.
 */
static void replay_opening(replay *r, uint32_t end)
{
    const uint32_t count = r->journal->storage->block_count;
    const uint32_t before = ymr_log_behind(r->journal, r->block, count - 1);
    const bool is_free = before == ymr_log_behind(r->journal, r->journal->head, 1);
    if (!is_free && end > r->end && end <= r->journal->storage->block_size) {
        lose(r, before * r->journal->storage->block_size + r->end, end - r->end, r->block);
    }
}

/* A mark whose record did not come yet: it was copied further on; or the mark is older than its end. */
static ymr_journal_slot *slot_for(replay *r, uint64_t id)
{
    ymr_journal_slot *slot = ymr_slot_find(r->journal, id);
    if (slot == NULL) {
        slot = ymr_slot_add(r->journal, id);
        r->has_room = r->has_room && slot != NULL;
    }
    return slot;
}

static void replay_record(replay *r, const ymr_journal_walk *walk)
{
    ymr_journal_slot *slot = slot_for(r, walk->head.id);
    if (slot != NULL) {
        slot->record = walk->place;
        slot->mark = 0;
        slot->length = walk->head.length;
        slot->state = walk->head.state;
        slot->flags = walk->head.flags;
    }
}

static void replay_mark(replay *r, const ymr_journal_walk *walk)
{
    ymr_journal_slot *slot = ymr_slot_find(r->journal, walk->head.id);
    if (ymr_journal_is_finished((ymr_journal_state)walk->head.state)) {
        if (slot != NULL) {
            ymr_slot_remove(r->journal, slot);
        }
        return;
    }
    slot = slot_for(r, walk->head.id);
    if (slot != NULL) {
        slot->mark = walk->place;
        slot->state = walk->head.state;
        slot->flags = walk->head.flags;
    }
}

static void replay_entry(replay *r, const ymr_journal_walk *walk)
{
    const ymr_journal_head *head = &walk->head;
    if (head->sequence >= r->journal->next_sequence) {
        r->journal->next_sequence = head->sequence + 1;
    }
    r->journal->repaired += walk->found == YMR_FOUND_REPAIRED;
    if (head->kind == YMR_KIND_OPEN) {
        replay_opening(r, head->gap);
    } else if (head->kind == YMR_KIND_MARK) {
        replay_mark(r, walk);
    } else {
        replay_record(r, walk);
    }
}

static void replay_block(replay *r, ymr_journal_walk *walk)
{
    const uint32_t size = r->journal->storage->block_size;
    bool empty = true;
    ymr_walk_begin(r->journal, walk, r->block);
    for (ymr_walk_step step; (step = ymr_walk_next(r->journal, walk)) != YMR_WALK_END;) {
        empty = false;
        if (step == YMR_WALK_ENTRY) {
            replay_entry(r, walk);
        } else {
            lose(r, walk->lost, walk->at - walk->lost, r->journal->storage->block_count);
        }
    }
    r->end = empty ? 0 : walk->at - r->block * size;
}

/* Behind the last entry lies what a write left that was cut off; the next entry goes behind that. */
static void find_end(ymr_journal *journal, uint32_t at, uint32_t end)
{
    const uint32_t begin = ymr_log_begin_of(journal, journal->head);
    const uint32_t content = ymr_log_end_of_content(journal, at, end);
    journal->at = begin + ymr_log_units(journal, content - begin);
    journal->gap = journal->at - at;
}

static YMR_APART void find_spoilt(ymr_journal *journal)
{
    for (uint32_t i = 0; i < journal->open && journal->failed == YMR_OK; i++) {
        ymr_journal_head head;
        ymr_slot_head(journal, &journal->slots[i], &head);
        if (!ymr_log_data_is_sound(journal, journal->slots[i].record, &head)) {
            ymr_slot_spoil(journal, &journal->slots[i], &head);
        }
    }
}

static YMR_APART ymr_status replay_all(ymr_journal *journal)
{
    const uint32_t count = journal->storage->block_count;
    replay r = {.journal = journal, .has_room = true};
    ymr_journal_walk walk = {0};
    for (uint32_t i = 2; i <= count && r.has_room; i++) {
        r.block = ymr_log_behind(journal, journal->head, i);
        replay_block(&r, &walk);
    }
    if (!r.has_room) {
        return YMR_E_SPACE;
    }
    find_end(journal, walk.at, walk.end);
    return YMR_OK;
}

static ymr_status mount(ymr_journal *journal)
{
    const uint32_t count = journal->storage->block_count;
    const ymr_status judged = judge_heads(journal);
    const uint32_t newest = judged == YMR_E_STORED ? count : ymr_mount_newest(journal);
    if (newest < count) {
        journal->head = newest;
        const ymr_status status = replay_all(journal);
        if (status == YMR_OK) {
            find_spoilt(journal);
        }
        return status;
    }
    journal->head = count - 1;
    const ymr_status status = judged == YMR_PENDING ? judge_content(journal) : judged;
    journal->at = ymr_log_end_of(journal, journal->head);
    journal->gap = journal->storage->block_size;
    return status;
}

ymr_status ymr_journal_mount(ymr_journal *journal, const ymr_storage *storage, ymr_journal_slot *slots,
                             size_t slot_count, ymr_journal_damage_taker *taker, void *context)
{
    if (!ymr_log_geometry_is_right(storage) || slots == NULL || slot_count == 0 || slot_count > UINT32_MAX) {
        return YMR_E_ARGUMENT;
    }
    ymr_log_begin(journal, storage);
    journal->slots = slots;
    journal->slot_count = (uint32_t)slot_count;
    journal->taker = taker;
    journal->context = context;
    const ymr_status status = mount(journal);
    if (journal->failed == YMR_OK) {
        journal->failed = status;
    }
    return journal->failed;
}

/* Formatting: the oldest first, so that what a cut leaves behind has the marks of its records. */

ymr_status ymr_journal_format(ymr_journal *journal, const ymr_storage *storage)
{
    if (!ymr_log_geometry_is_right(storage)) {
        return YMR_E_ARGUMENT;
    }
    ymr_log_begin(journal, storage);
    const uint32_t newest = ymr_mount_newest(journal);
    for (uint32_t i = 1; i <= storage->block_count; i++) {
        const uint32_t block = ymr_log_behind(journal, newest % storage->block_count, i);
        uint32_t erases;
        const bool counted = ymr_log_erases(journal, block, &erases);
        ymr_log_erase(journal, block, counted ? erases + 1 : 1);
    }
    return journal->failed;
}
