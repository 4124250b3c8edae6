/**
 * The client: the Market's calls, over any transport.
 *
 * Blocking, for a host or a thread of its own: `ymr_get_return(&client, order, id, &out)`.
 * Non-blocking, for a super-loop: `ymr_start_return(…)`, then ymr_client_step() until it answers other than YMR_PENDING;
 * between steps ymr_client_wait(), or anything else that the device has to do.
 *
 * One client makes one call at a time and belongs to one thread. It holds no memory of its own: ymr_client,
 * ymr_config and the workspace are the caller's. Results point into the workspace and live until the next call.
 *
 * Errors: every call answers a ymr_status; ymr_client.outcome has what belongs to it (HTTP status, the API's code and
 * message, wait), ymr_client.report.fault the path of a wrong field or the size that a buffer would have needed.
 */
#ifndef YMR_CLIENT_H
#define YMR_CLIENT_H

#include "ymr/budget.h"
#include "ymr/exchange.h"
#include "ymr/listing.h"
#include "ymr/port.h"
#include "ymr/returns.h"

/** The smallest `io` buffer: the longest request of a small filter fits. A longer one says YMR_E_SPACE and its need. */
#define YMR_IO_MIN 512

/** Times and tries, as data. 0 switches a deadline off. */
typedef struct ymr_policy {
    uint32_t connect_ms; /**< name, TCP and TLS together */
    uint32_t idle_ms;    /**< nothing sent or received; time in which a sink holds bytes back does not count */
    uint32_t total_ms;   /**< the whole call: all tries, waits and pages */
    uint32_t backoff_ms; /**< before try n: a random part of backoff_ms × 2^(n−2), at most backoff_cap_ms */
    uint32_t backoff_cap_ms; /**< the longest wait before a try */
    uint8_t attempts; /**< tries of one request, the first included; only calls that may be repeated are */
    bool reuse;       /**< keep a connection that the server keeps: TLS holds its memory meanwhile; see ymr_client_close */
} ymr_policy;

/** 10 s to connect and of silence, a minute in all, three tries, connections kept. */
#define YMR_POLICY_DEFAULT {10000, 10000, 60000, 500, 8000, 3, true}

/** What a call did, for a log or a person; `value` is what the comment says. */
typedef enum ymr_log_event {
    YMR_LOG_REQUEST,  /**< a request begins; value: its ymr_operation_id */
    YMR_LOG_OPEN,     /**< the connection is there; value: ms it took */
    YMR_LOG_SENT,     /**< the request is sent; value: bytes */
    YMR_LOG_HEAD,     /**< the answer's head is there; value: HTTP status */
    YMR_LOG_DONE,     /**< the answer is complete; value: body bytes */
    YMR_LOG_FAILED,   /**< the try failed; value: ymr_status */
    YMR_LOG_RETRY,    /**< it will be tried again; value: ms of waiting before that */
    YMR_LOG_WAIT      /**< the budget is used up; value: ms of waiting until it is not */
} ymr_log_event;

/** Takes what a call did. Called in the middle of a step: it must not call the client. */
typedef void ymr_log(void *context, ymr_log_event event, int64_t value);

/** What stays the same for all calls. Borrowed: it must live, unchanged, as long as the client. */
typedef struct ymr_config {
    ymr_transport *transport; /**< TLS; plain TCP only for an endpoint without TLS */
    ymr_platform platform;    /**< the board's ticks */
    ymr_endpoint endpoint;    /**< the server; ymr_endpoint_parse makes it of a URL */
    const char *api_key;      /**< terminated; never logged; wiped from the io buffer when sent */
    int64_t campaign_id;      /**< the store; 0 if no call needs it */
    int64_t business_id;      /**< its business; likewise */
    ymr_workspace workspace;  /**< what it works in */
    ymr_policy policy;        /**< YMR_POLICY_DEFAULT, or your own */
    ymr_budget *budget;       /**< may be NULL: then only the server says when its limit is reached */
    ymr_log *log;             /**< may be NULL */
    ymr_warn *warn;           /**< optional fields that were left out; may be NULL */
    void *context;            /**< of log and warn */
} ymr_config;

/** How the last call ended. Texts point into the workspace. */
typedef struct ymr_outcome {
    ymr_status status;    /**< what the call ended with */
    ymr_status cause;     /**< with YMR_E_OUTCOME_UNKNOWN: what went wrong */
    uint16_t http_status; /**< 0: no answer came */
    uint8_t attempts;     /**< tries of the last request */
    bool html;            /**< the error's body was a page for people, not an answer of the API */
    ymr_api_error api;    /**< code and message of the API, when it gave them */
    ymr_limit limit;      /**< of the method, as the last answer said */
    int64_t wait_ms;      /**< YMR_E_LIMIT: until the next call is worth while; −1 unknown */
    int64_t date_unix_ms; /**< `Date` of the last answer, −1: none; over TLS a verified server's */
    int32_t detail;       /**< number of the transport, see ymr_transport_api.detail */
    uint64_t received;    /**< body bytes of the last answer */
} ymr_outcome;

