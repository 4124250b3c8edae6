#include "ymr/chats.h"

#include "call.h"
#include "names.h"
#include "rows.h"
#include "utf8.h"
#include "writer.h"

enum { MAX_CHATS = 20, MAX_MESSAGES = 100, MAX_CHARACTERS = 4096 };

YMR_NAMES(ymr_chat_context_names, YMR_CHAT_CONTEXT_LIST);
YMR_NAMES(ymr_chat_subject_names, YMR_CHAT_SUBJECT_LIST);
YMR_NAMES(ymr_chat_type_names, YMR_CHAT_TYPE_LIST);
YMR_NAMES(ymr_chat_status_names, YMR_CHAT_STATUS_LIST);
YMR_NAMES(ymr_chat_sender_names, YMR_CHAT_SENDER_LIST);

/* Answers. */

static const ymr_field customer_rows[] = {
    YMR_OPTIONAL(ymr_chat_customer, name, "name", NULL),
    YMR_OPTIONAL(ymr_chat_customer, public_id, "publicId", NULL),
};
const ymr_shape ymr_chat_customer_shape = YMR_SHAPE(ymr_chat_customer, customer_rows);

static const ymr_field context_rows[] = {
    YMR_REQUIRED(ymr_chat_context, type, "type", &ymr_chat_context_names),
    YMR_OPTIONAL(ymr_chat_context, customer, "customer", &ymr_chat_customer_shape),
    YMR_OPTIONAL(ymr_chat_context, campaign_id, "campaignId", NULL),
    YMR_OPTIONAL(ymr_chat_context, order_id, "orderId", NULL),
    YMR_OPTIONAL(ymr_chat_context, return_id, "returnId", NULL),
};
const ymr_shape ymr_chat_context_shape = YMR_SHAPE(ymr_chat_context, context_rows);

static const ymr_field chat_rows[] = {
    YMR_REQUIRED(ymr_chat, chat_id, "chatId", NULL),
    YMR_OPTIONAL(ymr_chat, order_id, "orderId", NULL),
    YMR_REQUIRED(ymr_chat, context, "context", &ymr_chat_context_shape),
    YMR_REQUIRED(ymr_chat, type, "type", &ymr_chat_type_names),
    YMR_REQUIRED(ymr_chat, status, "status", &ymr_chat_status_names),
    YMR_REQUIRED(ymr_chat, created_at, "createdAt", NULL),
    YMR_REQUIRED(ymr_chat, updated_at, "updatedAt", NULL),
};
const ymr_shape ymr_chat_shape = YMR_SHAPE(ymr_chat, chat_rows);

static const ymr_field payload_rows[] = {
    YMR_REQUIRED(ymr_chat_payload, name, "name", NULL),
    YMR_REQUIRED(ymr_chat_payload, url, "url", NULL),
    YMR_REQUIRED(ymr_chat_payload, size, "size", NULL),
};
const ymr_shape ymr_chat_payload_shape = YMR_SHAPE(ymr_chat_payload, payload_rows);

static const ymr_field message_rows[] = {
    YMR_REQUIRED(ymr_chat_message, message_id, "messageId", NULL),
    YMR_REQUIRED(ymr_chat_message, created_at, "createdAt", NULL),
    YMR_REQUIRED(ymr_chat_message, sender, "sender", &ymr_chat_sender_names),
    YMR_OPTIONAL(ymr_chat_message, message, "message", NULL),
    YMR_OPTIONAL_LIST(ymr_chat_message, payload, "payload", OBJECT, &ymr_chat_payload_shape),
};
const ymr_shape ymr_chat_message_shape = YMR_SHAPE(ymr_chat_message, message_rows);

static const ymr_field messages_rows[] = {
    YMR_OPTIONAL(ymr_chat_messages, order_id, "orderId", NULL),
    YMR_REQUIRED(ymr_chat_messages, context, "context", &ymr_chat_context_shape),
    YMR_REQUIRED_LIST(ymr_chat_messages, messages, "messages", OBJECT, &ymr_chat_message_shape),
    YMR_OPTIONAL(ymr_chat_messages, paging, "paging", &ymr_paging_shape),
};
const ymr_shape ymr_chat_messages_shape = YMR_SHAPE(ymr_chat_messages, messages_rows);

static const ymr_field created_rows[] = {
    YMR_REQUIRED(ymr_chat_created, chat_id, "chatId", NULL),
};
const ymr_shape ymr_chat_created_shape = YMR_SHAPE(ymr_chat_created, created_rows);

