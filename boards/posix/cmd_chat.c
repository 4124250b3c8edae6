#include "commands.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "display.h"
#include "errors.h"
#include "exits.h"
#include "json_out.h"
#include "notes.h"
#include "pages.h"
#include "show.h"
#include "terminal.h"

enum { MOST_CHATS = 20, MOST_MESSAGES = 100 }; /* of a page */
enum { TEXT_SIZE = 4 * 4096 + 2 }; /* the longest message, a line end, and one byte more to see that */
enum { LINE_SIZE = 1024, CELL_SIZE = 120 }; /* bytes of a line, and of a text in it */
enum { ID_WIDTH = 10, STATUS_WIDTH = 20, TYPE_WIDTH = 9, ABOUT_WIDTH = 36, INDENT = 4 };

static session s;

/* Chat messages can be longer than the usual buffers. */
static int open_large(const options *given)
{
    const int failed = session_open(&s, given);
    if (failed == 0) {
        session_large(&s, true);
    }
    return failed;
}

static size_t columns(void)
{
    return terminal_columns(out_result.fd, DISPLAY_ALL);
}

/* What a chat is about. */

static void put_about(out *to, const ymr_chat_context *context)
{
    if (context->return_id.present) {
        out_format(to, "return %lld of ", (long long)context->return_id.value);
    }
    if (context->order_id.present) {
        out_format(to, "order %lld", (long long)context->order_id.value);
    } else {
        display_text(to, display_front(context->type.text, CELL_SIZE), DISPLAY_ALL);
    }
}

static void put_customer(out *to, const char *before, const ymr_chat_customer *customer)
{
    if (customer->name.length != 0) {
        out_text(to, before);
        display_text(to, display_front(customer->name, CELL_SIZE), DISPLAY_ALL);
    }
}

static void put_date(out *to, const char *before, const ymr_date *date)
{
    char text[24];
    if (show_date(date, text)) {
        out_text(to, before);
        out_text(to, text);
    }
}

static meaning whose_turn(const ymr_enum *status)
{
    return status->value == YMR_CHAT_STATUS_NEW || status->value == YMR_CHAT_STATUS_WAITING_FOR_PARTNER
               ? MEANING_WAITING
               : MEANING_NONE;
}

static void show_chat(const ymr_chat *chat)
{
    out *const to = &out_result;
    out_format(to, "Chat %lld: ", (long long)chat->chat_id);
    terminal_paint(to, whose_turn(&chat->status));
    display_text(to, chat->status.text, DISPLAY_ALL);
    terminal_plain(to, whose_turn(&chat->status));
    out_text(to, "\n  about    ");
    put_about(to, &chat->context);
    put_customer(to, "\n  with     ", &chat->context.customer);
    out_text(to, "\n  type     ");
    display_text(to, chat->type.text, DISPLAY_ALL);
    put_date(to, "\n  created  ", &chat->created_at);
    put_date(to, "\n  changed  ", &chat->updated_at);
    out_text(to, "\n");
}

/* A line each, ids first: what a narrow terminal cuts off is at the end. */

static void pad(out *line, size_t *start, size_t width)
{
    const size_t taken = display_width((ymr_text){line->buffer + *start, line->used - *start});
    out_blanks(line, taken < width ? width - taken + 2 : 2);
    *start = line->used;
}

static void show_chat_line(out *to, const void *element)
{
    const ymr_chat *const chat = element;
    char buffer[LINE_SIZE];
    out line = {-1, buffer, sizeof buffer, 0, 0};
    size_t start = 0;

    out_integer(&line, chat->chat_id);
    pad(&line, &start, ID_WIDTH);
    put_about(&line, &chat->context);
    pad(&line, &start, ABOUT_WIDTH);
    display_text(&line, display_front(chat->status.text, CELL_SIZE), STATUS_WIDTH);
    pad(&line, &start, STATUS_WIDTH);
    display_text(&line, display_front(chat->type.text, CELL_SIZE), TYPE_WIDTH);
    pad(&line, &start, TYPE_WIDTH);
    put_date(&line, "", &chat->updated_at);
    put_customer(&line, "  ", &chat->context.customer);
    display_text(to, (ymr_text){buffer, line.used}, columns());
    out_text(to, "\n");
}

/* Messages. */

static void show_file(out *to, const ymr_chat_payload *file)
{
    out_blanks(to, INDENT);
    out_text(to, "file ");
    display_text(to, file->name, DISPLAY_ALL);
    out_format(to, ", %lld bytes: ", (long long)file->size);
    display_text(to, file->url, DISPLAY_ALL);
    out_text(to, "\n");
}

