#include "index_table.h"

/*
 * From one generation to the next. The shadow is brought in order first: of a return that came twice the
 * newer row stays, what has left goes. Then a refresh takes over from the old generation what it has not
 * heard of. Only there the old one is touched, and when it is known that all has room.
 */

static bool is_void(const ymr_index_return *row)
{
    return (row->flags & (ROW_GONE | ROW_REPLACED)) != 0;
}

static bool same_return(const ymr_index_return *a, const ymr_index_return *b)
{
    return a->id == b->id && a->order_id == b->order_id;
}

/* Of two rows of a return, `b` behind `a`. */
static void keep_newer(ymr_index_return *a, ymr_index_return *b)
{
    ymr_index_return *const older = a->update_s > b->update_s ? b : a;
    older->flags |= ROW_REPLACED;
}

/* Rows of one return have the same fingerprint, so their keys are neighbours, the earlier row first. */
static void replace_older(ymr_index_table *table)
{
    for (uint32_t i = 0; i < table->key_count; i++) {
        const ymr_index_key key = table->keys[i];
        ymr_index_return *const row = &table->returns[row_of(key)];
        if (field_of(key) != YMR_FIELD_RETURN) {
            continue;
        }
        for (uint32_t j = i + 1; j < table->key_count && table->keys[j].print == key.print; j++) {
            ymr_index_return *const later = &table->returns[row_of(table->keys[j])];
            if (field_of(table->keys[j]) == YMR_FIELD_RETURN && (row->flags & ROW_REPLACED) == 0 &&
                same_return(row, later)) {
                keep_newer(row, later);
            }
        }
    }
}

/* Marks in the old generation what the refresh has a newer word on. It goes on answering: nothing else
 * changes. */
static void mark_replaced(ymr_index *index)
{
    ymr_index_table *const live = &index->live;
    for (uint32_t i = 0; i < live->return_count; i++) {
        ymr_index_return *const row = &live->returns[i];
        row->flags = (uint8_t)(row->flags & ROW_LEFT_OUT);
        if (ymr_index_row(index, &index->shadow, row->id, row->order_id) != NO_ROW) {
            row->flags |= ROW_REPLACED;
        }
    }
}

static void drop_void_keys(ymr_index_table *table)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < table->key_count; i++) {
        if (!is_void(&table->returns[row_of(table->keys[i])])) {
            table->keys[kept++] = table->keys[i];
        }
    }
    table->key_count = kept;
}

/* Fills the holes with rows from the end; each of those leaves in its old place where it has gone. */
static void close_holes(ymr_index_table *table)
{
    uint32_t end = table->return_count, hole = 0;
    for (;;) {
        while (end > 0 && is_void(&table->returns[end - 1])) {
            end--;
        }
        while (hole < end && !is_void(&table->returns[hole])) {
            hole++;
        }
        if (hole >= end) {
            break;
        }
        end--;
        table->returns[hole] = table->returns[end];
        table->returns[end].id = hole;
    }
    table->return_count = end;
}

static ymr_index_key moved_key(ymr_index_key key, const ymr_index_table *from)
{
    const uint32_t row = (uint32_t)from->returns[row_of(key)].id;
    key.place = (key.place & ((UINT32_C(1) << ROW_SHIFT) - 1)) | row << ROW_SHIFT;
    return key;
}

/* Takes a key as far to the front as its new row wants: among those of the same fingerprint only. */
static void settle(ymr_index_key *keys, uint32_t at)
{
    const ymr_index_key key = keys[at];
    for (; at > 0 && is_before(key, keys[at - 1]); at--) {
        keys[at] = keys[at - 1];
    }
    keys[at] = key;
}

static void follow_rows(ymr_index_table *table)
{
    for (uint32_t i = 0; i < table->key_count; i++) {
        if (row_of(table->keys[i]) >= table->return_count) {
            table->keys[i] = moved_key(table->keys[i], table);
        }
    }
    for (uint32_t i = 1; i < table->key_count; i++) {
        settle(table->keys, i);
    }
}

static void drop_void_rows(ymr_index_table *table)
{
    const uint32_t before = table->return_count;
    drop_void_keys(table);
    close_holes(table);
    if (table->return_count < before) {
        follow_rows(table);
    }
}

/* What stays of the old generation. */

