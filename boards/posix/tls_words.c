#include "tls_words.h"

#include <stddef.h>

#define INTERCEPTED                                                                                         \
    "something between here and the server answers in its place, or the server is set up wrongly"

static const tls_words table[] = {
    [YMR_TLS_REASON_SELF_SIGNED] = {"it is signed by itself", NULL},
    [YMR_TLS_REASON_ROOT] = {"its authority is not one of the trusted ones", NULL},
    [YMR_TLS_REASON_ISSUER] = {"who signed it is not known, or left out of what the server sends", NULL},
    [YMR_TLS_REASON_FORGED] = {"the authority that it names did not sign it", INTERCEPTED},
    [YMR_TLS_REASON_NOT_AUTHORITY] = {"what signed it is not allowed to sign", INTERCEPTED},
    [YMR_TLS_REASON_PURPOSE] = {"it is not made for a server",
                                "the server's owner must have one made with the usage serverAuth"},
    [YMR_TLS_REASON_LONG_CHAIN] = {"too many certificates stand between it and an authority",
                                   "the server's owner must send a shorter chain"},
    [YMR_TLS_REASON_WILDCARD] = {"its wildcard does not cover this name", NULL},
    [YMR_TLS_REASON_NO_NAME] = {"it has no name of a host", "the server's owner must have one made with the "
                                                            "host as subjectAltName"},
    [YMR_TLS_REASON_KEY] = {"its key is too short, or of a kind that is not taken",
                            "the server's owner must renew it with RSA of 2048 bits, P-256 or P-384"},
    [YMR_TLS_REASON_SIGNATURE] = {"a signature's hash is shorter than SHA-256",
                                  "the server's owner must renew it with SHA-256"},
    [YMR_TLS_REASON_NOT_TLS] = {"what came is no TLS", "check --base-url: is that the port of HTTPS?"},
    [YMR_TLS_REASON_DAMAGED] = {"a record was changed on its way", "try again, or check the network"},
    [YMR_TLS_REASON_LONG_MESSAGE] = {"the server sends too much, as with too many certificates",
                                     "its owner must send a shorter chain"},
    [YMR_TLS_REASON_RENEGOTIATION] = {"the server asked for another one on the open connection", INTERCEPTED},
    [YMR_TLS_REASON_ALERT] = {"the server broke off", "try again, or check --base-url"},
};

const tls_words *tls_words_of(ymr_tls_reason reason)
{
    const bool known = (size_t)reason < sizeof table / sizeof table[0];

    return known && table[reason].what != NULL ? &table[reason] : NULL;
}
