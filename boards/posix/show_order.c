#include "show_order.h"

#include <stdio.h>
#include <string.h>

#include "display.h"
#include "show.h"
#include "terminal.h"

enum { ITEM = 4, OWN = 2 };

/* Several values in one line. */

static void add_money(fold *line, const char *before, const ymr_money *money, const char *behind)
{
    char text[40];
    if (show_money(money, text)) {
        show_more(line, before, display_view(text));
        fold_string(line, behind);
    }
}

static void add_count(fold *line, const char *before, int64_t count)
{
    char digits[YMR_INTEGER_SIZE];
    show_more(line, before, (ymr_text){digits, ymr_integer_write(count, digits)});
}

static void show_prices(out *to, size_t indent, const char *label, const ymr_money *payment,
                        const ymr_money *cashback, const ymr_money *subsidy, size_t columns)
{
    if (payment->present || cashback->present || subsidy->present) {
        fold line = show_line(to, indent, label, columns);
        add_money(&line, " ", payment, " paid");
        add_money(&line, " + ", cashback, " in points");
        add_money(&line, ", subsidy ", subsidy, "");
        show_end(&line);
    }
}

/* The same words for both calls. */

static void show_state(out *to, const ymr_enum *status, ymr_text substatus, const ymr_boolean *fake,
                       const ymr_boolean *cancel_requested, size_t columns)
{
    fold line = show_line(to, OWN, "status", columns);
    show_more(&line, " ", status->text);
    show_more(&line, ", ", substatus);
    fold_string(&line, fake->value ? ", a test order" : "");
    fold_string(&line, cancel_requested->value ? ", a cancellation is asked for" : "");
    show_end(&line);
}

static void show_payment(out *to, const ymr_enum *type, const ymr_enum *method, size_t columns)
{
    fold line = show_line(to, OWN, "payment", columns);
    show_more(&line, " ", type->text);
    show_more(&line, ", ", method->text);
    show_end(&line);
}

static void show_tracks(out *to, ymr_list tracks)
{
    ymr_order_track track;
    while (ymr_order_track_next(&tracks, &track)) {
        show_text(to, OWN, "track", track.track_code, DISPLAY_ALL);
    }
}

static void show_instances(out *to, ymr_list instances)
{
    ymr_order_instance piece;
    while (ymr_order_instance_next(&instances, &piece)) {
        const ymr_text code = piece.cis.bytes != NULL ? piece.cis : piece.uin.bytes != NULL ? piece.uin : piece.rnpt;
        show_text(to, ITEM, "piece", code, DISPLAY_ALL);
    }
}

static void show_item_head(out *to, uint32_t number, ymr_text offer_id, int64_t count, ymr_text name, size_t columns)
{
    fold line = show_item_line(to, number, columns);
    show_code(&line, "", offer_id);
    add_count(&line, " x ", count);
    show_more(&line, ", ", name);
    show_end(&line);
}

/* getBusinessOrders. */

static void show_order_item(out *to, const ymr_order_item *item, uint32_t number, size_t columns)
{
    ymr_list states = item->item_statuses;
    ymr_unit_count units;

    show_item_head(to, number, item->offer_id, item->count, item->offer_name, columns);
    show_prices(to, ITEM, "price", &item->prices.payment, &item->prices.cashback, &item->prices.subsidy, columns);
    while (ymr_unit_count_next(&states, &units)) {
        fold line = show_line(to, ITEM, "pieces", columns);
        add_count(&line, "", units.count);
        show_more(&line, " ", units.status.text);
        show_end(&line);
    }
    show_instances(to, item->instances);
}

static void show_delivery(out *to, const ymr_order_delivery *delivery, size_t columns)
{
    fold line = show_line(to, OWN, "delivery", columns);
    show_more(&line, " ", delivery->type.text);
    show_more(&line, " by ", delivery->service_name);
    show_more(&line, ", ", delivery->dates.from_date);
    show_more(&line, " to ", delivery->dates.to_date);
    show_more(&line, ", delivered ", delivery->dates.real_delivery_date);
    show_end(&line);
    show_tracks(to, delivery->tracks);
}

