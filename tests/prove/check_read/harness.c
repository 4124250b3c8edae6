#include "prove.h"

#include "check_parts.h"

#include "check_model.h"

#include "check_read.c"

static ymr_index table;

ymr_status ymr_check_go(ymr_check *of, ymr_check_state state)
{
    of->state = (uint8_t)state;
    return YMR_OK;
}

ymr_status ymr_check_end(ymr_check *of)
{
    return ymr_check_go(of, ENDED);
}

void ymr_check_count_call(ymr_check *of, bool had_pages)
{
    PROMISE(of == &check && !had_pages);
}

bool ymr_hits_choose(ymr_check *of)
{
    const size_t next = any_size();
    ASSUME(next >= of->next && next <= of->count);
    of->next = next;
    return next < of->count;
}

ymr_status ymr_hits_confirm(void *context, const ymr_hit *hit)
{
    PROMISE(context == &check && hit != NULL);
    return YMR_OK;
}

void ymr_hits_release(ymr_check *of)
{
    const size_t count = any_size();
    PROMISE(of == &check && is_reading());
    ASSUME(count > of->next && count <= of->room);
    of->count = count;
}

/* Hits may go, and one may be done with. */
static void shorten(ymr_check *of)
{
    const size_t count = any_size(), next = any_size();
    PROMISE(of == &check && is_reading());
    ASSUME(count <= of->count && next <= count && next >= of->next && next <= of->next + 1);
    of->count = count;
    of->next = next;
}

void ymr_hits_settle(ymr_check *of)
{
    shorten(of);
}

void ymr_hits_drop(ymr_check *of)
{
    shorten(of);
}

bool ymr_index_note(ymr_index *index, const ymr_return *found)
{
    PROMISE(index == &table && found == &check.found);
    return any_bool();
}

static ymr_status any_matches(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context)
{
    const size_t count = any_size();
    PROMISE(scan == &check.scan && found == &check.found && taker == ymr_hits_confirm && is_reading());
    ASSUME(count >= check.count && count <= check.room);
    ((ymr_check *)context)->count = count;
    return YMR_OK;
}

ymr_status ymr_match_by(const ymr_scan *scan, const ymr_return *found, ymr_return_item *item, ymr_hit_taker *taker,
                        void *context)
{
    PROMISE(item == &check.search.item);
    return any_matches(scan, found, taker, context);
}

ymr_status ymr_match_whole(const ymr_scan *scan, const ymr_return *found, ymr_hit_taker *taker, void *context)
{
    return any_matches(scan, found, taker, context);
}

ymr_status ymr_match_item(const ymr_scan *scan, const ymr_return *found, const ymr_return_item *item, uint32_t index,
                          ymr_hit_taker *taker, void *context)
{
    (void)item, (void)index;
    return any_matches(scan, found, taker, context);
}

/* Of the hit that is verified. */
static ymr_status any_start(ymr_client *of, int64_t order_id, int64_t return_id, ymr_return *found)
{
    PROMISE(of == &client && found == &check.found && is_reading());
    PROMISE(order_id == hits[check.next].order_id && return_id == hits[check.next].return_id);
    return any_bool() ? YMR_OK : YMR_E_BUSY;
}

ymr_status ymr_start_return(ymr_client *of, int64_t order_id, int64_t return_id, ymr_return *found)
{
    return any_start(of, order_id, return_id, found);
}

static const ymr_list_events *given;

ymr_status ymr_start_return_by_items(ymr_client *of, int64_t order_id, int64_t return_id, const ymr_list_events *events,
                                     void *context, ymr_return_item *scratch, ymr_return *found)
{
    PROMISE(context == &check && scratch == &check.search.item);
    given = events;
    return any_start(of, order_id, return_id, found);
}

static void go_on(void)
{
    const ymr_status ended = any_answer();
    ASSUME(check.next < check.count && ended != YMR_PENDING);
    if (any_bool()) {
        (void)ymr_check_read(&check, ended);
    } else {
        (void)ymr_check_read_items(&check, ended);
    }
}

/* What the list of its items tells. */
static void hear(void)
{
    const ymr_return_item item = {.present = true};
    const ymr_oversize what = {.needed_tokens = any_size()};

    ASSUME(check.next < check.count);
    on_begin(&check, any_uint32());
    PROMISE(check.found.id == hits[check.next].return_id && check.found.order_id == hits[check.next].order_id);
    (void)on_item(&check, any_uint32(), &item);
    PROMISE(on_oversize(&check, &what) == YMR_OK && check.unread != YMR_OK);
}

int main(void)
{
    take_any_hits();
    check.index = any_bool() ? &table : NULL;
    const unsigned which = any_unsigned() % 3;
    if (which == 0) {
        PROMISE(ymr_check_choose(&check, YMR_OK) == YMR_OK);
    } else if (which == 1) {
        go_on();
    } else {
        hear();
    }
    PROMISE(check.count <= check.room && check.next <= check.count);
    PROMISE(which == 2 || (check.state != READING && check.state != READING_ITEMS) || check.next < check.count);
    return 0;
}
