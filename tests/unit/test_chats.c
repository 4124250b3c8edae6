/* Chats: requests byte for byte, answers field by field. */
#include <stdio.h>
#include <stdlib.h>

#include "check.h"
#include "talk.h"
#include "ymr/chats.h"

static talk t;
static const char *const ok[] = {"{\"status\":\"OK\"}"};

/* What was heard of a list. */
static char journal[512];

static void on_begin(void *context, uint32_t page)
{
    (void)context;
    (void)page;
    strcat(journal, "(");
}

static void on_commit(void *context, uint32_t page)
{
    (void)context;
    (void)page;
    strcat(journal, ")");
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    (void)context;
    (void)page;
    strcat(journal, ymr_status_name(why));
}

static ymr_status on_message(void *context, uint32_t index, const void *element)
{
    const ymr_chat_message *message = element;
    (void)context;
    snprintf(journal + strlen(journal), sizeof journal - strlen(journal), "%u:%lld ", (unsigned)index,
             (long long)message->message_id);
    return YMR_OK;
}

static ymr_status on_chat(void *context, uint32_t index, const void *element)
{
    const ymr_chat *chat = element;
    (void)context;
    snprintf(journal + strlen(journal), sizeof journal - strlen(journal), "%u:%lld ", (unsigned)index,
             (long long)chat->chat_id);
    return YMR_OK;
}

static const ymr_list_events chat_events = {on_begin, on_chat, NULL, on_commit, on_abort};
static const ymr_list_events message_events = {on_begin, on_message, NULL, on_commit, on_abort};

/* Requests. */

static ymr_status create(ymr_chat_subject_type type, int64_t id)
{
    static const char *const created[] = {"{\"status\":\"OK\",\"result\":{\"chatId\":9007199254740993}}"};
    const ymr_chat_subject subject = {type, id};
    ymr_chat_created out;

    talk_begin(&t, created, 1);
    const ymr_status status = ymr_create_chat(&t.client, &subject, &out);
    CHECK(status != YMR_OK || out.chat_id == INT64_C(9007199254740993), "the new chat's id");
    return status;
}

TEST(chats_create_names_what_it_is_about)
{
    CHECK_STATUS(YMR_OK, create(YMR_CHAT_SUBJECT_RETURN, 26839123), "return");
    CHECK_STR("POST /v2/businesses/5/chats/new HTTP/1.1", talk_line(&t), "return");
    CHECK_STR("{\"context\":{\"type\":\"RETURN\",\"id\":26839123}}", talk_body(&t), "return");
    CHECK(strstr(t.request, "\r\nContent-Type: application/json\r\nContent-Length: 43\r\n\r\n{") != NULL,
          t.request);
    CHECK_STATUS(YMR_OK, create(YMR_CHAT_SUBJECT_ORDER, INT64_MAX), "order");
    CHECK_STR("{\"context\":{\"type\":\"ORDER\",\"id\":9223372036854775807}}", talk_body(&t), "order");
    CHECK_STATUS(YMR_E_ARGUMENT, create(YMR_CHAT_SUBJECT_RETURN, 0), "id 0");
    CHECK_STATUS(YMR_E_ARGUMENT, create(YMR_CHAT_SUBJECT_RETURN, -1), "id -1");
    CHECK_STATUS(YMR_E_ARGUMENT, create(YMR_CHAT_SUBJECT_ABSENT, 1), "about nothing");
    CHECK_STATUS(YMR_E_ARGUMENT, create(YMR_CHAT_SUBJECT_UNRECOGNIZED, 1), "a type without a name");
    CHECK_STATUS(YMR_E_ARGUMENT, create((ymr_chat_subject_type)(YMR_CHAT_SUBJECT_RETURN + 1), 1),
                 "beyond the list");
    CHECK_U64(0, t.opens, "nothing was sent for it");
}

static ymr_status list(const ymr_chats_filter *filter)
{
    static const char *const none[] = {"{\"status\":\"OK\",\"result\":{\"chats\":[]}}"};
    static ymr_chat scratch;

    talk_begin(&t, none, 1);
    journal[0] = '\0';
    return ymr_get_chats(&t.client, filter, &chat_events, NULL, &scratch);
}

