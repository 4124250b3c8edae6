/**
 * A server and a network made out of a fuzzer's bytes: a transport that plays a script, on a clock that
 * stands still unless somebody waits.
 *
 * A script is what the server sends, byte for byte, but for WIRE_MARK: the byte behind it says what happens
 * there (wire_event), and some take one byte more. So whatever is sent, the same happens at the same place,
 * however the bytes are cut into pieces.
 */
#ifndef YMR_TESTS_FUZZ_WIRE_H
#define YMR_TESTS_FUZZ_WIRE_H

#include "support.h"
#include "ymr/port.h"

enum { WIRE_MARK = 0xff, WIRE_EVENTS = 12000 };

/** What stands at a place of a script. */
typedef enum wire_event {
    WIRE_CLOSE,      /* the connection ends in an orderly way; the next one plays on behind it */
    WIRE_RESET,      /* it is torn off */
    WIRE_STALL,      /* nothing comes any more */
    WIRE_PAUSE,      /* nothing comes for some time; + seconds / 4 */
    WIRE_LATER,      /* not now: one would-block */
    WIRE_NEXT,       /* what follows answers the next request on this connection */
    WIRE_REFUSE,     /* at the front of a connection: it is not opened */
    WIRE_SLOW_OPEN,  /* it is opened after some time; + seconds / 4 */
    WIRE_DEAF,       /* it takes no bytes */
    WIRE_TORN_SEND,  /* it is torn off while it takes the request; + bytes that it takes before */
    WIRE_ANSWER,     /* a whole answer; + which one */
    WIRE_ANSWER_CUT, /* the same, but for the last bytes; + which one, + how many */
    WIRE_MARK_ITSELF, /* the byte 0xff */
    WIRE_EVENT_COUNT,
    WIRE_BYTE /* what is sent */
} wire_event;

/** Puts answer `which` into `out`. @return its length */
typedef size_t wire_answers(unsigned which, char *out, size_t size);

typedef struct wire {
    ymr_transport transport;
    uint32_t now;
    size_t waits;

    /* What was done. */
    unsigned requests;    /* of which a byte was taken */
    uint64_t print;       /* of all bytes taken */
    unsigned opens;
    char answer[WIRE_EVENTS]; /* what was handed out since the last request */
    size_t answer_length;
    bool closed;          /* and then an orderly end */

    /* How it goes on. */
    struct {
        uint8_t event;
        uint8_t value;
    } events[WIRE_EVENTS];
    size_t count;
    size_t at;
    pieces pieces;
    size_t most_sent; /* bytes that a send takes */
    uint32_t ready;   /* ticks */
    size_t taken;     /* bytes of the request under way */
    bool open;
    bool opening;
    bool waiting; /* for `ready` */
    bool sending;
} wire;

/** @param seed  says how the bytes are cut; no other thing depends on it */
void wire_begin(wire *w, supply script, wire_answers *answers, uint32_t seed, size_t most_sent);

/** Another script, from the next connection on. */
void wire_continue(wire *w, const char *bytes, size_t length);

uint32_t wire_ticks(void *context);
uint32_t wire_chance(void *context);

#endif
