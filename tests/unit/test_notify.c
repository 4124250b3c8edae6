/* Notifications: what is read, what is refused, what counts as the same event, and every byte of an answer.
 */
#include <stdio.h>

#include "check.h"
#include "ymr/notify.h"

enum { TEXT_SIZE = 4096, TOKENS = 256, PATHS = 8 };

/* One notification that was read, with the buffers that it points into. */
typedef struct event {
    char text[TEXT_SIZE];
    ymr_token tokens[TOKENS];
    ymr_document document;
    ymr_notification read;
    ymr_report report;
    unsigned warnings;
    char warned[YMR_MAX_PATH];
} event;

static void on_warning(void *context, const ymr_fault *fault)
{
    event *e = context;
    e->warnings++;
    memcpy(e->warned, fault->path, sizeof e->warned);
}

static ymr_status read_bytes(event *e, const char *text, size_t length)
{
    memset(e, 0xA5, sizeof *e);
    e->warnings = 0;
    e->report = (ymr_report){.warn = on_warning, .context = e};
    memcpy(e->text, text, length);
    return ymr_notification_read(&e->document, e->text, length, e->tokens, TOKENS, &e->read, &e->report);
}

static ymr_status read_event(event *e, const char *text)
{
    return read_bytes(e, text, strlen(text));
}

static void check_text(const char *wanted, ymr_text got, const char *note)
{
    CHECK_TEXT(wanted, got.bytes, got.length, note);
}

#define CREATED                                                                                              \
    "{\"notificationType\":\"ORDER_RETURN_CREATED\",\"orderId\":58430694721,\"returnId\":26839123,"          \
    "\"returnType\":\"UNREDEEMED\",\"campaignId\":21840317,\"items\":[{\"offerId\":\"SKU-1 "                 \
    "\\u042f\",\"count\":2},"                                                                                \
    "{\"offerId\":\"b\",\"count\":1}],\"createdAt\":\"2026-06-27T13:59:14.22+03:00\"}"
#define UPDATED                                                                                              \
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":1,\"returnId\":2,\"campaignId\":3,"   \
    "\"statuses\":{\"refundStatus\":\"REFUNDED\",\"shipmentStatus\":\"NEW_ONE\"},\"updatedAt\":\"2026-06-"   \
    "27T10:00:00Z\"}"
#define CHAT(type, when)                                                                                     \
    "{\"notificationType\":\"" type "\",\"chatId\":7,\"businessId\":8,\"" when "\":\"2026-06-27T10:00:"      \
                                                                               "00Z\"}"
#define SENT(id)                                                                                             \
    "{\"notificationType\":\"CHAT_MESSAGE_SENT\",\"chatId\":7,\"messageId\":" id ",\"businessId\":8,"        \
    "\"sentAt\":\"2026-06-27T10:00:00Z\"}"

static event e, other;

TEST(notify_reads_a_ping)
{
    CHECK_STATUS(YMR_OK, read_event(&e, "{\"notificationType\":\"PING\",\"time\":\"2025-01-01T00:00:00Z\"}"),
                 NULL);
    CHECK_I64(YMR_NOTIFICATION_PING, e.read.type.value, "type");
    CHECK_I64(INT64_C(1735689600000), e.read.time.unix_ms, "time");
    CHECK_STATUS(YMR_OK, read_event(&e, " {\"notificationType\":\"PING\"} "),
                 "a time is not needed to answer it");
}

TEST(notify_reads_a_return_that_was_created)
{
    ymr_notification_item item;
    CHECK_STATUS(YMR_OK, read_event(&e, CREATED), NULL);
    CHECK_I64(YMR_NOTIFICATION_ORDER_RETURN_CREATED, e.read.type.value, "type");
    CHECK_I64(21840317, e.read.campaign_id.value, "campaign");
    CHECK_I64(INT64_C(58430694721), e.read.order_id.value, "order");
    CHECK_I64(26839123, e.read.return_id.value, "return");
    CHECK_I64(YMR_RETURN_TYPE_UNREDEEMED, e.read.return_type.value, "kind of return");
    CHECK_I64(INT64_C(1782557954220), e.read.created_at.unix_ms, "when");
    ymr_list items = e.read.items;
    CHECK_U64(2, items.left, "items");
    CHECK(ymr_notification_item_next(&items, &item), "the first");
    check_text("SKU-1 \xD0\xAF", item.offer_id, "offer");
    CHECK_I64(2, item.count.value, "count");
    CHECK(ymr_notification_item_next(&items, &item) && !ymr_notification_item_next(&items, &item),
          "and the last");
    CHECK_U64(0, e.warnings, "nothing is odd");
}

