#include "options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "completion.h"
#include "exits.h"
#include "help.h"
#include "nearest.h"
#include "notes.h"
#include "out.h"
#include "ymr/decimal.h"
#include "ymr/version.h"

enum { NAME_SIZE = 64 };

typedef struct line {
    options *into;
    char **words;
    int count;
    int next;
    bool given[MAX_SETTINGS];
    bool only_words;   /* behind -- */
    const char *group; /* first word of a command of two */
} line;

static bool is_long(const setting *row, ymr_text name)
{
    return strlen(row->name) == name.length && memcmp(row->name, name.bytes, name.length) == 0;
}

static const setting *find_setting(ymr_text name)
{
    for (unsigned i = 0; i < setting_count; i++) {
        const bool is_letter =
            name.length == 2 && settings[i].letter != '\0' && settings[i].letter == name.bytes[1];
        if (is_letter || is_long(&settings[i], name)) {
            return &settings[i];
        }
    }
    return NULL;
}

/* In front of the command it may be an option of any. */
static bool unknown_option(const line *l, ymr_text name)
{
    const command *const of = l->into->command;
    const char *const shown = display_safe(name);
    const char *const nearest = nearest_setting(of, shown);
    note_error("unknown option %s: %s%s%s ymr %s%s--help", shown, nearest != NULL ? "did you mean " : "see",
               nearest != NULL ? nearest : "", nearest != NULL ? "? See" : "", of != NULL ? of->name : "",
               of != NULL ? " " : "");
    return false;
}

/* The value stands behind the name's = or letter, or is the next word. */
static bool take_value(line *l, const setting *row, const char *word, const char *attached)
{
    const char *value = attached;
    if (row->value == NULL) {
        if (attached != NULL) {
            note_error("%s takes no value", row->name);
            return false;
        }
    } else if (value == NULL) {
        if (l->next == l->count) {
            note_error("%s needs a value: %s %s", display_safe_string(word), row->name, row->value);
            return false;
        }
        value = l->words[l->next++];
    }
    l->given[row - settings] = true;
    return row->read(row, row->name, value, l->into);
}

static bool take_long(line *l, const char *word)
{
    const char *const sign = strchr(word, '=');
    const ymr_text name = {word, sign == NULL ? strlen(word) : (size_t)(sign - word)};
    const setting *const row = find_setting(name);
    if (row == NULL) {
        return unknown_option(l, name);
    }
    return take_value(l, row, word, sign == NULL ? NULL : sign + 1);
}

/* -v, -vq, -o FILE, -oFILE */
static bool take_letters(line *l, const char *word)
{
    for (const char *at = word + 1; *at != '\0'; at++) {
        const char name[] = {'-', *at};
        const setting *const row = find_setting((ymr_text){name, 2});
        if (row == NULL) {
            return unknown_option(l, display_view(word));
        }
        if (row->value != NULL) {
            return take_value(l, row, word, at[1] != '\0' ? at + 1 : NULL);
        }
        if (!take_value(l, row, word, NULL)) {
            return false;
        }
    }
    return true;
}

