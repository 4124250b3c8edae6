/**
 * HTTP/1.1 requests: one row an operation, one builder for all.
 *
 * Every value is put where it cannot do harm: path segments and query values are percent-encoded (RFC 3986: all but
 * unreserved characters), and a CR, LF or NUL in host or key is refused.
 */
#ifndef YMR_REQUEST_H
#define YMR_REQUEST_H

#include "ymr/config.h"
#include "ymr/enums.h"
#include "ymr/status.h"
#include "ymr/text.h"

/** The calls, by the names of the API's description. */
typedef enum ymr_operation_id {
    YMR_GET_RETURNS,
    YMR_GET_RETURN,
    YMR_GET_RETURN_PHOTO,
    YMR_GET_RETURN_APPLICATION,
    YMR_GET_RETURN_AVAILABLE_DECISIONS,
    YMR_SUBMIT_RETURN_DECISION,
    YMR_SET_RETURN_DECISION,
    YMR_CREATE_RETURN,
    YMR_GET_RETURN_DELIVERY_OPTIONS,
    YMR_CANCEL_RETURN,
    YMR_GET_OPERATIONS,
    YMR_GET_BUSINESS_ORDERS,
    YMR_GET_ORDERS,
    YMR_GET_ORDER,
    YMR_CREATE_CHAT,
    YMR_GET_CHATS,
    YMR_GET_CHAT,
    YMR_GET_CHAT_HISTORY,
    YMR_GET_CHAT_MESSAGE,
    YMR_SEND_MESSAGE_TO_CHAT,
    YMR_GENERATE_UNITED_RETURNS_REPORT,
    YMR_GET_REPORT_INFO,
    YMR_GET_CAMPAIGNS,
    YMR_GET_AUTH_TOKEN_INFO,
    YMR_DOWNLOAD, /**< no call of the API: a file on another host, where no key is sent */
    YMR_OPERATION_COUNT
} ymr_operation_id;

/** What a call leaves behind at the Market. */
typedef enum ymr_effect {
    YMR_EFFECT_NONE,   /**< nothing: it only answers */
    YMR_EFFECT_LASTING /**< a decision, a return, a message: when nobody knows whether it arrived, nobody may guess */
} ymr_effect;

/** One row: what is fixed about a call. */
typedef struct ymr_operation {
    ymr_operation_id id; /**< which row it is */
    const char *name;    /**< operationId */
    const char *method;  /**< "GET", "POST" */
    const char *path;   /**< with {c} campaign, {b} business, {o} order, {r} return, {i} item, {h} image hash, {p} report,
                             {t} the request's target */
    const char *accept; /**< value of Accept */
    uint16_t calls;     /**< allowed in each period, for all devices of the store together (x-resource-limit-config);
                             0: not limited */
    uint16_t seconds;   /**< the period */
    uint8_t parallel;   /**< calls at a time, for all devices of the store together; 0: not limited */
    uint8_t effect;     /**< ymr_effect */
    bool repeatable;    /**< a GET: may be sent again when nobody knows whether it arrived */
} ymr_operation;

/** The rows one by one, so that a device holds those that it uses and no others. */
extern const ymr_operation ymr_operation_get_returns;
extern const ymr_operation ymr_operation_get_return;
extern const ymr_operation ymr_operation_get_return_photo;
extern const ymr_operation ymr_operation_get_return_application;
extern const ymr_operation ymr_operation_get_return_available_decisions;
extern const ymr_operation ymr_operation_submit_return_decision;
extern const ymr_operation ymr_operation_set_return_decision;
extern const ymr_operation ymr_operation_create_return;
extern const ymr_operation ymr_operation_get_return_delivery_options;
extern const ymr_operation ymr_operation_cancel_return;
extern const ymr_operation ymr_operation_get_operations;
extern const ymr_operation ymr_operation_get_business_orders;
extern const ymr_operation ymr_operation_get_orders;
extern const ymr_operation ymr_operation_get_order;
extern const ymr_operation ymr_operation_create_chat;
extern const ymr_operation ymr_operation_get_chats;
extern const ymr_operation ymr_operation_get_chat;
extern const ymr_operation ymr_operation_get_chat_history;
extern const ymr_operation ymr_operation_get_chat_message;
extern const ymr_operation ymr_operation_send_message_to_chat;
extern const ymr_operation ymr_operation_generate_united_returns_report;
extern const ymr_operation ymr_operation_get_report_info;
extern const ymr_operation ymr_operation_get_campaigns;
extern const ymr_operation ymr_operation_get_auth_token_info;
extern const ymr_operation ymr_operation_download;

/** All of them, indexed by ymr_operation_id. */
extern const ymr_operation *const ymr_operations[YMR_OPERATION_COUNT];

