#include <string.h>

#include "apart.h"
#include "check_parts.h"
#include "codes.h"
#include "divide.h"
#include "scan_parts.h"
#include "ymr/match.h"

/* Comparing: each answers the readings that agree, one bit each. */

static bool is_sought(const ymr_scan *scan, ymr_code_field field)
{
    for (size_t i = 0; i < scan->count; i++) {
        if (scan->readings[i].field == (uint8_t)field) {
            return true;
        }
    }
    return false;
}

static YMR_APART uint32_t compare_canonical(const ymr_scan *scan, ymr_code_field field, const ymr_gs1 *found)
{
    char room[YMR_MAX_REWRITTEN];
    const ymr_text text = ymr_canonical_put(found, room);
    uint32_t agree = 0;
    for (size_t i = 0; i < scan->count; i++) {
        const ymr_reading *reading = &scan->readings[i];
        const ymr_text sought = ymr_reading_text(scan, reading);
        if (reading->field == (uint8_t)field && ymr_text_is(sought, text.bytes, text.length)) {
            agree |= UINT32_C(1) << i;
        }
    }
    return agree;
}

/* A field that no reading is compared with is not made canonical for nothing. */
static uint32_t compare_text(const ymr_scan *scan, ymr_code_field field, const ymr_text *value)
{
    ymr_gs1 found;
    return is_sought(scan, field) && ymr_canonical_find(&found, field, *value) ? compare_canonical(scan, field, &found)
                                                                               : 0;
}

static uint32_t compare_number(const ymr_scan *scan, ymr_code_field field, int64_t value)
{
    uint32_t agree = 0;
    for (size_t i = 0; i < scan->count; i++) {
        if (scan->readings[i].field == (uint8_t)field && scan->readings[i].number == value) {
            agree |= UINT32_C(1) << i;
        }
    }
    return agree;
}

static uint32_t compare_pieces(const ymr_scan *scan, ymr_list pieces)
{
    ymr_codes piece;
    uint32_t agree = 0;
    while (ymr_codes_next(&pieces, &piece)) {
        agree |= compare_text(scan, YMR_FIELD_CIS, &piece.cis);
        agree |= compare_text(scan, YMR_FIELD_IMEI, &piece.imei);
    }
    return agree;
}

static uint32_t compare_tracks(const ymr_scan *scan, ymr_list tracks)
{
    ymr_track track;
    uint32_t agree = 0;
    while (ymr_track_next(&tracks, &track)) {
        agree |= compare_text(scan, YMR_FIELD_TRACK, &track.track_code);
    }
    return agree;
}

static YMR_APART uint32_t compare_item(const ymr_scan *scan, const ymr_return_item *item)
{
    uint32_t agree = compare_text(scan, YMR_FIELD_SHOP_SKU, &item->shop_sku);
    if (is_sought(scan, YMR_FIELD_CIS) || is_sought(scan, YMR_FIELD_IMEI)) {
        agree |= compare_pieces(scan, item->instances);
    }
    if (is_sought(scan, YMR_FIELD_TRACK)) {
        agree |= compare_tracks(scan, item->tracks);
    }
    if (item->market_sku.present) {
        agree |= compare_number(scan, YMR_FIELD_MARKET_SKU, item->market_sku.value);
    }
    return agree;
}

/* Telling. */

/* The index keeps no more than seconds: what was read is told alike. */
static int64_t to_the_second(int64_t unix_ms)
{
    uint64_t seconds = (uint64_t)unix_ms;
    return unix_ms > 0 ? unix_ms - (int64_t)ymr_divide(&seconds, 1000) : 0;
}

void ymr_hit_describe(ymr_hit *hit, const ymr_return *found)
{
    hit->return_id = found->id;
    hit->order_id = found->order_id;
    hit->update_ms = found->update_date.text.bytes != NULL ? to_the_second(found->update_date.unix_ms) : 0;
    hit->refund_status = (uint8_t)found->refund_status.value;
    hit->shipment_status = (uint8_t)found->shipment_status.value;
    hit->return_type = (uint8_t)found->return_type.value;
}