static const command *find_command(const char *group, const char *word)
{
    for (unsigned i = 0; i < command_count; i++) {
        const char *const name = group == NULL ? commands[i].name : completion_behind(commands[i].name, group);
        if (name != NULL && strcmp(name, word) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

static bool is_group(const char *word)
{
    for (unsigned i = 0; i < command_count; i++) {
        if (completion_behind(commands[i].name, word) != NULL) {
            return true;
        }
    }
    return false;
}

static bool unknown_command(const char *group, const char *word)
{
    char whole[NAME_SIZE];
    snprintf(whole, sizeof whole, "%s%s%s", group != NULL ? group : "", group != NULL ? " " : "", word);
    const char *const nearest = nearest_command(group, word);
    const char *const blank = group != NULL ? " " : "";
    if (nearest != NULL) {
        note_error("unknown command \"%s\": did you mean \"%s\"? ymr help%s%s lists the commands",
                   display_safe_string(whole), nearest, blank, group != NULL ? group : "");
    } else {
        note_error("unknown command \"%s\": ymr help%s%s lists the commands", display_safe_string(whole), blank,
                   group != NULL ? group : "");
    }
    return false;
}

static bool take_word(line *l, const char *word)
{
    options *const into = l->into;
    if (into->command != NULL) {
        if (into->word_count == into->command->word_max) {
            note_error("%s: \"%s\" is one word too many: ymr %s %s", into->command->name,
                       display_safe_string(word), into->command->name, into->command->words);
            return false;
        }
        into->words[into->word_count++] = word;
        return true;
    }
    if (l->group == NULL && !into->help && strcmp(word, "help") == 0) {
        into->help = true;
        return true;
    }
    if (l->group == NULL && is_group(word)) {
        l->group = word;
        return true;
    }
    into->command = find_command(l->group, word);
    return into->command != NULL || unknown_command(l->group, word);
}

/* "-" and "-5" are words. */
static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && (word[1] < '0' || word[1] > '9');
}

static bool take(line *l)
{
    const char *const word = l->words[l->next++];
    if (l->only_words || !is_option(word)) {
        return take_word(l, word);
    }
    if (strcmp(word, "--") == 0) {
        l->only_words = true;
        return true;
    }
    return word[1] == '-' ? take_long(l, word) : take_letters(l, word);
}

/* What a command does not need cannot be wrong. */
static const char *variable_for(const setting *row, const command *chosen)
{
    const bool wanted = chosen->needs != NEEDS_NOTHING ||
                        (row->commands != FOR_ALL && (row->commands & chosen->bit) != 0);
    return row->variable != NULL && wanted ? getenv(row->variable) : NULL;
}

static bool read_environment(line *l)
{
    for (unsigned i = 0; i < setting_count; i++) {
        const char *const value = variable_for(&settings[i], l->into->command);
        if (value != NULL && value[0] != '\0' && !l->given[i] &&
            !settings[i].read(&settings[i], settings[i].variable, value, l->into)) {
            return false;
        }
    }
    return true;
}

static bool check_places(const line *l)
{
    const command *const chosen = l->into->command;
    for (unsigned i = 0; i < setting_count; i++) {
        if (l->given[i] && (settings[i].commands & chosen->bit) == 0) {
            note_error("%s is no option of %s: see ymr %s --help", settings[i].name, chosen->name,
                       chosen->name);
            return false;
        }
    }
    return true;
}

/* What it may be is known when the command is. */
static bool read_late_type(options *into)
{
    const bool operation = into->command->bit == FOR_OPERATION;
    int constant;

    if (into->type == NULL) {
        return true;
    }
    if (!options_name("--type", into->type, operation ? &ymr_operation_type_names : &ymr_return_type_names,
                      &constant)) {
        return false;
    }
    if (operation) {
        into->operation_type = (ymr_operation_type)constant;
    } else {
        into->filter.type = (ymr_return_type)constant;
    }
    return true;
}

static bool check_whole(const options *given)
{
    const command *const chosen = given->command;
    if (given->word_count < chosen->word_min) {
        note_error("%s needs %s: see ymr %s --help", chosen->name, chosen->words, chosen->name);
        return false;
    }
    const char *const from = given->filter.from_day;
    const char *const to = given->filter.to_day;
    if (from != NULL && to != NULL && strcmp(from, to) > 0) {
        note_error("--from %s is after --to %s: no return can match", from, to);
        return false;
    }
    if (chosen->needs == NEEDS_BUSINESS) {
        return options_business(given);
    }
    return chosen->needs != NEEDS_CAMPAIGN || options_campaign(given);
}

int options_read(options *into, int count, char **words)
{
    line l = {.into = into, .words = words, .count = count, .next = 1};

    into->base_url = "https://api.partner.market.yandex.ru";
    into->connect_ms = 10000;
    into->retries = 2;
    into->index_keys = USUAL_INDEX_KEYS;
    into->max_age = 300;
    while (l.next < count) {
        if (!take(&l)) {
            return EXIT_USAGE;
        }
    }
    if (into->help) {
        help_show(into->command, l.group);
        return EXIT_DONE;
    }
    if (into->version) {
        out_format(&out_result, "ymr %s\n", ymr_version());
        return EXIT_DONE;
    }
    if (into->command == NULL && l.group != NULL) {
        note_error("%s needs one word more: ymr help %s lists what it can be", l.group, l.group);
        return EXIT_USAGE;
    }
    if (into->command == NULL) {
        note_error("no command: ymr --help lists the commands");
        return EXIT_USAGE;
    }
    const bool taken =
        check_places(&l) && read_late_type(into) && read_environment(&l) && check_whole(into);
    return taken ? -1 : EXIT_USAGE;
}

bool options_campaign(const options *given)
{
    if (given->campaign == 0) {
        note_error("no campaign: set YMR_CAMPAIGN or give --campaign ID");
    }
    return given->campaign != 0;
}

bool options_business(const options *given)
{
    if (given->business == 0) {
        note_error("no business: set YMR_BUSINESS or give --business ID");
    }
    return given->business != 0;
}

bool options_id(const char *name, const char *word, int64_t *id)
{
    if (ymr_integer_parse(word, strlen(word), id) == YMR_OK && *id >= 1) {
        return true;
    }
    note_error("%s: \"%s\" is not an id: give a whole number from 1 on", name, display_safe_string(word));
    return false;
}
