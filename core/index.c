#include <string.h>

#include "index_table.h"
#include "ymr/seen.h"

enum { FULL_PRINT = 32, MS_PER_SECOND = 1000 };

ymr_status ymr_index_init(ymr_index *index, const ymr_index_memory *memory)
{
    const ymr_index_scope scope = index->scope;
    const size_t returns = memory->return_count / 2, keys = memory->key_count / 2;

    if (memory->returns == NULL || memory->keys == NULL || returns == 0 || keys == 0 ||
        returns > YMR_INDEX_RETURNS_MAX || keys > UINT32_MAX / 2) {
        return YMR_E_ARGUMENT;
    }
    memset(index, 0, sizeof *index);
    index->scope = scope;
    index->return_room = (uint32_t)returns;
    index->key_room = (uint32_t)keys;
    index->live.returns = memory->returns;
    index->live.keys = memory->keys;
    index->shadow.returns = memory->returns + returns;
    index->shadow.keys = memory->keys + keys;
    index->print_bits = FULL_PRINT;
    return YMR_OK;
}

/* Fingerprints. */

/* FNV-1a alone leaves codes that differ in their last digit close together: here each bit reaches all. */
static uint32_t finish(const ymr_index *index, ymr_code_field field, uint64_t print)
{
    print += (uint64_t)field * UINT64_C(0x9e3779b97f4a7c15);
    print = (print ^ print >> 31) * UINT64_C(0xd6e8feb86659fd93);
    print = (print ^ print >> 29) * UINT64_C(0xd6e8feb86659fd93);
    return (uint32_t)(print >> 32) >> (FULL_PRINT - index->print_bits);
}

uint32_t ymr_index_print_number(const ymr_index *index, ymr_code_field field, int64_t number)
{
    return finish(index, field, ymr_print_integer(YMR_PRINT_START, number));
}

uint32_t ymr_index_print_text(const ymr_index *index, ymr_code_field field, ymr_text text)
{
    return finish(index, field, ymr_print_text(YMR_PRINT_START, text));
}

/* Looking up. */

uint32_t ymr_index_lower(const ymr_index_table *table, uint32_t print)
{
    uint32_t first = 0, last = table->key_count;

    while (first < last) {
        const uint32_t middle = first + (last - first) / 2;
        if (table->keys[middle].print < print) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return first;
}

uint32_t ymr_index_row(const ymr_index *index, const ymr_index_table *table, int64_t id, int64_t order_id)
{
    if (table->key_count == 0) {
        return NO_ROW;
    }
    const uint32_t print = ymr_index_print_number(index, YMR_FIELD_RETURN, id);
    const ymr_index_key *const end = table->keys + table->key_count;
    const ymr_index_key *key = table->keys + ymr_index_lower(table, print);

    for (; key < end && key->print == print; key++) {
        const ymr_index_return *row = &table->returns[row_of(*key)];
        if (field_of(*key) == YMR_FIELD_RETURN && row->id == id && row->order_id == order_id) {
            return row_of(*key);
        }
    }
    return NO_ROW;
}

static bool is_number(unsigned field)
{
    return field == YMR_FIELD_ORDER || field == YMR_FIELD_RETURN || field == YMR_FIELD_MARKET_SKU;
}

static uint32_t print_of(const ymr_index *index, const ymr_scan *scan, const ymr_reading *reading)
{
    const ymr_code_field field = (ymr_code_field)reading->field;
    return is_number(field) ? ymr_index_print_number(index, field, reading->number)
                            : ymr_index_print_text(index, field, ymr_reading_text(scan, reading));
}

static ymr_hit make_hit(const ymr_index_table *table, ymr_index_key key, unsigned reading)
{
    const ymr_index_return *row = &table->returns[row_of(key)];
    const uint32_t item = item_of(key);
    return (ymr_hit){.return_id = row->id,
                     .order_id = row->order_id,
                     .update_ms = (int64_t)row->update_s * MS_PER_SECOND,
                     .item = (uint16_t)(item == ITEM_NONE ? YMR_HIT_WHOLE : item),
                     .field = (uint8_t)field_of(key),
                     .reading = (uint8_t)reading,
                     .refund_status = row->refund_status,
                     .shipment_status = row->shipment_status,
                     .return_type = row->return_type};
}

static ymr_status tell_keys(const ymr_index_table *table, uint32_t print, unsigned field, unsigned reading,
                            ymr_hit_taker *taker, void *context)
{
    ymr_status status = YMR_OK;
    uint32_t at = ymr_index_lower(table, print);

    for (; at < table->key_count && table->keys[at].print == print && status == YMR_OK; at++) {
        if (field_of(table->keys[at]) == field) {
            const ymr_hit hit = make_hit(table, table->keys[at], reading);
            status = taker(context, &hit);
        }
    }
    return status;
}

/* Two readings of the same text (a SKU of 14 digits is a GTIN, too) find the same keys. */
static bool was_asked(const ymr_index *index, const ymr_scan *scan, unsigned reading, uint32_t print)
{
    for (unsigned i = 0; i < reading; i++) {
        if (scan->readings[i].field == scan->readings[reading].field &&
            print_of(index, scan, &scan->readings[i]) == print) {
            return true;
        }
    }
    return false;
}

ymr_status ymr_index_find(const ymr_index *index, const ymr_scan *scan, ymr_hit_taker *taker, void *context)
{
    ymr_status status = YMR_OK;
    const unsigned count = index->live.key_count > 0 ? scan->count : 0;

    for (unsigned i = 0; i < count && status == YMR_OK; i++) {
        const uint32_t print = print_of(index, scan, &scan->readings[i]);
        if (!was_asked(index, scan, i, print)) {
            status = tell_keys(&index->live, print, scan->readings[i].field, i, taker, context);
        }
    }
    return status;
}