bool ymr_chat_payload_next(ymr_list *payload, ymr_chat_payload *out)
{
    return ymr_list_next(payload, &ymr_chat_payload_shape, out);
}

/* Requests. */

static void put_id(ymr_writer *w, const char *name, int64_t id)
{
    ymr_put_parameter(w, name);
    ymr_put_integer(w, id);
    w->refused = w->refused || id < 1;
}

static void put_page_size(ymr_writer *w, uint16_t size, uint16_t most)
{
    ymr_put_parameter_integer(w, "limit", size);
    w->refused = w->refused || size > most;
}

static void put_subject(ymr_writer *w, const ymr_chat_subject *subject)
{
    ymr_put_open(w, '{');
    ymr_put_member_name(w, "type", &ymr_chat_subject_names, (int)subject->type);
    ymr_put_member_integer(w, "id", subject->id);
    ymr_put_close(w, '}');
    w->refused = w->refused || subject->type == YMR_CHAT_SUBJECT_ABSENT || subject->id < 1;
}

static void put_chat_create_body(ymr_writer *w, const void *subject)
{
    ymr_put_open(w, '{');
    ymr_put_key(w, "context");
    put_subject(w, subject);
    ymr_put_close(w, '}');
}

static void put_chats_query(ymr_writer *w, const void *filter)
{
    const ymr_chats_filter *f = filter;
    put_page_size(w, f->page_size, MAX_CHATS);
}

static bool is_among(const ymr_chat_subject *subjects, size_t count, const ymr_chat_subject *wanted)
{
    for (size_t i = 0; i < count; i++) {
        if (subjects[i].type == wanted->type && subjects[i].id == wanted->id) {
            return true;
        }
    }
    return false;
}

static void put_subjects(ymr_writer *w, const ymr_chat_subject *subjects, size_t count)
{
    ymr_put_key(w, "contexts");
    ymr_put_open(w, '[');
    for (size_t i = 0; i < count; i++) {
        ymr_put_element(w);
        put_subject(w, &subjects[i]);
        w->refused = w->refused || is_among(subjects, i, &subjects[i]);
    }
    ymr_put_close(w, ']');
}

static void put_chats_body(ymr_writer *w, const void *filter)
{
    const ymr_chats_filter *f = filter;
    ymr_put_open(w, '{');
    if (f->subject_count > 0 && f->subjects == NULL) {
        w->refused = true;
    } else if (f->subject_count > 0) {
        put_subjects(w, f->subjects, f->subject_count);
    }
    ymr_put_member_set(w, "contextTypes", &ymr_chat_context_names, f->context_types);
    ymr_put_member_set(w, "types", &ymr_chat_type_names, f->types);
    ymr_put_member_set(w, "statuses", &ymr_chat_status_names, f->statuses);
    ymr_put_close(w, '}');
}

static void put_chat_query(ymr_writer *w, const void *place)
{
    put_id(w, "chatId", ((const ymr_chat_place *)place)->chat_id);
}

static void put_chat_history_query(ymr_writer *w, const void *history)
{
    const ymr_chat_history *h = history;
    put_id(w, "chatId", h->chat_id);
    put_page_size(w, h->page_size, MAX_MESSAGES);
}

static void put_chat_history_body(ymr_writer *w, const void *history)
{
    const ymr_chat_history *h = history;
    ymr_put_open(w, '{');
    if (h->message_id_from != 0) {
        ymr_put_member_integer(w, "messageIdFrom", h->message_id_from);
    }
    ymr_put_close(w, '}');
    w->refused = w->refused || h->message_id_from < 0;
}

static void put_chat_message_query(ymr_writer *w, const void *place)
{
    put_chat_query(w, place);
    put_id(w, "messageId", ((const ymr_chat_place *)place)->message_id);
}

static void put_chat_text_query(ymr_writer *w, const void *text)
{
    put_id(w, "chatId", ((const ymr_chat_text *)text)->chat_id);
}

/* Counts no further than it must; 0 also for what is no UTF-8. */
static size_t count_characters(ymr_text text)
{
    const char *at = text.bytes;
    const char *end = text.bytes + text.length;
    size_t count = 0;
    while (at < end && count <= MAX_CHARACTERS) {
        const size_t step = ymr_utf8_length(at, end);
        if (step == 0) {
            return 0;
        }
        at += step;
        count++;
    }
    return count;
}