TEST(chats_filter_is_the_body)
{
    static const ymr_chat_subject subjects[] = {
        {YMR_CHAT_SUBJECT_RETURN, 1}, {YMR_CHAT_SUBJECT_ORDER, 1}, {YMR_CHAT_SUBJECT_RETURN, 2}};
    static const struct {
        ymr_chats_filter filter;
        const char *line, *body;
    } cases[] = {
        {{.page_size = 0}, "POST /v2/businesses/5/chats HTTP/1.1", "{}"},
        {{.subjects = subjects}, "POST /v2/businesses/5/chats HTTP/1.1", "{}"},
        {{.page_size = 20}, "POST /v2/businesses/5/chats?limit=20 HTTP/1.1", "{}"},
        {{.subjects = subjects, .subject_count = 1},
         "POST /v2/businesses/5/chats HTTP/1.1",
         "{\"contexts\":[{\"type\":\"RETURN\",\"id\":1}]}"},
        {{.types = YMR_BIT(YMR_CHAT_TYPE_ARBITRAGE)},
         "POST /v2/businesses/5/chats HTTP/1.1",
         "{\"types\":[\"ARBITRAGE\"]}"},
        {{subjects, 3, YMR_BIT(YMR_CHAT_CONTEXT_DIRECT) | YMR_BIT(YMR_CHAT_CONTEXT_ORDER),
          YMR_BIT(YMR_CHAT_TYPE_CHAT) | YMR_BIT(YMR_CHAT_TYPE_ARBITRAGE),
          YMR_BIT(YMR_CHAT_STATUS_NEW) | YMR_BIT(YMR_CHAT_STATUS_FINISHED), 1},
         "POST /v2/businesses/5/chats?limit=1 HTTP/1.1",
         "{\"contexts\":[{\"type\":\"RETURN\",\"id\":1},{\"type\":\"ORDER\",\"id\":1},{\"type\":\"RETURN\","
         "\"id\":2}],"
         "\"contextTypes\":[\"ORDER\",\"DIRECT\"],\"types\":[\"CHAT\",\"ARBITRAGE\"],\"statuses\":[\"NEW\","
         "\"FINISHED\"]}"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_OK, list(&cases[i].filter), cases[i].body);
        CHECK_STR(cases[i].line, talk_line(&t), cases[i].body);
        CHECK_STR(cases[i].body, talk_body(&t), cases[i].line);
        CHECK_STR("()", journal, "a page of none");
    }
}

TEST(chats_filter_refuses_what_cannot_be)
{
    static const ymr_chat_subject twice[] = {
        {YMR_CHAT_SUBJECT_RETURN, 1}, {YMR_CHAT_SUBJECT_ORDER, 1}, {YMR_CHAT_SUBJECT_RETURN, 1}};
    static const ymr_chat_subject none[] = {{YMR_CHAT_SUBJECT_RETURN, 0}};
    static const struct {
        ymr_chats_filter filter;
        const char *note;
    } cases[] = {
        {{.subjects = twice, .subject_count = 3}, "one subject twice"},
        {{.subjects = none, .subject_count = 1}, "id 0"},
        {{.subjects = NULL, .subject_count = 1}, "no subjects where one is said to be"},
        {{.context_types = YMR_BIT(YMR_CHAT_CONTEXT_DIRECT) << 1}, "a context type beyond the list"},
        {{.types = YMR_BIT(YMR_CHAT_TYPE_ABSENT)}, "absent is no type"},
        {{.statuses = YMR_BIT(YMR_CHAT_STATUS_UNRECOGNIZED)}, "unrecognized has no name"},
        {{.page_size = 21}, "page of 21"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_ARGUMENT, list(&cases[i].filter), cases[i].note);
        CHECK_U64(0, t.opens, cases[i].note);
    }
}

static ymr_status read_history(const ymr_chat_history *history)
{
    static const char *const none[] = {
        "{\"status\":\"OK\",\"result\":{\"context\":{\"type\":\"RETURN\"},\"messages\":[]}}"};
    static ymr_chat_message scratch;

    talk_begin(&t, none, 1);
    journal[0] = '\0';
    return ymr_get_chat_history(&t.client, history, &message_events, NULL, &scratch, NULL);
}

