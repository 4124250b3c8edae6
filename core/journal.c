#include "ymr/journal.h"

#include <string.h>

#include "apart.h"
#include "decision_rules.h"
#include "journal_parts.h"

const ymr_journal_learnt ymr_journal_nothing_learnt = {.status = YMR_PENDING,
                                                       .last_send_ms = YMR_JOURNAL_NO_TIME};

const char *ymr_journal_state_text(ymr_journal_state state)
{
    switch (state) {
#define STATE(name, value, text) \
    case YMR_JOURNAL_##name:     \
        return text;
        YMR_JOURNAL_STATE_LIST(STATE)
#undef STATE
    }
    return "unknown state";
}

bool ymr_journal_is_finished(ymr_journal_state state)
{
    return state >= YMR_JOURNAL_SETTLED;
}

ymr_status ymr_journal_status(const ymr_journal *journal)
{
    return journal->failed;
}

/* Appending. */

static bool can_be_sent(const ymr_journal_submit *submit)
{
    const ymr_decisions *decisions = &submit->decisions;
    switch (submit->call) {
    case YMR_JOURNAL_CONFIRM:
        return decisions->count == 0 || ymr_decisions_check_alone(decisions) == YMR_OK;
    case YMR_JOURNAL_SET:
        return decisions->count == 1 && ymr_decisions_check_alone(decisions) == YMR_OK &&
               decisions->items[0].reason == YMR_DECISION_REASON_ABSENT;
    case YMR_JOURNAL_SUBMIT:
        return ymr_decisions_check_alone(decisions) == YMR_OK;
    }
    return false;
}

ymr_status ymr_journal_append(ymr_journal *journal, const ymr_journal_submit *submit, uint64_t *id)
{
    if (journal->failed != YMR_OK) {
        return journal->failed;
    }
    if (!can_be_sent(submit)) {
        return YMR_E_ARGUMENT;
    }
    ymr_log_writer counted = {.journal = NULL};
    ymr_data_write(&counted, submit);
    const uint32_t size = ymr_log_size(journal, counted.length);
    if (size > ymr_room_most(journal)) {
        return YMR_E_TOO_BIG;
    }
    if (journal->open == journal->slot_count || size > ymr_room_left(journal)) {
        return YMR_E_FULL;
    }
    const ymr_status status = ymr_room_make(journal, size);
    if (status != YMR_OK) {
        return status;
    }
    *id = ymr_write_record(journal, submit, &counted);
    return journal->failed;
}

/* Marking. */

static bool goes_back(const ymr_journal_slot *slot, ymr_journal_state state)
{
    return (int)state < slot->state || state > YMR_JOURNAL_ACKNOWLEDGED;
}

ymr_status ymr_journal_mark(ymr_journal *journal, uint64_t id, ymr_journal_state state,
                            const ymr_journal_learnt *learnt)
{
    if (journal->failed != YMR_OK) {
        return journal->failed;
    }
    ymr_journal_slot *slot = ymr_slot_find(journal, id);
    if (slot == NULL || goes_back(slot, state)) {
        return YMR_E_ARGUMENT;
    }
    const ymr_status status = ymr_room_make(journal, ymr_log_size(journal, 0));
    if (status != YMR_OK) {
        return status;
    }
    ymr_write_mark(journal, slot, state, learnt);
    return journal->failed;
}

/* Listing. */

static void fill_entry(const ymr_journal_head *head, ymr_journal_entry *entry)
{
    entry->id = head->id;
    entry->state = (ymr_journal_state)head->state;
    entry->damaged = (head->flags & YMR_FLAG_DAMAGED) != 0;
    entry->doubtful = (head->flags & YMR_FLAG_DOUBTFUL) != 0;
    entry->call = (ymr_journal_call)head->call;
    entry->campaign_id = head->campaign_id;
    entry->order_id = head->order_id;
    entry->return_id = head->return_id;
    entry->deadline_ms = head->deadline_ms;
    entry->learnt = head->learnt;
}

static YMR_APART bool list_slot(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_entry *entry)
{
    ymr_journal_head head;
    ymr_slot_head(journal, slot, &head);
    fill_entry(&head, entry);
    return journal->failed == YMR_OK;
}

bool ymr_journal_next_open(ymr_journal *journal, uint64_t after, ymr_journal_entry *entry)
{
    ymr_journal_slot *slot = after == UINT64_MAX ? NULL : ymr_slot_from(journal, after + 1);
    return slot != NULL && list_slot(journal, slot, entry);
}

