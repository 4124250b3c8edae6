#include "print.h"

#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "show.h"
#include "spool.h"
#include "table.h"
#include "terminal.h"

static size_t columns(void)
{
    return terminal_columns(out_result.fd, DISPLAY_ALL);
}

/* `waiting` NULL: the items are in `what`. Else they were rendered into it, `count` of them. */
static void show(print_form form, const ymr_return *what, spool *waiting, uint32_t count)
{
    static ymr_return_item item;
    const json_instead instead = {"items", spool_copy, waiting};
    ymr_list items = what->items;

    switch (form) {
    case PRINT_JSON:
        json_object(&out_result, &ymr_return_shape, what, waiting != NULL ? &instead : NULL);
        out_text(&out_result, "\n");
        break;
    case PRINT_BLOCK:
        show_return(&out_result, what, columns());
        for (uint32_t number = 1; ymr_return_item_next(&items, &item); number++) {
            show_item(&out_result, &item, number, columns());
        }
        if (waiting != NULL) {
            spool_copy(&out_result, waiting);
        }
        break;
    case PRINT_ROW:
        table_row(&out_result, what, waiting != NULL ? count : what->items.left);
        break;
    }
    out_flush(&out_result);
}

void print_return(print_form form, const ymr_return *what)
{
    show(form, what, NULL, 0);
}

/* Reading by items: they are rendered as they come, and wait until the whole return is confirmed. */

typedef struct by_items {
    print_form form;
    uint32_t count;
} by_items;

static spool rendered;
static ymr_return head;

static void on_begin(void *context, uint32_t page)
{
    by_items *const b = context;
    (void)page;
    spool_start(&rendered);
    b->count = 0;
}

static ymr_status on_item(void *context, uint32_t index, const void *element)
{
    by_items *const b = context;
    if (b->form == PRINT_JSON) {
        out_text(&rendered.to, index == 0 ? "" : ",");
        json_object(&rendered.to, &ymr_return_item_shape, element, NULL);
    } else if (b->form == PRINT_BLOCK) {
        show_item(&rendered.to, element, index + 1, columns());
    }
    b->count++;
    return rendered.to.error == 0 ? YMR_OK : YMR_E_STOPPED;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    (void)context;
    note_detail("item %u needs %u bytes and %u tokens", (unsigned)what->index + 1, (unsigned)what->needed,
                (unsigned)what->needed_tokens);
    return YMR_E_SPACE;
}

static ymr_status fetch_by_items(session *s, by_items *b, int64_t order_id, int64_t return_id)
{
    static const ymr_list_events events = {.begin = on_begin, .element = on_item, .oversize = on_oversize};
    static ymr_return_item item;
    return session_run(s,
                       ymr_start_return_by_items(&s->client, order_id, return_id, &events, b, &item, &head));
}

static bool does_not_fit(ymr_status status)
{
    return status == YMR_E_SPACE || status == YMR_E_TOKENS;
}

static ymr_status fetch_whole(session *s, int64_t order_id, int64_t return_id)
{
    return session_run(s, ymr_start_return(&s->client, order_id, return_id, &head));
}

static ymr_status print_by_items(session *s, print_form form, int64_t order_id, int64_t return_id)
{
    by_items b = {.form = form};
    const ymr_status status = fetch_by_items(s, &b, order_id, return_id);
    if (status == YMR_OK) {
        show(form, &head, &rendered, b.count);
    }
    return status;
}

int print_fetched(session *s, print_form form, int64_t order_id, int64_t return_id, bool known_large)
{
    const char *const subject =
        errors_subject("return %lld of order %lld", (long long)return_id, (long long)order_id);
    ymr_status status = YMR_E_SPACE;

    if (!known_large) {
        status = fetch_whole(s, order_id, return_id);
        if (status == YMR_OK) {
            print_return(form, &head);
        }
    }
    if (does_not_fit(status)) {
        note_detail("%s is too long for %u bytes and %u tokens: reading it by items", subject,
                    (unsigned)YMR_BOARD_TEXT, (unsigned)YMR_BOARD_TOKENS);
        status = print_by_items(s, form, order_id, return_id);
    }
    if (does_not_fit(status)) {
        note_detail("%s has an item that is too long, too: reading it with the large buffers", subject);
        session_large(s, true);
        status = fetch_whole(s, order_id, return_id);
        if (status == YMR_OK) {
            print_return(form, &head);
        }
    }
    int ends = EXIT_DONE;
    if (rendered.to.error != 0) {
        spool_good(&rendered);
        ends = EXIT_LOCAL;
    } else if (status != YMR_OK) {
        ends = errors_call(s, status, subject);
    }
    session_large(s, false);
    return errors_finish(ends);
}
