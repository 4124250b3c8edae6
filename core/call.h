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

/** Starts a call: what the job needs beside the request is filled in by the caller afterwards. */
ymr_status ymr_call_start(ymr_client *client, const ymr_job *job, const ymr_request *what);

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
