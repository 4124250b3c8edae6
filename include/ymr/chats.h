/**
 * Chats with buyers, about an order or a return, and the arbiter's chats that a dispute about a return opens.
 *
 * Facts are those of the API's description: at most 20 chats and 100 messages a page, a message of 1 to 4,096
 * characters. Argument structs are borrowed until the call has ended, and one with something else in it than
 * its comments allow ends it in YMR_E_ARGUMENT; results point into the workspace and live until the next
 * call. Every chat belongs to the business of the config.
 *
 * A message of 4,096 characters is up to 16 KB of UTF-8, and up to 48 KB where the server escapes all of it:
 * a workspace text of 8 KB holds what people write, what is longer comes as `oversize`.
 */
#ifndef YMR_CHATS_H
#define YMR_CHATS_H

#include "ymr/client.h"
#include "ymr/decisions.h"

/** ChatContextType: What a chat is about. */
#define YMR_CHAT_CONTEXT_LIST(X)                                                                             \
    X(YMR_CHAT_CONTEXT, ORDER)                                                                               \
    X(YMR_CHAT_CONTEXT, RETURN)                                                                              \
    X(YMR_CHAT_CONTEXT, DIRECT)
typedef enum ymr_chat_context_type {
    YMR_CHAT_CONTEXT_ABSENT,
    YMR_CHAT_CONTEXT_UNRECOGNIZED,
    YMR_CHAT_CONTEXT_LIST(YMR_ENUM_CONSTANT)
} ymr_chat_context_type;
extern const ymr_names ymr_chat_context_names;

/** ChatContextIdentifiableType: What has an id that a chat can be opened and looked for with. */
#define YMR_CHAT_SUBJECT_LIST(X)                                                                             \
    X(YMR_CHAT_SUBJECT, ORDER)                                                                               \
    X(YMR_CHAT_SUBJECT, RETURN)
typedef enum ymr_chat_subject_type {
    YMR_CHAT_SUBJECT_ABSENT,
    YMR_CHAT_SUBJECT_UNRECOGNIZED,
    YMR_CHAT_SUBJECT_LIST(YMR_ENUM_CONSTANT)
} ymr_chat_subject_type;
extern const ymr_names ymr_chat_subject_names;

/** ChatType: With the buyer, or with the arbiter of a dispute. */
#define YMR_CHAT_TYPE_LIST(X)                                                                                \
    X(YMR_CHAT_TYPE, CHAT)                                                                                   \
    X(YMR_CHAT_TYPE, ARBITRAGE)
typedef enum ymr_chat_type {
    YMR_CHAT_TYPE_ABSENT,
    YMR_CHAT_TYPE_UNRECOGNIZED,
    YMR_CHAT_TYPE_LIST(YMR_ENUM_CONSTANT)
} ymr_chat_type;
extern const ymr_names ymr_chat_type_names;

/** ChatStatusType: Whose turn it is. */
#define YMR_CHAT_STATUS_LIST(X)                                                                              \
    X(YMR_CHAT_STATUS, NEW)                                                                                  \
    X(YMR_CHAT_STATUS, WAITING_FOR_CUSTOMER)                                                                 \
    X(YMR_CHAT_STATUS, WAITING_FOR_PARTNER)                                                                  \
    X(YMR_CHAT_STATUS, WAITING_FOR_ARBITER)                                                                  \
    X(YMR_CHAT_STATUS, WAITING_FOR_MARKET)                                                                   \
    X(YMR_CHAT_STATUS, FINISHED)
typedef enum ymr_chat_status {
    YMR_CHAT_STATUS_ABSENT,
    YMR_CHAT_STATUS_UNRECOGNIZED,
    YMR_CHAT_STATUS_LIST(YMR_ENUM_CONSTANT)
} ymr_chat_status;
extern const ymr_names ymr_chat_status_names;

/** ChatMessageSenderType: Who wrote it. PARTNER is the store. */
#define YMR_CHAT_SENDER_LIST(X)                                                                              \
    X(YMR_CHAT_SENDER, PARTNER)                                                                              \
    X(YMR_CHAT_SENDER, CUSTOMER)                                                                             \
    X(YMR_CHAT_SENDER, MARKET)                                                                               \
    X(YMR_CHAT_SENDER, SUPPORT)
