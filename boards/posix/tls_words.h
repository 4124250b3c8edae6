/** Why a TLS connection failed, in words. */
#ifndef YMR_BOARD_TLS_WORDS_H
#define YMR_BOARD_TLS_WORDS_H

#include "ymr_tls.h"

typedef struct tls_words {
    const char *what;
    const char *remedy; /* NULL: that of the status does */
} tls_words;

/** @return NULL for YMR_TLS_REASON_NONE */
const tls_words *tls_words_of(ymr_tls_reason reason);

#endif
