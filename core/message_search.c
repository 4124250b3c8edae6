#include <string.h>

#include "ymr/chats.h"

static ymr_text trimmed(ymr_text text)
{
    while (text.length > 0 && text.bytes[0] == ' ') {
        text.bytes++;
        text.length--;
    }
    while (text.length > 0 && text.bytes[text.length - 1] == ' ') {
        text.length--;
    }
    return text;
}

static bool is_sent(const ymr_message_search *search, const ymr_chat_message *message)
{
    const ymr_text sent = trimmed(search->sent->message);
    const ymr_text read = trimmed(message->message);
    return message->sender.value == YMR_CHAT_SENDER_PARTNER && message->created_at.unix_ms >= search->since_unix_ms &&
           read.bytes != NULL && read.length == sent.length && memcmp(read.bytes, sent.bytes, sent.length) == 0;
}

/* A page that is tried again counts once: what it adds is kept apart until it is committed. */
static void on_begin(void *context, uint32_t page)
{
    ymr_message_search *search = context;
    (void)page;
    search->page_found = search->found;
}

static ymr_status on_message(void *context, uint32_t index, const void *element)
{
    ymr_message_search *search = context;
    const ymr_chat_message *message = element;
    (void)index;
    if (is_sent(search, message)) {
        search->page_found++;
        search->page_id = message->message_id;
    }
    return YMR_OK;
}

static ymr_status on_oversize(void *context, const ymr_oversize *what)
{
    ymr_message_search *search = context;
    (void)what;
    search->unclear = true;
    return YMR_OK;
}

/* Read behind each page, so that it is true when the last one has been committed; an error takes it back. */
static void on_commit(void *context, uint32_t page)
{
    ymr_message_search *search = context;
    (void)page;
    search->found = search->page_found;
    search->message_id = search->found == 1 ? search->page_id : 0;
    if (search->unclear || search->found > 1) {
        search->resolution = YMR_RESOLUTION_UNTOLD;
    } else {
        search->resolution = search->found == 1 ? YMR_RESOLUTION_MATCHES : YMR_RESOLUTION_WAITING;
    }
}

static void on_abort(void *context, uint32_t page, ymr_status why)
{
    ymr_message_search *search = context;
    (void)page;
    (void)why;
    search->resolution = YMR_RESOLUTION_UNTOLD;
}

ymr_status ymr_start_resolve_message(ymr_client *client, const ymr_chat_text *sent, int64_t since_unix_ms,
                                     ymr_message_search *search)
{
    static const ymr_list_events events = {on_begin, on_message, on_oversize, on_commit, on_abort};

    memset(search, 0, sizeof *search);
    search->resolution = YMR_RESOLUTION_UNTOLD;
    search->sent = sent;
    search->since_unix_ms = since_unix_ms;
    search->history.chat_id = sent->chat_id;
    return ymr_start_chat_history(client, &search->history, &events, search, &search->scratch, NULL);
}

ymr_status ymr_resolve_message(ymr_client *client, const ymr_chat_text *sent, int64_t since_unix_ms,
                               ymr_message_search *search)
{
    ymr_status status = ymr_start_resolve_message(client, sent, since_unix_ms, search);
    if (status == YMR_OK) {
        status = ymr_client_run(client);
    }
    if (status != YMR_OK) {
        search->resolution = YMR_RESOLUTION_UNTOLD;
    }
    return status;
}
