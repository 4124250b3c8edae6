/**
 * Bytes on their way to a file descriptor, through a buffer of static storage: stdio would allocate one.
 *
 * The first error sticks (`error`, an errno value); what is written after it is dropped.
 */
#ifndef YMR_BOARD_OUT_H
#define YMR_BOARD_OUT_H

#include "ymr/text.h"

typedef struct out {
    int fd;
    char *buffer;
    size_t size;
    size_t used;
    int error;
} out;

/** Standard output: results and nothing else. */
extern out out_result;

void out_bytes(out *to, const char *bytes, size_t length);
void out_text(out *to, const char *terminated);
void out_integer(out *to, int64_t value);
void out_blanks(out *to, size_t count);

/** At most 400 bytes a call. */
__attribute__((format(printf, 2, 3))) void out_format(out *to, const char *format, ...);

/** Hands everything to the kernel. @return false when that, or anything before it, failed */
bool out_flush(out *to);

/** Writes all bytes past any buffer. @return 0 or errno */
int write_all(int fd, const char *bytes, size_t length);

#endif