TEST(chats_history_request)
{
    static const struct {
        ymr_chat_history history;
        const char *line, *body;
    } cases[] = {
        {{11, 0, 0}, "POST /v2/businesses/5/chats/history?chatId=11 HTTP/1.1", "{}"},
        {{11, 12, 0}, "POST /v2/businesses/5/chats/history?chatId=11 HTTP/1.1", "{\"messageIdFrom\":12}"},
        {{INT64_MAX, INT64_MAX, 100},
         "POST /v2/businesses/5/chats/history?chatId=9223372036854775807&limit=100 HTTP/1.1",
         "{\"messageIdFrom\":9223372036854775807}"},
    };
    static const ymr_chat_history refused[] = {{0, 0, 0}, {-1, 0, 0}, {1, -1, 0}, {1, 0, 101}};

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_OK, read_history(&cases[i].history), cases[i].line);
        CHECK_STR(cases[i].line, talk_line(&t), cases[i].line);
        CHECK_STR(cases[i].body, talk_body(&t), cases[i].line);
    }
    for (size_t i = 0; i < COUNT_OF(refused); i++) {
        CHECK_STATUS(YMR_E_ARGUMENT, read_history(&refused[i]), check_note("history %zu", i));
        CHECK_U64(0, t.opens, "nothing was sent for it");
    }
}

TEST(chats_one_chat_or_message_request)
{
    static const int64_t wrong[] = {0, -1, INT64_MIN};
    ymr_chat chat;
    ymr_chat_message message;

    talk_begin(&t, ok, 1);
    CHECK_STATUS(YMR_E_MISSING, ymr_get_chat(&t.client, 11, &chat), "an answer without a chat");
    CHECK_STR("GET /v2/businesses/5/chat?chatId=11 HTTP/1.1", talk_line(&t), "chat");
    CHECK_STR("", talk_body(&t), "chat");
    CHECK_STATUS(YMR_E_MISSING, ymr_get_chat_message(&t.client, 11, 12, &message),
                 "an answer without a message");
    CHECK_STR("GET /v2/businesses/5/chats/message?chatId=11&messageId=12 HTTP/1.1", talk_line(&t), "message");
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        talk_begin(&t, ok, 1);
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_get_chat(&t.client, wrong[i], &chat), "chat");
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_get_chat_message(&t.client, wrong[i], 1, &message),
                     "chat of a message");
        CHECK_STATUS(YMR_E_ARGUMENT, ymr_get_chat_message(&t.client, 1, wrong[i], &message), "message");
        CHECK_U64(0, t.opens, "nothing was sent for it");
    }
}

static ymr_status send_text(const char *text, size_t length)
{
    talk_begin(&t, ok, 1);
    return ymr_send_message_to_chat(&t.client, 11, (ymr_text){text, length});
}

TEST(chats_send_escapes_the_text)
{
    static const char text[] = "\"Да\\нет\"\n\t\x01 \xF0\x9F\x98\x80 </b>";

    CHECK_STATUS(YMR_OK, send_text(text, sizeof text - 1), "sent");
    CHECK_STR("POST /v2/businesses/5/chats/message?chatId=11 HTTP/1.1", talk_line(&t), "line");
    CHECK_STR("{\"message\":\"\\\"Да\\\\нет\\\"\\n\\t\\u0001 \xF0\x9F\x98\x80 </b>\"}", talk_body(&t),
              "body");
    talk_begin(&t, ok, 1);
    CHECK_STATUS(YMR_E_ARGUMENT, ymr_send_message_to_chat(&t.client, 0, (ymr_text){"x", 1}), "chat 0");
    CHECK_U64(0, t.opens, "nothing was sent for it");
}

