#include "divide.h"
#include "index_table.h"

enum state { ENDED, LISTING, ITEMS, SORTING };

/* Sifts of the sort at a step: 130,000 instructions for 2,000 keys, 210,000 for a million. */
enum { SIFTS_A_STEP = 256 };

enum { MS_PER_SECOND = 1000, SECONDS_PER_DAY = 86400, MOSCOW_MINUTES = 180 };

/* The list: a page counts when it has come whole. */

static void on_begin(void *context, uint32_t page)
{
    const ymr_index_build *const build = context;
    (void)page;
    ymr_index_mark(build->index);
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    const ymr_index_build *const build = context;
    (void)page;
    (void)why;
    ymr_index_roll_back(build->index);
}

static ymr_status on_return(void *context, uint32_t number, const void *element)
{
    ymr_index_build *const build = context;
    (void)number;
    return ymr_index_add_by(build->index, element, &build->item);
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    const ymr_index_build *const build = context;
    return what->id == 0 || what->order_id == 0
               ? YMR_E_MISSING
               : ymr_index_add_partial(build->index, what->id, what->order_id);
}

static const ymr_list_events list_events = {on_begin, on_return, on_oversize, NULL, on_abort};

/* One return by items. */

static ymr_index_return *row_under_way(const ymr_index_build *build)
{
    return &build->index->shadow.returns[build->row];
}

static ymr_status on_item(void *context, uint32_t number, const void *element)
{
    const ymr_index_build *const build = context;
    return ymr_index_add_item(build->index, build->row, element, number);
}

static ymr_status on_item_oversize(void *context, const ymr_oversize *what)
{
    const ymr_index_build *const build = context;
    (void)what;
    row_under_way(build)->flags |= ROW_LEFT_OUT;
    return YMR_OK;
}

static void on_item_commit(void *context, uint32_t page)
{
    const ymr_index_build *const build = context;
    (void)page;
    ymr_index_complete(build->index, build->row, &build->scratch);
}

static void on_item_abort(void *context, uint32_t page, ymr_status why)
{
    const ymr_index_build *const build = context;
    on_abort(context, page, why);
    row_under_way(build)->flags = ROW_PARTIAL;
}

static const ymr_list_events item_events = {on_begin, on_item, on_item_oversize, on_item_commit,
                                            on_item_abort};

/* Beginning. */

/* A clock of the Market that runs ahead must not hide what changes until then. */
static uint32_t refresh_second(const ymr_index_table *live)
{
    const uint32_t began_s = ymr_seconds(live->as_of_ms);
    return began_s > 0 && began_s < live->last_update_s ? began_s : live->last_update_s;
}

static void put_digits(char *to, unsigned count, uint32_t number)
{
    for (; count > 0; count--, number /= 10) {
        to[count - 1] = (char)('0' + number % 10);
    }
}

/* The day before, as Moscow counts days: whichever way the Market counts, it overlaps. */
static void set_from_day(ymr_index_build *build)
{
    const int64_t second = (int64_t)refresh_second(&build->index->live) - SECONDS_PER_DAY;
    const ymr_civil day = ymr_time_civil(second * MS_PER_SECOND, MOSCOW_MINUTES);

    put_digits(build->from_day, 4, (uint32_t)day.year);
    build->from_day[4] = '-';
    put_digits(build->from_day + 5, 2, day.month);
    build->from_day[7] = '-';
    put_digits(build->from_day + 8, 2, day.day);
    build->from_day[10] = '\0';
}

static void set_filter(ymr_index_build *build)
{
    const ymr_index_scope *const scope = &build->index->scope;

    build->filter = (ymr_returns_filter){.type = scope->type, .page_size = 100};
    if (build->mode == YMR_INDEX_REFRESH) {
        set_from_day(build);
        build->filter.from_day = build->from_day;
    } else {
        build->filter.refund_statuses = scope->refund_statuses;
        build->filter.shipment_statuses = scope->shipment_statuses;
    }
}

