#include "prove.h"

#include "match.c"

ymr_search nondet_search(void);
ymr_return nondet_return(void);

static ymr_client client;
static ymr_search search;
static ymr_scan scan;

ymr_status ymr_start_returns(ymr_client *of, const ymr_returns_filter *filter, const ymr_list_events *events,
                             void *context, ymr_return *scratch)
{
    PROMISE(of == &client && filter != NULL && context == &search && scratch == &search.scratch);
    PROMISE(events->begin == on_begin && events->commit == on_commit && events->abort == on_abort);
    return any_bool() ? YMR_OK : YMR_E_BUSY;
}

static ymr_status taker(void *context, const ymr_hit *hit)
{
    (void)context, (void)hit;
    return YMR_OK;
}

static unsigned pages;

static void ended(void *context, bool came)
{
    (void)came;
    PROMISE(context == &client);
    pages++;
}

int main(void)
{
    const ymr_returns_filter filter = {0};

    search = nondet_search();
    search.scan = any_bool() ? &scan : NULL;
    search.taker = any_bool() ? taker : NULL;
    search.page_ended = any_bool() ? ended : NULL;
    search.context = &client;
    const ymr_status status = ymr_start_search(&client, &filter, &search);
    PROMISE(status != YMR_OK || (search.scan == &scan && search.taker == taker));
    PROMISE(status != YMR_OK || (search.pages == 0 && !search.stopped));

    search.returns = any_uint32();
    search.pages = any_uint32();
    search.oversized = any_uint32();
    search.page_returns = any_uint32();
    search.page_oversized = any_uint32();
    search.stopped = any_bool();
    ASSUME(search.returns < UINT32_MAX / 2 && search.page_returns < UINT32_MAX / 2 && search.pages < UINT32_MAX / 2);
    ASSUME(search.oversized < UINT32_MAX / 2 && search.page_oversized < UINT32_MAX / 2);
    const uint32_t before = search.pages;
    if (any_bool()) {
        on_commit(&search, any_uint32());
        PROMISE(search.pages == before + 1);
    } else if (any_bool()) {
        on_abort(&search, any_uint32(), YMR_E_IO);
        PROMISE(!search.stopped || pages == 0);
    } else {
        on_begin(&search, any_uint32());
        PROMISE(search.page_returns == 0 && search.page_oversized == 0);
    }
    PROMISE(pages <= 1);
    return 0;
}
