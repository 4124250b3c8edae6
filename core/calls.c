#include "call.h"
#include "rows.h"

/* One object, collected whole. */

static ymr_sink *prepare_object(ymr_client *client)
{
    ymr_collect_init(&client->sink.collect, client->space.text, client->space.text_size, false);
    return &client->sink.collect.sink;
}

static ymr_status finish_object(ymr_client *client)
{
    const ymr_workspace *space = &client->space;
    const ymr_status status = ymr_json_parse(&client->document, space->text, client->sink.collect.length,
                                             space->tokens, space->token_count, &client->report.fault);
    if (status != YMR_OK) {
        return status;
    }
    return ymr_answer_open(&client->document, &client->answer, &client->outcome.api, &client->report);
}

static void explain_object(ymr_client *client, ymr_status status)
{
    if (status == YMR_E_SPACE) {
        client->report.fault.status = status;
        client->report.fault.needed = (uint32_t)client->sink.collect.needed;
    }
}

static const ymr_job object_job = {prepare_object, finish_object, explain_object};

ymr_status ymr_start_object(ymr_client *client, const ymr_request *what, const ymr_answer *answer)
{
    const ymr_status status = ymr_call_start(client, &object_job, what);
    if (status == YMR_OK) {
        client->answer = *answer;
    }
    return status;
}

/* A list, element by element, page by page. */

typedef struct page {
    bool present;
    ymr_paging paging;
} page;

static const ymr_field page_rows[] = {
    YMR_OPTIONAL(page, paging, "paging", &ymr_paging_shape),
};
static const ymr_shape page_shape = YMR_SHAPE(page, page_rows);

static ymr_status missing_list(ymr_client *client)
{
    client->report.fault.status = YMR_E_MISSING;
    ymr_json_path(&client->sink.listing.document, 0, client->plan.path, client->report.fault.path);
    return YMR_E_MISSING;
}

/* What stands beside the list: what the caller wants of it, and the next page's token. */
static ymr_status read_skeleton(ymr_listing *listing)
{
    page read;
    ymr_client *client = listing->owner;
    const ymr_answer paging = {&page_shape, &read, client->answer.bare};
    ymr_status status = ymr_answer_open(&listing->document, &paging, &client->outcome.api, &client->report);
    if (status == YMR_OK && !listing->splitter.list_seen) {
        status = missing_list(client);
    }
    if (status == YMR_OK && client->answer.shape != NULL) {
        status = ymr_answer_open(&listing->document, &client->answer, &client->outcome.api, &client->report);
    }
    if (status == YMR_OK) {
        client->request.page_token = read.paging.next_page_token;
    }
    return status;
}

static ymr_sink *prepare_list(ymr_client *client)
{
    ymr_listing_init(&client->sink.listing, &client->plan, &client->space, client->page, read_skeleton, client,
                     &client->report);
    return &client->sink.listing.sink;
}

static ymr_status finish_list(ymr_client *client)
{
    return ymr_pages_next(client, client->request.page_token);
}

static const ymr_job list_job = {prepare_list, finish_list, NULL};

static bool is_under_result(const char *path)
{
    static const char result[] = "result.";
    for (size_t i = 0; i + 1 < sizeof result; i++) {
        if (path[i] != result[i]) {
            return false;
        }
    }
    return true;
}

ymr_status ymr_start_list(ymr_client *client, const ymr_request *what, const ymr_listing_plan *plan,
                          const ymr_answer *rest)
{
    const ymr_status status = ymr_call_start(client, &list_job, what);
    if (status == YMR_OK) {
        client->plan = *plan;
        client->answer = rest != NULL ? *rest : (ymr_answer){NULL, NULL, false};
        client->answer.bare = !is_under_result(plan->path);
        ymr_pages_begin(client);
    }
    return status;
}

/* A photo, streamed. */

static ymr_sink *prepare_photo(ymr_client *client)
{
    return ymr_call_stream(client, YMR_MAX_PHOTO, YMR_CONTENT_PHOTO);
}

static ymr_status finish_stream(ymr_client *client)
{
    (void)client;
    return YMR_OK;
}

static const ymr_job photo_job = {prepare_photo, finish_stream, NULL};

ymr_status ymr_start_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                           ymr_text image_hash, ymr_chunk_taker *taker, void *context)
{
    const ymr_request what = {.operation = &ymr_operation_get_return_photo,
                              .order_id = order_id,
                              .return_id = return_id,
                              .item_id = item_id,
                              .hash = image_hash};
    const ymr_status status = ymr_call_start(client, &photo_job, &what);
    if (status == YMR_OK) {
        client->sink.stream.taker = taker;
        client->sink.stream.context = context;
    }
    return status;
}

/* Returns. */

ymr_status ymr_start_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out)
{
    const ymr_request what = {.operation = &ymr_operation_get_return, .order_id = order_id, .return_id = return_id};
    const ymr_answer answer = {&ymr_return_shape, out, false};
    return ymr_start_object(client, &what, &answer);
}

ymr_status ymr_start_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                     const ymr_list_events *events, void *context, ymr_return_item *item,
                                     ymr_return *out)
{
    const ymr_request what = {.operation = &ymr_operation_get_return, .order_id = order_id, .return_id = return_id};
    const ymr_listing_plan plan = {"result.items", &ymr_return_item_shape, item, events, context};
    const ymr_answer rest = {&ymr_return_shape, out, false};
    return ymr_start_list(client, &what, &plan, &rest);
}

ymr_status ymr_start_returns(ymr_client *client, const ymr_returns_filter *filter, const ymr_list_events *events,
                             void *context, ymr_return *scratch)
{
    const ymr_request what = {.operation = &ymr_operation_get_returns, .arguments = filter, .query = ymr_returns_query};
    const ymr_listing_plan plan = {"result.returns", &ymr_return_shape, scratch, events, context};
    return ymr_start_list(client, &what, &plan, NULL);
}

/* Start and run in one. */

static ymr_status run(ymr_client *client, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(client) : started;
}

ymr_status ymr_get_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out)
{
    return run(client, ymr_start_return(client, order_id, return_id, out));
}

ymr_status ymr_get_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                   const ymr_list_events *events, void *context, ymr_return_item *item,
                                   ymr_return *out)
{
    return run(client, ymr_start_return_by_items(client, order_id, return_id, events, context, item, out));
}

ymr_status ymr_get_returns(ymr_client *client, const ymr_returns_filter *filter,
                           const ymr_list_events *events, void *context, ymr_return *scratch)
{
    return run(client, ymr_start_returns(client, filter, events, context, scratch));
}

ymr_status ymr_get_return_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                                ymr_text image_hash, ymr_chunk_taker *taker, void *context)
{
    return run(client, ymr_start_photo(client, order_id, return_id, item_id, image_hash, taker, context));
}
