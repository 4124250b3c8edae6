#include "round.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "words.h"

static char sending[64 * 1024];
static char receiving[64 * 1024];

/* Waits for what is asked. @return false when the round's time is up */
static bool wait_for(round *r, unsigned interest)
{
    const uint32_t gone = ticks() - r->began;

    if (gone >= r->limit) {
        return false;
    }
    r->waits++;
    r->at->api->wait(r->at, interest, r->limit - gone);
    return true;
}

static ymr_status open_it(round *r, const ymr_endpoint *endpoint)
{
    ymr_status status;

    while ((status = r->at->api->open(r->at, endpoint)) == YMR_PENDING) {
        if (!wait_for(r, 0)) {
            return YMR_PENDING;
        }
    }
    return status;
}

/* Offers ever more while the transport is not ready: it must send what it says it took. */
static ymr_status send_all(round *r, const char *bytes, size_t length)
{
    size_t offer = r->offer;

    while (length > 0) {
        size_t sent;
        const size_t now = offer < length ? offer : length;
        const ymr_status status = r->at->api->send(r->at, bytes, now, &sent);
        if (status < 0 || (status == YMR_PENDING && !wait_for(r, YMR_WAIT_WRITE))) {
            return status;
        }
        bytes += sent;
        length -= sent;
        r->sent += sent;
        offer = status == YMR_PENDING ? now * 2 : r->offer;
    }
    return YMR_OK;
}

static ymr_status upload(round *r, uint64_t length)
{
    ymr_status status = YMR_OK;

    for (size_t i = 0; i < sizeof sending; i++) {
        sending[i] = (char)(i * 7 + i / 251);
    }
    while (length > 0 && status == YMR_OK) {
        const size_t piece = length < sizeof sending ? (size_t)length : sizeof sending;
        status = send_all(r, sending, piece);
        length -= piece;
    }
    return status;
}

static void digest(round *r, size_t got)
{
    for (size_t i = 0; i < got; i++) {
        r->hash = (r->hash ^ (uint8_t)receiving[i]) * UINT64_C(0x100000001b3);
    }
    r->received += got;
    r->since_pause += got;
    if (number("slow", 0) != 0 && r->since_pause >= number("slow", 0)) {
        r->since_pause = 0;
        live((uint32_t)number("pause", 10));
    }
}

static ymr_status receive_all(round *r, size_t room)
{
    const bool patient = number("patient", 0) != 0;

    r->hash = UINT64_C(0xcbf29ce484222325);
    for (;;) {
        size_t got;
        if (patient && !wait_for(r, YMR_WAIT_READ)) {
            return YMR_PENDING;
        }
        const ymr_status status = r->at->api->receive(r->at, receiving, room, &got);
        if (status < 0 || (status == YMR_OK && got == 0)) {
            return status;
        }
        digest(r, got);
        if (status == YMR_PENDING && !wait_for(r, YMR_WAIT_READ)) {
            return YMR_PENDING;
        }
    }
}

static ymr_status send_what_is_said(round *r)
{
    char line[512];
    snprintf(line, sizeof line, "%s\n", option("say", "hello"));
    const ymr_status status = send_all(r, line, strlen(line));
    return status == YMR_OK ? upload(r, number("upload", 0)) : status;
}

void run(round *r, const ymr_endpoint *endpoint)
{
    r->began = ticks();
    r->opened = open_it(r, endpoint);
    r->open_ms = ticks() - r->began;
    r->ended = r->opened;
    if (r->opened == YMR_OK) {
        r->sent_status = send_what_is_said(r);
        r->ended = r->sent_status;
    }
    if (r->opened == YMR_OK && r->sent_status == YMR_OK) {
        live((uint32_t)number("deaf", 0));
        r->ended = receive_all(r, number("room", sizeof receiving));
    }
    r->detail = r->at->api->detail(r->at);
    r->at->api->close(r->at);
    r->at->api->close(r->at);
}

void print(const round *r)
{
    printf("{\"open\": \"%s\", \"sent\": \"%s\", \"end\": \"%s\"", ymr_status_name(r->opened),
           ymr_status_name(r->sent_status), ymr_status_name(r->ended));
    printf(", \"detail\": %" PRId32 ", \"waits\": %u", r->detail, r->waits);
    printf(", \"open_ms\": %" PRIu32 ", \"ms\": %" PRIu32, r->open_ms, ticks() - r->began);
    printf(", \"bytes_sent\": %" PRIu64 ", \"received\": %" PRIu64, r->sent, r->received);
    printf(", \"hash\": %" PRIu64, r->hash);
}
