/* What the files of port/mbedtls share. */
#ifndef YMR_TLS_INTERNAL_H
#define YMR_TLS_INTERNAL_H

#include "ymr_tls.h"

/* ---- tls_verify.c: who the server is ------------------------------------------------------------------- */

/* Where the handshake stands before the server's certificates: reads them and parses the authorities that
 * signed them. @return 0, or an error of Mbed TLS, of which one may be that the message is not there yet */
int ymr_tls_find_anchors(ymr_tls *tls);

/* What that parsed is needed no more once the chain is verified. */
void ymr_tls_free_anchors(ymr_tls *tls);

/* For mbedtls_ssl_conf_verify. Context: the ymr_tls. */
int ymr_tls_check_certificate(void *context, mbedtls_x509_crt *certificate, int depth, uint32_t *flags);

/* ---- tls_name.c: whose certificate it is --------------------------------------------------------------- */

/* Whether a certificate is for the host of this connection, which may be an address. */
bool ymr_tls_name_fits(const ymr_tls *tls, const mbedtls_x509_crt *certificate);

/* ---- tls_reason.c: what a status leaves open ----------------------------------------------------------- */

#if YMR_TLS_REASONS
/* Looks at a certificate of the chain while it is there, for ymr_tls_why. */
void ymr_tls_reason_note(ymr_tls *tls, const mbedtls_x509_crt *certificate, int depth, uint32_t flags);

/* Says what the connection failed with: an error of Mbed TLS. */
void ymr_tls_reason_settle(ymr_tls *tls, int error);
#else
#define ymr_tls_reason_note(tls, certificate, depth, flags) ((void)(depth))
#define ymr_tls_reason_settle(tls, error) ((void)(tls), (void)(error))
#endif

/* ---- tls_session.c: resumption ------------------------------------------------------------------------- */

/* Offers the kept session if it may be used for this endpoint now; says so in tls->offered. */
ymr_status ymr_tls_session_offer(ymr_tls *tls);

/* Keeps the session of an open connection, if it can be resumed. */
void ymr_tls_session_keep(ymr_tls *tls);

/* ---- tls_error.c: what an error of Mbed TLS means ------------------------------------------------------ */

bool ymr_tls_error_is_memory(int error);

/* Whether the pool could not meet a request of this connection: some modules of Mbed TLS turn that into
 * another error. */
bool ymr_tls_lacked_memory(const ymr_tls *tls);

ymr_status ymr_tls_handshake_status(ymr_tls *tls, int error);
ymr_status ymr_tls_record_status(ymr_tls *tls, int error);

/* ---- tls_pool.c: what is lent, which belongs to TLS as long as a handshake goes on --------------------- */

void ymr_tls_pool_take_back(void);

/* @return false if something lies there that the connection needs */
bool ymr_tls_pool_hand_out(void);

/* ---- tls_hooks.c: what Mbed TLS asks of the process ---------------------------------------------------- */

void ymr_tls_hooks_set(ymr_tls_random *random, void *random_context, ymr_clock clock);

/* Makes PSA ready, which TLS 1.3 stands on. */
ymr_status ymr_tls_hooks_start(void);

/* ---- tls_der.c ----------------------------------------------------------------------------------------- */

/* A name in a certificate, tag and length included, without parsing more than what stands before it. */
bool ymr_tls_der_issuer(ymr_span certificate, ymr_span *issuer);
bool ymr_tls_der_subject(ymr_span certificate, ymr_span *subject);

#endif
