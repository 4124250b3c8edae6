/* fish: a line for each thing that can be completed, and a function that tells which command is meant. */
#include "completion.h"

#include <string.h>

#include "help.h"
#include "out.h"

static void put(const char *text)
{
    out_text(&out_result, text);
}

static void put_word(const char *word, size_t length)
{
    put(" ");
    out_bytes(&out_result, word, length);
}

static void put_command_function(void)
{
    put("# Completion of ymr for fish, made by `ymr completion fish`.\n"
        "function __ymr_command\n"
        "    set -l words\n"
        "    set -l skip 1\n"
        "    for word in (commandline -opc)\n"
        "        if test $skip = 1\n"
        "            set skip 0\n"
        "            continue\n"
        "        end\n"
        "        switch $word\n"
        "            case");
    for (unsigned i = 0; i < setting_count; i++) {
        if (settings[i].value != NULL) {
            out_format(&out_result, " %s", settings[i].name);
            if (settings[i].letter != '\0') {
                out_format(&out_result, " -%c", settings[i].letter);
            }
        }
    }
    put("\n"
        "                set skip 1\n"
        "            case '-*'\n"
        "            case help\n"
        "                set -q words[1]; and set words $words $word\n"
        "            case '*'\n"
        "                set words $words $word\n"
        "        end\n"
        "    end\n"
        "    if contains -- \"$words[1]\"");
    completion_groups(put_word);
    put("\n"
        "        echo (string join ' ' $words[1..2])\n"
        "    else\n"
        "        echo \"$words[1]\"\n"
        "    end\n"
        "end\n"
        "function __ymr_at\n"
        "    contains -- (__ymr_command) $argv\n"
        "end\n"
        "complete -c ymr -f\n");
}

static void put_command(const command *row)
{
    const char *const second = completion_second_word(row->name);

    put("complete -c ymr -n '__ymr_at \"");
    if (second != NULL) {
        out_bytes(&out_result, row->name, (size_t)(second - row->name) - 1);
    }
    out_format(&out_result, "\"' -a '%s' -d ", second != NULL ? second : row->name);
    completion_quote(row->summary);
    put("\n");
    if (strstr(row->words, "FILE") != NULL) {
        out_format(&out_result, "complete -c ymr -n '__ymr_at \"%s\"' -F\n", row->name);
    } else if (strstr(row->words, "SHELL") != NULL) {
        out_format(&out_result, "complete -c ymr -n '__ymr_at \"%s\"' -a 'bash zsh fish'\n", row->name);
    }
}

static void put_group(const char *word, size_t length)
{
    put("complete -c ymr -n '__ymr_at \"\"' -a '");
    out_bytes(&out_result, word, length);
    put("' -d 'commands of two words'\n");
}

static bool takes_names(const command *of, const completion_names *row, bool own)
{
    const bool named = of != NULL && row->command != NULL && strcmp(row->command, of->name) == 0;
    return own ? named : row->command == NULL;
}

/* The names that the option takes in this command, or in all: those that are this command's own before all others. */
static const ymr_names *names_in(const command *of, const setting *row)
{
    for (int own = 1; own >= 0; own--) {
        for (unsigned i = 0; i < completion_named_count; i++) {
            const completion_names *const named = &completion_named[i];
            if (strcmp(named->option, row->name) == 0 && takes_names(of, named, own)) {
                return named->names;
            }
        }
    }
    return NULL;
}

static void put_value(const command *of, const setting *row)
{
    switch (completion_kind_of(row)) {
    case COMPLETION_FILE:
        put(" -r -F");
        return;
    case COMPLETION_DIRECTORY:
        put(" -x -a '(__fish_complete_directories)'");
        return;
    case COMPLETION_NAMES:
        put(completion_is_list(row) ? " -x -a '(__fish_append ," : " -x -a '");
        completion_put_names(names_in(of, row));
        put(completion_is_list(row) ? ")'" : "'");
        return;
    default:
        put(row->value != NULL ? " -x" : "");
    }
}

static void put_setting(const command *of, const setting *row)
{
    put("complete -c ymr");
    if (of != NULL) {
        out_format(&out_result, " -n '__ymr_at \"%s\"'", of->name);
    }
    out_format(&out_result, " -l %s", row->name + 2);
    if (row->letter != '\0') {
        out_format(&out_result, " -s %c", row->letter);
    }
    put_value(of, row);
    const char *value;
    put(" -d ");
    completion_quote(help_of(row, of != NULL ? of->bit : 0, &value));
    put("\n");
}

void completion_fish(void)
{
    put_command_function();
    for (unsigned i = 0; i < command_count; i++) {
        put_command(&commands[i]);
    }
    completion_groups(put_group);
    for (unsigned i = 0; i < setting_count; i++) {
        if (completion_is_global(&settings[i])) {
            put_setting(NULL, &settings[i]);
            continue;
        }
        for (unsigned c = 0; c < command_count; c++) {
            if ((settings[i].commands & commands[c].bit) != 0) {
                put_setting(&commands[c], &settings[i]);
            }
        }
    }
}
