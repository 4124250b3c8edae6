#include "console.h"

#include <string.h>

#include "board.h"
#include "core/divide.h"
#include "sizes.h"
#include "ymr/config.h"
#include "ymr/frame.h"
#include "ymr/request.h"

_Static_assert(SCANNER_QUEUE > CONSOLE_LINE + 2, "the longest line fits");

enum {
    NUMBER = 21 /* digits, sign and NUL */
};

/* Lines, each with '\n' behind it. */
static struct {
    char bytes[SCANNER_QUEUE];
    size_t from;
    size_t used;
} queue;

static struct {
    char bytes[CONSOLE_LINE];
    ymr_framer framer;
    uint32_t pause_ms;
    size_t length; /* of the line under way */
    bool within;  /* there is one */
    bool command; /* it is one: typed by hand, with pauses */
} in;

void console_open(uint32_t pause_ms)
{
    ymr_framer_init(&in.framer, in.bytes, sizeof in.bytes - 1, pause_ms);
    in.pause_ms = pause_ms;
}

/* ---- In ------------------------------------------------------------------------------------------------ */

static void put(char byte)
{
    queue.bytes[(queue.from + queue.used++) % SCANNER_QUEUE] = byte;
}

/* NUL, which a break on the line reads as, stands for an empty queue: it is no byte of a code anyway. */
static void put_of_code(char byte)
{
    put(byte != '\0' ? byte : CONSOLE_TORN);
}

static void keep(ymr_status status)
{
    if (status == YMR_OK) {
        for (size_t i = 0; i < in.framer.code.length; i++) {
            put_of_code(in.framer.code.bytes[i]);
        }
        ymr_wipe(in.bytes, sizeof in.bytes);
    } else if (status == YMR_E_TOO_BIG) {
        put(CONSOLE_TORN);
    } else {
        return;
    }
    put('\n');
}

/*
 * The framer is told of pauses only, not of times: bytes that waited in the board's ring have lost theirs,
 * and a long turn of the main loop is no pause of the reader.
 */
static void feed(char byte)
{
    const bool end = byte == '\r' || byte == '\n';
    if (!in.within) {
        in.command = byte == ':';
    }
    in.within = !end;
    in.length = end ? 0 : in.length + 1;
    keep(ymr_framer_feed(&in.framer, (uint8_t)byte, 0));
}

/* A byte may come between the two readings: taken the other way round, it would be later than now. */
static void look_for_pause(void)
{
    const uint32_t last = board_console_last_ms();
    const uint32_t silent = board_ticks_ms(NULL) - last;
    if (in.within && !in.command && in.pause_ms > 0 && silent >= in.pause_ms) {
        in.within = false;
        in.length = 0;
        keep(ymr_framer_pause(&in.framer, in.pause_ms));
    }
}

/* A line that is too long is one byte in the end. */
static bool has_room(void)
{
    const size_t length = in.length < CONSOLE_LINE ? in.length : CONSOLE_LINE;
    return SCANNER_QUEUE - queue.used > length + 2;
}

void console_listen(void)
{
    while (has_room()) {
        char byte;
        bool gap;
        const size_t taken = board_console_read(&byte, 1, &gap);
        if (taken > 0) {
            feed(byte);
        }
        if (gap) {
            ymr_framer_overrun(&in.framer, 0);
        }
        if (taken == 0) {
            look_for_pause();
            return;
        }
    }
}

char console_next(void)
{
    return queue.used > 0 ? queue.bytes[queue.from] : '\0';
}

static char get(void)
{
    const char byte = queue.bytes[queue.from];
    queue.bytes[queue.from] = '\0';
    queue.from = (queue.from + 1) % SCANNER_QUEUE;
    queue.used--;
    return byte;
}

size_t console_take(char line[CONSOLE_LINE])
{
    size_t length = 0;
    while (queue.used > 0 && (line[length] = get()) != '\n') {
        length++;
    }
    line[length] = '\0';
    return length;
}

uint32_t console_discarded(void)
{
    return in.framer.discarded;
}

/* ---- Out ----------------------------------------------------------------------------------------------- */

/* The board's ring is empty then. */
bool console_clear(void)
{
    return board_console_idle();
}

void console_say_text(ymr_text text)
{
    board_console_write(text.bytes, text.length);
}

void console_say(const char *text)
{
    console_say_text((ymr_text){text, strlen(text)});
}

void console_say_number(int64_t number)
{
    char digits[NUMBER];
    char *at = digits + sizeof digits - 1;
    uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    *at = '\0';
    do {
        *--at = (char)('0' + ymr_divide(&left, 10));
    } while (left > 0);
    if (number < 0) {
        *--at = '-';
    }
    console_say(at);
}

void console_fill(const char *pattern, const int64_t *numbers)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at == '%') {
            console_say_number(*numbers++);
        } else {
            console_say_text((ymr_text){at, 1});
        }
    }
}