static void show_message(out *to, const void *element)
{
    const ymr_chat_message *const message = element;
    ymr_list payload = message->payload;
    ymr_chat_payload file;

    out_text(to, "  ");
    display_text(to, message->sender.text, DISPLAY_ALL);
    put_date(to, "  ", &message->created_at);
    out_format(to, "  (message %lld)\n", (long long)message->message_id);
    if (message->message.length != 0) {
        out_blanks(to, INDENT);
        display_wrapped(to, message->message, INDENT, columns());
        out_text(to, "\n");
    }
    while (ymr_chat_payload_next(&payload, &file)) {
        show_file(to, &file);
    }
}

static ymr_chat_messages history_page;

static void frame_history(pages *p, spool *elements)
{
    const json_instead messages = {"messages", spool_copy, elements};
    (void)p;
    memset(&history_page.paging, 0, sizeof history_page.paging);
    json_object(&out_result, &ymr_chat_messages_shape, &history_page, &messages);
    out_text(&out_result, "\n");
}

static void head_history(pages *p)
{
    if (p->shown == 0) {
        out_format(&out_result, "Chat %s about ", p->session->given->words[0]);
        put_about(&out_result, &history_page.context);
        put_customer(&out_result, ", ", &history_page.context.customer);
        out_text(&out_result, "\n");
    }
}

/* The commands. */

static int finish(const ymr_shape *shape, const void *object)
{
    if (s.given->json) {
        json_object(&out_result, shape, object, NULL);
        out_text(&out_result, "\n");
    }
    return session_close(&s, errors_finish(EXIT_DONE));
}

int cmd_chat_new(const options *given)
{
    static ymr_chat_created created;
    ymr_chat_subject subject;
    int type;

    if (!options_name("ORDER|RETURN", given->words[0], &ymr_chat_subject_names, &type) ||
        !options_id("ID", given->words[1], &subject.id)) {
        return EXIT_USAGE;
    }
    subject.type = (ymr_chat_subject_type)type;
    const int failed = open_large(given);
    if (failed != 0) {
        return failed;
    }
    const char *const kind = type == YMR_CHAT_SUBJECT_RETURN ? "return" : "order";
    const ymr_status status = session_run(&s, ymr_start_chat_create(&s.client, &subject, &created));
    if (status != YMR_OK) {
        const int ends =
            errors_call(&s, status, errors_subject("a chat about %s %lld", kind, (long long)subject.id));
        if (status == YMR_E_OUTCOME_UNKNOWN) {
            note_error("`ymr chat list --%s %lld` shows whether it is there", kind, (long long)subject.id);
        }
        return session_close(&s, ends);
    }
    if (!given->json) {
        out_format(&out_result, "Chat %lld about %s %lld\n", (long long)created.chat_id, kind,
                   (long long)subject.id);
    }
    return finish(&ymr_chat_created_shape, &created);
}

/* An id that was given twice is one. */
static void add_subjects(ymr_chat_subject *subjects, size_t *count, ymr_chat_subject_type type,
                         const int64_t *ids, size_t id_count)
{
    for (size_t i = 0; i < id_count; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++) {
            again = again || ids[j] == ids[i];
        }
        if (!again) {
            subjects[(*count)++] = (ymr_chat_subject){type, ids[i]};
        }
    }
}

int cmd_chat_list(const options *given)
{
    static ymr_chat_subject subjects[MAX_ORDERS + MAX_RETURNS];
    static ymr_chat scratch;
    ymr_chats_filter filter = given->chats;
    pages list = {.session = &s, .shape = &ymr_chat_shape, .show = show_chat_line};

    add_subjects(subjects, &filter.subject_count, YMR_CHAT_SUBJECT_RETURN, given->returns,
                 given->return_count);
    add_subjects(subjects, &filter.subject_count, YMR_CHAT_SUBJECT_ORDER, given->orders,
                 given->filter.order_count);
    filter.subjects = subjects;
    filter.page_size = pages_size(given, MOST_CHATS);
    const int failed = open_large(given);
    if (failed != 0) {
        return failed;
    }
    return session_close(
        &s, pages_run(&list, ymr_start_chats(&s.client, &filter, &pages_events, &list, &scratch), "chats"));
}