/* The description counts characters (minLength 1, maxLength 4096), not bytes. */
TEST(chats_send_counts_characters)
{
    static const char *const characters[] = {"x", "\xD1\x8F", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\n"};
    static char text[4 * 4098];

    CHECK_STATUS(YMR_E_ARGUMENT, send_text("", 0), "empty");
    CHECK_STATUS(YMR_E_ARGUMENT, send_text(NULL, 0), "absent");
    CHECK_STATUS(YMR_E_ARGUMENT, send_text("a\xD1", 2), "no UTF-8");
    CHECK_STATUS(YMR_E_ARGUMENT, send_text("\xED\xA0\x80", 3), "a surrogate");
    for (size_t i = 0; i < COUNT_OF(characters); i++) {
        const size_t width = strlen(characters[i]);
        for (size_t at = 0; at < 4098; at++) {
            memcpy(text + at * width, characters[i], width);
        }
        CHECK_STATUS(YMR_OK, send_text(text, width), "one");
        CHECK_STATUS(YMR_OK, send_text(text, 4096 * width), check_note("4096 of %zu bytes", width));
        CHECK_STATUS(YMR_E_ARGUMENT, send_text(text, 4097 * width), check_note("4097 of %zu bytes", width));
        CHECK_STATUS(YMR_E_ARGUMENT, send_text(text, 4098 * width), check_note("4098 of %zu bytes", width));
        CHECK_U64(0, t.opens, "nothing was sent for it");
    }
}

/* Answers. */

static const char whole_chat[] =
    "{\"status\":\"OK\",\"result\":{\"chatId\":11,\"orderId\":12,\"context\":{\"type\":\"RETURN\","
    "\"customer\":"
    "{\"name\":\"Анна\",\"publicId\":\"ab-1\"},\"campaignId\":13,\"orderId\":12,\"returnId\":14},\"type\":"
    "\"ARBITRAGE\","
    "\"status\":\"WAITING_FOR_ARBITER\",\"createdAt\":\"2026-11-21T00:00:00+03:00\","
    "\"updatedAt\":\"2026-11-21T00:00:00.5Z\"}}";

static ymr_chat chat;

static ymr_status get_chat(const char *answer)
{
    const char *const answers[] = {answer};
    talk_begin(&t, answers, 1);
    return ymr_get_chat(&t.client, 11, &chat);
}

TEST(chats_decode_a_chat)
{
    CHECK_STATUS(YMR_OK, get_chat(whole_chat), "whole");
    CHECK_I64(11, chat.chat_id, "chatId");
    CHECK(chat.order_id.present && chat.order_id.value == 12, "orderId");
    CHECK(chat.context.present && chat.context.type.value == YMR_CHAT_CONTEXT_RETURN, "context.type");
    CHECK_TEXT("Анна", chat.context.customer.name.bytes, chat.context.customer.name.length, "customer.name");
    CHECK_TEXT("ab-1", chat.context.customer.public_id.bytes, chat.context.customer.public_id.length,
               "publicId");
    CHECK(chat.context.campaign_id.present && chat.context.campaign_id.value == 13, "campaignId");
    CHECK(chat.context.order_id.present && chat.context.order_id.value == 12, "context.orderId");
    CHECK(chat.context.return_id.present && chat.context.return_id.value == 14, "returnId");
    CHECK_I64(YMR_CHAT_TYPE_ARBITRAGE, chat.type.value, "type");
    CHECK_I64(YMR_CHAT_STATUS_WAITING_FOR_ARBITER, chat.status.value, "status");
    CHECK_I64(INT64_C(1795208400000), chat.created_at.unix_ms, "createdAt");
    CHECK_I64(INT64_C(1795219200500), chat.updated_at.unix_ms, "updatedAt");
}

TEST(chats_decode_what_may_be_missing)
{
    CHECK_STATUS(
        YMR_OK,
        get_chat(
            "{\"status\":\"OK\",\"result\":{\"chatId\":1,\"context\":{\"type\":\"GIFT\",\"customer\":null},"
            "\"type\":\"PHONE\",\"status\":\"ASLEEP\",\"createdAt\":\"2026-11-21T00:00:00Z\","
            "\"updatedAt\":\"2026-11-21T00:00:00Z\",\"new\":{}}}"),
        "little, and unknown");
    CHECK(!chat.order_id.present && !chat.context.customer.present && !chat.context.return_id.present,
          "absent");
    CHECK_I64(YMR_CHAT_CONTEXT_UNRECOGNIZED, chat.context.type.value, "an unknown context");
    CHECK_TEXT("GIFT", chat.context.type.text.bytes, chat.context.type.text.length, "keeps its text");
    CHECK_I64(YMR_CHAT_TYPE_UNRECOGNIZED, chat.type.value, "an unknown type");
    CHECK_I64(YMR_CHAT_STATUS_UNRECOGNIZED, chat.status.value, "an unknown status");
}

/* Takes the first `"key":value` after `from` out of an answer, value and comma too; or puts another value
 * there. */
static const char *without(const char *answer, const char *from, const char *key, const char *value)
{
    static char changed[TALK_SIZE];
    const char *at = strstr(strstr(answer, from), key);
    const char *end = at + strlen(key);

    int depth = 0;
    bool quoted = false;
    for (; quoted || depth > 0 || (*end != ',' && *end != '}' && *end != ']'); end++) {
        quoted = quoted != (*end == '"');
        depth += quoted ? 0 : (*end == '{' || *end == '[') - (*end == '}' || *end == ']');
    }
    if (value != NULL) {
        snprintf(changed, sizeof changed, "%.*s%s%s%s", (int)(at - answer), answer, key, value, end);
    } else if (*end == ',') {
        snprintf(changed, sizeof changed, "%.*s%s", (int)(at - answer), answer, end + 1);
    } else {
        snprintf(changed, sizeof changed, "%.*s%s", (int)(at - answer - (at[-1] == ',')), answer, end);
    }
    return changed;
}

TEST(chats_decode_names_what_a_chat_lacks)
{
    static const struct {
        const char *from, *key, *path;
    } cases[] = {
        {"result", "\"chatId\":", "result.chatId"},       {"result", "\"context\":", "result.context"},
        {"context", "\"type\":", "result.context.type"},  {"14}", "\"type\":", "result.type"},
        {"ARBITRAGE", "\"status\":", "result.status"},    {"result", "\"createdAt\":", "result.createdAt"},
        {"result", "\"updatedAt\":", "result.updatedAt"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_MISSING, get_chat(without(whole_chat, cases[i].from, cases[i].key, NULL)),
                     cases[i].path);
        CHECK_STR(cases[i].path, t.client.report.fault.path, "missing");
        CHECK_STATUS(YMR_E_TYPE, get_chat(without(whole_chat, cases[i].from, cases[i].key, "true")),
                     cases[i].path);
        CHECK_STR(cases[i].path, t.client.report.fault.path, "wrong");
    }
}

static const char whole_message[] =
    "{\"status\":\"OK\",\"result\":{\"messageId\":21,\"createdAt\":\"2026-11-21T00:00:00+03:00\",\"sender\":"
    "\"CUSTOMER\","
    "\"message\":\"Смотрите\\nфото\",\"payload\":[{\"name\":\"1.jpg\",\"url\":\"https://f.example/"
    "1\",\"size\":1000},"
    "{\"name\":\"2.jpg\",\"url\":\"https://f.example/2\",\"size\":2147483647}]}}";

static ymr_chat_message message;

static ymr_status get_message(const char *answer)
{
    const char *const answers[] = {answer};
    talk_begin(&t, answers, 1);
    return ymr_get_chat_message(&t.client, 11, 21, &message);
}

TEST(chats_decode_a_message)
{
    ymr_chat_payload payload;

    CHECK_STATUS(YMR_OK, get_message(whole_message), "whole");
    CHECK_I64(21, message.message_id, "messageId");
    CHECK_I64(INT64_C(1795208400000), message.created_at.unix_ms, "createdAt");
    CHECK_I64(YMR_CHAT_SENDER_CUSTOMER, message.sender.value, "sender");
    CHECK_TEXT("Смотрите\nфото", message.message.bytes, message.message.length, "message");
    CHECK_U64(2, message.payload.left, "payload");
    CHECK(ymr_chat_payload_next(&message.payload, &payload), "the first file");
    CHECK_TEXT("1.jpg", payload.name.bytes, payload.name.length, "name");
    CHECK_TEXT("https://f.example/1", payload.url.bytes, payload.url.length, "url");
    CHECK_I64(1000, payload.size, "size");
    CHECK(ymr_chat_payload_next(&message.payload, &payload) && payload.size == INT32_MAX, "the second file");
    CHECK(!ymr_chat_payload_next(&message.payload, &payload), "no third");
    CHECK_STATUS(
        YMR_OK,
        get_message("{\"status\":\"OK\",\"result\":{\"messageId\":21,\"createdAt\":\"2026-11-21T00:00:00Z\","
                    "\"sender\":\"ROBOT\",\"payload\":null}}"),
        "little");
    CHECK(message.message.bytes == NULL && message.payload.document == NULL, "absent");
    CHECK_I64(YMR_CHAT_SENDER_UNRECOGNIZED, message.sender.value, "an unknown sender");
}

TEST(chats_decode_names_what_a_message_lacks)
{
    static const struct {
        const char *key, *path;
    } cases[] = {
        {"\"messageId\":", "result.messageId"}, {"\"createdAt\":", "result.createdAt"},
        {"\"sender\":", "result.sender"},       {"\"name\":", "result.payload[0].name"},
        {"\"url\":", "result.payload[0].url"},  {"\"size\":", "result.payload[0].size"},
    };

    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        CHECK_STATUS(YMR_E_MISSING, get_message(without(whole_message, "result", cases[i].key, NULL)),
                     cases[i].path);
        CHECK_STR(cases[i].path, t.client.report.fault.path, "missing");
        CHECK_STATUS(YMR_E_TYPE, get_message(without(whole_message, "result", cases[i].key, "[]")),
                     cases[i].path);
        CHECK_STR(cases[i].path, t.client.report.fault.path, "wrong");
    }
}