static YMR_APART ymr_status tell(const ymr_scan *scan, uint32_t agree, const ymr_return *found, uint32_t item,
                                 ymr_hit_taker *taker, void *context)
{
    ymr_hit hit;
    ymr_status status = YMR_OK;
    memset(&hit, 0, sizeof hit);
    ymr_hit_describe(&hit, found);
    hit.item = item < YMR_HIT_WHOLE ? (uint16_t)item : YMR_HIT_WHOLE;
    hit.verified = true;
    for (size_t i = 0; status == YMR_OK && i < scan->count; i++) {
        if ((agree >> i & 1) != 0) {
            hit.reading = (uint8_t)i;
            hit.field = scan->readings[i].field;
            status = taker(context, &hit);
        }
    }
    return status;
}

ymr_status ymr_match_whole(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context)
{
    const uint32_t agree = compare_number(scan, YMR_FIELD_ORDER, found->order_id) |
                           compare_number(scan, YMR_FIELD_RETURN, found->id);
    return tell(scan, agree, found, YMR_HIT_WHOLE, taker, context);
}

ymr_status ymr_match_item(const ymr_scan *scan, const ymr_return *found, const ymr_return_item *item,
                          uint32_t index, ymr_hit_taker *taker, void *context)
{
    return tell(scan, compare_item(scan, item), found, index, taker, context);
}

ymr_status ymr_match_by(const ymr_scan *scan, const ymr_return *found, ymr_return_item *item,
                        ymr_hit_taker *taker, void *context)
{
    ymr_list items = found->items;
    ymr_status status = ymr_match_whole(scan, found, taker, context);
    for (uint32_t i = 0; status == YMR_OK && ymr_return_item_next(&items, item); i++) {
        status = tell(scan, compare_item(scan, item), found, i, taker, context);
    }
    return status;
}

ymr_status ymr_match(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context)
{
    ymr_return_item item;
    return ymr_match_by(scan, found, &item, taker, context);
}

/* Searching. */

static void on_begin(void *context, uint32_t page)
{
    ymr_search *search = context;
    (void)page;
    search->page_returns = 0;
    search->page_oversized = 0;
}

/* What the taker says ends the search; the page that it ends is not one that broke off. */
static ymr_status heed(ymr_search *search, ymr_status said)
{
    search->stopped = said != YMR_OK;
    return said;
}

static ymr_status on_element(void *context, uint32_t index, const void *element)
{
    ymr_search *search = context;
    (void)index;
    search->page_returns++;
    /* Deep inside a call: the item is not on the stack. */
    return heed(search, ymr_match_by(search->scan, element, &search->item, search->taker, search->context));
}

static bool is_numbered(const ymr_search *search)
{
    const ymr_return *found = &search->scratch;
    return (compare_number(search->scan, YMR_FIELD_ORDER, found->order_id) |
            compare_number(search->scan, YMR_FIELD_RETURN, found->id)) != 0;
}

static ymr_status tell_doubt(const ymr_search *search)
{
    ymr_hit hit;
    memset(&hit, 0, sizeof hit);
    ymr_hit_describe(&hit, &search->scratch);
    hit.item = YMR_HIT_WHOLE;
    return search->taker(search->context, &hit);
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    ymr_search *search = context;
    search->page_returns++;
    search->page_oversized++;
    memset(&search->scratch, 0, sizeof search->scratch);
    search->scratch.id = what->id;
    search->scratch.order_id = what->order_id;
    if (search->doubtful && !is_numbered(search)) {
        return heed(search, tell_doubt(search));
    }
    return heed(search, ymr_match_whole(search->scan, &search->scratch, search->taker, search->context));
}

static void on_commit(void *context, uint32_t page)
{
    ymr_search *search = context;
    (void)page;
    search->returns += search->page_returns;
    search->oversized += search->page_oversized;
    search->pages++;
    if (search->page_ended != NULL) {
        search->page_ended(search->context, true);
    }
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    const ymr_search *search = context;
    (void)page;
    (void)why;
    if (search->page_ended != NULL && !search->stopped) {
        search->page_ended(search->context, false);
    }
}

ymr_status ymr_start_search(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search)
{
    static const ymr_list_events events = {on_begin, on_element, on_oversize, on_commit, on_abort};
    if (search->scan == NULL || search->taker == NULL) {
        return YMR_E_ARGUMENT;
    }
    const ymr_status status = ymr_start_returns(client, filter, &events, search, &search->scratch);
    if (status == YMR_OK) {
        search->returns = 0;
        search->oversized = 0;
        search->pages = 0;
        search->stopped = false;
    }
    return status;
}

ymr_status ymr_search_returns(ymr_client *client, const ymr_returns_filter *filter, ymr_search *search)
{
    const ymr_status status = ymr_start_search(client, filter, search);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
