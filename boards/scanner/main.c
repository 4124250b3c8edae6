/* The scanner: reads codes from its console, answers each with the return that it belongs to. */
#include "answer.h"
#include "board.h"
#include "commands.h"
#include "console.h"
#include "meter.h"
#include "online.h"
#include "outbox.h"
#include "work.h"

enum { WATCHDOG_MS = 8000 };

static void start(void)
{
    static const char *const causes[] = {"power", "watchdog", "fault"};
    const scanner_configuration *configuration = scanner_configuration_read();
    console_open(configuration != NULL ? configuration->pause_ms : 0);
    console_say("scanner ");
    console_say(board_name());
    console_say(" after ");
    console_say(causes[board_reset_cause()]);
    console_say(configuration == NULL ? "\nno configuration: see boards/README.md\n" : "\n");
    const ymr_status status = online_start(configuration);
    if (status != YMR_OK) {
        console_say("no way online: ");
        console_say(ymr_status_name(status));
        console_say("\n");
        configuration = NULL;
    } else if (configuration != NULL && !online_take_key()) {
        console_say("no API key: type :key and the key\n");
    }
    work_start(configuration);
    outbox_start(configuration);
}

/* The next line of what is being said, else the next line of what came in. */
static void go_on(void)
{
    char line[CONSOLE_LINE];
    if (commands_say()) {
        return;
    }
    if (answer_under_way()) {
        answer_say();
        return;
    }
    if (outbox_say()) {
        return;
    }
    const char first = console_next();
    if (first == '\0') {
        return;
    }
    if (first == ':') {
        commands_start(line, console_take(line));
    } else if (first == CONSOLE_TORN) {
        console_take(line);
        console_say("BAD too long, or bytes were lost: scan again\n");
    } else if (!work_is_first()) {
        answer_start(line, console_take(line));
    }
}

static void rest(void)
{
    if (work_calls() || answer_calls() || outbox_calls()) {
        ymr_client_wait(online_current(), 1);
    } else if (console_next() == '\0') {
        meter_sleep();
    }
}

int main(void)
{
    board_start();
    board_watchdog_start(WATCHDOG_MS);
    start();
    meter_start();
    for (;;) {
        online_turn();
        meter_lap(METER_NETWORK);
        console_listen();
        meter_lap(METER_CONSOLE);
        const bool clear = console_clear();
        if (clear) {
            go_on();
        }
        answer_step();
        meter_lap(METER_CODE);
        if (clear) {
            work_step(!answer_calls() && !outbox_calls());
            outbox_step(!answer_calls() && !work_calls() && console_next() == '\0');
        }
        meter_lap(METER_WORK);
        board_watchdog_kick();
        meter_turn();
        rest();
    }
}
