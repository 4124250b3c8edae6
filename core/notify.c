#include "ymr/notify.h"

#include <string.h>

#include "names.h"
#include "rows.h"
#include "tokens.h"
#include "words.h"
#include "writer.h"

YMR_NAMES(ymr_notification_type_names, YMR_NOTIFICATION_LIST);

static const ymr_field item_rows[] = {
    YMR_OPTIONAL(ymr_notification_item, offer_id, "offerId", NULL),
    YMR_OPTIONAL(ymr_notification_item, count, "count", NULL),
};
const ymr_shape ymr_notification_item_shape = YMR_SHAPE(ymr_notification_item, item_rows);

static const ymr_field statuses_rows[] = {
    YMR_OPTIONAL(ymr_notification_statuses, refund_status, "refundStatus", &ymr_refund_status_names),
    YMR_OPTIONAL(ymr_notification_statuses, shipment_status, "shipmentStatus", &ymr_shipment_status_names),
};
const ymr_shape ymr_notification_statuses_shape = YMR_SHAPE(ymr_notification_statuses, statuses_rows);

static const ymr_field rows[] = {
    YMR_REQUIRED(ymr_notification, type, "notificationType", &ymr_notification_type_names),
    YMR_OPTIONAL(ymr_notification, time, "time", NULL),
    YMR_OPTIONAL(ymr_notification, campaign_id, "campaignId", NULL),
    YMR_OPTIONAL(ymr_notification, order_id, "orderId", NULL),
    YMR_OPTIONAL(ymr_notification, return_id, "returnId", NULL),
    YMR_OPTIONAL(ymr_notification, return_type, "returnType", &ymr_return_type_names),
    YMR_OPTIONAL_LIST(ymr_notification, items, "items", OBJECT, &ymr_notification_item_shape),
    YMR_OPTIONAL(ymr_notification, statuses, "statuses", &ymr_notification_statuses_shape),
    YMR_OPTIONAL(ymr_notification, chat_id, "chatId", NULL),
    YMR_OPTIONAL(ymr_notification, message_id, "messageId", NULL),
    YMR_OPTIONAL(ymr_notification, business_id, "businessId", NULL),
    YMR_OPTIONAL(ymr_notification, created_at, "createdAt", NULL),
    YMR_OPTIONAL(ymr_notification, updated_at, "updatedAt", NULL),
    YMR_OPTIONAL(ymr_notification, started_at, "startedAt", NULL),
    YMR_OPTIONAL(ymr_notification, finished_at, "finishedAt", NULL),
    YMR_OPTIONAL(ymr_notification, sent_at, "sentAt", NULL),
};
const ymr_shape ymr_notification_shape = YMR_SHAPE(ymr_notification, rows);

bool ymr_notification_item_next(ymr_list *items, ymr_notification_item *out)
{
    return ymr_list_next(items, &ymr_notification_item_shape, out);
}

bool ymr_notification_is_ours(int type)
{
    return type >= YMR_NOTIFICATION_PING && type <= YMR_NOTIFICATION_CHAT_MESSAGE_SENT;
}

/* What a type cannot do without. */

enum {
    CAMPAIGN,
    ORDER,
    RETURN,
    BUSINESS,
    CHAT,
    MESSAGE,
    CREATED,
    UPDATED,
    STARTED,
    FINISHED,
    SENT,
    KEY_COUNT
};

static const char *const keys[KEY_COUNT] = {"campaignId", "orderId",    "returnId",  "businessId",
                                            "chatId",     "messageId",  "createdAt", "updatedAt",
                                            "startedAt",  "finishedAt", "sentAt"};

#define BIT(key) (1U << (key))
#define OF_RETURN (BIT(CAMPAIGN) | BIT(ORDER) | BIT(RETURN))
#define OF_CHAT (BIT(BUSINESS) | BIT(CHAT))

static unsigned needed_by(int type)
{
    switch (type) {
    case YMR_NOTIFICATION_ORDER_RETURN_CREATED:
        return OF_RETURN | BIT(CREATED);
    case YMR_NOTIFICATION_ORDER_RETURN_STATUS_UPDATED:
        return OF_RETURN | BIT(UPDATED);
    case YMR_NOTIFICATION_CHAT_CREATED:
        return OF_CHAT | BIT(CREATED);
    case YMR_NOTIFICATION_CHAT_ARBITRAGE_STARTED:
        return OF_CHAT | BIT(STARTED);
    case YMR_NOTIFICATION_CHAT_ARBITRAGE_FINISHED:
        return OF_CHAT | BIT(FINISHED);
    case YMR_NOTIFICATION_CHAT_MESSAGE_SENT:
        return OF_CHAT | BIT(MESSAGE) | BIT(SENT);
    default:
        return 0;
    }
}