typedef enum ymr_chat_sender {
    YMR_CHAT_SENDER_ABSENT,
    YMR_CHAT_SENDER_UNRECOGNIZED,
    YMR_CHAT_SENDER_LIST(YMR_ENUM_CONSTANT)
} ymr_chat_sender;
extern const ymr_names ymr_chat_sender_names;

/** ChatCustomerDTO. */
typedef struct ymr_chat_customer {
    bool present;
    ymr_text name;
    ymr_text public_id;
} ymr_chat_customer;

/** ChatFullContextDTO. */
typedef struct ymr_chat_context {
    bool present;
    ymr_enum type; /**< required; ymr_chat_context_type */
    ymr_chat_customer customer;
    ymr_integer campaign_id;
    ymr_integer order_id;
    ymr_integer return_id;
} ymr_chat_context;

/** GetChatInfoDTO. */
typedef struct ymr_chat {
    bool present;
    int64_t chat_id;          /**< required */
    ymr_integer order_id;     /**< deprecated: use context.order_id */
    ymr_chat_context context; /**< required */
    ymr_enum type;            /**< required; ymr_chat_type */
    ymr_enum status;          /**< required; ymr_chat_status */
    ymr_date created_at;      /**< required */
    ymr_date updated_at;      /**< required */
} ymr_chat;

/** ChatMessagePayloadDTO: a file that came with a message. */
typedef struct ymr_chat_payload {
    bool present;
    ymr_text name; /**< required */
    ymr_text url;  /**< required; see ymr/url.h */
    int64_t size;  /**< required; bytes */
} ymr_chat_payload;

/** ChatMessageDTO. */
typedef struct ymr_chat_message {
    bool present;
    int64_t message_id;  /**< required */
    ymr_date created_at; /**< required */
    ymr_enum sender;     /**< required; ymr_chat_sender */
    ymr_text message;
    ymr_list payload; /**< ymr_chat_payload_next */
} ymr_chat_message;

/** ChatMessagesResultDTO: a page of a chat's history. */
typedef struct ymr_chat_messages {
    bool present;
    ymr_integer order_id;     /**< deprecated: use context.order_id */
    ymr_chat_context context; /**< required */
    ymr_list messages;        /**< required; empty when the messages came one by one */
    ymr_paging paging;
} ymr_chat_messages;

/** CreateChatResultDTO. */
typedef struct ymr_chat_created {
    bool present;
    int64_t chat_id; /**< required */
} ymr_chat_created;

extern const ymr_shape ymr_chat_customer_shape;
extern const ymr_shape ymr_chat_context_shape;
extern const ymr_shape ymr_chat_shape;
extern const ymr_shape ymr_chat_payload_shape;
extern const ymr_shape ymr_chat_message_shape;
extern const ymr_shape ymr_chat_messages_shape;
extern const ymr_shape ymr_chat_created_shape;

/** Steps a list; false at its end. */
bool ymr_chat_payload_next(ymr_list *payload, ymr_chat_payload *out);

/** ChatContextDTO: what a chat is to be about. */
typedef struct ymr_chat_subject {
    ymr_chat_subject_type type; /**< what `id` is of */
    int64_t id;                 /**< of the order or return; at least 1 */
} ymr_chat_subject;

/** Which chats getChats shall list. All zero: every chat. */
typedef struct ymr_chats_filter {
    const ymr_chat_subject *subjects; /**< no two the same */
    size_t subject_count;             /**< how many; 0: any */
    uint32_t context_types;           /**< YMR_BIT(YMR_CHAT_CONTEXT_…) | …; 0: any */
    uint32_t types;                   /**< YMR_BIT(YMR_CHAT_TYPE_…) | …; 0: any */
    uint32_t statuses;                /**< YMR_BIT(YMR_CHAT_STATUS_…) | …; 0: any */
    uint16_t page_size;               /**< 1 … 20; 0: the server's 10 */
} ymr_chats_filter;

/** A chat, or one message in it. */
typedef struct ymr_chat_place {
    int64_t chat_id;    /**< at least 1 */
    int64_t message_id; /**< at least 1; of getChatMessage alone */
} ymr_chat_place;

/** Which messages getChatHistory shall list. */
typedef struct ymr_chat_history {
    int64_t chat_id;         /**< at least 1 */
    int64_t message_id_from; /**< this message and those behind it; 0: all */
    uint16_t page_size;      /**< 1 … 100; 0: the server's 50 */
} ymr_chat_history;

