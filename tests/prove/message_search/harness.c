#include "loose.h"

#include "ymr/chats.h"

static ymr_text trimmed(ymr_text text);

#include "message_search.c"

static ymr_text trimmed(ymr_text text)
{
    const size_t from = any_size(), length = any_size();
    PROMISE(text.length == 0 || __CPROVER_r_ok(text.bytes, text.length));
    ASSUME(from <= text.length && length <= text.length - from);
    return text.length == 0 ? text : (ymr_text){text.bytes + from, length};
}

static ymr_message_search search;

ymr_status ymr_start_chat_history(ymr_client *client, const ymr_chat_history *history, const ymr_list_events *events,
                                  void *context, ymr_chat_message *scratch, ymr_chat_messages *page)
{
    (void)client;
    PROMISE(history == &search.history && context == &search && scratch == &search.scratch && page == NULL);
    PROMISE(events->element == on_message);
    return any_int();
}

static ymr_text text_or_none(char *buffer)
{
    const ymr_text text = any_text(buffer, ROOM);
    return any_bool() ? text : (ymr_text){NULL, 0};
}

int main(void)
{
    char of_sent[ROOM], of_read[ROOM];
    const ymr_chat_text sent = {any_int64(), text_or_none(of_sent)};
    ymr_chat_message message;

    if (any_bool()) {
        (void)ymr_start_resolve_message(NULL, &sent, any_int64(), &search);
        PROMISE(search.sent == &sent && search.resolution == YMR_RESOLUTION_UNTOLD);
        return 0;
    }
    search.sent = &sent;
    search.found = any_uint32();
    search.page_id = any_int64();
    search.unclear = any_bool();
    message.message = text_or_none(of_read);
    ASSUME(search.found < UINT32_MAX);
    on_begin(&search, 0);
    (void)on_message(&search, 0, &message);
    if (any_bool()) {
        (void)on_oversize(&search, NULL);
    }
    on_commit(&search, 0);
    PROMISE(search.resolution != YMR_RESOLUTION_MATCHES || (search.found == 1 && !search.unclear));
    on_abort(&search, 0, YMR_E_CLOSED);
    PROMISE(search.resolution == YMR_RESOLUTION_UNTOLD);
    return 0;
}