static unsigned bit_if(bool present, unsigned key)
{
    return present ? BIT(key) : 0;
}

static unsigned present_in(const ymr_notification *n)
{
    return bit_if(n->campaign_id.present, CAMPAIGN) | bit_if(n->order_id.present, ORDER) |
           bit_if(n->return_id.present, RETURN) | bit_if(n->business_id.present, BUSINESS) |
           bit_if(n->chat_id.present, CHAT) | bit_if(n->message_id.bytes != NULL, MESSAGE) |
           bit_if(n->created_at.text.bytes != NULL, CREATED) |
           bit_if(n->updated_at.text.bytes != NULL, UPDATED) |
           bit_if(n->started_at.text.bytes != NULL, STARTED) |
           bit_if(n->finished_at.text.bytes != NULL, FINISHED) | bit_if(n->sent_at.text.bytes != NULL, SENT);
}

static ymr_status check_needed(const ymr_document *document, const ymr_notification *n, ymr_report *report)
{
    const unsigned missing = needed_by(n->type.value) & ~present_in(n);

    for (unsigned key = 0; key < KEY_COUNT; key++) {
        if ((missing & BIT(key)) != 0) {
            memset(&report->fault, 0, sizeof report->fault);
            report->fault.status = YMR_E_MISSING;
            ymr_json_path(document, 0, keys[key], report->fault.path);
            return YMR_E_MISSING;
        }
    }
    return YMR_OK;
}

/* Which event it is. */

static uint64_t add_integer(uint64_t print, ymr_integer value)
{
    return ymr_print_integer(ymr_print_integer(print, value.present), value.value);
}

/* Of the five at most one is there, and the same instant may come written in another way. */
static int64_t instant_of(const ymr_notification *n)
{
    return n->created_at.unix_ms + n->updated_at.unix_ms + n->started_at.unix_ms + n->finished_at.unix_ms +
           n->sent_at.unix_ms;
}

static uint64_t print_of(const ymr_notification *n)
{
    uint64_t print = ymr_print_text(YMR_PRINT_START, n->type.text);

    print = add_integer(print, n->campaign_id);
    print = add_integer(print, n->order_id);
    print = add_integer(print, n->return_id);
    print = add_integer(print, n->business_id);
    print = add_integer(print, n->chat_id);
    print = ymr_print_text(print, n->message_id);
    print = ymr_print_text(print, n->statuses.refund_status.text);
    print = ymr_print_text(print, n->statuses.shipment_status.text);
    return ymr_print_integer(print, instant_of(n));
}

/* Reading. */

static void take_number_as_text(const ymr_document *document, ymr_text key)
{
    const uint32_t count = document->count;
    for (uint32_t at = 1; at + 1 < count; at = ymr_json_skip(document, at + 1)) {
        const ymr_text name = ymr_json_text(document, at);
        ymr_token *value = &document->tokens[at + 1];
        if (value->type == YMR_TOKEN_NUMBER && name.length == key.length &&
            memcmp(name.bytes, key.bytes, key.length) == 0) {
            value->type = YMR_TOKEN_STRING;
        }
    }
}

/* The type alone: it says how the rest is to be read. */
static ymr_status read_type(const ymr_document *document, ymr_notification *out, ymr_report *report)
{
    static const ymr_shape type_shape = {rows, 1, sizeof(ymr_notification)};
    return ymr_decode(document, 0, &type_shape, out, report);
}

static ymr_status read_all(const ymr_document *document, ymr_notification *out, ymr_report *report)
{
    static const char message_id[] = "messageId";
    ymr_warn *warn = report->warn;
    ymr_status status = read_type(document, out, report);

    if (status == YMR_OK) {
        take_number_as_text(document, (ymr_text){message_id, sizeof message_id - 1});
        report->warn = ymr_notification_is_ours(out->type.value) ? warn : NULL;
        status = ymr_decode(document, 0, &ymr_notification_shape, out, report);
        report->warn = warn;
    }
    return status;
}

