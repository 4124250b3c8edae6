#include <string.h>

#include "check_parts.h"

enum stage { NOT_SEARCHED, ORDER_SEARCHED, ALL_SEARCHED };

ymr_status ymr_check_go(ymr_check *check, ymr_check_state state)
{
    check->state = (uint8_t)state;
    return YMR_OK;
}

ymr_status ymr_check_end(ymr_check *check)
{
    ymr_hits_finish(check);
    if (check->count > 0) {
        check->status = YMR_OK;
    } else {
        check->status = check->trouble != YMR_OK ? check->trouble : YMR_E_NOT_FOUND;
    }
    return ymr_check_go(check, ENDED);
}

/* A call that was held back, because the limit is reached, went nowhere. */
void ymr_check_count_call(ymr_check *check, bool had_pages)
{
    check->requests += had_pages || check->client->outcome.attempts > 0 ? 1 : 0;
}

/* Asking the index. */

static int64_t age_of(const ymr_check *check)
{
    const int64_t as_of = check->index->live.as_of_ms;
    return as_of > 0 && check->now_ms >= as_of ? check->now_ms - as_of : -1;
}

static bool is_good_enough(const ymr_check *check)
{
    return check->limits.max_age_ms > 0 && check->age_ms >= 0 && check->age_ms <= check->limits.max_age_ms;
}

static ymr_status ask(ymr_check *check, ymr_status status)
{
    (void)status;
    check->next = check->count;
    check->passed = 0;
    check->left = 0;
    if (check->index == NULL) {
        return ymr_check_go(check, WEIGHING);
    }
    check->age_ms = age_of(check);
    (void)ymr_index_find(check->index, &check->scan, ymr_hits_take_known, check);
    const bool full = check->left > 0 && check->next == check->count;
    const bool good_enough = check->count > 0 && is_good_enough(check);
    return full || good_enough ? ymr_check_end(check) : ymr_check_go(check, CHOOSING);
}

/* Searching. */

static void name_order(ymr_check *check)
{
    for (size_t i = 0; i < check->scan.count && check->order_id == 0; i++) {
        const ymr_reading *reading = &check->scan.readings[i];
        check->order_id = reading->field == YMR_FIELD_ORDER ? reading->number : 0;
    }
}

/* A code that can be an order's can always be something else as well, so the whole list may follow. */
static ymr_status start_search(ymr_check *check)
{
    name_order(check);
    const bool of_order = check->stage == NOT_SEARCHED && check->order_id != 0;
    check->stage = of_order ? ORDER_SEARCHED : ALL_SEARCHED;
    memset(&check->filter, 0, sizeof check->filter);
    check->filter.page_size = 100;
    check->filter.order_ids = of_order ? &check->order_id : NULL;
    check->filter.order_count = of_order ? 1 : 0;
    check->search.scan = &check->scan;
    check->search.taker = ymr_hits_take_found;
    check->search.page_ended = ymr_hits_page_ended;
    check->search.context = check;
    check->search.doubtful = true;
    check->next = 0;
    check->kept = 0;
    check->kept_missed = check->missed;
    memset(&check->found, 0, sizeof check->found);
    const ymr_status status = ymr_start_search(check->client, &check->filter, &check->search);
    if (status != YMR_OK) {
        check->trouble = status;
        return ymr_check_end(check);
    }
    return ymr_check_go(check, SEARCHING);
}

static ymr_status weigh(ymr_check *check, ymr_status status)
{
    (void)status;
    /* Hits that were dropped have left room behind. */
    if (check->left > 0) {
        return ymr_check_go(check, ASKING);
    }
    if (check->count > 0 || !check->limits.search_on_miss || check->stage == ALL_SEARCHED) {
        return ymr_check_end(check);
    }
    return start_search(check);
}

static ymr_status search(ymr_check *check, ymr_status status)
{
    ymr_check_count_call(check, check->search.pages > 0);
    if (status != YMR_OK && !check->search.stopped) {
        /* That there is no such list does not say that no return has the code. */
        check->trouble = status == YMR_E_NOT_FOUND ? YMR_E_API : status;
        return ymr_check_end(check);
    }
    (void)ymr_check_go(check, CHOOSING);
    return YMR_PENDING;
}

/* Itself. */

typedef ymr_status move(ymr_check *check, ymr_status status);

static move *const moves[] = {
    [ENDED] = NULL,
    [ASKING] = ask,
    [CHOOSING] = ymr_check_choose,
    [READING] = ymr_check_read,
    [READING_ITEMS] = ymr_check_read_items,
    [WEIGHING] = weigh,
    [SEARCHING] = search,
};

static bool is_calling(const ymr_check *check)
{
    return check->state == READING || check->state == READING_ITEMS || check->state == SEARCHING;
}

/* No move is on the stack while the client goes on: that needs most of it. */
ymr_status ymr_scan_check_step(ymr_check *check)
{
    while (check->state != ENDED) {
        const ymr_status status = is_calling(check) ? ymr_client_step(check->client) : YMR_OK;
        if (status == YMR_PENDING || moves[check->state](check, status) == YMR_PENDING) {
            return YMR_PENDING;
        }
    }
    return check->status;
}

ymr_status ymr_start_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                                const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room,
                                ymr_check *check)
{
    memset(check, 0, sizeof *check);
    check->status = YMR_E_ARGUMENT;
    if (client == NULL || (code == NULL && length > 0) || hits == NULL || room == 0) {
        return check->status;
    }
    check->client = client;
    check->index = index;
    check->hits = hits;
    check->room = room;
    check->now_ms = now_ms;
    check->age_ms = -1;
    if (limits != NULL) {
        check->limits = *limits;
    }
    check->status = ymr_scan_read(&check->scan, length > 0 ? code : "", length);
    if (check->status == YMR_OK) {
        check->status = YMR_PENDING;
        check->state = ASKING;
        return YMR_OK;
    }
    return check->status;
}

ymr_status ymr_scan_check(ymr_client *client, ymr_index *index, const char *code, size_t length,
                          const ymr_check_limits *limits, int64_t now_ms, ymr_hit *hits, size_t room,
                          ymr_check *check)
{
    ymr_status status =
        ymr_start_scan_check(client, index, code, length, limits, now_ms, hits, room, check);
    if (status != YMR_OK) {
        return status;
    }
    while ((status = ymr_scan_check_step(check)) == YMR_PENDING) {
        ymr_client_wait(client, UINT32_MAX);
    }
    return status;
}

void ymr_scan_check_cancel(ymr_check *check)
{
    if (check->state == ENDED) {
        return;
    }
    if (is_calling(check)) {
        ymr_client_cancel(check->client);
    }
    if (check->state == READING_ITEMS) {
        ymr_hits_release(check);
    }
    check->trouble = YMR_E_STOPPED;
    (void)ymr_check_end(check);
    check->status = YMR_E_STOPPED;
}
