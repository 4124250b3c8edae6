/** Completion scripts for shells, made from the tables of commands and settings: these cannot outrun them. */
#ifndef YMR_BOARD_COMPLETION_H
#define YMR_BOARD_COMPLETION_H

#include "options.h"

/** What completes the value of an option, or the word of a command. */
typedef enum completion_kind {
    COMPLETION_NOTHING, /**< a value that only the user knows */
    COMPLETION_FILE,
    COMPLETION_DIRECTORY,
    COMPLETION_NAMES
} completion_kind;

/** The named values that an option takes. */
typedef struct completion_names {
    const char *option;
    const char *command; /**< the only one where it takes these; NULL: all others */
    const ymr_names *names;
} completion_names;

extern const completion_names completion_named[];
extern const unsigned completion_named_count;

completion_kind completion_kind_of(const setting *row);

/** Does the option take several values with commas between? */
bool completion_is_list(const setting *row);

/** Calls `put` for the first word of each command of two, once each. */
void completion_groups(void (*put)(const char *word, size_t length));

/** What stands in `name` behind the first of two words; NULL if it is one. */
const char *completion_second_word(const char *name);

/** What stands in `name` behind this first word of two and its blank; NULL if it begins otherwise. */
const char *completion_behind(const char *name, const char *group);

/** Does every command know this option? */
bool completion_is_global(const setting *row);

/** A text in single quotes of sh: what is one in it, too, stays what it is. */
void completion_quote(const char *text);

/** Each name with a blank before it. */
void completion_put_names(const ymr_names *names);

void completion_bash(void);
void completion_zsh(void);
void completion_fish(void);

#endif
