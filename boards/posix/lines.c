#include "lines.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "session.h"

/* What a pipe takes without waiting, when poll says that it takes something. */
#ifdef PIPE_BUF
enum { PIECE = PIPE_BUF };
#else
enum { PIECE = _POSIX_PIPE_BUF };
#endif

static bool is_file;
static size_t from, to; /* of the buffer: what is still to be written */
static uint64_t written, safe;
static out line;

int lines_open(void)
{
    struct stat about;
    if (fstat(STDOUT_FILENO, &about) != 0) {
        return errno;
    }
    is_file = S_ISREG(about.st_mode);
    return 0;
}

out *lines_begin(void)
{
    static char none[1]; /* so that even a full queue gives something to write to */

    memmove(session_large_text, session_large_text + from, to - from);
    to -= from;
    from = 0;
    const size_t room = sizeof session_large_text - to;
    line = room != 0 ? (out){.fd = -1, .buffer = session_large_text + to, .size = room}
                     : (out){.fd = -1, .buffer = none, .size = sizeof none, .error = ENOSPC};
    return &line;
}

bool lines_end(uint64_t *mark)
{
    if (line.error != 0) {
        return false;
    }
    to += line.used;
    *mark = written + (to - from);
    return true;
}

bool lines_waiting(void)
{
    return to > from;
}

/* A file is never full for poll, so its lines go out together, and to the disk at once. */
static int write_file(void)
{
    const int error = write_all(STDOUT_FILENO, session_large_text + from, to - from);
    if (error != 0) {
        return error;
    }
    if (fdatasync(STDOUT_FILENO) != 0) {
        return errno;
    }
    written += to - from;
    from = to = 0;
    return 0;
}

static int write_piece(void)
{
    const size_t length = to - from < PIECE ? to - from : PIECE;
    const ssize_t taken = write(STDOUT_FILENO, session_large_text + from, length);
    if (taken < 0) {
        return errno == EINTR || errno == EAGAIN ? 0 : errno;
    }
    from += (size_t)taken;
    written += (size_t)taken;
    return 0;
}

int lines_write(void)
{
    const int error = !lines_waiting() ? 0 : is_file ? write_file() : write_piece();
    safe = error == 0 ? written : safe;
    return error;
}

uint64_t lines_out(void)
{
    return safe;
}
