/** The command line and the environment, as data. */
#ifndef YMR_BOARD_OPTIONS_H
#define YMR_BOARD_OPTIONS_H

#include "ymr/request.h"

enum { MAX_WORDS = 4, MAX_ORDERS = 50 };

typedef struct options options;

/** One command: a row of the table in commands.c. */
typedef struct command {
    const char *name;
    const char *words; /**< "ORDER RETURN" */
    const char *summary;
    const char *more; /**< further lines of its help; may be "" */
    int (*run)(const options *given);
    unsigned word_min, word_max;
    unsigned bit;      /**< in setting.commands, see options.c */
    bool offline;      /**< needs no key and no campaign */
    uint32_t total_ms; /**< a call's deadline unless --timeout is given; 0: none, the answer may be long */
} command;

/** Bits of command.bit. */
enum { FOR_RETURNS = 1, FOR_RETURN = 2, FOR_PHOTO = 4, FOR_PHOTOS = 8, FOR_DECODE = 16, FOR_ALL = 0xFF };

extern const command commands[];
extern const unsigned command_count;

struct options {
    const command *command;
    const char *words[MAX_WORDS]; /**< behind the command's name */
    unsigned word_count;

    int64_t campaign;
    int64_t business;
    const char *base_url;
    const char *ca;
    const char *key_file;
    const char *session;
    bool timeout_given;
    uint32_t timeout_ms;
    uint32_t connect_ms;
    uint8_t retries;
    bool json;
    bool no_color;
    bool no_progress;
    bool verbose;
    bool quiet;
    bool help;
    bool version;

    ymr_returns_filter filter;
    int64_t orders[MAX_ORDERS];
    int64_t limit; /**< returns at most; 0: all */
    const char *output;
    const char *directory;
    bool stats;
};

/**
 * Reads command line and environment; shows help, version or what is wrong.
 * @return −1: run the command; else what the program ends with
 */
int options_read(options *into, int count, char **words);

/**
 * Reads an id of at least 1 from a word; tells the user what is wrong with it. `name` says which it is:
 * "RETURN".
 */
bool options_id(const char *name, const char *word, int64_t *id);

/** One option: a row of the table in options.c, which help.c shows. */
typedef struct setting {
    const char *name;     /**< "--campaign" */
    const char *value;    /**< "ID"; NULL: a switch */
    const char *variable; /**< of the environment, read when the option is not given; NULL: none */
    uint8_t commands;     /**< that know it */
    char letter;          /**< 'o' of -o; 0: none */
    bool (*read)(const struct setting *setting, const char *name, const char *value, options *into);
    size_t offset;     /**< of the member that it sets */
    int64_t low, high; /**< of numbers */
    const char *help;
} setting;

extern const setting settings[];
extern const unsigned setting_count;

#endif