TEST(notify_reads_what_has_changed)
{
    CHECK_STATUS(YMR_OK, read_event(&e, UPDATED), NULL);
    CHECK_I64(YMR_REFUND_STATUS_REFUNDED, e.read.statuses.refund_status.value, "refund");
    CHECK_I64(YMR_SHIPMENT_STATUS_UNRECOGNIZED, e.read.statuses.shipment_status.value,
              "a status of next year");
    check_text("NEW_ONE", e.read.statuses.shipment_status.text, "is kept as it came");
    CHECK(e.read.updated_at.text.bytes != NULL && e.read.created_at.text.bytes == NULL, "only its own date");
    CHECK_STATUS(YMR_OK,
                 read_event(&e, "{\"updatedAt\":\"2026-06-27T10:00:00Z\",\"campaignId\":3,\"returnId\":2,"
                                "\"orderId\":1,\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\"}"),
                 "in any order, without statuses");
    CHECK(!e.read.statuses.present, "absent");
}

TEST(notify_reads_chats)
{
    static const struct {
        const char *text;
        ymr_notification_type type;
    } chats[] = {
        {CHAT("CHAT_CREATED", "createdAt"), YMR_NOTIFICATION_CHAT_CREATED},
        {CHAT("CHAT_ARBITRAGE_STARTED", "startedAt"), YMR_NOTIFICATION_CHAT_ARBITRAGE_STARTED},
        {CHAT("CHAT_ARBITRAGE_FINISHED", "finishedAt"), YMR_NOTIFICATION_CHAT_ARBITRAGE_FINISHED},
        {SENT("\"m-9\""), YMR_NOTIFICATION_CHAT_MESSAGE_SENT},
    };
    for (size_t i = 0; i < COUNT_OF(chats); i++) {
        CHECK_STATUS(YMR_OK, read_event(&e, chats[i].text), chats[i].text);
        CHECK_I64(chats[i].type, e.read.type.value, chats[i].text);
        CHECK_I64(7, e.read.chat_id.value, chats[i].text);
        CHECK_I64(8, e.read.business_id.value, chats[i].text);
        CHECK_U64(0, e.warnings, chats[i].text);
    }
    check_text("m-9", e.read.message_id, "message");
    CHECK_STATUS(YMR_OK, read_event(&e, SENT("9007199254740993")), "a number");
    check_text("9007199254740993", e.read.message_id, "with every digit");
    CHECK_STATUS(YMR_OK, read_event(&e, SENT("-1")), "a negative one");
    check_text("-1", e.read.message_id, "with its sign");
}

