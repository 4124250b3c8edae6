#include "notes.h"

#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "progress.h"

enum { NOTE_SIZE = 2048 };

int notes_level = NOTES_NORMAL;

/* One write a line, so that lines of several programs on one terminal do not mix. */
__attribute__((format(printf, 1, 0))) static void say(const char *format, va_list arguments)
{
    static char line[NOTE_SIZE];
    static const char name[] = "ymr: ";
    const size_t front = sizeof name - 1;

    for (size_t i = 0; i < front; i++) {
        line[i] = name[i];
    }
    const int length = vsnprintf(line + front, sizeof line - front - 1, format, arguments);
    size_t end = front + (length > 0 ? (size_t)length : 0);
    if (end > sizeof line - 2) {
        end = sizeof line - 2;
    }
    line[end++] = '\n';
    progress_clear();
    (void)write_all(STDERR_FILENO, line, end);
}

void note_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

void note_warning(const char *format, ...)
{
    if (notes_level >= NOTES_NORMAL) {
        va_list arguments;
        va_start(arguments, format);
        say(format, arguments);
        va_end(arguments);
    }
}

void note_detail(const char *format, ...)
{
    if (notes_level >= NOTES_VERBOSE) {
        va_list arguments;
        va_start(arguments, format);
        say(format, arguments);
        va_end(arguments);
    }
}
