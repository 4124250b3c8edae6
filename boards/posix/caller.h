/** One who calls: his connection, from the moment he is taken until he has heard the answer and gone. */
#ifndef YMR_BOARD_CALLER_H
#define YMR_BOARD_CALLER_H

#include "ymr/cidr.h"
#include "ymr/notify.h"
#include "ymr/request_reader.h"

enum { CALLER_BODY = 256 * 1024 }; /* a return of a thousand items is shorter; README.md says so */

typedef enum caller_phase {
    CALLER_NONE,
    CALLER_READING,  /**< the request */
    CALLER_WAITING,  /**< until the event's line is out */
    CALLER_ANSWERED, /**< the answer is sent */
    CALLER_LEAVING   /**< until he has read it: to close at once could destroy it on its way */
} caller_phase;

typedef struct caller {
    caller_phase phase;
    int socket;
    ymr_ip ip;        /**< who he is: the peer, or whom a trusted proxy names */
    bool by_proxy;    /**< that proxy is yet to name him */
    int64_t deadline; /**< of caller_clock */
    uint64_t mark;    /**< of the line */
    ymr_request_reader reader;
    int64_t began_unix_ms;
    char reply[YMR_NOTIFY_REPLY];
    size_t reply_length, reply_sent;
    char body[CALLER_BODY];
} caller;

/** Milliseconds that go on, whatever is done to the calendar. */
int64_t caller_clock(void);

/** Takes one whose socket was accepted; he has so much time for his request. */
void caller_begin(caller *caller, int socket, const char *path, int64_t ms);

/** Reads what has come. @return the bytes, in static storage; 0: nothing for the request, or he has gone */
size_t caller_receive(caller *caller, const char **bytes);

/** Tells one who asks first that he may send the body (RFC 9110, section 10.1.1). */
void caller_encourage(const caller *caller);

/** Answers 200. */
void caller_accept(caller *caller, ymr_text name);

/** Answers anything else. */
void caller_refuse(caller *caller, uint16_t http_status, ymr_notify_error type, const char *message);

/** The same for a request that is no good, by what its reader says. */
void caller_refuse_request(caller *caller);

/** Answers 500: the event is good, and is to come again. */
void caller_put_off(caller *caller, const char *why);

/** Goes on with the answer. */
void caller_send(caller *caller);

void caller_drop(caller *caller);

#endif
