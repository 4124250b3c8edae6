#include "spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "notes.h"

static const char *directory(void)
{
    const char *const wanted = getenv("TMPDIR");
    return wanted != NULL && wanted[0] != '\0' ? wanted : "/tmp";
}

static int open_nameless(void)
{
    static char path[4096];
    const int length = snprintf(path, sizeof path, "%s/ymr-XXXXXX", directory());
    if (length < 0 || (size_t)length >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    const int fd = mkstemp(path);
    if (fd >= 0) {
        unlink(path);
    }
    return fd;
}

bool spool_start(spool *s)
{
    if (s->to.buffer != NULL) {
        spool_cut(s, 0);
        return s->to.error == 0;
    }
    s->to = (out){.fd = open_nameless(), .buffer = s->buffer, .size = sizeof s->buffer};
    if (s->to.fd < 0) {
        s->to.error = errno;
    }
    return s->to.error == 0;
}

int64_t spool_length(spool *s)
{
    return out_flush(&s->to) ? (int64_t)lseek(s->to.fd, 0, SEEK_END) : -1;
}

void spool_cut(spool *s, int64_t length)
{
    out_flush(&s->to);
    if (s->to.error == 0 && (ftruncate(s->to.fd, (off_t)length) != 0 || lseek(s->to.fd, 0, SEEK_END) < 0)) {
        s->to.error = errno;
    }
}

bool spool_read(spool *s, int64_t at, void *bytes, size_t length)
{
    if (!out_flush(&s->to)) {
        return false;
    }
    size_t got = 0;
    while (got < length) {
        const ssize_t part = pread(s->to.fd, (char *)bytes + got, length - got, (off_t)at + (off_t)got);
        if (part < 0 && errno != EINTR) {
            s->to.error = errno;
            return false;
        }
        if (part == 0) {
            return false;
        }
        got += part > 0 ? (size_t)part : 0;
    }
    return true;
}

void spool_copy(out *to, void *context)
{
    static char part[4096];
    spool *const s = context;
    const int64_t length = spool_length(s);

    for (int64_t at = 0; at < length;) {
        const int64_t left = length - at;
        const size_t size = left < (int64_t)sizeof part ? (size_t)left : sizeof part;
        if (!spool_read(s, at, part, size)) {
            return;
        }
        out_bytes(to, part, size);
        at += (int64_t)size;
    }
}

bool spool_good(spool *s)
{
    if (s->to.error != 0) {
        note_error("temporary file in %s: %s: make room there, or set TMPDIR to another directory",
                   display_safe_string(directory()), strerror(s->to.error));
    }
    return s->to.error == 0;
}
