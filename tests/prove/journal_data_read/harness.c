#define LOOK_ONLY
#include "loose.h"

#include "journal_end.h"

#include "journal_parts.h"

typedef struct reader reader;

static void get_bytes(reader *r, void *bytes, size_t length);
static void get_item(reader *r, ymr_item_decision *item);

#include "journal_data.c"

#include "stored_model.h"

static void get_bytes(reader *r, void *bytes, size_t length)
{
    PROMISE(length == 0 || __CPROVER_w_ok(bytes, length));
    r->failed = r->failed || any_bool();
}

enum { ITEMS = 4 };

static char buffer[YMR_JOURNAL_ROOM(ITEMS, ROOM) + _Alignof(ymr_item_decision)];

/* Takes some of the room for texts, as get_text does. */
static void get_item(reader *r, ymr_item_decision *item)
{
    const size_t taken = any_size();

    PROMISE(__CPROVER_w_ok(item, sizeof *item) && misalignment(item) == 0);
    PROMISE((char *)(item + 1) <= r->text && (r->room == 0 || __CPROVER_w_ok(r->text, r->room)));
    ASSUME(taken <= r->room);
    r->text += taken;
    r->room -= taken;
    r->failed = r->failed || any_bool();
}

uint32_t ymr_log_units(const ymr_journal *journal, uint32_t length)
{
    const uint32_t whole = any_uint32();
    (void)journal;
    ASSUME(whole >= length && whole - length < YMR_STORAGE_MAX_PROGRAM);
    return whole;
}

int main(void)
{
    static ymr_journal journal;
    ymr_journal_record record;
    const uint32_t place = any_uint32(), length = any_uint32();
    const size_t size = any_size();

    ASSUME(place <= UINT32_MAX - 2 * YMR_HEAD_SIZE && length <= UINT32_MAX - 2 * YMR_HEAD_SIZE - place);
    ASSUME(size <= sizeof buffer);
    const ymr_status status =
        ymr_data_read(&journal, place, length, buffer + (sizeof buffer - size), size, &record);
    PROMISE(status == YMR_OK || status == YMR_E_STORED || status == YMR_E_SPACE);
    PROMISE(status != YMR_E_SPACE || record.needed > size);
    PROMISE(status != YMR_OK || record.submit.decisions.count <= ITEMS);
    return 0;
}
