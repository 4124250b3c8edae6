#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ymr_posix.h"

/*
 * The file: eight bytes of name and version, eight of a checksum over all that follows, then the fields in
 * the order of the struct. Numbers are big-endian: a file means the same to every build that knows its
 * version.
 */
static const char name_and_version[8] = {'y', 'm', 'r', '-', 't', 'l', 's', '1'};

enum {
    HEAD_SIZE = 16,
    FIELDS_SIZE = 32 + 8 + 8 + 2,
    FILE_SIZE_MAX = HEAD_SIZE + FIELDS_SIZE + YMR_TLS_SESSION_MAX
};

static void put_number(uint8_t *at, uint64_t value, unsigned size)
{
    for (unsigned i = 0; i < size; i++) {
        at[i] = (uint8_t)(value >> 8 * (size - 1 - i));
    }
}

static uint64_t get_number(const uint8_t *at, unsigned size)
{
    uint64_t value = 0;

    for (unsigned i = 0; i < size; i++) {
        value = value << 8 | at[i];
    }
    return value;
}

/* FNV-1a: it finds what a bad disk does. Against a bad neighbour there are the file's owner and mode. */
static uint64_t checksum(const uint8_t *bytes, size_t length)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i < length; i++) {
        hash = (hash ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static size_t encode(const ymr_tls_session *session, uint8_t out[FILE_SIZE_MAX])
{
    uint8_t *at = out + HEAD_SIZE;

    memcpy(at, session->binding, 32);
    put_number(at + 32, (uint64_t)session->verified_ms, 8);
    put_number(at + 40, (uint64_t)session->not_after_ms, 8);
    put_number(at + 48, session->length, 2);
    memcpy(at + FIELDS_SIZE, session->bytes, session->length);
    memcpy(out, name_and_version, 8);
    put_number(out + 8, checksum(at, FIELDS_SIZE + (size_t)session->length), 8);
    return HEAD_SIZE + FIELDS_SIZE + (size_t)session->length;
}

static ymr_status decode(const uint8_t *in, size_t length, ymr_tls_session *session)
{
    const uint8_t *at = in + HEAD_SIZE;

    if (length < HEAD_SIZE + FIELDS_SIZE || memcmp(in, name_and_version, 8) != 0 ||
        get_number(in + 8, 8) != checksum(at, length - HEAD_SIZE)) {
        return YMR_E_CONTENT;
    }
    const uint16_t bytes = (uint16_t)get_number(at + 48, 2);
    if (bytes > sizeof session->bytes || length != HEAD_SIZE + FIELDS_SIZE + (size_t)bytes) {
        return YMR_E_CONTENT;
    }
    memcpy(session->binding, at, 32);
    session->verified_ms = (int64_t)get_number(at + 32, 8);
    session->not_after_ms = (int64_t)get_number(at + 40, 8);
    session->length = bytes;
    memcpy(session->bytes, at + FIELDS_SIZE, bytes);
    return YMR_OK;
}

static bool write_all(int file, const uint8_t *bytes, size_t length)
{
    while (length > 0) {
        const ssize_t done = write(file, bytes, length);
        if (done < 0 && errno != EINTR) {
            return false;
        }
        if (done > 0) {
            bytes += done;
            length -= (size_t)done;
        }
    }
    return true;
}

/* @return bytes read, at most `room`, or −1 */
static ssize_t read_all(int file, uint8_t *bytes, size_t room)
{
    size_t length = 0;

    while (length < room) {
        const ssize_t done = read(file, bytes + length, room - length);
        if (done < 0 && errno != EINTR) {
            return -1;
        }
        if (done == 0) {
            break;
        }
        length += done > 0 ? (size_t)done : 0;
    }
    return (ssize_t)length;
}

static bool is_private(int file)
{
    struct stat status;

    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == geteuid() &&
           (status.st_mode & (S_IRWXG | S_IRWXO)) == 0;
}

static ymr_status load(int file, ymr_tls_session *session)
{
    uint8_t bytes[FILE_SIZE_MAX + 1]; /* one more than the longest file has, to see that one is longer */

    if (!is_private(file)) {
        return YMR_E_ARGUMENT;
    }
    const ssize_t length = read_all(file, bytes, sizeof bytes);
    const ymr_status status = length < 0 ? YMR_E_IO : decode(bytes, (size_t)length, session);
    ymr_wipe(bytes, sizeof bytes);
    return status;
}

ymr_status ymr_posix_session_load(const char *path, ymr_tls_session *session)
{
    memset(session, 0, sizeof *session);
    const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        return errno == ENOENT ? YMR_OK : YMR_E_IO;
    }
    const ymr_status status = load(file, session);
    close(file);
    return status;
}

static bool write_file(int file, const ymr_tls_session *session)
{
    uint8_t bytes[FILE_SIZE_MAX];
    const size_t length = encode(session, bytes);
    const bool written = write_all(file, bytes, length);

    ymr_wipe(bytes, sizeof bytes);
    return close(file) == 0 && written;
}

ymr_status ymr_posix_session_save(const char *path, const ymr_tls_session *session)
{
    char temporary[1008];

    if (session->length == 0) {
        return unlink(path) == 0 || errno == ENOENT ? YMR_OK : YMR_E_IO;
    }
    const int length = snprintf(temporary, sizeof temporary, "%s.XXXXXX", path);
    if (length < 0 || (size_t)length >= sizeof temporary) {
        return YMR_E_SPACE;
    }
    const int file = mkstemp(temporary); /* mode 0600 */
    if (file < 0) {
        return YMR_E_IO;
    }
    if (!write_file(file, session) || rename(temporary, path) != 0) {
        const int error = errno;
        unlink(temporary);
        errno = error;
        return YMR_E_IO;
    }
    return YMR_OK;
}
