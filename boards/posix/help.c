#include "help.h"

#include <string.h>

#include "display.h"
#include "out.h"

enum { LONGEST = 32, NEAR = 3, LEFT_COLUMN = 24 };

static void show_setting(const setting *row)
{
    const size_t start = out_result.used;
    out_text(&out_result, "  ");
    if (row->letter != '\0') {
        out_format(&out_result, "-%c%s", row->letter, row->name[0] != '\0' ? ", " : "");
    }
    out_text(&out_result, row->name);
    if (row->value != NULL) {
        out_format(&out_result, " %s", row->value);
    }
    const size_t taken = display_width((ymr_text){out_result.buffer + start, out_result.used - start});
    if (taken + 2 > LEFT_COLUMN) {
        out_text(&out_result, "\n");
        out_blanks(&out_result, LEFT_COLUMN);
    } else {
        out_blanks(&out_result, LEFT_COLUMN - taken);
    }
    out_text(&out_result, row->help);
    if (row->variable != NULL) {
        out_format(&out_result, " (%s)", row->variable);
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
            show_setting(&settings[i]);
            any = true;
        }
    }
}

static void show_program(void)
{
    out_text(&out_result, "ymr: non-purchases and returns of a store on Yandex Market.\n\n"
                          "Usage: ymr [OPTIONS] COMMAND [ARGUMENTS]\n\nCommands\n");
    for (unsigned i = 0; i < command_count; i++) {
        out_format(&out_result, "  %-16s %s%s\n", commands[i].name, commands[i].summary,
                   commands[i].needs == NEEDS_NOTHING ? " (no key)" : "");
    }
    show_settings("Options of all commands", NULL);
    out_text(&out_result,
             "\nThe API key comes from --key-file or from YMR_API_KEY, never from the command line.\n"
             "Exit status: 0 done, 2 usage, 3 network or TLS, 4 the Market refused, 5 limit reached, 6 "
             "answer not valid,\n"
             "  7 not found, 8 outcome unknown, 9 local file or journal, 130 interrupted.\n"
             "`ymr help COMMAND` says more about a command.\n");
}

static void show_command(const command *about)
{
    out_format(&out_result, "ymr %s: %s\n\nUsage: ymr [OPTIONS] %s%s%s\n", about->name, about->summary,
               about->name, about->words[0] != '\0' ? " " : "", about->words);
    show_settings("Options", about);
    if (about->more[0] != '\0') {
        out_text(&out_result, "\n");
        out_text(&out_result, about->more);
    }
    out_text(&out_result, "\n`ymr --help` lists the options of all commands.\n");
}

void help_show(const command *about)
{
    if (about == NULL) {
        show_program();
    } else {
        show_command(about);
    }
}

static unsigned least(unsigned a, unsigned b, unsigned c)
{
    const unsigned smaller = a < b ? a : b;
    return smaller < c ? smaller : c;
}

/* Letters to insert, delete or change until one word is the other (Levenshtein). */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[LONGEST + 1];
    const size_t length = strlen(b);

    if (length > LONGEST || strlen(a) > LONGEST) {
        return NEAR + 1;
    }
    for (unsigned i = 0; i <= length; i++) {
        row[i] = i;
    }
    for (unsigned i = 1; *a != '\0'; i++, a++) {
        unsigned before = row[0]; /* of the row above, one to the left */
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            const unsigned above = row[j];
            row[j] = least(above + 1, row[j - 1] + 1, before + (*a != b[j - 1]));
            before = above;
        }
    }
    return row[length];
}

/* Half of a word changed is another word. */
static void keep_nearer(const char *word, const char *name, unsigned *best, const char **nearest)
{
    const unsigned far = distance(word, name);
    if (far < *best && far * 2 <= strlen(name)) {
        *best = far;
        *nearest = name;
    }
}

const char *help_nearest_command(const char *word)
{
    const char *nearest = NULL;
    unsigned best = NEAR + 1;
    for (unsigned i = 0; i < command_count; i++) {
        keep_nearer(word, commands[i].name, &best, &nearest);
    }
    return nearest;
}

const char *help_nearest_setting(const char *word)
{
    const char *nearest = NULL;
    unsigned best = NEAR + 1;
    for (unsigned i = 0; i < setting_count; i++) {
        keep_nearer(word, settings[i].name, &best, &nearest);
    }
    return nearest;
}