static void put_chat_text_body(ymr_writer *w, const void *text)
{
    const ymr_chat_text *t = text;
    const size_t count = t->message.bytes != NULL ? count_characters(t->message) : 0;
    if (count == 0 || count > MAX_CHARACTERS) {
        w->refused = true;
        return;
    }
    ymr_put_open(w, '{');
    ymr_put_member_text(w, "message", t->message);
    ymr_put_close(w, '}');
}

/* Calls. */

ymr_status ymr_start_chat_create(ymr_client *client, const ymr_chat_subject *subject, ymr_chat_created *out)
{
    static const ymr_call call = {&ymr_operation_create_chat, NULL, put_chat_create_body,
                                  &ymr_chat_created_shape, false};
    return ymr_call_object(client, &call, subject, out);
}

ymr_status ymr_start_chats(ymr_client *client, const ymr_chats_filter *filter, const ymr_list_events *events,
                           void *context, ymr_chat *scratch)
{
    static const ymr_call call = {&ymr_operation_get_chats, put_chats_query, put_chats_body, NULL, false};
    const ymr_listing_plan plan = {"result.chats", &ymr_chat_shape, scratch, events, context};
    return ymr_call_list(client, &call, filter, &plan, NULL);
}

ymr_status ymr_start_chat(ymr_client *client, const ymr_chat_place *place, ymr_chat *out)
{
    static const ymr_call call = {&ymr_operation_get_chat, put_chat_query, NULL, &ymr_chat_shape, false};
    return ymr_call_object(client, &call, place, out);
}

ymr_status ymr_start_chat_history(ymr_client *client, const ymr_chat_history *history,
                                  const ymr_list_events *events, void *context, ymr_chat_message *scratch,
                                  ymr_chat_messages *page)
{
    static const ymr_call call = {&ymr_operation_get_chat_history, put_chat_history_query,
                                  put_chat_history_body, &ymr_chat_messages_shape, false};
    const ymr_listing_plan plan = {"result.messages", &ymr_chat_message_shape, scratch, events, context};
    return ymr_call_list(client, &call, history, &plan, page);
}

ymr_status ymr_start_chat_message(ymr_client *client, const ymr_chat_place *place, ymr_chat_message *out)
{
    static const ymr_call call = {&ymr_operation_get_chat_message, put_chat_message_query, NULL,
                                  &ymr_chat_message_shape, false};
    return ymr_call_object(client, &call, place, out);
}

ymr_status ymr_start_chat_send(ymr_client *client, const ymr_chat_text *text)
{
    static const ymr_call call = {&ymr_operation_send_message_to_chat, put_chat_text_query,
                                  put_chat_text_body, NULL, false};
    return ymr_call_object(client, &call, text, NULL);
}

static ymr_status run(ymr_client *client, ymr_status started)
{
    return started == YMR_OK ? ymr_client_run(client) : started;
}

ymr_status ymr_create_chat(ymr_client *client, const ymr_chat_subject *subject, ymr_chat_created *out)
{
    return run(client, ymr_start_chat_create(client, subject, out));
}

ymr_status ymr_get_chats(ymr_client *client, const ymr_chats_filter *filter, const ymr_list_events *events,
                         void *context, ymr_chat *scratch)
{
    return run(client, ymr_start_chats(client, filter, events, context, scratch));
}

ymr_status ymr_get_chat(ymr_client *client, int64_t chat_id, ymr_chat *out)
{
    const ymr_chat_place place = {chat_id, 0};
    return run(client, ymr_start_chat(client, &place, out));
}

ymr_status ymr_get_chat_history(ymr_client *client, const ymr_chat_history *history,
                                const ymr_list_events *events, void *context, ymr_chat_message *scratch,
                                ymr_chat_messages *page)
{
    return run(client, ymr_start_chat_history(client, history, events, context, scratch, page));
}

ymr_status ymr_get_chat_message(ymr_client *client, int64_t chat_id, int64_t message_id,
                                ymr_chat_message *out)
{
    const ymr_chat_place place = {chat_id, message_id};
    return run(client, ymr_start_chat_message(client, &place, out));
}

ymr_status ymr_send_message_to_chat(ymr_client *client, int64_t chat_id, ymr_text message)
{
    const ymr_chat_text text = {chat_id, message};
    return run(client, ymr_start_chat_send(client, &text));
}
