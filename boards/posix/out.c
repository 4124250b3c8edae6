#include "out.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ymr/decimal.h"

enum { FORMATTED = 400, RESULT_BUFFER = 8192 };

static char result_buffer[RESULT_BUFFER];

out out_result = {STDOUT_FILENO, result_buffer, sizeof result_buffer, 0, 0};

int write_all(int fd, const char *bytes, size_t length)
{
    while (length != 0) {
        const ssize_t written = write(fd, bytes, length);
        if (written < 0 && errno != EINTR) {
            return errno;
        }
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
        }
    }
    return 0;
}

bool out_flush(out *to)
{
    if (to->error == 0 && to->used != 0) {
        to->error = write_all(to->fd, to->buffer, to->used);
    }
    to->used = 0;
    return to->error == 0;
}

void out_bytes(out *to, const char *bytes, size_t length)
{
    while (length != 0) {
        if (to->used == to->size) {
            out_flush(to);
        }
        const size_t room = to->size - to->used;
        const size_t part = length < room ? length : room;
        memcpy(to->buffer + to->used, bytes, part);
        to->used += part;
        bytes += part;
        length -= part;
    }
}

void out_text(out *to, const char *terminated)
{
    out_bytes(to, terminated, strlen(terminated));
}

void out_integer(out *to, int64_t value)
{
    char digits[YMR_INTEGER_SIZE];
    out_bytes(to, digits, ymr_integer_write(value, digits));
}

void out_blanks(out *to, size_t count)
{
    while (count-- != 0) {
        out_bytes(to, " ", 1);
    }
}

void out_format(out *to, const char *format, ...)
{
    char text[FORMATTED];
    va_list arguments;
    va_start(arguments, format);
    const int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0) {
        out_bytes(to, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
    }
}
