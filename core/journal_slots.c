#include <string.h>

#include "journal_parts.h"

/* The first slot whose id is not below; by halves, for a host may have thousands. */
static uint32_t rank_of(const ymr_journal *journal, uint64_t id)
{
    uint32_t from = 0;
    uint32_t to = journal->open;
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;
        if (journal->slots[middle].id < id) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

ymr_journal_slot *ymr_slot_from(ymr_journal *journal, uint64_t id)
{
    const uint32_t rank = rank_of(journal, id);
    return rank < journal->open ? &journal->slots[rank] : NULL;
}

ymr_journal_slot *ymr_slot_find(ymr_journal *journal, uint64_t id)
{
    ymr_journal_slot *slot = ymr_slot_from(journal, id);
    return slot != NULL && slot->id == id ? slot : NULL;
}

ymr_journal_slot *ymr_slot_add(ymr_journal *journal, uint64_t id)
{
    const uint32_t rank = rank_of(journal, id);
    ymr_journal_slot *slot = &journal->slots[rank];
    if (journal->open == journal->slot_count) {
        return NULL;
    }
    memmove(slot + 1, slot, (journal->open - rank) * sizeof *slot);
    journal->open++;
    memset(slot, 0, sizeof *slot);
    slot->id = id;
    return slot;
}

void ymr_slot_remove(ymr_journal *journal, ymr_journal_slot *slot)
{
    const size_t behind = (size_t)(journal->slots + journal->open - (slot + 1));
    memmove(slot, slot + 1, behind * sizeof *slot);
    journal->open--;
}

uint32_t ymr_slot_place(const ymr_journal_slot *slot)
{
    return slot->record != 0 ? slot->record : slot->mark;
}

uint32_t ymr_slots_size(const ymr_journal *journal)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < journal->open; i++) {
        size += ymr_log_size(journal, journal->slots[i].length);
    }
    return size;
}

uint32_t ymr_slots_size_in(const ymr_journal *journal, uint32_t block)
{
    uint32_t size = 0;
    for (uint32_t i = 0; i < journal->open; i++) {
        const ymr_journal_slot *slot = &journal->slots[i];
        if (ymr_log_block_of(journal, ymr_slot_place(slot)) == block) {
            size += ymr_log_size(journal, slot->length);
        }
    }
    return size;
}

/* Damage. */

static void tell(ymr_journal *journal, const ymr_journal_damage *damage)
{
    journal->damaged++;
    if (journal->taker != NULL) {
        journal->taker(journal->context, damage);
    }
}

void ymr_journal_tell(ymr_journal *journal, uint32_t place, uint32_t length)
{
    const ymr_journal_damage damage = {.offset = place, .length = length};
    tell(journal, &damage);
}

void ymr_slot_spoil(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    const ymr_journal_damage damage = {ymr_slot_place(slot), ymr_log_size(journal, slot->length), slot->id,
                                       head->campaign_id, head->order_id, head->return_id};
    slot->flags |= YMR_FLAG_DAMAGED;
    slot->state = slot->state < YMR_JOURNAL_WORKER ? YMR_JOURNAL_WORKER : slot->state;
    slot->length = 0;
    head->state = slot->state;
    head->flags = slot->flags;
    head->length = 0;
    head->data_crc = 0;
    tell(journal, &damage);
}

/* Heads. */

/* A head without anything, if there is none of this record at the place. */
static bool head_of(ymr_journal *journal, const ymr_journal_slot *slot, uint32_t place,
                    ymr_journal_head *head)
{
    if (place != 0 && ymr_log_head_at(journal, place, head, true) != YMR_FOUND_NOTHING &&
        head->id == slot->id) {
        return true;
    }
    memset(head, 0, sizeof *head);
    head->deadline_ms = YMR_JOURNAL_NO_TIME;
    head->learnt = ymr_journal_nothing_learnt;
    return false;
}

/* A mark has all that its record's head has, but where what was decided lies: it can stand for it. */
void ymr_slot_head(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_head *head)
{
    const bool has_record = head_of(journal, slot, slot->record, head);
    const uint32_t length = head->length;
    const uint32_t data_crc = head->data_crc;
    if (slot->mark != 0 && !head_of(journal, slot, slot->mark, head)) {
        head_of(journal, slot, slot->record, head);
    }
    head->id = slot->id;
    head->state = slot->state;
    head->flags = slot->flags;
    head->length = length;
    head->data_crc = data_crc;
    if ((slot->flags & YMR_FLAG_DAMAGED) != 0) {
        head->length = 0;
        head->data_crc = 0;
    } else if (!has_record && journal->failed == YMR_OK) {
        ymr_slot_spoil(journal, slot, head);
    }
}
