/** The command line and the environment, as data. */
#ifndef YMR_BOARD_OPTIONS_H
#define YMR_BOARD_OPTIONS_H

#include "ymr/chats.h"
#include "ymr/cidr.h"
#include "ymr/create.h"
#include "ymr/decisions.h"
#include "ymr/reports.h"

enum { MAX_DECISIONS = 100, MAX_WORDS = 2 + 2 * MAX_DECISIONS };
enum { MAX_ORDERS = 50, MAX_RETURNS = 50, MAX_PICTURES = 1000 };
enum { MAX_RANGES = 32, MAX_SETTINGS = 96, MIN_INDEX_KEYS = 16, USUAL_INDEX_KEYS = 65536 };

/* The most that --index-keys takes. Costs no memory as long as nobody asks for it. */
#ifndef YMR_BOARD_INDEX_KEYS
#define YMR_BOARD_INDEX_KEYS (1024u * 1024)
#endif

typedef struct options options;

/** What a command cannot do without, beside its words. */
enum { NEEDS_CAMPAIGN, NEEDS_NOTHING, NEEDS_KEY, NEEDS_BUSINESS };

/** One command: a row of the table in commands.c. */
typedef struct command {
    const char *name;  /**< "returns", or two words: "chat list" */
    const char *words; /**< "ORDER RETURN" */
    const char *summary;
    const char *more; /**< further lines of its help; may be "" */
    int (*run)(const options *given);
    unsigned word_min, word_max;
    unsigned bit;      /**< in setting.commands */
    unsigned needs;    /**< NEEDS_…: a key, too, unless it is NEEDS_NOTHING */
    uint32_t total_ms; /**< a call's deadline unless --timeout is given; 0: none, the answer may be long */
} command;

/** Bits of command.bit. */
enum {
    FOR_RETURNS = 1 << 0,
    FOR_RETURN = 1 << 1,
    FOR_PHOTO = 1 << 2,
    FOR_PHOTOS = 1 << 3,
    FOR_DECODE = 1 << 4,
    FOR_APPLICATION = 1 << 5,
    FOR_DECISIONS = 1 << 6,
    FOR_DECIDE = 1 << 7,
    FOR_CREATE = 1 << 8,
    FOR_DELIVERY_OPTIONS = 1 << 9,
    FOR_CANCEL = 1 << 10,
    FOR_OPERATION = 1 << 11,
    FOR_ORDERS = 1 << 12,
    FOR_ORDER = 1 << 13,
    FOR_COST = 1 << 14,
    FOR_CHAT = 1 << 15,
    FOR_REPORT = 1 << 16,
    FOR_CAMPAIGNS = 1 << 17,
    FOR_TOKEN = 1 << 18,
    FOR_NOTIFY = 1 << 19,
    FOR_CHAT_LIST = 1 << 20,
    FOR_CHAT_HISTORY = 1 << 21,
    FOR_SCAN = 1 << 22,
    FOR_JOURNAL = 1 << 23,
    FOR_JOURNAL_ADD = 1 << 24,
    FOR_COMPLETION = 1 << 25,
    FOR_HELP = 1 << 26,
    FOR_ALL = 0x7FFFFFFF
};

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
    const char *proxy;
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
    int64_t follow; /**< seconds between two rounds; 0: one round */

    const char *index;  /**< of scan: its file; NULL: in memory alone */
    int64_t index_keys; /**< room for so many */
    int64_t refresh;    /**< seconds between two refreshes of it; 0: none */
    int64_t max_age;    /**< seconds for which its word is good enough */
    bool search;        /**< look for codes that it does not have */

    const char *listen;
    const char *name;
    ymr_cidr allow[MAX_RANGES]; /**< none: the Market's own ranges */
    unsigned allow_count;
    ymr_cidr proxies[MAX_RANGES];
    unsigned proxy_count;

    ymr_item_decision decided[MAX_DECISIONS]; /**< what the options say of each; id and type are words */
    unsigned decided_count;                   /**< of --and, so the last one's index */
    bool deprecated;

    const char *journal; /**< its file */
    bool journal_given;  /**< by the option, not by the environment alone */
    int64_t created_ms;  /**< Unix milliseconds: when the buyer applied */
    bool created_given;

    ymr_chats_filter chats;
    int64_t returns[MAX_RETURNS];
    unsigned return_count;
    int64_t from_message;
    ymr_report_format format;
    const char *report_id;

    const char *type; /**< as given: what it may be depends on the command */
    ymr_operation_type operation_type;
    const char *page_token;
    const char *items[YMR_MAX_NEW_ITEMS]; /**< of --item, as given */
    unsigned item_count;
    ymr_text pictures[MAX_PICTURES];
    unsigned picture_items[MAX_PICTURES]; /**< which item each belongs to, from 0 on */
    unsigned picture_count;
    int64_t points[YMR_MAX_POINTS];
    unsigned point_count;
    const char *external_id;
    const char *first_name;
    const char *last_name;
    const char *middle_name;
    const char *phone;
    bool wait;
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

/** Tells the user when there is no campaign, which this command needs. @return false then */
bool options_campaign(const options *given);

/** Tells the user when there is no business, which this command needs. @return false then */
bool options_business(const options *given);

/**
 * Reads a name of an enum, in small letters too; tells the user which there are. `name` says what it is:
 * "DECISION".
 */
bool options_name(const char *name, const char *word, const ymr_names *names, int *constant);

typedef struct setting setting;

/** Reads a value into its place. @return false: it is not taken, and the user has been told why */
typedef bool setting_reader(const setting *s, const char *name, const char *value, options *into);

/** One option: a row of the table in settings.c, which help.c shows. */
struct setting {
    const char *name;     /**< "--campaign" */
    const char *value;    /**< "ID"; NULL: a switch */
    const char *variable; /**< of the environment, read when the option is not given; NULL: none */
    unsigned commands;    /**< that know it */
    char letter;          /**< 'o' of -o; 0: none */
    setting_reader *read;
    size_t offset;     /**< of the member that it sets */
    int64_t low, high; /**< of numbers */
    const char *help;
};

extern const setting settings[];
extern const unsigned setting_count;

#endif
