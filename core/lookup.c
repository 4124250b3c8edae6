#include <string.h>

#include "codes.h"
#include "ymr/create.h"

ymr_resolution ymr_resolve_cancelled(const ymr_return *read)
{
    switch (read->shipment_status.value) {
    case YMR_SHIPMENT_STATUS_CANCELLED:
        return YMR_RESOLUTION_MATCHES;
    case YMR_SHIPMENT_STATUS_CREATED:
        return YMR_RESOLUTION_WAITING;
    case YMR_SHIPMENT_STATUS_ABSENT:
    case YMR_SHIPMENT_STATUS_UNRECOGNIZED:
    case YMR_SHIPMENT_STATUS_UNKNOWN:
        return YMR_RESOLUTION_UNTOLD;
    default:
        return YMR_RESOLUTION_DIFFERS;
    }
}

/* A return that may have been created. Sums are unsigned: wrong counts may wrap, they compare all the same. */

static bool same(ymr_text a, ymr_text b)
{
    return a.length == b.length && (a.length == 0 || memcmp(a.bytes, b.bytes, a.length) == 0);
}

/* Of an offer; with `of` NULL those of all. */
static uint64_t pieces_sought(const ymr_new_return *sought, const ymr_text *of)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < sought->item_count; i++) {
        sum += of == NULL || same(sought->items[i].offer_id, *of) ? (uint64_t)sought->items[i].count : 0;
    }
    return sum;
}

static uint64_t pieces_read(ymr_list items, const ymr_text *of)
{
    ymr_item_count item;
    uint64_t sum = 0;
    while (ymr_item_count_next(&items, &item)) {
        sum += of == NULL || same(item.shop_sku, *of) ? (uint64_t)item.count : 0;
    }
    return sum;
}

/* Each offer has as many pieces, and there are no others. */
static bool has_same_pieces(const ymr_new_return *sought, ymr_list items)
{
    for (size_t i = 0; i <= sought->item_count; i++) {
        const ymr_text *const of = i < sought->item_count ? &sought->items[i].offer_id : NULL;
        if (pieces_read(items, of) != pieces_sought(sought, of)) {
            return false;
        }
    }
    return true;
}

static bool is_earlier(const ymr_lookup *lookup, const ymr_return *read)
{
    return read->creation_date.text.bytes != NULL && read->creation_date.unix_ms < lookup->since_unix_ms;
}

void ymr_lookup_begin(ymr_lookup *lookup, const ymr_new_return *sought, int64_t since_unix_ms)
{
    memset(lookup, 0, sizeof *lookup);
    lookup->sought = sought;
    lookup->since_unix_ms = since_unix_ms;
    lookup->filter.order_ids = &sought->order_id;
    lookup->filter.order_count = 1;
    lookup->filter.type = YMR_RETURN_TYPE_RETURN;
}

void ymr_lookup_add(ymr_lookup *lookup, const ymr_return *read)
{
    const bool candidate = read->order_id == lookup->sought->order_id &&
                           read->return_type.value != YMR_RETURN_TYPE_UNREDEEMED && !is_earlier(lookup, read);
    if (candidate && has_same_pieces(lookup->sought, read->items)) {
        lookup->page_matches++;
        lookup->page_return_id = read->id;
    }
}

void ymr_lookup_page_begin(ymr_lookup *lookup)
{
    lookup->page_matches = lookup->matches;
    lookup->page_return_id = lookup->return_id;
    lookup->page_unclear = lookup->unclear;
}

void ymr_lookup_page_commit(ymr_lookup *lookup)
{
    lookup->matches = lookup->page_matches;
    lookup->return_id = lookup->page_return_id;
    lookup->unclear = lookup->page_unclear;
}

ymr_resolution ymr_lookup_end(const ymr_lookup *lookup)
{
    if (lookup->unclear || lookup->matches > 1) {
        return YMR_RESOLUTION_UNTOLD;
    }
    return lookup->matches == 1 ? YMR_RESOLUTION_MATCHES : YMR_RESOLUTION_WAITING;
}

/* The call. */

static void on_begin(void *context, uint32_t page)
{
    (void)page;
    ymr_lookup_page_begin(context);
}

static ymr_status on_return(void *context, uint32_t index, const void *element)
{
    (void)index;
    ymr_lookup_add(context, element);
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    ymr_lookup *lookup = context;
    (void)what;
    lookup->page_unclear = true;
    return YMR_OK;
}

static void on_commit(void *context, uint32_t page)
{
    (void)page;
    ymr_lookup_page_commit(context);
}

static const ymr_list_events events = {on_begin, on_return, on_oversize, on_commit, NULL};

ymr_status ymr_start_lookup_created(ymr_client *client, ymr_lookup *lookup)
{
    return ymr_start_returns(client, &lookup->filter, &events, lookup, &lookup->scratch);
}

ymr_status ymr_lookup_created(ymr_client *client, ymr_lookup *lookup)
{
    const ymr_status status = ymr_start_lookup_created(client, lookup);
    return status == YMR_OK ? ymr_client_run(client) : status;
}
