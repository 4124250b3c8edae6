/**
 * A client and somebody who answers it: each connection gets the next body as a JSON answer; what was asked
 * is kept.
 */
#ifndef YMR_TESTS_TALK_H
#define YMR_TESTS_TALK_H

#include "ymr/client.h"

enum { TALK_SIZE = 65536, TALK_TOKENS = 1024 };

#define TALK_KEY "ACMA:0123456789012345678901234567890123456789:01234567"

typedef struct talk {
    ymr_transport transport;
    ymr_config config;
    ymr_client client;
    const char *const *bodies; /* the last one is the answer to all that follow */
    size_t count;
    const char *status;  /* "200 OK" unless set */
    size_t breaks_after; /* bytes of the request; then the connection is reset. 0: never */

    /* What was done. */
    unsigned opens;
    ymr_endpoint endpoint; /* of the last connection; its host is a copy */
    char host[YMR_MAX_HOST];
    char request[TALK_SIZE]; /* the last one, terminated */
    size_t request_length;

    char answer[TALK_SIZE];
    size_t answer_length;
    size_t given;
    char io[TALK_SIZE];
    char text[TALK_SIZE];
    ymr_token tokens[TALK_TOKENS];
} talk;

/** A client of campaign 7 and business 5 at api.example, over TLS as far as it knows. */
void talk_begin(talk *t, const char *const *bodies, size_t count);

/** The request up to the field Host, terminated: `GET /v2/campaigns HTTP/1.1`. */
const char *talk_line(talk *t);

/** The request's body, terminated; "" if it has none. */
const char *talk_body(const talk *t);

#endif
