/**
 * Notifications: what the Market posts to a store's own server, and what it wants to hear back.
 *
 * Source: "API notifications" of the Market's documentation, POST <url of the store>/notification. The Market
 * calls over HTTPS from 5.45.207.0/25, 141.8.142.0/25 and 5.255.253.0/25 (ymr/cidr.h) and waits 10 s for an
 * answer, 1 s after a PING. It takes a 200 or a 400 for the end of it; after anything else it sends the same
 * again: every minute for an hour, every 15 minutes for a day, then every hour. So: 400 for what will never
 * be understood, 500 for what is one's own fault, 200 only when the event cannot be lost any more.
 *
 * A notification says that something has happened, not how things are: what it names is to be read with
 * ymr/client.h. The same event can come more than once, in any order.
 */
#ifndef YMR_NOTIFY_H
#define YMR_NOTIFY_H

#include "ymr/enums.h"
#include "ymr/seen.h"

/** NotificationType: ours up to CHAT_MESSAGE_SENT, then what has nothing to do with returns. */
#define YMR_NOTIFICATION_LIST(X)                                                                             \
    X(YMR_NOTIFICATION, PING)                                                                                \
    X(YMR_NOTIFICATION, ORDER_RETURN_CREATED)                                                                \
    X(YMR_NOTIFICATION, ORDER_RETURN_STATUS_UPDATED)                                                         \
    X(YMR_NOTIFICATION, CHAT_CREATED)                                                                        \
    X(YMR_NOTIFICATION, CHAT_ARBITRAGE_STARTED)                                                              \
    X(YMR_NOTIFICATION, CHAT_ARBITRAGE_FINISHED)                                                             \
    X(YMR_NOTIFICATION, CHAT_MESSAGE_SENT)                                                                   \
    X(YMR_NOTIFICATION, ORDER_CREATED)                                                                       \
    X(YMR_NOTIFICATION, ORDER_UPDATED)                                                                       \
    X(YMR_NOTIFICATION, ORDER_CANCELLED)                                                                     \
    X(YMR_NOTIFICATION, ORDER_CANCELLATION_REQUEST)                                                          \
    X(YMR_NOTIFICATION, ORDER_STATUS_UPDATED)                                                                \
    X(YMR_NOTIFICATION, GOODS_FEEDBACK_CREATED)                                                              \
    X(YMR_NOTIFICATION, GOODS_FEEDBACK_COMMENT_CREATED)
typedef enum ymr_notification_type {
    YMR_NOTIFICATION_ABSENT,
    YMR_NOTIFICATION_UNRECOGNIZED,
    YMR_NOTIFICATION_LIST(YMR_ENUM_CONSTANT)
} ymr_notification_type;
extern const ymr_names ymr_notification_type_names;

/** NotificationReturnItemDTO. */
typedef struct ymr_notification_item {
    bool present;
    ymr_text offer_id; /**< what a return calls shopSku */
    ymr_integer count;
} ymr_notification_item;

/** NotificationUpdatedReturnStatusesDTO: only what has changed. */
typedef struct ymr_notification_statuses {
    bool present;
    ymr_enum refund_status;   /**< ymr_refund_status */
    ymr_enum shipment_status; /**< ymr_shipment_status */
} ymr_notification_statuses;

/**
 * A notification of any type: the members that its type has are there, of other types those that happen to
 * have the same names. Required, by type (a notification without one of these is refused):
 *
 *     ORDER_RETURN_CREATED         campaign_id order_id return_id created_at
 *     ORDER_RETURN_STATUS_UPDATED  campaign_id order_id return_id updated_at
 *     CHAT_CREATED                 business_id chat_id created_at
 *     CHAT_ARBITRAGE_STARTED       business_id chat_id started_at
 *     CHAT_ARBITRAGE_FINISHED      business_id chat_id finished_at
 *     CHAT_MESSAGE_SENT            business_id chat_id message_id sent_at
 */