TEST(notify_passes_over_what_is_not_ours)
{
    static const struct {
        const char *text;
        const char *name;
        int type;
    } others[] = {
        {"{\"notificationType\":\"ORDER_CREATED\",\"orderId\":5,\"orderLineServices\":[{}]}", "ORDER_CREATED",
         YMR_NOTIFICATION_ORDER_CREATED},
        {"{\"notificationType\":\"ORDER_UPDATED\",\"orderId\":5}", "ORDER_UPDATED",
         YMR_NOTIFICATION_ORDER_UPDATED},
        {"{\"notificationType\":\"ORDER_CANCELLED\"}", "ORDER_CANCELLED", YMR_NOTIFICATION_ORDER_CANCELLED},
        {"{\"notificationType\":\"ORDER_CANCELLATION_REQUEST\"}", "ORDER_CANCELLATION_REQUEST",
         YMR_NOTIFICATION_ORDER_CANCELLATION_REQUEST},
        {"{\"notificationType\":\"ORDER_STATUS_UPDATED\",\"status\":\"DELIVERED\"}", "ORDER_STATUS_UPDATED",
         YMR_NOTIFICATION_ORDER_STATUS_UPDATED},
        {"{\"notificationType\":\"GOODS_FEEDBACK_CREATED\",\"feedbackId\":1}", "GOODS_FEEDBACK_CREATED",
         YMR_NOTIFICATION_GOODS_FEEDBACK_CREATED},
        {"{\"notificationType\":\"GOODS_FEEDBACK_COMMENT_CREATED\"}", "GOODS_FEEDBACK_COMMENT_CREATED",
         YMR_NOTIFICATION_GOODS_FEEDBACK_COMMENT_CREATED},
        /* `statuses` is a list here: no reason to complain about a type that nobody asked for */
        {"{\"notificationType\":\"ORDER_LINE_SERVICE_STATUS_UPDATED\",\"statuses\":[{\"status\":\"CREATED\"}]"
         "}",
         "ORDER_LINE_SERVICE_STATUS_UPDATED", YMR_NOTIFICATION_UNRECOGNIZED},
        {"{\"notificationType\":\"\"}", "", YMR_NOTIFICATION_UNRECOGNIZED},
        {"{\"notificationType\":\"ping\"}", "ping", YMR_NOTIFICATION_UNRECOGNIZED},
    };
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        CHECK_STATUS(YMR_OK, read_event(&e, others[i].text), others[i].text);
        CHECK_I64(others[i].type, e.read.type.value, others[i].text);
        check_text(others[i].name, e.read.type.text, "kept by its name");
        CHECK(!ymr_notification_is_ours(e.read.type.value), others[i].text);
        CHECK_U64(0, e.warnings, others[i].text);
    }
    for (int type = YMR_NOTIFICATION_PING; type <= YMR_NOTIFICATION_CHAT_MESSAGE_SENT; type++) {
        CHECK(ymr_notification_is_ours(type), "ours");
    }
    CHECK(!ymr_notification_is_ours(YMR_NOTIFICATION_ABSENT), "none");
}

