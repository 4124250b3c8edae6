#include "ymr/cost.h"

#include <string.h>

#include "codes.h"
#include "rows.h"

/* Money of one currency. */

static ymr_status agree(ymr_cost *cost, ymr_text currency)
{
    if (cost->currency[0] == '\0' && currency.length > 0) {
        if (currency.length >= YMR_CURRENCY_SIZE) {
            return YMR_E_RANGE;
        }
        memcpy(cost->currency, currency.bytes, currency.length);
        cost->currency[currency.length] = '\0';
    }
    const size_t length = strlen(cost->currency);
    const bool same =
        length == currency.length && (length == 0 || memcmp(cost->currency, currency.bytes, length) == 0);
    return same ? YMR_OK : YMR_E_CURRENCY;
}

/* An absent amount adds nothing. */
static ymr_status add_money(ymr_cost *cost, const ymr_money *money, ymr_decimal *sum)
{
    if (!money->present) {
        return YMR_OK;
    }
    const ymr_status status = agree(cost, money->currency);
    return status == YMR_OK ? ymr_decimal_add(*sum, money->value, sum) : status;
}

static ymr_status add_two(ymr_cost *cost, const ymr_money *first, const ymr_money *second, ymr_decimal *sum)
{
    const ymr_status status = add_money(cost, first, sum);
    return status == YMR_OK ? add_money(cost, second, sum) : status;
}

/* Pieces, by offer. */

static ymr_status add_count(int64_t *sum, int64_t count)
{
    if (count < 0 || *sum > INT64_MAX - count) {
        return YMR_E_RANGE;
    }
    *sum += count;
    return YMR_OK;
}

static bool is_offer(const ymr_cost_line *line, ymr_text offer_id)
{
    return line->offer_id.length == offer_id.length &&
           (offer_id.length == 0 || memcmp(line->offer_id.bytes, offer_id.bytes, offer_id.length) == 0);
}

static ymr_cost_line *find_line(ymr_cost *cost, ymr_text offer_id)
{
    for (size_t i = 0; i < cost->line_count; i++) {
        if (is_offer(&cost->lines[i], offer_id)) {
            return &cost->lines[i];
        }
    }
    return NULL;
}

/* What does not fit is counted, so that the caller learns at once what would do. */
static ymr_cost_line *make_line(ymr_cost *cost, const ymr_cost_memory *memory, ymr_text offer_id)
{
    const size_t at = cost->needed_text;
    cost->needed_lines++;
    cost->needed_text += offer_id.length;
    if (cost->needed_lines > memory->line_count || cost->needed_text > memory->text_size) {
        return NULL;
    }
    ymr_cost_line *const line = &cost->lines[cost->line_count++];
    memset(line, 0, sizeof *line);
    if (offer_id.length > 0) {
        memcpy(memory->text + at, offer_id.bytes, offer_id.length);
    }
    line->offer_id = (ymr_text){memory->text + at, offer_id.length};
    return line;
}

static ymr_status add_ordered(ymr_cost *cost, const ymr_cost_memory *memory, ymr_text offer_id, int64_t count)
{
    ymr_cost_line *line = find_line(cost, offer_id);
    if (line == NULL) {
        line = make_line(cost, memory, offer_id);
    }
    return line == NULL ? YMR_OK : add_count(&line->ordered, count);
}

static void begin(ymr_cost *cost, const ymr_cost_memory *memory, int64_t order_id)
{
    memset(cost, 0, sizeof *cost);
    cost->order_id = order_id;
    cost->lines = memory->lines;
}

/* Of an item, in either call, no more than is needed here: a whole one is large for a small stack. */
typedef struct pieces {
    bool present;
    ymr_text offer_id;
    int64_t count;
    ymr_list item_statuses;
} pieces;

static const ymr_field pieces_rows[] = {
    YMR_REQUIRED(pieces, offer_id, "offerId", NULL),
    YMR_REQUIRED(pieces, count, "count", NULL),
    YMR_OPTIONAL_LIST(pieces, item_statuses, "itemStatuses", OBJECT, &ymr_unit_count_shape),
};
static const ymr_shape pieces_shape = YMR_SHAPE(pieces, pieces_rows);
/* The older call has no states: what stands under that name was not checked when it was decoded. */
static const ymr_shape old_pieces_shape = {pieces_rows, sizeof pieces_rows / sizeof pieces_rows[0] - 1, sizeof(pieces)};