int cmd_chat_show(const options *given)
{
    static ymr_chat chat;
    ymr_chat_place place = {0, 0};

    if (!options_id("CHAT", given->words[0], &place.chat_id)) {
        return EXIT_USAGE;
    }
    const int failed = open_large(given);
    if (failed != 0) {
        return failed;
    }
    const ymr_status status = session_run(&s, ymr_start_chat(&s.client, &place, &chat));
    if (status != YMR_OK) {
        return session_close(&s,
                             errors_call(&s, status, errors_subject("chat %lld", (long long)place.chat_id)));
    }
    if (!given->json) {
        show_chat(&chat);
    }
    return finish(&ymr_chat_shape, &chat);
}

int cmd_chat_history(const options *given)
{
    static ymr_chat_message scratch;
    ymr_chat_history history = {.message_id_from = given->from_message};
    pages list = {.session = &s,
                  .shape = &ymr_chat_message_shape,
                  .show = show_message,
                  .frame = frame_history,
                  .head = head_history};

    if (!options_id("CHAT", given->words[0], &history.chat_id)) {
        return EXIT_USAGE;
    }
    history.page_size = pages_size(given, MOST_MESSAGES);
    const int failed = open_large(given);
    if (failed != 0) {
        return failed;
    }
    return session_close(&s, pages_run(&list,
                                       ymr_start_chat_history(&s.client, &history, &pages_events, &list,
                                                              &scratch, &history_page),
                                       "messages"));
}

int cmd_chat_message(const options *given)
{
    static ymr_chat_message message;
    ymr_chat_place place;

    if (!options_id("CHAT", given->words[0], &place.chat_id) ||
        !options_id("MESSAGE", given->words[1], &place.message_id)) {
        return EXIT_USAGE;
    }
    const int failed = open_large(given);
    if (failed != 0) {
        return failed;
    }
    const ymr_status status = session_run(&s, ymr_start_chat_message(&s.client, &place, &message));
    if (status != YMR_OK) {
        return session_close(
            &s, errors_call(&s, status,
                            errors_subject("message %lld of chat %lld", (long long)place.message_id,
                                           (long long)place.chat_id)));
    }
    if (!given->json) {
        show_message(&out_result, &message);
    }
    return finish(&ymr_chat_message_shape, &message);
}

/* @return bytes, at most `size`, without the line end behind the last line; −1 and errno */
static ssize_t read_input(char *text, size_t size)
{
    size_t length = 0;
    while (length < size) {
        const ssize_t got = read(STDIN_FILENO, text + length, size - length);
        if (got < 0 && errno != EINTR) {
            return -1;
        }
        if (got == 0) {
            break;
        }
        length += got > 0 ? (size_t)got : 0;
    }
    return (ssize_t)(length > 0 && text[length - 1] == '\n' ? length - 1 : length);
}

static int read_text(const char *word, ymr_text *text)
{
    static char input[TEXT_SIZE];

    if (strcmp(word, "-") != 0) {
        *text = display_view(word);
        return EXIT_DONE;
    }
    const ssize_t length = read_input(input, sizeof input);
    if (length < 0) {
        return errors_file("standard input", errno);
    }
    *text = (ymr_text){input, (size_t)length};
    return EXIT_DONE;
}

int cmd_chat_send(const options *given)
{
    ymr_chat_text text;

    if (!options_id("CHAT", given->words[0], &text.chat_id)) {
        return EXIT_USAGE;
    }
    int failed = read_text(given->words[1], &text.message);
    if (failed == 0) {
        failed = open_large(given);
    }
    if (failed != 0) {
        return failed;
    }
    const ymr_status status = session_run(&s, ymr_start_chat_send(&s.client, &text));
    if (status == YMR_E_ARGUMENT) {
        note_error("the message is not sent: it must be UTF-8 of 1 to 4,096 characters");
        return session_close(&s, EXIT_USAGE);
    }
    if (status != YMR_OK) {
        const int ends =
            errors_call(&s, status, errors_subject("a message to chat %lld", (long long)text.chat_id));
        if (status == YMR_E_OUTCOME_UNKNOWN) {
            note_error("`ymr chat history %lld` shows whether it arrived", (long long)text.chat_id);
        }
        return session_close(&s, ends);
    }
    out_format(&out_result, given->json ? "{\"chatId\":%lld,\"outcome\":\"SENT\"}\n" : "sent to chat %lld\n",
               (long long)text.chat_id);
    return session_close(&s, errors_finish(EXIT_DONE));
}
