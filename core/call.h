/* What a call is made of: client.c drives it, calls.c says what each call does. */
#ifndef YMR_CORE_CALL_H
#define YMR_CORE_CALL_H

#include "ymr/client.h"

/** One kind of call. */
typedef struct ymr_job {
    /** Makes the sink for the next request's answer ready; each time the request is tried. */
    ymr_sink *(*prepare)(ymr_client *client);
    /** The answer is complete and its status good. YMR_OK: so is the call; YMR_PENDING: one more request. */
    ymr_status (*finish)(ymr_client *client);
    /** Adds to report.fault what the job knows of an error. May be NULL. */
    void (*explain)(ymr_client *client, ymr_status status);
} ymr_job;

/** What is the same each time that a call is made. */
typedef struct ymr_call {
    const ymr_operation *operation;
    void (*query)(struct ymr_writer *writer, const void *arguments); /**< as in ymr_request */
    void (*body)(struct ymr_writer *writer, const void *arguments);
    const ymr_shape *shape; /**< of the answer, or of what stands beside its list; NULL: its status is all */
    bool bare;              /**< as in ymr_answer; of a list its path tells */
} ymr_call;

/**
 * Starts a call. What the job needs, and of the request what is not the config's, is filled in by the caller afterwards if
 * this answered YMR_OK; so it is with all that begin a call here.
 */
ymr_status ymr_call_start(ymr_client *client, const ymr_job *job, const ymr_operation *operation);

/** Makes `what` the request of a call that was started, but for what the config fills in. */
void ymr_call_ask(ymr_client *client, const ymr_request *what);

/** Fills in ids if the call was `started`; answers that again. */
ymr_status ymr_call_ids(ymr_client *client, ymr_status started, int64_t order_id, int64_t return_id);

/** Starts a call that answers with one object; it goes to `out`. */
ymr_status ymr_call_object(ymr_client *client, const ymr_call *call, const void *arguments, void *out);

/** Starts a call that answers with a list; what stands beside it goes to `rest`, unless that is NULL. */
ymr_status ymr_call_list(ymr_client *client, const ymr_call *call, const void *arguments, const ymr_listing_plan *plan,
                         void *rest);

/** Starts a call whose body is streamed. */
ymr_status ymr_call_file(ymr_client *client, const ymr_job *job, const ymr_operation *operation, ymr_chunk_taker *taker,
                         void *context);

/** The end of a job for which the body was all. */
ymr_status ymr_call_finish_file(ymr_client *client);

/**
 * The sink of a body that is streamed: what every such job prepares. A try after the first goes on with Range where it can.
 * `client->sink.stream` has taker and context.
 */
ymr_sink *ymr_call_stream(ymr_client *client, uint64_t limit, ymr_content content);

/** What an answer with another status than 2xx means; fills the outcome. */
ymr_status ymr_call_refused(ymr_client *client);

/** Is there an open connection that the next request may go over? Closes one that it may not. */
bool ymr_reuse_take(ymr_client *client);

/** After a complete answer: keeps the connection, or closes it. */
void ymr_reuse_keep(ymr_client *client);

/** Did a try fail only because the connection that was kept had ended? */
bool ymr_reuse_was_stale(const ymr_client *client, ymr_status status);

/** Forgets all page tokens. */
void ymr_pages_begin(ymr_client *client);

/** Takes the token of the next page. @return YMR_PENDING: request it; YMR_OK: there is none; YMR_E_PAGE_TOKEN, _SPACE */
ymr_status ymr_pages_next(ymr_client *client, ymr_text token);

#endif
