#include "apart.h"
#include "journal_parts.h"

/* The four kinds of entries. The head of each is the last that is written of it. */

static void go_behind(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    journal->at = place + ymr_log_size(journal, head->length);
    journal->gap = 0;
}

static void keep_record(ymr_journal *journal, uint32_t place, const ymr_journal_head *head)
{
    ymr_journal_slot *slot = ymr_slot_add(journal, head->id);
    slot->record = place;
    slot->length = head->length;
    slot->state = head->state;
}

uint64_t ymr_write_record(ymr_journal *journal, const ymr_journal_submit *submit,
                          const ymr_log_writer *counted)
{
    const uint32_t place = journal->at;
    const uint64_t id = journal->next_sequence++;
    const ymr_journal_head head = {.kind = YMR_KIND_RECORD,
                                   .state = YMR_JOURNAL_APPENDED,
                                   .call = (uint8_t)submit->call,
                                   .length = counted->length,
                                   .data_crc = counted->crc,
                                   .gap = journal->gap,
                                   .sequence = id,
                                   .id = id,
                                   .campaign_id = submit->campaign_id,
                                   .order_id = submit->order_id,
                                   .return_id = submit->return_id,
                                   .deadline_ms = submit->deadline_ms,
                                   .learnt = ymr_journal_nothing_learnt};
    ymr_log_writer w = {.journal = journal, .place = place + ymr_log_units(journal, YMR_HEAD_SIZE)};
    ymr_data_write(&w, submit);
    ymr_log_put_head(journal, place, &head);
    keep_record(journal, place, &head);
    go_behind(journal, place, &head);
    return id;
}

void ymr_write_mark(ymr_journal *journal, ymr_journal_slot *slot, ymr_journal_state state,
                    const ymr_journal_learnt *learnt)
{
    ymr_journal_head head;
    ymr_slot_head(journal, slot, &head);
    slot->state = (uint8_t)state;
    slot->flags &= (uint8_t)~YMR_FLAG_DOUBTFUL;
    slot->mark = journal->at;
    head.kind = YMR_KIND_MARK;
    head.state = slot->state;
    head.flags = slot->flags;
    head.learnt = learnt != NULL ? *learnt : head.learnt;
    head.length = 0;
    head.data_crc = 0;
    head.gap = journal->gap;
    head.sequence = journal->next_sequence++;
    ymr_log_put_head(journal, slot->mark, &head);
    go_behind(journal, slot->mark, &head);
    if (ymr_journal_is_finished(state)) {
        ymr_slot_remove(journal, slot);
    }
}

static YMR_APART void copy_data(ymr_journal *journal, uint32_t from, uint32_t to, uint32_t length)
{
    const uint32_t head_size = ymr_log_units(journal, YMR_HEAD_SIZE);
    ymr_log_writer w = {.journal = journal, .place = to + head_size};
    for (uint32_t at = 0; at < length; at += sizeof journal->chunk) {
        w.fill = length - at < sizeof journal->chunk ? length - at : sizeof journal->chunk;
        ymr_log_read(journal, from + head_size + at, journal->chunk, w.fill);
        ymr_log_flush(&w);
    }
}

/* The CRC of what was decided is the one that it was appended with: the copy is held against that. */
uint32_t ymr_write_copy(ymr_journal *journal, ymr_journal_slot *slot, uint32_t place)
{
    ymr_journal_head head;
    ymr_slot_head(journal, slot, &head);
    if (!ymr_log_data_is_sound(journal, slot->record, &head)) {
        ymr_slot_spoil(journal, slot, &head);
    }
    head.kind = YMR_KIND_COPY;
    head.gap = 0;
    head.sequence = journal->next_sequence++;
    copy_data(journal, slot->record, place, head.length);
    ymr_log_put_head(journal, place, &head);
    slot->record = place;
    slot->mark = 0;
    return place + ymr_log_size(journal, head.length);
}

void ymr_write_opening(ymr_journal *journal, uint32_t place, uint32_t end)
{
    const ymr_journal_head head = {.kind = YMR_KIND_OPEN, .gap = end, .sequence = journal->next_sequence++};
    ymr_log_put_head(journal, place, &head);
    go_behind(journal, place, &head);
}
