#include "show.h"

#include <stdio.h>
#include <string.h>

#include "display.h"
#include "meanings.h"
#include "ymr/decisions.h"

enum { ITEM = 4, INSIDE = 8 };

bool show_date(const ymr_date *date, char text[24])
{
    if (date->text.bytes == NULL) {
        return false;
    }
    const ymr_civil civil = ymr_time_civil(date->unix_ms, date->offset_minutes);
    snprintf(text, 24, "%04d-%02u-%02u %02u:%02u", (int)(civil.year % 10000), civil.month % 100u,
             civil.day % 100u, civil.hour % 100u, civil.minute % 100u);
    return true;
}

bool show_money(const ymr_money *money, char text[40])
{
    int64_t hundredths;
    char digits[YMR_DECIMAL_SIZE];
    const char *const currency = display_safe(money->currency);

    if (!money->present) {
        return false;
    }
    if (ymr_decimal_scaled(money->value, 2, &hundredths) == YMR_OK) {
        const uint64_t size = hundredths < 0 ? 0 - (uint64_t)hundredths : (uint64_t)hundredths;
        snprintf(text, 40, "%s%llu.%02u %.8s", hundredths < 0 ? "-" : "", (unsigned long long)(size / 100),
                 (unsigned)(size % 100), currency);
    } else {
        ymr_decimal_write(money->value, digits);
        snprintf(text, 40, "%s %.8s", digits, currency);
    }
    return true;
}

/* Lines of a label and values, a blank in front of each value. */

void show_label(out *to, size_t indent, const char *label)
{
    out_blanks(to, indent);
    out_text(to, label);
    out_blanks(to, SHOW_LABEL > strlen(label) ? SHOW_LABEL - 1 - strlen(label) : 0);
}

void show_text(out *to, size_t indent, const char *label, ymr_text value, size_t columns)
{
    if (value.bytes != NULL && value.length != 0) {
        show_label(to, indent, label);
        out_text(to, " ");
        display_wrapped(to, value, indent + SHOW_LABEL, columns);
        out_text(to, "\n");
    }
}

static void enum_line(out *to, size_t indent, const char *label, const ymr_enum *value)
{
    show_text(to, indent, label, value->text, DISPLAY_ALL);
}

static void money_line(out *to, size_t indent, const char *label, const ymr_money *money,
                       const ymr_integer *kopecks)
{
    char text[40];
    if (show_money(money, text)) {
        show_text(to, indent, label, display_view(text), DISPLAY_ALL);
    } else if (kopecks->present) {
        show_label(to, indent, label);
        out_format(to, " %lld kopecks\n", (long long)kopecks->value);
    }
}

void show_moment(out *to, const char *label, const ymr_date *date)
{
    char text[24];
    if (show_date(date, text)) {
        const int minutes = date->offset_minutes < 0 ? -date->offset_minutes : date->offset_minutes;
        show_label(to, 2, label);
        out_format(to, " %s %c%02d:%02d\n", text, date->offset_minutes < 0 ? '-' : '+', minutes / 60,
                   minutes % 60);
    }
}

static void append(out *to, const char *between, ymr_text value)
{
    if (value.bytes != NULL && value.length != 0) {
        out_text(to, between);
        display_text(to, value, DISPLAY_ALL);
    }
}

static void show_address(out *to, const ymr_address *address, size_t columns)
{
    char joined[1024];
    const ymr_text parts[] = {address->postcode, address->country, address->city, address->street,
                              address->house};
    out line = {-1, joined, sizeof joined, 0, 0};

    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (line.used + parts[i].length + 2 <= sizeof joined) {
            append(&line, line.used == 0 ? "" : ", ", parts[i]);
        }
    }
    show_text(to, 2, "address", (ymr_text){joined, line.used}, columns);
}

static void show_point(out *to, const ymr_pickup_point *point, size_t columns)
{
    if (!point->present) {
        return;
    }
    show_label(to, 2, "pickup point");
    if (point->id.present) {
        out_format(to, " %lld", (long long)point->id.value);
    }
    append(to, " ", point->type.text);
    append(to, " ", point->name);
    out_text(to, "\n");
    show_address(to, &point->address, columns);
    show_text(to, 2, "directions", point->instruction, columns);
}

