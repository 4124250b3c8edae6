#include "call.h"
#include "rows.h"

/* One return, collected whole. */

static ymr_sink *prepare_collect(ymr_client *client)
{
    ymr_collect_init(&client->sink.collect, client->space.text, client->space.text_size, false);
    return &client->sink.collect.sink;
}

static ymr_status finish_return(ymr_client *client)
{
    const ymr_workspace *space = &client->space;
    const ymr_status status = ymr_json_parse(&client->document, space->text, client->sink.collect.length,
                                             space->tokens, space->token_count, &client->report.fault);
    if (status != YMR_OK) {
        return status;
    }
    return ymr_envelope_open(&client->document, &ymr_return_shape, client->result, &client->outcome.api,
                             &client->report);
}

static void explain_collect(ymr_client *client, ymr_status status)
{
    if (status == YMR_E_SPACE) {
        client->report.fault.status = status;
        client->report.fault.needed = (uint32_t)client->sink.collect.needed;
    }
}

static const ymr_job return_job = {YMR_GET_RETURN, prepare_collect, finish_return, explain_collect};

ymr_status ymr_start_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out)
{
    const ymr_status status = ymr_call_start(client, &return_job);
    if (status == YMR_OK) {
        client->request.order_id = order_id;
        client->request.return_id = return_id;
        client->result = out;
    }
    return status;
}

/* What a sink has read to its end needs no finish. */
static ymr_status finish_nothing(ymr_client *client)
{
    (void)client;
    return YMR_OK;
}

/* Lists. */

static ymr_client *client_of(const ymr_listing *listing)
{
    return listing->owner;
}

static ymr_sink *prepare_listing(ymr_client *client, ymr_status (*finish)(ymr_listing *listing))
{
    ymr_listing_init(&client->sink.listing, &client->plan, &client->space, client->page, finish, client,
                     &client->report);
    return &client->sink.listing.sink;
}

/* One return, item by item. */

static ymr_status read_return_skeleton(ymr_listing *listing)
{
    ymr_client *client = client_of(listing);
    return ymr_envelope_open(&listing->document, &ymr_return_shape, client->result, &client->outcome.api,
                             &client->report);
}

static ymr_sink *prepare_items(ymr_client *client)
{
    return prepare_listing(client, read_return_skeleton);
}

static const ymr_job items_job = {YMR_GET_RETURN, prepare_items, finish_nothing, NULL};

ymr_status ymr_start_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                     const ymr_list_events *events, void *context, ymr_return_item *item,
                                     ymr_return *out)
{
    const ymr_status status = ymr_call_start(client, &items_job);
    if (status == YMR_OK) {
        client->request.order_id = order_id;
        client->request.return_id = return_id;
        client->result = out;
        client->plan = (ymr_listing_plan){"result.items", &ymr_return_item_shape, item, events, context};
    }
    return status;
}

/* Returns, page by page. */

/** PagedReturnsDTO without its returns. */
typedef struct page {
    bool present;
    ymr_list returns;
    ymr_paging paging;
} page;

static const ymr_field page_rows[] = {
    YMR_OPTIONAL(page, paging, "paging", &ymr_paging_shape),
    YMR_REQUIRED_LIST(page, returns, "returns", OBJECT, &ymr_return_shape),
};
static const ymr_shape page_shape = YMR_SHAPE(page, page_rows);

static ymr_status read_page_skeleton(ymr_listing *listing)
{
    page read;
    ymr_client *client = client_of(listing);
    const ymr_status status =
        ymr_envelope_open(&listing->document, &page_shape, &read, &client->outcome.api, &client->report);
    if (status == YMR_OK) {
        client->request.page_token = read.paging.next_page_token;
    }
    return status;
}

static ymr_sink *prepare_page(ymr_client *client)
{
    return prepare_listing(client, read_page_skeleton);
}

static ymr_status finish_page(ymr_client *client)
{
    return ymr_pages_next(client, client->request.page_token);
}

static const ymr_job returns_job = {YMR_GET_RETURNS, prepare_page, finish_page, NULL};

ymr_status ymr_start_returns(ymr_client *client, const ymr_returns_filter *filter,
                             const ymr_list_events *events, void *context, ymr_return *scratch)
{
    const ymr_status status = ymr_call_start(client, &returns_job);
    if (status == YMR_OK) {
        client->request.filter = filter;
        client->plan = (ymr_listing_plan){"result.returns", &ymr_return_shape, scratch, events, context};
        ymr_pages_begin(client);
    }
    return status;
}

/* A photo, streamed. */

static ymr_sink *prepare_photo(ymr_client *client)
{
    ymr_stream *stream = &client->sink.stream;
    ymr_stream_init(stream, stream->taker, stream->context, YMR_MAX_PHOTO, true);
    return &stream->sink;
}

static const ymr_job photo_job = {YMR_GET_RETURN_PHOTO, prepare_photo, finish_nothing, NULL};

ymr_status ymr_start_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                           ymr_text image_hash, ymr_chunk_taker *taker, void *context)
{
    const ymr_status status = ymr_call_start(client, &photo_job);
    if (status == YMR_OK) {
        client->request.order_id = order_id;
        client->request.return_id = return_id;
        client->request.item_id = item_id;
        client->request.image_hash = image_hash;
        client->sink.stream.taker = taker;
        client->sink.stream.context = context;
    }
    return status;
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
