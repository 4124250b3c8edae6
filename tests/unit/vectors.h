/** Vectors: files of lines, one rule each, whose fields stand behind tabs. Empty lines and those with # say
 * nothing. */
#ifndef YMR_TESTS_VECTORS_H
#define YMR_TESTS_VECTORS_H

#include <stddef.h>

enum { VECTOR_FIELDS = 4 };

typedef struct vector {
    unsigned line;
    size_t count; /* of the fields */
    char *field[VECTOR_FIELDS];
    size_t length[VECTOR_FIELDS]; /* without their escapes: \r \n \t \\ \xNN; terminated beyond that */
} vector;

/** Calls `check` for each line. @return how many there were; a file or a line that cannot be read fails the
 * test */
unsigned vectors_each(const char *path, void (*check)(const vector *v));

#endif
