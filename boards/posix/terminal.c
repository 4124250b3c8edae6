#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS_MIN = 20, COLUMNS_USUAL = 80 };

static bool coloured;

size_t terminal_columns(int fd, size_t otherwise)
{
    struct winsize size;
    if (!isatty(fd)) {
        return otherwise;
    }
    if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
        return COLUMNS_USUAL;
    }
    return size.ws_col < COLUMNS_MIN ? COLUMNS_MIN : size.ws_col;
}

void terminal_colour(bool wanted)
{
    const char *const no = getenv("NO_COLOR"); /* https://no-color.org: any value but an empty one */
    const char *const term = getenv("TERM");
    coloured = wanted && isatty(STDOUT_FILENO) && (no == NULL || no[0] == '\0') && term != NULL &&
               strcmp(term, "dumb") != 0;
}

void terminal_paint(out *to, meaning what)
{
    static const char *const codes[] = {"", "\x1B[33m", "\x1B[32m", "\x1B[31m"};
    if (coloured) {
        out_text(to, codes[what]);
    }
}

void terminal_plain(out *to, meaning what)
{
    if (coloured && what != MEANING_NONE) {
        out_text(to, "\x1B[0m");
    }
}
