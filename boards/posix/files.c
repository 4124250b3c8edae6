#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "display.h"
#include "out.h"
#include "signals.h"

static bool failed(target *file)
{
    if (file->error == 0) {
        file->error = errno;
    }
    return false;
}

static void start(target *file)
{
    file->path[0] = '\0';
    file->temporary[0] = '\0';
    file->fd = -1;
    file->error = 0;
    file->written = 0;
}

static bool too_long(target *file)
{
    errno = ENAMETOOLONG;
    return failed(file);
}

/* mkstemp makes files that only the owner reads; the finished one shall be like any other. */
static void usual_rights(int fd)
{
    const mode_t mask = umask(0);
    umask(mask);
    (void)fchmod(fd, 0666 & ~mask);
}

static bool open_beside(target *file, const char *directory, size_t length)
{
    static const char pattern[] = ".ymr-XXXXXX";
    if (length + sizeof pattern > sizeof file->temporary) {
        return too_long(file);
    }
    memcpy(file->temporary, directory, length);
    memcpy(file->temporary + length, pattern, sizeof pattern);
    file->fd = mkstemp(file->temporary);
    if (file->fd < 0) {
        file->temporary[0] = '\0';
        return failed(file);
    }
    signals_temporary(file->temporary);
    usual_rights(file->fd);
    return true;
}

static bool set_path(target *file, const char *path)
{
    const int length = snprintf(file->path, sizeof file->path, "%s", path);
    return length >= 0 && (size_t)length < sizeof file->path ? true : too_long(file);
}

/* A device or a pipe is not replaced by a file of its name. */
static bool open_in_place(target *file)
{
    file->fd = open(file->path, O_WRONLY | O_CLOEXEC);
    return file->fd >= 0 || failed(file);
}

bool files_open(target *file, const char *path)
{
    struct stat there;

    start(file);
    if (!set_path(file, path)) {
        return false;
    }
    if (strcmp(path, "-") == 0) {
        file->fd = STDOUT_FILENO;
        return true;
    }
    if (stat(path, &there) == 0) {
        if (S_ISDIR(there.st_mode)) {
            errno = EISDIR;
            return failed(file);
        }
        if (!S_ISREG(there.st_mode)) {
            return open_in_place(file);
        }
    }
    const char *const slash = strrchr(path, '/');
    return open_beside(file, path, slash == NULL ? 0 : (size_t)(slash - path) + 1);
}

bool files_open_nameless(target *file, const char *directory)
{
    start(file);
    const int length = snprintf(file->path, sizeof file->path, "%s/", directory);
    if (length < 0 || (size_t)length >= sizeof file->path) {
        return too_long(file);
    }
    return open_beside(file, file->path, (size_t)length);
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.';
}

static void append_plain(out *to, ymr_text text, bool at_start)
{
    for (size_t i = 0; i < text.length; i++) {
        const char c = text.bytes[i];
        const bool hides = at_start && i == 0 && (c == '.' || c == '-'); /* a hidden file, an option */
        if (is_plain(c) && !hides) {
            out_bytes(to, &c, 1);
        } else {
            out_format(to, "%%%02X", (unsigned)(unsigned char)c);
        }
    }
}

bool files_name(target *file, ymr_text front, ymr_text name, const char *extension)
{
    const size_t directory = strlen(file->path);
    if (directory + 3 * (front.length + name.length) + strlen(extension) + 1 > sizeof file->path) {
        return too_long(file);
    }
    /* "./" is for openat and its like, not for people */
    const size_t from = strcmp(file->path, "./") == 0 ? 0 : directory;
    out to = {-1, file->path + from, sizeof file->path - from, 0, 0};
    append_plain(&to, front, true);
    append_plain(&to, name, front.length == 0);
    out_text(&to, extension);
    to.buffer[to.used] = '\0';
    return true;
}

bool files_write(target *file, const char *bytes, size_t length)
{
    const int error = write_all(file->fd, bytes, length);
    if (error != 0) {
        errno = error;
        return failed(file);
    }
    file->written += length;
    return true;
}

bool files_restart(target *file)
{
    if (file->written == 0) {
        return true;
    }
    if (file->temporary[0] == '\0') {
        return false;
    }
    if (ftruncate(file->fd, 0) != 0 || lseek(file->fd, 0, SEEK_SET) != 0) {
        return failed(file);
    }
    file->written = 0;
    return true;
}

bool files_commit(target *file)
{
    const int fd = file->fd;

    file->fd = -1;
    if (fd != STDOUT_FILENO && close(fd) != 0) { /* a network file system reports a full disk only here */
        failed(file);
        files_abandon(file);
        return false;
    }
    if (file->temporary[0] != '\0') {
        if (rename(file->temporary, file->path) != 0) {
            failed(file);
            files_abandon(file);
            return false;
        }
        signals_temporary(NULL);
        file->temporary[0] = '\0';
    }
    return true;
}

void files_abandon(target *file)
{
    if (file->fd >= 0 && file->fd != STDOUT_FILENO) {
        close(file->fd);
    }
    file->fd = -1;
    if (file->temporary[0] != '\0') {
        unlink(file->temporary);
        signals_temporary(NULL);
        file->temporary[0] = '\0';
    }
}

const char *files_label(const target *file)
{
    return strcmp(file->path, "-") == 0 ? "standard output" : display_safe_string(file->path);
}
