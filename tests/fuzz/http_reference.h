/**
 * HTTP answers, read once more: slow, from memory, with the whole answer in view. It tells nothing about what
 * is to be refused; but whatever the library takes, this must read in the same way.
 */
#ifndef YMR_TESTS_FUZZ_HTTP_REFERENCE_H
#define YMR_TESTS_FUZZ_HTTP_REFERENCE_H

#include <stdbool.h>
#include <stddef.h>

typedef struct http_reference {
    unsigned status;
    size_t used;   /**< bytes of the answer, interim answers before it included */
    char *body;    /**< to be freed */
    size_t length;
} http_reference;

/**
 * @param closed   the connection was closed in an orderly way behind these bytes
 * @param connect  it answers a CONNECT
 * @return false: it is not whole, or cannot be understood; then there is nothing to be freed
 */
bool http_reference_read(const char *bytes, size_t length, bool closed, bool connect, http_reference *out);

#endif