/* States may be given of the pieces that `count` has, or of those that were taken out as well. */
static ymr_status count_ordered(const pieces *item, int64_t *ordered)
{
    ymr_list statuses = item->item_statuses;
    ymr_unit_count units;
    int64_t known = 0;
    int64_t cancelled = 0;

    while (ymr_unit_count_next(&statuses, &units)) {
        const ymr_status status = add_count(&known, units.count);
        if (status != YMR_OK) {
            return status;
        }
        cancelled += units.status.value == YMR_UNIT_STATUS_CANCELLED ? units.count : 0;
    }
    const int64_t beside = known > item->count ? known - item->count : 0;
    *ordered = item->count - (cancelled > beside ? cancelled - beside : 0);
    return YMR_OK;
}

static ymr_status add_item(ymr_cost *cost, const ymr_cost_memory *memory, const pieces *item)
{
    int64_t ordered;
    const ymr_status status = item->count < 0 ? YMR_E_RANGE : count_ordered(item, &ordered);
    return status == YMR_OK ? add_ordered(cost, memory, item->offer_id, ordered) : status;
}

static ymr_status add_items(ymr_cost *cost, const ymr_cost_memory *memory, const ymr_shape *shape, ymr_list items)
{
    pieces item;
    ymr_status status = YMR_OK;
    while (status == YMR_OK && ymr_list_next(&items, shape, &item)) {
        status = add_item(cost, memory, &item);
    }
    return status == YMR_OK && cost->line_count < cost->needed_lines ? YMR_E_SPACE : status;
}

/* Orders. */

static ymr_status add_prices(ymr_cost *cost, const ymr_order_prices *prices)
{
    const ymr_delivery_prices *delivery = &prices->delivery;
    cost->priced = prices->payment.present;
    cost->delivery_priced = delivery->payment.present || delivery->subsidy.present;
    const ymr_status status = add_two(cost, &prices->payment, &prices->cashback, &cost->goods);
    return status == YMR_OK ? add_two(cost, &delivery->payment, &delivery->subsidy, &cost->delivery) : status;
}

ymr_status ymr_cost_begin(ymr_cost *cost, const ymr_cost_memory *memory, const ymr_order *order)
{
    begin(cost, memory, order->order_id);
    const ymr_status status = add_prices(cost, &order->prices);
    return status == YMR_OK ? add_items(cost, memory, &pieces_shape, order->items) : status;
}

static ymr_status add_old_prices(ymr_cost *cost, const ymr_old_order *order)
{
    ymr_list subsidies = order->subsidies;
    ymr_order_subsidy_amount subsidy;

    cost->priced = true;
    cost->goods = order->items_total;
    cost->delivery_priced = true;
    cost->delivery = order->delivery_total;
    ymr_status status = agree(cost, order->currency);
    while (status == YMR_OK && ymr_order_subsidy_next(&subsidies, &subsidy)) {
        if (subsidy.type.value == YMR_ORDER_SUBSIDY_YANDEX_CASHBACK) {
            status = ymr_decimal_add(cost->goods, subsidy.amount, &cost->goods);
        }
    }
    return status;
}

ymr_status ymr_cost_begin_old(ymr_cost *cost, const ymr_cost_memory *memory, const ymr_old_order *order)
{
    begin(cost, memory, order->id);
    const ymr_status status = add_old_prices(cost, order);
    return status == YMR_OK ? add_items(cost, memory, &old_pieces_shape, order->items) : status;
}

/* Returns. */

/* Where a piece counts; the order may not have its offer. */
static int64_t *place_of(ymr_cost *cost, ymr_text offer_id, bool refused)
{
    ymr_cost_line *line = find_line(cost, offer_id);
    if (line == NULL) {
        return &cost->page.strange;
    }
    return refused ? &line->page_refused : &line->page_returned;
}