/** State of a client; all of it is the library's but `outcome` and `report.fault`, which are to be read. */
typedef struct ymr_client {
    ymr_outcome outcome; /**< of the last call */
    ymr_report report;   /**< `fault`: the wrong field, or what a buffer would have needed */

    const ymr_config *config;
    const struct ymr_job *job; /* what the call does before and after each request */
    ymr_request request;
    ymr_exchange exchange;
    ymr_collect error_sink;
    union {
        ymr_collect collect;
        ymr_listing listing;
        ymr_stream stream;
    } sink;
    ymr_listing_plan plan;
    ymr_answer answer;     /* of a collected answer; of a list, what stands beside it */
    ymr_workspace space;   /* the workspace less the page token that is kept at the end of its text */
    ymr_document document; /* of a collected answer */
    uint64_t token_print;  /* fingerprint of an earlier page token, see pages.c */
    uint32_t token_power;
    uint32_t token_lap;
    uint32_t page;
    uint32_t call_began; /* ticks */
    uint32_t try_began;  /* ticks: of the connection, or of the wait before a try */
    uint32_t moved;      /* ticks: when bytes last went either way */
    uint32_t wait_ms;
    uint8_t state;
    bool kept;    /* the connection to the config's endpoint was left open */
    bool reused;  /* this try goes over a kept connection */
    bool counted; /* in the budget, and nothing of it was sent */
    bool eager; /* the last step stopped in the middle of things to do */
} ymr_client;

/** Makes a client on the caller's storage. @return YMR_OK; YMR_E_ARGUMENT if something in `config` is missing or too small */
ymr_status ymr_client_init(ymr_client *client, const ymr_config *config);

/**
 * One return, whole.
 *
 * @param out  filled when the call ends with YMR_OK; points into the workspace
 * @return YMR_OK (started) or YMR_E_BUSY. What the call ends with: YMR_OK; YMR_E_SPACE or YMR_E_TOKENS when the return
 *         does not fit the workspace (report.fault.needed; then read it by items); YMR_E_NOT_FOUND; any other error
 */
ymr_status ymr_start_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out);

/**
 * One return of any number of items: each item as it arrives, then the rest.
 *
 * @param events  element is a ymr_return_item; page is always 0; items come before the return's own fields
 * @param item    the item under way: storage of the caller
 * @param out     the return without its items (`items` is empty), filled before commit
 */
ymr_status ymr_start_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                     const ymr_list_events *events, void *context, ymr_return_item *item,
                                     ymr_return *out);

/**
 * Every return that the filter lets through, page after page.
 *
 * @param events  element is a ymr_return
 * @param scratch the return under way: storage of the caller
 * Ends in YMR_E_PAGE_TOKEN when the server sends a page token that it has sent before.
 */
ymr_status ymr_start_returns(ymr_client *client, const ymr_returns_filter *filter, const ymr_list_events *events,
                             void *context, ymr_return *scratch);

/**
 * One photo, streamed, never held. At most YMR_MAX_PHOTO bytes.
 *
 * @param item_id     return_item_id of the decision whose `images` has the hash
 * @param image_hash  borrowed until the call has ended; must not lie in the workspace: copy it first
 * @param taker       chunks with offset and total; offset 0 again means that a new try begins from the start
 */
ymr_status ymr_start_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                           ymr_text image_hash, ymr_chunk_taker *taker, void *context);

/**
 * Any call that answers with one object: what the calls of each topic's header are made of.
 *
 * @param what    copied, but for what it points to; endpoint, key, campaign and business are filled in from the config
 *                (campaign and business only where `what` has 0)
 * @param answer  copied
 * A call with a lasting effect that failed after its first byte had left ends in YMR_E_OUTCOME_UNKNOWN, with the reason in
 * outcome.cause, and is never sent again by itself.
 */
ymr_status ymr_start_object(ymr_client *client, const ymr_request *what, const ymr_answer *answer);

/**
 * Any call that answers with a list, page after page.
 *
 * @param plan  copied; the list's path is "result.…", or the name of a bare answer's member
 * @param rest  copied: what stands beside the list, decoded before each commit; NULL: nothing is wanted of it
 */
ymr_status ymr_start_list(ymr_client *client, const ymr_request *what, const ymr_listing_plan *plan,
                          const ymr_answer *rest);

/** Does what can be done now, never blocks. @return YMR_PENDING, or what the call ended with (and again until the next) */
ymr_status ymr_client_step(ymr_client *client);

/** Waits until a step is worth while, at most `at_most_ms`. */
void ymr_client_wait(ymr_client *client, uint32_t at_most_ms);

/** Steps and waits until the call has ended. @return what it ended with */
ymr_status ymr_client_run(ymr_client *client);

/**
 * Ends a call that is under way with YMR_E_STOPPED; a started page is aborted. Not for receivers of events and chunks:
 * they answer YMR_E_STOPPED themselves.
 */
void ymr_client_cancel(ymr_client *client);

/**
 * Closes a connection that was kept for the next call, and ends a call that is under way as ymr_client_cancel does. To be
 * called before the client's or the transport's storage is given up, or to free what TLS holds.
 */
void ymr_client_close(ymr_client *client);

/** Start and run in one. */
ymr_status ymr_get_return(ymr_client *client, int64_t order_id, int64_t return_id, ymr_return *out);
ymr_status ymr_get_return_by_items(ymr_client *client, int64_t order_id, int64_t return_id,
                                   const ymr_list_events *events, void *context, ymr_return_item *item,
                                   ymr_return *out);
ymr_status ymr_get_returns(ymr_client *client, const ymr_returns_filter *filter, const ymr_list_events *events,
                           void *context, ymr_return *scratch);
ymr_status ymr_get_return_photo(ymr_client *client, int64_t order_id, int64_t return_id, int64_t item_id,
                                ymr_text image_hash, ymr_chunk_taker *taker, void *context);

#endif
