/**
 * What a function answers: 0 done, negative an error, positive "not yet".
 *
 * One list makes the values, the names and the sentences, so that none of the three can be forgotten.
 * A sentence says what happened; what to do about it depends on the caller, and the numbers that
 * help (bytes needed, path, wait) are in ymr_fault and ymr_outcome.
 */
#ifndef YMR_STATUS_H
#define YMR_STATUS_H

/** Every status: its name, its number, its sentence. */
#define YMR_STATUS_LIST(X)                                                                                    \
    X(YMR_PENDING, 1, "not finished yet")                                                                     \
    X(YMR_OK, 0, "done")                                                                                      \
    /* the caller */                                                                                          \
    X(YMR_E_ARGUMENT, -1, "an argument is not what the function takes")                                       \
    X(YMR_E_SPACE, -2, "the buffer is too small")                                                             \
    X(YMR_E_TOKENS, -3, "too few JSON tokens for this document")                                              \
    X(YMR_E_STOPPED, -4, "stopped by the receiver")                                                           \
    X(YMR_E_BUSY, -5, "a call is still under way")                                                            \
    /* values */                                                                                              \
    X(YMR_E_RANGE, -10, "a number is out of range")                                                           \
    X(YMR_E_INEXACT, -11, "digits would be lost")                                                             \
    X(YMR_E_CURRENCY, -12, "amounts of different currencies make no sum")                                     \
    /* JSON (RFC 8259) */                                                                                     \
    X(YMR_E_SYNTAX, -20, "not valid JSON")                                                                    \
    X(YMR_E_TRUNCATED, -21, "the JSON text ends too early")                                                   \
    X(YMR_E_TRAILING, -22, "something follows the end of the JSON text")                                      \
    X(YMR_E_UTF8, -23, "not valid UTF-8")                                                                     \
    X(YMR_E_ESCAPE, -24, "a lone surrogate or a wrong escape in a string")                                    \
    X(YMR_E_DEPTH, -25, "nested too deeply")                                                                  \
    X(YMR_E_DUPLICATE, -26, "a field comes twice")                                                            \
    X(YMR_E_MISSING, -27, "a required field is missing")                                                      \
    X(YMR_E_TYPE, -28, "a field has the wrong type")                                                          \
    X(YMR_E_PAGE_TOKEN, -29, "the server repeats a page token: the list would never end")                     \
    X(YMR_E_CONTENT, -30, "the content is not of the kind that was asked for")                                \
    /* HTTP (RFC 9112) */                                                                                     \
    X(YMR_E_HTTP, -40, "not a valid HTTP response")                                                           \
    X(YMR_E_HTTP_LIMIT, -41, "the HTTP head is too long")                                                     \
    X(YMR_E_FRAMING, -42, "the length of the HTTP body is ambiguous")                                         \
    X(YMR_E_ENCODING, -43, "the body has a content encoding that was not asked for")                          \
    X(YMR_E_TOO_BIG, -44, "the body is longer than allowed")                                                  \
    X(YMR_E_HTTP_STATUS, -45, "the server answered with an HTTP error")                                       \
    X(YMR_E_REDIRECT, -46, "the server redirects elsewhere; redirects are not followed")                      \
    /* the API */                                                                                             \
    X(YMR_E_API, -50, "the Market refused the call")                                                          \
    X(YMR_E_UNAUTHORIZED, -51, "the Market does not accept the API key")                                      \
    X(YMR_E_NOT_FOUND, -52, "the Market knows no such thing")                                                 \
    X(YMR_E_LIMIT, -53, "the Market's limit of calls is reached")                                             \
    X(YMR_E_OUTCOME_UNKNOWN, -54, "the request may or may not have taken effect")                             \
    /* the network */                                                                                         \
    X(YMR_E_RESOLVE, -60, "the host name is unknown")                                                         \
    X(YMR_E_REFUSED, -61, "the connection was refused")                                                       \
    X(YMR_E_UNREACHABLE, -62, "the host or network cannot be reached")                                        \
    X(YMR_E_RESET, -63, "the connection was reset")                                                           \
    X(YMR_E_CLOSED, -64, "the connection was closed before the answer was complete")                          \
    X(YMR_E_CONNECT_TIMEOUT, -65, "no connection within the time allowed")                                    \
    X(YMR_E_IDLE_TIMEOUT, -66, "nothing came for too long")                                                   \
    X(YMR_E_TOTAL_TIMEOUT, -67, "the call took longer than allowed")                                          \
    X(YMR_E_IO, -68, "the network device failed")                                                             \
    X(YMR_E_PROXY, -69, "the proxy did not reach the server")                                                 \
    X(YMR_E_PROXY_REFUSED, -70, "the proxy opens no way to the server")                                       \
    X(YMR_E_PROXY_LOGIN, -71, "the proxy wants a user name and a password that it knows")                     \
    /* TLS */                                                                                                 \
    X(YMR_E_TLS, -80, "the TLS handshake failed")                                                             \
    X(YMR_E_TLS_UNTRUSTED, -81, "no trusted authority signed the server's certificate")                       \
    X(YMR_E_TLS_HOST, -82, "the server's certificate is for another host")                                    \
    X(YMR_E_TLS_EXPIRED, -83, "the server's certificate has expired")                                         \
    X(YMR_E_TLS_EARLY, -84, "the server's certificate is not valid yet: is the clock right?")                 \
    X(YMR_E_TLS_WEAK, -85, "the server's certificate uses a key or signature that is too weak")               \
    X(YMR_E_TLS_VERSION, -86, "the server speaks no TLS version that is accepted")                            \
    X(YMR_E_TLS_RECORD, -87, "a TLS record is damaged or too long")                                           \
    X(YMR_E_TLS_MEMORY, -88, "the TLS memory pool is too small")                                              \
    X(YMR_E_ANCHORS, -89, "the trusted certificates cannot be read")                                          \
    X(YMR_E_ENTROPY, -90, "no random numbers")                                                                \
    /* storage */                                                                                             \
    X(YMR_E_STORED, -100, "what was stored is damaged")                                                       \
    X(YMR_E_STORED_VERSION, -101, "what was stored is of another version")                                    \
    X(YMR_E_FULL, -102, "no room is left")                                                                    \
    /* codes */                                                                                               \
    X(YMR_E_CODE, -110, "the code cannot be read")

/** What a function answers. */
typedef enum ymr_status {
#define YMR_STATUS_VALUE(name, value, text) name = (value),
    YMR_STATUS_LIST(YMR_STATUS_VALUE)
#undef YMR_STATUS_VALUE
} ymr_status;

/** One sentence, lower case, no full stop, never NULL; of static storage. An unknown value gives "unknown status". */
const char *ymr_status_text(ymr_status status);

/** The constant's own name (`YMR_E_SPACE`), for logs; of static storage, never NULL. */
const char *ymr_status_name(ymr_status status);

#endif
