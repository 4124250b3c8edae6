/**
 * The way to the Market: transport, TLS, trusted certificates and client, set up from the options.
 *
 * All of it is of static storage; from here on nothing asks libc for memory, name resolution aside.
 */
#ifndef YMR_BOARD_SESSION_H
#define YMR_BOARD_SESSION_H

#include "options.h"
#include "ymr/client.h"
#include "ymr_tls.h"

/* The library's own suggestion: enough for one return of usual size; larger ones are read by items. */
#ifndef YMR_BOARD_TEXT
#define YMR_BOARD_TEXT 8192
#endif
#ifndef YMR_BOARD_TOKENS
#define YMR_BOARD_TOKENS 500
#endif

/* Over TLS a record comes in one piece and is handed on so; what it does not fill is never touched. Without TLS, longer
   pieces are fewer calls of the kernel: a photo took 0.7 times the CPU that 16,384 bytes cost, and 0.9 times that of
   131,072. */
#ifndef YMR_BOARD_IO
#define YMR_BOARD_IO 262144
#endif

/* For `decode`, and for what does not fit even by items. Costs no memory as long as nobody touches it. */
#ifndef YMR_BOARD_LARGE_TEXT
#define YMR_BOARD_LARGE_TEXT (4u * 1024 * 1024)
#endif
#ifndef YMR_BOARD_LARGE_IO
#define YMR_BOARD_LARGE_IO (YMR_MAX_BODY + 16384u) /* the longest request: a body, and what is before it */
#endif
#ifndef YMR_BOARD_LARGE_TOKENS
#define YMR_BOARD_LARGE_TOKENS (256u * 1024)
#endif

/* Two connections with the longest chains (ymr_tls.h), and some air. */
#ifndef YMR_BOARD_TLS_POOL
#define YMR_BOARD_TLS_POOL (160u * 1024)
#endif

typedef struct session {
    ymr_client client;
    ymr_config config;
    const options *given;
    char host[YMR_MAX_HOST];
    char place[2 * YMR_MAX_HOST + 32]; /* host:port, for messages; with the proxy's behind it */
    const char *ca;
    bool enough;  /* set it to end the call after the step under way */
    bool limited; /* the Market's limit lasts longer than the user will wait */
    unsigned way; /* which of the transports is its own */
} session;

/** The large buffers. */
extern char session_large_text[YMR_BOARD_LARGE_TEXT];
extern ymr_token session_large_tokens[YMR_BOARD_LARGE_TOKENS];

/** Sets it up; tells the user what is wrong. @return 0 or what the program ends with */
int session_open(session *session, const options *given);

/**
 * Opens a second way to the same server beside an open session, so that a call need not wait for the end of
 * another. There is one at most; it works with the large buffers, `first` must not.
 * @return as session_open
 */
int session_open_beside(session *beside, const session *first);

/** Ends it: wipes the key, keeps the TLS session if that was asked for. @return `ends` */
int session_close(session *session, int ends);

/** Works with the large buffers, or with the usual ones again. No result of an earlier call may be in use. */
void session_large(session *session, bool large);

/** The calls to come go to another host than the API: messages name it, and the API's TLS session is kept. */
void session_elsewhere(session *session, const ymr_endpoint *endpoint);

/** Runs the call that was started with `started` to its end; ^C ends it with YMR_E_STOPPED. */
ymr_status session_run(session *session, ymr_status started);

/** Why the last connection failed, where TLS knows. */
ymr_tls_reason session_tls_why(const session *session);

#endif
