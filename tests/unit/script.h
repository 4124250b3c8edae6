/**
 * A server and a network that exist on paper only: a transport that plays what a list says, on a clock that
 * stands still unless somebody waits. So no test sleeps, and a minute of silence takes no time.
 *
 * Each connection takes the whole request first (it ends with a blank line, or with a body as long as it
 * says), then plays its answer.
 */
#ifndef YMR_TESTS_SCRIPT_H
#define YMR_TESTS_SCRIPT_H

#include "ymr/port.h"

enum { SCRIPT_REQUESTS = 64, SCRIPT_REQUEST_SIZE = 4096, SCRIPT_WAITS = 512 };

typedef enum script_end {
    SCRIPT_CLOSE, /* an orderly end */
    SCRIPT_RESET,
    SCRIPT_STALL /* nothing comes any more */
} script_end;

/** One connection. All zero: opens at once, takes all, answers nothing, closes. */
typedef struct script_part {
    const char *answer;
    size_t length;     /* of the answer; 0: it is terminated */
    size_t first;      /* bytes that the first receive gives; 0: as the others */
    size_t piece;      /* bytes that a receive gives at most; 0: as many as there is room for */
    size_t accept;     /* bytes that a send takes at most; 0: all */
    uint32_t send_ms;  /* between two sends */
    bool deaf;         /* takes no byte at all */
    uint32_t pause_ms; /* before each piece, the first included */
    uint32_t open_ms;  /* until it is open */
    ymr_status open;   /* how that ends */
    script_end end;
} script_part;

/** How one call of open, send or receive goes wrong. */
typedef enum script_fault {
    SCRIPT_FAIL,    /* it answers `fault_status` */
    SCRIPT_PENDING, /* it says YMR_PENDING once */
    SCRIPT_SHORT,   /* it takes or gives one byte */
    SCRIPT_END,     /* receive says that the server has closed, the others fail with YMR_E_CLOSED */
    SCRIPT_STUCK    /* this one and all that follow say YMR_PENDING */
} script_fault;

typedef struct script_wait {
    uint32_t at;
    uint32_t timeout;
    unsigned interest;
} script_wait;

typedef struct script {
    ymr_transport transport;
    const script_part *parts; /* one a connection; the last one is played for all that follow */
    size_t part_count;
    uint32_t now;
    uint32_t chance; /* what `random` answers */

    size_t fault_at; /* number of the call, from 1, that goes wrong; 0: none */
    script_fault fault;
    ymr_status fault_status;

    /* What was done. */
    size_t calls;   /* of open, send and receive */
    char last_call; /* 'o', 's' or 'r' */
    bool fault_left; /* some of a request had left before the call that went wrong */
    size_t opens; /* connections that were begun */
    size_t closes;
    size_t requests;
    char request[SCRIPT_REQUESTS][SCRIPT_REQUEST_SIZE]; /* terminated */
    uint32_t request_at[SCRIPT_REQUESTS];               /* when its connection was begun */
    size_t request_length;                              /* of the one under way */
    size_t wait_count;
    script_wait waits[SCRIPT_WAITS]; /* the first ones */

    bool connecting;
    bool open;
    bool answering;
    const script_part *part;
    size_t at;       /* next byte of the answer */
    uint32_t ready;  /* ticks: when the connection or the next piece is there, or the next send may be */
    ymr_endpoint to; /* of the connection */
} script;

void script_init(script *s, const script_part *parts, size_t count);

/** Clock and chance of the script. */
ymr_platform script_platform(script *s);

#endif
