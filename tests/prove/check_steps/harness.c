#include "prove.h"

#include "check_parts.h"

#include "check_model.h"

#include "check.c"

static ymr_index table;
static bool finished, started;

void ymr_hits_finish(ymr_check *of)
{
    const size_t count = any_size();
    PROMISE(of == &check && check.count <= check.room);
    ASSUME(count <= of->count);
    of->count = count;
    finished = true;
}

ymr_status ymr_hits_take_known(void *context, const ymr_hit *hit)
{
    (void)context, (void)hit;
    return YMR_OK;
}

ymr_status ymr_hits_take_found(void *context, const ymr_hit *hit)
{
    (void)context, (void)hit;
    return YMR_OK;
}

void ymr_hits_page_ended(void *context, bool came)
{
    (void)context, (void)came;
}

ymr_status ymr_index_find(const ymr_index *index, const ymr_scan *scan, ymr_hit_taker *taker, void *context)
{
    const size_t count = any_size();
    PROMISE(index == &table && scan == &check.scan && taker == ymr_hits_take_known && context == &check);
    PROMISE(check.next == check.count && check.passed == 0 && check.left == 0);
    ASSUME(count >= check.count && count <= check.room);
    check.count = count;
    check.left = any_size();
    return YMR_OK;
}

ymr_status ymr_start_search(ymr_client *of, const ymr_returns_filter *filter, ymr_search *search)
{
    PROMISE(of == &client && filter == &check.filter && search == &check.search && !started);
    PROMISE(filter->order_count == (filter->order_ids != NULL ? 1 : 0));
    PROMISE(filter->order_ids == NULL || (filter->order_ids == &check.order_id && check.order_id != 0));
    PROMISE(search->scan == &check.scan && search->context == &check && search->taker == ymr_hits_take_found);
    started = true;
    return any_bool() ? YMR_OK : YMR_E_BUSY;
}

ymr_status ymr_check_choose(ymr_check *of, ymr_status status)
{
    (void)status;
    PROMISE(of == &check);
    return YMR_OK;
}

ymr_status ymr_check_read(ymr_check *of, ymr_status status)
{
    return ymr_check_choose(of, status);
}

ymr_status ymr_check_read_items(ymr_check *of, ymr_status status)
{
    return ymr_check_choose(of, status);
}

static bool is_named(void)
{
    for (size_t i = 0; i < check.scan.count; i++) {
        if (check.scan.readings[i].field == YMR_FIELD_ORDER && check.scan.readings[i].number == check.order_id) {
            return true;
        }
    }
    return false;
}

int main(void)
{
    take_any_hits();
    check.index = any_bool() ? &table : NULL;
    check.scan.count = any_byte();
    ASSUME(check.scan.count <= YMR_MAX_READINGS && check.stage <= ALL_SEARCHED);
    for (size_t i = 0; i < YMR_MAX_READINGS; i++) {
        check.scan.readings[i].field = any_byte();
        check.scan.readings[i].number = any_int64();
    }
    check.left = any_size();
    check.now_ms = any_int64();
    table.live.as_of_ms = any_int64();
    check.limits.max_age_ms = any_int64();
    check.limits.search_on_miss = any_bool();
    check.search.stopped = any_bool();
    client.outcome.attempts = any_byte();
    ASSUME(check.requests < UINT32_MAX);
    const unsigned which = any_unsigned() % 4;
    move *const made[] = {ask, weigh, search};
    const ymr_status ended = any_answer();
    ASSUME(ended != YMR_PENDING);
    const ymr_status status = which < 3 ? made[which](&check, ended) : start_search(&check);
    PROMISE(status == YMR_OK || (status == YMR_PENDING && which == 2));
    PROMISE(check.order_id == 0 || is_named());
    PROMISE(check.count <= check.room && (check.next <= check.count || finished));
    PROMISE(!started || check.state == SEARCHING || (check.state == ENDED && check.trouble != YMR_OK));
    PROMISE(check.state != ENDED || finished || which == 2);
    return 0;
}