static void show_delivery_prices(out *to, const ymr_delivery_prices *prices, size_t columns)
{
    if (prices->payment.present || prices->subsidy.present) {
        fold line = show_line(to, OWN, "its price", columns);
        add_money(&line, " ", &prices->payment, " paid");
        add_money(&line, " + ", &prices->subsidy, " by the Market");
        show_end(&line);
    }
}

void show_order(out *to, const ymr_order *order, size_t columns)
{
    ymr_list items = order->items;
    ymr_order_item item;

    out_format(to, "Order %lld of store %lld\n", (long long)order->order_id, (long long)order->campaign_id);
    show_text(to, OWN, "store's own id", order->external_order_id, columns);
    show_state(to, &order->status, order->substatus, &order->fake, &order->cancel_requested, columns);
    show_text(to, OWN, "model", order->program_type.text, columns);
    show_text(to, OWN, "ordered at", order->source_platform.text, columns);
    show_text(to, OWN, "buyer", order->buyer_type.text, columns);
    show_moment(to, "created", &order->creation_date, columns);
    show_moment(to, "changed", &order->update_date, columns);
    show_payment(to, &order->payment_type, &order->payment_method, columns);
    show_prices(to, OWN, "goods", &order->prices.payment, &order->prices.cashback, &order->prices.subsidy, columns);
    show_delivery(to, &order->delivery, columns);
    show_delivery_prices(to, &order->prices.delivery, columns);
    show_text(to, OWN, "notes", order->notes, columns);
    for (uint32_t number = 1; ymr_order_item_next(&items, &item); number++) {
        show_order_item(to, &item, number, columns);
    }
}

/* getOrders, getOrder. */

static void show_exact(out *to, size_t indent, const char *label, ymr_decimal value, ymr_text currency, size_t columns)
{
    const ymr_money money = {true, value, currency};
    fold line = show_line(to, indent, label, columns);
    add_money(&line, "", &money, "");
    show_end(&line);
}

static void show_old_item(out *to, const ymr_old_item *item, uint32_t number, ymr_text currency, size_t columns)
{
    show_item_head(to, number, item->offer_id, item->count, item->offer_name, columns);
    if (item->count == 0) {
        fold line = show_line(to, ITEM, "pieces", columns);
        fold_string(&line, "taken out by the store");
        show_end(&line);
    }
    show_exact(to, ITEM, "price of one", item->price, currency, columns);
    show_instances(to, item->instances);
}

/* `27-06-2026 13:59:14` as all other dates are. */
static bool read_old_moment(ymr_text text, ymr_date *date)
{
    enum { MOSCOW_MINUTES = 180 };
    *date = (ymr_date){0, MOSCOW_MINUTES, text};
    return text.bytes != NULL && ymr_time_parse_moscow(text.bytes, text.length, &date->unix_ms) == YMR_OK;
}

static void show_old_moment(out *to, const char *label, ymr_text text, size_t columns)
{
    ymr_date date;
    if (read_old_moment(text, &date)) {
        show_moment(to, label, &date, columns);
    } else {
        show_text(to, OWN, label, text, DISPLAY_ALL);
    }
}

static void show_old_delivery(out *to, const ymr_old_delivery *delivery, size_t columns)
{
    fold line = show_line(to, OWN, "delivery", columns);
    show_more(&line, " ", delivery->type.text);
    show_more(&line, " by ", delivery->service_name);
    show_more(&line, ", ", delivery->dates.from_date);
    show_more(&line, " to ", delivery->dates.to_date);
    show_more(&line, ", delivered ", delivery->dates.real_delivery_date);
    show_end(&line);
    show_tracks(to, delivery->tracks);
}