static void look_at(ymr_journal_slot *best, const ymr_journal_walk *walk, uint64_t from)
{
    const ymr_journal_head *head = &walk->head;
    if (head->kind == YMR_KIND_OPEN || head->id < from || head->id > best->id) {
        return;
    }
    if (head->id < best->id) {
        *best = (ymr_journal_slot){.id = head->id};
    }
    if (head->kind == YMR_KIND_MARK) {
        best->mark = walk->place;
    } else {
        *best = (ymr_journal_slot){.id = head->id, .record = walk->place, .length = head->length};
    }
    best->state = head->state;
    best->flags = head->flags;
}

/* The record with the smallest id from `from` on, open or not, as a slot: in one pass, for none is older. */
static void scan(ymr_journal *journal, uint64_t from, ymr_journal_slot *best)
{
    ymr_journal_walk walk;
    *best = (ymr_journal_slot){.id = UINT64_MAX};
    for (uint32_t i = 2; i <= journal->storage->block_count; i++) {
        ymr_walk_begin(journal, &walk, ymr_log_behind(journal, journal->head, i));
        for (ymr_walk_step step; (step = ymr_walk_next(journal, &walk)) != YMR_WALK_END;) {
            if (step == YMR_WALK_ENTRY) {
                look_at(best, &walk, from);
            }
        }
    }
}

/* Of an open one the slot knows better: what is in doubt stands nowhere in storage. */
static bool find_from(ymr_journal *journal, uint64_t from, ymr_journal_slot *found)
{
    for (scan(journal, from, found); found->id != UINT64_MAX; scan(journal, found->id + 1, found)) {
        const ymr_journal_slot *open = ymr_slot_find(journal, found->id);
        if (open != NULL) {
            *found = *open;
        }
        if (open != NULL || found->record != 0) {
            return true;
        }
    }
    return false;
}

bool ymr_journal_next(ymr_journal *journal, uint64_t after, ymr_journal_entry *entry)
{
    ymr_journal_slot found;
    if (after == UINT64_MAX || !find_from(journal, after + 1, &found)) {
        return false;
    }
    return list_slot(journal, &found, entry);
}

/* Reading. */

/* YMR_E_STORED: what was decided cannot be read. */
static YMR_APART ymr_status read_entry(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_entry *entry)
{
    ymr_journal_head head;
    ymr_slot_head(journal, slot, &head);
    const bool known = (head.flags & YMR_FLAG_DAMAGED) != 0;
    if (!known && !ymr_log_data_is_sound(journal, slot->record, &head) && journal->failed == YMR_OK) {
        ymr_slot_spoil(journal, slot, &head);
    }
    fill_entry(&head, entry);
    return journal->failed == YMR_OK && entry->damaged ? YMR_E_STORED : journal->failed;
}

static ymr_status read_submit(ymr_journal *journal, const ymr_journal_slot *slot, void *buffer, size_t size,
                              ymr_journal_record *record)
{
    const ymr_journal_entry *entry = &record->entry;
    ymr_journal_submit *submit = &record->submit;
    submit->campaign_id = entry->campaign_id;
    submit->order_id = entry->order_id;
    submit->return_id = entry->return_id;
    submit->call = entry->call;
    submit->deadline_ms = entry->deadline_ms;
    const ymr_status status = ymr_data_read(journal, slot->record, slot->length, buffer, size, record);
    return journal->failed != YMR_OK ? journal->failed : status;
}

ymr_status ymr_journal_read(ymr_journal *journal, uint64_t id, void *buffer, size_t size,
                            ymr_journal_record *record)
{
    ymr_journal_slot found;
    ymr_journal_slot *slot = ymr_slot_find(journal, id);
    memset(record, 0, sizeof *record);
    if (slot == NULL && find_from(journal, id, &found) && found.id == id) {
        slot = &found;
    }
    if (slot == NULL || journal->failed != YMR_OK) {
        return journal->failed != YMR_OK ? journal->failed : YMR_E_ARGUMENT;
    }
    const ymr_status status = read_entry(journal, slot, &record->entry);
    return status != YMR_OK ? status : read_submit(journal, slot, buffer, size, record);
}

/* Figures. */

ymr_status ymr_journal_figures_of(ymr_journal *journal, ymr_journal_figures *figures)
{
    *figures = (ymr_journal_figures){.open = journal->open,
                                     .slots = journal->slot_count,
                                     .room = ymr_room_left(journal),
                                     .damaged = journal->damaged,
                                     .repaired = journal->repaired};
    bool any = false;
    for (uint32_t i = 0; i < journal->storage->block_count; i++) {
        uint32_t erases;
        if (ymr_log_erases(journal, i, &erases)) {
            figures->min_erases = !any || erases < figures->min_erases ? erases : figures->min_erases;
            figures->max_erases = erases > figures->max_erases ? erases : figures->max_erases;
            any = true;
        }
    }
    return journal->failed;
}
