#include "completion.h"

#include <string.h>

#include "out.h"
#include "ymr/chats.h"

const completion_names completion_named[] = {
    {"--type", "operation", &ymr_operation_type_names},
    {"--type", NULL, &ymr_return_type_names},
    {"--status", NULL, &ymr_refund_status_names},
    {"--shipment", NULL, &ymr_shipment_status_names},
    {"--reason", NULL, &ymr_decision_reason_names},
    {"--context", NULL, &ymr_chat_context_names},
    {"--chat-type", NULL, &ymr_chat_type_names},
    {"--chat-status", NULL, &ymr_chat_status_names},
    {"--format", NULL, &ymr_report_format_names},
};
const unsigned completion_named_count = sizeof completion_named / sizeof completion_named[0];

completion_kind completion_kind_of(const setting *row)
{
    for (unsigned i = 0; i < completion_named_count; i++) {
        if (strcmp(completion_named[i].option, row->name) == 0) {
            return COMPLETION_NAMES;
        }
    }
    if (row->value == NULL) {
        return COMPLETION_NOTHING;
    }
    return strcmp(row->value, "FILE") == 0  ? COMPLETION_FILE
           : strcmp(row->value, "DIR") == 0 ? COMPLETION_DIRECTORY
                                            : COMPLETION_NOTHING;
}

bool completion_is_list(const setting *row)
{
    return row->value != NULL && strchr(row->value, ',') != NULL;
}

const char *completion_second_word(const char *name)
{
    const char *const blank = strchr(name, ' ');
    return blank != NULL ? blank + 1 : NULL;
}

const char *completion_behind(const char *name, const char *group)
{
    const size_t length = strlen(group);
    return strncmp(name, group, length) == 0 && name[length] == ' ' ? name + length + 1 : NULL;
}

void completion_groups(void (*put)(const char *word, size_t length))
{
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = commands[i].name;
        const char *const second = completion_second_word(name);
        if (second == NULL) {
            continue;
        }
        const size_t length = (size_t)(second - name); /* with its blank */
        unsigned first = 0;
        while (strncmp(commands[first].name, name, length) != 0) {
            first++;
        }
        if (first == i) {
            put(name, length - 1);
        }
    }
}

bool completion_is_global(const setting *row)
{
    return row->commands == FOR_ALL;
}

void completion_quote(const char *text)
{
    out_text(&out_result, "'");
    for (; *text != '\0'; text++) {
        if (*text == '\'') {
            out_text(&out_result, "'\\''");
        } else {
            out_bytes(&out_result, text, 1);
        }
    }
    out_text(&out_result, "'");
}

void completion_put_names(const ymr_names *names)
{
    for (int i = 0; i < names->count; i++) {
        out_format(&out_result, " %s", ymr_enum_name(names, i + 2));
    }
}