static ymr_status end_build(ymr_index_build *build, ymr_status status)
{
    if (status != YMR_OK) {
        ymr_index_abort(build->index);
    }
    build->state = ENDED;
    build->status = status;
    return status;
}

ymr_status ymr_index_start(ymr_index_build *build, ymr_client *client, ymr_index *index, ymr_index_mode mode,
                           int64_t now_ms)
{
    const int64_t campaign = index->scope.campaign_id;

    if (index->building) {
        return YMR_E_BUSY;
    }
    index->scope.campaign_id = client->config->campaign_id;
    (void)ymr_index_begin(index, mode, now_ms);
    build->client = client;
    build->index = index;
    build->row = 0;
    build->mode = (ymr_index_mode)index->mode;
    build->status = YMR_PENDING;
    build->state = LISTING;
    set_filter(build);
    const ymr_status status = ymr_start_returns(client, &build->filter, &list_events, build, &build->scratch);
    if (status != YMR_OK) {
        index->scope.campaign_id = campaign;
        (void)end_build(build, status);
    }
    return status;
}

/* Going on. YMR_OK: something was done; YMR_PENDING: nothing can be done now; an error ends the build. */

static ymr_status begin_sort(ymr_index_build *build)
{
    ymr_index_sort_begin(build->index);
    build->state = SORTING;
    return YMR_OK;
}

/* The next return that is still to be fetched by items, or the end of that. */
static ymr_status fetch_next(ymr_index_build *build)
{
    const ymr_index_table *const shadow = &build->index->shadow;

    while (build->row < shadow->return_count && (row_under_way(build)->flags & ROW_PARTIAL) == 0) {
        build->row++;
    }
    if (build->row == shadow->return_count) {
        return begin_sort(build);
    }
    build->state = ITEMS;
    const ymr_index_return *const row = row_under_way(build);
    return ymr_start_return_by_items(build->client, row->order_id, row->id, &item_events, build, &build->item,
                                     &build->scratch);
}

static ymr_status step_list(ymr_index_build *build)
{
    const ymr_status status = ymr_client_step(build->client);
    return status == YMR_OK ? fetch_next(build) : status;
}

static ymr_status step_items(ymr_index_build *build)
{
    const ymr_status status = ymr_client_step(build->client);
    if (status == YMR_E_NOT_FOUND) {
        ymr_index_drop(build->index, build->row);
    } else if (status == YMR_E_SPACE || status == YMR_E_TOKENS) {
        /* Too big beside its items: its numbers stay known, and all other returns are worth having. */
        row_under_way(build)->flags = ROW_LEFT_OUT;
    } else if (status != YMR_OK) {
        return status;
    }
    return fetch_next(build);
}

static ymr_status step_sort(ymr_index_build *build)
{
    if (!ymr_index_sort_some(build->index, SIFTS_A_STEP)) {
        return YMR_OK;
    }
    const ymr_status status = ymr_index_switch(build->index);
    return status == YMR_OK ? end_build(build, status) : status;
}

static ymr_status go_on(ymr_index_build *build)
{
    switch (build->state) {
    case LISTING:
        return step_list(build);
    case ITEMS:
        return step_items(build);
    default:
        return step_sort(build);
    }
}

ymr_status ymr_index_step(ymr_index_build *build)
{
    const ymr_status status = build->state == ENDED ? YMR_OK : go_on(build);
    return status < YMR_OK ? end_build(build, status) : build->status;
}

ymr_status ymr_index_update(ymr_index_build *build, ymr_client *client, ymr_index *index, ymr_index_mode mode,
                            int64_t now_ms)
{
    ymr_status status = ymr_index_start(build, client, index, mode, now_ms);
    if (status != YMR_OK) {
        return status;
    }
    while ((status = ymr_index_step(build)) == YMR_PENDING) {
        ymr_client_wait(client, UINT32_MAX);
    }
    return status;
}

void ymr_index_cancel(ymr_index_build *build)
{
    if (build->state == LISTING || build->state == ITEMS) {
        ymr_client_cancel(build->client);
    }
    if (build->state != ENDED) {
        (void)end_build(build, YMR_E_STOPPED);
    }
}