static bool has_room(const ymr_index *index)
{
    const ymr_index_table *const live = &index->live;
    uint32_t rows = index->shadow.return_count, keys = index->shadow.key_count;
    for (uint32_t i = 0; i < live->return_count; i++) {
        rows += is_void(&live->returns[i]) ? 0 : 1;
    }
    for (uint32_t i = 0; i < live->key_count; i++) {
        keys += is_void(&live->returns[row_of(live->keys[i])]) ? 0 : 1;
    }
    return rows <= index->return_room && keys <= index->key_room;
}

/* Each row that stays leaves in its old place where it has gone. @return keys that stay */
static uint32_t take_rows(ymr_index *index)
{
    ymr_index_table *const live = &index->live, *const shadow = &index->shadow;
    uint32_t keys = 0;
    for (uint32_t i = 0; i < live->key_count; i++) {
        keys += is_void(&live->returns[row_of(live->keys[i])]) ? 0 : 1;
    }
    for (uint32_t i = 0; i < live->return_count; i++) {
        if (!is_void(&live->returns[i])) {
            shadow->returns[shadow->return_count] = live->returns[i];
            live->returns[i].id = shadow->return_count++;
        }
    }
    return keys;
}

/* From the end, so that no key is written over before it was read. */
static void take_keys(ymr_index *index, uint32_t staying)
{
    const ymr_index_table *const live = &index->live;
    ymr_index_table *const shadow = &index->shadow;
    uint32_t own = shadow->key_count;
    uint32_t to = own + staying;

    shadow->key_count = to;
    for (uint32_t from = live->key_count; from > 0; from--) {
        if (is_void(&live->returns[row_of(live->keys[from - 1])])) {
            continue;
        }
        const ymr_index_key key = moved_key(live->keys[from - 1], live);
        while (own > 0 && is_before(key, shadow->keys[own - 1])) {
            shadow->keys[--to] = shadow->keys[--own];
        }
        shadow->keys[--to] = key;
    }
}

/* The change. */

void ymr_index_publish(ymr_index *index)
{
    const ymr_index_table old = index->live;

    index->live = index->shadow;
    index->shadow = old;
    index->building = false;
    index->live.left_out = 0;
    for (uint32_t i = 0; i < index->live.return_count; i++) {
        index->live.left_out += (index->live.returns[i].flags & ROW_LEFT_OUT) != 0 ? 1 : 0;
    }
}

ymr_status ymr_index_switch(ymr_index *index)
{
    replace_older(&index->shadow);
    if (index->mode == YMR_INDEX_REFRESH) {
        mark_replaced(index);
    }
    drop_void_rows(&index->shadow);
    if (index->mode == YMR_INDEX_REFRESH) {
        if (!has_room(index)) {
            return YMR_E_FULL;
        }
        take_keys(index, take_rows(index));
    }
    ymr_index_publish(index);
    return YMR_OK;
}

/* By hand. */

static bool has_ground(const ymr_index *index)
{
    const ymr_index_scope *const a = &index->scope, *const b = &index->live.scope;
    return index->live.last_update_s != 0 && index->live.return_count > 0 &&
           a->refund_statuses == b->refund_statuses && a->shipment_statuses == b->shipment_statuses &&
           a->type == b->type && a->campaign_id == b->campaign_id;
}

ymr_status ymr_index_begin(ymr_index *index, ymr_index_mode mode, int64_t now_ms)
{
    ymr_index_table *const shadow = &index->shadow;
    const bool refresh = mode == YMR_INDEX_REFRESH && has_ground(index);

    if (index->building) {
        return YMR_E_BUSY;
    }
    index->building = true;
    index->mode = (uint8_t)(refresh ? YMR_INDEX_REFRESH : YMR_INDEX_WHOLE);
    shadow->return_count = 0;
    shadow->key_count = 0;
    shadow->as_of_ms = now_ms;
    shadow->last_update_s = refresh ? index->live.last_update_s : 0;
    shadow->scope = index->scope;
    ymr_index_mark(index);
    return YMR_OK;
}

ymr_status ymr_index_commit(ymr_index *index)
{
    if (!index->building) {
        return YMR_E_ARGUMENT;
    }
    ymr_index_sort_begin(index);
    (void)ymr_index_sort_some(index, UINT32_MAX);
    const ymr_status status = ymr_index_switch(index);
    index->building = false;
    return status;
}

void ymr_index_abort(ymr_index *index)
{
    index->building = false;
}
