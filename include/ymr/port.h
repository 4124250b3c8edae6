/**
 * What a board gives to ymr: a clock, and a way to the server.
 *
 * A transport is five functions over a struct of the caller. None of them blocks but `wait`. TLS is a transport that
 * wraps another one (port/mbedtls), so every network stack has it.
 */
#ifndef YMR_PORT_H
#define YMR_PORT_H

#include "ymr/request.h"

/** The board's time and chance. */
typedef struct ymr_platform {
    /** Milliseconds of a clock that never jumps; wraps around after 2^32. */
    uint32_t (*ticks_ms)(void *context);
    /** Any number, for the spread of retries; need not be secret. May be NULL: then no spread. */
    uint32_t (*random)(void *context);
    void *context; /**< of both */
} ymr_platform;

typedef struct ymr_transport ymr_transport;

/** What `wait` waits for; may be both; 0 waits for the time alone. */
enum {
    YMR_WAIT_READ = 1, /**< until something can be received */
    YMR_WAIT_WRITE = 2 /**< until something can be sent */
};

/** What a transport can do. */
typedef struct ymr_transport_api {
    /**
     * Opens, or goes on opening: called again until it answers other than YMR_PENDING. `endpoint` is the same each
     * time and stays valid until close. Starts afresh after a close.
     * @return YMR_OK when bytes can be sent (TLS: peer verified); YMR_PENDING; YMR_E_RESOLVE, _REFUSED, _UNREACHABLE, _TLS…
     */
    ymr_status (*open)(ymr_transport *transport, const ymr_endpoint *endpoint);
    /** Sends some. @return YMR_OK, *sent ≥ 1; YMR_PENDING, *sent 0; YMR_E_RESET, _CLOSED, _IO, _TLS_RECORD */
    ymr_status (*send)(ymr_transport *transport, const char *bytes, size_t length, size_t *sent);
    /** Receives some. @return YMR_OK with *received ≥ 1; YMR_OK with 0: orderly end; YMR_PENDING; errors as for send */
    ymr_status (*receive)(ymr_transport *transport, char *bytes, size_t room, size_t *received);
    /**
     * Closes at once, from any state, as often as one likes. Of what `send` answered YMR_PENDING about, nothing leaves any
     * more: it counts as not sent, and may be sent again.
     */
    void (*close)(ymr_transport *transport);
    /**
     * Waits until what was asked for can be tried again, at most `timeout_ms`; may return early. Returns at once while
     * bytes are pending inside. During `open` the transport knows itself what to wait for.
     */
    void (*wait)(ymr_transport *transport, unsigned interest, uint32_t timeout_ms);
    /** A number of the layer below for the log (errno, TLS verify flags or error), 0 for none. May be NULL. */
    int32_t (*detail)(const ymr_transport *transport);
} ymr_transport_api;

/** First member of every transport. */
struct ymr_transport {
    const ymr_transport_api *api; /**< what it can do */
};

#endif
