#include "help.h"

#include <stdio.h>
#include <string.h>

#include "completion.h"
#include "display.h"
#include "out.h"
#include "terminal.h"

enum { LEFT_COLUMN = 24, SUMMARY_COLUMN = 19, WIDEST = 110 };

/* What an option of several commands is to some of them; its own row says what they have alike. */
static const struct {
    const char *name;
    unsigned commands;
    const char *value, *help;
} narrower[] = {
    {"--type", FOR_OPERATION, "TYPE", "of the operations; RETURN_CANCELLATION unless given"},
    {"--order", FOR_CREATE, "ID", "the order that it is a return of"},
    {"--order", FOR_CANCEL, "ID", "the return's order: lets it be read when the answer is lost"},
    {"--page-size", FOR_ORDERS, "N", "ask for N at a time, 1 to 50"},
    {"--page-size", FOR_CHAT_LIST, "N", "ask for N at a time, 1 to 20"},
    {"--item", FOR_CREATE, "ITEM", "OFFER:COUNT:REASON:SUBREASON[:COMMENT]; again for each further one"},
    {"--item", FOR_DELIVERY_OPTIONS, "ITEM", "OFFER:COUNT; again for each further one"},
    {"--point", FOR_CREATE, "ID", "the pickup point that takes it"},
    {"--point", FOR_DELIVERY_OPTIONS, "ID,…", "pickup points, at most 20"},
    {"--deprecated", FOR_DECIDE, NULL, "the older calls of DBS stores: select, then confirm"},
    {"--deprecated", FOR_ORDERS | FOR_ORDER | FOR_COST, NULL, "by the older calls of one store"},
};

const char *help_of(const setting *row, unsigned command_bit, const char **value)
{
    for (size_t i = 0; i < sizeof narrower / sizeof narrower[0]; i++) {
        if ((narrower[i].commands & command_bit) != 0 && strcmp(narrower[i].name, row->name) == 0) {
            *value = narrower[i].value;
            return narrower[i].help;
        }
    }
    *value = row->value;
    return row->help;
}

/* Of the terminal, if that is where it is shown. */
static size_t width(void)
{
    const size_t columns = terminal_columns(out_result.fd, DISPLAY_ALL);
    return columns == DISPLAY_ALL || columns < WIDEST ? columns : WIDEST;
}

/* Behind `column` columns of a line; what has no room is indented. */
static fold put_wrapped(const char *text, size_t column, size_t indent)
{
    fold line = fold_begin(&out_result, column, indent, width());
    fold_string(&line, text);
    return line;
}

/* Its lines are as long as a reader of a file wants them; on a terminal they are made as long as fit. */
static void put_paragraph(const char *text)
{
    if (width() == DISPLAY_ALL) {
        out_text(&out_result, text);
    } else {
        (void)put_wrapped(text, 0, 0);
        out_text(&out_result, "\n");
    }
}

static void show_setting(const setting *row, unsigned command_bit)
{
    const char *value;
    const char *const help = help_of(row, command_bit, &value);
    const size_t start = out_result.used;
    out_text(&out_result, "  ");
    if (row->letter != '\0') {
        out_format(&out_result, "-%c%s", row->letter, row->name[0] != '\0' ? ", " : "");
    }
    out_text(&out_result, row->name);
    if (value != NULL) {
        out_format(&out_result, " %s", value);
    }
    const size_t taken = display_width((ymr_text){out_result.buffer + start, out_result.used - start});
    if (taken + 2 > LEFT_COLUMN) {
        out_text(&out_result, "\n");
        out_blanks(&out_result, LEFT_COLUMN);
    } else {
        out_blanks(&out_result, LEFT_COLUMN - taken);
    }
    fold line = put_wrapped(help, LEFT_COLUMN, LEFT_COLUMN);
    if (row->variable != NULL) {
        char variable[32];
        snprintf(variable, sizeof variable, " (%s)", row->variable);
        fold_string(&line, variable);
    }
    out_text(&out_result, "\n");
    out_flush(&out_result);
}

static void show_settings(const char *title, const command *about)
{
    bool any = false;
    for (unsigned i = 0; i < setting_count; i++) {
        const bool is_global = settings[i].commands == FOR_ALL;
        if (about == NULL ? is_global : !is_global && (settings[i].commands & about->bit) != 0) {
            if (!any) {
                out_format(&out_result, "\n%s\n", title);
            }
            show_setting(&settings[i], about != NULL ? about->bit : 0);
            any = true;
        }
    }
}

/* All commands, or those that begin with one word, by the other. */
static void show_commands(const char *group)
{
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = group == NULL ? commands[i].name : completion_behind(commands[i].name, group);
        if (name != NULL) {
            out_format(&out_result, "  %-16s", name);
            fold line = put_wrapped(commands[i].summary, SUMMARY_COLUMN - 1, SUMMARY_COLUMN);
            fold_string(&line, commands[i].needs == NEEDS_NOTHING ? " (no key)" : "");
            out_text(&out_result, "\n");
        }
    }
}

/* "Usage: ymr [OPTIONS] NAME WORDS" */
static void show_usage(const char *name, const char *words)
{
    fold line = put_wrapped("Usage: ymr [OPTIONS]", 0, 0);
    line.indent = strlen("Usage: ");
    fold_string(&line, " ");
    fold_string(&line, name);
    fold_string(&line, " ");
    fold_string(&line, words);
    out_text(&out_result, "\n");
}

static void show_program(void)
{
    put_paragraph("ymr: non-purchases and returns of a store on Yandex Market.\n");
    out_text(&out_result, "\n");
    show_usage("COMMAND", "[ARGUMENTS]");
    out_text(&out_result, "\nCommands\n");
    show_commands(NULL);
    show_settings("Options of all commands", NULL);
    out_text(&out_result, "\n");
    put_paragraph("The API key comes from --key-file or from YMR_API_KEY, never from the command line.\n");
    put_paragraph("Exit status: 0 done, 2 usage, 3 network or TLS, 4 the Market refused, 5 limit reached, 6 "
                  "answer not valid,\n"
                  "  7 not found, 8 outcome unknown, 9 local file or journal, 130 interrupted.\n");
    put_paragraph("`ymr help COMMAND` says more about a command.\n");
}

static void show_group(const char *group)
{
    show_usage(group, "COMMAND [ARGUMENTS]");
    out_text(&out_result, "\nCommands\n");
    show_commands(group);
    out_text(&out_result, "\n");
    fold line = put_wrapped("`ymr help ", 0, 0);
    fold_string(&line, group);
    fold_string(&line, " COMMAND` says more about one of them.");
    out_text(&out_result, "\n");
}

static void show_command(const command *about)
{
    fold line = put_wrapped("ymr ", 0, 0);
    line.indent = 2;
    fold_string(&line, about->name);
    fold_string(&line, ": ");
    fold_string(&line, about->summary);
    out_text(&out_result, "\n\n");
    show_usage(about->name, about->words);
    show_settings("Options", about);
    if (about->more[0] != '\0') {
        out_text(&out_result, "\n");
        put_paragraph(about->more);
    }
    out_text(&out_result, "\n");
    put_paragraph("`ymr --help` lists the options of all commands.\n");
}

void help_show(const command *about, const char *group)
{
    if (about != NULL) {
        show_command(about);
    } else if (group != NULL) {
        show_group(group);
    } else {
        show_program();
    }
}