#define MESSAGE(id) "{\"messageId\":" id ",\"createdAt\":\"2026-11-21T00:00:00Z\",\"sender\":\"PARTNER\"}"

static const char *const pages[] = {
    "{\"status\":\"OK\",\"result\":{\"messages\":[" MESSAGE("1") "," MESSAGE(
        "2") "],\"orderId\":8,"
             "\"context\":{\"type\":\"ORDER\",\"orderId\":8},\"paging\":{\"nextPageToken\":\"a/b=\"}}}",
    "{\"status\":\"OK\",\"result\":{\"context\":{\"type\":\"RETURN\"},\"messages\":[" MESSAGE("3") "]}}",
};

TEST(chats_history_goes_on_page_by_page)
{
    static const ymr_chat_history history = {11, 1, 2};
    static ymr_chat_message scratch;
    static ymr_chat_messages page;

    journal[0] = '\0';
    talk_begin(&t, pages, 1);
    t.count = 2;
    CHECK_STATUS(YMR_OK, ymr_get_chat_history(&t.client, &history, &message_events, NULL, &scratch, &page),
                 "history");
    CHECK_STR("(0:1 1:2 )(0:3 )", journal, "both pages");
    CHECK_STR("POST /v2/businesses/5/chats/history?chatId=11&limit=2&pageToken=a%2Fb%3D HTTP/1.1",
              talk_line(&t), "the second request");
    CHECK_STR("{\"messageIdFrom\":1}", talk_body(&t), "asks for the same");
    CHECK_I64(YMR_CHAT_CONTEXT_RETURN, page.context.type.value, "what stood beside the last page");
    CHECK(!page.order_id.present && page.messages.left == 0, "and nothing of the first");
}

