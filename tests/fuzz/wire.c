#include "wire.h"

#include <stdlib.h>
#include <string.h>

enum { QUARTER_MS = 250, LONGEST_ANSWER = 2048 };

static wire *wire_of(ymr_transport *transport)
{
    return (wire *)(void *)transport;
}

/* ---- Scripts ---- */

static void add(wire *w, wire_event event, uint8_t value)
{
    if (w->count < WIRE_EVENTS) {
        w->events[w->count].event = (uint8_t)event;
        w->events[w->count++].value = value;
    }
}

static void add_answer(wire *w, supply *script, wire_answers *answers, bool cut)
{
    static char text[LONGEST_ANSWER];
    size_t length = answers(supply_byte(script), text, sizeof text);
    const size_t missing = cut ? supply_byte(script) : 0;
    length -= missing < length ? missing : length;
    for (size_t i = 0; i < length; i++) {
        add(w, WIRE_BYTE, (uint8_t)text[i]);
    }
}

static void add_event(wire *w, supply *script, wire_answers *answers)
{
    const wire_event event = (wire_event)(supply_byte(script) % WIRE_EVENT_COUNT);
    switch (event) {
    case WIRE_ANSWER:
    case WIRE_ANSWER_CUT:
        add_answer(w, script, answers, event == WIRE_ANSWER_CUT);
        break;
    case WIRE_MARK_ITSELF:
        add(w, WIRE_BYTE, WIRE_MARK);
        break;
    case WIRE_PAUSE:
    case WIRE_SLOW_OPEN:
    case WIRE_TORN_SEND:
        add(w, event, supply_byte(script));
        break;
    default:
        add(w, event, 0);
    }
}

/* ---- Time and what stands next ---- */

static unsigned next_event(const wire *w)
{
    return w->at < w->count ? w->events[w->at].event : (unsigned)WIRE_CLOSE;
}

/* Starts waiting for a time, or ends it: true once it has come. */
static bool has_come(wire *w, uint32_t after)
{
    if (!w->waiting) {
        w->waiting = true;
        w->ready = w->now + after;
    }
    if ((int32_t)(w->now - w->ready) < 0) {
        return false;
    }
    w->waiting = false;
    return true;
}

static uint32_t pause_of(const wire *w)
{
    return w->events[w->at].value * (uint32_t)QUARTER_MS;
}

/* What is left of a connection that somebody has given up. */
static void skip_connection(wire *w)
{
    while (w->at < w->count && w->events[w->at].event > WIRE_STALL) {
        w->at++;
    }
    w->at += w->at < w->count;
}

/* ---- The transport ---- */

static ymr_status on_open(ymr_transport *transport, const ymr_endpoint *endpoint)
{
    wire *const w = wire_of(transport);
    (void)endpoint;
    hold(!w->open, "open is not called on an open connection");
    w->opens += !w->opening;
    w->opening = true;
    if (next_event(w) == WIRE_REFUSE) {
        w->opening = false;
        w->at++;
        return YMR_E_REFUSED;
    }
    if (next_event(w) == WIRE_SLOW_OPEN) {
        if (!has_come(w, pause_of(w))) {
            return YMR_PENDING;
        }
        w->at++;
    }
    w->opening = false;
    w->open = true;
    w->sending = false;
    w->closed = false;
    return YMR_OK;
}

static ymr_status on_send(ymr_transport *transport, const char *bytes, size_t length, size_t *sent)
{
    wire *const w = wire_of(transport);
    hold(w->open && length > 0, "send: on an open connection, and something");
    if (!w->sending) {
        w->at += next_event(w) == WIRE_NEXT;
        w->taken = 0;
        w->answer_length = 0;
    }
    size_t most = w->most_sent > 0 ? w->most_sent : length;
    *sent = 0;
    if (next_event(w) == WIRE_DEAF) {
        return YMR_PENDING;
    }
    if (next_event(w) == WIRE_TORN_SEND) {
        if (w->taken >= w->events[w->at].value) {
            return YMR_E_RESET;
        }
        most = w->events[w->at].value - w->taken < most ? w->events[w->at].value - w->taken : most;
    }
    *sent = most < length ? most : length;
    w->requests += !w->sending;
    w->sending = true;
    w->taken += *sent;
    for (size_t i = 0; i < *sent; i++) {
        w->print = (w->print ^ (uint8_t)bytes[i]) * UINT64_C(0x100000001b3) + 1;
    }
    return YMR_OK;
}

