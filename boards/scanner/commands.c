#include "commands.h"

#include <string.h>

#include "answer.h"
#include "board.h"
#include "console.h"
#include "core/divide.h"
#include "key_store.h"
#include "meter.h"
#include "online.h"
#include "outbox.h"
#include "work.h"
#include "ymr/enums.h"
#include "ymr/request.h"
#include "ymr_tls.h"

/* An answer is said line by line: it says line `number` of it, and whether there is another one behind it. */
typedef bool listing(unsigned number);

static listing *under_way;
static unsigned next_line;

static void say_number_line(const char *pattern, const int64_t *numbers)
{
    console_fill(pattern, numbers);
    console_say("\n");
}

/* ---- What is asked ------------------------------------------------------------------------------------- */

static void say_board(void)
{
    static const char *const causes[] = {"power", "watchdog", "fault"};
    console_say(board_name());
    console_say(" after ");
    console_say(causes[board_reset_cause()]);
    say_number_line(", up % s", (const int64_t[]){board_ticks_ms(NULL) / 1000});
}

static void say_network(void)
{
    uint8_t a[4];
    if (online_ready()) {
        online_address(a);
        say_number_line("network %.%.%.%", (const int64_t[]){a[0], a[1], a[2], a[3]});
    } else {
        console_say("network none: see to the cable, or to DHCP\n");
    }
    console_say("last connection ");
    console_say(online_version());
    console_say(online_resumed() ? " resumed\n" : "\n");
}

static void say_index(void)
{
    const ymr_index *index = work_index();
    if (index == NULL) {
        console_say("index none\n");
        return;
    }
    const int64_t as_of = index->live.as_of_ms, now = online_now();
    console_fill("index % returns % of % keys",
                 (const int64_t[]){index->live.return_count, index->live.key_count, index->key_room});
    if (as_of != 0 && now != 0) {
        console_fill(", % min old", (const int64_t[]){ymr_seconds(now - as_of) / 60});
    }
    console_say("\n");
}

static bool status(unsigned line)
{
    switch (line) {
    case 0:
        say_board();
        return true;
    case 1:
        say_network();
        return true;
    case 2:
        console_say("clock ");
        console_say(online_clock_state());
        say_number_line(" %", (const int64_t[]){ymr_seconds(online_now())});
        return true;
    case 3:
        say_index();
        return true;
    default:
        console_say(online_has_key() ? "key present\n" : "key none: type :key and the key\n");
        return false;
    }
}

static void say_lwip(void)
{
    const ymr_lwip_marks m = ymr_lwip_memory();
    say_number_line("lwip heap % of % used %, frames % of % used %, connections % of %, failures %",
                    (const int64_t[]){m.heap_peak, m.heap_size, m.heap_used, m.frames_peak, m.frames_size,
                                      m.frames_used, m.connections_peak, m.connections_size, m.failures});
}

static void say_frames(void)
{
    board_ethernet_counts c;
    board_ethernet_count(&c);
    say_number_line("frames sent % received % unsent % overrun % no_memory % damaged % thrown_away %",
                    (const int64_t[]){c.sent, c.received, c.unsent, c.overrun, c.no_memory, c.damaged,
                                      c.thrown_away});
}

static bool memory(unsigned line)
{
    board_memory m;
    const ymr_tls_pool_state pool = ymr_tls_pool_now();
    board_memory_marks(&m);
    switch (line) {
    case 0:
        say_number_line("stack % of %, ram % of %, flash %",
                        (const int64_t[]){m.stack_peak, m.stack_size, m.ram_used, m.ram_size, m.flash_used});
        return true;
    case 1:
        say_number_line("tls pool % of % used %, blocks %, failures %",
                        (const int64_t[]){(int64_t)pool.peak, (int64_t)pool.size, (int64_t)pool.used,
                                          pool.blocks, pool.failures});
        return true;
    case 2:
        say_lwip();
        return true;
    case 3:
        say_frames();
        return true;
    default:
        say_number_line("console lost %, discarded %",
                        (const int64_t[]){board_console_lost(), console_discarded()});
        return false;
    }
}

static bool longest(unsigned line)
{
    const meter_longest turn = meter_take_longest();
    (void)line;
    console_fill("longest turn % cycles % us ",
                 (const int64_t[]){(int64_t)turn.cycles,
                                   (uint32_t)turn.cycles / (board_cycles_per_ms() / 1000)});
    console_say(turn.part);
    console_say("\n");
    return false;
}

static bool cycles(unsigned line)
{
    const online_cycles last = online_last_cycles();
    (void)line;
    say_number_line("cycles handshake % resumed % call % for % bytes, index %",
                    (const int64_t[]){(int64_t)last.whole, (int64_t)last.resumed, (int64_t)last.call,
                                      (int64_t)last.bytes, (int64_t)answer_index_cycles()});
    return false;
}

/* ---- What is to be done -------------------------------------------------------------------------------- */

