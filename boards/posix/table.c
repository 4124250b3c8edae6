#include "table.h"

#include <stdio.h>
#include <string.h>

#include "display.h"
#include "meanings.h"
#include "show.h"

/* The columns, from left to right. */
enum { RETURN, ORDER, TYPE, REFUND, SHIPMENT, CHANGED, AMOUNT, ITEMS, COLUMN_COUNT };

enum { GAP = 2, FLEXIBLE_MIN = 10 };

static const struct {
    const char *heading;
    size_t width;
    bool whole; /* never cut: half an id is another id */
    bool right;
} columns[COLUMN_COUNT] = {
    [RETURN] = {"RETURN", 9, true, false},       [ORDER] = {"ORDER", 12, true, false},
    [TYPE] = {"TYPE", 10, false, false},         [REFUND] = {"REFUND", 30, false, false},
    [SHIPMENT] = {"SHIPMENT", 26, false, false}, [CHANGED] = {"CHANGED", 16, false, false},
    [AMOUNT] = {"AMOUNT", 13, true, true},       [ITEMS] = {"ITEMS", 5, true, true},
};

/* What a narrow terminal does without, in this order; width 0 drops a column. */
static const struct {
    unsigned column;
    size_t width;
} savings[] = {
    {SHIPMENT, 16}, {CHANGED, 10}, {TYPE, 0},    {ITEMS, 0},  {SHIPMENT, 0},
    {AMOUNT, 0},    {CHANGED, 0},  {REFUND, 18}, {REFUND, 14}, {REFUND, 0},
};

static size_t widths[COLUMN_COUNT];
static bool limited; /* cells are cut to their width */
static bool begun;

static size_t line_width(void)
{
    size_t sum = 0;
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        sum += widths[i] == 0 ? 0 : widths[i] + (sum == 0 ? 0 : GAP);
    }
    return sum;
}

void table_begin(size_t available)
{
    limited = available != DISPLAY_ALL;
    begun = false;
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        widths[i] = columns[i].width;
    }
    for (size_t i = 0; i < sizeof savings / sizeof savings[0] && limited && line_width() > available; i++) {
        widths[savings[i].column] = savings[i].width;
    }
}

typedef struct cell {
    char text[192];
    size_t length;
    meaning colour;
} cell;

static size_t room_of(unsigned column, size_t *debt)
{
    const size_t width = widths[column];
    const size_t most = width > FLEXIBLE_MIN ? width - FLEXIBLE_MIN : 0;
    if (columns[column].whole || *debt == 0) {
        return width;
    }
    /* what an overlong id took is taken back from the columns that can be cut */
    const size_t back = *debt < most ? *debt : most;
    *debt -= back;
    return width - back;
}

static void write_line(out *to, const cell *cells)
{
    size_t debt = 0;
    size_t blanks = 0; /* not written at a line's end */

    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        if (widths[i] == 0) {
            continue;
        }
        const ymr_text text = {cells[i].text, cells[i].length};
        const size_t room = limited ? room_of(i, &debt) : widths[i];
        const size_t width = display_width(text);
        const size_t pad = width < room ? room - width : 0;
        if (width != 0) {
            out_blanks(to, blanks + (columns[i].right ? pad : 0));
            terminal_paint(to, cells[i].colour);
            display_text(to, text, limited && !columns[i].whole ? room : DISPLAY_ALL);
            terminal_plain(to, cells[i].colour);
            blanks = GAP + (columns[i].right ? 0 : pad);
        } else {
            blanks += room + GAP;
        }
        debt += limited && columns[i].whole && width > room ? width - room : 0;
    }
    out_text(to, "\n");
}

/* Cells hold whole glyphs only; a text longer than a cell is cut for good, which is far beyond any column. */
static void set_text(cell *to, ymr_text text)
{
    size_t at = 0;
    while (at < text.length) {
        const glyph next = display_glyph(text.bytes + at, text.length - at);
        if (at + next.length > sizeof to->text) {
            break;
        }
        at += next.length;
    }
    if (at != 0) {
        memcpy(to->text, text.bytes, at);
    }
    to->length = at;
}

static void set_integer(cell *to, int64_t value)
{
    to->length = ymr_integer_write(value, to->text);
}

static void write_headings(out *to)
{
    static cell cells[COLUMN_COUNT];
    for (unsigned i = 0; i < COLUMN_COUNT; i++) {
        set_text(&cells[i], display_view(columns[i].heading));
    }
    write_line(to, cells);
    begun = true;
}

void table_row(out *to, const ymr_return *what, uint32_t items)
{
    static cell cells[COLUMN_COUNT];
    char money[40], date[24];

    memset(cells, 0, sizeof cells);
    set_integer(&cells[RETURN], what->id);
    set_integer(&cells[ORDER], what->order_id);
    set_text(&cells[TYPE], what->return_type.text);
    set_text(&cells[REFUND], what->refund_status.text);
    cells[REFUND].colour = meaning_of_refund(what);
    if (widths[TYPE] == 0 && what->refund_status.text.bytes == NULL) {
        set_text(&cells[REFUND], what->return_type.text); /* a non-purchase has no refund */
    }
    set_text(&cells[SHIPMENT], what->shipment_status.text);
    cells[SHIPMENT].colour = meaning_of_shipment(&what->shipment_status);
    if (show_date(&what->update_date, date)) {
        date[widths[CHANGED] == 10 ? 10 : 16] = '\0'; /* the day alone needs no ellipsis */
        set_text(&cells[CHANGED], display_view(date));
    }
    if (show_money(&what->amount, money)) {
        set_text(&cells[AMOUNT], display_view(money));
    }
    set_integer(&cells[ITEMS], items);
    if (!begun) {
        write_headings(to);
    }
    write_line(to, cells);
}
