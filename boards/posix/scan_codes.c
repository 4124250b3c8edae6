#include "scan_codes.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "progress.h"

enum { RAW_PAUSE_MS = 50, PAUSE_TICK_MS = 10 };

/* A line discipline that makes lines gives no bytes to measure a pause between. */
static uint32_t usual_pause(void)
{
    struct termios settings;
    return tcgetattr(STDIN_FILENO, &settings) == 0 && (settings.c_lflag & ICANON) == 0 ? RAW_PAUSE_MS : 0;
}

static uint32_t now_ms(void)
{
    return (uint32_t)progress_clock();
}

void codes_open(scan_codes *c)
{
    c->pause_ms = usual_pause();
    ymr_framer_init(&c->framer, c->buffer, sizeof c->buffer, c->pause_ms);
}

const scan_code *codes_next(const scan_codes *c)
{
    return c->count != 0 ? &c->queue[c->first] : NULL;
}

void codes_drop(scan_codes *c)
{
    c->first = (c->first + 1) % CODES_QUEUE;
    c->count--;
}

static void put(scan_codes *c, ymr_status framed)
{
    if (framed == YMR_PENDING) {
        return;
    }
    scan_code *const code = &c->queue[(c->first + c->count++) % CODES_QUEUE];
    code->too_long = framed != YMR_OK;
    code->length = 0;
    if (framed == YMR_OK) {
        code->length = c->framer.code.length;
        memcpy(code->bytes, c->framer.code.bytes, code->length);
    }
}

static bool has_room(const scan_codes *c)
{
    return c->count + 1 < CODES_QUEUE; /* one place is for a pause's code in front of a byte's */
}

/* Bytes that came together came without a pause: only in front of the first there can be one. */
static void frame(scan_codes *c)
{
    if (c->from == 0 && c->to != 0 && has_room(c)) {
        put(c, ymr_framer_pause(&c->framer, now_ms()));
    }
    while (c->from < c->to && has_room(c)) {
        put(c, ymr_framer_feed(&c->framer, (uint8_t)c->input[c->from++], now_ms()));
    }
    if (c->from == c->to) {
        c->from = c->to = 0;
    }
}

/* The last code need not have an end of its own. */
static void end(scan_codes *c, int error)
{
    c->ended = true;
    c->error = error;
    put(c, ymr_framer_feed(&c->framer, '\n', now_ms()));
}

static void take(scan_codes *c)
{
    const ssize_t got = read(STDIN_FILENO, c->input, sizeof c->input);
    if (got > 0) {
        c->to = (size_t)got;
        c->latest = now_ms();
    } else if (got == 0 || (errno != EINTR && errno != EAGAIN)) {
        end(c, got == 0 ? 0 : errno);
    }
}

void codes_wait(scan_codes *c, int timeout_ms)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    const bool open = !c->ended && c->from == c->to && has_room(c);
    const bool pausing = now_ms() - c->latest < 2 * c->pause_ms && timeout_ms > PAUSE_TICK_MS;

    if (!open) {
        input.fd = -1;
        timeout_ms = c->from != c->to ? 0 : timeout_ms;
    }
    const int ready = poll(&input, 1, pausing ? PAUSE_TICK_MS : timeout_ms);
    if (ready > 0 && (input.revents & POLLNVAL) != 0) {
        end(c, EBADF);
    } else if (ready > 0) {
        take(c);
    }
    frame(c);
    if (ready == 0 && c->to == 0 && has_room(c)) {
        put(c, ymr_framer_pause(&c->framer, now_ms()));
    }
}