static void put_key(const char *key, size_t length)
{
    const ymr_status result = scanner_key_write(key, length);
    if (result == YMR_OK && online_take_key()) {
        work_refresh(true);
    }
    console_say(result == YMR_OK ? "key stored\n"
                : result == YMR_E_ARGUMENT ? "no key: visible ASCII, 127 characters at most\n"
                                           : "key not stored: the storage does not answer\n");
}

/* The next word of a line; NULL: there is none. */
static char *word(char **rest)
{
    char *at = *rest + strspn(*rest, " ");
    *rest = at + strcspn(at, " ");
    if (**rest != '\0') {
        *(*rest)++ = '\0';
    }
    return *at != '\0' ? at : NULL;
}

static bool number(char **rest, int64_t *value)
{
    const char *text = word(rest);
    const bool negative = text != NULL && *text == '-';
    int64_t sum = 0;
    if (text == NULL || strlen(text) > 18) {
        return false;
    }
    for (text += negative; *text >= '0' && *text <= '9'; text++) {
        sum = sum * 10 + (*text - '0');
    }
    *value = negative ? -sum : sum;
    return *text == '\0';
}

static bool read_order(char **rest, bool decision, work_order *o)
{
    memset(o, 0, sizeof *o);
    if (!number(rest, &o->order_id) || !number(rest, &o->return_id) || !number(rest, &o->item_id)) {
        return false;
    }
    const char *what = word(rest);
    if (what == NULL || strlen(what) >= sizeof o->hash) {
        return false;
    }
    if (decision) {
        o->decision = ymr_enum_value(&ymr_decision_type_names, (ymr_text){what, strlen(what)});
        return o->decision > YMR_DECISION_TYPE_UNRECOGNIZED;
    }
    memcpy(o->hash, what, strlen(what) + 1);
    return true;
}

static void take_order(char *rest, bool decision)
{
    work_order wanted;
    if (!read_order(&rest, decision, &wanted)) {
        console_say(decision ? "type :decide ORDER RETURN ITEM DECISION\n"
                             : "type :photo ORDER RETURN ITEM HASH\n");
    } else {
        console_say(work_take(&wanted) ? "taken\n" : "busy, or not online: try again later\n");
    }
}

static void photo(char *rest)
{
    take_order(rest, false);
}

#if SCANNER_JOURNAL
static void decide(char *rest)
{
    work_order wanted;
    if (read_order(&rest, true, &wanted)) {
        rest += strspn(rest, " ");
        outbox_decide(wanted.order_id, wanted.return_id, wanted.item_id, wanted.decision,
                      (ymr_text){rest, strlen(rest)});
    } else {
        console_say("type :decide ORDER RETURN ITEM DECISION, and a comment for the buyer\n");
    }
}

static bool list_journal(unsigned line)
{
    return outbox_list(line);
}

static void journal(char *rest)
{
    const char *what = word(&rest);
    if (what == NULL) {
        under_way = list_journal;
    } else if (strcmp(what, "format") == 0) {
        outbox_format();
    } else {
        console_say("type :journal, or :journal format\n");
    }
}

static void acknowledge(char *rest)
{
    int64_t id;
    if (number(&rest, &id)) {
        outbox_acknowledge(id);
    } else {
        console_say("type :ack and the number that stands behind WORKER\n");
    }
}
#else
static void decide(char *rest)
{
    take_order(rest, true);
}
#endif

static void key(char *rest)
{
    put_key(rest, strlen(rest));
}

static void refresh(char *rest)
{
    work_refresh(*rest != '\0');
    console_say("taken\n");
}

/* ---- The table ----------------------------------------------------------------------------------------- */

static listing help;

static const struct {
    const char *name;
    listing *says; /* or */
    void (*does)(char *rest);
} commands[] = {
    {"key", NULL, key},       {"status", status, NULL},   {"memory", memory, NULL}, {"photo", NULL, photo},
    {"decide", NULL, decide}, {"refresh", NULL, refresh}, {"longest", longest, NULL},
    {"cycles", cycles, NULL}, {"help", help, NULL},
#if SCANNER_JOURNAL
    {"journal", NULL, journal}, {"ack", NULL, acknowledge},
#endif
};
enum { COMMANDS = sizeof commands / sizeof commands[0] };

static bool help(unsigned line)
{
    (void)line;
    console_say("scan a code, or type");
    for (size_t i = 0; i < COMMANDS; i++) {
        console_say(" :");
        console_say(commands[i].name);
    }
    console_say("\n");
    return false;
}

void commands_start(char *line, size_t length)
{
    char *rest = line + 1;
    const char *name = word(&rest);
    under_way = help;
    for (size_t i = 0; name != NULL && i < COMMANDS; i++) {
        if (strcmp(name, commands[i].name) == 0) {
            under_way = commands[i].says;
            if (under_way == NULL) {
                commands[i].does(rest);
            }
        }
    }
    next_line = 0;
    ymr_wipe(line, length);
}

bool commands_say(void)
{
    if (under_way == NULL) {
        return false;
    }
    if (!under_way(next_line++)) {
        under_way = NULL;
    }
    return true;
}