/** Where the server is. */
typedef struct ymr_endpoint {
    const char *host; /**< terminated; name, IPv4 or IPv6 address without brackets */
    uint16_t port;    /**< from 1 */
    bool tls; /**< TLS protects what is sent there, whichever transport makes it; without, only loopback is allowed */
} ymr_endpoint;

/**
 * Reads a base URL: `https://host[:port][/]`, or `http://` for 127.0.0.0/8, ::1 (in brackets) and localhost only.
 * Refused: user names, a path, query or fragment, blanks and control characters.
 *
 * @param url       terminated
 * @param host      buffer of the caller that keeps the host name; the endpoint points into it
 * @return YMR_OK; YMR_E_ARGUMENT (not such a URL, or http to elsewhere); YMR_E_SPACE (host too long)
 */
ymr_status ymr_endpoint_parse(const char *url, char host[YMR_MAX_HOST], ymr_endpoint *endpoint);

/** Whether a host is this machine by its spelling: 127.0.0.0/8, ::1 or localhost. */
bool ymr_host_is_loopback(const char *host);

/** The bit of an enum constant in a filter's mask. */
#define YMR_BIT(constant) (UINT32_C(1) << (unsigned)(constant))

/** Which returns getReturns shall list. All zero: every return. */
typedef struct ymr_returns_filter {
    const int64_t *order_ids;   /**< at most 50; borrowed until the call has ended */
    size_t order_count;         /**< how many; 0: any */
    uint32_t refund_statuses;   /**< YMR_BIT(YMR_REFUND_STATUS_…) | …; 0: any */
    uint32_t shipment_statuses; /**< YMR_BIT(YMR_SHIPMENT_STATUS_…) | …; 0: any */
    ymr_return_type type;       /**< 0: both */
    const char *from_day;       /**< `YYYY-MM-DD`, by date of update; NULL: open */
    const char *to_day;         /**< likewise */
    uint16_t page_size;         /**< 1 … 100; 0: the server's 50 */
} ymr_returns_filter;

struct ymr_writer;

/** One request. Which ids matter says the operation's path. Everything is borrowed for the call. */
typedef struct ymr_request {
    const ymr_operation *operation; /**< `&ymr_operation_…` */
    const ymr_endpoint *endpoint;   /**< where it goes */
    const char *api_key;            /**< terminated; YMR_DOWNLOAD neither needs nor sends it */
    int64_t campaign_id;            /**< {c} */
    int64_t business_id;            /**< {b} */
    int64_t order_id;               /**< {o} */
    int64_t return_id;              /**< {r} */
    int64_t item_id;                /**< returnItemId of the decision */
    ymr_text hash;                  /**< of an image, or a report's id */
    ymr_text target;                /**< of YMR_DOWNLOAD: path and query, sent as they are */
    /** What else the call takes: the struct that its header names. */
    const void *arguments;
    /** Writes the query parameters from `arguments`, the page token apart; NULL: none. */
    void (*query)(struct ymr_writer *writer, const void *arguments);
    /** Writes the JSON body from `arguments`; NULL: none. */
    void (*body)(struct ymr_writer *writer, const void *arguments);
    ymr_text page_token; /**< bytes NULL: the first page */
    uint64_t from_byte;  /**< Range: the body from this byte on (RFC 9110, section 14.2); 0: the whole */
    ymr_text validator;  /**< If-Range: only if it is still this one, else the whole; bytes NULL: none is known */
    bool keep_alive;     /**< ask for the connection to stay open; else `Connection: close` */
} ymr_request;

/** Bytes of a request's body that the Market takes. */
#define YMR_MAX_BODY 524288u

/** Writes a ymr_returns_filter as the query of getReturns. */
void ymr_returns_query(struct ymr_writer *writer, const void *filter);

/**
 * Writes the whole request.
 *
 * @param out     `size` bytes, owned by the caller; holds the API key afterwards: wipe it with ymr_wipe. After an error
 *                it does not
 * @param length  the bytes written, or needed with YMR_E_SPACE; 0 with YMR_E_ARGUMENT
 * @return YMR_OK; YMR_E_SPACE; YMR_E_TOO_BIG (a body over YMR_MAX_BODY); YMR_E_ARGUMENT (campaign or business below 1: the other ids may be any number; an image
 *         hash that is empty, `.` or `..`; a host or key that is empty or has anything but visible ASCII; a target that has,
 *         or does not begin with `/`; port 0; more than 50 order ids; a bit in a mask, or a type, that has no name; a day that is none; page size above 100)
 */
ymr_status ymr_request_write(const ymr_request *request, char *out, size_t size, size_t *length);

/** Overwrites bytes with zero in a way that no compiler leaves out. */
void ymr_wipe(void *bytes, size_t length);

#endif