static void show_subsidies(out *to, ymr_list subsidies, ymr_text currency, size_t columns)
{
    ymr_order_subsidy_amount subsidy;
    while (ymr_order_subsidy_next(&subsidies, &subsidy)) {
        const ymr_money money = {true, subsidy.amount, currency};
        fold line = show_line(to, OWN, "subsidy", columns);
        add_money(&line, " ", &money, "");
        show_more(&line, " ", subsidy.type.text);
        show_end(&line);
    }
}

void show_old_order(out *to, const ymr_old_order *order, size_t columns)
{
    ymr_list items = order->items;
    ymr_old_item item;

    out_format(to, "Order %lld\n", (long long)order->id);
    show_text(to, OWN, "store's own id", order->external_order_id, columns);
    show_state(to, &order->status, order->substatus, &order->fake, &order->cancel_requested, columns);
    show_text(to, OWN, "buyer", order->buyer.type.text, columns);
    show_old_moment(to, "created", order->creation_date, columns);
    show_old_moment(to, "changed", order->updated_at, columns);
    show_payment(to, &order->payment_type, &order->payment_method, columns);
    show_exact(to, OWN, "goods", order->items_total, order->currency, columns);
    show_exact(to, OWN, "its delivery", order->delivery_total, order->currency, columns);
    show_subsidies(to, order->subsidies, order->currency, columns);
    show_old_delivery(to, &order->delivery, columns);
    show_text(to, OWN, "notes", order->notes, columns);
    for (uint32_t number = 1; ymr_old_item_next(&items, &item); number++) {
        show_old_item(to, &item, number, order->currency, columns);
    }
}

/* A list: the id is never cut, what the terminal has no room for is left out from the right. */

enum { ID_WIDTH = 14, GAP = 2 };

static const size_t widths[] = {18, 16, 15, 9, 32}; /* status, created, goods, items, substatus */

typedef struct row {
    int64_t id;
    ymr_text cells[sizeof widths / sizeof widths[0]];
} row;

static void show_row(out *to, const row *shown)
{
    const size_t columns = terminal_columns(to->fd, terminal_columns(out_result.fd, DISPLAY_ALL));
    char id[24];
    size_t column = ymr_integer_write(shown->id, id);
    size_t wanted = ID_WIDTH;

    out_text(to, id);
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++) {
        const size_t gap = wanted > column ? wanted - column + GAP : GAP;
        if (columns != DISPLAY_ALL && column + gap + widths[i] > columns) {
            break;
        }
        if (shown->cells[i].length != 0) {
            out_blanks(to, gap);
            column += gap + display_text(to, shown->cells[i], columns == DISPLAY_ALL ? DISPLAY_ALL : widths[i]);
        }
        wanted += GAP + widths[i];
    }
    out_text(to, "\n");
}

static ymr_text items_cell(ymr_list items, char text[24])
{
    snprintf(text, 24, "%u item%s", (unsigned)items.left, items.left == 1 ? "" : "s");
    return display_view(text);
}

void show_order_line(out *to, const void *order)
{
    const ymr_order *const o = order;
    char created[24] = "", goods[40] = "", items[24];

    show_date(&o->creation_date, created);
    show_money(&o->prices.payment, goods);
    show_row(to, &(row){o->order_id,
                        {o->status.text, display_view(created), display_view(goods), items_cell(o->items, items),
                         o->substatus}});
}

void show_old_order_line(out *to, const void *order)
{
    const ymr_old_order *const o = order;
    const ymr_money money = {true, o->items_total, o->currency};
    ymr_date date;
    char created[24] = "", goods[40] = "", items[24];

    if (read_old_moment(o->creation_date, &date)) {
        show_date(&date, created);
    }
    show_money(&money, goods);
    show_row(to, &(row){o->id,
                        {o->status.text, display_view(created), display_view(goods),
                         items_cell(o->items, items), o->substatus}});
}