/* "decide until", and what is left of it. */
static void show_deadline(out *to, const ymr_return *of)
{
    int64_t left_ms, until_ms;
    if (!meaning_time_left(of, &left_ms) || ymr_decision_deadline(of, &until_ms) != YMR_OK) {
        return;
    }
    const ymr_date until = {.text = of->creation_date.text, .unix_ms = until_ms,
                            .offset_minutes = of->creation_date.offset_minutes};
    char text[24];
    const long long minutes = left_ms / 60000;
    const meaning colour = meaning_of_time_left(left_ms);
    (void)show_date(&until, text);
    show_label(to, 2, "decide until");
    out_format(to, " %s, ", text);
    terminal_paint(to, colour);
    if (left_ms > 0) {
        out_format(to, "%lld h %lld min left", minutes / 60, minutes % 60);
    } else {
        out_text(to, "which is over: the Market decides");
    }
    terminal_plain(to, colour);
    out_text(to, "\n");
}

void show_return(out *to, const ymr_return *what, size_t columns)
{
    const meaning colour = meaning_of_refund(what);

    out_format(to, "Return %lld of order %lld\n", (long long)what->id, (long long)what->order_id);
    enum_line(to, 2, "type", &what->return_type);
    if (what->refund_status.text.bytes != NULL) {
        show_label(to, 2, "refund");
        out_text(to, " ");
        terminal_paint(to, colour);
        display_text(to, what->refund_status.text, DISPLAY_ALL);
        terminal_plain(to, colour);
        out_text(to, "\n");
    }
    show_deadline(to, what);
    enum_line(to, 2, "shipment", &what->shipment_status);
    enum_line(to, 2, "goes back to", &what->shipment_recipient_type);
    if (what->fast_return.present) {
        show_text(to, 2, "fast return", display_view(what->fast_return.value ? "yes" : "no"), columns);
    }
    show_moment(to, "created", &what->creation_date);
    show_moment(to, "changed", &what->update_date);
    show_moment(to, "pick up until", &what->pickup_till_date);
    money_line(to, 2, "amount", &what->amount, &what->refund_amount);
    show_point(to, &what->logistic_pickup_point, columns);
}

/* Items. */

static void show_instance(out *to, const ymr_instance *instance)
{
    show_label(to, ITEM, "piece");
    append(to, " ", instance->status.text);
    append(to, " ", instance->stock_type.text);
    append(to, " cis ", instance->cis);
    append(to, " imei ", instance->imei);
    out_text(to, "\n");
}

static void show_decision(out *to, ymr_decision *decision, size_t columns)
{
    ymr_text hash;

    show_label(to, ITEM, "claim");
    if (decision->return_item_id.present) {
        out_format(to, " %lld", (long long)decision->return_item_id.value);
    }
    if (decision->count.present) {
        out_format(to, " x %lld", (long long)decision->count.value);
    }
    append(to, " ", decision->reason_type.text);
    append(to, ", ", decision->subreason_type.text);
    out_text(to, "\n");
    enum_line(to, INSIDE, "decision", &decision->decision_type);
    money_line(to, INSIDE, "amount", &decision->amount, &decision->refund_amount);
    money_line(to, INSIDE, "compensation", &decision->partner_compensation_amount,
               &decision->partner_compensation);
    show_text(to, INSIDE, "buyer", decision->comment, columns);
    while (ymr_list_next_text(&decision->images, &hash)) {
        show_text(to, INSIDE, "photo", hash, DISPLAY_ALL);
    }
}

void show_item(out *to, const ymr_return_item *item, uint32_t number, size_t columns)
{
    static ymr_decision decision;
    ymr_list decisions = item->decisions, instances = item->instances, tracks = item->tracks;
    ymr_instance instance;
    ymr_track track;

    out_format(to, "  item %u: ", (unsigned)number);
    display_text(to, item->shop_sku, DISPLAY_ALL);
    out_format(to, " x %lld", (long long)item->count);
    if (item->market_sku.present) {
        out_format(to, ", market SKU %lld", (long long)item->market_sku.value);
    }
    out_text(to, "\n");
    while (ymr_track_next(&tracks, &track)) {
        show_text(to, ITEM, "track", track.track_code, DISPLAY_ALL);
    }
    while (ymr_instance_next(&instances, &instance)) {
        show_instance(to, &instance);
    }
    while (ymr_decision_next(&decisions, &decision)) {
        show_decision(to, &decision, columns);
    }
}