/** What sendMessageToChat sends. */
typedef struct ymr_chat_text {
    int64_t chat_id;  /**< at least 1 */
    ymr_text message; /**< UTF-8, 1 … 4096 characters */
} ymr_chat_text;

/**
 * Opens a chat with the buyer.
 *
 * A lost answer ends in YMR_E_OUTCOME_UNKNOWN; ymr_start_chats with the same subject then shows whether there
 * is one.
 */
ymr_status ymr_start_chat_create(ymr_client *client, const ymr_chat_subject *subject, ymr_chat_created *out);

/** Every chat that the filter lets through, page after page. @param events  element is a ymr_chat */
ymr_status ymr_start_chats(ymr_client *client, const ymr_chats_filter *filter, const ymr_list_events *events,
                           void *context, ymr_chat *scratch);

/** One chat. @param place  its message_id is not looked at */
ymr_status ymr_start_chat(ymr_client *client, const ymr_chat_place *place, ymr_chat *out);

/**
 * A chat's messages, page after page.
 *
 * @param events  element is a ymr_chat_message
 * @param page    what stands beside the messages, filled before each commit; NULL: not wanted
 */
ymr_status ymr_start_chat_history(ymr_client *client, const ymr_chat_history *history,
                                  const ymr_list_events *events, void *context, ymr_chat_message *scratch,
                                  ymr_chat_messages *page);

/** One message. */
ymr_status ymr_start_chat_message(ymr_client *client, const ymr_chat_place *place, ymr_chat_message *out);

/**
 * Sends a message; a 200 is all that comes back.
 *
 * A lost answer ends in YMR_E_OUTCOME_UNKNOWN; ymr_resolve_message then looks it up.
 */
ymr_status ymr_start_chat_send(ymr_client *client, const ymr_chat_text *text);

/** A sent message that is looked for; storage of the caller, in use until the call has ended. */
typedef struct ymr_message_search {
    ymr_resolution resolution; /**< read it when the call has ended; UNTOLD unless it ended with YMR_OK */
    int64_t message_id;        /**< with MATCHES: the message that was found */

    const ymr_chat_text *sent;
    int64_t since_unix_ms;
    ymr_chat_history history;
    ymr_chat_message scratch;
    uint32_t found;
    uint32_t page_found; /* in pages that are not committed yet, too */
    int64_t page_id;
    bool unclear;
} ymr_message_search;

/**
 * Looks up what became of a message whose sending ended in YMR_E_OUTCOME_UNKNOWN: reads the chat's history and looks for
 * a message of the store with the same text. It sends nothing. What can be known:
 *   MATCHES  exactly one such message is there: it arrived, unless somebody else of the store wrote the same
 *   WAITING  none is shown: reads may lag, and it may still arrive; sending again now could say it twice
 *   UNTOLD   several are there, or a message does not fit the workspace
 *
 * @param sent           what was sent; borrowed until the call has ended. The API may trim blanks at both ends
 * @param since_unix_ms  older messages do not count: when it was sent, less the difference that clocks may have
 */
ymr_status ymr_start_resolve_message(ymr_client *client, const ymr_chat_text *sent, int64_t since_unix_ms,
                                     ymr_message_search *search);
ymr_status ymr_resolve_message(ymr_client *client, const ymr_chat_text *sent, int64_t since_unix_ms,
                               ymr_message_search *search);

/** Start and run in one. */
ymr_status ymr_create_chat(ymr_client *client, const ymr_chat_subject *subject, ymr_chat_created *out);
ymr_status ymr_get_chats(ymr_client *client, const ymr_chats_filter *filter, const ymr_list_events *events,
                         void *context, ymr_chat *scratch);
ymr_status ymr_get_chat(ymr_client *client, int64_t chat_id, ymr_chat *out);
ymr_status ymr_get_chat_history(ymr_client *client, const ymr_chat_history *history,
                                const ymr_list_events *events, void *context, ymr_chat_message *scratch,
                                ymr_chat_messages *page);
ymr_status ymr_get_chat_message(ymr_client *client, int64_t chat_id, int64_t message_id,
                                ymr_chat_message *out);
ymr_status ymr_send_message_to_chat(ymr_client *client, int64_t chat_id, ymr_text message);

#endif