ymr_status ymr_notification_read(ymr_document *document, char *text, size_t length, ymr_token *tokens,
                                 size_t room, ymr_notification *out, ymr_report *report)
{
    const uint64_t of_body = ymr_print_text(YMR_PRINT_START, (ymr_text){text, length});
    ymr_status status = ymr_json_parse(document, text, length, tokens, room, &report->fault);

    if (status == YMR_OK) {
        status = read_all(document, out, report);
    }
    if (status == YMR_OK) {
        status = check_needed(document, out, report);
    }
    if (status == YMR_OK) {
        out->print = ymr_notification_is_ours(out->type.value) ? print_of(out) : of_body;
    }
    return status;
}

/* Answers. */

typedef struct reply {
    ymr_text name; /* NULL: a refusal */
    const char *time;
    const char *type;
    const char *message;
} reply;

static void put_body(ymr_writer *w, const reply *r)
{
    ymr_put_open(w, '{');
    if (r->name.bytes != NULL) {
        ymr_put_member_text(w, "version", (ymr_text){YMR_NOTIFY_VERSION, sizeof YMR_NOTIFY_VERSION - 1});
        ymr_put_member_text(w, "name", r->name);
        ymr_put_member_text(w, "time", (ymr_text){r->time, strlen(r->time)});
    } else {
        ymr_put_key(w, "error");
        ymr_put_open(w, '{');
        ymr_put_member_text(w, "type", (ymr_text){r->type, strlen(r->type)});
        ymr_put_member_text(w, "message", (ymr_text){r->message, strlen(r->message)});
        ymr_put_close(w, '}');
    }
    ymr_put_close(w, '}');
}

static const char *reason_of(uint16_t http_status)
{
    static const struct {
        uint16_t http_status;
        const char *reason;
    } reasons[] = {
        {200, "OK"},
        {400, "Bad Request"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {408, "Request Timeout"},
        {413, "Content Too Large"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
    };
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (reasons[i].http_status == http_status) {
            return reasons[i].reason;
        }
    }
    return "";
}

/* RFC 9110, section 15.5.6: a 405 says which methods there are. */
static void put_head(ymr_writer *w, uint16_t http_status, size_t body_length)
{
    ymr_put(w, "HTTP/1.1 ");
    ymr_put_integer(w, http_status);
    ymr_put(w, " ");
    ymr_put(w, reason_of(http_status));
    ymr_put(w, http_status == 405 ? "\r\nAllow: POST" : "");
    ymr_put(w, "\r\nContent-Type: application/json\r\nContent-Length: ");
    ymr_put_integer(w, (int64_t)body_length);
    ymr_put(w, "\r\nConnection: close\r\n\r\n");
}

static ymr_status write_reply(uint16_t http_status, const reply *r, char *out, size_t size, size_t *length)
{
    ymr_writer counted = {NULL, 0, 0, false, false};
    ymr_writer w = {out, size, 0, false, false};

    put_body(&counted, r);
    put_head(&w, http_status, counted.length);
    put_body(&w, r);
    *length = w.refused ? 0 : w.length;
    if (w.refused) {
        return YMR_E_ARGUMENT;
    }
    return w.length > size ? YMR_E_SPACE : YMR_OK;
}

/* Characters, not bytes: those that continue one do not count. */
static size_t characters(ymr_text text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.length; i++) {
        count += ((unsigned char)text.bytes[i] & 0xC0) != 0x80 ? 1 : 0;
    }
    return count;
}

ymr_status ymr_notify_accept(ymr_text name, int64_t now_unix_ms, char *out, size_t size, size_t *length)
{
    char time[YMR_TIME_SIZE];
    const size_t count = characters(name);
    const reply r = {.name = name, .time = time};

    *length = 0;
    if (name.bytes == NULL || count == 0 || count > YMR_NOTIFY_NAME ||
        ymr_time_write_iso(now_unix_ms, 0, time) == 0) {
        return YMR_E_ARGUMENT;
    }
    return write_reply(200, &r, out, size, length);
}

ymr_status ymr_notify_refuse(uint16_t http_status, ymr_notify_error type, const char *message, char *out,
                             size_t size, size_t *length)
{
    static const char *const types[] = {"UNKNOWN", "WRONG_EVENT_FORMAT", "DUPLICATED_EVENT"};
    const reply r = {.type = types[type], .message = message};

    return write_reply(http_status, &r, out, size, length);
}