static const struct {
    const char *text;
    ymr_status status;
    const char *path;
} wrong[] = {
    {"", YMR_E_TRUNCATED, ""},
    {"PING", YMR_E_SYNTAX, NULL},
    {"[]", YMR_E_TYPE, NULL},
    {"{", YMR_E_TRUNCATED, NULL},
    {"{}{}", YMR_E_TRAILING, NULL},
    {"{\"notificationType\":\"\xFF\"}", YMR_E_UTF8, NULL},
    {"{}", YMR_E_MISSING, "notificationType"},
    {"{\"notificationType\":null}", YMR_E_MISSING, "notificationType"},
    {"{\"notificationType\":7}", YMR_E_TYPE, "notificationType"},
    {"{\"notificationType\":\"PING\",\"notificationType\":\"PING\"}", YMR_E_DUPLICATE, "notificationType"},
    {"{\"notificationType\":\"PING\",\"orderId\":1,\"orderId\":2}", YMR_E_DUPLICATE, "orderId"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"orderId\":1,\"returnId\":2,"
     "\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "campaignId"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"returnId\":2,"
     "\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "orderId"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"orderId\":2,"
     "\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "returnId"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"orderId\":2,\"returnId\":1,"
     "\"updatedAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "createdAt"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"orderId\":2,\"returnId\":1,"
     "\"createdAt\":\"yesterday\"}",
     YMR_E_MISSING, "createdAt"},
    {"{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":\"3\",\"orderId\":2,\"returnId\":1,"
     "\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "campaignId"},
    {"{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"campaignId\":3,\"orderId\":2,\"returnId\":1,"
     "\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "updatedAt"},
    {CHAT("CHAT_CREATED", "sentAt"), YMR_E_MISSING, "createdAt"},
    {CHAT("CHAT_ARBITRAGE_STARTED", "createdAt"), YMR_E_MISSING, "startedAt"},
    {CHAT("CHAT_ARBITRAGE_FINISHED", "startedAt"), YMR_E_MISSING, "finishedAt"},
    {CHAT("CHAT_MESSAGE_SENT", "sentAt"), YMR_E_MISSING, "messageId"},
    {SENT("true"), YMR_E_MISSING, "messageId"},
    {SENT("{}"), YMR_E_MISSING, "messageId"},
    {"{\"notificationType\":\"CHAT_CREATED\",\"chatId\":7,\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "businessId"},
    {"{\"notificationType\":\"CHAT_CREATED\",\"businessId\":7,\"createdAt\":\"2026-06-27T10:00:00Z\"}",
     YMR_E_MISSING, "chatId"},
};

TEST(notify_refuses_what_is_no_notification)
{
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        CHECK_STATUS(wrong[i].status, read_event(&e, wrong[i].text), wrong[i].text);
        CHECK_STATUS(wrong[i].status, e.report.fault.status, wrong[i].text);
        if (wrong[i].path != NULL) {
            CHECK_STR(wrong[i].path, e.report.fault.path, wrong[i].text);
        }
    }
    CHECK(e.report.warn == on_warning, "the report is as it was");
}

TEST(notify_goes_on_without_what_it_can_miss)
{
    CHECK_STATUS(YMR_OK,
                 read_event(&e,
                            "{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"orderId\":2,"
                            "\"returnId\":1,\"items\":\"none\",\"createdAt\":\"2026-06-27T10:00:00Z\"}"),
                 "a return is read with getReturn, anyway");
    CHECK_U64(1, e.warnings, "it is told");
    CHECK_STR("items", e.warned, "by its name");
    CHECK_STATUS(YMR_OK,
                 read_event(&e,
                            "{\"notificationType\":\"ORDER_RETURN_CREATED\",\"campaignId\":3,\"orderId\":2,"
                            "\"returnId\":1,\"items\":[{}],\"createdAt\":\"2026-06-27T10:00:00Z\"}"),
                 "an item without a name");
}

TEST(notify_needs_no_more_tokens_than_it_says)
{
    static ymr_token tokens[TEXT_SIZE / 2 + 1];
    char text[TEXT_SIZE];
    ymr_document document;
    ymr_notification read;
    ymr_report report = {.warn = NULL};
    size_t length = (size_t)snprintf(text, sizeof text, "{\"notificationType\":\"X\",\"a\":[1");
    while (length < sizeof text - 4) {
        length += (size_t)snprintf(text + length, sizeof text - length, ",1");
    }
    memcpy(text + length, "]}", 2);
    length += 2;
    CHECK_STATUS(YMR_OK,
                 ymr_notification_read(&document, text, length, tokens, length / 2 + 1, &read, &report),
                 "nothing but commas and digits");
    CHECK_STATUS(YMR_E_TOKENS, read_bytes(&e, text, length), "too few are told apart from a wrong text");
}

/* The same event has the same print, in whatever way it is written; any difference that makes another event,
 * another. */

static const char *const same[] = {
    CREATED,
    "{\"createdAt\":\"2026-06-27T10:59:14.220Z\",\"campaignId\":21840317,\"returnId\":26839123,\n"
    "\"orderId\":58430694721,\"notificationType\":\"ORDER_RETURN_CREATED\",\"new\":{\"x\":[1]}}",
};

static const char *const different[] = {
    CREATED,
    UPDATED,
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":1,\"returnId\":2,\"campaignId\":3,"
    "\"statuses\":{\"refundStatus\":\"REFUNDED\"},\"updatedAt\":\"2026-06-27T10:00:00Z\"}",
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":1,\"returnId\":2,\"campaignId\":3,"
    "\"statuses\":{\"shipmentStatus\":\"REFUNDED\"},\"updatedAt\":\"2026-06-27T10:00:00Z\"}",
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":1,\"returnId\":2,\"campaignId\":3,"
    "\"statuses\":{\"shipmentStatus\":\"REFUNDED\"},\"updatedAt\":\"2026-06-27T10:00:00.001Z\"}",
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":2,\"returnId\":1,\"campaignId\":3,"
    "\"statuses\":{\"shipmentStatus\":\"REFUNDED\"},\"updatedAt\":\"2026-06-27T10:00:00Z\"}",
    "{\"notificationType\":\"ORDER_RETURN_STATUS_UPDATED\",\"orderId\":1,\"returnId\":2,\"campaignId\":4,"
    "\"statuses\":{\"shipmentStatus\":\"REFUNDED\"},\"updatedAt\":\"2026-06-27T10:00:00Z\"}",
    CHAT("CHAT_CREATED", "createdAt"),
    CHAT("CHAT_ARBITRAGE_STARTED", "startedAt"),
    CHAT("CHAT_ARBITRAGE_FINISHED", "finishedAt"),
    SENT("\"1\""),
    SENT("\"2\""),
    /* of what is passed over nobody knows which fields make it the event that it is */
    "{\"notificationType\":\"GOODS_FEEDBACK_CREATED\",\"feedbackId\":1,\"createdAt\":\"2026-06-27T10:00:"
    "00Z\"}",
    "{\"notificationType\":\"GOODS_FEEDBACK_CREATED\",\"feedbackId\":2,\"createdAt\":\"2026-06-27T10:00:"
    "00Z\"}",
    "{\"notificationType\":\"NEW_TYPE\",\"feedbackId\":2,\"createdAt\":\"2026-06-27T10:00:00Z\"}",
    "{\"notificationType\":\"NEW_TYPE\",\"feedbackId\":2, \"createdAt\":\"2026-06-27T10:00:00Z\"}",
};

TEST(notify_knows_an_event_again)
{
    for (size_t i = 0; i < COUNT_OF(same); i++) {
        CHECK_STATUS(YMR_OK, read_event(&e, same[0]), same[0]);
        CHECK_STATUS(YMR_OK, read_event(&other, same[i]), same[i]);
        CHECK_U64(e.read.print, other.read.print, same[i]);
    }
    for (size_t i = 0; i < COUNT_OF(different); i++) {
        CHECK_STATUS(YMR_OK, read_event(&e, different[i]), different[i]);
        for (size_t j = 0; j < COUNT_OF(different); j++) {
            CHECK_STATUS(YMR_OK, read_event(&other, different[j]), different[j]);
            CHECK((e.read.print == other.read.print) == (i == j), check_note("%zu and %zu", i, j));
        }
    }
    CHECK_STATUS(YMR_OK, read_event(&e, SENT("5")), "a number");
    CHECK_STATUS(YMR_OK, read_event(&other, SENT("\"5\"")), "or a string");
    CHECK_U64(e.read.print, other.read.print, "the same message");
}

/* Answers. */

static ymr_text view(const char *text)
{
    return (ymr_text){text, text == NULL ? 0 : strlen(text)};
}

TEST(notify_accepts_byte_for_byte)
{
    static const char wanted[] =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 74\r\nConnection: close\r\n\r\n"
        "{\"version\":\"1.0.0\",\"name\":\"my \\\"shop\\\"\",\"time\":\"2026-06-27T10:59:14.220Z\"}";
    char out[YMR_NOTIFY_REPLY];
    size_t length;
    CHECK_STATUS(YMR_OK,
                 ymr_notify_accept(view("my \"shop\""), INT64_C(1782557954220), out, sizeof out, &length),
                 NULL);
    CHECK_TEXT(wanted, out, length, "the whole answer");
    CHECK_STATUS(YMR_OK, ymr_notify_accept(view("my \"shop\""), INT64_C(1782557954220), out, length, &length),
                 "exactly so big");
    CHECK_TEXT(wanted, out, length, "the whole answer");
    for (size_t size = 0; size < sizeof wanted - 1; size++) {
        memset(out, 0x5A, sizeof out);
        CHECK_STATUS(YMR_E_SPACE,
                     ymr_notify_accept(view("my \"shop\""), INT64_C(1782557954220), out, size, &length),
                     "too small");
        CHECK_SIZE(sizeof wanted - 1, length, "what it needs");
        CHECK_U64(0x5A, (unsigned char)out[size], "nothing behind its end");
    }
}

/* `count` characters, each of so many bytes. */
static ymr_text repeated(const char *character, size_t count)
{
    static char text[1024];
    const size_t size = strlen(character);
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * size, character, size);
    }
    return (ymr_text){text, size * count};
}