static ymr_status hand_out(wire *w, char *bytes, size_t room, size_t *received)
{
    size_t length = 0;
    while (w->at + length < w->count && w->events[w->at + length].event == WIRE_BYTE && length < room) {
        length++;
    }
    length = pieces_next(&w->pieces, length);
    for (size_t i = 0; i < length; i++, w->at++) {
        bytes[i] = (char)w->events[w->at].value;
        w->answer[w->answer_length++] = bytes[i];
    }
    *received = length;
    return YMR_OK;
}

static ymr_status on_receive(ymr_transport *transport, char *bytes, size_t room, size_t *received)
{
    wire *const w = wire_of(transport);
    hold(w->open && room > 0, "receive: on an open connection, with room");
    w->sending = false;
    *received = 0;
    switch (next_event(w)) {
    case WIRE_BYTE:
        return hand_out(w, bytes, room, received);
    case WIRE_CLOSE:
        w->closed = true;
        return YMR_OK;
    case WIRE_RESET:
        return YMR_E_RESET;
    case WIRE_STALL:
    case WIRE_NEXT:
        return YMR_PENDING;
    case WIRE_PAUSE:
        if (!has_come(w, pause_of(w))) {
            return YMR_PENDING;
        }
        w->at++;
        return YMR_PENDING;
    default: /* WIRE_LATER, and what has a meaning elsewhere */
        w->at++;
        return YMR_PENDING;
    }
}

static void on_close(ymr_transport *transport)
{
    wire *const w = wire_of(transport);
    if (w->open || w->opening) {
        skip_connection(w);
    }
    w->open = false;
    w->opening = false;
    w->waiting = false;
    w->sending = false;
}

static void on_wait(ymr_transport *transport, unsigned interest, uint32_t timeout)
{
    wire *const w = wire_of(transport);
    const unsigned next = next_event(w);
    const bool silent = next == WIRE_STALL || next == WIRE_NEXT || (w->open && next == WIRE_DEAF);
    hold(++w->waits < 100000, "waiting comes to an end");
    if (interest != 0 && w->waiting) {
        const uint32_t left = w->ready - w->now;
        timeout = left < timeout ? left : timeout;
    } else if (interest != 0 && !silent) {
        return;
    }
    hold(timeout < UINT32_MAX, "nobody waits for ever for nothing");
    w->now += timeout;
}

static int32_t detail_of(const ymr_transport *transport)
{
    return ((const wire *)(const void *)transport)->open ? 7 : 8;
}

void wire_begin(wire *w, supply script, wire_answers *answers, uint32_t seed, size_t most_sent)
{
    static const ymr_transport_api api = {on_open, on_send, on_receive, on_close, on_wait, detail_of};
    memset(w, 0, offsetof(wire, answer));
    memset(&w->answer_length, 0, offsetof(wire, events) - offsetof(wire, answer_length));
    memset(&w->count, 0, sizeof *w - offsetof(wire, count));
    w->transport.api = &api;
    w->now = UINT32_MAX - 5000; /* it wraps around on the way */
    w->most_sent = most_sent;
    pieces_begin(&w->pieces, seed);
    while (script.left > 0 && w->count < WIRE_EVENTS) {
        const uint8_t byte = supply_byte(&script);
        if (byte == WIRE_MARK) {
            add_event(w, &script, answers);
        } else {
            add(w, WIRE_BYTE, byte);
        }
    }
}

void wire_continue(wire *w, const char *bytes, size_t length)
{
    w->count = 0;
    w->at = 0;
    for (size_t i = 0; i < length; i++) {
        add(w, WIRE_BYTE, (uint8_t)bytes[i]);
    }
}

uint32_t wire_ticks(void *context)
{
    return ((wire *)context)->now;
}

uint32_t wire_chance(void *context)
{
    return (uint32_t)((wire *)context)->opens * 70u;
}
