#include <string.h>

#include "apart.h"
#include "codes.h"
#include "divide.h"
#include "index_table.h"
#include "scan_parts.h"

enum { MS_PER_SECOND = 1000 };

/* Keys. */

/* The keys of one item stand together at the end: so far back a second one of the same is looked for. */
static bool has_key(const ymr_index_table *table, ymr_index_key key)
{
    for (uint32_t at = table->key_count; at > 0; at--) {
        const ymr_index_key other = table->keys[at - 1];
        if (other.place >> ITEM_SHIFT != key.place >> ITEM_SHIFT) {
            return false;
        }
        if (other.print == key.print && other.place == key.place) {
            return true;
        }
    }
    return false;
}

/* Where a key leads; the field is added to the place of an item. */
static uint32_t place_of(uint32_t row, uint32_t item)
{
    return row << ROW_SHIFT | item << ITEM_SHIFT;
}

static ymr_status put_key(ymr_index *index, uint32_t place, uint32_t print)
{
    const ymr_index_key key = {print, place};
    ymr_index_table *const table = &index->shadow;

    if (has_key(table, key)) {
        return YMR_OK;
    }
    if (table->key_count == index->key_room) {
        return YMR_E_FULL;
    }
    table->keys[table->key_count++] = key;
    return YMR_OK;
}

static ymr_status put_number(ymr_index *index, uint32_t place, ymr_code_field field, int64_t number)
{
    return put_key(index, place | (uint32_t)field, ymr_index_print_number(index, field, number));
}

/* In the form that readings of a code have, and matching compares: what it would find has a key here, and no
 * more. */
static YMR_APART uint32_t print_canonical(const ymr_index *index, ymr_code_field field, const ymr_gs1 *found)
{
    char room[YMR_MAX_REWRITTEN];
    return ymr_index_print_text(index, field, ymr_canonical_put(found, room));
}

static YMR_APART ymr_status put_text(ymr_index *index, uint32_t place, ymr_code_field field, const ymr_text *text)
{
    ymr_gs1 found;

    return ymr_canonical_find(&found, field, *text)
               ? put_key(index, place | (uint32_t)field, print_canonical(index, field, &found))
               : YMR_OK;
}

static YMR_APART ymr_status put_instances(ymr_index *index, uint32_t place, ymr_list instances)
{
    ymr_codes piece;
    ymr_status status = YMR_OK;

    while (status == YMR_OK && ymr_codes_next(&instances, &piece)) {
        status = put_text(index, place, YMR_FIELD_CIS, &piece.cis);
        if (status == YMR_OK) {
            status = put_text(index, place, YMR_FIELD_IMEI, &piece.imei);
        }
    }
    return status;
}

static YMR_APART ymr_status put_tracks(ymr_index *index, uint32_t place, ymr_list tracks)
{
    ymr_track track;
    ymr_status status = YMR_OK;

    while (status == YMR_OK && ymr_track_next(&tracks, &track)) {
        status = put_text(index, place, YMR_FIELD_TRACK, &track.track_code);
    }
    return status;
}

static ymr_status put_skus(ymr_index *index, uint32_t place, const ymr_return_item *item)
{
    const ymr_status status = put_text(index, place, YMR_FIELD_SHOP_SKU, &item->shop_sku);

    return status != YMR_OK || !item->market_sku.present
               ? status
               : put_number(index, place, YMR_FIELD_MARKET_SKU, item->market_sku.value);
}

ymr_status ymr_index_add_item(ymr_index *index, uint32_t row, const ymr_return_item *item, uint32_t number)
{
    const uint32_t place = place_of(row, number < ITEM_LAST ? number : ITEM_LAST);
    ymr_status status = put_skus(index, place, item);

    if (status == YMR_OK) {
        status = put_instances(index, place, item->instances);
    }
    return status == YMR_OK ? put_tracks(index, place, item->tracks) : status;
}

/* Rows. */

static uint32_t seconds_of(const ymr_date *date)
{
    const bool known = date->text.bytes != NULL && date->unix_ms <= (int64_t)UINT32_MAX * MS_PER_SECOND;
    return known ? ymr_seconds(date->unix_ms) : 0;
}

static void set_state(ymr_index_return *row, const ymr_return *found)
{
    row->update_s = seconds_of(&found->update_date);
    row->refund_status = (uint8_t)found->refund_status.value;
    row->shipment_status = (uint8_t)found->shipment_status.value;
    row->return_type = (uint8_t)found->return_type.value;
}

static void note_update(ymr_index_table *table, uint32_t seconds)
{
    if (seconds > table->last_update_s) {
        table->last_update_s = seconds;
    }
}

static bool has_bit(uint32_t mask, int value)
{
    return mask == 0 || (value < 32 && (mask & YMR_BIT(value)) != 0);
}

static bool is_in_scope(const ymr_index_scope *scope, const ymr_return *found)
{
    return has_bit(scope->refund_statuses, found->refund_status.value) &&
           has_bit(scope->shipment_statuses, found->shipment_status.value) &&
           (scope->type == YMR_RETURN_TYPE_ABSENT || (int)scope->type == found->return_type.value);
}

/* The shadow is not sorted yet. It is asked only for what is out of scope and not in: rare, or the tables are
 * small. */