TEST(notify_accepts_under_a_name_of_one_to_a_hundred_characters)
{
    static const char *const characters[] = {"x", "\xD0\xAF", "\xF0\x9F\x93\xA6", "\x01"};
    char out[YMR_NOTIFY_REPLY];
    size_t length;
    for (size_t i = 0; i < COUNT_OF(characters); i++) {
        CHECK_STATUS(YMR_OK, ymr_notify_accept(repeated(characters[i], 100), 0, out, sizeof out, &length),
                     "100 fit");
        CHECK_STATUS(YMR_E_ARGUMENT,
                     ymr_notify_accept(repeated(characters[i], 101), 0, out, sizeof out, &length),
                     "101 do not");
        CHECK_SIZE(0, length, "nothing is written");
    }
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_notify_accept(view(""), 0, out, sizeof out, &length), "no name");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_notify_accept(view(NULL), 0, out, sizeof out, &length), "none at all");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_notify_accept(view("\xFF"), 0, out, sizeof out, &length), "no UTF-8");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_notify_accept(view("x"), INT64_MAX, out, sizeof out, &length),
                 "no year of four digits");
}

TEST(notify_refuses_byte_for_byte)
{
    static const struct {
        uint16_t http_status;
        ymr_notify_error type;
        const char *message;
        const char *wanted;
    } refusals[] = {
        {400, YMR_NOTIFY_WRONG_EVENT_FORMAT, "orderId is \"missing\"\n",
         "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 76\r\nConnection: "
         "close\r\n\r\n"
         "{\"error\":{\"type\":\"WRONG_EVENT_FORMAT\",\"message\":\"orderId is \\\"missing\\\"\\n\"}}"},
        {400, YMR_NOTIFY_DUPLICATED_EVENT, "again",
         "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: 55\r\nConnection: "
         "close\r\n\r\n"
         "{\"error\":{\"type\":\"DUPLICATED_EVENT\",\"message\":\"again\"}}"},
        {500, YMR_NOTIFY_UNKNOWN, "",
         "HTTP/1.1 500 Internal Server Error\r\nContent-Type: application/json\r\nContent-Length: 41\r\n"
         "Connection: close\r\n\r\n{\"error\":{\"type\":\"UNKNOWN\",\"message\":\"\"}}"},
        {405, YMR_NOTIFY_UNKNOWN, "POST",
         "HTTP/1.1 405 Method Not Allowed\r\nAllow: POST\r\nContent-Type: "
         "application/json\r\nContent-Length: 45\r\n"
         "Connection: close\r\n\r\n{\"error\":{\"type\":\"UNKNOWN\",\"message\":\"POST\"}}"},
        {599, YMR_NOTIFY_UNKNOWN, "x",
         "HTTP/1.1 599 \r\nContent-Type: application/json\r\nContent-Length: 42\r\nConnection: close\r\n\r\n"
         "{\"error\":{\"type\":\"UNKNOWN\",\"message\":\"x\"}}"},
    };
    char out[YMR_NOTIFY_REPLY];
    size_t length;
    for (size_t i = 0; i < COUNT_OF(refusals); i++) {
        CHECK_STATUS(YMR_OK,
                     ymr_notify_refuse(refusals[i].http_status, refusals[i].type, refusals[i].message, out,
                                       sizeof out, &length),
                     refusals[i].message);
        CHECK_TEXT(refusals[i].wanted, out, length, refusals[i].message);
    }
    CHECK_STATUS(YMR_E_SPACE, ymr_notify_refuse(400, YMR_NOTIFY_UNKNOWN, "x", out, 10, &length), "too small");
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_notify_refuse(400, YMR_NOTIFY_UNKNOWN, "\xFF", out, sizeof out, &length),
                 "no UTF-8");
}

/* Another number with a name as long as that of the message stays a number. */
TEST(notify_reads_no_other_number_as_a_text)
{
    CHECK_STATUS(
        YMR_OK,
        read_event(&e,
                   "{\"notificationType\":\"CHAT_MESSAGE_SENT\",\"chatId\":7,\"messageNo\":5,\"messageId\":6,"
                   "\"businessId\":8,\"sentAt\":\"2026-06-27T10:00:00Z\"}"),
        NULL);
    check_text("6", e.read.message_id, "the message");
}
