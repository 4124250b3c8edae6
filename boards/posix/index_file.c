#include "index_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "files.h"
#include "notes.h"

enum { BUFFER = 8192 };

bool index_file_fits(const char *path)
{
    struct stat there;
    if (stat(path, &there) != 0 || S_ISREG(there.st_mode)) {
        return true;
    }
    note_error("--index %s: this is no regular file: give another name", display_safe_string(path));
    return false;
}

/* Reading. */

typedef struct input {
    int fd;
    size_t from, to;
    char buffer[BUFFER];
} input;

static ymr_status fill(input *in)
{
    ssize_t got;
    do {
        got = read(in->fd, in->buffer, sizeof in->buffer);
    } while (got < 0 && errno == EINTR);
    in->from = 0;
    in->to = got > 0 ? (size_t)got : 0;
    return got > 0 ? YMR_OK : got == 0 ? YMR_E_STORED : YMR_E_IO;
}

static ymr_status read_some(void *context, void *bytes, size_t length)
{
    input *const in = context;
    char *at = bytes;

    while (length != 0) {
        const ymr_status status = in->from == in->to ? fill(in) : YMR_OK;
        if (status != YMR_OK) {
            return status;
        }
        const size_t part = in->to - in->from < length ? in->to - in->from : length;
        memcpy(at, in->buffer + in->from, part);
        in->from += part;
        at += part;
        length -= part;
    }
    return YMR_OK;
}

/* Returns are no secret of the file's, but whoever can write to it would tell the worker what to hand out. */
static bool is_ours(int fd)
{
    struct stat about;
    return fstat(fd, &about) == 0 && S_ISREG(about.st_mode) && about.st_uid == geteuid() &&
           (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

static const char *read_index(input *in, ymr_index *index)
{
    if (!is_ours(in->fd)) {
        return "others could have written it: chmod 600 it, or delete it";
    }
    switch (ymr_index_load(index, read_some, in)) {
    case YMR_OK:
        return NULL;
    case YMR_E_STORED_VERSION:
        return "it is of another campaign, or of another version of this program";
    case YMR_E_FULL:
        return "it has no room: give more with --index-keys";
    case YMR_E_IO:
        return strerror(errno);
    default:
        return ymr_status_text(YMR_E_STORED);
    }
}

bool index_file_load(const char *path, ymr_index *index)
{
    static input in;
    const char *problem;

    in.from = in.to = 0;
    in.fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (in.fd < 0 && errno == ENOENT) {
        return false;
    }
    if (in.fd < 0) {
        problem = strerror(errno);
    } else {
        problem = read_index(&in, index);
        close(in.fd);
    }
    if (problem != NULL) {
        note_warning("index %s is not used: %s; it is built anew", display_safe_string(path), problem);
    }
    return problem == NULL;
}

/* Writing. */

static ymr_status write_some(void *context, const void *bytes, size_t length)
{
    out *const to = context;
    out_bytes(to, bytes, length);
    return to->error == 0 ? YMR_OK : YMR_E_IO;
}

/* Not forced to the disk: that could keep the worker waiting, and a torn file is known by its checksum. */
static bool write_index(target *file, const ymr_index *index)
{
    static char buffer[BUFFER];
    out to = {.fd = file->fd, .buffer = buffer, .size = sizeof buffer};

    (void)ymr_index_save(index, write_some, &to);
    file->error = out_flush(&to) ? 0 : to.error;
    if (file->error == 0 && fchmod(file->fd, S_IRUSR | S_IWUSR) != 0) {
        file->error = errno;
    }
    return file->error == 0;
}

bool index_file_save(const char *path, const ymr_index *index)
{
    static target file;

    bool saved = files_open(&file, path);
    if (saved) {
        saved = write_index(&file, index) && files_commit(&file);
    }
    if (!saved) {
        files_abandon(&file);
        note_warning("index %s cannot be written: %s", display_safe_string(path), strerror(file.error));
    }
    return saved;
}
