#include <string.h>

#include "journal_parts.h"

/*
 * What was decided, as bytes: count of items (4), bytes of all texts (4), when it was made (8) and how far
 * that can be believed (1); each item: its id (8), type (1), reason (1), comment, compensation, price. A text
 * is its length (4; NO_TEXT: it is absent) and its bytes; a money is 1, coefficient (8), exponent (1) and
 * currency, or 0 if it is absent.
 */

static const uint32_t no_text = UINT32_MAX;

/* Writing. */

static void put(ymr_log_writer *w, uint64_t value, unsigned count)
{
    uint8_t bytes[8];
    ymr_bytes_write(bytes, value, count);
    ymr_log_put(w, bytes, count);
}

static void put_text(ymr_log_writer *w, ymr_text text)
{
    put(w, text.bytes == NULL ? no_text : text.length, 4);
    if (text.bytes != NULL) {
        ymr_log_put(w, text.bytes, text.length);
    }
}

static void put_money(ymr_log_writer *w, const ymr_money *money)
{
    put(w, money->present, 1);
    if (money->present) {
        put(w, (uint64_t)money->value.coefficient, 8);
        put(w, (uint64_t)money->value.exponent, 1);
        put_text(w, money->currency);
    }
}

static void put_item(ymr_log_writer *w, const ymr_item_decision *item)
{
    put(w, (uint64_t)item->return_item_id, 8);
    put(w, item->type, 1);
    put(w, item->reason, 1);
    put_text(w, item->comment);
    put_money(w, &item->compensation);
    put_money(w, &item->price);
}

static size_t length_of(const ymr_money *money)
{
    return money->present && money->currency.bytes != NULL ? money->currency.length : 0;
}

static size_t texts_of(const ymr_decisions *decisions)
{
    size_t length = 0;
    for (size_t i = 0; i < decisions->count; i++) {
        const ymr_item_decision *item = &decisions->items[i];
        length += item->comment.bytes != NULL ? item->comment.length : 0;
        length += length_of(&item->compensation) + length_of(&item->price);
    }
    return length;
}

void ymr_data_write(ymr_log_writer *w, const ymr_journal_submit *submit)
{
    put(w, submit->decisions.count, 4);
    put(w, texts_of(&submit->decisions), 4);
    put(w, (uint64_t)submit->made_ms, 8);
    put(w, submit->made_clock, 1);
    for (size_t i = 0; i < submit->decisions.count; i++) {
        put_item(w, &submit->decisions.items[i]);
    }
    ymr_log_flush(w);
}

/* Reading: nothing that it reads is believed as a length before it was held against what there is. */

typedef struct reader {
    ymr_journal *journal;
    uint32_t place;
    uint32_t left; /* in storage */
    uint32_t fill; /* of the chunk */
    uint32_t used;
    char *text; /* where the next one goes */
    size_t room;
    bool failed;
} reader;

static void refill(reader *r)
{
    r->used = 0;
    r->fill = r->left < sizeof r->journal->chunk ? r->left : sizeof r->journal->chunk;
    ymr_log_read(r->journal, r->place, r->journal->chunk, r->fill);
    r->place += r->fill;
    r->left -= r->fill;
}

static void get_bytes(reader *r, void *bytes, size_t length)
{
    uint8_t *at = bytes;
    for (; length > 0; length--) {
        if (r->used == r->fill && r->left > 0) {
            refill(r);
        }
        if (r->used < r->fill) {
            *at++ = r->journal->chunk[r->used++];
        } else {
            *at++ = 0;
            r->failed = true;
        }
    }
}

static uint64_t get(reader *r, unsigned count)
{
    uint8_t bytes[8];
    get_bytes(r, bytes, count);
    return ymr_bytes_read(bytes, count);
}

static ymr_text get_text(reader *r)
{
    const uint32_t length = (uint32_t)get(r, 4);
    if (length == no_text || r->failed || length > r->room) {
        r->failed = r->failed || length != no_text;
        return (ymr_text){NULL, 0};
    }
    const ymr_text text = {r->text, length};
    get_bytes(r, r->text, length);
    r->text += length;
    r->room -= length;
    return text;
}

static void get_money(reader *r, ymr_money *money)
{
    money->present = get(r, 1) != 0;
    if (money->present) {
        money->value.coefficient = (int64_t)get(r, 8);
        money->value.exponent = (int8_t)get(r, 1);
        money->currency = get_text(r);
    }
}

static void get_item(reader *r, ymr_item_decision *item)
{
    memset(item, 0, sizeof *item);
    item->return_item_id = (int64_t)get(r, 8);
    item->type = (ymr_decision_type)get(r, 1);
    item->reason = (ymr_decision_reason)get(r, 1);
    item->comment = get_text(r);
    get_money(r, &item->compensation);
    get_money(r, &item->price);
}

static size_t misalignment(const void *bytes)
{
    const size_t alignment = _Alignof(ymr_item_decision);
    return (alignment - (uintptr_t)bytes % alignment) % alignment;
}

ymr_status ymr_data_read(ymr_journal *journal, uint32_t place, uint32_t length, void *buffer, size_t size,
                         ymr_journal_record *record)
{
    reader r = {.journal = journal, .place = place + ymr_log_units(journal, YMR_HEAD_SIZE), .left = length};
    const uint32_t count = (uint32_t)get(&r, 4);
    const uint32_t texts = (uint32_t)get(&r, 4);
    if (count > length / 8 || texts > length) { /* the id of an item alone takes 8 bytes */
        return YMR_E_STORED;
    }
    record->needed = YMR_JOURNAL_ROOM(count, texts);
    if (record->needed > size) {
        return YMR_E_SPACE;
    }
    ymr_item_decision *items = (void *)((char *)buffer + misalignment(buffer));
    r.text = (char *)(items + count);
    r.room = texts;
    record->submit.made_ms = (int64_t)get(&r, 8);
    record->submit.made_clock = (ymr_clock_state)get(&r, 1);
    record->submit.decisions = (ymr_decisions){items, count};
    for (uint32_t i = 0; i < count && !r.failed; i++) {
        get_item(&r, &items[i]);
    }
    return r.failed ? YMR_E_STORED : YMR_OK;
}