typedef struct ymr_notification {
    bool present;
    ymr_enum type; /**< notificationType, required; ymr_notification_type */
    ymr_date time; /**< of a PING */
    ymr_integer campaign_id;
    ymr_integer order_id;
    ymr_integer return_id;
    ymr_enum return_type; /**< ymr_return_type */
    ymr_list items;       /**< ymr_notification_item_next */
    ymr_notification_statuses statuses;
    ymr_integer chat_id;
    ymr_text message_id; /**< a string here, a number elsewhere in the API: both are taken */
    ymr_integer business_id;
    ymr_date created_at;
    ymr_date updated_at;
    ymr_date started_at;
    ymr_date finished_at;
    ymr_date sent_at;

    /**
     * The same for an event that comes again, for ymr_seen_has. It is made of the type, all ids above, the
     * statuses and the instant of the event; of a type that is passed over, of every byte of the body. A PING
     * is no event: it is to be answered each time.
     */
    uint64_t print;
} ymr_notification;

extern const ymr_shape ymr_notification_item_shape;
extern const ymr_shape ymr_notification_statuses_shape;
extern const ymr_shape ymr_notification_shape;

/** Steps a list; false at its end. */
bool ymr_notification_item_next(ymr_list *items, ymr_notification_item *out);

/** Whether a type is one that a returns device has a use for; the others are acknowledged and passed over. */
bool ymr_notification_is_ours(int type);

/**
 * Reads the body of a request.
 *
 * @param text    `length` bytes, owned by the caller, changed in place; `out` points into it and at `document`
 * @param tokens  `room` tokens, owned by the caller; a body of n bytes never needs more than n / 2 + 1
 * @param report  where a refusal or a warning goes; not NULL. A type that is passed over gives no warning
 * @return YMR_OK; YMR_E_TOKENS: the caller's fault, answer with 500; any other error of ymr_json_parse or
 *         ymr_decode: answer with 400 and YMR_NOTIFY_WRONG_EVENT_FORMAT
 */
ymr_status ymr_notification_read(ymr_document *document, char *text, size_t length, ymr_token *tokens,
                                 size_t room, ymr_notification *out, ymr_report *report);

/** What `version` of an answer says: of the integration, the store's own choice. */
#define YMR_NOTIFY_VERSION "1.0.0"

/** Characters of `name` in an answer, by the Market's rules; at least one. */
#define YMR_NOTIFY_NAME 100

/** Bytes that do for every answer with a name of YMR_NOTIFY_NAME characters and a message of 200 bytes. */
#define YMR_NOTIFY_REPLY 1536

/** NotificationApiErrorType. */
typedef enum ymr_notify_error {
    YMR_NOTIFY_UNKNOWN,            /**< anything else */
    YMR_NOTIFY_WRONG_EVENT_FORMAT, /**< it is no notification: the Market does not send it again */
    YMR_NOTIFY_DUPLICATED_EVENT    /**< it has come before */
} ymr_notify_error;

/**
 * Writes the whole answer, head and body, that takes a notification: 200 {"version","name","time"}.
 *
 * @param name         of the integration, UTF-8
 * @param now_unix_ms  when the work on the notification began
 * @param length       the bytes written, or needed with YMR_E_SPACE
 * @return YMR_OK; YMR_E_SPACE; YMR_E_ARGUMENT: name or time cannot be sent
 */
ymr_status ymr_notify_accept(ymr_text name, int64_t now_unix_ms, char *out, size_t size, size_t *length);

/**
 * Writes the whole answer that refuses one: {"error":{"type","message"}}.
 *
 * @param http_status  400, 500, or what ymr_request_reader says
 * @param message      for people, terminated; never a secret
 * @return as ymr_notify_accept
 */
ymr_status ymr_notify_refuse(uint16_t http_status, ymr_notify_error type, const char *message, char *out,
                             size_t size, size_t *length);

#endif
