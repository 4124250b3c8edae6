#include "ymr/frame.h"

static const ymr_text none = {NULL, 0};

void ymr_framer_init(ymr_framer *framer, char *buffer, size_t size, uint32_t pause_ms)
{
    *framer = (ymr_framer){.buffer = buffer, .size = size, .pause_ms = pause_ms};
}

static bool is_end(uint8_t byte)
{
    return byte == '\r' || byte == '\n';
}

static void append(ymr_framer *framer, uint8_t byte)
{
    if (framer->used == framer->size) {
        framer->spoilt = true;
    } else {
        framer->buffer[framer->used++] = (char)byte;
    }
}

/* The code that was handed out last gives its place to what came after it. */
static void begin(ymr_framer *framer)
{
    framer->code = none;
    if (framer->holds) {
        framer->holds = false;
        append(framer, framer->held);
    }
}

static ymr_status end_code(ymr_framer *framer)
{
    const bool spoilt = framer->spoilt;
    const size_t length = framer->used;

    framer->spoilt = false;
    framer->used = 0;
    if (spoilt) {
        framer->discarded++;
        return YMR_E_TOO_BIG;
    }
    if (length == 0) {
        return YMR_PENDING;
    }
    framer->code = (ymr_text){framer->buffer, length};
    return YMR_OK;
}

static bool has_paused(const ymr_framer *framer, uint32_t now_ms)
{
    return framer->pause_ms > 0 && (framer->used > 0 || framer->spoilt) &&
           now_ms - framer->last >= framer->pause_ms;
}

static ymr_status take(ymr_framer *framer, uint8_t byte)
{
    if (is_end(byte)) {
        return end_code(framer);
    }
    append(framer, byte);
    return YMR_PENDING;
}

ymr_status ymr_framer_feed(ymr_framer *framer, uint8_t byte, uint32_t now_ms)
{
    begin(framer);
    const bool paused = has_paused(framer, now_ms);
    framer->last = now_ms;
    if (!paused) {
        return take(framer, byte);
    }
    framer->held = byte;
    framer->holds = !is_end(byte);
    return end_code(framer);
}

ymr_status ymr_framer_pause(ymr_framer *framer, uint32_t now_ms)
{
    begin(framer);
    return has_paused(framer, now_ms) ? end_code(framer) : YMR_PENDING;
}

void ymr_framer_overrun(ymr_framer *framer, uint32_t now_ms)
{
    begin(framer);
    framer->spoilt = true;
    framer->last = now_ms;
}
