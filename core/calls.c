#include <string.h>

#include "answer.h"
#include "apart.h"
#include "call.h"
#include "rows.h"

/* One object, collected whole. */

static ymr_sink *prepare_object(ymr_client *client)
{
    ymr_collect_init(&client->sink.collect, client->space.text, client->space.text_size, false);
    return &client->sink.collect.sink;
}

/* As ymr_answer_find; `place` is that of an answer which is not bare. */
static int32_t find_fields(ymr_client *client, const ymr_document *document, ymr_fields_place place)
{
    return ymr_answer_find(document, client->answer.bare ? YMR_FIELDS_BARE : place, &client->outcome.api,
                           &client->report);
}

/* What the caller wants of the answer, or of what stands beside its list. */
static ymr_status read_fields(ymr_client *client, const ymr_document *document, int32_t token)
{
    const ymr_answer *answer = &client->answer;
    return answer->shape == NULL
               ? YMR_OK
               : ymr_decode(document, (uint32_t)token, answer->shape, answer->out, &client->report);
}

static ymr_status finish_object(ymr_client *client)
{
    const ymr_workspace *space = &client->space;
    ymr_document *document = &client->document;
    if (client->answer.shape != NULL) {
        memset(client->answer.out, 0, client->answer.shape->size);
    }
    const ymr_status status = ymr_json_parse(document, space->text, client->sink.collect.length, space->tokens,
                                             space->token_count, &client->report.fault);
    if (status != YMR_OK) {
        return status;
    }
    const int32_t token =
        find_fields(client, document, client->answer.shape == NULL ? YMR_FIELDS_NONE : YMR_FIELDS_RESULT);
    return token < 0 ? (ymr_status)token : read_fields(client, document, token);
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
    const ymr_status status = ymr_call_start(client, &object_job, what->operation);
    if (status == YMR_OK) {
        ymr_call_ask(client, what);
        client->answer = *answer;
    }
    return status;
}

static void take_call(ymr_client *client, const ymr_call *call, const void *arguments, void *out)
{
    client->request.query = call->query;
    client->request.body = call->body;
    client->request.arguments = arguments;
    client->answer = (ymr_answer){call->shape, out, call->bare};
}