static ymr_status add_returned_items(ymr_cost *cost, const ymr_return *one)
{
    const bool refused = one->return_type.value == YMR_RETURN_TYPE_UNREDEEMED;
    ymr_list items = one->items;
    ymr_item_count item;
    ymr_status status = YMR_OK;
    while (status == YMR_OK && ymr_item_count_next(&items, &item)) {
        status = add_count(place_of(cost, item.shop_sku, refused), item.count);
    }
    return status;
}

static bool is_roubles(const char *currency)
{
    return strcmp(currency, "RUR") == 0;
}

/* The amount of a return, and whether there is one. */
static ymr_status amount_of(ymr_cost *cost, const ymr_return *one, ymr_number *amount)
{
    *amount = (ymr_number){one->amount.value, one->amount.present};
    if (one->amount.present) {
        return agree(cost, one->amount.currency);
    }
    if (one->refund_amount.present && is_roubles(cost->currency)) {
        *amount = (ymr_number){{one->refund_amount.value, -2}, true};
    }
    return YMR_OK;
}

static bool is_dropped(const ymr_return *one)
{
    const int refund = one->refund_status.value;
    return refund == YMR_REFUND_STATUS_CANCELLED || refund == YMR_REFUND_STATUS_REJECTED ||
           refund == YMR_REFUND_STATUS_FAILED;
}

static ymr_status add_amount(ymr_cost *cost, const ymr_return *one)
{
    ymr_number amount;
    ymr_cost_sum *const sum = &cost->page;
    ymr_status status = amount_of(cost, one, &amount);
    if (status != YMR_OK) {
        return status;
    }
    if (!amount.present) {
        sum->unpriced++;
        return YMR_OK;
    }
    status = ymr_decimal_add(sum->returned, amount.value, &sum->returned);
    if (status == YMR_OK && is_dropped(one)) {
        status = ymr_decimal_add(sum->dropped, amount.value, &sum->dropped);
    }
    return status;
}

ymr_status ymr_cost_add_return(ymr_cost *cost, const ymr_return *one)
{
    if (one->order_id != cost->order_id) {
        return YMR_OK;
    }
    cost->page.returns++;
    const ymr_status status = add_amount(cost, one);
    return status == YMR_OK ? add_returned_items(cost, one) : status;
}

void ymr_cost_page_begin(ymr_cost *cost)
{
    cost->page = (ymr_cost_sum){cost->returned, cost->dropped, cost->returns, cost->unpriced, cost->strange};
    for (size_t i = 0; i < cost->line_count; i++) {
        cost->lines[i].page_refused = cost->lines[i].refused;
        cost->lines[i].page_returned = cost->lines[i].returned;
    }
}

void ymr_cost_page_commit(ymr_cost *cost)
{
    cost->returned = cost->page.returned;
    cost->dropped = cost->page.dropped;
    cost->returns = cost->page.returns;
    cost->unpriced = cost->page.unpriced;
    cost->strange = cost->page.strange;
    for (size_t i = 0; i < cost->line_count; i++) {
        cost->lines[i].refused = cost->lines[i].page_refused;
        cost->lines[i].returned = cost->lines[i].page_returned;
    }
}

static void on_begin(void *context, uint32_t page)
{
    (void)page;
    ymr_cost_page_begin(context);
}

static ymr_status on_return(void *context, uint32_t index, const void *element)
{
    (void)index;
    return ymr_cost_add_return(context, element);
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    (void)context;
    return what->needed_tokens > 0 ? YMR_E_TOKENS : YMR_E_SPACE;
}

static void on_commit(void *context, uint32_t page)
{
    (void)page;
    ymr_cost_page_commit(context);
}

const ymr_list_events ymr_cost_events = {on_begin, on_return, on_oversize, on_commit, NULL};

/* Results. */

ymr_status ymr_cost_after(const ymr_cost *cost, ymr_decimal *out)
{
    if (!cost->priced || cost->unpriced > 0) {
        return YMR_E_MISSING;
    }
    return ymr_decimal_subtract(cost->goods, cost->returned, out);
}

int64_t ymr_cost_taken(const ymr_cost_line *line)
{
    return line->ordered - line->refused;
}