TEST(chats_history_gives_what_stands_beside_it)
{
    static const char *const once[] = {"{\"status\":\"OK\",\"result\":{\"orderId\":8,\"messages\":[" MESSAGE(
        "1") "],"
             "\"context\":{\"type\":\"ORDER\",\"orderId\":9}}}"};
    static const char *const without_context[] = {
        "{\"status\":\"OK\",\"result\":{\"messages\":[" MESSAGE("1") "]}}"};
    static const char *const without_messages[] = {
        "{\"status\":\"OK\",\"result\":{\"context\":{\"type\":\"ORDER\"}}}"};
    static const ymr_chat_history history = {11, 0, 0};
    static ymr_chat_message scratch;
    static ymr_chat_messages page;

    talk_begin(&t, once, 1);
    CHECK_STATUS(YMR_OK, ymr_get_chat_history(&t.client, &history, &message_events, NULL, &scratch, &page),
                 "history");
    CHECK(page.order_id.present && page.order_id.value == 8, "orderId");
    CHECK(page.context.order_id.present && page.context.order_id.value == 9, "context.orderId");
    talk_begin(&t, without_context, 1);
    CHECK_STATUS(YMR_E_MISSING,
                 ymr_get_chat_history(&t.client, &history, &message_events, NULL, &scratch, &page),
                 "without context");
    CHECK_STR("result.context", t.client.report.fault.path, "without context");
    talk_begin(&t, without_messages, 1);
    CHECK_STATUS(YMR_E_MISSING,
                 ymr_get_chat_history(&t.client, &history, &message_events, NULL, &scratch, &page),
                 "without messages");
    CHECK_STR("result.messages", t.client.report.fault.path, "without messages");
}