ymr_status ymr_call_object(ymr_client *client, const ymr_call *call, const void *arguments, void *out)
{
    const ymr_status status = ymr_call_start(client, &object_job, call->operation);
    if (status == YMR_OK) {
        take_call(client, call, arguments, out);
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

static YMR_APART ymr_status read_paging(ymr_client *client, int32_t token)
{
    page read;
    const ymr_status status =
        ymr_decode(&client->sink.listing.document, (uint32_t)token, &page_shape, &read, &client->report);
    if (status == YMR_OK) {
        client->request.page_token = read.paging.next_page_token;
    }
    return status;
}

/* What stands beside the list, the next page's token first. */
static YMR_APART ymr_status read_beside(ymr_client *client, int32_t token)
{
    ymr_status status = read_paging(client, token);
    if (status == YMR_OK && !client->sink.listing.splitter.list_seen) {
        status = missing_list(client);
    }
    return status == YMR_OK ? read_fields(client, &client->sink.listing.document, token) : status;
}

static ymr_sink *prepare_list(ymr_client *client)
{
    ymr_listing_init(&client->sink.listing, &client->plan, &client->space, client->page, &client->report);
    return &client->sink.listing.sink;
}

static ymr_status finish_list(ymr_client *client)
{
    const int32_t token = find_fields(client, &client->sink.listing.document, YMR_FIELDS_RESULT);
    const ymr_status status = token < 0 ? (ymr_status)token : read_beside(client, token);
    ymr_listing_settle(&client->sink.listing, status);
    return status == YMR_OK ? ymr_pages_next(client, client->request.page_token) : status;
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

static void begin_list(ymr_client *client, const ymr_listing_plan *plan)
{
    client->plan = *plan;
    client->answer.bare = !is_under_result(plan->path);
    ymr_pages_begin(client);
}

ymr_status ymr_start_list(ymr_client *client, const ymr_request *what, const ymr_listing_plan *plan,
                          const ymr_answer *rest)
{
    const ymr_status status = ymr_call_start(client, &list_job, what->operation);
    if (status == YMR_OK) {
        ymr_call_ask(client, what);
        client->answer = rest != NULL ? *rest : (ymr_answer){NULL, NULL, false};
        begin_list(client, plan);
    }
    return status;
}

ymr_status ymr_call_list(ymr_client *client, const ymr_call *call, const void *arguments, const ymr_listing_plan *plan,
                         void *rest)
{
    const ymr_status status = ymr_call_start(client, &list_job, call->operation);
    if (status == YMR_OK) {
        take_call(client, call, arguments, rest);
        if (rest == NULL) {
            client->answer.shape = NULL;
        }
        begin_list(client, plan);
    }
    return status;
}

/* A photo, streamed. */

static ymr_sink *prepare_photo(ymr_client *client)
{
    return ymr_call_stream(client, YMR_MAX_PHOTO, YMR_CONTENT_PHOTO);
}

ymr_status ymr_call_finish_file(ymr_client *client)
{
    (void)client;
    return YMR_OK;
}

ymr_status ymr_call_file(ymr_client *client, const ymr_job *job, const ymr_operation *operation, ymr_chunk_taker *taker,
                         void *context)
{
    const ymr_status status = ymr_call_start(client, job, operation);
    if (status == YMR_OK) {
        client->sink.stream.taker = taker;
        client->sink.stream.context = context;
    }
    return status;
}

static const ymr_job photo_job = {prepare_photo, ymr_call_finish_file, NULL};

static ymr_status ask_for_image(ymr_client *client, ymr_status started, int64_t item_id, ymr_text image_hash)
{
    if (started == YMR_OK) {
        client->request.item_id = item_id;
        client->request.hash = image_hash;
    }
    return started;
}

ymr_status ymr_start_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                           ymr_text image_hash, ymr_chunk_taker *taker, void *context)
{
    ymr_status status = ymr_call_file(client, &photo_job, &ymr_operation_get_return_photo, taker, context);
    status = ymr_call_ids(client, status, order_id, return_id);
    return ask_for_image(client, status, item_id, image_hash);
}

/* Returns. */

static const ymr_call get_return = {&ymr_operation_get_return, NULL, NULL, &ymr_return_shape, false};

ymr_status ymr_start_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out)
{
    return ymr_call_ids(client, ymr_call_object(client, &get_return, NULL, out), order_id, return_id);
}

ymr_status ymr_start_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                     const ymr_list_events *events, void *context, ymr_return_item *item,
                                     ymr_return *out)
{
    const ymr_listing_plan plan = {"result.items", &ymr_return_item_shape, item, events, context};
    return ymr_call_ids(client, ymr_call_list(client, &get_return, NULL, &plan, out), order_id, return_id);
}

ymr_status ymr_start_returns(ymr_client *client, const ymr_returns_filter *filter, const ymr_list_events *events,
                             void *context, ymr_return *scratch)
{
    static const ymr_call call = {&ymr_operation_get_returns, ymr_returns_query, NULL, NULL, false};
    const ymr_listing_plan plan = {"result.returns", &ymr_return_shape, scratch, events, context};
    return ymr_call_list(client, &call, filter, &plan, NULL);
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

/* Not by way of ymr_start_photo: so many arguments would lie on the stack twice, under all that the call does. */
ymr_status ymr_get_return_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                                ymr_text image_hash, ymr_chunk_taker *taker, void *context)
{
    ymr_status status = ymr_call_file(client, &photo_job, &ymr_operation_get_return_photo, taker, context);
    status = ymr_call_ids(client, status, order_id, return_id);
    return run(client, ask_for_image(client, status, item_id, image_hash));
}
