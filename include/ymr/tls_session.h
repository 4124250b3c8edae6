/**
 * A TLS session that is kept, so that the next connection can resume it instead of a whole handshake.
 *
 * It holds secrets: whoever can read it can read the connections made with it, whoever can write it can play
 * the server. Keep it where the API key is kept. It is bound to host, port, trusted authorities and build; in
 * any other place it is of no use and passed over without an error.
 */
#ifndef YMR_TLS_SESSION_H
#define YMR_TLS_SESSION_H

#include <stdbool.h>
#include <stdint.h>

#include "ymr/config.h"

/** Storage of the caller; all zero is "none". */
typedef struct ymr_tls_session {
    uint8_t binding[32];                /**< SHA-256 of what it is bound to */
    int64_t verified_ms;                /**< Unix ms: when the chain was last verified; resuming does not renew it */
    int64_t not_after_ms;               /**< Unix ms: when the first certificate of that chain expires */
    bool changed;                       /**< set by the transport; a program that stores sessions clears it then */
    uint16_t length;                    /**< 0: none */
    uint8_t bytes[YMR_TLS_SESSION_MAX]; /**< secret */
} ymr_tls_session;

#endif