static bool is_in_shadow(const ymr_index_table *table, int64_t id, int64_t order_id)
{
    for (const ymr_index_return *row = table->returns; row < table->returns + table->return_count; row++) {
        if (row->id == id && row->order_id == order_id) {
            return true;
        }
    }
    return false;
}

static bool is_known(const ymr_index *index, const ymr_return *found)
{
    return (index->mode == YMR_INDEX_REFRESH &&
            ymr_index_row(index, &index->live, found->id, found->order_id) != NO_ROW) ||
           is_in_shadow(&index->shadow, found->id, found->order_id);
}

static ymr_status put_row(ymr_index *index, int64_t id, int64_t order_id)
{
    ymr_index_table *const table = &index->shadow;
    const uint32_t row = table->return_count;

    if (row == index->return_room) {
        return YMR_E_FULL;
    }
    memset(&table->returns[row], 0, sizeof table->returns[row]);
    table->returns[row].id = id;
    table->returns[row].order_id = order_id;
    table->return_count++;
    return put_number(index, place_of(row, ITEM_NONE), YMR_FIELD_RETURN, id);
}

/* What can be found is in the row and in two keys beside those of the items. */
static ymr_status put_found(ymr_index *index, int64_t id, int64_t order_id)
{
    const uint32_t row = index->shadow.return_count;
    const ymr_status status = put_row(index, id, order_id);

    return status != YMR_OK ? status : put_number(index, place_of(row, ITEM_NONE), YMR_FIELD_ORDER, order_id);
}

static YMR_APART ymr_status put_items(ymr_index *index, uint32_t row, ymr_list items, ymr_return_item *item)
{
    ymr_status status = YMR_OK;

    for (uint32_t number = 0; status == YMR_OK && ymr_return_item_next(&items, item); number++) {
        status = ymr_index_add_item(index, row, item, number);
    }
    return status;
}

/* The row stands for the return, so that it is seen to leave; it goes with the others of its kind. */
static ymr_status put_gone(ymr_index *index, const ymr_return *found)
{
    ymr_index_table *const table = &index->shadow;
    const ymr_status status = put_row(index, found->id, found->order_id);

    if (status == YMR_OK) {
        set_state(&table->returns[table->return_count - 1], found);
        table->returns[table->return_count - 1].flags = ROW_GONE;
    }
    return status;
}

static ymr_status put_return(ymr_index *index, const ymr_return *found, ymr_return_item *item)
{
    const uint32_t row = index->shadow.return_count;
    const ymr_status status = put_found(index, found->id, found->order_id);

    if (status != YMR_OK) {
        return status;
    }
    set_state(&index->shadow.returns[row], found);
    return put_items(index, row, found->items, item);
}

ymr_status ymr_index_add_by(ymr_index *index, const ymr_return *found, ymr_return_item *item)
{
    ymr_index_table *const table = &index->shadow;
    const uint32_t rows = table->return_count, keys = table->key_count;
    ymr_status status = YMR_OK;

    if (!index->building) {
        return YMR_E_ARGUMENT;
    }
    if (is_in_scope(&table->scope, found)) {
        status = put_return(index, found, item);
    } else if (is_known(index, found)) {
        status = put_gone(index, found);
    }
    if (status != YMR_OK) {
        table->return_count = rows;
        table->key_count = keys;
        return status;
    }
    note_update(table, seconds_of(&found->update_date));
    return YMR_OK;
}

ymr_status ymr_index_add(ymr_index *index, const ymr_return *found)
{
    ymr_return_item item;
    return ymr_index_add_by(index, found, &item);
}

/* What comes in two parts. */

ymr_status ymr_index_add_partial(ymr_index *index, int64_t id, int64_t order_id)
{
    const uint32_t row = index->shadow.return_count;
    const ymr_status status = put_found(index, id, order_id);

    if (status == YMR_OK) {
        index->shadow.returns[row].flags = ROW_PARTIAL;
    }
    return status;
}

void ymr_index_complete(ymr_index *index, uint32_t row, const ymr_return *found)
{
    ymr_index_return *const kept = &index->shadow.returns[row];

    set_state(kept, found);
    kept->flags = (uint8_t)(kept->flags & ROW_LEFT_OUT);
    if (!is_in_scope(&index->shadow.scope, found)) {
        kept->flags |= ROW_GONE;
    }
    note_update(&index->shadow, kept->update_s);
}

void ymr_index_drop(ymr_index *index, uint32_t row)
{
    index->shadow.returns[row].flags = ROW_GONE;
    index->shadow.returns[row].update_s = UINT32_MAX; /* newer than any other row of it */
}

/* Pages. */

void ymr_index_mark(ymr_index *index)
{
    index->page_returns = index->shadow.return_count;
    index->page_keys = index->shadow.key_count;
    index->page_update_s = index->shadow.last_update_s;
}

void ymr_index_roll_back(ymr_index *index)
{
    index->shadow.return_count = index->page_returns;
    index->shadow.key_count = index->page_keys;
    index->shadow.last_update_s = index->page_update_s;
}

bool ymr_index_note(ymr_index *index, const ymr_return *found)
{
    const uint32_t row = ymr_index_row(index, &index->live, found->id, found->order_id);

    if (row == NO_ROW) {
        return false;
    }
    set_state(&index->live.returns[row], found);
    return true;
}