TEST(chats_list_goes_on_page_by_page)
{
#define CHAT(id)                                                                                             \
    "{\"chatId\":" id ",\"context\":{\"type\":\"ORDER\"},\"type\":\"CHAT\",\"status\":\"NEW\","              \
    "\"createdAt\":\"2026-11-21T00:00:00Z\",\"updatedAt\":\"2026-11-21T00:00:00Z\"}"
    static const char *const chats[] = {
        "{\"status\":\"OK\",\"result\":{\"paging\":{\"nextPageToken\":\"two\"},\"chats\":[" CHAT(
            "1") "," CHAT("2") "]}}",
        "{\"status\":\"OK\",\"result\":{\"chats\":[" CHAT("3") "],\"paging\":{}}}",
    };
    static const ymr_chats_filter filter = {.types = YMR_BIT(YMR_CHAT_TYPE_CHAT), .page_size = 2};
    static ymr_chat scratch;

    talk_begin(&t, chats, 2);
    journal[0] = '\0';
    CHECK_STATUS(YMR_OK, ymr_get_chats(&t.client, &filter, &chat_events, NULL, &scratch), "list");
    CHECK_STR("(0:1 1:2 )(0:3 )", journal, "both pages");
    CHECK_STR("POST /v2/businesses/5/chats?limit=2&pageToken=two HTTP/1.1", talk_line(&t),
              "the second request");
    CHECK_STR("{\"types\":[\"CHAT\"]}", talk_body(&t), "asks for the same");
#undef CHAT
}

/* Nobody may send a message twice because its answer was lost; what only reads may be asked again. */
TEST(chats_lost_on_the_way)
{
    const ymr_chat_subject subject = {YMR_CHAT_SUBJECT_RETURN, 1};
    ymr_chat_created created;

    for (size_t after = 1; after < 300; after += 7) {
        talk_begin(&t, ok, 1);
        t.config.policy.attempts = 3;
        t.breaks_after = after;
        CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_send_message_to_chat(&t.client, 11, (ymr_text){"x", 1}),
                     "message");
        CHECK_STATUS(YMR_E_RESET, t.client.outcome.cause, "why");
        CHECK_U64(1, t.opens, "sent once");
        talk_begin(&t, ok, 1);
        t.config.policy.attempts = 3;
        t.breaks_after = after;
        CHECK_STATUS(YMR_E_OUTCOME_UNKNOWN, ymr_create_chat(&t.client, &subject, &created), "new chat");
        CHECK_U64(1, t.opens, "asked for once");
        talk_begin(&t, ok, 1);
        t.breaks_after = after < 100 ? after : 100;
        CHECK_STATUS(YMR_E_RESET, ymr_get_chat(&t.client, 11, &chat), "reading");
    }
}

TEST(chats_refused)
{
    static const char *const refusals[] = {
        "{\"status\":\"ERROR\",\"errors\":[{\"code\":\"CHAT_FINISHED\",\"message\":\"closed\"}]}"};

    talk_begin(&t, refusals, 1);
    CHECK_STATUS(YMR_E_API, ymr_send_message_to_chat(&t.client, 11, (ymr_text){"x", 1}), "in a 200");
    CHECK_TEXT("CHAT_FINISHED", t.client.outcome.api.code.bytes, t.client.outcome.api.code.length,
               "its code");
    talk_begin(&t, refusals, 1);
    t.status = "400 Bad Request";
    CHECK_STATUS(YMR_E_API, ymr_send_message_to_chat(&t.client, 11, (ymr_text){"x", 1}), "in a 400");
    CHECK_TEXT("closed", t.client.outcome.api.message.bytes, t.client.outcome.api.message.length,
               "its message");
}
