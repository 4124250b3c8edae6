/**
 * Everything that a decoded struct says, as text: two that were decoded in different ways are the same when
 * their dumps are.
 */
#ifndef YMR_TESTS_DUMP_H
#define YMR_TESTS_DUMP_H

#include "ymr/shape.h"

/** Text that is written on and on; what does not fit fails the test. */
typedef struct dump {
    char *text;
    size_t size;
    size_t length;
} dump;

/** Empties it. */
void dump_begin(dump *d, char *text, size_t size);

__attribute__((format(printf, 2, 3))) void dump_format(dump *d, const char *format, ...);

/** Every field of a struct that was filled by its shape, with all that is below it, and a line end. */
void dump_struct(dump *d, const ymr_shape *shape, const void *from);

#endif
