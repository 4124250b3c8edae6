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

/* Lines of a label and values. */

fold show_line(out *to, size_t indent, const char *label, size_t columns)
{
    const size_t length = strlen(label), width = SHOW_LABEL - 1;
    out_blanks(to, indent);
    out_text(to, label);
    out_blanks(to, length < width ? width - length : 0);
    /* a comma that comes by itself has a place */
    return fold_begin(to, indent + (length < width ? width : length), indent + SHOW_LABEL,
                      columns == DISPLAY_ALL ? columns : columns - 1);
}

void show_end(fold *line)
{
    out_text(line->to, "\n");
}

void show_more(fold *line, const char *between, ymr_text value)
{
    if (value.bytes != NULL && value.length != 0) {
        fold_string(line, between);
        fold_text(line, value);
    }
}

void show_code(fold *line, const char *between, ymr_text value)
{
    if (value.bytes != NULL && value.length != 0) {
        fold_string(line, between);
        fold_whole(line, value);
    }
}

void show_text(out *to, size_t indent, const char *label, ymr_text value, size_t columns)
{
    if (value.bytes != NULL && value.length != 0) {
        fold line = show_line(to, indent, label, columns);
        fold_text(&line, value);
        show_end(&line);
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
        snprintf(text, sizeof text, "%lld kopecks", (long long)kopecks->value);
        show_text(to, indent, label, display_view(text), DISPLAY_ALL);
    }
}

void show_moment(out *to, const char *label, const ymr_date *date, size_t columns)
{
    char text[24], whole[40];
    if (show_date(date, text)) {
        const int minutes = date->offset_minutes < 0 ? -date->offset_minutes : date->offset_minutes;
        snprintf(whole, sizeof whole, "%s %c%02d:%02d", text, date->offset_minutes < 0 ? '-' : '+',
                 minutes / 60 % 100, minutes % 60);
        show_text(to, 2, label, display_view(whole), columns);
    }
}

static void append(out *to, const char *between, ymr_text value)
{
    if (value.bytes != NULL && value.length != 0) {
        out_text(to, between);
        display_text(to, value, DISPLAY_ALL);
    }
}

static void add_integer(fold *line, const char *between, const ymr_integer *value)
{
    char digits[YMR_INTEGER_SIZE];
    if (value->present) {
        show_more(line, between, (ymr_text){digits, ymr_integer_write(value->value, digits)});
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
    fold line = show_line(to, 2, "pickup point", columns);
    add_integer(&line, "", &point->id);
    show_more(&line, " ", point->type.text);
    show_more(&line, " ", point->name);
    show_end(&line);
    show_address(to, &point->address, columns);
    show_text(to, 2, "directions", point->instruction, columns);
}

/* "decide until", and what is left of it. */
static void show_deadline(out *to, const ymr_return *of, size_t columns)
{
    int64_t left_ms, until_ms;
    if (!meaning_time_left(of, &left_ms) || ymr_decision_deadline(of, &until_ms) != YMR_OK) {
        return;
    }
    const ymr_date until = {.text = of->creation_date.text, .unix_ms = until_ms,
                            .offset_minutes = of->creation_date.offset_minutes};
    char text[24], left[64] = "which is over: the Market decides";
    const long long minutes = left_ms / 60000;
    const meaning colour = meaning_of_time_left(left_ms);
    (void)show_date(&until, text);
    fold line = show_line(to, 2, "decide until", columns);
    show_more(&line, "", display_view(text));
    fold_string(&line, ", ");
    if (left_ms > 0) {
        snprintf(left, sizeof left, "%lld h %lld min left", minutes / 60, minutes % 60);
    }
    fold_gap(&line, strlen(left));
    terminal_paint(to, colour);
    fold_string(&line, left);
    terminal_plain(to, colour);
    show_end(&line);
}

void show_return(out *to, const ymr_return *what, size_t columns)
{
    const meaning colour = meaning_of_refund(what);

    out_format(to, "Return %lld of order %lld\n", (long long)what->id, (long long)what->order_id);
    enum_line(to, 2, "type", &what->return_type);
    if (what->refund_status.text.bytes != NULL) {
        (void)show_line(to, 2, "refund", columns);
        out_text(to, " ");
        terminal_paint(to, colour);
        display_text(to, what->refund_status.text, DISPLAY_ALL);
        terminal_plain(to, colour);
        out_text(to, "\n");
    }
    show_deadline(to, what, columns);
    enum_line(to, 2, "shipment", &what->shipment_status);
    enum_line(to, 2, "goes back to", &what->shipment_recipient_type);
    if (what->fast_return.present) {
        show_text(to, 2, "fast return", display_view(what->fast_return.value ? "yes" : "no"), columns);
    }
    show_moment(to, "created", &what->creation_date, columns);
    show_moment(to, "changed", &what->update_date, columns);
    show_moment(to, "pick up until", &what->pickup_till_date, columns);
    money_line(to, 2, "amount", &what->amount, &what->refund_amount);
    show_point(to, &what->logistic_pickup_point, columns);
}

/* Items. */

static void show_instance(out *to, const ymr_instance *instance, size_t columns)
{
    fold line = show_line(to, ITEM, "piece", columns);
    show_more(&line, "", instance->status.text);
    show_more(&line, " ", instance->stock_type.text);
    show_code(&line, " cis ", instance->cis);
    show_code(&line, " imei ", instance->imei);
    show_end(&line);
}

static void show_decision(out *to, ymr_decision *decision, size_t columns)
{
    ymr_text hash;

    fold line = show_line(to, ITEM, "claim", columns);
    add_integer(&line, "", &decision->return_item_id);
    add_integer(&line, " x ", &decision->count);
    show_more(&line, " ", decision->reason_type.text);
    show_more(&line, ", ", decision->subreason_type.text);
    show_end(&line);
    enum_line(to, INSIDE, "decision", &decision->decision_type);
    money_line(to, INSIDE, "amount", &decision->amount, &decision->refund_amount);
    money_line(to, INSIDE, "compensation", &decision->partner_compensation_amount,
               &decision->partner_compensation);
    show_text(to, INSIDE, "buyer", decision->comment, columns);
    while (ymr_list_next_text(&decision->images, &hash)) {
        show_text(to, INSIDE, "photo", hash, DISPLAY_ALL);
    }
}

fold show_item_line(out *to, uint32_t number, size_t columns)
{
    char text[32];
    const int length = snprintf(text, sizeof text, "  item %u:", (unsigned)number);
    out_text(to, text);
    return fold_begin(to, (size_t)length, ITEM, columns);
}

void show_item(out *to, const ymr_return_item *item, uint32_t number, size_t columns)
{
    static ymr_decision decision;
    ymr_list decisions = item->decisions, instances = item->instances, tracks = item->tracks;
    ymr_instance instance;
    ymr_track track;

    fold line = show_item_line(to, number, columns);
    show_code(&line, "", item->shop_sku);
    add_integer(&line, " x ", &(ymr_integer){true, item->count});
    add_integer(&line, ", market SKU ", &item->market_sku);
    show_end(&line);
    while (ymr_track_next(&tracks, &track)) {
        show_text(to, ITEM, "track", track.track_code, DISPLAY_ALL);
    }
    while (ymr_instance_next(&instances, &instance)) {
        show_instance(to, &instance, columns);
    }
    while (ymr_decision_next(&decisions, &decision)) {
        show_decision(to, &decision, columns);
    }
}
